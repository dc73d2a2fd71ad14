"""`python -m bench`: fill, measure, report. See the package's docstring for the method."""

import argparse
import signal
import sys
from pathlib import Path

from bench import place as places
from thbcases import embedded


def main() -> int:
    """0 when every page was measured, also when a goal was missed: it is a report."""
    options = _options()
    # Without this a terminated run would leave the server it started behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with places.opened(options.cluster, options.database) as place:
            return _run(place, options)
    except embedded.EmbeddedError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        return 130


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--scale", type=_at_least_one, default=100, help="countries (100)")
    parser.add_argument("--requests", type=_at_least_one, default=40, help="of each page (40)")
    parser.add_argument("--warm-up", type=_at_least_one, default=3, help="requests before (3)")
    parser.add_argument("--reuse", action="store_true", help="keep what is filled already")
    parser.add_argument("--account", action="append", help="only pages of this account")
    parser.add_argument("--explain", metavar="ACCOUNT:URL_NAME", help="plans of one page instead")
    parser.add_argument(
        "--output", type=Path, default=places.LOCAL / "results.json", help="the file of results"
    )
    parser.add_argument("--cluster", choices=("main", "test"), default="main")
    parser.add_argument("--database", default=places.NAME, help=argparse.SUPPRESS)
    return parser.parse_args()


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _run(place: places.Place, options: argparse.Namespace) -> int:
    is_kept = options.reuse and places.is_filled(place, options.scale)
    if is_kept:
        places.gather_static_files()
    else:
        print("==> Making the tables, code lists, organisations and accounts", flush=True)
        places.make(place)
    import django

    django.setup()
    # Both need Django to be ready.
    from bench import measure, report
    from bench.fill import fill

    if not is_kept:
        print(f"==> Filling {options.scale} times the country", flush=True)
        with place.connect() as connection:
            fill(connection, options.scale)
        # Otherwise the first page with a figure would work out the facts of everything.
        places.manage("rebuild_facts")
        places.mark(place, options.scale)
    if options.explain:
        report.explain(options.explain)
        return 0
    print(f"==> Measuring, {options.requests} requests of each page", flush=True)
    found, failed = measure.run(options.requests, options.warm_up, options.account)
    report.show(found, options.scale, options.output)
    for error in failed:
        print(f"FAILED {error}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
