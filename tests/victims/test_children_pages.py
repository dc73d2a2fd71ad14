"""The tab of a child: who reads it, what is shown to whom, and nothing that was typed is lost."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, person
from tests.victims.making import days_ago, investigation, opened, today, victim
from thbcases.access.models import AccessGrant
from thbcases.victims.models import ChildGuardian, ChildInterview, ChildNotice, Victim

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
PHONE, REASON = "+370 699 12345", "gaudavo dalį pinigų"


def url(name: str, row: Any) -> str:
    return reverse(f"victims:{name}", kwargs={"uuid": row.uuid})


@pytest.fixture
def child(cast: Cast) -> Victim:
    """A girl of unit A whose father has a conflict of interest."""
    with cast.making("unit_a"):
        born = {"birth_date": date(today().year - 15, 1, 2), "birth_precision": "date"}
        row = victim(investigation("01-1-77-26"), who=person(family_name="Vaikaitė", **born))
        row.guardians.create(
            kind="parent",
            name="Tėvas",
            contact=PHONE,
            has_conflict=True,
            conflict_reason=REASON,
        )
    return row


def test_whoever_has_a_conflict_is_not_to_be_called_by_anybody(
    cast: Cast, child: Victim, signed_in: SignIn
) -> None:
    with cast.making("unit_a"):
        opened(cast, child)
    for role, sees_why in (("officer", True), ("analyst", True), ("ngo", False)):
        page = signed_in(role, **ENGLISH).get(url("child", child)).content.decode()
        assert "not to be contacted" in page, role
        assert PHONE not in page, role
        assert (REASON in page) is sees_why, role
        assert "Nobody. Have a representative appointed." in page, role


def test_an_ngo_reads_a_childs_parts_while_the_record_is_open_to_it(
    cast: Cast, child: Victim, signed_in: SignIn
) -> None:
    client = signed_in("ngo")
    assert client.get(url("child", child)).status_code == 404
    with cast.making("unit_a"):
        grant = opened(cast, child)
    assert client.get(url("child", child)).status_code == 200
    assert client.get(url("add_notice", child)).status_code == 403
    with cast.acting("ngo"):
        assert ChildGuardian.objects.count() == 1
    with cast.making("unit_a"):
        long_ago = timezone.now() - timedelta(days=2)
        AccessGrant.objects.filter(pk=grant.pk).update(
            starts_at=long_ago, ends_at=long_ago + timedelta(days=1)
        )
    assert client.get(url("child", child)).status_code == 404
    for role in ("ngo", "ngo_b", "officer_b", "responder", "migration", "coordinator"):
        with cast.acting(role):
            assert not ChildGuardian.objects.exists(), role


def test_the_tab_stands_only_where_it_concerns_a_child(
    cast: Cast, child: Victim, signed_in: SignIn
) -> None:
    with cast.making("unit_a"):
        born = {"birth_date": date(1990, 1, 2), "birth_precision": "date"}
        grown = victim(who=person(family_name="Suaugusi", **born))
        unknown = victim(who=person(family_name="Nežinia"))
    client = signed_in("officer", **ENGLISH)
    assert url("child", child) in client.get(url("detail", child)).content.decode()
    assert url("child", grown) not in client.get(url("detail", grown)).content.decode()
    page = client.get(url("detail", unknown)).content.decode()
    assert f'"{url("child", unknown)}"' not in page
    assert url("add_child_age", unknown) in page
    said = {"on": today(), "basis": "estimate", "least": 16, "most": 20, "source": "gydytojas"}
    client.post(url("add_child_age", unknown), said)
    page = client.get(url("child", unknown)).content.decode()
    assert "16–20, treated as a child" in page


def test_a_second_interview_warns_and_keeps_what_was_typed(
    child: Victim, signed_in: SignIn
) -> None:
    client = signed_in("officer", **ENGLISH)
    said = {"on": today(), "led_by": "tyrėja", "place": "žalias kambarys", "is_recorded": "on"}
    first = client.get(url("add_interview", child)).content.decode()
    assert "questioned before" not in first
    assert client.post(url("add_interview", child), said).status_code == 302
    again = client.get(url("add_interview", child)).content.decode()
    assert "interviews so far: 1" in again
    refused = client.post(url("add_interview", child), said)
    assert refused.status_code == 200
    assert 'value="žalias kambarys"' in refused.content.decode()
    assert ChildInterview.objects.count() == 1
    assert client.post(url("add_interview", child), {**said, "reason": "r"}).status_code == 302
    assert [row.is_recorded for row in ChildInterview.objects.all()] == [True, True]


def test_two_representatives_at_a_time_are_refused_in_words(
    cast: Cast, child: Victim, signed_in: SignIn
) -> None:
    client = signed_in("officer", **ENGLISH)
    said = {"kind": "lawyer", "name": "A", "appointed_by": "teismas", "starts_on": days_ago(9)}
    assert client.post(url("add_representative", child), said).status_code == 302
    refused = client.post(url("add_representative", child), {**said, "name": "B. Antroji"})
    page = refused.content.decode()
    assert "End that appointment first" in page
    assert 'value="B. Antroji"' in page
    one = child.representatives.get()
    ended = {**said, "ends_on": days_ago(5), "version": one.version}
    assert client.post(url("change_representative", one), ended).status_code == 302
    later = {**said, "starts_on": days_ago(4)}
    assert client.post(url("add_representative", child), later).status_code == 302


def test_the_list_says_what_is_missing_and_what_was_late(child: Victim, signed_in: SignIn) -> None:
    client = signed_in("officer", **ENGLISH)
    page = client.get(reverse("victims:children")).content.decode()
    assert "Vaikaitė" in page
    assert "Notice to the child rights service; representative" in page
    said = {"on": today(), "way": "email", "told_by": "t", "office": "VVTAĮT"}
    assert client.post(url("add_notice", child), said).status_code == 302
    notice = ChildNotice.objects.get()
    assert notice.due_on - notice.victim.status_on <= timedelta(days=5)
    assert "late, " in client.get(reverse("victims:children")).content.decode()
    assert (
        "Vaikaitė" not in signed_in("officer_b").get(reverse("victims:children")).content.decode()
    )
    assert signed_in("ngo").get(reverse("victims:children")).status_code == 403
