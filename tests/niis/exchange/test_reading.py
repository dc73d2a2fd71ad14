"""Whatever is broken, forged, old, foreign or too new is refused with a reason, and not kept."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import OctKey, OKPKey

from tests.cast import Cast
from tests.niis.exchange.conftest import ABOUT, DAY, Write
from thbcases.access.acting import acting_system
from thbcases.niis.exchange import keys, signing
from thbcases.niis.exchange.reading import MOST_CHARACTERS, REASONS, KnownKey, Rejected, check
from thbcases.niis.models import ExchangeMessage, Partner, PartnerKey

TakeIn = Callable[..., ExchangeMessage]


def refused(take_in: TakeIn, text: str) -> Rejected:
    """The refusal; nothing was kept."""
    with pytest.raises(Rejected) as refusal:
        take_in(text)
    assert ExchangeMessage.objects.count() == 0
    assert str(refusal.value)
    return refusal.value


def test_a_good_message_is_kept_with_its_text(write: Write, take_in: TakeIn) -> None:
    text = write()
    row = take_in(f"\n{text}\n")
    assert row.text == text
    assert (row.direction, row.kind, row.state) == ("in", "request", "received")
    assert row.content["payload"] == ABOUT


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"version": 2}, "future"),
        ({"version": "1"}, "not_valid"),
        ({"version": True}, "not_valid"),
        ({"format": "other"}, "other_format"),
        ({"recipient": "EE-1"}, "wrong_recipient"),
        ({"sender": "EE-1"}, "wrong_sender"),
        ({"kind": "order"}, "not_valid"),
        ({"id": "1"}, "not_valid"),
        ({"sent_at": "2026-02-30T00:00:00Z"}, "not_valid"),
        ({"sent_at": "2026-02-03T00:00:00Z\n"}, "not_valid"),
        ({"as_of": "2026-02-30"}, "not_valid"),
        ({"reliability": "Z"}, "not_valid"),
        ({"legal_basis": " "}, "not_valid"),
        ({"purpose": "x" * 2001}, "not_valid"),
        ({"purpose": "x\x00"}, "broken"),
        ({"extra": 1}, "not_valid"),
        ({"payload": {}}, "not_valid"),
        ({"payload": []}, "not_valid"),
    ],
)
def test_what_the_format_does_not_allow(
    write: Write, take_in: TakeIn, changes: dict[str, Any], code: str
) -> None:
    refusal = refused(take_in, write(**changes))
    assert refusal.code == code
    assert bool(refusal.problems) == (code == "not_valid")


@pytest.mark.parametrize("missing", ["id", "source", "as_of", "handling", "expires_at", "payload"])
def test_what_must_be_there(
    write: Write, take_in: TakeIn, partner_key: dict[str, Any], missing: str
) -> None:
    content = json.loads(signing.body_of(write(), keys.public_part(partner_key)))
    del content[missing]
    text = signing.sign(content, OKPKey.import_key(partner_key))
    refusal = refused(take_in, text)
    assert refusal.code == "not_valid"
    assert missing in refusal.problems[0].what


@pytest.mark.parametrize("category", ["victim", "presumed_victim", "witness"])
def test_a_victim_or_witness_is_not_accepted(write: Write, take_in: TakeIn, category: str) -> None:
    about = {"about": {"person": {"category": category, "family_name": "X"}}, "urgency": "urgent"}
    assert refused(take_in, write(payload=about)).code == "victim"


def test_a_person_without_a_category_is_not_accepted(write: Write, take_in: TakeIn) -> None:
    about = {"about": {"person": {"family_name": "X"}}, "urgency": "urgent"}
    assert refused(take_in, write(payload=about)).code == "not_valid"


def test_old_and_future_messages(write: Write, take_in: TakeIn) -> None:
    now = timezone.now()
    assert refused(take_in, write(now=now - timedelta(days=31))).code == "expired"
    assert refused(take_in, write(now=now + timedelta(hours=1))).code == "not_yet"
    take_in(write(now=now + timedelta(minutes=3)))


def test_a_replayed_message_is_refused_also_in_another_unit(write: Write, take_in: TakeIn) -> None:
    text = write()
    take_in(text)
    for who in ("officer", "officer_b"):
        with pytest.raises(Rejected) as refusal:
            take_in(text, who)
        assert refusal.value.code == "replayed"
    assert ExchangeMessage.objects.count() == 1


def test_the_same_number_in_another_text_is_a_replay_too(write: Write, take_in: TakeIn) -> None:
    number = str(uuid4())
    take_in(write(id=number))
    with pytest.raises(Rejected) as refusal:
        take_in(write(id=number, purpose="kita"))
    assert refusal.value.code == "replayed"


def test_a_changed_text_is_forged(write: Write, take_in: TakeIn) -> None:
    head, body, signature = write().split(".")
    other = write().split(".")[1]
    assert refused(take_in, f"{head}.{other}.{signature}").code == "forged"
    assert refused(take_in, f"{head}.{body}.{signature[:-4]}AAAA").code == "forged"


def test_another_key_under_the_partners_number_is_forged(write: Write, take_in: TakeIn) -> None:
    assert refused(take_in, write(key=keys.make_private("lv-2026"))).code == "forged"


def test_an_unknown_key_is_of_no_partner(write: Write, take_in: TakeIn) -> None:
    assert refused(take_in, write(key=keys.make_private("stranger"))).code == "unknown_key"


def test_weaker_signatures_are_no_signatures(
    partner: Partner, partner_key: dict[str, Any], take_in: TakeIn
) -> None:
    """No signature at all, and the public key misused as a shared secret."""
    none = "eyJhbGciOiJub25lIiwia2lkIjoibHYtMjAyNiJ9.e30."
    assert refused(take_in, none).code == "not_signed"
    secret = OctKey.import_key(partner_key["x"] * 2)
    header = {"alg": "HS256", "kid": "lv-2026", "typ": signing.MEDIA_TYPE}
    assert refused(take_in, jws.serialize_compact(header, b"{}", secret)).code == "not_signed"


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b"1", b'{"a": 1, "a": 2}', b'{"a": NaN}', b"\xff", b"[" * 80_000],
)
def test_broken_json_under_a_good_signature(
    partner: Partner, partner_key: dict[str, Any], take_in: TakeIn, body: bytes
) -> None:
    header = {"alg": "Ed25519", "kid": "lv-2026", "typ": signing.MEDIA_TYPE}
    key = OKPKey.import_key(partner_key)
    text = jws.serialize_compact(header, body, key, algorithms=["Ed25519"])
    assert refused(take_in, text).code == "broken"


@pytest.mark.parametrize(
    "text", ["", "e30..e30", "labas", "a.b", "a.b.c", "....", "{}", "x" * 999, "ąč.ę.ė"]
)
def test_what_is_no_message_at_all(partner: Partner, take_in: TakeIn, text: str) -> None:
    assert refused(take_in, text).code == "not_signed"


def test_too_large_is_not_even_read(partner: Partner, take_in: TakeIn) -> None:
    assert refused(take_in, "a" * (MOST_CHARACTERS + 1)).code == "too_large"


def test_a_key_counts_from_its_day_until_its_day(
    cast: Cast, partner: Partner, partner_key: dict[str, Any], write: Write, take_in: TakeIn
) -> None:
    """Two keys overlap while the partner changes over; then the old one ends."""
    new = keys.make_private("lv-2027")
    today = timezone.localdate()
    with acting_system("test"):
        PartnerKey.objects.create(partner=partner, jwk=keys.public_part(new), valid_from=today)
    take_in(write())
    take_in(write(key=new))
    with acting_system("test"):
        PartnerKey.objects.filter(kid="lv-2026").update(valid_until=today - timedelta(days=1))
    with pytest.raises(Rejected, match="no partner"):
        take_in(write())
    take_in(write(key=new))
    with acting_system("test"):
        Partner.objects.update(active_until=DAY)
    with pytest.raises(Rejected, match="no partner"):
        take_in(write(key=new))


def test_every_refusal_has_its_words() -> None:
    for code in REASONS:
        assert str(Rejected(code)).endswith(".")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.from_regex(signing.COMPACT, fullmatch=True))
def test_any_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(Rejected):
        check(text, own_code="LT-1", keys=lambda number: [], now=timezone.now())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
PRIVATE = keys.make_private("any")


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["id", "kind", "payload", "as_of", "x"]), JSON), JSON)
def test_any_signed_json_is_refused_in_words(part: dict[str, Any], payload: Any) -> None:
    """Random values in the place of good ones never break the reading."""
    content = {"format": "thbcases-exchange", "version": 1, "payload": payload, **part}
    text = signing.sign(content, OKPKey.import_key(PRIVATE))
    known = [KnownKey("LV-1", keys.public_part(PRIVATE))]
    with pytest.raises(Rejected):
        check(text, own_code="LT-1", keys=lambda number: known, now=timezone.now())
