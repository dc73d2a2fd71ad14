"""Pages over investigations, made as an app would make them: the address list of these tests."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory, inlineformset_factory
from django.urls import include, path

from thbcases.access.marks import requires
from thbcases.access.rights import Refused
from thbcases.investigations.choices import StageKind
from thbcases.investigations.models import Assignment, Investigation
from thbcases.web.filters import BaseFilterSet, SearchFilter
from thbcases.web.forms import DateField, Form, RecordForm, section
from thbcases.web.formsets import InlineForms
from thbcases.web.pills import Pills
from thbcases.web.tables import BaseTable, DateColumn, PillColumn, RecordColumn, TextColumn
from thbcases.web.views import (
    Action,
    ActionView,
    Page,
    PartCreate,
    RecordCreate,
    RecordDetail,
    RecordList,
    RecordUpdate,
    Tab,
    TimelineEntry,
)

PILLS = Pills(StageKind, dict.fromkeys(StageKind.values, "open"))


class CaseTable(BaseTable):
    caption = "cases"
    number = RecordColumn()
    registered_on = DateColumn()
    prosecutor = TextColumn()
    stage = PillColumn(pills=PILLS)
    secret = TextColumn(accessor="summary", visible=False)
    button = TextColumn(accessor="uuid", exclude_from_export=True)

    class Meta:
        model = Investigation
        fields = ("number", "registered_on", "prosecutor", "stage")


class CaseFilter(BaseFilterSet):
    q = SearchFilter(fields=("number", "prosecutor"))

    class Meta:
        model = Investigation
        fields = ["q", "reach", "registered_on"]


@requires("investigation.read")
class CaseList(RecordList):
    title = "Cases"
    queryset = Investigation.objects.all()
    table_class = CaseTable
    filterset_class = CaseFilter
    add_url_name = "cases:add"
    add_label = "Add a case"
    empty_hint = "Add the first one."


class CaseForm(RecordForm):
    layout = (section("The case", "number", ("registered_on", "reach")), "prosecutor")

    class Meta:
        model = Investigation
        fields = ["number", "registered_on", "reach", "prosecutor", "summary"]

    def save(self, commit: bool = True) -> Any:
        self.instance.stage_on = self.instance.stage_on or self.instance.registered_on
        return super().save(commit)


class AssignmentForm(RecordForm):
    class Meta:
        model = Assignment
        fields = ["organisation", "starts_on", "ends_on", "basis"]


class VictimForm(Form):
    name = forms.CharField(label="name", max_length=20)
    born_on = DateField(label="birth date", required=False)
    sex = forms.ChoiceField(
        label="sex", choices=[("f", "woman"), ("m", "man")], widget=forms.RadioSelect
    )


@requires("investigation.add")
class CaseCreate(RecordCreate):
    model = Investigation
    form_class = CaseForm
    title = "Add a case"
    inline_forms = {
        "units": InlineForms(
            inlineformset_factory(Investigation, Assignment, form=AssignmentForm, extra=1), "Units"
        ),
        "victims": InlineForms(formset_factory(VictimForm, extra=1), "Victims", "Another victim"),
    }

    def save_forms(self, form: Any, formsets: Any) -> Any:
        case = form.save()
        formsets["units"].instance = case
        formsets["units"].save()
        return case


@requires("investigation.read")
class CaseDetail(RecordDetail):
    model = Investigation

    def subtitle(self) -> str:
        return "a subtitle"

    def pill(self) -> Any:
        return PILLS(self.object.stage)

    def actions(self) -> list[Action]:
        return [
            Action("Change it", "change/", right="investigation.change"),
            Action("Export it", "/x/", method="post", right="investigation.export"),
        ]

    def tabs(self) -> list[Tab]:
        return [Tab("Overview", self.request.path), Tab("Other", "/other/", count=0)]

    def facts(self) -> list[tuple[str, Any]]:
        return [("prosecutor", self.object.prosecutor), ("nothing", "")]

    def timeline(self) -> list[TimelineEntry]:
        return [
            TimelineEntry(date(2020, 1, 1), "first thing"),
            TimelineEntry(date(2021, 1, 1), "second thing"),
        ]


@requires("investigation.change")
class CaseUpdate(RecordUpdate):
    model = Investigation
    form_class = CaseForm
    title = "Change the case"


@requires("investigation.change")
class CaseUnits(RecordUpdate):
    model = Investigation
    form_class = CaseForm
    title = "Change the case and its units"
    inline_forms = {
        "units": InlineForms(
            inlineformset_factory(Investigation, Assignment, form=AssignmentForm, extra=0), "Units"
        )
    }


@requires("investigation.assign")
class CaseAssign(PartCreate):
    model = Investigation
    form_class = AssignmentForm
    parent_field = "investigation"
    title = "Assign a unit"


class MoveForm(Form):
    on = DateField(label="on")
    why = forms.CharField(label="why")


@requires("investigation.move_stage")
class CaseMove(ActionView):
    model = Investigation
    form_class = MoveForm
    title = "Move the case"
    success_message = "Moved."

    def act(self, obj: Any, data: dict[str, Any]) -> None:
        """Change the row first, so that a refusal has something to take back."""
        obj.summary = data["why"]
        obj.save()
        if data["why"] == "invalid":
            raise ValidationError({"on": "Too early.", "elsewhere": "Not in this state."})
        if data["why"] == "refused":
            raise Refused("You of all people.")


@requires("statistics.read")
class Figures(Page):
    template_name = "base.html"
    title = "Figures"


cases = (
    [
        path("", CaseList.as_view(), name="list"),
        path("add/", CaseCreate.as_view(), name="add"),
        path("figures/", Figures.as_view(), name="figures"),
        path("<uuid:uuid>/", CaseDetail.as_view(), name="detail"),
        path("<uuid:uuid>/change/", CaseUpdate.as_view(), name="change"),
        path("<uuid:uuid>/units/", CaseUnits.as_view(), name="units"),
        path("<uuid:uuid>/assign/", CaseAssign.as_view(), name="assign"),
        path("<uuid:uuid>/move/", CaseMove.as_view(), name="move"),
    ],
    "cases",
)
urlpatterns = [path("cases/", include(cases)), path("", include("thbcases.urls"))]
