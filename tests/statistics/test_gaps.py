"""The completeness board: each check finds its fault, tells the right people, and nobody else."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import USERS, Cast
from tests.statistics.faults import FAULTS, OLD, PLACES, change, victim
from tests.statistics.history import History
from thbcases.audit.models import Entry
from thbcases.codes.choices import TermEvent
from thbcases.codes.models import DisclosureRule, TermRule
from thbcases.investigations.choices import StageKind as S
from thbcases.investigations.models import Investigation
from thbcases.investigations.queries import pretrial_term
from thbcases.statistics.gaps import CHECKS, counted_lines, own_counts, own_lines
from thbcases.statistics.gaps.board import own_gaps
from thbcases.statistics.models import GapFact

SignIn = Callable[..., Client]
WORKER = {organisation: user for user, (organisation, _role) in reversed(USERS.items())}
SECRETS = ("Pavardenis", "Vardenis")


def own(cast: Cast, organisation: str, key: str) -> list[Any]:
    """The records that somebody of an organisation is led to by a check."""
    with cast.acting(WORKER[organisation]):
        return [line.record for line in own_lines(own_gaps()) if line.check.key == key]


def told(cast: Cast, name: str, key: str) -> dict[str, int | str]:
    """What somebody is told of a check, by organisation."""
    with cast.acting(name):
        lines = [line for line in counted_lines() if line.check.key == key]
        return {line.organisation.code: line.number for line in lines}


def test_every_check_has_a_fault_and_a_part_of_the_view(db: None) -> None:
    assert set(FAULTS) == set(CHECKS)
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_viewdef('fact_gap'::regclass)")
        [definition] = cursor.fetchone() or [""]
    assert set(re.findall(r"'(\w+)'::text AS gap", definition)) == set(CHECKS)


@pytest.mark.parametrize("key", FAULTS)
def test_a_fault_is_found_told_and_mended(history: History, signed_in: SignIn, key: str) -> None:
    cast, (here, there) = history.cast, PLACES[key]
    making = FAULTS[key](history, here)
    record = next(making)
    if there:
        foreign = next(FAULTS[key](history, there))
        assert own(cast, there, key) == [foreign]
    assert own(cast, here, key) == [record]
    _leads_to_the_page(signed_in(WORKER[here]), cast, here, key)
    assert here in told(cast, "analyst", key)
    _says_how_many_and_not_who(signed_in("coordinator"), cast, here, key)
    next(making, None)
    assert own(cast, here, key) == []
    assert here not in told(cast, "coordinator", key)


def _leads_to_the_page(client: Client, cast: Cast, here: str, key: str) -> None:
    with cast.acting(WORKER[here]):
        [line] = [line for line in own_lines(own_gaps()) if line.check.key == key]
    assert line.days >= 0
    assert client.get(line.url).status_code == 200
    board = client.get(reverse("statistics:completeness"), {"check": key})
    assert f'href="{line.url}"' in board.content.decode()


def _says_how_many_and_not_who(client: Client, cast: Cast, here: str, key: str) -> None:
    number = told(cast, "coordinator", key)[here]
    assert number == ("1–4" if CHECKS[key].is_personal else 1)
    html = client.get(reverse("statistics:completeness")).content.decode()
    assert str(CHECKS[key].name) in html
    for word in SECRETS:
        assert word not in html


def test_the_lines_of_all_organisations_are_what_the_coordinator_counts(history: History) -> None:
    """What is counted past row security and what row security shows to its keepers agree."""
    for key, make in FAULTS.items():
        for place in PLACES[key]:
            if place:
                next(make(history, place))
    counted: dict[tuple[str, str], int] = {}
    with history.cast.acting("coordinator"):
        for line in counted_lines():
            counted[line.check.key, line.organisation.code] = line.count
    found: dict[tuple[str, str], int] = {}
    for organisation in ("unit_a", "unit_b", "ngo_a", "ngo_b", "migration", "social"):
        with history.cast.acting(WORKER[organisation]):
            for line in own_lines(own_gaps()):
                assert line.record is not None, (organisation, line.check.key)
                place = (line.check.key, organisation)
                found[place] = found.get(place, 0) + 1
    # At the border guard of the cast nobody reads figures.
    assert counted.pop(("organisation_silent", "border")) == 1
    assert found == counted
    # Whoever recorded all these is not silent.
    assert {key for key, _organisation in counted} == set(CHECKS) - {"organisation_silent"}


@pytest.mark.parametrize(
    ("name", "foreign"),
    [("officer", "unit_b"), ("ngo", "ngo_b"), ("ngo", "unit_a"), ("migration", "unit_a")],
)
def test_nobody_is_told_of_another_organisation(history: History, name: str, foreign: str) -> None:
    for key, make in FAULTS.items():
        for place in PLACES[key]:
            if place:
                next(make(history, place))
    organisation = history.cast.org(USERS[name][0])
    with history.cast.acting(name):
        owners = set(GapFact._default_manager.values_list("custodian_id", flat=True))
        assert owners == {organisation.pk}
        assert history.cast.org(foreign).pk not in owners


@pytest.mark.parametrize("name", ["auditor", "administrator"])
def test_who_counts_nothing_is_refused(signed_in: SignIn, name: str) -> None:
    assert signed_in(name).get(reverse("statistics:completeness")).status_code == 403


def test_numbers_of_people_are_told_exactly_to_who_may_open_them(history: History) -> None:
    next(FAULTS["form_unknown"](history, "unit_a"))
    next(FAULTS["birth_missing"](history, "ngo_a"))
    assert told(history.cast, "analyst", "form_unknown") == {"unit_a": 1}
    assert told(history.cast, "analyst", "birth_missing") == {"ngo_a": "1–4"}
    assert told(history.cast, "coordinator", "form_unknown") == {"unit_a": "1–4"}
    for _number in range(4):
        next(FAULTS["form_unknown"](history, "unit_a"))
    assert told(history.cast, "coordinator", "form_unknown") == {"unit_a": 5}


def test_without_a_rule_no_number_of_people_is_told(history: History, signed_in: SignIn) -> None:
    for _number in range(6):
        next(FAULTS["form_unknown"](history, "unit_a"))
    with history.cast.making("interior"):
        DisclosureRule.objects.all().delete()
    assert told(history.cast, "coordinator", "form_unknown") == {"unit_a": "…"}
    english = {"accept-language": "en"}
    page = signed_in("coordinator", headers=english).get(reverse("statistics:completeness"))
    assert "No rule says how small a number may be shown" in page.content.decode()


def test_the_term_is_a_row_that_may_be_changed(history: History) -> None:
    row = victim(history, "unit_a")
    recent = timezone.localdate() - timedelta(days=10)
    with history.cast.making("unit_a"):
        row.decisions.update(on=recent)
    assert own(history.cast, "unit_a", "form_unknown") == []
    with history.cast.making("interior"):
        TermRule.objects.filter(event=TermEvent.FORM_UNKNOWN).update(length=9)
    assert own(history.cast, "unit_a", "form_unknown") == [row]
    with history.cast.making("interior"):
        TermRule.objects.filter(event=TermEvent.FORM_UNKNOWN).update(length=10)
    assert own(history.cast, "unit_a", "form_unknown") == []


@pytest.mark.parametrize(
    ("articles", "stage", "days"),
    [
        ("147", S.ONGOING, 200),
        ("147.2", S.ONGOING, 200),
        ("147.2", S.ONGOING, 280),
        ("147-1", S.REGISTERED, 170),
        ("147-1", S.RENEWED, 190),
        ("", S.ONGOING, 190),
        ("147", S.CHECKING, 10),
        ("147", S.CHECKING, 11),
        ("147", S.SUSPENDED, 900),
        ("147", S.COURT_FIRST, 900),
        ("157", S.SEPARATED, 274),
    ],
)
def test_the_board_and_the_case_page_know_the_same_term(
    history: History, articles: str, stage: S, days: int
) -> None:
    start = timezone.localdate() - timedelta(days=days)
    row = history.investigation("unit_a", str(start), articles=articles)
    change(history, "unit_a", row, stage=stage)
    with history.cast.acting("officer"):
        term = pretrial_term(Investigation.objects.get(pk=row.pk))
    is_late = term is not None and term.due_on < timezone.localdate()
    assert own(history.cast, "unit_a", "term_passed") == ([row] if is_late else [])


def test_an_empty_board_says_that_the_target_is_reached(signed_in: SignIn, cast: Cast) -> None:
    html = signed_in("migration", headers={"accept-language": "en"}).get(
        reverse("statistics:completeness")
    )
    text = html.content.decode()
    assert "Nothing is missing, contradictory or late." in text
    assert "target: 0" in text
    assert [check.key for check in html.context["board"].reached] == ["stay_undecided"]


def test_each_role_is_told_of_the_checks_that_concern_it(signed_in: SignIn, cast: Cast) -> None:
    asked = {}
    for name in ("officer", "ngo", "funder", "coordinator", "analyst"):
        page = signed_in(name).get(reverse("statistics:completeness"))
        asked[name] = {check.key for check in page.context["board"].asked}
    assert asked["coordinator"] == asked["analyst"] == set(CHECKS)
    assert "form_unknown" in asked["officer"] - asked["ngo"] - asked["funder"]
    assert "service_after_closing" in (asked["ngo"] & asked["funder"]) - asked["officer"]
    assert "report_undecided" in asked["funder"] - asked["ngo"]


def test_reading_the_lines_is_written_down(history: History, signed_in: SignIn) -> None:
    record = next(FAULTS["form_unknown"](history, "unit_a"))
    signed_in("officer").get(reverse("statistics:completeness"), {"check": "form_unknown"})
    with history.cast.acting("auditor"):
        entries = Entry.objects.filter(verb="consultation", kind="victims_victim")
        assert any(record.uuid in entry.records for entry in entries)


def test_the_board_asks_as_often_for_one_line_as_for_thirty(
    history: History, signed_in: SignIn, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client, address = signed_in("officer"), reverse("statistics:completeness")
    next(FAULTS["form_unknown"](history, "unit_a"))
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    for _number in range(30):
        next(FAULTS["form_unknown"](history, "unit_a"))
    with django_assert_max_num_queries(60) as many:
        assert len(client.get(address).context["page"]) > 30
    assert len(few) == len(many)


def rows(client: Client, **query: str) -> list[dict[str, str]]:
    response = client.get(reverse("statistics:completeness"), {"export": "csv", **query})
    assert response["Content-Disposition"].startswith('attachment; filename="completeness-')
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_board_as_files(history: History, signed_in: SignIn) -> None:
    next(FAULTS["recognised_unexploited"](history, "unit_a"))
    english = {"accept-language": "en"}
    mine = rows(signed_in("officer", headers=english), check="recognised_unexploited")
    assert [line["What is wrong"] for line in mine] == ["Recognised without exploitation"]
    assert mine[0]["Since"] == OLD
    assert "Pavardenis" in mine[0]["Record"]
    theirs = rows(signed_in("coordinator", headers=english))
    [line] = [one for one in theirs if one["What is wrong"].startswith("Recognised without")]
    assert (line["Organisation"], line["How many"], line["Target"]) == ("unit_a en", "1–4", "0")
    assert line["The oldest since"] == ""
    with history.cast.acting("auditor"):
        assert Entry.objects.filter(verb="disclosure", kind="victims_victim").count() == 1


def test_home_shows_what_is_missing(history: History, signed_in: SignIn) -> None:
    next(FAULTS["form_unknown"](history, "unit_a"))
    english = {"accept-language": "en"}
    html = signed_in("officer", headers=english).get("/").content.decode()
    assert "What is missing in the own records" in html
    assert "?check=form_unknown" in html
    html = signed_in("coordinator", headers=english).get("/").content.decode()
    assert "Completeness by organisation" in html
    with history.cast.acting("officer"):
        found = {check.key: number for check, number in own_counts()}
    assert found["form_unknown"] == 1


def test_a_page_that_is_not_there_is_the_nearest(history: History, signed_in: SignIn) -> None:
    next(FAULTS["form_unknown"](history, "unit_a"))
    client, address = signed_in("officer"), reverse("statistics:completeness")
    for query in ({"page": "999"}, {"page": "x"}, {"check": "nothing"}, {"part": "x"}):
        assert client.get(address, query).status_code == 200
