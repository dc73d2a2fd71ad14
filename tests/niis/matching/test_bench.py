"""The bench: what it holds out is held out, and its answers are right by their making."""

import csv
from pathlib import Path

import pytest

from bench.niis import names, report
from bench.niis.generate import CLASSES, write
from thbcases.niis.matching import aliases
from thbcases.niis.matching.fold import word


def stem(text: str) -> str:
    found = word(text)
    assert found is not None
    return found.stem


def test_no_list_has_the_diminutives_held_out() -> None:
    for given, short in names.diminutives().items():
        for one in short:
            assert stem(given) not in aliases.table().get(stem(one), {}), (given, one)


@pytest.mark.parametrize("tongue", ["lt", "ru", "ng"])
def test_the_roots_of_surnames_are_parted(tongue: str) -> None:
    roots = names.roots(tongue, 400)
    held = sum(names.is_held(root) for root in roots)
    assert len(set(roots)) == 400
    assert 140 < held < 260


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    first = write(tmp_path / "a", 300, seed=5, each=3, held=True)
    second = write(tmp_path / "b", 300, seed=5, each=3, held=True)
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes()
    with first[1].open(encoding="utf-8", newline="") as file:
        queries = list(csv.DictReader(file))
    with first[0].open(encoding="utf-8", newline="") as file:
        records = {row["record_id"] for row in csv.DictReader(file)}
    assert len(CLASSES) >= 14
    for query in queries:
        expected = set(filter(None, query["expected"].split(";")))
        assert expected <= records
        is_no_hit = query["class"] in {"absent_name", "absent_surname", "namesake", "sibling"}
        assert bool(expected) is not is_no_hit


def test_a_missed_goal_is_called_missed() -> None:
    assert report._line("goal", 0.97, 0.98, higher=True).endswith("missed |")
    assert report._line("goal", 0.98, 0.98, higher=True).endswith("met |")
    assert report._line("goal", 1.6, 1.5).endswith("missed |")
