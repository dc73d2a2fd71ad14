"""Figures on the home pages: this year and last, the trend, and who recorded what lately."""

from collections import Counter
from datetime import timedelta

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thbcases.access.acting import Actor
from thbcases.access.facts import Area, counts_all
from thbcases.access.roles import Role
from thbcases.accounts.models import Organisation
from thbcases.core.periods import year
from thbcases.statistics import charts
from thbcases.statistics.gaps import counted_lines, own_counts
from thbcases.statistics.gaps.tables import fault_pill
from thbcases.statistics.indicators import INDICATORS, full_name
from thbcases.statistics.models import AnnualReport, Publication, PublicationDraft
from thbcases.statistics.queries import country_table, newest
from thbcases.statistics.report.tables import STATE_PILLS
from thbcases.statistics.tables import DRAFT_PILLS
from thbcases.web.home import register_home_block
from thbcases.web.navigation import NavItem, register
from thbcases.web.parts import Action, Block, Figure, Row

YEARS = 5
LATELY = timedelta(days=90)
PUBLICATIONS = 4
MOST_ORGANISATIONS = 8
# All records of the country are looked at for it, which is too much for every visit.
KEPT_SECONDS = 600
DRAFTS = 3
COUNTRY_FIGURES = (
    "investigations_run",
    "presumed_victims",
    "suspects",
    "assisted_persons",
    "projects",
)
HELP_FIGURES = ("assisted_persons", "assisted_men")
# The lines of the navigation: words, address, right.
LINES = (
    (_("Country table"), "statistics:country_table", "statistics.read"),
    (_("Completeness"), "statistics:completeness", "statistics.read"),
    (_("Returns"), "statistics:returns", "return.read"),
    (_("Publications"), "statistics:publications", "publication.read"),
    (_("Annual reports"), "statistics:published_reports", "publication.read"),
    (_("Annual reports: drafts"), "statistics:reports", "annual_report.read"),
)


def register_all() -> None:
    """Blocks and the line of the navigation, when the apps are ready."""
    for place, (label, url_name, right) in enumerate(LINES, start=1):
        register(NavItem(label, url_name, right, group="figures", order=10 * place))
    keepers = (Role.OFFICER, Role.NGO, Role.MIGRATION, Role.FUNDER)
    register_home_block(missing, requires="statistics.read", roles=keepers, order=55)
    register_home_block(
        completeness,
        requires="statistics.read",
        roles=(Role.COORDINATOR, Role.ANALYST),
        order=65,
    )
    country = (Role.COORDINATOR, Role.FUNDER)
    register_home_block(
        publications,
        requires="publication.read",
        roles=(*country, Role.ANALYST),
        order=65,
        place="aside",
    )
    register_home_block(reports, requires="annual_report.read", roles=(Role.COORDINATOR,), order=20)
    register_home_block(two_years, requires="statistics.read", roles=country, order=60, place="top")
    register_home_block(trend, requires="statistics.read", roles=(*country, Role.ANALYST), order=60)
    register_home_block(
        lately, requires="statistics.read", roles=(Role.COORDINATOR, Role.ANALYST), order=70
    )


def two_years(actor: Actor) -> Block | None:
    """The figures of this year so far, with last year's beside them."""
    this = timezone.localdate().year
    is_cases = counts_all(actor.role, Area.CASES)
    keys = COUNTRY_FIGURES if is_cases else HELP_FIGURES
    last_year, this_year = country_table([year(this - 1), year(this)], keys)
    figures = [
        Figure(
            _now("%(figure)s, %(year)s") % {"figure": full_name(INDICATORS[key]), "year": this},
            "–" if this_year[key] is None else this_year[key],
            _now("%(year)s: %(number)s")
            % {"year": this - 1, "number": "–" if last_year[key] is None else last_year[key]},
        )
        for key in keys
    ]
    return Block(title=_("This year and last"), empty="", figures=figures)


def trend(actor: Actor) -> Block | None:
    """The years up to this one as a picture."""
    this = timezone.localdate().year
    years = [year(number) for number in range(this - YEARS + 1, this + 1)]
    if counts_all(actor.role, Area.CASES):
        chart = charts.victims_chart(country_table(years, charts.VICTIMS))
        title = _("Victims, year by year")
    else:
        chart = charts.help_chart(country_table(years, charts.HELP))
        title = _("Persons assisted, year by year")
    return Block(
        title=title,
        empty=_("Nothing was recorded in these years."),
        chart=chart,
        more_url=reverse("statistics:country_table"),
        more_label=_("Country table"),
    )


def publications(actor: Actor) -> Block | None:
    """The years that were published last; for the coordinator also what is being prepared."""
    found = list(Publication.objects.prefetch_related("notices")[:PUBLICATIONS])
    rows = draft_rows() + [
        Row(
            str(one),
            one.get_absolute_url(),
            note=_now("some cells would differ today") if one.notices.all() else "",
            on=timezone.localdate(one.published_at),
        )
        for one in found
    ]
    return Block(
        title=_("Publications"),
        empty=_("No year was published yet."),
        rows=rows,
        more_url=reverse("statistics:publications"),
        more_label=_("All publications"),
        actions=[
            Action(_("Publish a year"), reverse("statistics:publish"), right="publication.add")
        ],
    )


def reports(actor: Actor) -> Block | None:
    """The annual reports in work: what waits for a review, for a publication, or to be written."""
    rows = [
        Row(str(one), one.get_absolute_url(), note=str(one.author), pill=STATE_PILLS(one.state))
        for one in AnnualReport.objects.select_related("author").filter(publication=None)
    ]
    return Block(
        title=_("Annual reports in work"),
        empty=_("No annual report is being written."),
        rows=rows,
        more_url=reverse("statistics:reports"),
        more_label=_("Annual reports: drafts"),
    )


def _worst() -> list[tuple[int, int]]:
    """Organisations by their key, with the number of checks, the most first."""
    places = Counter(line.organisation.pk for line in counted_lines())
    return places.most_common(MOST_ORGANISATIONS)


def draft_rows() -> list[Row]:
    """The years that the acting user prepares: the way back to where one left them."""
    published = Publication.objects.values("year")
    drafts = PublicationDraft.objects.exclude(year__in=published)[:DRAFTS]
    return [
        Row(
            _now("Publishing %(year)s") % {"year": draft.year},
            draft.get_absolute_url(),
            on=timezone.localdate(draft.made_at),
            pill=DRAFT_PILLS(draft.state),
        )
        for draft in drafts
    ]


def lately(actor: Actor) -> Block | None:
    """What each organisation recorded in the last months; numbers only."""
    rows = [
        Row(
            str(change.organisation),
            note=_now("investigations: %(investigations)s, victims: %(victims)s")
            % {"investigations": change.investigations, "victims": change.victims},
            on=change.last_on,
        )
        for change in newest(timezone.localdate() - LATELY)
    ]
    return Block(
        title=_("Recorded in the last three months"),
        empty=_("No organisation recorded an investigation or a victim in this time."),
        rows=rows,
    )


def missing(actor: Actor) -> Block | None:
    """What the own organisation is to mend, check by check."""
    address = reverse("statistics:completeness")
    rows = [
        Row(
            check.name,
            url=f"{address}?check={check.key}",
            note=str(number),
            pill=fault_pill(check.fault),
        )
        for check, number in own_counts()
    ]
    return Block(
        title=_("What is missing in the own records"),
        empty=_("Nothing is missing, contradictory or late. That is the target."),
        rows=rows,
        more_url=address,
        more_label=_("Completeness"),
    )


def completeness(actor: Actor) -> Block | None:
    """At how many checks each organisation was not at zero in the last minutes; of no people."""
    worst = cache.get_or_set(f"completeness-{actor.role}", _worst, KEPT_SECONDS) or []
    names = Organisation.objects.in_bulk([key for key, _number in worst])
    rows = [
        Row(
            str(names[key]),
            note=ngettext("%(number)s check not at zero", "%(number)s checks not at zero", number)
            % {"number": number},
        )
        for key, number in worst
        if key in names
    ]
    return Block(
        title=_("Completeness by organisation"),
        empty=_("Nothing is missing, contradictory or late. That is the target."),
        rows=rows,
        more_url=reverse("statistics:completeness"),
        more_label=_("Completeness"),
    )
