"""Signing keys: the own private one in a file, the partners' public ones in the database."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext as _
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

CURVE = "Ed25519"
Jwk = dict[str, Any]


class BadKey(ValueError):
    """What was given is not a key of the right kind; the message says why."""


class NoKey(RuntimeError):
    """This installation cannot sign; the message says what an administrator owes."""


def make_private(kid: str = "") -> Jwk:
    """A new private key under a number of its own."""
    number = kid or uuid4().hex[:16]
    key = OKPKey.generate_key("Ed25519", parameters={"kid": number, "use": "sig"})
    return dict(key.as_dict(private=True))


def public_part(private: Jwk) -> Jwk:
    """What partners are given."""
    return {name: value for name, value in private.items() if name != "d"}


def check_public(jwk: Any) -> str:
    """The number of a partner's public key. Raises BadKey."""
    if not isinstance(jwk, dict):
        raise BadKey(_("This is no key in JWK form."))
    if "d" in jwk:
        raise BadKey(_("This is a private key. Ask for the public one."))
    number = jwk.get("kid")
    if jwk.get("kty") != "OKP" or jwk.get("crv") != CURVE or not isinstance(number, str):
        raise BadKey(_("The key must be an Ed25519 key with a number (kid)."))
    if not 1 <= len(number) <= 64:
        raise BadKey(_("The number of the key is too long."))
    try:
        OKPKey.import_key(jwk)
    except (JoseError, ValueError, TypeError) as error:
        raise BadKey(_("The key cannot be read.")) from error
    return number


def own_code() -> str:
    """By which code partners know this installation. Raises NoKey."""
    if not settings.THB_INSTALLATION:
        raise NoKey(_("This installation has no code yet: THB_INSTALLATION is not set."))
    return str(settings.THB_INSTALLATION)


def own_key() -> OKPKey:
    """The private key with which messages are signed. Raises NoKey."""
    path = settings.THB_EXCHANGE_KEY
    if not path:
        raise NoKey(_("This installation has no signing key yet: THB_EXCHANGE_KEY is not set."))
    try:
        jwk = json.loads(Path(path).read_text(encoding="utf-8"))
        check_public(public_part(jwk))
        key = OKPKey.import_key(jwk)
    except (OSError, ValueError, AttributeError, JoseError) as error:
        raise NoKey(_("The file of the signing key cannot be read.")) from error
    if not key.is_private:
        raise NoKey(_("The file of the signing key holds only a public key."))
    return key
