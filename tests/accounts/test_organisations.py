"""Organisations are loaded from a file, as often as one likes."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from thbcases.accounts.models import Organisation
from thbcases.codes.models import Municipality

UNIT = {
    "code": "unit-1",
    "kind": "police_unit",
    "name_lt": "Padalinys",
    "name_en": "Unit",
    "municipality": None,
    "regime": "led",
}


def load(folder: Path, rows: Any) -> str:
    """Run the command on these rows; what it said."""
    file = folder / "organisations.json"
    file.write_text(rows if isinstance(rows, str) else json.dumps(rows), encoding="utf-8")
    out = StringIO()
    call_command("load_organisations", str(file), stdout=out)
    return out.getvalue().strip()


def test_loading_twice_changes_nothing(db: None, tmp_path: Path) -> None:
    assert load(tmp_path, [UNIT]) == "1 organisations, 1 new or changed"
    assert load(tmp_path, [UNIT]) == "1 organisations, 0 new or changed"
    assert apps.get_model("accounts", "OrganisationEvent").objects.count() == 1


def test_a_changed_name_is_renewed_and_the_old_one_kept(db: None, tmp_path: Path) -> None:
    load(tmp_path, [UNIT])
    load(tmp_path, [UNIT | {"name_lt": "Skyrius"}])
    assert Organisation.objects.get().name_lt == "Skyrius"
    history = apps.get_model("accounts", "OrganisationEvent").objects.order_by("pgh_id")
    assert [event.name_lt for event in history] == ["Padalinys", "Skyrius"]


def test_a_municipality_is_found_by_its_code(db: None, tmp_path: Path) -> None:
    place = Municipality.objects.first()
    assert place is not None
    load(tmp_path, [UNIT | {"municipality": place.code}])
    assert Organisation.objects.get().municipality == place


@pytest.mark.parametrize(
    "rows",
    [
        "not json",
        [{**UNIT, "kind": "castle"}],
        [{**UNIT, "regime": "none"}],
        [{**UNIT, "municipality": "nowhere"}],
        [{**UNIT, "name_lt": ""}],
        [{"code": "x"}],
        [{"kind": "police_unit"}],
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_loaded(db: None, tmp_path: Path, rows: Any) -> None:
    good = {**UNIT, "code": "good"}
    with pytest.raises(CommandError):
        load(tmp_path, rows if isinstance(rows, str) else [good, *rows])
    assert not Organisation.objects.exists()


def test_the_file_of_the_project_loads(db: None) -> None:
    call_command("load_organisations", stdout=StringIO())
    assert Organisation.objects.count() > 10
