"""`python -m bench.charts`: random link charts through `.anx`, two validators and back.

Each graph is written, validated by libxml2 and by xmlschema, read again and compared; then broken
in one of the ways of `tests/niis/charts/test_anx.py`, and both must refuse it.
"""

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.place import LOCAL

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thbcases.settings")
# Nothing is asked of a database here; the settings want its name.
os.environ.setdefault("DATABASE_URL", "postgresql://nobody@localhost/none")


def main() -> int:
    """0 when every graph came back equal and every broken chart was refused by both."""
    parser = argparse.ArgumentParser(prog="python -m bench.charts", description=__doc__)
    parser.add_argument("--examples", type=int, default=10_000)
    parser.add_argument("--output", type=Path, default=LOCAL / "charts.json")
    options = parser.parse_args()
    import django

    django.setup()
    found = run(options.examples)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(found, indent=2), encoding="utf-8")
    print(json.dumps(found, indent=2))
    return 0 if found["wrong"] == 0 else 1


def run(examples: int) -> dict[str, object]:
    """Write, check, read, compare and break so many random graphs."""
    from hypothesis import HealthCheck, Phase, given, seed, settings

    from tests.niis.charts.graphs import releases

    judge = Judge()
    every = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    begun = time.perf_counter()
    seed(20260309)(every(given(releases())(judge.judge)))()
    return judge.figures(time.perf_counter() - begun)


class Judge:
    """Judges one graph after another, and counts."""

    def __init__(self) -> None:
        import xmlschema

        from thbcases.niis.charts import anx

        self.schema = xmlschema.XMLSchema(anx.profile().decode())
        self.counted: Counter[str] = Counter()
        self.spent: Counter[str] = Counter()

    def judge(self, made: Any) -> None:
        """Write, validate twice, read again, compare; then break and see it refused."""
        from thbcases.niis.charts import anx

        clock = time.perf_counter
        start = clock()
        data = anx.write(made)
        written = clock()
        is_valid = self.schema.is_valid(data.decode())
        judged = clock()
        is_equal = anx.read(data) == made.graph
        self.spent.update(write=written - start, xmlschema=judged - written, read=clock() - judged)
        self.counted.update(graphs=1, nodes=len(made.graph.nodes), links=len(made.graph.links))
        self.counted.update(invalid=not is_valid, unequal=not is_equal)
        self._break(data)
        if self.counted["graphs"] % 500 == 0:
            print(f"\r{self.counted['graphs']} graphs", end="", file=sys.stderr, flush=True)

    def _break(self, data: bytes) -> None:
        from lxml import etree

        from tests.niis.charts.test_anx import BROKEN

        how = list(BROKEN)[self.counted["graphs"] % len(BROKEN)]
        root = etree.fromstring(data)
        try:
            BROKEN[how](root)
        except (StopIteration, IndexError, ValueError):
            return  # too small a graph to be broken in this way
        self.counted.update(broken=1, accepted=not self._refused(etree.tostring(root)))

    def _refused(self, data: bytes) -> bool:
        from thbcases.niis.charts import anx

        try:
            anx.read(data)
        except anx.BadChart:
            return not self.schema.is_valid(data.decode())
        return False

    def figures(self, seconds: float) -> dict[str, object]:
        """What was counted."""
        counted = self.counted
        return {
            **{name: int(counted[name]) for name in ("graphs", "nodes", "links", "broken")},
            "not_valid": int(counted["invalid"]),
            "not_equal": int(counted["unequal"]),
            "broken_but_accepted": int(counted["accepted"]),
            "wrong": int(counted["invalid"] + counted["unequal"] + counted["accepted"]),
            "seconds": round(seconds, 1),
            "ms_each": {
                name: round(1000 * spent / counted["graphs"], 3)
                for name, spent in self.spent.items()
            },
        }


if __name__ == "__main__":
    sys.exit(main())
