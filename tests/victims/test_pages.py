"""The screens, as those see them who may, and as the others do."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, person
from tests.victims.making import (
    REGISTERED,
    code,
    days_ago,
    episode,
    investigation,
    opened,
    period,
    permit,
    today,
    victim,
)
from thbcases.audit.models import Entry
from thbcases.codes.models import Currency
from thbcases.victims.models import CompensationClaim, ProtectionMeasure, Victim

SignIn = Callable[..., Client]
TABS = ("detail", "decisions", "stay", "support", "access")


def url(name: str, row: Any) -> str:
    """The address of a page about a row."""
    return reverse(f"victims:{name}", kwargs={"uuid": row.uuid})


@pytest.fixture
def row(cast: Cast) -> Victim:
    """A victim of unit A with something on every tab."""
    with cast.making("unit_a"):
        human = person(
            family_name="Ševčenko",
            given_name="Olena",
            original_name="Олена Шевченко",
            birth_precision="date",
            birth_date=REGISTERED.replace(year=REGISTERED.year - 17),
        )
        row = victim(investigation("01-1-04417-26"), who=human, citizenship="UA")
        episode(row, "LAB", is_main=True, starts_on=REGISTERED.replace(year=2024), place="Kaunas")
        row.recruitments.create(method=code("recruitment_method", "at_work"))
        period(row, starts_on=days_ago(10))
        permit(row, "proposed", starts_on=today())
        euro = Currency.objects.get(code="EUR")
        CompensationClaim.objects.create(
            victim=row, payer="offender", claimed_on=REGISTERED, amount=5000, currency=euro
        )
        ProtectionMeasure.objects.create(
            victim=row,
            kind=code("protection_kind", "special_room"),
            decided_on=REGISTERED,
            decided_by="D. Ambrazienė, prokurorė",
            starts_on=REGISTERED,
        )
        return row


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("language", ["lt", "en"])
@pytest.mark.parametrize("name", ["officer", "analyst"])
def test_every_tab_opens_for_the_police(
    row: Victim, signed_in: SignIn, tab: str, language: str, name: str
) -> None:
    page = signed_in(name).get(url(tab, row), headers={"accept-language": language})
    assert page.status_code == 200
    assert "Ševčenko, Olena" in page.content.decode()


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("name", ["officer_b", "ngo", "migration", "funder", "coordinator"])
def test_no_tab_opens_for_others(row: Victim, signed_in: SignIn, tab: str, name: str) -> None:
    assert signed_in(name).get(url(tab, row)).status_code == 404


def test_both_ages_are_shown_and_who_was_a_child(row: Victim, signed_in: SignIn) -> None:
    text = signed_in("officer").get(url("detail", row), headers={"accept-language": "en"})
    assert "17, child" in text.content.decode()
    assert "15, child" in text.content.decode()


def test_the_time_line_is_built_from_the_dated_rows(row: Victim, signed_in: SignIn) -> None:
    page = signed_in("officer").get(url("detail", row))
    days = [entry.day for entry in page.context["timeline"]]
    assert days == sorted(days, reverse=True)
    assert len(days) >= 8


def test_a_reading_is_written_down_once_per_page(
    cast: Cast, row: Victim, signed_in: SignIn
) -> None:
    signed_in("officer").get(url("detail", row))
    with cast.acting("officer"):
        entries = Entry.objects.filter(verb="consultation", records__contains=[row.uuid])
        assert entries.count() == 1


def test_who_saw_shows_the_readers_to_the_responsible_unit_only(
    cast: Cast, row: Victim, signed_in: SignIn
) -> None:
    signed_in("analyst").get(url("detail", row))
    page = signed_in("officer").get(url("access", row))
    assert "Analyst Bandytojas" in page.content.decode()
    page = signed_in("analyst").get(url("access", row))
    assert page.context["trail"] is None
    assert "Officer Bandytojas" not in page.content.decode()


def test_who_saw_names_recipient_and_reason_of_a_disclosure(
    cast: Cast, row: Victim, signed_in: SignIn
) -> None:
    client = signed_in("officer")
    said = {"organisation": cast.org("ngo_a").pk, "until": str(today()), "basis": "sutikimas 7"}
    client.post(url("grant_access", row), said)
    trail = client.get(url("access", row)).context["trail"]
    assert {("sutikimas 7", "ngo_a lt")} <= {
        (line.record.reason, line.record.recipient) for line in trail.rows
    }
    assert {"reason", "recipient"} <= set(trail.columns.names())


class TestList:
    """The list of victims."""

    def names(self, client: Client, query: str = "") -> list[str]:
        page = client.get(f"{reverse('victims:list')}?{query}")
        assert page.status_code == 200
        # the rows as they were shown: asked again here, the owner would get all of them
        return [str(row.record) for row in page.context["table"].page.object_list]

    @pytest.fixture
    def client_with_rows(self, cast: Cast, signed_in: SignIn) -> Client:
        with cast.making("unit_a"):
            case = investigation()
            born = {"birth_precision": "year"}
            adam = person(family_name="Adomaitis", sex="male", birth_year=1980, **born)
            cepaite = person(family_name="Čepaitė", birth_year=2010, **born)
            czarna = person(family_name="Czarna")
            zukas = person(family_name="Žukas", sex="male", original_name="Жукас Иван")
            episode(victim(case, who=adam, citizenship="LT"), "LAB", is_main=True)
            victim(case, who=cepaite, status="recognised", on=days_ago(3))
            victim(case, who=czarna, citizenship="PL")
            both = victim(case, who=zukas, citizenship="UA")
            episode(both, "LAB")
            episode(both, "LAB", is_main=True)
        with cast.making("unit_b"):
            victim(who=person(family_name="Svetima"))
        return signed_in("officer")

    def test_persons_stand_in_lithuanian_order(self, client_with_rows: Client) -> None:
        ordered = ["Adomaitis, Ona", "Czarna, Ona", "Čepaitė, Ona", "Žukas, Ona"]
        assert self.names(client_with_rows, "sort=person") == ordered
        assert self.names(client_with_rows, "sort=-person") == ordered[::-1]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("q=zukas", {"Žukas, Ona"}),
            ("q=Жукас", {"Žukas, Ona"}),
            ("q=svetima", set()),
            ("status=recognised", {"Čepaitė, Ona"}),
            ("sex=male", {"Adomaitis, Ona", "Žukas, Ona"}),
            ("age=child", {"Čepaitė, Ona"}),
            ("age=adult", {"Adomaitis, Ona"}),
            (f"status_on_from={days_ago(5)}", {"Čepaitė, Ona"}),
        ],
    )
    def test_filters(self, client_with_rows: Client, query: str, found: set[str]) -> None:
        assert set(self.names(client_with_rows, query)) == found

    def test_filters_by_code(self, client_with_rows: Client) -> None:
        from thbcases.codes.models import Country, ExploitationForm

        ukraine = Country.objects.get(code="UA").pk
        labour = ExploitationForm.objects.get(code="LAB").pk
        assert self.names(client_with_rows, f"citizenship={ukraine}") == ["Žukas, Ona"]
        assert len(self.names(client_with_rows, f"exploitation={labour}")) == 2

    @pytest.mark.parametrize(
        "query", ["status=zzz", "citizenship=-1", "status_on_from=31.02", "age=x"]
    )
    def test_nonsense_in_a_filter_is_no_failure(self, client_with_rows: Client, query: str) -> None:
        self.names(client_with_rows, query)

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_the_list_is_taken_out_and_that_is_written_down(
        self, cast: Cast, client_with_rows: Client, form: str
    ) -> None:
        page = client_with_rows.get(f"{reverse('victims:list')}?export={form}&sort=person")
        assert page.status_code == 200
        if form == "csv":
            lines = page.content.decode().splitlines()
            assert len(lines) == 5
            assert "Adomaitis, Ona" in lines[1]
            assert "Svetima" not in page.content.decode()
        with cast.acting("officer"):
            entry = Entry.objects.get(verb="disclosure")
            assert len(entry.records) == 4

    def test_others_get_an_empty_list_or_none(
        self, client_with_rows: Client, signed_in: SignIn
    ) -> None:
        assert self.names(signed_in("ngo")) == []
        for name in ("migration", "funder", "coordinator", "auditor", "administrator"):
            assert signed_in(name).get(reverse("victims:list")).status_code == 403


PAGES = ("victims:list", "victims:residence_permits", "victims:reflection_periods", "web:home")


@pytest.mark.parametrize("name", ["officer", "analyst", "migration", "ngo"])
@pytest.mark.parametrize("page", PAGES)
def test_a_list_makes_the_same_queries_for_1_and_30_rows(
    cast: Cast,
    signed_in: SignIn,
    django_assert_num_queries: Any,
    name: str,
    page: str,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def make(number: int) -> None:
        with cast.making("unit_a"):
            for _ in range(number):
                row = victim(status="recognised", on=days_ago(1), citizenship="UA")
                episode(row, is_main=True)
                period(row, starts_on=days_ago(1))
                permit(row, starts_on=days_ago(1))
                permit(row, "proposed", starts_on=days_ago(1))
                opened(cast, row)

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse(page)).status_code in {200, 403}
        return len(queries)

    client = signed_in(name)
    make(1)
    client.get(reverse(page))
    before = count()
    make(29)
    assert count() == before


@pytest.mark.parametrize("tab", ["detail", "decisions", "stay", "support", "access"])
def test_a_tab_makes_the_same_queries_for_1_and_30_parts(
    cast: Cast, signed_in: SignIn, tab: str
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    euro = Currency.objects.get(code="EUR")

    def make(number: int, row: Victim) -> None:
        with cast.making("unit_a"):
            for _ in range(number):
                episode(row)
                start = today().replace(year=today().year - 2 - row.residence_permits.count())
                permit(row, starts_on=start)
                period(row, starts_on=start)
                row.claims.create(payer="offender", claimed_on=REGISTERED, amount=1, currency=euro)
                row.protection_measures.create(
                    kind=code("protection_kind", "other"),
                    decided_on=REGISTERED,
                    decided_by="x",
                    starts_on=REGISTERED,
                )
                opened(cast, row)

    with cast.making("unit_a"):
        row = victim()
    make(1, row)
    client = signed_in("officer")
    client.get(url(tab, row))
    with CaptureQueriesContext(connection) as one:
        client.get(url(tab, row))
    make(29, row)
    with CaptureQueriesContext(connection) as many:
        client.get(url(tab, row))
    assert len(many) == len(one)
