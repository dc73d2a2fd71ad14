"""Who gets through to what: the NGO by a grant and no longer, the migration department to stays."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, person
from tests.victims.making import (
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
from thbcases.access.models import AccessGrant
from thbcases.access.rights import Refused
from thbcases.audit.models import Entry
from thbcases.people.models import Person
from thbcases.victims.actions import end_access, grant_access
from thbcases.victims.models import ResidencePermit, Victim

SignIn = Callable[..., Client]
NUMBER = "01-1-SLAPTAS-26"
SUMMARY = "slapta operacija Gintaras"
MONTH = timedelta(days=30)


def url(name: str, row: Any) -> str:
    return reverse(f"victims:{name}", kwargs={"uuid": row.uuid})


@pytest.fixture
def row(cast: Cast) -> Victim:
    """A victim of unit A, in an investigation with a number and words that tell."""
    with cast.making("unit_a"):
        case = investigation(NUMBER)
        type(case).objects.filter(pk=case.pk).update(summary=SUMMARY)
        human = person(family_name="Ševčenko", given_name="Olena")
        return victim(case, who=human, citizenship="UA", note=f"iš bylos {NUMBER}")


class TestMigration:
    """The migration department sees stays and the persons in them."""

    PAGES = ("residence_permits", "reflection_periods")

    @pytest.fixture
    def stays(self, cast: Cast, row: Victim) -> dict[str, Any]:
        with cast.making("unit_a"):
            earlier = permit(row, starts_on=days_ago(100), ends_on=days_ago(1))
            return {
                "residence_permit": earlier,
                "decide_permit": permit(row, "proposed", renewal_of=earlier),
                "renew_permit": earlier,
                "end_permit": earlier,
                "reflection_period": period(row, starts_on=days_ago(200)),
                "decide_period": period(row, "proposed"),
            }

    def test_lists_and_home_show_the_person_and_nothing_of_the_case(
        self, row: Victim, stays: dict[str, Any], signed_in: SignIn
    ) -> None:
        client = signed_in("migration")
        addresses = [reverse(f"victims:{name}") for name in self.PAGES] + [reverse("web:home")]
        for address in addresses:
            page = client.get(address).content.decode()
            assert "Ševčenko, Olena" in page, address
            self.tells_nothing(page, row)

    def test_record_and_forms_show_the_person_and_nothing_of_the_case(
        self, row: Victim, stays: dict[str, Any], signed_in: SignIn
    ) -> None:
        client = signed_in("migration")
        for name, stay in stays.items():
            page = client.get(url(name, stay))
            assert page.status_code == 200, name
            assert "Ševčenko, Olena" in page.content.decode(), name
            self.tells_nothing(page.content.decode(), row)

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_files_tell_nothing_either(
        self, row: Victim, stays: dict[str, Any], signed_in: SignIn, form: str
    ) -> None:
        address = reverse("victims:residence_permits")
        page = signed_in("migration").get(f"{address}?export={form}")
        assert page.status_code == 200
        if form == "csv":
            assert "Ševčenko" in page.content.decode()
            self.tells_nothing(page.content.decode(), row)

    def test_the_admin_shows_stays_and_nothing_of_the_case(
        self, row: Victim, stays: dict[str, Any], signed_in: SignIn
    ) -> None:
        client = signed_in("migration")
        address = reverse("admin:victims_residencepermit_changelist")
        keys = stays["residence_permit"].pk
        for page in (client.get(address), client.get(f"{address}{keys}/change/")):
            assert page.status_code == 200
            assert "Ševčenko" in page.content.decode()
            self.tells_nothing(page.content.decode(), row)
        assert client.get(reverse("admin:victims_victim_changelist")).status_code == 403

    def tells_nothing(self, text: str, row: Victim) -> None:
        for secret in (NUMBER, SUMMARY, str(row.uuid), str(row.investigation.uuid)):
            assert secret not in text

    def test_the_victims_record_is_not_there(self, row: Victim, signed_in: SignIn) -> None:
        client = signed_in("migration")
        for name in ("detail", "stay", "propose_permit", "decide", "access"):
            assert client.get(url(name, row)).status_code == 404, name

    def test_a_permit_is_granted_and_renewed_on_the_page(
        self, cast: Cast, row: Victim, signed_in: SignIn
    ) -> None:
        with cast.making("unit_a"):
            stay = permit(row, "proposed", starts_on=days_ago(60), proposed_on=days_ago(60))
        client = signed_in("migration")
        said = {
            "version": stay.version,
            "state": "granted",
            "number": "MD-9",
            "on": str(today()),
            "starts_on": str(days_ago(60)),
            "ends_on": str(days_ago(1)),
        }
        assert client.post(url("decide_permit", stay), said).status_code == 302
        stay.refresh_from_db()
        assert (stay.state, stay.last_day) == ("granted", days_ago(1))
        stale = client.post(url("decide_permit", stay), said)
        assert stale.status_code == 409
        said = {
            "version": stay.version,
            "number": "MD-10",
            "on": str(today()),
            "starts_on": str(today()),
            "ends_on": "",
        }
        answer = client.post(url("renew_permit", stay), said)
        assert answer.status_code == 302, answer.content.decode()
        renewal = ResidencePermit.objects.get(renewal_of=stay)
        assert answer.headers["Location"] == renewal.get_absolute_url()
        page = client.get(renewal.get_absolute_url())
        assert [permit.pk for permit in page.context["chain"].data.data] == [stay.pk, renewal.pk]

    @pytest.mark.parametrize(
        ("name", "said", "field"),
        [
            ("decide_permit", {"ends_on": str(days_ago(3))}, "ends_on"),
            ("decide_permit", {"ends_on": "2099-01-01"}, "ends_on"),
            ("decide_permit", {"starts_on": "31.02.2026"}, "starts_on"),
            ("decide_permit", {"state": "withdrawn"}, "state"),
            ("decide_permit", {"number": ""}, "number"),
            ("decide_permit", {"number": "x" * 61}, "number"),
            ("decide_permit", {"starts_on": str(days_ago(50))}, "starts_on"),
        ],
    )
    def test_bad_input_is_said_at_its_field_and_kept(
        self,
        cast: Cast,
        row: Victim,
        signed_in: SignIn,
        name: str,
        said: dict[str, str],
        field: str,
    ) -> None:
        with cast.making("unit_a"):
            first = permit(row, starts_on=days_ago(90), ends_on=days_ago(40))
            stay = permit(row, "proposed", renewal_of=first, proposed_on=days_ago(9))
        typed = {
            "version": stay.version,
            "state": "granted",
            "number": "MD-1",
            "on": str(today()),
            "starts_on": str(today()),
            "ends_on": "",
            **said,
        }
        page = signed_in("migration").post(url(name, stay), typed)
        assert page.status_code == 200
        assert set(page.context["form"].errors) == {field}
        assert all(
            value in page.content.decode() for value in typed.values() if isinstance(value, str)
        )
        stay.refresh_from_db()
        assert stay.state == "proposed"


class TestNgo:
    """An NGO reads what was opened to it, from the grant's first moment to its last."""

    READ = ("detail", "decisions", "stay", "support")

    def test_before_the_grant_nothing_is_there(self, row: Victim, signed_in: SignIn) -> None:
        client = signed_in("ngo")
        for name in self.READ:
            assert client.get(url(name, row)).status_code == 404

    def test_with_the_grant_record_person_and_permits_are_read(
        self, cast: Cast, row: Victim, signed_in: SignIn
    ) -> None:
        with cast.making("unit_a"):
            opened(cast, row)
            episode(row, "LAB", is_main=True)
            stay = permit(row)
        client = signed_in("ngo")
        addresses = [url(name, row) for name in self.READ]
        addresses += [stay.get_absolute_url(), row.person.get_absolute_url()]
        for address in addresses:
            page = client.get(address)
            assert page.status_code == 200, address
            assert "Ševčenko" in page.content.decode()
            assert SUMMARY not in page.content.decode()
            assert str(row.investigation.uuid) not in page.content.decode()
        assert client.get(url("access", row)).status_code == 404
        assert signed_in("ngo_b").get(url("detail", row)).status_code == 404

    def test_the_list_and_the_home_page_show_what_is_open_and_until_when(
        self, cast: Cast, row: Victim, signed_in: SignIn
    ) -> None:
        with cast.making("unit_a"):
            grant = opened(cast, row)
        client = signed_in("ngo")
        page = client.get(reverse("victims:list")).content.decode()
        assert "Ševčenko, Olena" in page
        assert str(timezone.localdate(grant.ends_at)) in page
        assert NUMBER not in page.replace(f"iš bylos {NUMBER}", "")
        assert "Ševčenko, Olena" in client.get(reverse("web:home")).content.decode()

    @pytest.mark.parametrize(
        ("starts", "ends"), [(-40, -1), (1, 40)], ids=["after its end", "before its start"]
    )
    def test_outside_the_time_of_the_grant_nothing_is_there(
        self, cast: Cast, row: Victim, signed_in: SignIn, starts: int, ends: int
    ) -> None:
        now = timezone.now()
        with cast.making("unit_a"):
            stay = permit(row)
            opened(
                cast,
                row,
                starts_at=now + timedelta(days=starts),
                ends_at=now + timedelta(days=ends),
            )
        client = signed_in("ngo")
        for address in (url("detail", row), stay.get_absolute_url()):
            assert client.get(address).status_code == 404
        assert client.get(row.person.get_absolute_url()).status_code == 404

    def test_a_grant_gives_no_right_to_change(
        self, cast: Cast, row: Victim, signed_in: SignIn
    ) -> None:
        with cast.making("unit_a"):
            opened(cast, row)
        client = signed_in("ngo")
        for name in ("change", "decide", "episodes", "recruitment", "grant_access", "add_claim"):
            assert client.get(url(name, row)).status_code == 403, name
            assert client.post(url(name, row)).status_code == 403, name
        page = client.get(url("detail", row)).content.decode()
        assert url("decide", row) not in page
        assert url("change", row) not in page


class TestGranting:
    """Opening a record is a disclosure with recipient, basis and end."""

    def grant(self, cast: Cast, row: Victim, by: str = "officer", **said: Any) -> AccessGrant:
        values = {
            "organisation": cast.org("ngo_a"),
            "basis": "XIV-169 str., krizės įveikimas",
            "until": today() + MONTH,
            **said,
        }
        return grant_access(by=cast.user(by), victim=row, **values)

    def let_time_pass(self, cast: Cast) -> None:
        """For row security it is always the moment at which this test began."""
        hour = timedelta(hours=1)
        with cast.making("unit_a"):
            AccessGrant.objects.update(starts_at=F("starts_at") - hour, ends_at=F("ends_at") - hour)

    def test_it_opens_the_record_and_is_entered_as_a_disclosure(
        self, cast: Cast, row: Victim
    ) -> None:
        with cast.acting("officer"):
            grant = self.grant(cast, row)
            assert grant.custodian == cast.org("unit_a")
            assert timezone.localdate(grant.ends_at) == today() + MONTH + timedelta(days=1)
            entries = Entry.objects.filter(verb="disclosure")
            assert {tuple(entry.records) for entry in entries} == {
                (row.uuid,),
                (row.person.uuid,),
            }
            assert {(e.reason, e.recipient) for e in entries} == {
                ("XIV-169 str., krizės įveikimas", "ngo_a lt")
            }
        self.let_time_pass(cast)
        with cast.acting("ngo"):
            assert Victim.objects.get() == row
            assert Person.objects.get() == row.person

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"until": days_ago(1)}, "until"),
            ({"until": today().replace(year=1)}, "until"),
            ({"until": today().replace(year=9999, month=12, day=31)}, "until"),
            ({"basis": "  "}, "basis"),
        ],
    )
    def test_without_basis_or_with_an_impossible_end_it_is_refused(
        self, cast: Cast, row: Victim, said: dict[str, Any], field: str
    ) -> None:
        with cast.acting("officer"), pytest.raises(ValidationError) as caught:
            self.grant(cast, row, **said)
        assert set(caught.value.message_dict) == {field}

    def test_it_is_opened_to_ngos_only_and_once(self, cast: Cast, row: Victim) -> None:
        with cast.acting("officer"):
            with pytest.raises(ValidationError):
                self.grant(cast, row, organisation=cast.org("unit_b"))
            self.grant(cast, row)
            with pytest.raises(ValidationError):
                self.grant(cast, row)
            self.grant(cast, row, until=today() + 2 * MONTH)
            self.grant(cast, row, organisation=cast.org("ngo_b"))

    def test_a_unit_that_is_only_assigned_does_not_give_it_away(
        self, cast: Cast, row: Victim
    ) -> None:
        with cast.making("unit_a"):
            row.investigation.assignments.create(
                organisation=cast.org("unit_b"), starts_on=days_ago(9), basis="nutarimas"
            )
        with cast.acting("officer_b"), pytest.raises(Refused):
            self.grant(cast, row, by="officer_b")

    @pytest.mark.parametrize("name", ["analyst", "ngo", "migration", "coordinator"])
    def test_only_officers_grant(self, cast: Cast, row: Victim, name: str) -> None:
        with cast.acting(name), pytest.raises(Refused):
            self.grant(cast, row, by=name)

    def test_it_can_be_ended_at_once_and_only_by_the_unit_that_gave_it(
        self, cast: Cast, row: Victim, signed_in: SignIn
    ) -> None:
        with cast.making("unit_a"):
            grant = opened(cast, row)
        for name in ("ngo", "analyst", "officer_b", "migration"):
            assert signed_in(name).post(url("end_access", grant)).status_code in {403, 404}
        answer = signed_in("officer").post(url("end_access", grant))
        assert answer.headers["Location"] == url("access", row)
        grant.refresh_from_db()
        assert grant.ends_at <= timezone.now()
        self.let_time_pass(cast)
        with cast.acting("ngo"):
            assert not Victim.objects.exists()
        with cast.acting("officer"), pytest.raises(ValidationError):
            end_access(by=cast.user("officer"), grant=grant)

    def test_the_page_opens_the_record_and_lists_it(
        self, cast: Cast, row: Victim, signed_in: SignIn
    ) -> None:
        client = signed_in("officer")
        said = {
            "organisation": cast.org("ngo_a").pk,
            "until": str(today() + MONTH),
            "basis": "sutikimas ir XIV-169",
        }
        answer = client.post(url("grant_access", row), said)
        assert answer.status_code == 302
        page = client.get(answer.headers["Location"]).content.decode()
        assert "ngo_a lt" in page
        assert "sutikimas ir XIV-169" in page
        page = client.post(url("grant_access", row), said | {"organisation": "0", "until": "x"})
        assert set(page.context["form"].errors) == {"organisation", "until"}
        police = client.post(
            url("grant_access", row), said | {"organisation": cast.org("unit_b").pk}
        )
        assert set(police.context["form"].errors) == {"organisation"}


def test_what_is_added_to_other_pages_respects_the_walls(
    cast: Cast, row: Victim, signed_in: SignIn
) -> None:
    with cast.making("unit_a"):
        opened(cast, row)
        stay = permit(row)
    person_page = row.person.get_absolute_url()
    assert NUMBER in signed_in("officer").get(person_page).content.decode()
    for name in ("ngo", "migration"):
        page = signed_in(name).get(person_page)
        assert page.status_code == 200
        assert NUMBER not in page.content.decode()
    case = signed_in("officer").get(row.investigation.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in case
    assert stay.get_absolute_url() in case
    assert url("add", row.investigation) in case
    assert "Status" not in case.replace("Statusas", "")
    assert url("add", row.investigation) not in (
        signed_in("analyst").get(row.investigation.get_absolute_url()).content.decode()
    )


def test_a_stay_cannot_be_reached_by_the_wrong_kind_or_number(
    cast: Cast, row: Victim, signed_in: SignIn
) -> None:
    with cast.making("unit_a"):
        stay = permit(row)
    assert signed_in("migration").get(url("reflection_period", stay)).status_code == 404
    assert code("permit_withdrawal_ground", "fraud")
    page = signed_in("migration").post(
        url("end_permit", stay), {"version": stay.version, "on": str(today()), "ground": "-1"}
    )
    assert set(page.context["form"].errors) == {"ground"}
