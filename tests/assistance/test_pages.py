"""Pages of the NGO worker: registering, the record with its tabs, consents, ending help."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assistance.models import Beneficiary, Consent
from tests.assistance.conftest import TODAY, Makers, days_ago
from tests.cast import Cast
from thbcases.audit.models import Entry
from thbcases.codes.models import ListCode
from thbcases.people.models import Person

SignIn = Callable[..., Client]
ENGLISH = {"headers": {"accept-language": "en"}}
WHO = {"family_name": "Žukauskaitė", "given_name": "Ieva", "sex": "female"}


def url(name: str, row: Any = None) -> str:
    return reverse(f"assistance:{name}", kwargs={"uuid": row.uuid} if row else None)


def register(**fields: Any) -> dict[str, Any]:
    return {**WHO, "code": "N-1", "status": "presumed", "registered_on": str(TODAY), **fields}


@pytest.fixture
def ngo(signed_in: SignIn) -> Client:
    return signed_in("ngo", **ENGLISH)


def test_a_person_is_registered_with_contact_and_consents(
    cast: Cast, ngo: Client, make: Makers
) -> None:
    answer = ngo.post(
        url("register"),
        register(
            safe_contact="Tik per darbuotoją",
            referred_by=str(cast.org("unit_a").uuid),
            consents=["interview", "tell_police_assisted"],
            consents_on=str(days_ago(1)),
        ),
    )
    row = Beneficiary.objects.get()
    assert answer["Location"] == url("beneficiary", row)
    assert (row.person.family_name, row.custodian) == ("Žukauskaitė", cast.org("ngo_a"))
    assert row.referred_by == cast.org("unit_a")
    assert {c.purpose.code for c in row.consents.all()} == {"interview", "tell_police_assisted"}
    assert {c.given_on for c in row.consents.all()} == {days_ago(1)}


def test_look_alikes_come_before_a_new_person(ngo: Client, make: Makers, cast: Cast) -> None:
    known = make.beneficiary(family_name="Žukauskaitė", given_name="Ieva").person
    make.beneficiary("ngo_b", family_name="Žukauskaitė", given_name="Ieva")
    answer = ngo.post(url("register"), register())
    assert answer.status_code == 200
    assert [c.person for c in answer.context["form"].candidates] == [known]
    assert Beneficiary.objects.count() == 2
    answer = ngo.post(url("register"), register(choice=str(known.uuid)))
    assert "already being helped" in answer.content.decode()
    assert ngo.post(url("register"), register(choice="new")).status_code == 302
    assert Person.objects.filter(custodian=cast.org("ngo_a")).count() == 2


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"family_name": "", "given_name": ""}, "at least one name"),
        ({"family_name": "x" * 300}, "150"),
        ({"birth_date": "2999-01-01"}, "future"),
        ({"registered_on": "2999-01-01"}, "has not come yet"),
        ({"registered_on": "vakar"}, "valid date"),
        ({"code": ""}, "required"),
        ({"code": "Uostas-001"}, "already used"),
        ({"status": "guest"}, "valid choice"),
        ({"referred_by": str(uuid4())}, "valid choice"),
        ({"referred_by": "'; drop"}, "valid"),
        ({"consents": ["nothing"]}, "valid choice"),
        ({"consents": ["interview"], "consents_on": ""}, "which day"),
        ({"consents": ["interview"], "consents_on": "2999-01-01"}, "has not come yet"),
        ({"needs": "a\x00b"}, "Null characters"),
    ],
)
def test_bad_input_is_said_and_nothing_typed_is_lost(
    bad: dict[str, Any], said: str, ngo: Client, make: Makers
) -> None:
    make.beneficiary(family_name="Kita")
    answer = ngo.post(url("register"), register(safe_contact="Tik šeštadieniais", **bad))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert "Tik šeštadieniais" in page
    assert Beneficiary.objects.count() == 1
    assert Person.objects.count() == 1


def test_names_in_other_scripts_are_kept(ngo: Client) -> None:
    names = {"family_name": "", "given_name": "", "original_name": "فاطمة الزهراء"}
    assert ngo.post(url("register"), register(**names)).status_code == 302
    row = Beneficiary.objects.get()
    assert row.person.original_name == "فاطمة الزهراء"
    assert "<bdi>N-1, فاطمة الزهراء</bdi>" in ngo.get(url("beneficiary", row)).content.decode()


@pytest.mark.parametrize("tab", ["beneficiary", "services_of", "consents", "trail"])
def test_how_to_reach_the_person_safely_comes_first_on_every_tab(
    tab: str, ngo: Client, make: Makers
) -> None:
    row = make.beneficiary(safe_contact="Tik per Rasą, ne telefonu")
    page = ngo.get(url(tab, row)).content.decode()
    main = page[page.index('<main id="main"') :]
    assert main.index("Tik per Rasą") < main.index('class="tabs"')
    row = make.beneficiary(family_name="Kita")
    assert "Do not call or write" in ngo.get(url(tab, row)).content.decode()


def test_the_overview_tells_what_happened(ngo: Client, make: Makers) -> None:
    row = make.beneficiary(birth_date=days_ago(5000))
    make.consent(row, withdrawn_on=days_ago(3))
    make.service(row, result="Rami")
    page = ngo.get(url("beneficiary", row)).content.decode()
    for text in ("Help began", "Agrees to be interviewed", "Consent withdrawn", "Rami", "a child"):
        assert text in page


def test_consents_are_given_and_withdrawn_on_their_pages(
    ngo: Client, make: Makers, code: Callable[[str, str], ListCode]
) -> None:
    row = make.beneficiary()
    typed = {"purposes": ["interview", "use_told"], "given_on": str(days_ago(2))}
    assert ngo.post(url("give_consent", row), typed).status_code == 302
    first = Consent.objects.get(purpose__code="interview")
    answer = ngo.post(url("give_consent", row), typed)
    assert "valid choice" in answer.content.decode()
    bad = ngo.post(url("withdraw_consent", first), {"on": str(days_ago(3))})
    assert "before it was given" in bad.content.decode()
    assert ngo.post(url("withdraw_consent", first), {"on": str(TODAY)}).status_code == 302
    page = ngo.get(url("consents", row)).content.decode()
    assert page.index("In force") < page.index("Was told the actual") < page.index("Withdrawn")


def test_help_ends_and_begins_again_on_their_pages(ngo: Client, make: Makers) -> None:
    row = make.beneficiary(safe_contact="Tik raštu")
    typed = {"on": str(days_ago(1)), "outcome": "own_wish", "note": "Dėkoja"}
    assert "required" in ngo.post(url("close", row), {**typed, "outcome": ""}).content.decode()
    assert ngo.post(url("close", row), typed).status_code == 302
    page = ngo.get(url("beneficiary", row)).content.decode()
    assert "Ended at the person" in page
    assert "Dėkoja" in page
    assert "Tik raštu" in ngo.get(url("reopen", row)).content.decode()
    again = {"code": "N-2", "status": "recognised", "registered_on": str(TODAY)}
    assert (
        "already used" in ngo.post(url("reopen", row), {**again, "code": row.code}).content.decode()
    )
    assert ngo.post(url("reopen", row), again).status_code == 302
    new = Beneficiary.objects.get(code="N-2")
    assert new.person == row.person
    assert row.code in ngo.get(url("beneficiary", new)).content.decode()


def test_a_stale_form_overwrites_nothing(ngo: Client, make: Makers, cast: Cast) -> None:
    row = make.beneficiary(needs="Senas")
    typed = {
        "code": row.code,
        "status": "presumed",
        "registered_on": str(row.registered_on),
        "needs": "Mano",
        "version": row.version,
    }
    with cast.making("ngo_a"):
        Beneficiary.objects.filter(pk=row.pk).update(needs="Kolegės")
    answer = ngo.post(url("change_beneficiary", row), typed)
    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.needs == "Kolegės"
    assert "Mano" in answer.content.decode()


def test_help_cannot_be_moved_to_begin_after_a_service(ngo: Client, make: Makers) -> None:
    row = make.beneficiary()
    make.service(row, on=days_ago(5))
    typed = {"code": row.code, "status": "presumed", "version": row.version}
    late = ngo.post(url("change_beneficiary", row), {**typed, "registered_on": str(days_ago(4))})
    assert "before this day" in late.content.decode()
    good = {**typed, "registered_on": str(days_ago(5))}
    assert ngo.post(url("change_beneficiary", row), good).status_code == 302


def test_who_saw_lists_readings_of_the_record(
    signed_in: SignIn, ngo: Client, make: Makers, cast: Cast
) -> None:
    row = make.beneficiary()
    ngo.get(url("beneficiary", row))
    page = ngo.get(url("trail", row)).content.decode()
    assert "Ngo Bandytojas" in page
    assert "read" in page
    read = Entry.objects.filter(verb="consultation", records__contains=[row.uuid])
    assert read.count() == 2


def test_the_list_is_in_lithuanian_order_and_filtered(ngo: Client, make: Makers) -> None:
    for name in ("Žala", "Česnauskas", "Zala", "Cibulskis", "Šilas", "Salas"):
        make.beneficiary(family_name=name, sex="male")
    make.beneficiary("ngo_b", family_name="Svetima")

    def names(**query: Any) -> list[str]:
        rows = ngo.get(url("beneficiaries"), query).context["table"].page.object_list
        return [row.record.person.family_name for row in rows]

    order = ["Cibulskis", "Česnauskas", "Salas", "Šilas", "Zala", "Žala"]
    assert names() == order
    assert names(sort="-person") == order[::-1]
    child = make.beneficiary(family_name="Vaikas", birth_date=days_ago(6000), code="Ypatinga-9")
    assert names(age="child") == ["Vaikas"]
    assert names(age="child_then") == ["Vaikas"]
    assert names(age="adult") == []
    assert "Vaikas" not in names(age="unknown")
    assert names(q="ypatinga") == ["Vaikas"]
    assert names(q="cesnausk") == ["Česnauskas"]
    assert names(sex="female") == ["Vaikas"]
    assert names(open="closed") == []
    assert len(names(open="open")) == 7
    assert names(status="recognised") == []
    assert child.code in ngo.get(url("beneficiaries")).content.decode()


def test_a_year_makes_a_child_until_its_last_day(ngo: Client, make: Makers, cast: Cast) -> None:
    row = make.beneficiary()
    with cast.making("ngo_a"):
        Person.objects.filter(pk=row.person_id).update(
            birth_precision="year", birth_year=TODAY.year - 18
        )
    found = ngo.get(url("beneficiaries"), {"age": "child"}).context["table"].page.object_list
    assert [r.record.pk for r in found] == (
        [row.pk] if TODAY.month != 12 or TODAY.day != 31 else []
    )


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_taking_the_list_out_is_written_down(form: str, ngo: Client, make: Makers) -> None:
    row = make.beneficiary(family_name="=1+1")
    answer = ngo.get(url("beneficiaries"), {"export": form})
    assert answer.status_code == 200
    if form == "csv":
        assert "'=1+1" in answer.content.decode()
    taken = Entry.objects.get(verb="disclosure")
    assert taken.records == [row.uuid]


def count(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "name", ["beneficiaries", "services", "today", "projects", "reports", "calls", "home"]
)
def test_pages_ask_as_much_for_thirty_rows_as_for_one(name: str, ngo: Client, make: Makers) -> None:
    address = "/" if name == "home" else url(name)

    def add() -> None:
        row = make.beneficiary()
        project = make.project(state="funded")
        make.service(row, project=project, on=days_ago(make.count % 40))
        make.service(row, on=TODAY)
        make.consent(make.beneficiary(family_name="Tylinti"))
        make.report(project, state="returned")
        make.report(make.project(state="funded", ends_on=days_ago(1)))

    add()
    ngo.get(address)
    one = count(ngo, address)
    for _ in range(9):
        add()
    assert count(ngo, address) == one


@pytest.mark.parametrize("name", ["projects", "reports", "calls", "home"])
def test_the_ministrys_pages_too(name: str, signed_in: SignIn, make: Makers) -> None:
    funder = signed_in("funder", **ENGLISH)
    address = "/" if name == "home" else url(name)

    def add() -> None:
        for ngo in ("ngo_a", "ngo_b"):
            make.project(ngo)
            make.report(make.project(ngo, state="funded"), state="submitted")

    add()
    funder.get(address)
    one = count(funder, address)
    for _ in range(9):
        add()
    assert count(funder, address) == one


ODD = ["\x00", "99999999999999999999", "-1", "'; drop table", "x" * 5000, "2026-13-45", "%", "🙂"]


@pytest.mark.parametrize("name", ["beneficiaries", "services", "projects", "reports", "calls"])
def test_no_filter_and_no_order_is_a_failure_of_ours(name: str, ngo: Client, make: Makers) -> None:
    make.service(make.beneficiary(), project=make.project(state="funded"))
    parameters = [*ngo.get(url(name)).context["filter"].form.fields, "sort", "page", "per_page"]
    for parameter in [*parameters, "registered_on_from", "on_to", "submitted_on_from"]:
        for odd in ODD:
            answer = ngo.get(url(name), {parameter: odd})
            assert answer.status_code == 200, (parameter, odd)


@pytest.mark.parametrize(
    "name", ["register", "today", "change_beneficiary", "close", "give_consent", "add_service"]
)
def test_no_post_is_a_failure_of_ours(name: str, ngo: Client, make: Makers) -> None:
    row = make.beneficiary()
    target = None if name in ("register", "today") else row
    form = ngo.get(url(name, target)).context["form"]
    for odd in ODD:
        typed = {field: [odd, odd] for field in form.fields}
        assert ngo.post(url(name, target), typed).status_code in (200, 409), odd
    assert ngo.post(url(name, target), {}).status_code in (200, 409)


def test_a_persons_page_says_when_they_were_helped(ngo: Client, make: Makers) -> None:
    row = make.beneficiary()
    page = ngo.get(reverse("people:detail", kwargs={"uuid": row.person.uuid})).content.decode()
    assert url("beneficiary", row) in page


def test_files_carry_unit_and_money_in_columns_of_their_own(ngo: Client, make: Makers) -> None:
    project = make.project(state="funded")
    make.service(make.beneficiary(), project=project)
    services = ngo.get(url("services"), {"export": "csv"}).content.decode()
    assert "1.00,sessions," in services
    projects = ngo.get(url("projects"), {"export": "csv"}).content.decode()
    assert "10000.00,9000.00,EUR" in projects
