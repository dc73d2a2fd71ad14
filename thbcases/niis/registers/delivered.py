"""Reading a delivery: its header, its rows as records, and every problem by row and column."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from thbcases.niis.matching.dates import Birth
from thbcases.niis.matching.store import Named, Valued
from thbcases.niis.models import Register
from thbcases.niis.registers.cells import BadCell, read_birth, read_cell
from thbcases.niis.registers.fields import FIELDS, KEY, Field, fields_of, rows_of
from thbcases.niis.registers.files import FORMULA, Cell, Line, read_lines
from thbcases.web.words import fold, short

MOST_ROWS = 2_000_000
# Beyond this nobody reads on; how many there are is still counted.
MOST_KEPT = 1_000
LEFT_OUT = "#"
OBLIGATORY = "*"
# In place of a reference about which something was said already; no cell can hold it.
SAID = "\0"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: row as the program counts it, column as the file calls it."""

    text: str
    row: int | None = None
    column: str = ""


@dataclass
class Problems:
    """All problems of a file; beyond the first thousand only how many."""

    found: list[Problem] = field(default_factory=list)
    count: int = 0

    def add(self, text: object, row: int | None = None, column: str = "") -> None:
        """Take a problem down."""
        self.count += 1
        if len(self.found) < MOST_KEPT:
            self.found.append(Problem(str(text), row, column))

    def as_json(self) -> list[dict[str, Any]]:
        """As they are stored."""
        return [asdict(problem) for problem in self.found]


class Reading:
    """One reading of one file. Its rows come one by one; nothing counts until all came."""

    def __init__(self, register: Register, content: bytes) -> None:
        self.register = register
        self.content = content
        self.problems = Problems()
        self.read = 0
        self._columns: dict[int, Field] = {}
        self._headings: dict[str, str] = {}
        self._keys: dict[str, int] = {}

    def rows(self) -> Iterator[Named | Valued]:
        """What is to be found of each record. Raises Unreadable for what is no table at all."""
        lines = read_lines(self.content)
        header = next(lines, None)
        if header is None or not self._take_header(header):
            return
        for line in lines:
            if self.read >= MOST_ROWS:
                self.problems.add(_("The file has more than %(n)s rows.") % {"n": MOST_ROWS})
                return
            self.read += 1
            yield from self._record(line)
        if not self.read:
            self.problems.add(_("There is nothing below the header."))

    # --- the header

    def _take_header(self, line: Line) -> bool:
        if line.broken:
            self.problems.add(line.broken, line.number)
            return False
        for place, raw in enumerate(line.cells):
            name = "" if isinstance(raw, Cell) else str(raw).strip().removesuffix(OBLIGATORY)
            if name and not name.startswith(LEFT_OUT):
                self._take_column(place, name, line.number)
        self._require_columns(line.number)
        return not self.problems.count

    def _take_column(self, place: int, name: str, row: int) -> None:
        wanted = fold(name)
        found = next((f for f in FIELDS if wanted in map(fold, f.words.all())), None)
        if found is None:
            text = _("This column is not known. The template shows which are. To leave it out, "
                     "put # before its name.")  # fmt: skip
        elif found not in fields_of(self.register.holds):
            text = _("This register does not hold this. To leave it out, put # before its name.")
        elif found.key in self._headings:
            text = _("This column stands twice.")
        else:
            self._columns[place], self._headings[found.key] = found, short(name)
            return
        self.problems.add(text, row, short(name))

    def _require_columns(self, row: int) -> None:
        if KEY.key not in self._headings:
            self.problems.add(_("This column must be there."), row, str(KEY.words))
        elif len(self._headings) < 2:
            self.problems.add(_("Beside the reference there must be something to find."), row)

    # --- a row

    def _record(self, line: Line) -> Sequence[Named | Valued]:
        before = self.problems.count
        if line.broken:
            self.problems.add(line.broken, line.number)
            return ()
        cells = self._cells(line)
        self._check_key(cells, line.number)
        birth = self._birth(cells, line.number)
        if self.problems.count > before:
            return ()
        rows = list(rows_of(cells, birth, self.register.unit_id))
        if not rows:
            self.problems.add(_("There is nothing to find in this row."), line.number)
        return rows

    def _cells(self, line: Line) -> dict[str, str]:
        cells: dict[str, str] = {}
        for place, raw in enumerate(line.cells):
            column = self._columns.get(place)
            if column is None:
                continue
            try:
                text = self._cell(column, raw)
            except BadCell as error:
                self.problems.add(error, line.number, self._headings[column.key])
                text = SAID if column is KEY else ""
            cells[column.key] = text
        return cells

    def _cell(self, column: Field, raw: Any) -> str:
        if isinstance(raw, Cell):
            raise BadCell(
                _("A formula stands here. Put its value in its place.")
                if raw.kind == FORMULA
                else _("The spreadsheet program shows an error here.")
            )
        return "" if isinstance(raw, str) and not raw.strip() else read_cell(column, raw)

    def _check_key(self, cells: dict[str, str], row: int) -> None:
        key = cells.get(KEY.key, "")
        if key == SAID:
            return
        if not key:
            self.problems.add(_("The reference is missing."), row, self._headings[KEY.key])
        elif self._keys.setdefault(key, row) != row:
            self.problems.add(
                _("This reference stands in row %(row)s already.") % {"row": self._keys[key]},
                row,
                self._headings[KEY.key],
            )

    def _birth(self, cells: dict[str, str], row: int) -> Birth:
        try:
            return read_birth(cells.get("birth_date", ""))
        except BadCell as error:
            self.problems.add(error, row, self._headings["birth_date"])
            return Birth()
