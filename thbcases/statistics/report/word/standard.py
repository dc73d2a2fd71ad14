"""The standard Word template: made anew each time, so that no file of others is kept."""

import io
from functools import lru_cache
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Arial"
BLUE, QUIET = RGBColor(0x0A, 0x4B, 0x86), RGBColor(0x46, 0x51, 0x61)
CODES = {"lt": "lt-LT", "en": "en-GB"}
# The cells of a line: what it is about to the left, its numbers to the right.
HEADS = ("{%tc for head in table.heads %}", "{{ head }}", "{%tc endfor %}")
PERIODS = ("{%tc for period in table.periods %}", "{{ period }}", "{%tc endfor %}")
ROW_HEADS = ("{%tc for head in row.heads %}", "{{ head }}", "{%tc endfor %}")
ROW_CELLS = ("{%tc for cell in row.cells %}", "{{ cell }}", "{%tc endfor %}")


@lru_cache(maxsize=4)
def standard_template(language: str) -> bytes:
    """A .docx with every placeholder that a report knows."""
    document = Document()
    _page(document)
    _styles(document, CODES.get(language, language))
    _front(document)
    _chapters(document)
    _annex(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    head = section.header.paragraphs[0]
    head.text = "{{ title }}\t\t{{ status }}"
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _field(foot, "PAGE", "1")
    for paragraph in (head, foot):
        paragraph.style.font.size = Pt(8)


def _styles(document: Any, code: str) -> None:
    styles = document.styles
    for style in styles.element.findall(f".//{qn('w:lang')}"):
        style.set(qn("w:val"), code)
    for name, size, colour in (
        ("Normal", 10, None),
        ("Title", 22, BLUE),
        ("Heading 1", 15, BLUE),
        ("Caption", 9, None),
        ("List Bullet", 10, None),
    ):
        style = styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if colour is not None:
            style.font.color.rgb = colour
    styles["Caption"].font.color.rgb = None
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Caption"].paragraph_format.space_before = Pt(8)
    styles["Normal"].paragraph_format.space_after = Pt(6)


def _front(document: Any) -> None:
    """The title page and the contents, which Word numbers when they are renewed."""
    document.add_paragraph("{{ title }}", style="Title").paragraph_format.space_before = Mm(80)
    document.add_paragraph("{{ site }}")
    document.add_paragraph("{{ status }}").add_run().add_break(WD_BREAK.PAGE)
    _strong(document.add_paragraph(), "{{ words.contents }}", 15)
    opening = document.add_paragraph()
    _field_part(opening, "begin")
    _instruction(opening, 'TOC \\o "1-1" \\h \\z \\u')
    _field_part(opening, "separate")
    document.add_paragraph("{%p for chapter in chapters %}")
    document.add_paragraph("{{ chapter.number }}. {{ chapter.heading }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{ words.annex }}. {{ words.definitions }}")
    document.add_paragraph("{{ words.methods }}")
    closing = document.add_paragraph()
    _field_part(closing, "end")
    closing.add_run().add_break(WD_BREAK.PAGE)


def _chapters(document: Any) -> None:
    document.add_paragraph("{%p for chapter in chapters %}")
    document.add_paragraph("{{ chapter.number }}. {{ chapter.heading }}", style="Heading 1")
    document.add_paragraph("{%p for paragraph in chapter.paragraphs %}")
    document.add_paragraph("{%p if paragraph.is_item %}")
    document.add_paragraph("{{r paragraph.text }}", style="List Bullet")
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{{r paragraph.text }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for table in chapter.tables %}")
    _table(document)
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")


def _table(document: Any) -> None:
    document.add_paragraph("{{ table.caption }}", style="Caption")
    grid = document.add_table(rows=0, cols=6)
    grid.style = "Table Grid"
    _row(grid, (*HEADS, *PERIODS), is_bold=True, is_head=True)
    _tag_row(grid, "{%tr for row in table.rows %}")
    _tag_row(grid, "{%tr if row.is_margin %}")
    _row(grid, (*ROW_HEADS, *ROW_CELLS), is_bold=True)
    _tag_row(grid, "{%tr else %}")
    _row(grid, (*ROW_HEADS, *ROW_CELLS))
    _tag_row(grid, "{%tr endif %}")
    _tag_row(grid, "{%tr endfor %}")
    document.add_paragraph("{%p for note in table.notes %}")
    note = document.add_paragraph()
    note.paragraph_format.space_before = note.paragraph_format.space_after = Pt(2)
    run = note.add_run("{{ note }}")
    run.font.size, run.font.color.rgb = Pt(8), QUIET
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for picture in table.pictures %}")
    document.add_paragraph("{{ picture.image }}").paragraph_format.keep_with_next = True
    below = document.add_paragraph("{{ picture.caption }}", style="Caption")
    below.paragraph_format.keep_with_next = False
    document.add_paragraph("{%p endfor %}")


def _annex(document: Any) -> None:
    document.add_paragraph("{{ words.annex }}. {{ words.definitions }}", style="Heading 1")
    document.add_paragraph("{%p for definition in definitions %}")
    paragraph = document.add_paragraph()
    _strong(paragraph, "{{ definition.name }}", 10)
    paragraph.add_run(": {{ definition.text }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{ words.methods }}", style="Heading 1")
    document.add_paragraph("{%p for text in methods %}")
    document.add_paragraph("{{ text }}")
    document.add_paragraph("{%p endfor %}")


def _row(
    grid: Any, texts: tuple[str, ...], *, is_bold: bool = False, is_head: bool = False
) -> None:
    row = grid.add_row()
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = is_bold, Pt(9)
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        if place >= len(texts) // 2:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _tag_row(grid: Any, tag: str) -> None:
    grid.add_row().cells[0].text = tag


def _strong(paragraph: Any, text: str, size: int) -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(size)


def _field(paragraph: Any, instruction: str, shown: str) -> None:
    _field_part(paragraph, "begin")
    _instruction(paragraph, instruction)
    _field_part(paragraph, "separate")
    paragraph.add_run(shown)
    _field_part(paragraph, "end")


def _field_part(paragraph: Any, kind: str) -> None:
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(part)


def _instruction(paragraph: Any, text: str) -> None:
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = text
    paragraph.add_run()._r.append(instruction)
