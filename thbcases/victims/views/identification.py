"""Screens of first responders: what was noticed, asked once, weighed, concluded."""

from copy import copy
from functools import cached_property, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.access.rights import may
from thbcases.audit.actions import log_disclosure, log_readings
from thbcases.people.models import Person
from thbcases.victims import queries
from thbcases.victims.actions import identification as actions
from thbcases.victims.choices import Conclusion
from thbcases.victims.filters import IdentificationFilter
from thbcases.victims.forms import identification as forms
from thbcases.victims.identification import Identification
from thbcases.victims.indicators import words
from thbcases.victims.indicators.printed import pages_of
from thbcases.victims.indicators.quality import quality_of
from thbcases.victims.indicators.tables import IdentificationTable
from thbcases.victims.pills import identification_pill
from thbcases.victims.queries import weighed_of
from thbcases.web.pdf import pdf_response
from thbcases.web.pills import Pill
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    FormPage,
    ObjectView,
    RecordDetail,
    RecordList,
    RecordRemove,
    RecordUpdate,
)

ROWS = Identification.objects.select_related("person", "country", "taken_from", "replaces")


def to_list() -> list[Crumb]:
    """The way back to the list."""
    return [Crumb(_("Signs noticed"), reverse("victims:identifications"))]


@requires("identification.read")
class IdentificationList(RecordList):
    """What one's organisation noticed; to the specialised unit, what the police did."""

    title = _("Signs noticed")
    queryset = ROWS
    table_class = IdentificationTable
    filterset_class = IdentificationFilter
    add_url_name = "victims:identification_begin"
    add_label = _("New identification")
    empty_hint = _("Write down the signs after the first talk: nobody should be asked twice.")
    export_name = "identifications"


@requires("identification.add")
class IdentificationBegin(FormPage):
    """Whom one met; then the signs."""

    form_class, title = forms.NewIdentificationForm, _("New identification")
    intro = _(
        "First the person. Whoever refuses to be named is registered with a code and helped like "
        "everybody else."
    )
    submit_label = _("Go on to the signs")
    success_message = ""

    def breadcrumbs(self) -> list[Crumb]:
        return to_list()

    def save_forms(self, form: Any, formsets: Any) -> Identification:
        return actions.begin_identification(
            by=self.by, person=form.save(by=self.by), met_on=form.cleaned_data["met_on"]
        )

    def get_success_url(self) -> str:
        return reverse("victims:identification_change", kwargs={"uuid": self.saved.uuid})


@requires("identification.add")
class IdentificationOf(ActionView):
    """The signs in somebody who is known already."""

    model, form_class, title = Person, forms.MetForm, _("New identification")
    submit_label = _("Go on to the signs")
    success_message = ""

    def act(self, obj: Person, data: dict[str, Any]) -> Identification:
        return actions.begin_identification(by=self.by, person=obj, met_on=data["met_on"])

    def get_success_url(self) -> str:
        return reverse("victims:identification_change", kwargs={"uuid": self.saved.uuid})


@requires("identification.read")
class IdentificationDetail(RecordDetail):
    """What was noticed, what the weighing says and why, what is missing."""

    model = Identification
    object: Identification
    queryset = ROWS
    template_name = "victims/identification_detail.html"

    def breadcrumbs(self) -> list[Crumb]:
        return to_list()

    def pill(self) -> Pill:
        return identification_pill(self.object)

    def get_title(self) -> str:
        return str(self.object.person)

    def subtitle(self) -> str:
        return _now("talked on %(day)s") % {"day": self.object.met_on}

    @cached_property
    def is_own(self) -> bool:
        """Whether one's own organisation wrote it: others only read."""
        return queries.is_own(self.object)

    def actions(self) -> list[Action]:
        url = partial(reverse, kwargs={"uuid": self.object.uuid})
        found = [Action(_("Two pages to print"), url("victims:identification_pages"))]
        if not self.is_own:
            return found
        change = "identification.change"
        if self.object.is_finished:
            if not self.object.replaced_by.exists():  # type: ignore[attr-defined]
                correct = url("victims:identification_correct")
                found.append(Action(_("Correct by a new one"), correct, right="identification.add"))
            return found
        return [
            *found,
            Action(
                _("Remove the draft"),
                url("victims:identification_remove"),
                right="identification.remove",
            ),
            Action(_("Go on writing"), url("victims:identification_change"), right=change),
            Action(
                _("Conclude"),
                url("victims:identification_finish"),
                style="primary",
                right=change,
            ),
        ]

    def facts(self) -> list[tuple[Any, Any]]:
        return queries.circumstances(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, weighed = self.object, weighed_of(self.object)
        log_readings([row.person])
        return super().get_context_data(**kwargs) | {
            "weighed": weighed,
            "told": words.told(weighed),
            "rule": words.rule_used(weighed),
            "reasons": words.reasons(weighed),
            "asked": queries.asked_of(row),
            "forms": queries.forms_named(row.answers.get("forms", [])),
            "quality": None if row.is_finished else quality_of(row, weighed),
            "changes": queries.newer_list(row) if self.is_own else None,
            "newer": row.replaced_by.first(),  # type: ignore[attr-defined]
            "may_read_person": may("person.read"),
        }


@requires("identification.read")
class IdentificationPages(ObjectView):
    """The two pages on paper, in the language that `language` names or the reader's."""

    model = Identification
    queryset = ROWS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        asked = request.GET.get("language", "")
        language = asked if asked in dict(settings.LANGUAGES) else get_language()
        log_disclosure(
            [self.object, self.object.person], reason="identification printed", recipient="PDF"
        )
        name = f"identification-{self.object.met_on}"
        return pdf_response(pages_of(self.object), name, language or settings.LANGUAGE_CODE)


class OnDraft:
    """A form about a draft; a finished one leads to its page, which says how it is corrected."""

    object: Any
    request: HttpRequest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.prepare()  # type: ignore[attr-defined]
        if self.object.is_finished:
            return HttpResponseRedirect(self.object.get_absolute_url())
        response: HttpResponse = super().get(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def breadcrumbs(self) -> list[Crumb]:
        return [*to_list(), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_form_instance(self) -> Any:
        return copy(self.object)


@requires("identification.change")
class IdentificationChange(OnDraft, RecordUpdate):
    """All that is asked, on one page."""

    model, form_class, title = Identification, forms.IdentificationForm, _("Signs")
    queryset = ROWS
    template_name = "victims/identification_form.html"
    submit_label = _("Save and see what it says")

    def save_forms(self, form: Any, formsets: Any) -> Identification:
        return actions.answer_identification(
            by=self.by, identification=self.object, said=form.said()
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "asked": queries.asked_of(self.object),
            "changes": queries.newer_list(self.object),
        }


@requires("identification.change")
class IdentificationFinish(OnDraft, ActionView):
    """A person concludes; before that, what is missing is shown with why it matters."""

    model, form_class, title = Identification, forms.ConclusionForm, _("Conclude")
    queryset = ROWS
    template_name = "victims/identification_finish.html"
    submit_label = _("Finish")
    success_message = _("Finished. It stays as it is; a correction is a new one.")

    def act(self, obj: Identification, data: dict[str, Any]) -> None:
        actions.finish_identification(
            by=self.by,
            identification=obj,
            conclusion=Conclusion(data["conclusion"]),
            reason=data["reason"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        weighed = weighed_of(self.object)
        return super().get_context_data(**kwargs) | {
            "weighed": weighed,
            "quality": quality_of(self.object, weighed),
        }


@requires("identification.change")
class IdentificationListChanged(OnDraft, ActionView):
    """The list of signs changed since the draft was begun: what is new, what is gone."""

    model, form_class, title = Identification, forms.ListForm, _("The list of signs changed")
    queryset = ROWS
    template_name = "victims/identification_list.html"
    submit_label = _("Go on")

    def act(self, obj: Identification, data: dict[str, Any]) -> None:
        actions.choose_list(by=self.by, identification=obj, take_new=data["take"] == "new")

    def get_success_url(self) -> str:
        return reverse("victims:identification_change", kwargs={"uuid": self.object.uuid})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ticked = set(self.object.answers.get("signs", []))
        return super().get_context_data(**kwargs) | {
            "changes": queries.newer_list(self.object),
            "asked": queries.asked_of(self.object),
            "ticked": ticked,
        }


@requires("identification.add")
class IdentificationCorrect(ActionView):
    """A new one that names a finished one and starts from its answers."""

    model, title = Identification, _("Correct by a new one")
    queryset = ROWS
    intro = _("The finished one stays as it is. The new one begins with its answers and names it.")
    submit_label = _("Begin")
    success_message = ""

    def breadcrumbs(self) -> list[Crumb]:
        return [*to_list(), Crumb(str(self.object), self.object.get_absolute_url())]

    def act(self, obj: Identification, data: dict[str, Any]) -> Identification:
        return actions.correct_identification(by=self.by, identification=obj)


@requires("identification.remove")
class IdentificationRemove(RecordRemove):
    """Throw a draft away."""

    model, title = Identification, _("Remove the draft")
    queryset = ROWS
    list_name = "victims:identifications"
    refusal = _("Only a draft of your own organisation can be removed.")

    def breadcrumbs(self) -> list[Crumb]:
        return [*to_list(), Crumb(str(self.object), self.object.get_absolute_url())]
