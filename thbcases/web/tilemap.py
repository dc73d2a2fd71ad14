"""A map of equal squares: each place a tile about where it lies, so that small ones are seen too.

Shades stand for five classes of the numbers that are shown; where a number is hidden the tile is
hatched, whatever the number is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thbcases.web.charts import FONT, HIDDEN, Chart, Number, Text, drawable

TILE, STEP = 48, 51
LEGEND, SWATCH, ENTRY = 34, 14, 80
# From light to dark, with the colour of the words that stand on it.
SHADES = (
    ("#e3edf7", "#14202e"),
    ("#b5d0ea", "#14202e"),
    ("#79aada", "#14202e"),
    ("#3a76b4", "#ffffff"),
    ("#0a4b86", "#ffffff"),
)
EMPTY = ("#ffffff", "#465161")
LONGEST_SHORT = 7


@dataclass(frozen=True)
class Tile:
    """A place: its short and its full name, where its tile lies, and its number."""

    short: str
    name: str
    column: int
    row: int
    number: Number


@dataclass(frozen=True)
class DrawnTile:
    """A tile with its colours and words."""

    title: str
    short: str
    number: str
    x: int
    y: int
    fill: str
    ink: str
    is_hidden: bool


@dataclass(frozen=True)
class Entry:
    """A line of the key: a class of numbers and its shade."""

    words: str
    x: int
    fill: str
    is_hidden: bool = False


def tile_map(
    *,
    title: Text,
    tiles: Sequence[Tile],
    place: Text,
    number: Text,
    note: Text = "",
) -> Chart | None:
    """The map with its table; None where no number can be drawn."""
    if not any(_amount(tile.number) for tile in tiles):
        return None
    rows = [[tile.name, tile.number] for tile in tiles]
    svg = _svg(str(title), tiles)
    return Chart(svg, str(title), [str(place), str(number)], rows, str(note))


def classes(numbers: Sequence[float]) -> list[tuple[float, float]]:
    """At most five classes with about as many places in each, from and to, of what is not zero."""
    wanted = sorted(number for number in numbers if number > 0)
    different = sorted(set(wanted))
    if len(different) <= len(SHADES):
        return [(number, number) for number in different]
    starts = sorted({wanted[len(wanted) * part // len(SHADES)] for part in range(len(SHADES))})
    ends = [max(n for n in different if n < start) for start in starts[1:]]
    return list(zip(starts, [*ends, different[-1]], strict=True))


def _amount(number: Number) -> float:
    return number if isinstance(number, int | float) else 0


def _svg(title: str, tiles: Sequence[Tile]) -> SafeString:
    found = classes([_amount(tile.number) for tile in tiles])
    across = max(tile.column for tile in tiles) + 1
    down = max(tile.row for tile in tiles) + 1
    shown = {
        "title": drawable(title),
        "font": FONT,
        "width": max(across * STEP, ENTRY * (len(SHADES) + 2)),
        "height": down * STEP + LEGEND,
        "tile": TILE,
        "tiles": [_drawn(tile, found) for tile in tiles],
        "key": _key(found, any(tile.number == HIDDEN for tile in tiles)),
        "key_y": down * STEP + LEGEND - SWATCH - 4,
    }
    return render_to_string("components/tile_map.html", shown)


def _drawn(tile: Tile, found: Sequence[tuple[float, float]]) -> DrawnTile:
    hidden = tile.number == HIDDEN
    fill, ink = EMPTY if hidden else _shade(_amount(tile.number), found)
    said = "–" if tile.number is None else str(tile.number)
    return DrawnTile(
        f"{drawable(tile.name)}: {said}",
        drawable(tile.short)[:LONGEST_SHORT],
        said,
        tile.column * STEP + 1,
        tile.row * STEP + 1,
        fill,
        ink,
        hidden,
    )


def _shade(number: float, found: Sequence[tuple[float, float]]) -> tuple[str, str]:
    if number <= 0:
        return EMPTY
    place = sum(number > end for _start, end in found)
    # few classes take the shades that are furthest apart
    return SHADES[_spread(place, len(found))]


def _spread(place: int, count: int) -> int:
    return round(place * (len(SHADES) - 1) / (count - 1)) if count > 1 else len(SHADES) - 2


def _key(found: Sequence[tuple[float, float]], hides: bool) -> list[Entry]:
    words = [f"{start:.0f}" if start == end else f"{start:.0f}–{end:.0f}" for start, end in found]
    shades = [SHADES[_spread(place, len(found))][0] for place in range(len(found))]
    entries = [("0", EMPTY[0]), *zip(words, shades, strict=True)]
    key = [Entry(word, place * ENTRY + 1, fill) for place, (word, fill) in enumerate(entries)]
    if hides:
        word = _("hidden")
        key.append(Entry(f"{HIDDEN} {word}", len(key) * ENTRY + 1, EMPTY[0], True))
    return key
