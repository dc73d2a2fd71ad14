"""The template: an empty workbook with the columns that the reader knows, and what goes there."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from thbcases.imports.columns import OBLIGATORY, STATUS_OF, VALUES, Column, Sheet
from thbcases.imports.values import ArticleCode, Choice, Code, Day, Many, Text
from thbcases.imports.words import Words

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = Words("importo-sablonas", "import-template")
HINTS, HEADERS, FIRST = 0, 1, 2
HINT_HEIGHT = 62
# How far down cells are formatted and offer their list.
LAST = 2000
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def template_name() -> str:
    """The name of the file."""
    return f"{slugify(str(NAME))}.xlsx"


def template_bytes(sheets: Sequence[Sheet]) -> bytes:
    """The workbook, in the reader's language, with the code lists as they are now."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        looks = _Looks(book)
        # The sheets that are filled in come first; the lists they refer to come last.
        pages = [(sheet, book.add_worksheet(str(sheet.words))) for sheet in sheets]
        lists = _Lists(book.add_worksheet(str(VALUES)), looks)
        for sheet, page in pages:
            _write_sheet(sheet, page, looks, lists)
    return buffer.getvalue()


class _Looks:
    """The formats of the workbook."""

    def __init__(self, book: Workbook) -> None:
        wrap = {"text_wrap": True, "valign": "top"}
        self.hint = book.add_format({"italic": True, "font_color": "#56616f", **wrap})
        self.header = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e5f0fb", **wrap})
        self.required = book.add_format({"bold": True, "bottom": 1, "bg_color": "#fdf0d9", **wrap})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.text = book.add_format({"num_format": "@"})
        self.plain = book.add_format()

    def of(self, column: Column) -> Any:
        """The format of a column's cells: numbers with leading zeros stay text."""
        if isinstance(column.kind, Day):
            return self.day
        return self.text if isinstance(column.kind, Text | Code | Choice | Many) else self.plain


def _write_sheet(sheet: Sheet, page: Worksheet, looks: _Looks, lists: "_Lists") -> None:
    page.freeze_panes(FIRST, 1)
    page.set_row(HINTS, HINT_HEIGHT)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, looks.of(column))
        page.write_string(HINTS, place, column.hint, looks.hint)
        header = f"{column.words}{OBLIGATORY if column.required else ''}"
        page.write_string(
            HEADERS, place, header, looks.required if column.required else looks.header
        )
        for label, kind in _listed(column):
            source = lists.place_of(kind, label)
            if kind is column.kind:
                page.data_validation(FIRST, place, LAST, place, _choice(source))


def _choice(source: str) -> dict[str, Any]:
    """Excel offers the list and lets other spellings pass: the check knows more of them."""
    return {"validate": "list", "source": source, "error_type": "information", "show_error": False}


def _listed(column: Column) -> Iterator[tuple[str, Any]]:
    """The lists from which cells of a column are taken, with what each is called."""
    kind = column.kind.one if isinstance(column.kind, Many) else column.kind
    if isinstance(kind, Choice | Code):
        yield str(column.words), kind
    elif column.key == "status":
        for part, choice in STATUS_OF.items():
            yield f"{column.words}: {part.label}", choice


@dataclass
class _Lists:
    """The sheet of allowed values; each list stands there once, in two columns."""

    page: Worksheet
    looks: _Looks
    places: dict[int, str] = field(default_factory=dict)

    def place_of(self, kind: Any, label: str) -> str:
        """Write a list unless it is there; where the words stand that a cell may hold."""
        if id(kind) not in self.places:
            self.places[id(kind)] = self._write(kind, label)
        return self.places[id(kind)]

    def _write(self, kind: Any, label: str) -> str:
        left = 3 * len(self.places)
        self.page.set_column(left, left, 16, self.looks.text)
        self.page.set_column(left + 1, left + 1, 34, self.looks.text)
        self.page.set_column(left + 2, left + 2, 3)
        if left == 0:
            self.page.write_string(
                0,
                0,
                _("Write the code or the name, in either language. Several: with a semicolon."),
            )
            self.page.freeze_panes(FIRST, 0)
        self.page.write_string(1, left, label, self.looks.header)
        self.page.write_string(1, left + 1, pgettext("of a code", "name"), self.looks.header)
        last = FIRST - 1
        for last, (code, name) in enumerate(_entries(kind), start=FIRST):
            self.page.write_string(last, left, code)
            self.page.write_string(last, left + 1, name)
        column = xl_col_to_name(left if isinstance(kind, ArticleCode) else left + 1, col_abs=True)
        return f"='{VALUES}'!{column}${FIRST + 1}:{column}${max(last, FIRST) + 1}"


def _entries(kind: Any) -> list[tuple[str, str]]:
    return [(kind.code_of(value), kind.name_of(value)) for value, _words in kind.entries()]
