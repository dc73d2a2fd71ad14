"""Proposing, deciding, renewing and ending the stay of a foreign victim."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thbcases.codes.models import ListCode
from thbcases.codes.queries import NotInForce
from thbcases.victims.choices import PermitState
from thbcases.victims.forms.fields import PastField, decided_on, today
from thbcases.victims.models import ReflectionPeriod, ResidencePermit, Victim
from thbcases.victims.queries import TERM_OF, Stay, end_grounds, renewable_permits, term_from
from thbcases.web.forms import DateField, Form, RecordForm

Model = type[ReflectionPeriod] | type[ResidencePermit]


def rule_source(model: Model, start: date) -> str:
    """How long the rule lets it last and where that is read; nothing when no rule is there."""
    try:
        rule = term_from(TERM_OF[model], start).rule
    except NotInForce:
        return ""
    return _now("%(length)s; source: %(source)s") % {
        "length": rule.duration,
        "source": rule.provenance,
    }


class RuleMixin:
    """A form in which an empty end means the rule's; the page shows the rule with its source."""

    fields: dict[str, forms.Field]
    rule: str = ""

    def show_rule(self, model: Model, start: date) -> None:
        """Say beside the end what leaving it empty means."""
        self.rule = rule_source(model, start)
        if self.rule:
            length = term_from(TERM_OF[model], start).rule.duration
            self.fields["ends_on"].help_text = _now("Empty: by the rule. %(rule)s") % {
                "rule": length
            }


class ProposalForm(RuleMixin, Form):
    """What the police proposes."""

    kind: ClassVar[Model]
    starts_on = DateField(label=_("from"), initial=today)
    ends_on = DateField(label=_("until"), required=False)
    on = PastField(label=_("proposed on"), initial=today)
    note = forms.CharField(label=_("note"), required=False, widget=forms.Textarea)
    layout = (("starts_on", "ends_on", "on"), "note")

    def __init__(self, *args: Any, victim: Victim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.victim = victim
        self.show_rule(self.kind, timezone.localdate())


class PeriodProposalForm(ProposalForm):
    """A reflection period."""

    kind = ReflectionPeriod


class PermitProposalForm(ProposalForm):
    """A residence permit; if the person has one, the renewal of it."""

    kind = ResidencePermit
    renewal_of = forms.ModelChoiceField(
        label=_("renewal of"),
        queryset=ResidencePermit.objects.none(),
        required=False,
        empty_label=_("the first permit"),
    )
    layout = ("renewal_of", ("starts_on", "ends_on", "on"), "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = renewable_permits(self.victim)
        self.fields["renewal_of"].queryset = before  # type: ignore[attr-defined]
        latest = before.first()
        if latest is not None:
            self.initial["renewal_of"] = latest.pk
            self.initial["starts_on"] = latest.last_day + timedelta(days=1)


class DecideStayForm(RuleMixin, RecordForm):
    """What the migration department decides. A page opened before somebody decided is refused."""

    state = forms.ChoiceField(
        label=_("decision"),
        choices=(
            (PermitState.GRANTED, pgettext_lazy("decision on a permit", "grant")),
            (PermitState.REFUSED, _("refuse")),
        ),
        widget=forms.RadioSelect,
    )
    number = forms.CharField(label=_("number of the decision"), max_length=60)
    on = decided_on()
    starts_on = DateField(label=_("from"))
    ends_on = DateField(label=_("until"), required=False)
    layout = ("state", ("number", "on"), ("starts_on", "ends_on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stay: Stay = self.instance
        self.initial["starts_on"], self.initial["ends_on"] = stay.starts_on, stay.ends_on
        self.show_rule(type(stay), stay.starts_on)


class DecidePeriodForm(DecideStayForm):
    """Deciding on a reflection period."""

    class Meta:
        model = ReflectionPeriod
        fields: ClassVar[list[str]] = []


class DecidePermitForm(DecideStayForm):
    """Deciding on a residence permit."""

    class Meta:
        model = ResidencePermit
        fields: ClassVar[list[str]] = []


class RenewalForm(RuleMixin, RecordForm):
    """The renewal of a permit, granted by the migration department."""

    number = forms.CharField(label=_("number of the decision"), max_length=60)
    on = decided_on()
    starts_on = DateField(label=_("from"))
    ends_on = DateField(label=_("until"), required=False)
    layout = (("number", "on"), ("starts_on", "ends_on"))

    class Meta:
        model = ResidencePermit
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = self.instance.last_day + timedelta(days=1)
        self.initial["starts_on"] = after
        self.show_rule(ResidencePermit, after)


class EndStayForm(RecordForm):
    """An end before the time, with its ground."""

    on = PastField(label=_("last day"), initial=today)
    ground = forms.ModelChoiceField(label=_("ground"), queryset=ListCode.objects.none())
    layout = (("on", "ground"),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = end_grounds(type(self.instance), timezone.localdate())
        self.fields["ground"].queryset = grounds  # type: ignore[attr-defined]


class EndPeriodForm(EndStayForm):
    """The early end of a reflection period."""

    class Meta:
        model = ReflectionPeriod
        fields: ClassVar[list[str]] = []


class EndPermitForm(EndStayForm):
    """The withdrawal of a residence permit."""

    class Meta:
        model = ResidencePermit
        fields: ClassVar[list[str]] = []
