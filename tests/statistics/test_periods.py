"""Columns: how time is cut, what each column is called, and what is refused."""

from datetime import date

import pytest
from django.utils.translation import override

from thbcases.core.periods import Period, half, month, quarter, year
from thbcases.statistics.choices import Grouping
from thbcases.statistics.forms import PeriodForm
from thbcases.statistics.periods import cut, period_code, period_label


def test_years_are_cut_at_their_ends() -> None:
    assert cut(date(2009, 1, 1), date(2011, 12, 31), "year") == [year(2009), year(2010), year(2011)]


def test_the_outer_columns_may_be_shorter() -> None:
    assert cut(date(2011, 11, 15), date(2012, 2, 1), Grouping.MONTH) == [
        Period(date(2011, 11, 15), date(2011, 11, 30)),
        month(2011, 12),
        month(2012, 1),
        Period(date(2012, 2, 1), date(2012, 2, 1)),
    ]


def test_halves_quarters_and_the_whole() -> None:
    first, last = date(2012, 1, 1), date(2012, 12, 31)
    assert cut(first, last, Grouping.HALF) == [half(2012, 1), half(2012, 2)]
    assert cut(first, last, Grouping.QUARTER) == [quarter(2012, n) for n in (1, 2, 3, 4)]
    assert cut(date(2012, 2, 2), last, Grouping.WHOLE) == [Period(date(2012, 2, 2), last)]


def test_a_turned_round_stretch_is_refused() -> None:
    with pytest.raises(ValueError, match="ends on or after"):
        cut(date(2012, 1, 2), date(2012, 1, 1), Grouping.YEAR)


@pytest.mark.parametrize(
    ("period", "code", "label"),
    [
        (year(2012), 2012, "2012"),
        (half(2012, 1), "2012-H1", "2012 half 1"),
        (quarter(2012, 4), "2012-Q4", "2012 quarter 4"),
        (month(2012, 3), "2012-03", "2012-03"),
        (
            Period(date(2012, 3, 1), date(2012, 3, 30)),
            "2012-03-01/2012-03-30",
            "2012-03-01 – 2012-03-30",
        ),
    ],
)
def test_a_period_is_called_by_its_place_in_the_calendar(
    period: Period, code: int | str, label: str
) -> None:
    assert period_code(period) == code
    with override("en"):
        assert period_label(period) == label


def errors(**answers: str) -> list[str]:
    form = PeriodForm(answers)
    assert not form.is_valid()
    assert form.periods() == []
    return list(form.errors)


def test_without_an_answer_the_last_four_years() -> None:
    form = PeriodForm({})
    assert form.is_valid()
    assert [period.days >= 365 for period in form.periods()] == [True] * 4


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"start": "2012-02-01", "end": "2012-01-31"}, "end"),
        ({"start": "yesterday"}, "start"),
        ({"start": "0001-01-01", "end": "9999-12-31"}, "start"),
        ({"start": "2012-02-30"}, "start"),
        ({"start": "1990-01-01", "end": "2020-12-31", "by": "month"}, "by"),
        ({"by": "decade"}, "by"),
        ({"by": "year\x00"}, "by"),
    ],
)
def test_wrong_answers_are_refused_at_their_field(answers: dict[str, str], field: str) -> None:
    assert field in errors(**answers)
