"""Many services at once: nights of several days, and last week's again."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.actions.bulk import MOST_DAYS, Stay, days_between
from assistance.forms.fields import PeopleField, ProjectField
from assistance.models import Beneficiary, Service
from thbcases.web.forms import DateField, Form

# Whoever spent a night in the shelter within this time stands on top.
LATELY = timedelta(days=60)
# «5», «2026-03-05», and two of them with a line between.
_DAY = r"(?:\d{4}-\d{2}-\d{2}|\d{1,2})"
_PART = re.compile(rf"^({_DAY})(?:\s*[-–—]\s*({_DAY}))?$")


class UnreadableDays(ValueError):
    """What was typed as nights away names no days."""


def read_days(text: str, first: date, last: date) -> frozenset[date]:
    """Days typed as «5, 7-9» or «2026-03-05»; a bare number is the day of that number.

    Raises UnreadableDays where the range has no such day, or has it twice.
    """
    found: set[date] = set()
    for part in re.split(r"[,;]\s*", text.strip()) if text.strip() else []:
        match = _PART.match(part.strip())
        if match is None:
            raise UnreadableDays(part)
        start = _day(match[1], first, last)
        end = _day(match[2], start, last) if match[2] else start
        if end < start:
            raise UnreadableDays(part)
        found.update(days_between(start, end))
    return frozenset(found)


def _day(text: str, first: date, last: date) -> date:
    if len(text) > 2:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise UnreadableDays(text) from error
    days = [day for day in days_between(first, last) if day.day == int(text)]
    if len(days) != 1:
        raise UnreadableDays(text)
    return days[0]


class StaysForm(Form):
    """Who was in the shelter from a day until a day, and on which nights they were away."""

    first = DateField(label=_("first night"))
    last = DateField(label=_("last night"))
    project = ProjectField(label=_("project of the nights"), to_field_name="uuid")
    leave_out_recorded = forms.BooleanField(
        label=_("leave out nights that are recorded already"), required=False
    )
    people = PeopleField(label=_("who was there"))

    layout = (("first", "last"), "project", "leave_out_recorded")

    def __init__(self, *args: Any, first: date, last: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("first", first)
        self.initial.setdefault("last", last)
        self.there = list(queries.open_on(last))
        self.lately = queries.in_shelter_since(last - LATELY)
        self.initial.setdefault("people", [str(uuid) for uuid in queries.in_shelter_on(first)])
        usual = queries.usual_project(last)
        self.fields["project"].queryset = queries.funded_on(last)  # type: ignore[attr-defined]
        if usual is not None:
            self.initial.setdefault("project", usual.uuid)
        for person in self.there:
            self.fields[f"away_{person.uuid}"] = forms.CharField(
                label=capfirst(_("nights away")), max_length=200, required=False
            )

    def rows(self) -> list[dict[str, Any]]:
        """The people, for the template: ticked or not, and their nights away."""
        value = self["people"].value() or []
        ticked = {str(getattr(one, "uuid", one)) for one in value}
        return [
            {
                "number": number,
                "person": person,
                "is_ticked": str(person.uuid) in ticked,
                "is_recent": str(person.uuid) in ticked or person.uuid in self.lately,
                "away": self[f"away_{person.uuid}"],
            }
            for number, person in enumerate(self.there)
        ]

    def recent(self) -> list[dict[str, Any]]:
        """Who was in the shelter lately, or is ticked."""
        return [row for row in self.rows() if row["is_recent"]]

    def others(self) -> list[dict[str, Any]]:
        """Everybody else who is helped; folded away."""
        return [row for row in self.rows() if not row["is_recent"]]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        data = self.cleaned_data
        if "first" in data and "last" in data:
            if data["last"] < data["first"]:
                self.add_error("last", _("The end is before the start."))
            elif (data["last"] - data["first"]).days >= MOST_DAYS:
                text = _("Record at most %(count)d days at once.") % {"count": MOST_DAYS}
                self.add_error("last", text)
            else:
                self._read_away()
        if not self.errors and not data.get("people"):
            self.add_error(None, _("Tick at least one person."))
        return cleaned

    def _read_away(self) -> None:
        data = self.cleaned_data
        for person in self.there:
            name = f"away_{person.uuid}"
            try:
                data[name] = read_days(data.get(name) or "", data["first"], data["last"])
            except UnreadableDays:
                self.add_error(name, _("Write days of this time like «5, 7-9» or «2026-03-05»."))

    def stays(self) -> list[Stay]:
        """Who was there, for the action."""
        people: list[Beneficiary] = list(self.cleaned_data["people"])
        return [
            Stay(person, self.cleaned_data.get(f"away_{person.uuid}") or frozenset())
            for person in people
        ]


class CopyForm(Form):
    """Which services of a week are recorded again a week later."""

    services = forms.ModelMultipleChoiceField(
        label=_("services"),
        queryset=Service.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, monday: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        until = min(monday + timedelta(days=6), timezone.localdate() - timedelta(days=7))
        rows = queries.services().filter(on__range=(monday, until), attendance=None)
        self.rows = list(rows.order_by("on", "pk"))
        self.fields["services"].queryset = rows  # type: ignore[attr-defined]
        self.initial.setdefault("services", [str(row.uuid) for row in self.rows])

    def lines(self) -> list[dict[str, Any]]:
        """The services, for the template, each with the day it would be recorded for."""
        value = self["services"].value() or []
        ticked = {str(getattr(one, "uuid", one)) for one in value}
        return [
            {
                "number": number,
                "service": row,
                "much": queries.quantity(row.units, row.unit),
                "on": row.on + timedelta(days=7),
                "is_ticked": str(row.uuid) in ticked,
            }
            for number, row in enumerate(self.rows)
        ]

    def clean_services(self) -> Any:
        """At least one."""
        if not self.cleaned_data["services"]:
            raise forms.ValidationError(_("Tick at least one service."))
        return self.cleaned_data["services"]
