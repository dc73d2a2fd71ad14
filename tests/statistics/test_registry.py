"""The registry holds together: what a table or a chart names is there."""

import pytest
from django.core.exceptions import FieldDoesNotExist

from thbcases.statistics import charts, home
from thbcases.statistics.choices import Counted
from thbcases.statistics.indicators import (
    COUNTRY_TABLE,
    COUNTRY_TABLE_JSON,
    INDICATORS,
    Indicator,
    Measure,
)
from thbcases.statistics.indicators.dimensions import NoDimension, dimension_of, dimensions_of
from thbcases.statistics.views import BOXES

MEASURED = {Counted.YEARS, Counted.UNITS, Counted.MONEY}
EVERY = list(INDICATORS.values())


def flatten(children: list[object]) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for child in children:
        found += [child] if isinstance(child, tuple) else flatten(child.children)  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("indicator", EVERY, ids=lambda indicator: indicator.key)
def test_an_indicator_names_columns_of_its_facts(indicator: Indicator) -> None:
    named = {indicator.column, indicator.rule.starts, indicator.rule.ends, indicator.until_end}
    named |= {name.split("__")[0] for name, _value in flatten(indicator.where.children)}
    for name in named - {""}:
        try:
            indicator.source._meta.get_field(name)
        except FieldDoesNotExist:
            pytest.fail(f"{indicator.key} asks {indicator.source.__name__} for {name}")


@pytest.mark.parametrize("indicator", EVERY, ids=lambda indicator: indicator.key)
def test_an_indicator_says_what_it_is(indicator: Indicator) -> None:
    assert str(indicator.name)
    assert len(str(indicator.definition)) > 20
    assert indicator.part_of in {"", *INDICATORS}
    assert indicator.known_with in {"", *INDICATORS}
    assert (indicator.measure is Measure.COUNT) == (indicator.counted not in MEASURED)


def test_tables_charts_and_boxes_name_indicators() -> None:
    named = {*COUNTRY_TABLE, *COUNTRY_TABLE_JSON, *charts.VICTIMS, *charts.HELP}
    named |= {*home.COUNTRY_FIGURES, *home.HELP_FIGURES, *(key for key, _label, _note in BOXES)}
    assert named <= set(INDICATORS)
    assert set(COUNTRY_TABLE_JSON) <= set(COUNTRY_TABLE)


def test_every_count_can_be_broken_down_and_nothing_else() -> None:
    for indicator in INDICATORS.values():
        fitting = dimensions_of(indicator)
        assert bool(fitting) == indicator.is_count, indicator.key
        for dimension in fitting:
            assert dimension_of(indicator, dimension.key) is dimension


def test_a_dimension_that_does_not_fit_is_refused() -> None:
    with pytest.raises(NoDimension):
        dimension_of(INDICATORS["assisted_persons"], "form")
    with pytest.raises(NoDimension):
        dimension_of(INDICATORS["assisted_persons"], "subject")
