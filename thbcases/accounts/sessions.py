"""How long a session lives, and what it remembers about the person who signed in."""

import time
from enum import StrEnum
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from thbcases.accounts.models import User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Key(StrEnum):
    """What stands in a session of ours."""

    BEGAN = "began_at"
    SEEN = "seen_at"
    MEMBERSHIP = "membership"
    SECOND_FACTOR = "second_factor"


def begin(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Start the clocks; what an earlier session of this browser knew is forgotten."""
    request.session[Key.BEGAN] = request.session[Key.SEEN] = time.time()
    request.session.pop(Key.MEMBERSHIP, None)
    request.session.pop(Key.SECOND_FACTOR, None)


def is_over(session: SessionBase) -> bool:
    """Whether nobody did anything for too long, or the working day is over.

    A session without clocks is over: it was not begun by signing in.
    """
    now = time.time()
    began, seen = session.get(Key.BEGAN, 0.0), session.get(Key.SEEN, 0.0)
    return bool(
        now - seen >= settings.SESSION_IDLE_SECONDS
        or now - began >= settings.SESSION_ABSOLUTE_SECONDS
    )


def touch(session: SessionBase) -> None:
    """Note that somebody is there. Not on every request: each note is a write."""
    now = time.time()
    if now - session.get(Key.SEEN, 0.0) >= settings.SESSION_IDLE_SECONDS / 30:
        session[Key.SEEN] = now


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the person showed a second factor, or a passkey, in this session."""
    if request.session.get(Key.SECOND_FACTOR):
        return True
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return any(record.get("method") == "mfa" for record in records)
