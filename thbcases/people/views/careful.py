"""Safe contact of a person, and naming somebody who was anonymous."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.people.actions import agree_contact, name_person
from thbcases.people.forms.careful import ContactForm, NamePersonForm
from thbcases.people.models import ContactRules, Person
from thbcases.people.queries import is_editable
from thbcases.web.views import ActionView, Crumb


class OfPerson(ActionView):
    """A form about a person that one's organisation answers for or works with."""

    model = Person

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


@requires("person.change")
class ContactChange(OfPerson):
    """How the person may be reached without danger."""

    form_class, title = ContactForm, _("Safe contact")
    intro = _("It is shown above every phone number, address and e-mail of this person.")
    submit_label = _("Save")

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        rules = ContactRules.objects.filter(person=self.object).first()
        form.fill_contact(rules)
        form.initial["agreed_on"] = timezone.localdate()
        return form

    def save_forms(self, form: Any, formsets: Any) -> Person:
        rules = {**form.all_rules(), "agreed_on": form.cleaned_data["agreed_on"]}
        agree_contact(by=self.by, person=self.object, rules=rules)
        person: Person = self.object
        return person


@requires("person.change")
class NamePerson(OfPerson):
    """The name of somebody who was anonymous, because they wish it."""

    form_class, title = NamePersonForm, _("The person wishes to be named")
    intro = _("The code stays, so that papers which carry it are still found.")
    submit_label = _("Save")

    def save_forms(self, form: Any, formsets: Any) -> Person:
        return name_person(by=self.by, person=self.object, described=form.described())
