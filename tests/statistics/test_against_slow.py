"""Every figure and every cross-table against a slow, obvious count, over random histories."""

from collections.abc import Mapping
from itertools import product
from typing import Any

from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.cast import USERS, Cast
from tests.statistics import slow
from tests.statistics.history import History
from tests.statistics.telling import a_period, play, stories
from thbcases.core.periods import Period
from thbcases.statistics.cubes import ALL, Coordinates, Cube, cubes, records_of
from thbcases.statistics.indicators import DIMENSIONS, INDICATORS, Value, dimensions_of
from thbcases.statistics.queries import country_table

KEYS = tuple(INDICATORS)
WATCHERS = ("coordinator", "officer", "ngo")
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NARROWED = {
    "sex": ["female", "male"],
    "age_group": ["child", "adult", "unknown"],
    "citizenship": ["own", "other_eu", "non_eu"],
    "form": ["sexual", "unspecified"],
    "reach": ["domestic", "unknown"],
}
# What a dimension's rows are called in a story.
ROWS = {
    "form_code": "codes.ExploitationForm",
    "citizen_of": "codes.Country",
    "destination": "codes.Country",
    "municipality": "codes.Municipality",
    "identified_by": "accounts.Organisation",
    "registered_by": "accounts.Organisation",
    "organisation": "accounts.Organisation",
    "service": "codes.ServiceKind",
    "article": "codes.Article",
    "result": "codes.ListCode",
    "reason": "codes.ListCode",
}


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """A figure and up to three dimensions that fit it."""
    key = draw(st.sampled_from([key for key, i in INDICATORS.items() if dimensions_of(i)]))
    fitting = [dimension.key for dimension in dimensions_of(INDICATORS[key])]
    by = draw(st.lists(st.sampled_from(fitting), min_size=1, max_size=3, unique=True))
    return key, tuple(by)


@st.composite
def narrowed(draw: st.DrawFn) -> tuple[str, tuple[str, ...], dict[str, str]]:
    """A question about the facts with one value only."""
    key, by = draw(questions())
    fitting = {dimension.key for dimension in dimensions_of(INDICATORS[key])}
    name = draw(st.sampled_from(sorted(fitting & set(NARROWED)) or [""]))
    return key, by, {name: draw(st.sampled_from(NARROWED[name]))} if name else {}


def test_every_indicator_has_a_slow_count_and_every_slow_count_an_indicator() -> None:
    assert set(slow.FIGURES) == set(INDICATORS)


@FEW
@given(story=stories(), periods=st.lists(a_period, min_size=1, max_size=3))
def test_every_figure_is_the_slow_count(
    cast: Cast, story: slow.Story, periods: list[Period]
) -> None:
    with transaction.atomic():
        play(History(cast), story)
        for name in WATCHERS:
            part = _part(story, name)
            with cast.acting(name):
                rows = country_table(periods, KEYS)
            for row in rows:
                note(f"{name} {row.period}")
                expected = {key: slow.count(part, row.period, key) for key in KEYS}
                assert dict(row.values) == expected
        transaction.set_rollback(True)


@FEW
@given(story=stories(), period=a_period, asked=st.lists(questions(), min_size=4, max_size=6))
def test_every_cell_is_the_slow_count_and_adds_up(
    cast: Cast, story: slow.Story, period: Period, asked: list[tuple[str, tuple[str, ...]]]
) -> None:
    with transaction.atomic():
        projects = play(History(cast), story)
        words = _words({row.pk: str(number) for number, row in projects.items()})
        for name in WATCHERS:
            part = _part(story, name)
            for key, by in asked:
                note(f"{name} {key} by {by} in {period}")
                with cast.acting(name):
                    [cube] = cubes(key, by, [period])
                    _compare(cube, part, words)
                    _look_behind(cube)
        transaction.set_rollback(True)


@settings(FEW, max_examples=12)
@given(story=stories(), period=a_period, asked=st.lists(narrowed(), min_size=6, max_size=8))
def test_a_narrowed_table_is_the_slow_count_of_what_is_left(
    cast: Cast, story: slow.Story, period: Period, asked: list[tuple[Any, ...]]
) -> None:
    with transaction.atomic():
        projects = play(History(cast), story)
        words = _words({row.pk: str(number) for number, row in projects.items()})
        with cast.acting("coordinator"):
            for key, by, where in asked:
                note(f"{key} by {by} where {where} in {period}")
                [cube] = cubes(key, by, [period], where)
                counted = {_told(cube, at, words): number for at, number in cube.cells.items()}
                assert counted == slow.cells(story, period, key, by, where)
                whole = slow.cells(story, period, key, (), where)
                assert (cube.total or 0) == whole.get((), 0)
                _look_behind(cube)
        transaction.set_rollback(True)


def _part(story: slow.Story, name: str) -> slow.Story:
    return slow.of(story, None if name == "coordinator" else USERS[name][0])


def _words(projects: Mapping[Value, str]) -> dict[str, dict[Value, str]]:
    """What each number of a cell is called in a story; 0 and nothing are called nothing."""
    nothing: dict[Value, str] = {0: "", "": ""}
    words = {
        key: {row.pk: row.code for row in apps.get_model(model)._default_manager.all()} | nothing
        for key, model in ROWS.items()
    }
    return words | {"project": dict(projects) | nothing}


def _told(cube: Cube, values: Coordinates, words: Mapping[str, Mapping[Value, str]]) -> Any:
    """Coordinates in the words of the story."""
    return tuple(
        None if value is ALL else words.get(dimension.key, {}).get(value, value)
        for dimension, value in zip(cube.dimensions, values, strict=True)
    )


def _compare(cube: Cube, story: slow.Story, words: dict[str, dict[Value, str]]) -> None:
    key, by = cube.indicator.key, tuple(dimension.key for dimension in cube.dimensions)
    counted = {_told(cube, at, words): number for at, number in cube.cells.items()}
    assert counted == slow.cells(story, cube.period, key, by)
    assert cube.total == slow.count(story, cube.period, key)
    for at in _everywhere(cube):
        people = slow.people_of(story, cube.period, key, by, _told(cube, at, words))
        assert cube.at(at) == len(people), at
    if not any(dimension.splits for dimension in cube.dimensions):
        assert sum(cube.cells.values()) == (cube.total or 0)


def _everywhere(cube: Cube) -> list[Coordinates]:
    """Every cell and every margin that a table of the cube shows."""
    return list(product(*[[*values, ALL] for values in cube.values]))


def _look_behind(cube: Cube) -> None:
    """Behind each cell there are as many different records as it counts, and each has its line."""
    by = [dimension.key for dimension in cube.dimensions]
    shown = 0
    for at in _everywhere(cube):
        found = records_of(cube.indicator.key, by, cube.period, at, cube.where)
        for numbers in found.values():
            assert len(set(numbers)) == len(numbers), at
        assert sum(map(len, found.values())) == cube.at(at), at
        shown += cube.at(at) if ALL not in at else 0
    assert shown == sum(cube.cells.values()), "a value that occurs has no line"


def test_a_value_has_a_word_in_every_dimension(cast: Cast) -> None:
    """What a record leaves open stands in a line of its own, else the cells would not add up."""
    with cast.acting("coordinator"):
        for dimension in DIMENSIONS.values():
            assert all(str(word) for word in dimension.labels().values()), dimension.key
