"""The case in court: hand-over, judgments, and what each accused got."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thbcases.core.constraints import one_of
from thbcases.core.history import tracked
from thbcases.core.models import Part, copies_column, inherits_custodian
from thbcases.investigations.choices import Instance, LegalPersonMeasure, Outcome
from thbcases.investigations.suspects import Suspect, SuspectPart

MONTHS_IN_YEAR = 12


@tracked()
class Charge(SuspectPart):
    """An article with which a suspect is charged, as the law stood on the day of the offence."""

    suspect = models.ForeignKey(
        Suspect, on_delete=models.CASCADE, related_name="charges", verbose_name=_("suspect")
    )
    article = models.ForeignKey(
        "codes.Article", on_delete=models.PROTECT, related_name="+", verbose_name=_("article")
    )
    offence_on = models.DateField(_("day of the offence"), null=True, blank=True)

    class Meta(SuspectPart.Meta):
        verbose_name = _("charge")
        verbose_name_plural = _("charges")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["suspect", "article"],
                name="investigations_charge_once",
                violation_error_message=_("This article is already there."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.article)


@tracked()
class CourtCase(Part):
    """The criminal case (baudžiamoji byla) that was handed over to a court."""

    investigation = models.ForeignKey(
        "investigations.Investigation",
        on_delete=models.CASCADE,
        related_name="court_cases",
        verbose_name=_("investigation"),
    )
    court = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        limit_choices_to={"list": "court"},
        related_name="+",
        verbose_name=_("court"),
    )
    number = models.CharField(_("number of the case in court"), max_length=40, blank=True)
    handed_over_on = models.DateField(_("handed over to the court on"))

    class Meta(Part.Meta):
        verbose_name = _("case in court")
        verbose_name_plural = _("cases in court")
        ordering = ["-handed_over_on", "-id"]
        triggers = inherits_custodian("investigations_investigation", "investigation_id")

    def __str__(self) -> str:
        return f"{self.court} {self.number}".strip()

    def get_absolute_url(self) -> str:
        return reverse("investigations:court", kwargs={"uuid": self.investigation.uuid})


@tracked()
class Judgment(Part):
    """A judgment (nuosprendis) or another final decision of a court in the case."""

    investigation = models.ForeignKey(
        "investigations.Investigation",
        on_delete=models.CASCADE,
        related_name="+",
        editable=False,
        verbose_name=_("investigation"),
    )
    court_case = models.ForeignKey(
        CourtCase,
        on_delete=models.CASCADE,
        related_name="judgments",
        verbose_name=_("case in court"),
    )
    instance = models.CharField(
        _("instance"), max_length=10, choices=Instance.choices, default=Instance.FIRST
    )
    on = models.DateField(_("date of the judgment"))
    final_on = models.DateField(_("final since"), null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("judgment")
        verbose_name_plural = _("judgments")
        ordering = ["on", "id"]
        triggers = [
            *inherits_custodian("investigations_courtcase", "court_case_id"),
            copies_column(
                "copy_investigation",
                "investigations_courtcase",
                "court_case_id",
                "investigation_id",
            ),
        ]
        constraints = [
            one_of("investigations_instance_known", "instance", Instance.values),
            models.CheckConstraint(
                condition=Q(final_on__isnull=True) | Q(final_on__gte=F("on")),
                name="investigations_judgment_order",
                violation_error_message=_("A judgment is not final before it was given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_instance_display()} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("investigations:court", kwargs={"uuid": self.investigation.uuid})


@tracked()
class Sentence(SuspectPart):
    """What a judgment says of one accused: outcome, and the penalty in years and months."""

    judgment = models.ForeignKey(
        Judgment, on_delete=models.CASCADE, related_name="sentences", verbose_name=_("judgment")
    )
    suspect = models.ForeignKey(
        Suspect, on_delete=models.CASCADE, related_name="sentences", verbose_name=_("accused")
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    article = models.ForeignKey(
        "codes.Article",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("convicted under article"),
    )
    years = models.PositiveSmallIntegerField(_("imprisonment, years"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("and months"), null=True, blank=True)
    is_suspended = models.BooleanField(_("sentence is suspended"), default=False)
    fine = models.DecimalField(_("fine"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.ForeignKey(
        "codes.Currency",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("currency"),
    )
    legal_person_measure = models.CharField(
        _("measure against the legal person"),
        max_length=15,
        choices=LegalPersonMeasure.choices,
        blank=True,
    )

    class Meta(SuspectPart.Meta):
        verbose_name = _("sentence")
        verbose_name_plural = _("sentences")
        ordering = ["judgment", "id"]
        constraints = [
            one_of("investigations_outcome_known", "outcome", Outcome.values),
            models.UniqueConstraint(
                fields=["judgment", "suspect"],
                name="investigations_sentence_once",
                violation_error_message=_("This accused already has a sentence in the judgment."),
            ),
            models.CheckConstraint(
                condition=Q(months__isnull=True) | Q(months__lt=MONTHS_IN_YEAR),
                name="investigations_sentence_months",
                violation_error_message=_("Twelve months are a year: write years and months."),
            ),
            models.CheckConstraint(
                condition=Q(fine__isnull=True) | (Q(fine__gt=0) & Q(currency__isnull=False)),
                name="investigations_fine_has_currency",
                violation_error_message=_("A fine is an amount above zero with its currency."),
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.CONVICTED)
                | Q(
                    years__isnull=True,
                    months__isnull=True,
                    fine__isnull=True,
                    legal_person_measure="",
                    is_suspended=False,
                ),
                name="investigations_penalty_needs_conviction",
                violation_error_message=_("Only who was convicted has a penalty."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suspect}: {self.get_outcome_display()}"

    @property
    def total_months(self) -> int | None:
        """Imprisonment in months; None when there is none."""
        if self.years is None and self.months is None:
            return None
        return (self.years or 0) * MONTHS_IN_YEAR + (self.months or 0)

    @property
    def penalty(self) -> str:
        """The penalty in words; empty when there is none."""
        words = []
        if self.years:
            words.append(ngettext("%(n)d year", "%(n)d years", self.years) % {"n": self.years})
        if self.months:
            words.append(ngettext("%(n)d month", "%(n)d months", self.months) % {"n": self.months})
        if words and self.is_suspended:
            words.append(_now("suspended"))
        if self.fine is not None and self.currency is not None:
            amount = {"amount": number_format(self.fine), "currency": self.currency.code}
            words.append(_now("fine %(amount)s %(currency)s") % amount)
        if self.legal_person_measure:
            words.append(self.get_legal_person_measure_display())
        return ", ".join(words)
