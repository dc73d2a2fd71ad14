"""The other engines: the same records, the same queries, each as one would set it up."""

import os
import pwd
import shutil
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import tantivy
from rapidfuzz import fuzz, process

from bench.niis.generate import ascii_
from thbcases.niis.matching.dates import Unclear
from thbcases.niis.matching.fold import words
from thbcases.niis.matching.kinds import understand

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
FIRST = 10
Record = dict[str, str]


def stems(text: str) -> str:
    """A name as our stems, separated by spaces."""
    return " ".join(word.stem for word in words(text))


def asked(text: str, born: str) -> tuple[str, str]:
    """What was typed as stems, and the birth date in the text or beside it."""
    try:
        query = understand(text, born)
    except Unclear:
        return "", born
    day = query.birth.day
    return " ".join(word.stem for word in query.words), day.isoformat() if day else ""


class Rival(ABC):
    """One engine."""

    name = ""
    # A slow engine is asked only every so-manieth query.
    every = 1

    @abstractmethod
    def load(self, records: list[Record]) -> None:
        """Take all records and make ready."""

    @abstractmethod
    def ask(self, text: str, born: str) -> list[str]:
        """The first ten record numbers."""


class Trigrams(Rival):
    """pg_trgm of PostgreSQL 15 with contrib, on names without diacritics."""

    name = "pg_trgm, stock"

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.table = "stock"

    def text_of(self, record: Record) -> str:
        return ascii_(f"{record['given']} {record['family']}").lower()

    def text_asked(self, text: str) -> str:
        return ascii_(text).lower()

    def load(self, records: list[Record]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(f"drop table if exists {self.table}")
            cursor.execute(f"create table {self.table} (id text, name text)")
            with cursor.copy(f"copy {self.table} from stdin") as copy:
                for record in records:
                    copy.write_row((record["record_id"], self.text_of(record)))
            cursor.execute("set maintenance_work_mem = '512MB'")
            cursor.execute(f"create index on {self.table} using gin (name gin_trgm_ops)")
            cursor.execute(f"vacuum analyze {self.table}")

    def ask(self, text: str, born: str) -> list[str]:
        wanted = self.text_asked(text)
        rows = self.connection.execute(
            f"select id from {self.table} where name %% %s order by similarity(name, %s) desc "
            "limit 10",
            [wanted, wanted],
        ).fetchall()
        return [row[0] for row in rows]


class StemTrigrams(Trigrams):
    """pg_trgm on our stems instead of the names."""

    name = "pg_trgm, our stems"

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        super().__init__(connection)
        self.table = "stems"

    def text_of(self, record: Record) -> str:
        return stems(f"{record['given']} {record['family']}")

    def text_asked(self, text: str) -> str:
        return asked(text, "")[0]


class Tantivy(Rival):
    """A full-text engine on our stems: each exactly, or with one letter wrong; and the date."""

    name = "Tantivy, our stems"

    def __init__(self) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("name", tokenizer_name="whitespace")
        builder.add_text_field("born", tokenizer_name="raw")
        self.schema = builder.build()
        self.folder = tempfile.mkdtemp(prefix="niis-tantivy-")
        self.index = tantivy.Index(self.schema, path=self.folder)

    def load(self, records: list[Record]) -> None:
        writer = self.index.writer(heap_size=300_000_000, num_threads=2)
        for record in records:
            writer.add_document(
                tantivy.Document(
                    id=record["record_id"],
                    name=stems(f"{record['given']} {record['family']}"),
                    born=record["birth_date"],
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, text: str, born: str) -> list[str]:
        wanted, day = asked(text, born)
        parts = []
        for stem in wanted.split():
            fuzzy = tantivy.Query.fuzzy_term_query(self.schema, "name", stem, distance=1)
            exact = tantivy.Query.term_query(self.schema, "name", stem)
            parts += [(tantivy.Occur.Should, fuzzy), (tantivy.Occur.Should, exact)]
        if day:
            same = tantivy.Query.term_query(self.schema, "born", day)
            parts.append((tantivy.Occur.Should, tantivy.Query.boost_query(same, 2.0)))
        if not parts:
            return []
        found = self.searcher.search(tantivy.Query.boolean_query(parts), FIRST)
        return [self.searcher.doc(address)["id"][0] for _score, address in found.hits]


class BruteForce(Rival):
    """rapidfuzz over the list of all names as our stems."""

    name = "rapidfuzz, a list"
    every = 20

    def load(self, records: list[Record]) -> None:
        self.ids = [record["record_id"] for record in records]
        self.names = [stems(f"{record['given']} {record['family']}") for record in records]

    def ask(self, text: str, born: str) -> list[str]:
        found = process.extract(
            asked(text, "")[0], self.names, scorer=fuzz.token_sort_ratio, limit=FIRST
        )
        return [self.ids[place] for _name, _score, place in found]


@contextmanager
def debian_postgresql() -> Iterator[psycopg.Connection[Any] | None]:
    """Debian's PostgreSQL 15 with contrib in a folder of its own; None where it is missing."""
    if not (PROGRAMS / "initdb").exists():
        yield None
        return
    user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="niis-pg15-"))
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [PROGRAMS / program, *arguments],
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
            cwd="/",
            check=True,
            stdout=subprocess.DEVNULL,
        )

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder}"
    run("pg_ctl", "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start")
    try:
        with psycopg.connect(
            f"postgresql://postgres@/postgres?host={folder}", autocommit=True
        ) as connection:
            connection.execute("create extension pg_trgm")
            yield connection
    finally:
        run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
