"""The shipped code lists and organisations: complete, without doubles, and with a source."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from thbcases.accounts.choices import OrganisationKind, Regime
from thbcases.codes.choices import ListName, Purpose, TermEvent
from thbcases.codes.models import (
    Article,
    ArticleVersion,
    Country,
    County,
    ExploitationForm,
    ListCode,
    Municipality,
    ServiceKind,
    TermRule,
)

pytestmark = pytest.mark.django_db

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
NAMED = [
    model
    for model in apps.get_app_config("codes").get_models()
    if hasattr(model, "name_lt") and not model.__name__.endswith("Event")
]
# The countries the facts, neighbours and the best known flows name, checked by eye.
LITHUANIAN_NAMES = {
    "AT": "Austrija", "BE": "Belgija", "BG": "Bulgarija", "BR": "Brazilija",
    "BY": "Baltarusija", "CH": "Šveicarija", "CN": "Kinija", "CY": "Kipras", "CZ": "Čekija",
    "DE": "Vokietija", "DK": "Danija", "EE": "Estija", "ES": "Ispanija", "FI": "Suomija",
    "FR": "Prancūzija", "GB": "Jungtinė Karalystė", "GE": "Sakartvelas (Gruzija)",
    "GR": "Graikija", "HR": "Kroatija", "HU": "Vengrija", "IE": "Airija", "IN": "Indija",
    "IS": "Islandija", "IT": "Italija", "KZ": "Kazachstanas", "LT": "Lietuva",
    "LU": "Liuksemburgas", "LV": "Latvija", "MA": "Marokas", "MD": "Moldova", "MT": "Malta",
    "NG": "Nigerija", "NL": "Nyderlandai", "NO": "Norvegija", "NP": "Nepalas",
    "PH": "Filipinai", "PK": "Pakistanas", "PL": "Lenkija", "PT": "Portugalija",
    "RO": "Rumunija", "RU": "Rusija", "SE": "Švedija", "SI": "Slovėnija", "SK": "Slovakija",
    "SY": "Sirija", "TH": "Tailandas", "TR": "Turkija", "UA": "Ukraina",
    "US": "Jungtinės Amerikos Valstijos", "VN": "Vietnamas", "XK": "Kosovas",
    "XS": "Be pilietybės", "XX": "Nežinoma",
}  # fmt: skip


def organisations() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FIXTURES / "organisations.json").read_text())
    return found


def files() -> list[Path]:
    return sorted((FIXTURES / "codes").glob("*.json"))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_file_holds_a_row_a_line_and_all_of_them_are_loaded(path: Path) -> None:
    document = json.loads(path.read_text())
    model = apps.get_model("codes", document["model"])
    only = {"list": document["shared"]["list"]} if "list" in document["shared"] else {}

    assert path.read_text().count("\n    {") == len(document["rows"])
    assert model._default_manager.filter(**only).count() == len(document["rows"])


@pytest.mark.parametrize("model", NAMED, ids=lambda model: model.__name__)
def test_code_has_two_names_and_a_source(model: Any) -> None:
    for row in model.objects.all():
        assert row.name_lt.strip() == row.name_lt != ""
        assert row.name_en.strip() == row.name_en != ""
        assert row.source


@pytest.mark.parametrize("model", NAMED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("field", ["name_lt", "name_en"])
def test_no_two_entries_of_a_list_have_the_same_name(model: Any, field: str) -> None:
    rows = model.objects.all()
    if model is Article:
        rows = rows.filter(paragraph=None)
    within = "list" if model is ListCode else "source"
    seen = Counter((getattr(row, within), getattr(row, field)) for row in rows)

    assert [name for name, times in seen.items() if times > 1] == []


def test_every_simple_list_has_entries() -> None:
    assert set(ListCode.objects.values_list("list", flat=True)) == set(ListName.values)


def test_countries_are_those_of_iso_and_the_three_more() -> None:
    assert Country.objects.count() == 249 + 3
    assert set(Country.objects.exclude(kind="country").values_list("code", "kind")) == {
        ("XS", "stateless"),
        ("XX", "unknown"),
    }
    assert set(Country.objects.filter(alpha3="").values_list("code", flat=True)) == {"XS", "XX"}


def test_lithuanian_names_of_the_likeliest_countries() -> None:
    named = dict(Country.objects.filter(code__in=LITHUANIAN_NAMES).values_list("code", "name_lt"))

    assert named == LITHUANIAN_NAMES


def test_sixty_municipalities_in_ten_counties() -> None:
    per_county = Counter(Municipality.objects.values_list("county__code", flat=True))

    assert County.objects.count() == 10
    assert per_county == {
        "LT-AL": 5, "LT-KL": 7, "LT-KU": 8, "LT-MR": 5, "LT-PN": 6,
        "LT-SA": 7, "LT-TA": 4, "LT-TE": 4, "LT-UT": 6, "LT-VL": 8,
    }  # fmt: skip
    assert sum(per_county.values()) == 60


def test_municipalities_are_cities_districts_or_plain() -> None:
    kinds = Counter(
        name.split()[-2] if name.split()[-2] in {"City", "District"} else "plain"
        for name in Municipality.objects.values_list("name_en", flat=True)
    )

    assert kinds == {"City": 7, "District": 43, "plain": 10}


def test_articles_of_trafficking_and_of_children() -> None:
    whole = Article.objects.filter(paragraph=None)

    assert set(whole.filter(is_trafficking=True).values_list("code", flat=True)) == {
        "147", "147-1", "147-2", "157",
    }  # fmt: skip
    assert set(Article.objects.filter(concerns_children=True).values_list("number", flat=True)) == {
        "157"
    }


def test_every_article_has_a_version_from_its_first_day() -> None:
    for article in Article.objects.all():
        first = article.versions.order_by("valid_from").first()
        assert first is not None
        assert first.valid_from == article.valid_from, article.code


def test_versions_of_an_article_follow_each_other_without_a_gap() -> None:
    for article in Article.objects.all():
        versions = list(article.versions.order_by("valid_from"))
        for earlier, later in pairwise(versions):
            assert (later.valid_from - earlier.valid_to).days == 1, article.code
        assert versions[-1].valid_to is None


@pytest.mark.parametrize(
    ("code", "least", "most", "certainty"),
    [
        ("147", 24, 144, "verified"),
        ("147-1", None, 96, "verified"),
        ("157", 36, 180, "verified"),
        ("147.1", 24, 120, "memory"),
        ("147.2", 48, 144, "memory"),
        ("147-1.1", None, 36, "memory"),
        ("147-1.2", None, 96, "memory"),
        ("147-2", None, 24, "memory"),
        ("157.1", 36, 144, "memory"),
        ("157.2", 60, 180, "memory"),
        ("292", None, None, "memory"),
        ("307", None, None, "memory"),
        ("308", None, None, "memory"),
    ],
)
def test_penalty_in_force_today_and_how_sure_it_is(
    code: str, least: int | None, most: int | None, certainty: str
) -> None:
    version = ArticleVersion.objects.get(article__code=code, valid_to=None)

    assert (version.min_months, version.max_months) == (least, most)
    assert version.certainty == certainty


def test_penalty_that_is_not_recorded_says_so() -> None:
    for version in ArticleVersion.objects.filter(min_months=None, max_months=None):
        assert "not recorded" in version.note
        assert version.certainty == "memory"


def test_every_term_has_a_rule_today() -> None:
    lengths = {
        (rule.event, rule.length, rule.unit) for rule in TermRule.objects.filter(valid_to=None)
    }

    assert lengths == {
        (TermEvent.REFLECTION_PERIOD, 30, "day"),
        (TermEvent.RESIDENCE_PERMIT, 6, "month"),
        (TermEvent.PTI_CHECK, 10, "day"),
        (TermEvent.PTI_TERM_MISDEMEANOUR, 3, "month"),
        (TermEvent.PTI_TERM_MINOR, 6, "month"),
        (TermEvent.PTI_TERM_GRAVE, 9, "month"),
        (TermEvent.SUSPENSION_APPEAL, 7, "day"),
        (TermEvent.REQUEST_ANSWER, 7, "day"),
        (TermEvent.REQUEST_ANSWER_URGENT, 3, "day"),
        (TermEvent.FORM_UNKNOWN, 30, "day"),
        (TermEvent.PROJECT_REPORT, 30, "day"),
        (TermEvent.REPORT_DECISION, 30, "day"),
        (TermEvent.ORGANISATION_SILENT, 1, "month"),
        (TermEvent.STATUS_DECISION, 30, "day"),
        (TermEvent.REFERRAL_ANSWER, 2, "working_day"),
        (TermEvent.REFERRAL_ANSWER_URGENT, 1, "day"),
        (TermEvent.CHILD_NOTICE, 1, "working_day"),
        (TermEvent.CHILD_REPRESENTATIVE, 5, "working_day"),
        (TermEvent.COMPENSATION_DECISION, 1, "month"),
        (TermEvent.FOLLOW_UP_FIRST, 3, "month"),
        (TermEvent.FOLLOW_UP_SECOND, 6, "month"),
        (TermEvent.FOLLOW_UP_THIRD, 12, "month"),
        (TermEvent.TIP_ANSWER, 5, "working_day"),
    }
    assert {event for event, _length, _unit in lengths} == set(TermEvent.values)


def test_forms_of_exploitation_map_to_every_purpose_of_the_article() -> None:
    forms = ExploitationForm.objects.all()

    assert forms.count() == 18
    assert {form.purpose for form in forms} == {"", *Purpose.values}
    assert [form.code for form in forms.filter(raises_task=True)] == ["UNK"]
    assert [form.code for form in forms.filter(text_required=True)] == ["OTHER"]
    for form in forms:
        assert (form.category == "sexual") == (form.eurostat == "sexual"), form.code
        assert (form.category == "sexual") == (form.htcds_type == "SexualExploitation"), form.code
        assert (form.purpose == "") == (form.category == "unspecified"), form.code


def test_services_of_children_are_marked() -> None:
    assert ServiceKind.objects.count() == 23
    assert [kind.code for kind in ServiceKind.objects.filter(is_child_specific=True)] == [
        "child_specific"
    ]


@pytest.mark.parametrize(
    ("name", "entries"),
    [
        (ListName.RECRUITMENT_METHOD, 10),
        (ListName.CONTROL_MEANS, 17),
        (ListName.PERPETRATOR_ROLE, 15),
        (ListName.MARITAL_STATUS, 6),
        (ListName.CONSENT_PURPOSE, 7),
    ],
)
def test_lists_of_htcds_are_whole(name: ListName, entries: int) -> None:
    rows = ListCode.objects.filter(list=name, source__contains="HTCDS 2.0")

    assert rows.count() == entries


def test_organisations_have_known_kinds_and_law() -> None:
    for row in organisations():
        assert set(row) == {"code", "kind", "name_lt", "name_en", "municipality", "regime"}
        assert row["kind"] in OrganisationKind.values
        assert row["regime"] in Regime.values
        assert row["name_lt"]
        assert row["name_en"]
        assert len(row["name_lt"]) <= 200
        assert len(row["code"]) <= 40


def test_organisations_are_there_once() -> None:
    for field in ("code", "name_lt", "name_en"):
        seen = Counter(row[field] for row in organisations())
        assert [value for value, times in seen.items() if times > 1] == []


def test_organisations_of_each_kind_are_as_many_as_in_the_country() -> None:
    kinds = Counter(row["kind"] for row in organisations())

    assert kinds["municipality"] == 60
    assert kinds["ngo"] >= 6
    for one in (
        "specialised_unit", "border_guard", "migration", "ministry_interior", "ministry_social",
        "supervisory_authority", "it_department", "prosecution",
    ):  # fmt: skip
        assert kinds[one] == 1, one
    headquarters = [row for row in organisations() if "komisariatas" in row["name_lt"]]
    assert {row["kind"] for row in headquarters} == {"police_unit"}
    assert len(headquarters) == 10


def test_law_enforcement_keeps_data_under_its_own_law() -> None:
    led = {"police_unit", "specialised_unit", "border_guard", "prosecution"}

    for row in organisations():
        assert (row["regime"] == Regime.LED) == (row["kind"] in led), row["code"]


def test_every_municipality_has_its_administration() -> None:
    administrations = [
        row["municipality"] for row in organisations() if row["kind"] == "municipality"
    ]
    known = set(Municipality.objects.values_list("code", flat=True))

    assert sorted(administrations) == sorted(known)
    assert {row["municipality"] for row in organisations()} <= known
