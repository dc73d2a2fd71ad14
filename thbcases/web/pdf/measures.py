"""How much fits on a page: which tables lie on their side or go on, how large a picture is."""

import re
from dataclasses import dataclass
from math import ceil

# Letters of the table's print beside each other, with the white between columns counted in.
UPRIGHT_LETTERS, WIDE_LETTERS = 104, 158
BETWEEN_COLUMNS = 3
# A text in a cell wraps; its column is at least as wide as this much of it.
NARROWEST, WIDEST = 5, 26
# Points on the page for what the screen shows as one pixel.
POINTS_PER_PIXEL = 0.8
SIZE = re.compile(
    r'<svg\b[^>]*?\s(width|height)="([\d.]+)(?:px)?"[^>]*?\s(?!\1)(?:width|height)='
    r'"([\d.]+)(?:px)?"'
)
VIEW = re.compile(r'<svg\b[^>]*\sviewBox="[\d.-]+[ ,]+[\d.-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"')


@dataclass(frozen=True)
class Room:
    """What a page holds: letters of a table, and points across and down for a picture."""

    letters: int
    across: float
    down: float


UPRIGHT = Room(UPRIGHT_LETTERS, 480, 560)
WIDE = Room(WIDE_LETTERS, 728, 380)


def parts_of(
    head: list[str], rows: list[list[str]], heads: int, room: Room
) -> tuple[bool, list[list[int]]]:
    """Whether a table needs paper on its side, and its columns, cut into what fits on a page."""
    widths = [_width(place, head, rows) for place in range(len(head))]
    if sum(widths) <= room.letters:
        return False, [list(range(len(head)))]
    return room is not WIDE, _cut(widths, heads, WIDE.letters)


def picture_size(svg: str, room: Room) -> float:
    """How wide a picture is drawn, in points: its own size, or what fits."""
    across, down = _pixels(svg)
    wanted = across * POINTS_PER_PIXEL
    return round(min(wanted, room.across, room.down * across / down), 1)


def _width(place: int, head: list[str], rows: list[list[str]]) -> int:
    cells = [head[place], *(row[place] for row in rows)]
    longest_word = max((len(word) for cell in cells for word in cell.split()), default=0)
    longest = max(len(cell) for cell in cells)
    return max(NARROWEST, min(longest_word, WIDEST), min(longest, WIDEST)) + BETWEEN_COLUMNS


def _cut(widths: list[int], heads: int, letters: int) -> list[list[int]]:
    """The columns page by page, about as many on each, with the heads of the rows in front."""
    front, rest = list(range(heads)), range(heads, len(widths))
    free = letters - sum(widths[:heads])
    most = max(1, free // max((widths[place] for place in rest), default=1))
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
