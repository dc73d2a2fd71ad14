"""The small markup of a chapter: nothing is lost, and what cannot be filled is named."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from thbcases.statistics.indicators import INDICATORS
from thbcases.statistics.report.markup import (
    Figure,
    Shape,
    Style,
    TextBlock,
    blocks,
    faults,
    figures,
    printable,
)

TEXTS = st.text(
    st.one_of(st.sampled_from("{}*- .\n1a_ž\r\t\x0b"), st.characters(codec="utf-8")), max_size=80
)


def words(block: TextBlock) -> list[str]:
    """The lines of a block as plain text."""
    return ["".join(run.text for run in line) for line in block.lines]


def test_paragraphs_and_lists() -> None:
    found = blocks("Viena\ndvi\n\n- a\n- b\ntoliau b\n1. c\n2) d\n\nTrys")
    assert [block.shape for block in found] == [
        Shape.PARAGRAPH,
        Shape.BULLETS,
        Shape.NUMBERS,
        Shape.PARAGRAPH,
    ]
    assert [words(block) for block in found] == [
        ["Viena dvi"],
        ["a", "b toliau b"],
        ["c", "d"],
        ["Trys"],
    ]


def test_emphasis_and_figures_inside_it() -> None:
    (block,) = blocks("a *b* **c {{ suspects.2011 }}** * d * {{presumed_victims}}")
    runs = [(run.text, run.style, run.figure) for run in block.lines[0]]
    assert runs == [
        ("a ", Style.PLAIN, None),
        ("b", Style.EMPHASIS, None),
        (" ", Style.PLAIN, None),
        ("c ", Style.STRONG, None),
        ("", Style.STRONG, Figure("suspects", 2011)),
        (" * d * ", Style.PLAIN, None),
        ("", Style.PLAIN, Figure("presumed_victims")),
    ]


@pytest.mark.parametrize(
    ("text", "line", "placeholder", "says"),
    [
        ("a\n{{ presumed_victms }}", 2, "{{ presumed_victms }}", "presumed_victims"),
        ("{{ nothing_such_at_all }}", 1, "{{ nothing_such_at_all }}", "no figure"),
        ("a\n\nb {{ suspects c", 3, "{{ suspects c", "not closed"),
        ("{{ suspects {{ convicted }}", 1, "{{ suspects", "not closed"),
        ("{{ suspects\n}}", 1, "{{ suspects", "not closed"),
        ("a }} b", 1, "a }}", "never opened"),
        ("{{ }}", 1, "{{ }}", "one figure"),
        ("{{ suspects convicted }}", 1, "{{ suspects convicted }}", "one figure"),
        ("{{ suspects.20 }}", 1, "{{ suspects.20 }}", "one figure"),
        ("{{ suspects.2013 }}", 1, "{{ suspects.2013 }}", "2003"),
        ("{{ suspects.1999 }}", 1, "{{ suspects.1999 }}", "2012"),
        ("{{ suspects|safe }}", 1, "{{ suspects|safe }}", "one figure"),
        ("{{{ suspects }}}", 1, "{{{ suspects }}", "one figure"),
    ],
)
def test_a_broken_placeholder_is_named_with_its_line(
    text: str, line: int, placeholder: str, says: str
) -> None:
    with override("en"):
        fault = faults(text, 2012, 2003)[0]
    assert (fault.line, fault.placeholder) == (line, placeholder)
    assert says in fault.message


def test_every_figure_of_the_system_can_be_named() -> None:
    text = "\n".join(f"{{{{ {key} }}}} {{{{{key}.2011}}}}" for key in INDICATORS)
    assert faults(text, 2012, 2003) == []
    assert {figure.key for figure in figures(text)} == set(INDICATORS)


@given(TEXTS)
def test_no_text_breaks_it_and_no_letter_is_lost(text: str) -> None:
    shown = "".join(line for block in blocks(text) for line in words(block))
    kept = [letter for letter in shown if not letter.isspace()]
    # what is left away are the marks: braces of figures, asterisks, the beginnings of lists
    marks = set("*-•.)") | set("0123456789")
    typed = [letter for letter in printable(text) if not letter.isspace() and letter not in marks]
    if not figures(text):
        assert [letter for letter in kept if letter not in marks] == typed


@given(TEXTS)
def test_a_text_without_faults_is_filled_whole(text: str) -> None:
    """Where no fault is found, no brace of a placeholder is left in what is shown."""
    if not faults(text, 2012, 2003):
        shown = " ".join(line for block in blocks(text) for line in words(block))
        assert "}}" not in shown
        assert "{{" not in shown


@given(st.text(max_size=60))
def test_what_no_document_holds_is_left_out(text: str) -> None:
    assert printable(printable(text)) == printable(text)
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in printable(text))
