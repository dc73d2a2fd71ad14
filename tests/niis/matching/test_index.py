"""The index is sealed, is right under changes and reloads, and hands out no content."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from tests.cast import Cast
from tests.demo_site import copy_database, database_url, drop_database
from tests.niis.matching.conftest import PEOPLE, born, keys_of
from thbcases.niis.matching import ddl, keys
from thbcases.niis.matching.answers import Answer
from thbcases.niis.matching.fold import words
from thbcases.niis.matching.kinds import Kind, understand
from thbcases.niis.matching.search import search
from thbcases.niis.matching.store import (
    Named,
    Valued,
    open_load,
    publish,
    put,
    raw_connection,
    recount,
    remove,
    sweep,
)

Ask = Callable[..., Answer]


def name(key: str, given: str, family: str) -> Named:
    return Named(key, Kind.PERSON, given, family, "", born("1990-05-12"))


def found(text: str) -> list[str]:
    answer = search(understand(text))
    return keys_of([*answer.hits, *answer.possible])


# --- the seal


@pytest.mark.parametrize("table", ddl.TABLE_NAMES)
def test_nobody_reads_the_tables(cast: Cast, index: None, table: str) -> None:
    with cast.acting("officer"), connection.cursor() as cursor:
        cursor.execute("select has_table_privilege(%s, 'select')", [table])
        if cursor.fetchone() == (True,):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,)
        cursor.execute(
            "select relrowsecurity and relforcerowsecurity from pg_class where relname = %s",
            [table],
        )
        assert cursor.fetchone() == (True,)
        cursor.execute("select count(*) from pg_policies where tablename = %s", [table])
        assert cursor.fetchone() == (0,)


def test_the_application_role_finds_through_the_functions(cast: Cast, index: None) -> None:
    with cast.acting("officer"):
        assert found("Jonas Kazlauskas") == ["jonas"]
        assert found("ABC 123") == ["jonas"]


def test_the_search_function_gives_away_only_what_was_asked_about(index: None) -> None:
    """Numbers of stems that were asked about, the form of those words, nothing else."""
    own = {keys.number(word.stem) for word in words("Jonas Kazlauskas")}
    asked = [keys.number("kazlausk")]
    strong = [keys.number("kazlausk"), keys.pair(*own)]
    row = (
        raw_connection()
        .execute(
            "select * from niis_index_find('{1}', %s, '{}', '{}', '{}', %s, %s, "
            "'1990-05-12', null, '{}', 1990, null, 100, 100)",
            [strong, asked, asked],
        )
        .fetchone()
    )
    assert row is not None
    tokens = [token for token in row[6:] if token is not None]
    told = {token >> 16 for token in tokens if token < 1 << 62}
    assert told == {keys.number("kazlausk")}
    assert [token & ~3 for token in tokens if token >= 1 << 62] == [1 << 62]
    # entry, register, kind, sex, relation of the dates, how many: no name and no date
    assert all(isinstance(value, int) for value in row[:6])


def test_the_functions_return_no_names_and_no_dates(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_get_function_result(oid) from pg_proc where proname = any(%s)",
            [["niis_index_find", "niis_index_values"]],
        )
        for (result,) in cursor.fetchall():
            assert "date" not in result
            assert "char" not in result
            assert "text" not in result


def test_every_function_of_the_owner_has_a_fixed_search_path(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc where proname like 'niis_index_%%' and (not prosecdef "
            "or not proconfig::text like '%%search_path=public, pg_temp%%')"
        )
        assert cursor.fetchall() == []
        cursor.execute("select count(*) from pg_proc where proname = any(%s)", [
            list(ddl.FUNCTION_NAMES)
        ])  # fmt: skip
        assert cursor.fetchone() == (len(ddl.FUNCTION_NAMES),)


# --- one record


def test_a_changed_record_is_found_by_what_it_says_now(db: None) -> None:
    put("test", "one", [name("one", "Jonas", "Kazlauskas"), Valued("one", Kind.PHONE, "861111111")])
    put("test", "one", [name("one", "Jonas", "Petraitis")])
    assert found("Jonas Kazlauskas") == []
    assert found("861111111") == []
    assert found("Jonas Petraitis") == ["one"]


def test_a_removed_record_is_not_found(db: None) -> None:
    put("test", "one", PEOPLE["jonas"])
    remove("test", "jonas")
    put("test", "jonas", PEOPLE["jonas"])
    assert found("Jonas Kazlauskas") == ["jonas"]
    remove("test", "jonas")
    remove("test", "one")
    assert found("Jonas Kazlauskas") == []
    assert found("ABC 123") == []


def test_what_is_rolled_back_was_never_there(db: None) -> None:
    with transaction.atomic():
        put("test", "one", [name("one", "Jonas", "Kazlauskas")])
        transaction.set_rollback(True)
    assert found("Jonas Kazlauskas") == []


def test_several_names_of_one_record(db: None) -> None:
    put("test", "one", [name("one", "Ona", "Jonaitienė"), name("one", "Ona", "Petraitienė")])
    assert found("Ona Jonaitytė") == ["one"]
    assert found("Ona Petraitytė") == ["one"]


def test_the_recount_forgets_stems_that_nobody_has(db: None) -> None:
    put("test", "one", [name("one", "Jonas", "Kazlauskas")])
    put("test", "two", [name("two", "Jonas", "Petraitis")])
    remove("test", "one")
    recount(raw_connection())
    with connection.cursor() as cursor:
        cursor.execute("select stem, entries from niis_indexstem where space = 1 order by stem")
        assert cursor.fetchall() == [("ion", 1), ("petrait", 1)]
        cursor.execute("select code, records from niis_indexregister")
        assert ("test", 1) in cursor.fetchall()


# --- a whole delivery


def load(register: str, *rows: Named | Valued) -> Any:
    writer = open_load(raw_connection(), register)
    for row in rows:
        writer.add(row)
    return writer


def test_a_delivery_is_found_when_it_is_published_and_replaces_the_one_before(db: None) -> None:
    publish(load("wanted", name("a", "Jonas", "Kazlauskas"), name("b", "Ona", "Petraitė")))
    second = load("wanted", name("b", "Ona", "Petraitė"), name("c", "Rasa", "Žukaitė"))
    second.flush()
    assert found("Jonas Kazlauskas") == ["a"]
    assert found("Rasa Žukaitė") == []
    assert publish(second) == 2
    assert found("Jonas Kazlauskas") == []
    assert found("Rasa Žukaitė") == ["c"]
    assert found("Ona Petraitė") == ["b"]
    assert sweep(raw_connection(), "wanted") == 2
    assert found("Ona Petraitė") == ["b"]


def test_an_older_delivery_cannot_be_published_over_a_newer_one(db: None) -> None:
    old = load("wanted", name("a", "Jonas", "Kazlauskas"))
    publish(load("wanted", name("b", "Ona", "Petraitė")))
    with pytest.raises(psycopg.errors.RaiseException), transaction.atomic():
        publish(old)
    assert found("Ona Petraitė") == ["b"]


def test_registers_do_not_touch_each_other(db: None) -> None:
    publish(load("wanted", name("a", "Jonas", "Kazlauskas")))
    publish(load("border", name("b", "Jonas", "Kazlauskas")))
    assert sorted(found("Jonas Kazlauskas")) == ["a", "b"]
    sweep(raw_connection(), "wanted")
    assert sorted(found("Jonas Kazlauskas")) == ["a", "b"]


# --- at the same time


def _in_threads(count: int, work: Callable[[psycopg.Connection[Any], int], None]) -> None:
    """Run the same work on connections of their own; raises what went wrong in any."""
    problems: list[BaseException] = []
    # what a connection tells of itself leaves the password out
    dsn = database_url("DATABASE_OWNER_URL", connection.settings_dict["NAME"])

    def run(number: int) -> None:
        try:
            with psycopg.connect(dsn) as own:
                work(own, number)
        except BaseException as problem:  # noqa: BLE001
            problems.append(problem)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []


def _put(own: psycopg.Connection[Any], record: str, rows: list[Named]) -> None:
    from thbcases.niis.matching.store import Writer, _one

    current = _one(own, "select niis_index_replace(%s, %s)", ["busy", record])
    writer = Writer(own, current)
    for row in rows:
        writer.add(row)
    writer.flush()
    writer.add_stems(is_whole_load=False)
    own.commit()


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the empty test database: what several connections commit goes with it.

    A transactional test would empty the code lists for everybody after it.
    """
    with django_db_blocker.unblock():
        template = connection.settings_dict["NAME"]
        name = f"{template}_writers"
        connection.close()
        copy_database(template, name)
        connection.settings_dict["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = template
            drop_database(name)


def test_writers_at_the_same_time_lose_nothing_and_wait_in_no_circle(own_database: None) -> None:
    families = ["Kazlauskas", "Petraitis", "Žukauskas", "Jankauskas", "Stankevičius"]

    def work(own: psycopg.Connection[Any], number: int) -> None:
        for step in range(10):
            family = families[(number + step) % len(families)]
            other = families[(number - step) % len(families)]
            record = f"w{number}-{step}"
            rows = [name(record, "Jonas", f"{family}as{number}"), name(record, "Ona", other)]
            _put(own, record, rows)
            # the same record in all threads
            _put(own, "same", [name("same", "Vytautas", family)])

    _in_threads(4, work)
    with connection.cursor() as cursor:
        cursor.execute(
            "select record_key, count(*) from niis_indexentry group by 1 having count(*) > 2"
        )
        assert cursor.fetchall() == []
        cursor.execute("select count(*) from niis_indexentry where record_key = 'same'")
        assert cursor.fetchone() == (1,)
        cursor.execute("select count(distinct record_key) from niis_indexentry")
        assert cursor.fetchone() == (41,)
        cursor.execute("select count(*) from niis_indexregister where code = 'busy'")
        assert cursor.fetchone() == (1,)
        cursor.execute(
            "select count(*) from niis_indexentry e, unnest(stems) n "
            "where not exists (select from niis_indexstem s where s.number = n)"
        )
        assert cursor.fetchone() == (0,)
