"""A message as signed text: a compact JSON Web Signature (RFC 7515) by Ed25519."""

import json
import re
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

ALGORITHM = "Ed25519"
MEDIA_TYPE = "thbcases-exchange+json"
COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


class NotSigned(ValueError):
    """The text is no signed message of this format."""


class Forged(ValueError):
    """The signature does not belong to this text and key."""


def sign(content: dict[str, Any], key: OKPKey) -> str:
    """The message as text that can be handed over in a file."""
    header = {"alg": ALGORITHM, "kid": key.kid, "typ": MEDIA_TYPE}
    body = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return jws.serialize_compact(header, body.encode(), key, algorithms=[ALGORITHM])


def key_number(text: str) -> str:
    """By which key the text says it is signed; believed only after `body_of`. Raises NotSigned."""
    if not COMPACT.fullmatch(text):
        raise NotSigned
    try:
        header = jws.extract_compact(text.encode()).headers()
    except (JoseError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise NotSigned from error
    number = header.get("kid")
    fits = header.get("alg") == ALGORITHM and header.get("typ") == MEDIA_TYPE
    if not fits or not isinstance(number, str) or set(header) != {"alg", "kid", "typ"}:
        raise NotSigned
    return number


def body_of(text: str, jwk: dict[str, Any]) -> bytes:
    """What was signed, after the signature was checked with this public key. Raises Forged."""
    try:
        key = OKPKey.import_key(jwk)
        return jws.deserialize_compact(text.encode(), key, algorithms=[ALGORITHM]).payload
    except (JoseError, ValueError, TypeError) as error:
        raise Forged from error
