"""The referral desk of each side: ledger, directory, referral, certificate, hand-over."""

from datetime import date
from typing import Any

from assistance.models import (
    Certificate,
    Consent,
    ConsentScan,
    DirectoryEntry,
    HandOver,
    ListedService,
    Referral,
    ReferralContent,
)
from assistance.queries.codes import fingerprint, new_code
from tests.cast import Cast
from thbcases.codes.models import ListCode, ServiceKind

DAY = date(2026, 3, 9)
RECEIVER = {"a": "border", "b": "town"}


def build_desk(keep: Any, world: Any, cast: Cast, side: str, beneficiary: Any) -> None:
    """One of everything for an NGO; its referral goes to another organisation on each side."""
    person, ngo = beneficiary.person, cast.user("ngo" if side == "a" else "ngo_b")
    scan = keep(
        world,
        ConsentScan,
        person=person,
        name="sutikimas.pdf",
        media_type="application/pdf",
        size=9,
        content=b"%PDF-1.7\n",
    )

    def consent(purpose: str, **fields: Any) -> Any:
        row = ListCode.objects.get(list="consent_purpose", code=purpose)
        return keep(world, Consent, person=person, purpose=row, given_on=DAY, **fields)

    receiver = cast.org(RECEIVER[side])
    allowed = consent("pass_on", receiver=receiver, scan=scan)
    _directory(keep, world, side, ngo)
    referral = keep(
        world,
        Referral,
        receiver=receiver,
        person=person,
        reason="Other",
        basis="consent",
        consent=allowed,
        names_person=True,
        sent_by=ngo,
        sender_worker=ngo,
    )
    names = {"family_name": person.family_name, "given_name": "", "original_name": ""}
    keep(world, ReferralContent, referral=referral, content={"names": names})
    code = new_code()
    keep(
        world,
        Certificate,
        person=person,
        kind="helped",
        addressee=f"slapta{side}",
        valid_until=date(2099, 1, 1),
        code=code,
        digest=fingerprint(code),
        consent=consent("certificate"),
        beneficiary=beneficiary,
    )
    keep(world, HandOver, leaving=ngo, items=[], note=f"slapta{side}")


def _directory(keep: Any, world: Any, side: str, ngo: Any) -> None:
    entry = keep(world, DirectoryEntry, reach=f"tel. {side}", serves=["women"], languages=["lit"])
    keep(
        world,
        ListedService,
        entry=entry,
        kind=ServiceKind.objects.get(code="psychological"),
    )
