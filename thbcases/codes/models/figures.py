"""What figures are measured by: how small a number may be shown, and the population."""

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from thbcases.audit.history import tracked
from thbcases.codes.choices import Audience, PopulationSex
from thbcases.codes.models.base import Sourced, SourcedPeriod, is_english, one_at_a_time
from thbcases.core.constraints import one_of

# Audiences are few and known, so their hashes cannot meet.
AUDIENCE_NUMBER: Func = Func(F("audience"), function="hashtext", output_field=models.IntegerField())


@tracked()
class DisclosureRule(SourcedPeriod):
    """The smallest number of people that an audience is shown, with the reason for it.

    A smaller number is hidden, and with it as many others as are needed so that nobody works it
    out: each hidden number could be any of at least so many. Zero is shown.
    """

    audience = models.CharField(_("shown to"), max_length=10, choices=Audience.choices)
    threshold = models.PositiveSmallIntegerField(
        _("smallest number shown"), help_text=_("1 hides nothing.")
    )
    reason_lt = models.TextField(_("reason in Lithuanian"))
    reason_en = models.TextField(_("reason in English"))

    class Meta(SourcedPeriod.Meta):
        verbose_name = _("disclosure rule")
        verbose_name_plural = _("disclosure rules")
        ordering = ["audience", "valid_from"]
        constraints = [
            *SourcedPeriod.Meta.constraints,
            one_of("codes_disclosurerule_audience", "audience", Audience.values),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False),
                name="codes_disclosurerule_begins",
                violation_error_message=_("Give the day from which the rule is in force."),
            ),
            models.CheckConstraint(
                condition=Q(threshold__gt=0),
                name="codes_disclosurerule_threshold",
                violation_error_message=_("The smallest number shown is at least 1."),
            ),
            one_at_a_time(
                "codes_disclosurerule_once",
                _("Another rule for this audience is in force in that time."),
                same=AUDIENCE_NUMBER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()}: {self.threshold}"

    @property
    def reason(self) -> str:
        """Why, in the reader's language."""
        return self.reason_en if is_english() else self.reason_lt


@tracked()
class Population(Sourced):
    """How many people of a sex lived in the country on 1 January of a year (usual residents).

    Returns give figures per 100,000 people. Nobody invents the number: without a row there is
    no such figure.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    sex = models.CharField(_("sex"), max_length=10, choices=PopulationSex.choices)
    number = models.PositiveIntegerField(_("people on 1 January"))

    class Meta(Sourced.Meta):
        verbose_name = _("population")
        verbose_name_plural = _("population")
        ordering = ["-year", "sex"]
        constraints = [
            *Sourced.Meta.constraints,
            one_of("codes_population_sex", "sex", PopulationSex.values),
            models.CheckConstraint(
                condition=Q(year__range=(1990, 2200)),
                name="codes_population_year",
                violation_error_message=_("This year cannot be right."),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="codes_population_number",
                violation_error_message=_("The population is more than nobody."),
            ),
            models.UniqueConstraint(
                fields=["year", "sex"],
                name="codes_population_once",
                violation_error_message=_("The population of this year and sex is already there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}, {self.get_sex_display()}: {self.number}"
