"""What is kept of a child on each side, and an administrative case with its question."""

from datetime import date
from typing import Any

from tests.cast import Cast
from thbcases.codes.models import AdministrativeOffenceVersion
from thbcases.sanctions.models import AdministrativeCase, LiabilityCheck
from thbcases.victims.models import (
    ChildAge,
    ChildArrangement,
    ChildGuardian,
    ChildInterview,
    ChildNotice,
    ChildRepresentative,
)

DAY = date(2026, 3, 9)


def build_children(keep: Any, world: Any, cast: Cast, side: str, victim: Any) -> None:
    """One of everything of a child; call it while the unit is making."""
    of = {"victim": victim}
    keep(world, ChildAge, **of, on=DAY, basis="statement", least=15, most=17)
    keep(world, ChildGuardian, **of, kind="parent", name=f"slapta {side}", contact=f"+370{side}")
    keep(
        world,
        ChildNotice,
        **of,
        on=DAY,
        way="email",
        told_by=f"slapta {side}",
        office="VVTAĮT",
        due_on=DAY,
    )
    keep(world, ChildInterview, **of, on=DAY, place=f"slapta {side}", led_by="tyrėja")
    keep(
        world,
        ChildRepresentative,
        **of,
        kind="lawyer",
        name=f"slapta {side}",
        appointed_by="teismas",
        starts_on=DAY,
    )
    keep(world, ChildArrangement, **of, kind="foster", name=f"slapta {side}", starts_on=DAY)


def build_sanction(keep: Any, world: Any, cast: Cast, side: str, person: Any, user: str) -> None:
    """A fined person's case and the answer before it; call it while the unit is making."""
    case = keep(
        world,
        AdministrativeCase,
        number=f"A-{side}",
        person=person,
        law=AdministrativeOffenceVersion.objects.get(
            offence__code="ANK-487-prostitution", valid_to=None
        ),
        act_on=DAY,
        place=f"slapta {side}",
    )
    keep(
        world,
        LiabilityCheck,
        case=case,
        regime="led",
        asked_by=cast.user(user),
        reason=f"slapta {side}",
        answer="nothing",
    )
