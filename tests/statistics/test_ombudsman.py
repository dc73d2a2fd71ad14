"""The list for the Ombudsman: figures of children, small ones hidden, and nobody named."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.statistics import slow
from tests.statistics.history import History, day
from thbcases.statistics.views.ombudsman import QUESTIONS
from thbcases.victims.choices import VictimStatus as V

SignIn = Callable[..., Client]
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
ASKED = "?start=2012-01-01&end=2012-12-31&by=year"
NAME = "Pavardenis"


@pytest.fixture
def children(cast: Cast) -> History:
    """Six girls told of in term, two late; a boy of another unit; an adult who is no child."""
    history = History(cast)
    case = history.investigation("unit_a", "2012-03-01")
    for number in range(8):
        row = history.victim(
            case,
            11 + 2 * number,
            (V.PRESUMED, "2012-03-02"),
            birth_date=day(f"1997-01-0{number + 1}"),
        )
        due = day("2012-03-05") if number < 6 else day("2012-03-03")
        human = slow.Human(1, "female", None)
        history.child(row, slow.Told(human, [], notice=(day("2012-03-05"), due), interviews=[True]))
    other = history.investigation("unit_b", "2012-03-01")
    history.victim(other, 50, (V.PRESUMED, "2012-03-02"), birth_date=day("1999-01-01"))
    history.victim(case, 60, (V.PRESUMED, "2012-03-02"))
    return history


def page(client: Client, more: str = "") -> str:
    answer = client.get(reverse("statistics:ombudsman") + ASKED + more)
    assert answer.status_code == 200
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode("utf-8-sig")


def numbers(text: str, question: str) -> dict[str, str]:
    """The lines of the table that answers a question."""
    part = text.split(question, 1)[1].split("</table>", maxsplit=1)[0].split("<tbody>")[1]
    found = {}
    for row in re.findall(r"(?s)<tr.*?</tr>", part):
        cells = [
            re.sub(r"(?s)<[^>]*>", " ", c).split()
            for c in re.findall(r"(?s)<t[hd].*?</t[hd]>", row)
        ]
        found[" ".join(cells[0])] = cells[-1][0]
    return found


def test_the_unit_that_may_open_the_records_sees_its_numbers(
    children: History, signed_in: SignIn
) -> None:
    text = page(signed_in("officer", **ENGLISH))
    assert numbers(text, "told in term?") == {"told in term": "6", "told late": "2", "in all": "8"}
    assert numbers(text, "special room?")["in a special room only"] == "8"


def test_small_numbers_are_hidden_from_whoever_reads_no_record(
    children: History, signed_in: SignIn
) -> None:
    text = page(signed_in("coordinator", **ENGLISH))
    told = numbers(text, "told in term?")
    assert told["told late"] == told["not told"] == "…"
    assert numbers(text, "girls and boys")["man"] == "…"
    for form in ("csv",):
        taken = page(signed_in("coordinator", **ENGLISH), f"&export={form}")
        assert "told late" in taken
        assert not re.search(r"told late[^\n]*,2,", taken)


@pytest.mark.parametrize("role", ["officer", "analyst", "coordinator"])
@pytest.mark.parametrize("form", ["", "&export=csv"])
def test_nobody_is_named_and_the_assumption_is_said(
    children: History, signed_in: SignIn, role: str, form: str
) -> None:
    text = page(signed_in(role, **ENGLISH), form)
    assert NAME not in text
    assert "1997-01" not in text
    if not form:
        assert "form was not obtained" in text


def test_the_list_is_printed_and_a_spreadsheet(children: History, signed_in: SignIn) -> None:
    client = signed_in("analyst", **ENGLISH)
    for form, start in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        answer = client.get(reverse("statistics:ombudsman") + ASKED + f"&export={form}")
        body: Any = b"".join(answer) if answer.streaming else answer.content
        assert body.startswith(start), form


def test_every_question_says_what_is_counted(db: None) -> None:
    assert {question.figure for question in QUESTIONS} == {"child_victims", "assisted_children"}
