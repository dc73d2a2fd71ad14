"""Measure the hit / no-hit search on a file of records and a file of queries."""

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from thbcases.niis.matching import evaluation


class Command(BaseCommand):
    help = (
        "Load records into scratch tables, search for every query through the function of the "
        "screen, and write recall, false hits and times as JSON. The scratch tables are dropped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--records",
            type=Path,
            required=True,
            help=f"A CSV file: {','.join(evaluation.RECORD_COLUMNS)}.",
        )
        parser.add_argument(
            "--queries",
            type=Path,
            required=True,
            help=f"A CSV file: {','.join(evaluation.QUERY_COLUMNS)}; expected is joined by «;».",
        )
        parser.add_argument("--json", type=Path, required=True, help="The file of results.")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = not options["verbosity"]
        try:
            queries = sum(
                1 for _row in evaluation.rows(options["queries"], evaluation.QUERY_COLUMNS)
            )
            counted = self._measure(options, queries, quiet=quiet)
        except evaluation.BadFile as error:
            raise CommandError(str(error)) from error
        text = json.dumps(counted.result(), indent=2, ensure_ascii=False)
        try:
            options["json"].write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{options['json']}: {error.strerror}") from error
        if not quiet:
            self._show(counted.result())

    def _measure(self, options: dict[str, Any], queries: int, *, quiet: bool) -> evaluation.Counted:
        counted = evaluation.Counted()
        owner_url = settings.DATABASE_OWNER_URL or settings.DATABASE_URL
        with evaluation.scratch(owner_url, f"niis_eval_{os.getpid()}") as (connection, schema):
            with self._bar("records", None, quiet=quiet) as bar:
                counted.load_rows_per_s = evaluation.load(
                    connection, schema, options["records"], bar.update
                )
            with self._bar("queries", queries, quiet=quiet) as bar:
                counted.asked = evaluation.ask(connection, schema, options["queries"], bar.update)
        return counted

    def _bar(self, what: str, total: int | None, *, quiet: bool) -> Any:
        return tqdm(
            total=total, desc=what, unit="", file=self.stderr, disable=quiet, mininterval=0.5
        )

    def _show(self, result: dict[str, Any]) -> None:
        names = ("n", "recall_at_10", "lead_recall", "hit_recall", "possible_recall", "false_hit")
        for name, found in result["classes"].items():
            shares = "  ".join(
                f"{found[key] if found[key] is not None else '-':>8}" for key in names
            )
            self.stdout.write(f"{name:26}{shares}  {found['p50_ms']:>8}  {found['p95_ms']:>8}")
        self.stdout.write(json.dumps(result["overall"]))
