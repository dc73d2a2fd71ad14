"""Compensation and protection of a victim."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import ends_after_start, one_of
from thbcases.core.history import tracked
from thbcases.victims.choices import ClaimState, Payer
from thbcases.victims.parts import VictimPart


@tracked()
class CompensationClaim(VictimPart):
    """A claim for compensation of damage, against the offender or the State's fund."""

    victim = models.ForeignKey(
        "victims.Victim",
        on_delete=models.CASCADE,
        related_name="claims",
        verbose_name=_("victim"),
    )
    payer = models.CharField(_("from whom"), max_length=12, choices=Payer.choices)
    claimed_on = models.DateField(_("claimed on"))
    amount = models.DecimalField(_("amount claimed"), max_digits=12, decimal_places=2)
    currency = models.ForeignKey(
        "codes.Currency", on_delete=models.PROTECT, related_name="+", verbose_name=_("currency")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ClaimState.choices, default=ClaimState.CLAIMED
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    awarded = models.DecimalField(
        _("amount awarded"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    paid_on = models.DateField(_("paid on"), null=True, blank=True)

    class Meta(VictimPart.Meta):
        verbose_name = _("compensation claim")
        verbose_name_plural = _("compensation claims")
        ordering = ["-claimed_on", "-id"]
        constraints = [
            one_of("victims_claim_state_known", "state", ClaimState.values),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="victims_claim_amount",
                violation_error_message=_("The amount is above zero."),
            ),
            ends_after_start(
                "victims_claim_order",
                "claimed_on",
                "decided_on",
                _("A claim is not decided before it was made."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ClaimState.AWARDED, ClaimState.PAID])
                | Q(awarded__isnull=False, decided_on__isnull=False),
                name="victims_claim_awarded",
                violation_error_message=_("An award has its amount and its date."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.PAID) | Q(paid_on__isnull=False),
                name="victims_claim_paid",
                violation_error_message=_("Say when it was paid."),
            ),
            models.CheckConstraint(
                condition=Q(awarded__isnull=True) | Q(awarded__gt=0),
                name="victims_claim_awarded_amount",
                violation_error_message=_("The amount is above zero."),
            ),
            ends_after_start(
                "victims_claim_paid_order",
                "decided_on",
                "paid_on",
                _("A claim is not paid before it was decided."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency_id and self.currency}"

    def get_absolute_url(self) -> str:
        """The part of the victim's page where it stands."""
        return reverse("victims:support", kwargs={"uuid": self.victim.uuid})


@tracked()
class ProtectionMeasure(VictimPart):
    """A measure that protects the victim: person of trust, special room, notice of release …"""

    victim = models.ForeignKey(
        "victims.Victim",
        on_delete=models.CASCADE,
        related_name="protection_measures",
        verbose_name=_("victim"),
    )
    kind = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        limit_choices_to={"list": "protection_kind"},
        related_name="+",
        verbose_name=_("measure"),
    )
    decided_on = models.DateField(_("decided on"))
    decided_by = models.CharField(_("decided by"), max_length=200)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta(VictimPart.Meta):
        verbose_name = _("protection measure")
        verbose_name_plural = _("protection measures")
        ordering = ["-starts_on", "-id"]
        constraints = [ends_after_start("victims_protection_order", "starts_on", "ends_on")]

    def __str__(self) -> str:
        return str(self.kind)

    def get_absolute_url(self) -> str:
        """The part of the victim's page where it stands."""
        return reverse("victims:support", kwargs={"uuid": self.victim.uuid})
