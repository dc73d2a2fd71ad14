"""Asking every outside register at the moment of a search, all at once and within a limit."""

import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Protocol

from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from thbcases.niis.choices import AdapterKind
from thbcases.niis.models import Register
from thbcases.niis.registers.base import Adapter, Status
from thbcases.niis.registers.postgres import TableAdapter

WITHIN_SECONDS = 2.0
# Whoever kept a search waiting is not waited for again at once: the others would be slow, too.
REST_SECONDS = 20.0
MOST_AT_ONCE = 8

_resting: dict[str, float] = {}


class Place(Protocol):
    """Where something was found: the code of its register, and its key there."""

    @property
    def register(self) -> str:
        """The register's code."""

    @property
    def key(self) -> str:
        """The record's key in it."""


def statuses(places: Iterable[Place], within: float = WITHIN_SECONDS) -> dict[str, Status]:
    """What every outside register says now, by its code, about what was found in it.

    A register that does not answer, was never filled, holds content that is too old, or is
    switched off was «not asked», with the reason in the reader's language. Of one that answers
    only what stands there now counts. The whole takes no longer than `within` seconds.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for place in places:
        found[place.register].add(place.key)
    said: dict[str, Status] = {}
    to_ask: list[Adapter] = []
    outside = Register.objects.exclude(adapter=AdapterKind.OWN).select_related("state")
    for register in outside:
        status = _without_asking(register)
        if status is None:
            to_ask.append(TableAdapter(register))
        else:
            said[register.code] = status
    return said | _ask_all(to_ask, found, within)


def forget_rests() -> None:
    """Wait again for servers that kept somebody waiting a moment ago."""
    _resting.clear()


def why_not(register: Register) -> str:
    """Why a register cannot be searched whoever answers; empty when it can."""
    if not register.is_active:
        return _("It is switched off.")
    if register.as_of is None:
        return _("Nothing of it has been taken in yet.")
    if register.is_too_old():
        day = timezone.localtime(register.as_of).strftime("%Y-%m-%d %H:%M")
        return _("Its content is too old: of %(moment)s.") % {"moment": day}
    return ""


def _without_asking(register: Register) -> Status | None:
    """What is known before anybody is asked; None when its server has to say."""
    reason = why_not(register)
    if reason:
        return Status(False, reason, register.as_of)
    if register.adapter == AdapterKind.DELIVERY:
        return Status(True, as_of=register.as_of)
    if _resting.get(register.code, 0.0) > time.monotonic():
        return Status(False, _too_slow(), register.as_of)
    return None


def _ask_all(
    adapters: list[Adapter], found: dict[str, set[str]], within: float
) -> dict[str, Status]:
    if not adapters:
        return {}
    language = get_language() or "lt"
    pool = ThreadPoolExecutor(min(MOST_AT_ONCE, len(adapters)), "register")
    asked = {pool.submit(_ask, one, found[one.code], language): one for one in adapters}
    began = time.monotonic()
    done, late = wait(asked, timeout=within)
    said = {asked[one].code: one.result() for one in done}
    if time.monotonic() - began > within / 2:
        # Nobody answered for so long: whoever gave up by itself is not waited for again either.
        for code, status in said.items():
            if not status.answered:
                _resting[code] = time.monotonic() + REST_SECONDS
    for one in late:
        said[asked[one].code] = _give_up(asked[one])
    # Nobody waits for threads that are still at it; they end with their connections.
    pool.shutdown(wait=False, cancel_futures=True)
    return said


def _ask(adapter: Adapter, found: set[str], language: str) -> Status:
    with override(language):
        return adapter.ask(found)


def _give_up(adapter: Adapter) -> Status:
    _resting[adapter.code] = time.monotonic() + REST_SECONDS
    adapter.hang_up()
    return Status(False, _too_slow())


def _too_slow() -> str:
    return _("Its server did not answer in time.")
