"""Terms of requests between units: whoever is asked answers in time, or the request lapses."""

from collections.abc import Iterable, Iterator
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.clocks.sources import Source, Term, register_source
from thbcases.niis.actions.requests import TERM_OF
from thbcases.niis.choices import RequestState, Urgency
from thbcases.niis.models import InformationRequest


def _term(asked: InformationRequest) -> Term:
    is_answered = asked.state not in (RequestState.SENT, RequestState.LAPSED)
    done_on = timezone.localdate(asked.answered_at) if asked.answered_at else None
    return Term(
        record=asked,
        name=asked.reference,
        code=asked.reference,
        starts_on=timezone.localdate(asked.asked_at),
        organisation_id=asked.asked_id,
        due_on=asked.due_on,
        done_on=done_on if is_answered else None,
        ended="" if asked.state != RequestState.WITHDRAWN else _("withdrawn"),
    )


def open_requests(urgency: Urgency) -> Iterable[Term]:
    """Requests of an urgency that wait for their answer."""
    rows = InformationRequest.objects.filter(state=RequestState.SENT, urgency=urgency)
    return [_term(asked) for asked in rows]


def term_of(urgency: Urgency, asked: InformationRequest) -> Iterator[Term]:
    """The term of one request."""
    if asked.urgency == urgency:
        yield _term(asked)


def register() -> None:
    """Tell the clocks; called once when the app is ready."""
    for urgency, event in TERM_OF.items():
        register_source(
            Source(
                key=f"niis.request_{urgency.value}",
                event=event,
                label=event.label,
                requires="request.read",
                acts="request.decide",
                open_terms=partial(open_requests, urgency),
                model="niis.informationrequest",
                terms_of=partial(term_of, urgency),
            )
        )
