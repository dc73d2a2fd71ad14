"""The referral desk: lists, one referral, sending with a preview, answering, ending."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance import actions
from assistance.choices import Language, ReferralState
from assistance.filters.desk import ReferralFilter
from assistance.forms.desk import (
    DeclineForm,
    FinishForm,
    ReferForm,
    TakeForm,
    TakeInForm,
)
from assistance.models import DirectoryEntry, Referral, ReferralFeedback, ReferralTaking
from assistance.queries import desk as rows_of
from assistance.queries import referrals as queries
from assistance.tables.desk import REFERRAL_PILLS, ReferralTable
from thbcases.access.acting import current_actor
from thbcases.access.marks import requires
from thbcases.access.roles import Role
from thbcases.codes.models import ServiceKind
from thbcases.people.models import Person
from thbcases.web.parts import Pill
from thbcases.web.refusals import refusals_onto
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    RecordDetail,
    RecordList,
    TimelineEntry,
)


def desk_crumb() -> Crumb:
    """The step back to the list."""
    return Crumb(_("Referrals"), reverse("assistance:referrals"))


@requires("referral.read")
class ReferralList(RecordList):
    """Referrals from and to the own organisation."""

    title = _("Referrals")
    table_class = ReferralTable
    filterset_class = ReferralFilter
    export_name = "referrals"
    empty_hint = _("To refer somebody, open the person's page and press «Refer».")

    def get_queryset(self) -> QuerySet[Referral]:
        return queries.referrals()

    def actions(self) -> list[Action]:
        return [
            Action(_("Directory of help"), reverse("assistance:directory"), right="directory.read")
        ]


@requires("referral.read")
class ReferralDetail(RecordDetail):
    """One referral: what was passed while it is open, what was answered, what comes next."""

    model = Referral
    template_name = "assistance/referral_detail.html"

    def get_queryset(self) -> QuerySet[Referral]:
        return queries.referrals().select_related(
            "sent_by", "answered_by", "consent__purpose", "sender_worker", "receiver_worker"
        )

    @property
    def is_receiver(self) -> bool:
        """Whether it came to my organisation."""
        actor = current_actor()
        return actor is not None and self.object.receiver_id == actor.organisation_id

    def breadcrumbs(self) -> list[Crumb]:
        return [desk_crumb()]

    def pill(self) -> Pill:
        return REFERRAL_PILLS(self.object.state)

    def subtitle(self) -> str:
        sides = {"sender": self.object.custodian, "receiver": self.object.receiver}
        return _now("%(sender)s refers to %(receiver)s") % sides

    def url(self, name: str) -> str:
        """The address of a verb on this referral."""
        return reverse(f"assistance:{name}", kwargs={"uuid": self.object.uuid})

    def actions(self) -> list[Action]:
        row: Referral = self.object
        if not self.is_receiver:
            again = _elsewhere(row)
            if row.is_open:
                back = Action(_("Take back"), self.url("revoke_referral"), right="referral.change")
                return [*again, back]
            return again
        if row.state == ReferralState.SENT:
            return [
                Action(_("Decline"), self.url("decline_referral"), right="referral.decide"),
                Action(
                    _("Accept"), self.url("accept_referral"), "primary", right="referral.decide"
                ),
            ]
        if row.state == ReferralState.ACCEPTED:
            done = Action(
                _("Done"), self.url("finish_referral"), "primary", right="referral.decide"
            )
            return [done]
        if rows_of.waits_for_seeing(row):
            return [Action(_("I saw it"), self.url("seen_referral"), "primary", method="post")]
        return []

    def facts(self) -> list[tuple[Any, Any]]:
        row: Referral = self.object
        kinds = ServiceKind.objects.filter(code__in=row.services)
        facts = [
            (_("reason"), row.get_reason_display()),
            (_("urgency"), row.get_urgency_display()),
            (_("help that is asked for"), ", ".join(str(kind) for kind in kinds)),
            (_("ground"), row.get_basis_display()),
            (_("why it could not wait for consent"), row.override),
            (_("sent by"), row.sent_by),
            (_("reason for declining"), row.get_decline_reason_display()),
            (_("answer"), row.answer),
        ]
        if self.is_receiver:
            return [*facts, (_("worker of the receiver"), row.receiver_worker)]
        return [*facts, (_("worker of the sender"), row.sender_worker)]

    def timeline(self) -> Iterable[TimelineEntry]:
        row: Referral = self.object
        yield TimelineEntry(row.sent_at, _("Sent"), note=str(row.sent_by))
        if row.answered_at:
            is_no = row.state == ReferralState.DECLINED
            text = _("Declined") if is_no else _("Accepted")
            yield TimelineEntry(row.answered_at, text, note=str(row.answered_by or ""))
        if row.closed_at and row.state != ReferralState.DECLINED:
            yield TimelineEntry(row.closed_at, capfirst(row.get_state_display()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: Referral = self.object
        content = actions.passed(row)
        return super().get_context_data(**kwargs) | {
            "is_receiver": self.is_receiver,
            "shown": queries.shown(content),
            "feedback": ReferralFeedback.objects.filter(referral=row).first(),
            "taking": ReferralTaking.objects.filter(referral=row)
            .select_related("person", "beneficiary__person")
            .first(),
            "receiver_is_closed": not self.is_receiver and rows_of.receiver_is_closed(row),
        }


def _elsewhere(row: Referral) -> list[Action]:
    """Where the receiver does not take the person, somebody else may."""
    is_lost = row.state == ReferralState.DECLINED or rows_of.receiver_is_closed(row)
    if not is_lost or row.person is None:
        return []
    url = reverse("assistance:refer", kwargs={"uuid": row.person.uuid})
    return [Action(_("Refer elsewhere"), f"{url}?again={row.uuid}", right="referral.add")]


@requires("referral.add")
class Refer(ActionView):
    """Refer a person: choose, see exactly what the receiver will see, then send."""

    model, form_class, title = Person, ReferForm, _("Refer")
    submit_label = _("Show what is sent")
    template_name = "assistance/refer.html"
    success_message = _("The referral is sent. The answer appears here and on your home page.")
    intro = _("Nothing is sent yet. The next page shows what the receiver will see.")

    def get_title(self) -> str:
        return _now("Refer: %(person)s") % {"person": self.object}

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        initial = {**super().get_initial(), "receiver": asked.get("to", "")[:40]}
        before = rows_of.referral_named(asked.get("again", ""))
        if before is not None:
            initial |= {"reason": before.reason, "urgency": before.urgency}
            initial |= {"services": before.services}
        return initial

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.object}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """First the preview, then the sending; both pages carry everything that was typed."""
        if "send" in request.POST:
            return super().post(request, *args, **kwargs)
        self.prepare()
        form = self.get_form()
        if "change" in request.POST or not form.is_valid():
            if "change" in request.POST:
                form._errors = {}
            return self.show(form, {})
        with refusals_onto(form):
            actions.check_sending(by=self.by, person=self.object, sending=form.sending())
        if form.errors:
            return self.show(form, {})
        return self._preview(request, form)

    def _preview(self, request: HttpRequest, form: Any) -> HttpResponse:
        sending = form.sending()
        context = {
            **super().get_context_data(form=form, formsets={}),
            "title": _now("What %(receiver)s will see") % {"receiver": sending.receiver},
            "intro": _now("Nothing is sent yet. Look once more, then send."),
            "shown": queries.shown(sending.of(self.object)),
            "receiver": sending.receiver,
            "entry": DirectoryEntry.objects.filter(custodian=sending.receiver).first(),
            "left_out": queries.left_out(sending.of(self.object)),
            "languages": [Language(code).label for code in sending.languages],
        }
        return render(request, "assistance/refer_preview.html", context)

    def act(self, obj: Any, data: dict[str, Any]) -> Referral:
        raise NotImplementedError

    def save_forms(self, form: Any, formsets: Any) -> Referral:
        return actions.refer(by=self.by, person=self.object, sending=form.sending())


class OnReferral(ActionView):
    """A verb on one referral."""

    model = Referral

    def get_queryset(self) -> QuerySet[Referral]:
        return queries.referrals()

    def breadcrumbs(self) -> list[Crumb]:
        return [desk_crumb(), Crumb(str(self.object), self.object.get_absolute_url())]


@requires("referral.decide")
class Accept(OnReferral):
    """Take the person over into the own records; whom one knows already is shown first."""

    title, submit_label = _("Accept the referral"), _("Accept")
    success_message = _("Accepted. The sender reads that you accepted, and nothing of your record.")
    intro = _("What was passed is filled in. Look whether you know the person already.")

    def prepare(self) -> None:
        super().prepare()
        self.content = actions.passed(self.object)

    @property
    def is_ngo(self) -> bool:
        """Whether accepting begins help with an own code."""
        actor = current_actor()
        return actor is not None and actor.role == Role.NGO

    def get_form_class(self) -> Any:
        return TakeInForm if self.is_ngo else TakeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "content": self.content}

    def save_forms(self, form: Any, formsets: Any) -> Referral:
        return actions.accept(
            by=self.by,
            referral=self.object,
            person=form.save(by=self.by),
            entry=form.entry() if self.is_ngo else None,
        )


@requires("referral.decide")
class Decline(OnReferral):
    """Say that the person is not taken, and why."""

    form_class, title, submit_label = DeclineForm, _("Decline the referral"), _("Decline")
    success_message = _("Declined. What was passed is closed to you from now on.")

    def act(self, obj: Referral, data: dict[str, Any]) -> Referral:
        return actions.decline(by=self.by, referral=obj, **data)


@requires("referral.decide")
class Finish(OnReferral):
    """Say that it is done; with consent also how it went."""

    form_class, title, submit_label = FinishForm, _("The referral is done"), _("Done")
    success_message = _("Done. What was passed is closed; your own record stays.")

    def get_form_kwargs(self) -> dict[str, Any]:
        tells = actions.may_tell_back(self.object)
        return {**super().get_form_kwargs(), "tells_back": tells}

    def act(self, obj: Referral, data: dict[str, Any]) -> Referral:
        return actions.finish(by=self.by, referral=obj, **data)


@requires("referral.change")
class Revoke(OnReferral):
    """Take the referral back."""

    title, submit_label = _("Take the referral back"), _("Take back")
    intro = _("From now on the receiver reads nothing of what was passed, and is told so.")
    success_message = _("The referral is taken back.")

    def act(self, obj: Referral, data: dict[str, Any]) -> Referral:
        return actions.revoke(by=self.by, referral=obj)


@requires("referral.change")
class Seen(OnReferral):
    """Say that one saw that a referral ended."""

    title, submit_label = _("The referral has ended"), _("I saw it")
    success_message = ""

    def act(self, obj: Referral, data: dict[str, Any]) -> Referral:
        return actions.confirm_seen(by=self.by, referral=obj)
