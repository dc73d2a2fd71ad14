"""Quick entry: an investigation with its first suspect and victims on one page."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BaseFormSet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.investigations.forms import NewInvestigationForm, register_from
from thbcases.investigations.models import Investigation
from thbcases.investigations.views.cases import ROWS, WarnsOfNumber
from thbcases.victims.forms.quick import QuickSuspectRows, QuickVictimRows
from thbcases.web.formsets import InlineForms
from thbcases.web.views import Crumb, RecordCreate

LOOK_AT_ROWS = _("Nothing is saved yet. Look at the marked rows.")


@requires("investigation.add")
class QuickEntry(WarnsOfNumber, RecordCreate):
    """Register an investigation, its first suspect and presumed victims; all or nothing."""

    model, form_class, title = Investigation, NewInvestigationForm, _("Quick entry")
    submit_label = _("Register all")
    success_message = _("The investigation is registered with its suspects and victims.")
    inline_forms = {
        **ROWS,
        "suspects": InlineForms(QuickSuspectRows, _("Suspects"), _("Add another suspect")),
        "victims": InlineForms(QuickVictimRows, _("Presumed victims"), _("Add another victim")),
    }

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Investigations"), reverse("investigations:list"))]

    def save_forms(self, form: Any, formsets: Any) -> Investigation:
        made = register_from(by=self.by, form=form, rows=formsets)
        _save_rows(
            formsets["suspects"], lambda row: row.save_suspect(by=self.by, investigation=made)
        )
        _save_rows(formsets["victims"], lambda row: row.save_victim(by=self.by, investigation=made))
        self.warn_of_number(made)
        return made


def _save_rows(formset: BaseFormSet[Any], save: Callable[[Any], Any]) -> None:
    """Save each filled row; a refusal is shown at its row and takes everything back."""
    for row in formset.forms:
        if not row.has_changed():
            continue
        try:
            save(row)
        except ValidationError as error:
            _show(row, error)
            raise ValidationError(str(LOOK_AT_ROWS), code="rows") from error


def _show(row: BaseForm, error: ValidationError) -> None:
    if hasattr(error, "error_dict"):
        for field, errors in error.error_dict.items():
            row.add_error(field if field in row.fields else None, errors)
    else:
        row.add_error(None, error)
