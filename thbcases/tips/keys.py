"""What the key outside the database is for: attachments, receipt codes, fingerprints of senders.

Each purpose has a key of its own, derived from THB_TIPS_KEY. Without it nothing is taken in.
"""

import hmac
import os
import re
import secrets
import unicodedata
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# Crockford's letters: none looks like another, so a code can be told by telephone.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RECEIPT_LENGTH = 16  # of 5 bits each: 80 bits
ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
VERSION = b"\x01"
NONCE = 12


class NoKey(RuntimeError):
    """THB_TIPS_KEY is not set: nothing can be kept, so nothing is taken."""


class Unopenable(RuntimeError):
    """Sealed with another key, or changed since."""


def is_set() -> bool:
    """Whether tips can be taken at all."""
    return bool(settings.THB_TIPS_KEY)


@lru_cache(maxsize=32)
def _derived(master: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"thbcases tips {purpose}".encode()).derive(
        master.encode()
    )


def _key(purpose: str) -> bytes:
    if not is_set():
        raise NoKey("THB_TIPS_KEY is not set")
    return _derived(settings.THB_TIPS_KEY, purpose)


# --- bytes at rest


def seal(content: bytes, name: str) -> bytes:
    """Make bytes unreadable without the key; they open under the same name only."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + AESGCM(_key("content")).encrypt(nonce, content, name.encode())


def unseal(sealed: bytes, name: str) -> bytes:
    """The bytes again. Raises Unopenable."""
    sealed = bytes(sealed)
    nonce, rest = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    for master in filter(None, (settings.THB_TIPS_KEY, settings.THB_TIPS_KEY_BEFORE)):
        try:
            return AESGCM(_derived(master, "content")).decrypt(nonce, rest, name.encode())
        except (InvalidTag, ValueError):
            continue
    raise Unopenable("sealed with another key, or changed")


# --- codes


def new_receipt() -> str:
    """A receipt code in groups of four: 80 random bits, shown once and kept nowhere."""
    code = "".join(secrets.choice(LETTERS) for _letter in range(RECEIPT_LENGTH))
    return "-".join(code[at : at + 4] for at in range(0, RECEIPT_LENGTH, 4))


def new_code() -> str:
    """The code of a tip, by which colleagues speak of it; it opens nothing."""
    return "T-" + "".join(secrets.choice(LETTERS) for _letter in range(8))


def receipt_hash(typed: str) -> str:
    """What is kept of a receipt code, however it was typed; any text gives one."""
    plain = re.sub(r"[^0-9A-Z]", "", typed[:200].upper().translate(ALIKE))
    return _fingerprint("receipt", plain)


# --- fingerprints


def sender_hash(address: str) -> str:
    """The same for the same address in any case; empty for none."""
    plain = address.strip().casefold()
    return _fingerprint("sender", plain) if plain else ""


def text_hash(text: str) -> str:
    """The same for texts that differ in spaces, case and signs only; empty for none."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(c for c in folded if c.isalnum())
    return _fingerprint("text", plain) if plain else ""


def content_hash(content: bytes) -> str:
    """A keyed checksum of a mail: whoever has the database alone cannot try mails against it."""
    return hmac.new(_key("mail"), content, sha256).hexdigest()


def _fingerprint(purpose: str, text: str) -> str:
    return hmac.new(_key(purpose), text.encode("utf-8", "replace"), sha256).hexdigest()
