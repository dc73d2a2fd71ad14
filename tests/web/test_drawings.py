"""Pictures: the right numbers, nothing of what is hidden, no script and no style, names escaped."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
import vl_convert
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from thbcases.web.charts import HIDDEN, Chart, bar_chart, line_chart, stacked_chart
from thbcases.web.pdf import Document, Picture, pdf, table_of
from thbcases.web.sankey import Flow, sankey_chart
from thbcases.web.tilemap import SHADES, Tile, classes, tile_map

HOSTILE = "Ąžuolas & <script>alert(1)</script> \"'`]]> <b style='x'> \u0008\ufffe 😀 #{1+1}"
SVG = "{http://www.w3.org/2000/svg}"


def texts(chart: Chart) -> list[str]:
    """Every word of the picture, each line for itself."""
    root = ET.fromstring(chart.svg)
    return [t.text or "" for t in root.iter() if t.tag in (f"{SVG}text", f"{SVG}tspan")]


def safe(chart: Chart) -> None:
    """No script, no style, nothing from elsewhere; a picture with one name."""
    root = ET.fromstring(chart.svg)
    assert root.get("role") == "img"
    assert root.get("aria-label")
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        assert name in {
            "svg", "g", "path", "rect", "text", "tspan", "title", "line", "defs", "clipPath"
        }, name  # fmt: skip
        for attribute in element.attrib:
            assert not attribute.startswith("on"), attribute
            assert attribute.rpartition("}")[2] not in ("style", "href"), attribute


def flows(*rows: tuple[str, str, int | str]) -> Chart:
    chart = sankey_chart(
        title="Srautai",
        flows=[Flow(*row) for row in rows],
        source="Pilietybė",
        target="Šalis",
        number="asmenys",
    )
    assert chart is not None
    return chart


def ribbons(chart: Chart) -> list[tuple[str, float]]:
    """The title of each ribbon, and how high it is where it begins."""
    found = []
    for group in ET.fromstring(chart.svg).iter(f"{SVG}g"):
        path = group.find(f"{SVG}path")
        if path is not None:
            numbers = [float(n) for n in re.findall(r"[\d.]+", path.get("d", ""))]
            title = group.find(f"{SVG}title")
            assert title is not None
            found.append((title.text or "", numbers[-1] - numbers[1]))
    return found


def bars(chart: Chart) -> list[tuple[str, float]]:
    """The title of each end, and how high its bar is."""
    found = []
    for group in ET.fromstring(chart.svg).iter(f"{SVG}g"):
        rect, title = group.find(f"{SVG}rect"), group.find(f"{SVG}title")
        if rect is not None and title is not None:
            found.append((title.text or "", float(rect.get("height", "0"))))
    return found


def test_a_flow_is_as_wide_as_its_number() -> None:
    chart = flows(("LT", "UK", 30), ("LT", "DE", 10), ("UA", "LT", 20))
    safe(chart)
    drawn = dict(ribbons(chart))
    assert set(drawn) == {"LT → UK: 30", "LT → DE: 10", "UA → LT: 20"}
    assert drawn["LT → UK: 30"] == pytest.approx(3 * drawn["LT → DE: 10"], abs=0.3)
    assert drawn["UA → LT: 20"] == pytest.approx(2 * drawn["LT → DE: 10"], abs=0.3)
    assert dict(bars(chart))["LT: 40"] == pytest.approx(4 * drawn["LT → DE: 10"], abs=0.4)
    assert chart.rows == [["LT", "UK", 30], ["LT", "DE", 10], ["UA", "LT", 20]]
    assert chart.note == ""


def test_a_hidden_flow_is_not_drawn_and_takes_no_room() -> None:
    shown = [("LT", "UK", 30), ("UA", "LT", 20)]
    chart = flows(*shown, ("LT", "DE", HIDDEN), ("UA", "UK", HIDDEN))
    assert {title for title, _height in ribbons(chart)} == {"LT → UK: 30", "UA → LT: 20"}
    heights = dict(bars(chart))
    assert set(heights) == {"LT: 30 + …", "UA: 20 + …", "UK: 30 + …", "LT: 20"}
    # the bars are as high as without the hidden flows
    without = dict(bars(flows(*shown)))
    assert sorted(heights.values()) == sorted(without.values())
    assert "2" in chart.note
    assert ["LT", "DE", HIDDEN] in chart.rows


def test_many_ends_are_drawn_together_by_what_is_shown() -> None:
    chart = flows(*((f"C{n:02}", "LT", 100 - n) for n in range(20)), ("C19", "UK", HIDDEN))
    names = [title.rpartition(":")[0] for title, _height in bars(chart)]
    assert len(names) == 9 + 1
    assert "C00" in names
    assert "C12" not in names
    whole = sum(float(title.rpartition(": ")[2]) for title, _height in ribbons(chart))
    assert whole == sum(100 - n for n in range(20))


def test_without_a_shown_number_there_is_no_picture() -> None:
    assert sankey_chart(
        title="x", flows=[Flow("a", "b", HIDDEN)], source="s", target="t", number="n"
    ) is None  # fmt: skip
    assert tile_map(title="x", tiles=[Tile("a", "a", 0, 0, HIDDEN)], place="p", number="n") is None


def squares(*numbers: int | str | None) -> Chart:
    tiles = [Tile(f"T{n}", f"Place {n}", n % 5, n // 5, number) for n, number in enumerate(numbers)]
    chart = tile_map(title="Žemėlapis", tiles=tiles, place="savivaldybė", number="asmenys")
    assert chart is not None
    return chart


def fills(chart: Chart) -> dict[str, str]:
    """The colour of each tile by its title."""
    found = {}
    for group in ET.fromstring(chart.svg).iter(f"{SVG}g"):
        rect, title = group.find(f"{SVG}rect"), group.find(f"{SVG}title")
        if rect is not None and title is not None:
            found[title.text or ""] = rect.get("fill", "")
    return found


def test_darker_is_more_and_zero_is_white() -> None:
    chart = squares(0, 1, 2, 5, 9, 40, 41, 200, None)
    safe(chart)
    colours = fills(chart)
    order = [shade for shade, _ink in SHADES]
    numbers = [1, 2, 5, 9, 40, 41, 200]
    shades = [order.index(colours[f"Place {n}: {number}"]) for n, number in enumerate(numbers, 1)]
    assert shades == sorted(shades)
    assert shades[0] == 0
    assert shades[-1] == 4
    assert colours["Place 0: 0"] == colours["Place 8: –"] == "#ffffff"
    assert ["Place 7", 200] in chart.rows


def test_a_hidden_tile_says_nothing_of_its_number() -> None:
    chart = squares(0, HIDDEN, 7, HIDDEN, 12)
    colours = fills(chart)
    assert colours["Place 1: …"] == colours["Place 3: …"] == colours["Place 0: 0"]
    # hatched: two tiles and the swatch of the key
    assert len(list(ET.fromstring(chart.svg).iter(f"{SVG}path"))) == 3
    assert texts(chart).count(HIDDEN) == 2


@given(st.lists(st.integers(0, 500), min_size=1, max_size=70))
def test_classes_hold_every_number_once(numbers: list[int]) -> None:
    found = classes(numbers)
    assert len(found) <= 5
    for number in numbers:
        assert sum(start <= number <= end for start, end in found) == (number > 0)
    assert all(before[1] < after[0] for before, after in pairwise(found))


def test_a_hidden_bar_is_a_sign_and_not_zero() -> None:
    chart = bar_chart(
        title="x", points=[("2010", 22), ("2011", HIDDEN), ("2012", 0), ("2013", None)],
        category="metai", number="asmenys",
    )  # fmt: skip
    said = [text for text in texts(chart) if text in ("22", HIDDEN, "0")]
    assert HIDDEN in said
    assert chart.rows == [["2010", 22], ["2011", HIDDEN], ["2012", 0], ["2013", None]]
    # three bars are there: 22, 0 and none for the hidden and the unknown one
    marks = re.findall(r'<path d="M[^"]+" fill="#0a4b86"', chart.svg)
    assert len(marks) <= 2


def test_a_line_breaks_where_a_number_is_hidden() -> None:
    points = [(str(2010 + n), number) for n, number in enumerate((5, 6, HIDDEN, 8, 9))]
    chart = line_chart(title="x", points=points, category="metai", number="asmenys")
    line = re.search(r'<path d="(M[^"]+)" stroke="#0a4b86"', chart.svg)
    assert line is not None
    assert line[1].count("M") == 2, "two stretches"
    assert line[1].count("L") == 2, "of two years each"
    assert chart.rows[2] == ["2012", HIDDEN]


def test_long_names_lie_beside_their_bars_in_lines() -> None:
    name = "Lietuvos Respublikos socialinės apsaugos ir darbo ministerija"
    chart = bar_chart(
        title="x", points=[(name, 3), ("Caritas", 4)], category="įstaiga", number="asmenys"
    )
    assert [t for t in texts(chart) if t in ("Lietuvos Respublikos", "darbo ministerija")]
    assert chart.rows[0] == [name, 3]
    short = bar_chart(title="x", points=[("2010", 3)], category="metai", number="asmenys")
    assert "metai" in texts(short), "short names stand beneath, and the axis has its title"


def test_one_bar_of_many_pieces() -> None:
    points = [(a, n + 1, b) for a in ("x", "y") for n, b in enumerate(("p", "q", "r"))]
    chart = stacked_chart(title="t", points=points, category="c", number="n", series="s")
    safe(chart)
    assert chart.columns == ["c", "s", "n"]
    assert chart.heads == 2
    # six pieces, and three squares in the key
    assert len(re.findall(r'stroke="#fff"', chart.svg)) == 6 + 3


def every_kind(name: str, number: int | str | None) -> list[Chart]:
    points = [(name, number, name), ("b", 2, name), (name + "c", 3, "d")]
    return [
        chart
        for chart in (
            bar_chart(title=name, points=[p[:2] for p in points], category=name, number=name),
            bar_chart(title=name, points=points, category=name, number=name, series=name),
            stacked_chart(title=name, points=points, category=name, number=name, series=name),
            line_chart(title=name, points=points, category=name, number=name, series=name),
            sankey_chart(
                title=name, flows=[Flow(name, "b", number), Flow("a", name, 4)], source=name,
                target=name, number=name,
            ),
            tile_map(
                title=name, tiles=[Tile(name, name, 0, 0, number), Tile("b", "b", 1, 0, 2)],
                place=name, number=name,
            ),
        )
        if chart
    ]  # fmt: skip


def test_hostile_names_are_words() -> None:
    charts = every_kind(HOSTILE, 3)
    assert len(charts) == 6
    for chart in charts:
        safe(chart)
        assert "<script" not in chart.svg
        assert "<b " not in chart.svg


@pytest.mark.parametrize(
    "name",
    [
        "00000000G𐀀",
        "\\1",
        "\u0008",
        "\ufffe",
        "a😀" * 30,
        "",
        "\n\n",
        "if",
        "toString",
        "__proto__",
        "constructor",
    ],
)
def test_rare_letters_end_no_process_and_give_no_error(name: str) -> None:
    for chart in every_kind(name, 3):
        ET.fromstring(chart.svg)


@given(st.text(max_size=60), st.one_of(st.none(), st.just(HIDDEN), st.integers(0, 10**6)))
@settings(max_examples=25, deadline=None)
def test_whatever_is_drawn_is_a_picture(name: str, number: int | str | None) -> None:
    charts = every_kind(name, number)
    for chart in charts:
        ET.fromstring(chart.svg)
    blocks = [part for c in charts for part in (Picture(c.svg, "p", "c"), table_of(c))]
    assert pdf(Document("t", blocks), "lt").startswith(b"%PDF-")


def test_a_word_that_cannot_be_drawn_leaves_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_spec: str) -> str:
        raise ValueError("no such letter")

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", refuse)
    with override("en"):
        chart = bar_chart(title="T", points=[("never drawn", 3)], category="c", number="n")
    assert "This picture cannot be drawn." in chart.svg
    assert chart.svg.startswith("<svg role=")
    assert chart.rows == [["never drawn", 3]]
