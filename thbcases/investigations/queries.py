"""Reads about investigations: the law as it stood, terms that run, who can be assigned."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.accounts.choices import ROLES_OF_KIND
from thbcases.accounts.models import Organisation
from thbcases.codes.choices import TermEvent
from thbcases.codes.models import Article, ArticleVersion, Currency, TermRule
from thbcases.codes.queries import RuleBook, article_version_on
from thbcases.investigations.choices import OPEN_STAGES, StageKind, SuspectKind
from thbcases.investigations.models import (
    Charge,
    Investigation,
    InvestigationArticle,
    Suspect,
)

# What makes a crime grave (BK 11 str.): more than six years of imprisonment are possible.
GRAVE_ABOVE_MONTHS = 72
# While suspended, the time of the investigation does not run.
RUNNING_STAGES = frozenset(OPEN_STAGES - {StageKind.SUSPENDED})
CHECKED_STAGES = frozenset({StageKind.REPORT_RECEIVED, StageKind.CHECKING})
# How the register writes numbers, as far as it is known; nobody is refused for it.
USUAL_NUMBER = re.compile(r"\d{2}-\d-\d{4,6}-\d{2}")
ABOUT_NOW = timedelta(days=61)
# Where officers work: police units, the specialised unit, the border guard.
OF_OFFICERS = sorted(kind for kind, roles in ROLES_OF_KIND.items() if Role.OFFICER in roles)


@dataclass(frozen=True)
class LawOfTheDay:
    """An article as it stood on the day of the offence; no version when none is recorded."""

    article: Article
    on: date
    version: ArticleVersion | None
    # Whether the day is that of the offence, and not of the registration for want of it.
    is_offence_day: bool

    @property
    def penalty(self) -> str:
        """The penalty in words."""
        return self.version.penalty if self.version else _("no law of this day is recorded")

    @property
    def provenance(self) -> str:
        """Where the penalty was read, and how sure it is."""
        return self.version.provenance if self.version else ""


@dataclass(frozen=True)
class Term:
    """A legal term of an investigation, with the rule that says how long it runs."""

    rule: TermRule
    started_on: date
    due_on: date


def law_of(row: InvestigationArticle | Charge, registered_on: date) -> LawOfTheDay:
    """The law that applies to an article of a case: that of the day of the offence (BK 3 str.)."""
    day = row.offence_on or registered_on
    return LawOfTheDay(row.article, day, _version(row.article, day), row.offence_on is not None)


def _version(article: Article, day: date) -> ArticleVersion | None:
    """Among prefetched versions, so that a list asks once for all its rows."""
    if "versions" in getattr(article, "_prefetched_objects_cache", {}):
        return next((v for v in article.versions.all() if in_force(v, day)), None)
    return article_version_on(article, day)


def in_force(row: Article | ArticleVersion | Currency | TermRule, day: date) -> bool:
    """Whether a dated row of the law is in force on a day; both ends of its validity count."""
    begun = row.valid_from is None or row.valid_from <= day
    return begun and (row.valid_to is None or day <= row.valid_to)


def with_law(investigations: "QuerySet[Investigation]") -> "QuerySet[Investigation]":
    """Investigations with their articles and all versions of these, in two queries more."""
    rows = InvestigationArticle.objects.select_related("article").prefetch_related(
        "article__versions"
    )
    return investigations.prefetch_related(Prefetch("article_rows", rows))


def pretrial_term(investigation: Investigation, book: RuleBook | None = None) -> Term | None:
    """Until when the investigation, or the check of the report, must be done (BPK 176, 168 str.).

    None while no term runs or no rule is recorded for that time. The gravest article decides;
    extensions by a higher prosecutor are not known here. Whoever asks about many investigations
    hands over the book of rules.
    """
    if investigation.stage in CHECKED_STAGES:
        event = TermEvent.PTI_CHECK
    elif investigation.stage in RUNNING_STAGES:
        event = gravity(investigation)
    else:
        return None
    start = investigation.registered_on
    due = (book or RuleBook.read()).due(event, start)
    return Term(due.rule, start, due.on) if due else None


def gravity(investigation: Investigation) -> TermEvent:
    """The term of an investigation by the gravest of its articles, as the law stood (BPK 176 str.).

    An act for which no imprisonment is provided at all is a misdemeanour (BK 12 str.); where the
    penalty is not recorded, it is taken for a crime.
    """
    laws = [law_of(row, investigation.registered_on) for row in investigation.article_rows.all()]
    most = [law.version.max_months if law.version else None for law in laws]
    if most and all(months == 0 for months in most):
        return TermEvent.PTI_TERM_MISDEMEANOUR
    is_grave = max((months or 0 for months in most), default=0) > GRAVE_ABOVE_MONTHS
    return TermEvent.PTI_TERM_GRAVE if is_grave else TermEvent.PTI_TERM_MINOR


def listed() -> "QuerySet[Investigation]":
    """Investigations with what a list shows of each."""
    suspects = (
        Suspect.objects.filter(investigation=OuterRef("pk"))
        .order_by()
        .values("investigation")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return (
        Investigation.objects.select_related("custodian")
        .prefetch_related("article_rows__article", "form_rows__form")
        .annotate(suspect_count=Coalesce(Subquery(suspects), 0))
    )


def open_investigations() -> "QuerySet[Investigation]":
    """Those that are being investigated now."""
    return Investigation.objects.filter(stage__in=sorted(OPEN_STAGES))


def count_open(actor: Actor) -> int:
    """How many investigations are open, for the unit that works on them."""
    return open_investigations().count() if actor.role == Role.OFFICER else 0


def assignable_units(investigation: Investigation) -> "QuerySet[Organisation]":
    """Units of officers that may work on the case beside the one that leads it."""
    return Organisation.objects.filter(kind__in=OF_OFFICERS, is_active=True).exclude(
        pk=investigation.custodian_id
    )


def joinable(investigation: Investigation) -> "QuerySet[Investigation]":
    """Open investigations that the acting user sees and that this one can be joined to."""
    return open_investigations().exclude(pk=investigation.pk)


def accused(investigation: Investigation) -> "QuerySet[Suspect]":
    """Suspects on whom a court may decide: whoever was prosecuted, or judged before."""
    states = ("prosecuted", "convicted", "acquitted")
    return (
        Suspect.objects.filter(investigation=investigation, state__in=states)
        .select_related("person")
        .order_by("state_on", "id")
    )


def offence_day(suspect: Suspect, article: Article) -> date:
    """The day whose law applies to this suspect and article, as far as it is known."""
    charge = suspect.charges.filter(article=article).first()
    if charge is not None and charge.offence_on:
        return charge.offence_on
    row = suspect.investigation.article_rows.filter(article=article).first()
    if row is not None and row.offence_on:
        return row.offence_on
    return suspect.investigation.registered_on


def sentence_doubts(
    suspect: Suspect, article: Article, months: int | None, has_fine: bool
) -> list[str]:
    """What about a sentence does not fit the article as it stood on the day of the offence.

    In words, with the article, its penalty and its source; nothing where no penalty is recorded.
    """
    day = offence_day(suspect, article)
    version = article_version_on(article, day)
    if version is None:
        return []
    about = {
        "article": article.citation,
        "penalty": version.penalty,
        "day": day.isoformat(),
        "source": version.provenance,
    }
    text = _("On %(day)s %(article)s provided: %(penalty)s. Source: %(source)s") % about
    return [f"{reason} {text}" for reason in _reasons(version, suspect, months, has_fine)]


def _reasons(
    version: ArticleVersion, suspect: Suspect, months: int | None, has_fine: bool
) -> Iterable[str]:
    is_recorded = version.min_months is not None or version.max_months is not None
    if suspect.kind == SuspectKind.LEGAL:
        if not version.legal_person_liable:
            yield _("Legal persons are not liable under this article.")
        return
    if months is not None and version.min_months is not None and months < version.min_months:
        yield _("The imprisonment is shorter than the article provides.")
    if months is not None and version.max_months is not None and months > version.max_months:
        yield _("The imprisonment is longer than the article provides.")
    if has_fine and is_recorded and not version.fine_possible:
        yield _("The article provides no fine.")


def changed_lately(limit: int) -> "QuerySet[Investigation]":
    """Investigations whose stage changed last, newest first."""
    return Investigation.objects.select_related("custodian").order_by("-stage_on", "-id")[:limit]


def with_running_terms(
    today: date, stages: frozenset[StageKind]
) -> list[tuple[Investigation, Term]]:
    """Investigations in these stages whose term ends later or passed in the last two months.

    Older ones stay in the list of investigations: a term may have been extended, which is not
    known here.
    """
    # The longest term is nine months, so nothing older can have one that ends about now.
    recent = Q(registered_on__range=(today - timedelta(days=365), today))
    running = Q(stage__in=sorted(stages))
    cases = with_law(Investigation.objects.filter(running & recent).order_by("registered_on", "id"))
    book = RuleBook.read()
    terms = [(case, pretrial_term(case, book)) for case in cases]
    return [(case, term) for case, term in terms if term and today - term.due_on <= ABOUT_NOW]


def is_usual_number(number: str) -> bool:
    """Whether a number looks like those of the register; others are taken too."""
    return USUAL_NUMBER.fullmatch(number) is not None
