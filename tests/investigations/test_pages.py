"""The pages of investigations and suspects: who sees them, lists, home, admin."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, person
from tests.investigations.conftest import (
    DAY,
    MakeCase,
    MakeSuspect,
    article,
    form,
    listed,
    url,
    words,
)
from thbcases.audit.models import Entry
from thbcases.investigations import actions
from thbcases.investigations.models import (
    Assignment,
    CourtCase,
    Investigation,
    Judgment,
    Sentence,
)

CASE_PAGES = (
    "detail", "change", "stage", "join", "separate", "suspects_of", "add_suspect", "court",
    "hand_over", "units", "assign", "readers",
)  # fmt: skip
SUSPECT_PAGES = ("suspect", "suspect_change", "suspect_state")


@pytest.mark.parametrize("name", CASE_PAGES)
def test_every_page_of_an_own_case_opens(officer: Client, case: Investigation, name: str) -> None:
    answer = officer.get(url(name, case))
    assert answer.status_code == 200
    assert case.number in words(answer)


@pytest.mark.parametrize("name", CASE_PAGES)
def test_somebody_elses_case_is_as_if_it_were_not_there(
    officer: Client, case: Investigation, name: str
) -> None:
    theirs = Investigation.objects.get(number="B-1")
    for method in (officer.get, officer.post):
        answer = method(url(name, theirs))
        assert answer.status_code in (404, 405)
        assert "B-1" not in words(answer)


@pytest.mark.parametrize("name", SUSPECT_PAGES)
def test_a_suspects_pages_open_for_the_unit_only(
    signed_in: Callable[..., Client], case: Investigation, make_suspect: MakeSuspect, name: str
) -> None:
    suspect = make_suspect(case)
    assert signed_in("officer").get(url(name, suspect)).status_code == 200
    assert signed_in("officer_b").get(url(name, suspect)).status_code == 404
    assert signed_in("ngo").get(url(name, suspect)).status_code == 404


def test_the_analyst_reads_everything_and_changes_nothing(
    signed_in: Callable[..., Client], case: Investigation
) -> None:
    analyst = signed_in("analyst")
    for name in ("detail", "suspects_of", "court", "units"):
        assert analyst.get(url(name, case)).status_code == 200
    for name in ("change", "stage", "join", "separate", "add_suspect", "hand_over", "assign"):
        assert analyst.get(url(name, case)).status_code == 403
        assert url(name, case) not in words(analyst.get(url("detail", case)))


def test_reading_a_case_and_a_suspect_is_written_down(
    officer: Client, case: Investigation, make_suspect: MakeSuspect
) -> None:
    suspect = make_suspect(case)
    assert suspect.person is not None
    officer.get(case.get_absolute_url())
    officer.get(suspect.get_absolute_url())
    read = [e.records for e in Entry.objects.filter(verb="consultation").order_by("id")]
    assert read == [[case.uuid], [suspect.person.uuid], [suspect.uuid]]


def test_who_saw_names_the_reader(
    signed_in: Callable[..., Client], officer: Client, case: Investigation
) -> None:
    signed_in("analyst").get(case.get_absolute_url())
    assert "Analyst Bandytojas" in words(officer.get(url("readers", case)))


@pytest.mark.parametrize("page", ["investigations:list", "investigations:suspects"])
def test_lists_ask_as_much_for_one_row_as_for_thirty(
    officer: Client, cast: Cast, make_case: MakeCase, make_suspect: MakeSuspect, page: str
) -> None:
    def fill(start: int, count: int) -> None:
        for number in range(start, start + count):
            case = make_case(f"N-{number}", article="147")
            make_suspect(case)
            with cast.making("unit_a"):
                case.form_rows.create(form=form("LAB"), is_main=True)
                case.form_rows.create(form=form("BEG"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert officer.get(reverse(page), {"per_page": 100}).status_code == 200
        return len(caught)

    fill(0, 1)
    queries()
    one = queries()
    fill(1, 29)
    assert queries() == one


def test_record_pages_ask_as_much_for_one_part_as_for_many(
    officer: Client, cast: Cast, case: Investigation, make_suspect: MakeSuspect
) -> None:
    def queries() -> list[int]:
        found = []
        for name in ("detail", "suspects_of", "court", "units"):
            with CaptureQueriesContext(connection) as caught:
                assert officer.get(url(name, case)).status_code == 200
            found.append(len(caught))
        return found

    def fill(count: int) -> None:
        for number in range(count):
            suspect = make_suspect(case, state="prosecuted")
            with cast.making("unit_a"):
                suspect.charges.create(article=article("147"))
                court = CourtCase.objects.create(
                    investigation=case, court=listed("court"), handed_over_on=DAY
                )
                judgment = Judgment.objects.create(court_case=court, on=DAY)
                Sentence.objects.create(
                    judgment=judgment, suspect=suspect, outcome="convicted", years=2 + number
                )
                Assignment.objects.create(
                    investigation=case,
                    organisation=cast.org("unit_b"),
                    starts_on=DAY + timedelta(days=10 * number),
                    ends_on=DAY + timedelta(days=10 * number + 5),
                    basis="x",
                )

    fill(1)
    queries()
    one = queries()
    fill(5)
    assert queries() == one


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "00001"}, True),
        ({"q": "B-1"}, False),
        ({"stage": "registered"}, True),
        ({"stage": "final"}, False),
        ({"article": "147"}, True),
        ({"article": "147.1"}, False),
        ({"article": "157"}, False),
        ({"exploitation": "LAB"}, True),
        ({"exploitation": "BEG"}, False),
        ({"reach": "unknown"}, True),
        ({"reach": "domestic"}, False),
        ({"registered_on_from": "2024-03-04", "registered_on_to": "2024-03-04"}, True),
        ({"registered_on_from": "2024-03-05"}, False),
        ({"unit": "unit_a"}, True),
        ({"unit": "special"}, False),
    ],
)
def test_the_list_is_filtered(
    officer: Client, cast: Cast, case: Investigation, asked: dict[str, str], found: bool
) -> None:
    with cast.making("unit_a"):
        case.form_rows.create(form=form("LAB"), is_main=True)
    keys = {"article": article, "exploitation": form}
    asked = {k: str(keys[k](v).pk) if k in keys else v for k, v in asked.items()}
    if "unit" in asked:
        asked["unit"] = str(cast.org(asked["unit"]).uuid)
    text = words(officer.get(reverse("investigations:list"), asked))
    assert (case.number in text) is found
    assert "/investigations/" + str(Investigation.objects.get(number="B-1").uuid) not in text


def test_an_article_of_the_filter_means_its_paragraphs(
    officer: Client, make_case: MakeCase
) -> None:
    make_case("N-1", article="147.2")
    asked = {"article": article("147").pk}
    assert "N-1" in words(officer.get(reverse("investigations:list"), asked))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "Itariamasis"}, True),
        ({"q": "UAB"}, False),
        ({"state": "suspected"}, True),
        ({"state": "convicted"}, False),
        ({"kind": "legal"}, False),
        ({"state_on_from": "2024-03-05"}, False),
        ({"q": "01-1-00001"}, True),
    ],
)
def test_the_list_of_suspects_is_filtered(
    officer: Client, case: Investigation, make_suspect: MakeSuspect, asked: dict[str, str],
    found: bool,
) -> None:  # fmt: skip
    make_suspect(case)
    make_suspect(Investigation.objects.get(number="B-1"), legal_name="UAB Svetima")
    text = words(officer.get(reverse("investigations:suspects"), asked))
    assert ("Įtariamasis" in text) is found
    assert "Svetima" not in text


def test_suspects_are_sorted_in_lithuanian_order(
    officer: Client, cast: Cast, case: Investigation, make_suspect: MakeSuspect
) -> None:
    for name in ("Žukas", "Čepas", "Cibulskis", "Zabiela"):
        with cast.making("unit_a"):
            who = person(family_name=name, given_name="Jonas")
        make_suspect(case, person=who)
    table = officer.get(reverse("investigations:suspects"), {"sort": "who"}).context["table"]
    shown = [str(row.record).split(",")[0] for row in table.page.object_list]
    assert shown == ["Cibulskis", "Čepas", "Zabiela", "Žukas"]


def test_lists_can_be_taken_out(
    officer: Client, case: Investigation, make_suspect: MakeSuspect
) -> None:
    make_suspect(case)
    for page, text in (("list", case.number), ("suspects", "Įtariamasis")):
        answer = officer.get(reverse(f"investigations:{page}"), {"export": "csv"})
        assert text in answer.content.decode()
        assert "B-1" not in answer.content.decode()


def test_home_shows_terms_and_changes_to_officers(
    officer: Client, signed_in: Callable[..., Client], make_case: MakeCase
) -> None:
    today = timezone.localdate()
    make_case("N-1", on=today - timedelta(days=260), article="147")
    make_case("B-1", "unit_b", on=today)
    text = words(officer.get("/"))
    assert "My terms" in text
    assert "Investigation of a grave crime: N-1" in text
    assert "B-1" not in text
    text = words(signed_in("analyst", HTTP_ACCEPT_LANGUAGE="en").get("/"))
    assert "Newest investigations in the country" in text
    assert "B-1" in text
    assert "My terms" not in text


@pytest.mark.parametrize("model", ["investigation", "suspect", "courtcase", "judgment"])
def test_the_admin_shows_own_records_and_changes_none(
    signed_in: Callable[..., Client], officer: Client, cast: Cast, in_court: CourtCase, model: str
) -> None:
    with cast.acting("officer"):
        actions.record_judgment(
            by=cast.user("officer"),
            judgment=Judgment(court_case=in_court, on=DAY + timedelta(days=90)),
            sentences=[],
        )
    rows = {
        "investigation": in_court.investigation,
        "suspect": in_court.investigation.suspects.first(),
        "courtcase": in_court,
        "judgment": Judgment.objects.get(),
    }
    listing = reverse(f"admin:investigations_{model}_changelist")
    assert officer.get(listing).status_code == 200
    assert signed_in("ngo").get(listing).status_code == 403
    one = reverse(f"admin:investigations_{model}_change", args=[rows[model].pk])  # type: ignore[union-attr]
    assert officer.get(one).status_code == 200
    assert officer.post(one, {}).status_code == 403
    assert signed_in("officer_b").get(one).status_code == 302, "not there for another unit"
