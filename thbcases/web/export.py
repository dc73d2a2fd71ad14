"""Lists as files. Whatever a victim, a suspect or a tipster wrote, no cell becomes a formula.

Text stays text, dates stay dates, numbers stay numbers. The file is written inside the request,
because row security ends with the request's transaction.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_tables2 import Table
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

# A spreadsheet takes a cell that starts so for a formula or a command; the last four are the
# full-width forms of = + - @, which some programs fold to the plain ones.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
XLSX_LONGEST_TEXT = 32_767
XLSX_LAST_ROW = 1_048_575


def rows_of(table: Table) -> Iterator[list[Any]]:
    """The visible columns of all rows of the list, header first, as values and not as HTML."""
    columns = [c for c in table.columns if not c.column.exclude_from_export]
    yield [capfirst(force_str(column.header)) for column in columns]
    for row in table.rows:
        yield [_value(row.get_cell_value(column.name)) for column in columns]


def safe_text(text: str) -> str:
    """Make text harmless where a file has no types: an apostrophe in front of what could run.

    Spaces in front do not protect: programs strip them.
    """
    return f"'{text}" if text.lstrip(" \u00a0\u3000\ufeff").startswith(DANGEROUS) else text


def csv_response(table: Table, name: str, title: str) -> HttpResponse:
    """Comma-separated, UTF-8 with a byte order mark so that Excel reads Lithuanian letters."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response)
    for row in rows_of(table):
        writer.writerow(csv_line(row))
    notes = _notes(table)
    writer.writerows([[], *([safe_text(note)] for note in notes)] if notes else [])
    return response


def xlsx_response(table: Table, name: str, title: str) -> HttpResponse:
    """A workbook with one sheet, and a second for what is said of the table."""
    response = HttpResponse(
        xlsx_bytes(rows_of(table), title, _notes(table)),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook: rows, header first, and what stands under them."""

    title: str
    rows: Iterable[list[Any]]
    notes: Sequence[tuple[str, str]] = ()


def xlsx_bytes(rows: Iterator[list[Any]], title: str, notes: Sequence[str] = ()) -> bytes:
    """Write rows, header first, into a workbook. Raises ValueError beyond Excel's last row."""
    return workbook_bytes([Sheet(title, rows)], notes)


def workbook_bytes(sheets: Iterable[Sheet], about: Sequence[str] = ()) -> bytes:
    """Write sheets into a workbook, one after the other; two of one name are numbered.

    `about` is what is said of all of them, on a last sheet of its own. Raises ValueError beyond
    Excel's last row.
    """
    buffer = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
        "nan_inf_to_errors": True,
    }
    taken: set[str] = set()
    with Workbook(buffer, options) as book:
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        bold = book.add_format({"bold": True, "bottom": 1})
        for sheet in sheets:
            _write_sheet(book.add_worksheet(_name_once(sheet.title, taken)), sheet, moment, bold)
        if about:
            _write_notes(book, about, _name_once(_("About the table"), taken))
    return buffer.getvalue()


def _write_sheet(page: Worksheet, sheet: Sheet, moment: Any, bold: Any) -> None:
    page.freeze_panes(1, 0)
    number = -1
    for number, row in enumerate(sheet.rows):
        if number > XLSX_LAST_ROW:
            raise ValueError("more rows than a sheet can hold")
        _write_row(page, number, row, moment, bold)
    # an empty line keeps what is said of a table apart from it
    for place, note in enumerate(sheet.notes, start=number + 2):
        _write_row(page, place, list(note), moment, bold)


def _name_once(title: str, taken: set[str]) -> str:
    """The name of a sheet; Excel tells capitals and small letters not apart."""
    name, count = _sheet_name(title), 1
    while name.lower() in taken:
        count += 1
        name = f"{_sheet_name(title)[:27]} {count}"
    taken.add(name.lower())
    return name


def csv_line(values: Iterable[Any]) -> list[str]:
    """A line of a file without types, in which no cell can become a formula."""
    return [_csv_cell(value) for value in values]


def _write_notes(book: Workbook, notes: Sequence[str], name: str) -> None:
    """A sheet of sentences, each in a wide cell."""
    sheet = book.add_worksheet(name)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 100)
    for number, note in enumerate(notes):
        sheet.write_string(number, 0, note[:XLSX_LONGEST_TEXT], wrapped)


def _notes(table: Table) -> Sequence[str]:
    return getattr(table, "notes", ())


def _write_row(sheet: Worksheet, number: int, row: list[Any], moment: Any, bold: Any) -> None:
    for column, value in enumerate(row):
        if number == 0:
            sheet.set_column(column, column, max(12, min(40, len(str(value)) + 6)))
            sheet.write_string(0, column, str(value), bold)
        elif value is None:
            continue
        elif isinstance(value, bool):
            sheet.write_boolean(number, column, value)
        elif isinstance(value, int | float | Decimal):
            sheet.write_number(number, column, value)
        elif isinstance(value, datetime):
            sheet.write_datetime(number, column, value, moment)
        elif isinstance(value, date):
            sheet.write_datetime(number, column, value)
        else:
            sheet.write_string(number, column, str(value)[:XLSX_LONGEST_TEXT])


def _value(value: Any) -> Any:
    """A cell as the kind of value it is; lazily translated text and HTML become plain text."""
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if isinstance(value, date):
        return value
    return unescape(strip_tags(value)) if isinstance(value, SafeString) else force_str(value)


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, str):
        return safe_text(value)
    return str(value)


def _sheet_name(title: str) -> str:
    """Excel allows 31 characters, none of []:*?/\\ and no apostrophe at the ends."""
    return "".join(c for c in title if c not in "[]:*?/\\")[:31].strip("'") or "1"


WRITERS: dict[str, Callable[[Table, str, str], HttpResponse]] = {
    "csv": csv_response,
    "xlsx": xlsx_response,
}
