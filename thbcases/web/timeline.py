"""The time line of a record, built from its dated rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise


@dataclass(frozen=True)
class TimelineEntry:
    """What happened on a day; `url` leads to the record that says more."""

    on: date | datetime
    text: str | Promise
    url: str = ""
    note: str | Promise = ""

    @property
    def day(self) -> date:
        """The day in Lithuania."""
        if isinstance(self.on, datetime):
            return timezone.localdate(self.on) if timezone.is_aware(self.on) else self.on.date()
        return self.on

    @property
    def is_future(self) -> bool:
        """A term that has not come yet is drawn hollow and says so."""
        return self.day > timezone.localdate()


def newest_first(entries: Iterable[TimelineEntry]) -> list[TimelineEntry]:
    """Sort for reading: newest on top; entries of one day keep the order they were given in."""
    return sorted(entries, key=lambda entry: entry.day, reverse=True)
