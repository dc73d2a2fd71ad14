"""What is still missing in a report, and what keeps it from being published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thbcases.statistics.builder.spec import BadSpec, TableSpec
from thbcases.statistics.models import AnnualReport, ReportChapter
from thbcases.statistics.report.content import first_named
from thbcases.statistics.report.markup import Fault, faults
from thbcases.statistics.report.outline import LANGUAGES

IN_LANGUAGE = {"lt": "LT", "en": "EN"}


@dataclass(frozen=True)
class Missing:
    """One thing to do, where, and whether nothing is published before it is done.

    `is_broken`: the report cannot even be shown before it is mended.
    """

    text: str
    chapter: ReportChapter | None = None
    blocks: bool = True
    is_broken: bool = False


def published_chapters(report: AnnualReport) -> list[ReportChapter]:
    """The chapters in their order, without those that are left out."""
    return list(report.chapters.filter(is_left_out=False))


def missing_words(report: AnnualReport, chapters: Iterable[ReportChapter]) -> list[Missing]:
    """What can be told without counting anything."""
    chapters = list(chapters)
    found = [one for chapter in chapters for one in _of_chapter(report, chapter)]
    if not chapters:
        found.append(Missing(_("All chapters are left out: there is nothing to publish.")))
    return found


def fault_words(fault: Fault) -> str:
    """A broken placeholder in one sentence: the line, what stands there, what to do."""
    words = {"line": fault.line, "placeholder": fault.placeholder, "message": fault.message}
    return _("Line %(line)s, «%(placeholder)s»: %(message)s") % words


def faults_of(text: str, year: int) -> list[Fault]:
    """The placeholders of a text that cannot be filled in the report of a year."""
    return faults(text, year, first_named(year))


def specs_of(chapter: ReportChapter) -> list[TableSpec]:
    """The tables of a chapter. Raises BadSpec when one can no longer be made."""
    return [TableSpec.from_json(table["spec"]) for table in chapter.tables]


def _of_chapter(report: AnnualReport, chapter: ReportChapter) -> Iterator[Missing]:
    for language in LANGUAGES:
        text = chapter.text(language)
        if not text.strip():
            words = {"language": IN_LANGUAGE[language]}
            yield Missing(_("The text is empty (%(language)s).") % words, chapter)
        for fault in faults_of(text, report.year):
            text = f"{IN_LANGUAGE[language]}: {fault_words(fault)}"
            yield Missing(text, chapter, is_broken=True)
    for number, table in enumerate(chapter.tables, start=1):
        try:
            TableSpec.from_json(table["spec"])
        except BadSpec as error:
            words = {"number": str(number), "message": str(error)}
            text = _("Table %(number)s cannot be made: %(message)s") % words
            yield Missing(text, chapter, is_broken=True)
