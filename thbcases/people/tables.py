"""The list of persons."""

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thbcases.people.models import Person
from thbcases.web.tables import BaseTable, PersonColumn, TextColumn


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
