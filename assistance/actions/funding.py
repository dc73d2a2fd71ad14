"""Money for help: the ministry calls, NGOs apply and report, the ministry decides."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import locked, move, not_in_future, require
from assistance.choices import (
    PROJECT_TRANSITIONS,
    REPORT_TRANSITIONS,
    ProjectState,
    ReportState,
)
from assistance.models import FundingCall, Project, ProjectReport
from thbcases.accounts.models import Organisation, User
from thbcases.codes.queries import NotInForce, currency_on

# Reports that count against the grant and hold their period.
HANDED_IN = (ReportState.SUBMITTED, ReportState.ACCEPTED)


@transaction.atomic
def open_call(*, by: User, year: int, title: str, opens_on: date, closes_on: date) -> FundingCall:
    """Open the call of a year, in the money of that year (litas until 2014, euro since)."""
    require(by, "call.add")
    _check_call(year, opens_on)
    try:
        currency = currency_on(date(year, 1, 1))
    except (NotInForce, ValueError) as error:
        raise ValidationError({"year": _("This year cannot be right.")}) from error
    call = FundingCall(
        year=year, title=title, opens_on=opens_on, closes_on=closes_on, currency=currency
    )
    call.full_clean(exclude=["custodian"])
    call.save(force_insert=True)
    call.refresh_from_db()
    return call


@transaction.atomic
def change_call(
    *, by: User, call: FundingCall, title: str, opens_on: date, closes_on: date
) -> FundingCall:
    """Correct a call's title or move its days; its year and its money stay."""
    require(by, "call.change")
    _check_call(call.year, opens_on)
    row = locked(call)
    row.title, row.opens_on, row.closes_on = title, opens_on, closes_on
    row.full_clean(exclude=["custodian"])
    row.save()
    return row


@transaction.atomic
def apply_for_funding(
    *,
    by: User,
    call: FundingCall,
    title: str,
    starts_on: date,
    ends_on: date,
    requested: Decimal,
    number: str = "",
) -> Project:
    """Apply with a project while the call is open; without a number it gets the next one."""
    require(by, "project.add")
    today = timezone.localdate()
    if not call.opens_on <= today <= call.closes_on:
        raise ValidationError({"call": _("This call is not open today.")})
    project = Project(
        call=call,
        number=number or next_number(by, call),
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        requested=requested,
    )
    project.full_clean(exclude=["custodian"])
    project.save(force_insert=True)
    project.refresh_from_db()
    return project


@transaction.atomic
def decide_project(
    *,
    by: User,
    project: Project,
    decision: ProjectState,
    on: date,
    granted: Decimal | None = None,
) -> Project:
    """Fund or reject an application. The grant is in the money of the call."""
    require(by, "project.decide")
    not_in_future("on", on)
    if decision not in (ProjectState.FUNDED, ProjectState.REJECTED):
        raise ValidationError({"decision": _("This value is not in the list.")})
    row = locked(project)
    if on < row.call.opens_on:
        raise ValidationError({"on": _("The call was not open yet on this day.")})
    move(row, decision, PROJECT_TRANSITIONS)
    row.granted = _grant(row, decision, granted)
    row.decided_on = on
    row.save(update_fields=["state", "granted", "decided_on"])
    return row


@transaction.atomic
def finish_project(*, by: User, project: Project) -> Project:
    """End a funded project when its reports are accepted and none waits."""
    require(by, "project.decide")
    row = locked(project)
    states = set(row.reports.values_list("state", flat=True))
    if states != {ReportState.ACCEPTED}:
        raise ValidationError(_("A project ends when all its reports are there and accepted."))
    move(row, ProjectState.FINISHED, PROJECT_TRANSITIONS)
    row.save(update_fields=["state"])
    return row


@transaction.atomic
def submit_report(*, by: User, report: ProjectReport) -> ProjectReport:
    """Hand a report in; from then on only the ministry changes its state."""
    require(by, "report.change")
    _may_be_handed_in(report)
    return _hand_in(locked(report))


@transaction.atomic
def correct_report(*, by: User, report: ProjectReport) -> ProjectReport:
    """Mend a returned report, as `report` says now, and hand it in again.

    One step: a returned report stays as the ministry saw it until the mended one replaces it.
    """
    require(by, "report.change")
    _may_be_handed_in(report)
    row = locked(report)
    for name in ("starts_on", "ends_on", "spent", "text"):
        setattr(row, name, getattr(report, name))
    return _hand_in(row)


@transaction.atomic
def accept_report(*, by: User, report: ProjectReport) -> ProjectReport:
    """The ministry accepts the report as it stands."""
    return _decide_report(by, report, ReportState.ACCEPTED, "")


@transaction.atomic
def return_report(*, by: User, report: ProjectReport, remark: str) -> ProjectReport:
    """The ministry sends the report back and says what is to be mended."""
    if not remark.strip():
        raise ValidationError({"remark": _("Say what is to be mended.")})
    return _decide_report(by, report, ReportState.RETURNED, remark)


def check_report(report: ProjectReport) -> None:
    """Raise ValidationError unless the report fits its project: money, period, no overlap."""
    project = report.project
    if project.state != ProjectState.FUNDED:
        raise ValidationError(_("Only a funded project is reported on."))
    if report.starts_on < project.starts_on or report.ends_on > project.ends_on:
        raise ValidationError(
            {
                "starts_on": _("The project runs from %(start)s until %(end)s.")
                % {"start": project.starts_on.isoformat(), "end": project.ends_on.isoformat()}
            }
        )
    others = project.reports.filter(state__in=HANDED_IN).exclude(pk=report.pk)
    if others.filter(starts_on__lte=report.ends_on, ends_on__gte=report.starts_on).exists():
        raise ValidationError({"starts_on": _("Another report is about the same days.")})
    spent = others.aggregate(total=Sum("spent"))["total"] or Decimal(0)
    if project.granted is not None and spent + report.spent > project.granted:
        raise ValidationError({"spent": _("With the other reports it is more than the grant.")})


def _may_be_handed_in(report: ProjectReport) -> None:
    if ReportState.SUBMITTED not in REPORT_TRANSITIONS[ReportState(report.state)]:
        move(report, ReportState.SUBMITTED, REPORT_TRANSITIONS)


def _hand_in(row: ProjectReport) -> ProjectReport:
    check_report(row)
    if row.ends_on > timezone.localdate():
        raise ValidationError({"ends_on": _("This day has not come yet.")})
    move(row, ReportState.SUBMITTED, REPORT_TRANSITIONS)
    row.submitted_on, row.decided_on = timezone.localdate(), None
    row.save()
    return row


def next_number(by: User, call: FundingCall) -> str:
    """The number of one's next application in a call: year, organisation, count.

    Nobody sees the others' applications, so one's own are counted and the code tells them apart.
    """
    actor = by.actor()
    code = Organisation.objects.get(pk=actor.organisation_id).code if actor else ""
    count = Project.objects.filter(call=call).count() + 1
    return f"{call.year}-{code.removeprefix('NGO-')[:25]}-{count:02d}"


def _check_call(year: int, opens_on: date) -> None:
    if opens_on.year not in (year - 1, year):
        raise ValidationError(
            {"opens_on": _("A call opens in its own year or in the year before.")}
        )


def _grant(project: Project, decision: ProjectState, granted: Decimal | None) -> Decimal | None:
    if decision == ProjectState.REJECTED:
        if granted is not None:
            raise ValidationError({"granted": _("A project that is not funded has no grant.")})
        return None
    if granted is None or granted <= 0:
        raise ValidationError({"granted": _("Give the amount of the grant.")})
    if granted > project.requested:
        raise ValidationError({"granted": _("This is more than was asked for.")})
    return granted


def _decide_report(
    by: User, report: ProjectReport, state: ReportState, remark: str
) -> ProjectReport:
    require(by, "report.decide")
    row = locked(report)
    move(row, state, REPORT_TRANSITIONS)
    row.decided_on, row.remark = timezone.localdate(), remark
    row.save(update_fields=["state", "decided_on", "remark"])
    return row
