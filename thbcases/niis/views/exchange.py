"""Screens of the exchange: the messages, one of them in either language, and the files."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.audit.actions import log_reading
from thbcases.niis.choices import Direction, MessageKind, MessageState
from thbcases.niis.exchange.codes import LANGUAGES
from thbcases.niis.exchange.pdf import pdf
from thbcases.niis.exchange.readable import readable
from thbcases.niis.exchange.schema import files
from thbcases.niis.filters.exchange import MessageFilter
from thbcases.niis.models import ExchangeMessage
from thbcases.niis.pills import MESSAGE_PILLS
from thbcases.niis.queries import exchange as queries
from thbcases.niis.tables.exchange import MessageTable, ReportTable
from thbcases.web.parts import Row
from thbcases.web.pills import Pill
from thbcases.web.views import Action, Crumb, MarkedView, RecordDetail, RecordList, TimelineEntry
from thbcases.web.views.base import ObjectView

# What may be done with a message by what it is and where it stands: button, address, style.
VERBS: dict[tuple[str, str, str], list[tuple[Any, str, str]]] = {
    ("in", "request", "received"): [
        (_("Lay aside"), "niis:note_message", "secondary"),
        (_("Answer"), "niis:answer_message", "primary"),
    ],
    ("in", "answer", "received"): [(_("Lay aside"), "niis:note_message", "secondary")],
    ("in", "disclosure", "received"): [(_("Lay aside"), "niis:note_message", "secondary")],
    ("in", "correction", "received"): [(_("Lay aside"), "niis:note_message", "secondary")],
    ("out", "disclosure", "sent"): [(_("Correct"), "niis:correct_message", "secondary")],
    ("out", "disclosure", "replied"): [(_("Correct"), "niis:correct_message", "secondary")],
}


def crumb() -> Crumb:
    """The step back to the list."""
    return Crumb(_("Exchange"), reverse("niis:messages"))


def message_url(name: str, message: ExchangeMessage) -> str:
    """The address of a page of a message."""
    return reverse(f"niis:{name}", kwargs={"uuid": message.uuid})


@requires("exchange.read")
class MessageList(RecordList):
    """Messages that my unit sent or took in."""

    title = _("Exchange with other installations")
    intro = _(
        "Signed messages to and from partners. What goes out is released by a person; victims "
        "and witnesses never do."
    )
    table_class = MessageTable
    filterset_class = MessageFilter
    add_url_name = "niis:ask_partner"
    add_label = _("Ask a partner")
    empty_hint = _("Take in a partner's message, or ask a partner.")
    export_name = "messages"

    def get_queryset(self) -> QuerySet[ExchangeMessage]:
        return queries.messages()

    def actions(self) -> list[Action]:
        return [
            Action(_("The format"), reverse("niis:format")),
            Action(_("Take in a message"), reverse("niis:take_in"), right="exchange.add"),
        ]


@requires("exchange.read")
class MessageDetail(RecordDetail):
    """One message in words, with what was taken of it and what was said in reply."""

    model = ExchangeMessage
    template_name = "niis/exchange_message.html"

    def get_queryset(self) -> QuerySet[ExchangeMessage]:
        return queries.messages()

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def get_title(self) -> str:
        return capfirst(str(self.object))

    def pill(self) -> Pill:
        return MESSAGE_PILLS(self.object.state)

    def subtitle(self) -> str:
        words = {"partner": self.object.partner}
        if self.object.direction == Direction.IN:
            return _now("from %(partner)s") % words
        return _now("to %(partner)s") % words

    @property
    def language(self) -> str:
        """In which language the message is read: the page's, or the one that was asked for."""
        wanted = self.request.GET.get("language", get_language() or "")
        return wanted if wanted in LANGUAGES else LANGUAGES[0]

    def actions(self) -> list[Action]:
        message = self.object
        url = partial(reverse, kwargs={"uuid": message.uuid})
        verbs = VERBS.get((message.direction, message.kind, message.state), [])
        made = [Action(word, url(name), style, right="exchange.add") for word, name, style in verbs]
        if self.names_hits:
            word = _("Ask for the record")
            made.append(Action(word, url("niis:ask_record"), "primary", right="exchange.add"))
        if self.names_a_record and message.state == MessageState.RECEIVED:
            word = _("Send the record")
            made[-1:] = [
                Action(_("Answer"), url("niis:answer_message"), right="exchange.add"),
                Action(word, url("niis:disclose_message"), "primary", right="exchange.add"),
            ]
        return made

    @property
    def names_hits(self) -> bool:
        """Whether a partner told us numbers one may ask for."""
        is_answer = (self.object.direction, self.object.kind) == (Direction.IN, MessageKind.ANSWER)
        return is_answer and bool(self.object.content["payload"].get("hits"))

    @property
    def names_a_record(self) -> bool:
        """Whether a partner asks for a record by its number."""
        about = self.object.content["payload"].get("about", {})
        return self.object.direction == Direction.IN and "record" in about

    def facts(self) -> list[tuple[Any, Any]]:
        message = self.object
        return [
            (_("direction"), message.get_direction_display()),
            (_("partner"), message.partner),
            (_("handled by"), message.handled_by),
            (_("in reply to"), queries.replied_to(message)),
        ]

    def timeline(self) -> Iterable[TimelineEntry]:
        """What happened last on top, also within a day."""
        return reversed(list(self._events()))

    def _events(self) -> Iterable[TimelineEntry]:
        message = self.object
        yield TimelineEntry(message.sent_at, _("sent"))
        if message.direction == Direction.IN:
            yield TimelineEntry(message.handled_at, _("taken in"), note=str(message.handled_by))
        for reply in queries.replies(message):
            yield TimelineEntry(reply.handled_at, str(reply), url=reply.get_absolute_url())
        yield TimelineEntry(message.expires_at, _("expires"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = ReportTable(self.object.report, orderable=False) if self.object.report else None
        return super().get_context_data(**kwargs) | {
            "parts": readable(self.object.content, self.language),
            "language": self.language,
            "report": report,
            "before": queries.replied_to(self.object),
        }


class MessageFile(ObjectView):
    """A message as a file; taking it is a reading of it."""

    model = ExchangeMessage

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        log_reading(self.object)
        return self.file()

    def file(self) -> HttpResponse:
        """The file."""
        raise NotImplementedError

    def named(self, response: HttpResponse, ending: str) -> HttpResponse:
        """The answer under the message's number."""
        name = f"{self.object.kind}-{self.object.message_id}.{ending}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


@requires("exchange.read")
class MessageText(MessageFile):
    """The signed text, as it is handed over."""

    def file(self) -> HttpResponse:
        return self.named(HttpResponse(self.object.text, content_type="application/jose"), "jws")


@requires("exchange.read")
class MessagePdf(MessageFile):
    """The message in words as a PDF, in either language."""

    def file(self) -> HttpResponse:
        wanted = self.request.GET.get("language", get_language() or "")
        language = wanted if wanted in LANGUAGES else LANGUAGES[0]
        made = pdf(self.object.content, language)
        return self.named(HttpResponse(made, content_type="application/pdf"), f"{language}.pdf")


@requires("exchange.read")
class Format(MarkedView):
    """A file of the published format, by its name; without one, the page that lists them."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        rights.check(self.right)
        text = files().get(name)
        if text is None:
            raise Http404
        response = HttpResponse(text, content_type="application/schema+json; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def file_rows() -> list[Row]:
    """The published files as lines that lead to them."""
    return [Row(name, url=reverse("niis:format_file", args=[name])) for name in files()]
