"""What waits, what runs out and what changed: on the home pages of the NGO and the ministry."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.choices import ProjectState
from assistance.models import Project
from assistance.tables import NO_BREAK, PROJECT_PILLS, REPORT_PILLS, beneficiary_pill, money
from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.web.home import register_home_block
from thbcases.web.navigation import NavItem, register
from thbcases.web.parts import Action, Block, Clock, Figure, Row

SHOWN = 8


def register_all() -> None:
    """Blocks and lines of the navigation, when the apps are ready."""
    _register_navigation()
    ngo, funder = (Role.NGO,), (Role.FUNDER,)
    register_home_block(today, requires="beneficiary.read", roles=ngo, order=10)
    register_home_block(returned, requires="report.read", roles=ngo, order=20)
    register_home_block(not_seen, requires="beneficiary.read", roles=ngo, order=30)
    register_home_block(consents_missing, requires="beneficiary.read", roles=ngo, order=40)
    register_home_block(changed, requires="beneficiary.read", roles=ngo, order=50)
    register_home_block(running_out, requires="project.read", roles=ngo, order=10, place="aside")
    register_home_block(applications, requires="project.decide", roles=funder, order=10)
    register_home_block(reports_waiting, requires="report.decide", roles=funder, order=20)
    register_home_block(decided, requires="project.decide", roles=funder, order=30)
    register_home_block(money_granted, requires="project.decide", roles=funder, place="top")
    register_home_block(running_out, requires="project.read", roles=funder, place="aside")


def _register_navigation() -> None:
    ngo, funder = (Role.NGO,), (Role.FUNDER,)
    for item in (
        NavItem(_("Today's services"), "assistance:today", "beneficiary.add", order=10),
        NavItem(_("People we help"), "assistance:beneficiaries", "beneficiary.read", order=20),
        NavItem(_("Services"), "assistance:services", "beneficiary.read", order=30),
        NavItem(_("Projects"), "assistance:projects", "project.read", "help", 40, ngo),
        NavItem(_("Reports"), "assistance:reports", "report.read", "help", 50, ngo),
        NavItem(
            _("Projects"),
            "assistance:projects",
            "project.read",
            order=10,
            roles=funder,
            count=queries.count_applications,
        ),
        NavItem(
            _("Reports"),
            "assistance:reports",
            "report.read",
            order=20,
            roles=funder,
            count=queries.count_waiting_reports,
        ),
        NavItem(_("Calls"), "assistance:calls", "call.read", "help", 60, (*ngo, *funder)),
        NavItem(
            _("Assistance projects"),
            "assistance:projects",
            "project.read",
            "help",
            70,
            (Role.OFFICER, Role.ANALYST, Role.COORDINATOR),
        ),
    ):
        register(item)


# --- the NGO


def today(actor: Actor) -> Block:
    """The day in figures, with the way to record services."""
    day = timezone.localdate()
    given = queries.count_day(day)
    return Block(
        title=_("Today"),
        empty=_("Nothing is recorded today yet."),
        figures=[
            Figure(_("nights in the shelter"), given.nights, note=_("recorded today")),
            Figure(_("other services"), given.others, note=_("recorded today")),
            Figure(
                _("people we help"),
                queries.open_people().count(),
                url=f"{reverse('assistance:beneficiaries')}?open=open",
            ),
        ],
        actions=[
            Action(
                _("Record services"),
                reverse("assistance:today"),
                style="primary",
                right="beneficiary.add",
            ),
            Action(_("Register a person"), reverse("assistance:register"), right="beneficiary.add"),
        ],
    )


def returned(actor: Actor) -> Block | None:
    """Reports that were returned or are still drafts, and projects that owe their report."""
    rows = [
        Row(
            str(report.project),
            url=report.get_absolute_url(),
            note=report.remark or _period(report.starts_on, report.ends_on),
            on=report.ends_on,
            pill=REPORT_PILLS(report.state),
        )
        for report in queries.unfinished_reports()[:SHOWN]
    ]
    rows += [
        Row(
            str(project),
            url=project.get_absolute_url(),
            note=_("The project is over; its last report is not there yet."),
            on=project.ends_on,
        )
        for project in queries.unreported_projects()[:SHOWN]
    ]
    if not rows:
        return None
    return Block(
        title=_("Reports due"),
        empty="",
        rows=rows,
        more_url=reverse("assistance:reports"),
        more_label=_("All reports"),
    )


def not_seen(actor: Actor) -> Block:
    """People who were given nothing for a month."""
    rows = [
        Row(
            str(person),
            url=person.get_absolute_url(),
            on=person.quiet_since,  # type: ignore[attr-defined]
            note=_("last service") if person.last_service else _("registered, no service yet"),  # type: ignore[attr-defined]
        )
        for person in queries.not_seen_lately()[:SHOWN]
    ]
    return Block(
        title=_("No service for 30 days"),
        empty=_("Everybody was given a service within the last 30 days."),
        rows=rows,
        more_url=f"{reverse('assistance:beneficiaries')}?open=open&sort=last_service",
        more_label=_("All"),
    )


def consents_missing(actor: Actor) -> Block:
    """People with whom nothing was agreed or explained yet."""
    rows = [
        Row(
            str(person),
            url=reverse("assistance:consents", kwargs={"uuid": person.uuid}),
            on=person.registered_on,
            pill=beneficiary_pill(person),
        )
        for person in queries.without_consent()[:SHOWN]
    ]
    return Block(
        title=_("Consents missing"),
        empty=_("With everybody, consents are recorded."),
        rows=rows,
    )


def changed(actor: Actor) -> Block:
    """What colleagues and the ministry changed last."""
    rows = [
        Row(
            str(change.record),
            url=change.record.get_absolute_url(),
            note=_now("%(what)s, %(who)s") % {"what": change.what, "who": change.who},
            on=change.at,
        )
        for change in queries.changes(actor.organisation_id, SHOWN)
    ]
    return Block(
        title=_("What changed"), empty=_("Nothing changed in the last 30 days."), rows=rows
    )


# --- the ministry


def applications(actor: Actor) -> Block:
    """Applications to be decided, the oldest first."""
    rows = [
        Row(
            str(project),
            url=project.get_absolute_url(),
            note=f"{project.custodian}, {money(project.requested, project.call.currency)}",
            on=project.created_at,
        )
        for project in queries.waiting_applications()[:SHOWN]
    ]
    return Block(
        title=_("Applications to be decided"),
        empty=_("No application waits. New ones appear here while a call is open."),
        rows=rows,
        more_url=f"{reverse('assistance:projects')}?state={ProjectState.APPLIED}",
        more_label=_("All applications"),
        actions=[Action(_("Open a call"), reverse("assistance:open_call"), right="call.add")],
    )


def reports_waiting(actor: Actor) -> Block:
    """Reports that were handed in, the oldest first."""
    rows = [
        Row(
            str(report.project),
            url=report.get_absolute_url(),
            note=f"{report.project.custodian}, {_period(report.starts_on, report.ends_on)}",
            on=report.submitted_on,
            pill=REPORT_PILLS(report.state),
        )
        for report in queries.waiting_reports()[:SHOWN]
    ]
    return Block(
        title=_("Reports to be read"),
        empty=_("No report waits."),
        rows=rows,
        more_url=reverse("assistance:reports"),
        more_label=_("All reports"),
    )


def decided(actor: Actor) -> Block:
    """The newest decisions on projects."""
    rows = [
        Row(
            str(project),
            url=project.get_absolute_url(),
            note=f"{project.custodian} {money(project.granted, project.call.currency)}".strip(),
            on=project.decided_on,
            pill=PROJECT_PILLS(project.state),
        )
        for project in queries.decided_projects()[:SHOWN]
    ]
    return Block(title=_("What changed"), empty=_("No project was decided on yet."), rows=rows)


def money_granted(actor: Actor) -> Block | None:
    """This year's grants and running projects."""
    year = timezone.localdate().year
    figures = [
        Figure(
            _now("granted in %(year)s, %(currency)s")
            % {"year": year, "currency": total.currency.code},
            f"{total.granted:,.0f}".replace(",", NO_BREAK),
            note=_now("projects: %(count)s") % {"count": total.projects},
        )
        for total in queries.grants_of(year)
    ]
    running = queries.funded_on(timezone.localdate()).count()
    figures.append(
        Figure(
            _("running projects"),
            running,
            url=f"{reverse('assistance:projects')}?state={ProjectState.FUNDED}",
        )
    )
    return Block(title="", empty="", figures=figures)


# --- both


def running_out(actor: Actor) -> Block:
    """Calls that close and projects that end."""
    clocks = [
        Clock(
            _now("applications until: %(call)s") % {"call": call},
            call.closes_on,
            started_on=call.opens_on,
            url=call.get_absolute_url(),
        )
        for call in queries.open_calls()[:SHOWN]
    ]
    clocks += [_ends(project) for project in queries.ending_projects()[:SHOWN]]
    return Block(
        title=_("What runs out"),
        empty=_("No call is open, and no project ends within two months."),
        clocks=sorted(clocks, key=lambda clock: clock.due_on),
    )


def _ends(project: Project) -> Clock:
    return Clock(
        _now("project ends: %(project)s") % {"project": project},
        project.ends_on,
        started_on=project.starts_on,
        note=_("Its last report follows."),
        url=project.get_absolute_url(),
    )


def _period(first: date, last: date) -> str:
    return f"{first.isoformat()} – {last.isoformat()}"
