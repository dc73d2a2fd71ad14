"""A tip with everything that hangs on it for each side, a mail that could not be read, settings."""

from typing import Any

from django.utils import timezone

from tests.cast import Cast
from thbcases.access.acting import acting_system
from thbcases.tips import keys
from thbcases.tips.models import (
    AnswerTemplate,
    Attachment,
    Channel,
    Handover,
    MailEntry,
    Message,
    Tip,
)


def build_tips(keep: Any, world: Any, cast: Cast, side: str, user: str) -> None:
    """A unit with a hotline, its tip, and what came with it."""
    organisation = cast.user(user).membership().organisation
    with acting_system("test"):
        channel = keep(
            world,
            Channel,
            code=f"hotline_{organisation.code}",
            kind="hotline",
            name_lt=f"Linija {side}",
            name_en=f"Line {side}",
            keeper=organisation,
        )
        if not AnswerTemplate.objects.filter(title="Darbas").exists():
            keep(world, AnswerTemplate, title="Darbas", text_lt="a", text_en="b", text_ru="c")
    with cast.making(organisation.code):
        tip = keep(
            world,
            Tip,
            code=keys.new_code(),
            channel=channel,
            handler=organisation,
            state="open",
            kind="report",
            received_at=timezone.now(),
            subject=f"slapta{side}",
            text=f"slapta{side} pasakojimas",
            claims=f"Slaptutė{side}",
            text_hash=keys.text_hash("the same"),
            sender_hash=keys.sender_hash("a@b.lt"),
        )
        keep(world, Message, tip=tip, direction="note", text=f"slapta{side} pastaba")
        name = keys.new_code() + side
        keep(
            world,
            Attachment,
            tip=tip,
            stored_as=name,
            original_name=f"slapta{side}.txt",
            found="text",
            verdict="open",
            size=1,
            sha256="0" * 64,
            content=keys.seal(b"x", name),
            copy=keys.seal(b"x", f"{name} copy"),
            copy_type="text/plain",
        )
        keep(
            world,
            Handover,
            tip=tip,
            from_unit=organisation,
            to_unit=organisation,
            by=cast.user(user),
            reason=f"slapta{side}",
        )
        keep(
            world,
            MailEntry,
            custodian=organisation,
            created_at=timezone.now(),
            channel=channel,
            mailbox=organisation.code,
            uid_validity=1,
            uid=1,
            size=9,
            state="unreadable",
            why="broken",
            known={"subject": f"slapta{side}", "claims": f"Slaptutė{side}"},
        )
