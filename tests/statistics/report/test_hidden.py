"""A small number that is hidden stands in none of the ways in which a report is read."""

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as Word

from tests.cast import Cast
from tests.statistics.history import History
from tests.statistics.report.conftest import YEAR, Write
from tests.web.pdf_reading import text_of
from thbcases.statistics.choices import FileForm
from thbcases.statistics.models import AnnualReport, PublishedFile
from thbcases.statistics.report import publishing
from thbcases.statistics.report.outline import STANDARD_TABLES, kept

SignIn = Callable[..., Client]
# Of the people of the story so many are recognised, and so many women are: told nowhere.
CANARY = 7
SENTENCE = "Pripažinta: [{{ recognised_same_year }}]"


@pytest.fixture
def report(history: History, cast: Cast) -> AnnualReport:
    """23 presumed victims of 2012, of whom 7 were recognised: 16 were not."""
    from datetime import date, timedelta

    from thbcases.statistics.report import actions
    from thbcases.victims.choices import VictimStatus as V

    case = history.investigation("unit_a", "2012-03-01")
    for human in range(1, 24):
        decisions = [(V.PRESUMED, "2012-03-02")]
        if human <= CANARY:
            decisions.append((V.RECOGNISED, "2012-05-02"))
        history.victim(
            case, human, *decisions, birth_date=date(1980, 1, 1) + timedelta(days=human),
            sex="female" if human <= CANARY else "male",
        )  # fmt: skip
    with cast.acting("coordinator"):
        return actions.start_report(
            by=cast.user("coordinator"), year=YEAR, title_lt="Ataskaita", title_en="Report"
        )


def word_text(content: bytes) -> str:
    """Every letter of a Word file, cell by cell."""
    document = Word(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def numbers(text: str) -> set[int]:
    """The numbers in a text, apart from those of headings, dates and laws."""
    return {int(number) for number in re.findall(r"(?<![\w.\-#])\d+(?![\w.\-%])", text)}


@pytest.mark.parametrize("language", ["lt", "en"])
def test_it_is_in_neither_pdf_nor_word_nor_page(
    language: str, report: AnnualReport, write: Write, cast: Cast, signed_in: SignIn
) -> None:
    for position in range(1, 9):
        write(position, "Be skaičių", is_left_out=True)
    table = STANDARD_TABLES["victims_sex"]
    tables = [
        kept(STANDARD_TABLES["overview"].spec(YEAR), {"lt": "A", "en": "A"}, chart=True),
        kept(table.spec(YEAR), {"lt": "B", "en": "B"}, chart=True),
    ]
    write(3, SENTENCE, tables=tables, is_left_out=False)
    with cast.acting("coordinator"):
        made = publishing.draft(by=cast.user("coordinator"), report=report, language=language)
        files = {form: publishing.file_of(report, made, form, is_strict=True) for form in FileForm}
    client = signed_in("coordinator")
    page = client.get(
        reverse("statistics:report_preview", args=[report.uuid]), {"language": language}
    ).content.decode()
    article = page[page.index('<article class="report"') : page.index("</article>")]
    shown = {
        "page": re.sub(r"<svg.*?</svg>", "", re.sub(r'="[^"]*"', "", article), flags=re.DOTALL),
        "pdf": text_of(files[FileForm.PDF]),
        "word": word_text(files[FileForm.WORD]),
    }
    for way, text in shown.items():
        found = numbers(text)
        assert 23 in found, way
        # neither the number itself nor the rest beside it
        assert CANARY not in found, way
        assert 23 - CANARY not in found, way
    for picture in [one for t in made.chapters[0].tables for one in t.pictures]:
        assert not {CANARY, 23 - CANARY} & numbers(picture.alt)
        assert not {CANARY, 23 - CANARY} & numbers(re.sub(r"<[^>]*>", " ", picture.svg))


def test_the_same_number_is_told_where_nothing_is_hidden(report: AnnualReport, cast: Cast) -> None:
    """The canary is really there: the analyst, who may open the records, counts it."""
    from thbcases.core.periods import year
    from thbcases.statistics.queries import country_table

    with cast.acting("analyst"):
        (row,) = country_table([year(YEAR)], ["recognised_same_year"])
    assert row["recognised_same_year"] == CANARY


def test_a_small_number_that_stands_alone_is_said_to_be_small(
    report: AnnualReport, write: Write, cast: Cast
) -> None:
    named = ("registered_victims.2011", "recognised_same_year", "registered_victims")
    write(1, " ".join(f"[{{{{ {name} }}}}]" for name in named))
    with cast.acting("coordinator"):
        made = publishing.draft(by=cast.user("coordinator"), report=report, language="en")
    said = "".join(run["text"] for run in made.chapters[0].paragraphs[0].lines[0])
    assert said == "[(no data)] [(not shown)] [23]"


def test_published_files_are_read_by_everybody_and_hide_the_same(
    published: AnnualReport, cast: Cast, signed_in: SignIn
) -> None:
    with cast.acting("coordinator"):
        files = {file.file_name: file for file in PublishedFile.objects.all()}
    assert set(files) == {
        f"annual-report-2012-{language}.{form}" for language in ("lt", "en") for form in FileForm
    }
    for name in ("officer", "ngo", "auditor", "administrator"):
        client = signed_in(name)
        assert client.get(reverse("statistics:published_reports")).status_code == 200
        for file in files.values():
            response = client.get(file.get_absolute_url())
            assert response.content == bytes(file.content)
            assert file.file_name in response.headers["Content-Disposition"]
