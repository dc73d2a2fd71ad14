"""Whether bytes are a workbook at all: judged by content, never by the name of the file."""

import io
import zipfile

from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
# How much larger than the file its content may be.
MOST_TIMES = 20
LARGEST_CONTENT = MOST_TIMES * LARGEST_FILE
MOST_PARTS = 2000
CHUNK = MEGABYTE

# The old binary container of Microsoft: .xls, and any workbook behind a password.
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORKBOOK = "xl/workbook.xml"
MACROS = "xl/vbaProject.bin"
# A part that declares entities can blow up to any size; no spreadsheet program writes one.
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


class Unreadable(ValueError):
    """The file is no workbook that can be taken in; the text says what to do."""


def require_workbook(content: bytes, largest: int = LARGEST_FILE) -> None:
    """Look at the outside of the file. Raises Unreadable."""
    if len(content) > largest:
        raise Unreadable(too_large(largest))
    if content.startswith(OLE):
        raise Unreadable(
            _("The file is protected by a password. Save it without one.")
            if ENCRYPTED in content
            else _("This is the old .xls format. Save the file as .xlsx.")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _require_parts(archive, MOST_TIMES * largest)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(not_a_workbook()) from error


def require_harmless(content: bytes) -> None:
    """Look into every part of a workbook before it is parsed. Raises Unreadable."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.filename.endswith((".xml", ".rels", ".vml")):
                _require_no_declarations(archive, part)


def too_large(largest: int = LARGEST_FILE) -> str:
    """The message about the size."""
    return _("The file is larger than %(count)s MB. Split it into several.") % {
        "count": largest // MEGABYTE
    }


def not_a_workbook() -> str:
    """The message about anything that is no workbook."""
    return _("This is no Excel workbook (.xlsx), or it is damaged.")


def _require_parts(archive: zipfile.ZipFile, most: int) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if WORKBOOK not in names:
        raise Unreadable(
            _("This is an OpenDocument file. Save it as Excel workbook (.xlsx).")
            if "content.xml" in names
            else not_a_workbook()
        )
    if MACROS in names:
        raise Unreadable(_("The workbook has macros. Save it as .xlsx, without macros."))
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(_("The file is protected by a password. Save it without one."))
    # The archive never gives more than it declares, so the declared sizes bound the real ones.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most:
        raise Unreadable(
            _("Unpacked, the file is larger than %(count)s MB. Split it into several.")
            % {"count": most // MEGABYTE}
        )


def _require_no_declarations(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    before = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            # without zero bytes UTF-16 reads like ASCII
            window = before + chunk.replace(b"\0", b"")
            if any(mark in window for mark in DECLARATIONS):
                raise Unreadable(not_a_workbook())
            before = window[-len(max(DECLARATIONS, key=len)) :]
