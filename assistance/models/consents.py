"""What a person agreed to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.models.people import Beneficiary, BeneficiaryPart
from thbcases.core.constraints import ends_after_start
from thbcases.core.history import tracked


@tracked()
class Consent(BeneficiaryPart):
    """The person agreed to one use of their data, from a day until withdrawn."""

    beneficiary = models.ForeignKey(
        Beneficiary,
        on_delete=models.CASCADE,
        related_name="consents",
        verbose_name=_("beneficiary"),
    )
    purpose = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        limit_choices_to={"list": "consent_purpose"},
        related_name="+",
        verbose_name=_("agrees that"),
    )
    given_on = models.DateField(_("given on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta(BeneficiaryPart.Meta):
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["given_on", "id"]
        constraints = [
            ends_after_start(
                "assistance_consent_order",
                "given_on",
                "withdrawn_on",
                _("A consent cannot be withdrawn before it was given."),
            ),
            models.UniqueConstraint(
                fields=["beneficiary", "purpose"],
                condition=Q(withdrawn_on__isnull=True),
                name="assistance_consent_once",
                violation_error_message=_("This consent is already in force."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given_on}"
