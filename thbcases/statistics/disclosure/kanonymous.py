"""Extracts of single records for the public: nobody is one of fewer than k who look the same.

The columns and the k of 11 are those of the Counter Trafficking Data Collaborative. A value that
makes a person rare is blanked, the least worth columns first; who stays rare is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PUBLIC_K = 11
# A value like any other: nobody sees whether it was blanked or never known.
BLANK = ""

Row = dict[str, Any]
Look = tuple[Any, ...]


@dataclass(frozen=True)
class Result:
    """The rows that may go out, in their order, and what was lost of them.

    `blanked` says for each column how many of the remaining rows lost their value there.
    """

    rows: list[Row]
    blanked: Mapping[str, int]
    dropped: int


def anonymise(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], k: int = PUBLIC_K
) -> Result:
    """Blank and drop until every combination of the columns occurs at least k times.

    `columns` are those by which somebody may be recognised, the most worth first; a row's other
    columns stay as they are. Values must be hashable, None counts as blank.
    """
    before = [_look(row, columns) for row in rows]
    after = list(before)
    for column in reversed(range(len(columns))):
        for number in _rare(after, k):
            after[number] = _with(after[number], column, BLANK)
    for column in range(len(columns)):
        _give_back(before, after, column, k)
    gone = set(_rare(after, k))
    kept = [number for number in range(len(rows)) if number not in gone]
    lost = Counter(
        column
        for number in kept
        for column, was, now in zip(columns, before[number], after[number], strict=True)
        if was != now
    )
    blanked = {column: lost[column] for column in columns}
    found = [{**rows[n], **dict(zip(columns, after[n], strict=True))} for n in kept]
    return Result(found, blanked, len(gone))


def smallest_group(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> int:
    """How many rows share the rarest combination of the columns; 0 where there are no rows."""
    counts: dict[Look, int] = {}
    for row in rows:
        look = tuple(row[column] for column in columns)
        counts[look] = counts.get(look, 0) + 1
    return min(counts.values(), default=0)


def _look(row: Mapping[str, Any], columns: Sequence[str]) -> Look:
    return tuple(BLANK if row[column] is None else row[column] for column in columns)


def _with(look: Look, column: int, value: object) -> Look:
    return (*look[:column], value, *look[column + 1 :])


def _rare(looks: Sequence[Look], k: int) -> list[int]:
    """The rows that look like fewer than k."""
    counts = Counter(looks)
    return [number for number, look in enumerate(looks) if counts[look] < k]


def _give_back(before: Sequence[Look], after: list[Look], column: int, k: int) -> None:
    """Un-blank a column where at least k rows that look the same have the same value in it.

    Blanking goes through whole groups, and some of their rows lose more than they must. What stays
    behind must not become rare by it.
    """
    groups: dict[Look, list[int]] = defaultdict(list)
    for number, look in enumerate(after):
        if look[column] == BLANK:
            groups[look].append(number)
    for members in groups.values():
        by_value: dict[object, list[int]] = defaultdict(list)
        for number in members:
            by_value[before[number][column]].append(number)
        left = len(members)
        for value, numbers in by_value.items():
            rest = left - len(numbers)
            if value != BLANK and len(numbers) >= k and (rest >= k or not rest):
                left = rest
                for number in numbers:
                    after[number] = _with(after[number], column, value)
