"""A year is published once, whole or not at all, and never changes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from tests.cast import Cast
from tests.statistics.history import History
from thbcases.access.acting import acting_system
from thbcases.access.rights import Refused
from thbcases.statistics.actions import CannotPublish, publish_year
from thbcases.statistics.actions.publishing import Asked, is_intact
from thbcases.statistics.builder import TableSpec
from thbcases.statistics.choices import Grouping
from thbcases.statistics.models import Publication, PublishedBasis, PublishedTable
from thbcases.statistics.publishing import FrozenTable, checksum
from thbcases.statistics.publishing.words import sentences
from thbcases.victims.choices import VictimStatus as V

ROLES = ("officer", "analyst", "ngo", "migration", "funder", "auditor", "administrator")
BY_SEX = TableSpec(("presumed_victims",), ("sex",), date(2012, 1, 1), date(2012, 12, 31))


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """What these tests read is in English; the catalogue has a test of its own."""
    with override("en"):
        yield


@pytest.fixture
def lived(history: History) -> History:
    """14 women and 13 men presumed victims in 2012, 3 of the women recognised."""
    case = history.investigation("unit_a", "2012-03-01")
    for human in range(1, 28):
        decisions = [(V.PRESUMED, "2012-03-02")]
        if human in (1, 3, 5):
            decisions.append((V.RECOGNISED, "2012-05-02"))
        history.victim(case, human, *decisions, birth_date=born(human))
    return history


def born(human: int) -> date:
    """Nobody has another's birthday, so nobody is taken for another."""
    return date(1980, 1, 1) + timedelta(days=human)


def publish(cast: Cast, year: int = 2012, *tables: Asked) -> Publication:
    with cast.acting("coordinator"):
        return publish_year(by=cast.user("coordinator"), year=year, tables=tables)


def frozen(publication: Publication, position: int = 1) -> FrozenTable:
    return FrozenTable.from_json(publication.tables.get(position=position).content)


def refusal(cast: Cast, year: int = 2012, *tables: Asked) -> str:
    """Why it cannot be published; and that nothing was."""
    with cast.acting("coordinator"):
        before = Publication.objects.count()
    with pytest.raises(CannotPublish) as caught:
        publish(cast, year, *tables)
    with cast.acting("coordinator"):
        assert Publication.objects.count() == before
        assert PublishedTable.objects.count() == PublishedBasis.objects.count()
    return str(caught.value.messages[0])


def test_the_country_table_goes_out_with_its_small_numbers_hidden(
    lived: History, cast: Cast
) -> None:
    publication = publish(cast)
    table = frozen(publication)
    total = table.number("presumed_victims")
    women = table.number("presumed_women")
    recognised = table.number("recognised_same_year")
    assert total is not None
    assert women is not None
    assert recognised is not None
    assert (total.number, women.number) == (27, 14)
    assert (recognised.number, recognised.is_hidden) == (None, True)
    assert publication.threshold == 11
    assert "CTDC" in publication.reason_lt
    assert len(publication.checksum) == 64


def test_a_hidden_number_stands_in_no_row_that_others_read(lived: History, cast: Cast) -> None:
    publication = publish(cast)
    for name in ROLES:
        with cast.acting(name):
            table = PublishedTable.objects.get(publication=publication)
            block = next(
                b for b in table.content["blocks"] if b["indicator"] == "recognised_same_year"
            )
            assert block["lines"][0]["cells"] == ["hidden"]
            assert PublishedBasis.objects.count() == 0
    with cast.acting("coordinator"):
        basis = PublishedBasis.objects.get().content
        told = next(b for b in basis["blocks"] if b["indicator"] == "recognised_same_year")
        assert told["periods"][0]["numbers"] == [[[], 3]]
        assert len(told["periods"][0]["records"]) == 3


def test_what_went_out_can_be_changed_by_nobody(lived: History, cast: Cast) -> None:
    publication = publish(cast)
    for table in ("publication", "publishedtable", "publishedbasis"):
        for statement in (
            f"update statistics_{table} set version = version + 1",
            f"delete from statistics_{table}",
        ):
            with (
                pytest.raises(DatabaseError, match="pgtrigger: Cannot"),
                transaction.atomic(),
                acting_system("test"),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)
    with cast.acting("coordinator"):
        assert is_intact(Publication.objects.get(pk=publication.pk))


def test_the_checksum_tells_when_a_number_was_changed(lived: History, cast: Cast) -> None:
    publication = publish(cast)
    table = publication.tables.get()
    whole = {"names": table.names, "spec": table.spec, "content": table.content}
    assert checksum(whole) == table.checksum
    changed = json.loads(json.dumps(whole))
    changed["content"]["blocks"][0]["lines"][0]["cells"] = [4711]
    assert checksum(changed) != table.checksum
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table statistics_publishedtable disable trigger user")
        cursor.execute(
            "update statistics_publishedtable set content = %s", [json.dumps(changed["content"])]
        )
        cursor.execute("alter table statistics_publishedtable enable trigger user")
    assert not is_intact(publication)


def test_a_year_is_published_once(lived: History, cast: Cast) -> None:
    publish(cast)
    why = refusal(cast)
    assert "2012" in why
    assert str(timezone.localdate()) in why


def test_a_year_that_is_not_over_or_not_there_is_refused(lived: History, cast: Cast) -> None:
    this = timezone.localdate().year
    assert f"{this + 1}-01-01" in refusal(cast, this)
    for year in (this + 1, 1989, -5, 10**9):
        assert str(this - 1) in refusal(cast, year)


def test_a_year_without_records_is_refused(lived: History, cast: Cast) -> None:
    assert "2005" in refusal(cast, 2005)


def test_only_the_coordinator_publishes(lived: History, cast: Cast) -> None:
    for name in ROLES:
        with cast.acting(name), pytest.raises(Refused):
            publish_year(by=cast.user(name), year=2012)
    with cast.acting("coordinator"):
        assert not Publication.objects.exists()


@pytest.mark.parametrize(
    "spec",
    [
        replace(BY_SEX, start=date(2012, 12, 31), end=date(2012, 1, 1)),
        replace(BY_SEX, end=date(2013, 12, 31)),
        replace(BY_SEX, figures=("no_such_figure",)),
        replace(BY_SEX, figures=()),
        replace(BY_SEX, by=("no_such_dimension",)),
        replace(BY_SEX, by=("project",)),
        replace(BY_SEX, by=("sex", "sex")),
        replace(BY_SEX, by=("sex", "age_group", "citizenship", "form")),
    ],
)
def test_a_table_that_cannot_be_made_stops_all_of_it(
    lived: History, cast: Cast, spec: TableSpec
) -> None:
    assert "«Table»" in refusal(cast, 2012, ("Lentelė", "Table", spec))


@pytest.mark.parametrize(
    ("name_lt", "name_en"),
    [("", "Table"), ("Lentelė", " "), ("Šalies lentelė", "Table"), ("L" * 201, "Table")],
)
def test_every_table_has_names_of_its_own(
    lived: History, cast: Cast, name_lt: str, name_en: str
) -> None:
    refusal(cast, 2012, (name_lt, name_en, BY_SEX))


def test_a_table_goes_along_frozen_with_its_words_in_both_languages(
    lived: History, cast: Cast
) -> None:
    publication = publish(cast, 2012, ("Pagal lytį", "By sex", BY_SEX))
    (block,) = frozen(publication, 2).blocks
    assert [line.at for line in block.lines] == [("female",), ("male",), (None,)]
    assert [cell.number for line in block.lines for cell in line.cells] == [14, 13, 27]
    (dimension,) = block.dimensions
    assert dict(dimension.values)["female"]["en"] == "woman"
    assert dict(dimension.values)["female"]["lt"] != "woman"


def test_what_collides_with_a_table_of_the_same_publication_is_refused(
    lived: History, cast: Cast
) -> None:
    """The first half of the year has all but a few of the people of the whole year."""
    late = lived.investigation("unit_b", "2012-08-01")
    for human in (41, 43):
        lived.victim(late, human, (V.PRESUMED, "2012-08-02"), birth_date=born(human))
    first_half = TableSpec(("presumed_victims",), (), date(2012, 1, 1), date(2012, 6, 30))
    with pytest.raises(CannotPublish) as caught:
        publish(cast, 2012, ("Pusmetis", "Half-year", replace(first_half, end=date(2012, 6, 30))))
    assert {f.difference for f in caught.value.findings} >= {2}
    with cast.acting("coordinator"):
        assert not Publication.objects.exists()


def people(history: History, women: int, men: int) -> None:
    """So many presumed victims of 2012."""
    case = history.investigation("unit_b", "2012-04-01")
    for number in range(women):
        human = 101 + 2 * number
        history.victim(case, human, (V.PRESUMED, "2012-04-02"), birth_date=born(human))
    for number in range(men):
        human = 200 + 2 * number
        history.victim(case, human, (V.PRESUMED, "2012-04-02"), birth_date=born(human))


def test_a_rounded_table_goes_out_where_nobody_is_found_out(history: History, cast: Cast) -> None:
    people(history, 26, 6)
    publication = publish(cast, 2012, ("Suapvalinta", "Near", BY_SEX, 25))
    (block,) = frozen(publication, 2).blocks
    assert [cell.number for line in block.lines for cell in line.cells] == [25, 0, 25]
    assert block.base == 25
    assert block.hidden == 0


def test_a_rounded_table_that_its_true_total_opens_is_refused(history: History, cast: Cast) -> None:
    """Of 17 people 13 or more are women, so at most four are men."""
    people(history, 14, 3)
    with pytest.raises(CannotPublish) as caught:
        publish(cast, 2012, ("Suapvalinta", "Near", BY_SEX, 25))
    assert caught.value.findings
    assert any("«Near»" in reason for reason in caught.value.reasons)


def test_a_base_that_says_too_much_is_refused(history: History, cast: Cast) -> None:
    people(history, 14, 3)
    with pytest.raises(CannotPublish, match="Near") as caught:
        publish(cast, 2012, ("Suapvalinta", "Near", BY_SEX, 10))
    assert caught.value.findings == []


def test_years_are_held_against_each_other_through_a_pooled_table(
    history: History, cast: Cast
) -> None:
    """2011 and 2012 together, less 2012, is 2011: three people."""
    people(history, 20, 0)
    early = history.investigation("unit_a", "2011-04-01")
    for human in (1, 3, 5):
        history.victim(early, human, (V.PRESUMED, "2011-04-02"), birth_date=born(human))
    pooled = TableSpec(
        ("presumed_victims",), (), date(2011, 1, 1), date(2012, 12, 31), Grouping.WHOLE.value
    )
    with pytest.raises(CannotPublish) as caught:
        publish(cast, 2012, ("Dveji metai", "Two years", pooled))
    assert {one.difference for one in caught.value.findings} >= {3}


def test_a_table_of_the_same_figure_later_is_held_against_the_first(
    lived: History, cast: Cast
) -> None:
    """Next year's publication brings last year again, with two more people."""
    publish(cast)
    late = lived.investigation("unit_b", "2012-08-01")
    for human in (41, 43):
        lived.victim(late, human, (V.PRESUMED, "2012-08-02"), birth_date=born(human))
    lived.investigation("unit_b", "2013-08-01")
    again = TableSpec(("presumed_victims",), (), date(2012, 1, 1), date(2013, 12, 31))
    with pytest.raises(CannotPublish) as caught:
        publish(cast, 2013, ("Dveji metai", "Two years", again))
    assert {one.difference for one in caught.value.findings} >= {2}
    (first, *_rest) = sentences(caught.value.findings, {})
    assert "2 people" in first
    assert publish(cast, 2013).year == 2013
