"""What every form that asks for a person checks, with words a person can act on."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.people.actions import NO_ANONYMOUS_CHILD
from thbcases.people.choices import Sex
from thbcases.people.forms.overrule import MayOverrule
from thbcases.people.models import CHILD_BELOW_YEARS
from thbcases.people.personal_code import DIGITS, PersonalCode, read_personal_code

FIRST_BIRTH_YEAR = 1880
NAMES = ("family_name", "given_name", "original_name")
NAME_NEEDED = ValidationError(_("Give at least one name, or «unknown»."), code="no_name")
NOT_ANONYMOUS = ValidationError(
    _("An anonymous person has no name, birth date or number. Take this out, or untick anonymous."),
    code="not_anonymous",
)
SAY_ADULT = ValidationError(
    _("Say that the person is an adult. Whoever may be a child is registered by name."),
    code="adult",
)
IN_FUTURE = ValidationError(_("Nobody is born in the future."), code="future")
TOO_OLD = ValidationError(_("This birth year cannot be right."), code="too_old")


def check_names(form: Any) -> None:
    """Refuse a person without any name; a name that was refused itself is enough to be told."""
    has_name = any(form.cleaned_data.get(name) for name in NAMES)
    if not has_name and not any(form.has_error(name) for name in NAMES):
        form.add_error("family_name", NAME_NEEDED)


def check_anonymous(form: Any) -> None:
    """Refuse whatever would name an anonymous person, and a child without a name.

    Nothing that was typed is thrown away: whoever typed it decides what goes.
    """
    for name in (*NAMES, "birth_date", "personal_code"):
        if form.cleaned_data.get(name):
            form.add_error(name, NOT_ANONYMOUS)
    year = form.cleaned_data.get("birth_year")
    is_child = year is not None and timezone.localdate() < date(year + CHILD_BELOW_YEARS, 12, 31)
    if is_child:
        form.add_error("birth_year", NO_ANONYMOUS_CHILD)
    if not form.cleaned_data.get("is_adult"):
        form.add_error("is_adult", SAY_ADULT)


def check_birth_date(day: date | None) -> date | None:
    """Refuse a birth in the future or in a century out of reach."""
    if day is not None:
        _check(day > timezone.localdate(), day.year)
    return day


def check_birth_year(year: int | None) -> int | None:
    """Refuse a birth year in the future or out of reach."""
    if year is not None:
        _check(year > timezone.localdate().year, year)
    return year


def _check(is_future: bool, year: int) -> None:
    if is_future:
        raise IN_FUTURE
    if year < FIRST_BIRTH_YEAR:
        raise TOO_OLD


def check_personal_code(form: MayOverrule) -> None:
    """Warn when the Lithuanian code, or what it says, looks wrong; a warning may be overruled.

    Where nothing else is known, birth date and sex are taken from a code that is right.
    """
    said: dict[str, Any] = form.cleaned_data  # type: ignore[attr-defined]
    if not said.get("personal_code"):
        return
    code = read_personal_code(said["personal_code"])
    if warnings := code_warnings(code, said.get("birth_date"), said.get("sex")):
        form.warn("personal_code", " ".join(warnings), code.code)
        return
    if not (said.get("birth_date") or said.get("birth_year")):
        said["birth_date"] = code.birth_date
    if said.get("sex") in (None, "", Sex.UNKNOWN) and code.sex:
        said["sex"] = code.sex


def code_warnings(code: PersonalCode, born: date | None, sex: str | None) -> list[str]:
    """What is odd about a personal code, in words."""
    if not code.is_whole:
        return [_now("A Lithuanian personal code has %(count)s digits.") % {"count": DIGITS}]
    found = []
    if not code.has_right_check_digit:
        found.append(_now("The check digit of the personal code is wrong."))
    if born and code.birth_date and born != code.birth_date:
        found.append(
            _now("The personal code says another birth date: %(day)s.")
            % {"day": code.birth_date.isoformat()}
        )
    if sex in (Sex.FEMALE, Sex.MALE) and code.sex and sex != code.sex:
        found.append(_now("The personal code says another sex: %(sex)s.") % {"sex": code.sex.label})
    return found
