"""Passing a person on: what was sent to whom, on what ground, and what became of it."""

from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import (
    REFERRAL_OPEN,
    DeclineReason,
    ReferralBasis,
    ReferralReason,
    ReferralState,
    Urgency,
)
from assistance.models.consents import Consent
from assistance.models.people import Beneficiary
from assistance.models.rules import (
    EACH_ITS_OWN,
    FEEDBACK_BY_CONSENT,
    SEALED_CONTENT,
    STATE_CLOSES,
    TAKEN_BY_RECEIVER,
    TAKEN_JOINS,
)
from thbcases.core.constraints import one_of
from thbcases.core.history import Actor, tracked
from thbcases.core.models import Part, Record, Versioned, inherits_custodian

BEFORE_WRITING = pgtrigger.Insert | pgtrigger.Update


def _user(label: object) -> Any:
    return models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=label,  # type: ignore[arg-type]
    )


@tracked()
class Referral(Record):
    """One organisation asks another to help a person (nukreipimas). Both read it.

    The custodian is who sends. What was said of the person is not in it: that lies apart
    (`ReferralContent`) and closes when the referral ends. The sender never sees the record that
    the receiver makes (`ReferralTaking`), and the receiver never sees the sender's.
    """

    receiver = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("receiver"),
    )
    # The sender's own row of the person. Nobody else may read that row.
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="referrals",
        editable=False,
        verbose_name=_("person"),
    )
    reason = models.CharField(_("reason"), max_length=30, choices=ReferralReason.choices)
    urgency = models.CharField(
        _("urgency"), max_length=10, choices=Urgency.choices, default=Urgency.ORDINARY
    )
    # Codes of kinds of services.
    services = ArrayField(
        models.CharField(max_length=50),
        default=list,
        blank=True,
        verbose_name=_("help that is asked for"),
    )
    basis = models.CharField(_("ground"), max_length=15, choices=ReferralBasis.choices)
    override = models.TextField(_("why it could not wait for consent"), max_length=1000, blank=True)
    consent = models.ForeignKey(
        Consent,
        on_delete=models.PROTECT,
        null=True,
        related_name="referrals",
        editable=False,
        verbose_name=_("consent"),
    )
    back_consent = models.ForeignKey(
        Consent,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("consent to feedback"),
    )
    names_person = models.BooleanField(_("names the person"), default=False, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReferralState.choices,
        default=ReferralState.SENT,
        editable=False,
    )
    sent_at = models.DateTimeField(_("sent"), db_default=Now(), editable=False)
    sent_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("sent by"),
    )
    sender_worker = _user(_("worker of the sender"))
    receiver_worker = _user(_("worker of the receiver"))
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answered_by = _user(_("answered by"))
    decline_reason = models.CharField(
        _("reason for declining"), max_length=12, choices=DeclineReason.choices, blank=True
    )
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    closed_at = models.DateTimeField(_("ended"), null=True, editable=False)
    seen_at = models.DateTimeField(_("the receiver saw that it ended"), null=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["-sent_at", "-id"]
        indexes = [
            models.Index(fields=["receiver", "state", "-sent_at"], name="referral_receiver"),
            models.Index(fields=["custodian", "state", "-sent_at"], name="referral_sender"),
        ]
        constraints = [
            one_of("assistance_referral_state_known", "state", ReferralState.values),
            one_of("assistance_referral_reason_known", "reason", ReferralReason.values),
            one_of("assistance_referral_urgency_known", "urgency", Urgency.values),
            models.CheckConstraint(
                condition=~Q(receiver=F("custodian")),
                name="assistance_referral_to_another",
                violation_error_message=_("A referral goes to another organisation."),
            ),
            models.CheckConstraint(
                condition=Q(basis=ReferralBasis.CONSENT, consent__isnull=False, override="")
                | Q(
                    basis=ReferralBasis.ANONYMOUS,
                    consent__isnull=True,
                    override="",
                    names_person=False,
                )
                | Q(basis=ReferralBasis.VITAL, consent__isnull=True) & ~Q(override=""),
                name="assistance_referral_has_basis",
                violation_error_message=_("A referral rests on consent, or says why not."),
            ),
            models.UniqueConstraint(
                fields=["custodian", "person", "receiver"],
                condition=Q(state__in=sorted(REFERRAL_OPEN)),
                name="assistance_referral_once",
                violation_error_message=_("This person is already referred there."),
            ),
            models.CheckConstraint(
                condition=(Q(state=ReferralState.DECLINED) & ~Q(decline_reason=""))
                | (~Q(state=ReferralState.DECLINED) & Q(decline_reason="")),
                name="assistance_referral_declined",
                violation_error_message=_("Declining needs a reason."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(REFERRAL_OPEN), closed_at__isnull=True)
                | ~Q(state__in=sorted(REFERRAL_OPEN)) & Q(closed_at__isnull=False),
                name="assistance_referral_ended",
                violation_error_message=_("A referral that ended says when."),
            ),
        ]
        triggers = [
            *Record.Meta.triggers,
            pgtrigger.Trigger(
                name="each_its_own",
                when=pgtrigger.Before,
                operation=BEFORE_WRITING,
                func=EACH_ITS_OWN,
            ),
            pgtrigger.Trigger(
                name="state_closes",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("state"),
                func=STATE_CLOSES,
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("assistance:referral", kwargs={"uuid": self.uuid})

    @property
    def number(self) -> str:
        """What is said of it outside: it names nobody."""
        return f"N-{self.uuid.hex[:8].upper()}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer or is being worked on."""
        return self.state in REFERRAL_OPEN


class ReferralContent(Part):
    """What was said of the person, as it was shown before sending. Immutable.

    The receiver reads it while it is open and no second longer: row security asks `closed_at`
    and the day on which the consent runs out. No history is kept of it; nothing changes in it.
    """

    referral = models.OneToOneField(
        Referral, on_delete=models.PROTECT, related_name="content", verbose_name=_("referral")
    )
    reader = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("receiver"),
    )
    content = models.JSONField(_("what was passed"))
    open_until = models.DateField(_("open until"), null=True, editable=False)
    closed_at = models.DateTimeField(_("access ended"), null=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = _("what a referral passed")
        verbose_name_plural = _("what referrals passed")
        triggers = [
            *inherits_custodian("assistance_referral", "referral_id"),
            pgtrigger.Trigger(
                name="sealed_content",
                when=pgtrigger.Before,
                operation=BEFORE_WRITING,
                func=SEALED_CONTENT,
            ),
        ]

    def __str__(self) -> str:
        return str(self.referral)


class ReferralFeedback(Part):
    """What the receiver tells the sender when it is done; only while the person agrees to it."""

    referral = models.OneToOneField(
        Referral, on_delete=models.PROTECT, related_name="feedback", verbose_name=_("referral")
    )
    reader = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("sender"),
    )
    text = models.TextField(_("how it went"), max_length=1000)
    closed_at = models.DateTimeField(_("access ended"), null=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = _("feedback on a referral")
        verbose_name_plural = _("feedback on referrals")
        triggers = [
            *Versioned.Meta.triggers,
            pgtrigger.Trigger(
                name="feedback_by_consent",
                when=pgtrigger.Before,
                operation=BEFORE_WRITING,
                func=FEEDBACK_BY_CONSENT,
            ),
        ]

    def __str__(self) -> str:
        return str(self.referral)


@tracked()
class ReferralTaking(Record):
    """The record the receiver made for itself when it accepted. Only the receiver reads it."""

    referral = models.OneToOneField(
        Referral, on_delete=models.PROTECT, related_name="taking", verbose_name=_("referral")
    )
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="taken_over",
        verbose_name=_("person"),
    )
    beneficiary = models.ForeignKey(
        Beneficiary,
        on_delete=models.PROTECT,
        null=True,
        related_name="taken_over",
        verbose_name=_("beneficiary"),
    )

    class Meta(Record.Meta):
        verbose_name = _("referral that was taken over")
        verbose_name_plural = _("referrals that were taken over")
        triggers = [
            *Record.Meta.triggers,
            pgtrigger.Trigger(
                name="taken_by_receiver",
                when=pgtrigger.Before,
                operation=BEFORE_WRITING,
                func=TAKEN_BY_RECEIVER,
            ),
            pgtrigger.Trigger(
                name="taken_joins",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=TAKEN_JOINS,
            ),
        ]

    def __str__(self) -> str:
        return str(self.referral)
