"""Pictures drawn on the server: SVG without script or style, each with its figures as a table."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from textwrap import wrap
from typing import Any

import vl_convert
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

Text = str | Promise
# What stands where a number is hidden to protect people: it is drawn as a gap.
HIDDEN = "\N{HORIZONTAL ELLIPSIS}"
Number = int | float | str | None
# A category, a number (None where nothing was recorded, HIDDEN where it is hidden) and perhaps
# the name of its series.
Point = tuple[Any, Number] | tuple[Any, Number, Any]

SVG = "http://www.w3.org/2000/svg"
FONT = "system-ui, Segoe UI, Roboto, Noto Sans, DejaVu Sans, sans-serif"
# Told apart by who sees no red, no green or no blue, and 3 : 1 against white.
COLOURS = ["#0a4b86", "#c47f00", "#3a8fd0", "#9b1c1c", "#8a8f98", "#14202e"]
# Drawn at about the size they are seen at, so that the letters keep theirs: `narrow` is for the
# right-hand column.
WIDE, NARROW = 520, 300
# Where the words under upright bars would meet, the bars lie, and the words stand beside them.
LETTER, LINE, BAR = 8, 16, 18
LONGEST_LINE, MOST_LINES = 26, 3
# A picture that is wider than this keeps its size on a phone, and one pushes it aside.
FITS_A_PHONE = 340
# What no XML may hold; and letters of two halves, between which the drawing library may cut.
UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd]")
RARE = re.compile("[\U00010000-\U0010ffff]")
# Words that the drawing library takes for its own or for JavaScript's, and fails.
RESERVED = {
    *("if", "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"),
    *("toLocaleString", "toString", "valueOf", "__proto__", "__defineGetter__"),
    *("__defineSetter__", "__lookupGetter__", "__lookupSetter__"),
}
CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": "transparent",
    "view": {"stroke": None},
    "range": {"category": COLOURS},
    "axis": {
        "labelColor": "#465161",
        "titleColor": "#465161",
        "gridColor": "#d9dee5",
        "domainColor": "#9fb0c3",
        "tickColor": "#9fb0c3",
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
    },
    "legend": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelColor": "#1c2530",
        "titleColor": "#465161",
        "labelLimit": 440,
        "titleLimit": 460,
        "orient": "bottom",
        "symbolSize": 120,
    },
}


@dataclass(frozen=True)
class Chart:
    """A picture, what it shows, and its figures as a table.

    The first `heads` columns say what a row is; `note` stands beneath.
    """

    svg: SafeString
    title: str
    columns: list[str]
    rows: list[list[Any]]
    note: str = ""
    heads: int = 1

    @property
    def is_wide(self) -> bool:
        """Whether a phone shows a part of it at a time."""
        width = re.search(r'<svg\b[^>]*\swidth="([\d.]+)', self.svg)
        return width is not None and float(width[1]) > FITS_A_PHONE


def bar_chart(
    *,
    title: Text,
    points: Sequence[Point],
    category: Text,
    number: Text,
    series: Text = "",
    narrow: bool = False,
    note: Text = "",
) -> Chart:
    """Bars beside each other per category, in the order given, with the number on each.

    They stand where the words beneath find room, and lie where they do not.
    """
    room = NARROW if narrow else WIDE
    upright = _stand(points, room, bool(series))
    drawing = _bars(points, (category, number, series), upright)
    size = (
        {"width": room, "height": 220 + _legend_height(points)}
        if upright
        else _lying_size(points, room)
    )
    return _chart(title, points, (category, number, series), drawing | size, note)


def stacked_chart(
    *,
    title: Text,
    points: Sequence[Point],
    category: Text,
    number: Text,
    series: Text,
    note: Text = "",
) -> Chart:
    """One lying bar per category, made of the numbers of its series. Only for whole figures."""
    flat, long = _axes(points, drawable(category), drawable(number), upright=False)
    pieces = {
        "mark": {"type": "bar", "stroke": "#fff", "strokeWidth": 1},
        "encoding": {
            "y": flat,
            "x": {**long, "stack": "zero"},
            "color": _by_series(points, drawable(series)),
            "order": {"field": "place", "type": "quantitative"},
        },
    }
    drawing = {"layer": [pieces], **_lying_size(points, WIDE, of_one=1)}
    return _chart(title, points, (category, number, series), drawing, note)


def line_chart(
    *,
    title: Text,
    points: Sequence[Point],
    category: Text,
    number: Text,
    series: Text = "",
    narrow: bool = False,
    note: Text = "",
) -> Chart:
    """A line over ordered categories; series differ by dash and mark, not by colour alone.

    A number that is hidden or not known is a gap and never zero.
    """
    flat, long = _axes(points, drawable(category), drawable(number), upright=True)
    lines: dict[str, Any] = {"mark": {"type": "line", "color": COLOURS[0], "strokeWidth": 2}}
    marks: dict[str, Any] = {
        "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1, "color": COLOURS[0]}
    }
    if series:
        each = _by_series(points, drawable(series))
        lines["encoding"] = {"color": each, "strokeDash": each}
        marks["encoding"] = {"color": each, "shape": each}
    drawing = {
        "layer": [lines, marks],
        "encoding": {"x": flat, "y": long},
        "width": NARROW if narrow else WIDE,
        "height": 220 + _legend_height(points),
    }
    return _chart(title, points, (category, number, series), drawing, note)


def drawable(text: Any) -> str:
    """A text as a picture may hold it: one line, without what XML forbids.

    The drawing library ends the whole process when it meets such a character, and fails when it
    cuts a text inside a letter of two halves. The table beside the picture says the text whole.
    """
    text = str(text).replace("\\", "\N{SET MINUS}")
    plain = " ".join(UNSPEAKABLE.sub(" ", RARE.sub("\N{WHITE SQUARE}", str(text))).split())
    return f"{plain}\N{ZERO WIDTH SPACE}" if plain in RESERVED else plain


def lines_of(text: str, width: int = LONGEST_LINE, most: int = MOST_LINES) -> list[str]:
    """A long name in a few lines; what does not fit is cut, and the table says it whole."""
    lines = wrap(text, width, break_on_hyphens=False) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: width - 2]} {HIDDEN}"]
    return lines


def picture(svg: str, title: str) -> SafeString:
    """One picture with one name: its table says the rest, so the marks are not read one by one."""
    inner = re.sub(r' (?:role|aria-[a-z]+|class)="[^"]*"', "", svg)
    name = f'<svg role="img" aria-label="{escape(title)}" '
    # vl-convert escapes all text it draws, and the title is escaped here.
    return mark_safe(inner.replace("<svg ", name, 1))  # noqa: S308


def _stand(points: Sequence[Point], room: int, has_series: bool) -> bool:
    """Whether the words find room under upright bars, and the numbers above them."""
    names = [drawable(name) for name in dict.fromkeys(str(point[0]) for point in points)]
    each = room / max(1, len(names))
    most = 1
    if has_series:
        most = len(dict.fromkeys(str(point[2]) for point in points if len(point) > 2))
    widest = max((len(name) for name in names), default=0)
    return widest * LETTER <= min(each, 90) + LETTER and most * BAR <= each


def _bars(points: Sequence[Point], words: tuple[Text, Text, Text], upright: bool) -> dict[str, Any]:
    flat, long = _axes(points, drawable(words[0]), drawable(words[1]), upright=upright)
    across, along = ("x", "y") if upright else ("y", "x")
    places: dict[str, Any] = {across: flat}
    colour: dict[str, Any] = {}
    if words[2]:
        places[f"{across}Offset"] = {"field": "series", "sort": None}
        colour["color"] = _by_series(points, drawable(words[2]))
    bars = {
        "mark": {"type": "bar", "cornerRadiusEnd": 2, "color": COLOURS[0]},
        "encoding": {along: long, **colour},
    }
    aside = {"dy": -7} if upright else {"dx": 5, "align": "left"}
    said = {
        "mark": {"type": "text", "fontSize": 13, "color": "#1c2530", **aside},
        "encoding": {along: {**long, "field": "stands"}, "text": {"field": "said"}},
    }
    return {"layer": [bars, said], "encoding": places}


def _lying_size(points: Sequence[Point], width: int, of_one: int = 0) -> dict[str, Any]:
    """As high as the bars and the lines of their names need."""
    names = {_category(point[0]) for point in points}
    series = len({str(point[2]) for point in points if len(point) > 2}) or 1
    most = max((name.count("\n") + 1 for name in names), default=1)
    step = max(most * LINE, (of_one or series) * BAR) + 12
    return {
        "width": width,
        "height": {"step": step, "for": "position"},
        "autosize": {"type": "fit-x", "contains": "padding"},
    }


def _axes(
    points: Sequence[Point], category: str, number: str, *, upright: bool
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The axis of the categories and that of the numbers."""
    # A year without a number keeps its place on the axis.
    domain = list(dict.fromkeys(_category(point[0]) for point in points))
    words = {"labelAngle": 0, "labelLimit": 90, "labelOverlap": "greedy"}
    lines = "length(split(datum.label, '\\n'))"
    above = [
        {"test": f"{lines} == {count}", "value": -(count - 1) * LINE / 2}
        for count in range(2, MOST_LINES + 1)
    ]
    lying = {
        "labelLimit": 230,
        "labelExpr": "split(datum.label, '\\n')",
        "labelOffset": {"condition": above, "value": 0},
        "ticks": False,
    }
    flat = {
        "field": "category",
        "type": "ordinal",
        "sort": None,
        "title": category if upright else None,
        "scale": {"domain": domain, "paddingInner": 0.35},
        "axis": words if upright else lying,
    }
    long = {
        "field": "number",
        "type": "quantitative",
        "title": number,
        "axis": {"tickMinStep": 1, "tickCount": 6, "domain": False},
    }
    return flat, long


def _legend_height(points: Sequence[Point]) -> int:
    """What the key beneath needs, so that it takes nothing from the picture."""
    names = {drawable(point[2]) for point in points if len(point) > 2}
    return ceil(len(names) / _legend_columns(names)) * (LINE + 4) + LINE if names else 0


def _legend_columns(names: Collection[str]) -> int:
    longest = max((len(name) for name in names), default=0)
    return max(1, WIDE // (longest * LETTER + 40))


def _by_series(points: Sequence[Point], series: str) -> dict[str, Any]:
    # Vega-Lite draws one key for colour, dash and shape only when each names the same domain.
    names = list(dict.fromkeys(drawable(point[2]) for point in points if len(point) > 2))
    return {
        "field": "series",
        "type": "nominal",
        "title": series,
        "scale": {"domain": names},
        "legend": {"columns": _legend_columns(names)},
    }


def _chart(
    title: Text,
    points: Sequence[Point],
    words: tuple[Text, Text, Text],
    drawing: dict[str, Any],
    note: Text,
) -> Chart:
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": [_value(place, point) for place, point in enumerate(points)]},
        "config": CONFIG,
        **drawing,
    }
    columns = [str(words[0]), *([str(words[2])] if words[2] else []), str(words[1])]
    rows = [
        [str(point[0]), str(point[2]), point[1]]  # type: ignore[misc]
        if words[2]
        else [str(point[0]), point[1]]
        for point in points
    ]
    svg = _drawn(spec, title)
    return Chart(svg, str(title), columns, rows, str(note), heads=2 if words[2] else 1)


def _drawn(spec: dict[str, Any], title: Text) -> SafeString:
    """The picture; a sentence where the drawing library refuses a word in it."""
    try:
        svg = _svg(json.dumps(spec))
    except ValueError:
        text = escape(gettext("This picture cannot be drawn. Its figures stand in the table."))
        svg = f'<svg xmlns="{SVG}" width="{WIDE}" height="32" viewBox="0 0 {WIDE} 32">'
        svg += f'<text x="0" y="20" font-family="{FONT}" font-size="13">{text}</text></svg>'
    return picture(svg, drawable(title))


def _value(place: int, point: Point) -> dict[str, Any]:
    hidden = point[1] == HIDDEN
    number = None if hidden else point[1]
    value: dict[str, Any] = {"category": _category(point[0]), "number": number, "place": place}
    # the sign of a hidden number stands where the bar would begin
    value |= {"stands": 0 if hidden else number, "said": HIDDEN if hidden else number}
    if len(point) > 2:
        value["series"] = drawable(point[2])
    return value


def _category(name: Any) -> str:
    return "\n".join(lines_of(drawable(name)))


@lru_cache(maxsize=256)
def _svg(spec: str) -> str:
    return str(vl_convert.vegalite_to_svg(spec))
