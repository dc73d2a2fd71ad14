"""A delivered file as rows of raw cells: CSV in the usual encodings, or one sheet of a workbook.

Judged by content, never by the name of the file.
"""

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from thbcases.web.container import (
    MEGABYTE,
    OLE,
    Unreadable,
    not_a_workbook,
    require_harmless,
    require_workbook,
    too_large,
)

__all__ = ["LARGEST", "Cell", "Line", "Unreadable", "read_lines"]

# What the command takes; the screen takes less.
LARGEST = 200 * MEGABYTE
LARGEST_WORKBOOK = 25 * MEGABYTE
ZIP = b"PK\x03\x04"
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", ""),
    (b"\x00\x00\xfe\xff", ""),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
BALTIC = "cp1257"
# In Lithuanian about one letter of eight has a mark; in Cyrillic read as Baltic nearly all have.
MOST_MARKED = 0.4
LONGEST_CELL = 10_000
MOST_COLUMNS = 256
LAST_ROW = 1_048_576
DELIMITERS = ";,\t|"
FORMULA, ERROR = "f", "e"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of which only its kind is known: a formula, or an error of the program."""

    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its number as a spreadsheet program or an editor counts; `broken` says why."""

    number: int
    cells: Sequence[Any] = ()
    broken: str = ""


def read_lines(content: bytes, largest: int = LARGEST) -> Iterator[Line]:
    """The rows that have anything in them. Raises Unreadable, also while the rows are read."""
    if len(content) > largest:
        raise Unreadable(too_large(largest))
    if not content.strip(b"\0 \r\n\t"):
        raise Unreadable(_("The file is empty."))
    if content.startswith((ZIP, OLE)):
        return _workbook(content)
    return _csv(_decoded(content))


# --- text


def _decoded(content: bytes) -> str:
    """The text, in the encoding that its bytes show. Raises Unreadable."""
    for mark, name in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode(content, name)
    wide = _wide(content)
    if wide:
        return _decode(content, wide)
    try:
        return _plain(content.decode("utf-8"))
    except UnicodeDecodeError:
        text = _decode(content, BALTIC)
    letters = sum(1 for c in text if c.isalpha())
    marked = sum(1 for c in text if c.isalpha() and not c.isascii())
    if marked > MOST_MARKED * letters:
        raise Unreadable(wrong_encoding())
    return text


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: every second byte of plain letters is zero."""
    sample = content[:4000]
    if len(sample) < 4:
        return ""
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = sample[offset::2]
        if half.count(0) > 0.6 * len(half):
            return name
    return ""


def _decode(content: bytes, name: str) -> str:
    try:
        return _plain(content.decode(name or "ascii"))
    except UnicodeDecodeError as error:
        raise Unreadable(wrong_encoding()) from error


def _plain(text: str) -> str:
    if "\0" in text:
        raise Unreadable(wrong_encoding())
    return text


def wrong_encoding() -> str:
    """The message about bytes that are no text."""
    return _(
        "The letters of this file cannot be read. Save it as «CSV UTF-8», or as Excel workbook "
        "(.xlsx)."
    )


def _csv(text: str) -> Iterator[Line]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Line(number, broken=_("The quotation marks of this row do not match."))
            return
        if len(cells) > MOST_COLUMNS:
            yield Line(number, broken=_("This row has too many columns."))
            return
        if any(cell.strip() for cell in cells):
            yield Line(number, cells)


# --- workbooks


def _workbook(content: bytes) -> Iterator[Line]:
    require_workbook(content, LARGEST_WORKBOOK)
    try:
        require_harmless(content)
        with warnings.catch_warnings():
            # Warnings of the library would carry values of cells into the log.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            yield from _sheet(book)
    except Unreadable:
        raise
    # A damaged file fails anywhere inside the library, in any way.
    except Exception as error:
        raise Unreadable(not_a_workbook()) from error


def _sheet(book: Any) -> Iterator[Line]:
    """The rows of the only sheet with anything in it. Raises Unreadable when there are more."""
    filled = 0
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        is_first = True
        for number, cells in enumerate(sheet.iter_rows(min_row=1, max_row=LAST_ROW), start=1):
            raw = [_raw(cell) for cell in cells[:MOST_COLUMNS]]
            if not any(isinstance(one, Cell) or str(one).strip() for one in raw):
                continue
            if is_first:
                filled, is_first = filled + 1, False
            if filled > 1:
                raise Unreadable(_("The workbook has several filled sheets. Leave one."))
            yield Line(number, raw)


def _raw(cell: Any) -> Any:
    if cell.data_type in (FORMULA, ERROR):
        return Cell(cell.data_type)
    value = cell.value
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        return value[:LONGEST_CELL]
    return "" if value is None else value
