"""The bench of the figures fills a small country, finds every number equal, and leaves nothing."""

import os
import subprocess
import sys

import psycopg
import pytest

from thbcases import embedded

pytestmark = pytest.mark.skipif(
    os.environ["THB_TESTS_ON"] == "server", reason="the bench has its own server, the embedded one"
)
DATABASE = "test_thb_figures"


def test_the_country_table_and_the_statements_by_hand_agree() -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "DATABASE_OWNER_URL", "THB_CONNECT_AS", "TEST_DATABASE"}
    }
    command = [sys.executable, "-m", "bench.figures", "--victims", "600", "--repeats", "1"]
    with embedded.ensure({}, "test"):
        done = subprocess.run(
            [*command, "--writes", "2", "--database", DATABASE],
            cwd=embedded.ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "all figures agree" in done.stdout
        assert done.stdout.count(" s |") == 12
        url = embedded.find_cluster("test").url("thb_owner", "postgres")
        with psycopg.connect(url) as connection:
            left = connection.execute(
                "select count(*) from pg_database where datname = %s", [DATABASE]
            ).fetchone()
        assert left == (0,)


def test_a_number_that_differs_ends_the_bench() -> None:
    from bench.figures.measure import Differs, compare
    from thbcases.core.periods import year
    from thbcases.statistics.queries import CountryRow

    row = CountryRow(year(2016), {"suspects": 3}, 3)
    compare([row], {2016: {"suspects": 3}})
    with pytest.raises(Differs):
        compare([row], {2016: {"suspects": 4}})
