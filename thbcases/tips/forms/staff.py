"""What officers, NGO workers, the coordinator and administrators type about tips."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import current_actor
from thbcases.accounts.models import Organisation, User
from thbcases.investigations.choices import OPEN_STAGES
from thbcases.investigations.models import Investigation
from thbcases.tips.actions.triage import BEGINNINGS
from thbcases.tips.choices import OF_INVESTIGATIONS, TipKind, TipOutcome, Tongue
from thbcases.tips.models import AnswerTemplate, Channel, Tip
from thbcases.tips.queries import colleagues, hotlines, receiving_units
from thbcases.web.forms import DateField, Form, FormLook, RecordForm, section

LONG = 20_000


class CallForm(FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """A call on the hotline; nothing about the caller has to be filled in."""

    channel = forms.ModelChoiceField(
        label=_("hotline"),
        queryset=Channel.objects.none(),
        to_field_name="uuid",
        empty_label=None,
        help_text=_("There is none? The administrator adds it to the channels."),
    )
    text = forms.CharField(label=_("what was said"), max_length=LONG, widget=forms.Textarea)
    layout = (
        section(_("The call"), ("channel", "received_at"), ("kind", "language"), "subject", "text"),
        section(_("The caller, if they want to say"), "claims", "contact"),
    )

    class Meta:
        model = Tip
        fields: ClassVar[list[str]] = [
            "channel",
            "received_at",
            "kind",
            "language",
            "subject",
            "text",
            "claims",
            "contact",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = current_actor()
        if actor is not None:
            self.fields["channel"].queryset = hotlines(actor)  # type: ignore[attr-defined]
        # Django sets moments on pages in the reader's own way; this one is typed in one way.
        self.fields["received_at"].help_text = _("yyyy-mm-dd hh:mm")
        self.initial["received_at"] = timezone.localtime().strftime("%Y-%m-%d %H:%M")


class SortForm(Form):
    """What the sender wants, and in which language they are answered."""

    kind = forms.ChoiceField(label=_("kind"), choices=TipKind.choices)
    language = forms.ChoiceField(
        label=_("answer in"), choices=[("", _("not known")), *Tongue.choices], required=False
    )


class AnswerForm(Form):
    """An answer to the sender."""

    text = forms.CharField(
        label=_("answer"),
        max_length=LONG,
        widget=forms.Textarea,
        help_text=_("No personal data beyond what the sender wrote themselves."),
    )


class NoteForm(Form):
    """A note for colleagues."""

    text = forms.CharField(label=_("note"), max_length=LONG, widget=forms.Textarea)


class _Person(forms.ModelChoiceField):
    """Somebody of a unit, by their name."""

    def label_from_instance(self, obj: User) -> str:
        return str(obj)


class HandForm(Form):
    """To which unit, or to whom of the own one."""

    unit = forms.ModelChoiceField(
        label=_("unit"),
        queryset=Organisation.objects.none(),
        to_field_name="uuid",
        empty_label=None,
        help_text=_(
            "Another unit works on the tip from now on; yours sees it only if it keeps it."
        ),
    )
    person = _Person(
        label=_("person of your own unit"),
        queryset=User.objects.none(),
        to_field_name="username",
        required=False,
        empty_label=_("nobody yet"),
    )
    reason = forms.CharField(label=_("reason"), max_length=300)

    def __init__(self, *args: Any, tip: Tip, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisation.objects.filter(pk=tip.handler_id)
        self.fields["unit"].queryset = receiving_units(tip) | own  # type: ignore[attr-defined]
        self.fields["person"].queryset = colleagues(tip.handler)  # type: ignore[attr-defined]
        self.initial.setdefault("unit", tip.handler.uuid)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        unit, person = self.cleaned_data.get("unit"), self.cleaned_data.get("person")
        if unit and person and person not in colleagues(unit):
            self.add_error("person", _("This person does not work in that unit."))
        return cleaned


class HandAllForm(Form):
    """Whose tips go to whom."""

    leaving = _Person(label=_("who leaves"), queryset=User.objects.none(), to_field_name="username")
    to = _Person(label=_("who takes over"), queryset=User.objects.none(), to_field_name="username")
    reason = forms.CharField(label=_("reason"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = current_actor()
        unit = actor.organisation_id if actor else None
        held = Tip.objects.filter(handler_id=unit, assignee__isnull=False, closed_on=None)
        self.fields["leaving"].queryset = User.objects.filter(  # type: ignore[attr-defined]
            pk__in=list(held.values_list("assignee", flat=True))
        )
        own = Organisation.objects.filter(pk=unit).first()
        if own is not None:
            self.fields["to"].queryset = colleagues(own)  # type: ignore[attr-defined]


class JoinForm(Form):
    """The investigation the tip belongs to."""

    investigation = forms.ModelChoiceField(
        label=_("investigation"),
        queryset=Investigation.objects.none(),
        to_field_name="uuid",
        help_text=_("Open investigations that you may change."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = [*OPEN_STAGES, *BEGINNINGS]
        self.fields["investigation"].queryset = Investigation.objects.filter(  # type: ignore[attr-defined]
            stage__in=stages
        )


class OpenCaseForm(Form):
    """What an investigation begins with."""

    number = forms.CharField(
        label=_("number"),
        max_length=40,
        help_text=Investigation._meta.get_field("number").help_text,
    )
    registered_on = DateField(label=_("registered on"))
    stage = forms.ChoiceField(
        label=_("stage"), choices=[(stage.value, stage.label) for stage in BEGINNINGS]
    )
    summary = forms.CharField(label=_("what happened"), widget=forms.Textarea, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("registered_on", timezone.localdate())


class CloseForm(Form):
    """What came of the tip."""

    outcome = forms.ChoiceField(
        label=_("outcome"),
        choices=[
            (outcome.value, outcome.label)
            for outcome in TipOutcome
            if outcome not in OF_INVESTIGATIONS
        ],
    )
    note = forms.CharField(label=_("why"), widget=forms.Textarea, max_length=LONG, required=False)


class ReasonForm(Form):
    """Why the original is needed; it is written down."""

    reason = forms.CharField(label=_("reason"), max_length=300)


class ChannelForm(RecordForm):
    """A channel and how long what came by it is kept."""

    layout = (
        ("code", "kind"),
        ("name_lt", "name_en"),
        ("keeper", "retention_days"),
        "is_active",
    )

    class Meta:
        model = Channel
        fields: ClassVar[list[str]] = [
            "code",
            "kind",
            "name_lt",
            "name_en",
            "keeper",
            "retention_days",
            "is_active",
        ]


class TemplateForm(RecordForm):
    """Words of an answer in three languages."""

    layout = (("title", "kind"), "text_lt", "text_en", "text_ru", "is_active")

    class Meta:
        model = AnswerTemplate
        fields: ClassVar[list[str]] = [
            "title",
            "kind",
            "text_lt",
            "text_en",
            "text_ru",
            "is_active",
        ]
