"""What first responders noticed about a person, as victims keeps it: read here, never copied out.

The only place in assistance that knows how an identification is called.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _now

from thbcases.accounts.models import Organisation, User
from thbcases.people.models import Person

NAME: str = "Identification"
_VERBS = "thbcases.victims.actions.identification"


def is_known() -> bool:
    """Whether identifications are kept in this installation."""
    return find_spec(_VERBS) is not None


def newest_of(person: Person) -> Any | None:
    """The newest identification of a person that the own organisation keeps."""
    if not is_known():
        return None
    model: Any = apps.get_model("victims", NAME)
    rows = model.objects.filter(person=person, custodian_id=person.custodian_id, state="finished")
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


# What was said in words, as columns of the record, each apart from the others.
TEXTS = ("own_words", "insight", "evidence")


def lines(content: dict[str, Any]) -> Iterator[str]:
    """An identification in words, as its receiver reads it: when, which signs, who said what."""
    if day := content.get("met_on"):
        yield _now("Talked on %(day)s, list of signs %(version)s") % {
            "day": day,
            "version": content.get("version", "–"),
        }
    named = {sign["code"]: sign for sign in (content.get("asked") or {}).get("signs", [])}
    name = "name_en" if get_language() == "en" else "name_lt"
    for code in (content.get("answers") or {}).get("signs", []):
        yield f"• {named.get(code, {}).get(name) or code}"
    for field in ("conclusion", "reason", *TEXTS):
        if value := content.get(field):
            yield f"{_label(field)}: {value}"


def _label(field: str) -> str:
    try:
        model: Any = apps.get_model("victims", NAME)
        return capfirst(str(model._meta.get_field(field).verbose_name))
    except (LookupError, FieldDoesNotExist):
        return capfirst(field.replace("_", " "))
