"""A report goes out: figures frozen and files kept, all of it or nothing."""

import hashlib
from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.codes.choices import Audience
from thbcases.statistics.actions import CannotPublish, draft_year, publish_year
from thbcases.statistics.builder.spec import BadSpec, TableSpec
from thbcases.statistics.choices import AnnualReportState, FileForm
from thbcases.statistics.models import AnnualReport, Publication, PublishedFile, ReportChapter
from thbcases.statistics.publishing import FrozenTable
from thbcases.statistics.publishing.words import sentences
from thbcases.statistics.report import actions
from thbcases.statistics.report.checklist import Missing, missing_words, published_chapters
from thbcases.statistics.report.completeness import gaps
from thbcases.statistics.report.content import YEARS_NAMED, Asked, Content, asked
from thbcases.statistics.report.document import Document, document
from thbcases.statistics.report.outline import LANGUAGES
from thbcases.statistics.report.printing import pdf_of
from thbcases.statistics.report.word import BrokenTemplate, word_of
from thbcases.web.pdf import NotConforming

FILE_TYPES = {
    FileForm.PDF: "application/pdf",
    FileForm.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def draft(*, by: User, report: AnnualReport, language: str) -> Document:
    """The report as it would go out now; a published one as it went out.

    Raises ValidationError when its tables cannot be made.
    """
    chapters = published_chapters(report)
    publication = report.publication
    content = content_of(by, report, chapters)[0]
    moment = publication.published_at if publication else None
    return document(report, chapters, content, language, moment)


def file_of(report: AnnualReport, made: Document, form: FileForm, *, is_strict: bool) -> bytes:
    """The report as a file. Raises ValidationError when it cannot be made."""
    try:
        if form is FileForm.PDF:
            return pdf_of(made, is_strict=is_strict)
        template = getattr(report, "template", None)
        return word_of(made, bytes(template.content) if template else b"")
    except BrokenTemplate as error:
        raise ValidationError(error.messages) from error
    except NotConforming as error:
        text = _("The PDF cannot be made as the archive asks: %(reason)s")
        raise ValidationError(text % {"reason": error}) from error


@transaction.atomic
def publish_report(*, by: User, report: AnnualReport) -> AnnualReport:
    """Freeze the figures of the year and keep the report in both languages, as PDF and Word.

    Raises Refused and ValidationError; then nothing was published.
    """
    rights.check("annual_report.decide", by.actor())
    row = actions.locked(report)
    actions.require_way(row, AnnualReportState.PUBLISHED)
    chapters = published_chapters(row)
    if [one for one in missing_words(row, chapters) if one.blocks]:
        raise ValidationError(_("Something is missing. The tab «Checklist» says what."))
    wanted = _asked(row, chapters)
    row.publication = _held(row.year) or _publish(by, row.year, wanted)
    content = _published_content(row, wanted)
    for language in LANGUAGES:
        made = document(row, chapters, content, language, row.publication.published_at)
        for form in FileForm:
            _keep(row, made, form)
    return actions.move(row, AnnualReportState.PUBLISHED)


def _publish(by: User, year: int, wanted: Sequence[Asked]) -> Publication:
    """Freeze the figures. Raises ValidationError with everything that the guard found."""
    try:
        return publish_year(by=by, year=year, tables=[_named(one) for one in wanted])
    except CannotPublish as error:
        raise ValidationError([*error.messages, *error.reasons]) from error


def content_of(
    by: User, report: AnnualReport, chapters: Sequence[ReportChapter]
) -> tuple[Content, list[str]]:
    """The tables of a report as they went out or would go out, and what they give away together.

    Raises ValidationError when a table cannot be made.
    """
    wanted = _asked(report, chapters)
    if report.publication or _held(report.year):
        return _published_content(report, wanted), []
    made = draft_year(by=by, year=report.year, tables=[_named(one) for one in wanted])
    first, *others = made.tables
    country = _earlier(report) | {report.year: first.table}
    tables = {one.spec: drawn.table for one, drawn in zip(wanted, others, strict=True)}
    return Content(report.year, country, tables), sentences(made.findings, made.names)


def missing(*, by: User, report: AnnualReport) -> list[Missing]:
    """Everything that is still to do: words first, then what only counting tells."""
    chapters = published_chapters(report)
    found = missing_words(report, chapters)
    if any(one.is_broken for one in found):
        return found
    try:
        content, collisions = content_of(by, report, chapters)
    except ValidationError as error:
        return [*found, *(Missing(text) for text in error.messages)]
    found += [Missing(sentence) for sentence in collisions]
    for name in gaps(report.year):
        text = _("Of more than a tenth of the registered victims the records do not say: %(what)s.")
        found.append(Missing(text % {"what": name}, blocks=False))
    return found + list(_empty_tables(chapters, content))


def _empty_tables(chapters: Sequence[ReportChapter], content: Content) -> Iterator[Missing]:
    for chapter in chapters:
        for number, kept in enumerate(chapter.tables, start=1):
            table = content.table(TableSpec.from_json(kept["spec"]))
            cells = [c for block in table.blocks for line in block.lines for c in line.cells]
            if not any(cell.is_hidden or cell.number for cell in cells):
                text = _("Nothing was recorded for table %(number)s: it stays empty.")
                yield Missing(text % {"number": number}, chapter, blocks=False)
            elif not any(cell.number for cell in cells):
                text = _("All numbers of table %(number)s are hidden. Choose a coarser one.")
                yield Missing(text % {"number": number}, chapter, blocks=False)


def _asked(report: AnnualReport, chapters: Sequence[ReportChapter]) -> list[Asked]:
    """The tables beside the country table. Raises ValidationError."""
    try:
        return asked(report.year, chapters, set(_earlier(report)))
    except BadSpec as error:
        raise ValidationError(str(error)) from error


def _named(one: Asked) -> tuple[str, str, TableSpec]:
    return one.captions["lt"], one.captions["en"], one.spec


def _held(year: int) -> Publication | None:
    """The figures of the year, when they went out already."""
    return Publication.objects.filter(year=year, audience=Audience.PUBLIC).first()


def _earlier(report: AnnualReport) -> dict[int, FrozenTable]:
    """The country tables of the years before, as published when the report's own figures were."""
    publication = report.publication or _held(report.year)
    first = report.year - YEARS_NAMED + 1
    found = Publication.objects.filter(
        audience=Audience.PUBLIC, year__gte=first, year__lt=report.year
    )
    if publication:
        # one publication waits for the other, so their keys tell which came first
        found = found.filter(pk__lt=publication.pk)
    return {one.year: _country(one) for one in found}


def _country(publication: Publication) -> FrozenTable:
    return FrozenTable.from_json(publication.tables.get(position=1).content)


def _published_content(report: AnnualReport, wanted: Sequence[Asked]) -> Content:
    """The frozen tables of a publication. Raises ValidationError for one that is not in it."""
    publication = report.publication or _held(report.year)
    if publication is None:
        raise CannotPublish(_("The figures of this year are not published."))
    kept = {
        TableSpec.from_json(table.spec): FrozenTable.from_json(table.content)
        for table in publication.tables.filter(position__gt=1)
        # a rounded table is no table of a report
        if not table.spec.get("base")
    }
    for one in wanted:
        if one.spec not in kept:
            words = {"year": report.year, "table": one.captions["lt"]}
            raise CannotPublish(
                _(
                    "The figures of %(year)s were published without the table «%(table)s», and "
                    "stay as they are. Take it out of the report."
                )
                % words
            )
    country = _earlier(report) | {report.year: _country(publication)}
    return Content(report.year, country, {one.spec: kept[one.spec] for one in wanted})


def _keep(report: AnnualReport, made: Document, form: FileForm) -> None:
    content = file_of(report, made, form, is_strict=True)
    PublishedFile(
        report=report,
        year=report.year,
        title_lt=report.title_lt,
        title_en=report.title_en,
        language=made.language,
        form=form,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    ).save(force_insert=True)
