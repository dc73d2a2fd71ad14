"""The tab of a child victim, the list of children, and the forms that fill them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.access.rights import may
from thbcases.victims import actions
from thbcases.victims.children import reading, tables
from thbcases.victims.filters import ChildFilter
from thbcases.victims.forms import children as forms
from thbcases.victims.models import (
    ChildArrangement,
    ChildGuardian,
    ChildInterview,
    ChildNotice,
    ChildRepresentative,
    Victim,
)
from thbcases.victims.views.changes import OfVictim
from thbcases.victims.views.record import VictimPage
from thbcases.victims.views.support import OfPart
from thbcases.web.views import PartCreate, RecordList, RecordUpdate


@requires("investigation.read")
class ChildList(RecordList):
    """Child victims, each with what is missing."""

    title = _("Children")
    intro = _(
        "Under 18 when exploited or when registered; whoever may have been is treated as a child "
        "until shown otherwise."
    )
    table_class, filterset_class = tables.ChildTable, ChildFilter
    export_name = "children"
    empty_text = _("No child victim is in the investigations you see.")

    def get_queryset(self) -> QuerySet[Victim]:
        return reading.children()


@requires("victim.read")
class VictimChild(VictimPage):
    """What a child is owed: age, guardians, notice, interviews, representative, place."""

    template_name = "victims/victim_child.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        victim = self.object
        made = {
            "ages": (tables.AgeTable, victim.child_ages.all()),
            "guardians": (tables.GuardianTable, victim.guardians.all()),
            "notices": (tables.NoticeTable, victim.child_notices.all()),
            "interviews": (tables.InterviewTable, victim.child_interviews.all()),
            "representatives": (tables.RepresentativeTable, victim.representatives.all()),
            "arrangements": (tables.ArrangementTable, victim.arrangements.all()),
        }
        registered = reading.registered_on(victim)
        context = super().get_context_data(**kwargs)
        return context | {
            **{name: table(rows, orderable=False) for name, (table, rows) in made.items()},
            "exploited": tables.age_range_words(reading.age_exploited(victim)),
            "registered": tables.age_range_words(reading.age_on(victim, registered)),
            "is_child": reading.concerns_child(victim),
            "missing": [reading.MISSING[key] for key in reading.missing(victim)],
            "speakers": reading.speakers(victim, timezone.localdate()),
            "may_change": may("victim.change"),
        }


class ChildPartCreate(OfVictim, PartCreate):
    """A new part of a child's record."""

    model, parent_field = Victim, "victim"
    queryset = Victim.objects.select_related("person")

    def get_cancel_url(self) -> str:
        return reverse("victims:child", kwargs={"uuid": self.object.uuid})


@requires("victim.add")
class AgeCreate(ChildPartCreate):
    """A finding about the age; an earlier one stays readable."""

    form_class, title = forms.ChildAgeForm, _("Enter the age when exploited")
    intro = _(
        "For a range, the lower end decides: whoever may have been under 18 is treated as a child "
        "until a later finding shows otherwise."
    )


@requires("victim.add")
class GuardianCreate(ChildPartCreate):
    """A parent, guardian or institution."""

    form_class, title = forms.GuardianForm, _("Add a guardian")
    intro = _("With a conflict of interest they are shown as neither to be called nor to consent.")


@requires("victim.add")
class NoticeCreate(ChildPartCreate):
    """The child rights service was told."""

    form_class, title = forms.NoticeForm, _("Enter the notice to the child rights service")

    def save_forms(self, form: Any, formsets: Any) -> ChildNotice:
        return actions.notify_child_rights(by=self.by, notice=form.instance)


@requires("victim.add")
class InterviewCreate(ChildPartCreate):
    """The child was questioned."""

    form_class, title = forms.InterviewForm, _("Enter an interview of the child")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"intro": context["form"].warning}

    def save_forms(self, form: Any, formsets: Any) -> ChildInterview:
        return actions.record_interview(by=self.by, interview=form.instance)


@requires("victim.add")
class RepresentativeCreate(ChildPartCreate):
    """A representative was appointed."""

    form_class, title = forms.RepresentativeForm, _("Enter the child's representative")


@requires("victim.add")
class ArrangementCreate(ChildPartCreate):
    """School, or where the child lives."""

    form_class, title = forms.ArrangementForm, _("Enter a school or place")


class ChildPartUpdate(OfPart, RecordUpdate):
    """Correct a part of a child's record."""


@requires("victim.change")
class GuardianUpdate(ChildPartUpdate):
    """Correct a guardian, or say that there is a conflict of interest."""

    model, form_class, title = ChildGuardian, forms.GuardianForm, _("Edit the guardian")
    queryset = ChildGuardian.objects.select_related("victim__person")


@requires("victim.change")
class NoticeUpdate(ChildPartUpdate):
    """Correct a notice."""

    model, form_class, title = ChildNotice, forms.NoticeForm, _("Edit the notice")
    queryset = ChildNotice.objects.select_related("victim__person")


@requires("victim.change")
class InterviewUpdate(ChildPartUpdate):
    """Correct an interview."""

    model, form_class, title = ChildInterview, forms.InterviewForm, _("Edit the interview")
    queryset = ChildInterview.objects.select_related("victim__person")


@requires("victim.change")
class RepresentativeUpdate(ChildPartUpdate):
    """Correct an appointment, or end it."""

    model, form_class = ChildRepresentative, forms.RepresentativeForm
    title = _("Edit the representative")
    queryset = ChildRepresentative.objects.select_related("victim__person")


@requires("victim.change")
class ArrangementUpdate(ChildPartUpdate):
    """Correct a school or place, or end it."""

    model, form_class = ChildArrangement, forms.ArrangementForm
    title = _("Edit the school or place")
    queryset = ChildArrangement.objects.select_related("victim__person")
