"""Workbooks as units and NGOs keep them, made cell by cell."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.utils.translation import override

from tests.cast import Cast
from thbcases.imports.actions import Outcome, take_in


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """What these tests read is in English; the catalogue has a test of its own."""
    with override("en"):
        yield


Table = Sequence[Sequence[Any]]
TakeIn = Callable[..., Outcome]


def workbook(**sheets: Table) -> bytes:
    """A workbook with these sheets; cells are written as Excel would, formulas included."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def table(*rows: Mapping[str, Any]) -> list[list[Any]]:
    """Rows that name their columns, as a sheet."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    return [heads, *([row.get(head) for head in heads] for row in rows)]


@pytest.fixture
def bring(cast: Cast) -> TakeIn:
    """Take a file in as somebody of the cast; a dry run unless `commit`."""

    def take(content: bytes, who: str = "officer", commit: bool = False) -> Outcome:
        with cast.acting(who):
            return take_in(
                by=cast.user(who),
                content=content,
                commit=commit,
                progress=lambda done, total: None,
                on_success=lambda outcome: None,
            )

    return take


def texts(outcome: Outcome) -> list[str]:
    """The problems in one line each, for reading a failed test."""
    return [f"{p.level} {p.sheet}!{p.row} {p.column}: {p.text}" for p in outcome.problems]


CASE = {"Tyrimo numeris": "01-1-00001-26", "Registravimo data": date(2026, 3, 9)}
VICTIM = {
    "Tyrimo numeris": "01-1-00001-26",
    "Vaidmuo": "auka",
    "Pavardė": "Ivanova",
    "Vardas": "Olga",
    "Statuso data": "2026-03-10",
}
PERSON = {
    "Kodas": "K-1",
    "Pavardė": "Petraitė",
    "Vardas": "Ona",
    "Statusas": "spėjama auka",
    "Pagalba nuo": date(2026, 3, 1),
}
SERVICE = {
    "Kodas": "K-1",
    "Paslauga": "Maistas, drabužiai, būtiniausi daiktai",
    "Data": date(2026, 3, 2),
    "Kiekis": 1,
}
