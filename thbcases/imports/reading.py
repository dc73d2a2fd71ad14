"""A workbook as rows of raw cells under known columns, and what is wrong with its shape."""

import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from thbcases.imports.columns import (
    EVERY_SHEET,
    LEFT_OUT,
    RUNNING_NUMBER,
    VALUES,
    Column,
    Sheet,
)
from thbcases.imports.container import (
    Unreadable,
    not_a_workbook,
    require_harmless,
    require_workbook,
)
from thbcases.imports.problems import Problems
from thbcases.imports.values import Raw
from thbcases.imports.words import Words, fold, short

MOST_ROWS = 20_000
# Excel's own last row; a file may claim any number.
LAST_ROW = 1_048_576
MOST_COLUMNS = 256
# Above the headers there may be a title and hints.
HEADER_WITHIN = 15
FEWEST_HEADERS = 2
FORMULA, ERROR = "f", "e"


@dataclass
class Row:
    """One row: its number as the spreadsheet program counts, and its filled cells by column."""

    number: int
    cells: dict[str, Raw] = field(default_factory=dict)
    # columns of this row about which something was said already
    bad: set[str] = field(default_factory=set)


@dataclass
class SheetRows:
    """One sheet of the file: what it is, what it and its columns are called there, its rows."""

    sheet: Sheet
    title: str
    headers: dict[str, str]
    rows: list[Row]

    def heading(self, key: str) -> str:
        """What a column is called in the file, or should be called."""
        return self.headers.get(key) or str(self.sheet.column(key).words)

    @property
    def lacks_required(self) -> bool:
        """Whether an obligatory column is missing, so that no row can be whole."""
        return any(c.required and c.key not in self.headers for c in self.sheet.columns)


Cells = Sequence[Any]


@dataclass
class Head:
    """The row of headers: which columns are where, and which places have any header at all."""

    columns: dict[int, Column] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    headed: set[int] = field(default_factory=set)


def read_workbook(content: bytes, allowed: Sequence[Sheet], problems: Problems) -> list[SheetRows]:
    """The known sheets of a file, in the order in which they are taken in.

    Everything that is wrong with sheets, headers and single cells goes into `problems`. Raises
    Unreadable when the file cannot be read at all.
    """
    require_workbook(content)
    try:
        require_harmless(content)
        with warnings.catch_warnings():
            # What openpyxl leaves out (colours, extensions) is nothing of ours, and its
            # warnings would carry values of cells into the log.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            return _Reader(allowed, problems).read(book)
    except Unreadable:
        raise
    # A damaged file fails anywhere inside the library, in any way.
    except Exception as error:
        raise Unreadable(not_a_workbook()) from error


class _Reader:
    """One reading of one file."""

    def __init__(self, allowed: Sequence[Sheet], problems: Problems) -> None:
        self.allowed = allowed
        self.problems = problems
        self.left = MOST_ROWS

    def read(self, book: Any) -> list[SheetRows]:
        found: dict[str, SheetRows] = {}
        is_filled = False
        for worksheet in book.worksheets:
            title = worksheet.title
            if title.startswith(LEFT_OUT) or fold(title) in _folded([VALUES]):
                continue
            rows = self._filled_rows(worksheet)
            sheet = self._sheet(title)
            if sheet is None:
                # an empty sheet is what spreadsheet programs add by themselves
                if next(rows, None) is not None:
                    is_filled = True
                    self._refuse_sheet(title)
            elif sheet.key in found:
                self.problems.add(
                    _("This sheet stands twice in the file; the other is «%(other)s».")
                    % {"other": found[sheet.key].title},
                    sheet=title,
                )
            elif read := self._read_sheet(sheet, title, rows):
                found[sheet.key] = read
        if not is_filled and not any(read.rows for read in found.values()):
            self._say_empty()
        return [found[sheet.key] for sheet in self.allowed if sheet.key in found]

    def _say_empty(self) -> None:
        if not self.problems.errors:
            self.problems.add(_("There is nothing to import in this file."))

    def _sheet(self, title: str) -> Sheet | None:
        wanted = fold(title)
        return next((s for s in self.allowed if wanted in _folded([s.words])), None)

    def _refuse_sheet(self, title: str) -> None:
        known = ", ".join(f"«{sheet.words}»" for sheet in self.allowed)
        is_anothers = fold(title) in _folded(sheet.words for sheet in EVERY_SHEET)
        text = (
            _("In your role you do not bring this sheet. Sheets of yours: %(known)s.")
            if is_anothers
            else _(
                "This sheet is not known. Known sheets: %(known)s. To leave it out, put # before "
                "its name."
            )
        )
        self.problems.add(text % {"known": known}, sheet=title)

    def _filled_rows(self, worksheet: Any) -> Iterator[tuple[int, Cells]]:
        """Rows with anything in them, with their numbers, however large the sheet claims to be."""
        worksheet.reset_dimensions()
        rows = worksheet.iter_rows(min_row=1, max_row=LAST_ROW)
        for number, cells in enumerate(rows, start=1):
            if any(_is_filled(cell) for cell in cells):
                yield number, cells

    def _read_sheet(
        self, sheet: Sheet, title: str, rows: Iterator[tuple[int, Cells]]
    ) -> SheetRows | None:
        head = list(islice(rows, HEADER_WITHIN))
        if not head:
            return None
        place = _header_place(sheet, [cells for _number, cells in head])
        if place is None:
            names = ", ".join(f"«{c.words}»" for c in sheet.columns if c.required)
            self.problems.add(
                _("There is no row of column headers. These must be there: %(names)s.")
                % {"names": names},
                sheet=title,
            )
            return None
        number, cells = head[place]
        columns = self._columns(sheet, title, number, cells)
        read = SheetRows(sheet, title, columns.headers, [])
        self._require_columns(read, number)
        for row in chain(head[place + 1 :], rows):
            if not self._take(read, columns, row):
                break
        return read

    def _columns(self, sheet: Sheet, title: str, number: int, cells: Cells) -> Head:
        head = Head()
        for place, cell in enumerate(cells):
            header = str(cell.value).strip() if _is_filled(cell) else ""
            if not header:
                continue
            head.headed.add(place)
            if _is_left_out(header):
                continue
            column = _column(sheet, header)
            if column is None:
                self._refuse_column(title, number, header)
            elif column.key in head.headers:
                self.problems.add(
                    _("This column stands twice; the other is «%(other)s».")
                    % {"other": head.headers[column.key]},
                    sheet=title,
                    row=number,
                    column=short(header),
                )
            else:
                head.headers[column.key] = short(header)
                head.columns[place] = column
        return head

    def _refuse_column(self, title: str, number: int, header: str) -> None:
        self.problems.add(
            _(
                "This column is not known. The template shows which are. To leave it out, put # "
                "before its name."
            ),
            sheet=title,
            row=number,
            column=short(header),
        )

    def _require_columns(self, read: SheetRows, number: int) -> None:
        for column in read.sheet.columns:
            if column.required and column.key not in read.headers:
                self.problems.add(
                    _("This column must be there."),
                    sheet=read.title,
                    row=number,
                    column=str(column.words),
                )

    def _take(self, read: SheetRows, head: Head, row: tuple[int, Cells]) -> bool:
        """Keep a row; False when there are too many."""
        if self.left == 0:
            self.problems.add(
                _("The file has more than %(count)s rows. Split it into several.")
                % {"count": MOST_ROWS},
                sheet=read.title,
                row=row[0],
            )
            return False
        number, cells = row
        kept = Row(number)
        for place, cell in enumerate(cells[:MOST_COLUMNS]):
            if not _is_filled(cell):
                continue
            if place in head.columns:
                self._take_cell(read, kept, head.columns[place], cell)
            elif place not in head.headed:
                # said once of each column
                head.headed.add(place)
                self._refuse_stray(read, number, place)
        if kept.cells or kept.bad:
            self.left -= 1
            read.rows.append(kept)
        return True

    def _refuse_stray(self, read: SheetRows, number: int, place: int) -> None:
        self.problems.add(
            _("Something stands here in a column without a header."),
            sheet=read.title,
            row=number,
            column=get_column_letter(place + 1),
        )

    def _take_cell(self, read: SheetRows, row: Row, column: Column, cell: Any) -> None:
        if cell.data_type == FORMULA:
            text = _("A formula stands here. Put its value in its place.")
        elif cell.data_type == ERROR:
            text = _("The spreadsheet program shows an error here.")
        else:
            row.cells[column.key] = cell.value
            return
        row.bad.add(column.key)
        self.problems.add(text, sheet=read.title, row=row.number, column=read.heading(column.key))


def _is_filled(cell: Any) -> bool:
    value = cell.value
    return value is not None and (not isinstance(value, str) or value.strip() != "")


def _folded(words: Iterable[Words]) -> set[str]:
    return {fold(name) for item in words for name in item.all()}


def _is_left_out(header: str) -> bool:
    return header.startswith(LEFT_OUT) or fold(header) in _folded([RUNNING_NUMBER])


def _column(sheet: Sheet, header: str) -> Column | None:
    wanted = fold(header)
    return next((c for c in sheet.columns if wanted in _folded([c.words])), None)


def _header_place(sheet: Sheet, head: Sequence[Cells]) -> int | None:
    """Which of the first rows has the headers: the one with the most known ones."""
    counts = [
        len({c for cell in cells if _is_filled(cell) and (c := _column(sheet, str(cell.value)))})
        for cells in head
    ]
    best = max(counts)
    return counts.index(best) if best >= FEWEST_HEADERS else None
