"""Loading the code lists: again and again, and never over what somebody edited."""

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils.translation import override

from thbcases.access.acting import acting_system
from thbcases.codes.models import (
    Article,
    ArticleVersion,
    Country,
    Currency,
    ListCode,
    ServiceKind,
    TermRule,
)

MODELS = [
    model
    for model in apps.get_app_config("codes").get_models()
    if not model.__name__.endswith("Event")
]


@pytest.fixture(autouse=True)
def _english(db: None) -> Iterator[None]:
    with override("en"):
        yield


def load(**options: Any) -> str:
    """What the command says."""
    out = StringIO()
    call_command("load_codes", stdout=out, **options)
    return out.getvalue()


def everything() -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: list(model._default_manager.values()) for model in MODELS}


def write(folder: Path, *rows: dict[str, Any], model: str = "ServiceKind", **shared: Any) -> Path:
    said = {"source": "test", "certainty": "memory", **shared}
    document = {"model": model, "shared": said, "rows": rows}
    (folder / "one.json").write_text(json.dumps(document))
    return folder


HUG = {"code": "hug", "name_lt": "Apkabinimas", "name_en": "A hug", "unit": "items"}


def test_second_load_changes_nothing() -> None:
    before = everything()

    said = load()

    assert everything() == before
    assert "10_countries.json (countries): in the file 252, added 0, updated 0" in said
    assert "left as edited here:" not in said


def test_second_update_changes_nothing() -> None:
    before = everything()

    load(update=True)

    assert everything() == before


def test_second_load_leaves_no_history() -> None:
    events = apps.get_model("codes", "CountryEvent").objects
    before = events.count()

    load()

    assert events.count() == before


def test_edited_row_is_kept_and_named() -> None:
    with acting_system("test"):
        Country.objects.filter(code="GE").update(name_lt="Sakartvelas")

    said = load()

    assert Country.objects.get(code="GE").name_lt == "Sakartvelas"
    assert "left as edited here 1" in said
    assert "left as edited here: Georgia" in said


def test_edited_row_is_overwritten_when_asked_for() -> None:
    with acting_system("test"):
        Country.objects.filter(code="GE").update(name_lt="Sakartvelas", name_en="Sakartvelo")

    said = load(update=True)

    assert Country.objects.get(code="GE").name_en == "Georgia"
    assert "(countries): in the file 252, added 0, updated 1, left as edited here 0" in said


def test_missing_row_is_added_again() -> None:
    with acting_system("test"):
        ListCode.objects.filter(list="court", code="supreme").delete()

    load()

    assert (
        ListCode.objects.get(list="court", code="supreme").name_en == "Supreme Court of Lithuania"
    )


def test_row_that_only_an_administrator_made_is_never_touched() -> None:
    with acting_system("test"):
        made = Currency.objects.create(
            code="NOK", name_lt="Krona", name_en="Krone", per_euro="11", source="a bank"
        )

    load(update=True)

    made.refresh_from_db()
    assert (made.name_en, made.source) == ("Krone", "a bank")


@pytest.mark.parametrize("update", [False, True])
def test_version_whose_day_was_mended_is_not_added_a_second_time(update: bool) -> None:
    version = ArticleVersion.objects.get(article__code="147-2")
    with acting_system("test"):
        version.valid_from = date(2012, 7, 13)
        version.save()

    said = load(update=update)

    assert [v.valid_from for v in version.article.versions.all()] == [date(2012, 7, 13)]
    assert "left as edited here: BK Art. 147-2: 2012-06-30" in said


def test_new_version_of_the_law_stays_after_the_old_one_was_ended() -> None:
    article = Article.objects.get(code="157")
    with acting_system("test"):
        article.versions.filter(valid_to=None).update(valid_to=date(2026, 12, 31))
        ArticleVersion.objects.create(
            article=article, valid_from=date(2027, 1, 1), max_months=180, source="a new law"
        )

    load()

    assert article.versions.valid_on(date(2026, 12, 31)).get().min_months == 36
    assert article.versions.valid_on(date(2027, 1, 1)).get().source == "a new law"


def test_rule_that_was_replaced_is_not_brought_back() -> None:
    with acting_system("test"):
        TermRule.objects.filter(event="pti_check").update(valid_from=date(2004, 1, 1), length=15)

    load()

    assert TermRule.objects.get(event="pti_check").length == 15


def test_history_says_that_the_command_did_it(tmp_path: Path) -> None:
    load(folder=write(tmp_path, HUG))

    event = apps.get_model("codes", "ServiceKindEvent").objects.get(code="hug")
    assert (event.pgh_label, event.pgh_role) == ("insert", "system:load_codes")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"unit": "smiles"}, "smiles"),
        ({"name_lt": ""}, "row 2"),
        ({"valid_from": "2020-02-30"}, "2020-02-30"),
        ({"valid_from": "2020-02-02", "valid_to": "2020-01-01"}, "ends before it begins"),
        ({"colour": "green"}, "colour"),
    ],
)
def test_bad_row_is_named_and_nothing_is_loaded(
    tmp_path: Path, row: dict[str, Any], why: str
) -> None:
    folder = write(tmp_path, HUG, {**HUG, "code": "kiss", **row})

    with pytest.raises(CommandError, match=why) as refusal:
        load(folder=folder)

    assert str(refusal.value).startswith("one.json, row 2: ")
    assert not ServiceKind.objects.filter(code__in=["hug", "kiss"]).exists()


def test_row_that_names_an_unknown_country_is_refused(tmp_path: Path) -> None:
    row = {"country": "QQ", "valid_from": "2030-01-01"}

    with pytest.raises(CommandError, match=r"row 1: .*QQ"):
        load(folder=write(tmp_path, row, model="EuMembership"))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"model": "Nothing", "shared": {}, "rows": []}'])
def test_file_that_is_no_code_list_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "one.json").write_text(text)

    with pytest.raises(CommandError, match=r"one\.json is not a code list"):
        load(folder=tmp_path)


def test_folder_without_code_lists_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no code lists"):
        load(folder=tmp_path)


def test_quiet_load_says_nothing() -> None:
    assert load(verbosity=0) == ""
