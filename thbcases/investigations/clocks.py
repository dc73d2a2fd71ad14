"""Terms of the pre-trial investigation: the check of a report, the investigation, the appeal."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.clocks.sources import Source, Term, register_source
from thbcases.codes.choices import TermEvent
from thbcases.investigations import queries
from thbcases.investigations.choices import OPEN_STAGES, StageKind
from thbcases.investigations.models import Investigation, Stage
from thbcases.investigations.queries import CHECKED_STAGES, RUNNING_STAGES

# An appeal is lodged within days; whatever was suspended long ago is not asked for it.
APPEALED_WITHIN = timedelta(days=60)


def _term(case: Investigation, starts_on: date, **fields: Any) -> Term:
    return Term(
        record=case,
        name=case.number,
        code=case.number,
        starts_on=starts_on,
        organisation_id=case.custodian_id,
        **fields,
    )


def open_terms(stages: frozenset[StageKind], *, by_gravity: bool) -> Iterable[Term]:
    """Terms that run in cases of these stages."""
    return [
        _term(case, term.started_on, event=TermEvent(term.rule.event) if by_gravity else None)
        for case, term in queries.with_running_terms(timezone.localdate(), stages)
    ]


def check_of(case: Investigation) -> Iterator[Term]:
    """The check of the report, where the case began with one."""
    if case.stage in CHECKED_STAGES:
        yield _term(case, case.registered_on)
        return
    stages = _stages(case)
    if stages and stages[0].kind in CHECKED_STAGES:
        done = next((stage.on for stage in stages if stage.kind not in CHECKED_STAGES), None)
        yield _term(case, case.registered_on, done_on=done)


def investigation_of(case: Investigation) -> Iterator[Term]:
    """The investigation itself, by the gravity of its articles."""
    if case.stage in CHECKED_STAGES:
        return
    event = queries.gravity(case)
    if case.stage in RUNNING_STAGES:
        yield _term(case, case.registered_on, event=event)
    elif case.stage == StageKind.SUSPENDED:
        done = {"done_on": case.stage_on, "ended": _("suspended")}
        yield _term(case, case.registered_on, event=event, **done)
    elif (ended := _ended_on(_stages(case))) is not None:
        yield _term(case, case.registered_on, event=event, done_on=ended)


def _ended_on(stages: list[Stage]) -> date | None:
    """The day the investigation was last closed; None when it never was open here."""
    ended, was_open = None, False
    for stage in stages:
        if stage.kind in OPEN_STAGES:
            was_open, ended = True, None
        elif was_open and ended is None:
            ended = stage.on
    return ended


def open_appeals() -> Iterable[Term]:
    """Suspensions against which an appeal is still possible."""
    suspended = Investigation.objects.filter(
        stage=StageKind.SUSPENDED, stage_on__gte=timezone.localdate() - APPEALED_WITHIN
    )
    return [_term(case, case.stage_on, lapses=True) for case in suspended]


def appeals_of(case: Investigation) -> Iterator[Term]:
    """The time for an appeal after each suspension; it simply passes."""
    if case.stage == StageKind.SUSPENDED:
        yield _term(case, case.stage_on, lapses=True)
    stages = _stages(case)
    for place, stage in enumerate(stages[:-1]):
        if stage.kind == StageKind.SUSPENDED:
            following = stages[place + 1]
            yield _term(case, stage.on, done_on=following.on, ended=following.get_kind_display())


def _stages(case: Investigation) -> list[Stage]:
    return list(Stage.objects.filter(investigation=case).order_by("on", "id"))


def register() -> None:
    """Tell the clocks; called once when the app is ready."""
    common = {
        "requires": "investigation.read",
        "acts": "investigation.change",
        "model": "investigations.investigation",
    }
    register_source(
        Source(
            key="investigations.check",
            event=TermEvent.PTI_CHECK,
            label=_("check of a report"),
            open_terms=partial(open_terms, CHECKED_STAGES, by_gravity=False),
            terms_of=check_of,
            **common,
        )
    )
    register_source(
        Source(
            key="investigations.term",
            event=TermEvent.PTI_TERM_MINOR,
            label=_("investigation"),
            open_terms=partial(open_terms, RUNNING_STAGES, by_gravity=True),
            terms_of=investigation_of,
            **common,
        )
    )
    register_source(
        Source(
            key="investigations.appeal",
            event=TermEvent.SUSPENSION_APPEAL,
            label=_("appeal against the suspension"),
            open_terms=open_appeals,
            terms_of=appeals_of,
            **common,
        )
    )
