"""The counting rules, trap by trap, each with a history small enough to count by hand."""

from collections.abc import Callable
from datetime import date

import pytest

from assistance.choices import BeneficiaryStatus, ProjectState
from tests.statistics.history import History
from thbcases.codes.models import Article, Country, Currency
from thbcases.core.periods import Period, half, month, quarter, year
from thbcases.investigations.choices import StageKind as S
from thbcases.investigations.choices import SuspectState as P
from thbcases.people.models import PersonCitizenship
from thbcases.statistics.cubes import cubes
from thbcases.statistics.indicators import COUNTRY_TABLE, COUNTRY_TABLE_JSON
from thbcases.statistics.queries import CountryRow, Value
from thbcases.victims.choices import VictimStatus as V

Figure = Callable[..., Value]
Table = Callable[..., list[CountryRow]]


# --- investigations: stock and flow


def test_run_is_started_and_carried_over(history: History, figure: Figure) -> None:
    history.investigation("unit_a", "2011-05-02")
    history.investigation("unit_a", "2011-06-01", (S.TERMINATED, "2011-12-30"))
    history.investigation("unit_b", "2012-03-01")
    assert figure("investigations_started", 2012) == 1
    assert figure("investigations_run", 2012) == 2
    assert figure("investigations_run", 2011) == 2


def test_the_day_of_ending_is_a_day_of_running(history: History, figure: Figure) -> None:
    history.investigation("unit_a", "2011-12-31", (S.INDICTMENT, "2012-01-01"))
    assert figure("investigations_started", 2011) == 1
    assert figure("investigations_run", 2011) == 1
    assert figure("investigations_run", 2012) == 1
    assert figure("investigations_run", month(2012, 2)) is None


def test_a_renewed_investigation_runs_again_and_not_between(
    history: History, figure: Figure
) -> None:
    history.investigation(
        "unit_a",
        "2009-03-01",
        (S.ONGOING, "2009-03-02"),
        (S.TERMINATED, "2009-11-05"),
        (S.RENEWED, "2012-02-10"),
        (S.ONGOING, "2012-02-11"),
        (S.INDICTMENT, "2012-09-01"),
        (S.COURT_FIRST, "2012-09-02"),
    )
    assert [figure("investigations_run", y) for y in range(2009, 2014)] == [1, None, None, 1, None]
    assert [figure("investigations_started", y) for y in (2009, 2012)] == [1, 0]


def test_nobody_knows_what_will_run_in_a_year_to_come(history: History, figure: Figure) -> None:
    history.investigation("unit_a", "2009-03-01")
    history.project("ngo_a", "2009-01-01", "2190-12-31")
    assert figure("investigations_run", 2010) == 1
    assert figure("investigations_run", 2190) is None
    assert figure("projects", 2190) == 1


def test_a_suspended_investigation_runs(history: History, figure: Figure) -> None:
    history.investigation("unit_a", "2009-03-01", (S.SUSPENDED, "2009-06-01"))
    assert figure("investigations_run", 2015) == 1


def test_stages_of_one_day_are_taken_in_the_order_of_recording(
    history: History, figure: Figure
) -> None:
    history.investigation(
        "unit_a", "2009-03-01", (S.TERMINATED, "2009-06-01"), (S.RENEWED, "2009-06-01")
    )
    history.investigation(
        "unit_a", "2009-03-01", (S.SUSPENDED, "2009-06-01"), (S.TERMINATED, "2009-06-01")
    )
    assert figure("investigations_run", 2010) == 1


def test_a_refused_report_is_no_investigation(history: History, figure: Figure) -> None:
    history.investigation(
        "unit_a", "2012-03-01", (S.REPORT_RECEIVED, "2012-03-01"), (S.REFUSED, "2012-03-08")
    )
    started = history.investigation(
        "unit_a", "2012-03-09", (S.REPORT_RECEIVED, "2012-03-01"), (S.CHECKING, "2012-03-02")
    )
    assert figure("investigations_started", 2012) is None
    history.stage(started, S.REGISTERED, "2012-03-09")
    assert figure("investigations_started", 2012) == 1
    assert figure("investigations_run", Period(date(2012, 3, 1), date(2012, 3, 8))) is None


def test_a_registration_corrected_to_a_later_day_is_what_counts(
    history: History, figure: Figure
) -> None:
    history.investigation("unit_a", "2012-02-01", (S.REGISTERED, "2011-12-30"))
    assert figure("investigations_run", 2011) is None
    assert figure("investigations_run", 2012) == 1


def test_only_articles_of_trafficking_count_and_157_is_childrens(
    history: History, figure: Figure
) -> None:
    history.investigation("unit_a", "2012-01-10", articles="307")
    history.investigation("unit_a", "2012-01-10", articles="307 147")
    history.investigation("unit_a", "2012-01-10", articles="147 157.1")
    history.investigation("unit_a", "2012-01-10", articles="")
    assert figure("investigations_started", 2012) == 3
    assert figure("child_investigations_started", 2012) == 1
    assert figure("child_investigations_run", 2013) == 1


def test_half_years_and_any_other_period(history: History, table: Table) -> None:
    for on in ("2012-01-01", "2012-06-30", "2012-07-01", "2012-12-31", "2013-01-01"):
        history.investigation("unit_a", on, articles="157")
    periods = [half(2012, 1), half(2012, 2), quarter(2012, 2), month(2012, 12), year(2012)]
    periods.append(Period(date(2012, 6, 30), date(2012, 7, 1)))
    rows = table(*periods, keys=["investigations_started", "child_investigations_run"])
    assert [row["investigations_started"] for row in rows] == [2, 2, 1, 1, 4, 2]
    assert [row["child_investigations_run"] for row in rows] == [2, 4, 2, 4, 4, 3]


# --- victims: the cohort


def test_presumed_victims_are_those_of_investigations_started_in_the_period(
    history: History, figure: Figure
) -> None:
    old = history.investigation("unit_a", "2011-12-31")
    new = history.investigation("unit_a", "2012-01-01")
    history.victim(old, 1, (V.PRESUMED, "2012-02-01"))
    history.victim(new, 3, (V.PRESUMED, "2012-02-01"))
    history.victim(new, 5, (V.PRESUMED, "2013-02-01"))
    history.victim(new, 7, (V.FLAGGED, "2012-02-01"))
    history.victim(new, 9, (V.PRESUMED, "2012-02-01"), (V.NOT_A_VICTIM, "2012-03-01"))
    assert figure("presumed_victims", 2012) == 3
    assert figure("presumed_in_period", 2012) == 3
    assert figure("presumed_in_period", 2013) == 1
    assert figure("presumed_victims", 2011) == 1


def test_recognised_next_year_is_not_recognised_the_same_year(
    history: History, figure: Figure
) -> None:
    case = history.investigation("unit_a", "2012-03-01")
    history.victim(case, 1, (V.PRESUMED, "2012-03-02"), (V.RECOGNISED, "2012-12-31"))
    history.victim(case, 3, (V.PRESUMED, "2012-03-02"), (V.RECOGNISED, "2013-01-01"))
    history.victim(case, 5, (V.RECOGNISED, "2012-04-01"))
    assert figure("presumed_victims", 2012) == 3
    assert figure("recognised_same_year", 2012) == 2
    assert figure("recognised_in_period", 2013) == 1


def test_recognised_after_a_shorter_period_is_not_counted_in_it(
    history: History, figure: Figure
) -> None:
    case = history.investigation("unit_a", "2012-03-01")
    history.victim(case, 1, (V.PRESUMED, "2012-03-02"), (V.RECOGNISED, "2012-07-01"))
    assert figure("presumed_victims", half(2012, 1)) == 1
    assert figure("recognised_same_year", half(2012, 1)) == 0
    assert figure("recognised_same_year", 2012) == 1


def test_recognised_in_a_later_year_of_a_longer_period_is_not_the_same_year(
    history: History, figure: Figure
) -> None:
    case = history.investigation("unit_a", "2011-03-01")
    history.victim(case, 1, (V.PRESUMED, "2011-03-02"), (V.RECOGNISED, "2012-03-02"))
    longer = Period(date(2011, 1, 1), date(2012, 12, 31))
    assert figure("recognised_same_year", longer) == 0
    assert figure("recognised_in_period", longer) == 1


def test_a_person_in_two_units_investigations_counts_once_nationally_and_once_for_each(
    history: History, figure: Figure
) -> None:
    for unit in ("unit_a", "unit_b"):
        case = history.investigation(unit, "2012-03-01")
        history.victim(case, 1, (V.PRESUMED, "2012-03-02"))
    assert figure("presumed_victims", 2012) == 1
    assert figure("presumed_victims", 2012, by="officer") == 1
    assert figure("presumed_victims", 2012, by="officer_b") == 1


def test_two_people_of_one_name_and_another_birth_date_are_two(
    history: History, figure: Figure
) -> None:
    case = history.investigation("unit_a", "2012-03-01")
    history.victim(case, 1, (V.PRESUMED, "2012-03-02"), family_name="Vienoda")
    history.victim(
        case, 3, (V.PRESUMED, "2012-03-02"), family_name="Vienoda", birth_date=date(1981, 1, 1)
    )
    assert figure("presumed_victims", 2012) == 2


@pytest.mark.parametrize(
    ("born", "minors"),
    [
        ({"birth_date": date(1994, 3, 3)}, 1),
        ({"birth_date": date(1994, 3, 2)}, 0),
        ({"birth_date": None, "birth_year": 1994, "birth_precision": "year"}, 1),
        ({"birth_date": None, "birth_year": 1993, "birth_precision": "year"}, 0),
        ({"birth_date": None, "birth_precision": "unknown"}, 0),
    ],
)
def test_a_minor_is_under_18_on_the_day_of_registration(
    history: History, figure: Figure, born: dict[str, object], minors: int
) -> None:
    case = history.investigation("unit_a", "2011-01-01")
    history.victim(case, 1, (V.FLAGGED, "2011-01-05"), (V.PRESUMED, "2012-03-02"), **born)
    assert figure("presumed_minors", 2011) == minors


# --- suspects and courts


def test_prosecuted_next_year_is_not_prosecuted_the_same_year(
    history: History, figure: Figure
) -> None:
    case = history.investigation("unit_a", "2010-03-01")
    history.suspect(case, 2, (P.INFORMATION, "2012-01-01"), (P.PROSECUTED, "2012-12-31"))
    history.suspect(case, 4, (P.SUSPECTED, "2012-12-31"), (P.PROSECUTED, "2013-01-01"))
    history.suspect(case, 6, (P.INFORMATION, "2011-12-31"), (P.PROSECUTED, "2012-01-01"))
    assert figure("suspects", 2012) == 2
    assert figure("prosecuted_same_year", 2012) == 1
    assert figure("prosecuted_in_period", 2012) == 2
    assert figure("prosecuted_same_year", half(2012, 1)) == 0


def test_a_suspect_of_two_investigations_is_one_person(history: History, figure: Figure) -> None:
    for unit in ("unit_a", "unit_b"):
        history.suspect(history.investigation(unit, "2012-03-01"), 2, (P.INFORMATION, "2012-03-05"))
    assert figure("suspects", 2012) == 1


def test_prosecuted_for_something_else_is_not_prosecuted_for_trafficking(
    history: History, figure: Figure
) -> None:
    case = history.investigation("unit_a", "2012-03-01", articles="147 307")
    steps = ((P.INFORMATION, "2012-03-05"), (P.PROSECUTED, "2012-05-01"))
    history.suspect(case, 2, *steps, charge="307")
    history.suspect(case, 4, *steps, charge="147.1")
    assert figure("suspects", 2012) == 2
    assert figure("prosecuted_same_year", 2012) == 1


def test_legal_persons_are_counted_apart(history: History, figure: Figure) -> None:
    for unit, name in (("unit_a", "UAB Pavyzdys"), ("unit_b", "Pavyzdys, UAB")):
        case = history.investigation(unit, "2012-03-01")
        history.company(case, name, "300000001", (P.INFORMATION, "2012-03-05"))
    assert figure("legal_persons_suspected", 2012) == 1
    assert figure("suspects", 2012) == 0


def test_courts_count_an_investigation_once(history: History, table: Table) -> None:
    case = history.investigation("unit_a", "2010-03-01")
    court = history.court(case, "2011-12-31")
    history.court(case, "2012-04-01")
    history.judgment(court, "2012-06-01")
    history.judgment(court, "2013-06-01", instance="appeal")
    rows = table(year(2011), year(2012), year(2013))
    assert [row["cases_to_court"] for row in rows] == [1, 0, None]
    assert [row["cases_decided"] for row in rows] == [0, 1, None]


def test_convicted_are_persons_of_first_instance_and_sentences_have_a_range(
    history: History, table: Table
) -> None:
    case = history.investigation("unit_a", "2010-03-01")
    court = history.court(case, "2011-01-10")
    accused = [history.suspect(case, n, (P.PROSECUTED, "2010-05-01")) for n in (2, 4, 6, 8, 10)]
    history.judgment(
        court,
        "2012-06-01",
        {"suspect": accused[0], "years": 7},
        {"suspect": accused[1], "years": 4, "months": 6},
        {"suspect": accused[2], "years": 2, "is_suspended": True},
        {"suspect": accused[3], "outcome": "acquitted"},
        {"suspect": accused[4], "fine": 1000, "currency": Currency.objects.get(code="LTL")},
    )
    history.judgment(court, "2012-11-01", {"suspect": accused[3], "years": 9}, instance="appeal")
    row = table(year(2012))[0]
    assert row["convicted"] == 4
    assert (row["sentence_min_years"], row["sentence_max_years"]) == (4.5, 7)
    assert isinstance(row["sentence_max_years"], int)


def test_convicted_of_something_else_is_not_convicted_of_trafficking(
    history: History, table: Table
) -> None:
    case = history.investigation("unit_a", "2010-03-01")
    court = history.court(case, "2011-01-10")
    suspect = history.suspect(case, 2, (P.PROSECUTED, "2010-05-01"))
    article = Article.objects.get(code="307")
    history.judgment(court, "2012-06-01", {"suspect": suspect, "years": 3, "article": article})
    row = table(year(2012))[0]
    assert (row["convicted"], row["sentence_min_years"]) == (0, None)


# --- help


def test_a_person_helped_by_two_ngos_counts_once_nationally_and_once_for_each(
    history: History, figure: Figure
) -> None:
    history.service("ngo_a", 2, "2012-02-01")
    history.service("ngo_a", 2, "2012-03-01")
    history.service("ngo_b", 2, "2012-04-01")
    history.service("ngo_b", 3, "2012-04-01")
    assert figure("assisted_persons", 2012) == 2
    assert figure("assisted_men", 2012) == 1
    assert figure("assisted_persons", 2012, by="ngo") == 1
    assert figure("assisted_persons", 2012, by="ngo_b") == 2
    assert figure("assisted_persons", 2012, by="funder") == 2


def test_help_that_lasts_into_the_next_year_counts_in_both(
    history: History, figure: Figure
) -> None:
    history.service("ngo_a", 2, "2011-12-20", until="2012-01-01")
    assert [figure("assisted_persons", y) for y in (2011, 2012, 2013)] == [1, 1, None]


def test_persons_at_risk_are_not_assisted_victims(history: History, figure: Figure) -> None:
    history.service("ngo_a", 2, "2012-02-01", status=BeneficiaryStatus.AT_RISK)
    history.service("ngo_a", 3, "2012-02-01", status=BeneficiaryStatus.RECOGNISED)
    assert figure("assisted_persons", 2012) == 1
    assert figure("assisted_men", 2012) == 0
    assert figure("assisted_at_risk", 2012) == 1


def test_projects_are_those_funded(history: History, figure: Figure) -> None:
    history.project("ngo_a", "2012-02-01", "2012-12-31")
    history.project("ngo_b", "2012-02-01", "2012-12-31", state=ProjectState.FINISHED)
    history.project("ngo_b", "2012-02-01", "2012-12-31", state=ProjectState.REJECTED)
    history.project("ngo_b", "2013-02-01", "2013-12-31", state=ProjectState.APPLIED)
    assert figure("projects", 2012) == 2
    assert figure("projects", 2013) == 0
    assert figure("projects", 2014) is None


# --- the table as a whole


def test_nothing_recorded_is_null_everywhere(table: Table) -> None:
    (row,) = table(year(2012))
    assert row.as_json() == {"year": 2012} | dict.fromkeys(COUNTRY_TABLE_JSON)
    assert list(row.as_json()) == ["year", *COUNTRY_TABLE_JSON]
    assert row.records == 0


def test_a_part_of_something_recorded_is_zero(history: History, table: Table) -> None:
    case = history.investigation("unit_a", "2012-03-01")
    history.victim(case, 1, (V.PRESUMED, "2012-03-02"))
    (row,) = table(year(2012))
    assert (row["child_investigations_run"], row["presumed_minors"]) == (0, 0)
    assert row["recognised_same_year"] == 0
    assert row["suspects"] is None
    assert row["prosecuted_same_year"] is None


def test_as_many_statements_for_one_year_as_for_eight(
    history: History, cast: object, table: Table, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(30) as one:  # type: ignore[operator]
        table(year(2012), keys=COUNTRY_TABLE)
    with django_assert_max_num_queries(30) as eight:  # type: ignore[operator]
        table(*map(year, range(2005, 2013)), keys=COUNTRY_TABLE)
    assert len(one) == len(eight)


def test_more_periods_than_a_batch_keep_their_order(history: History, table: Table) -> None:
    for number in (1, 5, 9, 9, 12):
        history.investigation("unit_a", f"2012-{number:02}-15")
    rows = table(*(month(2012, m) for m in range(1, 13)), keys=["investigations_started"])
    assert [row["investigations_started"] for row in rows] == [
        1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 1,
    ]  # fmt: skip


# --- breaking figures down


def test_citizenship_is_that_of_the_day(history: History) -> None:
    for number, registered in ((1, "2020-01-31"), (3, "2020-02-01")):
        case = history.investigation("unit_a", "2020-01-02")
        history.victim(case, number, (V.PRESUMED, registered))
        with history.cast.making("unit_a"):
            PersonCitizenship.objects.create(
                person=history.human("unit_a", number), country=Country.objects.get(code="GB")
            )
    case = history.investigation("unit_a", "2020-01-02")
    history.victim(case, 5, (V.PRESUMED, "2020-03-01"), is_stateless=True)
    history.victim(case, 7, (V.PRESUMED, "2020-03-01"))
    with history.cast.acting("coordinator"):
        [found] = cubes("presumed_victims", ["citizenship"], [year(2020)])
    assert found.cells == {("other_eu",): 1, ("non_eu",): 1, ("stateless",): 1, ("unknown",): 1}
    assert found.total == 4


def test_forms_and_reach(history: History) -> None:
    case = history.investigation("unit_a", "2012-01-02", reach="international")
    first = history.victim(case, 1, (V.PRESUMED, "2012-02-01"))
    history.exploited(first, "LAB", is_main=False)
    history.exploited(first, "SEX_PROST")
    history.victim(case, 3, (V.PRESUMED, "2012-02-01"))
    other = history.investigation("unit_b", "2011-01-02", reach="domestic")
    history.victim(other, 1, (V.PRESUMED, "2011-02-01"))
    periods = [year(2011), year(2012), year(2013)]
    with history.cast.acting("coordinator"):
        forms = cubes("presumed_victims", ["form"], periods)
        reach = cubes("presumed_victims", ["reach"], periods)
        units = cubes("presumed_victims", ["organisation"], periods)
    assert [cube.cells for cube in forms] == [
        {("unspecified",): 1},
        {("sexual",): 1, ("unspecified",): 1},
        {},
    ]
    assert [cube.cells for cube in reach] == [
        {("domestic",): 1},
        {("international",): 2},
        {},
    ]
    key = {code: row.pk for code, row in history.cast.organisations.items()}
    assert [cube.cells for cube in units] == [{(key["unit_b"],): 1}, {(key["unit_a"],): 2}, {}]
    assert [cube.total for cube in units] == [1, 2, None]
