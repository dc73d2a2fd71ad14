"""Entering suspects and moving them from suspicion to a judgment."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.codes.models import Article
from thbcases.investigations.actions.guards import (
    OF_THE_DATABASE,
    locked,
    not_before,
    not_in_future,
)
from thbcases.investigations.choices import (
    FIRST_STATES,
    JUDGED_STATES,
    SUSPECT_TRANSITIONS,
    SuspectState,
)
from thbcases.investigations.models import Charge, Suspect, SuspectStatus


@transaction.atomic
def add_suspect(
    *,
    by: User,
    suspect: Suspect,
    state: SuspectState = SuspectState.INFORMATION,
    on: date,
    basis: str = "",
    charges: Iterable[tuple[Article, date | None]] = (),
) -> Suspect:
    """Enter an unsaved suspect of an investigation, a person or a legal person, with charges.

    Raises ValidationError for a state one cannot begin with, a day to come, or a person who is
    a suspect here already.
    """
    rights.check("investigation.change", by.actor())
    state = SuspectState(state)
    if state not in FIRST_STATES:
        raise ValidationError({"state": _("This state comes with a judgment.")})
    not_in_future("on", on)
    if state != SuspectState.INFORMATION:
        not_before("on", on, suspect.investigation.registered_on)
    suspect.state, suspect.state_on = state, on
    suspect.full_clean(exclude=["custodian"])
    suspect.save()
    suspect.refresh_from_db()
    _enter(suspect, state, on, basis)
    for article, offence_on in charges:
        charge = Charge(suspect=suspect, article=article, offence_on=offence_on)
        charge.full_clean(exclude=OF_THE_DATABASE)
        charge.save()
    return suspect


@transaction.atomic
def move_suspect(
    *, by: User, suspect: Suspect, state: SuspectState, on: date, basis: str = ""
) -> SuspectStatus:
    """Enter where the suspect stands from a day on; the transition table says what may follow.

    Conviction and acquittal come with a judgment (`record_judgment`). Raises ValidationError
    for what cannot follow and for days out of order.
    """
    rights.check("investigation.change", by.actor())
    state = SuspectState(state)
    if state in JUDGED_STATES:
        raise ValidationError({"state": _("Record the judgment: it says so of each accused.")})
    held = locked(suspect)
    check_state(held, state)
    return enter_state(held, state, on, basis)


def check_state(suspect: Suspect, state: SuspectState) -> None:
    """Raise ValidationError, with what is possible, unless the state may follow now."""
    now = SuspectState(suspect.state)
    if state in SUSPECT_TRANSITIONS[now]:
        return
    possible = ", ".join(str(s.label) for s in SuspectState if s in SUSPECT_TRANSITIONS[now])
    raise ValidationError(
        {
            "state": _("%(who)s: from «%(now)s» it can become: %(possible)s.")
            % {"who": suspect, "now": now.label, "possible": possible}
        }
    )


def enter_state(held: Suspect, state: SuspectState, on: date, basis: str) -> SuspectStatus:
    """Add the status row to a locked suspect and keep its `state` equal to it."""
    not_in_future("on", on)
    not_before("on", on, held.state_on)
    status = _enter(held, state, on, basis)
    held.state, held.state_on = state, on
    held.save(update_fields=["state", "state_on"])
    return status


def _enter(suspect: Suspect, state: SuspectState, on: date, basis: str) -> SuspectStatus:
    status = SuspectStatus(suspect=suspect, state=state, on=on, basis=basis)
    status.full_clean(exclude=OF_THE_DATABASE)
    status.save()
    return status
