"""Pictures of built tables: which one suits, the right numbers, and nothing that is hidden."""

import re
from collections.abc import Mapping
from itertools import combinations, product
from random import Random
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from thbcases.codes.models import Country, Municipality
from thbcases.core.periods import Period, year
from thbcases.statistics.builder import Block, Built, Cell, Line, TableSpec
from thbcases.statistics.builder.built import _cell, _heads, _says_something
from thbcases.statistics.builder.document import built_document
from thbcases.statistics.builder.notes import Notes
from thbcases.statistics.builder.pictures import pictures_of
from thbcases.statistics.builder.places import PLACES, place_apart
from thbcases.statistics.cubes import Coordinates, Cube
from thbcases.statistics.disclosure.kinds import grid
from thbcases.statistics.disclosure.suppress import Pattern, protect
from thbcases.statistics.indicators import DIMENSIONS, INDICATORS, Value
from thbcases.web.charts import HIDDEN, Chart
from thbcases.web.pdf import pdf

pytestmark = pytest.mark.django_db
YEARS = [year(2011), year(2012)]
Counts = Mapping[tuple[Value, ...], int]


def cube(by: tuple[str, ...], period: Period, counts: Counts) -> Cube:
    dimensions = tuple(DIMENSIONS[key] for key in by)
    total = sum(counts.values())
    return Cube(INDICATORS["presumed_victims"], dimensions, period, counts, total, total)


def block(cubes: list[Cube], patterns: list[Pattern]) -> Block:
    """The table of these numbers, with what the patterns hide."""
    hidden = [p.hidden for p in patterns] or [frozenset[Coordinates]()] * len(cubes)
    lines = [
        Line(labels, at, [_cell(c, h, at, None) for c, h in zip(cubes, hidden, strict=True)])
        for labels, at in _heads(cubes)
    ]
    lines = [line for line in lines if _says_something(line)]
    first = cubes[0]
    periods = [cube.period for cube in cubes]
    threshold = 5 if patterns else 0
    return Block(first.indicator, first.dimensions, periods, lines, cubes, patterns, threshold)


def protected(cubes: list[Cube]) -> list[Pattern]:
    return [protect(grid(c.values, c.cells), 5) for c in cubes]


def countries(*codes: str) -> list[int]:
    return [Country.objects.get(code=code).pk for code in codes]


def numbers_in(chart: Chart) -> list[int]:
    """Every number that the picture says, in words or in titles."""
    root = ET.fromstring(chart.svg)
    words = [t.text or "" for t in root.iter() if t.tag.endswith(("text", "title"))]
    return [int(n) for word in words for n in re.findall(r"\d+", word)]


def test_every_municipality_has_a_tile_of_its_own() -> None:
    assert len(PLACES) == 60
    assert set(PLACES) == set(Municipality.objects.values_list("code", flat=True))
    places = [(column, row) for _short, column, row in PLACES.values()]
    apart = [place_apart(number) for number in range(40)]
    assert len({*places, *apart}) == 100, "no tile lies on another"
    shorts = [short for short, _column, _row in PLACES.values()]
    assert len(set(shorts)) == 60
    assert max(map(len, shorts)) <= 7


def test_neighbours_are_near() -> None:
    """A city and the district around it, and the coast in the west."""
    for one, other in (("LT-57", "LT-58"), ("LT-15", "LT-16"), ("LT-20", "LT-21"),
                       ("LT-43", "LT-44"), ("LT-32", "LT-33"), ("LT-02", "LT-03")):  # fmt: skip
        (_s, x, y), (_t, u, v) = PLACES[one], PLACES[other]
        assert abs(x - u) + abs(y - v) == 1, one
    assert {PLACES[code][1] for code in ("LT-31", "LT-20", "LT-28")} == {0}
    assert PLACES["LT-07"][2] == max(row for _short, _column, row in PLACES.values())


def test_the_map_has_all_sixty_and_what_is_not_known_apart() -> None:
    vilnius = Municipality.objects.get(code="LT-57").pk
    kaunas = Municipality.objects.get(code="LT-15").pk
    counts = {(vilnius,): 30, (kaunas,): 3, (0,): 7}
    made = cube(("municipality",), YEARS[0], counts)
    (chart,) = pictures_of(block([made], []))
    assert len(chart.rows) == 61
    by_name = dict(chart.rows)
    assert by_name[str(Municipality.objects.get(pk=vilnius))] == 30
    assert sum(by_name.values()) == 40
    assert chart.note, "it says what a place means"
    (hidden,) = pictures_of(block([made], protected([made])))
    assert dict(hidden.rows)[str(Municipality.objects.get(pk=kaunas))] == HIDDEN
    assert 3 not in numbers_in(hidden)


def test_a_new_municipality_lies_beside_the_map(cast: Cast) -> None:
    row = Municipality.objects.get(code="LT-57")
    with cast.making("it"):
        new = Municipality.objects.create(
            code="LT-99",
            county=row.county,
            name_lt="Nauja savivaldybė",
            name_en="New one",
            certainty=row.certainty,
            source=row.source,
        )
    (chart,) = pictures_of(block([cube(("municipality",), YEARS[0], {(new.pk,): 9})], []))
    assert len(chart.rows) == 61
    assert [str(new), 9] in chart.rows


def test_flows_between_countries_in_the_newest_year() -> None:
    lt, uk, ua = countries("LT", "GB", "UA")
    old = cube(("citizen_of", "destination"), YEARS[0], {(lt, uk): 9})
    new = cube(("citizen_of", "destination"), YEARS[1], {(lt, uk): 21, (lt, lt): 6, (ua, lt): 7})
    chart, trend = pictures_of(block([old, new], []))
    assert "2012" in chart.title
    assert sorted(row[2] for row in chart.rows) == [6, 7, 21]
    assert trend.columns[-1] == chart.columns[-1]
    # with a third dimension the flows are over all of it
    more = {(lt, uk, "female"): 12, (lt, uk, "male"): 9, (lt, lt, "male"): 6, (ua, lt, "male"): 7}
    third = cube(("citizen_of", "destination", "sex"), YEARS[1], more)
    assert pictures_of(block([third], []))[0].rows == chart.rows


def test_flows_of_citizenship_groups() -> None:
    lt, uk = countries("LT", "GB")
    made = cube(("destination", "citizenship"), YEARS[0], {(uk, "own"): 8, (lt, "non_eu"): 5})
    (chart,) = pictures_of(block([made], []))
    assert {(row[1], row[2]) for row in chart.rows} == {
        (str(Country.objects.get(pk=uk)), 8),
        (str(Country.objects.get(pk=lt)), 5),
    }


def other_truth(one: Cube, pattern: Pattern) -> Cube:
    """Another country with the same published table: hidden numbers moved where no sum shows it."""
    cells = dict(one.cells)
    pairs = [list(combinations(values, 2)) for values in one.values]
    for chosen in product(*pairs):
        corners = list(product(*chosen))
        signs = [(-1) ** sum(c == p[1] for c, p in zip(at, chosen, strict=True)) for at in corners]
        if all(
            at in pattern.hidden and cells.get(at, 0) + sign > 0
            for at, sign in zip(corners, signs, strict=True)
        ):
            for at, sign in zip(corners, signs, strict=True):
                cells[at] += sign
    return Cube(one.indicator, one.dimensions, one.period, cells, one.total, one.records)


@pytest.mark.parametrize(
    "by",
    [
        ("sex",),
        ("form", "sex"),
        ("citizen_of", "destination"),
        ("municipality",),
        ("citizenship", "sex", "form"),
    ],
)
@pytest.mark.parametrize("years", [1, 2])
def test_no_picture_depends_on_a_hidden_number(by: tuple[str, ...], years: int) -> None:
    """Other numbers in the hidden cells: the same pictures, to the last letter."""
    random = Random(f"{by}{years}")
    axes = [list(DIMENSIONS[key].labels())[:3] for key in by]
    moved = 0
    for _again in range(8):
        truths = [
            cube(by, period, {at: random.choice([1, 2, 3, 8, 30]) for at in product(*axes)})
            for period in YEARS[:years]
        ]
        patterns = protected(truths)
        others = [other_truth(*pair) for pair in zip(truths, patterns, strict=True)]
        table, twin = block(truths, patterns), block(others, patterns)
        assert table.lines == twin.lines, "whoever reads the table sees no difference"
        assert pictures_of(table) == pictures_of(twin)
        moved += truths != others
    assert moved, "some numbers were moved"


def test_ribbons_tell_no_more_than_the_shown_numbers() -> None:
    """Whoever measures the picture finds the shown numbers again, and no room beside them."""
    lt, uk, ua, de = countries("LT", "GB", "UA", "DE")
    truth = {(lt, uk): 30, (lt, de): 2, (ua, uk): 3, (ua, de): 12, (lt, lt): 9, (ua, lt): 8}
    made = cube(("citizen_of", "destination"), YEARS[0], truth)
    patterns = protected([made])
    hidden = {key for key in truth if key in patterns[0].hidden}
    assert {(lt, de), (ua, uk)} <= hidden
    (chart,) = pictures_of(block([made], patterns))
    shown = sorted(number for key, number in truth.items() if key not in hidden)
    root = ET.fromstring(chart.svg)
    ribbons, ends = [], []
    for group in root:
        path, rect = (group.find(f"{{http://www.w3.org/2000/svg}}{n}") for n in ("path", "rect"))
        if path is not None:
            points = [float(n) for n in re.findall(r"[\d.]+", path.get("d", ""))]
            ribbons.append(points[-1] - points[1])
        if rect is not None:
            ends.append(float(rect.get("height", "0")))
    one = sum(ribbons) / sum(shown)
    assert sorted(round(height / one) for height in ribbons) == shown
    assert sum(ends) == pytest.approx(2 * sum(ribbons), abs=1)
    assert not {2, 3} & set(numbers_in(chart))


def test_a_line_for_each_value_and_only_the_largest_of_many() -> None:
    forms = list(DIMENSIONS["eurostat"].labels())
    assert len(forms) > 6
    counts = {(form,): 10 + place for place, form in enumerate(forms)}
    table = block([cube(("eurostat",), period, counts) for period in YEARS], [])
    (chart,) = pictures_of(table)
    assert len({row[1] for row in chart.rows}) == 6
    assert min(row[2] for row in chart.rows) == 10 + len(forms) - 6
    assert str(len(forms) - 6) in chart.note


def test_where_most_is_hidden_lines_are_over_fewer_dimensions() -> None:
    counts = {("sexual", "female"): 1, ("sexual", "male"): 2, ("labour", "female"): 3,
              ("labour", "male"): 4, ("other", "female"): 30, ("other", "male"): 4}  # fmt: skip
    cubes = [cube(("form", "sex"), period, counts) for period in YEARS]
    assert pictures_of(block(cubes, []))[0].rows
    hidden = block(cubes, protected(cubes))
    for chart in pictures_of(hidden):
        numbers = [row[-1] for row in chart.rows]
        assert numbers.count(HIDDEN) <= len(numbers) * 0.4 + 1


def test_two_values_of_one_name_stay_two_lines() -> None:
    made = block([cube(("sex",), period, {("female",): 4, ("male",): 9}) for period in YEARS], [])
    same = [
        Line(["same"] if not line.is_margin else line.labels, line.at, line.cells)
        for line in made.lines
    ]
    table = Block(made.indicator, made.dimensions, made.periods, same, [], [], 0)
    (chart,) = pictures_of(table)
    assert {(row[1], row[2]) for row in chart.rows} == {("same", 4), ("same (2)", 9)}


def test_a_table_of_nothing_has_no_picture() -> None:
    lines = [Line([], (), [Cell(None), Cell(0)])]
    empty = Block(INDICATORS["presumed_victims"], (), YEARS, lines, [], [], 0)
    assert pictures_of(empty) == []


def dimension_choices() -> st.SearchStrategy[list[str]]:
    keys = ["sex", "form", "citizenship", "citizen_of", "destination", "municipality", "reach"]
    return st.lists(st.sampled_from(keys), max_size=3, unique=True)


@given(st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_table_has_pictures_and_a_document(data: st.DataObject) -> None:
    by = tuple(data.draw(dimension_choices()))
    axes = [list(DIMENSIONS[key].labels())[:5] for key in by]
    counts = st.dictionaries(
        st.tuples(*[st.sampled_from(axis) for axis in axes]), st.integers(1, 40), max_size=12
    )
    cubes = [
        cube(by, period, data.draw(counts)) for period in YEARS[: data.draw(st.integers(1, 2))]
    ]
    table = block(cubes, protected(cubes) if data.draw(st.booleans()) else [])
    drawn = pictures_of(table)
    for chart in drawn:
        ET.fromstring(chart.svg)
        assert all(len(row) == len(chart.columns) for row in chart.rows)
    start, end = cubes[0].period.start, cubes[-1].period.end
    built = Built(TableSpec(("presumed_victims",), by, start, end), [table], None)
    notes = Notes(start, end, "x", timezone.now(), 3)
    assert pdf(built_document(built, "t", notes), "lt").startswith(b"%PDF-")
