"""An authenticator app and a security key in software, written from their standards."""

import base64
import hashlib
import hmac
import json
import os
import struct
import time
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256

ORIGIN = "http://localhost"


def totp(secret: str) -> str:
    """The six digits of this half minute (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def text(value: bytes) -> str:
    """Base64 as the web writes it."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


@dataclass
class Key:
    """A passkey (WebAuthn level 2, no attestation). `asks` says whether it asks for a PIN."""

    asks: bool = True
    handle: str = ""
    count: int = 0
    identity: bytes = field(default_factory=lambda: os.urandom(32))
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def create(self, options: dict[str, Any]) -> str:
        """Answer `navigator.credentials.create`."""
        public = options["publicKey"]
        self.handle = public["user"]["id"]
        cose = ES256.from_cryptography_key(self.private.public_key())
        attested = bytes(16) + struct.pack(">H", 32) + self.identity + cbor.encode(dict(cose))
        data = self._data(public["rp"]["id"], 0x40) + attested
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(
            {
                "clientDataJSON": text(self._client("webauthn.create", public["challenge"])),
                "attestationObject": text(attestation),
            },
            {"credProps": {"rk": True}},
        )

    def get(self, options: dict[str, Any]) -> str:
        """Answer `navigator.credentials.get`."""
        public = options["publicKey"]
        client = self._client("webauthn.get", public["challenge"])
        data = self._data(public["rpId"], 0)
        signature = self.private.sign(
            data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256())
        )
        return self._answer(
            {
                "clientDataJSON": text(client),
                "authenticatorData": text(data),
                "signature": text(signature),
                "userHandle": self.handle,
            },
            {},
        )

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN}).encode()

    def _data(self, party: str, flags: int) -> bytes:
        self.count += 1
        flags |= 0x01 | (0x04 if self.asks else 0)
        return hashlib.sha256(party.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _answer(self, response: dict[str, str], extensions: dict[str, Any]) -> str:
        return json.dumps(
            {
                "id": text(self.identity),
                "rawId": text(self.identity),
                "type": "public-key",
                "response": response,
                "clientExtensionResults": extensions,
            }
        )
