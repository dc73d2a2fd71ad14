"""What a document is made of. Every text may be translated late: it is read when it is printed."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import localize
from django.utils.functional import Promise

from thbcases.web.charts import Chart
from thbcases.web.pdf.measures import UPRIGHT, Fit, Room, fit, picture_size

Text = str | Promise
Data = dict[str, Any]
NOTHING = "–"


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the document's title, so parts begin at 2."""

    text: Text
    level: int = 2

    def as_data(self, room: Room) -> list[Data]:
        return [{"kind": "heading", "text": str(self.text), "level": max(2, self.level)}]


@dataclass(frozen=True)
class Paragraph:
    """Running text; an empty line begins a new paragraph. `is_small` is for what explains."""

    text: Text
    is_small: bool = False

    def as_data(self, room: Room) -> list[Data]:
        paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", str(self.text))]
        return [
            {"kind": "paragraph", "text": text, "small": self.is_small}
            for text in paragraphs
            if text
        ]


@dataclass(frozen=True)
class Run:
    """A stretch of running text; `style` is empty, "strong" or "emphasis"."""

    text: Text
    style: str = ""

    def as_data(self) -> list[str]:
        return [str(self.text), self.style]


@dataclass(frozen=True)
class Rich:
    """A paragraph in which some words are emphasised."""

    runs: Sequence[Run]

    def as_data(self, room: Room) -> list[Data]:
        return [{"kind": "rich", "runs": [run.as_data() for run in self.runs]}]


@dataclass(frozen=True)
class RichItems:
    """A list of points in which some words are emphasised; numbered perhaps."""

    items: Sequence[Sequence[Run]]
    is_numbered: bool = False

    def as_data(self, room: Room) -> list[Data]:
        items = [[run.as_data() for run in item] for item in self.items]
        return [{"kind": "rich-items", "items": items, "numbered": self.is_numbered}]


@dataclass(frozen=True)
class Items:
    """A list of points."""

    items: Sequence[Text]

    def as_data(self, room: Room) -> list[Data]:
        return [{"kind": "items", "items": [str(item) for item in self.items]}]


@dataclass(frozen=True)
class Terms:
    """Names and what is said of each."""

    rows: Sequence[tuple[Text, Text]]
    is_small: bool = False

    def as_data(self, room: Room) -> list[Data]:
        rows = [[str(name), str(text)] for name, text in self.rows]
        return [{"kind": "terms", "rows": rows, "small": self.is_small}]


@dataclass(frozen=True)
class Table:
    """Rows under a head. None is printed as a dash, numbers stand to the right.

    The first `heads` columns say what a row is; they are repeated where a table is too wide for a
    page and goes on in a second one. `totals` are the numbers of the rows (from 0) that add up
    others. `notes` stand beneath in small print. What is too wide for upright paper gets a page
    that lies on its side.
    """

    head: Sequence[Text]
    rows: Sequence[Sequence[Any]]
    caption: Text
    heads: int = 1
    totals: Collection[int] = ()
    notes: Sequence[Text] = ()

    def as_data(self, room: Room) -> list[Data]:
        head = [_large(str(word)) for word in self.head]
        rows = [[_cell(cell) for cell in row] for row in self.rows]
        if not head:
            return []
        fits = fit(head, rows, self.heads, room)
        made = [self._part(head, rows, part, fits) for part in fits.parts]
        made[-1]["notes"] = [str(note) for note in self.notes]
        return made

    @property
    def is_wide(self) -> bool:
        """Whether it finds no room on upright paper."""
        return any(part["wide"] for part in self.as_data(UPRIGHT))

    def _part(self, head: list[str], rows: list[list[str]], columns: list[int], fits: Fit) -> Data:
        return {
            "kind": "table",
            "wide": fits.is_wide,
            "widths": [fits.widths[place] for place in columns],
            "caption": str(self.caption),
            "head": [head[place] for place in columns],
            "rows": [[row[place] for place in columns] for row in rows],
            "align": [self._side(place) for place in columns],
            "totals": sorted(self.totals),
            "notes": [],
        }

    def _side(self, place: int) -> str:
        numbers = [row[place] for row in self.rows if not _is_word(row[place])]
        words = any(_is_word(row[place]) for row in self.rows)
        return "left" if place < self.heads or words or not numbers else "right"


@dataclass(frozen=True)
class Picture:
    """A drawing (SVG) with what it shows in words for who does not see it."""

    svg: str
    alt: Text
    caption: Text

    def __post_init__(self) -> None:
        if not str(self.alt).strip():
            raise ValueError("a picture needs words for those who do not see it")

    @classmethod
    def of(cls, chart: Chart) -> "Picture":
        """A chart as a page shows it; print its `table_of` too."""
        return cls(svg=str(chart.svg), alt=chart.title, caption=chart.title)

    def as_data(self, room: Room) -> list[Data]:
        data: Data = {
            "kind": "picture",
            "svg": str(self.svg),
            "alt": str(self.alt),
            "caption": str(self.caption),
            "width": picture_size(str(self.svg), room),
        }
        return [data]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""

    def as_data(self, room: Room) -> list[Data]:
        return [{"kind": "break"}]


@dataclass(frozen=True)
class Contents:
    """The list of the parts with their pages."""

    title: Text
    depth: int = 3

    def as_data(self, room: Room) -> list[Data]:
        return [{"kind": "contents", "title": str(self.title), "depth": self.depth}]


Block = (
    Heading | Paragraph | Rich | RichItems | Items | Terms | Table | Picture | PageBreak | Contents
)


@dataclass(frozen=True)
class Document:
    """A document: `number` and `mark` stand at the head of every page (left and right).

    `is_wide` lays all its pages on their side. `is_numbered` numbers tables and pictures. With
    `cover`, the title and these lines stand on a page of their own.
    """

    title: Text
    blocks: Sequence[Block] = field(default_factory=list)
    number: Text = ""
    mark: Text = ""
    is_wide: bool = False
    is_numbered: bool = False
    cover: Sequence[Text] = ()


def table_of(chart: Chart) -> Table:
    """The figures of a picture."""
    notes = [chart.note] if chart.note else []
    return Table(chart.columns, chart.rows, chart.title, heads=chart.heads, notes=notes)


def _is_word(cell: Any) -> bool:
    """Whether a cell is more than a number, nothing, or the sign of a hidden number."""
    return isinstance(cell, str | Promise) and any(c.isalpha() for c in str(cell))


def _cell(cell: Any) -> str:
    """As the page shows it: a fraction has the comma of the language."""
    if cell is None:
        return NOTHING
    return localize(cell) if isinstance(cell, int | float | Decimal) else str(cell)


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]
