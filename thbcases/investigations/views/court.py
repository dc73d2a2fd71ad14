"""Handing a case over, and judgments."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.investigations import actions
from thbcases.investigations.forms.court import (
    FinalForm,
    HandOverForm,
    JudgmentForm,
    SentenceRows,
)
from thbcases.investigations.models import CourtCase, Investigation, Judgment
from thbcases.investigations.views.cases import InvestigationAction
from thbcases.web.formsets import InlineForms
from thbcases.web.views import ActionView, Crumb


def _crumbs(case: Investigation) -> list[Crumb]:
    return [
        Crumb(_("Investigations"), reverse("investigations:list")),
        Crumb(str(case), case.get_absolute_url()),
        Crumb(_("Court"), reverse("investigations:court", kwargs={"uuid": case.uuid})),
    ]


@requires("investigation.move_stage")
class HandOver(InvestigationAction):
    """Hand the completed investigation over to a court."""

    form_class, title = HandOverForm, _("Hand over to a court")
    submit_label = _("Hand over")
    success_message = _("The case is in court.")

    def act(self, obj: Investigation, data: dict[str, Any]) -> CourtCase:
        return actions.hand_over_to_court(by=self.by, investigation=obj, **data)  # type: ignore[arg-type]


@requires("investigation.move_stage")
class RecordJudgment(ActionView):
    """A judgment with what each accused got."""

    model, form_class, title = CourtCase, JudgmentForm, _("Record a judgment")
    queryset = CourtCase.objects.select_related("investigation", "court")
    submit_label = _("Save")
    success_message = _("The judgment is recorded.")
    inline_forms = {
        "sentences": InlineForms(
            SentenceRows,
            _("Accused"),
            _("Add another accused"),
            _("Leave the outcome empty for an accused on whom the court did not decide."),
        )
    }

    def breadcrumbs(self) -> list[Crumb]:
        return _crumbs(self.object.investigation)

    def get_form_instance(self) -> Judgment:
        return Judgment(court_case=self.object)

    def build_formsets(self) -> dict[str, Any]:
        formsets = super().build_formsets()
        formsets["sentences"].about(self.object)  # type: ignore[attr-defined]
        return formsets

    def save_forms(self, form: Any, formsets: Any) -> Judgment:
        filled = [row for row in formsets["sentences"].forms if row.has_changed()]
        return actions.record_judgment(
            by=self.by,  # type: ignore[arg-type]
            judgment=form.instance,
            sentences=[row.instance for row in filled],
        )


@requires("investigation.move_stage")
class MakeFinal(ActionView):
    """Enter since when a judgment is final."""

    model, form_class, title = Judgment, FinalForm, _("The judgment is final")
    queryset = Judgment.objects.select_related("investigation", "court_case")
    success_message = _("The judgment is final.")

    def breadcrumbs(self) -> list[Crumb]:
        return _crumbs(self.object.investigation)

    def act(self, obj: Judgment, data: dict[str, Any]) -> Judgment:
        return actions.make_final(by=self.by, judgment=obj, **data)  # type: ignore[arg-type]
