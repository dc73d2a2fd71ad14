"""Documents: tagged, whole in their letters, and nothing in them is markup."""

import re

import pytest
from django.utils.translation import gettext_lazy, override
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.pdf_reading import pages_of, structure_of, text_of
from thbcases.web.charts import bar_chart, line_chart
from thbcases.web.pdf import (
    Block,
    Contents,
    Document,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    Terms,
    pdf,
)

LETTERS = "ąčęėįšųūž ĄČĘĖĮŠŲŪŽ"
MARKUP = "#eval(1) *bold* _it_ $x^2$ <label> @ref = head // gone /* gone */ \\ ` [x] #panic()"


def made(*blocks: Block, **more: object) -> bytes:
    return pdf(Document(title="Lentelė", blocks=blocks, **more), "lt")  # type: ignore[arg-type]


def chart_picture(**more: str) -> Picture:
    chart = bar_chart(
        title="Nukentėjusieji", points=[("2010", 3)], category="metai", number="žmonės"
    )
    return Picture(**{"svg": chart.svg, "alt": "Stulpeliai", "caption": "Nukentėjusieji"} | more)


def test_a_document_says_what_standard_it_keeps_and_its_language() -> None:
    content = made(Heading("Dalis"), Paragraph("Tekstas"), chart_picture())
    assert content.startswith(b"%PDF-")
    packet = content[content.index(b"<x:xmpmeta") : content.index(b"</x:xmpmeta>")].decode()
    assert re.search(r"pdfuaid:part\W+1", packet)
    assert re.search(r"pdfaid:part\W+2", packet)
    assert re.search(r"pdfaid:conformance\W+A", packet)
    assert re.search(rb"/Lang ?\(lt", content)
    assert b"/StructTreeRoot" in content


def test_lithuanian_letters_are_whole_everywhere() -> None:
    chart = line_chart(title=LETTERS, points=[("2010", 3)], category="ūgis", number="šimtai")
    content = made(
        Heading(f"1 {LETTERS}"),
        Paragraph(f"2 {LETTERS}"),
        Items([f"3 {LETTERS}"]),
        Terms([(f"4 {LETTERS}", f"5 {LETTERS}")]),
        Table(head=["a"], rows=[[f"6 {LETTERS}"]], caption=f"7 {LETTERS}", notes=[f"8 {LETTERS}"]),
        Picture.of(chart),
        number=f"9 {LETTERS}",
    )
    text = text_of(content)
    for number in range(1, 10):
        assert f"{number} {LETTERS}" in re.sub(r"[ \n]+", " ", text), number
    assert "ūgis" in text, "the words in a picture are words, too"
    assert "šimtai" in text


def test_nothing_that_is_printed_is_markup() -> None:
    blocks: list[Block] = [
        Heading(MARKUP),
        Paragraph(MARKUP),
        Items([MARKUP]),
        Terms([(MARKUP, MARKUP)]),
        Table(head=["a", "b"], rows=[[MARKUP, 1]], caption=MARKUP, notes=[MARKUP]),
    ]
    # heading, paragraph, point, term and what is said of it, caption, cell, note
    text = re.sub(r"\s+", " ", text_of(made(*blocks)))
    # in a cell and in terms lines may break elsewhere
    assert text.count("#eval(1)") == text.count("#panic()") == 8
    assert text.count(MARKUP) >= 5


def test_a_table_has_heads_and_a_picture_words() -> None:
    table = Table(head=["šalis", "2012"], rows=[["Lietuva", 4], ["iš viso", None]], caption="Viena")
    read = structure_of(made(table, chart_picture()))
    assert len(re.findall(r"\bTH\b", read)) == 2
    assert len(re.findall(r"\bTD\b", read)) == 4
    assert "Caption" in read
    assert "Figure" in read
    assert "H1" in read


def test_a_picture_says_in_words_what_it_shows() -> None:
    content = made(chart_picture(alt="Three persons in 2010"))
    assert re.search(rb"/Alt ?\(Three persons in 2010\)", content)


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="words"):
        chart_picture(alt=" ")


def test_nothing_is_a_dash_and_zero_is_zero() -> None:
    text = text_of(made(Table(head=["a", "b"], rows=[["x", None], ["y", 0]], caption="c")))
    assert re.search(r"x +–", text)
    assert re.search(r"y +0", text)


def test_a_wide_table_lies_on_its_side_and_goes_on() -> None:
    months = [f"2012-{month:02}" for month in range(1, 13)]
    rows = [["Vilniaus rajono savivaldybė", *range(100, 112)]]
    table = Table(head=["savivaldybė", *months], rows=rows, caption="Plati")
    upright, wide, after = pages_of(made(Paragraph("a"), table, Paragraph("b")))
    assert upright[0] < upright[1]
    assert wide[0] > wide[1]
    assert after[0] < after[1]
    more = [f"{year}-{month:02}" for year in range(2009, 2013) for month in range(1, 13)]
    rows = [["Vilniaus rajono savivaldybė", *range(100, 148)]]
    text = text_of(made(Table(head=["savivaldybė", *more], rows=rows, caption="Plati")))
    assert text.count("Vilniaus rajono savivaldybė") >= 3, "each part says what its rows are"
    assert re.findall(r"\b1[0-4]\d\b", text) == [str(number) for number in range(100, 148)]


def test_a_narrow_table_stays_upright() -> None:
    content = made(Table(head=["a", "b"], rows=[["x", 1]] * 80, caption="Ilga"))
    assert all(across < down for across, down in pages_of(content))
    assert text_of(content).count("\n A ") + text_of(content).count("A ") >= 2, "heads come again"


def test_tables_and_pictures_are_numbered_when_asked() -> None:
    table = Table(head=["a"], rows=[["x"]], caption="Viena")
    with override("en"):
        content = pdf(Document("t", [table, chart_picture(), table, table], is_numbered=True), "en")
    text = text_of(content)
    assert "Table 1. Viena" in text
    assert "Picture 1. Nukentėjusieji" in text
    assert "Table 2. Viena" in text


def test_headings_never_leap() -> None:
    read = structure_of(made(Heading("a", 5), Heading("b", 5), Heading("c", 2)))
    assert re.findall(r"\bH\d", read) == ["H1", "H2", "H3", "H2"]


def test_late_translated_words_are_read_in_the_documents_language() -> None:
    with override("en"):
        content = made(Heading(gettext_lazy("Yes")))
    assert "Taip" in text_of(content)


def test_a_script_without_a_font_costs_the_mark_and_not_the_document() -> None:
    content = made(Paragraph("阮 ꦏ"))
    assert content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in content


def test_the_contents_and_a_page_break() -> None:
    content = made(Contents("Turinys"), PageBreak(), Heading("Antras puslapis"))
    assert len(pages_of(content)) == 2
    assert re.search(r"Antras puslapis[ .\u2060]+2", text_of(content))


anything = st.text(max_size=40)
cells = st.one_of(st.none(), st.integers(), anything)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(0, 30))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=6))
    return Table(
        head=draw(st.lists(anything, min_size=width, max_size=width)),
        rows=rows,
        caption=draw(anything),
        heads=draw(st.integers(0, min(3, width))),
        totals=draw(st.sets(st.integers(0, 8))),
        notes=draw(st.lists(anything, max_size=2)),
    )


blocks = st.one_of(
    tables(),
    st.builds(Heading, anything, st.integers(0, 9)),
    st.builds(Paragraph, anything, st.booleans()),
    st.builds(Items, st.lists(anything, max_size=3)),
    st.builds(Terms, st.lists(st.tuples(anything, anything), max_size=3)),
    st.just(PageBreak()),
    st.builds(Contents, anything),
)


@given(st.lists(blocks, max_size=6), anything, st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_whatever_is_printed_becomes_a_document(
    of: list[Block], title: str, is_wide: bool, is_numbered: bool
) -> None:
    document = Document(title, of, is_wide=is_wide, is_numbered=is_numbered)
    assert pdf(document, "lt").startswith(b"%PDF-")
