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
    SERVICE = "service", _("services")
    UNITS = "units", _("units of the service")
    MONEY = "money", _("money, in the currency of the records")
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


class Identification(models.TextChoices):
    """How far a registered victim is identified (Eurostat counts all three)."""

    IDENTIFIED = "identified", _("identified")
    PRESUMED = "presumed", _("presumed")
    DECLINED = "declined", _("meets the criteria, declined")


class ProsecutionDecision(models.TextChoices):
    """How a prosecution was decided (Directive 2011/36/EU, Article 19a, point d)."""

    TRAFFICKING = "trafficking", _("prosecuted for trafficking")
    OTHER_CHARGE = "other_charge", _("prosecuted for something else")
    NONE = "none", _("not prosecuted")


class AgeBand(models.TextChoices):
    """The bands of the Counter Trafficking Data Collaborative (from memory, not looked up)."""

    TO_8 = "0-8", "0–8"
    TO_17 = "9-17", "9–17"
    TO_20 = "18-20", "18–20"
    TO_23 = "21-23", "21–23"
    TO_26 = "24-26", "24–26"
    TO_29 = "27-29", "27–29"
    TO_38 = "30-38", "30–38"
    TO_47 = "39-47", "39–47"
    OVER = "48+", "48+"
    UNKNOWN = "", _("age not known")


class ReturnVersion(models.TextChoices):
    """For whom a file of a return is made."""

    RECEIVER = "receiver", _("for the receiver: complete")
    PUBLIC = "public", _("for everybody: small numbers hidden")
