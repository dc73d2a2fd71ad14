"""What is typed about a child victim."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.investigations.models import Suspect
from thbcases.victims.forms.fields import PastField, decided_on
from thbcases.victims.models import (
    ChildAge,
    ChildArrangement,
    ChildGuardian,
    ChildInterview,
    ChildNotice,
    ChildRepresentative,
)
from thbcases.web.forms import RecordForm


class ChildAgeForm(RecordForm):
    """A new finding about the age when exploited."""

    on = decided_on(_("found on"))
    layout = (("on", "basis"), ("least", "most"), "source")

    class Meta:
        model = ChildAge
        fields: ClassVar[list[str]] = ["on", "basis", "least", "most", "source"]


class GuardianForm(RecordForm):
    """A parent, guardian or institution, and whether there is a conflict of interest."""

    layout = (
        ("kind", "name"),
        "contact",
        ("starts_on", "ends_on"),
        "has_conflict",
        "suspect",
        "conflict_reason",
    )

    class Meta:
        model = ChildGuardian
        fields: ClassVar[list[str]] = [
            "kind",
            "name",
            "contact",
            "starts_on",
            "ends_on",
            "has_conflict",
            "suspect",
            "conflict_reason",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suspects = Suspect.objects.filter(investigation=self.instance.victim.investigation_id)
        field = self.fields["suspect"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = suspects.select_related("person")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("suspect") is not None:
            self.cleaned_data["has_conflict"] = True
        return cleaned


class NoticeForm(RecordForm):
    """The child rights service was told."""

    on = decided_on(_("told on"))
    layout = (("on", "way", "number"), ("told_by", "office"))

    class Meta:
        model = ChildNotice
        fields: ClassVar[list[str]] = ["on", "way", "number", "told_by", "office"]


class InterviewForm(RecordForm):
    """A questioning of the child; a further one says why."""

    on = decided_on(_("day"))
    layout = (
        ("on", "led_by"),
        "place",
        "in_special_room",
        "with_psychologist",
        "is_recorded",
        "reason",
    )

    class Meta:
        model = ChildInterview
        fields: ClassVar[list[str]] = [
            "on",
            "led_by",
            "place",
            "in_special_room",
            "with_psychologist",
            "is_recorded",
            "reason",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ordinal = self.instance.ordinal
        is_again = ordinal > 1 if ordinal else self.before > 0
        self.fields["reason"].required = is_again
        if not is_again:
            del self.fields["reason"]

    @property
    def before(self) -> int:
        """How often the child was questioned already."""
        return ChildInterview.objects.filter(victim=self.instance.victim).count()

    @property
    def warning(self) -> str:
        """What is said before a child is questioned again; nothing the first time."""
        last = ChildInterview.objects.filter(victim=self.instance.victim).last()
        if last is None:
            return ""
        return _now(
            "The child was questioned before; interviews so far: %(times)s, the last on %(day)s. "
            "A further one needs a reason."
        ) % {"times": self.before, "day": last.on}


class RepresentativeForm(RecordForm):
    """Who was appointed to stand for the child."""

    starts_on = PastField(label=_("from"))
    layout = (
        ("kind", "name"),
        "contact",
        ("appointed_by", "decision_number"),
        ("starts_on", "ends_on"),
    )

    class Meta:
        model = ChildRepresentative
        fields: ClassVar[list[str]] = [
            "kind",
            "name",
            "contact",
            "appointed_by",
            "decision_number",
            "starts_on",
            "ends_on",
        ]


class ArrangementForm(RecordForm):
    """Where the child lives or learns."""

    layout = (("kind", "name"), "arranged_by", ("starts_on", "ends_on"))

    class Meta:
        model = ChildArrangement
        fields: ClassVar[list[str]] = ["kind", "name", "arranged_by", "starts_on", "ends_on"]
