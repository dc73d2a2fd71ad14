"""What comes out of hostile mails and files; thousands of them, without one breaking anything."""

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator

import pytest
from PIL import Image

from bench.mails import EICAR, NAMES, Maker
from tests.cast import Cast
from tests.tips.making import channels, mail, nobody, photo_of_a_place
from thbcases.tips.actions import intake, mailbox
from thbcases.tips.models import Attachment, MailEntry, Tip
from thbcases.tips.reader import limits
from thbcases.tips.reader.box import ROOT, Box, Reading

MAILS = 2_000


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    with Box() as made:
        yield made


def codes(reading: Reading) -> set[str]:
    found = {str(one["code"]) for one in reading.facts.get("remarks", [])}
    return found | {str(one["code"]) for file in reading.files for one in file.remarks}


def judged(box: Box, content: bytes, name: str = "a", declared: str = "") -> Reading:
    return box.file(content, name, declared)


CONNECTED: list[object] = []
WATCHING: list[bool] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if WATCHING and event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        CONNECTED.append((event, arguments[1:]))


def test_two_thousand_hostile_mails_go_all_the_way_and_break_nothing(cast: Cast) -> None:
    """The real reader, the real database: each mail ends as a tip or is kept whole with why."""
    channels(cast)
    sys.addaudithook(_watch)
    WATCHING.append(True)
    slowest, peak, ends = 0.0, 0, dict.fromkeys(("taken", "unreadable", "repeated"), 0)
    with Box() as box:
        for number, (kind, raw) in enumerate(Maker(2012).mails(MAILS)):
            start = time.monotonic()
            reading = box.mail(raw)
            slowest = max(slowest, time.monotonic() - start)
            peak = max(peak, reading.peak)
            assert reading.unreadable not in ("reader_died", "too_slow"), (kind, number)
            with nobody():
                place = intake.Place("hostile", 1, number, len(raw))
                taken = mailbox.keep(place, raw, reading)
            assert taken is not None, (kind, number)
            assert taken.why != "not_kept", (kind, number)
            ends[taken.state] += 1
    WATCHING.clear()
    assert CONNECTED == []
    assert sum(ends.values()) == MAILS
    assert ends["taken"] > MAILS / 2
    assert ends["unreadable"] > 50
    assert slowest < limits.MAX_SECONDS
    assert peak < limits.MAX_MEMORY / 4
    with cast.acting("officer"):
        assert Tip.objects.count() == ends["taken"]
        assert MailEntry.objects.count() == MAILS
        unread = MailEntry.objects.filter(state="unreadable")
        assert not unread.filter(raw=None).exists()
        # no name is a path, none turns round, nothing that acts may be opened
        for name, found, verdict in Attachment.objects.values_list(
            "original_name", "found", "verdict"
        ):
            assert "/" not in name
            assert "\\" not in name
            assert "\x00" not in name
            assert "\u202e" not in name
            assert len(name) <= limits.MAX_NAME
            assert verdict == "held" or found in ("picture", "text"), found


def test_the_reader_can_reach_nothing() -> None:
    """The proof is in the process itself: whatever runs there is stopped from reaching out."""
    script = """
import sys
from thbcases.tips.reader import child
child.shut_in()
def refused(act):
    try:
        act()
    except child.Forbidden:
        return True
    return False
import socket, subprocess, os
print(refused(lambda: socket.socket().connect(("127.0.0.1", 9))),
      refused(lambda: socket.getaddrinfo("example.org", 80)),
      refused(lambda: subprocess.run(["true"])), refused(lambda: os.system("true")),
      refused(lambda: open("/tmp/x", "w")))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True"] * 5


def test_the_reader_knows_no_key_and_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THB_TIPS_KEY", "canary-of-the-key")
    with Box() as box:
        box.mail(mail())
        assert box.child is not None
        with open(f"/proc/{box.child.pid}/environ", "rb") as file:
            environment = file.read()
    assert b"canary" not in environment
    assert b"DATABASE" not in environment


def test_a_mail_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    slow = b"From: a@b.lt\r\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at)
        for at in range(900)
    )
    with Box(seconds=0.5) as box:
        reading = box.mail(slow + b"x\r\n" * 2_000_000)
        assert reading.unreadable == "too_slow"
        box.seconds = limits.MAX_SECONDS
        assert box.mail(mail("Kitas laiškas")).facts["text"] == "Kitas laiškas"


def test_a_large_mail_is_read_within_its_memory() -> None:
    content = b"A" * 76 + b"\r\n"
    raw = mail()[:-9] + b""
    raw = (
        b"From: a@b.lt\r\nContent-Type: application/octet-stream\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n"
        + content
        * (limits.MAX_MAIL // len(content) - 9)
    )
    assert len(raw) > 49_000_000
    with Box() as box:
        reading = box.mail(raw)
    assert reading.unreadable == ""
    assert reading.files[0].content[:3] == b"\0\0\0"
    assert reading.peak < limits.MAX_MEMORY


# --- texts


def test_html_becomes_words_and_nothing_is_loaded(box: Box) -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><p>Darbas <b>Londone</b></p>"
        "<script>alert(1)</script><img src='http://example.org/p'>"
        "<a href='http://example.org/offer'>skelbimas</a></body></html>"
    )
    reading = box.mail(mail(page, Content_Type="text/html; charset=utf-8"))
    assert reading.facts["text"] == "Darbas Londone\nskelbimas [http://example.org/offer]"
    assert "from_html" in codes(reading)


@pytest.mark.parametrize("charset", ["x-nobody", "rot13", "zlib", "\x00"])
def test_an_unknown_charset_is_replaced_and_said(box: Box, charset: str) -> None:
    head = f'From: a@b.lt\r\nContent-Type: text/plain; charset="{charset}"\r\n\r\n'
    reading = box.mail(head.encode() + "Žąsis".encode("windows-1257"))
    assert "\ufffd" in reading.facts["text"]
    assert "charset_unknown" in codes(reading)


def test_no_text_part_is_said(box: Box) -> None:
    raw = mail("AAAA", Content_Type="application/pdf", Content_Transfer_Encoding="base64")
    reading = box.mail(raw)
    assert reading.facts["text"] == ""
    assert "no_text" in codes(reading)
    assert len(reading.files) == 1


def test_null_bytes_and_turning_signs_are_taken_out(box: Box) -> None:
    reading = box.mail(mail("a\x00b \u202efdp.exe"))
    assert reading.facts["text"] == "ab fdp.exe"
    assert "turning_signs" in codes(reading)


def test_a_sender_is_never_believed_and_never_more_than_one_address(box: Box) -> None:
    reading = box.mail(
        mail(From='"Policija" <info@policija.lt>, x@y.lt', Authentication_Results="mx; spf=fail")
    )
    assert reading.facts["reply_to"] == ""
    assert reading.facts["claims"].startswith('"Policija"')
    assert reading.facts["authentication"] == "Authentication-Results: mx; spf=fail"


def test_what_is_nested_too_deeply_is_left_out_and_said(box: Box) -> None:
    inner = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
    raw = b"From: a@b.lt\r\n" + b"".join(inner % (at, at) for at in range(100)) + b"\r\nx"
    reading = box.mail(raw)
    assert reading.facts["is_cut"]
    assert "too_deep" in codes(reading)


def test_the_same_mail_delivered_twice_has_the_same_key(box: Box) -> None:
    first = box.mail(b"Received: by one\r\n" + mail())
    second = box.mail(b"Received: by two\r\nX-Spam: 3\r\n" + mail())
    other = box.mail(mail("Kitas tekstas"))
    assert first.facts["content_key"] == second.facts["content_key"]
    assert first.facts["content_key"] != other.facts["content_key"]


# --- files


def test_a_picture_loses_its_place_and_every_note(box: Box) -> None:
    original = photo_of_a_place()
    assert Image.open(io.BytesIO(original)).getexif().get_ifd(0x8825)
    (file,) = judged(box, original, "durys.jpg", "image/jpeg").files
    assert file.is_open
    assert {"code": "has_place"} in file.remarks
    assert file.copy is not None
    drawn = Image.open(io.BytesIO(file.copy))
    assert drawn.size == (60, 40)
    assert not drawn.getexif()
    assert b"secret" not in file.copy
    assert b"secret" in file.content


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (EICAR, "executable"),
        (b"MZ\x90\x00rest", "executable"),
        (b"\x7fELF\x02", "executable"),
        (b"#!/bin/sh\nrm", "script"),
        (b"<html><script>x</script>", "active"),
        (b"<svg onload=alert(1)>", "active"),
        (b"%PDF-1.4 /OpenAction", "pdf"),
        (b"{\\rtf1", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old_office"),
        (b"\x1f\x8b\x08rest", "archive"),
        (b"\x00\x01\x02\x03", "other"),
        (b"", "empty"),
    ],
)
def test_what_may_act_is_held_whatever_it_is_called(box: Box, content: bytes, found: str) -> None:
    (file,) = judged(box, content, "foto.jpg", "image/jpeg").files
    assert file.found == found
    assert not file.is_open
    assert file.copy is None


def test_a_program_posing_as_a_picture_says_so(box: Box) -> None:
    reading = judged(box, b"MZ\x90", "foto\u202egpj.exe", "image/jpeg")
    assert codes(reading) >= {"turning_name", "name_of_a_program", "not_as_declared"}
    assert reading.files[0].name == "fotogpj.exe"


def test_plain_text_with_the_name_of_a_script_is_held(box: Box) -> None:
    (file,) = judged(box, b"echo labas", "a.bat", "text/plain").files
    assert not file.is_open


def test_an_archive_is_listed_and_never_unpacked(box: Box) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.txt", b"0" * 40_000_000)
        archive.writestr("../inner.zip", b"PK")
    (file,) = judged(box, out.getvalue(), "a.zip").files
    said = {str(one["code"]): one for one in file.remarks}
    assert set(said) >= {"archive_holds", "nested_archive", "paths_inside"}
    assert said["archive_holds"]["bytes"] == 40_000_002
    assert not file.is_open


def test_an_office_document_with_macros_is_told_apart(box: Box) -> None:
    for name, found in (("word/vbaProject.bin", "office_macros"), ("word/a.xml", "office")):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr(name, "x")
        assert judged(box, out.getvalue(), "a.docx").files[0].found == found


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_a_path(box: Box, name: str) -> None:
    (file,) = judged(box, b"labas", name).files
    assert not set(file.name) & set("/\\<>:\x00\r\n\u202e")
    assert not file.name.startswith(".")
    assert len(file.name) <= limits.MAX_NAME
