"""Whether bytes are a workbook or a Word document at all: judged by content, never by name."""

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

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
WORD = "word/document.xml"
# Programs, and files of any kind inside the document.
ACTIVE = re.compile(r"^word/(vbaProject\.bin|vbaData\.xml|activeX/|embeddings/)", re.IGNORECASE)
# What stands elsewhere is fetched when the document is opened; a link waits for a click.
LINK = "/hyperlink"
# What reading something raises that is no archive, or a broken one.
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError)
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
    except DAMAGED as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(not_a_workbook()) from error


def require_document(content: bytes, largest: int = LARGEST_FILE) -> None:
    """Look at a Word document (.docx) from outside and in all its parts. Raises Unreadable.

    One with programs, with files inside, or that fetches anything from elsewhere is refused.
    """
    if len(content) > largest:
        raise Unreadable(
            _("The file is larger than %(count)s MB.") % {"count": largest // MEGABYTE}
        )
    if content.startswith(OLE):
        raise Unreadable(
            _("The file is protected by a password. Save it without one.")
            if ENCRYPTED in content
            else _("This is the old .doc format. Save the file as .docx.")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if WORD not in archive.namelist():
                raise Unreadable(not_a_document())
            _require_size(archive.infolist(), MOST_TIMES * largest)
            require_harmless(content)
            _require_passive(archive)
            _require_nothing_fetched(archive)
    except (*DAMAGED, KeyError, ElementTree.ParseError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(not_a_document()) from error


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


def not_a_document() -> str:
    """The message about anything that is no Word document."""
    return _("This is no Word document (.docx), or it is damaged.")


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
    _require_size(parts, most)


def _require_size(parts: list[zipfile.ZipInfo], most: int) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(_("The file is protected by a password. Save it without one."))
    # The archive never gives more than it declares, so the declared sizes bound the real ones.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most:
        raise Unreadable(
            _("Unpacked, the file is larger than %(count)s MB. Split it into several.")
            % {"count": most // MEGABYTE}
        )


def _require_passive(archive: zipfile.ZipFile) -> None:
    types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(ACTIVE.match(name) for name in archive.namelist()):
        raise Unreadable(
            _("The document has macros or embedded files. Save it as .docx without them.")
        )


def _require_nothing_fetched(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if not name.endswith(".rels"):
            continue
        # nothing in it can be declared: `require_harmless` looked
        for relation in ElementTree.fromstring(archive.read(name)):  # noqa: S314
            is_outside = relation.get("TargetMode", "").lower() == "external"
            if is_outside and not relation.get("Type", "").endswith(LINK):
                text = _(
                    "The document fetches something from elsewhere (a picture, a template). Put it "
                    "into the document itself."
                )
                raise Unreadable(text)


def _require_no_declarations(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    before = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            # without zero bytes UTF-16 reads like ASCII
            window = before + chunk.replace(b"\0", b"")
            if any(mark in window for mark in DECLARATIONS):
                raise Unreadable(not_a_workbook())
            before = window[-len(max(DECLARATIONS, key=len)) :]
