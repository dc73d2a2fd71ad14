"""Certificates for other offices, and cases handed on from one worker to others."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from assistance.choices import CertificateKind
from assistance.models.consents import Consent
from assistance.models.people import Beneficiary
from assistance.models.rules import ABOUT_OWN_PERSON
from thbcases.core.constraints import ends_after_start, not_empty, one_of
from thbcases.core.history import tracked
from thbcases.core.models import Record


@tracked(exclude=["code"])
class Certificate(Record):
    """A paper (pažyma) by which another office gives a person something without asking why.

    Whoever holds it can have its code checked without signing in and learns only whether it is
    valid: not of whom it speaks, who gave it, or until when. It is valid while what it says is
    true and the consent it rests on is in force.
    """

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    kind = models.CharField(
        _("says that the person"), max_length=12, choices=CertificateKind.choices
    )
    addressee = models.CharField(
        _("for whom"),
        max_length=200,
        help_text=_("The office that asked for it. It is printed on the paper."),
    )
    issued_on = models.DateField(_("issued on"), default=timezone.localdate, editable=False)
    valid_until = models.DateField(_("valid until"))
    code = models.CharField(_("code"), max_length=30, unique=True, editable=False)
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    consent = models.ForeignKey(
        Consent,
        on_delete=models.PROTECT,
        related_name="certificates",
        editable=False,
        verbose_name=_("consent"),
    )
    # What makes it true; one of these.
    beneficiary = models.ForeignKey(
        Beneficiary, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    victim = models.ForeignKey(
        "victims.Victim", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    period = models.ForeignKey(
        "victims.ReflectionPeriod",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_why = models.CharField(_("why it is revoked"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_on", "-id"]
        constraints = [
            one_of("assistance_certificate_kind_known", "kind", CertificateKind.values),
            not_empty("assistance_certificate_for", "addressee", _("Say for whom it is.")),
            ends_after_start("assistance_certificate_order", "issued_on", "valid_until"),
            models.CheckConstraint(
                condition=Q(kind=CertificateKind.HELPED, beneficiary__isnull=False)
                | Q(kind=CertificateKind.PRESUMED, beneficiary__isnull=False)
                | Q(kind=CertificateKind.PRESUMED, victim__isnull=False)
                | Q(kind=CertificateKind.REFLECTION, period__isnull=False),
                name="assistance_certificate_rests",
                violation_error_message=_("Nothing on record makes this true."),
            ),
        ]
        triggers = [
            *Record.Meta.triggers,
            pgtrigger.Trigger(
                name="about_own_person",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("person_id", "consent_id", "beneficiary_id"),  # type: ignore[no-untyped-call]
                func=ABOUT_OWN_PERSON,
            ),
        ]

    def __str__(self) -> str:
        return f"{capfirst(self.get_kind_display())}, {self.issued_on}"

    def get_absolute_url(self) -> str:
        return reverse("assistance:certificate", kwargs={"uuid": self.uuid})


@tracked()
class HandOver(Record):
    """All cases of a worker who leaves, handed on in one act: what, from whom, to whom, why."""

    leaving = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("who leaves")
    )
    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)
    # [{"kind": …, "record": public number, "to": user's key}]
    items = models.JSONField(_("what was handed on"), editable=False)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("hand-over of cases")
        verbose_name_plural = _("hand-overs of cases")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.leaving}, {timezone.localdate(self.at)}"

    def get_absolute_url(self) -> str:
        return reverse("assistance:hand_overs")
