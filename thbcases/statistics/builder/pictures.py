"""Pictures of a built table: lines over time, bars, flows between countries, a map.

They are drawn from the cells of the table only, in which a hidden number is not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, count

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thbcases.codes.models import Municipality
from thbcases.statistics.builder.built import Block, Built, Cell, Line, title_of
from thbcases.statistics.builder.places import PLACES, place_apart
from thbcases.statistics.cubes import ALL
from thbcases.statistics.indicators import Value
from thbcases.statistics.periods import period_label
from thbcases.web.charts import HIDDEN, Chart, Number, Point, bar_chart, line_chart, stacked_chart
from thbcases.web.sankey import Flow, sankey_chart
from thbcases.web.tilemap import Tile, tile_map

ORIGINS, DESTINATION, MUNICIPALITY = ("citizen_of", "citizenship"), "destination", "municipality"
# More lines or colours cannot be told apart, more bars not be taken in.
MOST_SERIES, MOST_GROUPED, MOST_BARS = 6, 24, 30
# Lines with more gaps than this are none.
MOST_HIDDEN = 0.4
BETWEEN = " · "


def pictures(built: Built) -> list[Chart]:
    """The pictures that suit the table; none where there is too little to draw."""
    return [chart for block in built.blocks for chart in pictures_of(block)]


def pictures_of(block: Block) -> list[Chart]:
    """The pictures of one figure."""
    if not _draws(block.lines):
        return []
    made = [_flows(block), _map(block)]
    if len(block.periods) > 1:
        made.append(_trend(block))
    elif not any(made):
        made.append(_bars(block))
    return [chart for chart in made if chart]


def _draws(lines: Iterable[Line]) -> bool:
    """Whether there is a number that is shown and is not zero."""
    return any(cell.number for line in lines for cell in line.cells)


def _trend(block: Block) -> Chart | None:
    """A line for each combination of values; of many, the largest.

    Where most of these numbers are hidden, lines over fewer dimensions tell more.
    """
    whole = tuple(range(len(block.dimensions)))
    choices = dict.fromkeys([whole, *((place,) for place in whole), ()])
    for places in choices:
        lines = _only(block, places)
        largest = sorted(lines, key=_size, reverse=True)[:MOST_SERIES]
        drawn = [line for line in lines if line in largest]
        if _draws(drawn) and _hidden_part(drawn) <= MOST_HIDDEN:
            return _lines(block, places, drawn, len(lines) - len(drawn))
    return None


def _lines(
    block: Block, places: Sequence[int], drawn: Sequence[Line], left_out: int
) -> Chart | None:
    labels = [period_label(period) for period in block.periods]
    names = _once(BETWEEN.join(line.labels[place] for place in places) for line in drawn)
    points: list[Point] = [
        (label, _shown(cell), name) if places else (label, _shown(cell))
        for name, line in zip(names, drawn, strict=True)
        for label, cell in zip(labels, line.cells, strict=True)
    ]
    by = [str(block.dimensions[place].name) for place in places]
    return line_chart(
        title=f"{title_of(block.indicator, by)}, {labels[0]} – {labels[-1]}",
        points=points,
        category=_("period"),
        number=_unit(block),
        series=capfirst(BETWEEN.join(by)),
        note=_said(_gaps(points), _left_out(left_out, len(drawn))),
    )


def _bars(block: Block) -> Chart | None:
    """Bars by one dimension; beside each other or in one bar by a second."""
    if not 1 <= len(block.dimensions) <= 2:
        return None
    inner = _inner(block)
    if len(block.dimensions) == 1:
        return _bars_of_one(block, inner)
    first, second = (_values(inner, place) for place in (0, 1))
    if len(second) > MOST_SERIES or len(first) > MOST_BARS or len(inner) < 2:
        return None
    points: list[Point] = [
        (first[line.at[0]], _shown(line.cells[0]), second[line.at[1]]) for line in inner
    ]
    is_whole = not any(line.cells[0].is_hidden for line in inner)
    if len(first) * len(second) > MOST_GROUPED and not is_whole:
        return None
    draw = bar_chart if len(first) * len(second) <= MOST_GROUPED else stacked_chart
    return draw(
        title=_title(block, 0),
        points=points,
        category=capfirst(str(block.dimensions[0].name)),
        number=_unit(block),
        series=capfirst(str(block.dimensions[1].name)),
        note=_gaps(points),
    )


def _bars_of_one(block: Block, inner: Sequence[Line]) -> Chart | None:
    largest = sorted(inner, key=_size, reverse=True)[:MOST_BARS]
    drawn = [line for line in inner if line in largest]
    if len(drawn) < 2 or not _draws(drawn):
        return None
    names = _once(line.labels[0] for line in drawn)
    points: list[Point] = [
        (name, _shown(line.cells[0])) for name, line in zip(names, drawn, strict=True)
    ]
    return bar_chart(
        title=_title(block, 0),
        points=points,
        category=capfirst(str(block.dimensions[0].name)),
        number=_unit(block),
        note=_said(_gaps(points), _left_out(len(inner) - len(drawn), len(drawn))),
    )


def _flows(block: Block) -> Chart | None:
    """From the country of citizenship to that of exploitation, in the newest period known."""
    keys = [dimension.key for dimension in block.dimensions]
    origin = next((key for key in ORIGINS if key in keys), None)
    if origin is None or DESTINATION not in keys:
        return None
    ends = keys.index(origin), keys.index(DESTINATION)
    lines = _only(block, ends)
    place = _newest(lines)
    if place is None:
        return None
    names = [_values(lines, end) for end in ends]
    return sankey_chart(
        title=_title(block, place),
        flows=[
            Flow(names[0][line.at[ends[0]]], names[1][line.at[ends[1]]], _shown(cell))
            for line in lines
            for cell in [line.cells[place]]
            if cell.number or cell.is_hidden
        ],
        source=capfirst(str(block.dimensions[ends[0]].name)),
        target=capfirst(str(block.dimensions[ends[1]].name)),
        number=_unit(block),
    )


def _map(block: Block) -> Chart | None:
    """The municipalities, in the newest period with numbers."""
    keys = [dimension.key for dimension in block.dimensions]
    if MUNICIPALITY not in keys:
        return None
    at = keys.index(MUNICIPALITY)
    lines = _only(block, (at,))
    place = _newest(lines)
    if place is None:
        return None
    names = _values(lines, at)
    cells = {line.at[at]: line.cells[place] for line in lines}
    return tile_map(
        title=_title(block, place),
        tiles=list(_tiles(names, cells)),
        place=capfirst(str(block.dimensions[at].name)),
        number=_unit(block),
        note=_(
            "Counted is where the organisation that answers for the record sits, which need not "
            "be where it happened. The map is schematic: a square for each municipality."
        ),
    )


def _tiles(names: Mapping[Value | None, str], cells: Mapping[Value | None, Cell]) -> Iterator[Tile]:
    """All sixty, those without a line with zero; then what has no place in the country."""
    apart = dict(names)
    for municipality in Municipality.objects.all():
        placed = PLACES.get(municipality.code)
        if placed:
            short, column, row = placed
            number = _shown(cells.get(municipality.pk, Cell(0)))
            yield Tile(short, str(municipality), column, row, number)
            apart.pop(municipality.pk, None)
    for number, (value, name) in enumerate(apart.items()):
        yield Tile(_short(name), name, *place_apart(number), _shown(cells[value]))


def _short(name: str) -> str:
    """A name as it fits on a tile."""
    if name == _("not known"):
        return pgettext("on a tile, at most 7 letters", "unknown")
    return name[:4]


def _inner(block: Block) -> list[Line]:
    """The lines that add up nothing; the only one where nothing is broken down."""
    return [line for line in block.lines if not line.is_margin or not block.dimensions]


def _only(block: Block, places: Sequence[int]) -> list[Line]:
    """The lines by these dimensions, over all values of the others."""
    return [
        line
        for line in block.lines
        if all((value is not ALL) == (place in places) for place, value in enumerate(line.at))
    ]


def _newest(lines: Sequence[Line]) -> int | None:
    """The last column in which a number is shown."""
    columns = range(len(lines[0].cells)) if lines else range(0)
    shown = [place for place in columns if any(line.cells[place].number for line in lines)]
    return shown[-1] if shown else None


def _values(lines: Iterable[Line], place: int) -> dict[Value | None, str]:
    """The values of a dimension with their words, each word once."""
    found = {line.at[place]: line.labels[place] for line in lines}
    return dict(zip(found, _once(found.values()), strict=True))


def _once(names: Iterable[str]) -> list[str]:
    """The names, told apart where two are the same: a picture would draw them as one."""
    made: dict[str, None] = {}
    for name in names:
        numbered = (f"{name} ({number})" for number in count(2))
        made[next(free for free in chain([name], numbered) if free not in made)] = None
    return list(made)


def _hidden_part(lines: Sequence[Line]) -> float:
    cells = [cell for line in lines for cell in line.cells if cell.is_hidden or cell.number]
    return sum(cell.is_hidden for cell in cells) / len(cells)


def _size(line: Line) -> float:
    return sum(float(cell.number or 0) for cell in line.cells)


def _shown(cell: Cell) -> Number:
    if cell.is_hidden:
        return HIDDEN
    return float(cell.number) if isinstance(cell.number, Decimal) else cell.number


def _unit(block: Block) -> str:
    """What one is, in a word: «persons» of «persons, each counted once»."""
    return str(block.indicator.counted.label).partition(",")[0]


def _title(block: Block, place: int) -> str:
    return f"{block.title}, {period_label(block.periods[place])}"


def _gaps(points: Sequence[Point]) -> str:
    """What is said of hidden numbers."""
    hidden = sum(point[1] == HIDDEN for point in points)
    if not hidden:
        return ""
    return ngettext(
        "%(count)s number is hidden to protect people: there the picture has a gap.",
        "%(count)s numbers are hidden to protect people: there the picture has gaps.",
        hidden,
    ) % {"count": hidden}


def _left_out(others: int, drawn: int) -> str:
    if not others:
        return ""
    words = {"count": others, "drawn": drawn}
    return _("Drawn are the %(drawn)s largest; %(count)s more stand in the table.") % words


def _said(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
