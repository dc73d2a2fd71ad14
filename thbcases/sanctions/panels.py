"""What administrative cases add to the page of a person."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from thbcases.sanctions.models import AdministrativeCase
from thbcases.sanctions.pills import STATE_PILLS
from thbcases.web.parts import Row
from thbcases.web.sections import Section, register_section


def cases_of_person(request: HttpRequest, person: Any) -> Section | None:
    """The administrative cases against a person that one may see."""
    found = AdministrativeCase.objects.filter(person=person).order_by("-act_on", "-pk")
    rows = [
        Row(
            case.number,
            url=case.get_absolute_url(),
            on=case.act_on,
            pill=STATE_PILLS(case.state),
        )
        for case in found
    ]
    return Section(title=_("Administrative cases"), rows=rows) if rows else None


def register() -> None:
    """Tell the shell; called once when the app is ready."""
    register_section("people.person", cases_of_person, order=40, requires="sanction.read")
