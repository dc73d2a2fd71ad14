"""Reads about the exchange of messages."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from thbcases.niis.choices import Direction, MessageKind, MessageState
from thbcases.niis.exchange.reading import KnownKey
from thbcases.niis.exchange.searching import Finding, searcher
from thbcases.niis.models import ExchangeMessage, Partner, PartnerKey
from thbcases.people.models import Person


def messages() -> QuerySet[ExchangeMessage]:
    """Messages that the acting unit handles."""
    return ExchangeMessage.objects.select_related("partner", "handled_by")


def active_partners() -> QuerySet[Partner]:
    """Partners to whom one may write today."""
    today = timezone.localdate()
    still = Q(active_until__isnull=True) | Q(active_until__gte=today)
    return Partner.objects.filter(still, active_from__lte=today)


def keys_in_use(kid: str) -> list[KnownKey]:
    """The public keys of this number that count today, of partners who may write today."""
    today = timezone.localdate()
    still = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    rows = PartnerKey.objects.filter(
        still, kid=kid, valid_from__lte=today, partner__in=active_partners()
    )
    return [KnownKey(row.partner.code, row.jwk) for row in rows.select_related("partner")]


def replied_to(message: ExchangeMessage) -> ExchangeMessage | None:
    """The message that this one replies to, if the unit has it."""
    if message.in_reply_to is None:
        return None
    other = Direction.OUT if message.direction == Direction.IN else Direction.IN
    rows = messages().filter(direction=other, partner_id=message.partner_id)
    return rows.filter(message_id=message.in_reply_to).first()


def replies(message: ExchangeMessage) -> QuerySet[ExchangeMessage]:
    """What was said in reply, either way."""
    other = Direction.OUT if message.direction == Direction.IN else Direction.IN
    rows = messages().filter(direction=other, partner_id=message.partner_id)
    return rows.filter(in_reply_to=message.message_id).order_by("handled_at", "id")


def waiting() -> QuerySet[ExchangeMessage]:
    """Requests of partners that nobody answered yet, the oldest on top."""
    rows = messages().filter(direction=Direction.IN, state=MessageState.RECEIVED)
    return rows.filter(kind=MessageKind.REQUEST).order_by("handled_at", "id")


def disclosures_of(reference: str) -> QuerySet[ExchangeMessage]:
    """What the unit disclosed of a record, to whichever partner."""
    rows = messages().filter(direction=Direction.OUT, kind=MessageKind.DISCLOSURE)
    return rows.filter(content__payload__reference=reference)


def category_abroad(person_id: int) -> str:
    """As what a person may stand in a message to another installation; empty: not at all."""
    with connection.cursor() as cursor:
        cursor.execute("select thb_category_abroad(%s)", [person_id])
        (category,) = cursor.fetchone()
    return category or ""


def findings(about: dict[str, Any]) -> list[Finding] | None:
    """What the search finds of what may leave; None when there is no search to ask."""
    search = searcher()
    if search is None:
        return None
    return [
        found
        for found in search(about)
        if found.person_id is None or category_abroad(found.person_id)
    ]


def own_suspects(numbers: set[UUID]) -> list[Person]:
    """Persons of the unit by their public numbers, those only who may leave."""
    rows = Person.objects.filter(uuid__in=numbers)
    return [row for row in rows if category_abroad(row.pk)]


Keys = Callable[[str], list[KnownKey]]
