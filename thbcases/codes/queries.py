"""Reads of the law and the classifications as they stood on a day."""

import calendar
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from thbcases.codes.choices import (
    HOME_COUNTRY,
    Audience,
    CitizenshipGroup,
    CountryKind,
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
    TermRule,
)


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


def add_term(start: date, rule: TermRule) -> date:
    """The last day of a term; it still belongs to the term.

    The day the term starts on is not counted (BPK 100 str.): 30 days from 1 March end with
    31 March. A term in months ends with the day of the same number, or with the last day of a
    month that has no such day: six months from 31 August end with 28 or 29 February. A term
    that runs past the last day a calendar knows ends with that day.
    """
    try:
        if rule.unit == TermUnit.MONTH:
            return _add_months(start, rule.length)
        return start + timedelta(days=rule.length)
    except (OverflowError, ValueError):
        return date.max


def _add_months(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(start.day, last))


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
