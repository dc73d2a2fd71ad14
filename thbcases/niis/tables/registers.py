"""Lists of registers, of the deliveries of one, and of the problems of a delivery."""

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.niis.choices import AdapterKind, DeliveryState
from thbcases.niis.models import Delivery, Register
from thbcases.niis.registers.asking import why_not
from thbcases.web.pills import Pill, Pills
from thbcases.web.tables import (
    BaseTable,
    MomentColumn,
    NumberColumn,
    OrganisationColumn,
    PillColumn,
    RecordColumn,
    TextColumn,
)

S = DeliveryState
DELIVERY_PILLS = Pills(
    DeliveryState,
    {
        S.WAITING: "open",
        S.CHECKING: "open",
        S.FAULTY: "late",
        S.READY: "presumed",
        S.HELD: "late",
        S.PUBLISHED: "recognised",
        S.OVERTAKEN: "closed",
        S.THROWN_AWAY: "closed",
        S.LAPSED: "closed",
        S.FAILED: "late",
    },
)


def standing(register: Register) -> Pill:
    """Whether the search uses a register now."""
    if register.adapter != AdapterKind.OWN and why_not(register):
        return Pill(_("not asked"), "closed" if not register.is_active else "late")
    if register.state.failure:
        return Pill(_("searched, the last copy failed"), "presumed")
    return Pill(_("searched"), "recognised")


class RegisterTable(BaseTable):
    """Registers that are searched."""

    caption = _("registers")
    name = RecordColumn(order_by=("code",), verbose_name=_("register"), attrs={"cell": {}})
    unit = OrganisationColumn(order_by=("unit__sort_key",))
    as_of = MomentColumn(order_by=("state__as_of",), verbose_name=_("content as of"))
    records = NumberColumn(accessor="state__records", verbose_name=_("records"))
    standing = tables.Column(empty_values=(), orderable=False, verbose_name=_("state"))

    class Meta:
        model = Register
        fields = ("name", "unit", "as_of", "records", "standing")

    def render_standing(self, record: Register) -> Pill:
        return standing(record)

    def render_records(self, value: int, record: Register) -> Any:
        """Own records are counted nowhere: who sees how many is decided by row security."""
        return "—" if record.adapter == AdapterKind.OWN else value


class DeliveryTable(BaseTable):
    """Deliveries of one register, the newest first."""

    caption = _("deliveries")
    file_name = RecordColumn(orderable=False, attrs={"cell": {"class": ""}})
    brought_at = MomentColumn(orderable=False)
    made_by = TextColumn(orderable=False)
    records = NumberColumn(orderable=False)
    state = PillColumn(pills=DELIVERY_PILLS, orderable=False)

    class Meta:
        model = Delivery
        fields = ("file_name", "brought_at", "made_by", "records", "state")

    def render_records(self, value: int, record: Delivery) -> Any:
        """How many there are is known after the check."""
        return value or "—"


class ProblemTable(BaseTable):
    """One problem a line, in the order of the file."""

    caption = _("problems of the file")
    place = tables.Column(verbose_name=_("where"), empty_values=(), orderable=False)
    column = TextColumn(verbose_name=_("column"), orderable=False)
    text = TextColumn(verbose_name=_("what"), orderable=False)

    def render_place(self, record: dict[str, Any]) -> str:
        """The row as the spreadsheet program counts."""
        if record["row"]:
            return _now("row %(row)s") % {"row": record["row"]}
        return _now("the file")
