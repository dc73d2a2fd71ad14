"""Objects that hang on a victim, or on a stretch of the exploitation."""

from typing import Any

from thbcases.access.marks import requires
from thbcases.people.models import ObjectLink
from thbcases.people.views.records import HangObject
from thbcases.victims.forms.objects import VictimObjectForm
from thbcases.victims.models import Victim


@requires("object.add")
class VictimObjectCreate(HangObject):
    """A phone of the victim, or the van and the house of a stretch of exploitation."""

    model = Victim
    form_class = VictimObjectForm
    queryset = Victim.objects.select_related("person", "investigation")

    def get_form_instance(self) -> ObjectLink:
        return ObjectLink()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"victim": self.object}
