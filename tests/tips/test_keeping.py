"""Keys, places of mails, and settings that must not be wrong."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.tips.making import channels, mail, nobody, take
from thbcases.tips import checks, keys
from thbcases.tips.actions import intake, mailbox
from thbcases.tips.actions.intake import Place
from thbcases.tips.models import MailEntry, Tip
from thbcases.tips.reader.box import Reading


def test_what_was_sealed_with_the_key_before_opens_and_with_another_does_not(
    settings: Any,
) -> None:
    old = settings.THB_TIPS_KEY
    sealed = keys.seal(b"bytes", "name")
    settings.THB_TIPS_KEY = "another-key" * 4
    with pytest.raises(keys.Unopenable):
        keys.unseal(sealed, "name")
    settings.THB_TIPS_KEY_BEFORE = old
    assert keys.unseal(sealed, "name") == b"bytes"
    with pytest.raises(keys.Unopenable):
        keys.unseal(sealed[:-1] + b"\0", "name")
    with pytest.raises(keys.Unopenable):
        keys.unseal(sealed, "another name")


def test_each_purpose_has_a_key_of_its_own() -> None:
    hashes = {keys.receipt_hash("A"), keys.sender_hash("A"), keys.text_hash("A")}
    assert len(hashes) == 3


def test_without_a_key_nothing_is_kept(settings: Any, cast: Cast) -> None:
    channels(cast)
    settings.THB_TIPS_KEY = ""
    with pytest.raises(keys.NoKey):
        keys.seal(b"", "")
    with nobody(), pytest.raises(intake.Closed):
        intake.tell(told=intake.Told("x", "lt"))


def test_a_mailbox_that_counts_anew_brings_nothing_twice(cast: Cast) -> None:
    """After a new validity the same numbers are other mails, and the same mail has another."""
    channels(cast)
    first, second = mail("pirmas", Message_ID="<1@x>"), mail("antras", Message_ID="<2@x>")
    assert take(first, uid=1, validity=1).state == "taken"
    assert take(first, uid=1, validity=1).state == "known"
    assert take(second, uid=1, validity=2).state == "taken"
    assert take(first, uid=2, validity=2).state == "repeated"
    with cast.acting("officer"):
        assert Tip.objects.count() == 2
        assert MailEntry.objects.count() == 3


def test_what_cannot_be_kept_as_a_tip_is_kept_whole(cast: Cast) -> None:
    channels(cast)
    raw = mail("keistas")
    with nobody():
        taken = mailbox.keep(Place("box", 1, 1, len(raw)), raw, Reading(facts={}))
    assert taken is not None
    assert (taken.state, taken.why) == ("unreadable", "not_kept")
    with cast.acting("officer"):
        entry = MailEntry.objects.get()
        assert entry.raw is not None
        assert keys.unseal(bytes(entry.raw), "mail box 1") == raw


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({}, []),
        ({"THB_TIPS_KEY": "short"}, ["thbcases.E005"]),
        ({"THB_TIPS_KEY": "", "THB_TIPS_IMAP_HOST": "mail.example.org"}, ["thbcases.E006"]),
        (
            {"THB_TIPS_IMAP_HOST": "mail.example.org", "THB_TIPS_IMAP_TLS": "none"},
            ["thbcases.E007"],
        ),
        ({"THB_TIPS_IMAP_HOST": "127.0.0.1", "THB_TIPS_IMAP_TLS": "none"}, []),
        ({"THB_TIPS_IMAP_HOST": "mail.example.org", "THB_TIPS_IMAP_TLS": "tls"}, []),
    ],
)
def test_the_start_is_refused_while_a_setting_is_unsafe(
    settings: Any, values: dict[str, str], codes: list[str]
) -> None:
    settings.DEMO = settings.DEBUG = False
    for name, value in values.items():
        setattr(settings, name, value)
    found = [*checks.tips_key(None), *checks.mailbox(None)]
    assert [one.id for one in found] == codes
