"""`python -m bench.figures`: fill, compare, time. See the package's docstring for the method."""

import argparse
import signal
import sys
import time

import psycopg

from bench import place as places
from thbcases import embedded

GOAL, TIMES = 2.0, 1.5


def main() -> int:
    """0 when all numbers agreed, also when a goal was missed: it is a report."""
    options = _options()
    # Without this a terminated run would leave the server it started behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with places.opened(options.cluster, options.database) as place:
        try:
            if not options.reuse:
                _fill(place, options)
            _measure(place, options)
        finally:
            if not (options.keep or options.reuse):
                places.drop(place)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.figures", description=__doc__)
    parser.add_argument("--victims", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=7, help="of the tables (7)")
    parser.add_argument("--writes", type=int, default=40, help="victims recorded each way (40)")
    parser.add_argument("--keep", action="store_true", help="leave the database")
    parser.add_argument("--reuse", action="store_true", help="measure a database that was left")
    parser.add_argument("--cluster", choices=("main", "test"), default="test")
    parser.add_argument("--database", default="thb_figures", help=argparse.SUPPRESS)
    return parser.parse_args()


def _fill(place: places.Place, options: argparse.Namespace) -> None:
    print("==> Making the tables, code lists, organisations and accounts", flush=True)
    places.make(place)
    import django

    django.setup()
    # It needs Django to be ready.
    from bench.figures.fill import fill

    print(f"==> Filling {options.victims:,} victims", flush=True)
    server = embedded.find_cluster(options.cluster)
    with psycopg.connect(server.url("postgres", place.name), autocommit=True) as connection:
        fill(connection, options.victims)
    print("==> Making the facts", flush=True)
    began = time.perf_counter()
    places.manage("rebuild_facts")
    print(f"rebuild_facts took {time.perf_counter() - began:.0f} s")


def _measure(place: places.Place, options: argparse.Namespace) -> None:
    import django

    django.setup()
    # It needs Django to be ready.
    from bench.figures import measure

    with place.connect() as owner:
        page, by_hand = measure.tables(owner, options.repeats)
        cross = measure.cross_table(owner, max(1, options.repeats // 2))
        kept, without, settled = measure.writing(owner, options.writes)
    ratio = page.p50 / by_hand.p50
    print("| what | p50 | p95 |\n|---|---|---|")
    for name, times in (
        ("country table of ten years", page),
        ("the same by hand", by_hand),
        ("cross-table of three dimensions, ten years", cross),
        ("recording a victim with a decision", kept),
        ("the same without marks", without),
        ("settling one victim", settled),
    ):
        print(f"| {name} | {times.p50:.3f} s | {times.p95:.3f} s |")
    print(f"all figures agree; the page took {ratio:.2f} times as long (goal {TIMES}),")
    print(f"{'within' if page.p50 <= GOAL else 'more than'} {GOAL} s; ", end="")
    print(f"writing with marks {kept.p50 / without.p50:.2f} times without")


if __name__ == "__main__":
    sys.exit(main())
