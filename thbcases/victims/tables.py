"""Lists of victims, of permits, and of what a victim's record holds."""

from datetime import date, datetime, timedelta
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access.rights import may
from thbcases.people.age import is_child_age
from thbcases.people.models import Person
from thbcases.victims.choices import ClaimState, PermitState
from thbcases.victims.models import (
    CompensationClaim,
    ExploitationEpisode,
    ProtectionMeasure,
    ReflectionPeriod,
    ResidencePermit,
    Victim,
    VictimDecision,
)
from thbcases.victims.pills import CLAIM_PILLS, STATUS_PILLS, stay_pill
from thbcases.victims.stay import Stay
from thbcases.web.tables import (
    BaseTable,
    DateColumn,
    NumberColumn,
    PersonColumn,
    PillColumn,
    RecordColumn,
    TextColumn,
)


def age_words(person: Person, day: date | None) -> str:
    """The age on a day, with «child» beside it below 18; nothing when it is not known."""
    age = person.age_on(day) if day is not None else None
    if age is None:
        return ""
    return _now("%(age)s, child") % {"age": age} if is_child_age(age) else str(age)


def citizenship_words(person: Person) -> str:
    """The citizenships by name; needs `citizenships` fetched before."""
    names = [str(country) for country in person.citizenships.all()]
    return ", ".join([*names, _now("stateless")] if person.is_stateless else names)


def form_words(victim: Victim) -> str:
    """The forms of exploitation, each once, the main one first; needs `episodes` fetched.

    Kinds of sexual exploitation go by their own word: lists are read at a glance.
    """
    forms = [episode.form for episode in victim.episodes.all()]
    words = [form.get_htcds_sex_type_display() or str(form) for form in forms]
    return capfirst(", ".join(dict.fromkeys(str(word) for word in words)))


def linked(row: Any) -> SafeString:
    """A record by its name, leading to its page."""
    return format_html('<a href="{}"><bdi>{}</bdi></a>', row.get_absolute_url(), row)


def last_open_day(ends_at: datetime) -> date:
    """The last day on which a record is open that closes at this moment."""
    return timezone.localdate(ends_at - timedelta(microseconds=1))


class VictimTable(BaseTable):
    """Victims in investigations."""

    caption = _("victims")
    person = PersonColumn(
        verbose_name=_("person"),
        linkify=lambda record: record.get_absolute_url(),
        order_by=("person__sort_key",),
    )
    age = tables.Column(verbose_name=_("age when registered"), empty_values=(), orderable=False)
    sex = tables.Column(verbose_name=_("sex"), accessor="person__sex", visible=False)
    citizenship = TextColumn(verbose_name=_("citizenship"), accessor="person", orderable=False)
    exploitation = TextColumn(verbose_name=_("exploitation"), accessor="pk", orderable=False)
    status = PillColumn(verbose_name=_("status"), pills=STATUS_PILLS)
    status_on = DateColumn(verbose_name=_("status since"))
    investigation = RecordColumn(
        verbose_name=_("investigation"),
        linkify=lambda record: record.investigation.get_absolute_url(),
        order_by=("investigation__number",),
    )

    class Meta:
        model = Victim
        fields = (
            "person",
            "age",
            "sex",
            "citizenship",
            "exploitation",
            "status",
            "status_on",
            "investigation",
        )

    def render_age(self, record: Victim) -> str:
        return age_words(record.person, record.registered_on) or "—"  # type: ignore[attr-defined]

    def value_age(self, record: Victim) -> int | None:
        return record.person.age_on(record.registered_on)  # type: ignore[attr-defined]

    def render_sex(self, record: Victim) -> str:
        return record.person.get_sex_display()

    def render_citizenship(self, record: Victim) -> str:
        return citizenship_words(record.person)

    def render_exploitation(self, record: Victim) -> str:
        return form_words(record)

    value_sex, value_citizenship, value_exploitation = (
        render_sex,
        render_citizenship,
        render_exploitation,
    )


class OpenedTable(VictimTable):
    """Victims whose records were opened to the acting NGO."""

    caption = _("records opened to us")
    open_until = DateColumn(verbose_name=_("open until"))
    investigation = None

    class Meta:
        model = Victim
        fields = (
            "person",
            "age",
            "sex",
            "citizenship",
            "exploitation",
            "status",
            "status_on",
            "open_until",
        )

    def render_open_until(self, value: datetime) -> SafeString:
        return DateColumn().render(last_open_day(value))

    def value_open_until(self, value: datetime) -> date:
        return last_open_day(value)


class CaseVictimTable(VictimTable):
    """The victims of one investigation, on its page; `help_words` by the victim's key."""

    help = TextColumn(verbose_name=_("help"), accessor="pk", orderable=False)
    status_on = None
    investigation = None

    class Meta:
        model = Victim
        fields = ("person", "age", "citizenship", "exploitation", "status", "help")

    def __init__(self, *args: Any, help_words: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_words = help_words

    def render_help(self, record: Victim) -> str:
        return self.help_words.get(record.pk) or _now("not known")


class StayTable(BaseTable):
    """Reflection periods or residence permits."""

    person = PersonColumn(
        verbose_name=_("person"),
        linkify=lambda record: record.get_absolute_url(),
        order_by=("person__sort_key",),
    )
    state = tables.Column(verbose_name=_("state"))
    starts_on = DateColumn(verbose_name=_("from"))
    last_day = DateColumn(verbose_name=_("until"), order_by=("ends_on",))
    days_left = NumberColumn(
        verbose_name=_("days left"),
        accessor="pk",
        order_by=("ends_on",),
        initial_sort_descending=False,
    )
    decision_number = TextColumn(verbose_name=_("decision"))
    proposed_on = DateColumn(verbose_name=_("proposed on"))

    class Meta:
        fields = (
            "person",
            "state",
            "starts_on",
            "last_day",
            "days_left",
            "decision_number",
            "proposed_on",
        )

    def render_state(self, record: Stay) -> SafeString:
        return stay_pill(record).__html__()

    def value_state(self, record: Stay) -> str:
        return str(stay_pill(record))

    def render_days_left(self, record: Stay) -> str:
        left = self.value_days_left(record)
        return "—" if left is None else str(left)

    def value_days_left(self, record: Stay) -> int | None:
        left = (record.last_day - timezone.localdate()).days
        return left if record.state == PermitState.GRANTED and left >= 0 else None


class PermitTable(StayTable):
    """Residence permits."""

    caption = _("residence permits")

    class Meta(StayTable.Meta):
        model = ResidencePermit


class PeriodTable(StayTable):
    """Reflection periods."""

    caption = _("reflection periods")

    class Meta(StayTable.Meta):
        model = ReflectionPeriod


class OwnStayTable(StayTable):
    """The stays of one person, on a record's page: the days lead to each."""

    person = None
    starts_on = RecordColumn(
        verbose_name=_("from"), linkify=lambda record: record.get_absolute_url()
    )

    class Meta:
        fields = ("starts_on", "last_day", "state", "days_left", "decision_number", "proposed_on")


class EpisodeTable(BaseTable):
    """How a victim was exploited."""

    caption = _("exploitation")
    form = TextColumn()
    is_main = tables.Column(verbose_name=_("main"))
    country = tables.Column(verbose_name=_("country"))
    place = TextColumn()
    starts_on = DateColumn()
    ends_on = DateColumn()
    text = TextColumn()

    class Meta:
        model = ExploitationEpisode
        fields = ("form", "is_main", "country", "place", "starts_on", "ends_on", "text")

    def render_is_main(self, value: bool) -> str:
        return _now("main form") if value else ""


class DecisionTable(BaseTable):
    """The decisions on a victim's status, the newest first."""

    caption = _("decisions on the status")
    status = PillColumn(pills=STATUS_PILLS)
    on = DateColumn()
    decider = tables.Column(verbose_name=_("decided by"))
    decider_name = TextColumn()
    basis = TextColumn()
    reason = TextColumn()

    class Meta:
        model = VictimDecision
        fields = ("status", "on", "decider", "decider_name", "basis", "reason")


class ClaimTable(BaseTable):
    """Claims for compensation, each with what can be done next."""

    caption = _("compensation claims")
    payer = tables.Column(verbose_name=_("from whom"))
    claimed_on = DateColumn()
    amount = NumberColumn(verbose_name=_("claimed"))
    state = PillColumn(pills=CLAIM_PILLS)
    decided_on = DateColumn()
    awarded = NumberColumn(verbose_name=_("awarded"))
    paid_on = DateColumn()
    next_steps = tables.Column(
        verbose_name=_("next"), accessor="pk", orderable=False, exclude_from_export=True
    )

    class Meta:
        model = CompensationClaim
        fields = (
            "payer",
            "claimed_on",
            "amount",
            "state",
            "decided_on",
            "awarded",
            "paid_on",
            "next_steps",
        )

    def before_render(self, request: Any) -> None:
        if not may("victim.change"):
            self.columns.hide("next_steps")

    def render_amount(self, record: CompensationClaim) -> str:
        return f"{record.amount} {record.currency.code}"

    def render_awarded(self, record: CompensationClaim) -> str:
        return f"{record.awarded} {record.currency.code}"

    def render_next_steps(self, record: CompensationClaim) -> SafeString:
        steps = {
            ClaimState.CLAIMED: [
                (_("award"), "victims:award_claim"),
                (_("refuse"), "victims:refuse_claim"),
                (_("edit"), "victims:change_claim"),
            ],
            ClaimState.AWARDED: [(_("paid"), "victims:pay_claim")],
        }
        links = steps.get(ClaimState(record.state), [])
        return format_html_join(
            " · ",
            '<a href="{}">{}</a>',
            ((reverse(name, kwargs={"uuid": record.uuid}), label) for label, name in links),
        )


class ProtectionTable(BaseTable):
    """Measures that protect the victim."""

    caption = _("protection measures")
    kind = RecordColumn(
        verbose_name=_("measure"),
        linkify=lambda record: (
            reverse("victims:change_protection", kwargs={"uuid": record.uuid})
            if may("victim.change")
            else None
        ),
    )
    decided_on = DateColumn()
    decided_by = TextColumn()
    starts_on = DateColumn()
    ends_on = DateColumn()

    class Meta:
        model = ProtectionMeasure
        fields = ("kind", "decided_on", "decided_by", "starts_on", "ends_on")


class GrantTable(BaseTable):
    """To whom a victim's record is and was open."""

    caption = _("opened to")
    organisation = TextColumn(verbose_name=_("opened to"))
    basis = TextColumn(verbose_name=_("legal basis and reason"))
    starts_at = DateColumn(verbose_name=_("from"))
    ends_at = DateColumn(verbose_name=_("until"))
    end = tables.Column(
        verbose_name=_("next"), accessor="pk", orderable=False, exclude_from_export=True
    )

    class Meta:
        fields = ("organisation", "basis", "starts_at", "ends_at", "end")

    def before_render(self, request: Any) -> None:
        if not may("grant.change"):
            self.columns.hide("end")

    def render_starts_at(self, value: datetime) -> SafeString:
        return DateColumn().render(timezone.localdate(value))

    def render_ends_at(self, value: datetime) -> SafeString:
        return DateColumn().render(last_open_day(value))

    def render_end(self, record: Any) -> SafeString | str:
        if record.ends_at <= timezone.now():
            return _now("ended")
        url = reverse("victims:end_access", kwargs={"uuid": record.uuid})
        return format_html('<a href="{}">{}</a>', url, _("end now"))
