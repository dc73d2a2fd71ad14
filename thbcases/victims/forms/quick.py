"""Quick entry: the rows of suspects and victims under a new investigation, asked briefly."""

from typing import Any

from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from thbcases.accounts.models import User
from thbcases.investigations.forms import SuspectForm
from thbcases.investigations.models import Investigation, Suspect
from thbcases.people.forms import PERSON_SECTION
from thbcases.victims.forms.record import NewVictimForm
from thbcases.victims.models import Victim
from thbcases.web.forms import DateField, section


class QuickSuspectForm(SuspectForm):
    """A suspect in few words; known since the registration unless a day is given."""

    basis = None
    role_note = None
    article = None
    offence_on = None
    state_on = DateField(label=_("state since"), required=False)
    layout = (
        PERSON_SECTION,
        section(_("Suspicion"), ("kind", "state", "state_on"), ("legal_name", "legal_code")),
    )

    def save_suspect(self, *, by: User, investigation: Investigation) -> Suspect:
        self.cleaned_data |= {
            "state_on": self.cleaned_data.get("state_on") or investigation.registered_on,
            "basis": "",
            "role_note": "",
        }
        return super().save_suspect(by=by, investigation=investigation)


class QuickVictimForm(NewVictimForm):
    """A presumed victim in few words, identified by the own unit."""

    decider_name = None
    identified_by = None
    layout = (
        PERSON_SECTION,
        section(_("Identification"), ("status", "on", "decider"), "basis", ("form", "text")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 1

    def save_victim(self, *, by: User, investigation: Investigation) -> Victim:
        self.cleaned_data["identified_by"] = investigation.custodian
        return super().save_victim(by=by, investigation=investigation)


QuickSuspectRows: Any = formset_factory(QuickSuspectForm, extra=1)
QuickVictimRows: Any = formset_factory(QuickVictimForm, extra=2)
