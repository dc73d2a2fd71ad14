"""The page of a tip and every verb on it."""

from typing import Any, ClassVar

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from thbcases.access.marks import requires
from thbcases.codes.choices import TermEvent
from thbcases.codes.queries import NotInForce, add_term, term_rule
from thbcases.investigations.choices import StageKind
from thbcases.investigations.models import Investigation
from thbcases.tips import forms, queries, remarks
from thbcases.tips.actions import answers, triage
from thbcases.tips.choices import Delivery, Direction, TipKind, TipOutcome, TipState
from thbcases.tips.models import AnswerTemplate, Tip
from thbcases.tips.pills import STATE_PILLS, VERDICT_PILLS
from thbcases.tips.views.lists import tips_crumb
from thbcases.web.parts import Action, Clock, Crumb
from thbcases.web.pills import Pill
from thbcases.web.views import ActionView, FormPage, RecordCreate, RecordDetail, TimelineEntry


@requires("tip.read")
class TipDetail(RecordDetail):
    """What was said, what came with it, what is alike, what was answered and done."""

    model = Tip
    template_name = "tips/tip_detail.html"

    def get_queryset(self) -> Any:
        return queries.tips().select_related("investigation")

    def breadcrumbs(self) -> list[Crumb]:
        return [tips_crumb()]

    def subtitle(self) -> str:
        return (
            f"{self.object.channel}, {timezone.localtime(self.object.received_at):%Y-%m-%d %H:%M}"
        )

    def pill(self) -> Pill:
        return STATE_PILLS(self.object.state)

    def actions(self) -> list[Action]:
        tip: Tip = self.object
        if tip.state == TipState.FORGOTTEN:
            return []
        always = [
            Action(pgettext_lazy("verb", "Answer"), self.url("answer"), right="tip.change"),
            Action(_("Note"), self.url("note"), right="tip.change"),
        ]
        if not tip.is_open:
            return [Action(_("Take up again"), self.url("reopen"), right="tip.close"), *always]
        sort_first = "secondary" if tip.kind else "primary"
        return [
            Action(_("Sort"), self.url("sort"), style=sort_first, right="tip.change"),
            *always,
            Action(_("Hand on"), self.url("hand"), right="tip.assign"),
            Action(_("Join to an investigation"), self.url("join"), right="tip.join"),
            Action(_("Open an investigation"), self.url("open_case"), right="tip.join"),
            Action(_("Close"), self.url("close"), right="tip.close"),
        ]

    def url(self, name: str) -> str:
        """The address of another page of this tip."""
        return reverse(f"tips:{name}", kwargs={"uuid": self.object.uuid})

    def facts(self) -> list[tuple[Any, Any]]:
        tip: Tip = self.object
        return [
            (_("kind"), tip.get_kind_display() or _now("not sorted yet")),
            (_("language"), tip.get_language_display() if tip.language else ""),
            (_("claims to be"), tip.claims),
            (_("answer to the address"), tip.reply_to),
            (_("how to reach them safely"), tip.contact),
            (_("person who works on it"), tip.assignee),
            (_("unit that works on it"), tip.handler),
            (_("kept by"), tip.custodian if tip.custodian_id != tip.handler_id else ""),
            (_("investigation"), tip.investigation),
            (_("outcome"), tip.get_outcome_display()),
            (_("why"), tip.closing_note),
        ]

    def clocks(self) -> list[Clock]:
        tip: Tip = self.object
        if not tip.is_open or tip.first_answer_at is not None:
            return []
        began = timezone.localdate(tip.received_at)
        try:
            due = add_term(began, term_rule(TermEvent.TIP_ANSWER, began))
        except NotInForce:
            return []
        return [Clock(TermEvent.TIP_ANSWER.label, due, started_on=began, soon_days=2)]

    def timeline(self) -> list[TimelineEntry]:
        tip: Tip = self.object
        rows = [TimelineEntry(tip.received_at, _("received"))]
        for hand in tip.handovers.select_related("from_unit", "to_unit", "to_person", "by"):
            to = f"{hand.to_unit}{f', {hand.to_person}' if hand.to_person else ''}"
            text = _now("%(who)s handed it to %(to)s") % {"who": hand.by, "to": to}
            rows.append(TimelineEntry(hand.created_at, text, note=hand.reason))
        if tip.closed_on:
            rows.append(TimelineEntry(tip.closed_on, tip.get_outcome_display()))
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        tip: Tip = self.object
        talk = list(tip.messages.select_related("author"))
        files = [
            {
                "row": row,
                "found": remarks.found(row.found),
                "pill": VERDICT_PILLS(row.verdict),
                "remarks": remarks.said(row.remarks),
            }
            for row in tip.attachments.defer("content", "copy")
        ]
        return context | {
            "talk": [row for row in talk if row.direction != Direction.NOTE],
            "notes": [row for row in talk if row.direction == Direction.NOTE],
            "files": files,
            "may_export": self.may("export"),
            "remarks": remarks.said(tip.remarks),
            "alike": queries.alike(tip),
        }


@requires("tip.add")
class Call(RecordCreate):
    """Enter a call on the hotline."""

    model, form_class, title = Tip, forms.CallForm, _("Enter a call")
    success_message = _("The call is entered.")
    intro = _("No name is needed. Write down what was said, in the caller's own words.")

    def breadcrumbs(self) -> list[Crumb]:
        return [tips_crumb()]

    def save_forms(self, form: Any, formsets: Any) -> Tip:
        return triage.record_call(by=self.by, tip=form.instance)


class TipAction(ActionView):
    """One verb on a tip."""

    model: ClassVar[type[Tip]] = Tip
    queryset = Tip.objects.select_related("handler", "custodian", "channel")

    def breadcrumbs(self) -> list[Crumb]:
        return [tips_crumb(), Crumb(str(self.object), self.object.get_absolute_url())]


@requires("tip.change")
class Sort(TipAction):
    """Say what it is."""

    form_class, title, submit_label = forms.SortForm, _("Sort"), _("Save")
    success_message = _("The tip is sorted.")

    def get_initial(self) -> dict[str, Any]:
        return {"kind": self.object.kind, "language": self.object.language}

    def act(self, obj: Tip, data: dict[str, Any]) -> None:
        triage.sort(by=self.by, tip=obj, kind=TipKind(data["kind"]), language=data["language"])


@requires("tip.change")
class Note(TipAction):
    """Leave a note."""

    form_class, title, submit_label = forms.NoteForm, _("Note"), _("Save")
    success_message = _("The note is there.")
    intro = _("Colleagues read it; the sender never does.")

    def act(self, obj: Tip, data: dict[str, Any]) -> Tip:
        triage.note(by=self.by, tip=obj, text=data["text"])
        return obj


@requires("tip.change")
class Answer(TipAction):
    """Answer the sender, with or without a template."""

    form_class, title, submit_label = forms.AnswerForm, _("Answer"), pgettext_lazy("verb", "Answer")
    template_name = "tips/answer.html"
    success_message = _("The answer is there.")

    def get_initial(self) -> dict[str, Any]:
        wanted = self.request.GET.get("template", "")
        chosen = next((row for row in self._templates() if str(row.uuid) == wanted), None)
        if chosen is None:
            return {}
        day = timezone.localdate().isoformat()
        return {"text": answers.filled(chosen, self.object, day)}

    def _templates(self) -> list[AnswerTemplate]:
        rows = AnswerTemplate.objects.filter(is_active=True)
        return list(rows.filter(kind__in=["", self.object.kind]) if self.object.kind else rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        way = answers.way_of(self.object)
        ways = {
            Delivery.WAITS: _("The sender reads it with the receipt code."),
            Delivery.QUEUED: _("It goes by mail to the address the tip came from."),
            Delivery.NONE: _(
                "The sender left no way to be answered. Write down here what was said to them, if "
                "they were reached otherwise."
            ),
        }
        if way is Delivery.NONE and self.object.reply_to:
            ways[way] = _("No mail can be sent: no address to answer from is set.")
        return context | {"templates": self._templates(), "way": ways[way]}

    def act(self, obj: Tip, data: dict[str, Any]) -> Tip:
        answers.answer(by=self.by, tip=obj, text=data["text"])
        return obj


@requires("tip.assign")
class Hand(TipAction):
    """Hand it to another unit, or to somebody of the own one."""

    form_class, title, submit_label = forms.HandForm, _("Hand on"), _("Hand on")
    success_message = _("The tip is handed on.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"tip": self.object}

    def act(self, obj: Tip, data: dict[str, Any]) -> None:
        triage.hand(by=self.by, tip=obj, **data)

    def save_forms(self, form: Any, formsets: Any) -> Any:
        self.act(self.object, form.cleaned_data)
        # Whoever handed it on may not see it any more, and then goes back to the list.
        self.is_gone = not Tip.objects.filter(pk=self.object.pk).exists()
        return None if self.is_gone else self.object

    def get_success_url(self) -> str:
        return reverse("tips:tips") if self.is_gone else str(self.object.get_absolute_url())


@requires("tip.join")
class Join(TipAction):
    """The tip belongs to an investigation that runs."""

    form_class, title = forms.JoinForm, _("Join to an investigation")
    submit_label = _("Join")
    success_message = _("The tip is a source of the investigation.")

    def act(self, obj: Tip, data: dict[str, Any]) -> Tip:
        return triage.join_investigation(by=self.by, tip=obj, **data)


@requires("tip.join")
class OpenCase(TipAction):
    """An investigation begins with the tip."""

    form_class, title = forms.OpenCaseForm, _("Open an investigation")
    submit_label = _("Register")
    success_message = _("The investigation is registered; the tip is its first source.")

    def get_initial(self) -> dict[str, Any]:
        return {"summary": self.object.text}

    def act(self, obj: Tip, data: dict[str, Any]) -> Investigation | None:
        case = Investigation(
            number=data["number"], registered_on=data["registered_on"], summary=data["summary"]
        )
        stage = StageKind(data["stage"])
        return triage.open_investigation(
            by=self.by, tip=obj, investigation=case, stage=stage
        ).investigation


@requires("tip.close")
class Close(TipAction):
    """What came of it."""

    form_class, title, submit_label = forms.CloseForm, _("Close"), _("Close")
    success_message = _("The tip is closed.")

    def act(self, obj: Tip, data: dict[str, Any]) -> Tip:
        outcome = TipOutcome(data["outcome"])
        return triage.close(by=self.by, tip=obj, outcome=outcome, note=data["note"])


@requires("tip.close")
class Reopen(TipAction):
    """Take it up again."""

    title, submit_label = _("Take up again"), _("Take up again")
    success_message = _("The tip is in work again.")

    def act(self, obj: Tip, data: dict[str, Any]) -> Tip:
        return triage.reopen(by=self.by, tip=obj)


@requires("tip.assign")
class HandAll(FormPage):
    """An officer leaves: all their open tips go to a colleague in one act."""

    form_class, title = forms.HandAllForm, _("Hand on all of a colleague")
    submit_label = _("Hand on")
    success_message = ""

    def breadcrumbs(self) -> list[Crumb]:
        return [tips_crumb()]

    def save_forms(self, form: Any, formsets: Any) -> None:
        self.count = triage.hand_all(by=self.by, **form.cleaned_data)

    def get_success_url(self) -> str:
        text = ngettext("%(n)d tip is handed on.", "%(n)d tips are handed on.", self.count)
        messages.success(self.request, text % {"n": self.count})
        return reverse("tips:tips")
