"""Administrators keep the code lists; everybody else reads them or does not come in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from thbcases.access.acting import acting_system
from thbcases.codes.models import Article, Country, Currency, Population, TermRule

SignIn = Callable[[str], Client]
# Memberships, versions and warnings are kept on the page of their country, article and rule.
INLINE = {"EuMembership", "ArticleVersion", "AdministrativeOffenceVersion", "TermWarning"}
MODELS = [
    model
    for model in apps.get_app_config("codes").get_models()
    if not model.__name__.endswith("Event")
]
LISTED = [model for model in MODELS if model.__name__ not in INLINE]

MONEY = {
    "code": "NOK",
    "name_lt": "Norvegijos krona",
    "name_en": "Norwegian krone",
    "per_euro": "11.5",
    "source": "a bank",
    "certainty": "secondary",
    "position": "100",
}


def test_every_list_is_in_the_admin() -> None:
    assert {model for model in MODELS if admin.site.is_registered(model)} == set(LISTED)


def a_row(model: Any) -> Any:
    """The first row of a list; of one that is shipped empty, a new one."""
    if model is Population:
        with acting_system("test"):
            return Population.objects.create(
                year=2023, sex="female", number=1, source="invented for the test"
            )
    return model.objects.first()


@pytest.mark.parametrize("language", ["lt", "en"])
@pytest.mark.parametrize("model", LISTED, ids=lambda model: model.__name__)
def test_list_shows_validity_source_and_certainty(
    signed_in: SignIn, model: type, language: str
) -> None:
    client = signed_in("administrator")
    row = a_row(model)

    page = client.get(
        reverse(f"admin:codes_{model.__name__.lower()}_changelist"),
        headers={"accept-language": language},
    )

    assert page.status_code == 200
    text = page.content.decode()
    assert row.source[:30] in text
    dated = ("valid_from", "valid_to") if hasattr(model, "valid_from") else ()
    for column in (*dated, "certainty", "source"):
        assert f"column-{column}" in text


@pytest.mark.parametrize("model", LISTED, ids=lambda model: model.__name__)
def test_row_can_be_opened(signed_in: SignIn, model: type) -> None:
    row = a_row(model)

    page = signed_in("administrator").get(
        reverse(f"admin:codes_{model.__name__.lower()}_change", args=[row.pk])
    )

    assert page.status_code == 200
    assert 'name="source"' in page.content.decode()


def test_search_finds_a_country_by_its_name(signed_in: SignIn) -> None:
    page = signed_in("administrator").get(
        reverse("admin:codes_country_changelist"), {"q": "Vokietija"}
    )

    assert [row.code for row in page.context["cl"].result_list] == ["DE"]


def test_administrator_adds_a_row_and_history_knows_who(signed_in: SignIn, cast: Cast) -> None:
    page = signed_in("administrator").post(reverse("admin:codes_currency_add"), MONEY)

    assert page.status_code == 302
    event = apps.get_model("codes", "CurrencyEvent").objects.get(code="NOK")
    assert (event.pgh_actor_id, event.pgh_role) == (
        cast.user("administrator").pk,
        "administrator",
    )


def test_bad_row_comes_back_with_its_message(signed_in: SignIn) -> None:
    bad = {**MONEY, "valid_from": "2020-02-02", "valid_to": "2020-01-01", "is_national": "on"}

    page = signed_in("administrator").post(
        reverse("admin:codes_currency_add"), bad, headers={"accept-language": "en"}
    )

    assert page.status_code == 200
    assert "The validity ends before it begins." in page.content.decode()
    assert not Currency.objects.filter(code="NOK").exists()


def test_version_of_an_article_is_kept_on_its_page(signed_in: SignIn) -> None:
    article = Article.objects.get(code="147")

    page = signed_in("administrator").get(reverse("admin:codes_article_change", args=[article.pk]))

    formset = page.context["inline_admin_formsets"][0].formset
    assert [form.instance.article for form in formset.initial_forms] == [article] * 3


@pytest.mark.parametrize("name", ["officer", "ngo", "funder", "auditor"])
def test_reader_cannot_change_a_list(signed_in: SignIn, cast: Cast, name: str) -> None:
    client = signed_in(name)
    country = Country.objects.get(code="DE")
    address = reverse("admin:codes_country_change", args=[country.pk])

    answer = client.post(address, {"code": "DE", "name_lt": "Kita", "name_en": "Other"})

    country.refresh_from_db()
    assert answer.status_code in {302, 403}
    assert country.name_lt == "Vokietija"
    assert client.post(reverse("admin:codes_currency_add"), MONEY).status_code in {302, 403}
    assert not Currency.objects.filter(code="NOK").exists()


def test_nothing_is_deleted(signed_in: SignIn) -> None:
    rule = TermRule.objects.get(event="pti_check")

    answer = signed_in("administrator").post(
        reverse("admin:codes_termrule_delete", args=[rule.pk]), {"post": "yes"}
    )

    assert answer.status_code == 403
    assert TermRule.objects.filter(pk=rule.pk).exists()


def test_a_new_rule_without_warnings_warns_as_before(signed_in: SignIn) -> None:
    with acting_system("test"):
        TermRule.objects.filter(event="pti_check").update(valid_to="2029-12-31")
    rule = {
        "event": "pti_check", "length": "5", "unit": "day", "valid_from": "2030-01-01",
        "source": "a law", "certainty": "verified", "warnings-TOTAL_FORMS": "0",
        "warnings-INITIAL_FORMS": "0",
    }  # fmt: skip

    answer = signed_in("administrator").post(reverse("admin:codes_termrule_add"), rule)

    assert answer.status_code == 302
    old, new = TermRule.objects.filter(event="pti_check").order_by("valid_from")
    assert old.warnings.count() == 4
    assert [str(one) for one in new.warnings.all()] == [str(one) for one in old.warnings.all()]
