"""Hours and cost of a project: every sum against a slow count on paper."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from assistance import queries
from assistance.actions import groups
from assistance.actions.groups import SessionPlan
from assistance.choices import Presence
from assistance.models import Group, Project, Service
from tests.assistance.conftest import BEGUN, Makers, days_ago
from tests.cast import Cast
from thbcases.codes.models import ListCode, ServiceKind

KINDS = ("psychological", "medical", "legal_advice")


def on_paper(rows: list[Service]) -> tuple[Any, ...]:
    """Services, people, hours, money, and of how many each is not said."""
    return (
        len(rows),
        len({row.beneficiary.person_id for row in rows}),
        sum((row.worker_hours or Decimal(0) for row in rows), Decimal(0)),
        sum((row.cost or Decimal(0) for row in rows), Decimal(0)),
        sum(row.cost is None for row in rows),
        sum(row.worker_hours is None for row in rows),
    )


def a_year(make: Makers, project: Project) -> list[Service]:
    random = Random(5)
    people = [make.beneficiary() for _each in range(6)]
    return [
        make.service(
            random.choice(people),
            kind=random.choice(KINDS),
            on=days_ago(random.randint(0, 59)),
            project=random.choice([project, project, None]),
            cost=random.choice([None, Decimal("10.01"), Decimal("99.99")]),
            worker_hours=random.choice([None, Decimal("0.25"), Decimal("1.5")]),
        )
        for _each in range(60)
    ]


def test_every_line_is_the_slow_count(cast: Cast, make: Makers) -> None:
    project = make.project(state="funded")
    mine = [row for row in a_year(make, project) if row.project_id == project.pk]
    other = make.project("ngo_b", state="funded")
    make.service(make.beneficiary("ngo_b"), project=other, cost=Decimal(5000))
    with cast.acting("ngo"):
        found = queries.project_costs(project, project.starts_on, project.ends_on)
        nothing = queries.project_costs(other, project.starts_on, project.ends_on)
    assert tuple(vars(found.whole).values()) == on_paper(mine)
    groups_: dict[Any, list[Service]] = defaultdict(list)
    for row in mine:
        groups_[date(row.on.year, row.on.month, 1), row.kind.code].append(row)
    lines = {(line.month, line.kind.code): tuple(vars(line.spent).values()) for line in found.lines}
    assert lines == {key: on_paper(rows) for key, rows in groups_.items()}
    for kind, spent in found.by_kind:
        rows = [row for row in mine if row.kind_id == kind.pk]
        assert tuple(vars(spent).values()) == on_paper(rows)
    for month, spent in found.by_month:
        rows = [row for row in mine if (row.on.year, row.on.month) == (month.year, month.month)]
        assert tuple(vars(spent).values()) == on_paper(rows)
    assert nothing.whole.services == 0
    assert nothing.cost == 0


def test_a_session_is_counted_once_whoever_came(cast: Cast, make: Makers) -> None:
    project = make.project(state="funded")
    people = [make.beneficiary() for _each in range(3)]
    with cast.acting("ngo"):
        by = cast.user("ngo")
        group = groups.save_group(
            by=by,
            group=Group(
                kind=ListCode.objects.get(list="group_kind", code="vocational"),
                title="Kursas",
                service=ServiceKind.objects.get(code="education"),
                starts_on=days_ago(59),
                project=project,
            ),
        )
        groups.enrol(by=by, group=group, beneficiaries=people, on=BEGUN)
        plan = SessionPlan(
            days_ago(20), Decimal(2), cost=Decimal("100.00"), worker_hours=Decimal("5.00")
        )
        held, empty = groups.plan_sessions(by=by, group=group, plan=plan, times=2)
        marks = dict.fromkeys(people, Presence.PRESENT)
        groups.record_attendance(by=by, session=held, presences=marks)
        groups.record_attendance(by=by, session=empty, presences={people[0]: Presence.ABSENT})
        found = queries.project_costs(project, project.starts_on, project.ends_on)
    assert (found.whole.services, found.whole.persons) == (3, 3)
    assert (found.whole.cost, found.whole.hours) == (Decimal("100.00"), Decimal("5.00"))
    assert (found.empty_sessions, found.empty_cost) == (1, Decimal("100.00"))
    assert (found.cost, found.hours) == (Decimal("200.00"), Decimal("10.00"))
