"""Screens about people: list, record, editing, and look-alikes while somebody types."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.audit.actions import log_readings
from thbcases.people.actions import count_persons, hang_object, index_person
from thbcases.people.choices import REACHING
from thbcases.people.contact import contacts_by_object
from thbcases.people.filters import ObjectFilter, PersonFilter
from thbcases.people.forms.counting import CountingForm
from thbcases.people.forms.objects import HangObjectForm, ObjectForm, ObjectLinkForm
from thbcases.people.forms.person import (
    CitizenshipRows,
    IdentifierRows,
    NewPersonForm,
    OtherNameRows,
    PersonForm,
)
from thbcases.people.forms.picker import PersonPickerForm
from thbcases.people.linkage import counted_with
from thbcases.people.models import KnownObject, ObjectLink, Person
from thbcases.people.queries import is_editable, keeps_object, shown_links
from thbcases.people.tables import HolderTable, ObjectTable, PersonTable
from thbcases.web.formsets import InlineForms
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    FormPage,
    MarkedView,
    PartCreate,
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
        url = partial(reverse, kwargs={"uuid": self.object.uuid})
        found = [
            Action(_("Safe contact"), url("people:contact"), right="person.change"),
            Action(_("Edit"), url("people:change"), right="person.change"),
        ]
        if self.object.is_anonymous:
            wish = Action(_("Wishes to be named"), url("people:give_name"), right="person.change")
            found.insert(0, wish)
        return found

    def facts(self) -> list[tuple[Any, Any]]:
        person: Person = self.object
        citizenships = [str(row.country) for row in person.citizenship_rows.all()]
        if person.is_stateless:
            citizenships.append(str(_("stateless")))
        return [
            (_("code"), person.anonymous_code),
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

    def get_inline_forms(self) -> dict[str, InlineForms]:
        """An anonymous person has neither other names nor numbers."""
        if not self.object.is_anonymous:
            return self.inline_forms
        return {"citizenships": self.inline_forms["citizenships"]}

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


@requires("object.read")
class ObjectList(RecordList):
    """The vehicles, phones, addresses, accounts and companies the acting user may see."""

    title = _("Vehicles, phones, addresses")
    queryset = KnownObject.objects.select_related("country", "custodian").annotate(
        link_count=Count("links")
    )
    table_class = ObjectTable
    filterset_class = ObjectFilter
    empty_hint = _("They are entered on the page of a person or an investigation.")


@requires("object.read")
class ObjectDetail(RecordDetail):
    """One object, and on whom and what it hangs."""

    model = KnownObject  # type: ignore[misc]
    queryset = KnownObject.objects.select_related("country", "custodian")
    template_name = "people/object_detail.html"

    def subtitle(self) -> str:
        return str(self.object.get_kind_display())

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Vehicles, phones, addresses"), reverse("people:objects"))]

    def actions(self) -> list[Action]:
        if not keeps_object(self.object):
            return []
        url = reverse("people:object_change", kwargs={"uuid": self.object.uuid})
        return [Action(_("Edit"), url, right="object.change")]

    def facts(self) -> list[tuple[Any, Any]]:
        known: KnownObject = self.object
        return [
            (_("kind"), known.get_kind_display()),
            (_("number or name"), known.value),
            (_("country"), known.country),
            (_("known to"), known.custodian),
            (_("note"), known.note),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(shown_links().filter(object=self.object))
        log_readings(holder for row in rows if (holder := row.person or row.investigation))
        contacts = contacts_by_object(rows).get(self.object.pk, [])
        return super().get_context_data(holders=HolderTable(rows), contacts=contacts, **kwargs)

    def get_title(self) -> str:
        """By what somebody is reached stands below what to read before, so not in the heading."""
        known: KnownObject = self.object
        return str(known.get_kind_display()) if known.kind in REACHING else str(known)


class HangObject(PartCreate):
    """An object for a record; one that is known already is taken, and the page says so."""

    form_class = HangObjectForm
    title = _("Add an object")
    intro = _(
        "What your organisation knows already is found by its number, however it is written, and "
        "gets one more link."
    )

    def save_forms(self, form: Any, formsets: Any) -> ObjectLink:
        data = form.cleaned_data
        link, was_known = hang_object(
            by=self.by,
            link=form.save(commit=False),
            kind=data["kind"],
            value=data["value"],
            country=data["country"],
        )
        if was_known:
            messages.info(
                self.request,
                _("%(object)s was known already; it has one more link now.")
                % {"object": link.object},
            )
        return link


@requires("object.add")
class PersonObjectCreate(HangObject):
    """An object that hangs on a person of one's own organisation or of a case one works on."""

    model, parent_field = Person, "person"

    def prepare(self) -> None:
        super().prepare()
        if not is_editable(self.object):
            raise rights.Refused(
                _("Another organisation answers for this person. Ask it to change the record.")
            )


@requires("object.change")
class ObjectUpdate(RecordUpdate):
    """Correct an object."""

    model, form_class, title = KnownObject, ObjectForm, _("Edit the object")

    def prepare(self) -> None:
        super().prepare()
        if not keeps_object(self.object):
            raise rights.Refused(_("Another organisation answers for this object."))


@requires("object.change")
class ObjectLinkUpdate(RecordUpdate):
    """Correct by what, since when and on whose word an object hangs on somebody."""

    model, form_class, title = ObjectLink, ObjectLinkForm, _("Edit the link")
    queryset = ObjectLink.objects.select_related("object", "person", "investigation")

    def prepare(self) -> None:
        super().prepare()
        if not keeps_object(self.object.object):
            raise rights.Refused(_("Another organisation answers for this object."))

    def breadcrumbs(self) -> list[Crumb]:
        known = self.object.object
        return [Crumb(str(known), known.get_absolute_url())]

    def get_success_url(self) -> str:
        return str(self.object.object.get_absolute_url())

    def get_cancel_url(self) -> str:
        return self.get_success_url()


@requires("person.change")
class PersonCounting(ActionView):
    """Two rows of the own organisation: one human for the country's figures, or two."""

    model, form_class = Person, CountingForm
    logs_reading = False

    @cached_property
    def other(self) -> Person:
        """The second row, and whether it is parted from the first now."""
        return get_object_or_404(Person, uuid=self.kwargs["other"])

    @cached_property
    def is_parted(self) -> bool:
        """Whether the two are counted apart now. Raises Http404 when nothing makes them one."""
        for row, is_parted in counted_with(self.object):
            if row.pk == self.other.pk:
                return is_parted
        raise Http404

    def get_title(self) -> Any:
        return _("Count them as one person again") if self.is_parted else _("They are two people")

    def act(self, obj: Person, data: dict[str, Any]) -> None:
        """Part or join them."""
        count_persons(
            by=self.by, one=obj, other=self.other, apart=not self.is_parted, reason=data["reason"]
        )
