"""Searching all registers: with a reason, within the day's limit, written down with its answer."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.access.acting import HasActor
from thbcases.niis.choices import SearchAnswer
from thbcases.niis.matching.answers import Answer, Found
from thbcases.niis.matching.dates import Unclear
from thbcases.niis.matching.kinds import Query, understand
from thbcases.niis.matching.search import search
from thbcases.niis.models import Search, SearchLimit, SearchList
from thbcases.niis.queries.search import Place, places_of
from thbcases.niis.registers.asking import statuses
from thbcases.niis.registers.base import Status
from thbcases.niis.registers.own import tell_keepers

FORGOTTEN_AFTER_DAYS = 30


@dataclass(frozen=True)
class Left:
    """How many searches are left today, and of how many."""

    today: int
    of: int


@dataclass(frozen=True)
class Counts:
    """What the acting user and the unit searched today, and how many names lately."""

    mine: int
    unit: int
    names: int
    misses: int


class LimitReached(ValidationError):
    """Today's searches are used up."""


@transaction.atomic
def search_registers(
    *,
    by: HasActor,
    text: str,
    born: str,
    reason: str,
    basis: str,
    batch: SearchList | None = None,
    line: int | None = None,
) -> Search:
    """Search every register for what was typed and write down who, why and what was answered.

    Raises ValidationError when it is not clear what to search for, without a basis, and (as
    LimitReached) when the user's or the unit's searches of today are used up.
    """
    rights.check("search.add", by.actor())
    query = understood(text, born)
    limit = _limit(by)
    _wait_in_line(by)
    counts = _counts()
    _check_limit(counts, limit)
    answer = search(query)
    row = _written(query, born, reason, basis, answer)
    row.batch, row.line = batch, line
    row.full_clean(exclude=["custodian", "made_by", "fingerprint"])
    row.save()
    row.refresh_from_db()
    tell_keepers(_all_found(row), reason=f"{row.get_reason_display()}: {row.basis}")
    _watch(counts, limit, row)
    return row


def understood(text: str, born: str) -> Query:
    """What was typed, as what it will be searched. Raises ValidationError for the form."""
    try:
        return understand(text, born)
    except Unclear as error:
        raise ValidationError(str(error)) from error


def left_today(by: HasActor) -> Left | None:
    """How many searches the acting user has left today; None for roles without a limit."""
    limit = SearchLimit.objects.filter(role=_role(by)).first()
    if limit is None:
        return None
    counts = _counts()
    mine = max(0, limit.per_user - counts.mine)
    return Left(min(mine, max(0, limit.per_unit - counts.unit)), limit.per_user)


def fingerprint(query: Query) -> bytes:
    """By what a search can be found again without keeping the name: its words under a key."""
    words = " ".join(sorted(word.stem for word in query.words))
    values = " ".join(value for _kind, value in query.values)
    material = f"search:{int(query.kind)}:{words}{values}:{query.birth.day or query.birth.year}"
    key = settings.THB_LINKAGE_KEY.encode()
    return hmac.new(key, material.encode(), sha256).digest()


def _role(by: HasActor) -> str:
    actor = by.actor()
    return actor.role.value if actor else ""


def _limit(by: HasActor) -> SearchLimit:
    limit = SearchLimit.objects.filter(role=_role(by)).first()
    if limit is None:
        raise ValidationError(
            _("No daily limit is set for your role. Ask the administrator to set it.")
        )
    return limit


def _wait_in_line(by: HasActor) -> None:
    """One search of a user, and of a unit, is counted after the other."""
    actor = by.actor()
    assert actor is not None, "the right was just checked"
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(7411006, %s)", [actor.organisation_id])


def _counts() -> Counts:
    with connection.cursor() as cursor:
        cursor.execute("select mine, unit, names, misses from thb_search_counts()")
        return Counts(*cursor.fetchone())


def _check_limit(counts: Counts, limit: SearchLimit) -> None:
    if counts.mine >= limit.per_user:
        raise LimitReached(
            _("You have used up today's %(count)s searches. They begin anew at midnight.")
            % {"count": limit.per_user}
        )
    if counts.unit >= limit.per_unit:
        raise LimitReached(
            _("Your unit has used up today's %(count)s searches. They begin anew at midnight.")
            % {"count": limit.per_unit}
        )


def _watch(before: Counts, limit: SearchLimit, row: Search) -> None:
    """Raise an alarm when many different names were tried in a short time."""
    if before.names + 1 >= limit.alarm_at:
        counts = _counts()
        if counts.names >= limit.alarm_at:
            _raise_alarm(counts, is_limit=False)


def note_limit_reached() -> None:
    """Raise the alarm of a used-up day; called when the refused search is taken back."""
    _raise_alarm(_counts(), is_limit=True)


def _raise_alarm(counts: Counts, *, is_limit: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select thb_raise_search_alarm(%s, %s, %s)", [counts.names, counts.misses, is_limit]
        )


def _written(query: Query, born: str, reason: str, basis: str, answer: Answer) -> Search:
    """The row that keeps a search; what was found stands in it as numbers only."""
    found = {
        "hits": answer.hits,
        "possible": answer.possible,
        "leads": answer.leads,
    }
    places = places_of([one for some in found.values() for one in some])
    told = statuses(places.values())
    standing = {
        name: [_kept(one, places[one]) for one in some if _stands(places.get(one), told)]
        for name, some in found.items()
    }
    silent = {code: status.why_not for code, status in told.items() if not status.answered}
    return Search(
        text=query.text,
        born=born.strip(),
        kind=int(query.kind),
        fingerprint=fingerprint(query),
        reason=reason,
        basis=basis.strip(),
        answer=_judged(standing),
        hits=len(standing["hits"]),
        possible=len(standing["possible"]),
        leads=len(standing["leads"]),
        found={
            **standing,
            "not_asked": silent,
            "at_least": answer.too_many.at_least if answer.too_many else None,
        },
    )


def _stands(place: Place | None, told: dict[str, Status]) -> bool:
    """Whether its register answered, and still has the record."""
    if place is None:
        return False
    status = told.get(place.register)
    return status is None or (status.answered and status.has(place.key))


def _kept(one: Found, place: Place) -> dict[str, Any]:
    return {
        "register": place.register,
        "key": place.key,
        "unit": place.unit_id,
        "score": one.score,
        "because": [int(reason) for reason in one.because],
    }


def _judged(found: dict[str, list[dict[str, Any]]]) -> SearchAnswer:
    if found["hits"]:
        return SearchAnswer.HIT
    return SearchAnswer.POSSIBLE if found["possible"] else SearchAnswer.NO_HIT


def _all_found(row: Search) -> list[dict[str, Any]]:
    return [*row.found["hits"], *row.found["possible"], *row.found["leads"]]


def forget_texts(now: datetime | None = None) -> int:
    """Forget what was typed a month ago; returns how many searches that were."""
    with connection.cursor() as cursor:
        cursor.execute("select thb_forget_searches(%s)", [(now or timezone.now())])
        return int(cursor.fetchone()[0])
