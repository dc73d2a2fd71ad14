"""Channels, mails and pictures for the tests of tips."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from PIL import Image

from tests.cast import Cast
from thbcases.access.acting import acting, acting_system
from thbcases.tips.actions import intake
from thbcases.tips.actions.intake import Place, Taken
from thbcases.tips.models import Channel, Tip
from thbcases.tips.reader.box import Box


def channels(cast: Cast) -> dict[str, Channel]:
    """Unit A keeps the mailbox, the form and a hotline; NGO A has a hotline."""
    keepers = {"mail": "unit_a", "web": "unit_a", "hotline": "unit_a", "ngo": "ngo_a"}
    with acting_system("test"):
        return {
            name: Channel.objects.create(
                code=f"channel_{name}",
                kind="hotline" if name == "ngo" else name,
                name_lt=f"Kanalas {name}",
                name_en=f"Channel {name}",
                keeper=cast.org(keeper),
                retention_days=30,
            )
            for name, keeper in keepers.items()
        }


@contextmanager
def nobody() -> Iterator[None]:
    """As the public and the job come: the application role, and nobody acts."""
    with acting(None):
        yield


def in_the_database(sql: str, parameters: Any = None) -> None:
    """Move time in the rows: nobody could do that on a screen."""
    with acting_system("test"), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def mail(text: str = "Labas", subject: str = "Pranešimas", **head: str) -> bytes:
    """A plain mail."""
    fields = {
        "From": "Ona <ona@example.org>",
        "Subject": subject,
        "Date": "Fri, 27 Nov 2026 09:00:00 +0200",
        "Message-ID": "<1@example.org>",
        "Content-Type": "text/plain; charset=utf-8",
        **{name.replace("_", "-"): value for name, value in head.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"{lines}\r\n{text}\r\n".encode()


def take(raw: bytes, uid: int = 1, validity: int = 1) -> Taken:
    """Read a mail and take it in, as the job does."""
    with Box() as box, nobody():
        place = Place("tips@localhost/INBOX", validity, uid, len(raw))
        return intake.take_mail(place=place, raw=raw, reading=box.mail(raw))


def the_tip(cast: Cast, user: str, **where: Any) -> Tip:
    """One tip as somebody sees it."""
    with cast.acting(user):
        return Tip.objects.select_related("channel", "handler", "custodian").get(**where)


def photo_of_a_place() -> bytes:
    """A picture that says where it was taken: a shelter's door."""
    exif = Image.Exif()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (54.0, 41.0, 13.2), "E", (25.0, 16.0, 47.3)
    exif[0x010E] = "secret shelter"
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "JPEG", exif=exif, comment=b"secret note")
    return out.getvalue()
