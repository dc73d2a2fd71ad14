"""The law as it stood on a day, and the arithmetic of its terms."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils.translation import override

from thbcases.access.acting import acting_system
from thbcases.codes.choices import CitizenshipGroup, TermEvent
from thbcases.codes.models import (
    Article,
    ArticleVersion,
    Country,
    Currency,
    TermRule,
)
from thbcases.codes.queries import (
    NotInForce,
    add_term,
    article_version_on,
    citizenship_group,
    currency_on,
    eu_countries_on,
    term_rule,
)

DAY = date(2015, 6, 1)


@pytest.fixture(autouse=True)
def _english(db: None) -> Iterator[None]:
    with override("en"):
        yield


def country(code: str) -> Country:
    return Country.objects.get(code=code)


# --- membership of the European Union


@pytest.mark.parametrize(
    ("code", "on", "member"),
    [
        ("GB", date(1972, 12, 31), False),
        ("GB", date(1973, 1, 1), True),
        ("GB", date(2020, 1, 31), True),
        ("GB", date(2020, 2, 1), False),
        ("HR", date(2013, 6, 30), False),
        ("HR", date(2013, 7, 1), True),
        ("LT", date(2004, 4, 30), False),
        ("LT", date(2004, 5, 1), True),
        ("RO", date(2006, 12, 31), False),
        ("RO", date(2007, 1, 1), True),
        ("NO", date(2024, 1, 1), False),
    ],
)
def test_eu_membership_begins_and_ends_on_its_day(code: str, on: date, member: bool) -> None:
    assert eu_countries_on(on).filter(code=code).exists() is member


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(1957, 12, 31), 0),
        (date(1958, 1, 1), 6),
        (date(1995, 1, 1), 15),
        (date(2004, 5, 1), 25),
        (date(2013, 7, 1), 28),
        (date(2020, 2, 1), 27),
    ],
)
def test_union_has_as_many_members_as_history_says(on: date, number: int) -> None:
    assert eu_countries_on(on).count() == number


@pytest.mark.parametrize(
    ("code", "on", "group"),
    [
        ("LT", DAY, CitizenshipGroup.OWN),
        ("LT", date(1999, 1, 1), CitizenshipGroup.OWN),
        ("PL", DAY, CitizenshipGroup.OTHER_EU),
        ("PL", date(2004, 4, 30), CitizenshipGroup.NON_EU),
        ("GB", date(2020, 1, 31), CitizenshipGroup.OTHER_EU),
        ("GB", date(2020, 2, 1), CitizenshipGroup.NON_EU),
        ("VN", DAY, CitizenshipGroup.NON_EU),
        ("XS", DAY, CitizenshipGroup.STATELESS),
        ("XX", DAY, CitizenshipGroup.UNKNOWN),
    ],
)
def test_citizenship_group_is_that_of_the_day(code: str, on: date, group: CitizenshipGroup) -> None:
    assert citizenship_group(country(code), on) == group


def test_citizenship_nobody_recorded_is_unknown() -> None:
    assert citizenship_group(None, DAY) == CitizenshipGroup.UNKNOWN


# --- articles


def test_article_version_is_the_one_of_the_day_of_the_offence() -> None:
    article = Article.objects.get(code="147")

    before = article_version_on(article, date(2012, 6, 29))
    after = article_version_on(article, date(2012, 6, 30))

    assert before is not None
    assert after is not None
    assert before != after
    assert (before.valid_to, after.valid_from) == (date(2012, 6, 29), date(2012, 6, 30))
    assert (after.min_months, after.max_months) == (24, 144)


@pytest.mark.parametrize(
    ("code", "on"),
    [
        ("147-2", date(2012, 6, 29)),
        ("147-1", date(2005, 6, 22)),
        ("147", date(2003, 4, 30)),
    ],
)
def test_article_has_no_version_before_it_was_law(code: str, on: date) -> None:
    assert article_version_on(Article.objects.get(code=code), on) is None


@pytest.mark.parametrize(
    ("least", "most", "fine", "words"),
    [
        (24, 144, False, "imprisonment from 2 y. to 12 y."),
        (None, 96, True, "fine or imprisonment up to 8 y."),
        (30, None, False, "imprisonment from 2 y. 6 mo."),
        (3, 9, False, "imprisonment from 3 mo. to 9 mo."),
        (None, None, True, "penalty not recorded"),
    ],
)
def test_penalty_is_told_in_words(
    least: int | None, most: int | None, fine: bool, words: str
) -> None:
    version = ArticleVersion(min_months=least, max_months=most, fine_possible=fine)

    assert version.penalty == words


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("157", "BK Art. 157 Purchase or sale of a child"),
        ("147-1.1", "BK Art. 147-1(1) Exploitation for forced labour or services"),
    ],
)
def test_article_is_cited_with_its_paragraph(code: str, text: str) -> None:
    assert str(Article.objects.get(code=code)) == text


# --- terms


def test_reflection_period_is_thirty_days_by_a_row() -> None:
    rule = term_rule(TermEvent.REFLECTION_PERIOD, date(2012, 4, 18))

    assert (rule.length, rule.unit) == (30, "day")
    assert rule.certainty == "secondary"
    assert str(rule) == "reflection period: 30 days"
    assert rule.provenance.endswith("(read in a secondary source)")


def test_term_without_a_rule_is_refused_by_name() -> None:
    with pytest.raises(NotInForce) as refusal:
        term_rule("reflection_period", date(2012, 4, 17))

    assert "reflection period" in str(refusal.value)
    assert "2012-04-17" in str(refusal.value)


def test_unknown_term_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="nothing"):
        term_rule("nothing", DAY)


def test_changed_rule_counts_from_its_own_day() -> None:
    with acting_system("test"):
        old = term_rule("reflection_period", DAY)
        old.valid_to = date(2029, 12, 31)
        old.save()
        TermRule.objects.create(
            event="reflection_period",
            length=90,
            unit="day",
            valid_from=date(2030, 1, 1),
            source="a new decision",
        )

    assert term_rule("reflection_period", date(2029, 12, 31)).length == 30
    assert term_rule("reflection_period", date(2030, 1, 1)).length == 90


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        (date(2026, 3, 1), 30, "day", date(2026, 3, 31)),
        (date(2026, 1, 30), 30, "day", date(2026, 3, 1)),
        (date(2028, 1, 30), 30, "day", date(2028, 2, 29)),
        (date(2026, 12, 31), 1, "day", date(2027, 1, 1)),
        (date(2026, 3, 9), 6, "month", date(2026, 9, 9)),
        (date(2026, 8, 31), 6, "month", date(2027, 2, 28)),
        (date(2027, 8, 31), 6, "month", date(2028, 2, 29)),
        (date(2028, 2, 29), 12, "month", date(2029, 2, 28)),
        (date(2026, 10, 31), 1, "month", date(2026, 11, 30)),
        (date(2026, 6, 30), 6, "month", date(2026, 12, 30)),
        (date(2026, 12, 31), 9, "month", date(2027, 9, 30)),
        (date(9999, 12, 1), 6, "month", date.max),
        (date(9999, 12, 31), 1, "day", date.max),
    ],
)
def test_term_ends_with_its_last_day(start: date, length: int, unit: str, end: date) -> None:
    assert add_term(start, TermRule(length=length, unit=unit)) == end


# --- money


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(1993, 6, 25), "LTL"),
        (date(2014, 12, 31), "LTL"),
        (date(2015, 1, 1), "EUR"),
        (date(2026, 1, 1), "EUR"),
    ],
)
def test_currency_is_the_legal_tender_of_the_day(on: date, code: str) -> None:
    assert currency_on(on).code == code


def test_no_legal_tender_is_refused_by_name() -> None:
    with pytest.raises(NotInForce, match="1990-01-01"):
        currency_on(date(1990, 1, 1))


def test_foreign_currency_is_never_legal_tender() -> None:
    with acting_system("test"):
        Currency.objects.create(
            code="GBP", name_lt="Svaras", name_en="Pound", per_euro="0.9", source="test"
        )

    assert currency_on(DAY).code == "EUR"


# --- validity, names and order


def test_valid_on_leaves_out_what_ended_or_has_not_begun() -> None:
    on_last_day = set(Currency.objects.valid_on(date(2014, 12, 31)).values_list("code", flat=True))
    on_first_day = set(Currency.objects.valid_on(date(2015, 1, 1)).values_list("code", flat=True))
    ever = set(Country.objects.valid_on(date(1900, 1, 1)).values_list("code", flat=True))

    assert (on_last_day, on_first_day) == ({"LTL"}, {"EUR"})
    assert len(ever) == Country.objects.count()


def test_name_is_in_the_readers_language() -> None:
    germany = country("DE")

    with override("lt"):
        assert (germany.name, str(germany)) == ("Vokietija", "Vokietija")
    with override("en-gb"):
        assert (germany.name, str(germany)) == ("Germany", "Germany")
    with override(None):
        assert germany.name == "Vokietija"


def names(*codes: str) -> list[str]:
    return [c.name for c in Country.objects.filter(code__in=codes)]


def test_lists_follow_the_alphabet_of_the_reader() -> None:
    codes = ("TD", "CF", "CL", "DK", "YE", "JP", "IT", "LT", "XX")

    with override("lt"):
        assert names(*codes) == [
            "Lietuva",
            "Centrinės Afrikos Respublika",
            "Čadas",
            "Čilė",
            "Danija",
            "Italija",
            "Japonija",
            "Jemenas",
            "Nežinoma",
        ]
    with override("en"):
        assert names(*codes) == [
            "Lithuania",
            "Central African Republic",
            "Chad",
            "Chile",
            "Denmark",
            "Italy",
            "Japan",
            "Yemen",
            "Unknown",
        ]


def test_rows_of_other_tables_can_be_ordered_by_a_code() -> None:
    with override("en"):
        ordered = [v.article.code for v in ArticleVersion.objects.select_related("article")]

    assert ordered[0] == "147"
    assert ordered[-1] == "308"
