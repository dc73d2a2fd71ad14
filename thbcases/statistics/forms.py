"""What is asked of a table of figures: which time, cut how, which figures by what."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.core.periods import Period
from thbcases.statistics.builder.spec import MOST_COLUMNS, BadSpec, TableSpec
from thbcases.statistics.choices import Grouping
from thbcases.statistics.indicators import (
    DIMENSIONS,
    INDICATORS,
    NOTHING,
    Dimension,
    full_name,
)
from thbcases.statistics.models import SavedTable
from thbcases.statistics.periods import FIRST_DAY, LAST_DAY, cut
from thbcases.web.forms import DateField, Form, RecordForm

YEARS_SHOWN = 4
NO_DIMENSION = ("", "–")
# A table may be narrowed to a value of these: dimensions whose few values everybody knows.
NARROWING = ("sex", "age_group", "age_group_exploited", "citizenship", "form", "reach")


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
        widget=forms.SelectMultiple(attrs={"class": "form-select", "size": 6}),
    )
    by1 = forms.ChoiceField(label=_("By"), required=False)
    by2 = forms.ChoiceField(label=_("and by"), required=False)
    by3 = forms.ChoiceField(label=_("and by"), required=False)
    only = forms.ChoiceField(label=_("Only"), required=False)

    field_order = ("figures", "by1", "by2", "by3", "only", "start", "end", "by")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["figures"].choices = [  # type: ignore[attr-defined]
            (indicator.key, full_name(indicator)) for indicator in INDICATORS.values()
        ]
        dimensions = [NO_DIMENSION, *((d.key, d.name) for d in DIMENSIONS.values())]
        for name in ("by1", "by2", "by3"):
            self.fields[name].choices = dimensions  # type: ignore[attr-defined]
        self.fields["only"].choices = [  # type: ignore[attr-defined]
            NO_DIMENSION,
            *((DIMENSIONS[key].name, _values(DIMENSIONS[key])) for key in NARROWING),
        ]

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


class SaveTableForm(RecordForm):
    """A name for a table, and with whom it is shared."""

    class Meta:
        model = SavedTable
        fields = ("name", "shared_role")


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
