"""Taking a return out: refused while something is missing, complete for the receiver, logged."""

import json
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.cast import USERS, Cast
from tests.statistics.history import History
from tests.statistics.returns.conftest import YEAR
from thbcases.access.rights import Refused
from thbcases.audit.models import Entry
from thbcases.codes.models import ExploitationForm, ListCode
from thbcases.people.models import Person
from thbcases.statistics.models import TakenReturn
from thbcases.statistics.returns.checks import CheckLine, State
from thbcases.statistics.returns.registry import RETURNS, returns_of
from thbcases.statistics.returns.taking import File, Order, lines_of, take_return

SignIn = Callable[..., Client]
ORDER = {"recipient": "Europos Komisija", "reason": "19a straipsnis"}
OF_THE_COUNTRY = {"country", "article19a", "eurostat", "glotip", "ctdc"}


def take(cast: Cast, key: str, by: str = "coordinator", of: int = YEAR, **order: Any) -> File:
    asked = Order(**{"file_format": "json", **ORDER, **order})
    with cast.acting(by):
        return take_return(by=cast.user(by), what=RETURNS[key], of=of, order=asked)


def lines(cast: Cast, key: str, by: str = "coordinator", of: int = YEAR) -> list[CheckLine]:
    with cast.acting(by):
        return lines_of(RETURNS[key], of)


def entries(cast: Cast, organisation: str = "interior") -> list[Entry]:
    with cast.making(organisation):
        return list(Entry.objects.filter(verb="disclosure").order_by("pk"))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("coordinator", OF_THE_COUNTRY),
        ("funder", {"projects"}),
        ("ngo", {"projects", "htcds"}),
        ("officer", {"htcds"}),
        ("analyst", {"htcds"}),
        ("migration", set()),
        ("auditor", set()),
        ("administrator", set()),
    ],
)
def test_each_role_has_its_own_returns(cast: Cast, name: str, keys: set[str]) -> None:
    with cast.acting(name):
        assert {what.key for what in returns_of()} == keys


@pytest.mark.parametrize("key", sorted(RETURNS))
@pytest.mark.parametrize("name", sorted(USERS))
def test_nobody_else_takes_it_out(cast: Cast, name: str, key: str) -> None:
    with cast.acting(name):
        may = key in {what.key for what in returns_of()}
    if not may:
        with pytest.raises(Refused):
            take(cast, key, by=name)


def test_with_an_obligatory_figure_missing_there_is_no_file(told: History) -> None:
    with pytest.raises(ValidationError) as refused:
        take(told.cast, "article19a", of=2021)
    assert len(refused.value.messages) == 6
    with told.cast.making("interior"):
        assert TakenReturn.objects.count() == 0
    assert entries(told.cast) == []


def test_what_was_none_may_be_declared(told: History) -> None:
    cast = told.cast
    case = told.investigation("unit_a", "2021-03-01")
    told.victim(case, 30, ("presumed", "2021-03-02"))
    missing = [line.key for line in lines(cast, "article19a", of=2021) if line.blocks]
    assert "registered_victims" not in missing
    assert "convicted" in missing
    # a figure that is known cannot be declared away
    file = take(cast, "article19a", of=2021, declared_none=[*missing, "registered_victims"])
    assert json.loads(file.content)["declared_none"] == missing


def test_a_form_without_a_category_stops_the_file_and_says_where(told: History) -> None:
    with told.cast.making("interior"):
        form = ExploitationForm.objects.create(
            code="NEW",
            name_lt="Nauja",
            name_en="New",
            category="other",
            eurostat="unspecified",
            source="test",
        )
    case = told.investigation("unit_a", "2023-06-01")
    victim = told.victim(case, 31, ("presumed", "2023-06-02"))
    told.exploited(victim, "NEW")
    (line,) = [x for x in lines(told.cast, "eurostat") if x.state is State.UNMAPPED]
    assert "NEW" in line.text
    assert line.url == reverse("admin:codes_exploitationform_change", args=[form.pk])
    with pytest.raises(ValidationError, match="NEW"):
        take(told.cast, "eurostat", declared_none=["registered_victims"])


def test_a_value_without_the_receivers_word_stops_the_file(
    told: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = dict(RETURNS["eurostat"].codes)
    sex = {key: word for key, word in codes["sex"].items() if key != "male"}
    monkeypatch.setitem(RETURNS["eurostat"].codes, "sex", sex)  # type: ignore[arg-type]
    blocking = [x.text for x in lines(told.cast, "eurostat") if x.state is State.UNMAPPED]
    assert blocking
    with pytest.raises(ValidationError):
        take(told.cast, "eurostat")


def test_the_population_that_nobody_typed_in_is_a_remark(told: History) -> None:
    (line,) = [x for x in lines(told.cast, "eurostat") if "100" in x.text]
    assert not line.blocks
    assert line.url == reverse("admin:codes_population_add")


def test_what_says_nothing_is_told_without_small_numbers(told: History) -> None:
    with told.cast.making("unit_a"):
        Person.objects.filter(pk=told.people["unit_a", 1].pk).update(sex="unknown")
    remarks = [x for x in lines(told.cast, "article19a") if x.state is State.REMARK]
    (of_sex,) = [x for x in remarks if "sex" in x.text.lower() or "lytis" in x.text.lower()]
    assert "1" not in of_sex.text
    assert of_sex.where.startswith("unit_a")


def test_the_file_for_the_receiver_is_complete_and_logged(told: History) -> None:
    file = take(told.cast, "article19a")
    document = json.loads(file.content)
    assert document["version"] == "receiver"
    assert document["handling"]
    assert document["suppression"] == {"threshold": None, "hidden": 0, "left_out": []}
    keys = [table["key"] for table in document["tables"]]
    assert "a_organisation_full" in keys
    with told.cast.making("interior"):
        taken = TakenReturn.objects.get()
    assert taken.digest == sha256(file.content).hexdigest()
    (entry,) = entries(told.cast)
    assert entry.recipient == "Europos Komisija"
    assert "19a straipsnis" in entry.reason
    assert entry.records == [taken.uuid]
    assert entry.kind == "statistics_takenreturn"


def test_the_version_for_everybody_hides_below_eleven(told: History) -> None:
    document = json.loads(take(told.cast, "eurostat", version="public").content)
    assert document["suppression"]["threshold"] == 11
    assert document["handling"] == ""
    numbers = [
        value
        for table in document["tables"]
        for row in table["rows"]
        for value in row["values"].values()
    ]
    shown = [number for number in numbers if isinstance(number, int | float) and number]
    assert shown == []
    assert {"hidden": True} in numbers


def test_nobody_changes_or_removes_the_trace(told: History) -> None:
    take(told.cast, "article19a")
    with told.cast.acting("coordinator"):
        assert TakenReturn.objects.count() == 1
        assert TakenReturn.objects.update(recipient="kitas") == 0
        assert TakenReturn.objects.all().delete()[0] == 0
    with told.cast.acting("funder"):
        assert TakenReturn.objects.count() == 0


def test_a_trace_names_a_recipient_and_a_fingerprint(cast: Cast) -> None:
    good = {
        "key": "country",
        "year": 2023,
        "version_taken": "receiver",
        "file_format": "json",
        "recipient": "EK",
        "reason": "kodėl",
        "digest": "0" * 64,
    }
    with cast.acting("coordinator"):
        TakenReturn.objects.create(**good)
        for bad in ({"recipient": ""}, {"reason": ""}, {"digest": "x"}, {"version_taken": "all"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                TakenReturn.objects.create(**{**good, **bad})


@pytest.mark.parametrize("name", ["ngo", "funder"])
def test_a_project_without_a_report_stops_the_report_on_projects(
    helped: History, name: str
) -> None:
    stops = [x for x in lines(helped.cast, "projects", by=name) if x.blocks]
    assert len(stops) == (1 if name == "ngo" else 2)
    assert all(line.url for line in stops)
    with pytest.raises(ValidationError):
        take(helped.cast, "projects", by=name)


@pytest.fixture
def reported(helped: History) -> History:
    """Each project has handed in a report."""
    from assistance.models import Project, ProjectReport

    for ngo in ("ngo_a", "ngo_b"):
        with helped.cast.making(ngo):
            project = Project.objects.get(custodian=helped.cast.org(ngo))
            ProjectReport.objects.create(
                project=project,
                starts_on=project.starts_on,
                ends_on=project.ends_on,
                text="Pavardenisb buvo padėta",
                spent=900,
                state="submitted",
                submitted_on=project.ends_on,
            )
    return helped


def test_the_report_on_projects_names_money_and_nobody(reported: History) -> None:
    file = take(reported.cast, "projects", by="funder")
    document = json.loads(file.content)
    (money,) = [table for table in document["tables"] if table["key"] == "money"]
    assert [row["spent"] for row in money["rows"]] == [900, 900]
    assert "Pavardenis" not in file.content.decode()
    own = json.loads(take(reported.cast, "projects", by="ngo").content)
    (money,) = [table for table in own["tables"] if table["key"] == "money"]
    assert len(money["rows"]) == 1


@pytest.mark.parametrize("file_format", ["xlsx", "csv", "json"])
@pytest.mark.parametrize("key", ["country", "article19a", "eurostat", "glotip"])
def test_no_file_holds_an_identity(helped: History, key: str, file_format: str) -> None:
    content = take(helped.cast, key, file_format=file_format).content
    text = content.decode() if file_format != "xlsx" else _texts(content)
    assert len(text) > 500
    for word in ("Pavardenis", "Vardenis", "1980-05-20", "H-1"):
        assert word not in text


def _texts(content: bytes) -> str:
    book = load_workbook(BytesIO(content))
    return "\n".join(
        str(value)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value is not None
    )


def test_bad_orders_are_refused_in_words(told: History) -> None:
    for bad in (
        {"file_format": "pdf"},
        {"recipient": " "},
        {"reason": ""},
    ):
        with pytest.raises(ValidationError):
            take(told.cast, "article19a", **bad)
    with pytest.raises(ValidationError):
        take(told.cast, "htcds", by="officer", version="public")


def test_the_command_makes_the_file_or_says_what_is_missing(told: History, tmp_path: Path) -> None:
    target = tmp_path / "eurostat.xlsx"
    call_command(
        "make_return",
        "eurostat",
        str(YEAR),
        "--as",
        "coordinator",
        "-o",
        str(target),
        stdout=StringIO(),
    )
    assert len(load_workbook(target).sheetnames) == 6
    other = tmp_path / "x.json"
    for arguments in (
        ["eurostat", "2020", "--as", "coordinator"],
        ["eurostat", "2023", "--as", "ngo"],
        ["eurostat", "2023", "--as", "nobody"],
        ["eurostat", "1066", "--as", "coordinator"],
    ):
        with pytest.raises(CommandError):
            call_command("make_return", *arguments, "-o", str(other))
    assert not other.exists()


def test_every_list_code_in_use_has_a_word(db: None) -> None:
    """The shipped means of control and relationships fit the columns of the extract."""
    from thbcases.statistics.returns.ctdc import COLUMNS

    shipped = ListCode.objects.filter(list__in=["control_means", "relationship_to_trafficker"])
    assert shipped.count() > 20
    assert [code.code for code in shipped if code.ctdc not in COLUMNS] == []
