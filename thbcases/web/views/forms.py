"""Pages that change something: create, edit, act."""

from copy import copy
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import Model
from django.forms import BaseForm, BaseFormSet, BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from thbcases.access import rights
from thbcases.web.forms import Difference, Form
from thbcases.web.formsets import ADD_ROW, InlineForms, without_errors
from thbcases.web.parts import Crumb
from thbcases.web.refusals import Invisible, refusals_onto
from thbcases.web.views.base import MarkedView, ObjectView

FormSets = dict[str, BaseFormSet[Any]]


class FormPage(MarkedView, FormView):  # type: ignore[type-arg]
    """A form, perhaps with groups of rows below it, that is saved as one.

    `save_forms(form, formsets)` does the work and returns the record to go to. Whatever it or
    the database refuses comes back on the form, with everything that was typed.
    """

    template_name = "web/form.html"
    submit_label: ClassVar[str | Promise] = _("Save")
    success_message: ClassVar[str | Promise] = _("Saved.")
    intro: ClassVar[str | Promise] = ""
    inline_forms: ClassVar[dict[str, InlineForms]] = {}
    object: Any = None
    saved: Any = None

    def save_forms(self, form: Any, formsets: FormSets) -> Any:
        """Save and return the record to go to."""
        raise NotImplementedError

    def get_inline_forms(self) -> dict[str, InlineForms]:
        """Groups of rows by their prefix; override to choose by what the user may do."""
        return self.inline_forms

    def get_cancel_url(self) -> str:
        """Where «Cancel» leads: the record, or the last step of the way back."""
        if self.object is not None and self.object.pk:
            return str(self.object.get_absolute_url())
        crumbs = self.breadcrumbs()
        return crumbs[-1].url if crumbs else "/"

    def get_success_url(self) -> str:
        return str(self.saved.get_absolute_url())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.prepare()
        return self.show(self.get_form(), self.build_formsets())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.prepare()
        form, formsets = self.get_form(), self.build_formsets()
        if ADD_ROW in request.POST:
            return self.show_as_typed(form, formsets)
        if not all([form.is_valid(), *(rows.is_valid() for rows in formsets.values())]):
            is_stale = _differences(form, formsets) is not None
            return self.show(form, formsets, status=409 if is_stale else 200)
        with refusals_onto(form):
            self.saved = self.save_forms(form, formsets)
            _require_visible(self.saved)
        if form.errors:
            return self._show_refused(form)
        if self.success_message:
            messages.success(request, str(self.success_message))
        return HttpResponseRedirect(self.get_success_url())

    def prepare(self) -> None:
        """Look up what the page is about and ask for the right, in this order."""
        rights.check(self.right)

    def build_formsets(self) -> FormSets:
        """The groups of rows, by prefix."""
        return {
            name: group.build(name, self.request, self.formset_instance())
            for name, group in self.get_inline_forms().items()
        }

    def formset_instance(self) -> Model | None:
        """The record that inline rows belong to."""
        return self.object  # type: ignore[no-any-return]

    def show(self, form: BaseForm, formsets: FormSets, status: int = 200) -> HttpResponse:
        """The page with the form."""
        context = self.get_context_data(form=form, formsets=formsets)
        return self.render_to_response(context, status=status)

    def show_as_typed(self, form: BaseForm, formsets: FormSets) -> HttpResponse:
        """The page with one more row and everything typed so far, without judging it."""
        without_errors(form)
        for formset in formsets.values():
            without_errors(formset)
        rows = formsets.get(self.request.POST[ADD_ROW])
        if rows is not None and rows.forms:
            _focus_first(rows.forms[-1])
        return self.show(form, formsets)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context |= {
            "submit_label": self.submit_label,
            "cancel_url": self.get_cancel_url(),
            "intro": self.intro,
            "add_row_name": ADD_ROW,
            "differences": _differences(context["form"], context["formsets"]),
        }
        return context

    def _show_refused(self, form: BaseForm) -> HttpResponse:
        """Start from what was posted: the refused save left keys in forms that are not stored."""
        fresh = self.get_form()
        fresh.full_clean()
        fresh._errors = form.errors
        return self.show(fresh, self.build_formsets())


class ModelFormPage(FormPage):
    """A FormPage over a ModelForm: saves it and its inline rows."""

    model: ClassVar[type[Model]]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        kwargs["instance"] = self.get_form_instance()
        return kwargs

    def get_form_instance(self) -> Any:
        """What the form fills. A copy: the heading must not change while somebody types."""
        return copy(self.object)

    def save_forms(self, form: Any, formsets: FormSets) -> Any:
        """Save the record, then its rows. Override where an action does the saving."""
        saved = form.save()
        for formset in formsets.values():
            if not isinstance(formset, BaseInlineFormSet):
                raise TypeError("rows that are not inline are saved by the view's own save_forms")
            formset.instance = saved
            formset.save()
        return saved


class RecordCreate(ModelFormPage):
    """A new record. Needs `model`, `form_class`, `title`."""

    submit_label = _("Save")


class OnRecord(ObjectView):
    """A form about one record, which is looked up first; the way back leads to it."""

    def prepare(self) -> None:
        self.object = self.get_object()

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(self.object), str(self.object.get_absolute_url()))]


class RecordUpdate(OnRecord, ModelFormPage):
    """Change a record. The form should be a `RecordForm`, which holds the lock."""


class PartCreate(OnRecord, ModelFormPage):
    """A new part of a record: `model` is the parent, `parent_field` its name in the part.

    Go to the part's address afterwards, or to the parent's when it has none.
    """

    parent_field: ClassVar[str]

    def get_form_instance(self) -> Any:
        """A new part that already belongs to its parent."""
        part_model = self.get_form_class()._meta.model  # type: ignore[attr-defined]
        return part_model(**{self.parent_field: self.object})

    def formset_instance(self) -> Model | None:
        return None

    def get_success_url(self) -> str:
        return _address(self.saved, self.object)


class ActionView(OnRecord, FormPage):
    """A form and one verb: `act(obj, data)` calls the action with what was typed.

    Go to the record afterwards, or to what `act` returns when that has an address.
    """

    form_class: type[BaseForm] = Form
    submit_label: ClassVar[str | Promise] = _("Confirm")

    def act(self, obj: Any, data: dict[str, Any]) -> Any:
        """Call the action."""
        raise NotImplementedError

    def save_forms(self, form: Any, formsets: FormSets) -> Any:
        done = self.act(self.object, form.cleaned_data)
        return self.object if done is None else done

    def get_success_url(self) -> str:
        return _address(self.saved, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if hasattr(self.get_form_class(), "_meta"):
            kwargs["instance"] = self.get_form_instance()
        return kwargs

    def get_form_instance(self) -> Any:
        """For a ModelForm: the record the form fills, None for a new one."""
        return None


class RecordRemove(ActionView):
    """Throw away what somebody made for their own work: a kept chart, a kept table.

    Row security decides whose may go; `refusal` is said where nothing went. `list_name` is the
    address of the list to go back to.
    """

    title: ClassVar[str | Promise] = ""
    submit_label = _("Remove")
    success_message = _("Removed.")
    refusal: ClassVar[str | Promise] = _("Only the person who made this may remove it.")
    list_name: ClassVar[str]
    logs_reading = False

    def get_title(self) -> str:
        """What is done, and to what."""
        return f"{self.title}: {self.object}"

    def save_forms(self, form: Any, formsets: FormSets) -> None:
        deleted, _tables = self.model._default_manager.filter(pk=self.object.pk).delete()
        if not deleted:
            raise rights.Refused(self.refusal)

    def get_success_url(self) -> str:
        return reverse(self.list_name)


def _address(saved: Any, parent: Any) -> str:
    has_own = hasattr(saved, "get_absolute_url")
    return str((saved if has_own else parent).get_absolute_url())


def _require_visible(saved: Any) -> None:
    """A record may not be written where its writer cannot see it."""
    if isinstance(saved, Model) and not type(saved)._default_manager.filter(pk=saved.pk).exists():
        raise Invisible


def _differences(form: Any, formsets: FormSets) -> list[Difference] | None:
    """What is stored otherwise than typed, of the form and its rows; None without a conflict."""
    parts = [form, *(row for formset in formsets.values() for row in formset.forms)]
    stale = [part.conflict for part in parts if getattr(part, "conflict", None) is not None]
    return [difference for found in stale for difference in found] if stale else None


def _focus_first(form: BaseForm) -> None:
    for bound in form.visible_fields():
        bound.field.widget.attrs["autofocus"] = True
        return
