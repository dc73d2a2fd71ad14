"""Keeping the scan of a signed form: only what it claims to be, and without where it was taken."""

import io
import warnings

import puremagic
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from assistance.actions.common import keeps, require
from assistance.models import ConsentScan
from thbcases.accounts.models import User
from thbcases.people.models import Person

MOST_BYTES = 5 * 1024 * 1024
# A page of A4 at 600 dots per inch.
MOST_PIXELS = 35_000_000
PDF = "application/pdf"
PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG"}
ENDINGS = {PDF: "pdf", "image/jpeg": "jpg", "image/png": "png"}
_HEADS = {PDF: b"%PDF-", "image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}


@transaction.atomic
def keep_scan(*, by: User, person: Person, data: bytes) -> ConsentScan:
    """Keep the form that was signed for a person. Raises Refused, and ValidationError.

    What kind of file it is says its content and not its name. A picture is drawn anew: place,
    camera and whatever else was hidden in the file does not come along.
    """
    require(by, "consent.add")
    keeps(by, person)
    if not data or len(data) > MOST_BYTES:
        raise ValidationError({"scan": _("The file is empty or larger than 5 MB.")})
    media_type = kind_of(data)
    if media_type in PICTURES:
        data = drawn_anew(data, PICTURES[media_type])
    row = ConsentScan(
        person=person,
        name=f"sutikimas.{ENDINGS[media_type]}",
        media_type=media_type,
        size=len(data),
        content=data,
    )
    row.save(force_insert=True)
    row.refresh_from_db()
    return row


def kind_of(data: bytes) -> str:
    """PDF, JPEG or PNG by the content. Raises ValidationError for anything else."""
    try:
        found = puremagic.from_string(data, mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    if found not in _HEADS or not data.startswith(_HEADS[found]):
        raise ValidationError({"scan": _("Only PDF, JPEG and PNG files are kept.")})
    return str(found)


def drawn_anew(data: bytes, form: str) -> bytes:
    """The picture and nothing but the picture. Raises ValidationError when it is none."""
    unreadable = ValidationError(
        {"scan": _("The picture cannot be read or is too large. Scan the form again.")}
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[form]) as picture:
                # nothing is unpacked before its size is known
                is_small = picture.width * picture.height <= MOST_PIXELS
                upright = ImageOps.exif_transpose(picture).convert("RGB") if is_small else None
    except Exception as error:  # a hostile picture fails in more ways than a library lists
        raise unreadable from error
    if upright is None:
        raise unreadable
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    made = io.BytesIO()
    clean.save(made, form)
    return made.getvalue()
