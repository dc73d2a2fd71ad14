"""Files of lists: nothing in them runs, and every value keeps its kind."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import django_tables2 as tables
import openpyxl
import pytest
from django.test import Client
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from tests.web.conftest import MakeCase
from thbcases.audit.choices import Verb
from thbcases.audit.models import Entry
from thbcases.investigations.models import Investigation
from thbcases.web.export import rows_of, safe_text, xlsx_bytes

PAYLOADS = [
    "=1+1",
    '=HYPERLINK("http://x.example","click")',
    "+370 600 00000",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
    "  =1+1",
    "\u3000=1+1",
    "{=1+1}",
    "=cmd|'/C calc'!A0",
]
HARMLESS = ["01-1-04417-26", "Ąžuolas", "O'Brien", "a=b", "", "Олена", "محمد"]


class HtmlColumn(tables.Column):
    def render(self, value: str) -> str:
        return format_html("<b>{}</b>", value)


class Sample(tables.Table):
    text = tables.Column(verbose_name="text")
    html = HtmlColumn()
    day = tables.Column()
    moment = tables.Column()
    number = tables.Column()
    hidden = tables.Column(visible=False)
    button = tables.Column(exclude_from_export=True)


def sample(text: Any = "x", **values: Any) -> Sample:
    return Sample([{"text": text, "hidden": "HIDDEN", "button": "BUTTON", **values}])


def xlsx(table: tables.Table) -> Any:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(rows_of(table), "a [list]: with/all*?")))
    return book.active


@pytest.mark.parametrize("text", PAYLOADS)
def test_dangerous_text_is_text_in_a_workbook(text: str) -> None:
    sheet = xlsx(sample(text, html=text))
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    # XML turns a carriage return into a line feed; nothing else may change.
    assert sheet["A2"].value.replace("_x000D_", "\r") in {text, text.replace("\r", "\n")}


@pytest.mark.parametrize("text", [p for p in PAYLOADS if not p.startswith("{")])
def test_dangerous_text_gets_an_apostrophe_in_csv(text: str) -> None:
    assert safe_text(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


def test_values_keep_their_kind() -> None:
    moment = datetime(2026, 3, 9, 12, 5, tzinfo=UTC)
    sheet = xlsx(sample("007", day=date(2026, 3, 9), moment=moment, number=Decimal("2.5")))
    assert sheet["A2"].value == "007"
    assert sheet["C2"].value == datetime(2026, 3, 9)
    assert sheet["C2"].number_format == "yyyy-mm-dd"
    assert sheet["D2"].value == datetime(2026, 3, 9, 14, 5), "the moment in Lithuanian time"
    assert sheet["E2"].value == 2.5


def test_html_becomes_the_text_that_is_read() -> None:
    assert list(rows_of(sample(html="Jonas & <Ona>")))[1][1] == "Jonas & <Ona>"


def test_hidden_and_excluded_columns_stay_out() -> None:
    header, row = rows_of(sample())
    assert header == ["Text", "Html", "Day", "Moment", "Number"]
    assert "HIDDEN" not in row
    assert "BUTTON" not in row


def test_lazy_words_become_words() -> None:
    assert list(rows_of(sample(gettext_lazy("Yes"))))[1][0] in {"Yes", "Taip"}


@pytest.mark.usefixtures("addresses", "own", "foreign")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_holds_the_visible_filtered_rows(
    signed_in: Callable[[str], Client], make_case: MakeCase, form: str
) -> None:
    make_case("01-1-00003-26", prosecutor="=1+1")
    response = signed_in("officer").get("/cases/", {"export": form, "q": "01-1-00003"})
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename=")
    rows = list(_rows(response.content, form))
    assert len(rows) == 2, "a header and the one row that fits"
    assert rows[1][0] == "01-1-00003-26"
    assert rows[1][2] == {"csv": "'=1+1", "xlsx": "=1+1"}[form]


@pytest.mark.usefixtures("addresses", "foreign")
def test_a_file_never_holds_somebody_elses_row(
    signed_in: Callable[[str], Client], own: Investigation
) -> None:
    rows = list(_rows(signed_in("officer").get("/cases/?export=csv").content, "csv"))
    assert [row[0] for row in rows[1:]] == [own.number]


@pytest.mark.usefixtures("addresses", "foreign")
def test_taking_out_is_written_down(signed_in: Callable[[str], Client], own: Investigation) -> None:
    signed_in("officer").get("/cases/?export=csv")
    entry = Entry.objects.get(verb=Verb.DISCLOSURE)
    assert entry.records == [own.uuid]


@pytest.mark.usefixtures("addresses", "own")
def test_who_may_not_read_gets_no_file(signed_in: Callable[[str], Client]) -> None:
    assert signed_in("ngo").get("/cases/?export=csv").status_code == 403


@pytest.mark.usefixtures("addresses", "own")
def test_a_filter_that_is_wrong_gives_no_rows(signed_in: Callable[[str], Client]) -> None:
    """An export must not silently become everything because the filter had a slip."""
    response = signed_in("officer").get("/cases/?export=csv&registered_on_from=yesterday")
    assert len(list(_rows(response.content, "csv"))) == 1


def _rows(content: bytes, form: str) -> list[list[Any]]:
    if form == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet: Any = openpyxl.load_workbook(io.BytesIO(content)).active
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    return [list(row) for row in sheet.iter_rows(values_only=True)]
