"""Lists of administrative cases and of the questions that were asked in one."""

from decimal import Decimal

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from thbcases.sanctions.choices import Answer
from thbcases.sanctions.models import AdministrativeCase, LiabilityCheck
from thbcases.sanctions.pills import ANSWER_PILLS, STATE_PILLS
from thbcases.web.tables import (
    BaseTable,
    DateColumn,
    NumberColumn,
    PersonColumn,
    PillColumn,
    RecordColumn,
    TextColumn,
)


class CaseTable(BaseTable):
    """Administrative cases."""

    caption = _("administrative cases")
    number = RecordColumn(
        verbose_name=_("number"), linkify=lambda record: record.get_absolute_url()
    )
    person = PersonColumn(verbose_name=_("person"), order_by=("person__sort_key",))
    offence = TextColumn(
        verbose_name=_("offence"), accessor="law__offence__citation", orderable=False
    )
    act_on = DateColumn(verbose_name=_("day of the act"))
    state = PillColumn(verbose_name=_("state"), pills=STATE_PILLS)
    answer = TextColumn(verbose_name=_("answer"), orderable=False)
    fine = NumberColumn(verbose_name=_("fine"))
    currency = tables.Column(
        verbose_name=_("currency"), accessor="law__currency__code", orderable=False, visible=False
    )
    decided_on = DateColumn(verbose_name=_("decided on"))

    class Meta:
        model = AdministrativeCase
        fields = (
            "number",
            "person",
            "offence",
            "act_on",
            "state",
            "answer",
            "fine",
            "currency",
            "decided_on",
        )

    def render_answer(self, value: str) -> str:
        return str(Answer(value).label)

    value_answer = render_answer

    def render_fine(self, value: Decimal, record: AdministrativeCase) -> str:
        return f"{value} {record.law.currency.code}"

    def value_fine(self, value: Decimal) -> Decimal:
        return value


class RevisitTable(CaseTable):
    """Fines of people who became known as victims afterwards."""

    caption = _("fines to revisit")
    answer = None
    state = None
    revisit_on = DateColumn(verbose_name=_("unit told on"))
    custodian = TextColumn(verbose_name=_("unit"))

    class Meta:
        model = AdministrativeCase
        fields = ("number", "person", "custodian", "offence", "act_on", "fine", "decided_on")


class CheckTable(BaseTable):
    """What was asked and answered in one case, the newest on top."""

    caption = _("questions before a fine")
    asked_at = tables.DateTimeColumn(verbose_name=_("asked at"), format="Y-m-d H:i")
    asked_by = TextColumn(verbose_name=_("asked by"))
    reason = TextColumn(verbose_name=_("why it was asked"))
    answer = PillColumn(verbose_name=_("answer"), pills=ANSWER_PILLS)

    class Meta:
        model = LiabilityCheck
        fields = ("asked_at", "asked_by", "reason", "answer")
