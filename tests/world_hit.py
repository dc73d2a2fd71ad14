"""What hit / no hit keeps for each side: searches, lists, requests, messages, registers, alarms."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from thbcases.access.acting import acting_system
from thbcases.codes.models import Country
from thbcases.niis.exchange.building import Said, envelope
from thbcases.niis.matching.kinds import Kind
from thbcases.niis.models import (
    Delivery,
    ExchangeMessage,
    InformationRequest,
    Partner,
    Register,
    Search,
    SearchAlarm,
    SearchList,
)

DAY = date(2026, 3, 9)


def build_hit(keep: Any, world: Any, cast: Cast, side: str, user: str) -> None:
    """One of everything for a unit; each begins with the officer, as on the screen."""
    _searches(keep, world, cast, side, user)
    _message(keep, world, cast, side, user)
    with cast.acting(user):
        keep(
            world,
            InformationRequest,
            reference=f"P-{side}1",
            asked=cast.org("special"),
            parts=["person"],
            reason=f"slapta {side}",
            legal_basis="BPK 97",
            purpose=f"01-1-{side}",
            due_on=timezone.localdate() + timedelta(days=7),
        )
    _register(keep, world, cast, side, user)


def _searches(keep: Any, world: Any, cast: Cast, side: str, user: str) -> None:
    with cast.acting(user) as actor:
        asked = {"reason": "investigation", "basis": f"01-1-{side}"}
        keep(
            world,
            SearchList,
            role=actor.role,
            language="lt",
            file_name=f"slapta {side}.csv",
            **asked,
        )
        keep(
            world,
            Search,
            text=f"Slaptutė{side}",
            kind=int(Kind.PERSON),
            fingerprint=b"0" * 32,
            answer="no_hit",
            found={"hits": [], "possible": [], "leads": [], "not_asked": {}, "at_least": None},
            **asked,
        )
    with cast.making(f"unit_{side}"):
        keep(world, SearchAlarm, user=cast.user(user), names=30, misses=29)


def _message(keep: Any, world: Any, cast: Cast, side: str, user: str) -> None:
    with acting_system("test"):
        partner, _new = Partner.objects.get_or_create(
            code="LV-1",
            name="Valsts policija",
            country=Country.objects.get(code="LV"),
            active_from=DAY,
        )
    content = envelope(
        kind="request",
        sender="LT-1",
        recipient="LV-1",
        said=Said(legal_basis="2023/977 4 str.", purpose=f"slapta {side}", as_of=DAY),
        payload={
            "about": {"person": {"category": "suspect", "family_name": f"Slaptutė{side}"}},
            "urgency": "ordinary",
        },
        now=timezone.now(),
    )
    with cast.acting(user):
        keep(
            world,
            ExchangeMessage,
            direction="out",
            kind="request",
            message_id=content["id"],
            partner=partner,
            sent_at=timezone.now(),
            expires_at=timezone.now() + timedelta(days=7),
            text="signed",
            content=content,
            state="sent",
        )


def _register(keep: Any, world: Any, cast: Cast, side: str, user: str) -> None:
    with cast.making(f"unit_{side}"):
        register = keep(
            world,
            Register,
            code=f"register_{side}",
            name_lt=f"Registras {side}",
            name_en=f"Register {side}",
            unit=cast.org(f"unit_{side}"),
            holds=["person"],
            legal_basis="BPK 97",
        )
        keep(
            world,
            Delivery,
            register=register,
            made_by=cast.user(user),
            membership_id=0,
            language="lt",
            file_name=f"slapta {side}.csv",
            checksum="0" * 64,
            as_of=timezone.now(),
            load=1,
            state="published",
        )
