"""Pictures drawn on the server: SVG without script or style, each with its figures as a table."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import vl_convert
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Text = str | Promise
Number = int | float | None
# A category, a number (None where nothing was recorded) and perhaps the name of its series.
Point = tuple[Any, Number] | tuple[Any, Number, Any]

FONT = "system-ui, Segoe UI, Roboto, Noto Sans, DejaVu Sans, sans-serif"
COLOURS = ["#0a4b86", "#c47f00", "#2f7d4f", "#9b1c1c", "#6b4ea0", "#56616f"]
# Drawn at about the size they are seen at, so that the letters keep theirs: `narrow` is for the
# right-hand column.
WIDE, NARROW = 520, 300
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
        "orient": "bottom",
        "symbolSize": 120,
    },
}


@dataclass(frozen=True)
class Chart:
    """A picture, what it shows, and its figures as a table."""

    svg: SafeString
    title: str
    columns: list[str]
    rows: list[list[Any]]


def bar_chart(
    *,
    title: Text,
    points: Sequence[Point],
    category: Text,
    number: Text,
    series: Text = "",
    narrow: bool = False,
) -> Chart:
    """Bars side by side per category, in the order of the key, with the number on each."""
    encoding = _axes(points, str(category), str(number))
    if series:
        encoding |= {
            "xOffset": {"field": "series", "sort": None},
            "color": _by_series(points, str(series)),
        }
    bar = {"type": "bar", "cornerRadiusEnd": 2, "color": COLOURS[0]}
    bars: dict[str, Any] = {"mark": bar}
    words = {
        "mark": {"type": "text", "dy": -7, "fontSize": 13, "color": "#1c2530"},
        "encoding": {"text": {"field": "number"}, "color": {"value": "#1c2530"}},
    }
    spec = {"layer": [bars, words], "encoding": encoding, "width": NARROW if narrow else WIDE}
    return _chart(str(title), points, (category, number, series), spec)


def line_chart(
    *,
    title: Text,
    points: Sequence[Point],
    category: Text,
    number: Text,
    series: Text = "",
    narrow: bool = False,
) -> Chart:
    """A line over ordered categories; series differ by dash and mark, not by colour alone."""
    encoding = _axes(points, str(category), str(number))
    lines: dict[str, Any] = {"mark": {"type": "line", "color": COLOURS[0], "strokeWidth": 2}}
    marks: dict[str, Any] = {
        "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1, "color": COLOURS[0]}
    }
    if series:
        each = _by_series(points, str(series))
        lines["encoding"] = {"color": each, "strokeDash": each}
        marks["encoding"] = {"color": each, "shape": each}
    spec = {"layer": [lines, marks], "encoding": encoding, "width": NARROW if narrow else WIDE}
    return _chart(str(title), points, (category, number, series), spec)


def _axes(points: Sequence[Point], category: str, number: str) -> dict[str, Any]:
    # A year without a number keeps its place on the axis.
    domain = list(dict.fromkeys(str(point[0]) for point in points))
    return {
        "x": {
            "field": "category",
            "type": "ordinal",
            "sort": None,
            "title": category,
            "scale": {"domain": domain, "paddingInner": 0.35},
            "axis": {"labelAngle": 0, "labelLimit": 90},
        },
        "y": {
            "field": "number",
            "type": "quantitative",
            "title": number,
            "axis": {"tickMinStep": 1, "domain": False},
        },
    }


def _by_series(points: Sequence[Point], series: str) -> dict[str, Any]:
    # Vega-Lite draws one key for colour, dash and shape only when each names the same domain.
    names = list(dict.fromkeys(str(point[2]) for point in points if len(point) > 2))
    return {"field": "series", "type": "nominal", "title": series, "scale": {"domain": names}}


def _chart(
    title: str, points: Sequence[Point], words: tuple[Text, Text, Text], drawing: dict[str, Any]
) -> Chart:
    values = [_value(point) for point in points]
    rows = [list(value.values()) for value in values]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "height": 220,
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": values},
        "config": CONFIG,
        **drawing,
    }
    columns = [str(word) for word in (words[0], words[2], words[1]) if word]
    if words[2]:
        rows = [[row[0], row[2], row[1]] for row in rows]
    return Chart(_named(_svg(json.dumps(spec)), title), title, columns, rows)


def _value(point: Point) -> dict[str, Any]:
    value: dict[str, Any] = {"category": str(point[0]), "number": point[1]}
    if len(point) > 2:
        value["series"] = str(point[2])
    return value


@lru_cache(maxsize=256)
def _svg(spec: str) -> str:
    return str(vl_convert.vegalite_to_svg(spec))


def _named(svg: str, title: str) -> SafeString:
    """One picture with one name: its table says the rest, so the marks are not read one by one."""
    inner = re.sub(r' (?:role|aria-[a-z]+|class)="[^"]*"', "", svg)
    name = f'<svg role="img" aria-label="{escape(title)}" '
    # vl-convert escapes all text it draws, and the title is escaped here.
    return mark_safe(inner.replace("<svg ", name, 1))  # noqa: S308
