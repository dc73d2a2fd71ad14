"""Files of every shape: what is a workbook, which sheets and columns it has."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from tests.imports.conftest import CASE, PERSON, SERVICE, table, workbook
from thbcases.access.roles import Role
from thbcases.imports import container, reading
from thbcases.imports.columns import SHEETS
from thbcases.imports.container import Unreadable, require_workbook
from thbcases.imports.problems import Problems
from thbcases.imports.reading import SheetRows, read_workbook


def read(content: bytes, role: Role = Role.OFFICER) -> tuple[list[SheetRows], Problems]:
    problems = Problems()
    return read_workbook(content, SHEETS[role], problems), problems


def said(content: bytes, role: Role = Role.OFFICER) -> list[tuple[str, int | None, str]]:
    return [(p.sheet, p.row, p.column) for p in read(content, role)[1].found]


def archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def repack(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return buffer.getvalue()


GOOD = workbook(Tyrimai=table(CASE))


# --- what is a workbook


def test_a_workbook_is_known_by_its_content() -> None:
    require_workbook(GOOD)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "no Excel workbook"),
        (b"number;registered\n1;2", "no Excel workbook"),
        (b"<html>", "no Excel workbook"),
        (GOOD[:-40], "no Excel workbook"),
        (archive(word__document_xml=b"<w/>"), "no Excel workbook"),
        (archive(content_xml=b"<o/>"), "OpenDocument"),
        (archive(xl__workbook_xml=b"<w/>", **{"xl__vbaProject.bin": b"x"}), "macros"),
        (container.OLE + b"\0" * 600, "old .xls"),
        (container.OLE + b"\0" * 600 + container.ENCRYPTED, "password"),
        (b"x" * (container.LARGEST_FILE + 1), "larger than 5 MB"),
    ],
)
def test_what_is_none_is_told_why(content: bytes, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        require_workbook(content)


def test_an_archive_with_a_password_is_told_so() -> None:
    content = bytearray(archive(xl__workbook_xml=b"<w/>"))
    # the flag in the central directory
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Unreadable, match="password"):
        require_workbook(bytes(content))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = archive(xl__workbook_xml=b"<w/>", big_xml=b"\0" * (container.LARGEST_CONTENT + 1))
    assert len(bomb) < container.LARGEST_FILE
    with pytest.raises(Unreadable, match="Unpacked"):
        require_workbook(bomb)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(encoding: str) -> None:
    evil = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(encoding)
    content = repack(GOOD, lambda name, old: evil if name == "xl/workbook.xml" else old)
    with pytest.raises(Unreadable):
        read(content)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_damaged_part_is_said_and_is_no_failure(part: str) -> None:
    with pytest.raises(Unreadable):
        read(repack(GOOD, lambda name, old: old[: len(old) // 2] if name == part else old))


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, len(GOOD) - 1), bits=st.integers(1, 255))
def test_a_file_with_a_flipped_byte_never_fails_otherwise(at: int, bits: int) -> None:
    content = bytearray(GOOD)
    content[at] ^= bits
    with suppress(Unreadable):
        read(bytes(content))


# --- sheets


def test_sheets_are_known_in_both_languages_whatever_their_case() -> None:
    for title in ("Tyrimai", "TYRIMAI", "Investigations", "Bylos"):
        sheets, problems = read(workbook(**{title: table(CASE)}))
        assert ([s.sheet.key for s in sheets], problems.found) == (["investigations"], [])


def test_any_sheet_may_be_absent_or_empty() -> None:
    sheets, problems = read(workbook(Asmenys=[], Tyrimai=table(CASE), Lapas3=[]))
    assert ([s.sheet.key for s in sheets], problems.found) == (["investigations"], [])


def test_sheets_come_in_the_order_in_which_they_refer_to_each_other() -> None:
    persons = table({"Tyrimo numeris": "1", "Vaidmuo": "auka"})
    sheets, _problems = read(workbook(Asmenys=persons, Tyrimai=table(CASE)))
    assert [s.sheet.key for s in sheets] == ["investigations", "persons"]


def test_an_unknown_sheet_is_named_unless_it_is_left_out_or_explains() -> None:
    content = workbook(
        Tyrimai=table(CASE),
        Suvestinė=[["a"]],
        **{"#Suvestinė": [["a"]], "Galimos reikšmės": [["a"]]},
    )
    assert said(content) == [("Suvestinė", None, "")]


def test_a_sheet_of_another_role_is_refused() -> None:
    _sheets, problems = read(workbook(Paslaugos=table(SERVICE)))
    assert "In your role" in problems.found[0].text
    assert said(workbook(Tyrimai=table(CASE)), Role.NGO) == [("Tyrimai", None, "")]


def test_the_same_sheet_twice_is_refused() -> None:
    assert said(workbook(Tyrimai=table(CASE), Bylos=table(CASE))) == [("Bylos", None, "")]


@pytest.mark.parametrize("content", [workbook(Tyrimai=[]), workbook(Tyrimai=[list(CASE)])])
def test_a_file_without_a_row_says_so(content: bytes) -> None:
    _sheets, problems = read(content)
    assert [p.text for p in problems.found] == ["There is nothing to import in this file."]


# --- headers


def test_columns_in_any_order_with_a_title_above() -> None:
    rows = [["Kauno byloje"], [], ["REGISTRAVIMO DATA *", "tyrimo  numeris"], ["2026-03-09", "1"]]
    sheets, problems = read(workbook(Tyrimai=rows))
    assert problems.found == []
    assert [(row.number, row.cells) for row in sheets[0].rows] == [
        (4, {"registered_on": "2026-03-09", "number": "1"})
    ]


def test_unknown_missing_and_double_columns_are_named() -> None:
    heads = ["Eil. Nr.", "Tyrimo numeris", "Prokuroras", "Numeris", "Spalva", "#Spalva"]
    rows = [heads, [1, "A-1", "P", "", 3, 4]]
    assert said(workbook(Tyrimai=rows)) == [
        ("Tyrimai", 1, "Numeris"),
        ("Tyrimai", 1, "Spalva"),
        ("Tyrimai", 1, "Registered on"),
    ]
    sheets, _problems = read(workbook(Tyrimai=rows))
    assert sheets[0].lacks_required


def test_a_sheet_without_headers_says_which_must_be_there() -> None:
    _sheets, problems = read(workbook(Tyrimai=[["a", "b"], [1, 2]]))
    assert "Registered on" in problems.found[0].text


# --- rows and cells


def test_rows_keep_the_number_of_the_spreadsheet_program() -> None:
    rows = [*table(CASE), [], [None, " "], ["A-2", "2026-03-09"]]
    sheets, _problems = read(workbook(Tyrimai=rows))
    assert [row.number for row in sheets[0].rows] == [2, 5]


@pytest.mark.parametrize("count", [13, 14, 15, 16, 40])
def test_no_row_is_lost_where_the_search_for_headers_ends(count: int) -> None:
    rows = [list(CASE), *([f"A-{n}", "2026-03-09"] for n in range(count))]
    sheets, _problems = read(workbook(Tyrimai=rows))
    assert [row.cells["number"] for row in sheets[0].rows] == [f"A-{n}" for n in range(count)]


def test_a_formula_and_an_error_are_no_values() -> None:
    rows = table({**CASE, "Prokuroras": "=1+1", "Fabula": "#N/A"})
    assert said(workbook(Tyrimai=rows)) == [
        ("Tyrimai", 2, "Prokuroras"),
        ("Tyrimai", 2, "Fabula"),
    ]


def test_text_that_only_looks_like_a_formula_is_text() -> None:
    buffer = io.BytesIO()
    with Workbook(buffer, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet("Tyrimai")
        for place, head in enumerate([*CASE, "Fabula"]):
            page.write_string(0, place, head)
        for place, cell in enumerate(["A-1", "2026-03-09", "=cmd|' /C calc'!A0"]):
            page.write_string(1, place, cell)
    sheets, problems = read(buffer.getvalue())
    assert problems.found == []
    assert sheets[0].rows[0].cells["summary"] == "=cmd|' /C calc'!A0"


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    rows = [list(CASE), *([f"A-{n}", "2026-03-09"] for n in range(5))]
    sheets, problems = read(workbook(Tyrimai=rows))
    assert len(sheets[0].rows) == 3
    assert "more than 3 rows" in problems.found[0].text


def test_a_row_far_down_costs_no_time() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Tyrimai"
    sheet.append(list(CASE))
    sheet.cell(1_048_576, 1, "A-1")
    buffer = io.BytesIO()
    book.save(buffer)
    sheets, _problems = read(buffer.getvalue())
    assert [row.number for row in sheets[0].rows] == [1_048_576]


def test_a_row_beyond_the_last_one_is_not_waited_for() -> None:
    def shift(name: str, old: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return old
        return old.replace(b'r="2"', b'r="2000000000"').replace(b'"A2"', b'"A1048577"')

    assert read(repack(GOOD, shift))[0][0].rows == []


def test_a_value_under_no_header_is_said_once() -> None:
    rows = [[*PERSON], [*PERSON.values(), "x"], ["K-2", "A", "B", "C", "2026-03-01", "y"]]
    assert said(workbook(Asmenys=rows), Role.NGO) == [("Asmenys", 2, "F")]
