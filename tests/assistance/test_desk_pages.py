"""Pages of the referral desk and of the directory."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse

from assistance.models import (
    Beneficiary,
    DirectoryEntry,
    ListedService,
    Referral,
    ReferralContent,
)
from tests.assistance.conftest import TODAY, Makers
from tests.assistance.desk import accept, allow, send, somebody
from tests.cast import USERS, Cast
from thbcases.codes.models import Municipality, ServiceKind
from thbcases.people.models import Person

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
ENGLISH = {"headers": {"accept-language": "en"}}


def url(name: str, row: Any = None) -> str:
    return reverse(f"assistance:{name}", kwargs={"uuid": row.uuid} if row else None)


def referring(cast: Cast, **fields: Any) -> dict[str, Any]:
    return {
        "receiver": str(cast.org("ngo_a").uuid),
        "reason": "Other",
        "urgency": "ordinary",
        "basis": "consent",
        "parts": ["names", "needs", "languages"],
        "languages": ["ukr"],
        "needs": "Nakvynė šiandien",
        "note": "Šito neparinkome",
        "services": ["psychological"],
        **fields,
    }


def test_a_referral_is_shown_before_it_is_sent(cast: Cast, signed_in: SignIn) -> None:
    who = somebody(cast, "border")
    allow(cast, who, receiver="ngo_a")
    client = signed_in("responder", **ENGLISH)
    typed = referring(cast)
    answer = client.post(url("refer", who), typed)
    body = answer.content.decode()
    assert (answer.status_code, Referral.objects.count()) == (200, 0)
    assert "Exactly this" in body
    shown = body[body.index("Exactly this") : body.index("What stays with you")]
    for text in ("Ševčenko", "Nakvynė šiandien", "Ukrainian"):
        assert text in shown
    assert "Šito neparinkome" not in shown
    assert "1999" not in shown
    # back to the form, and nothing that was typed is lost
    again = client.post(url("refer", who), {**typed, "change": "1"}).content.decode()
    for text in ("Nakvynė šiandien", "Šito neparinkome"):
        assert text in again
    assert client.post(url("refer", who), {**typed, "send": "1"}).status_code == 302
    referral = Referral.objects.get()
    assert referral.services == ["psychological"]
    theirs = signed_in("ngo", **ENGLISH).get(referral.get_absolute_url()).content.decode()
    for text in ("Ševčenko", "Nakvynė šiandien", "Ukrainian"):
        assert text in theirs
    assert "Šito neparinkome" not in theirs
    assert str(who.uuid) not in theirs


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"basis": "vital_interest"}, "which danger|what danger"),
        ({"basis": "anonymous"}, "tell who it is"),
        ({"parts": []}, "at least one thing"),
        ({"parts": ["note"], "note": " "}, "at least one thing"),
        ({"receiver": ""}, "required"),
        ({"hears_back": "on"}, "hear back"),
        ({"basis": ""}, "required"),
        ({"needs": "a\x00"}, "Null characters"),
    ],
)
@pytest.mark.parametrize("send_now", [True, False])
def test_what_cannot_be_sent_is_said_and_nothing_is_lost(
    bad: dict[str, Any], said: str, send_now: bool, cast: Cast, signed_in: SignIn
) -> None:
    import re

    who = somebody(cast, "border")
    allow(cast, who, receiver="ngo_a")
    typed = {**referring(cast, note="Labai svarbu"), **bad}
    if bad.get("note"):
        typed["note"] = bad["note"]
    if send_now:
        typed["send"] = "1"
    answer = signed_in("responder", **ENGLISH).post(url("refer", who), typed)
    assert answer.status_code == 200
    assert re.search(said, answer.content.decode())
    assert Referral.objects.count() == 0


def test_without_consent_the_page_says_where_to_enter_it(cast: Cast, signed_in: SignIn) -> None:
    who = somebody(cast, "border")
    answer = signed_in("responder", **ENGLISH).post(url("refer", who), referring(cast))
    body = answer.content.decode()
    assert "No consent in force allows" in body
    assert url("ledger", who) in body


def test_the_receiver_accepts_with_whom_it_knows_already(
    cast: Cast, make: Makers, signed_in: SignIn
) -> None:
    who = somebody(cast, "border")
    allow(cast, who, receiver="ngo_a")
    referral = send(cast, who, "ngo_a")
    known = somebody(cast, "ngo_a")
    client = signed_in("ngo", **ENGLISH)
    home = client.get("/").content.decode()
    assert referral.number in home
    assert "Ševčenko" not in home
    page = client.get(url("accept_referral", referral)).content.decode()
    for text in ("Ševčenko", "1999-04-05", "Tik per pusseserę", "Nakvynė"):
        assert text in page
    typed = {
        "family_name": "Ševčenko",
        "given_name": "Olena",
        "birth_date": "1999-04-05",
        "sex": "female",
        "code": "KODAS-5",
        "status": "presumed",
        "registered_on": str(TODAY),
    }
    answer = client.post(url("accept_referral", referral), typed)
    assert [c.person for c in answer.context["form"].candidates] == [known]
    chosen = {**typed, "choice": str(known.uuid)}
    assert client.post(url("accept_referral", referral), chosen).status_code == 302
    row = Beneficiary.objects.get()
    assert (row.person, row.referred_by) == (known, cast.org("border"))
    sender = signed_in("responder", **ENGLISH)
    seen = sender.get(referral.get_absolute_url()).content.decode()
    assert "Accepted" in seen
    for hidden in ("KODAS-5", str(row.uuid), str(known.uuid)):
        assert hidden not in seen
    assert client.post(url("finish_referral", referral), {}).status_code == 302
    assert "Done" in sender.get(referral.get_absolute_url()).content.decode()


def test_the_police_accepts_with_a_person_of_its_own(cast: Cast, signed_in: SignIn) -> None:
    who = somebody(cast, "border")
    allow(cast, who, group="police")
    referral = send(cast, who, "unit_a")
    client = signed_in("officer", **ENGLISH)
    typed = {"family_name": "Ševčenko", "given_name": "Olena", "birth_date": "1999-04-05"}
    assert client.post(url("accept_referral", referral), typed).status_code == 302
    mine = Person.objects.get(custodian=cast.org("unit_a"))
    assert str(mine.uuid) in client.get(referral.get_absolute_url()).content.decode()


def test_an_anonymous_referral_is_taken_without_a_person(cast: Cast, signed_in: SignIn) -> None:
    who = somebody(cast, "ngo_a")
    referral = send(cast, who, "town", ["needs"], basis="anonymous")
    client = signed_in("responder_b", **ENGLISH)
    assert client.post(url("accept_referral", referral), {}).status_code == 302
    page = client.get(referral.get_absolute_url()).content.decode()
    assert "Nobody was named" in page


def test_withdrawal_is_told_on_the_receiver_s_home_page_and_closes_the_page(
    cast: Cast, signed_in: SignIn
) -> None:
    who = somebody(cast, "border")
    consent = allow(cast, who, receiver="ngo_a")
    referral = send(cast, who, "ngo_a")
    client = signed_in("ngo", **ENGLISH)
    assert "Ševčenko" in client.get(referral.get_absolute_url()).content.decode()
    sender = signed_in("responder", **ENGLISH)
    answer = sender.post(url("withdraw_consent", consent), {"on": str(TODAY)})
    assert answer["Location"] == url("ledger", who)
    home = client.get("/").content.decode()
    assert "onsent withdrawn, what was passed is closed" in home
    page = client.get(referral.get_absolute_url()).content.decode()
    for gone in ("Ševčenko", "Olena", "1999-04-05", "Tik per pusseserę"):
        assert gone not in home + page
    assert client.get(url("accept_referral", referral)).status_code == 200
    assert ReferralContent.objects.filter(closed_at=None).count() == 0
    assert client.post(url("seen_referral", referral)).status_code == 302
    assert "what was passed is closed" not in client.get("/").content.decode()


def test_a_declined_referral_leads_elsewhere(cast: Cast, signed_in: SignIn) -> None:
    who = somebody(cast, "border")
    allow(cast, who, group="helpers")
    referral = send(cast, who, "ngo_a", services=["psychological"])
    client = signed_in("ngo", **ENGLISH)
    bad = client.post(url("decline_referral", referral), {"reason": ""})
    assert "required" in bad.content.decode()
    answer = client.post(url("decline_referral", referral), {"reason": "no_places"})
    assert answer.status_code == 302
    sender = signed_in("responder", **ENGLISH)
    page = sender.get(referral.get_absolute_url()).content.decode()
    assert "No places" in page or "no places" in page
    link = f"{url('refer', who)}?again={referral.uuid}"
    assert link in page
    assert sender.get(link).context["form"]["services"].value() == ["psychological"]


def test_lists_filter_by_direction_state_and_number(cast: Cast, signed_in: SignIn) -> None:
    who, other = somebody(cast, "ngo_a"), somebody(cast, "border", family_name="Kitokia")
    allow(cast, who, group="helpers")
    allow(cast, other, group="helpers")
    out, into = send(cast, who, "border"), send(cast, other, "ngo_a")
    client = signed_in("ngo", **ENGLISH)

    def found(**query: str) -> set[str]:
        body = client.get(url("referrals"), query).content.decode()
        return {row.number for row in (out, into) if row.number in body}

    both = {out.number, into.number}
    assert found() == both
    assert found(way="out") == {out.number}
    assert found(way="in") == {into.number}
    assert found(state="done") == set()
    assert found(q=into.number) == {into.number}
    assert found(q="Ševčenko") == {out.number}
    # somebody else's name finds nothing: that row is not mine
    assert found(q="Kitokia") == set()


@pytest.mark.parametrize("user", list(USERS))
def test_everybody_reads_the_directory_and_only_its_keeper_changes_an_entry(
    user: str, cast: Cast, signed_in: SignIn
) -> None:
    with cast.making("ngo_a"):
        entry = DirectoryEntry.objects.create(reach="8 600 00000", serves=["women"])
    client = signed_in(user, **ENGLISH)
    assert "ngo_a en" in client.get(url("directory")).content.decode()
    assert "8 600 00000" in client.get(entry.get_absolute_url()).content.decode()
    typed = {"on": str(TODAY)}
    status = client.post(url("close_entry", entry), typed).status_code
    changed = DirectoryEntry.objects.get().closed_on is not None
    assert changed is (user == "ngo")
    assert status in ({302} if user == "ngo" else {200, 403})


def test_an_organisation_keeps_its_entry_with_free_places(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in("ngo", **ENGLISH)
    assert client.get(url("own_entry"))["Location"] == url("add_entry")
    typed = {
        "about": "Prieglauda",
        "serves": ["women", "children"],
        "languages": ["lit", "ukr"],
        "reach": "8 600 00000",
        "email": "",
        "whole_country": "on",
        "services-TOTAL_FORMS": "1",
        "services-INITIAL_FORMS": "0",
        "services-0-kind": str(ServiceKind.objects.get(code="emergency_housing").pk),
        "services-0-places": "6",
        "services-0-places_free": "2",
    }
    bad = client.post(url("add_entry"), {**typed, "services-0-places_free": "7"})
    assert "not so many places" in bad.content.decode()
    assert client.post(url("add_entry"), typed).status_code == 302
    row = ListedService.objects.get()
    assert row.said_by == cast.user("ngo")
    entry = DirectoryEntry.objects.get()
    assert client.get(url("own_entry"))["Location"] == entry.get_absolute_url()
    page = client.get(entry.get_absolute_url()).content.decode()
    assert "2 of 6 free" in page
    assert "said today" in page
    with cast.making("ngo_a"):
        ListedService.objects.update(said_at=F("said_at") - timedelta(days=12))
    for address in (entry.get_absolute_url(), url("directory")):
        page = client.get(address).content.decode()
        assert "Old number" in page
        assert "said 12 days ago" in page
    again = {
        **typed,
        "version": str(entry.version),
        "services-INITIAL_FORMS": "1",
        "services-0-id": str(row.pk),
        "services-0-entry": str(entry.pk),
    }
    # the number did not change and nobody said that it is right: it stays old
    assert client.post(url("change_entry", entry), again).status_code == 302
    assert "Old number" in client.get(entry.get_absolute_url()).content.decode()
    again |= {
        "services-0-is_said_today": "on",
        "version": str(DirectoryEntry.objects.get().version),
    }
    assert client.post(url("change_entry", entry), again).status_code == 302
    assert "Old number" not in client.get(entry.get_absolute_url()).content.decode()


def test_the_directory_is_searched_by_what_one_needs(cast: Cast, signed_in: SignIn) -> None:
    kind = ServiceKind.objects.get(code="emergency_housing")
    town, other = Municipality.objects.all()[:2]
    for code, fields, free in (
        ("ngo_a", {"serves": ["women"], "languages": ["ukr"], "municipality": town}, 2),
        ("ngo_b", {"serves": ["men"], "languages": ["lit"], "whole_country": True}, 0),
    ):
        with cast.making(code):
            entry = DirectoryEntry.objects.create(reach="8", **fields)
            ListedService.objects.create(
                entry=entry, kind=kind, places_free=free, said_at="2026-03-09T10:00Z"
            )
    client = signed_in("responder", **ENGLISH)

    def found(**query: str) -> set[str]:
        body = client.get(url("directory"), query).content.decode()
        _filters, _start, body = body.partition("<tbody")
        return {code for code in ("ngo_a", "ngo_b") if f"{code} en" in body}

    assert found() == {"ngo_a", "ngo_b"}
    assert found(serves="men") == {"ngo_b"}
    assert found(language="ukr") == {"ngo_a"}
    assert found(has_places="true") == {"ngo_a"}
    assert found(service="emergency_housing") == {"ngo_a", "ngo_b"}
    assert found(service="legal_advice") == set()
    assert found(municipality=town.code) == {"ngo_a", "ngo_b"}
    assert found(municipality=other.code) == {"ngo_b"}
    assert found(q="ngo_b") == {"ngo_b"}
    with cast.making("ngo_b"):
        DirectoryEntry.objects.filter(custodian=cast.org("ngo_b")).update(closed_on=TODAY)
    assert found(standing="open") == {"ngo_a"}
    assert found(standing="closed") == {"ngo_b"}


def test_a_closed_organisation_is_no_choice_and_its_senders_are_told(
    cast: Cast, signed_in: SignIn
) -> None:
    who = somebody(cast, "border")
    allow(cast, who, group="helpers")
    referral = send(cast, who, "ngo_a")
    with cast.making("ngo_a"):
        entry = DirectoryEntry.objects.create(reach="8", serves=["women"])
    assert signed_in("ngo").post(url("close_entry", entry), {"on": str(TODAY)}).status_code == 302
    client = signed_in("responder", **ENGLISH)
    assert "has closed: send it elsewhere" in client.get("/").content.decode()
    page = client.get(referral.get_absolute_url()).content.decode()
    assert "The receiver has closed" in page
    assert "Refer elsewhere" in page
    form = client.get(url("refer", who)).content.decode()
    assert f'value="{cast.org("ngo_a").uuid}"' not in form
    assert "valid choice" in client.post(url("refer", who), referring(cast)).content.decode()
    accept(cast, referral, "ngo")
    assert signed_in("ngo").post(url("open_entry", entry)).status_code == 302
    assert f'value="{cast.org("ngo_a").uuid}"' in client.get(url("refer", who)).content.decode()
