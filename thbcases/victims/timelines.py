"""Terms and events of victims, for their own pages and for the investigation's."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _now

from thbcases.access.rights import may
from thbcases.victims.choices import PermitState
from thbcases.victims.models import ReflectionPeriod, ResidencePermit, Victim
from thbcases.victims.queries import Stay
from thbcases.web.timeline import TimelineEntry

STAYS: tuple[type[Stay], ...] = (ReflectionPeriod, ResidencePermit)

Events = Iterable[TimelineEntry]


def victim_events(victim: Victim) -> list[TimelineEntry]:
    """What happened to the victim, from all dated rows."""
    makers: list[Callable[[Victim], Events]] = [_decisions, _exploitation, _claims, _protection]
    if may("permit.read"):
        makers.append(_stays)
    return [entry for make in makers for entry in make(victim)]


def decision_events(victims: Iterable[Victim]) -> list[TimelineEntry]:
    """The decisions on several victims, each with the name: for the investigation's page."""
    return [
        TimelineEntry(
            decision.on,
            f"{victim.person}: {decision.get_status_display()}",
            url=victim.get_absolute_url(),
        )
        for victim in victims
        for decision in victim.decisions.all()
    ]


def _decisions(victim: Victim) -> Events:
    for decision in victim.decisions.all():
        said = [decision.get_decider_display(), decision.decider_name, decision.basis]
        yield TimelineEntry(
            decision.on,
            _now("Status: %(status)s") % {"status": decision.get_status_display()},
            note=", ".join(part for part in said if part),
        )


def _exploitation(victim: Victim) -> Events:
    for episode in victim.episodes.all():
        if episode.starts_on:
            yield TimelineEntry(
                episode.starts_on, _now("Exploitation begins: %(form)s") % {"form": episode.form}
            )
        if episode.ends_on:
            yield TimelineEntry(
                episode.ends_on, _now("Exploitation ends: %(form)s") % {"form": episode.form}
            )


def _stays(victim: Victim) -> Events:
    stays: list[Any] = [*victim.reflection_periods.all(), *victim.residence_permits.all()]
    for stay in stays:
        yield from stay_events(stay)


def stay_events(stay: Stay) -> list[TimelineEntry]:
    """Proposed, decided, begun, ended: the days of one stay."""
    name = str(stay._meta.verbose_name).capitalize()
    url = stay.get_absolute_url()
    days = {"start": stay.starts_on, "end": stay.ends_on}
    entries = [TimelineEntry(stay.proposed_on, _now("%(what)s proposed") % {"what": name}, url)]
    if stay.decided_on and stay.state == PermitState.REFUSED:
        text = _now("%(what)s refused") % {"what": name}
        entries.append(TimelineEntry(stay.decided_on, text, url, stay.decision_number))
    elif stay.decided_on:
        text = _now("%(what)s granted, %(start)s to %(end)s") % {"what": name, **days}
        entries.append(TimelineEntry(stay.decided_on, text, url, stay.decision_number))
    if stay.ended_on:
        text = _now("%(what)s ended early") % {"what": name}
        entries.append(TimelineEntry(stay.ended_on, text, url, str(stay.end_ground)))
    elif stay.state == PermitState.GRANTED:
        text = _now("%(what)s ends") % {"what": name}
        entries.append(TimelineEntry(stay.ends_on, text, url))
    return entries


def _claims(victim: Victim) -> Events:
    for claim in victim.claims.select_related("currency"):
        money = f"{claim.amount} {claim.currency.code}"
        yield TimelineEntry(
            claim.claimed_on, _now("Compensation claimed: %(money)s") % {"money": money}
        )
        if claim.decided_on:
            yield TimelineEntry(
                claim.decided_on,
                _now("Compensation awarded: %(money)s")
                % {"money": f"{claim.awarded} {claim.currency.code}"}
                if claim.awarded
                else _now("Compensation refused"),
            )
        if claim.paid_on:
            yield TimelineEntry(claim.paid_on, _now("Compensation paid"))


def _protection(victim: Victim) -> Events:
    for measure in victim.protection_measures.select_related("kind"):
        yield TimelineEntry(
            measure.starts_on,
            _now("Protection: %(kind)s") % {"kind": measure.kind},
            note=measure.decided_by,
        )
        if measure.ends_on:
            yield TimelineEntry(
                measure.ends_on, _now("Protection ends: %(kind)s") % {"kind": measure.kind}
            )
