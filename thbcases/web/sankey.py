"""Flows from left to right: how many go from each origin to each destination.

Only numbers that are shown are drawn. A flow whose number is hidden has no ribbon and takes no
room at its ends: otherwise the room would tell the number.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thbcases.web.charts import COLOURS, FONT, HIDDEN, Chart, Number, Text, drawable, lines_of

WIDTH, NAMES, BAR = 560, 158, 12
TOP, GAP, LINE = 8, 10, 15
# How high the ribbons stand together, each end adding to it, and how low the smallest may be.
HEIGHT, OF_ONE, LOWEST = 300, 70, 1.5
# A ribbon this high has room for its number.
ROOM_FOR_NUMBER = 13
LONGEST_NAME, MOST_LINES = 20, 2
# More ends cannot be told apart; the smaller ones are drawn together.
MOST_ENDS = 9
QUIET = "#56616f"
SOURCE, TARGET = 0, 1

# From, to, how many; a number that is drawn.
Ribbon = tuple[str, str, float]


@dataclass(frozen=True)
class Flow:
    """How many go from one to the other; HIDDEN where that is hidden."""

    source: str
    target: str
    number: Number

    @property
    def ends(self) -> tuple[str, str]:
        """Where it begins and where it ends."""
        return self.source, self.target

    @property
    def amount(self) -> float:
        """What is drawn of it."""
        return self.number if isinstance(self.number, int | float) else 0


@dataclass(frozen=True)
class Band:
    """A drawn flow. Numbers are texts, because templates write fractions with a comma."""

    path: str
    colour: str
    title: str
    number: str
    y: str


@dataclass(frozen=True)
class End:
    """An origin or a destination: its bar and its words."""

    title: str
    lines: list[tuple[str, str]]
    x: int
    y: str
    height: str
    text_x: int
    anchor: str
    colour: str


@dataclass
class _Slot:
    """The room of an end; `used` is how much of it ribbons have taken."""

    top: float
    height: float
    words: list[str]
    number: str
    used: float = 0


def sankey_chart(
    *,
    title: Text,
    flows: Sequence[Flow],
    source: Text,
    target: Text,
    number: Text,
    note: Text = "",
) -> Chart | None:
    """The picture of the flows with their table; None where no number can be drawn."""
    drawn = [flow for flow in flows if flow.amount > 0]
    if not drawn:
        return None
    hidden = [flow for flow in flows if flow.number == HIDDEN]
    rows = [[*flow.ends, flow.number] for flow in flows]
    columns = [str(source), str(target), str(number)]
    said = " ".join(filter(None, [str(note), _hidden_words(len(hidden))]))
    return Chart(_svg(str(title), drawn, hidden), str(title), columns, rows, said, heads=2)


def _hidden_words(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "%(count)s flow has a hidden number and is not drawn; at its ends stands «+ …».",
        "%(count)s flows have hidden numbers and are not drawn; at their ends stands «+ …».",
        count,
    ) % {"count": count}
    # the sign stays on one line
    return said.replace("+ ", "+\N{NO-BREAK SPACE}")


def _svg(title: str, drawn: Sequence[Flow], hidden: Sequence[Flow]) -> SafeString:
    names = [_names(drawn, side) for side in (SOURCE, TARGET)]
    ribbons = _gathered(drawn, names)
    sides = []
    for side in (SOURCE, TARGET):
        hiding = {names[side].get(flow.ends[side]) for flow in hidden}
        sides.append(_slots(ribbons, side, hiding))
    colours = {name: COLOURS[place % len(COLOURS)] for place, name in enumerate(sides[SOURCE])}
    bottom = max(slot.top + _room(slot) for side in sides for slot in side.values())
    shown = {
        "title": drawable(title),
        "font": FONT,
        "width": WIDTH,
        "height": round(bottom) + TOP,
        "bands": list(_bands(ribbons, sides, colours)),
        "ends": [
            *(_left(name, slot, colours[name]) for name, slot in sides[SOURCE].items()),
            *(_right(name, slot) for name, slot in sides[TARGET].items()),
        ],
        "number_x": NAMES + BAR + 6,
    }
    return render_to_string("components/sankey.html", shown)


def _sums(flows: Sequence[Ribbon], side: int) -> dict[str, float]:
    """How many each end has, the largest first."""
    sums: dict[str, float] = {}
    for source, target, number in flows:
        name = (source, target)[side]
        sums[name] = sums.get(name, 0) + number
    return dict(sorted(sums.items(), key=lambda item: -item[1]))


def _names(drawn: Sequence[Flow], side: int) -> dict[str, str]:
    """By end, under which name it is drawn: the smaller ones together."""
    sums = _sums([(*flow.ends, flow.amount) for flow in drawn], side)
    if len(sums) <= MOST_ENDS:
        return {name: name for name in sums}
    kept = list(sums)[: MOST_ENDS - 1]
    rest = _("others (%(count)s)") % {"count": len(sums) - len(kept)}
    return {name: name if name in kept else rest for name in sums}


def _gathered(drawn: Sequence[Flow], names: Sequence[Mapping[str, str]]) -> list[Ribbon]:
    """The flows between the names that are drawn."""
    sums: dict[tuple[str, str], float] = {}
    for flow in drawn:
        ends = names[SOURCE][flow.source], names[TARGET][flow.target]
        sums[ends] = sums.get(ends, 0) + flow.amount
    return [(*ends, number) for ends, number in sums.items()]


def _slots(ribbons: Sequence[Ribbon], side: int, hiding: set[str | None]) -> dict[str, _Slot]:
    """The ends of a side, one under the other, each with room for its words."""
    scale = _scale(ribbons)
    slots: dict[str, _Slot] = {}
    top = float(TOP)
    for name, number in _sums(ribbons, side).items():
        height = sum(_thick(ribbon, scale) for ribbon in ribbons if ribbon[side] == name)
        words = lines_of(drawable(name), LONGEST_NAME, MOST_LINES)
        said = f"{number:.0f} + {HIDDEN}" if name in hiding else f"{number:.0f}"
        slots[name] = _Slot(top, height, words, said)
        top += _room(slots[name]) + GAP
    return slots


def _room(slot: _Slot) -> float:
    return max(slot.height, LINE * (len(slot.words) + 1))


def _scale(ribbons: Sequence[Ribbon]) -> float:
    """How high one of them stands."""
    ends = max(len({ribbon[side] for ribbon in ribbons}) for side in (SOURCE, TARGET))
    return min(HEIGHT, OF_ONE * ends) / sum(number for _source, _target, number in ribbons)


def _thick(ribbon: Ribbon, scale: float) -> float:
    return max(LOWEST, ribbon[2] * scale)


def _bands(
    ribbons: Sequence[Ribbon], sides: Sequence[Mapping[str, _Slot]], colours: Mapping[str, str]
) -> Iterator[Band]:
    """From top to bottom on both sides, so that few cross."""
    scale = _scale(ribbons)
    orders = [list(side) for side in sides]
    for ribbon in sorted(ribbons, key=lambda r: (orders[0].index(r[0]), orders[1].index(r[1]))):
        source, target, number = ribbon
        thick = _thick(ribbon, scale)
        start = _take(sides[SOURCE][source], thick)
        end = _take(sides[TARGET][target], thick)
        yield Band(
            _path(start, end, thick),
            colours[source],
            f"{drawable(source)} → {drawable(target)}: {number:.0f}",
            f"{number:.0f}" if thick >= ROOM_FOR_NUMBER else "",
            f"{start + thick / 2 + 4:.1f}",
        )


def _take(slot: _Slot, thick: float) -> float:
    """Where the next ribbon meets an end."""
    slot.used += thick
    return slot.top + slot.used - thick


def _path(start: float, end: float, thick: float) -> str:
    left, right = NAMES + BAR, WIDTH - NAMES - BAR
    middle = (left + right) // 2
    return (
        f"M{left} {start:.1f}C{middle} {start:.1f} {middle} {end:.1f} {right} {end:.1f}"
        f"V{end + thick:.1f}C{middle} {end + thick:.1f} {middle} {start + thick:.1f} "
        f"{left} {start + thick:.1f}Z"
    )


def _left(name: str, slot: _Slot, colour: str) -> End:
    return _end(name, slot, NAMES, NAMES - 6, "end", colour)


def _right(name: str, slot: _Slot) -> End:
    return _end(name, slot, WIDTH - NAMES - BAR, WIDTH - NAMES + 6, "start", QUIET)


def _end(name: str, slot: _Slot, x: int, text_x: int, anchor: str, colour: str) -> End:
    written = [*slot.words, slot.number]
    first = slot.top + max(0.0, (slot.height - LINE * len(written)) / 2) + LINE - 3
    lines = [(f"{first + LINE * place:.1f}", line) for place, line in enumerate(written)]
    return End(
        f"{drawable(name)}: {slot.number}",
        lines,
        x,
        f"{slot.top:.1f}",
        f"{slot.height:.1f}",
        text_x,
        anchor,
        colour,
    )
