"""The report on the screen: written, checked, looked at, reviewed, published."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from tests.cast import Cast
from tests.statistics.history import History
from tests.statistics.report.conftest import YEAR, Write
from tests.statistics.report.test_word import template
from thbcases.statistics.builder import TableSpec
from thbcases.statistics.models import (
    AnnualReport,
    Publication,
    PublishedFile,
    ReportChapter,
    ReportTemplate,
    SavedTable,
)
from thbcases.statistics.report import publishing
from thbcases.statistics.report.outline import standard_titles
from thbcases.victims.choices import VictimStatus as V

SignIn = Callable[..., Client]


@pytest.fixture
def client(signed_in: SignIn, cast: Cast) -> Client:
    """The coordinator's browser, in English."""
    return signed_in("coordinator", headers={"accept-language": "en"})


def url(name: str, row: AnnualReport | ReportChapter) -> str:
    return reverse(f"statistics:{name}", args=[row.uuid])


def page(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200, response.content.decode()[-2000:]
    return response.content.decode()


def chapter_of(cast: Cast, report: AnnualReport, position: int) -> ReportChapter:
    with cast.acting("coordinator"):
        return report.chapters.get(position=position)


def typed(chapter: ReportChapter, *tables: dict[str, str], **fields: str) -> dict[str, str]:
    """A chapter's form as the browser sends it, with these rows of tables."""
    data = {
        "version": str(chapter.version),
        "heading_lt": chapter.heading_lt,
        "heading_en": chapter.heading_en,
        "position": str(chapter.position),
        "text_lt": chapter.text_lt,
        "text_en": chapter.text_en,
        "tables-TOTAL_FORMS": str(len(tables)),
        "tables-INITIAL_FORMS": str(min(len(tables), len(chapter.tables))),
    }
    for number, row in enumerate(tables):
        data |= {f"tables-{number}-{name}": value for name, value in row.items()}
    return data | fields


def test_a_report_begins_with_the_usual_chapters(client: Client, lived: History) -> None:
    assert "No report has been begun yet." in page(client, reverse("statistics:reports"))
    answer = client.post(
        reverse("statistics:start_report"), {"year": "2012", "title_lt": "Mano"}, follow=True
    )
    html = answer.content.decode()
    with override("en"):
        assert standard_titles(2012)["en"] in html
    assert "Pre-trial investigations" in html
    assert html.count("The text is empty (LT).") == 8
    again = client.post(
        reverse("statistics:start_report"), {"year": "2012", "title_lt": "a", "title_en": "b"}
    )
    assert "There is a report of this year already" in again.content.decode()
    future = client.post(
        reverse("statistics:start_report"), {"year": "2199", "title_lt": "a", "title_en": "b"}
    )
    assert "This year has not come yet." in future.content.decode()


def test_a_broken_placeholder_is_told_and_nothing_typed_is_lost(
    client: Client, report: AnnualReport, cast: Cast
) -> None:
    chapter = chapter_of(cast, report, 3)
    text = "Pirma eilutė\n{{ presumed_victms }} ir {{ suspects"
    html = client.post(chapter.get_absolute_url(), typed(chapter, text_lt=text)).content.decode()
    assert "Line 2, «{{ presumed_victms }}»" in html
    assert "Did you mean «presumed_victims»?" in html
    assert "Line 2, «{{ suspects»" in html
    assert "Pirma eilutė" in html
    assert chapter_of(cast, report, 3).text_lt == ""


def test_a_chapter_written_by_two_loses_nothing(
    client: Client, report: AnnualReport, write: Write, cast: Cast
) -> None:
    before = chapter_of(cast, report, 3)
    write(3, "Kito žmogaus tekstas")
    answer = client.post(before.get_absolute_url(), typed(before, text_lt="Mano tekstas"))
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Kito žmogaus tekstas" in html
    assert "Mano tekstas" in html
    assert chapter_of(cast, report, 3).text_lt == "Kito žmogaus tekstas"


def test_tables_are_chosen_ordered_captioned_and_taken_out(
    client: Client, report: AnnualReport, cast: Cast
) -> None:
    spec = TableSpec(("suspects",), ("sex",), date(2012, 1, 1), date(2012, 12, 31))
    with cast.acting("coordinator"):
        SavedTable(name="Mano lentelė", spec=spec.as_json()).save()
    chapter = chapter_of(cast, report, 3)
    html = page(client, chapter.get_absolute_url())
    assert "Mano lentelė" in html
    form = client.get(chapter.get_absolute_url()).context["formsets"]["tables"]
    choices = {
        name: value
        for _group, options in form.forms[0].fields["table"].choices[1:]
        for value, name in options
    }
    first, second, third = (row["table"].value() for row in form.forms[:3])
    rows = [
        {"table": first, "place": "2", "caption_lt": "Pirma", "caption_en": "First"},
        {"table": second, "place": "3", "is_removed": "on"},
        {"table": third, "place": "3", "chart": "on"},
        {"table": choices["Mano lentelė"], "place": "1"},
    ]
    answer = client.post(chapter.get_absolute_url(), typed(chapter, *rows), follow=True)
    assert "The chapter is kept." in answer.content.decode()
    kept = chapter_of(cast, report, 3).tables
    assert [table["spec"]["figures"] for table in kept] == [
        ["suspects"], ["presumed_victims"], ["presumed_victims"],
    ]  # fmt: skip
    assert kept[0]["captions"]["en"] == "Suspects by: sex"
    assert kept[1]["captions"] == {"lt": "Pirma", "en": "First"}
    assert [table["chart"] for table in kept] == [False, False, True]


def test_a_table_that_nobody_offered_is_refused(
    client: Client, report: AnnualReport, cast: Cast
) -> None:
    chapter = chapter_of(cast, report, 6)
    for value in ('{"figures": ["x"]}', "x", "[]"):
        answer = client.post(chapter.get_absolute_url(), typed(chapter, {"table": value}))
        assert answer.status_code == 200
        assert chapter_of(cast, report, 6).tables == []


def test_a_chapter_of_one_s_own(client: Client, report: AnnualReport, cast: Cast) -> None:
    fresh = ReportChapter(position=9, heading_lt="Priedas", heading_en="Supplement")
    data = typed(fresh, text_lt="a", text_en="b")
    answer = client.post(url("add_chapter", report), data, follow=True)
    assert "Supplement" in answer.content.decode()


def test_the_checklist_says_what_is_missing(
    client: Client, report: AnnualReport, write: Write, cast: Cast
) -> None:
    html = page(client, url("report_check", report))
    assert "The text is empty (EN)." in html
    assert "Nothing was recorded for table 1: it stays empty." in html
    for position in range(1, 9):
        write(position, "Tekstas")
    html = page(client, url("report_check", report))
    assert "Nothing is missing." in html
    # in the story nobody's form of exploitation and citizenship was recorded
    assert "the records do not say: main form of exploitation." in html
    assert "the records do not say: sex." not in html


def test_the_checklist_names_tables_that_together_tell_too_much(
    client: Client, written: AnnualReport, lived: History, write: Write
) -> None:
    """The year has two people more than the year without its December."""
    case = lived.investigation("unit_b", "2012-12-05")
    for human in (41, 43):
        lived.victim(case, human, (V.PRESUMED, "2012-12-06"), birth_date=date(1985, 1, human - 20))
    part = TableSpec(("presumed_victims",), ("sex",), date(2012, 1, 1), date(2012, 11, 30), "whole")
    captions = {"lt": "Be gruodžio", "en": "Without December"}
    write(6, "a", tables=[{"spec": part.as_json(), "captions": captions, "chart": False}])
    html = page(client, url("report_check", written))
    assert "«Without December»" in html
    assert "subtracted, they tell of 2 people" in html


def test_a_report_of_a_year_that_is_not_over_says_so(client: Client, cast: Cast) -> None:
    from django.utils import timezone

    from thbcases.statistics.report import actions

    this = timezone.localdate().year
    with cast.acting("coordinator"):
        report = actions.start_report(
            by=cast.user("coordinator"), year=this, title_lt="a", title_en="b"
        )
    for name in ("report_check", "report_preview"):
        assert f"{this} is not over" in page(client, url(name, report))
    query = {"language": "lt", "form": "pdf"}
    answer = client.get(url("report_draft", report), query, follow=True)
    assert f"{this} is not over" in answer.content.decode()


@pytest.mark.parametrize("language", ["lt", "en"])
def test_the_preview_is_the_report(client: Client, written: AnnualReport, language: str) -> None:
    html = page(client, url("report_preview", written), language=language)
    assert f'<article class="report" lang="{language}">' in html
    assert ">Ataskaita<" in html if language == "lt" else ">Report<" in html
    assert "<strong>Svarbu</strong>: 27" in html
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client.get(url("report_draft", written), {"language": language, "form": form})
        assert answer.content.startswith(begins)
        assert f"-{language}-draft.{form}" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("query", [{"language": "ru"}, {"form": "exe"}, {"language": "\x00"}])
def test_a_draft_in_no_known_form_is_not_there(
    client: Client, written: AnnualReport, query: dict[str, str]
) -> None:
    assert client.get(url("report_draft", written), query).status_code == 404


def upload(client: Client, report: AnnualReport, name: str, content: bytes) -> str:
    file = SimpleUploadedFile(name, content)
    answer = client.post(url("report_template", report), {"file": file}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_s_own_template_is_checked_kept_used_and_put_away(
    client: Client, written: AnnualReport, cast: Cast
) -> None:
    html = upload(client, written, "a.docx", template("{{ titel }}", "{{ year"))
    assert "{{ year" in html
    html = upload(client, written, "a.docx", template("{{ titel }}"))
    assert "There is nothing called «titel» in a report." in html
    assert "no Word document" in upload(client, written, "a.docx", b"abc")
    with cast.acting("coordinator"):
        assert not ReportTemplate.objects.exists()
    html = upload(client, written, "mano šablonas.docx", template("SAVAS {{ title }}"))
    assert "mano šablonas.docx" in html
    draft = client.get(url("report_draft", written), {"language": "lt", "form": "docx"})
    from docx import Document as Word

    assert "SAVAS Ataskaita" in [p.text for p in Word(io.BytesIO(draft.content)).paragraphs]
    client.post(url("report_template", written), {})
    with cast.acting("coordinator"):
        kept = ReportTemplate.objects.get()
    assert (bytes(kept.content), kept.name) == (b"", "")
    standard = client.get(reverse("statistics:standard_template"))
    assert "SAVAS" not in upload(client, written, "b.docx", standard.content)


def test_from_draft_to_publication_on_the_screen(
    client: Client, signed_in: SignIn, written: AnnualReport, cast: Cast
) -> None:
    reviewer = signed_in("reviewer", headers={"accept-language": "en"})
    client.post(url("send_report", written))
    refused = client.post(url("approve_report", written), {"comment": ""}).content.decode()
    assert "somebody else reviews it" in refused
    html = reviewer.post(url("return_report", written), {"comment": ""}).content.decode()
    assert "This field is required." in html
    html = reviewer.post(
        url("return_report", written), {"comment": "Trūksta 3 skyriaus"}, follow=True
    ).content.decode()
    assert "Trūksta 3 skyriaus" in html
    assert "Reviewer Bandytojas" in html
    client.post(url("send_report", written))
    assert (
        "Approved"
        in reviewer.post(
            url("approve_report", written), {"comment": "Gerai"}, follow=True
        ).content.decode()
    )
    html = client.post(url("publish_report", written), follow=True).content.decode()
    assert "The report is published." in html
    again = client.post(url("publish_report", written)).content.decode()
    assert "The report of 2012 is published already" in again
    with cast.acting("coordinator"):
        assert Publication.objects.count() == 1
        assert PublishedFile.objects.count() == 4
    chapter = chapter_of(cast, written, 1)
    assert client.get(chapter.get_absolute_url()).status_code == 403


def test_the_published_tables_are_workbooks_without_formulas(
    published: AnnualReport, client: Client, cast: Cast
) -> None:
    with cast.acting("coordinator"):
        publication = Publication.objects.get()
        places = list(publication.tables.values_list("position", flat=True))
    assert len(places) == 4
    for place in places:
        query = {"export": "xlsx", "table": str(place)}
        answer = client.get(publication.get_absolute_url(), query)
        cells = [
            cell
            for sheet in load_workbook(io.BytesIO(answer.content))
            for row in sheet.iter_rows()
            for cell in row
        ]
        assert 27 in [cell.value for cell in cells]
        assert not [cell for cell in cells if cell.data_type == "f"]


def test_a_refused_publication_says_why_on_the_screen_and_publishes_nothing(
    client: Client, approved: AnnualReport, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from thbcases.web import pdf

    def fails(*args: object, **kwargs: object) -> bytes:
        raise pdf.NotConforming("no font for this letter")

    monkeypatch.setattr(publishing, "pdf_of", fails)
    html = client.post(url("publish_report", approved)).content.decode()
    assert "no font for this letter" in html
    with cast.acting("coordinator"):
        assert not Publication.objects.exists()
        assert not PublishedFile.objects.exists()


def test_a_small_figure_that_stands_alone_is_fewer_than_the_threshold(
    client: Client, history: History, cast: Cast
) -> None:
    from thbcases.statistics.report import actions

    case = history.investigation("unit_a", "2012-03-01")
    for human in (1, 2, 3, 4, 5):
        history.victim(case, human, (V.PRESUMED, "2012-03-02"), birth_date=date(1980, 1, human))
    with cast.acting("coordinator"):
        report = actions.start_report(
            by=cast.user("coordinator"), year=YEAR, title_lt="a", title_en="b"
        )
        chapter = report.chapters.get(position=1)
        chapter.text_en = chapter.text_lt = "[{{ registered_victims }}]"
        actions.write_chapter(by=cast.user("coordinator"), chapter=chapter, tables=[])
    assert "[fewer than 11]" in page(client, url("report_preview", report), language="en")
    assert "[fewer than 11]" not in page(client, url("report_preview", report), language="lt")
