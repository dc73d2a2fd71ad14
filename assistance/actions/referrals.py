"""Passing a person on, answering, ending: the verbs of the referral desk."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import keeps, locked, move, require
from assistance.actions.notices import tell
from assistance.choices import (
    REFERRAL_OPEN,
    REFERRAL_TRANSITIONS,
    DeclineReason,
    ReferralBasis,
    ReferralReason,
    ReferralState,
    Urgency,
)
from assistance.models import Consent, Referral, ReferralContent, ReferralFeedback
from assistance.queries.consents import HEAR_BACK, PASS_ON, consent_to
from assistance.queries.referrals import NAMING, content_for, receivers
from thbcases.access import rights
from thbcases.accounts.models import Organisation, User
from thbcases.audit.actions import log_disclosure
from thbcases.people.models import Person


@dataclass(frozen=True)
class Sending:
    """What is sent, to whom, on what ground, with which parts of what is known."""

    receiver: Organisation
    reason: ReferralReason | str
    basis: ReferralBasis | str
    parts: Collection[str] = ()
    urgency: Urgency | str = Urgency.ORDINARY
    services: Collection[str] = ()
    override: str = ""
    languages: Collection[str] = ()
    contact: str = ""
    needs: str = ""
    note: str = ""
    hears_back: bool = False

    def of(self, person: Person) -> dict[str, Any]:
        """What would pass of this person."""
        return content_for(
            person,
            self.parts,
            languages=self.languages,
            contact=self.contact,
            needs=self.needs,
            note=self.note,
        )


@transaction.atomic
def refer(*, by: User, person: Person, sending: Sending) -> Referral:
    """Send a person of the own organisation to another one, with exactly what was shown.

    Rests on a consent in force, names nobody, or says which vital interest could not wait (GDPR
    Art. 6(1)(d)); each disclosure is entered with its ground. Raises Refused, and ValidationError
    for a closed or own receiver, a referral that is open already, and a consent that is not there.
    """
    require(by, "referral.add")
    keeps(by, person)
    check_sending(by=by, person=person, sending=sending)
    content = sending.of(person)
    referral = Referral(
        receiver=sending.receiver,
        person=person,
        reason=sending.reason,
        urgency=sending.urgency,
        services=list(sending.services),
        basis=sending.basis,
        override=sending.override.strip() if sending.basis == ReferralBasis.VITAL else "",
        consent=_consent(person, sending),
        back_consent=_back_consent(person, sending),
        names_person=bool(NAMING & set(content)),
        sender_worker=by,
    )
    referral.save(force_insert=True)
    referral.refresh_from_db()
    ReferralContent.objects.create(referral=referral, content=content)
    ground = ReferralBasis(sending.basis).label
    reason = f"{referral.number}: {ground}. {referral.override}".strip()
    log_disclosure([person], reason=reason, recipient=sending.receiver.name_lt)
    tell(sending.receiver)
    return referral


def check_sending(*, by: User, person: Person, sending: Sending) -> None:
    """Raise ValidationError, beside the field at fault, when this cannot be sent as it stands."""
    actor = by.actor()
    if actor is not None and sending.receiver.pk == actor.organisation_id:
        raise ValidationError({"receiver": _("A referral goes to another organisation.")})
    if not receivers(actor).filter(pk=sending.receiver.pk).exists():
        raise ValidationError(
            {"receiver": _("This organisation is closed. Choose another in the directory.")}
        )
    same = Referral.objects.filter(person=person, receiver=sending.receiver)
    if same.filter(state__in=sorted(REFERRAL_OPEN), custodian_id=person.custodian_id).exists():
        text = _("This person is already referred there. Wait for the answer or take it back.")
        raise ValidationError({"receiver": text})
    _check_basis(person, sending)
    content = sending.of(person)
    if not content:
        raise ValidationError({"parts": _("Choose at least one thing that is passed.")})
    if sending.basis == ReferralBasis.ANONYMOUS and NAMING & set(content):
        text = _("Names, birth, contact and identification tell who it is: ask for consent first.")
        raise ValidationError({"parts": text})


def _check_basis(person: Person, sending: Sending) -> None:
    if sending.basis == ReferralBasis.CONSENT and _consent(person, sending) is None:
        raise ValidationError(
            {
                "basis": _(
                    "No consent in force allows to pass this on to this receiver. Enter the "
                    "consent on the person's page first."
                )
            }
        )
    if sending.basis == ReferralBasis.VITAL and not sending.override.strip():
        text = _("Say what danger to life or health could not wait for consent.")
        raise ValidationError({"override": text})
    if sending.hears_back and _back_consent(person, sending) is None:
        raise ValidationError(
            {
                "hears_back": _(
                    "No consent in force allows to hear back from this receiver. Enter it on the "
                    "person's page, or leave this out."
                )
            }
        )


def _consent(person: Person, sending: Sending) -> Consent | None:
    if sending.basis != ReferralBasis.CONSENT:
        return None
    return consent_to(person, PASS_ON, sending.receiver)


def _back_consent(person: Person, sending: Sending) -> Consent | None:
    return consent_to(person, HEAR_BACK, sending.receiver) if sending.hears_back else None


@transaction.atomic
def decline(
    *, by: User, referral: Referral, reason: DeclineReason | str, answer: str = ""
) -> Referral:
    """Say that the own organisation does not take the person, and why. What was passed closes."""
    row = to_answer(by, referral)
    row.decline_reason, row.answer = DeclineReason(reason), answer.strip()
    if row.decline_reason == DeclineReason.OTHER and not row.answer:
        raise ValidationError({"answer": _("Say which reason it is.")})
    end(row, ReferralState.DECLINED, by)
    return row


@transaction.atomic
def finish(*, by: User, referral: Referral, feedback: str = "") -> Referral:
    """Say that it is done; with the person's consent also how it went. What was passed closes."""
    row = to_answer(by, referral)
    if feedback.strip():
        if row.back_consent_id is None or not may_tell_back(row):
            text = _("The person has not agreed that the sender hears how it went.")
            raise ValidationError({"feedback": text})
        ReferralFeedback.objects.create(referral=row, text=feedback.strip())
    end(row, ReferralState.DONE, by)
    return row


@transaction.atomic
def revoke(*, by: User, referral: Referral) -> Referral:
    """Take back a referral; the receiver reads nothing of it from now on, and is told so."""
    row = _of_sender(by, referral)
    end(row, ReferralState.REVOKED, by)
    return row


@transaction.atomic
def confirm_seen(*, by: User, referral: Referral) -> Referral:
    """Say that the own organisation saw that a referral to it has ended."""
    require(by, "referral.change")
    row = locked(referral)
    _only_receiver(by, row)
    if row.is_open:
        raise ValidationError(_("This referral has not ended."))
    row.seen_at = timezone.now()
    row.save(update_fields=["seen_at"])
    return row


def to_answer(by: User, referral: Referral) -> Referral:
    """The referral, held, for its receiver. Raises Refused for anybody else."""
    require(by, "referral.decide")
    row = locked(referral)
    _only_receiver(by, row)
    return row


def end(row: Referral, state: ReferralState, by: User) -> None:
    """Move a referral to its next state and tell the other side that something happened."""
    move(row, state, REFERRAL_TRANSITIONS)
    now = timezone.now()
    is_answer = state in (ReferralState.ACCEPTED, ReferralState.DECLINED)
    if is_answer:
        row.answered_at, row.answered_by, row.receiver_worker = now, by, by
    if state != ReferralState.ACCEPTED:
        row.closed_at = now
    row.save()
    actor = by.actor()
    is_sender = actor is not None and row.custodian_id == actor.organisation_id
    tell(row.receiver if is_sender else row.custodian)


def may_tell_back(referral: Referral) -> bool:
    """Whether the person agrees today that the sender hears how it went; the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("select thb_may_tell_back(%s)", [referral.pk])
        return bool(cursor.fetchone()[0])


def _only_receiver(by: User, row: Referral) -> None:
    actor = by.actor()
    if actor is None or row.receiver_id != actor.organisation_id:
        raise rights.Refused(_("Only the organisation that got the referral does this."))


def _of_sender(by: User, referral: Referral) -> Referral:
    require(by, "referral.change")
    row = locked(referral)
    actor = by.actor()
    if actor is None or row.custodian_id != actor.organisation_id:
        raise rights.Refused(_("Only the organisation that sent the referral takes it back."))
    return row
