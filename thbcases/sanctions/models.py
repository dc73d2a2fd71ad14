"""Administrative cases, and what was answered before anybody was fined."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.access.roles import Role
from thbcases.core.constraints import ends_after_start, not_empty, one_of
from thbcases.core.history import Actor, tracked
from thbcases.core.models import ActingOrganisation, Numbered, Record
from thbcases.people.triggers import sets_regime
from thbcases.sanctions.choices import Answer, CaseState
from thbcases.sanctions.triggers import fined_by_law, kept_as_answered


@tracked()
class AdministrativeCase(Record):
    """An administrative case (administracinio nusižengimo teisena) against one person.

    The law is that of the day of the act. A case is decided once; a fine may be cancelled later.
    Nobody is fined for an offence that exempts victims before the question was asked whether the
    person is known as a victim, and never while the answer is yes: the database holds that.
    """

    regime = models.CharField(max_length=4, editable=False)
    number = models.CharField(_("number of the case"), max_length=60)
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="administrative_cases",
        verbose_name=_("person"),
    )
    law = models.ForeignKey(
        "codes.AdministrativeOffenceVersion",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("offence"),
    )
    act_on = models.DateField(_("day of the act"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=CaseState.choices,
        default=CaseState.OPEN,
        editable=False,
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)
    decision_number = models.CharField(
        _("number of the decision"), max_length=60, blank=True, editable=False
    )
    ground = models.TextField(_("ground"), blank=True, editable=False)
    fine = models.DecimalField(
        _("fine"), max_digits=9, decimal_places=2, null=True, blank=True, editable=False
    )
    cancelled_on = models.DateField(_("fine cancelled on"), null=True, blank=True, editable=False)
    cancel_ground = models.TextField(_("ground of the cancellation"), blank=True, editable=False)
    # Written by the specialised unit; it says that, and never why.
    revisit_on = models.DateField(_("to be revisited since"), null=True, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("administrative case")
        verbose_name_plural = _("administrative cases")
        ordering = ["-act_on", "-id"]
        triggers = [*Record.Meta.triggers, sets_regime(), fined_by_law()]
        indexes = [
            models.Index(fields=["custodian", "-act_on"], name="sanction_of_unit"),
            models.Index(fields=["decided_on"], name="sanction_fined", condition=Q(state="fined")),
        ]
        constraints = [
            one_of("sanctions_case_state_known", "state", CaseState.values),
            one_of("sanctions_case_regime_known", "regime", ["led", "gdpr"]),
            not_empty("sanctions_case_numbered", "number", _("Give the number of the case.")),
            models.UniqueConstraint(
                fields=["custodian", "number"],
                name="sanctions_case_once",
                violation_error_message=_("Your unit already has a case with this number."),
            ),
            models.CheckConstraint(
                condition=Q(state=CaseState.OPEN, decided_on__isnull=True)
                | (~Q(state=CaseState.OPEN) & Q(decided_on__isnull=False)),
                name="sanctions_case_decided",
                violation_error_message=_("A decision has a date."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[CaseState.FINED, CaseState.CANCELLED],
                    fine__isnull=False,
                    fine__gt=0,
                )
                | (~Q(state__in=[CaseState.FINED, CaseState.CANCELLED]) & Q(fine__isnull=True)),
                name="sanctions_case_fine",
                violation_error_message=_("A fine has its amount, and nothing else has one."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=CaseState.CANCELLED, cancelled_on__isnull=False) & ~Q(cancel_ground="")
                )
                | (~Q(state=CaseState.CANCELLED) & Q(cancelled_on__isnull=True)),
                name="sanctions_case_cancelled",
                violation_error_message=_("A cancelled fine has its day and its ground."),
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.ENDED) | ~Q(ground=""),
                name="sanctions_case_ended",
                violation_error_message=_("Say on which ground it ends."),
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("act_on")),
                name="sanctions_case_order",
                violation_error_message=_("It is not decided before the act."),
            ),
            ends_after_start(
                "sanctions_case_cancel_order",
                "decided_on",
                "cancelled_on",
                _("A fine is not cancelled before it was imposed."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The record's page."""
        return reverse("sanctions:detail", kwargs={"uuid": self.uuid})


class LiabilityCheck(Numbered):
    """One question whether the person of a case is known as a victim, and what was answered.

    Written by the database itself, which alone looks across organisations; nobody can write,
    change or remove one. The answer is one of two and says nothing of who, where or since when.
    """

    custodian = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=ActingOrganisation(),
        verbose_name=_("unit"),
    )
    regime = models.CharField(max_length=4, editable=False)
    case = models.ForeignKey(
        AdministrativeCase,
        on_delete=models.PROTECT,
        related_name="checks",
        verbose_name=_("administrative case"),
    )
    asked_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked at"), db_default=Now(), editable=False)
    reason = models.CharField(_("why it was asked"), max_length=300)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)

    class Meta:
        verbose_name = _("question before a fine")
        verbose_name_plural = _("questions before a fine")
        ordering = ["-id"]
        triggers = [kept_as_answered()]
        indexes = [
            models.Index(fields=["custodian", "asked_at"], name="check_of_unit"),
            models.Index(fields=["case", "-id"], name="check_of_case"),
        ]
        constraints = [
            one_of("sanctions_check_answer_known", "answer", Answer.values),
            not_empty("sanctions_check_reason", "reason", _("Say why it is asked.")),
        ]

    def __str__(self) -> str:
        return str(self.get_answer_display())

    @property
    def asked_on(self) -> date:
        """The day it was asked, in the country."""
        return timezone.localdate(self.asked_at)


class CheckLimit(models.Model):
    """How many questions a day allows a role, so that nobody fishes for victims."""

    role = models.CharField(_("role"), max_length=20, choices=Role.choices, unique=True)
    per_user = models.PositiveIntegerField(_("a day, each user"))
    per_unit = models.PositiveIntegerField(_("a day, the whole unit"))

    class Meta:
        verbose_name = _("daily limit of questions before a fine")
        verbose_name_plural = _("daily limits of questions before a fine")
        ordering = ["role"]

    def __str__(self) -> str:
        return str(self.get_role_display())
