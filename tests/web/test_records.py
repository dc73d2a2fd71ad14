"""The page of a record: the row first, then the right, and the reading written down."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from thbcases.audit.choices import Verb
from thbcases.audit.models import Entry
from thbcases.investigations.models import Investigation

pytestmark = pytest.mark.usefixtures("addresses")
SignIn = Callable[[str], Client]
PARTS = ["", "change/", "assign/", "move/"]


def get(client: Client, uuid: object, part: str = "") -> object:
    return client.get(f"/cases/{uuid}/{part}", headers={"accept-language": "en"})


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_elses_record_is_as_absent_as_no_record(
    signed_in: SignIn, foreign: Investigation, part: str, method: str
) -> None:
    officer = signed_in("officer")
    answers = [
        getattr(officer, method)(f"/cases/{uuid}/{part}") for uuid in (foreign.uuid, uuid4())
    ]
    expected = 405 if (method, part) == ("post", "") else 404
    assert [answer.status_code for answer in answers] == [expected, expected]
    bodies = [a.text.replace(str(foreign.uuid), "") for a in answers]
    assert len(bodies[0]) - len(bodies[1]) in range(-80, 80), "only tokens and addresses differ"


@pytest.mark.parametrize("part", PARTS)
def test_a_role_that_may_not_read_the_kind_finds_no_record(
    signed_in: SignIn, own: Investigation, part: str
) -> None:
    assert signed_in("ngo").get(f"/cases/{own.uuid}/{part}").status_code == 404


@pytest.mark.parametrize("part", ["change/", "assign/", "move/"])
def test_who_sees_but_may_not_act_is_told_why(
    signed_in: SignIn, own: Investigation, part: str
) -> None:
    answer = signed_in("analyst").get(
        f"/cases/{own.uuid}/{part}", headers={"accept-language": "en"}
    )
    assert answer.status_code == 403
    assert "As analyst of the specialised unit you may not do this" in answer.text


def test_the_reading_is_written_down_once(signed_in: SignIn, own: Investigation) -> None:
    signed_in("officer").get(f"/cases/{own.uuid}/")
    entry = Entry.objects.get(verb=Verb.CONSULTATION)
    assert entry.records == [own.uuid]


def test_a_refused_page_is_no_reading(signed_in: SignIn, own: Investigation) -> None:
    signed_in("analyst").get(f"/cases/{own.uuid}/change/")
    signed_in("ngo").get(f"/cases/{own.uuid}/")
    assert not Entry.objects.filter(verb=Verb.CONSULTATION).exists()


def test_the_page_shows_its_parts(signed_in: SignIn, own: Investigation) -> None:
    page = signed_in("officer").get(f"/cases/{own.uuid}/").text
    assert f"<h1><bdi>{own.number}</bdi></h1>" in page
    assert "a subtitle" in page
    assert '<span class="pill pill-open">' in page
    assert f'<a href="/cases/{own.uuid}/" aria-current="page">Overview</a>' in page
    assert "Other (0)" in page
    assert "Prosecutor</dt>" in page
    assert "Nothing</dt>" not in page
    assert page.index("second thing") < page.index("first thing")


def test_actions_are_for_those_who_may(signed_in: SignIn, own: Investigation) -> None:
    officer = signed_in("officer").get(f"/cases/{own.uuid}/").text
    analyst = signed_in("analyst").get(f"/cases/{own.uuid}/").text
    assert "Change it" in officer
    assert "Change it" not in analyst
    for page in (officer, analyst):
        assert (
            '<form method="post" action="/x/"><input type="hidden" name="csrfmiddlewaretoken"'
            in page
        )


def test_a_page_without_a_record_asks_for_the_right(signed_in: SignIn) -> None:
    assert signed_in("coordinator").get("/cases/figures/").status_code == 200
    assert signed_in("auditor").get("/cases/figures/").status_code == 403
