"""Who is meant by a row: a person the organisation knows, or a new one."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thbcases.imports.actions.lines import Line
from thbcases.imports.values import BadValue, YesNo
from thbcases.people.actions import Described, complete_person, register_person
from thbcases.people.choices import Sex
from thbcases.people.forms.checks import (
    NAME_NEEDED,
    NAMES,
    check_birth_date,
    check_birth_year,
    code_warnings,
)
from thbcases.people.models import Person
from thbcases.people.personal_code import read_personal_code
from thbcases.people.queries import Candidate, possible_persons

UUID_IN_ADDRESS = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
MOST_NAMED = 3


def person_of(line: Line) -> Person:
    """Find the person a row speaks of and fill the gaps of what is known, or make a new one.

    A known person is taken when the column «existing person» says so, or when there is exactly
    one with the same name and birth date. Whoever else looks alike is only mentioned. Raises
    ValidationError.
    """
    described = describe(line)
    known = _known(line, described)
    if known is not None:
        line.made.append(("known", None))
        return complete_person(by=line.run.by, person=known, described=described)
    person = register_person(by=line.run.by, described=described)
    line.made.append(("persons", None))
    return person


def describe(line: Line) -> Described:
    """The person as the row describes them. Raises ValidationError."""
    if not line.has(*NAMES):
        raise ValidationError({"family_name": NAME_NEEDED})
    _check_birth(line)
    code = read_personal_code(line.text("personal_code"))
    sex, birth_date = line.get("sex") or Sex.UNKNOWN, line.get("birth_date")
    if line.has("personal_code"):
        doubts = code_warnings(code, birth_date, sex)
        for doubt in doubts:
            line.warn(doubt, "personal_code")
        if not doubts:
            sex = code.sex if sex == Sex.UNKNOWN and code.sex else sex
            birth_date = birth_date or (None if line.has("birth_year") else code.birth_date)
    return Described(
        family_name=line.text("family_name"),
        given_name=line.text("given_name"),
        original_name=line.text("original_name"),
        sex=sex,
        birth_date=birth_date,
        birth_year=line.get("birth_year"),
        birth_is_estimate=bool(line.get("birth_is_estimate")),
        citizenships=line.get("citizenships") or (),
        personal_code=line.text("personal_code"),
    )


def _check_birth(line: Line) -> None:
    errors: dict[str, ValidationError] = {}
    for key, check in (("birth_date", check_birth_date), ("birth_year", check_birth_year)):
        try:
            check(line.get(key))
        except ValidationError as error:
            errors[key] = error
    day, year = line.get("birth_date"), line.get("birth_year")
    if day and year and day.year != year:
        errors["birth_year"] = ValidationError(_("The birth date names another year."))
    if errors:
        raise ValidationError(errors)


def _known(line: Line, described: Described) -> Person | None:
    said = line.text("existing")
    address = UUID_IN_ADDRESS.search(said)
    if address:
        return _addressed(line, UUID(address[0]))
    candidates = possible_persons(
        f"{described.family_name} {described.given_name}",
        described.original_name,
        birth_date=described.birth_date,
        birth_year=described.birth_year,
        personal_code=described.personal_code,
    )
    identical = [c for c in candidates if _is_identical(described, c.person)]
    is_known = _answer(said) if said else None
    if is_known is False:
        return None
    if is_known:
        return _one_of(line, identical if len(identical) == 1 else candidates)
    return _identical(line, identical, candidates)


def _answer(said: str) -> bool:
    try:
        return YesNo().read(said, None)  # type: ignore[arg-type]
    except BadValue:
        raise ValidationError(
            {"existing": _("Write yes, no, or the address of the person's page.")}
        ) from None


def _addressed(line: Line, uuid: UUID) -> Person:
    rows = Person.objects.filter(uuid=uuid, custodian_id=line.run.organisation_id)
    person = rows.first()
    if person is None:
        raise ValidationError({"existing": _("Your organisation has no person with this address.")})
    line.run.shown[person.pk] = person
    return person


def _one_of(line: Line, candidates: list[Candidate]) -> Person:
    """The person that «yes» means. Raises ValidationError unless there is just one."""
    if not candidates:
        raise ValidationError({"existing": _("Your organisation knows nobody like this.")})
    if len(candidates) > 1:
        raise ValidationError(
            {
                "existing": _("Several may be meant: %(who)s. Write the address of the page.")
                % {"who": _names(line, candidates)}
            }
        )
    _names(line, candidates)
    return candidates[0].person


def _identical(
    line: Line, identical: list[Candidate], candidates: list[Candidate]
) -> Person | None:
    """Who has the same name and birth date; of others it is only said that they look alike."""
    if len(identical) > 1:
        raise ValidationError(
            {
                "existing": _(
                    "Your organisation has several persons with this name and birth date: "
                    "%(who)s. Write the address of the right one, or «no»."
                )
                % {"who": _names(line, identical)}
            }
        )
    if identical:
        line.warn(
            _("The same name and birth date: taken for %(who)s, whom you know already.")
            % {"who": _names(line, identical)}
        )
        return identical[0].person
    if candidates:
        line.warn(_("Possibly the same as %(who)s.") % {"who": _names(line, candidates)})
    return None


def _names(line: Line, candidates: Iterable[Candidate]) -> str:
    """The candidates in words. Whoever is named from the records has been read."""
    words = []
    for candidate in list(candidates)[:MOST_NAMED]:
        person = candidate.person
        row = line.run.persons.get(person.pk)
        if row is None:
            line.run.shown[person.pk] = person
        else:
            words.append(_("row %(row)s («%(name)s»)") % {"row": row, "name": person})
            continue
        about = [part for part in (person.born, *candidate.reasons) if part]
        words.append(f"«{person}» ({'; '.join(about)})")
    return ", ".join(words)


def _is_identical(described: Described, person: Person) -> bool:
    if described.birth_date is None or person.birth_date != described.birth_date:
        return False
    full = _plain(described.family_name), _plain(described.given_name)
    if all(full):
        return full == (_plain(person.family_name), _plain(person.given_name))
    original = _plain(described.original_name)
    return bool(original) and original == _plain(person.original_name)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
