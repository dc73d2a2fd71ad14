"""Certificates and their public check; handing on the cases of a worker who leaves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assistance import actions
from assistance.models import Beneficiary, Certificate, Consent, HandOver, Referral
from assistance.queries import checks, codes
from assistance.queries import hand_over as queries
from tests.assistance.conftest import BEGUN, TODAY, Makers, days_ago
from tests.assistance.desk import accept, allow, send, somebody
from tests.cast import LONG_AGO, Cast
from thbcases.access.acting import acting_system
from thbcases.accounts.models import Membership, User
from thbcases.audit.models import Entry
from thbcases.investigations.models import Investigation
from thbcases.victims.models import ReflectionPeriod, Victim

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
ENGLISH = {"headers": {"accept-language": "en"}}
CHECK = "/assistance/check/"


# --- codes


def test_codes_are_long_random_and_found_however_they_are_typed() -> None:
    found = {codes.new_code() for _time in range(500)}
    assert len(found) == 500
    assert codes.RANDOM_SYMBOLS * 5 >= 80
    for code in found:
        plain = code.replace("-", "")
        assert codes.is_well_formed(code)
        for typed in (code.lower(), plain, f" {code} ", plain.replace("0", "o").replace("1", "l")):
            assert codes.fingerprint(typed) == codes.fingerprint(code)


def test_a_mistyped_code_shows() -> None:
    """Every single wrong symbol, and all but one kind of exchanged neighbours."""
    body = codes.new_code().replace("-", "")
    for place, right in enumerate(body):
        for wrong in codes.ALPHABET:
            if wrong != right:
                assert not codes.is_well_formed(body[:place] + wrong + body[place + 1 :])
    blind = {"0", codes.ALPHABET[-1]}
    for place in range(len(body) - 1):
        one, other = body[place : place + 2]
        swapped = body[:place] + other + one + body[place + 2 :]
        if one != other and {one, other} != blind:
            assert not codes.is_well_formed(swapped)


# --- certificates


@pytest.fixture
def helped(cast: Cast, make: Makers) -> Beneficiary:
    return make.beneficiary(birth_date=days_ago(9000))


def give(cast: Cast, helped: Beneficiary, **fields: Any) -> Certificate:
    with cast.acting("ngo"):
        return actions.issue_certificate(
            **{
                "by": cast.user("ngo"),
                "person": helped.person,
                "kind": "helped",
                "addressee": "Užimtumo tarnyba",
                "until": TODAY + timedelta(days=30),
                **fields,
            }
        )


def test_a_certificate_needs_consent_and_a_record(cast: Cast, helped: Beneficiary) -> None:
    with pytest.raises(ValidationError, match="has not agreed"):
        give(cast, helped)
    allow(cast, helped.person, "certificate")
    for bad in ({"kind": "reflection"}, {"until": days_ago(1)}, {"addressee": " "}):
        with pytest.raises(ValidationError):
            give(cast, helped, **bad)
    assert give(cast, helped).beneficiary == helped
    assert give(cast, helped, kind="presumed").beneficiary == helped


def ask(code: str, **fields: Any) -> str:
    answer = Client(**ENGLISH).post(CHECK, {"code": code}, **fields)
    assert answer.status_code == 200
    return answer.content.decode()


YES, NO = "This certificate is valid.", "There is no valid certificate with this code."


def _closed(row: Certificate) -> None:
    from thbcases.codes.models import ListCode

    outcome = ListCode.objects.get(list="closing_outcome", code="own_wish")
    Beneficiary.objects.filter(pk=row.beneficiary_id).update(closed_on=TODAY, outcome=outcome)


ENDS: dict[str, Callable[[Certificate], Any]] = {
    "run out": lambda row: Certificate.objects.filter(pk=row.pk).update(
        issued_on=days_ago(9), valid_until=days_ago(1)
    ),
    "consent withdrawn": lambda row: Consent.objects.filter(pk=row.consent_id).update(
        withdrawn_on=TODAY
    ),
    "help ended": _closed,
}


@pytest.mark.parametrize("how", [*ENDS, "revoked"])
def test_the_answer_is_valid_or_not_valid_and_never_why(
    how: str, cast: Cast, helped: Beneficiary
) -> None:
    allow(cast, helped.person, "certificate")
    row = give(cast, helped)
    unknown = ask(codes.new_code())
    assert YES in ask(row.code)
    assert YES in ask(row.code.lower().replace("-", " "))
    if how == "revoked":
        with cast.acting("ngo"):
            actions.revoke_certificate(by=cast.user("ngo"), certificate=row, why="Klaida")
            with pytest.raises(ValidationError):
                actions.revoke_certificate(by=cast.user("ngo"), certificate=row, why="Klaida")
    else:
        with cast.making("ngo_a"):
            ENDS[how](row)

    def plain(page: str, code: str) -> str:
        import re

        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
        return page.replace(code, "CODE")

    after = ask(row.code)
    assert NO in after
    nobody = codes.new_code()
    assert plain(after, row.code) == plain(ask(nobody), nobody)
    assert NO in unknown


def test_the_check_takes_the_same_work_for_every_code_and_keeps_nothing_of_who_asked(
    cast: Cast, helped: Beneficiary
) -> None:
    allow(cast, helped.person, "certificate")
    row = give(cast, helped)
    entries = Entry.objects.count()
    work = []
    for typed in (row.code, codes.new_code(), "trumpas", "x" * 60, row.code[:-1] + "0"):
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as caught:
            ask(typed, REMOTE_ADDR="203.0.113.77")
        asked = [q["sql"] for q in caught if "thb_certificate_valid" in q["sql"]]
        work.append((len(caught), len(asked)))
    assert len(set(work)) == 1
    assert work[0][1] == 1
    assert Entry.objects.count() == entries
    with connection.cursor() as cursor:
        cursor.execute("select cache_key || value from web_cache")
        kept = " ".join(text for (text,) in cursor.fetchall())
    assert "203.0.113.77" not in kept
    answer = Client().get(CHECK)
    assert set(answer.cookies) <= {"csrftoken"}
    assert "sessionid" not in answer.cookies


def test_codes_cannot_be_tried_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(checks, "TRIES_OF_ONE", 3)
    client = Client()
    statuses = [client.post(CHECK, {"code": "A"}).status_code for _try in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    other = client.post(CHECK, {"code": "A"}, REMOTE_ADDR="203.0.113.9")
    assert other.status_code == 200
    cache.clear()


def test_a_unit_certifies_what_its_own_records_say(cast: Cast) -> None:
    who = somebody(cast, "unit_a")
    with cast.making("unit_a"):
        case = Investigation.objects.create(number="A-1", registered_on=BEGUN, stage_on=BEGUN)
        case.refresh_from_db()
        victim = Victim.objects.create(
            investigation=case, person=who, status="presumed", status_on=BEGUN
        )
        ReflectionPeriod.objects.create(
            victim=victim,
            state="granted",
            starts_on=days_ago(3),
            ends_on=TODAY + timedelta(days=27),
            proposed_on=days_ago(4),
            decided_on=days_ago(3),
        )
    allow(cast, who, "certificate")
    with cast.acting("officer"):
        by = cast.user("officer")
        given = {"by": by, "person": who, "addressee": "Bankas", "until": TODAY}
        presumed = actions.issue_certificate(kind="presumed", **given)
        period = actions.issue_certificate(kind="reflection", **given)
        with pytest.raises(ValidationError):
            actions.issue_certificate(kind="helped", **given)
    assert YES in ask(presumed.code)
    assert YES in ask(period.code)
    with cast.making("unit_a"):
        Victim.objects.filter(pk=victim.pk).update(status="not_a_victim")
        ReflectionPeriod.objects.update(starts_on=days_ago(9), ends_on=days_ago(1))
    assert NO in ask(presumed.code)
    assert NO in ask(period.code)


def test_pages_of_certificates(cast: Cast, helped: Beneficiary, signed_in: SignIn) -> None:
    allow(cast, helped.person, "certificate")
    client = signed_in("ngo", **ENGLISH)
    url = reverse("assistance:issue_certificate", kwargs={"uuid": helped.person.uuid})
    typed = {"kind": "helped", "addressee": "Bankas", "until": str(TODAY)}
    assert "makes this true" in client.post(url, {**typed, "kind": "reflection"}).content.decode()
    assert client.post(url, typed).status_code == 302
    row = Certificate.objects.get()
    assert row.code in client.get(row.get_absolute_url()).content.decode()
    assert "Bankas" in client.get(reverse("assistance:certificates")).content.decode()
    for language in ("lt", "en"):
        paper = client.get(
            reverse("assistance:certificate_pdf", kwargs={"uuid": row.uuid}),
            {"language": language},
        )
        assert paper.content.startswith(b"%PDF-")
        assert "attachment" in paper["Content-Disposition"]
    assert Entry.objects.filter(records__contains=[row.uuid], verb="disclosure").count() == 2
    revoke = reverse("assistance:revoke_certificate", kwargs={"uuid": row.uuid})
    assert client.post(revoke, {"why": "Klaida"}).status_code == 302
    assert "Not valid" in client.get(row.get_absolute_url()).content.decode()
    for other in ("ngo_b", "officer", "responder"):
        assert signed_in(other).get(row.get_absolute_url()).status_code == 404


# --- handing on


@pytest.fixture
def colleague(cast: Cast) -> User:
    with acting_system("test"):
        user = User.objects.create(username="ngo_new", first_name="Nauja", last_name="Kolegė")
        Membership.objects.create(
            user=user, organisation=cast.org("ngo_a"), role="ngo", starts_on=LONG_AGO
        )
    return user


@pytest.fixture
def busy(cast: Cast, make: Makers) -> dict[str, Any]:
    """The NGO worker answers for a person, a referral sent and one taken; so does another NGO's."""
    mine = make.beneficiary(worker=cast.user("ngo"))
    make.beneficiary("ngo_b", worker=cast.user("ngo_b"))
    allow(cast, mine.person, receiver="town")
    sent = send(cast, mine.person, "town")
    who = somebody(cast, "border")
    allow(cast, who, receiver="ngo_a")
    taken = accept(cast, send(cast, who, "ngo_a"), "ngo")
    return {"mine": mine, "sent": sent, "taken": taken}


def numbers(cast: Cast) -> list[str]:
    with cast.acting("ngo"):
        return [item.number for item in queries.items_of(cast.user("ngo"))]


def test_all_cases_are_handed_on_in_one_act(
    cast: Cast, busy: dict[str, Any], colleague: User
) -> None:
    wanted = numbers(cast)
    # the person helped, the one taken over, the referral sent, the referral taken
    assert len(wanted) == 4
    with cast.acting("ngo"):
        act = actions.hand_over(
            by=cast.user("ngo"),
            leaving=cast.user("ngo"),
            to=dict.fromkeys(wanted, colleague),
            note="Išeina",
        )
        assert {item["record"] for item in act.items} == set(wanted)
        assert Beneficiary.objects.filter(worker=colleague).count() == 2
        assert Referral.objects.get(pk=busy["sent"].pk).sender_worker == colleague
        assert Referral.objects.get(pk=busy["taken"].pk).receiver_worker == colleague
        with pytest.raises(ValidationError):
            actions.hand_over(by=cast.user("ngo"), leaving=cast.user("ngo"), to={})
    assert Beneficiary.objects.get(custodian=cast.org("ngo_b")).worker == cast.user("ngo_b")
    assert Entry.objects.filter(records__contains=[act.uuid]).exists()


def test_all_or_none_and_only_to_colleagues(
    cast: Cast, busy: dict[str, Any], colleague: User
) -> None:
    wanted = numbers(cast)
    for to in (
        dict.fromkeys(wanted[1:], colleague),
        dict.fromkeys(wanted, cast.user("ngo_b")),
        dict.fromkeys(wanted, cast.user("ngo")),
        {**dict.fromkeys(wanted, colleague), wanted[0]: cast.user("officer")},
    ):
        with cast.acting("ngo"), pytest.raises(ValidationError):
            actions.hand_over(by=cast.user("ngo"), leaving=cast.user("ngo"), to=to)
    assert numbers(cast) == wanted
    assert HandOver.objects.count() == 0


def test_for_the_cases_of_who_left_nobody_answers(
    cast: Cast, busy: dict[str, Any], colleague: User, signed_in: SignIn
) -> None:
    client = signed_in("ngo", **ENGLISH)
    with acting_system("test"):
        Membership.objects.filter(user=cast.user("ngo")).update(ends_on=days_ago(1))
    client = Client(**ENGLISH)
    client.force_login(colleague, backend="thbcases.accounts.backends.RightsBackend")
    home = client.get("/").content.decode()
    assert "Nobody answers for these" in home
    page = client.get(reverse("assistance:hand_overs")).content.decode()
    assert page.count("was with") == 4
    url = reverse("assistance:hand_over") + "?who=ngo"
    shown = client.get(url).content.decode()
    assert busy["mine"].code in shown
    answer = client.post(url, {"note": ""})
    assert "Not every case has a colleague" in answer.content.decode()
    assert client.post(url, {"everything": "ngo_new", "note": "Išėjo"}).status_code == 302
    after = client.get(reverse("assistance:hand_overs")).content.decode()
    assert "was with" not in after
    assert "4 cases" in after


def test_one_of_several_colleagues_takes_one_case(
    cast: Cast, busy: dict[str, Any], colleague: User, signed_in: SignIn
) -> None:
    with acting_system("test"):
        third = User.objects.create(username="third", first_name="Trečia", last_name="Kolegė")
        Membership.objects.create(
            user=third, organisation=cast.org("ngo_a"), role="ngo", starts_on=LONG_AGO
        )
    [first, *_rest] = numbers(cast)
    client = signed_in("ngo", **ENGLISH)
    choose = client.post(reverse("assistance:choose_leaving"), {"leaving": "ngo"})
    url = choose["Location"]
    typed = {"everything": "ngo_new", first: "third", "note": ""}
    assert client.post(url, typed).status_code == 302
    with cast.acting("ngo"):
        assert Beneficiary.objects.filter(worker=third).count() == 1
        assert Beneficiary.objects.filter(worker=colleague).count() == 1


def test_a_stranger_has_no_cases_to_hand_on(
    cast: Cast, busy: dict[str, Any], signed_in: SignIn
) -> None:
    client = signed_in("ngo_b")
    answer = client.get(reverse("assistance:hand_over") + "?who=ngo")
    assert answer.status_code == 302
    assert client.post(reverse("assistance:choose_leaving"), {"leaving": "ngo"}).status_code == 200
