"""What the database refuses in code lists: for each constraint a good and a bad row."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import override

from thbcases.access.acting import acting_system
from thbcases.codes.choices import TermEvent
from thbcases.codes.models import (
    AdministrativeOffence,
    AdministrativeOffenceVersion,
    Article,
    ArticleVersion,
    Country,
    County,
    Currency,
    DisclosureRule,
    EuMembership,
    ExploitationForm,
    ListCode,
    Municipality,
    Population,
    ServiceKind,
    Sign,
    SignList,
    TermRule,
    TermWarning,
)

MODELS = [
    model
    for model in apps.get_app_config("codes").get_models()
    if not model.__name__.endswith("Event")
]
NAMED = [model for model in MODELS if hasattr(model, "name_lt")]
DATED = [model for model in MODELS if hasattr(model, "valid_from")]
SOURCED = [model for model in MODELS if hasattr(model, "source")]
SHARED = ("validity", "source", "certainty", "named")

SAID = {"source": "test", "certainty": "memory"}
CALLED = {"name_lt": "Bandymas", "name_en": "Test", **SAID}


@pytest.fixture(autouse=True)
def _system(db: None) -> Iterator[None]:
    """Code lists are written by the system; nobody's name is needed here."""
    with acting_system("test"), override("en"):
        yield


def an_article(code: str = "t1", **fields: Any) -> Article:
    return Article(**{"code": code, "number": code, **CALLED, **fields})


def a_form(**fields: Any) -> ExploitationForm:
    chosen = {"code": "T1", "category": "other", "eurostat": "other", **fields}
    return ExploitationForm(**CALLED, **chosen)


def a_currency(**fields: Any) -> Currency:
    return Currency(**{"code": "TST", "per_euro": Decimal("2"), **CALLED, **fields})


def a_country(**fields: Any) -> Country:
    return Country(**{"code": "QZ", "alpha3": "QZZ", **CALLED, **fields})


def a_rule(**fields: Any) -> TermRule:
    chosen = {"event": "pti_check", "length": 5, "unit": "day", "valid_from": date(1991, 1, 1)}
    return TermRule(**SAID, **{**chosen, "valid_to": date(1991, 12, 31), **fields})


def a_threshold(**fields: Any) -> DisclosureRule:
    chosen = {"audience": "public", "threshold": 11, "valid_from": date(1991, 1, 1)}
    reasons = {"reason_lt": "Bandymas", "reason_en": "Test"}
    return DisclosureRule(**SAID, **reasons, **{**chosen, "valid_to": date(1991, 12, 31), **fields})


def a_population(**fields: Any) -> Population:
    return Population(**SAID, **{"year": 2023, "sex": "female", "number": 1_500_000, **fields})


def a_saved_population(**fields: Any) -> Population:
    Population.objects.create(**SAID, year=2023, sex="male", number=1)
    return a_population(**fields)


def a_version(**fields: Any) -> ArticleVersion:
    chosen = {"article": Article.objects.get(code="147"), "valid_from": date(1991, 1, 1)}
    return ArticleVersion(**SAID, **{**chosen, "valid_to": date(1991, 12, 31), **fields})


def an_offence(**fields: Any) -> AdministrativeOffence:
    chosen = {"code": "t1", "law": "ANK", "number": "1", "conduct": "use", **fields}
    return AdministrativeOffence(**CALLED, **chosen)


def a_fine(**fields: Any) -> AdministrativeOffenceVersion:
    chosen: dict[str, Any] = {
        "offence": AdministrativeOffence.objects.get(code="ATPK-182-1-use"),
        "currency": Currency.objects.get(code="LTL"),
        "fine_from": 300,
        "fine_to": 1000,
        "valid_from": date(2004, 1, 1),
        "valid_to": date(2004, 12, 31),
    }
    return AdministrativeOffenceVersion(**SAID, **{**chosen, **fields})


def a_membership(**fields: Any) -> EuMembership:
    chosen = {"country": Country.objects.get(code="GB"), "valid_from": date(2020, 2, 1)}
    return EuMembership(**SAID, **{**chosen, **fields})


def an_entry(**fields: Any) -> ListCode:
    return ListCode(**{"list": "court", "code": "test", **CALLED, **fields})


def a_kind(**fields: Any) -> ServiceKind:
    return ServiceKind(**{"code": "test", "unit": "hours", **CALLED, **fields})


def a_municipality(**fields: Any) -> Municipality:
    chosen = {"code": "LT-99", "county": County.objects.get(code="LT-VL"), **fields}
    return Municipality(**CALLED, **chosen)


def a_warning(**fields: Any) -> TermWarning:
    chosen = {"days": 9, "unit": "day", "moment": "before", "who": "acts", **fields}
    return TermWarning(rule=TermRule.objects.get(event="pti_check"), **chosen)


def a_sign_list(**fields: Any) -> SignList:
    return SignList(**{"code": "test", "valid_from": date(1991, 1, 1), **CALLED, **fields})


def a_sign(**fields: Any) -> Sign:
    chosen = {"list": SignList.objects.get(), "code": "test", "part": "held", "adult": "S"}
    return Sign(**CALLED, **{**chosen, **fields})


Make = Callable[[], models.Model]
# constraint: (a row it lets through, a row it refuses)
CASES: dict[str, tuple[Make, Make]] = {
    "codes_article_code": (an_article, lambda: an_article(code="147", number="t1")),
    "codes_article_once": (
        lambda: an_article(number="147", paragraph=9),
        lambda: an_article(number="147", paragraph=2),
    ),
    "codes_article_numbered": (an_article, lambda: an_article(number="")),
    "codes_article_child_trafficking": (
        lambda: an_article(concerns_children=True, is_trafficking=True),
        lambda: an_article(concerns_children=True),
    ),
    "codes_articleversion_begins": (a_version, lambda: a_version(valid_from=None)),
    "codes_articleversion_range": (
        lambda: a_version(min_months=24, max_months=24),
        lambda: a_version(min_months=25, max_months=24),
    ),
    "codes_articleversion_once": (
        lambda: a_version(valid_to=date(2003, 4, 30)),
        lambda: a_version(valid_to=date(2003, 5, 1)),
    ),
    "codes_administrativeoffence_code": (
        an_offence,
        lambda: an_offence(code="ANK-487-use"),
    ),
    "codes_offence_conduct_known": (an_offence, lambda: an_offence(conduct="looking")),
    "codes_offence_numbered": (an_offence, lambda: an_offence(number="")),
    "codes_offenceversion_begins": (a_fine, lambda: a_fine(valid_from=None)),
    "codes_offenceversion_range": (
        lambda: a_fine(fine_to=300),
        lambda: a_fine(fine_to=299),
    ),
    "codes_offenceversion_once": (
        lambda: a_fine(valid_to=date(2005, 6, 15)),
        lambda: a_fine(valid_to=date(2005, 6, 16)),
    ),
    "codes_country_code": (a_country, lambda: a_country(code="LT")),
    "codes_country_alpha2": (a_country, lambda: a_country(code="qz")),
    "codes_country_alpha3": (lambda: a_country(alpha3=""), lambda: a_country(alpha3="LTU")),
    "codes_country_kind": (
        lambda: a_country(kind="stateless"),
        lambda: a_country(kind="planet"),
    ),
    "codes_county_code": (
        lambda: County(code="LT-ZZ", **CALLED),
        lambda: County(code="LT-VL", **CALLED),
    ),
    "codes_currency_code": (a_currency, lambda: a_currency(code="EUR")),
    "codes_currency_rate": (a_currency, lambda: a_currency(per_euro=Decimal(0))),
    "codes_currency_one_national": (
        lambda: a_currency(is_national=True, valid_to=date(1993, 6, 24)),
        lambda: a_currency(is_national=True, valid_to=date(1993, 6, 25)),
    ),
    "codes_eumembership_begins": (a_membership, lambda: a_membership(valid_from=None)),
    "codes_eumembership_once": (
        a_membership,
        lambda: a_membership(valid_from=date(2020, 1, 31)),
    ),
    "codes_exploitationform_code": (a_form, lambda: a_form(code="LAB")),
    "codes_exploitationform_category": (a_form, lambda: a_form(category="nothing")),
    "codes_exploitationform_eurostat": (a_form, lambda: a_form(eurostat="nothing")),
    "codes_exploitationform_htcds_sex": (
        lambda: a_form(htcds_type="SexualExploitation", htcds_sex_type="Prostitution"),
        lambda: a_form(htcds_type="ForcedLabour", htcds_sex_type="Prostitution"),
    ),
    "codes_listcode_code": (
        lambda: an_entry(list="employment", code="supreme"),
        lambda: an_entry(code="supreme"),
    ),
    "codes_listcode_list": (an_entry, lambda: an_entry(list="nothing")),
    "codes_municipality_code": (a_municipality, lambda: a_municipality(code="LT-57")),
    "codes_servicekind_code": (a_kind, lambda: a_kind(code="medical")),
    "codes_servicekind_unit": (a_kind, lambda: a_kind(unit="smiles")),
    "codes_disclosurerule_audience": (a_threshold, lambda: a_threshold(audience="aliens")),
    "codes_disclosurerule_begins": (a_threshold, lambda: a_threshold(valid_from=None)),
    "codes_disclosurerule_threshold": (
        lambda: a_threshold(threshold=1),
        lambda: a_threshold(threshold=0),
    ),
    "codes_population_sex": (a_population, lambda: a_population(sex="unknown")),
    "codes_population_year": (
        lambda: a_population(year=1990),
        lambda: a_population(year=1989),
    ),
    "codes_population_number": (
        lambda: a_population(number=1),
        lambda: a_population(number=0),
    ),
    "codes_population_once": (
        a_saved_population,
        lambda: a_saved_population(sex="male"),
    ),
    "codes_disclosurerule_once": (a_threshold, lambda: a_threshold(valid_to=None)),
    "codes_termrule_event": (
        lambda: a_rule(event="pti_check"),
        lambda: a_rule(event="nothing"),
    ),
    "codes_termrule_unit": (lambda: a_rule(unit="month"), lambda: a_rule(unit="year")),
    "codes_termrule_begins": (a_rule, lambda: a_rule(valid_from=None)),
    "codes_termrule_length": (lambda: a_rule(length=1), lambda: a_rule(length=0)),
    "codes_termrule_once": (
        lambda: a_rule(valid_to=date(2003, 4, 30)),
        lambda: a_rule(valid_to=None),
    ),
    "codes_termwarning_unit": (
        lambda: a_warning(unit="working_day"),
        lambda: a_warning(unit="month"),
    ),
    "codes_termwarning_moment": (
        lambda: a_warning(moment="after"),
        lambda: a_warning(moment="never"),
    ),
    "codes_termwarning_who": (
        lambda: a_warning(who="coordinator"),
        lambda: a_warning(who="press"),
    ),
    "codes_termwarning_days": (lambda: a_warning(days=400), lambda: a_warning(days=401)),
    "codes_termwarning_after": (
        lambda: a_warning(days=0),
        lambda: a_warning(days=0, moment="after"),
    ),
    "codes_termwarning_once": (a_warning, lambda: a_warning(days=3)),
    "codes_signlist_code": (a_sign_list, lambda: a_sign_list(code="ILO-EC-2009")),
    "codes_signlist_begins": (a_sign_list, lambda: a_sign_list(valid_from=None)),
    "codes_sign_code": (a_sign, lambda: a_sign(code="d5_debt")),
    "codes_sign_part": (a_sign, lambda: a_sign(part="elsewhere", adult="")),
    "codes_sign_adult": (a_sign, lambda: a_sign(adult="X")),
    "codes_sign_child": (lambda: a_sign(child=""), lambda: a_sign(child="X")),
    "codes_sign_weighed": (
        lambda: a_sign(part="act", adult=""),
        lambda: a_sign(part="act", adult="S"),
    ),
}


def refused_by_database(row: models.Model, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()


def refused_in_words(row: models.Model, message: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()
    assert message in refusal.value.messages


def message_of(model: type[models.Model], name: str) -> str:
    found = [item for item in model._meta.constraints if item.name == name]
    assert len(found) == 1, name
    return str(found[0].violation_error_message)


def test_every_constraint_has_its_case() -> None:
    shared = {
        f"codes_{model._meta.model_name}_{what}"
        for model in MODELS
        for what in SHARED
        if model in {"named": NAMED, "validity": DATED}.get(what, SOURCED)
    }
    named = {item.name for model in MODELS for item in model._meta.constraints}

    assert named == shared | set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_constraint_lets_good_row_through(name: str) -> None:
    row = CASES[name][0]()

    row.full_clean()
    row.save()

    assert type(row)._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize("name", CASES)
def test_constraint_refuses_bad_row(name: str) -> None:
    row = CASES[name][1]()

    refused_in_words(row, message_of(type(row), name))
    refused_by_database(row, name)


@pytest.mark.parametrize("model", DATED, ids=lambda model: model.__name__)
def test_validity_of_one_day_is_good_and_turned_round_is_bad(model: Any) -> None:
    row = model.objects.order_by("-pk").first()
    row.valid_from = row.valid_to = date(2030, 6, 1)
    row.save()
    row.valid_to = date(2030, 5, 31)

    refused_in_words(row, "The validity ends before it begins.")
    refused_by_database(row, f"codes_{model._meta.model_name}_validity")


@pytest.mark.parametrize("model", SOURCED, ids=lambda model: model.__name__)
@pytest.mark.parametrize(("field", "bad"), [("source", ""), ("certainty", "rumour")])
def test_value_says_where_it_comes_from(model: Any, field: str, bad: str) -> None:
    # nobody invents how many people live in the country: that list is shipped empty
    row = model.objects.order_by("pk").first() or a_population()
    row.save()
    setattr(row, field, bad)

    name = f"codes_{model._meta.model_name}_{field}"
    refused_in_words(row, message_of(model, name))
    refused_by_database(row, name)


@pytest.mark.parametrize("model", NAMED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("field", ["name_lt", "name_en"])
def test_code_has_both_names(model: Any, field: str) -> None:
    row = model.objects.order_by("pk").first()
    row.save()
    setattr(row, field, "")

    name = f"codes_{model._meta.model_name}_named"
    refused_in_words(row, "A code needs a name in both languages.")
    refused_by_database(row, name)


def test_two_terms_never_share_a_place_in_the_exclusion() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(distinct hashtext(term)) from unnest(%s::text[]) term",
            [TermEvent.values],
        )
        assert cursor.fetchone() == (len(TermEvent.values),)
