"""The legal terms that begin with a victim's status; how long each runs stands in the rules."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from thbcases.clocks.sources import Source, Term, register_source
from thbcases.codes.choices import TermEvent
from thbcases.victims.choices import VictimStatus
from thbcases.victims.models import Victim, VictimDecision
from thbcases.victims.queries import waiting_victims


def waiting_decisions() -> Iterable[Term]:
    """Presumed victims of open investigations on whom nobody has decided yet."""
    for victim in waiting_victims().filter(status=VictimStatus.PRESUMED):
        yield _term(victim, victim.status_on)


def decisions_of(victim: Victim) -> Iterator[Term]:
    """Each time the victim was presumed, and when it was decided after that."""
    rows = list(VictimDecision.objects.filter(victim=victim).order_by("on", "id"))
    for place, row in enumerate(rows):
        if row.status != VictimStatus.PRESUMED:
            continue
        later = next((r for r in rows[place + 1 :] if r.status != VictimStatus.PRESUMED), None)
        yield _term(victim, row.on, later.on if later else None)


def _term(victim: Victim, starts_on: Any, done_on: Any = None) -> Term:
    return Term(
        record=victim,
        name=str(victim.person),
        code=str(victim.investigation),
        starts_on=starts_on,
        organisation_id=victim.custodian_id,
        done_on=done_on,
    )


def register() -> None:
    """Tell the clocks; called once when the app is ready."""
    register_source(
        Source(
            key="victims.status_decision",
            event=TermEvent.STATUS_DECISION,
            label=_("decision on a presumed victim"),
            # the term is of whoever works on the investigation, not of whom it was opened to
            requires="investigation.read",
            open_terms=waiting_decisions,
            model="victims.victim",
            terms_of=decisions_of,
        )
    )
