"""Screens about people: list, record, editing, and look-alikes while somebody types."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.people.actions import index_person
from thbcases.people.filters import PersonFilter
from thbcases.people.forms.person import (
    CitizenshipRows,
    IdentifierRows,
    NewPersonForm,
    OtherNameRows,
    PersonForm,
)
from thbcases.people.forms.picker import PersonPickerForm
from thbcases.people.models import Person
from thbcases.people.queries import is_editable
from thbcases.people.tables import PersonTable
from thbcases.web.formsets import InlineForms
from thbcases.web.views import (
    Action,
    Crumb,
    FormPage,
    MarkedView,
    RecordDetail,
    RecordList,
    RecordUpdate,
)


@requires("person.read")
class PersonList(RecordList):
    """The persons the acting user may see, in Lithuanian order."""

    title = _("Persons")
    queryset = Person.objects.prefetch_related("citizenship_rows__country")
    table_class = PersonTable
    filterset_class = PersonFilter
    add_url_name = "people:add"
    add_label = _("Add a person")
    empty_hint = _("Persons appear here when they are entered in a case or in assistance.")


@requires("person.read")
class PersonDetail(RecordDetail):
    """One person: what they are called, how they are known, and where they stand."""

    model = Person  # type: ignore[misc]
    queryset = Person.objects.prefetch_related(
        "names", "identifiers__country", "citizenship_rows__country"
    )
    template_name = "people/person_detail.html"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Persons"), reverse("people:list"))]

    def actions(self) -> list[Action]:
        if not is_editable(self.object):
            return []
        return [
            Action(
                _("Edit"),
                reverse("people:change", kwargs={"uuid": self.object.uuid}),
                right="person.change",
            )
        ]

    def facts(self) -> list[tuple[Any, Any]]:
        person: Person = self.object
        citizenships = [str(row.country) for row in person.citizenship_rows.all()]
        if person.is_stateless:
            citizenships.append(str(_("stateless")))
        return [
            (_("name in its own script"), person.original_name),
            (_("sex"), person.get_sex_display()),
            (_("born"), person.born),
            (_("age today"), person.age),
            (_("citizenship"), ", ".join(citizenships)),
            (_("note"), person.note),
        ]


@requires("person.add")
class PersonCreate(FormPage):
    """A new person, or the one the organisation knew already."""

    form_class = NewPersonForm
    title = _("Add a person")
    submit_label = _("Save")

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Persons"), reverse("people:list"))]

    def save_forms(self, form: Any, formsets: Any) -> Person:
        return form.save(by=self.by)  # type: ignore[no-any-return]


@requires("person.change")
class PersonUpdate(RecordUpdate):
    """Edit a person with other names, identifiers, citizenships."""

    model, form_class, title = Person, PersonForm, _("Edit the person")
    inline_forms = {
        "names": InlineForms(OtherNameRows, _("Other names"), _("Add another name")),
        "identifiers": InlineForms(
            IdentifierRows, _("Personal code and documents"), _("Add another number")
        ),
        "citizenships": InlineForms(CitizenshipRows, _("Citizenships"), _("Add a citizenship")),
    }

    def prepare(self) -> None:
        super().prepare()
        if not is_editable(self.object):
            raise rights.Refused(
                _("Another organisation answers for this person. Ask it to change the record.")
            )

    def breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Persons"), reverse("people:list")),
            Crumb(str(self.object), self.object.get_absolute_url()),
        ]

    def save_forms(self, form: Any, formsets: Any) -> Person:
        person: Person = super().save_forms(form, formsets)
        index_person(person)
        return person


@requires("person.add")
class Candidates(MarkedView):
    """Look-alikes of what stands in a picker now, for htmx.

    By POST, so that typed names never stand in an address.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        rights.check(self.right)
        prefix = request.POST.get("picker", "")[:100]
        form = PersonPickerForm(request.POST, prefix=prefix or None)
        form.is_valid()
        choice = form["choice"]
        widget = choice.field.widget
        context = widget.get_context(choice.html_name, choice.value(), {"id": choice.auto_id})
        return render(request, "people/candidates.html", context)
