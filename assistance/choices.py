"""Words about assistance that the software depends on, and the allowed transitions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectState(models.TextChoices):
    """A project from application to its end."""

    APPLIED = "applied", _("applied for")
    FUNDED = "funded", _("funded")
    REJECTED = "rejected", _("not funded")
    FINISHED = "finished", _("finished")


PROJECT_TRANSITIONS: dict[ProjectState, frozenset[ProjectState]] = {
    ProjectState.APPLIED: frozenset({ProjectState.FUNDED, ProjectState.REJECTED}),
    ProjectState.FUNDED: frozenset({ProjectState.FINISHED}),
    ProjectState.REJECTED: frozenset(),
    ProjectState.FINISHED: frozenset(),
}


class ReportState(models.TextChoices):
    """A project's report to the ministry."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned for correction")
    ACCEPTED = "accepted", _("accepted")


REPORT_TRANSITIONS: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.SUBMITTED}),
    ReportState.SUBMITTED: frozenset({ReportState.RETURNED, ReportState.ACCEPTED}),
    ReportState.RETURNED: frozenset({ReportState.SUBMITTED}),
    ReportState.ACCEPTED: frozenset(),
}


class BeneficiaryStatus(models.TextChoices):
    """As what a person is helped; both presumed and recognised victims receive help."""

    PRESUMED = "presumed", _("presumed victim")
    RECOGNISED = "recognised", _("recognised victim")
    AT_RISK = "at_risk", _("person at risk")


class Unit(models.TextChoices):
    """In what a service is measured."""

    HOURS = "hours", _("hours")
    NIGHTS = "nights", _("nights")
    SESSIONS = "sessions", _("sessions")
    ITEMS = "items", _("items")
