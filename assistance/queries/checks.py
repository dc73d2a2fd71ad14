"""How often codes may be tried. Who tried is not kept: only a keyed fingerprint of the address,
under a key that changes every ten minutes, and that only for those ten minutes."""

import hmac
import time
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

WINDOW_SECONDS = 600
TRIES_OF_ONE = 20
TRIES_OF_ALL = 3000


def may_try(request: HttpRequest) -> bool:
    """Count a try; False when there were too many from one place or altogether."""
    window = int(time.time()) // WINDOW_SECONDS
    address = get_adapter().get_client_ip(request)
    key = f"{settings.SECRET_KEY}:check:{window}".encode()
    mark = hmac.new(key, str(address).encode(), sha256).hexdigest()[:24]
    return (
        _count(f"check:{window}:{mark}") <= TRIES_OF_ONE
        and _count(f"check:{window}") <= TRIES_OF_ALL
    )


def _count(name: str) -> int:
    cache.add(name, 0, WINDOW_SECONDS)
    try:
        return cache.incr(name)
    except ValueError:
        # thrown away between the two steps: this is the first one again
        return 1
