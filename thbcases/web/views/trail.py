"""Who changed and who read which record: the trail of a unit, and of one record.

Row security decides which entries somebody gets: an officer and an NGO worker those of the own
organisation's records, the auditor all of them, and nobody their content.
"""

from functools import cached_property
from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django.apps import apps
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thbcases.access.marks import requires
from thbcases.access.roles import Role
from thbcases.access.table import KINDS
from thbcases.accounts.models import Organisation, User
from thbcases.audit.choices import Verb
from thbcases.audit.models import Entry
from thbcases.web.filters import BaseFilterSet
from thbcases.web.tables import (
    BaseTable,
    MomentColumn,
    OrganisationColumn,
    TextColumn,
    clipped,
)
from thbcases.web.views.details import RecordDetail
from thbcases.web.views.lists import RecordList

NEWEST = 200


class Names:
    """User and organisation names for a page of entries, fetched once."""

    def __init__(self, entries: list[Entry]) -> None:
        users = {entry.actor_id for entry in entries}
        units = {n for e in entries for n in (e.organisation_id, e.custodian_id) if n}
        self.users = {user.pk: str(user) for user in User.objects.filter(pk__in=users)}
        self.units = {unit.pk: str(unit) for unit in Organisation.objects.filter(pk__in=units)}

    def user(self, number: int) -> str | Promise:
        """Who it was; the system itself has no account."""
        return self.users.get(number, _("the system"))

    def unit(self, number: int | None) -> str:
        """For which organisation."""
        return self.units.get(number or 0, "")


def kind_name(table: str) -> str | Promise:
    """What kind of record a table keeps, in words."""
    for model in apps.get_models():
        if model._meta.db_table == table:
            return model._meta.verbose_name or table
    return KINDS.get(table, table)


class TrailTable(BaseTable):
    """One operation a line; what was in the record is not in it."""

    caption = _("audit trail")
    at = MomentColumn()
    who = TextColumn(verbose_name=_("who"), accessor="actor_id", orderable=False)
    unit = OrganisationColumn(verbose_name=_("for"), accessor="organisation_id", orderable=False)
    role = tables.Column()
    verb = tables.Column()
    kind = TextColumn()
    number = tables.Column(
        verbose_name=_("records"),
        accessor="records",
        orderable=False,
        attrs={"td": {"class": "right"}},
    )
    keeper = OrganisationColumn(
        verbose_name=_("kept by"), accessor="custodian_id", orderable=False, empty_values=()
    )
    reason = TextColumn(orderable=False)
    recipient = TextColumn(orderable=False)

    class Meta:
        model = Entry
        fields = (
            "at",
            "who",
            "unit",
            "role",
            "verb",
            "kind",
            "number",
            "keeper",
            "reason",
            "recipient",
        )

    @cached_property
    def names(self) -> Names:
        """Names of the entries on this page, or of all when there are no pages."""
        page = getattr(self, "page", None)
        rows = page.object_list if page is not None else self.rows
        return Names([row.record for row in rows])

    def render_who(self, value: int) -> str | Promise:
        return self.names.user(value)

    def render_unit(self, value: int) -> SafeString:
        return clipped(self.names.unit(value))

    def render_keeper(self, value: int | None) -> SafeString:
        return clipped(self.names.unit(value))

    def render_role(self, value: str) -> str | Promise:
        return Role(value).label if value in Role.values else value

    def render_kind(self, value: str) -> str | Promise:
        return kind_name(value)

    def render_number(self, value: list[Any]) -> int:
        return len(value)


class TrailFilter(BaseFilterSet):
    """By operation, role and period."""

    verb = django_filters.ChoiceFilter(label=_("operation"), choices=Verb.choices)
    role = django_filters.ChoiceFilter(label=_("role"), choices=Role.choices)

    class Meta:
        model = Entry
        fields: ClassVar[list[str]] = ["verb", "role", "at"]


@requires("audit.read")
class Trail(RecordList):
    """The audit trail of the records one answers for; all of it for the auditor."""

    title = _("Audit trail")
    intro = _(
        "Who recorded, changed, read or passed on which record. The trail is kept for lawfulness "
        "and self-monitoring only (Directive (EU) 2016/680, Art. 25)."
    )
    queryset = Entry.objects.all()
    table_class = TrailTable
    filterset_class = TrailFilter
    empty_text = _("Nobody has touched a record of your organisation yet.")
    logs_reading = False


class WhoSaw(RecordDetail):
    """The tab «who saw» of a record: `@requires("audit.read") class …(WhoSaw, …Detail)`."""

    template_name = "web/who_saw.html"
    tab_label = pgettext_lazy("tab", "Who saw")

    def entries(self) -> "QuerySet[Entry]":
        """The newest entries about this record."""
        return Entry.objects.filter(records__contains=[self.object.uuid])[:NEWEST]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        table = TrailTable(
            list(self.entries()), exclude=("kind", "number", "keeper"), orderable=False
        )
        return super().get_context_data(trail=table, newest=NEWEST, **kwargs)
