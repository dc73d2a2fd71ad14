"""Registering, editing and moving an investigation on."""

from typing import Any, ClassVar

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.investigations import actions
from thbcases.investigations.choices import StageKind
from thbcases.investigations.forms.cases import (
    ArticleRows,
    CountryRows,
    FormRows,
    InvestigationForm,
    JoinForm,
    NewInvestigationForm,
    SeparateForm,
    StageForm,
    register_from,
)
from thbcases.investigations.forms.units import AssignmentForm, EndAssignmentForm
from thbcases.investigations.models import Assignment, Investigation
from thbcases.investigations.queries import is_usual_number
from thbcases.web.formsets import InlineForms
from thbcases.web.views import ActionView, Crumb, RecordCreate, RecordUpdate

ROWS: dict[str, InlineForms] = {
    "articles": InlineForms(ArticleRows, _("Articles"), _("Add another article")),
    "forms": InlineForms(
        FormRows, _("Forms of exploitation"), _("Add another form"), _("One is the main one.")
    ),
    "countries": InlineForms(CountryRows, _("Countries"), _("Add another country")),
}


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Investigations"), reverse("investigations:list"))]


def _units_of(case: Investigation) -> str:
    return reverse("investigations:units", kwargs={"uuid": case.uuid})


class WarnsOfNumber:
    """After saving, says when a number is unlike those of the register; it is taken as it is."""

    request: Any

    def warn_of_number(self, investigation: Investigation) -> None:
        """Leave the word for the next page."""
        if not is_usual_number(investigation.number):
            text = _("The number is unlike those of the register (01-1-12345-26): check it.")
            messages.warning(self.request, str(text))


@requires("investigation.add")
class InvestigationCreate(WarnsOfNumber, RecordCreate):
    """Register an investigation."""

    model, form_class, title = Investigation, NewInvestigationForm, _("Register an investigation")
    submit_label = _("Register")
    success_message = _("The investigation is registered.")
    inline_forms = ROWS

    def breadcrumbs(self) -> list[Crumb]:
        return _crumbs()

    def save_forms(self, form: Any, formsets: Any) -> Investigation:
        made = register_from(by=self.by, form=form, rows=formsets)  # type: ignore[arg-type]
        self.warn_of_number(made)
        return made


@requires("investigation.change")
class InvestigationUpdate(WarnsOfNumber, RecordUpdate):
    """Edit an investigation."""

    model, form_class, title = Investigation, InvestigationForm, _("Edit the investigation")
    inline_forms = ROWS

    def breadcrumbs(self) -> list[Crumb]:
        return [*_crumbs(), Crumb(str(self.object), self.object.get_absolute_url())]

    def save_forms(self, form: Any, formsets: Any) -> Investigation:
        saved = actions.change_investigation(
            by=self.by,  # type: ignore[arg-type]
            investigation=form.instance,
        )
        for formset in formsets.values():
            formset.instance = saved
            formset.save()
        if "number" in form.changed_data:
            self.warn_of_number(saved)
        return saved


class InvestigationAction(ActionView):
    """One verb on an investigation."""

    model: ClassVar[type[Investigation]] = Investigation
    # Whether the form wants to know the investigation, to offer only what is possible.
    tells_form = True

    def breadcrumbs(self) -> list[Crumb]:
        return [*_crumbs(), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return kwargs | {"investigation": self.object} if self.tells_form else kwargs


@requires("investigation.move_stage")
class MoveStage(InvestigationAction):
    """Enter the next stage."""

    form_class, title = StageForm, _("Next stage")
    submit_label = _("Enter the stage")
    success_message = _("The stage is entered.")

    def act(self, obj: Investigation, data: dict[str, Any]) -> None:
        kind = StageKind(data.pop("kind"))
        actions.move_stage(by=self.by, investigation=obj, kind=kind, **data)  # type: ignore[arg-type]


@requires("investigation.join")
class Join(InvestigationAction):
    """Join to another investigation."""

    form_class, title = JoinForm, _("Join to another investigation")
    submit_label = _("Join")
    success_message = _("The investigations are joined.")
    intro = _("This investigation ends here and goes on within the other one.")

    def act(self, obj: Investigation, data: dict[str, Any]) -> None:
        actions.join_investigations(by=self.by, investigation=obj, **data)  # type: ignore[arg-type]


@requires("investigation.join")
class Separate(WarnsOfNumber, InvestigationAction):
    """Divide an investigation off."""

    form_class, title = SeparateForm, _("Separate an investigation from this one")
    submit_label = _("Register")
    success_message = _("The separated investigation is registered.")
    intro = _(
        "Articles, forms and countries are copied to the new investigation; enter its suspects "
        "and victims there."
    )
    tells_form = False

    def save_forms(self, form: Any, formsets: Any) -> Investigation:
        made = actions.separate_investigation(
            by=self.by,  # type: ignore[arg-type]
            investigation=self.object,
            separated=form.instance,
            on=form.cleaned_data["registered_on"],
            decided_by=form.cleaned_data["decided_by"],
        )
        self.warn_of_number(made)
        return made


@requires("investigation.assign")
class AssignUnit(InvestigationAction):
    """Let another unit work on the case."""

    form_class, title = AssignmentForm, _("Assign a unit")
    submit_label = _("Assign")
    success_message = _("The unit is assigned.")
    intro = _("The unit sees and changes the whole case from the first day until the last.")

    def get_success_url(self) -> str:
        return _units_of(self.object)

    def act(self, obj: Investigation, data: dict[str, Any]) -> Assignment:
        return actions.assign_unit(by=self.by, investigation=obj, **data)  # type: ignore[arg-type]


@requires("investigation.assign")
class EndAssignment(ActionView):
    """Say which day is the last."""

    model, form_class, title = Assignment, EndAssignmentForm, _("End the assignment")
    queryset = Assignment.objects.select_related("investigation", "organisation")
    success_message = _("The last day is entered.")

    def breadcrumbs(self) -> list[Crumb]:
        case = self.object.investigation
        return [*_crumbs(), Crumb(str(case), _units_of(case))]

    def get_cancel_url(self) -> str:
        return _units_of(self.object.investigation)

    def get_success_url(self) -> str:
        return _units_of(self.object.investigation)

    def act(self, obj: Assignment, data: dict[str, Any]) -> Assignment:
        return actions.end_assignment(by=self.by, assignment=obj, **data)  # type: ignore[arg-type]
