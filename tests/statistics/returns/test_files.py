"""The files reopened: a sheet for each table with what stands under it, and no formula."""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from tests.statistics.history import History
from tests.statistics.returns.test_taking import take
from thbcases.accounts.models import Organisation
from thbcases.codes.models import Country
from thbcases.statistics.returns.files import FORMAT, FORMAT_VERSION
from thbcases.web.export import Sheet, workbook_bytes

PAYLOADS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "\uff1d1+1")


@pytest.fixture
def hostile(told: History) -> History:
    """An organisation and a country whose names are formulas."""
    with told.cast.making("interior"):
        Organisation.objects.filter(code="unit_a").update(name_lt="=1+1", name_en="=1+1")
        Country.objects.filter(code="DE").update(name_lt="@SUM(A1)", name_en="@SUM(A1)")
    return told


def test_a_sheet_for_each_table_with_what_stands_under_it(told: History) -> None:
    with override("en"):
        content = take(told.cast, "eurostat", file_format="xlsx").content
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames[0] == "About"
    assert len(book.sheetnames) == 6
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert about["Handling"] == "for the receiver named, not for publication"
    sheet = book.worksheets[1]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head[:4] == ("figure", "sex", "2023", "2023, per 100,000 people")
    assert ("Registered victims (European Union)", "woman", 3, None) in rows
    under = {row[0]: row[1] for row in rows if row[0] and row[1]}
    assert under["Period"] == "2023-01-01 – 2023-12-31, first and last day included"
    for label in ("Counted at", "Source", "Filter", "Records behind it", "Suppression rule"):
        assert under[label], label
    assert (
        "Persons whom an organisation first registered"
        in under["Registered victims (European Union)"]
    )


def test_no_cell_is_a_formula(hostile: History) -> None:
    content = take(hostile.cast, "article19a", file_format="xlsx").content
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert "=1+1" in {cell.value for cell in cells}
    text = take(hostile.cast, "glotip", file_format="csv").content.decode()
    for row in csv.reader(io.StringIO(text)):
        assert not [cell for cell in row if cell[:1] in "=+@\t" and cell], row


@pytest.mark.parametrize("payload", PAYLOADS)
def test_texts_of_a_workbook_stay_texts(payload: str) -> None:
    content = workbook_bytes(
        [Sheet(payload, [["a"], [payload]], [(payload, payload)]), Sheet(payload, [["b"]])]
    )
    book = load_workbook(io.BytesIO(content))
    assert len(set(book.sheetnames)) == 2
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_the_workbook_opens_in_another_program(hostile: History, tmp_path: Path) -> None:
    """Reopened by openpyxl in any case, and by LibreOffice where the machine has it."""
    target = tmp_path / "return.xlsx"
    target.write_bytes(take(hostile.cast, "eurostat", file_format="xlsx").content)
    assert len(load_workbook(target).sheetnames) == 6
    program = shutil.which("soffice")
    if program is None:
        return
    subprocess.run(
        [
            program,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "ods",
            "--outdir",
            str(tmp_path),
            str(target),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    again = tmp_path / "again"
    again.mkdir()
    subprocess.run(
        [
            program,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(again),
            str(tmp_path / "return.ods"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    book = load_workbook(again / "return.xlsx")
    assert len(book.sheetnames) == 6
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_the_long_table_has_a_line_for_each_number(told: History) -> None:
    content = take(told.cast, "eurostat", file_format="csv").content
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    (line,) = [
        row
        for row in rows
        if (row["table"], row["figure"], row["sex"], row["column"])
        == ("status", "VICT", "F", "2023")
    ]
    assert line["value"] == "3"
    assert line["citizenship"] == ""
    assert line["hidden"] == "0"


def test_the_json_says_what_it_is_and_has_the_same_numbers(told: History) -> None:
    document: dict[str, Any] = json.loads(take(told.cast, "eurostat").content)
    assert (document["format"], document["format_version"]) == (FORMAT, FORMAT_VERSION)
    assert document["return"] == "eurostat"
    assert document["period"] == {"start": "2023-01-01", "end": "2023-12-31"}
    (status,) = [table for table in document["tables"] if table["key"] == "status"]
    assert {
        "figure": "VICT",
        "at": {"sex": "F"},
        "values": {"2023": 3, "2023_per_100000": None},
    } in status["rows"]
    assert status["dimensions"] == ["sex"]
    assert status["records"] > 0


@pytest.mark.parametrize("language", ["lt", "en"])
def test_codes_do_not_change_with_the_language(told: History, language: str) -> None:
    with override(language):
        document = json.loads(take(told.cast, "glotip").content)
    (flows,) = [table for table in document["tables"] if table["key"] == "flows"]
    assert {
        "figure": "registered_victims",
        "at": {"citizen_of": "LT", "destination": "DE"},
        "values": {"2023": 6},
    } in flows["rows"]
