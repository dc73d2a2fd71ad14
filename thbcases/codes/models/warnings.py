"""Who is warned of a term and when, and days on which the country does not work as usual."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thbcases.audit.history import tracked
from thbcases.codes.choices import Moment, TermUnit, Warned
from thbcases.codes.models.base import Sourced, is_english
from thbcases.codes.models.law import TermRule
from thbcases.core.constraints import one_of

# In what the distance of a warning is counted.
WARNING_UNITS = (TermUnit.DAY, TermUnit.WORKING_DAY)


@tracked()
class TermWarning(models.Model):
    """So many days before or after the due day of a term, these people are warned.

    A warning that is no longer wanted is switched off, not removed: reminders name it.
    """

    rule = models.ForeignKey(
        TermRule, on_delete=models.PROTECT, related_name="warnings", verbose_name=_("term rule")
    )
    days = models.PositiveSmallIntegerField(_("days"))
    unit = models.CharField(
        _("counted in"),
        max_length=12,
        choices=[(unit.value, unit.label) for unit in WARNING_UNITS],
        default=TermUnit.DAY,
    )
    moment = models.CharField(
        _("before or after the due day"),
        max_length=6,
        choices=Moment.choices,
        default=Moment.BEFORE,
    )
    who = models.CharField(_("who is warned"), max_length=12, choices=Warned.choices)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("warning of a term")
        verbose_name_plural = _("warnings of terms")
        ordering = ["rule", "-moment", "-days", "who"]
        constraints = [
            one_of("codes_termwarning_unit", "unit", [unit.value for unit in WARNING_UNITS]),
            one_of("codes_termwarning_moment", "moment", Moment.values),
            one_of("codes_termwarning_who", "who", Warned.values),
            models.CheckConstraint(
                condition=Q(days__lte=400),
                name="codes_termwarning_days",
                violation_error_message=_("A warning lies at most 400 days from the due day."),
            ),
            models.CheckConstraint(
                condition=Q(moment=Moment.BEFORE) | Q(days__gt=0),
                name="codes_termwarning_after",
                violation_error_message=_("On the due day itself nobody is late yet."),
            ),
            models.UniqueConstraint(
                fields=["rule", "days", "unit", "moment", "who"],
                name="codes_termwarning_once",
                violation_error_message=_("This warning is already there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.when}: {self.get_who_display()}"

    @property
    def when(self) -> str:
        """«14 days before», «on the due day», «1 working day after»."""
        if self.days == 0:
            return _now("on the due day")
        if self.unit == TermUnit.WORKING_DAY:
            length = ngettext("%(count)s working day", "%(count)s working days", self.days)
        else:
            length = ngettext("%(count)s day", "%(count)s days", self.days)
        words = {"length": length % {"count": self.days}}
        if self.moment == Moment.BEFORE:
            return _now("%(length)s before") % words
        return _now("%(length)s after") % words


@tracked()
class SpecialDay(Sourced):
    """A day on which the country does not work although the calendar says so, or the reverse.

    Public holidays come with the program; a row is for a law that changed since, and for a
    working day that was moved by the Government.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    on = models.DateField(
        _("day"),
        unique=True,
        error_messages={"unique": _("This day is already in the list.")},
    )
    is_working = models.BooleanField(
        _("a working day"),
        default=False,
        help_text=_("Tick it where a day off becomes a working day."),
    )
    name_lt = models.CharField(_("name in Lithuanian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)

    class Meta:
        verbose_name = _("special day of the calendar")
        verbose_name_plural = _("special days of the calendar")
        ordering = ["-on"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name_lt="") & ~Q(name_en=""),
                name="codes_specialday_named",
                violation_error_message=_("A code needs a name in both languages."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on.isoformat()} {self.name}"

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if is_english() else self.name_lt
