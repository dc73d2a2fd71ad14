"""What was published stands; what would differ today is told, with the changes that caused it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import Cast
from tests.statistics.history import History
from thbcases.investigations.models import Investigation
from thbcases.people.models import Person
from thbcases.statistics.actions import publish_year
from thbcases.statistics.builder import TableSpec
from thbcases.statistics.models import Publication, PublishedBasis
from thbcases.statistics.publishing import FrozenCell, FrozenTable
from thbcases.statistics.publishing.revisions import Difference, differences, nameable
from thbcases.victims.actions import add_victim
from thbcases.victims.choices import Decider
from thbcases.victims.choices import VictimStatus as V
from thbcases.victims.models import Victim

BY_SEX = TableSpec(("presumed_victims",), ("sex",), date(2012, 1, 1), date(2012, 12, 31))


def born(human: int) -> date:
    return date(1980, 1, 1) + timedelta(days=human)


@pytest.fixture
def case(history: History) -> Investigation:
    """17 victims, presumed in 2012: 14 women (whose numbers are odd) and 3 men."""
    case = history.investigation("unit_a", "2012-03-01")
    for human in [*range(1, 29, 2), 2, 4, 6]:
        history.victim(case, human, (V.PRESUMED, "2012-03-02"), birth_date=born(human))
    return case


@pytest.fixture
def publication(case: Investigation, cast: Cast) -> Publication:
    with cast.acting("coordinator"):
        return publish_year(by=cast.user("coordinator"), year=2012)


def revised(cast: Cast, publication: Publication) -> dict[str, Difference]:
    with cast.acting("coordinator"):
        found = differences(publication.tables.get(position=1))
        return {difference.block.indicator: difference for difference in found}


def test_without_a_change_nothing_differs(publication: Publication, cast: Cast) -> None:
    assert revised(cast, publication) == {}


def test_a_late_victim_leaves_the_published_figure_and_shows_as_17_to_18(
    publication: Publication, case: Investigation, cast: Cast, history: History
) -> None:
    human = history.human("unit_a", 99, birth_date=born(99))
    with cast.acting("officer"):
        add_victim(
            by=cast.user("officer"),
            victim=Victim(investigation=case, person=human),
            status=V.PRESUMED,
            on=date(2012, 11, 30),
            decider=Decider.POLICE,
            basis="BPK 28",
        )
    with cast.acting("coordinator"):
        kept = FrozenTable.from_json(publication.tables.get(position=1).content)
        assert kept.number("presumed_victims") == FrozenCell(17)
    found = revised(cast, publication)
    total = found["presumed_victims"]
    assert (total.published, total.then, total.now) == (FrozenCell(17), 17, 18)
    assert (total.came, total.went) == (1, 0)
    assert {(c.kind, c.verb, c.organisation, c.records) for c in total.causes} >= {
        ("victims_victim", "insert", "unit_a lt", 1),
        ("victims_victimdecision", "insert", "unit_a lt", 1),
    }
    assert all(cause.last_on == timezone.localdate() for cause in total.causes)
    assert "presumed_men" not in found


def test_a_hidden_number_that_differs_is_named_without_a_number(
    publication: Publication, case: Investigation, cast: Cast, history: History
) -> None:
    history.victim(case, 8, (V.PRESUMED, "2012-03-02"), birth_date=born(8))
    men = revised(cast, publication)["presumed_men"]
    assert men.published.is_hidden
    assert not men.is_told
    assert not men.is_safe


def test_beside_a_cell_of_few_people_only_totals_are_named(
    publication: Publication, case: Investigation, cast: Cast, history: History
) -> None:
    """A woman more: total and women differ. A man more: the women must not say that it was he."""
    history.victim(case, 101, (V.PRESUMED, "2012-03-02"), birth_date=born(101))
    found = list(revised(cast, publication).values())
    before = {one.block.indicator for one in nameable(found)}
    assert "presumed_victims" in before
    history.victim(case, 8, (V.PRESUMED, "2012-03-02"), birth_date=born(8))
    found = list(revised(cast, publication).values())
    named = {one.block.indicator for one in nameable(found)}
    assert named == {"presumed_victims", "presumed_in_period"}
    assert {one.block.indicator for one in found} > named


def test_a_correction_moves_somebody_between_two_cells(case: Investigation, cast: Cast) -> None:
    with cast.acting("coordinator"):
        tables = [("Pagal lytį", "By sex", BY_SEX)]
        publication = publish_year(by=cast.user("coordinator"), year=2012, tables=tables)
    with cast.acting("officer"):
        human = Person.objects.filter(victim_in__investigation=case, sex="female").first()
        assert human is not None
        human.sex = "male"
        human.save()
    with cast.acting("coordinator"):
        found = {d.at: d for d in differences(publication.tables.get(position=2))}
    assert {at: (d.came, d.went) for at, d in found.items()} == {
        ("female",): (0, 1),
        ("male",): (1, 0),
    }
    assert {(c.kind, c.verb) for c in found[("male",)].causes} >= {("people_person", "update")}


@pytest.mark.parametrize("name", ["officer", "analyst", "ngo", "funder", "auditor"])
def test_nobody_else_reads_what_a_revision_is_made_of(
    name: str, publication: Publication, cast: Cast
) -> None:
    with cast.acting(name), connection.cursor() as cursor:
        assert PublishedBasis.objects.count() == 0
        cursor.execute("select count(*) from fact_change")
        assert cursor.fetchone() == (0,)
        with pytest.raises(PublishedBasis.DoesNotExist):
            differences(publication.tables.get(position=1))
    with cast.acting("coordinator"), connection.cursor() as cursor:
        cursor.execute("select count(*) from fact_change")
        assert cursor.fetchone()[0] > 0
