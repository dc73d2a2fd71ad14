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
    OFFER = "offer", _("offers of help, each of them to one person")
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


class ChildBand(models.TextChoices):
    """How old a child was when exploited, or when registered where that is not known."""

    SMALL = "0-6", "0–6"
    SCHOOL = "7-13", "7–13"
    YOUTH = "14-17", "14–17"
    GROWN = "18+", _("18 or older")


class NoticeTime(models.TextChoices):
    """Whether the child rights service was told in time."""

    IN_TERM = "in_term", _("told in term")
    LATE = "late", _("told late")
    NONE = "none", _("not told")


class Interviewed(models.TextChoices):
    """Where a child was questioned."""

    SPECIAL_ROOM = "special_room", _("in a special room only")
    ELSEWHERE = "elsewhere", _("elsewhere too")
    NONE = "none", _("not questioned")


class Done(models.TextChoices):
    """Whether something was done."""

    YES = "yes", _("yes")
    NO = "no", _("no")


class Asked(models.TextChoices):
    """What was answered before a fine."""

    KNOWN = "known", _("known as a victim: not liable")
    NOTHING = "nothing", _("nothing is known")
    NONE = "none", _("not asked")


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


class AnnualReportState(models.TextChoices):
    """The report of a year to Government and Parliament, from the first draft to publication."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    RETURNED = "returned", _("returned to the writers")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")


ANNUAL_REPORT_TRANSITIONS: dict[AnnualReportState, frozenset[AnnualReportState]] = {
    AnnualReportState.DRAFT: frozenset({AnnualReportState.IN_REVIEW}),
    AnnualReportState.IN_REVIEW: frozenset(
        {AnnualReportState.RETURNED, AnnualReportState.APPROVED}
    ),
    AnnualReportState.RETURNED: frozenset({AnnualReportState.IN_REVIEW}),
    # A mistake that is found after the approval leads back to the writers, never into print.
    AnnualReportState.APPROVED: frozenset(
        {AnnualReportState.RETURNED, AnnualReportState.PUBLISHED}
    ),
    AnnualReportState.PUBLISHED: frozenset(),
}

# In which states the text may be written; in all others it stands as it was handed on.
WRITABLE = frozenset({AnnualReportState.DRAFT, AnnualReportState.RETURNED})


class FileForm(models.TextChoices):
    """As what a published report is handed out."""

    PDF = "pdf", "PDF"
    WORD = "docx", "Word"


class DraftState(models.TextChoices):
    """How far the figures of a year are on their way to being published."""

    WAITING = "waiting", _("waits to be counted")
    COUNTING = "counting", _("is being counted")
    READY = "ready", _("can be published")
    COLLIDING = "colliding", _("would give people away")
    QUEUED = "queued", _("waits to be published")
    PUBLISHING = "publishing", _("is being published")
    PUBLISHED = "published", _("published")
    FAILED = "failed", _("cannot be published")


D = DraftState

DRAFT_TRANSITIONS: dict[DraftState, frozenset[DraftState]] = {
    D.WAITING: frozenset({D.COUNTING, D.FAILED}),
    D.COUNTING: frozenset({D.READY, D.COLLIDING, D.FAILED}),
    D.READY: frozenset({D.QUEUED}),
    D.COLLIDING: frozenset(),
    D.QUEUED: frozenset({D.PUBLISHING, D.FAILED}),
    # Between the preview and the publication a record may change, and the figures with it.
    D.PUBLISHING: frozenset({D.PUBLISHED, D.FAILED}),
    D.PUBLISHED: frozenset(),
    D.FAILED: frozenset(),
}

# A worker has it or will have it: the page asks again by itself.
UNDER_WAY: frozenset[DraftState] = frozenset({D.WAITING, D.COUNTING, D.QUEUED, D.PUBLISHING})


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
