"""Screens that send, answer, take in and correct messages."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.niis.actions import exchange as actions
from thbcases.niis.exchange.reading import Rejected
from thbcases.niis.exchange.searching import Finding
from thbcases.niis.forms import exchange as forms
from thbcases.niis.models import ExchangeMessage
from thbcases.niis.queries import exchange as queries
from thbcases.niis.views.exchange import crumb, file_rows
from thbcases.web.views import ActionView, Crumb, FormPage, Page

NEXT = _("The message is signed. Take its file from this page and hand it over to the partner.")


@requires("exchange.read")
class FormatPage(Page):
    """The published files of the format."""

    template_name = "niis/exchange_format.html"
    title = _("The exchange format")

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(files=file_rows(), **kwargs)


@requires("exchange.add")
class TakeIn(FormPage):
    """Take in a partner's message: refused whole with the reason, or kept with a report."""

    form_class = forms.TakeInForm
    title = _("Take in a message")
    submit_label = _("Check and take in")
    success_message = _("The message is taken in. Its report says what of it was taken.")
    intro = _(
        "Signature, sender, recipient, form and age are checked first. Of a message that fails, "
        "nothing is kept."
    )

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def save_forms(self, form: Any, formsets: Any) -> ExchangeMessage:
        try:
            return actions.take_in(by=self.by, text=form.cleaned_data["message"])
        except Rejected as refusal:
            problems = [f"{problem.where}: {problem.what}" for problem in refusal.problems]
            raise ValidationError([str(refusal), *problems]) from refusal


@requires("exchange.add")
class AskPartner(FormPage):
    """Ask whether a partner knows a suspect, a convicted person or an object."""

    form_class = forms.AskPartnerForm
    title = _("Ask a partner")
    submit_label = _("Sign the request")
    success_message = NEXT

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def save_forms(self, form: Any, formsets: Any) -> ExchangeMessage:
        return actions.ask(
            by=self.by,
            partner=form.cleaned_data["partner"],
            about=form.about(),
            urgency=form.cleaned_data["urgency"],
            said=form.said(),
        )


class OnMessage(ActionView):
    """A verb on one message; the form knows the message where it has to."""

    model = ExchangeMessage
    success_message: ClassVar[str | Promise] = NEXT
    tells_form: ClassVar[bool] = True

    def get_queryset(self) -> QuerySet[ExchangeMessage]:
        return queries.messages()

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb(), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return kwargs | {"message": self.object} if self.tells_form else kwargs


@requires("exchange.add")
class AskRecord(OnMessage):
    """After a hit: ask the partner for the record."""

    form_class, title = forms.AskRecordForm, _("Ask for the record")
    submit_label = _("Sign the request")

    def save_forms(self, form: Any, formsets: Any) -> ExchangeMessage:
        return actions.ask_for_record(
            by=self.by,
            answer=self.object,
            reference=form.cleaned_data["reference"],
            parts=form.cleaned_data["parts"],
            said=form.said(),
        )


@requires("exchange.change")
class AnswerMessage(OnMessage):
    """Look in the registers and tell the partner hit or no hit."""

    form_class, title = forms.AnswerForm, _("Answer the request")
    submit_label = _("Sign the answer")
    template_name = "niis/exchange_answer.html"
    tells_form = False

    @property
    def findings(self) -> list[Finding] | None:
        """What the search finds; asked once for the page."""
        if not hasattr(self, "_findings"):
            about = self.object.content["payload"].get("about", {})
            self._findings = None if "record" in about else queries.findings(about)
        return self._findings

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "findings": self.findings}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.findings
        return super().get_context_data(**kwargs) | {"was_searched": found is not None}

    def save_forms(self, form: Any, formsets: Any) -> ExchangeMessage:
        return actions.answer(
            by=self.by,
            request=self.object,
            result=form.cleaned_data["result"],
            hits=form.chosen(),
            ground=form.cleaned_data["ground"],
            said=form.said(),
        )


@requires("exchange.change")
class DiscloseMessage(OnMessage):
    """Send the record that the partner asked for."""

    form_class, title = forms.DiscloseForm, _("Send the record")
    submit_label = _("Sign and release")
    intro = _(
        "You release personal data to another installation. It is entered into the audit trail "
        "with the partner and the reason. The record of a victim cannot be sent."
    )

    def save_forms(self, form: Any, formsets: Any) -> ExchangeMessage:
        return actions.disclose(
            by=self.by,
            request=self.object,
            parts=form.cleaned_data["parts"],
            said=form.said(),
        )


@requires("exchange.change")
class CorrectMessage(OnMessage):
    """Tell all who got the record that something in it was wrong."""

    form_class, title = forms.CorrectForm, _("Correct what was disclosed")
    submit_label = _("Sign the corrections")
    success_message = _("The corrections are signed, one for each partner that got the record.")

    def save_forms(self, form: Any, formsets: Any) -> ExchangeMessage:
        typed = form.cleaned_data
        actions.correct(
            by=self.by,
            message=self.object,
            items=typed["items"],
            action=typed["action"],
            explanation=typed["explanation"],
            said=form.said(),
        )
        return self.object  # type: ignore[no-any-return]


@requires("exchange.change")
class NoteMessage(OnMessage):
    """Lay a message aside."""

    title = _("Lay the message aside")
    intro = _("It was read and needs no answer. It stays where it is.")
    submit_label = _("Lay aside")
    success_message = _("The message is laid aside.")
    tells_form = False

    def act(self, obj: ExchangeMessage, data: dict[str, Any]) -> ExchangeMessage:
        return actions.note(by=self.by, message=obj)
