"""Word: the standard template, one's own, and what is refused with its name."""

import io
import re
import shutil
import subprocess
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import override
from docx import Document as Word
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.statistics.report.conftest import LITHUANIAN
from tests.web.pdf_reading import structure_of, text_of
from thbcases.access.acting import acting_system
from thbcases.statistics.choices import FileForm
from thbcases.statistics.models import AnnualReport
from thbcases.statistics.report import publishing
from thbcases.statistics.report.document import Chapter, Document, Paragraph, Row, Table
from thbcases.statistics.report.word import (
    BrokenTemplate,
    check_template,
    standard_template,
    word_of,
)
from thbcases.web.container import Unreadable, require_document


def template(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs."""
    document = Word()
    for text in paragraphs:
        document.add_paragraph(text)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def report_saying(text: str) -> Document:
    """A report of one paragraph and one table with this text in all its places."""
    paragraph = Paragraph("paragraph", [[{"text": text, "style": "plain"}]])
    table = Table(text, [text], ["2012"], [Row([text], ["1"])], [text], [])
    chapters = [Chapter(1, text, [paragraph], [table])]
    words = dict.fromkeys(("contents", "annex", "definitions", "methods"), "–")
    return Document("lt", 2012, text, "–", "–", chapters, [], [text], words)


def words_of(content: bytes) -> str:
    """All letters of a Word file, header and tables included."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(n).decode() for n in archive.namelist() if n.startswith("word/")
                 and n.endswith(".xml")]  # fmt: skip
    return " ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", "".join(parts)))


@pytest.mark.parametrize("language", ["lt", "en"])
def test_the_standard_template_is_one_that_may_be_uploaded(language: str) -> None:
    content = standard_template(language)
    require_document(content)
    check_template(content)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{{ titel }}", "titel"),
        ("{{ title.nothing }}", "title.nothing"),
        ("{% for chapter in chapter_list %}{% endfor %}", "chapter_list"),
        ("{% for c in chapters %}{{ c.titel }}{% endfor %}", "c.titel"),
        ("{% if publisher %}a{% endif %}", "publisher"),
        ("{{ title }", "{{ title }"),
        ("{{ title", "{{ title"),
        ("title }}", "title }}"),
        ("{% for c in title %}{% endfor %}", "title"),
        ("{% fro c in chapters %}", "fro"),
        ("{% for c in chapters %}a", "for"),
        ("{{ title() }}", "Call"),
        ("{{ title|upper }}", "Filter"),
        ("{{ 'a' * 1000000000 }}", "Mul"),
        ("{{ title.__class__.__mro__ }}", "title.__class__.__mro__"),
        ("{% set a = title %}", "Assign"),
        ("{% include 'a' %}", "Include"),
        ("{{ range(99999999) }}", "Call"),
        ("{{ self }}", "self"),
    ],
)
def test_a_broken_placeholder_is_named(text: str, names: str) -> None:
    with override("en"), pytest.raises(BrokenTemplate) as caught:
        check_template(template("Gera vieta", text))
    assert any(names in message for message in caught.value.messages), caught.value.messages


def test_a_placeholder_in_a_header_or_a_table_is_looked_at_too() -> None:
    document = Word()
    document.sections[0].header.paragraphs[0].text = "{{ in_header }}"
    kept = io.BytesIO()
    document.save(kept)
    with pytest.raises(BrokenTemplate, match="in_header"):
        check_template(kept.getvalue())
    document = Word()
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{ in_cell }}"
    kept = io.BytesIO()
    document.save(kept)
    with pytest.raises(BrokenTemplate, match="in_cell"):
        check_template(kept.getvalue())


def test_one_s_own_template_is_filled() -> None:
    own = template(
        "ĮSTAIGA {{ title }} {{ year }}",
        "{%p for chapter in chapters %}",
        "{{ loop.index }}: {{ chapter.heading }}",
        "{%p endfor %}",
    )
    check_template(own)
    text = words_of(word_of(report_saying("Žiema"), own))
    assert "ĮSTAIGA Žiema 2012" in text
    assert "1: Žiema" in text


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The same container with some parts more, or in place of others."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", 8) as new:
        named = {
            name.replace("__", "/").replace("_DOT_", "."): data for name, data in parts.items()
        }
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, data in named.items():
            new.writestr(name, data)
    return kept.getvalue()


RELATION = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"><Relationship Id="r1" Type="http://x/%s" Target="http://example.org/a" '
    b"TargetMode='External'/></Relationships>"
)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no Word document"),
        (b"%PDF-1.7", "no Word document"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"a", ".doc format"),
        (repacked(template("a"), word__vbaProject_DOT_bin=b"a"), "macros"),
        (repacked(template("a"), word__embeddings__a_DOT_bin=b"a"), "macros"),
        (repacked(template("a"), word__big_DOT_xml=b" " * 120 * 1024 * 1024), "larger"),
        (repacked(template("a"), word__x_DOT_xml=b"<!DOCTYPE a><a/>"), "damaged|workbook"),
        (
            repacked(template("a"), word___rels__x_DOT_xml_DOT_rels=RELATION % b"attachedTemplate"),
            "elsewhere",
        ),
        (repacked(template("a"), word___rels__x_DOT_xml_DOT_rels=RELATION % b"image"), "elsewhere"),
        (b"a" * (6 * 1024 * 1024), "larger"),
    ],
    ids=["empty", "pdf", "doc", "macro", "embedded", "bomb", "entity", "outside", "image", "size"],
)
def test_what_is_no_harmless_document_is_refused(content: bytes, says: str) -> None:
    with override("en"), pytest.raises(Unreadable, match=says):
        require_document(content)


def test_a_link_is_no_harm() -> None:
    require_document(
        repacked(template("a"), word___rels__x_DOT_xml_DOT_rels=RELATION % b"hyperlink")
    )


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=200), st.integers(0, 20_000))
def test_a_damaged_template_is_a_message_and_never_a_failure(noise: bytes, place: int) -> None:
    content = bytearray(template("{{ title }}"))
    content[place : place + len(noise)] = noise
    with suppress(Unreadable, BrokenTemplate):
        require_document(bytes(content))
        check_template(bytes(content))


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=40))
def test_any_text_of_a_report_comes_through(text: str) -> None:
    """Letters of any script, brackets and what looks like a placeholder stay what they are."""
    made = Word(io.BytesIO(word_of(report_saying(text))))
    found = [paragraph.text for paragraph in made.paragraphs]
    if "{_" not in text and "_}" not in text and "%_" not in text and "_%" not in text:
        assert any(text.strip() in shown for shown in found)
        assert made.tables[0].rows[1].cells[0].text.strip() == text.strip()


@pytest.fixture
def files(written: AnnualReport, cast: Cast) -> dict[tuple[str, FileForm], bytes]:
    """The four files of a report."""
    found = {}
    with cast.acting("coordinator"):
        for language in ("lt", "en"):
            made = publishing.draft(by=cast.user("coordinator"), report=written, language=language)
            for form in FileForm:
                found[language, form] = publishing.file_of(written, made, form, is_strict=True)
    return found


def test_lithuanian_letters_are_whole_and_pictures_have_words(
    files: dict[tuple[str, FileForm], bytes],
) -> None:
    made = Word(io.BytesIO(files["lt", FileForm.WORD]))
    assert any(LITHUANIAN in paragraph.text for paragraph in made.paragraphs)
    assert "27" in [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    drawings = made.element.findall(f".//{qn('wp:docPr')}")
    assert drawings
    for drawing in drawings:
        assert "14" in drawing.get("descr", "")
    assert made.core_properties.language == "lt"
    heads = [p.text for p in made.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert len(heads) == 10
    bold = [run.text for p in made.paragraphs for run in p.runs if run.bold]
    assert "Svarbu" in bold


def test_the_pdf_says_the_same_to_the_eye_and_to_the_screen_reader(
    files: dict[tuple[str, FileForm], bytes],
) -> None:
    text = " ".join(text_of(files["lt", FileForm.PDF]).split())
    assert LITHUANIAN in text
    tags = structure_of(files["en", FileForm.PDF])
    for tag in ("H1", "H2", "Table", "TH", "Figure", "Caption", "L ", "TOC"):
        assert tag in tags, tag
    raw = files["en", FileForm.PDF]
    assert b"pdfuaid" in raw
    assert b"pdfaid" in raw


def test_another_program_opens_the_word_file(
    files: dict[tuple[str, FileForm], bytes], tmp_path: Path
) -> None:
    """LibreOffice, where it is installed, reads it and finds every letter."""
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice is not on this machine")
    source = tmp_path / "report.docx"
    source.write_bytes(files["lt", FileForm.WORD])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8",
         "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    assert LITHUANIAN in (tmp_path / "report.txt").read_text(encoding="utf-8-sig")


def test_a_template_that_breaks_later_stops_the_publication(
    approved: AnnualReport, cast: Cast
) -> None:
    """What is in the database is not trusted: the file is checked again when it is filled."""
    with acting_system("test"), connection.cursor() as cursor:
        cursor.execute(
            "insert into statistics_reporttemplate (uuid, version, report_id, custodian_id, name, "
            "content, sha256) select gen_random_uuid(), 1, id, custodian_id, 'a.docx', %s, 'x' "
            "from statistics_annualreport",
            [template("{{ titel }}")],
        )
    with cast.acting("coordinator"), pytest.raises(ValidationError, match="titel"):
        publishing.publish_report(by=cast.user("coordinator"), report=approved)
