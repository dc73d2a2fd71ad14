"""Tables of figures taken out: as CSV, XLSX and PDF, each with what stands beneath them."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tests.statistics.history import History
from tests.web.pdf_reading import pages_of, structure_of, text_of
from thbcases.victims.choices import VictimStatus as V

SignIn = Callable[..., Client]
HOSTILE = '=cmd|"/C calc"!A0 <script>alert(1)</script> #eval("x") Ąžuolų & Įlankos \u0008\ufffe'
ASKED = {
    "start": "2012-01-01",
    "end": "2012-12-31",
    "by": "year",
    "figures": "presumed_victims",
    "by1": "sex",
}


@pytest.fixture
def lived(history: History) -> History:
    """Five women and a man in one year."""
    case = history.investigation("unit_a", "2012-03-01")
    for human in (1, 3, 5, 7, 9, 2):
        history.victim(case, human, (V.PRESUMED, "2012-03-02"))
    return history


def taken(client: Client, form: str, name: str = "builder", **more: Any) -> bytes:
    response = client.get(reverse(f"statistics:{name}"), ASKED | {"export": form} | more)
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'.{form}"')
    return response.content


def english(signed_in: SignIn, who: str = "coordinator") -> Client:
    return signed_in(who, headers={"accept-language": "en"})


def beneath(text: str) -> None:
    """Period, filter, run time, records and the rule of hiding."""
    words = re.sub(r"\s+", " ", text)
    assert "Period: 2012-01-01 – 2012-12-31, first and last day included." in words
    assert "Only: child or adult: adults." in words
    assert "Counted over: all organisations." in words
    assert re.search(r"Counted at 20\d\d-\d\d-\d\d \d\d:\d\d\.", words)
    assert "Records behind the figures: 6 " in words
    assert "Numbers of people below 5 are hidden" in words
    assert "2 numbers are hidden." in words


def test_a_csv_says_beneath_its_rows_what_they_are(lived: History, signed_in: SignIn) -> None:
    content = taken(english(signed_in), "csv", only="age_group:adult").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    end = rows.index([])
    assert [row[1:3] for row in rows[1:end]] == [["woman", "…"], ["man", "…"], ["in all", "6"]]
    beneath(" ".join(row[0] for row in rows[end + 1 :]))


def test_a_workbook_says_it_on_a_sheet_of_its_own(lived: History, signed_in: SignIn) -> None:
    content = taken(english(signed_in), "xlsx", only="age_group:adult")
    book = openpyxl.load_workbook(io.BytesIO(content))
    table, notes = book.worksheets
    assert notes.title == "About the table"
    assert table.max_row == 4, "nothing stands beneath the rows that one adds up"
    beneath(" ".join(str(cell.value) for (cell,) in notes.iter_rows()))


def test_a_document_says_it_under_the_table(lived: History, signed_in: SignIn) -> None:
    content = taken(english(signed_in), "pdf", only="age_group:adult")
    text = text_of(content)
    beneath(text)
    assert re.search(r"woman +…", text)
    assert re.search(r"in all +6", text)
    words = re.sub(r"\s+", " ", text)
    assert "Presumed victims by: sex" in words
    assert "Somebody with several values in the time" in words
    assert "persons, each counted once" in words, "the definition says what one is"
    assert "for internal use" not in words


def test_lithuanian_letters_are_whole_in_the_document(lived: History, signed_in: SignIn) -> None:
    content = taken(signed_in("coordinator", headers={"accept-language": "lt"}), "pdf")
    text = text_of(content)
    assert "Spėjamos aukos" in text
    assert "įskaitant pirmą ir paskutinę dieną" in re.sub(r"\s+", " ", text)
    assert re.search(rb"/Lang ?\(lt", content)
    packet = content[content.index(b"<x:xmpmeta") : content.index(b"</x:xmpmeta>")].decode()
    assert re.search(r"pdfuaid:part\W+1", packet)


def test_who_may_open_the_records_gets_a_document_with_a_picture(
    lived: History, signed_in: SignIn
) -> None:
    content = taken(english(signed_in, "analyst"), "pdf")
    text = text_of(content)
    assert "for internal use" in text
    assert re.search(r"woman +5", text)
    read = structure_of(content)
    assert "Figure" in read
    assert b"Its figures stand in the table" in content


def test_the_country_table_as_a_document(lived: History, signed_in: SignIn) -> None:
    content = taken(english(signed_in), "pdf", "country_table")
    text = text_of(content)
    assert "Country table, 2012" in text
    assert re.search(r"Presumed victims +6", text)
    assert "How it is counted" in text
    assert "Period: 2012-01-01" in text
    assert all(across < down for across, down in pages_of(content))


def test_many_columns_lie_on_their_side(lived: History, signed_in: SignIn) -> None:
    content = taken(english(signed_in), "pdf", start="2009-01-01", by="quarter")
    assert all(across > down for across, down in pages_of(content))
    assert "2012 quarter 1" in re.sub(r"\s+", " ", text_of(content)) or "quarter" in text_of(
        content
    )


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf"])
def test_a_hostile_name_is_a_word_in_every_file(
    lived: History, signed_in: SignIn, form: str
) -> None:
    unit = lived.cast.org("unit_a")
    with lived.cast.making("it"):
        type(unit).objects.filter(pk=unit.pk).update(name_lt=HOSTILE, name_en=HOSTILE)
    client = english(signed_in, "analyst")
    content = taken(client, form, by1="organisation", figures="presumed_victims")
    if form == "pdf":
        words = re.sub(r"\s+", " ", text_of(content))
        assert '#eval("x")' in words
        assert "Ąžuolų & Įlankos" in words
    elif form == "csv":
        cells = [
            cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row
        ]
        assert any("Ąžuolų & Įlankos" in cell for cell in cells)
        assert not [cell for cell in cells if cell.startswith("=")]
    else:
        sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
        found = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in found if cell.data_type == "f"]
    page = client.get(reverse("statistics:builder"), ASKED | {"by1": "organisation"})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("screen", ["builder", "country_table"])
def test_who_may_not_take_figures_out_gets_no_document(signed_in: SignIn, screen: str) -> None:
    client = signed_in("auditor")
    response = client.get(reverse(f"statistics:{screen}"), ASKED | {"export": "pdf"})
    assert response.status_code == 403


@pytest.mark.parametrize(
    "asked",
    [
        {"export": "pdf"},
        {"export": "pdf", "figures": "nothing"},
        {"export": "pdf", "figures": "presumed_victims", "start": "x"},
        {"export": "pdf", "figures": "presumed_victims", "end": "1900-01-01"},
        {"export": "pdf", "figures": "presumed_victims", "by1": "service"},
        {"export": "exe", "figures": "presumed_victims"},
    ],
)
def test_what_cannot_be_made_is_no_error_of_the_server(
    signed_in: SignIn, asked: dict[str, str]
) -> None:
    client = signed_in("coordinator")
    assert client.get(reverse("statistics:builder"), asked).status_code in (200, 404)
    assert client.get(reverse("statistics:country_table"), asked).status_code in (200, 404)


def test_a_table_of_nothing_is_a_document(signed_in: SignIn) -> None:
    content = taken(english(signed_in), "pdf", start="1995-01-01", end="1995-12-31")
    assert "in all" in text_of(content)
    assert taken(english(signed_in), "pdf", "country_table", start="1995-01-01", end="1995-12-31")
