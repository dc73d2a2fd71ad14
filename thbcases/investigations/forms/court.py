"""Handing a case over, and judgments with a sentence for each accused."""

from typing import Any, ClassVar

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from thbcases.codes.models import Article, Currency, ListCode
from thbcases.investigations.choices import (
    SUSPECT_TRANSITIONS,
    Outcome,
    SuspectKind,
    SuspectState,
)
from thbcases.investigations.models import (
    CourtCase,
    Investigation,
    Judgment,
    Sentence,
    Suspect,
)
from thbcases.investigations.queries import accused, sentence_doubts
from thbcases.people.forms import MayOverrule
from thbcases.web.forms import DateField, Form, FormLook, section


class HandOverForm(Form):
    """To which court, on which day, and who is prosecuted."""

    court = forms.ModelChoiceField(label=_("court"), queryset=ListCode.objects.filter(list="court"))
    number = forms.CharField(label=_("number of the case in court"), max_length=40, required=False)
    on = DateField(label=_("handed over to the court on"))
    decided_by = forms.CharField(label=_("decided by"), max_length=150, required=False)
    suspects = forms.ModelMultipleChoiceField(
        label=_("prosecuted"),
        queryset=Suspect.objects.none(),
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    layout = ("court", ("number", "on"), "decided_by", "suspects")

    def __init__(self, *args: Any, investigation: Investigation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = prosecutable(investigation)
        self.fields["suspects"].queryset = possible  # type: ignore[attr-defined]
        self.fields["suspects"].initial = [suspect.uuid for suspect in possible]
        if not possible:
            del self.fields["suspects"]


def prosecutable(investigation: Investigation) -> Any:
    """Suspects of the investigation who are prosecuted or can be."""
    states = [
        state
        for state, following in SUSPECT_TRANSITIONS.items()
        if SuspectState.PROSECUTED in following or state == SuspectState.PROSECUTED
    ]
    return (
        investigation.suspects.filter(state__in=states)
        .select_related("person")
        .order_by("state_on", "id")
    )


class JudgmentForm(FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """The judgment as a whole."""

    layout = (
        section(
            _("The judgment"),
            ("instance", "on", "final_on"),
        ),
    )

    class Meta:
        model = Judgment
        fields: ClassVar[list[str]] = ["instance", "on", "final_on"]


class FinalForm(Form):
    """Since when a judgment is final."""

    on = DateField(label=_("final since"))


class SentenceForm(MayOverrule, FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """What the judgment says of one accused."""

    suspect = forms.ModelChoiceField(
        label=_("accused"), queryset=Suspect.objects.none(), to_field_name="uuid"
    )
    article = forms.ModelChoiceField(
        label=_("convicted under article"), queryset=Article.objects.all(), required=False
    )
    currency = forms.ModelChoiceField(
        label=_("currency"),
        queryset=Currency.objects.all(),
        required=False,
        help_text=_("Empty means the currency of the day of the judgment."),
    )
    layout = (
        ("suspect", "outcome", "article"),
        ("years", "months", "fine", "currency"),
        ("is_suspended", "legal_person_measure"),
        "overrule_range",
    )

    class Meta:
        model = Sentence
        fields: ClassVar[list[str]] = [
            "suspect",
            "outcome",
            "article",
            "years",
            "months",
            "is_suspended",
            "fine",
            "currency",
            "legal_person_measure",
        ]

    def __init__(
        self, *args: Any, court_case: CourtCase, meant: Suspect | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["suspect"].queryset = accused(court_case.investigation)  # type: ignore[attr-defined]
        if meant is not None:
            self.initial.setdefault("suspect", str(meant.uuid))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        fine = self.cleaned_data.get("fine")
        if fine is not None and fine <= 0:
            self.add_error("fine", _("A fine is an amount above zero."))
        if self.cleaned_data.get("outcome") == Outcome.CONVICTED:
            self._clean_conviction()
        return cleaned

    def _clean_conviction(self) -> None:
        said = self.cleaned_data
        suspect, article = said.get("suspect"), said.get("article")
        if article is None and not self.has_error("article"):
            self.add_error("article", _("Name the article of the conviction."))
        if suspect is None or article is None:
            return
        self._clean_kind(suspect)
        months = _months(said.get("years"), said.get("months"))
        doubts = sentence_doubts(suspect, article, months, said.get("fine") is not None)
        if doubts:
            about = f"{article.pk}:{months}:{said.get('fine')}"
            self.warn("range", " ".join(doubts), about)

    def _clean_kind(self, suspect: Suspect) -> None:
        """A legal person cannot be imprisoned, a human being cannot be liquidated."""
        said = self.cleaned_data
        if suspect.kind == SuspectKind.LEGAL:
            if said.get("years") or said.get("months"):
                self.add_error("years", _("A legal person cannot be imprisoned."))
        elif said.get("legal_person_measure"):
            self.add_error("legal_person_measure", _("This measure is for legal persons."))

    def _get_validation_exclusions(self) -> set[str]:
        """An absent currency is filled in when the day of the judgment is known."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | ({"currency"} if not self.cleaned_data.get("currency") else set())


def _months(years: int | None, months: int | None) -> int | None:
    return None if years is None and months is None else 12 * (years or 0) + (months or 0)


class BaseSentenceRows(BaseFormSet):  # type: ignore[type-arg]
    """One row for each accused; a row that nobody fills in is left out."""

    court_case: CourtCase

    def about(self, court_case: CourtCase) -> None:
        """Say whose judgment it is, before the rows are looked at."""
        self.court_case = court_case
        self.meant = list(accused(court_case.investigation))
        self.extra = max(1, len(self.meant))

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        meant = self.meant[index] if index is not None and index < len(self.meant) else None
        return {"court_case": self.court_case, "meant": meant}


SentenceRows = formset_factory(SentenceForm, formset=BaseSentenceRows, extra=0, max_num=50)
