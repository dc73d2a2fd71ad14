"""The template that is downloaded is what the reader takes."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils.translation import override

from tests.imports.conftest import TakeIn, texts
from thbcases.access.roles import Role
from thbcases.imports.columns import SHEETS
from thbcases.imports.columns.template import template_bytes
from thbcases.imports.values import Choice, Code, Lists, Many

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["lt", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def filled(content: bytes, **sheets: dict[str, Any]) -> bytes:
    """The template with one row, by the keys of sheets and columns."""
    book = opened(content)
    for role_sheets in SHEETS.values():
        for sheet in role_sheets:
            if str(sheet.words) in book.sheetnames and sheet.key in sheets:
                page = book[str(sheet.words)]
                for place, column in enumerate(sheet.columns, start=1):
                    page.cell(3, place, sheets[sheet.key].get(column.key))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("role", list(SHEETS))
def test_it_has_every_column_with_a_hint_and_no_formula(role: Role, language: str) -> None:
    with override(language):
        book = opened(template_bytes(SHEETS[role]))
        names = [str(sheet.words) for sheet in SHEETS[role]]
    assert book.sheetnames[:-1] == names
    for sheet in SHEETS[role]:
        with override(language):
            page = book[str(sheet.words)]
        hints, heads = ([cell.value for cell in row] for row in page.iter_rows(max_row=2))
        assert all(hints)
        assert len(heads) == len(sheet.columns)
        for head, column in zip(heads, sheet.columns, strict=True):
            assert head.endswith("*") == column.required
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_what_it_lists_is_what_the_reader_reads(language: str) -> None:
    lists = Lists()
    with override(language):
        for column in (c for sheets in SHEETS.values() for s in sheets for c in s.columns):
            kind: Any = column.kind.one if isinstance(column.kind, Many) else column.kind
            if isinstance(kind, Choice | Code):
                for value, _words in kind.entries():
                    assert kind.read(kind.code_of(value), lists) == value


def test_an_empty_template_says_that_it_is_empty(bring: TakeIn, language: str) -> None:
    with override(language):
        content = template_bytes(SHEETS[Role.OFFICER])
    assert texts(bring(content)) == ["error !None : There is nothing to import in this file."]


def test_a_filled_template_of_the_police_is_taken(bring: TakeIn, language: str) -> None:
    with override(language):
        content = filled(
            template_bytes(SHEETS[Role.OFFICER]),
            investigations={
                "number": "01-1-00001-26",
                "registered_on": "2026-03-09",
                "articles": "147.2",
                "forms": "LAB",
            },
            persons={
                "number": "01-1-00001-26",
                "part": "victim",
                "original_name": "Ольга",
                "status_on": "2026-03-10",
            },
        )
    outcome = bring(content, commit=True)
    assert texts(outcome) == []
    assert outcome.made.counts == {"investigations": 1, "persons": 1, "victims": 1}


def test_a_filled_template_of_an_ngo_is_taken(bring: TakeIn, language: str) -> None:
    with override(language):
        content = filled(
            template_bytes(SHEETS[Role.NGO]),
            persons={
                "code": "K-1",
                "given_name": "Ona",
                "status": "presumed",
                "registered_on": "2026-03-01",
            },
            services={"code": "K-1", "kind": "legal_advice", "on": "2026-03-02", "units": 2},
        )
    outcome = bring(content, "ngo", commit=True)
    assert texts(outcome) == []
    assert outcome.made.counts == {"persons": 1, "beneficiaries": 1, "services": 1}


def test_it_is_downloaded_in_the_readers_language(signed_in: Callable[..., Client]) -> None:
    for language, sheet in (("lt", "Tyrimai"), ("en", "Investigations")):
        client = signed_in("officer")
        client.cookies["django_language"] = language
        response = client.get("/imports/template/")
        assert response["Content-Disposition"].startswith("attachment")
        assert opened(response.content).sheetnames[0] == sheet


def test_only_who_imports_gets_it(signed_in: Callable[..., Client]) -> None:
    for name in ("analyst", "migration", "funder", "coordinator", "auditor", "administrator"):
        assert signed_in(name).get("/imports/template/").status_code == 403, name
