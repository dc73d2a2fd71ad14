"""Reminders by e-mail: each on its day, once, to whom it concerns, without a name."""

import re
import smtplib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from tests.cast import LONG_AGO, Cast
from tests.clocks.conftest import END, START, days, make_period
from tests.victims import making
from thbcases.access.acting import acting, acting_system, current_actor
from thbcases.access.roles import Role
from thbcases.accounts.models import Membership, User
from thbcases.clocks import actions, sources
from thbcases.clocks.actions import sending
from thbcases.clocks.models import Letter, Reminder
from thbcases.clocks.sources import Source, Term
from thbcases.codes.choices import TermEvent
from thbcases.codes.models import TermWarning
from thbcases.victims.models import ReflectionPeriod

On = Callable[[date], None]

# A mail server that fails in the ways a real one does, in Django's own frame for backends.
DOWN: list[Exception] = []
TAKEN_THEN_DIED: list[bool] = []


class Failing(EmailBackend):
    """Takes letters like the outbox of the tests, unless it was told to fail."""

    def send_messages(self, messages: Any) -> int:
        if DOWN:
            raise DOWN[0]
        count = super().send_messages(messages)
        if TAKEN_THEN_DIED:
            raise KeyboardInterrupt
        return count


@pytest.fixture(autouse=True)
def _server(settings: Any) -> Any:
    settings.EMAIL_BACKEND = "tests.clocks.test_reminders.Failing"
    settings.SITE_URL = "https://thb.example"
    yield
    DOWN.clear()
    TAKEN_THEN_DIED.clear()


def run() -> None:
    """The daily job, and the one that sends."""
    actions.remind()
    actions.send_letters()


def sent() -> list[tuple[str, str]]:
    """Who got which subject since the last look."""
    found = sorted((message.to[0].partition("@")[0], message.subject) for message in mail.outbox)
    mail.outbox.clear()
    return found


def got() -> list[str]:
    return [name for name, _subject in sent()]


def rows(cast: Cast, name: str) -> int:
    with acting(cast.user(name)):
        return Reminder.objects.count()


def test_each_warning_comes_on_its_day_and_to_whom_it_concerns(
    reachable: Cast, period: ReflectionPeriod, on: On
) -> None:
    """Read off the rows of the reflection period: a hand-written calendar of one term."""
    with reachable.making("unit_a"):
        making.opened(reachable, period.victim, ends_at="2099-01-01T00:00Z")
    both, mine = ["officer", "officer_b"], ["officer", "officer_b", "head"]
    calendar = {
        START: [],
        date(2026, 3, 17): [],
        date(2026, 3, 18): mine,
        date(2026, 3, 19): [],
        # the specialised unit and whoever helps, too
        date(2026, 3, 25): [*mine, "analyst", "ngo"],
        # three working days before Wednesday 1 April is Friday 27 March
        date(2026, 3, 27): [*mine, "migration"],
        END: [],
        # late: whoever acts, and as head too, in one letter
        date(2026, 4, 2): mine,
        date(2026, 4, 3): [],
    }
    for day, who in calendar.items():
        on(day)
        run()
        assert sorted(set(got())) == sorted(who), day
        run()
        assert got() == [], f"twice on {day}"
    assert both


def test_a_letter_says_kind_code_day_and_link_and_no_name(
    reachable: Cast, period: ReflectionPeriod, on: On
) -> None:
    on(date(2026, 3, 18))
    run()
    message = next(m for m in mail.outbox if m.to == ["officer@example.org"])
    text = str(message.message())
    assert message.subject == f"Terminas AL-{period.uuid.hex[:8].upper()}: liko 14 dienų"
    assert "2026-04-01" in message.body
    assert f"https://thb.example{period.get_absolute_url()}" in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    for secret in ("Slaptutė", "Ona", "Ukrain", "Bandytoj", "UA"):
        assert secret not in message.body, secret
        assert secret not in message.subject
    assert "Content-Type: text/plain" in text
    assert re.search(r"\d{11}", message.body) is None


def test_the_language_of_letters_is_chosen(reachable: Cast, period: Any, on: On) -> None:
    with reachable.acting("officer"):
        actions.choose(by=reachable.user("officer"), mode="each", language="en")
    on(date(2026, 3, 18))
    run()
    subjects = dict(sent())
    assert subjects["officer"].endswith("14 days left")
    assert subjects["head"].endswith("liko 14 dienų")


def test_one_letter_a_day_a_letter_for_each_or_none(
    reachable: Cast, period: ReflectionPeriod, on: On
) -> None:
    make_period(reachable, "unit_a")
    on(date(2026, 3, 18))
    with reachable.acting("officer"):
        actions.choose(by=reachable.user("officer"), mode="each", language="lt")
    with acting(reachable.user("head")):
        actions.choose(by=reachable.user("head"), mode="none", language="lt")
    run()
    assert got() == ["officer", "officer", "officer_b"]
    # whoever wants no letters is told on the screen all the same
    assert rows(reachable, "head") == 2
    on(date(2026, 3, 25))
    with reachable.acting("officer"):
        actions.choose(by=reachable.user("officer"), mode="digest", language="en")
    run()
    assert ("officer", "2 terms") in sent()


def test_without_an_address_nothing_is_lost(cast: Cast, period: Any, on: On) -> None:
    on(date(2026, 3, 18))
    run()
    assert got() == []
    assert rows(cast, "officer") == 1


def test_a_job_that_comes_days_late_sends_once_and_says_so(
    reachable: Cast, period: ReflectionPeriod, on: On
) -> None:
    """Both warnings that passed meanwhile are one line of one letter."""
    with reachable.acting("officer"):
        actions.choose(by=reachable.user("officer"), mode="each", language="en")
    on(date(2026, 3, 28))
    run()
    letters = [message for message in mail.outbox if message.to == ["officer@example.org"]]
    assert len(letters) == 1
    assert letters[0].body.count("due on: 2026-04-01") == 1
    assert "This reminder is late: its day was 2026-03-27." in letters[0].body
    assert rows(reachable, "officer") == 3
    run()
    run()
    assert len([m for m in mail.outbox if m.to == ["officer@example.org"]]) == 1
    with reachable.acting("officer"):
        assert {one.is_late for one in Reminder.objects.all()} == {True}


def test_what_lies_further_back_than_the_job_looks_is_left_to_the_list(
    reachable: Cast, period: ReflectionPeriod, on: On
) -> None:
    with acting_system("test"):
        TermWarning.objects.update(is_active=False)
        TermWarning.objects.filter(days=14, who="acts").update(is_active=True)
    on(date(2026, 3, 18) + days(61))
    run()
    assert got() == []


@pytest.mark.parametrize("how", ["ended", "followed", "moved"])
def test_a_term_that_was_met_reminds_nobody(
    reachable: Cast, period: ReflectionPeriod, on: On, how: str
) -> None:
    on(date(2026, 3, 17))
    with reachable.making("unit_a"):
        rows = ReflectionPeriod.objects.filter(pk=period.pk)
        if how == "ended":
            ground = making.code("reflection_end_ground", "own_wish")
            rows.update(state="withdrawn", ended_on=date(2026, 3, 17), end_ground=ground)
        elif how == "followed":
            making.permit(period.victim, starts_on=END + days(1), ends_on=date(2026, 10, 2))
        else:
            rows.update(ends_on=END + days(60))
    on(date(2026, 3, 18))
    run()
    assert got() == ["officer_b"]


def test_what_was_met_while_the_letter_waited_is_not_told(
    reachable: Cast, period: ReflectionPeriod, on: On
) -> None:
    on(date(2026, 3, 18))
    actions.remind()
    with reachable.making("unit_a"):
        ground = making.code("reflection_end_ground", "recontact")
        ReflectionPeriod.objects.filter(pk=period.pk).update(
            state="withdrawn", ended_on=date(2026, 3, 18), end_ground=ground
        )
    actions.send_letters()
    assert got() == ["officer_b"]
    with reachable.acting("officer"):
        assert Letter.objects.get().state == "needless"


def test_whoever_lost_sight_of_the_record_is_not_told(
    reachable: Cast, period: ReflectionPeriod, on: On
) -> None:
    with reachable.making("unit_a"):
        grant = making.opened(reachable, period.victim, ends_at="2099-01-01T00:00Z")
    on(date(2026, 3, 25))
    actions.remind()
    with reachable.making("unit_a"):
        type(grant).objects.filter(pk=grant.pk).update(
            starts_at="2020-01-01T00:00Z", ends_at="2020-01-02T00:00Z"
        )
    actions.send_letters()
    assert "ngo" not in got()


def test_whose_membership_ended_gets_nothing(reachable: Cast, period: Any, on: On) -> None:
    on(date(2026, 3, 18))
    actions.remind()
    with acting_system("test"):
        Membership.objects.filter(user=reachable.user("officer")).update(ends_on=date(2026, 3, 17))
    actions.send_letters()
    assert got() == ["head", "officer_b"]
    on(date(2026, 3, 25))
    run()
    assert "officer" not in got()


def test_only_the_head_of_the_unit_that_is_late_is_told(
    reachable: Cast, period: ReflectionPeriod, on: On
) -> None:
    with acting_system("test"):
        TermWarning.objects.update(is_active=False)
        TermWarning.objects.filter(who="head").update(is_active=True)
        other = User.objects.create(username="head_b", email="head_b@example.org")
        Membership.objects.create(
            user=other, organisation=reachable.org("migration"), role=Role.MIGRATION,
            starts_on=LONG_AGO, is_head=True,
        )  # fmt: skip
    on(END + days(1))
    run()
    assert got() == ["head"]


def test_a_mail_server_that_is_down_delays_and_loses_nothing(
    reachable: Cast, period: ReflectionPeriod, on: On
) -> None:
    on(date(2026, 3, 18))
    actions.remind()
    for fault in (
        ConnectionRefusedError("no"), TimeoutError("slow"), smtplib.SMTPServerDisconnected("gone"),
        smtplib.SMTPAuthenticationError(535, b"no"),
    ):  # fmt: skip
        DOWN[:] = [fault]
        with pytest.raises(actions.ServerDown, match=type(fault).__name__):
            actions.send_letters()
    assert got() == []
    DOWN.clear()
    on(date(2026, 3, 19))
    actions.remind()
    actions.send_letters()
    assert got() == ["head", "officer", "officer_b"]


def test_a_letter_that_is_refused_stops_no_other_and_is_given_up_at_last(
    reachable: Cast, period: ReflectionPeriod, on: On, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(date(2026, 3, 18))
    actions.remind()
    monkeypatch.setattr(sending, "MOST_ATTEMPTS", 2)
    DOWN[:] = [smtplib.SMTPRecipientsRefused({"x": (550, b"no such box")})]
    actions.send_letters()
    with reachable.acting("officer"):
        assert (Letter.objects.get().state, Letter.objects.get().attempts) == ("waiting", 1)
    actions.send_letters()
    with reachable.acting("officer"):
        assert Letter.objects.get().state == "failed"
    DOWN.clear()
    actions.send_letters()
    assert got() == []


def test_a_worker_that_dies_after_the_server_took_the_letter_sends_the_same_again(
    reachable: Cast, period: ReflectionPeriod, on: On
) -> None:
    """SMTP allows no more: twice at worst, under one Message-ID."""
    on(date(2026, 3, 18))
    actions.remind()
    TAKEN_THEN_DIED.append(True)
    with pytest.raises(KeyboardInterrupt):
        actions.send_letters()
    TAKEN_THEN_DIED.clear()
    actions.send_letters()
    numbers = [m.extra_headers["Message-ID"] for m in mail.outbox]
    assert len(numbers) == 4
    assert len(set(numbers)) == 3


def test_a_failure_with_one_member_does_not_stop_the_others(
    reachable: Cast,
    period: ReflectionPeriod,
    on: On,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> list[Term]:
        actor = current_actor()
        if actor is not None and actor.user_id == reachable.user("officer").pk:
            raise ZeroDivisionError("Slaptutė")
        return []

    source = Source("test.broken", TermEvent.TIP_ANSWER, "broken", "permit.read", broken)
    monkeypatch.setitem(sources._registered, source.key, source)
    on(date(2026, 3, 18))
    run()
    assert got() == ["head", "officer_b"]
    assert "ZeroDivisionError" in caplog.text
    assert "Slaptut" not in caplog.text


def test_reminders_are_ones_own(reachable: Cast, period: ReflectionPeriod, on: On) -> None:
    on(date(2026, 3, 18))
    run()
    for name, count in (("officer", 1), ("head", 1), ("officer_b", 1), ("ngo", 0), ("auditor", 0)):
        assert rows(reachable, name) == count, name
    with acting(None):
        assert Reminder.objects.count() == Letter.objects.count() == 0


def test_my_reminders_are_chosen_and_shown(
    reachable: Cast, period: ReflectionPeriod, on: On, signed_in: Callable[..., Client]
) -> None:
    on(date(2026, 3, 18))
    run()
    officer = signed_in("officer", HTTP_ACCEPT_LANGUAGE="en")
    url = reverse("clocks:reminders")
    text = officer.get(url).content.decode()
    assert "officer@example.org" in text
    assert f"AL-{period.uuid.hex[:8].upper()}" in text
    assert "Sent" in text
    answer = officer.post(url, {"mode": "never", "language": "lt"})
    assert answer.status_code == 200
    assert "is not one of the available choices" in answer.content.decode()
    assert officer.post(url, {"mode": "none", "language": "en"}).status_code == 302
    on(date(2026, 3, 25))
    mail.outbox.clear()
    run()
    assert "officer" not in got()


def test_without_an_address_the_page_says_what_to_do(
    cast: Cast, signed_in: Callable[..., Client]
) -> None:
    page = signed_in("officer", HTTP_ACCEPT_LANGUAGE="en").get(reverse("clocks:reminders"))
    assert "Ask an administrator to enter it." in page.content.decode()
