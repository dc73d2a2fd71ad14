"""The stay of a foreign victim: the police proposes, the migration department decides."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.codes.models import ListCode
from thbcases.codes.queries import NotInForce
from thbcases.victims.actions.locks import locked, not_in_future
from thbcases.victims.choices import HELP_OPEN, PERMIT_TRANSITIONS, PermitState, VictimStatus
from thbcases.victims.models import ReflectionPeriod, ResidencePermit, Victim
from thbcases.victims.queries import TERM_OF, end_grounds, term_from

Stay = ReflectionPeriod | ResidencePermit
Kind = TypeVar("Kind", ReflectionPeriod, ResidencePermit)


@transaction.atomic
def propose_reflection_period(
    *,
    by: User,
    victim: Victim,
    starts_on: date,
    ends_on: date | None = None,
    on: date | None = None,
    note: str = "",
) -> ReflectionPeriod:
    """Propose days in which a foreign victim decides whether to co-operate.

    Without an end it runs as long as the term rule of its first day says; `on` is the day of
    the proposal, today if not given. Raises ValidationError when it would overlap another,
    outlast the rule, or end before it begins.
    """
    held = _proposable(by, victim)
    period = ReflectionPeriod(
        victim=held,
        person_id=held.person_id,
        starts_on=starts_on,
        ends_on=_last_day(ReflectionPeriod, starts_on, ends_on),
        note=note,
    )
    return _proposed(period, on)


@transaction.atomic
def propose_residence_permit(
    *,
    by: User,
    victim: Victim,
    starts_on: date,
    ends_on: date | None = None,
    renewal_of: ResidencePermit | None = None,
    on: date | None = None,
    note: str = "",
) -> ResidencePermit:
    """Propose a temporary residence permit (Aliens law Art. 49), or the renewal of one.

    Without an end it runs as long as the term rule of its first day says. Raises
    ValidationError when it would overlap another permit of the person, when the victim has a
    permit that it does not name as the one renewed, or when that one cannot be renewed.
    """
    held = _proposable(by, victim)
    permit = ResidencePermit(
        victim=held,
        person_id=held.person_id,
        starts_on=starts_on,
        ends_on=_last_day(ResidencePermit, starts_on, ends_on),
        renewal_of=renewal_of,
        note=note,
    )
    return _proposed(permit, on)


@transaction.atomic
def decide_stay(
    *,
    by: User,
    stay: Stay,
    state: PermitState,
    number: str,
    on: date,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> None:
    """Grant or refuse what was proposed; who grants may set other days than were proposed.

    Raises ValidationError when it is decided already, the days are not in order, or the person
    already has the same in these days.
    """
    rights.check("permit.decide", by.actor())
    held = locked(stay)
    _check_transition(held, state)
    _check_decision(number, on, not_before=held.proposed_on)
    if state == PermitState.GRANTED:
        if starts_on or ends_on:
            held.starts_on = starts_on or held.starts_on
            held.ends_on = _last_day(type(held), held.starts_on, ends_on)
        _check_days(held, against=(PermitState.GRANTED, PermitState.WITHDRAWN))
    held.state, held.decided_on, held.decision_number = state, on, number.strip()
    held.save(update_fields=["state", "decided_on", "decision_number", "starts_on", "ends_on"])


@transaction.atomic
def renew_permit(
    *,
    by: User,
    permit: ResidencePermit,
    number: str,
    on: date,
    starts_on: date,
    ends_on: date | None = None,
) -> ResidencePermit:
    """Grant a renewal of a permit that was granted, without a proposal.

    The migration department does not see the victim: whose permit it is follows from the one
    renewed. Raises ValidationError as `decide_stay` does.
    """
    rights.check("permit.add", by.actor())
    held = locked(permit)
    _check_decision(number, on, not_before=held.decided_on or held.proposed_on)
    renewal = ResidencePermit(
        victim_id=held.victim_id,
        person_id=held.person_id,
        renewal_of=held,
        starts_on=starts_on,
        ends_on=_last_day(ResidencePermit, starts_on, ends_on),
        state=PermitState.GRANTED,
        proposed_on=on,
        decided_on=on,
        decision_number=number.strip(),
    )
    _check_days(renewal, against=(PermitState.GRANTED, PermitState.WITHDRAWN))
    return _saved(renewal)


@transaction.atomic
def end_stay_early(*, by: User, stay: Stay, on: date, ground: ListCode) -> None:
    """End a granted stay before its time: `on` is its last day, the ground is one of the law.

    Raises ValidationError outside its days, for a ground of another list, or when it was
    renewed (then the renewal is what ends).
    """
    rights.check("permit.decide", by.actor())
    held = locked(stay)
    _check_transition(held, PermitState.WITHDRAWN)
    not_in_future("on", on)
    if not held.starts_on <= on <= held.ends_on:
        raise ValidationError(
            {
                "on": _("It lasts from %(start)s to %(end)s; the last day is one of these.")
                % {"start": held.starts_on, "end": held.ends_on}
            }
        )
    if not end_grounds(type(held), on).filter(pk=ground.pk).exists():
        raise ValidationError({"ground": _("This ground is not in the list for it.")})
    if isinstance(held, ResidencePermit) and _renewals(held).exists():
        raise ValidationError(_("It was renewed: end the renewal."))
    held.state, held.ended_on, held.end_ground = PermitState.WITHDRAWN, on, ground
    held.save(update_fields=["state", "ended_on", "end_ground"])


def _proposable(by: User, victim: Victim) -> Victim:
    rights.check("permit.propose", by.actor())
    held = locked(victim)
    if VictimStatus(held.status) not in HELP_OPEN:
        raise ValidationError(
            _("The stay is for presumed and recognised victims; this person is «%(status)s».")
            % {"status": held.get_status_display()}
        )
    return held


def _proposed(stay: Kind, on: date | None) -> Kind:
    stay.proposed_on = on or timezone.localdate()
    not_in_future("on", stay.proposed_on)
    _check_days(stay, against=(PermitState.PROPOSED, PermitState.GRANTED, PermitState.WITHDRAWN))
    return _saved(stay)


def _saved(stay: Kind) -> Kind:
    stay.full_clean(exclude=["custodian", "investigation", "person", "victim"])
    stay.save()
    stay.refresh_from_db()
    return stay


def _check_transition(stay: Stay, to: PermitState) -> None:
    if to not in PERMIT_TRANSITIONS[PermitState(stay.state)]:
        raise ValidationError(
            _("This is already «%(state)s». Look at the record again.")
            % {"state": stay.get_state_display()}
        )


def _check_decision(number: str, on: date, not_before: date) -> None:
    not_in_future("on", on)
    if on < not_before:
        raise ValidationError(
            {"on": _("It was proposed on %(day)s; it is not decided before.") % {"day": not_before}}
        )
    if not number.strip():
        raise ValidationError({"number": _("Give the number of the decision.")})


def _last_day(model: type[Stay], starts_on: date, ends_on: date | None) -> date:
    """The end that was named, if the rule of the first day allows it, else the rule's."""
    try:
        term = term_from(TERM_OF[model], starts_on)
    except NotInForce as error:
        raise ValidationError({"starts_on": str(error)}) from error
    if ends_on is None:
        return term.last_day
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("The end is before the start.")})
    if ends_on > term.last_day:
        raise ValidationError(
            {
                "ends_on": _("The rule allows %(length)s, until %(day)s at most.")
                % {"length": term.rule.duration, "day": term.last_day}
            }
        )
    return ends_on


def _check_days(stay: Stay, against: Iterable[PermitState]) -> None:
    """Check the chain of permits, and that no other stay of the person lies in these days."""
    if isinstance(stay, ResidencePermit) and stay.renewal_of is not None:
        _check_renewable(stay, stay.renewal_of)
    other = _overlapping(stay, against)
    if other is not None:
        raise ValidationError(
            {
                "starts_on": _("The person already has this from %(start)s to %(end)s (%(state)s).")
                % {
                    "start": other.starts_on,
                    "end": other.last_day,
                    "state": other.get_state_display(),
                }
            }
        )
    if isinstance(stay, ResidencePermit) and stay.renewal_of is None:
        _check_first(stay)


def _overlapping(stay: Stay, states: Iterable[PermitState]) -> Stay | None:
    rows = type(stay)._default_manager.filter(
        Q(ended_on__isnull=True, ends_on__gte=stay.starts_on) | Q(ended_on__gte=stay.starts_on),
        person_id=stay.person_id,
        state__in=list(states),
        starts_on__lte=stay.ends_on,
    )
    return rows.exclude(pk=stay.pk).first()


def _check_renewable(permit: ResidencePermit, before: ResidencePermit) -> None:
    if before.person_id != permit.person_id:
        raise ValidationError({"renewal_of": _("That is the permit of another person.")})
    if before.state != PermitState.GRANTED:
        raise ValidationError({"renewal_of": _("Only a permit that was granted is renewed.")})
    if _renewals(before).exclude(pk=permit.pk).exists():
        raise ValidationError({"renewal_of": _("This permit is already renewed.")})
    if permit.starts_on <= before.last_day:
        raise ValidationError(
            {
                "starts_on": _("The permit before it lasts until %(day)s; begin after it.")
                % {"day": before.last_day}
            }
        )


def _check_first(permit: ResidencePermit) -> None:
    """A victim's second permit is a renewal, and says of which."""
    earlier = ResidencePermit.objects.filter(
        victim_id=permit.victim_id, state=PermitState.GRANTED, starts_on__lt=permit.starts_on
    ).exclude(pk=permit.pk)
    last = earlier.order_by("-starts_on").first()
    if last is not None:
        raise ValidationError(
            {
                "renewal_of": _("There is a permit until %(day)s: say that this renews it.")
                % {"day": last.last_day}
            }
        )


def _renewals(permit: ResidencePermit) -> QuerySet[ResidencePermit]:
    return permit.renewals.exclude(state=PermitState.REFUSED)
