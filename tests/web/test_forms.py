"""Forms: nothing typed is lost, nothing is overwritten unseen, every refusal is said in words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client

from tests.cast import Cast
from tests.web.conftest import MakeCase
from tests.web.pages import CaseForm, VictimForm
from thbcases.access.rights import Refused
from thbcases.investigations.models import Assignment, Investigation
from thbcases.web.forms import DateField, Form
from thbcases.web.refusals import INVISIBLE, message_of, refusals_onto
from thbcases.web.views import forms as form_views

SignIn = Callable[[str], Client]
ENGLISH = {"accept-language": "en"}


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "number": "01-1-00009-26",
        "registered_on": "2026-03-09",
        "reach": "domestic",
        "prosecutor": "",
        "summary": "",
        **changes,
    }


def rows(prefix: str, total: int, **values: str) -> dict[str, Any]:
    management = {f"{prefix}-TOTAL_FORMS": str(total), f"{prefix}-INITIAL_FORMS": "0"}
    return management | {f"{prefix}-{name.replace('__', '-')}": v for name, v in values.items()}


def new_case(**changes: Any) -> dict[str, Any]:
    return typed(**changes) | rows("units", 1) | rows("victims", 1)


@pytest.mark.parametrize("text", ["2026-03-09", "2026.03.09", "20260309", " 2026-03-09 "])
def test_a_day_may_be_typed_in_three_ways(text: str) -> None:
    assert DateField().clean(text) == date(2026, 3, 9)


def test_a_day_is_a_text_input_whatever_the_browsers_language() -> None:
    html = str(VictimForm()["born_on"])
    assert 'type="text"' in html
    assert 'inputmode="numeric"' in html
    assert VictimForm()["born_on"].help_text


@pytest.mark.usefixtures("addresses")
class TestUpdate:
    def test_it_saves(self, signed_in: SignIn, own: Investigation) -> None:
        answer = self.post(signed_in("officer"), own, number="new", version=own.version)
        assert answer.status_code == 302
        assert answer["Location"] == f"/cases/{own.uuid}/"
        own.refresh_from_db()
        assert (own.number, own.version) == ("new", 2)

    def test_the_second_to_save_is_told_and_loses_nothing(
        self, signed_in: SignIn, own: Investigation
    ) -> None:
        officer = signed_in("officer")
        self.post(officer, own, prosecutor="First Saved", version=1)
        answer = self.post(officer, own, prosecutor="Second Typed", version=1)
        assert answer.status_code == 409
        own.refresh_from_db()
        assert own.prosecutor == "First Saved"
        differences = {d.name: (d.stored, d.typed) for d in answer.context["differences"]}
        assert differences == {"prosecutor": ("First Saved", "Second Typed")}
        assert 'value="Second Typed"' in answer.text
        assert "Somebody changed this record after you opened it." in answer.text

    def test_saving_again_is_a_decision_and_works(
        self, signed_in: SignIn, own: Investigation
    ) -> None:
        officer = signed_in("officer")
        self.post(officer, own, prosecutor="First Saved", version=1)
        conflict = self.post(officer, own, prosecutor="Second Typed", version=1)
        version = conflict.context["form"]["version"].value()
        assert (
            self.post(officer, own, prosecutor="Second Typed", version=version).status_code == 302
        )
        own.refresh_from_db()
        assert own.prosecutor == "Second Typed"

    @pytest.mark.parametrize("version", ["", "0", "-1", "x", "99999999999"])
    def test_a_missing_or_wrong_version_never_overwrites(
        self, signed_in: SignIn, own: Investigation, version: str
    ) -> None:
        answer = self.post(signed_in("officer"), own, number="new", version=version)
        assert answer.status_code == 409
        own.refresh_from_db()
        assert own.number == "01-1-00001-26"

    def test_choices_are_compared_in_words(self, signed_in: SignIn, own: Investigation) -> None:
        answer = self.post(signed_in("officer"), own, reach="international", version=7)
        differences = {d.name: (d.stored, d.typed) for d in answer.context["differences"]}
        assert differences["reach"] == ("not yet known", "international")
        assert differences["registered_on"] == ("2026-03-09", "2026-01-01")

    def test_the_heading_does_not_change_while_typing(
        self, signed_in: SignIn, own: Investigation
    ) -> None:
        answer = self.post(signed_in("officer"), own, number="x" * 300, version=1)
        assert answer.status_code == 200
        assert answer.context["breadcrumbs"][0].label == "01-1-00001-26"

    def test_a_number_another_unit_has_is_an_error_of_the_form(
        self, signed_in: SignIn, own: Investigation, foreign: Investigation
    ) -> None:
        """Row security hides the other row from the form's own check; the database finds it."""
        answer = self.post(signed_in("officer"), own, number=foreign.number, version=1)
        assert answer.status_code == 200
        assert answer.context["form"].non_field_errors()
        assert f'value="{foreign.number}"' in answer.text

    def post(self, client: Client, case: Investigation, **changes: Any) -> Any:
        data = typed(number=case.number, registered_on="2026-03-09") | changes
        if "reach" in changes:
            data["registered_on"] = "2026-01-01"
        else:
            data["reach"] = "unknown"
        data.setdefault("prosecutor", case.prosecutor)
        return client.post(f"/cases/{case.uuid}/change/", data, headers=ENGLISH)


@pytest.mark.usefixtures("addresses")
class TestRows:
    def post(self, client: Client, case: Investigation, row: Assignment, **changes: str) -> Any:
        unit = {
            "id": str(row.pk),
            "organisation": str(row.organisation_id),
            "starts_on": "2026-03-10",
            "ends_on": "",
            "basis": row.basis,
            "version": "1",
        }
        data = typed(number=case.number, reach="unknown", version="1")
        data |= {"units-TOTAL_FORMS": "1", "units-INITIAL_FORMS": "1"}
        data |= {f"units-0-{name}": value for name, value in (unit | changes).items()}
        return client.post(f"/cases/{case.uuid}/units/", data, headers=ENGLISH)

    @pytest.fixture
    def row(self, cast: Cast, own: Investigation) -> Assignment:
        with cast.making("unit_a"):
            return Assignment.objects.create(
                investigation=own,
                organisation=cast.org("unit_b"),
                starts_on=date(2026, 3, 10),
                basis="first order",
            )

    def test_a_row_is_changed_with_its_record(
        self, signed_in: SignIn, own: Investigation, row: Assignment
    ) -> None:
        assert self.post(signed_in("officer"), own, row, basis="new order").status_code == 302
        row.refresh_from_db()
        assert row.basis == "new order"

    def test_a_row_that_somebody_else_changed_is_not_overwritten(
        self, signed_in: SignIn, own: Investigation, row: Assignment, cast: Cast
    ) -> None:
        with cast.making("unit_a"):
            Assignment.objects.update(basis="second order")
        page = self.post(signed_in("officer"), own, row, basis="third order")
        assert page.status_code == 409
        found = [(d.anchor, d.stored, d.typed) for d in page.context["differences"]]
        assert found == [("id_units-0-basis", "second order", "third order")]
        row.refresh_from_db()
        assert row.basis == "second order"

    def test_somebody_elses_row_is_refused(
        self,
        signed_in: SignIn,
        own: Investigation,
        row: Assignment,
        foreign: Investigation,
        cast: Cast,
    ) -> None:
        with cast.making("unit_b"):
            other = Assignment.objects.create(
                investigation=foreign,
                organisation=cast.org("special"),
                starts_on=date(2026, 3, 10),
                basis="not yours",
            )
        page = self.post(signed_in("officer"), own, row, id=str(other.pk), basis="mine now")
        assert page.status_code == 200
        other.refresh_from_db()
        assert other.basis == "not yours"


@pytest.mark.usefixtures("addresses")
class TestCreate:
    def test_it_saves_the_record_and_its_rows(self, signed_in: SignIn, cast: Cast) -> None:
        data = new_case() | rows(
            "units",
            2,
            **{
                "0__organisation": str(cast.org("unit_b").pk),
                "0__starts_on": "2026-03-10",
                "0__basis": "order",
            },
        )
        answer = signed_in("officer").post("/cases/add/", data)
        case = Investigation.objects.get(number="01-1-00009-26")
        assert answer["Location"] == f"/cases/{case.uuid}/"
        assert [str(a.organisation.code) for a in case.assignments.all()] == ["unit_b"]

    def test_an_error_in_a_row_leads_to_its_field(self, signed_in: SignIn) -> None:
        data = new_case() | rows("victims", 1, **{"0__name": "x" * 30, "0__born_on": "soon"})
        page = signed_in("officer").post("/cases/add/", data, headers=ENGLISH)
        assert page.status_code == 200
        for anchor in ("id_victims-0-name", "id_victims-0-born_on", "id_victims-0-sex_0"):
            assert f'<a href="#{anchor}">Victims 1: ' in page.text
            assert f'id="{anchor}"' in page.text
        assert 'value="soon"' in page.text
        assert not Investigation.objects.exists()

    def test_add_another_row_keeps_what_was_typed_and_judges_nothing(
        self, signed_in: SignIn
    ) -> None:
        data = new_case(number="", registered_on="soon", add_row="victims") | rows(
            "victims", 1, **{"0__name": "Ona"}
        )
        page = signed_in("officer").post("/cases/add/", data)
        assert page.status_code == 200
        assert "is-invalid" not in page.text
        assert 'id="errors"' not in page.text
        assert page.text.count('<fieldset class="form-row">') == 3, "one unit and two victims"
        assert 'value="Ona"' in page.text
        assert 'value="soon"' in page.text
        new_row = page.text.split('id="id_victims-1-name"')[0].rsplit("<input", 1)[1]
        assert "autofocus" in new_row + page.text.split('id="id_victims-1-name"')[1].split(">")[0]

    @pytest.mark.parametrize("name", ["nonsense", "", "units-0"])
    def test_an_unknown_group_adds_nothing(self, signed_in: SignIn, name: str) -> None:
        page = signed_in("officer").post("/cases/add/", new_case(add_row=name))
        assert page.status_code == 200
        assert page.text.count('<fieldset class="form-row">') == 2

    def test_rows_without_their_counts_are_an_error_and_not_a_failure(
        self, signed_in: SignIn
    ) -> None:
        assert signed_in("officer").post("/cases/add/", typed()).status_code == 200
        assert signed_in("officer").post("/cases/add/", {"add_row": "units"}).status_code == 200

    def test_a_refused_save_can_be_saved_again(
        self, signed_in: SignIn, foreign: Investigation, cast: Cast
    ) -> None:
        officer = signed_in("officer")
        unit = {
            "0__organisation": str(cast.org("unit_b").pk),
            "0__starts_on": "2026-03-10",
            "0__basis": "order",
        }
        taken = new_case(number=foreign.number) | rows("units", 1, **unit)
        page = officer.post("/cases/add/", taken)
        assert page.status_code == 200
        assert Assignment.objects.count() == 0
        assert 'name="version"' not in page.text, "the refused record is not an existing one"
        again = new_case() | rows("units", 1, **unit)
        assert officer.post("/cases/add/", again).status_code == 302

    def test_the_summary_of_errors_links_to_fields(self, signed_in: SignIn) -> None:
        page = signed_in("officer").post("/cases/add/", new_case(number=""), headers=ENGLISH)
        assert 'id="errors" role="alert" tabindex="-1"' in page.text
        assert '<a href="#id_number">Number</a>' in page.text
        field = page.text.split('name="number"')[1].split(">")[0]
        assert 'aria-invalid="true"' in field

    def test_who_may_not_add_is_refused(self, signed_in: SignIn) -> None:
        assert signed_in("analyst").get("/cases/add/").status_code == 403


@pytest.mark.usefixtures("addresses")
class TestPart:
    def test_a_part_belongs_to_the_record_of_the_address(
        self, signed_in: SignIn, own: Investigation, cast: Cast
    ) -> None:
        data = {"organisation": cast.org("unit_b").pk, "starts_on": "2026-03-10", "basis": "order"}
        answer = signed_in("officer").post(f"/cases/{own.uuid}/assign/", data)
        assert answer["Location"] == f"/cases/{own.uuid}/", "a part without a page leads back"
        assert own.assignments.get().basis == "order"

    def test_a_constraint_answers_in_its_own_words(
        self, signed_in: SignIn, own: Investigation, cast: Cast
    ) -> None:
        data = {
            "organisation": cast.org("unit_b").pk,
            "starts_on": "2026-03-10",
            "ends_on": "2026-03-01",
            "basis": "order",
        }
        page = signed_in("officer").post(f"/cases/{own.uuid}/assign/", data, headers=ENGLISH)
        assert page.status_code == 200
        assert "The end is before the start." in page.text


@pytest.mark.usefixtures("addresses")
class TestAction:
    def post(self, client: Client, case: Investigation, why: str) -> Any:
        data = {"on": "2026-03-09", "why": why}
        return client.post(f"/cases/{case.uuid}/move/", data, headers=ENGLISH)

    def test_it_acts_and_says_so(self, signed_in: SignIn, own: Investigation) -> None:
        officer = signed_in("officer")
        answer = self.post(officer, own, "because")
        assert answer["Location"] == f"/cases/{own.uuid}/"
        own.refresh_from_db()
        assert own.summary == "because"
        assert "Moved." in officer.get(answer["Location"]).text

    def test_errors_of_the_action_stand_on_the_form_and_nothing_is_kept(
        self, signed_in: SignIn, own: Investigation
    ) -> None:
        page = self.post(signed_in("officer"), own, "invalid")
        assert page.status_code == 200
        form = page.context["form"]
        assert form.errors["on"] == ["Too early."]
        assert form.non_field_errors() == ["Not in this state."]
        assert 'value="invalid"' in page.text
        own.refresh_from_db()
        assert own.summary == ""

    def test_a_refusal_of_the_action_stands_on_the_form(
        self, signed_in: SignIn, own: Investigation
    ) -> None:
        page = self.post(signed_in("officer"), own, "refused")
        assert page.context["form"].non_field_errors() == ["You of all people."]
        own.refresh_from_db()
        assert own.summary == ""


class Empty(Form):
    """A form that only takes errors."""


def refused(change: Callable[[], Any]) -> list[str]:
    form = Empty({})
    form.full_clean()
    with refusals_onto(form):
        change()
    return [str(text) for text in form.non_field_errors()]


@pytest.mark.usefixtures("own")
def test_what_row_security_refuses_is_said_in_words(cast: Cast) -> None:
    with cast.acting("analyst"):
        day = date(2026, 3, 9)
        errors = refused(
            lambda: Investigation.objects.create(number="x", registered_on=day, stage_on=day)
        )
    assert errors == [str(INVISIBLE)]


def test_a_record_its_writer_could_not_see_is_not_saved(
    cast: Cast, foreign: Investigation, own: Investigation
) -> None:
    with cast.acting("officer"):
        assert refused(lambda: form_views._require_visible(foreign)) == [str(INVISIBLE)]
        assert refused(lambda: form_views._require_visible(own)) == []


def test_a_failure_of_ours_stays_a_failure(cast: Cast) -> None:
    def fail() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select nonsense")

    with pytest.raises(Exception, match="nonsense"):
        refused(fail)


def test_a_deferred_constraint_is_checked_while_there_is_a_form(
    cast: Cast, own: Investigation
) -> None:
    def point_to_nothing() -> None:
        Assignment.objects.create(
            investigation=own, organisation_id=999_999, starts_on=own.registered_on, basis="x"
        )

    with cast.acting("officer"):
        errors = refused(point_to_nothing)
    assert len(errors) == 1


def test_an_unknown_database_error_is_raised() -> None:
    with pytest.raises(OperationalError):
        message_of(OperationalError("the disk is full"))
    with pytest.raises(IntegrityError):
        message_of(IntegrityError("no cause"))


def test_a_refused_right_is_said_in_words(db: None) -> None:
    def refuse() -> None:
        raise Refused("No.")

    assert refused(refuse) == ["No."]


def test_a_row_that_may_not_be_changed_is_not_locked(cast: Cast, own: Investigation) -> None:
    with cast.acting("analyst"):
        seen = Investigation.objects.get(pk=own.pk)
        form = CaseForm(typed(number="x", version=seen.version), instance=seen)
        assert not form.is_valid()
        assert [e.code for e in form.non_field_errors().as_data()] == ["not_changeable"]


@pytest.mark.usefixtures("addresses")
def test_fields_stand_in_the_order_of_the_layout(
    signed_in: SignIn, own: Investigation, make_case: MakeCase
) -> None:
    page = signed_in("officer").get("/cases/add/").text
    places = [
        page.index(f'name="{n}"')
        for n in ("number", "registered_on", "reach", "prosecutor", "summary")
    ]
    assert places == sorted(places)
    assert "<legend>The case</legend>" in page


def test_savepoints_leave_the_outer_transaction_usable(cast: Cast, foreign: Investigation) -> None:
    with transaction.atomic(), cast.acting("officer"):
        day = date(2026, 3, 9)
        errors = refused(
            lambda: Investigation.objects.create(
                number=foreign.number, registered_on=day, stage_on=day
            )
        )
        assert errors
        assert Investigation.objects.count() == 0, "the transaction still answers"
