"""The case in court: handing it over, judgments, when they become final."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.codes.models import ListCode
from thbcases.codes.queries import NotInForce, currency_on
from thbcases.investigations.actions.cases import check_transition, enter_stage
from thbcases.investigations.actions.guards import (
    OF_THE_DATABASE,
    locked,
    not_before,
    not_in_future,
)
from thbcases.investigations.actions.suspects import check_state, enter_state
from thbcases.investigations.choices import (
    Instance,
    Outcome,
    StageKind,
    SuspectState,
)
from thbcases.investigations.models import (
    CourtCase,
    Investigation,
    Judgment,
    Sentence,
    Suspect,
)
from thbcases.investigations.queries import in_force

STATE_OF_OUTCOME = {
    Outcome.CONVICTED: SuspectState.CONVICTED,
    Outcome.ACQUITTED: SuspectState.ACQUITTED,
}
STAGE_OF_INSTANCE = {
    Instance.FIRST: StageKind.COURT_FIRST,
    Instance.APPEAL: StageKind.APPEAL,
    Instance.CASSATION: StageKind.CASSATION,
}


@transaction.atomic
def hand_over_to_court(
    *,
    by: User,
    investigation: Investigation,
    court: ListCode,
    on: date,
    number: str = "",
    decided_by: str = "",
    suspects: Iterable[Suspect] = (),
) -> CourtCase:
    """Hand a completed investigation over to a court; the named suspects are prosecuted.

    Raises ValidationError when the investigation is not completed, a suspect is not of this
    investigation, or days are out of order.
    """
    rights.check("investigation.move_stage", by.actor())
    held = locked(investigation)
    check_transition(held, StageKind.COURT_FIRST)
    case = CourtCase(investigation=held, court=court, number=number, handed_over_on=on)
    case.full_clean(exclude=["custodian"])
    case.save()
    case.refresh_from_db()
    for suspect in suspects:
        _prosecute(suspect, held, on)
    enter_stage(held, StageKind.COURT_FIRST, on, decided_by=decided_by)
    return case


def _prosecute(suspect: Suspect, investigation: Investigation, on: date) -> None:
    held = locked(suspect)
    _require_part_of(held, investigation.pk)
    if held.state != SuspectState.PROSECUTED:
        check_state(held, SuspectState.PROSECUTED)
        enter_state(held, SuspectState.PROSECUTED, on, "")


@transaction.atomic
def record_judgment(*, by: User, judgment: Judgment, sentences: Iterable[Sentence]) -> Judgment:
    """Enter an unsaved judgment and its unsaved sentences; who was judged changes state with it.

    Where the judgment is final already, the case is too. Raises ValidationError for days out of
    order, somebody who is not accused in this case, a currency of another time, or a penalty
    without conviction.
    """
    rights.check("investigation.move_stage", by.actor())
    case = locked(judgment.court_case)
    not_in_future("on", judgment.on)
    not_before("on", judgment.on, case.handed_over_on)
    judgment.full_clean(exclude=OF_THE_DATABASE)
    judgment.save()
    judgment.refresh_from_db()
    for sentence in sentences:
        _pass(sentence, judgment)
    if judgment.final_on is not None:
        _end_case(judgment, judgment.final_on)
    return judgment


@transaction.atomic
def make_final(*, by: User, judgment: Judgment, on: date) -> Judgment:
    """The judgment is final since a day; with it the case, where its stage allows.

    Raises ValidationError when it is final already or the day is before the judgment.
    """
    rights.check("investigation.move_stage", by.actor())
    held = locked(judgment)
    if held.final_on is not None:
        raise ValidationError(
            {"on": _("It is final since %(day)s already.") % {"day": held.final_on.isoformat()}}
        )
    not_in_future("on", on)
    not_before("on", on, held.on)
    held.final_on = on
    held.full_clean(exclude=OF_THE_DATABASE)
    held.save(update_fields=["final_on"])
    _end_case(held, on)
    return held


def _pass(sentence: Sentence, judgment: Judgment) -> None:
    suspect = locked(sentence.suspect)
    _require_part_of(suspect, judgment.investigation_id)
    _fix_currency(sentence, judgment.on)
    sentence.judgment = judgment
    sentence.full_clean(exclude=OF_THE_DATABASE)
    sentence.save()
    state = STATE_OF_OUTCOME.get(Outcome(sentence.outcome))
    if state is not None and state != suspect.state:
        check_state(suspect, state)
        enter_state(suspect, state, judgment.on, "")


def _fix_currency(sentence: Sentence, on: date) -> None:
    """A fine is in the money of its day: litas until 2014, euro since."""
    if sentence.fine is None:
        sentence.currency = None
        return
    try:
        legal = currency_on(on)
    except NotInForce as error:
        raise ValidationError(str(error)) from error
    sentence.currency = sentence.currency or legal
    if not in_force(sentence.currency, on):
        raise ValidationError(
            _("%(who)s: %(currency)s was not in use on %(day)s; it was %(legal)s.")
            % {
                "who": sentence.suspect,
                "currency": sentence.currency.name,
                "day": on.isoformat(),
                "legal": legal.name,
            }
        )


def _end_case(judgment: Judgment, on: date) -> None:
    """A final judgment of the court that has the case now ends it; an older one does not."""
    held = locked(judgment.investigation)
    if held.stage == STAGE_OF_INSTANCE[Instance(judgment.instance)]:
        not_in_future("final_on", on)
        enter_stage(held, StageKind.FINAL, max(on, held.stage_on))


def _require_part_of(suspect: Suspect, investigation: int) -> None:
    if suspect.investigation_id != investigation:
        raise ValidationError(_("This suspect belongs to another investigation."))
