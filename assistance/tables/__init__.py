"""Lists of assistance and the colours of its states."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.formats import get_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from assistance.choices import Answer, BeneficiaryStatus, ProjectState, ReportState
from assistance.models import (
    Beneficiary,
    FundingCall,
    Group,
    Offer,
    Project,
    ProjectReport,
    Service,
)
from assistance.queries import quantity
from thbcases.web.pills import Pill, Pills
from thbcases.web.tables import (
    BaseTable,
    DateColumn,
    MomentColumn,
    NumberColumn,
    OrganisationColumn,
    PersonColumn,
    PillColumn,
    RecordColumn,
    TextColumn,
)

STATUS_PILLS = Pills(
    BeneficiaryStatus,
    {
        BeneficiaryStatus.PRESUMED: "presumed",
        BeneficiaryStatus.RECOGNISED: "recognised",
        BeneficiaryStatus.AT_RISK: "open",
    },
)
PROJECT_PILLS = Pills(
    ProjectState,
    {
        ProjectState.APPLIED: "presumed",
        ProjectState.FUNDED: "recognised",
        ProjectState.REJECTED: "closed",
        ProjectState.FINISHED: "closed",
    },
)
REPORT_PILLS = Pills(
    ReportState,
    {
        ReportState.DRAFT: "open",
        ReportState.SUBMITTED: "presumed",
        ReportState.RETURNED: "late",
        ReportState.ACCEPTED: "recognised",
    },
)
ANSWER_PILLS = Pills(
    Answer,
    {Answer.ACCEPTED: "recognised", Answer.DECLINED: "late", Answer.UNDECIDED: "presumed"},
)
NO_BREAK = "\N{NO-BREAK SPACE}"
CLOSED = Pill(_("help ended"), "closed")


def beneficiary_pill(beneficiary: Beneficiary) -> Pill:
    """As what a person is helped, or that the help ended."""
    return CLOSED if beneficiary.closed_on else STATUS_PILLS(beneficiary.status)


def money(amount: Any, currency: Any) -> str:
    """`12 500,00 LTL`: an amount never stands without its money.

    Thousands are parted by a space in both languages, as they may be typed.
    """
    if amount is None:
        return ""
    text = f"{amount:,.2f}".replace(",", NO_BREAK).replace(".", get_format("DECIMAL_SEPARATOR"))
    return f"{text}{NO_BREAK}{currency.code}"


class MoneyColumn(NumberColumn):
    """An amount with its money; files get the number alone, beside a column of the money."""

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        self.currency = tables.A(currency)
        super().__init__(*args, **kwargs)

    def render(self, value: Any, record: Any) -> str:
        return money(value, self.currency.resolve(record))

    def value(self, value: Any) -> Any:
        return value


class BeneficiaryTable(BaseTable):
    caption = _("people who are helped")
    code = RecordColumn()
    person = PersonColumn(verbose_name=_("person"), linkify=False, order_by=("person__sort_key",))
    status = PillColumn(pills=STATUS_PILLS, verbose_name=_("helped as"))
    age = NumberColumn(accessor="person__age", verbose_name=_("age"), orderable=False)
    sex = tables.Column(accessor="person__get_sex_display", verbose_name=_("sex"), orderable=False)
    registered_on = DateColumn()
    last_service = DateColumn(verbose_name=_("last service"))
    closed_on = DateColumn()

    class Meta:
        model = Beneficiary
        fields = (
            "code",
            "person",
            "status",
            "age",
            "sex",
            "registered_on",
            "last_service",
            "closed_on",
        )


class _QuantityColumn(NumberColumn):
    def render(self, record: Service) -> str:
        return quantity(record.units, record.unit)

    def value(self, record: Service) -> Any:
        return record.units


class ServiceTable(BaseTable):
    caption = _("services")
    on = DateColumn(linkify=("assistance:change_service", {"uuid": tables.A("uuid")}))
    beneficiary = RecordColumn(order_by=("beneficiary__person__sort_key",))
    kind = tables.Column(order_by=("kind__position", "kind__code"))
    units = _QuantityColumn(verbose_name=_("how much"), order_by=("units",), empty_values=())
    unit = tables.Column(orderable=False)
    project = tables.Column(accessor="project__number", verbose_name=_("project"))
    worker = tables.Column(order_by=("worker__last_name", "worker__first_name"))
    result = TextColumn()

    class Meta:
        model = Service
        fields = (
            "on",
            "beneficiary",
            "kind",
            "units",
            "unit",
            "project",
            "worker",
            "result",
        )

    def render_on(self, value: Any) -> SafeString:
        return format_html('<time datetime="{0}">{0}</time>', value.isoformat())


class ServicesOfOne(ServiceTable):
    """The services of one person: the person is not repeated in each line."""

    class Meta(ServiceTable.Meta):
        exclude = ("beneficiary", "unit")


class CallTable(BaseTable):
    caption = _("calls for projects")
    title = RecordColumn()
    year = NumberColumn()
    opens_on = DateColumn()
    closes_on = DateColumn()
    currency = tables.Column(accessor="currency__code", verbose_name=_("currency"))
    project_count = NumberColumn(verbose_name=_("projects"))
    waiting_count = NumberColumn(verbose_name=_("to be decided"))

    class Meta:
        model = FundingCall
        fields = (
            "title",
            "year",
            "opens_on",
            "closes_on",
            "currency",
            "project_count",
            "waiting_count",
        )


class ProjectTable(BaseTable):
    caption = _("projects")
    number = RecordColumn()
    title = TextColumn()
    custodian = OrganisationColumn(
        verbose_name=_("organisation"), order_by=("custodian__sort_key",)
    )
    state = PillColumn(pills=PROJECT_PILLS)
    starts_on = DateColumn()
    ends_on = DateColumn()
    requested = MoneyColumn(currency="call__currency", verbose_name=_("asked for"))
    granted = MoneyColumn(currency="call__currency")
    currency = tables.Column(accessor="call__currency__code", verbose_name=_("currency"))

    MONEY: ClassVar[tuple[str, ...]] = ("requested", "granted", "currency")

    class Meta:
        model = Project
        fields = (
            "number",
            "title",
            "custodian",
            "state",
            "starts_on",
            "ends_on",
            "requested",
            "granted",
            "currency",
        )


class ReportTable(BaseTable):
    caption = _("project reports")
    starts_on = DateColumn(
        verbose_name=_("from"), linkify=("assistance:report", {"uuid": tables.A("uuid")})
    )
    ends_on = DateColumn(verbose_name=_("until"))
    project = TextColumn(order_by=("project__number",))
    custodian = OrganisationColumn(
        accessor="project__custodian",
        verbose_name=_("organisation"),
        order_by=("project__custodian__sort_key",),
    )
    spent = MoneyColumn(currency="project__call__currency", verbose_name=_("spent"))
    currency = tables.Column(accessor="project__call__currency__code", verbose_name=_("currency"))
    state = PillColumn(pills=REPORT_PILLS, verbose_name=_("state"))
    submitted_on = DateColumn(verbose_name=_("submitted on"))

    class Meta:
        model = ProjectReport
        fields = (
            "starts_on",
            "ends_on",
            "project",
            "custodian",
            "spent",
            "currency",
            "state",
            "submitted_on",
        )


class TrailTable(BaseTable):
    """Who read or changed a record, newest first."""

    caption = _("who read or changed the record")
    at = MomentColumn(verbose_name=_("when"))
    verb = tables.Column(verbose_name=_("did what"))
    who = tables.Column(verbose_name=_("who"))
    organisation = OrganisationColumn(verbose_name=_("organisation"))
    what = tables.Column(verbose_name=_("with what"))


class GroupTable(BaseTable):
    caption = _("groups and courses")
    title = RecordColumn()
    kind = tables.Column(order_by=("kind__position", "kind__code"))
    starts_on = DateColumn()
    ends_on = DateColumn()
    leader = TextColumn()
    taking = NumberColumn(verbose_name=_("take part"))
    places = NumberColumn()
    next_on = DateColumn(verbose_name=_("next session"))

    class Meta:
        model = Group
        fields = (
            "title",
            "kind",
            "starts_on",
            "ends_on",
            "leader",
            "taking",
            "places",
            "next_on",
        )


class OfferTable(BaseTable):
    caption = _("offers of help")
    on = DateColumn(linkify=("assistance:offer", {"uuid": tables.A("uuid")}))
    kind = tables.Column(
        verbose_name=_("what was offered"), order_by=("kind__position", "kind__code")
    )
    way = tables.Column(order_by=("way__position",))
    sex = tables.Column(accessor="get_sex_display", verbose_name=_("sex"), order_by=("sex",))
    age = tables.Column(accessor="get_age_display", verbose_name=_("age"), order_by=("age",))
    answer = PillColumn(pills=ANSWER_PILLS)
    reason = tables.Column(order_by=("reason__position",))
    beneficiary = RecordColumn(order_by=("beneficiary__code",))

    class Meta:
        model = Offer
        fields = ("on", "kind", "way", "sex", "age", "answer", "reason", "beneficiary")

    def render_on(self, value: Any) -> SafeString:
        return format_html('<time datetime="{0}">{0}</time>', value.isoformat())


class _AmountColumn(NumberColumn):
    """A number with two decimals, as the reader's language writes it; a number in files."""

    def render(self, value: Any) -> str:
        return number_format(value, 2)

    def value(self, value: Any) -> Any:
        return value


class _SpentColumns(BaseTable):
    """What services took, in columns."""

    services = NumberColumn(accessor="spent__services", verbose_name=_("services"))
    persons = NumberColumn(accessor="spent__persons", verbose_name=_("persons"))
    hours = _AmountColumn(accessor="spent__hours", verbose_name=_("worker's hours"))
    cost = _AmountColumn(accessor="spent__cost", verbose_name=_("cost"))
    unpriced = NumberColumn(accessor="spent__unpriced", verbose_name=_("without a cost"))


class KindCostTable(_SpentColumns):
    """A project's services by kind."""

    caption = _("hours and cost by kind of service")
    kind = tables.Column(verbose_name=_("kind of service"))

    class Meta:
        sequence = ("kind", "...")
        orderable = False


class CostTable(_SpentColumns):
    """A project's services by month and kind."""

    caption = _("hours and cost by month and kind of service")
    month = tables.Column(verbose_name=_("month"))
    kind = tables.Column(verbose_name=_("kind of service"))

    class Meta:
        sequence = ("month", "kind", "...")
        orderable = False

    def render_month(self, value: Any) -> str:
        return f"{value:%Y-%m}"

    def value_month(self, value: Any) -> str:
        return f"{value:%Y-%m}"
