"""Reads of the law and the classifications as they stood on a day."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from thbcases.codes.choices import (
    HOME_COUNTRY,
    Audience,
    CitizenshipGroup,
    CountryKind,
    Moment,
    TermEvent,
    TermUnit,
)
from thbcases.codes.models import (
    AdministrativeOffenceVersion,
    Article,
    ArticleVersion,
    Country,
    Currency,
    DisclosureRule,
    EuMembership,
    Population,
    SignList,
    TermRule,
    TermWarning,
)
from thbcases.codes.workdays import WorkCalendar, work_calendar


class NotInForce(LookupError):
    """No row of law was in force on the day; the message says which one an administrator owes."""


def article_version_on(article: Article, on: date) -> ArticleVersion | None:
    """The article with its penalty as it stood on the day of the offence (BK 3 str.)."""
    return article.versions.valid_on(on).first()


def offences_on(on: date) -> QuerySet[AdministrativeOffenceVersion]:
    """The administrative offences with their fines as they stood on the day of an act."""
    rows = AdministrativeOffenceVersion.objects.valid_on(on)
    return rows.select_related("offence", "currency").order_by("offence__position", "pk")


def term_rule(event: TermEvent | str, on: date) -> TermRule:
    """How long a term runs that starts on that day. Raises NotInForce."""
    term = TermEvent(event)
    rule = TermRule.objects.filter(event=term).valid_on(on).first()
    if rule is None:
        raise NotInForce(
            _("No rule says how long this term runs: %(term)s, from %(day)s. Add it to the terms.")
            % {"term": term.label, "day": on.isoformat()}
        )
    return rule


def sign_list(on: date) -> SignList:
    """The version of the list of signs that is asked on that day. Raises NotInForce."""
    found = SignList.objects.valid_on(on).first()
    if found is None:
        raise NotInForce(
            _("No list of signs is in force on %(day)s. Add one to the code lists.")
            % {"day": on.isoformat()}
        )
    return found


def disclosure_rule(audience: Audience | str, on: date) -> DisclosureRule:
    """How small a number of people an audience is shown on that day. Raises NotInForce."""
    wanted = Audience(audience)
    rule = DisclosureRule.objects.filter(audience=wanted).valid_on(on).first()
    if rule is None:
        raise NotInForce(
            _("No rule says how small a number may be shown to %(audience)s. Add it to the rules.")
            % {"audience": wanted.label}
        )
    return rule


def add_term(start: date, rule: TermRule, days: WorkCalendar | None = None) -> date:
    """The last day of a term; it still belongs to the term.

    The day the term starts on is not counted (BPK 100 str.): 30 days from 1 March end with
    31 March. A term in months ends with the day of the same number, or with the last day of a
    month that has no such day: six months from 31 August end with 28 or 29 February. Where the
    rule says so, a last day that is not worked moves to the next working day. A term that runs
    past the last day a calendar knows ends with that day. Whoever asks for many terms hands over
    the working days.
    """
    try:
        return _last_day(start, rule, days)
    except (OverflowError, ValueError):
        return date.max


def _last_day(start: date, rule: TermRule, days: WorkCalendar | None) -> date:
    if rule.unit == TermUnit.WORKING_DAY:
        return (days or work_calendar()).after(start, rule.length)
    if rule.unit == TermUnit.MONTH:
        last = _add_months(start, rule.length)
    else:
        last = start + timedelta(days=rule.length)
    if rule.moves_to_working_day:
        return (days or work_calendar()).next_working_day(last)
    return last


def _add_months(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(start.day, last))


def warning_day(warning: TermWarning, due_on: date, days: WorkCalendar) -> date:
    """The day on which a warning of a term that is due on a day comes."""
    is_before = warning.moment == Moment.BEFORE
    try:
        if warning.unit == TermUnit.WORKING_DAY:
            count = days.before if is_before else days.after
            return count(due_on, warning.days)
        distance = timedelta(days=warning.days)
        return due_on - distance if is_before else due_on + distance
    except OverflowError:
        return date.min if is_before else date.max


@dataclass(frozen=True)
class Due:
    """A term that began on a day: the rule that counts for it, and its last day."""

    rule: TermRule
    on: date


@dataclass
class RuleBook:
    """All term rules with their warnings and the working days, read once for many terms."""

    rules: Mapping[str, list[TermRule]]
    days: WorkCalendar

    @classmethod
    def read(cls) -> "RuleBook":
        """The book as it stands in the database."""
        rules: dict[str, list[TermRule]] = {}
        for rule in TermRule.objects.order_by("valid_from").prefetch_related("warnings"):
            rules.setdefault(rule.event, []).append(rule)
        return cls(rules, work_calendar())

    def rule(self, event: TermEvent | str, on: date) -> TermRule | None:
        """The rule in force on a day."""
        known = self.rules.get(str(event), [])
        return next((rule for rule in known if _in_force(rule, on)), None)

    def due(self, event: TermEvent | str, starts_on: date) -> Due | None:
        """When a term ends that began on a day; None when no rule was in force on it.

        The rule of its first day counts to the end. Only a later rule that says so of terms that
        run takes them over: then the term ends by that one, and no sooner than it came into force.
        """
        rule = self.rule(event, starts_on)
        if rule is None:
            return None
        due = Due(rule, add_term(starts_on, rule, self.days))
        for later in self.rules.get(str(event), []):
            if later.applies_to_running and _takes_over(later, starts_on, due.on):
                last = add_term(starts_on, later, self.days)
                due = Due(later, max(last, later.valid_from or last))
        return due


def _in_force(rule: TermRule, on: date) -> bool:
    begun = rule.valid_from is None or rule.valid_from <= on
    return begun and (rule.valid_to is None or on <= rule.valid_to)


def _takes_over(later: TermRule, starts_on: date, due_on: date) -> bool:
    return later.valid_from is not None and starts_on < later.valid_from <= due_on


def eu_countries_on(on: date) -> QuerySet[Country]:
    """The member states of the European Union on that day."""
    members = EuMembership.objects.filter(country=OuterRef("pk")).valid_on(on)
    return Country.objects.filter(Exists(members))


def citizenship_group(country: Country | None, on: date) -> CitizenshipGroup:
    """In which group of the returns a citizenship falls on the day of registration.

    The United Kingdom is another EU country until 2020-01-31 and a non-EU country after it.
    """
    if country is None or country.kind == CountryKind.UNKNOWN:
        return CitizenshipGroup.UNKNOWN
    if country.kind == CountryKind.STATELESS:
        return CitizenshipGroup.STATELESS
    if country.code == HOME_COUNTRY:
        return CitizenshipGroup.OWN
    if country.eu_memberships.valid_on(on).exists():
        return CitizenshipGroup.OTHER_EU
    return CitizenshipGroup.NON_EU


def currency_on(on: date) -> Currency:
    """The legal tender of Lithuania on that day. Raises NotInForce."""
    currency = Currency.objects.filter(is_national=True).valid_on(on).first()
    if currency is None:
        raise NotInForce(
            _("No currency was legal tender on %(day)s. Add it to the currencies.")
            % {"day": on.isoformat()}
        )
    return currency


def population(year: int) -> dict[str, int]:
    """How many people of each sex lived in the country on 1 January; empty when nobody said it."""
    return dict(Population.objects.filter(year=year).values_list("sex", "number"))
