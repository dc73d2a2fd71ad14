"""Lists of children, and of what is kept of one."""

from collections.abc import Callable
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access.rights import may
from thbcases.people.age import AgeRange
from thbcases.victims.children import reading
from thbcases.victims.models import (
    ChildAge,
    ChildArrangement,
    ChildGuardian,
    ChildInterview,
    ChildNotice,
    ChildRepresentative,
    Victim,
)
from thbcases.victims.pills import STATUS_PILLS
from thbcases.web.tables import (
    BaseTable,
    DateColumn,
    PersonColumn,
    PillColumn,
    RecordColumn,
    TextColumn,
)


def age_range_words(age: AgeRange | None) -> str:
    """The age, with «child» or «treated as a child» beside it."""
    if age is None:
        return ""
    if not age.may_be_child:
        return str(age)
    if age.most < reading.CHILD_BELOW_YEARS:
        return _now("%(age)s, child") % {"age": age}
    return _now("%(age)s, treated as a child") % {"age": age}


def yes_no(value: bool) -> str:
    """The value in a word."""
    return _now("yes") if value else _now("no")


def change_link(name: str) -> Callable[[Any], str | None]:
    """The way to correct a part, for those who may."""

    def link(record: Any) -> str | None:
        if not may("victim.change"):
            return None
        return reverse(f"victims:{name}", kwargs={"uuid": record.uuid})

    return link


class ChildTable(BaseTable):
    """Child victims with what is done and what is missing."""

    caption = _("children")
    person = PersonColumn(
        verbose_name=_("person"),
        linkify=lambda record: reverse("victims:child", kwargs={"uuid": record.uuid}),
        order_by=("person__sort_key",),
    )
    exploited = tables.Column(verbose_name=_("age when exploited"), accessor="pk", orderable=False)
    registered = tables.Column(
        verbose_name=_("age when registered"), accessor="pk", orderable=False
    )
    status = PillColumn(verbose_name=_("status"), pills=STATUS_PILLS)
    registered_on = DateColumn(verbose_name=_("registered on"))
    notice = TextColumn(verbose_name=_("child rights service"), accessor="pk", orderable=False)
    interviews = tables.Column(verbose_name=_("interviews"), accessor="pk", orderable=False)
    missing = TextColumn(verbose_name=_("what is missing"), accessor="pk", orderable=False)

    class Meta:
        model = Victim
        fields = (
            "person",
            "exploited",
            "registered",
            "status",
            "registered_on",
            "notice",
            "interviews",
            "missing",
        )

    def render_exploited(self, record: Victim) -> str:
        return age_range_words(reading.age_exploited(record)) or "—"

    def render_registered(self, record: Victim) -> str:
        age = reading.age_on(record, reading.registered_on(record))
        return age_range_words(age) or "—"

    def render_notice(self, record: Victim) -> str:
        told = reading.notice(record)
        if told is None:
            return _now("not told") if reading.is_owed(record) else "—"
        words = {"day": told.on}
        return _now("late, %(day)s") % words if told.is_late else _now("in term, %(day)s") % words

    def render_interviews(self, record: Victim) -> str:
        return str(len(record.child_interviews.all()))

    def render_missing(self, record: Victim) -> str:
        words = [str(reading.MISSING[key]) for key in reading.missing(record)]
        return capfirst("; ".join(words)) or _now("nothing")

    value_exploited, value_registered = render_exploited, render_registered
    value_notice, value_missing, value_interviews = (
        render_notice,
        render_missing,
        render_interviews,
    )


class AgeTable(BaseTable):
    """What was found of the age when exploited, the newest first."""

    caption = _("ages when exploited")
    on = DateColumn()
    age = tables.Column(verbose_name=_("age when exploited"), accessor="range", orderable=False)
    basis = tables.Column()
    source = TextColumn(verbose_name=_("document, or by whom"))

    class Meta:
        model = ChildAge
        fields = ("on", "age", "basis", "source")

    def render_age(self, value: AgeRange) -> str:
        return age_range_words(value)


class GuardianTable(BaseTable):
    """Who answers for the child. Whoever has a conflict of interest is not to be reached."""

    caption = _("guardians")
    name = RecordColumn(linkify=change_link("change_guardian"))
    kind = tables.Column()
    contact = TextColumn(empty_values=())
    starts_on = DateColumn()
    ends_on = DateColumn()
    has_conflict = TextColumn(verbose_name=_("conflict of interest"))
    conflict_reason = TextColumn(verbose_name=_("why"))

    class Meta:
        model = ChildGuardian
        fields = (
            "name",
            "kind",
            "contact",
            "starts_on",
            "ends_on",
            "has_conflict",
            "conflict_reason",
        )

    def before_render(self, request: Any) -> None:
        # why somebody is suspected belongs to the investigation
        if not may("investigation.read"):
            self.columns.hide("conflict_reason")

    def render_contact(self, record: ChildGuardian) -> str:
        if record.has_conflict:
            return _now("not to be contacted; may not consent")
        return record.contact or "—"

    def render_has_conflict(self, value: bool) -> str:
        return _now("conflict of interest") if value else _now("none known")


class NoticeTable(BaseTable):
    """When the child rights service was told."""

    caption = _("notices to the child rights service")
    on = RecordColumn(verbose_name=_("told on"), linkify=change_link("change_notice"))
    due_on = DateColumn()
    is_late = TextColumn(verbose_name=_("in its term"), orderable=False)
    way = tables.Column()
    number = TextColumn()
    told_by = TextColumn()
    office = TextColumn()

    class Meta:
        model = ChildNotice
        fields = ("on", "due_on", "is_late", "way", "number", "told_by", "office")

    def render_is_late(self, value: bool) -> str:
        return _now("late") if value else _now("in term")


class InterviewTable(BaseTable):
    """How often the child was questioned, and how."""

    caption = _("interviews of a child")
    ordinal = RecordColumn(linkify=change_link("change_interview"))
    on = DateColumn()
    in_special_room = TextColumn(verbose_name=_("special room"))
    place = TextColumn()
    with_psychologist = TextColumn(verbose_name=_("psychologist"))
    is_recorded = TextColumn(verbose_name=_("recorded"))
    led_by = TextColumn()
    reason = TextColumn(verbose_name=_("why again"))

    class Meta:
        model = ChildInterview
        fields = (
            "ordinal",
            "on",
            "in_special_room",
            "place",
            "with_psychologist",
            "is_recorded",
            "led_by",
            "reason",
        )

    def render_in_special_room(self, value: bool) -> str:
        return yes_no(value)

    render_with_psychologist = render_is_recorded = render_in_special_room


class RepresentativeTable(BaseTable):
    """Who was appointed to stand for the child."""

    caption = _("representatives of a child")
    name = RecordColumn(linkify=change_link("change_representative"))
    kind = tables.Column()
    appointed_by = TextColumn()
    decision_number = TextColumn()
    starts_on = DateColumn()
    ends_on = DateColumn()

    class Meta:
        model = ChildRepresentative
        fields = (
            "name",
            "kind",
            "appointed_by",
            "decision_number",
            "starts_on",
            "ends_on",
        )


class ArrangementTable(BaseTable):
    """Where the child lives and learns."""

    caption = _("schools and places of a child")
    kind = RecordColumn(linkify=change_link("change_arrangement"))
    name = TextColumn()
    arranged_by = TextColumn()
    starts_on = DateColumn()
    ends_on = DateColumn()

    class Meta:
        model = ChildArrangement
        fields = ("kind", "name", "arranged_by", "starts_on", "ends_on")

    def render_kind(self, record: ChildArrangement) -> str | SafeString:
        return capfirst(record.get_kind_display())
