"""What is asked of a table of figures: which time, cut how."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.core.periods import Period
from thbcases.statistics.choices import Grouping
from thbcases.statistics.periods import FIRST_DAY, LAST_DAY, cut
from thbcases.web.forms import DateField, Form

MOST_COLUMNS = 48
YEARS_SHOWN = 4


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
        year = timezone.localdate().year
        filled = {
            "start": f"{year - YEARS_SHOWN + 1}-01-01",
            "end": f"{year}-12-31",
            "by": Grouping.YEAR.value,
        }
        given = {name: data.get(name) for name in filled if data and data.get(name)}
        super().__init__(filled | given, **kwargs)

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


def _known(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(
            _("Give a day between %(first)s and %(last)s."),
            params={"first": FIRST_DAY, "last": LAST_DAY},
        )
    return day
