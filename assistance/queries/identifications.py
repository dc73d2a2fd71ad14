"""What first responders noticed about a person, as victims keeps it: read here, never copied out.

The only place in assistance that knows how an identification is called.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from thbcases.accounts.models import Organisation, User
from thbcases.people.models import Person

_VERBS = "thbcases.victims.actions.identification"


def is_known() -> bool:
    """Whether identifications are kept in this installation."""
    return find_spec(_VERBS) is not None


def newest_of(person: Person) -> Any | None:
    """The newest identification of a person that the own organisation keeps."""
    if not is_known():
        return None
    model: Any = apps.get_model("victims", "Identification")
    rows = model.objects.filter(person=person, custodian_id=person.custodian_id)
    return rows.order_by("-pk").first()


def content_of(identification: Any) -> dict[str, Any]:
    """The identification as it can be passed on."""
    found: dict[str, Any] = import_module(_VERBS).content_of(identification)
    return found


def take_over(*, by: User, person: Person, content: dict[str, Any], source: Organisation) -> Any:
    """The own copy of an identification that came with a referral: nobody is asked twice."""
    if not is_known():
        return None
    verbs = import_module(_VERBS)
    return verbs.take_over(by=by, person=person, content=content, source=source)
