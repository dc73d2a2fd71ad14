"""A second PostgreSQL server, in a folder of its own, that can be stopped and started again."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from thbcases import embedded

TABLE = """
create schema agency;
create table agency.wanted (
  nr integer primary key, vardas text, pavarde text, savo_rastu text, gime date, lytis text,
  pasas text, telefonas text
);
insert into agency.wanted
  select n, 'Vardenis' || chr(97 + n % 26), 'Pavardėnis' || chr(97 + n / 26 % 26), null,
    date '1980-01-01' + n, 'vyras', 'P' || (100000 + n), '+3706' || (1000000 + n)
  from generate_series(1, 300) n;
insert into agency.wanted values
  (1001, 'Mindaugas', 'Butkevičius', 'Миндаугас Буткявичюс', '1984-07-30', 'vyras', 'LB123456',
    null),
  (1002, 'Oksana', 'Kovalenko', 'Оксана Коваленко', null, 'moteris', null, '+370 612 34567');
create role reader login;
grant usage on schema agency to reader;
grant select on agency.wanted to reader;
"""


@dataclass
class OtherServer:
    """Another authority's server."""

    cluster: embedded.Cluster

    @property
    def url(self) -> str:
        """How the system reaches it: as a role that may only read."""
        return self.cluster.url("reader", "postgres")

    def start(self) -> None:
        embedded._start(self.cluster)

    def stop(self) -> None:
        embedded._stop(self.cluster)

    def run(self, statement: str, *values: Any) -> None:
        """Change something there, as its owner."""
        with psycopg.connect(self.cluster.url("postgres", "postgres")) as connection:
            connection.execute(statement, values or None)


@contextmanager
def other_server() -> Iterator[OtherServer]:
    """Start one, empty but for its table; its folder goes afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="thb-other-"))
    folder.chmod(0o755)
    found = embedded.find_cluster("test")
    cluster = embedded.Cluster("test", found.programs, folder / "pg")
    embedded._private_folder(cluster.home, cluster)
    server = OtherServer(cluster)
    try:
        server.start()
        server.run(TABLE)
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
