"""The victim's record: entering, deciding, how the person was exploited, recruited, controlled."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from thbcases.accounts.models import Organisation, User
from thbcases.codes.models import ExploitationForm as CodeForm
from thbcases.codes.models import ListCode
from thbcases.investigations.models import Investigation
from thbcases.people.forms import PERSON_SECTION, PersonPickerForm
from thbcases.victims.actions import add_victim
from thbcases.victims.choices import FIRST, TRANSITIONS, Decider, VictimStatus
from thbcases.victims.forms.fields import (
    basis,
    codes,
    decided_on,
    decider,
    decider_name,
    exploitation_forms,
    needs_text,
)
from thbcases.victims.models import ExploitationEpisode, Victim
from thbcases.web.forms import RecordForm, section

FIRST_CHOICES = [(s.value, s.label) for s in VictimStatus if s in FIRST]


class NewVictimForm(PersonPickerForm):
    """A person as a victim in an investigation: who it is, and who identified them when."""

    offers_anonymity = True

    status = forms.ChoiceField(
        label=_("status"), choices=FIRST_CHOICES, initial=VictimStatus.PRESUMED
    )
    on = decided_on(_("identified on"))
    decider = decider()
    decider_name = decider_name()
    basis = basis()
    identified_by = forms.ModelChoiceField(
        label=_("identified by"),
        queryset=Organisation.objects.filter(is_active=True),
        required=False,
    )
    form = forms.ModelChoiceField(
        label=_("form of exploitation"), queryset=CodeForm.objects.none(), required=False
    )
    text = forms.CharField(label=_("description"), required=False, widget=forms.Textarea)
    layout = (
        PERSON_SECTION,
        section(
            _("Identification"),
            ("status", "on", "decider"),
            ("decider_name", "identified_by"),
            "basis",
        ),
        section(_("Exploitation"), "form", "text"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = exploitation_forms()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        said = self.cleaned_data
        needs_text(self, said.get("form"), said.get("text", ""))
        return cleaned

    def save_victim(self, *, by: User, investigation: Investigation) -> Victim:
        """Save the person, the victim with the first decision, and the form of exploitation.

        Call it in one transaction; raises what `add_victim` raises.
        """
        said = self.cleaned_data
        victim = add_victim(
            by=by,
            victim=Victim(
                investigation=investigation,
                person=self.save(by=by),
                identified_by=said.get("identified_by"),
            ),
            status=VictimStatus(said["status"]),
            on=said["on"],
            decider=Decider(said["decider"]),
            decider_name=said.get("decider_name", ""),
            basis=said.get("basis", ""),
        )
        if said.get("form"):
            ExploitationEpisode.objects.create(
                victim=victim, form=said["form"], text=said.get("text", ""), is_main=True
            )
        return victim


class VictimForm(RecordForm):
    """The person's place in the proceedings and what is known of their life before."""

    layout = (
        section(
            _("In the proceedings"),
            ("procedural_status", "cooperation"),
            "identified_by",
        ),
        section(
            _("Before"),
            ("education", "employment"),
            ("marital_status", "relationship"),
        ),
        section(_("Note"), "note"),
    )

    class Meta:
        model = Victim
        fields: ClassVar[list[str]] = [
            "procedural_status",
            "cooperation",
            "identified_by",
            "education",
            "employment",
            "marital_status",
            "relationship",
            "note",
        ]


class DecisionForm(RecordForm):
    """A decision on the status. It carries the record's version: a stale page decides nothing."""

    status = forms.ChoiceField(label=_("new status"))
    on = decided_on()
    decider = decider()
    decider_name = decider_name()
    basis = basis()
    reason = forms.CharField(label=_("reason"), required=False, widget=forms.Textarea)
    layout = (("status", "on"), ("decider", "decider_name"), "basis", "reason")

    class Meta:
        model = Victim
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = TRANSITIONS[VictimStatus(self.instance.status)]
        # None is chosen beforehand: nobody is recognised by forgetting to choose.
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            ("", "---------"),
            *((s.value, s.label) for s in VictimStatus if s in possible),
        ]


class EpisodesForm(RecordForm):
    """The record whose rows of exploitation are edited: its version, nothing else."""

    class Meta:
        model = Victim
        fields: ClassVar[list[str]] = []


class EpisodeForm(RecordForm):
    """One stretch of exploitation."""

    layout = (
        ("form", "is_main"),
        ("country", "place"),
        ("starts_on", "ends_on"),
        "text",
    )

    class Meta:
        model = ExploitationEpisode
        fields: ClassVar[list[str]] = [
            "form",
            "is_main",
            "country",
            "place",
            "starts_on",
            "ends_on",
            "text",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = exploitation_forms(self.instance.form_id)  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs["rows"] = 2

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        said = self.cleaned_data
        needs_text(self, said.get("form"), said.get("text", ""))
        start, end = said.get("starts_on"), said.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end is before the start."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Which row is the main one is judged over all rows of the page, not row by row."""
        return {*super()._get_validation_exclusions(), "is_main"}  # type: ignore[misc]


class _EpisodeRows(BaseInlineFormSet):  # type: ignore[type-arg]
    """All stretches of exploitation of a victim: exactly one of them is the main one.

    Rows are saved with the mark they had; `main` is the episode that is to carry it, because
    only one may carry it at any moment, also while rows are saved one by one.
    """

    main: ExploitationEpisode | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An empty row is offered only where there is none yet; the button adds more.
        self.extra = 0 if self.get_queryset() else 1

    def clean(self) -> None:
        super().clean()
        if any(form.instance.pk is None for form in self.initial_forms):
            raise ValidationError(
                _("You may read this record but not change it, or it was removed meanwhile.")
            )
        rows = [form for form in self.forms if self._is_kept(form)]
        marked = [form for form in rows if form.cleaned_data.get("is_main")]
        if len(rows) == 1:
            marked = rows
        if len(marked) > 1:
            raise ValidationError(_("Only one form can be the main one."), code="main")
        if rows and not marked:
            raise ValidationError(_("Say which form is the main one."), code="main")
        for form in rows:
            form.instance.is_main = bool(form.initial.get("is_main"))
        self.main = marked[0].instance if marked else None

    def _is_kept(self, form: Any) -> bool:
        if not hasattr(form, "cleaned_data") or self._should_delete_form(form):  # type: ignore[attr-defined]
            return False
        return form.instance.pk is not None or form.has_changed()


EpisodeRows = inlineformset_factory(
    Victim, ExploitationEpisode, form=EpisodeForm, formset=_EpisodeRows, extra=1
)


class RecruitmentForm(RecordForm):
    """By which methods the victim was recruited and by which means controlled."""

    methods = forms.ModelMultipleChoiceField(
        label=_("recruited"),
        queryset=ListCode.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    means = forms.ModelMultipleChoiceField(
        label=_("controlled by"),
        queryset=ListCode.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    layout = (("methods", "means"),)

    class Meta:
        model = Victim
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["methods"].queryset = codes("recruitment_method")  # type: ignore[attr-defined]
        self.fields["means"].queryset = codes("control_means")  # type: ignore[attr-defined]
        victim: Victim = self.instance
        self.initial["methods"] = list(victim.recruitments.values_list("method", flat=True))
        self.initial["means"] = list(victim.controls.values_list("means", flat=True))
