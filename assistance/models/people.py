"""Whom an NGO helps."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import BeneficiaryStatus
from thbcases.core.constraints import ends_after_start, not_empty, one_of
from thbcases.core.history import tracked
from thbcases.core.models import Part, Record, inherits_custodian


@tracked()
class Beneficiary(Record):
    """A person whom an NGO helps. Nothing of it is seen by the police.

    The code is what the NGO says instead of the name, on lists and to others.
    """

    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="helped_as",
        verbose_name=_("person"),
    )
    code = models.CharField(_("code"), max_length=30)
    status = models.CharField(_("helped as"), max_length=12, choices=BeneficiaryStatus.choices)
    registered_on = models.DateField(_("help since"))
    referred_by = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("referred by"),
    )
    safe_contact = models.CharField(
        _("safe contact"),
        max_length=300,
        blank=True,
        help_text=_("How the person may be reached without danger. Shown before anything else."),
    )
    needs = models.TextField(_("needs"), blank=True)
    worker = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("worker who answers for the person"),
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    outcome = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        limit_choices_to={"list": "closing_outcome"},
        related_name="+",
        verbose_name=_("outcome"),
    )
    closing_note = models.TextField(_("note on closing"), blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("beneficiary")
        verbose_name_plural = _("beneficiaries")
        ordering = ["-registered_on", "-id"]
        indexes = [models.Index(fields=["custodian", "-registered_on"], name="beneficiary_of_ngo")]
        constraints = [
            one_of("assistance_status_known", "status", BeneficiaryStatus.values),
            not_empty("assistance_code_given", "code", _("Give a code.")),
            models.UniqueConstraint(
                fields=["custodian", "code"],
                name="assistance_code_once",
                violation_error_message=_("This code is already used."),
            ),
            models.UniqueConstraint(
                fields=["custodian", "person"],
                condition=Q(closed_on__isnull=True),
                name="assistance_open_once",
                violation_error_message=_("This person is already being helped."),
            ),
            ends_after_start(
                "assistance_closed_after_start",
                "registered_on",
                "closed_on",
                _("Help cannot end before it began."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, outcome__isnull=True)
                | Q(closed_on__isnull=False, outcome__isnull=False),
                name="assistance_closed_with_outcome",
                violation_error_message=_("Closing needs an outcome."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.person.given_name or self.person}"

    def get_absolute_url(self) -> str:
        return reverse("assistance:beneficiary", kwargs={"uuid": self.uuid})


class BeneficiaryPart(Part):
    """Something that belongs to one beneficiary."""

    class Meta(Part.Meta):
        abstract = True
        triggers = inherits_custodian("assistance_beneficiary", "beneficiary_id")
