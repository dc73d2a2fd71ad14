"""Keeping the public form from being flooded, without knowing who uses it.

What is counted is a keyed hash of the address. Its key is drawn anew every hour and kept nowhere
else, so after the hour nobody can tell any more which address a count was of.
"""

import hmac
import secrets
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

HOUR = 3600
# A hostel or a whole prison may stand behind one address.
MOST_TOLD = 20
MOST_CODES = 60


class TooMuch(Exception):
    """From this network came more than one hour allows."""


def count_telling(request: HttpRequest) -> None:
    """Count a new report. Raises TooMuch."""
    _count(request, "told", MOST_TOLD)


def count_code(request: HttpRequest) -> None:
    """Count a receipt code that is tried, right or wrong. Raises TooMuch."""
    _count(request, "codes", MOST_CODES)


def _count(request: HttpRequest, what: str, most: int) -> None:
    key = f"tips-{what}-{_who(request)}"
    cache.add(key, 0, HOUR)
    if cache.incr(key) > most:
        raise TooMuch


def _who(request: HttpRequest) -> str:
    salt = cache.get_or_set("tips-salt", lambda: secrets.token_hex(32), HOUR)
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:
        address = ""  # a proxy that says nothing: all are counted together
    return hmac.new(str(salt).encode(), str(address).encode(), sha256).hexdigest()[:40]
