"""Each constraint of the people tables, with a row it takes and a row it refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from tests.cast import Cast, person
from thbcases.codes.models import Country
from thbcases.people.models import Person

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


def regime(value: str) -> Make:
    """A trigger fills the regime, so only SQL that switches triggers off could be wrong."""

    def write(row: Person) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("alter table people_person disable trigger user")
            cursor.execute("update people_person set regime = %s where id = %s", [value, row.pk])

    return write


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
