"""How much fits on a page: which tables lie on their side or go on, how large a picture is."""

import re
from dataclasses import dataclass
from math import ceil

# In points: a letter of a table's print, a bold one of its head, and the white around a cell.
LETTER, BOLD, WHITE = 5.0, 5.9, 9.0
# A long text in a cell wraps; its column is as wide as this many of its letters.
NARROWEST, WIDEST = 4, 26
# Points on the page for what the screen shows as one pixel.
POINTS_PER_PIXEL = 0.8
SIZE = re.compile(
    r'<svg\b[^>]*?\s(width|height)="([\d.]+)(?:px)?"[^>]*?\s(?!\1)(?:width|height)='
    r'"([\d.]+)(?:px)?"'
)
VIEW = re.compile(r'<svg\b[^>]*\sviewBox="[\d.-]+[ ,]+[\d.-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"')


@dataclass(frozen=True)
class Room:
    """What a page holds across, and down for a picture, in points."""

    across: float
    down: float


UPRIGHT = Room(480, 560)
WIDE = Room(728, 380)


@dataclass(frozen=True)
class Fit:
    """How a table is laid out: on its side or not, which columns on which page, how wide each.

    A width of 0 leaves the column to the compiler, which sees how wide its words are.
    """

    is_wide: bool
    parts: list[list[int]]
    widths: list[float]


def fit(head: list[str], rows: list[list[str]], heads: int, room: Room) -> Fit:
    """The layout of a table whose first `heads` columns say what a row is."""
    places = range(len(head))
    loose = [_width(place, head, rows, wraps=False) for place in places]
    if sum(loose) <= room.across:
        return Fit(False, [list(places)], [0] * len(head))
    tight = [_width(place, head, rows, wraps=place >= heads) for place in places]
    # the numbers keep what they need, the heads of the rows get the rest
    widths = [0 if place < heads else tight[place] for place in places]
    if sum(tight) <= room.across:
        return Fit(False, [list(places)], widths)
    if sum(loose) <= WIDE.across:
        return Fit(room is not WIDE, [list(places)], [0] * len(head))
    return Fit(room is not WIDE, _cut(tight, heads, WIDE.across), widths)


def picture_size(svg: str, room: Room) -> float:
    """How wide a picture is drawn, in points: its own size, or what fits."""
    across, down = _pixels(svg)
    wanted = across * POINTS_PER_PIXEL
    return round(min(wanted, room.across, room.down * across / down), 1)


def _width(place: int, head: list[str], rows: list[list[str]], *, wraps: bool) -> float:
    title = _longest([head[place]], wraps) * BOLD
    cells = _longest([row[place] for row in rows], wraps) * LETTER
    return max(title, cells, NARROWEST * LETTER) + WHITE


def _longest(cells: list[str], wraps: bool) -> int:
    """Letters of the longest text, or of the longest word where the text may wrap."""
    pieces = [word for cell in cells for word in cell.split()] if wraps else cells
    return min(max(map(len, pieces), default=0), WIDEST)


def _cut(widths: list[float], heads: int, across: float) -> list[list[int]]:
    """The columns page by page, about as many on each, with the heads of the rows in front."""
    front, rest = list(range(heads)), range(heads, len(widths))
    free = across - sum(widths[:heads])
    most = max(1, int(free // max((widths[place] for place in rest), default=1)))
    each = ceil(len(rest) / max(1, ceil(len(rest) / most)))
    return [[*front, *rest[at : at + each]] for at in range(0, len(rest), each or 1)] or [front]


def _pixels(svg: str) -> tuple[float, float]:
    found = VIEW.search(svg)
    if found:
        return float(found[1]), float(found[2])
    size = SIZE.search(svg)
    if size is None:
        raise ValueError("the picture does not say how large it is")
    one, other = float(size[2]), float(size[3])
    return (one, other) if size[1] == "width" else (other, one)
