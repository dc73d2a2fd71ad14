"""The jobs with real connections: two at once, one that dies, and the worker itself."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.db import connection, connections

from tests.cast import Cast, assemble
from tests.clocks.conftest import make_period
from tests.demo_site import copy_database, drop_database, manage
from tests.victims.making import today
from thbcases.access.acting import acting_system
from thbcases.clocks import actions
from thbcases.clocks.actions import reminding
from thbcases.clocks.models import Letter, Reminder


@pytest.fixture
def office(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """A copy of the empty database in which everything is committed; thrown away afterwards."""
    with django_db_blocker.unblock():
        template = connection.settings_dict["NAME"]
        name = f"{template}_clocks"
        connection.close()
        copy_database(template, name)
        connection.settings_dict["NAME"] = name
        try:
            yield _with_terms(assemble())
        finally:
            connection.close()
            connection.settings_dict["NAME"] = template
            drop_database(name)


def _with_terms(cast: Cast) -> Cast:
    """Three periods in unit A that end in a week."""
    with acting_system("test"):
        user = cast.user("officer")
        user.email = "officer@example.org"
        user.save()
    for _number in range(3):
        make_period(
            cast, starts_on=today() - timedelta(days=23), ends_on=today() + timedelta(days=7)
        )
    return cast


def reminders(cast: Cast) -> list[tuple[Any, int]]:
    with cast.acting("officer"):
        return list(Reminder.objects.values_list("record", "warning"))


def at_once(times: int, do: Any) -> list[Any]:
    """Do it in so many threads, each with a connection of its own, all let go together."""
    start = Barrier(times)

    def one(_number: int) -> Any:
        connections["default"].settings_dict["NAME"] = connection.settings_dict["NAME"]
        try:
            start.wait()
            return do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_two_jobs_at_once_make_each_reminder_once(office: Cast) -> None:
    name = connection.settings_dict["NAME"]

    def remind() -> int:
        connections["default"].settings_dict["NAME"] = name
        return actions.remind()

    counts = at_once(4, remind)
    made = reminders(office)
    # the warnings of 14 and of 7 days before, for each of the three
    assert len(made) == len(set(made)) == 6
    with office.acting("officer"):
        assert Letter.objects.count() == 1
    with office.acting("migration"):
        others = Reminder.objects.count()
    with office.acting("analyst"):
        others += Reminder.objects.count()
    assert sum(counts) == 6 + others

    def send() -> int:
        connections["default"].settings_dict["NAME"] = name
        return actions.send_letters()

    assert sum(at_once(4, send)) == 1
    assert [message.to for message in mail.outbox] == [["officer@example.org"]]


def test_a_job_that_dies_in_the_middle_leaves_all_or_nothing(
    office: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It dies after the letter was written and some of the reminders were made."""
    real, calls = reminding._reminder, []

    def dying(*arguments: Any) -> Reminder:
        calls.append(arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(reminding, "_reminder", dying)
    with pytest.raises(KeyboardInterrupt):
        actions.remind()
    assert reminders(office) == []
    with office.acting("officer"):
        assert Letter.objects.count() == 0
    monkeypatch.undo()
    actions.remind()
    assert len(reminders(office)) == 6


def test_the_worker_reminds_and_sends_as_the_application_role(office: Cast) -> None:
    from thbcases.clocks import tasks

    name = connection.settings_dict["NAME"]
    for task in (tasks.remind, tasks.send):
        task.defer(timestamp=0)
        connection.close()
        manage(name, "procrastinate", "worker", "--one-shot", "--concurrency=1")
    assert len(reminders(office)) == 6
    with office.acting("officer"):
        assert Letter.objects.get().state == "sent"
