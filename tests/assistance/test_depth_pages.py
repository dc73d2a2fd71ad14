"""The pages of help in depth: what is typed arrives, what is wrong is said, nothing is lost."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assistance.models import (
    Appointment,
    Attendance,
    Enrolment,
    FollowUp,
    Goal,
    Group,
    GroupSession,
    Need,
    Offer,
    Plan,
    Service,
)
from tests.assistance.conftest import BEGUN, TODAY, Makers, days_ago
from tests.cast import Cast
from thbcases.codes.models import ListCode, ServiceKind

SignedIn = Callable[..., Client]


@pytest.fixture
def ngo(signed_in: SignedIn) -> Client:
    return signed_in("ngo", HTTP_ACCEPT_LANGUAGE="en")


def url(name: str, record: Any = None) -> str:
    return reverse(f"assistance:{name}", args=[record.uuid] if record is not None else [])


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_needs_plan_goal_and_step_by_the_pages(ngo: Client, make: Makers) -> None:
    person = make.beneficiary(safe_contact="Tik raštu")
    page = text_of(ngo.get(url("assess_needs", person)))
    assert "Tik raštu" in page
    typed = {"on": str(TODAY), "level_housing": "urgent", "note_housing": "Gatvė"}
    ngo.post(url("assess_needs", person), typed)
    assert Need.objects.get().note == "Gatvė"
    refused = ngo.post(url("assess_needs", person), {"on": str(TODAY), "note_health": "Skauda"})
    assert refused.status_code == 200
    assert "Skauda" in text_of(refused)
    later = TODAY + timedelta(days=60)
    ngo.post(url("agree_plan", person), {"agreed_on": str(TODAY), "review_on": str(later)})
    plan = Plan.objects.get()
    goal = {"area": "legal", "text": "Byla", "due_on": str(later), "steps": "Vienas\n\nDu"}
    ngo.post(url("add_goal", plan), goal)
    row = Goal.objects.get()
    assert [step.text for step in row.steps.all()] == ["Vienas", "Du"]
    ngo.post(url("tick_step", row.steps.get(text="Du")))
    assert row.steps.get(text="Du").done_on == TODAY
    page = text_of(ngo.get(url("plan_of", person)))
    for word in ("Gatvė", "Byla", "Vienas", "Tik raštu"):
        assert word in page


def test_an_overlap_is_said_and_nothing_typed_is_lost(
    ngo: Client, make: Makers, cast: Cast
) -> None:
    person = make.beneficiary()
    typed = {
        "day": str(days_ago(1)), "begins": "10:00", "ends": "11:00", "kind": "social_work",
        "worker": "ngo", "place": "Kaunas",
    }  # fmt: skip
    assert ngo.post(url("arrange", person), typed).status_code == 302
    refused = ngo.post(url("arrange", person), {**typed, "begins": "10.30", "ends": "1130"})
    assert "10:00–11:00" in text_of(refused)
    assert "Kaunas" in text_of(refused)
    row = Appointment.objects.get()
    assert timezone.localtime(row.starts_at).hour == 10
    kept = {"units": "1", "worker_hours": "0.5", "project": "", "result": ""}
    assert ngo.post(url("keep_appointment", row), kept).status_code == 302
    service = Service.objects.get()
    assert (service.units, service.worker_hours) == (Decimal(1), Decimal("0.5"))
    row.refresh_from_db()
    assert (row.state, row.service) == ("kept", service)
    assert person.code in text_of(ngo.get(f"{url('week')}?on={days_ago(1)}"))


def a_group(cast: Cast, *people: Any) -> GroupSession:
    with cast.making("ngo_a"):
        group = Group.objects.create(
            kind=ListCode.objects.get(list="group_kind", code="self_help"),
            title="Siuvimo ratelis",
            service=ServiceKind.objects.get(code="education"),
            starts_on=BEGUN,
        )
        for person in people:
            Enrolment.objects.create(group=group, beneficiary=person, enrolled_on=BEGUN)
        session = GroupSession.objects.create(group=group, on=days_ago(2), units=Decimal(2))
    session.refresh_from_db()
    return session


def test_the_sheet_on_the_page_is_the_services(ngo: Client, make: Makers, cast: Cast) -> None:
    a, b = make.beneficiary(), make.beneficiary()
    session = a_group(cast, a, b)
    page = text_of(ngo.get(url("session", session)))
    assert f"person_{a.uuid}" in page
    marks = {f"person_{a.uuid}": "present", f"person_{b.uuid}": "excused"}
    assert ngo.post(url("session", session), marks).status_code == 302
    assert Service.objects.get().beneficiary == a
    assert Attendance.objects.count() == 2
    service = Service.objects.get()
    typed = {"kind": service.kind_id, "on": str(service.on), "units": "9", "unit": "", "version": 1}
    assert "sheet" in text_of(ngo.post(url("change_service", service), typed))
    assert Service.objects.get().units == Decimal(2)
    ngo.post(url("session", session), {})
    assert not Service.objects.exists()


def test_a_double_by_hand_is_asked_about_on_the_sheet(
    ngo: Client, make: Makers, cast: Cast
) -> None:
    a = make.beneficiary()
    session = a_group(cast, a)
    make.service(a, kind="education", on=days_ago(2), unit="hours")
    marks = {f"person_{a.uuid}": "present"}
    page = ngo.post(url("session", session), marks)
    assert "Already recorded" in text_of(page)
    [box] = [name for name in page.context["form"].fields if name.startswith("overrule_")]
    value = page.context["form"].fields[box].widget.attrs["value"]
    assert ngo.post(url("session", session), {**marks, box: value}).status_code == 302
    assert Service.objects.count() == 2


def test_nights_and_last_week_by_the_pages(ngo: Client, make: Makers) -> None:
    a, b = make.beneficiary(), make.beneficiary()
    typed = {
        "first": str(days_ago(4)), "last": str(days_ago(1)), "people": [str(a.uuid), str(b.uuid)],
        f"away_{b.uuid}": str(days_ago(3)),
    }  # fmt: skip
    wrong = ngo.post(url("nights"), {**typed, f"away_{b.uuid}": "vakar"})
    assert "vakar" in text_of(wrong)
    assert not Service.objects.exists()
    assert ngo.post(url("nights"), typed).status_code == 302
    assert Service.objects.filter(beneficiary=a).get().units == 4
    assert sum(row.units for row in Service.objects.filter(beneficiary=b)) == 3
    assert "recorded already" in text_of(ngo.post(url("nights"), typed))
    old = make.service(a, kind="medical", on=days_ago(8))
    week = days_ago(8)
    page = ngo.get(f"{url('copy_services')}?week={week}")
    assert str(old.uuid) in text_of(page)
    copied = ngo.post(f"{url('copy_services')}?week={week}", {"services": [str(old.uuid)]})
    assert copied.status_code == 302
    assert Service.objects.filter(kind__code="medical", on=days_ago(1)).count() == 1


def test_follow_ups_offers_and_costs_by_the_pages(ngo: Client, make: Makers, code: Any) -> None:
    person = make.beneficiary(
        closed_on=days_ago(95),
        registered_on=days_ago(200),
        safe_contact="Per seserį",
        outcome=code("closing_outcome", "goals_reached"),
    )
    assert "Per seserį" in text_of(ngo.get(url("follow_ups")))
    assert "Per seserį" in text_of(ngo.get(url("add_follow_up", person)))
    typed = {"which": "follow_up_first", "on": str(TODAY), "result": "reached", "housing": "own"}
    assert "only that it is not known" in text_of(ngo.post(url("add_follow_up", person), typed))
    typed |= {"work": "learns", "safety": "safe", "risk": "low"}
    assert ngo.post(url("add_follow_up", person), typed).status_code == 302
    assert FollowUp.objects.get().work.code == "learns"
    offer = {
        "on": str(TODAY), "sex": "male", "age": "adult", "answer": "declined", "note": "Nenori",
        "way": code("offer_way", "phone").pk,
    }  # fmt: skip
    refused = ngo.post(url("add_offer"), offer)
    assert "Say why it was declined" in text_of(refused)
    assert "Nenori" in text_of(refused)
    nobody = ngo.post(url("add_offer"), {**offer, "sex": "", "answer": "accepted"})
    assert "only that it is not known" in text_of(nobody)
    offer["reason"] = code("decline_reason", "for_women").pk
    assert ngo.post(url("add_offer"), offer).status_code == 302
    assert Offer.objects.get().beneficiary is None
    assert str(code("decline_reason", "for_women")) in text_of(ngo.get(url("offer_numbers")))
    project = make.project(state="funded")
    helped = make.beneficiary(sex="female")
    named = {**offer, "sex": "", "age": "", "beneficiary": helped.pk}
    assert ngo.post(url("add_offer"), named).status_code == 302
    assert Offer.objects.get(beneficiary=helped).sex == "female"
    make.service(helped, project=project, cost=Decimal("12.50"), worker_hours=Decimal(2))
    page = text_of(ngo.get(url("project_costs", project)))
    assert "12.50" in page
    file = ngo.get(f"{url('project_costs', project)}?export=csv")
    assert b"12.50" in file.content


def test_home_says_what_waits(ngo: Client, make: Makers, cast: Cast) -> None:
    person = make.beneficiary()
    session = a_group(cast, person)
    with cast.making("ngo_a"):
        plan = Plan.objects.create(beneficiary=person, agreed_on=BEGUN, review_on=days_ago(1))
    page = text_of(ngo.get("/"))
    assert session.get_absolute_url() in page
    assert plan.get_absolute_url() in page


def test_another_ngo_finds_nothing_of_it(signed_in: SignedIn, make: Makers, cast: Cast) -> None:
    session = a_group(cast, make.beneficiary(family_name="Slaptoji"))
    other = signed_in("ngo_b")
    for page in ("/", url("groups"), url("week"), url("follow_ups"), url("offers"), url("nights")):
        assert "Slaptoji" not in text_of(other.get(page))
        assert "Siuvimo ratelis" not in text_of(other.get(page))
    assert other.get(url("session", session)).status_code == 404
