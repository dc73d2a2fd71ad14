"""Several rows of forms under one main form, on one page and saved in one go."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.forms import BaseForm, BaseFormSet, BaseInlineFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ADD_ROW = "add_row"
ADD_LABEL = _("Add another row")
MOST_ROWS = 50


@dataclass(frozen=True)
class InlineForms:
    """A group of rows: its formset class (inline or plain), heading and the words of its button."""

    formset_class: type[BaseFormSet[Any]]
    title: str | Promise
    add_label: str | Promise = ADD_LABEL
    hint: str | Promise = ""

    def build(self, name: str, request: HttpRequest, instance: Model | None) -> BaseFormSet[Any]:
        """The rows, bound to what was posted, with one more row if that button was pressed."""
        kwargs: dict[str, Any] = {"prefix": name}
        if issubclass(self.formset_class, BaseInlineFormSet):
            kwargs["instance"] = instance
        if request.method == "POST":
            kwargs |= {"data": self._data(name, request), "files": request.FILES}
        formset = self.formset_class(**kwargs)
        formset.title, formset.add_label, formset.hint = self.title, self.add_label, self.hint  # type: ignore[attr-defined]
        return formset

    def _data(self, name: str, request: HttpRequest) -> QueryDict:
        if request.POST.get(ADD_ROW) != name:
            return request.POST
        data = request.POST.copy()
        total = data.get(f"{name}-TOTAL_FORMS", "")
        if total.isascii() and total.isdigit() and int(total) < MOST_ROWS:
            data[f"{name}-TOTAL_FORMS"] = str(int(total) + 1)
            for field, values in self._first_values().items():
                data.setlist(f"{name}-{total}-{field}", values)
        return data

    def _first_values(self) -> dict[str, list[str]]:
        """What stands in an untouched row; a bound form would show the new one empty."""
        row = self.formset_class().empty_form
        found = {}
        for name, field in row.fields.items():
            value = row[name].value()
            if value not in (None, "", False) and not field.widget.is_hidden:
                shown = field.widget.format_value(value)
                found[name] = shown if isinstance(shown, list) else [str(shown)]
        return found


def without_errors(form: BaseForm | BaseFormSet[Any]) -> None:
    """Show a bound form as it was typed, not judged yet: somebody only asked for another row."""
    if isinstance(form, BaseFormSet):
        form._errors, form._non_form_errors = [], ErrorList()  # type: ignore[attr-defined]
        for row in form.forms:
            without_errors(row)
    else:
        form._errors = ErrorDict()  # type: ignore[attr-defined]
