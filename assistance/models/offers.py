"""Help that was offered, and what the answer was."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import Answer, OfferAge
from assistance.models.people import Beneficiary
from thbcases.core.constraints import one_of
from thbcases.core.history import tracked
from thbcases.core.models import Record
from thbcases.people.choices import Sex


@tracked()
class Offer(Record):
    """Somebody was offered help and answered. Nobody has to say their name for it.

    Many men decline what is offered; how often and why says what the help lacks. So the sex, the
    age as it seemed, and the reason are enough. A person who is helped here may be named.
    """

    on = models.DateField(_("offered on"))
    way = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        limit_choices_to={"list": "offer_way"},
        related_name="+",
        verbose_name=_("how"),
    )
    kind = models.ForeignKey(
        "codes.ServiceKind",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("what was offered"),
    )
    beneficiary = models.ForeignKey(
        Beneficiary,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("beneficiary"),
    )
    sex = models.CharField(_("sex"), max_length=10, choices=Sex.choices)
    age = models.CharField(_("age"), max_length=10, choices=OfferAge.choices)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)
    reason = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"list": "decline_reason"},
        related_name="+",
        verbose_name=_("why it was declined"),
    )
    note = models.CharField(
        _("in own words"),
        max_length=300,
        blank=True,
        help_text=_("No names and nothing by which somebody could be found."),
    )

    class Meta(Record.Meta):
        verbose_name = _("offer of help")
        verbose_name_plural = _("offers of help")
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["custodian", "-on"], name="offer_of_organisation")]
        constraints = [
            one_of("assistance_offer_sex_known", "sex", Sex.values),
            one_of("assistance_offer_age_known", "age", OfferAge.values),
            one_of("assistance_offer_answer_known", "answer", Answer.values),
            models.CheckConstraint(
                condition=Q(answer=Answer.DECLINED, reason__isnull=False)
                | (~Q(answer=Answer.DECLINED) & Q(reason__isnull=True)),
                name="assistance_offer_declined_with_reason",
                violation_error_message=_("Only an offer that was declined has a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.get_answer_display()}"

    def get_absolute_url(self) -> str:
        return reverse("assistance:offer", kwargs={"uuid": self.uuid})
