"""Making what the tests of administrative cases are about."""

from datetime import date
from typing import Any
from uuid import uuid4

from tests.cast import person
from tests.victims.making import days_ago
from thbcases.codes.models import AdministrativeOffenceVersion
from thbcases.people.models import Person
from thbcases.sanctions.models import AdministrativeCase

SELLING, PAYING = "ANK-487-prostitution", "ANK-487-use"
# What makes two rows the same human for the country.
BORN = {"birth_date": date(1990, 4, 2), "birth_precision": "date"}


def law(code: str = SELLING) -> AdministrativeOffenceVersion:
    """The offence as it stands today."""
    return AdministrativeOffenceVersion.objects.get(offence__code=code, valid_to=None)


def human(name: str = "Pažįstama", **fields: Any) -> Person:
    """A row of one human, the same for the country whichever unit is making it."""
    row: Person = person(**{"family_name": name, "given_name": "Rasa", **BORN, **fields})
    return row


def sanction(who: Person | None = None, **fields: Any) -> AdministrativeCase:
    """An open case of the unit that is making."""
    values = {"law": law(), "act_on": days_ago(5), "number": f"A-{uuid4()}", **fields}
    row = AdministrativeCase.objects.create(person=who or human(), **values)
    row.refresh_from_db()
    return row
