"""Pages of administrative cases; what is asked, decided and taken back."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.access.rights import may
from thbcases.sanctions import actions, forms, queries, tables
from thbcases.sanctions.choices import Answer, CaseState
from thbcases.sanctions.filters import CaseFilter
from thbcases.sanctions.models import AdministrativeCase
from thbcases.sanctions.pills import STATE_PILLS
from thbcases.victims.tables import linked
from thbcases.web.pills import Pill
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    RecordCreate,
    RecordDetail,
    RecordList,
    RecordUpdate,
    TimelineEntry,
)

LIST_TITLE = _("Administrative cases")
CASES = AdministrativeCase.objects.select_related(
    "person", "law__offence", "law__currency", "custodian"
)


@requires("sanction.read")
class CaseList(RecordList):
    """Administrative cases of the own unit; to the specialised unit, of the whole police."""

    title = LIST_TITLE
    table_class, filterset_class = tables.CaseTable, CaseFilter
    export_name = "administrative-cases"
    add_url_name, add_label = "sanctions:add", _("Enter a case")
    empty_hint = _("Enter a case, ask whether the person is known as a victim, then decide.")

    def get_queryset(self) -> QuerySet[AdministrativeCase]:
        return queries.listed_cases()


@requires("sanction.decide")
class RevisitList(RecordList):
    """Fines of people who have become known as victims since."""

    title = _("Fines to revisit")
    intro = _(
        "These people were fined and are known as victims of trafficking now. Tell the unit to "
        "look at the fine again; it learns that, and not why."
    )
    table_class, filterset_class = tables.RevisitTable, CaseFilter
    export_name = "fines-to-revisit"
    empty_text = _("Nobody who was fined is known as a victim.")

    def get_queryset(self) -> QuerySet[AdministrativeCase]:
        return queries.to_revisit().select_related(
            "person", "law__offence", "law__currency", "custodian"
        )


@requires("sanction.add")
class CaseCreate(RecordCreate):
    """A new case; first, whom the unit knows already."""

    model, form_class, title = AdministrativeCase, forms.NewCaseForm, _("Enter a case")
    success_message = _("The case is entered. Ask before you decide.")

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        kwargs.pop("instance")
        return kwargs

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(LIST_TITLE, reverse("sanctions:list"))]

    def save_forms(self, form: Any, formsets: Any) -> AdministrativeCase:
        case: AdministrativeCase = form.save_case(by=self.by)
        return case


@requires("sanction.read")
class CaseDetail(RecordDetail):
    """One case: what was done, what was answered, how it ended."""

    model, queryset = AdministrativeCase, CASES
    template_name = "sanctions/case_detail.html"
    object: AdministrativeCase

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(LIST_TITLE, reverse("sanctions:list"))]

    def subtitle(self) -> str:
        return str(self.object.law.offence)

    def pill(self) -> Pill:
        return STATE_PILLS(self.object.state)

    def actions(self) -> list[Action]:
        url = partial(reverse, kwargs={"uuid": self.object.uuid})
        change = partial(Action, right="sanction.change")
        if self.object.state == CaseState.FINED:
            found = [change(_("Cancel the fine"), url("sanctions:cancel"))]
            if self.object.revisit_on is None:
                tell = Action(
                    _("Have it revisited"), url("sanctions:revisit"), right="sanction.decide"
                )
                found.append(tell)
            return found
        if self.object.state != CaseState.OPEN:
            return []
        return [change(_("Edit"), url("sanctions:change")), *self._decisions(url, change)]

    def _decisions(self, url: Any, change: Any) -> list[Action]:
        last = queries.last_answer(self.object)
        ask = change(_("Ask before a fine"), url("sanctions:ask"))
        if last is not None and last.answer == Answer.KNOWN:
            end = change(_("End: not liable"), url("sanctions:not_liable"), style="primary")
            return [ask, end]
        end = change(_("End without a fine"), url("sanctions:end"))
        fine = change(_("Fine"), url("sanctions:fine"))
        if not self.object.law.offence.exempts_victims:
            return [end, fine]
        return [ask, end] if last is None else [ask, end, fine]

    def facts(self) -> list[tuple[Any, Any]]:
        case = self.object
        fine = f"{case.fine} {case.law.currency.code}" if case.fine else ""
        return [
            (_("person"), linked(case.person)),
            (_("born"), case.person.born),
            (_("day of the act"), case.act_on),
            (_("place"), case.place),
            (_("fine by the law of that day"), case.law.range),
            (_("where that was read"), case.law.provenance),
            (_("unit"), case.custodian),
            (_("decided on"), case.decided_on),
            (_("number of the decision"), case.decision_number),
            (_("ground"), case.ground),
            (_("fine"), fine),
            (_("fine cancelled on"), case.cancelled_on),
            (_("ground of the cancellation"), case.cancel_ground),
            (_("note"), case.note),
        ]

    def timeline(self) -> list[TimelineEntry]:
        case = self.object
        found = [TimelineEntry(case.act_on, _now("act"))]
        found += [
            TimelineEntry(check.asked_on, str(check), note=check.reason)
            for check in case.checks.all()
        ]
        if case.decided_on:
            decided = CaseState.FINED if case.fine else CaseState(case.state)
            found.append(TimelineEntry(case.decided_on, str(decided.label)))
        if case.revisit_on:
            found.append(TimelineEntry(case.revisit_on, _now("to be revisited")))
        if case.cancelled_on:
            found.append(TimelineEntry(case.cancelled_on, str(CaseState.CANCELLED.label)))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        checks = self.object.checks.select_related("asked_by")
        return super().get_context_data(**kwargs) | {
            "last": queries.last_answer(self.object),
            "checks": tables.CheckTable(checks, orderable=False),
            "is_open": self.object.state == CaseState.OPEN,
            "is_child": actions.is_child_at_act(self.object),
            "may_ask": may("sanction.change"),
        }


class OnCase(ActionView):
    """A step of one case."""

    model, queryset = AdministrativeCase, CASES

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"

    def breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(LIST_TITLE, reverse("sanctions:list")),
            Crumb(str(self.object), self.object.get_absolute_url()),
        ]


@requires("sanction.change")
class CaseUpdate(RecordUpdate):
    """Correct a case."""

    model, form_class, title = AdministrativeCase, forms.CaseForm, _("Edit the case")
    queryset = CASES


@requires("sanction.change")
class Ask(OnCase):
    """Ask whether the person is known as a victim."""

    form_class, title = forms.AskForm, _("Ask before a fine")
    submit_label, success_message = _("Ask"), ""
    intro = _(
        "The answer is «known as a victim: not liable» or «nothing is known», and never says who "
        "knows it, where or since when. Question and answer are kept; the number of questions a "
        "day is limited."
    )

    def act(self, obj: AdministrativeCase, data: dict[str, Any]) -> None:
        actions.ask_liability(by=self.by, case=obj, reason=data["reason"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if left := queries.left_today(self.by):
            words = {"left": left.today, "of": left.of}
            said = _now("Questions left today: %(left)s of %(of)s.") % words
            context["intro"] = f"{self.intro} {said}"
        return context


class Decide(OnCase):
    """A decision on a case."""

    submit_label = _("Save the decision")
    success_message = _("The decision is kept.")

    def save_forms(self, form: Any, formsets: Any) -> AdministrativeCase:
        self.decide(form)
        case: AdministrativeCase = self.object
        return case

    def decide(self, form: Any) -> None:
        """Call the action."""
        raise NotImplementedError


@requires("sanction.change")
class Fine(Decide):
    """Fine the person."""

    form_class, title = forms.FineForm, _("Fine")

    def decide(self, form: Any) -> None:
        fine = form.cleaned_data["fine"]
        actions.impose_fine(by=self.by, case=self.object, decision=form.decision, fine=fine)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        law = self.object.law
        words = {"range": law.range, "source": law.provenance}
        intro = _now("By the law of the day of the act: %(range)s. %(source)s") % words
        return super().get_context_data(**kwargs) | {"intro": intro}


@requires("sanction.change")
class NotLiable(Decide):
    """End the case: not liable, victim of trafficking."""

    form_class, title = forms.DecisionForm, _("End: not liable")
    intro = _("The case ends as «not liable: victim of trafficking». Say nothing more to anybody.")

    def decide(self, form: Any) -> None:
        actions.end_not_liable(by=self.by, case=self.object, decision=form.decision)


@requires("sanction.change")
class End(Decide):
    """End the case without a fine."""

    form_class, title = forms.EndForm, _("End without a fine")

    def decide(self, form: Any) -> None:
        said = form.cleaned_data
        actions.end_case(
            by=self.by,
            case=self.object,
            state=CaseState(said["state"]),
            decision=form.decision,
            ground=said.get("ground", ""),
        )


@requires("sanction.change")
class Cancel(OnCase):
    """Take a fine back."""

    form_class, title = forms.CancelForm, _("Cancel the fine")
    submit_label, success_message = _("Cancel the fine"), _("The fine is cancelled.")

    def act(self, obj: AdministrativeCase, data: dict[str, Any]) -> None:
        actions.cancel_fine(by=self.by, case=obj, **data)


@requires("sanction.decide")
class Revisit(OnCase):
    """Tell the unit to look at a fine again."""

    title, submit_label = _("Have it revisited"), _("Tell the unit")
    intro = _("The unit reads on the case that the fine is to be revisited, and not why.")
    success_message = _("The unit is told.")

    def act(self, obj: AdministrativeCase, data: dict[str, Any]) -> None:
        actions.order_revisit(by=self.by, case=obj)
