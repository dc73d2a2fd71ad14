"""The one search over all registers: what the screen, a list of names and the evaluation use."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import psycopg

from thbcases.niis.matching import expand
from thbcases.niis.matching.answers import Answer, Found, Reason, TooMany
from thbcases.niis.matching.dates import one_digit_away, swapped
from thbcases.niis.matching.fold import Word
from thbcases.niis.matching.kinds import NAMED, Kind, Query
from thbcases.niis.matching.scoring import HIT, POSSIBLE, Relation, Row, Scored, Scorer
from thbcases.niis.matching.store import ALL, GIVEN, PUBLIC, Connection, raw_connection

SCANNED = 6_000
FETCHED = 120
SHOWN = 20
# Whoever has the same name and birth date is whom one asks for.
SURE = 0.96
PORTIONS = (0, 6, 40, 160, expand.MOST_PAIRS)
PREPARE_AFTER = 3
# A single word with a birth date is looked up by the date; alone, only while it is rare.
COMMON_WORD = 2_000

FIND = (
    "select * from {s}.niis_index_find(%b::smallint[], %b::integer[], %b::integer[], "
    "%b::integer[], %b::integer[], %b::integer[], %b::integer[], %b::date, %b::date, %b::date[], "
    "%b::integer, %b::smallint[], "
    "%b::integer, %b::integer)"
)
NEAR = "select * from {s}.niis_index_near(%b::smallint, %b::integer[], %b::integer[])"
VALUES = "select * from {s}.niis_index_values(%b::smallint[], %b::varchar[], %b::smallint[])"

KINDS = {
    Kind.PERSON: (Kind.PERSON, Kind.NICKNAME),
    Kind.NICKNAME: (Kind.NICKNAME,),
    Kind.COMPANY: (Kind.COMPANY,),
    Kind.ADDRESS: (Kind.ADDRESS,),
}


def search(
    query: Query,
    *,
    connection: Connection | None = None,
    schema: str = PUBLIC,
    registers: Sequence[int] | None = None,
    limit: int = SHOWN,
) -> Answer:
    """Search all published registers, or those named, for what was understood."""
    if connection is None:
        connection = raw_connection()
    if connection.prepare_threshold is None:
        # Django's own queries are put together by the client and are not touched by this.
        connection.prepare_threshold = PREPARE_AFTER
    cursor = psycopg.Cursor(connection)
    if query.kind in NAMED:
        return _Search(query, cursor, schema, registers, limit).answer()
    return _values(query, cursor, schema, registers, limit)


# --- names

Numbers = Callable[[Word], frozenset[int]]


class _Search:
    def __init__(
        self,
        query: Query,
        cursor: "psycopg.Cursor[Any]",
        schema: str,
        registers: Sequence[int] | None,
        limit: int,
    ) -> None:
        self.query = query
        self.cursor = cursor
        self.schema = schema
        self.registers = _array(registers) if registers is not None else None
        self.limit = limit
        self.kinds = _array(KINDS[query.kind])
        self.typed = expand.first(_spoken(query))
        self.records = 0
        self.total = 0
        self.found: dict[int, Scored] = {}
        self.is_widened = False
        self.is_last_step = False

    def answer(self) -> Answer:
        """Look as it stands, then with one letter wrong, then with two and by rule.

        Each step is only taken while there is no good answer: the same name born on the same
        day, more namesakes than are shown, a hit at all.
        """
        self._find()
        if self._is_sure():
            return self._answer()
        self._widen(ALL, expand.by_letters, expand.near_numbers)
        self._find()
        if self._best() < HIT:
            self.is_last_step = True
            self._widen(ALL, expand.by_slips, expand.slipped_numbers, expand.far_numbers)
            self._widen(GIVEN, expand.by_rule, expand.short_numbers)
            self._find()
        return self._answer()

    def _widen(
        self, space: int, likeness: expand.Likeness, near: Numbers, far: Numbers | None = None
    ) -> None:
        self.is_widened = True
        words = [item.word for item in self.typed]
        asked = _array({n for word in words for n in near(word)})
        if asked == "{}" and far is None:
            return
        more = _array({n for word in words for n in far(word)}) if far else None
        rows = self._rows(NEAR, [str(space), asked, more])
        known: dict[str, int] = dict(rows)
        self.records = known.pop("", 0)
        expand.widen(self.typed, known, likeness)

    def _is_sure(self) -> bool:
        if self.query.birth.day:
            return self._best() >= SURE
        return sum(s.score >= SURE for s in self.found.values()) > self.limit

    def _find(self) -> None:
        birth = self.query.birth
        numbers = self._keys()
        rows = self._rows(FIND, [
            self.kinds,
            *(_array(numbers[start:end]) for start, end in pairwise(PORTIONS)),
            _array(item.stems[0].number for item in self.typed),
            _array(stem.number for item in self.typed for stem in item.stems),
            birth.day,
            swapped(birth.day) if birth.day else None,
            _dates(one_digit_away(birth.day)) if birth.day else "{}",
            birth.year,
            self.registers,
            SCANNED,
            FETCHED,
        ])  # fmt: skip
        if rows:
            self.total = max(self.total, rows[0][Relation.TOTAL])
        self.scorer = Scorer(
            self.typed, self.records, has_day=birth.day is not None, has_year=bool(birth)
        )
        for row in rows:
            scored = self.scorer.score(row)
            if scored is not None:
                self.found[row[Relation.ENTRY]] = scored

    def _keys(self) -> list[int]:
        if not self.is_widened and self.query.birth.day:
            # The same name born on the same day is found by the day alone.
            return []
        if self.is_last_step and self.query.birth.day and self._best() >= POSSIBLE:
            # The name is known, born on another day; whoever else it may be is found by the day.
            return []
        if len(self.typed) > 1:
            return expand.pairs(self.typed, self.records)
        only = self.typed[0]
        if self.query.birth.day and only.entries > COMMON_WORD:
            return []
        return [stem.number for stem in only.stems]

    def _rows(self, statement: str, values: list[Any]) -> list[Any]:
        self.cursor.execute(_text(statement, self.schema), values, binary=True)
        return self.cursor.fetchall()

    def _best(self) -> float:
        return max((s.score for s in self.found.values() if not s.is_lead), default=0.0)

    def _answer(self) -> Answer:
        ranked = sorted(self.found.values(), key=lambda s: (-s.score, s.row[Relation.ENTRY]))
        hits = [s for s in ranked if s.score >= HIT and not s.is_lead]
        possible = [s for s in ranked if POSSIBLE <= s.score < HIT and not s.is_lead]
        leads = [s for s in ranked if s.is_lead]
        too_many = None
        fetched_all = self.total <= FETCHED
        if not fetched_all and len(hits) > self.limit:
            too_many = TooMany(max(len(hits), self.limit))
        return Answer(
            self._shown(hits),
            self._shown(possible),
            self._shown(leads),
            self.query,
            too_many,
        )

    def _shown(self, scored: list[Scored]) -> tuple[Found, ...]:
        return tuple(
            Found(
                one.row[Relation.ENTRY],
                one.row[Relation.REGISTER],
                round(one.score, 3),
                tuple(self.scorer.reasons(one)),
            )
            for one in scored[: self.limit]
        )


def _spoken(query: Query) -> list[Any]:
    """The words to compare; a single letter is an initial."""
    if query.kind is not Kind.PERSON:
        return list(query.words)
    return [word for word in query.words if len(word.skeleton) > 1]


# --- numbers and addresses


def _values(
    query: Query,
    cursor: "psycopg.Cursor[Any]",
    schema: str,
    registers: Sequence[int] | None,
    limit: int,
) -> Answer:
    only = _array(registers) if registers is not None else None
    rows = _look_up(cursor, schema, query.values, only)
    hits = [Found(row[0], row[1], 1.0, (Reason.SAME_VALUE,), True) for row in rows]
    possible: list[Found] = []
    if not hits:
        rows = _look_up(cursor, schema, _slips(query.values), only)
        possible = [Found(row[0], row[1], 0.8, (Reason.ONE_SIGN_DIFFERS,), True) for row in rows]
    too_many = TooMany(limit) if len(hits) > limit else None
    return Answer(tuple(hits[:limit]), tuple(possible[:limit]), (), query, too_many)


def _look_up(
    cursor: "psycopg.Cursor[Any]",
    schema: str,
    values: Iterable[tuple[Kind, str]],
    only: str | None,
) -> list[Row]:
    values = list(values)
    kinds = _array({int(kind) for kind, _value in values})
    wanted = [value for _kind, value in values]
    cursor.execute(_text(VALUES, schema), [kinds, wanted, only], binary=True)
    return cursor.fetchall()


SLIPPED = (Kind.DOCUMENT, Kind.VEHICLE, Kind.PHONE)
SHORTEST_SLIP = 5
ALPHABET = "0123456789"


def _slips(values: Iterable[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """The same numbers with one digit wrong, left out, or exchanged with its neighbour."""
    found: dict[tuple[Kind, str], None] = {}
    for kind, value in values:
        if kind not in SLIPPED or len(value) < SHORTEST_SLIP:
            continue
        for i, sign in enumerate(value):
            if sign.isdigit():
                for digit in ALPHABET:
                    found[kind, value[:i] + digit + value[i + 1 :]] = None
                found[kind, value[:i] + value[i + 1 :]] = None
            if i:
                found[kind, value[: i - 1] + sign + value[i - 1] + value[i + 1 :]] = None
    return list(found)


# --- as PostgreSQL wants it


def _array(numbers: Iterable[int]) -> str:
    return "{" + ",".join(map(str, map(int, numbers))) + "}"


def _dates(days: Iterable[date]) -> str:
    return "{" + ",".join(day.isoformat() for day in days) + "}"


_texts: dict[tuple[str, str], str] = {}


def _text(statement: str, schema: str) -> str:
    found = _texts.get((statement, schema))
    if found is None:
        found = statement.replace("{s}", schema).replace("%b", "%s")
        _texts[statement, schema] = found
    return found
