"""How it goes after the help ended."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import FollowUpResult, FollowUpRound, Risk, Safety
from assistance.models.people import Beneficiary, BeneficiaryPart
from thbcases.core.constraints import one_of
from thbcases.core.history import tracked

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def _answer(name: "StrPromise", list_name: str) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"list": list_name},
        related_name="+",
        verbose_name=name,
    )


@tracked()
class FollowUp(BeneficiaryPart):
    """Some months after the help ended somebody asked how it goes, or could not.

    The person is reached only in the way that was agreed as safe. Each of the three times is
    entered once; what was found about home, work, safety and risk stands only where the person
    was reached.
    """

    beneficiary = models.ForeignKey(
        Beneficiary,
        on_delete=models.CASCADE,
        related_name="follow_ups",
        verbose_name=_("beneficiary"),
    )
    round = models.CharField(_("which time"), max_length=20, choices=FollowUpRound.choices)
    on = models.DateField(_("on"))
    result = models.CharField(_("how it went"), max_length=12, choices=FollowUpResult.choices)
    housing = _answer(_("housing"), "follow_up_housing")
    work = _answer(_("work or school"), "follow_up_work")
    safety = models.CharField(_("safety"), max_length=10, choices=Safety.choices, blank=True)
    risk = models.CharField(
        _("risk of being trafficked again"), max_length=10, choices=Risk.choices, blank=True
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(BeneficiaryPart.Meta):
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["on", "id"]
        constraints = [
            one_of("assistance_follow_up_round_known", "round", FollowUpRound.values),
            one_of("assistance_follow_up_result_known", "result", FollowUpResult.values),
            one_of("assistance_follow_up_safety_known", "safety", ["", *Safety.values]),
            one_of("assistance_follow_up_risk_known", "risk", ["", *Risk.values]),
            models.UniqueConstraint(
                fields=["beneficiary", "round"],
                name="assistance_follow_up_once",
                violation_error_message=_("This follow-up is already entered."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(result=FollowUpResult.REACHED, housing__isnull=False, work__isnull=False)
                    & ~Q(safety="")
                    & ~Q(risk="")
                )
                | (
                    ~Q(result=FollowUpResult.REACHED)
                    & Q(housing__isnull=True, work__isnull=True, safety="", risk="")
                ),
                name="assistance_follow_up_answers",
                violation_error_message=_(
                    "Housing, work, safety and risk are said of whoever was reached, and of "
                    "nobody else."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_round_display()} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("assistance:follow_ups_of", kwargs={"uuid": self.beneficiary.uuid})
