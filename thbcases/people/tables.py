"""The list of persons."""

import django_tables2 as tables
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thbcases.people.models import Person
from thbcases.web.tables import BaseTable, RecordColumn, TextColumn


class PersonTable(BaseTable):
    """Persons in Lithuanian order."""

    caption = _("persons")
    name = RecordColumn(
        verbose_name=_("name"), accessor="__str__", order_by=("sort_key",), linkify=True
    )
    original_name = TextColumn()
    born = tables.Column(verbose_name=_("born"), order_by=("birth_date", "birth_year"))
    age = tables.Column(verbose_name=_("age"), orderable=False)
    citizenship = tables.Column(
        verbose_name=_("citizenship"), accessor="citizenships", orderable=False
    )

    class Meta:
        model = Person
        fields = ("name", "original_name", "sex", "born", "age", "citizenship")

    def render_citizenship(self, record: Person) -> SafeString:
        return format_html_join(", ", "{}", ((c,) for c in self._citizenships(record)))

    def value_citizenship(self, record: Person) -> str:
        return ", ".join(self._citizenships(record))

    @staticmethod
    def _citizenships(record: Person) -> list[str]:
        names = [str(row.country) for row in record.citizenship_rows.all()]
        return [*names, str(_("stateless"))] if record.is_stateless else names
