"""The time line of an investigation and of a suspect, from all dated rows."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thbcases.investigations.choices import JUDGED_STATES, StageKind
from thbcases.investigations.models import (
    CourtCase,
    Investigation,
    Judgment,
    Stage,
    Suspect,
    SuspectStatus,
)
from thbcases.web.timeline import TimelineEntry


def events_of(case: Investigation) -> list[TimelineEntry]:
    """What happened in an investigation; other apps add what they know."""
    return [
        *_sources(case),
        *_stages(case),
        *_suspects(case),
        *_units(case),
        *_court(case),
        *_family(case),
    ]


def events_of_suspect(suspect: Suspect) -> list[TimelineEntry]:
    """What happened to a suspect."""
    judged = {sentence.judgment.on for sentence in suspect.sentences.all()}
    statuses = [
        TimelineEntry(status.on, status.get_state_display(), note=status.basis)
        for status in suspect.statuses.all()
        if not (status.state in JUDGED_STATES and status.on in judged)
    ]
    judgments = [
        TimelineEntry(
            sentence.judgment.on,
            f"{sentence.judgment.get_instance_display()}: {sentence.get_outcome_display()}",
            note=sentence.penalty,
        )
        for sentence in suspect.sentences.all()
    ]
    return [*statuses, *judgments]


def isolated(name: object) -> str:
    """A name within a sentence: a right-to-left one must not turn the words around it."""
    return f"\u2068{name}\u2069"


def _sources(case: Investigation) -> Iterator[TimelineEntry]:
    for row in case.sources.all():
        yield TimelineEntry(row.on, row.get_kind_display(), note=row.reference)


def _stages(case: Investigation) -> Iterator[TimelineEntry]:
    handed_over = {row.handed_over_on for row in case.court_cases.all()}
    for stage in Stage.objects.filter(investigation=case).select_related("ground"):
        if stage.kind == StageKind.COURT_FIRST and stage.on in handed_over:
            continue  # the case in court says it, with the name of the court
        ground = stage.ground.name if stage.ground else ""
        note = " · ".join(part for part in (stage.decided_by, ground, stage.note) if part)
        yield TimelineEntry(stage.on, stage.get_kind_display(), note=note)


def _suspects(case: Investigation) -> Iterator[TimelineEntry]:
    rows = SuspectStatus.objects.filter(investigation=case)
    for status in rows.select_related("suspect__person"):
        text = f"{isolated(status.suspect)}: {status.get_state_display()}"
        yield TimelineEntry(
            status.on, text, url=status.suspect.get_absolute_url(), note=status.basis
        )


def _units(case: Investigation) -> Iterator[TimelineEntry]:
    for row in case.assignments.select_related("organisation"):
        unit = {"unit": row.organisation}
        yield TimelineEntry(row.starts_on, _("%(unit)s is assigned") % unit, note=row.basis)
        if row.ends_on:
            yield TimelineEntry(row.ends_on, _("%(unit)s: last day of the assignment") % unit)


def _court(case: Investigation) -> Iterator[TimelineEntry]:
    rows = CourtCase.objects.filter(investigation=case)
    for row in rows.select_related("court", "investigation"):
        text = _("handed over to a court: %(court)s") % {"court": row}
        yield TimelineEntry(row.handed_over_on, text, url=row.get_absolute_url())
    for judgment in Judgment.objects.filter(investigation=case).select_related("investigation"):
        instance = {"instance": judgment.get_instance_display()}
        url = judgment.get_absolute_url()
        yield TimelineEntry(judgment.on, _("judgment, %(instance)s") % instance, url=url)
        if judgment.final_on:
            text = _("judgment is final, %(instance)s") % instance
            yield TimelineEntry(judgment.final_on, text, url=url)


def _family(case: Investigation) -> Iterator[TimelineEntry]:
    for other in case.joined_from.all():
        text = _("%(number)s was joined to this one") % {"number": other.number}
        yield TimelineEntry(other.stage_on, text, url=other.get_absolute_url())
    for other in case.separated_into.all():
        text = _("%(number)s was separated") % {"number": other.number}
        yield TimelineEntry(other.registered_on, text, url=other.get_absolute_url())
