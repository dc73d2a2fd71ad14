"""The ledger of consents: what somebody agreed to, for whom, and taking it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import keeps, locked, not_in_future, require
from assistance.actions.notices import tell
from assistance.actions.scans import keep_scan
from assistance.choices import REFERRAL_OPEN, ConsentCapacity, ReceiverGroup, ReferralBasis
from assistance.models import Beneficiary, Consent, ConsentScan, Referral
from assistance.queries.consents import (
    MUST_BE_TOLD,
    NEEDS_RECEIVER,
    PASS_ON,
    TELL_POLICE,
    ledger,
    seven_answers,
)
from thbcases.accounts.models import Organisation, User
from thbcases.codes.choices import ListName
from thbcases.codes.models import ListCode
from thbcases.people.models import Person

# Purposes that may name to whom; the others speak to whoever shows the paper.
NAMES_RECEIVER = NEEDS_RECEIVER | {TELL_POLICE}


@dataclass(frozen=True)
class Agreement:
    """How something was answered: to whom it speaks, until when, by whom, on which form."""

    receiver: Organisation | None = None
    group: str = ""
    is_agreed: bool = True
    valid_until: date | None = None
    capacity: str = ""
    by_whom: str = ""
    scan: ConsentScan | None = None


@transaction.atomic
def give_consent(
    *,
    by: User,
    purpose: ListCode,
    on: date,
    beneficiary: Beneficiary | None = None,
    person: Person | None = None,
    agreement: Agreement | None = None,
) -> Consent:
    """Enter what a person agreed to, refused, or was told, on that day.

    The person is the beneficiary's, or one of the own organisation. For a child it must be said
    who answered and in what capacity. A consent never reaches back over what already passed.
    Raises Refused for another's person, ValidationError.
    """
    require(by, "consent.add")
    not_in_future("given_on", on)
    said = agreement or Agreement()
    held = None
    if beneficiary is not None:
        held = locked(beneficiary)
        person = held.person
        if held.closed_on is not None:
            raise ValidationError(_("This help has already ended."))
    if person is None:
        raise ValueError("a consent is somebody's")
    keeps(by, person)
    group = said.group or _usual_group(purpose, said)
    _check(person, purpose, on, said, group)
    row = Consent(
        beneficiary=held,
        person=person,
        purpose=purpose,
        given_on=on,
        receiver_group=group,
        **{name: value for name, value in vars(said).items() if name != "group"},
    )
    if said.is_agreed:
        _refuse_overlap(row)
        _refuse_after_the_fact(row)
    row.save(force_insert=True)
    return row


@transaction.atomic
def withdraw_consent(*, by: User, consent: Consent, on: date) -> Consent:
    """Enter that the person took the consent back: from that day it is not in force.

    What rests on it closes in the same transaction, by the database itself, and whoever had
    received something is told that it is closed.
    """
    require(by, "consent.change")
    not_in_future("on", on)
    row = locked(consent)
    if row.withdrawn_on is not None:
        raise ValidationError(_("This consent was already withdrawn."))
    if on < row.given_on:
        raise ValidationError({"on": _("A consent cannot be withdrawn before it was given.")})
    resting = row.referrals.filter(state__in=sorted(REFERRAL_OPEN))
    receivers = [referral.receiver for referral in resting.select_related("receiver")]
    row.withdrawn_on = on
    row.save(update_fields=["withdrawn_on"])
    for receiver in receivers:
        tell(receiver)
    return row


def _usual_group(purpose: ListCode, said: Agreement) -> str:
    """That help may be known is said of the police as a whole, unless one unit is named."""
    is_police = purpose.code == TELL_POLICE and said.receiver is None
    return ReceiverGroup.POLICE if is_police else ""


def _check(person: Person, purpose: ListCode, on: date, said: Agreement, group: str) -> None:
    if purpose.list != ListName.CONSENT_PURPOSE:
        raise ValidationError({"purpose": _("This value is not in the list.")})
    if purpose.code in NEEDS_RECEIVER and said.receiver is None and not group:
        raise ValidationError({"receiver": _("Say who may receive it.")})
    if said.receiver is not None and said.group:
        raise ValidationError({"receiver": _("Name one organisation or a group, not both.")})
    if said.valid_until is not None and said.valid_until < on:
        raise ValidationError({"valid_until": _("The end is before the start.")})
    if person.is_child_on(on) and not said.capacity:
        raise ValidationError(
            {"capacity": _("The person is a child: say who consented and in what capacity.")}
        )
    if said.capacity not in ("", ConsentCapacity.PERSON) and not said.by_whom.strip():
        raise ValidationError({"by_whom": _("Say who consented, by name.")})


def _refuse_overlap(row: Consent) -> None:
    """Two consents to the same thing for the same receiver never count on the same day."""
    same: QuerySet[Consent] = Consent.objects.filter(
        person=row.person,
        beneficiary=row.beneficiary,
        purpose=row.purpose,
        receiver=row.receiver,
        receiver_group=row.receiver_group,
        is_agreed=True,
    )
    going_on = Q(withdrawn_on=None) | Q(withdrawn_on__gt=row.given_on)
    not_over = Q(valid_until=None) | Q(valid_until__gte=row.given_on)
    begun = Q() if row.valid_until is None else Q(given_on__lte=row.valid_until)
    # one that was withdrawn on the day it was given never counted
    other = same.filter(going_on, not_over, begun).order_by("given_on").first()
    if other is None or other.withdrawn_on == other.given_on:
        return
    if other.withdrawn_on is None and other.valid_until is None:
        raise ValidationError({"purpose": _("This consent is already in force.")})
    raise ValidationError(
        {
            "given_on": _(
                "The same consent was already given from %(day)s. Two of them cannot overlap: "
                "withdraw that one first, or begin after it ended."
            )
            % {"day": other.given_on.isoformat()}
        }
    )


def _refuse_after_the_fact(row: Consent) -> None:
    """What was passed on without consent is not made good by one that is dated before it."""
    if row.purpose.code != PASS_ON:
        return
    passed = Referral.objects.filter(person=row.person, basis=ReferralBasis.VITAL)
    if row.receiver is not None:
        passed = passed.filter(receiver=row.receiver)
    for referral in passed.order_by("-sent_at"):
        day = timezone.localdate(referral.sent_at)
        if row.given_on < day or (row.given_on == day and day < timezone.localdate()):
            raise ValidationError(
                {
                    "given_on": _(
                        "On %(day)s the person was already referred without consent. A consent "
                        "counts for what comes after it: enter the day it was really given."
                    )
                    % {"day": day.isoformat()}
                }
            )


@transaction.atomic
def enter_answers(
    *,
    by: User,
    person: Person,
    answers: Mapping[str, bool],
    uses: Iterable[ListCode],
    on: date,
    agreement: Agreement,
    scan: bytes = b"",
) -> list[Consent]:
    """Enter the answers of one day: the seven questions, and each use that is allowed.

    An answer that did not change is not written twice; a no ends the yes before it. A use is
    allowed only by somebody who was told the purpose, the use and how to withdraw. All of it or
    nothing. Raises Refused and ValidationError.
    """
    chosen = list(uses)
    if chosen and not all(answers.get(code) for code in MUST_BE_TOLD):
        raise ValidationError(
            _(
                "Who agrees must know to what: explain the purpose, the use and how to withdraw, "
                "and answer those three questions with «yes»."
            )
        )
    if not chosen and not answers:
        raise ValidationError(_("Answer at least one question."))
    if scan:
        agreement = replace(agreement, scan=keep_scan(by=by, person=person, data=scan))
    helped = Beneficiary.objects.filter(person=person, closed_on=None).first()
    about: _About = {"by": by, "beneficiary": helped, "person": person, "on": on}
    made = _answer_questions(about, answers, agreement)
    for use in chosen:
        is_named = use.code in NAMES_RECEIVER
        to_whom = agreement if is_named else replace(agreement, receiver=None, group="")
        made.append(give_consent(purpose=use, agreement=to_whom, **about))
    return made


class _About(TypedDict):
    """Whose answers are entered, by whom, of which day."""

    by: User
    beneficiary: Beneficiary | None
    person: Person
    on: date


def _answer_questions(
    about: _About, answers: Mapping[str, bool], agreement: Agreement
) -> list[Consent]:
    """The answers that changed; a no ends the yes before it."""
    to_nobody = replace(agreement, receiver=None, group="", valid_until=None)
    made = []
    for answer in seven_answers(ledger(about["person"])):
        said = answers.get(answer.question.code)
        if said is None or (answer.consent is not None and said == answer.is_yes):
            continue
        if answer.is_yes and answer.consent is not None:
            withdraw_consent(by=about["by"], consent=answer.consent, on=about["on"])
        how = replace(to_nobody, is_agreed=said)
        made.append(give_consent(purpose=answer.question, agreement=how, **about))
    return made
