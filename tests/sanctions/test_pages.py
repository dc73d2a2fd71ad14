"""The pages: from entering a case to its end; both answers; nothing of who knows."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.sanctions.making import SELLING, human, law, sanction
from tests.victims.making import days_ago, investigation, today, victim
from thbcases.codes.models import AdministrativeOffence
from thbcases.sanctions.models import AdministrativeCase, CheckLimit, LiabilityCheck

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
SECRET = "01-1-SLAPTA-26"


def url(name: str, row: Any) -> str:
    return reverse(f"sanctions:{name}", kwargs={"uuid": row.uuid})


def entered(**changes: Any) -> dict[str, Any]:
    return {
        "number": "A-12",
        "act_on": days_ago(3).isoformat(),
        "offence": AdministrativeOffence.objects.get(code=SELLING).pk,
        "place": "Kaunas",
        "family_name": "Pažįstama",
        "given_name": "Rasa",
        "sex": "female",
        "birth_date": "1990-04-02",
        **changes,
    }


@pytest.fixture
def known(cast: Cast) -> None:
    """Somebody whom unit B keeps as a victim."""
    with cast.making("unit_b"):
        victim(investigation(SECRET), who=human(), on=days_ago(40), note="slapta pastaba")


def test_an_officer_enters_asks_and_ends_and_learns_nothing_more(
    known: None, signed_in: SignIn
) -> None:
    client = signed_in("officer", **ENGLISH)
    answer = client.post(reverse("sanctions:add"), entered())
    assert answer.status_code == 302, answer.content.decode()
    case = AdministrativeCase.objects.get()
    page = client.get(url("detail", case)).content.decode()
    assert "Nobody is fined before" in page
    assert url("fine", case) not in page

    asked = client.post(url("ask", case), {"reason": "prieš nutarimą"}, follow=True)
    told = asked.content.decode()
    assert "Known as a victim: not liable." in told
    assert url("fine", case) not in told
    for secret in (SECRET, "slapta", "unit_b", days_ago(40).isoformat()):
        assert secret not in told

    refused = client.post(
        url("fine", case), {"on": today().isoformat(), "number": "N-1", "fine": "90"}
    )
    assert "can only be ended without a fine" in refused.content.decode()
    client.post(url("not_liable", case), {"on": today().isoformat(), "number": "N-1"})
    case.refresh_from_db()
    assert case.state == "not_liable"


def test_both_answers_make_the_same_page(known: None, cast: Cast, signed_in: SignIn) -> None:
    client = signed_in("officer", **ENGLISH)
    seen = []
    for number, name in (("A-1", "Pažįstama"), ("A-2", "Nepažįsta")):
        with cast.making("unit_a"):
            case = sanction(human(name), number=number)
        done = client.post(url("ask", case), {"reason": "r"})
        page = client.get(done["Location"]).content.decode().replace(number, "").replace(name, "")
        panel = re.search(r"(?s)>Liability<.*?</section>", page)
        assert panel
        words = re.sub(r"<[^>]*>|\d\d:\d\d", " ", panel[0])
        seen.append((done.status_code, words.replace("Known as a victim: not liable", "X")))
    one, other = seen
    nothing = other[1].replace("Nothing is known", "X").replace("nothing is known", "X")
    assert one[0] == other[0]
    assert one[1].replace("known as a victim: not liable", "X").split() == nothing.split()


def test_nothing_typed_is_lost_and_the_error_says_what_to_do(signed_in: SignIn) -> None:
    client = signed_in("officer", **ENGLISH)
    old = AdministrativeOffence.objects.get(code="ATPK-182-1-prostitution").pk
    answer = client.post(reverse("sanctions:add"), entered(offence=old))
    page = answer.content.decode()
    assert "Choose another article" in page
    assert 'value="A-12"' in page
    assert "Kaunas" in page


def test_a_used_up_day_is_said_on_the_form_and_the_reason_stays(
    cast: Cast, signed_in: SignIn
) -> None:
    CheckLimit.objects.update(per_user=0)
    with cast.making("unit_a"):
        case = sanction()
    answer = signed_in("officer", **ENGLISH).post(url("ask", case), {"reason": "dėl baudos"})
    page = answer.content.decode()
    assert "begin anew at midnight" in page
    assert "dėl baudos" in page
    assert not LiabilityCheck.objects.exists()


def test_the_specialised_unit_has_fines_to_revisit_revisited(cast: Cast, signed_in: SignIn) -> None:
    with cast.making("unit_a"):
        case = sanction(human())
    officer, analyst = signed_in("officer", **ENGLISH), signed_in("analyst", **ENGLISH)
    officer.post(url("ask", case), {"reason": "r"})
    officer.post(url("fine", case), {"on": today().isoformat(), "number": "N", "fine": "90"})
    page = analyst.get(reverse("sanctions:revisit_list")).content.decode()
    assert "Nobody who was fined is known" in page
    with cast.making("unit_b"):
        victim(who=human(), on=today())
    page = analyst.get(reverse("sanctions:revisit_list")).content.decode()
    assert str(case) in page
    assert "Fines to revisit" in analyst.get("/").content.decode()
    assert str(case) not in officer.get("/").content.decode()
    analyst.post(url("revisit", case))
    assert "to look at this fine again" in officer.get(url("detail", case)).content.decode()
    home = officer.get("/").content.decode()
    assert "Fines to be looked at again" in home
    officer.post(url("cancel", case), {"on": today().isoformat(), "ground": "nukentėjusioji"})
    case.refresh_from_db()
    assert (case.state, case.cancel_ground) == ("cancelled", "nukentėjusioji")


@pytest.mark.parametrize("role", ["officer", "coordinator", "ngo", "auditor", "responder"])
def test_nobody_else_reads_the_list_to_revisit(role: str, signed_in: SignIn) -> None:
    assert signed_in(role).get(reverse("sanctions:revisit_list")).status_code == 403


def test_the_list_goes_out_as_a_file_with_the_law_of_each_day(
    cast: Cast, signed_in: SignIn
) -> None:
    with cast.making("unit_a"):
        sanction(human(), number="A-9", law=law())
    answer = signed_in("officer", **ENGLISH).get(reverse("sanctions:list") + "?export=csv")
    text = b"".join(answer).decode("utf-8-sig") if answer.streaming else answer.content.decode()
    assert "A-9" in text
    assert "ANK Art. 487" in text


def test_a_number_of_the_unit_is_used_once_and_the_form_says_so(
    cast: Cast, signed_in: SignIn
) -> None:
    with cast.making("unit_a"):
        sanction(number="A-12")
    answer = signed_in("officer", **ENGLISH).post(
        reverse("sanctions:add"), entered(family_name="Nauja", birth_date="1991-01-01")
    )
    assert "already has a case with this number" in answer.content.decode()
