"""Recording persons, and keeping search and counting true to the names that stand there."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thbcases.access import rights
from thbcases.access.acting import HasActor
from thbcases.audit.actions import log_combination
from thbcases.codes.choices import HOME_COUNTRY, CountryKind
from thbcases.codes.models import Country
from thbcases.people.choices import BirthPrecision, IdentifierKind, Sex
from thbcases.people.linkage import link, set_apart
from thbcases.people.models import (
    ContactRules,
    KnownObject,
    ObjectLink,
    Person,
    PersonCitizenship,
    PersonIdentifier,
    PersonName,
)
from thbcases.people.names import normalise_number, normalise_object, search_key

# Filled by triggers, so empty in a row that is not stored yet.
OF_THE_DATABASE = ("custodian", "regime")
# Without letters and digits that are mistaken for each other when a code is read aloud.
CODE_LETTERS = "ABCDEFGHKMNPRSTUVZ23456789"
CODE_LENGTH = 6
NO_ANONYMOUS_CHILD = gettext_lazy(
    "A child is never registered without a name. Write the name down, or «unknown», and tell the "
    "child rights service."
)


@dataclass(frozen=True)
class Described:
    """A person as somebody describes them: what a picker asks, what a spreadsheet row says."""

    family_name: str = ""
    given_name: str = ""
    original_name: str = ""
    sex: str = Sex.UNKNOWN
    birth_date: date | None = None
    birth_year: int | None = None
    birth_is_estimate: bool = False
    citizenships: Iterable[Country] = field(default_factory=tuple)
    personal_code: str = ""
    # An adult who refuses to be named: a code is made, and nothing above but year and sex is kept.
    is_anonymous: bool = False

    @property
    def birth_precision(self) -> BirthPrecision:
        """How surely the birth is known."""
        if self.birth_date:
            return BirthPrecision.DATE
        if self.birth_year is None:
            return BirthPrecision.UNKNOWN
        return BirthPrecision.ESTIMATE if self.birth_is_estimate else BirthPrecision.YEAR


@transaction.atomic
def register_person(*, by: HasActor, described: Described) -> Person:
    """Make a person row of the acting user's organisation, with identifiers, and index it.

    Asks for no look-alikes: whoever calls has shown them (`queries.possible_persons`). Raises
    ValidationError when it is not a person that can be kept (no name, impossible birth).
    """
    rights.check("person.add", by.actor())
    person = Person(
        family_name=described.family_name,
        given_name=described.given_name,
        original_name=described.original_name,
        sex=described.sex,
        birth_precision=described.birth_precision,
        birth_date=described.birth_date,
        birth_year=None if described.birth_date else described.birth_year,
        is_anonymous=described.is_anonymous,
        anonymous_code=_new_code(by) if described.is_anonymous else "",
    )
    _refuse_anonymous_child(person)
    person.full_clean(exclude=OF_THE_DATABASE)
    person.save()
    person.refresh_from_db()
    _add_facts(person, described)
    index_person(person)
    person.refresh_from_db()
    return person


def _new_code(by: HasActor) -> str:
    """A code that nobody guesses and no other person of the organisation has."""
    actor = by.actor()
    own = Person.objects.filter(custodian_id=actor.organisation_id if actor else None)
    while True:
        code = "A-" + "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))
        if not own.filter(anonymous_code=code).exists():
            return code


def _refuse_anonymous_child(person: Person) -> None:
    if person.is_anonymous and person.is_child_on(timezone.localdate()):
        raise ValidationError({"birth_year": NO_ANONYMOUS_CHILD})


@transaction.atomic
def name_person(*, by: HasActor, person: Person, described: Described) -> Person:
    """Write down the name of somebody who was anonymous and now wishes to be named.

    The code stays: papers that carry it are still found by it. From now on the person is counted
    by name and numbers like everybody else. Raises ValidationError for somebody who has a name.
    """
    rights.check("person.change", by.actor())
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not held.is_anonymous:
        raise ValidationError(_("This person has a name already."))
    held.is_anonymous = False
    held.family_name, held.given_name = described.family_name, described.given_name
    held.original_name = described.original_name
    if described.birth_date:
        held.birth_precision, held.birth_date = BirthPrecision.DATE, described.birth_date
        held.birth_year = None
    held.full_clean(exclude=OF_THE_DATABASE)
    held.save()
    _add_facts(held, described)
    index_person(held)
    held.refresh_from_db()
    return held


@transaction.atomic
def agree_contact(*, by: HasActor, person: Person, rules: dict[str, Any]) -> ContactRules:
    """Write down how the person may be reached without danger, in place of what was agreed before.

    The history keeps the earlier rules. Raises ValidationError for a day to come.
    """
    rights.check("person.change", by.actor())
    held = ContactRules.objects.select_for_update(of=("self",)).filter(person=person).first()
    held = held or ContactRules(person=person)
    for name, value in ({"agreed_on": timezone.localdate()} | rules).items():
        setattr(held, name, value)
    if held.agreed_on > timezone.localdate():
        raise ValidationError({"agreed_on": _("This day has not come yet.")})
    held.full_clean(exclude=OF_THE_DATABASE)
    held.save()
    return held


@transaction.atomic
def complete_person(*, by: HasActor, person: Person, described: Described) -> Person:
    """Fill the gaps of a known person with what somebody says now; overwrite nothing."""
    rights.check("person.change", by.actor())
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not held.original_name:
        held.original_name = described.original_name
    if held.sex == Sex.UNKNOWN:
        held.sex = described.sex
    if described.birth_date and not held.birth_date:
        held.birth_precision, held.birth_date = BirthPrecision.DATE, described.birth_date
        held.birth_year = None
    elif described.birth_year and held.birth_precision == BirthPrecision.UNKNOWN:
        held.birth_precision, held.birth_year = described.birth_precision, described.birth_year
    held.full_clean(exclude=OF_THE_DATABASE)
    held.save()
    _add_facts(held, described)
    index_person(held)
    held.refresh_from_db()
    return held


def _add_facts(person: Person, described: Described) -> None:
    """Citizenships and the personal code that are not there yet."""
    for country in described.citizenships:
        if country.kind == CountryKind.COUNTRY:
            PersonCitizenship.objects.get_or_create(person=person, country=country)
        elif country.kind == CountryKind.STATELESS and not person.is_stateless:
            person.is_stateless = True
            person.save(update_fields=["is_stateless"])
    code = normalise_number(described.personal_code)
    if code:
        PersonIdentifier.objects.get_or_create(
            person=person,
            kind=IdentifierKind.PERSONAL_CODE,
            normalised=code,
            defaults={
                "value": described.personal_code,
                "country": Country.objects.filter(code=HOME_COUNTRY).first(),
            },
        )


def index_person(person: Person) -> None:
    """Compute what search and counting read from the person's names and identifiers.

    Call it after every change of a name or identifier, in the same transaction.
    """
    names: list[Person | PersonName] = [person, *person.names.all()]
    key = search_key(
        *(n for row in names for n in (row.family_name, row.given_name, row.original_name))
    )
    if key != person.search_key:
        Person.objects.filter(pk=person.pk).update(search_key=key)
        person.search_key = key
    link(person)


@transaction.atomic
def hang_object(
    *, by: HasActor, link: ObjectLink, kind: str, value: str, country: Country | None = None
) -> tuple[ObjectLink, bool]:
    """Hang an object on the person or case that `link` names; answers whether it was known.

    Search before create: the own organisation's object of the same kind and number is taken, and
    only where there is none a new one is made. Raises ValidationError for an empty value.
    """
    rights.check("object.add", by.actor())
    actor = by.actor()
    wanted = {"kind": kind, "normalised": normalise_object(kind, value)}
    own = KnownObject.objects.filter(custodian_id=actor.organisation_id if actor else None)
    known = own.filter(**wanted).first()
    was_known = known is not None
    if known is None:
        known = KnownObject(**wanted, value=value, country=country)
        known.full_clean(exclude=OF_THE_DATABASE)
        known.save()
    link.object = known
    link.full_clean(exclude=OF_THE_DATABASE)
    link.save()
    return link, was_known


@transaction.atomic
def count_persons(*, by: HasActor, one: Person, other: Person, apart: bool, reason: str) -> None:
    """Say that two rows are two humans (`apart`), or take that back.

    Both rows are of the own organisation; it holds for the counting only, and until somebody takes
    it back. Raises Refused for another organisation's row and ValidationError without a reason.
    """
    rights.check("person.change", by.actor())
    if not reason.strip():
        raise ValidationError(_("Say by what you know."))
    if not set_apart(one, other, apart=apart):
        raise rights.Refused(_("Only persons of your own organisation can be told apart."))
    log_combination([one, other], reason=reason)
