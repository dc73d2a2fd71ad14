"""What is asked of a table of figures: which time, cut how, which figures by what."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundWidget
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from thbcases.access.roles import Role
from thbcases.core.periods import Period
from thbcases.core.periods import year as calendar_year
from thbcases.statistics.builder.spec import MOST_COLUMNS, BadSpec, TableSpec
from thbcases.statistics.choices import Grouping, ReturnVersion
from thbcases.statistics.indicators import (
    DIMENSIONS,
    INDICATORS,
    NOTHING,
    THEMES,
    Dimension,
    full_name,
)
from thbcases.statistics.models import Publication, SavedTable
from thbcases.statistics.periods import FIRST_DAY, LAST_DAY, cut
from thbcases.statistics.returns.checks import CheckLine
from thbcases.statistics.returns.kinds import Return
from thbcases.statistics.returns.taking import Order
from thbcases.web.forms import DateField, Form, RecordForm, section

YEARS_SHOWN = 4
NO_DIMENSION = ("", "–")
# A table may be narrowed to a value of these: dimensions whose few values everybody knows.
NARROWING = ("sex", "age_group", "age_group_exploited", "citizenship", "form", "reach")


def _choice(label: Any) -> forms.ChoiceField:
    widget = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, required=False, widget=widget)


class PeriodForm(Form):
    """From a day until a day, in years, halves, quarters or months.

    Without an answer: the last four years, this one included.
    """

    start = DateField(label=_("From"))
    end = DateField(label=_("Until"))
    by = forms.ChoiceField(
        label=_("Columns"),
        choices=Grouping.choices,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        filled = data.copy() if hasattr(data, "copy") else {}
        for name, value in _default_time().items():
            if not filled.get(name):
                filled[name] = value
        super().__init__(filled, **kwargs)

    def clean_start(self) -> date:
        return _known(self.cleaned_data["start"])

    def clean_end(self) -> date:
        return _known(self.cleaned_data["end"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned["end"] < cleaned["start"]:
            self.add_error("end", _("The end is before the start."))
            return cleaned
        cleaned["periods"] = cut(cleaned["start"], cleaned["end"], cleaned["by"])
        if len(cleaned["periods"]) > MOST_COLUMNS:
            text = _("These would be %(count)d columns, at most %(most)d fit. Choose longer ones.")
            counts = {"count": len(cleaned["periods"]), "most": MOST_COLUMNS}
            self.add_error("by", ValidationError(text, params=counts))
        return cleaned

    def periods(self) -> list[Period]:
        """The columns; none when the answers are wrong."""
        return self.cleaned_data["periods"] if self.is_valid() else []


class BuilderForm(PeriodForm):
    """Figures, up to three dimensions, a time, and what the table is narrowed to."""

    figures = forms.MultipleChoiceField(
        label=_("Figures"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    by1 = _choice(_("By"))
    by2 = _choice(_("and by"))
    by3 = _choice(_("and by"))
    only = _choice(_("Only"))
    field_order = ("figures", "by1", "by2", "by3", "only", "start", "end", "by")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self._offer(
            "figures",
            [(theme, [(i.key, full_name(i)) for i in figures]) for theme, figures in THEMES],
        )
        dimensions = [NO_DIMENSION, *((d.key, capfirst(str(d.name))) for d in DIMENSIONS.values())]
        for name in ("by1", "by2", "by3"):
            self._offer(name, dimensions)
        narrowing = [(capfirst(str(DIMENSIONS[key].name)), key) for key in NARROWING]
        self._offer(
            "only", [NO_DIMENSION, *((name, _values(DIMENSIONS[key])) for name, key in narrowing)]
        )

    def chosen(self) -> list[str]:
        """The names of the figures that are ticked."""
        asked = self["figures"].value() or []
        return [full_name(INDICATORS[key]) for key in asked if key in INDICATORS]

    def themes(self) -> list[tuple[str, list[BoundWidget]]]:
        """The boxes to tick, by theme."""
        boxes = iter(self["figures"].subwidgets)
        return [(str(theme), [next(boxes) for _figure in figures]) for theme, figures in THEMES]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors or not cleaned.get("figures"):
            return cleaned
        try:
            cleaned["spec"] = self._spec(cleaned).check()
        except BadSpec as error:
            self.add_error(error.field, str(error))
        return cleaned

    def spec(self) -> TableSpec | None:
        """What is asked; None while no figure is chosen or an answer is wrong."""
        return self.cleaned_data.get("spec") if self.is_valid() else None

    def _offer(self, name: str, choices: Sequence[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _spec(self, cleaned: dict[str, Any]) -> TableSpec:
        chosen = [cleaned[name] for name in ("by1", "by2", "by3") if cleaned.get(name)]
        key, _colon, value = (cleaned.get("only") or "").partition(":")
        return TableSpec(
            figures=tuple(cleaned["figures"]),
            by=tuple(chosen),
            start=cleaned["start"],
            end=cleaned["end"],
            grouping=cleaned["by"],
            where=((key, value),) if key else (),
        )


class YearForm(Form):
    """A calendar year; without an answer the last one that is over."""

    year = forms.IntegerField(
        label=_("Year"),
        # a browser shows no wrong text in a field for numbers, and it would be lost
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "numeric"}),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        filled = data.copy() if hasattr(data, "copy") else {}
        if not filled.get("year"):
            filled["year"] = str(timezone.localdate().year - 1)
        super().__init__(filled, **kwargs)

    def clean_year(self) -> int:
        number: int = self.cleaned_data["year"]
        first, last = FIRST_DAY.year, timezone.localdate().year
        if not first <= number <= last:
            raise ValidationError(
                _("Give a year between %(first)s and %(last)s."),
                params={"first": first, "last": last},
            )
        return number

    def of(self) -> int | None:
        """The year; None when the answer is wrong."""
        return self.cleaned_data["year"] if self.is_valid() else None


class TakeReturnForm(Form):
    """In which form, for whom, why; and which figures were none in that year."""

    version = forms.ChoiceField(
        label=_("for whom"), choices=ReturnVersion.choices, widget=forms.RadioSelect
    )
    file_format = forms.ChoiceField(label=_("format"), widget=forms.RadioSelect)
    recipient = forms.CharField(
        label=_("recipient"),
        max_length=300,
        help_text=_("Institution and person, as the log shall name them."),
    )
    reason = forms.CharField(
        label=_("reason and legal basis"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("Without names of people: it stands in the log."),
    )
    declared_none = forms.MultipleChoiceField(
        label=_("there was none of it in this year"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing is recorded. Tick what you know was none; the file will say so."),
    )
    layout = (
        section(_("File"), "version", "file_format", "declared_none"),
        section(_("Disclosure"), "recipient", "reason"),
    )

    def __init__(self, *args: Any, what: Return, missing: Sequence[CheckLine], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["file_format"].choices = [  # type: ignore[attr-defined]
            (name, name.upper()) for name in what.formats
        ]
        if not what.has_public:
            del self.fields["version"]
        if missing:
            self.fields["declared_none"].choices = [  # type: ignore[attr-defined]
                (line.key, full_name(INDICATORS[line.key])) for line in missing
            ]
        else:
            del self.fields["declared_none"]

    def clean_recipient(self) -> str:
        return _said(self.cleaned_data["recipient"])

    def clean_reason(self) -> str:
        return _said(self.cleaned_data["reason"])

    def order(self) -> Order:
        """What was asked for."""
        return Order(**{"version": ReturnVersion.RECEIVER.value, **self.cleaned_data})


def _said(text: str) -> str:
    """A text that says something. Raises ValidationError."""
    if not any(letter.isalnum() for letter in text):
        raise ValidationError(_("Write it in words."), code="no_words")
    return text


class SaveTableForm(RecordForm):
    """A name for a table, and with whom it is shared."""

    class Meta:
        model = SavedTable
        fields = ("name", "shared_role")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = ("", _("nobody: for me alone"))
        self.fields["shared_role"].choices = [nobody, *Role.choices]  # type: ignore[attr-defined]


class PublishYearForm(Form):
    """Which year is published, and which kept tables go along, each with both its names."""

    year = forms.TypedChoiceField(
        label=_("year"), coerce=int, help_text=_("A year that is over and was not published yet.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = _unpublished()
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]
        self.saved = list(SavedTable.objects.all())
        for table in self.saved:
            self.fields[f"take_{table.pk}"] = forms.BooleanField(
                label=_("Publish «%(table)s» too") % {"table": table}, required=False
            )
            for language, label in (
                ("lt", _("Name of «%(table)s» in Lithuanian")),
                ("en", _("Name of «%(table)s» in English")),
            ):
                # said with the table: two of them stand on one page
                self.fields[f"{language}_{table.pk}"] = forms.CharField(
                    label=label % {"table": table},
                    required=False,
                    max_length=200,
                    initial=table.name if language == "lt" else "",
                )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for table in self.saved:
            if cleaned.get(f"take_{table.pk}"):
                for language in ("lt", "en"):
                    if not cleaned.get(f"{language}_{table.pk}"):
                        self.add_error(f"{language}_{table.pk}", _("Give the table a name."))
        return cleaned

    def tables(self) -> list[tuple[str, str, TableSpec]]:
        """The chosen tables, counted for the year. Raises BadSpec for one that cannot be made."""
        cleaned, whole = self.cleaned_data, calendar_year(self.cleaned_data["year"])
        return [
            (
                cleaned[f"lt_{table.pk}"],
                cleaned[f"en_{table.pk}"],
                replace(TableSpec.from_json(table.spec), start=whole.start, end=whole.end),
            )
            for table in self.saved
            if cleaned.get(f"take_{table.pk}")
        ]


class OfferForm(Form):
    """Which way out is taken."""

    number = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


def _unpublished() -> list[int]:
    """The years that are over and were not published, the newest first."""
    done = set(Publication.objects.values_list("year", flat=True))
    last = timezone.localdate().year - 1
    return [year for year in range(last, FIRST_DAY.year - 1, -1) if year not in done]


def _values(dimension: Dimension) -> list[tuple[str, str]]:
    return [
        (f"{dimension.key}:{value}", word)
        for value, word in dimension.labels().items()
        if value != NOTHING
    ]


def _default_time() -> dict[str, str]:
    year = timezone.localdate().year
    return {
        "start": f"{year - YEARS_SHOWN + 1}-01-01",
        "end": f"{year}-12-31",
        "by": Grouping.YEAR.value,
    }


def _known(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(
            _("Give a day between %(first)s and %(last)s."),
            params={"first": FIRST_DAY, "last": LAST_DAY},
        )
    return day
