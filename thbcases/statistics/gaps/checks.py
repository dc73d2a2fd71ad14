"""The checks, each once: what is asked of the records, who mends it, and on which page.

The question itself is a part of the view `fact_gap` (migrations/0030_gaps.py); a test holds the
two against each other.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thbcases.access.facts import Area, counts_all
from thbcases.access.roles import Role
from thbcases.codes.choices import TermEvent

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

# Every check has the same target: nothing is left.
TARGET = 0


class Fault(StrEnum):
    """In which way a record is not what it should be."""

    UNSPECIFIED = "unspecified"
    CONTRADICTORY = "contradictory"
    LATE = "late"

    @property
    def label(self) -> Promise:
        """The fault in words."""
        return FAULT_WORDS[self]


FAULT_WORDS: dict[Fault, Promise] = {
    Fault.UNSPECIFIED: _("unspecified"),
    Fault.CONTRADICTORY: _("contradictory"),
    Fault.LATE: _("late"),
}


@dataclass(frozen=True)
class Mender:
    """Who sets a record right: in words, and as the roles that see the lines."""

    words: "StrPromise"
    roles: frozenset[Role]


_UNIT = Mender(_("the unit that investigates"), frozenset({Role.OFFICER}))
_KEEPER = Mender(_("the organisation that keeps the record"), frozenset({Role.OFFICER, Role.NGO}))
_NGO = Mender(_("the organisation that helps"), frozenset({Role.NGO}))
_MIGRATION = Mender(_("the migration department"), frozenset({Role.MIGRATION}))
_FUNDER = Mender(_("the ministry that funds"), frozenset({Role.FUNDER}))
_SILENT = Mender(_("the organisation"), frozenset({Role.OFFICER, Role.NGO}))


@dataclass(frozen=True)
class Check:
    """One question that every record should answer well.

    `mends` says who sets it right; `page` is the page of the record on which that is done, its
    own page when empty. `is_personal`: one line of it is about one human being. `term` is the
    rule of the code lists that says after how long it counts.
    """

    key: str
    fault: Fault
    name: "StrPromise"
    definition: "StrPromise"
    mends: Mender
    page: str = ""
    is_personal: bool = True
    term: TermEvent | None = None


_ALL = (
    Check(
        "form_unknown",
        Fault.UNSPECIFIED,
        _("Exploitation not yet known"),
        _(
            "Presumed, recognised or declining victims of whom no form of exploitation is recorded "
            "when the term after the first registration is over."
        ),
        _UNIT,
        "victims:episodes",
        term=TermEvent.FORM_UNKNOWN,
    ),
    Check(
        "recognised_unexploited",
        Fault.UNSPECIFIED,
        _("Recognised without exploitation"),
        _("Recognised victims without any recorded exploitation, from the day of recognition."),
        _UNIT,
        "victims:episodes",
    ),
    Check(
        "main_form_missing",
        Fault.UNSPECIFIED,
        _("Several forms of exploitation, none the main one"),
        _("Victims with different forms of exploitation; returns count the main one."),
        _UNIT,
        "victims:episodes",
    ),
    Check(
        "sex_missing",
        Fault.UNSPECIFIED,
        _("Sex missing"),
        _("Presumed, recognised or declining victims of whom the sex is not recorded."),
        _KEEPER,
        "people:change",
    ),
    Check(
        "birth_missing",
        Fault.UNSPECIFIED,
        _("Birth missing"),
        _("Such victims of whom not even the year of birth is recorded: child or adult?"),
        _KEEPER,
        "people:change",
    ),
    Check(
        "citizenship_missing",
        Fault.UNSPECIFIED,
        _("Citizenship missing"),
        _("Such victims without a citizenship, and not marked as stateless."),
        _KEEPER,
        "people:change",
    ),
    Check(
        "case_article_missing",
        Fault.UNSPECIFIED,
        _("Investigation without an article"),
        _("Started investigations in which no article of the Criminal Code is recorded."),
        _UNIT,
        "investigations:change",
        is_personal=False,
    ),
    Check(
        "case_form_missing",
        Fault.UNSPECIFIED,
        _("Investigation without a form of exploitation"),
        _(
            "Started investigations of trafficking in which no form is known when the term after "
            "the registration is over."
        ),
        _UNIT,
        "investigations:change",
        is_personal=False,
        term=TermEvent.FORM_UNKNOWN,
    ),
    Check(
        "case_main_form_missing",
        Fault.UNSPECIFIED,
        _("Investigation with several forms, none the main one"),
        _("Started investigations with several forms of exploitation; figures count the main one."),
        _UNIT,
        "investigations:change",
        is_personal=False,
    ),
    Check(
        "reach_unknown",
        Fault.UNSPECIFIED,
        _("Domestic or international not known"),
        _(
            "Started investigations of trafficking that do not say so when the term after the "
            "registration is over."
        ),
        _UNIT,
        "investigations:change",
        is_personal=False,
        term=TermEvent.FORM_UNKNOWN,
    ),
    Check(
        "recognised_before_presumed",
        Fault.CONTRADICTORY,
        _("Recognised before presumed"),
        _("Victims whose first recognition is dated before their first presumption."),
        _UNIT,
        "victims:decisions",
    ),
    Check(
        "victim_in_refused",
        Fault.CONTRADICTORY,
        _("Recognised in an investigation that was refused"),
        _("Recognised victims in an investigation whose opening was refused."),
        _UNIT,
        "victims:decisions",
    ),
    Check(
        "exploited_before_birth",
        Fault.CONTRADICTORY,
        _("Exploited before birth"),
        _("Victims with exploitation that is dated before their birth."),
        _UNIT,
        "victims:episodes",
    ),
    Check(
        "child_case_without_child",
        Fault.CONTRADICTORY,
        _("Trafficking in a child, but no child among the victims"),
        _(
            "Investigations of Article 157 whose victims were all 18 or older by their birth "
            "dates, at the first exploitation and when registered."
        ),
        _UNIT,
        "investigations:change",
        is_personal=False,
    ),
    Check(
        "convicted_unprosecuted",
        Fault.CONTRADICTORY,
        _("Convicted but never prosecuted"),
        _("Accused with a conviction of whom no day of prosecution is recorded."),
        _UNIT,
    ),
    Check(
        "judged_before_court",
        Fault.CONTRADICTORY,
        _("Judged before the court had the case"),
        _("Cases in court with a judgment dated before they were handed over."),
        _UNIT,
        is_personal=False,
    ),
    Check(
        "service_after_closing",
        Fault.CONTRADICTORY,
        _("Service after the help was closed"),
        _("Services that began after the day on which help to the person was closed."),
        _NGO,
        "assistance:change_service",
    ),
    Check(
        "service_outside_project",
        Fault.CONTRADICTORY,
        _("Service outside the days of its project"),
        _("Services that began before the project they are booked on started, or after it ended."),
        _NGO,
        "assistance:change_service",
    ),
    Check(
        "term_passed",
        Fault.LATE,
        _("Investigation past its term"),
        _(
            "Running investigations, and reports being checked, past the term of the law. "
            "Extensions by a higher prosecutor are not recorded and not known here."
        ),
        _UNIT,
        "investigations:stage",
        is_personal=False,
    ),
    Check(
        "reflection_expired",
        Fault.LATE,
        _("Reflection period over, nothing decided"),
        _(
            "Victims whose reflection period is over, who have no residence permit or proposal of "
            "one, and of whom it is not recorded whether they co-operate."
        ),
        _UNIT,
        "victims:change",
    ),
    Check(
        "stay_undecided",
        Fault.LATE,
        _("Proposed stay not decided"),
        _("Reflection periods and residence permits that were to begin and are only proposed."),
        _MIGRATION,
    ),
    Check(
        "report_missing",
        Fault.LATE,
        _("Report on a project past due"),
        _("Funded projects without a submitted report when the term after their end is over."),
        _NGO,
        "assistance:project",
        is_personal=False,
        term=TermEvent.PROJECT_REPORT,
    ),
    Check(
        "report_undecided",
        Fault.LATE,
        _("Report on a project not decided"),
        _("Submitted reports that are neither accepted nor returned when the term is over."),
        _FUNDER,
        is_personal=False,
        term=TermEvent.REPORT_DECISION,
    ),
    Check(
        "organisation_silent",
        Fault.LATE,
        _("Nothing recorded lately"),
        _(
            "Organisations that record, in which somebody works today, and which recorded nothing "
            "new during the term up to today."
        ),
        _SILENT,
        is_personal=False,
        term=TermEvent.ORGANISATION_SILENT,
    ),
)

CHECKS: dict[str, Check] = {check.key: check for check in _ALL}


def checks_for(role: Role) -> list[Check]:
    """The checks that say something to a role: of its own records, or of those it counts."""
    if counts_all(role, Area.CASES):
        return list(CHECKS.values())
    roles = {role}
    if counts_all(role, Area.HELP):
        roles.add(Role.NGO)
    return [check for check in CHECKS.values() if check.mends.roles & roles]
