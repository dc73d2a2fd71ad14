"""The calendar of terms as iCalendar (RFC 5545): kinds, codes and days, nothing about a person."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from thbcases.access.acting import Actor
from thbcases.clocks.queries import Deadline, warnings_for
from thbcases.codes.choices import Moment


def calendar(deadlines: Iterable[Deadline], actor: Actor, *, heads: bool, now: datetime) -> bytes:
    """The terms as a calendar that any program can subscribe to."""
    feed = Calendar()
    feed.add("prodid", "-//thbcases//terms//LT")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", _("Terms"))
    for found in deadlines:
        feed.add_component(_event(found, actor, heads=heads, now=now))
    return feed.to_ical()


def _event(found: Deadline, actor: Actor, *, heads: bool, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid(found))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", found.due_on)
    event.add("dtend", found.due_on + timedelta(days=1))
    event.add("summary", f"{capfirst(found.label)}: {found.term.code}")
    event.add("url", f"{settings.SITE_URL}{found.term.record.get_absolute_url()}")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    days = {
        day
        for day, warning in warnings_for(found, actor, heads=heads)
        if warning.moment == Moment.BEFORE
    }
    for day in sorted(days):
        event.add_component(_alarm(found, (found.due_on - day).days))
    return event


def uid(found: Deadline) -> str:
    """The same for the same term as long as it runs, also when its due day moves."""
    term = found.term
    return f"{found.source.key}-{term.record.uuid}-{term.starts_on:%Y%m%d}@thbcases"


def _alarm(found: Deadline, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{capfirst(found.label)}: {found.term.code}")
    # a day without an hour begins at midnight: ring at nine in the morning of the warning's day
    alarm.add("trigger", timedelta(hours=9) - timedelta(days=days))
    return alarm
