"""Each constraint of the people tables, with a row it takes and a row it refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from tests.cast import Cast, person
from thbcases.codes.models import Country
from thbcases.people.models import (
    ContactRules,
    JoinedPair,
    KnownObject,
    ObjectLink,
    PartedPair,
    Person,
)

Make = Callable[[Person], Any]


def born(**fields: Any) -> Make:
    return lambda _row: person(**fields)


def named(**fields: Any) -> Make:
    return lambda row: row.names.create(kind="alias", **fields)


def numbered(kind: str, *numbers: str) -> Make:
    return lambda row: [
        row.identifiers.create(kind=kind, value=n or "-", normalised=n) for n in numbers
    ]


def citizen(*codes: str) -> Make:
    return lambda row: [
        row.citizenship_rows.create(country=Country.objects.get(code=code)) for code in codes
    ]


def token(*tokens: bytes) -> Make:
    model = apps.get_model("people", "LinkageToken")
    return lambda row: [model.objects.create(person=row, token=t) for t in tokens]


def regime(value: str, table: str = "people_person") -> Make:
    """A trigger fills the regime, so only SQL that switches triggers off could be wrong."""

    def write(row: Person) -> None:
        from django.db import connection

        known("phone", "1")(row)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute(f"alter table {table} disable trigger user")
            cursor.execute(f"update {table} set regime = %s", [value])

    return write


def known(kind: str, *numbers: str) -> Make:
    return lambda _row: [
        KnownObject.objects.create(kind=kind, value=n or "-", normalised=n) for n in numbers
    ]


def linked(**fields: Any) -> Make:
    """A phone with a link to the person, or to what the fields say."""

    def write(row: Person) -> None:
        phone = KnownObject.objects.create(kind="phone", value="1", normalised="1")
        ObjectLink.objects.create(
            **{"object": phone, "person": row, "relation": "user", "source": "other", **fields}
        )

    return write


def parted(*pairs: tuple[int, int]) -> Make:
    """Pairs of the person and two later ones, by their places."""

    def write(row: Person) -> None:
        people = [row, *(Person.objects.create(family_name=name) for name in "AB")]
        for one, other in pairs:
            PartedPair.objects.create(one=people[one], other=people[other])

    return write


def joined(*pairs: tuple[int, int]) -> Make:
    """Pairs of the person and two later ones, by their places."""

    def write(row: Person) -> None:
        people = [row, *(Person.objects.create(family_name=name) for name in "AB")]
        for one, other in pairs:
            JoinedPair.objects.create(one=people[one], other=people[other])

    return write


def nameless(*codes: str) -> Make:
    return lambda _row: [
        Person.objects.create(is_anonymous=True, anonymous_code=code) for code in codes
    ]


def reached(*rules: dict[str, str]) -> Make:
    return lambda row: [
        ContactRules.objects.create(person=row, agreed_on="2026-03-09", **said) for said in rules
    ]


ROWS: dict[str, tuple[Make, Make]] = {
    "people_person_sex_known": (born(sex="other"), born(sex="x")),
    "people_person_regime_known": (regime("gdpr"), regime("none")),
    "people_person_has_name": (
        born(family_name="", given_name="", original_name="محمد"),
        born(family_name="", given_name=""),
    ),
    "people_person_birth_as_said": (
        born(birth_precision="estimate", birth_year=1990),
        born(birth_precision="estimate", birth_date="1990-01-01"),
    ),
    "people_person_birth_year_range": (
        born(birth_precision="year", birth_year=1880),
        born(birth_precision="year", birth_year=1879),
    ),
    "people_name_not_empty": (named(original_name="Ольга"), named()),
    "people_identifier_not_empty": (numbered("passport", "A1"), numbered("passport", "")),
    "people_identifier_once": (
        numbered("passport", "A1", "A2"),
        numbered("passport", "A1", "A1"),
    ),
    "people_citizenship_once": (citizen("LT", "VN"), citizen("LT", "LT")),
    "people_object_kind_known": (known("email", "a@b"), known("ufo", "1")),
    "people_object_regime_known": (
        regime("gdpr", "people_knownobject"),
        regime("none", "people_knownobject"),
    ),
    "people_object_not_empty": (known("phone", "1"), known("phone", "")),
    "people_object_once": (known("phone", "1", "2"), known("phone", "1", "1")),
    "people_object_relation_known": (linked(relation="owner"), linked(relation="enemy")),
    "people_object_source_known": (linked(source="public"), linked(source="rumour")),
    "people_object_reliability_known": (linked(reliability="A"), linked(reliability="X")),
    "people_object_credibility_known": (linked(credibility="1"), linked(credibility="9")),
    "people_object_handling_known": (linked(handling="H3"), linked(handling="H9")),
    "people_object_nature_known": (linked(nature="assessment"), linked(nature="guess")),
    "people_object_link_order": (
        linked(starts_on="2026-01-01", ends_on="2026-01-01"),
        linked(starts_on="2026-01-02", ends_on="2026-01-01"),
    ),
    "people_object_hangs_on_one": (linked(), linked(person=None)),
    "people_person_anonymous": (
        born(family_name="", given_name="", is_anonymous=True, anonymous_code="A-1"),
        born(is_anonymous=True, anonymous_code="A-1"),
    ),
    "people_person_anonymous_code": (nameless("A-1", "A-2"), nameless("A-1", "A-1")),
    "people_contact_rules_once": (reached({}), reached({}, {})),
    **{
        f"people_contact_{way}_known": (reached({way: "never"}), reached({way: "maybe"}))
        for way in ("phone", "message", "letter", "email", "in_person")
    },
    "people_joined_once": (joined((0, 1), (0, 2)), joined((0, 1), (0, 1))),
    "people_joined_in_order": (joined((0, 1)), joined((1, 0))),
    "people_parted_once": (parted((0, 1), (0, 2)), parted((0, 1), (0, 1))),
    "people_parted_in_order": (parted((0, 1)), parted((1, 0))),
    "people_token_once": (token(b"a", b"b"), token(b"a", b"a")),
}


def names_of(app: str) -> set[str]:
    """The names of all constraints of an app's models, history apart."""
    models = apps.get_app_config(app).get_models()
    return {constraint.name for model in models for constraint in model._meta.constraints}


def test_every_constraint_is_tried() -> None:
    assert set(ROWS) == names_of("people")


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_good_row_is_taken_and_a_bad_one_refused(cast: Cast, name: str) -> None:
    good, bad = ROWS[name]
    with cast.making("unit_a"), transaction.atomic():
        good(person(family_name="Geroji"))
        transaction.set_rollback(True)
    with cast.making("unit_a"):
        row = person(family_name="Blogoji")
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            bad(row)
