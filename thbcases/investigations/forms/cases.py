"""Registering and editing an investigation, with rows of articles, forms and countries."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.accounts.models import User
from thbcases.codes.models import Article, Country, ExploitationForm, ListCode
from thbcases.investigations.actions import register_investigation
from thbcases.investigations.choices import (
    GROUND_STAGES,
    TRANSITIONS,
    StageKind,
)
from thbcases.investigations.models import (
    Investigation,
    InvestigationArticle,
    InvestigationCountry,
)
from thbcases.investigations.models import InvestigationForm as FormRow
from thbcases.investigations.queries import in_force, joinable
from thbcases.people.forms import MayOverrule
from thbcases.web.forms import DateField, Form, FormLook, RecordForm, section

Rows = Mapping[str, BaseFormSet[Any]]
# A report can wait to be checked before it becomes an investigation.
BEGINNINGS = (StageKind.REGISTERED, StageKind.REPORT_RECEIVED, StageKind.CHECKING)


class InvestigationForm(RecordForm):
    """What an investigation is."""

    instance: Investigation
    layout = (
        section(
            _("The case"),
            ("number", "registered_on", "first_stage"),
            ("prosecutor", "reach"),
            "summary",
        ),
    )

    class Meta:
        model = Investigation
        fields: ClassVar[list[str]] = ["number", "registered_on", "prosecutor", "reach", "summary"]


class NewInvestigationForm(InvestigationForm):
    """An investigation that is being registered."""

    first_stage = forms.ChoiceField(
        label=_("stage"),
        choices=[(kind.value, kind.label) for kind in BEGINNINGS],
        initial=StageKind.REGISTERED,
        required=False,
    )

    @property
    def chosen_stage(self) -> StageKind:
        """The stage it begins with; registered unless somebody says otherwise."""
        return StageKind(self.cleaned_data.get("first_stage") or StageKind.REGISTERED)


class ArticleForm(MayOverrule, FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """An article, and the day of the offence whose law applies."""

    article = forms.ModelChoiceField(label=_("article"), queryset=Article.objects.all())
    layout = (("article", "offence_on"), "overrule_in_force")

    class Meta:
        model = InvestigationArticle
        fields: ClassVar[list[str]] = ["article", "offence_on"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        article, day = self.cleaned_data.get("article"), self.cleaned_data.get("offence_on")
        if article and day and self.has_changed() and not in_force(article, day):
            text = _now("%(article)s was not in force on %(day)s. Where it is from: %(source)s")
            about = {
                "article": article.citation,
                "day": day.isoformat(),
                "source": article.provenance,
            }
            self.warn("in_force", text % about, f"{article.pk}:{day.isoformat()}")
        return cleaned


class FormOfExploitationForm(FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """A form of exploitation, perhaps the main one."""

    form = forms.ModelChoiceField(
        label=_("form of exploitation"), queryset=ExploitationForm.objects.all()
    )
    layout = ("form", "is_main")

    class Meta:
        model = FormRow
        fields: ClassVar[list[str]] = ["form", "is_main"]


class CountryForm(FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """A country and what it was in the trafficking."""

    country = forms.ModelChoiceField(
        label=_("country"), queryset=Country.objects.filter(kind="country")
    )
    layout = (("country", "role"),)

    class Meta:
        model = InvestigationCountry
        fields: ClassVar[list[str]] = ["country", "role"]


class BaseFormRows(BaseInlineFormSet):  # type: ignore[type-arg]
    """Forms of exploitation; one of them is the main one, because returns need one."""

    def clean(self) -> None:
        super().clean()
        kept = [row for row in self.forms if row.cleaned_data and not self._is_deleted(row)]
        mains = [row for row in kept if row.cleaned_data.get("is_main")]
        if len(mains) > 1:
            raise ValidationError(_("Only one form can be the main one."), code="several")
        if len(kept) == 1:
            kept[0].cleaned_data["is_main"] = kept[0].instance.is_main = True
        elif kept and not mains:
            raise ValidationError(_("Mark one form as the main one."), code="no_main")

    def save(self, commit: bool = True) -> Any:
        """The old main form makes room before another takes its place; a single one is it."""
        stored = FormRow.objects.filter(investigation=self.instance)
        kept = [row for row in self.forms if row.cleaned_data and not self._is_deleted(row)]
        mains = [row.instance.pk for row in kept if row.instance.is_main and row.instance.pk]
        stored.filter(is_main=True).exclude(pk__in=mains).update(is_main=False)
        saved = super().save(commit)
        if len(kept) == 1:
            stored.filter(is_main=False).update(is_main=True)
        return saved

    def _is_deleted(self, row: Any) -> bool:
        return bool(self.can_delete and row.cleaned_data.get("DELETE"))


ArticleRows = inlineformset_factory(
    Investigation, InvestigationArticle, form=ArticleForm, extra=1, can_delete_extra=False
)
FormRows = inlineformset_factory(
    Investigation,
    FormRow,
    form=FormOfExploitationForm,
    formset=BaseFormRows,
    extra=1,
    can_delete_extra=False,
)
CountryRows = inlineformset_factory(
    Investigation, InvestigationCountry, form=CountryForm, extra=1, can_delete_extra=False
)


def register_from(*, by: User, form: NewInvestigationForm, rows: Rows) -> Investigation:
    """Register what valid forms say; `rows` by name: «articles», «forms», «countries».

    Groups that a page does not ask for may be left out.
    """
    return register_investigation(
        by=by,
        investigation=form.instance,
        stage=form.chosen_stage,
        articles=[(said["article"], said["offence_on"]) for said in _said(rows, "articles")],
        forms=[(said["form"], said["is_main"]) for said in _said(rows, "forms")],
        countries=[(said["country"], said["role"]) for said in _said(rows, "countries")],
    )


def _said(rows: Rows, name: str) -> list[dict[str, Any]]:
    filled = rows[name].forms if name in rows else []
    said = [row.cleaned_data for row in filled if row.has_changed()]
    return [data for data in said if data and not data.get("DELETE")]


class StageForm(Form):
    """The next stage, by whose decision, on which ground."""

    kind = forms.ChoiceField(label=_("next stage"))
    on = DateField(label=_("on"))
    decided_by = forms.CharField(label=_("decided by"), max_length=150, required=False)
    ground = forms.ModelChoiceField(
        label=_("ground"),
        queryset=ListCode.objects.filter(list="termination_ground"),
        required=False,
        help_text=_("Needed where an investigation is terminated or not opened."),
    )
    note = forms.CharField(label=_("note"), widget=forms.Textarea, required=False)
    layout = (("kind", "on"), ("decided_by", "ground"), "note")

    def __init__(self, *args: Any, investigation: Investigation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        following = possible_stages(investigation)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in following]  # type: ignore[attr-defined]
        if not GROUND_STAGES & set(following):
            del self.fields["ground"]


def possible_stages(investigation: Investigation) -> list[StageKind]:
    """Stages one can move to by this form; joining and handing over have forms of their own."""
    now = StageKind(investigation.stage)
    elsewhere = {StageKind.JOINED}
    if now in (StageKind.INDICTMENT, StageKind.PENAL_ORDER):
        elsewhere.add(StageKind.COURT_FIRST)
    return [kind for kind in StageKind if kind in TRANSITIONS[now] - elsewhere]


class JoinForm(Form):
    """To which open investigation this one is joined."""

    into = forms.ModelChoiceField(
        label=_("join to"), queryset=Investigation.objects.none(), to_field_name="uuid"
    )
    on = DateField(label=_("on"))
    decided_by = forms.CharField(label=_("decided by"), max_length=150, required=False)

    def __init__(self, *args: Any, investigation: Investigation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = joinable(investigation)  # type: ignore[attr-defined]


class SeparateForm(FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """The investigation that is divided off; articles, forms and countries are copied."""

    decided_by = forms.CharField(label=_("decided by"), max_length=150, required=False)
    layout = (("number", "registered_on"), ("prosecutor", "decided_by"), "summary")

    class Meta:
        model = Investigation
        fields: ClassVar[list[str]] = ["number", "registered_on", "prosecutor", "summary"]
