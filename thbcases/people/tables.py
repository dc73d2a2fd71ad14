"""The list of persons."""

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thbcases.access.rights import may
from thbcases.people.contact import SafeContact, contacts_by_object, contacts_of_objects
from thbcases.people.models import KnownObject, ObjectLink, Person
from thbcases.web.tables import (
    BaseTable,
    DateColumn,
    NumberColumn,
    OrganisationColumn,
    PersonColumn,
    RecordColumn,
    TextColumn,
)


class PersonTable(BaseTable):
    """Persons in Lithuanian order."""

    caption = _("persons")
    name = PersonColumn(verbose_name=_("name"), accessor="pk", order_by=("sort_key",))
    original_name = TextColumn()
    born = tables.Column(
        verbose_name=_("born"),
        order_by=("birth_date", "birth_year"),
        attrs={"cell": {"class": "num nowrap"}},
    )
    age = tables.Column(verbose_name=_("age"), orderable=False)
    citizenship = tables.Column(
        verbose_name=_("citizenship"), accessor="citizenships", orderable=False
    )

    class Meta:
        model = Person
        fields = ("name", "original_name", "sex", "born", "age", "citizenship")

    def render_name(self, record: Person) -> SafeString:
        return format_html("<bdi>{}</bdi>", record)

    def value_name(self, record: Person) -> str:
        return str(record)

    def render_citizenship(self, record: Person) -> SafeString:
        return format_html_join(", ", "{}", ((c,) for c in self._citizenships(record)))

    def value_citizenship(self, record: Person) -> str:
        return ", ".join(self._citizenships(record))

    @staticmethod
    def _citizenships(record: Person) -> list[str]:
        names = [str(row.country) for row in record.citizenship_rows.all()]
        return [*names, str(_("stateless"))] if record.is_stateless else names


class CarefulTable(BaseTable):
    """A table that may show by what somebody is reached: what was agreed stands before it."""

    careful = TextColumn(
        accessor="pk", verbose_name=_("safe contact"), empty_values=(), orderable=False
    )

    def contacts(self) -> dict[int, list[tuple[str, SafeContact]]]:
        """What to read before, by the object's key."""
        raise NotImplementedError

    def before_render(self, request: Any) -> None:
        """Ask once for the whole page; where it matters for nobody there is no column."""
        if not self._found():
            self.columns.hide("careful")

    def _found(self) -> dict[int, list[tuple[str, SafeContact]]]:
        if not hasattr(self, "_contacts"):
            self._contacts = self.contacts()
        return self._contacts

    def _words(self, record: Any) -> list[str]:
        known = getattr(record, "object_id", record.pk)
        # whose they are says the column of names; a list of numbers names nobody
        return list(dict.fromkeys(str(told) for _who, told in self._found().get(known, [])))

    def render_careful(self, record: Any) -> SafeString:
        return format_html_join(
            "", '<bdi class="d-block safe-contact">{}</bdi>', ((w,) for w in self._words(record))
        )

    def value_careful(self, record: Any) -> str:
        return " | ".join(self._words(record))


class ObjectTable(CarefulTable):
    """Vehicles, phones, addresses, accounts, companies."""

    caption = _("objects")
    value = RecordColumn(order_by=("normalised",))
    links = NumberColumn(accessor="link_count", verbose_name=_("links"))
    unit = OrganisationColumn(
        accessor="custodian", order_by=("custodian__sort_key",), verbose_name=_("known to")
    )

    class Meta:
        model = KnownObject
        fields = ("careful", "value", "kind", "country", "links", "unit")
        sequence = ("careful", "...")

    def contacts(self) -> dict[int, list[tuple[str, SafeContact]]]:
        rows = self.page.object_list if hasattr(self, "page") else self.rows
        return contacts_of_objects(row.record for row in rows)


class LinkTable(CarefulTable):
    """By what objects hang on a person or a case."""

    caption = _("links of objects")
    object = TextColumn(linkify=lambda record: record.object.get_absolute_url())
    kind = tables.Column(accessor="object__get_kind_display", verbose_name=_("kind"))
    grade = tables.Column(accessor="pk", verbose_name=_("grade"))
    source = tables.Column(verbose_name=_("source"))
    starts_on = DateColumn(verbose_name=_("from"))
    ends_on = DateColumn(verbose_name=_("until"))
    edit = tables.Column(
        accessor="pk",
        verbose_name=_("change"),
        exclude_from_export=True,
        linkify=("people:object_link_change", {"uuid": tables.A("uuid")}),
    )

    class Meta:
        model = ObjectLink
        fields = ("object", "kind", "relation", "source", "grade", "starts_on", "ends_on", "edit")
        sequence = ("careful", "...")
        orderable = False

    def contacts(self) -> dict[int, list[tuple[str, SafeContact]]]:
        return contacts_by_object(row.record for row in self.rows)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may("object.change"):
            self.columns.hide("edit")

    def render_grade(self, record: ObjectLink) -> SafeString:
        """Both grades as one word, as officers say it, and what they mean when pointed at."""
        words = f"{record.get_reliability_display()}; {record.get_credibility_display()}"
        return format_html(
            '<span class="nowrap" title="{}">{}{} · {}</span>',
            f"{words}; {record.get_handling_display()}; {record.get_nature_display()}",
            record.reliability,
            record.credibility,
            record.handling,
        )

    def render_edit(self, record: ObjectLink) -> SafeString:
        return format_html(
            '{}<span class="visually-hidden"> {}</span>', _("Edit"), record.object.value
        )


class HolderTable(LinkTable):
    """On whom and what one object hangs."""

    caption = _("where it hangs")
    object = None
    kind = None
    holder = TextColumn(accessor="pk", verbose_name=_("hangs on"))

    class Meta(LinkTable.Meta):
        sequence = ("careful", "holder", "...")

    def render_holder(self, record: ObjectLink) -> SafeString:
        holder = record.person or record.investigation
        if holder is None:
            return format_html("{}", "—")
        return format_html('<a href="{}"><bdi>{}</bdi></a>', holder.get_absolute_url(), holder)
