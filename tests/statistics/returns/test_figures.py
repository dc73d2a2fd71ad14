"""The figures of each return against a told year."""

from typing import Any

import pytest

from tests.statistics.history import History
from tests.statistics.returns.conftest import YEAR
from thbcases.statistics.choices import ReturnVersion
from thbcases.statistics.returns.made import Made, MadeTable, make
from thbcases.statistics.returns.registry import RETURNS


def made(history: History, key: str, by: str = "coordinator", complete: bool = True) -> Made:
    with history.cast.acting(by):
        return make(RETURNS[key], YEAR, ReturnVersion.RECEIVER if complete else None)


def table(made: Made, key: str) -> MadeTable:
    (found,) = [table for table in made.tables if table.key == key]
    return found


def numbers(table: MadeTable, column: int = -1) -> dict[tuple[Any, ...], Any]:
    return {(line.figure_code, *line.codes): line.cells[column].number for line in table.lines}


def test_article_19a_registered_victims(told: History) -> None:
    what = made(told, "article19a")
    a = numbers(table(what, "a_organisation"))
    assert a["registered_victims", "unit_a", "identified"] == 2
    assert a["registered_victims", "unit_a", "presumed"] == 4
    assert a["registered_victims", "TOTAL", "TOTAL"] == 6
    forms = numbers(table(what, "a_form"))
    assert forms["registered_victims", "female", "adult", "sexual"] == 3
    assert forms["registered_victims", "male", "TOTAL", "labour"] == 3
    full = numbers(table(what, "a_organisation_full"))
    assert full == {
        ("registered_victims", "unit_a", "identified", "female", "adult", "own", "sexual"): 1,
        ("registered_victims", "unit_a", "identified", "male", "adult", "own", "labour"): 1,
        ("registered_victims", "unit_a", "presumed", "female", "adult", "own", "sexual"): 2,
        ("registered_victims", "unit_a", "presumed", "male", "adult", "own", "labour"): 2,
    }


def test_article_19a_accused_and_courts(told: History) -> None:
    what = made(told, "article19a")
    assert numbers(table(what, "b_who"))["suspects", "TOTAL", "TOTAL", "TOTAL"] == 3
    assert numbers(table(what, "c_form"))["prosecuted_in_period", "TOTAL", "trafficking"] == 2
    assert numbers(table(what, "d_decisions"))["prosecutions_decided", "trafficking"] == 2
    assert numbers(table(what, "e_convicted"))["convicted", "male", "adult", "unknown"] == 1
    assert numbers(table(what, "f_judgments")) == {
        ("judged", "convicted"): 1,
        ("judged", "acquitted"): 1,
        ("judged", "TOTAL"): 2,
    }
    assert numbers(table(what, "g_use"))["suspected_of_use", "TOTAL", "TOTAL"] == 0


def test_eurostat_speaks_its_own_words(told: History) -> None:
    what = made(told, "eurostat")
    status = numbers(table(what, "status"), 0)
    assert status["VICT", "F"] == 3
    assert status["VICT", "T"] == 6
    assert status["SUSP", "T"] == 3
    assert status["PROS", "T"] == 2
    assert status["CONV", "M"] == 1
    assert numbers(table(what, "citizenship"), 0)["VICT", "NAT", "F"] == 3
    assert numbers(table(what, "form"))["VICT", "LAB", "T"] == 3
    assert numbers(table(what, "age"))["VICT", "Y_GE18", "T"] == 6


def test_without_a_population_there_is_no_rate(told: History) -> None:
    rates = numbers(table(made(told, "eurostat"), "status"), 1)
    assert set(rates.values()) == {None}


def test_a_rate_is_of_the_people_of_the_sex(told: History) -> None:
    from thbcases.codes.models import Population

    with told.cast.making("interior"):
        for sex, number in (("female", 100_000), ("male", 200_000)):
            Population.objects.create(
                year=YEAR, sex=sex, number=number, source="invented for the test"
            )
    rates = numbers(table(made(told, "eurostat"), "status"), 1)
    assert rates["VICT", "F"] == 3.0
    assert rates["VICT", "M"] == 1.5
    assert rates["VICT", "T"] == 2.0
    assert rates["CONV", "M"] == 0.5


def test_glotip_tables(told: History) -> None:
    what = made(told, "glotip")
    offences = table(what, "offences")
    assert offences.number_names == ["2021", "2022", "2023"]
    assert numbers(offences)["offences_recorded", "147"] == 2
    assert numbers(offences)["offences_recorded", "157"] == 1
    # under two articles, one investigation
    assert numbers(offences)["offences_recorded", "TOTAL"] == 2
    assert numbers(offences, 1)["offences_recorded", "147-1"] == 1
    assert numbers(table(what, "flows"))["registered_victims", "LT", "DE"] == 6
    assert numbers(table(what, "suspected"))["suspects", "male"] == 2
    assert numbers(table(what, "convicted_citizenship"))["convicted", "TOTAL"] == 1
    articles = [line.words[0] for line in table(what, "law").lines]
    assert any("147-2" in article for article in articles)


def test_the_country_table_is_that_of_the_registry(helped: History, table: Any) -> None:
    from thbcases.core.periods import year
    from thbcases.statistics.indicators import COUNTRY_TABLE

    what = made(helped, "country")
    (row,) = table(year(YEAR), keys=COUNTRY_TABLE)
    (shown,) = what.tables
    assert {key[0]: number for key, number in numbers(shown).items()} == dict(row.values)
    assert row["presumed_victims"] == 6


def test_projects_count_a_person_once_for_each(helped: History) -> None:
    what = made(helped, "projects", by="funder")
    persons = table(what, "persons")
    # three persons in projects; the one with help outside any is not among them
    assert numbers(persons)["project_persons", "TOTAL", "TOTAL"] == 3
    by_project = {(line.words[0], line.words[1]): line.cells[0].number for line in persons.lines}
    assert sorted(n for (_p, sex), n in by_project.items() if sex == _word(persons)) == [2, 2, 3]
    results = table(what, "results")
    assert numbers(results)["help_ended", "TOTAL", "goals_reached"] == 1
    units = table(what, "units")
    assert sorted(line.cells[0].number for line in units.lines) == [2, 2]
    money = table(what, "money")
    assert [line.words[4] for line in money.lines] == [1000, 1000]


def _word(table: MadeTable) -> Any:
    return table.lines[-1].words[1]


def test_an_ngo_reports_on_its_own_projects_only(helped: History) -> None:
    what = made(helped, "projects", by="ngo")
    assert numbers(table(what, "persons"))["project_persons", "TOTAL", "TOTAL"] == 2
    assert len(table(what, "money").lines) == 1


@pytest.mark.parametrize("key", ["country", "article19a", "eurostat", "glotip"])
def test_under_every_table_stands_what_the_law_wants(told: History, key: str) -> None:
    for one in made(told, key).tables:
        text = " ".join(f"{label} {words}" for label, words in one.notes)
        assert "2023-01-01 – 2023-12-31" in text
        assert len(one.notes) >= 4
        if one.figures:
            assert one.records >= 0


@pytest.mark.parametrize("key", ["article19a", "eurostat", "glotip"])
def test_on_the_screen_the_coordinator_sees_no_small_number(told: History, key: str) -> None:
    shown = made(told, key, complete=False)
    assert sum(table.hidden for table in shown.tables) > 0
    for one in shown.tables:
        people = one.key not in ("offences", "law")
        small = [c for line in one.lines for c in line.cells if not c.is_hidden and c.number]
        assert not people or all(cell.number >= 5 for cell in small), one.key
    assert "a_organisation_full" not in {table.key for table in shown.tables}


def test_the_country_table_hides_parts_that_give_a_small_rest_away(told: History) -> None:
    (shown,) = made(told, "country", complete=False).tables
    cells = {line.figure_code: line.cells[-1] for line in shown.lines}
    assert cells["presumed_victims"].number == 6
    # 2 of 6: small itself; 3 women: small; 6 of 6 citizens: no rest to find out
    assert cells["recognised_same_year"].is_hidden
    assert cells["presumed_women"].is_hidden
    assert cells["presumed_own_citizens"].number == 6
    assert cells["suspects"].is_hidden
    assert cells["sentence_max_years"].is_hidden
    assert cells["investigations_started"].number == 2


def test_the_funder_sees_no_units_of_few_people_and_the_ngo_its_own(helped: History) -> None:
    of_funder = table(made(helped, "projects", by="funder", complete=False), "units")
    assert all(cell.is_hidden for line in of_funder.lines for cell in line.cells)
    of_ngo = table(made(helped, "projects", by="ngo", complete=False), "units")
    assert [line.cells[0].number for line in of_ngo.lines] == [2]
