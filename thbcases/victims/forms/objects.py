"""An object for a victim: it hangs on the person or on one stretch of the exploitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thbcases.people.forms.objects import LINK_SECTIONS, HangObjectForm
from thbcases.people.models import ObjectLink
from thbcases.victims.models import ExploitationEpisode, Victim
from thbcases.web.forms import section


class VictimObjectForm(HangObjectForm):
    """As for any person; with a stretch chosen, the object belongs to the case as well."""

    episode = forms.ModelChoiceField(
        label=_("exploitation"),
        queryset=ExploitationEpisode.objects.none(),
        required=False,
        help_text=_("Choose one when the object belongs to it: the van, the house, the farm."),
    )
    layout = (section(_("Object"), ("kind", "value"), "country", "episode"), *LINK_SECTIONS)

    def __init__(self, *args: Any, victim: Victim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.victim = victim
        episodes = ExploitationEpisode.objects.filter(victim=victim)
        field = self.fields["episode"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = episodes.select_related("form")

    def save(self, commit: bool = True) -> ObjectLink:
        """The link, hung where it belongs; the action stores it."""
        link: ObjectLink = super().save(commit=False)
        link.episode = self.cleaned_data["episode"]
        if link.episode is None:
            link.person = self.victim.person
        else:
            link.investigation = self.victim.investigation
        return link
