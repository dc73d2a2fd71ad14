"""Calls, applications, decisions and reports: every transition, and who may take it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from assistance import actions
from assistance.choices import (
    PROJECT_TRANSITIONS,
    REPORT_TRANSITIONS,
    ProjectState,
    ReportState,
)
from assistance.models import Project
from tests.assistance.conftest import TODAY, Makers, days_ago
from tests.cast import Cast
from thbcases.access.rights import Refused

TOMORROW = TODAY + timedelta(days=1)


def fields(error: Any) -> set[str]:
    return set(error.value.message_dict)


def open_call(cast: Cast, user: str = "funder", **values: Any) -> Any:
    said = {
        "year": 2026,
        "title": "Pagalba",
        "opens_on": date(2026, 1, 5),
        "closes_on": date(2026, 2, 5),
        **values,
    }
    with cast.acting(user):
        return actions.open_call(by=cast.user(user), **said)


@pytest.mark.parametrize(
    ("year", "opens_on", "code"),
    [
        (2009, date(2009, 3, 1), "LTL"),
        (2014, date(2014, 1, 2), "LTL"),
        (2015, date(2014, 12, 1), "EUR"),
        (2026, date(2026, 1, 5), "EUR"),
    ],
)
def test_a_call_is_in_the_money_of_its_year(
    year: int, opens_on: date, code: str, cast: Cast
) -> None:
    call = open_call(cast, year=year, opens_on=opens_on, closes_on=opens_on + timedelta(days=30))
    assert call.currency.code == code
    assert call.custodian == cast.org("social")


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"closes_on": date(2026, 1, 4)}, "__all__"),
        ({"opens_on": date(2024, 12, 31)}, "opens_on"),
        ({"opens_on": date(2027, 1, 1), "closes_on": date(2027, 2, 1)}, "opens_on"),
        ({"year": 1992, "opens_on": date(1992, 1, 1)}, "year"),
        ({"title": "x" * 201}, "title"),
        ({"title": ""}, "title"),
    ],
)
def test_a_wrong_call_is_refused(bad: dict[str, Any], field: str, cast: Cast) -> None:
    with pytest.raises(ValidationError) as error:
        open_call(cast, **bad)
    assert fields(error) == {field}


def test_only_the_ministry_opens_and_moves_calls(cast: Cast, make: Makers) -> None:
    with pytest.raises(Refused):
        open_call(cast, "ngo")
    call = make.call()
    changed = {"title": "Kitas", "opens_on": call.opens_on, "closes_on": TOMORROW}
    with cast.acting("ngo"), pytest.raises(Refused):
        actions.change_call(by=cast.user("ngo"), call=call, **changed)
    with cast.acting("funder"):
        row = actions.change_call(by=cast.user("funder"), call=call, **changed)
    assert (row.title, row.closes_on, row.year) == ("Kitas", TOMORROW, call.year)


def apply(cast: Cast, call: Any, user: str = "ngo", **values: Any) -> Project:
    said = {
        "title": "Prieglauda",
        "starts_on": TODAY,
        "ends_on": TODAY + timedelta(days=300),
        "requested": Decimal(12000),
        **values,
    }
    with cast.acting(user):
        return actions.apply_for_funding(by=cast.user(user), call=call, **said)


def test_an_application_gets_its_number(cast: Cast, make: Makers) -> None:
    call = make.call()
    numbers = [apply(cast, call, user).number for user in ("ngo", "ngo", "ngo_b")]
    assert numbers == [f"{TODAY.year}-ngo_a-01", f"{TODAY.year}-ngo_a-02", f"{TODAY.year}-ngo_b-01"]
    assert apply(cast, call, number="77").number == "77"


def test_an_application_while_the_call_is_open(cast: Cast, make: Makers) -> None:
    for call in (
        make.call(opens_on=TOMORROW, closes_on=TOMORROW),
        make.call(closes_on=days_ago(1)),
    ):
        with pytest.raises(ValidationError) as error:
            apply(cast, call)
        assert fields(error) == {"call"}
    assert apply(cast, make.call(opens_on=TODAY, closes_on=TODAY)).state == ProjectState.APPLIED
    for bad in ({"ends_on": days_ago(1)}, {"requested": Decimal(0)}):
        with pytest.raises(ValidationError):
            apply(cast, make.call(), **bad)
    for user in ("officer", "coordinator"):
        with pytest.raises(Refused):
            apply(cast, make.call(), user)


def decide(cast: Cast, project: Project, user: str = "funder", **values: Any) -> Project:
    said = {"decision": ProjectState.FUNDED, "granted": Decimal(5000), "on": TODAY, **values}
    with cast.acting(user):
        return actions.decide_project(by=cast.user(user), project=project, **said)


def test_the_ministry_funds_or_rejects(cast: Cast, make: Makers) -> None:
    row = decide(cast, make.project())
    assert (row.state, row.granted, row.decided_on) == ("funded", Decimal(5000), TODAY)
    row = decide(cast, make.project(), decision=ProjectState.REJECTED, granted=None)
    assert (row.state, row.granted, row.decided_on) == ("rejected", None, TODAY)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"granted": None}, "granted"),
        ({"granted": Decimal(0)}, "granted"),
        ({"granted": Decimal("10000.01")}, "granted"),
        ({"decision": ProjectState.REJECTED}, "granted"),
        ({"decision": ProjectState.FINISHED}, "decision"),
        ({"decision": ProjectState.APPLIED}, "decision"),
        ({"on": TOMORROW}, "on"),
        ({"on": days_ago(31)}, "on"),
    ],
)
def test_a_wrong_decision_is_refused(
    bad: dict[str, Any], field: str, cast: Cast, make: Makers
) -> None:
    project = make.project()
    with pytest.raises(ValidationError) as error:
        decide(cast, project, **bad)
    assert fields(error) == {field}
    project.refresh_from_db()
    assert project.state == ProjectState.APPLIED


@pytest.mark.parametrize("user", ["ngo", "officer", "coordinator", "administrator"])
def test_nobody_but_the_ministry_decides(user: str, cast: Cast, make: Makers) -> None:
    with pytest.raises(Refused):
        decide(cast, make.project(), user)


@pytest.mark.parametrize("state", ProjectState.values)
@pytest.mark.parametrize("to", [ProjectState.FUNDED, ProjectState.REJECTED])
def test_a_project_moves_only_as_the_table_says(
    state: str, to: ProjectState, cast: Cast, make: Makers
) -> None:
    project = make.project(state=state)
    granted = Decimal(1) if to == ProjectState.FUNDED else None
    if to in PROJECT_TRANSITIONS[ProjectState(state)]:
        assert decide(cast, project, decision=to, granted=granted).state == to
    else:
        with pytest.raises(ValidationError, match="cannot become"):
            decide(cast, project, decision=to, granted=granted)


def finish(cast: Cast, project: Project, user: str = "funder") -> Project:
    with cast.acting(user):
        return actions.finish_project(by=cast.user(user), project=project)


def test_a_project_ends_when_its_reports_are_accepted(cast: Cast, make: Makers) -> None:
    project = make.project(state="funded")
    with pytest.raises(ValidationError, match="accepted"):
        finish(cast, project)
    make.report(project, state="accepted", submitted_on=TODAY, decided_on=TODAY)
    waiting = make.report(project)
    with pytest.raises(ValidationError, match="accepted"):
        finish(cast, project)
    with cast.making("ngo_a"):
        waiting.delete()
    with pytest.raises(Refused):
        finish(cast, project, "ngo")
    assert finish(cast, project).state == ProjectState.FINISHED
    with pytest.raises(ValidationError, match="cannot become"):
        finish(cast, project)


VERBS = {
    ReportState.SUBMITTED: ("ngo", actions.submit_report, {}),
    ReportState.ACCEPTED: ("funder", actions.accept_report, {}),
    ReportState.RETURNED: ("funder", actions.return_report, {"remark": "Taisyti"}),
}


@pytest.mark.parametrize("state", ReportState.values)
@pytest.mark.parametrize("to", VERBS)
def test_a_report_moves_only_as_the_table_says(
    state: str, to: ReportState, cast: Cast, make: Makers
) -> None:
    report = make.report(make.project(state="funded"), state=state)
    user, verb, said = VERBS[to]
    with cast.acting(user):
        if to in REPORT_TRANSITIONS[ReportState(state)]:
            assert verb(by=cast.user(user), report=report, **said).state == to
        else:
            with pytest.raises(ValidationError, match="cannot become"):
                verb(by=cast.user(user), report=report, **said)


@pytest.mark.parametrize("to", VERBS)
def test_each_side_takes_only_its_own_steps(to: ReportState, cast: Cast, make: Makers) -> None:
    report = make.report(make.project(state="funded"))
    right, verb, said = VERBS[to]
    for user in {"ngo", "funder", "officer", "coordinator"} - {right}:
        with cast.acting(user), pytest.raises(Refused):
            verb(by=cast.user(user), report=report, **said)


def test_a_report_goes_back_with_a_remark_and_comes_again(cast: Cast, make: Makers) -> None:
    report = make.report(make.project(state="funded"))
    with cast.acting("ngo"):
        report = actions.submit_report(by=cast.user("ngo"), report=report)
        assert report.submitted_on == TODAY
    with cast.acting("funder"):
        with pytest.raises(ValidationError) as error:
            actions.return_report(by=cast.user("funder"), report=report, remark="  ")
        assert fields(error) == {"remark"}
        actions.return_report(by=cast.user("funder"), report=report, remark="Trūksta sumos")
    with cast.acting("ngo"):
        report.refresh_from_db()
        assert (report.state, report.remark) == ("returned", "Trūksta sumos")
        report.text = "Pataisyta"
        report = actions.correct_report(by=cast.user("ngo"), report=report)
        assert (report.state, report.text) == ("submitted", "Pataisyta")
        assert (report.decided_on, report.remark) == (None, "Trūksta sumos")
    with cast.acting("funder"):
        assert actions.accept_report(by=cast.user("funder"), report=report).remark == ""


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"starts_on": days_ago(61)}, "starts_on"),
        ({"ends_on": TODAY + timedelta(days=201)}, "starts_on"),
        ({"ends_on": TOMORROW}, "ends_on"),
        ({"spent": Decimal("8500.01")}, "spent"),
        ({"starts_on": days_ago(60), "ends_on": days_ago(50)}, "starts_on"),
    ],
)
def test_a_report_that_does_not_fit_is_not_handed_in(
    bad: dict[str, Any], field: str, cast: Cast, make: Makers
) -> None:
    project = make.project(state="funded")
    make.report(
        project, state="accepted", spent=Decimal(500), starts_on=days_ago(60), ends_on=days_ago(50)
    )
    good = {"starts_on": days_ago(49), "ends_on": days_ago(1), "spent": Decimal(8500)}
    report = make.report(project, **{**good, **bad})
    with cast.acting("ngo"):
        with pytest.raises(ValidationError) as error:
            actions.submit_report(by=cast.user("ngo"), report=report)
        assert fields(error) == {field}
    report = make.report(project, **good)
    with cast.acting("ngo"):
        assert actions.submit_report(by=cast.user("ngo"), report=report).state == "submitted"


def test_only_a_funded_project_is_reported_on(cast: Cast, make: Makers) -> None:
    report = make.report(make.project())
    with cast.acting("ngo"), pytest.raises(ValidationError, match="Only a funded project"):
        actions.submit_report(by=cast.user("ngo"), report=report)
