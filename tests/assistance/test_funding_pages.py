"""Pages of calls, projects and reports: the NGO's side, the ministry's side, the police's."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assistance.models import FundingCall, Project, ProjectReport
from tests.assistance.conftest import TODAY, Makers, days_ago
from tests.cast import Cast

SignIn = Callable[..., Client]


def url(name: str, row: Any = None) -> str:
    return reverse(f"assistance:{name}", kwargs={"uuid": row.uuid} if row else None)


@pytest.fixture
def as_user(signed_in: SignIn) -> SignIn:
    return lambda name: signed_in(name, headers={"accept-language": "en"})


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_year_of_funding_through_the_pages(as_user: SignIn, make: Makers) -> None:
    ngo, funder = as_user("ngo"), as_user("funder")
    opened = {
        "year": str(TODAY.year),
        "title": "Pagalba aukoms",
        "opens_on": str(TODAY),
        "closes_on": str(TODAY + timedelta(days=30)),
    }
    assert funder.post(url("open_call"), opened).status_code == 302
    call = FundingCall.objects.get()
    assert "Pagalba aukoms" in text(ngo, "/")
    applied = {
        "title": "Prieglauda",
        "starts_on": str(days_ago(60)),
        "ends_on": str(days_ago(1)),
        "requested": "12 000.50",
    }
    answer = ngo.post(url("apply", call), applied)
    project = Project.objects.get()
    assert answer["Location"] == url("project", project)
    assert project.requested == Decimal("12000.50")
    assert str(project) in text(funder, "/")
    decided = {"decision": "funded", "granted": "10000", "on": str(TODAY)}
    assert funder.post(url("decide_project", project), decided).status_code == 302
    assert "Reports due" in text(ngo, "/")
    person = make.beneficiary()
    make.service(person, project=project, on=days_ago(2))
    written = {
        "starts_on": str(days_ago(60)),
        "ends_on": str(days_ago(1)),
        "spent": "9000",
        "text": "Padėta vienam žmogui.",
    }
    assert "1 person" in text(ngo, url("add_report", project))
    assert ngo.post(url("add_report", project), written).status_code == 302
    report = ProjectReport.objects.get()
    assert ngo.post(url("submit_report", report)).status_code == 302
    assert str(project) in text(funder, "/")
    returned = funder.post(url("return_report", report), {"remark": "Patikslinkite sumą"})
    assert returned.status_code == 302
    assert "Patikslinkite sumą" in text(ngo, "/")
    report.refresh_from_db()
    mended = {**written, "spent": "9500", "version": report.version}
    assert ngo.post(url("change_report", report), mended).status_code == 302
    assert funder.post(url("accept_report", report)).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.spent) == ("accepted", Decimal(9500))
    assert funder.post(url("finish_project", project)).status_code == 302
    project.refresh_from_db()
    assert project.state == "finished"


def test_amounts_stand_with_their_money(as_user: SignIn, make: Makers) -> None:
    old = make.project(call=make.call(currency="LTL", year=2010), state="finished")
    new = make.project(state="funded")
    funder = as_user("funder")
    assert "9\xa0000.00\xa0LTL" in text(funder, url("project", old))
    assert "9\xa0000.00\xa0EUR" in text(funder, url("project", new))
    page = text(funder, url("projects"))
    assert "LTL" in page
    assert "EUR" in page
    assert "In LTL." in text(as_user("ngo"), url("apply", make.call(currency="LTL")))


def test_the_ministry_sees_no_person_and_no_false_zero(as_user: SignIn, make: Makers) -> None:
    project = make.project(state="funded")
    person = make.beneficiary(family_name="Slaptutė")
    make.service(person, project=project)
    page = text(as_user("funder"), url("project", project))
    assert "seen only by the organisation that helps" in page
    assert "No service is recorded" not in page
    assert "Slaptutė" not in page
    assert person.code not in page
    assert "1 person, 1 service" in text(as_user("ngo"), url("project", project))


@pytest.mark.parametrize("user", ["officer", "analyst"])
def test_the_police_reads_projects_by_name_only(user: str, as_user: SignIn, make: Makers) -> None:
    project = make.project(state="funded")
    report = make.report(project, text="Slapti žodžiai")
    client = as_user(user)
    for page in (
        text(client, url("projects")),
        text(client, url("project", project)),
    ):
        assert project.number in page
        assert "ngo_a en" in page
        for hidden in ("9\xa0000", "10\xa0000", "EUR", "Slapti"):
            assert hidden not in page
    assert client.get(url("report", report)).status_code == 404
    assert client.get(url("reports")).status_code == 403
    assert client.get(url("calls")).status_code == 403


RIGHTS: dict[str, dict[str, int]] = {
    "open_call": {"ngo": 403, "funder": 200, "coordinator": 403, "officer": 403},
    "call": {"ngo": 200, "funder": 200, "coordinator": 200, "officer": 404},
    "change_call": {"ngo": 403, "funder": 200, "coordinator": 403, "officer": 404},
    "apply": {"ngo": 200, "funder": 403, "coordinator": 403, "officer": 404},
    "project": {"ngo": 200, "ngo_b": 404, "funder": 200, "coordinator": 200, "migration": 404},
    "change_project": {"ngo": 200, "ngo_b": 404, "funder": 403, "officer": 403},
    "decide_project": {"ngo": 403, "ngo_b": 404, "funder": 200, "officer": 403},
    "finish_project": {"ngo": 403, "ngo_b": 404, "funder": 200, "migration": 404},
    "report": {"ngo": 200, "ngo_b": 404, "funder": 200, "coordinator": 404},
    "change_report": {"ngo": 200, "ngo_b": 404, "funder": 403, "officer": 404},
    "submit_report": {"ngo": 200, "ngo_b": 404, "funder": 403, "officer": 404},
    "accept_report": {"ngo": 403, "ngo_b": 404, "funder": 200, "officer": 404},
    "return_report": {"ngo": 403, "ngo_b": 404, "funder": 200, "officer": 404},
}


@pytest.mark.parametrize("name", RIGHTS)
def test_who_comes_to_which_page(name: str, as_user: SignIn, make: Makers) -> None:
    project = make.project()
    row = {"call": project.call, "report": None, "project": project}
    if "report" in name:
        row["report"] = make.report(make.project(state="funded"))
    kind = "report" if "report" in name else "project" if "project" in name else "call"
    target = None if name == "open_call" else row[kind]
    found = {user: as_user(user).get(url(name, target)).status_code for user in RIGHTS[name]}
    assert found == RIGHTS[name]


def test_a_state_that_does_not_allow_it_is_said_on_the_form(as_user: SignIn, make: Makers) -> None:
    funded = make.project(state="funded")
    handed_in = make.report(funded, state="submitted")
    ngo, funder = as_user("ngo"), as_user("funder")
    fields = {"starts_on": str(days_ago(60)), "ends_on": str(days_ago(1))}
    application = {**fields, "title": "Kitas", "requested": "1", "version": funded.version}
    written = {**fields, "spent": "1", "text": "Kitaip", "version": handed_in.version}
    decision = {"decision": "funded", "granted": "1", "on": str(TODAY)}
    for client, name, row, typed, said in (
        (ngo, "change_project", funded, application, "not change it"),
        (ngo, "change_report", handed_in, written, "not change it"),
        (ngo, "submit_report", handed_in, {}, "cannot become"),
        (ngo, "add_report", make.project(), written, "Only a funded project"),
        (funder, "decide_project", funded, decision, "cannot become"),
        (funder, "finish_project", funded, {}, "all its reports"),
        (funder, "accept_report", make.report(funded), {}, "cannot become"),
    ):
        answer = client.post(url(name, row), typed)
        assert answer.status_code == 200, name
        assert said in answer.content.decode(), name
    funded.refresh_from_db()
    handed_in.refresh_from_db()
    assert (funded.title, handed_in.text) == ("Prieglauda", "Padėta.")


def test_a_second_application_and_a_late_one(as_user: SignIn, make: Makers) -> None:
    typed = {
        "title": "Prieglauda",
        "starts_on": str(TODAY),
        "ends_on": str(TODAY),
        "requested": "1",
    }
    closed = make.call(closes_on=days_ago(1))
    ngo = as_user("ngo")
    answer = ngo.post(url("apply", closed), typed)
    assert answer.status_code == 200
    assert "not open today" in answer.content.decode()
    for bad in (
        {"ends_on": str(days_ago(1))},
        {"requested": "0"},
        {"requested": "-5"},
        {"requested": "99999999999.99"},
        {"title": "x" * 251},
    ):
        assert ngo.post(url("apply", make.call()), {**typed, **bad}).status_code == 200
    assert Project.objects.count() == 0


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"decision": ""}, "required"),
        ({"decision": "finished"}, "valid choice"),
        ({"granted": ""}, "amount of the grant"),
        ({"granted": "10000.01"}, "more than was asked"),
        ({"on": "2999-01-01"}, "has not come yet"),
        ({"granted": "x"}, "Write a number"),
    ],
)
def test_a_wrong_decision_is_said_on_the_form(
    bad: dict[str, str], said: str, as_user: SignIn, make: Makers
) -> None:
    project = make.project()
    typed = {"decision": "funded", "granted": "5000", "on": str(TODAY), **bad}
    answer = as_user("funder").post(url("decide_project", project), typed)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    project.refresh_from_db()
    assert project.state == "applied"


def test_rejecting_needs_no_amount(as_user: SignIn, make: Makers) -> None:
    project = make.project()
    typed = {"decision": "rejected", "granted": "10000", "on": str(TODAY)}
    assert as_user("funder").post(url("decide_project", project), typed).status_code == 302
    project.refresh_from_db()
    assert (project.state, project.granted) == ("rejected", None)


def test_an_admin_page_is_read_only_and_leaves_a_trace(
    as_user: SignIn, make: Makers, cast: Cast
) -> None:
    from thbcases.audit.models import Entry

    row, theirs = make.beneficiary(), make.beneficiary("ngo_b")
    ngo = as_user("ngo")
    listed = ngo.get("/admin/assistance/beneficiary/")
    assert listed.status_code == 200
    page = listed.content.decode()
    assert row.code in page
    assert theirs.code not in page
    read = Entry.objects.filter(verb="consultation", records__contains=[row.uuid])
    assert read.count() == 1
    assert ngo.get(f"/admin/assistance/beneficiary/{row.pk}/change/").status_code == 200
    assert read.count() == 2
    assert ngo.post(f"/admin/assistance/beneficiary/{row.pk}/change/").status_code == 403
    assert ngo.get("/admin/assistance/beneficiary/add/").status_code == 403
    for name in ("service", "consent", "project", "projectreport", "fundingcall"):
        assert ngo.get(f"/admin/assistance/{name}/").status_code == 200, name
    for user in ("officer", "funder"):
        refused = as_user(user).get("/admin/assistance/beneficiary/")
        assert refused.status_code == 403, user
