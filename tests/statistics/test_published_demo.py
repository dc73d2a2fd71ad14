"""Everything the demo published is attacked; and the same attack succeeds on worse tables.

The attacker of these tests has only what readers have: the tables as they were published.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import psycopg
import pytest

from tests.demo_site import database_url
from thbcases.statistics.disclosure.attack import unsafe
from thbcases.statistics.disclosure.guard import pair_differences
from thbcases.statistics.disclosure.joint import Joint
from thbcases.statistics.disclosure.published import Published, parted
from thbcases.statistics.disclosure.suppress import Pattern, protect
from thbcases.statistics.publishing import FrozenCell, FrozenLine, FrozenTable
from thbcases.statistics.publishing.country import country_system
from thbcases.statistics.publishing.guarding import as_published

pytestmark = pytest.mark.django_db
PAIRS = 10_000
YEARS = (2009, 2010, 2011)


@dataclass(frozen=True)
class Out:
    """A table that went out, and what it was counted from."""

    year: int
    position: int
    threshold: int
    table: FrozenTable
    basis: dict[str, Any]

    def numbers(self) -> dict[str, int | None]:
        """The true numbers of figures that are not broken down."""
        return {
            block["indicator"]: block["periods"][0]["numbers"][0][1]
            for block in self.basis["blocks"]
        }


@pytest.fixture(scope="module")
def out(demo_database: str) -> list[Out]:
    with psycopg.connect(database_url("DATABASE_OWNER_URL", demo_database)) as owner:
        lines = owner.execute(
            "select p.year, t.position, p.threshold, t.content, b.content "
            "from statistics_publication p "
            "join statistics_publishedtable t on t.publication_id = p.id "
            "join statistics_publishedbasis b on b.table_id = t.id order by 1, 2"
        ).fetchall()
    return [
        Out(year, position, threshold, FrozenTable.from_json(content), basis)
        for year, position, threshold, content, basis in lines
    ]


def tables(out: list[Out]) -> list[Published]:
    """All that readers have, in their own words."""
    return [
        one for table in out for one in as_published(table.table, f"{table.year}/{table.position}")
    ]


def attacks(found: list[Published]) -> Iterator[tuple[Any, float, float]]:
    """Hidden numbers that come out, with the tables of each figure and year put together."""
    groups: dict[Any, list[Published]] = {}
    for table in found:
        for part in parted(table):
            groups.setdefault((part.indicator, part.period, part.splitting), []).append(part)
    for group in groups.values():
        yield from Joint(group).narrow()


def test_the_demo_published_its_years(out: list[Out]) -> None:
    assert tuple(sorted({table.year for table in out})) == YEARS
    assert all(table.threshold == 11 for table in out)
    assert len(out) > len(YEARS)
    total = next(t for t in out if (t.year, t.position) == (2011, 1)).table
    cell = total.number("presumed_victims")
    assert cell is not None
    assert cell.number == 45


def test_no_number_of_few_people_is_shown(out: list[Out]) -> None:
    shown = [number for table in tables(out) for number in table.shown.values() if 0 < number < 11]
    assert shown == []
    assert sum(len(table.hidden) for table in tables(out)) > 10


def test_no_hidden_number_comes_out_of_all_tables_together(out: list[Out]) -> None:
    assert list(attacks(tables(out))) == []


def test_no_number_of_a_country_table_comes_out_of_its_sums(out: list[Out]) -> None:
    for one in out:
        if one.position == 1:
            assert unsafe(*pattern_of(one), one.threshold) == [], one.year


def pattern_of(one: Out) -> tuple[Any, Pattern]:
    """What is hidden in a country table, as a system of sums."""
    system = country_system(one.numbers())
    hidden = frozenset(
        (block.indicator,) for block in one.table.blocks if block.lines[0].cells[0].is_hidden
    )
    return system, Pattern(system, hidden, system.sensitive(one.threshold))


def test_the_same_attack_succeeds_without_complementary_suppression(out: list[Out]) -> None:
    """So the check can fail: with only the small numbers hidden, most come out."""
    caught = 0
    for one in out:
        if one.position == 1:
            system = country_system(one.numbers())
            weak = protect(system, one.threshold, complementary=False)
            caught += len(unsafe(system, weak, one.threshold))
    assert caught > 0


def test_ten_thousand_pairs_do_not_differ_by_a_few_people(out: list[Out]) -> None:
    """Two tables at random, in both directions, also a table with itself."""
    found, random = tables(out), Random(11)
    seen = 0
    for _turn in range(PAIRS):
        a, b = random.choice(found), random.choice(found)
        assert pair_differences(a, b, 11) == [], (a.name, b.name)
        seen += a.indicator in (b.indicator, b.part_of)
    assert seen > PAIRS / 100


def weakened(one: Out) -> FrozenTable:
    """A country table as it would be with only its small numbers hidden."""
    numbers = one.numbers()
    hidden = protect(country_system(numbers), one.threshold, complementary=False).hidden
    blocks = [
        replace(block, lines=(FrozenLine((), (cell,)),))
        for block in one.table.blocks
        for cell in [
            FrozenCell(is_hidden=True)
            if (block.indicator,) in hidden
            else FrozenCell(numbers[block.indicator])
        ]
    ]
    return FrozenTable(tuple(blocks))


def test_ten_thousand_pairs_of_weaker_tables_do_differ_by_a_few_people(out: list[Out]) -> None:
    """The same pairs, with complementary suppression switched off."""
    found = [
        published
        for one in out
        for published in as_published(weakened(one) if one.position == 1 else one.table, "weak")
    ]
    random = Random(11)
    caught = [
        pair
        for pair in ((random.choice(found), random.choice(found)) for _turn in range(PAIRS))
        if pair_differences(*pair, 11)
    ]
    assert caught


def test_a_pair_with_a_few_people_between_them_is_seen(out: list[Out]) -> None:
    """So that check can fail too: the true numbers beside each other tell of few."""
    country = next(one for one in out if (one.year, one.position) == (2011, 1))
    numbers = country.numbers()
    blocks = {block.indicator: block for block in country.table.blocks}
    bare = [
        Published(
            indicator=key,
            period=blocks[key].periods[0],
            threshold=11,
            part_of=blocks[key].part_of,
            shown={(): number},
        )
        for key, number in numbers.items()
        if number is not None and blocks[key].threshold
    ]
    assert any(pair_differences(a, b, 11) for a in bare for b in bare)
