"""Every rule about a child's parts, with a row it takes and a row it refuses."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection

from tests.cast import person
from tests.victims.making import today
from thbcases.investigations.models import Suspect
from thbcases.victims.models import Victim

Write = Callable[[Victim], Any]
BEFORE = today() - timedelta(days=1)


def age(row: Victim, **fields: Any) -> Any:
    values = {"on": today(), "basis": "estimate", "least": 15, "most": 17, "source": "gydytojas"}
    return row.child_ages.create(**{**values, **fields})


def guardian(row: Victim, **fields: Any) -> Any:
    return row.guardians.create(**{"kind": "parent", "name": "Motina", **fields})


def suspect(row: Victim) -> Suspect:
    who = person(family_name="Įtariamasis")
    return Suspect.objects.create(investigation=row.investigation, person=who, state_on=today())


def notice(row: Victim, **fields: Any) -> Any:
    values = {"on": today(), "due_on": today(), "way": "email", "told_by": "t", "office": "VVTAĮT"}
    return row.child_notices.create(**{**values, **fields})


def interview(row: Victim, **fields: Any) -> Any:
    values = {"on": today(), "place": "kambarys", "led_by": "tyrėja", **fields}
    return row.child_interviews.create(**values)


def counted(row: Victim, *ordinals: int) -> None:
    """Past the trigger that counts, as only two at the same moment would be."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgname from pg_trigger where tgrelid = 'victims_childinterview'::regclass "
            "and tgname like '%%count_interviews%%'"
        )
        [(name,)] = cursor.fetchall()
        cursor.execute(f'alter table victims_childinterview disable trigger "{name}"')
    for ordinal in ordinals:
        interview(row, ordinal=ordinal, reason="r")


def representative(row: Victim, **fields: Any) -> Any:
    values = {"kind": "lawyer", "name": "A", "appointed_by": "teismas", "starts_on": today()}
    return row.representatives.create(**{**values, **fields})


def two(row: Victim, **fields: Any) -> None:
    representative(row, ends_on=today())
    representative(row, **fields)


def arrangement(row: Victim, **fields: Any) -> Any:
    return row.arrangements.create(
        **{"kind": "foster", "name": "Šeima", "starts_on": today(), **fields}
    )


CHILD_RULES: dict[str, tuple[Write, Write]] = {
    "victims_childage_basis_known": (age, lambda v: age(v, basis="guess")),
    "victims_childage_range": (lambda v: age(v, least=17), lambda v: age(v, least=18)),
    "victims_childage_document": (
        lambda v: age(v, basis="document", most=15),
        lambda v: age(v, basis="document"),
    ),
    "victims_childage_source": (
        lambda v: age(v, basis="statement", source=""),
        lambda v: age(v, source=""),
    ),
    "victims_guardian_kind_known": (guardian, lambda v: guardian(v, kind="friend")),
    "victims_guardian_order": (
        lambda v: guardian(v, starts_on=today(), ends_on=today()),
        lambda v: guardian(v, starts_on=today(), ends_on=BEFORE),
    ),
    "victims_guardian_suspect": (
        lambda v: guardian(v, suspect=suspect(v), has_conflict=True),
        lambda v: guardian(v, suspect=suspect(v)),
    ),
    "victims_guardian_conflict": (
        lambda v: guardian(v, has_conflict=True, conflict_reason="spaudžia"),
        lambda v: guardian(v, has_conflict=True),
    ),
    "victims_notice_way_known": (notice, lambda v: notice(v, way="pigeon")),
    "victims_notice_by": (notice, lambda v: notice(v, told_by="")),
    "victims_notice_office": (notice, lambda v: notice(v, office="")),
    "victims_interview_place": (interview, lambda v: interview(v, place="")),
    "victims_interview_led_by": (interview, lambda v: interview(v, led_by="")),
    "victims_interview_counted": (lambda v: counted(v, 1, 2), lambda v: counted(v, 1, 1)),
    "victims_interview_reason": (
        lambda v: (interview(v), interview(v, reason="r")),
        lambda v: (interview(v), interview(v)),
    ),
    "victims_representative_kind_known": (
        representative,
        lambda v: representative(v, kind="friend"),
    ),
    "victims_representative_by": (representative, lambda v: representative(v, appointed_by="")),
    "victims_representative_order": (
        lambda v: representative(v, ends_on=today()),
        lambda v: representative(v, ends_on=BEFORE),
    ),
    "victims_representative_one": (
        lambda v: two(v, starts_on=today() + timedelta(days=1)),
        two,
    ),
    "victims_arrangement_kind_known": (arrangement, lambda v: arrangement(v, kind="street")),
    "victims_arrangement_order": (
        lambda v: arrangement(v, ends_on=today()),
        lambda v: arrangement(v, ends_on=BEFORE),
    ),
}
