"""What is typed on the pages: good input is kept, bad input is told, nothing is lost."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

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
    period,
    permit,
    today,
    victim,
)
from thbcases.codes.models import Country, Currency, ExploitationForm
from thbcases.investigations.models import Investigation
from thbcases.people.models import Person
from thbcases.victims.models import Victim

SignIn = Callable[..., Client]
TODAY = str(today())
CYRILLIC = "Олена Шевченко-Коваленко"
RIGHT_TO_LEFT = "محمد الأمين"


def url(name: str, row: Any) -> str:
    return reverse(f"victims:{name}", kwargs={"uuid": row.uuid})


@pytest.fixture
def officer(signed_in: SignIn) -> Client:
    return signed_in("officer")


@pytest.fixture
def row(cast: Cast) -> Victim:
    """A presumed victim of unit A."""
    with cast.making("unit_a"):
        return victim(who=person(family_name="Ševčenko"))


class TestAdding:
    """A victim is entered on the investigation's page, after a look at whom the unit knows."""

    @pytest.fixture
    def case(self, cast: Cast) -> Investigation:
        with cast.making("unit_a"):
            return investigation()

    def said(self, **changes: Any) -> dict[str, Any]:
        return {
            "family_name": "Kovalenko",
            "given_name": "Daryna",
            "sex": "female",
            "status": "presumed",
            "on": TODAY,
            "decider": "police",
            "basis": "tarnybinis pranešimas",
            **changes,
        }

    def test_a_new_person_becomes_a_victim(self, officer: Client, case: Investigation) -> None:
        form = ExploitationForm.objects.get(code="BEG").pk
        answer = officer.post(url("add", case), self.said(form=form))
        row = Victim.objects.get()
        assert answer.headers["Location"] == row.get_absolute_url()
        assert (row.investigation, row.status) == (case, "presumed")
        assert [(e.form.code, e.is_main) for e in row.episodes.all()] == [("BEG", True)]

    @pytest.mark.parametrize("name", [CYRILLIC, RIGHT_TO_LEFT])
    def test_a_name_in_any_script_is_kept_and_shown(
        self, officer: Client, case: Investigation, name: str
    ) -> None:
        said = self.said(family_name="", given_name="", original_name=name)
        answer = officer.post(url("add", case), said)
        assert name in officer.get(answer.headers["Location"]).content.decode()

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"family_name": "x" * 300}, "family_name"),
            ({"on": str(today().replace(year=2100))}, "on"),
            ({"on": "vakar"}, "on"),
            ({"birth_date": "2100-01-01"}, "birth_date"),
            ({"status": "recognised"}, "status"),
            ({"decider": "karalius"}, "decider"),
            ({"citizenship": "999999"}, "citizenship"),
            ({"identified_by": "999999"}, "identified_by"),
            ({"birth_date": TODAY, "on": str(days_ago(1))}, "on"),
        ],
    )
    def test_bad_input_is_told_at_its_field_and_nothing_is_saved(
        self, officer: Client, case: Investigation, said: dict[str, str], field: str
    ) -> None:
        page = officer.post(url("add", case), self.said(**said))
        assert page.status_code == 200
        assert field in page.context["form"].errors
        assert "Daryna" in page.content.decode()
        assert not Victim.objects.exists()
        assert not Person.objects.exists()

    def test_other_forms_of_exploitation_are_described(
        self, officer: Client, case: Investigation
    ) -> None:
        form = ExploitationForm.objects.get(code="OTHER").pk
        page = officer.post(url("add", case), self.said(form=form))
        assert set(page.context["form"].errors) == {"text"}
        officer.post(url("add", case), self.said(form=form, text="vertė rinkti uogas"))
        assert Victim.objects.get().episodes.get().text == "vertė rinkti uogas"

    def test_whom_the_unit_knows_is_shown_before_a_new_row_is_made(
        self, cast: Cast, officer: Client, case: Investigation
    ) -> None:
        with cast.making("unit_a"):
            known = person(family_name="Kovalenko", given_name="Darina")
        page = officer.post(url("add", case), self.said())
        assert str(known.uuid) in page.content.decode()
        assert not Victim.objects.exists()
        officer.post(url("add", case), self.said(choice=str(known.uuid)))
        assert Victim.objects.get().person == known
        again = officer.post(url("add", case), self.said(choice=str(known.uuid)))
        assert again.status_code == 200
        assert again.context["form"].errors

    def test_somebody_elses_person_cannot_be_chosen(
        self, cast: Cast, officer: Client, case: Investigation
    ) -> None:
        with cast.making("unit_a"):
            person(family_name="Kovalenko", given_name="Darina")
        with cast.making("unit_b"):
            foreign = person(family_name="Kovalenko", given_name="Daryna")
        page = officer.post(url("add", case), self.said(choice=str(foreign.uuid)))
        assert set(page.context["form"].errors) == {"choice"}
        shown = page.context["form"].candidates
        assert foreign.pk not in [candidate.person.pk for candidate in shown]
        assert not Victim.objects.exists()

    def test_somebody_elses_case_is_not_there(self, cast: Cast, officer: Client) -> None:
        with cast.making("unit_b"):
            foreign = investigation("B-1")
        assert officer.post(url("add", foreign), self.said()).status_code == 404
        absent = reverse("victims:add", kwargs={"uuid": uuid4()})
        assert officer.post(absent, self.said()).status_code == 404


class TestDeciding:
    """The form of a decision."""

    def said(self, row: Victim, **changes: Any) -> dict[str, Any]:
        return {
            "version": row.version,
            "status": "recognised",
            "on": TODAY,
            "decider": "prosecutor",
            "decider_name": "D. Ambrazienė",
            "basis": "nutarimas 2026-12",
            **changes,
        }

    def test_recognising(self, officer: Client, row: Victim) -> None:
        answer = officer.post(url("decide", row), self.said(row))
        assert answer.headers["Location"] == row.get_absolute_url()
        row.refresh_from_db()
        assert (row.status, str(row.status_on)) == ("recognised", TODAY)
        assert "nutarimas 2026-12" in officer.get(url("decisions", row)).content.decode()

    def test_only_what_can_follow_is_offered(self, officer: Client, row: Victim) -> None:
        choices = officer.get(url("decide", row)).context["form"].fields["status"].choices
        assert [value for value, _label in choices] == [
            "",
            "recognised",
            "declined",
            "not_confirmed",
            "not_a_victim",
        ]

    @pytest.mark.parametrize(
        ("said", "fields"),
        [
            ({"decider": "ngo", "basis": ""}, {"decider", "basis"}),
            ({"on": str(REGISTERED.replace(year=2020))}, {"on"}),
            ({"on": "2100-01-01"}, {"on"}),
            ({"status": "presumed"}, {"status"}),
            ({"status": ""}, {"status"}),
            ({"basis": "x" * 301}, {"basis"}),
        ],
    )
    def test_a_recognised_victim_without_a_decision_cannot_come_about(
        self, officer: Client, row: Victim, said: dict[str, str], fields: set[str]
    ) -> None:
        page = officer.post(url("decide", row), self.said(row, **said))
        assert page.status_code == 200
        assert set(page.context["form"].errors) == fields
        assert "D. Ambrazienė" in page.content.decode()
        row.refresh_from_db()
        assert row.status == "presumed"

    def test_a_stale_form_decides_nothing(self, officer: Client, row: Victim) -> None:
        said = self.said(row)
        officer.post(url("decide", row), said)
        page = officer.post(url("decide", row), said | {"status": "declined"})
        assert page.status_code == 409
        assert row.decisions.count() == 2


class TestEpisodes:
    """Several rows of exploitation on one page."""

    def said(self, row: Victim, *rows: dict[str, Any]) -> dict[str, Any]:
        row.refresh_from_db()
        stored = sum("id" in one for one in rows)
        data = {
            "version": row.version,
            "episodes-TOTAL_FORMS": len(rows),
            "episodes-INITIAL_FORMS": stored,
        }
        for number, one in enumerate(rows):
            data |= {f"episodes-{number}-{name}": value for name, value in one.items()}
        return data

    def form(self, name: str) -> int:
        return ExploitationForm.objects.get(code=name).pk

    def marks(self, row: Victim) -> list[tuple[str, bool]]:
        return [(e.form.code, e.is_main) for e in row.episodes.order_by("id")]

    def test_several_rows_one_main(self, officer: Client, row: Victim) -> None:
        rows = ({"form": self.form("LAB")}, {"form": self.form("BEG"), "is_main": "on"})
        assert officer.post(url("episodes", row), self.said(row, *rows)).status_code == 302
        assert self.marks(row) == [("LAB", False), ("BEG", True)]

    def test_a_single_row_is_the_main_one(self, officer: Client, row: Victim) -> None:
        officer.post(url("episodes", row), self.said(row, {"form": self.form("LAB")}))
        assert self.marks(row) == [("LAB", True)]

    @pytest.mark.parametrize("main", [0, 1, 2])
    def test_the_mark_moves_from_any_row_to_any_other(
        self, cast: Cast, officer: Client, row: Victim, main: int
    ) -> None:
        with cast.making("unit_a"):
            made = [episode(row, name, is_main=name == "BEG") for name in ("LAB", "BEG", "CRIME")]
        rows = [{"id": e.pk, "version": e.version, "form": e.form_id} for e in made]
        rows[main]["is_main"] = "on"
        answer = officer.post(url("episodes", row), self.said(row, *rows))
        assert answer.status_code == 302, answer.content.decode()
        assert [is_main for _form, is_main in self.marks(row)] == [n == main for n in range(3)]

    def test_a_row_can_be_taken_out(self, cast: Cast, officer: Client, row: Victim) -> None:
        with cast.making("unit_a"):
            first, second = episode(row, "LAB", is_main=True), episode(row, "BEG")
        rows = (
            {"id": first.pk, "version": first.version, "form": first.form_id, "DELETE": "on"},
            {"id": second.pk, "version": second.version, "form": second.form_id},
        )
        assert officer.post(url("episodes", row), self.said(row, *rows)).status_code == 302
        assert self.marks(row) == [("BEG", True)]

    @pytest.mark.parametrize(
        "rows",
        [
            [{"form": "LAB", "is_main": "on"}, {"form": "BEG", "is_main": "on"}],
            [{"form": "LAB"}, {"form": "BEG"}],
            [{"form": "OTHER"}],
            [{"form": "LAB", "starts_on": "2026-02-02", "ends_on": "2026-02-01"}],
            [{"form": "LAB", "starts_on": "2026-02-31"}],
            [{"form": "", "place": "Kaunas"}],
            [{"form": "LAB", "place": "x" * 201}],
        ],
        ids=["two main", "none main", "no text", "end first", "no day", "no form", "long"],
    )
    def test_bad_rows_are_told_and_kept(
        self, officer: Client, row: Victim, rows: list[dict[str, Any]]
    ) -> None:
        typed = [{**one, "form": one["form"] and self.form(one["form"])} for one in rows]
        page = officer.post(url("episodes", row), self.said(row, *typed))
        assert page.status_code == 200
        formset = page.context["formsets"]["episodes"]
        assert any(formset.errors) or formset.non_form_errors()
        assert "errors-title" in page.content.decode()
        assert not row.episodes.exists()

    def test_somebody_elses_row_is_not_changed(
        self, cast: Cast, officer: Client, row: Victim
    ) -> None:
        with cast.making("unit_b"):
            foreign = episode(victim(), "LAB", is_main=True, place="Šiauliai")
        with cast.making("unit_a"):
            other = episode(victim(who=person()), "LAB", is_main=True, place="Alytus")
        for one in (foreign, other):
            rows = {"id": one.pk, "version": 1, "form": self.form("BEG"), "place": "Vilnius"}
            page = officer.post(url("episodes", row), self.said(row, rows))
            assert page.status_code == 200
            one.refresh_from_db()
            assert one.place != "Vilnius"

    def test_a_stale_page_is_told(self, officer: Client, row: Victim) -> None:
        said = self.said(row, {"form": self.form("LAB")})
        officer.post(url("episodes", row), said)
        assert officer.post(url("episodes", row), said).status_code == 409
        assert row.episodes.count() == 1

    def test_another_row_is_added_without_judging(self, officer: Client, row: Victim) -> None:
        said = self.said(row, {"form": "", "place": "Kaunas"}) | {"add_row": "episodes"}
        page = officer.post(url("episodes", row), said)
        assert page.status_code == 200
        assert len(page.context["formsets"]["episodes"].forms) == 2
        assert "Kaunas" in page.content.decode()


class TestRecruitment:
    """Check lists of how somebody was recruited and controlled."""

    def test_lists_are_set_and_changed(self, officer: Client, row: Victim) -> None:
        work, family = (code("recruitment_method", n) for n in ("at_work", "family"))
        debt = code("control_means", "uses_children")
        said = {"version": row.version, "methods": [work.pk, family.pk], "means": [debt.pk]}
        assert officer.post(url("recruitment", row), said).status_code == 302
        assert {r.method for r in row.recruitments.all()} == {work, family}
        row.refresh_from_db()
        page = officer.get(url("recruitment", row))
        assert set(page.context["form"].initial["methods"]) == {work.pk, family.pk}
        said = {"version": row.version, "methods": [family.pk]}
        officer.post(url("recruitment", row), said)
        assert [r.method for r in row.recruitments.all()] == [family]
        assert not row.controls.exists()

    def test_a_stale_page_changes_nothing(self, officer: Client, row: Victim) -> None:
        said = {"version": row.version, "methods": [code("recruitment_method", "at_work").pk]}
        officer.post(url("recruitment", row), said)
        page = officer.post(url("recruitment", row), {"version": row.version, "methods": []})
        assert page.status_code == 409
        assert row.recruitments.count() == 1

    def test_a_code_of_another_list_is_refused(self, officer: Client, row: Victim) -> None:
        wrong = code("control_means", "uses_children").pk
        page = officer.post(url("recruitment", row), {"version": row.version, "methods": [wrong]})
        assert set(page.context["form"].errors) == {"methods"}


class TestFacts:
    """Place in the proceedings, co-operation, education, employment, relationship."""

    def said(self, row: Victim, **changes: Any) -> dict[str, Any]:
        return {
            "version": row.version,
            "procedural_status": "victim",
            "cooperation": "yes",
            "education": code("education", "primary").pk,
            "employment": code("employment", "student").pk,
            "marital_status": "",
            "relationship": code("relationship_to_trafficker", "stranger").pk,
            "note": "atsargiai",
            **changes,
        }

    def test_facts_are_kept_and_shown(self, officer: Client, row: Victim) -> None:
        assert officer.post(url("change", row), self.said(row)).status_code == 302
        page = officer.get(row.get_absolute_url(), headers={"accept-language": "en"})
        for words in ("Primary", "In education", "Stranger", "atsargiai", "co-operates"):
            assert words in page.content.decode()

    def test_the_second_to_save_is_told_what_differs(self, officer: Client, row: Victim) -> None:
        said = self.said(row)
        officer.post(url("change", row), said)
        page = officer.post(url("change", row), said | {"cooperation": "withdrawn"})
        assert page.status_code == 409
        assert [d.name for d in page.context["differences"]] == ["cooperation"]
        row.refresh_from_db()
        assert row.cooperation == "yes"

    def test_the_status_is_not_changed_by_editing(self, officer: Client, row: Victim) -> None:
        officer.post(url("change", row), self.said(row, status="recognised"))
        row.refresh_from_db()
        assert (row.status, row.cooperation) == ("presumed", "yes")

    def test_a_code_of_another_list_is_refused(self, officer: Client, row: Victim) -> None:
        wrong = code("employment", "student").pk
        page = officer.post(url("change", row), self.said(row, education=wrong))
        assert set(page.context["form"].errors) == {"education"}


class TestProposing:
    """Proposals of stays on the victim's page."""

    def test_a_period_runs_as_long_as_the_rule_which_is_shown_with_its_source(
        self, officer: Client, row: Victim
    ) -> None:
        page = officer.get(url("propose_period", row), headers={"accept-language": "en"})
        assert "30 days" in page.content.decode()
        assert "430" in page.content.decode()
        said = {"starts_on": "2026-03-01", "on": TODAY}
        assert officer.post(url("propose_period", row), said).status_code == 302
        stay = row.reflection_periods.get()
        assert str(stay.ends_on) == "2026-03-31"
        assert "2026-03-31" in officer.get(url("stay", row)).content.decode()
        page = officer.get(stay.get_absolute_url(), headers={"accept-language": "en"})
        assert "30 days" in page.content.decode()

    def test_a_renewal_begins_the_day_after_and_names_the_permit(
        self, cast: Cast, officer: Client, row: Victim
    ) -> None:
        with cast.making("unit_a"):
            first = permit(row, starts_on=days_ago(60), ends_on=days_ago(1))
        form = officer.get(url("propose_permit", row)).context["form"]
        assert form.initial == {"renewal_of": first.pk, "starts_on": today()}
        said = {"renewal_of": first.pk, "starts_on": TODAY, "on": TODAY}
        assert officer.post(url("propose_permit", row), said).status_code == 302
        assert row.residence_permits.get(state="proposed").renewal_of == first

    @pytest.mark.parametrize(
        ("kind", "said", "field"),
        [
            ("propose_permit", {"starts_on": str(days_ago(30))}, "starts_on"),
            ("propose_permit", {"ends_on": str(days_ago(2))}, "ends_on"),
            ("propose_permit", {"renewal_of": ""}, "renewal_of"),
            ("propose_permit", {"renewal_of": "999999"}, "renewal_of"),
            ("propose_permit", {"ends_on": "2099-01-01"}, "ends_on"),
            ("propose_permit", {"starts_on": "1000-01-01"}, "starts_on"),
            ("propose_permit", {"starts_on": "9999-12-31"}, None),
            ("propose_permit", {"on": "2100-01-01"}, "on"),
            ("propose_period", {"starts_on": str(days_ago(5))}, "starts_on"),
            ("propose_period", {"starts_on": "2010-01-01"}, "starts_on"),
        ],
    )
    def test_bad_days_are_told_at_their_field(
        self,
        cast: Cast,
        officer: Client,
        row: Victim,
        kind: str,
        said: dict[str, str],
        field: str | None,
    ) -> None:
        with cast.making("unit_a"):
            first = permit(row, starts_on=days_ago(60), ends_on=days_ago(1))
            period(row, starts_on=days_ago(20), ends_on=today())
        typed = {"starts_on": TODAY, "on": TODAY, "note": "skubu", "renewal_of": first.pk, **said}
        page = officer.post(url(kind, row), typed)
        if field is None:
            assert page.status_code == 302
            return
        assert page.status_code == 200
        assert set(page.context["form"].errors) == {field}
        assert "skubu" in page.content.decode()
        assert not row.residence_permits.filter(state="proposed").exists()

    def test_somebody_elses_permit_cannot_be_named(
        self, cast: Cast, officer: Client, row: Victim
    ) -> None:
        with cast.making("unit_b"):
            foreign = permit(victim(), starts_on=days_ago(60), ends_on=days_ago(1))
        said = {"starts_on": TODAY, "on": TODAY, "renewal_of": foreign.pk}
        page = officer.post(url("propose_permit", row), said)
        assert set(page.context["form"].errors) == {"renewal_of"}


class TestSupport:
    """Compensation and protection."""

    def claim(self, **changes: Any) -> dict[str, Any]:
        euro = Currency.objects.get(code="EUR").pk
        return {
            "payer": "offender",
            "claimed_on": str(REGISTERED),
            "amount": "5000,50",
            "currency": euro,
            **changes,
        }

    def test_from_the_claim_to_the_payment(self, officer: Client, row: Victim) -> None:
        assert officer.post(url("add_claim", row), self.claim()).status_code == 302
        claim = row.claims.get()
        assert str(claim.amount) == "5000.50"
        page = officer.get(url("support", row)).content.decode()
        assert url("award_claim", claim) in page
        assert url("pay_claim", claim) not in page
        officer.post(url("award_claim", claim), {"on": str(days_ago(9)), "awarded": "4000"})
        claim.refresh_from_db()
        assert (claim.state, claim.awarded) == ("awarded", 4000)
        assert officer.post(url("pay_claim", claim), {"on": str(days_ago(1))}).status_code == 302
        claim.refresh_from_db()
        assert (claim.state, claim.paid_on) == ("paid", days_ago(1))

    def test_a_refused_claim_goes_no_further(self, officer: Client, row: Victim) -> None:
        officer.post(url("add_claim", row), self.claim())
        claim = row.claims.get()
        assert officer.post(url("refuse_claim", claim), {"on": TODAY}).status_code == 302
        for step, said in (
            ("pay_claim", {}),
            ("award_claim", {"awarded": "1"}),
            ("refuse_claim", {}),
        ):
            page = officer.post(url(step, claim), {"on": TODAY, **said})
            assert page.status_code == 200
            assert page.context["form"].non_field_errors()
        claim.refresh_from_db()
        assert claim.state == "refused"

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"amount": "0"}, "amount"),
            ({"amount": "-5"}, "amount"),
            ({"amount": "99999999999999"}, "amount"),
            ({"amount": "daug"}, "amount"),
            ({"claimed_on": "2100-01-01"}, "claimed_on"),
            ({"claimed_on": "2014-05-05"}, "currency"),
            ({"currency": "999"}, "currency"),
            ({"payer": "kaimynas"}, "payer"),
        ],
    )
    def test_a_bad_claim_is_told_at_its_field(
        self, officer: Client, row: Victim, said: dict[str, str], field: str
    ) -> None:
        page = officer.post(url("add_claim", row), self.claim(**said))
        assert page.status_code == 200
        assert set(page.context["form"].errors) == {field}
        assert not row.claims.exists()

    def test_a_claim_of_2014_is_in_litas(self, officer: Client, row: Victim) -> None:
        litas = Currency.objects.get(code="LTL").pk
        said = self.claim(claimed_on="2014-05-05", currency=litas)
        assert officer.post(url("add_claim", row), said).status_code == 302

    @pytest.mark.parametrize(
        ("step", "said", "field"),
        [
            ("award_claim", {"on": "2026-03-08", "awarded": "1"}, "on"),
            ("award_claim", {"on": "2100-01-01", "awarded": "1"}, "on"),
            ("award_claim", {"on": TODAY, "awarded": "0"}, "awarded"),
            ("award_claim", {"on": TODAY, "awarded": "1e99"}, "awarded"),
            ("refuse_claim", {"on": "2026-03-08"}, "on"),
        ],
    )
    def test_steps_in_the_wrong_order_are_told(
        self, officer: Client, row: Victim, step: str, said: dict[str, str], field: str
    ) -> None:
        officer.post(url("add_claim", row), self.claim())
        claim = row.claims.get()
        page = officer.post(url(step, claim), said)
        assert set(page.context["form"].errors) == {field}
        claim.refresh_from_db()
        assert claim.state == "claimed"

    def test_a_payment_before_the_award_is_told(self, officer: Client, row: Victim) -> None:
        officer.post(url("add_claim", row), self.claim())
        claim = row.claims.get()
        officer.post(url("award_claim", claim), {"on": str(days_ago(3)), "awarded": "1"})
        page = officer.post(url("pay_claim", claim), {"on": str(days_ago(4))})
        assert set(page.context["form"].errors) == {"on"}

    def test_a_measure_is_added_and_its_end_corrected(self, officer: Client, row: Victim) -> None:
        said = {
            "kind": code("protection_kind", "anonymity").pk,
            "decided_on": str(REGISTERED),
            "decided_by": "prokurorė",
            "starts_on": str(REGISTERED),
        }
        assert officer.post(url("add_protection", row), said).status_code == 302
        measure = row.protection_measures.get()
        said |= {"version": measure.version, "ends_on": "2026-01-01"}
        page = officer.post(url("change_protection", measure), said)
        assert set(page.context["form"].errors) == {"ends_on"}
        said |= {"ends_on": TODAY}
        assert officer.post(url("change_protection", measure), said).status_code == 302
        assert officer.post(url("change_protection", measure), said).status_code == 409

    def test_somebody_elses_parts_are_not_there(
        self, cast: Cast, officer: Client, row: Victim
    ) -> None:
        euro = Currency.objects.get(code="EUR")
        with cast.making("unit_b"):
            foreign = victim().claims.create(
                payer="offender", claimed_on=REGISTERED, amount=1, currency=euro
            )
        for step in ("change_claim", "award_claim", "refuse_claim", "pay_claim"):
            assert officer.post(url(step, foreign), {"on": TODAY}).status_code == 404
        assert officer.post(url("add_claim", foreign), self.claim()).status_code == 404


def test_the_citizenship_filter_offers_countries_only(officer: Client) -> None:
    page = officer.get(reverse("victims:list"))
    offered = page.context["filter"].form.fields["citizenship"].queryset
    assert not offered.filter(kind__in=["stateless", "unknown"]).exists()
    assert offered.filter(pk=Country.objects.get(code="UA").pk).exists()
