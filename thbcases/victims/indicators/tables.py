"""Lists of identifications."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from thbcases.victims.identification import Identification
from thbcases.victims.pills import CONCLUSION_PILLS, identification_pill
from thbcases.web.pills import Pill
from thbcases.web.tables import (
    BaseTable,
    DateColumn,
    OrganisationColumn,
    PersonColumn,
    PillColumn,
)


class ConclusionColumn(PillColumn):
    """What was concluded; a draft says that it is one."""

    empty_values = ()

    def _pill(self, record: Identification) -> Pill:
        return identification_pill(record)


class IdentificationTable(BaseTable):
    """What was noticed, the newest first."""

    caption = _("identifications")
    person = PersonColumn(
        order_by=("person__sort_key",), linkify=lambda record: record.get_absolute_url()
    )
    met_on = DateColumn(verbose_name=_("talk"))
    state = ConclusionColumn(
        pills=CONCLUSION_PILLS, accessor="conclusion", verbose_name=_("conclusion")
    )
    taken_from = OrganisationColumn(verbose_name=_("taken over from"), orderable=False)
    unit = OrganisationColumn(
        accessor="custodian", order_by=("custodian__sort_key",), verbose_name=_("noticed by")
    )
    risk = tables.Column(verbose_name=_("danger"))

    class Meta:
        model = Identification
        fields = ("person", "met_on", "state", "risk", "taken_from", "unit")
