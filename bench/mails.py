"""Hostile mails, as many as one likes: the same ones for the same seed.

    python -m bench.mails --count 20000 --seed 7

Each mail goes through the real reader, in its own process; printed are what became of them, how
long each took and how much memory the reader used at most. Ends with 1 when one of them broke the
reader or took longer than allowed.
"""

import argparse
import base64
import io
import struct
import sys
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

from PIL import Image

from thbcases.tips.reader.box import Box
from thbcases.tips.reader.limits import MAX_MEMORY, MAX_SECONDS

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
WORDS = ["darbas", "Лондон", "žmonės", "paso", "атобус", "vilniuje", "💶", "עזרה", "مساعدة", "x"]
NAMES = [
    "../../etc/passwd",
    "..\\..\\windows\\system32\\a.exe",
    "/etc/shadow",
    "foto\u202egpj.exe",
    "a" * 5000 + ".jpg",
    "nul\x00byte.png",
    "=?utf-8?q?../..=2Fnuotrauka?=.jpg",
    "C:\\Users\\a\\b.doc",
    ".htaccess",
    "CON",
    "",
    " ",
    "<script>alert(1)</script>.png",
    "a\r\nX-Injected: yes.txt",
    "žąsis.JPG.exe",
]
CHARSETS = [
    "utf-8",
    "us-ascii",
    "windows-1257",
    "koi8-r",
    "x-nobody",
    "utf-16",
    "rot13",
    "zlib",
    "base64",
    "punycode",
    "unicode_escape",
    "\x00",
    "a" * 3000,
    "idna",
    "utf-7",
    "hex",
]


class Maker:
    """Makes mails out of one random source."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.kinds: list[Callable[[], bytes]] = [
            getattr(self, name) for name in sorted(dir(self)) if name.startswith("kind_")
        ]

    def mails(self, count: int) -> Iterator[tuple[str, bytes]]:
        """Mails with the name of their kind; each kind comes in turn."""
        for number in range(count):
            kind = self.kinds[number % len(self.kinds)]
            yield kind.__name__.removeprefix("kind_"), kind()

    # --- bricks

    def words(self, most: int = 30) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(1, most)))

    def noise(self, most: int = 400) -> bytes:
        return self.random.randbytes(self.random.randint(1, most))

    def head(self, **more: str) -> bytes:
        fields = {
            "From": f"Kas nors <kas{self.random.randint(1, 99999)}@example.org>",
            "Subject": self.words(5),
            "Date": "Fri, 27 Nov 2026 09:00:00 +0200",
            "Message-ID": f"<{self.random.getrandbits(60)}@example.org>",
            **more,
        }
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
        return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n"

    def mixed(self, *parts: bytes) -> bytes:
        edge = f"edge{self.random.randint(1, 10**9)}"
        head = self.head(Content_Type=f'multipart/mixed; boundary="{edge}"')
        body = b"".join(b"--" + edge.encode() + b"\r\n" + part + b"\r\n" for part in parts)
        end = b"" if self.random.random() < 0.2 else b"--" + edge.encode() + b"--\r\n"
        return head + b"\r\n" + body + end

    def attached(self, content: bytes, kind: str = "image/jpeg", name: str | None = None) -> bytes:
        name = self.random.choice(NAMES) if name is None else name
        head = (
            f'Content-Type: {kind}; name="{name}"\r\n'
            f'Content-Disposition: attachment; filename="{name}"\r\n'
            "Content-Transfer-Encoding: base64\r\n\r\n"
        )
        return head.encode("utf-8", "surrogateescape") + base64.encodebytes(content)

    def text(self) -> bytes:
        return b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + self.words().encode() + b"\r\n"

    # --- kinds of mails

    def kind_plain(self) -> bytes:
        return self.head() + b"\r\n" + self.words(80).encode()

    def kind_noise(self) -> bytes:
        return self.noise(5000)

    def kind_noise_after_head(self) -> bytes:
        return self.head(Content_Type="multipart/mixed; boundary=x") + b"\r\n" + self.noise(4000)

    def kind_no_head(self) -> bytes:
        return b"\r\n\r\n" + self.words().encode()

    def kind_empty(self) -> bytes:
        return b"\r\n" * self.random.randint(0, 5)

    def kind_nested(self) -> bytes:
        depth = self.random.choice([100, 100, 150, 400])
        body = b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at)
            for at in range(depth)
        )
        return self.head().rstrip() + b"\r\n" + body + self.text()

    def kind_messages_in_messages(self) -> bytes:
        depth = self.random.choice([3, 20, 100, 300])
        return (self.head().rstrip() + b"\r\nContent-Type: message/rfc822\r\n\r\n") * depth + (
            self.head() + b"\r\n" + self.words().encode()
        )

    def kind_many_parts(self) -> bytes:
        return self.mixed(*[self.text() for _part in range(self.random.choice([150, 600]))])

    def kind_same_boundary(self) -> bytes:
        inner = b"Content-Type: multipart/mixed; boundary=same\r\n\r\n--same\r\n"
        return self.head().rstrip() + b"\r\n" + inner * 60 + self.text() + b"--same--\r\n" * 60

    def kind_zip_bomb(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for at in range(3):
                archive.writestr(f"{at}.txt", b"0" * 3_000_000)
            archive.writestr("../../evil.zip", b"PK\x03\x04")
        return self.mixed(self.text(), self.attached(out.getvalue(), "application/zip", "a.zip"))

    def kind_broken_zip(self) -> bytes:
        return self.mixed(
            self.text(), self.attached(b"PK\x03\x04" + self.noise(), "application/zip")
        )

    def kind_office_macros(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/vbaProject.bin", b"x")
        return self.mixed(self.text(), self.attached(out.getvalue(), "application/msword", "a.doc"))

    def kind_executable(self) -> bytes:
        start = self.random.choice([b"MZ", b"\x7fELF", b"#!/bin/sh\n", EICAR, b"\xca\xfe\xba\xbe"])
        return self.mixed(self.text(), self.attached(start + self.noise()))

    def kind_active(self) -> bytes:
        content = self.random.choice(
            [
                b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                b"<html><img src=http://example.org/pixel></html>",
                b"  <?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
                b"%PDF-1.7\n/OpenAction /JavaScript (app.alert(1))",
                b"{\\rtf1{\\object\\objemb}}",
            ]
        )
        kind = self.random.choice(["image/png", "text/plain", "text/html", "image/svg+xml"])
        return self.mixed(self.text(), self.attached(content, kind))

    def kind_html(self) -> bytes:
        tags = "".join(
            self.random.choice(
                [
                    "<div>",
                    "</p>",
                    "<script>",
                    "<a href='javascript:x'>",
                    "<![CDATA[",
                    "<!--",
                    "&#x0;",
                    "<img src=http://example.org/p.gif>",
                    "<style>@import 'http://example.org'",
                    "&amp",
                    "<",
                ]
            )
            + self.words(3)
            for _tag in range(self.random.randint(1, 300))
        )
        return self.head(Content_Type="text/html; charset=utf-8") + b"\r\n" + tags.encode()

    def kind_deep_html(self) -> bytes:
        page = b"<div>" * 20_000 + b"x"
        return self.head(Content_Type="text/html") + b"\r\n" + page

    def kind_charset(self) -> bytes:
        kind = f'text/plain; charset="{self.random.choice(CHARSETS)}"'
        return self.head(Content_Type=kind) + b"\r\n" + self.noise(2000)

    def kind_charset_in_words(self) -> bytes:
        name = self.random.choice(CHARSETS)
        word = base64.b64encode(self.noise(60)).decode()
        return self.head(Subject=f"=?{name}?b?{word}?= =?utf-8?q?=ZZ=?=") + b"\r\nx"

    def kind_null_bytes(self) -> bytes:
        return self.head(Subject="a\x00b") + b"\r\n" + b"text\x00more\x00" * 20 + self.noise()

    def kind_turned(self) -> bytes:
        return self.head(Subject="\u202egpj.exe") + b"\r\n" + "\u2067labas\u202e".encode() * 9

    def kind_eight_bit_head(self) -> bytes:
        return (
            b"From: \xe0\xe8\xe6@\xff.lt\r\nSubject: "
            + self.noise(300).replace(b"\n", b"")
            + (b"\r\n\r\ntext")
        )

    def kind_huge_head(self) -> bytes:
        line = self.random.choice([b"a" * 400_000, b"=?utf-8?q?a?= " * 9_000, b"<a@b.lt>," * 9_000])
        return b"From: " + line + b"\r\nSubject: " + line + b"\r\n\r\nx"

    def kind_many_heads(self) -> bytes:
        return b"".join(b"X-%d: y\r\n" % at for at in range(5_000)) + b"From: a@b.lt\r\n\r\nx"

    def kind_doubled(self) -> bytes:
        return self.head().rstrip() + b"\r\n" + self.head() + b"\r\n" + self.words().encode()

    def kind_wrong_base64(self) -> bytes:
        part = (
            b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + self.noise()
        )
        return self.mixed(part, self.attached(self.noise()).replace(b"=", b"*"))

    def kind_wrong_coding(self) -> bytes:
        coding = self.random.choice(
            ["x-uuencode", "quoted-printable", "binary", "nonsense", "8bit"]
        )
        part = f"Content-Type: text/plain\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode()
        return self.mixed(part + b"begin 666 x\n" + self.noise() + b"=\n=ZZ")

    def kind_names(self) -> bytes:
        return self.mixed(
            self.text(), *[self.attached(b"plain text", "text/plain") for _n in "12345"]
        )

    def kind_long_names(self) -> bytes:
        name = "".join(f" filename*{at}*=utf-8''%C5%BE%2e%2e%2f;" for at in range(200))
        part = f"Content-Type: image/png\r\nContent-Disposition: attachment;{name}\r\n\r\nx"
        return self.mixed(self.text(), part.encode())

    def kind_forged(self) -> bytes:
        head = self.head(
            From='"Policija" <info@policija.lt>, <x@y.lt>',
            Reply_To="a@b.lt\r\n Bcc: c@d.lt",
            Authentication_Results="mx; spf=pass; dkim=pass " * 50,
        )
        return head + b"\r\n" + self.words().encode()

    def kind_picture(self) -> bytes:
        out = io.BytesIO()
        size = (self.random.randint(1, 90), self.random.randint(1, 90))
        Image.new("RGB", size, "red").save(out, self.random.choice(["JPEG", "PNG", "GIF", "WEBP"]))
        content = bytearray(out.getvalue())
        for _bit in range(self.random.randint(0, 6)):
            content[self.random.randrange(len(content))] = self.random.randrange(256)
        return self.mixed(self.text(), self.attached(bytes(content)))

    def kind_picture_bomb(self) -> bytes:
        def chunk(name: bytes, data: bytes) -> bytes:
            return (
                struct.pack(">I", len(data))
                + name
                + data
                + struct.pack(">I", zlib.crc32(name + data))
            )

        head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
        data = zlib.compress(b"\0" * 500_000)
        bomb = (
            b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
        )
        return self.mixed(self.text(), self.attached(bomb, "image/png", "a.png"))

    def kind_only_file(self) -> bytes:
        return self.head().rstrip() + b"\r\n" + self.attached(self.noise())

    def kind_mutated(self) -> bytes:
        whole = bytearray(self.mixed(self.text(), self.attached(self.noise())))
        for _change in range(self.random.randint(1, 40)):
            at = self.random.randrange(len(whole))
            whole[at : at + self.random.randint(0, 9)] = self.noise(9)
        return bytes(whole)


def main() -> int:
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=2012)
    options = parser.parse_args()
    seconds: list[tuple[float, str]] = []
    states: Counter[str] = Counter()
    peak, broke = 0, 0
    began = time.monotonic()
    with Box() as box:
        for kind, raw in Maker(options.seed).mails(options.count):
            start = time.monotonic()
            reading = box.mail(raw)
            seconds.append((time.monotonic() - start, kind))
            states[reading.unreadable or "read"] += 1
            peak = max(peak, reading.peak)
            broke += reading.unreadable in ("reader_died", "too_slow")
    seconds.sort()
    print(f"{options.count} mails, seed {options.seed}: {time.monotonic() - began:.1f} s")
    print("  " + ", ".join(f"{state}: {count}" for state, count in states.most_common()))
    middle, late = seconds[len(seconds) // 2][0], seconds[int(len(seconds) * 0.99)][0]
    slowest, kind = seconds[-1]
    print(
        f"  a mail: median {middle * 1000:.1f} ms, p99 {late * 1000:.0f} ms, "
        f"most {slowest * 1000:.0f} ms ({kind}); allowed {MAX_SECONDS} s"
    )
    print(f"  reader: {peak / 2**20:.0f} MB at most; allowed {MAX_MEMORY / 2**20:.0f} MB")
    print(f"  broke the reader: {broke}")
    return 1 if broke else 0


if __name__ == "__main__":
    sys.exit(main())
