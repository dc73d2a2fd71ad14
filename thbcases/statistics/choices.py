"""Words about figures that the software depends on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Grouping(models.TextChoices):
    """How a stretch of time is cut into the columns of a table."""

    YEAR = "year", _("years")
    HALF = "half", _("half-years")
    QUARTER = "quarter", _("quarters")
    MONTH = "month", _("months")
    WHOLE = "whole", _("all of it together")


class Counted(models.TextChoices):
    """What one unit of a figure is."""

    INVESTIGATION = "investigation", _("investigations")
    PERSON = "person", _("persons, each counted once")
    LEGAL_PERSON = "legal_person", _("legal persons, each counted once")
    PROJECT = "project", _("projects")
    YEARS = "years", _("years of imprisonment")


class RuleKind(models.TextChoices):
    """How a day decides whether something belongs to a period."""

    FLOW = "flow", _("happened in the period")
    STOCK = "stock", _("lasted on at least one day of the period")
    COHORT = "cohort", _("belongs to an investigation that was started in the period")


class AgeGroup(models.TextChoices):
    """A child is under 18 on the day asked about."""

    CHILD = "child", _("children")
    ADULT = "adult", _("adults")
    UNKNOWN = "unknown", _("age not known")
