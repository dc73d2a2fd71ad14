"""From draft to publication: four eyes, a text that stands, and nothing published by half."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.translation import override

from tests.cast import Cast
from tests.statistics.history import History
from tests.statistics.report.conftest import YEAR, Write, born
from thbcases.access.acting import acting_system
from thbcases.access.rights import Refused
from thbcases.statistics.actions import publish_year
from thbcases.statistics.choices import ANNUAL_REPORT_TRANSITIONS, WRITABLE, AnnualReportState
from thbcases.statistics.models import (
    AnnualReport,
    Publication,
    PublishedFile,
    ReportChapter,
    ReportStep,
    ReportTemplate,
)
from thbcases.statistics.report import actions, publishing
from thbcases.victims.choices import VictimStatus as V
from thbcases.web import pdf

State = AnnualReportState


def do(cast: Cast, verb: str, report: AnnualReport, by: str = "coordinator") -> AnnualReport:
    """One verb by somebody."""
    verbs: dict[str, Any] = {
        "send": actions.send_to_review,
        "approve": actions.approve_report,
        "return": lambda **words: actions.return_report(comment="Pataisykite", **words),
        "publish": publishing.publish_report,
    }
    with cast.acting(by):
        found: AnnualReport = verbs[verb](by=cast.user(by), report=report)
        return found


# By whom, and what the report becomes.
VERBS = {
    "send": ("coordinator", State.IN_REVIEW),
    "approve": ("reviewer", State.APPROVED),
    "return": ("reviewer", State.RETURNED),
    "publish": ("reviewer", State.PUBLISHED),
}
WAYS: dict[State, tuple[str, ...]] = {
    State.DRAFT: (),
    State.IN_REVIEW: ("send",),
    State.RETURNED: ("send", "return"),
    State.APPROVED: ("send", "approve"),
    State.PUBLISHED: ("send", "approve", "publish"),
}


@pytest.mark.parametrize("verb", list(VERBS))
@pytest.mark.parametrize("state", list(State))
def test_every_way_is_open_or_refused_as_the_table_says(
    state: State, verb: str, written: AnnualReport, cast: Cast
) -> None:
    for step in WAYS[state]:
        do(cast, step, written, VERBS[step][0])
    by, becomes = VERBS[verb]
    if becomes in ANNUAL_REPORT_TRANSITIONS[state]:
        assert do(cast, verb, written, by).state == becomes
        with cast.acting("coordinator"):
            assert written.steps.last().state == becomes
    else:
        with pytest.raises(ValidationError):
            do(cast, verb, written, by)
        with cast.acting("coordinator"):
            assert AnnualReport.objects.get(pk=written.pk).state == state


def test_a_second_publication_of_the_year_is_told(published: AnnualReport, cast: Cast) -> None:
    with override("en"), pytest.raises(ValidationError, match="2012 is published already"):
        do(cast, "publish", published)
    with cast.acting("coordinator"):
        assert Publication.objects.count() == 1
        assert PublishedFile.objects.count() == 4


def test_a_second_report_of_the_year_is_told(report: AnnualReport, cast: Cast) -> None:
    with (
        override("en"),
        cast.acting("reviewer"),
        pytest.raises(ValidationError, match="a report of this year already"),
    ):
        actions.start_report(by=cast.user("reviewer"), year=YEAR, title_lt="a", title_en="b")


def test_whoever_wrote_does_not_approve(written: AnnualReport, cast: Cast) -> None:
    do(cast, "send", written)
    with override("en"), pytest.raises(Refused, match="somebody else"):
        do(cast, "approve", written, "coordinator")


def test_whoever_wrote_one_chapter_does_not_approve_either(
    written: AnnualReport, write: Write, cast: Cast
) -> None:
    write(3, "Pridėta", by="reviewer")
    do(cast, "send", written)
    with pytest.raises(Refused):
        do(cast, "approve", written, "reviewer")


def test_the_author_is_no_reviewer_for_the_database_either(
    report: AnnualReport, cast: Cast
) -> None:
    with (
        cast.acting("coordinator"),
        pytest.raises(IntegrityError, match="four_eyes"),
        transaction.atomic(),
    ):
        AnnualReport.objects.filter(pk=report.pk).update(reviewer=cast.user("coordinator"))


@pytest.mark.parametrize("name", ["officer", "analyst", "funder", "auditor", "administrator"])
def test_nobody_else_sees_a_draft_or_may_begin_one(
    name: str, report: AnnualReport, cast: Cast
) -> None:
    with cast.acting(name):
        for model in (AnnualReport, ReportChapter, ReportStep, ReportTemplate):
            assert model._default_manager.count() == 0
        with pytest.raises(Refused):
            actions.start_report(by=cast.user(name), year=2011, title_lt="a", title_en="b")


def test_returning_needs_a_reason(written: AnnualReport, cast: Cast) -> None:
    do(cast, "send", written)
    with cast.acting("reviewer"), pytest.raises(ValidationError):
        actions.return_report(by=cast.user("reviewer"), report=written, comment="  ")
    with (
        cast.acting("coordinator"),
        pytest.raises(IntegrityError, match="reason"),
        transaction.atomic(),
    ):
        ReportStep.objects.create(report=written, state=State.RETURNED)


@pytest.mark.parametrize("state", [state for state in State if state not in WRITABLE])
def test_what_was_handed_on_stands(
    state: State, written: AnnualReport, write: Write, cast: Cast
) -> None:
    for step in WAYS[state]:
        do(cast, step, written, VERBS[step][0])
    with pytest.raises(ValidationError):
        write(1, "Kitaip")
    with (
        cast.acting("coordinator"),
        pytest.raises(IntegrityError, match="handed on"),
        transaction.atomic(),
    ):
        ReportChapter.objects.filter(report=written).update(text_lt="Kitaip")


def test_a_returned_text_may_be_written_again(
    approved: AnnualReport, write: Write, cast: Cast
) -> None:
    assert do(cast, "return", approved, "reviewer").reviewer is None
    assert write(1, "Pataisyta").text_lt == "Pataisyta"


def test_an_empty_chapter_keeps_it_from_being_sent(
    report: AnnualReport, write: Write, cast: Cast
) -> None:
    for position in range(1, 8):
        write(position, "Tekstas")
    with override("en"), pytest.raises(ValidationError, match="Checklist"):
        do(cast, "send", report)
    write(8, "", is_left_out=True)
    assert do(cast, "send", report).state == State.IN_REVIEW


def test_what_was_published_is_changed_by_nobody(published: AnnualReport, cast: Cast) -> None:
    for table in ("annualreport", "publishedfile"):
        for statement in (
            f"update statistics_{table} set version = version + 1",
            f"delete from statistics_{table}",
        ):
            # as the owner of the database, who passes row security
            with (
                pytest.raises(DatabaseError, match=r"published report|pgtrigger: Cannot"),
                transaction.atomic(),
                acting_system("test"),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)
    with cast.acting("coordinator"):
        assert PublishedFile.objects.count() == 4


def test_nothing_is_published_by_half(
    approved: AnnualReport, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third of four files cannot be made: figures, files and state are as before."""
    made = iter([b"a", b"b"])

    def fails(*args: Any, **kwargs: Any) -> bytes:
        try:
            return next(made)
        except StopIteration:
            raise pdf.NotConforming("no font for this letter") from None

    monkeypatch.setattr(publishing, "pdf_of", fails)
    monkeypatch.setattr(publishing, "word_of", fails)
    with override("en"), pytest.raises(ValidationError, match="no font"):
        do(cast, "publish", approved)
    with cast.acting("coordinator"):
        assert Publication.objects.count() == 0
        assert PublishedFile.objects.count() == 0
        assert AnnualReport.objects.get(pk=approved.pk).state == State.APPROVED


def test_figures_that_went_out_before_the_report_are_its_figures(
    approved: AnnualReport, cast: Cast
) -> None:
    with cast.acting("coordinator"):
        chapters = publishing.published_chapters(approved)
        tables = [publishing._named(one) for one in publishing._asked(approved, chapters)]
        held = publish_year(by=cast.user("coordinator"), year=YEAR, tables=tables)
    assert do(cast, "publish", approved).publication == held


def test_an_earlier_year_that_went_out_later_is_not_in_the_report(
    approved: AnnualReport, lived: History, write: Write, cast: Cast
) -> None:
    """2012 went out before 2011: the report of 2012 does not know 2011, and says so."""
    do(cast, "return", approved, "reviewer")
    case = lived.investigation("unit_a", "2011-03-01")
    for human in range(50, 65):
        lived.victim(case, human, (V.PRESUMED, "2011-03-02"), birth_date=born(human))
    write(1, "[{{ presumed_victims.2011 }}]", tables=[])
    user = cast.user("coordinator")
    with cast.acting("coordinator"):
        before = [one.spec.start.year for one in publishing._asked(approved, [
            approved.chapters.get(position=1)])]  # fmt: skip
        publish_year(by=user, year=YEAR)
        publish_year(by=user, year=YEAR - 1)
        after = [one.spec.start.year for one in publishing._asked(approved, [
            approved.chapters.get(position=1)])]  # fmt: skip
        missing = [one.text for one in publishing.missing(by=user, report=approved)]
    assert before == after == [YEAR - 1]
    with override("en"):
        assert any("2012" in text for text in missing)


def test_an_earlier_year_is_read_as_it_was_published(
    written: AnnualReport, lived: History, write: Write, cast: Cast
) -> None:
    """15 victims of 2011 went out; the sixteenth came later, and the report still says 15."""
    case = lived.investigation("unit_a", "2011-03-01")
    for human in range(50, 65):
        lived.victim(case, human, (V.PRESUMED, "2011-03-02"), birth_date=born(human))
    user = cast.user("coordinator")
    with cast.acting("coordinator"):
        publish_year(by=user, year=YEAR - 1)
    lived.victim(case, 70, (V.PRESUMED, "2011-03-03"), birth_date=born(70))
    write(1, "[{{ presumed_victims.2011 }}]")
    with cast.acting("coordinator"):
        made = publishing.draft(by=user, report=written, language="en")
    assert "".join(run["text"] for run in made.chapters[0].paragraphs[0].lines[0]) == "[15]"
    table = made.chapters[0].tables[0]
    assert table.periods == ["2011", "2012"]
    assert next(row.cells for row in table.rows if "Presumed victims" in row.heads) == ["15", "27"]
    with cast.acting("coordinator"):
        assert not [one for one in publishing.missing(by=user, report=written) if one.blocks]


def test_figures_that_went_out_without_a_table_of_the_report_say_so(
    approved: AnnualReport, cast: Cast
) -> None:
    with cast.acting("coordinator"):
        publish_year(by=cast.user("coordinator"), year=YEAR)
    with override("en"), pytest.raises(ValidationError, match="without the table"):
        do(cast, "publish", approved)


def test_a_victim_who_comes_late_changes_no_published_figure(
    published: AnnualReport, history: History, lived: History, cast: Cast
) -> None:
    before = text_figures(published, cast)
    case = lived.investigation("unit_b", "2012-06-01")
    lived.victim(case, 40, (V.PRESUMED, "2012-06-02"))
    assert text_figures(published, cast) == before == "27"


def text_figures(report: AnnualReport, cast: Cast) -> str:
    """The presumed victims as the first chapter names them."""
    with cast.acting("coordinator"):
        report = AnnualReport.objects.get(pk=report.pk)
        made = publishing.draft(by=cast.user("coordinator"), report=report, language="lt")
    return made.chapters[0].paragraphs[0].lines[0][3]["text"]


GOOD = {"year": 2010, "title_lt": "a", "title_en": "b"}


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"year": 1989}, "statistics_annualreport_year"),
        ({"state": "lost"}, "statistics_annualreport_state"),
        ({"state": State.APPROVED}, "statistics_annualreport_reviewed"),
    ],
)
def test_constraints_of_a_report(fields: dict[str, Any], constraint: str, cast: Cast) -> None:
    with cast.acting("coordinator"):
        AnnualReport.objects.create(**GOOD)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            AnnualReport.objects.create(**{**GOOD, "year": 2011, **fields})


def test_a_report_is_published_with_its_figures_only(approved: AnnualReport, cast: Cast) -> None:
    with (
        cast.acting("coordinator"),
        pytest.raises(IntegrityError, match="statistics_annualreport_frozen"),
        transaction.atomic(),
    ):
        AnnualReport.objects.filter(pk=approved.pk).update(state=State.PUBLISHED)


FILE = {
    "year": 2012, "title_lt": "a", "title_en": "b", "language": "lt", "form": "pdf",
    "content": b"a", "size": 1, "sha256": "0" * 64,
}  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({}, "statistics_publishedfile_once"),
        ({"form": "odt"}, "statistics_publishedfile_form"),
        ({"language": "ru"}, "statistics_publishedfile_language"),
        ({"form": "docx", "content": b""}, "statistics_publishedfile_whole"),
        ({"form": "docx", "sha256": ""}, "statistics_publishedfile_whole"),
    ],
)
def test_constraints_of_a_published_file(
    fields: dict[str, Any], constraint: str, report: AnnualReport, cast: Cast
) -> None:
    with cast.acting("coordinator"):
        PublishedFile(report=report, **FILE).save()
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            PublishedFile(report=report, **{**FILE, **fields}).save()


def test_constraints_of_chapters_and_templates(report: AnnualReport, cast: Cast) -> None:
    with cast.acting("coordinator"):
        ReportChapter(report=report, position=9, heading_lt="a", heading_en="b").save()
        ReportTemplate(report=report, name="a.docx", content=b"a", sha256="0").save()
        for row in (
            ReportChapter(report=report, position=9, heading_lt="", heading_en="b"),
            ReportChapter(report=report, position=9, heading_lt="a", heading_en=""),
            ReportStep(report=report, state="lost"),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                row.save()
        with pytest.raises(IntegrityError, match="whole"), transaction.atomic():
            ReportTemplate.objects.filter(report=report).update(name="")
