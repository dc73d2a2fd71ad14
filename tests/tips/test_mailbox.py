"""Emptying a real mailbox: each mail once, whatever happens in between."""

import subprocess
import sys
from collections import Counter

import pytest

from tests.demo_site import environment
from tests.tips.conftest import Office
from tests.tips.making import mail
from tests.tips.servers import Server, cut_line
from thbcases import embedded
from thbcases.tips.models import MailEntry, Tip
from thbcases.tips.reader.limits import MAX_MAIL

TAKEN, ASIDE = "thbcases-taken", "thbcases-aside"


def texts(office: Office) -> list[str]:
    with office.cast.acting("officer"):
        return sorted(Tip.objects.values_list("text", flat=True))


def states(office: Office) -> Counter[str]:
    with office.cast.acting("officer"):
        return Counter(MailEntry.objects.values_list("state", flat=True))


def mails(count: int) -> list[bytes]:
    return [mail(f"tekstas {at}", Message_ID=f"<{at}@example.org>") for at in range(count)]


def lose(office: Office) -> None:
    """Run the command and see that it says that the mailbox was lost, and how to go on."""
    with pytest.raises(AssertionError, match="run it again"):
        office.manage("fetch_tips")


def test_mails_are_taken_in_and_moved_away_once(office: Office, mailbox: Server) -> None:
    mailbox.put(*mails(3))
    assert office.manage("fetch_tips") == "taken: 3\n"
    assert office.manage("fetch_tips") == ""
    assert texts(office) == ["tekstas 0", "tekstas 1", "tekstas 2"]
    assert (mailbox.count("INBOX"), mailbox.count(TAKEN)) == (0, 3)


def test_the_same_mail_delivered_again_is_known_by_its_content(
    office: Office, mailbox: Server
) -> None:
    mailbox.put(mail(), b"Received: by another way\r\n" + mail())
    mailbox.put(mail("be numerio", Message_ID=""), mail("be numerio", Message_ID=""))
    assert office.manage("fetch_tips") == "repeated: 2\ntaken: 2\n"
    assert texts(office) == ["Labas", "be numerio"]
    assert mailbox.count(TAKEN) == 4


def test_another_mail_with_the_same_message_id_is_not_swallowed(
    office: Office, mailbox: Server
) -> None:
    """Else whoever guesses a number could keep a real tip from being read."""
    mailbox.put(mail("tikras"), mail("suklastotas"))
    office.manage("fetch_tips")
    assert texts(office) == ["suklastotas", "tikras"]


def test_the_line_is_cut_while_a_mail_is_read(
    office: Office, mailbox: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.put(*mails(4))
    with cut_line(mailbox.port, lambda sent, received: b"tekstas 2" in received) as port:
        monkeypatch.setenv("THB_TIPS_IMAP_PORT", str(port))
        lose(office)
    assert texts(office) == ["tekstas 0", "tekstas 1"]
    monkeypatch.setenv("THB_TIPS_IMAP_PORT", str(mailbox.port))
    office.manage("fetch_tips")
    assert texts(office) == [f"tekstas {at}" for at in range(4)]
    assert (mailbox.count("INBOX"), mailbox.count(TAKEN)) == (0, 4)


def test_the_line_is_cut_between_keeping_a_mail_and_moving_it(
    office: Office, mailbox: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.put(*mails(3))

    def moved_two(sent: bytes, received: bytes) -> bool:
        return sent.upper().count(b"UID MOVE") + sent.upper().count(b"UID COPY") == 2

    with cut_line(mailbox.port, moved_two) as port:
        monkeypatch.setenv("THB_TIPS_IMAP_PORT", str(port))
        lose(office)
    # the second is kept, and lies in the mailbox still
    assert texts(office) == ["tekstas 0", "tekstas 1"]
    assert mailbox.count("INBOX") == 2
    monkeypatch.setenv("THB_TIPS_IMAP_PORT", str(mailbox.port))
    assert office.manage("fetch_tips") == "known: 1\ntaken: 1\n"
    assert texts(office) == ["tekstas 0", "tekstas 1", "tekstas 2"]
    assert mailbox.count("INBOX") == 0


def test_two_jobs_at_once_take_each_mail_once(office: Office, mailbox: Server) -> None:
    mailbox.put(*mails(12))
    command = [sys.executable, "manage.py", "fetch_tips"]
    both = [
        subprocess.Popen(
            command,
            cwd=embedded.ROOT,
            env=environment(office.database),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _job in range(2)
    ]
    for job in both:
        job.wait(timeout=60)
    # one may have lost a mail to the other and stopped there
    office.manage("fetch_tips")
    assert texts(office) == sorted(f"tekstas {at}" for at in range(12))
    assert mailbox.count("INBOX") == 0
    assert states(office)["taken"] == 12


def test_a_broken_mail_is_kept_whole_and_stops_nothing(office: Office, mailbox: Server) -> None:
    broken = b"\r\n\r\n" + b"no head at all " * 40
    mailbox.put(mail("prieš"), broken, mail("po", Message_ID="<2@example.org>"))
    assert office.manage("fetch_tips") == "taken: 2\nunreadable: 1\n"
    assert texts(office) == ["po", "prieš"]
    assert mailbox.count(ASIDE) == 1
    with office.cast.acting("officer"):
        entry = MailEntry.objects.get(state="unreadable")
    assert entry.raw is not None
    assert b"no head" not in bytes(entry.raw)


def test_a_mail_of_more_than_fifty_megabytes_is_left_and_said(
    office: Office, mailbox: Server
) -> None:
    large = mail("x" * 70 + "\r\n", subject="Didelis")
    large += (b"y" * 74 + b"\r\n") * (MAX_MAIL // 76 + 1)
    mailbox.put(large, mail("po", Message_ID="<2@example.org>"))
    assert office.manage("fetch_tips") == "taken: 1\ntoo_large: 1\n"
    assert texts(office) == ["po"]
    assert mailbox.count(ASIDE) == 1
    with office.cast.acting("officer"):
        entry = MailEntry.objects.get(state="too_large")
    assert entry.known["subject"] == "Didelis"
    assert entry.raw is None
    assert entry.size > MAX_MAIL


def test_without_a_mailbox_the_command_says_how_to_set_one(office: Office) -> None:
    with pytest.raises(AssertionError, match="THB_TIPS_IMAP_HOST"):
        office.manage("fetch_tips")
