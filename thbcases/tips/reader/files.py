"""What a file really is, by its content. What is not known to be harmless is held."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import puremagic

from thbcases.tips.reader import limits
from thbcases.tips.reader.pictures import NotDrawn, drawn_anew
from thbcases.tips.reader.texts import NOT_TEXT, TURNING, Remarks, clean_line, remark

# (at, signature) → kind; the first that fits.
SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"MZ", "executable"),
    (0, b"\x7fELF", "executable"),
    (0, b"\xca\xfe\xba\xbe", "executable"),
    (0, b"\xfe\xed\xfa", "executable"),
    (0, b"\xcf\xfa\xed\xfe", "executable"),
    (0, b"dex\n", "executable"),
    (0, b"\x00asm", "executable"),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", "executable"),
    (0, b"#!", "script"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, b"Rar!\x1a\x07", "archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "archive"),
    (0, b"\x1f\x8b", "archive"),
    (0, b"BZh", "archive"),
    (0, b"\xfd7zXZ\x00", "archive"),
    (0, b"\x28\xb5\x2f\xfd", "archive"),
    (0, b"MSCF", "archive"),
    (257, b"ustar", "archive"),
    (32769, b"CD001", "archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
    (0, b"{\\rtf", "rtf"),
    (0, b"\x89PNG\r\n\x1a\n", "picture"),
    (0, b"\xff\xd8\xff", "picture"),
    (0, b"GIF87a", "picture"),
    (0, b"GIF89a", "picture"),
    (0, b"BM", "picture"),
    (0, b"II*\x00", "picture"),
    (0, b"MM\x00*", "picture"),
    (8, b"WEBP", "picture"),
    (4, b"ftyp", "media"),
    (0, b"OggS", "media"),
    (0, b"ID3", "media"),
    (8, b"WAVE", "media"),
    (8, b"AVI ", "media"),
    (0, b"\x1a\x45\xdf\xa3", "media"),
    (0, b"#!AMR", "media"),
)
PDF_WITHIN = 1024
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
ACTIVE = re.compile(
    rb"<\s*(!doctype\s+html|html|head|body|script|svg|iframe|object|embed|img|a\s|form|math|xsl:|"
    rb"hta:|meta|link|style)|<\?xml|javascript:|vbscript:",
    re.IGNORECASE,
)
SCRIPTS = re.compile(
    r"\.(bat|cmd|com|cpl|exe|hta|jar|js|jse|lnk|msi|ps1|py|reg|scr|sh|url|vb|vbe|vbs|wsf|wsh|"
    r"desktop|appref-ms|iso|img|one|chm|inf)\W*$",
    re.IGNORECASE,
)
ARCHIVES = re.compile(
    r"\.(zip|rar|7z|gz|tgz|bz2|xz|zst|tar|cab|iso|jar|arj|lzh|ace)$", re.IGNORECASE
)
MOST_LISTED = 10_000


@dataclass
class Judged:
    """What a file is, whether it may be opened, what there is to say, and the copy to open."""

    found: str
    is_open: bool = False
    remarks: Remarks = field(default_factory=list)
    copy: bytes | None = None
    copy_type: str = ""


def clean_name(name: str) -> str:
    """The name a file came with, as text for people: the last part of a path, printable, short."""
    plain = clean_line(name.replace("\\", "/"), 2_000)
    last = PurePosixPath(plain).name if plain.strip("./ ") else ""
    last = re.sub(r'[<>:"|?*%;&$`\']', "_", last).strip(". ")
    if len(last) > limits.MAX_NAME:
        stem, dot, ending = last.rpartition(".")
        last = (
            f"{stem[: limits.MAX_NAME - 12]}{dot}{ending[:10]}" if dot else last[: limits.MAX_NAME]
        )
    return last[: limits.MAX_NAME]


def judge(content: bytes, name: str, declared: str) -> Judged:
    """Say what a file is by its content; open it only when that is known to do nothing."""
    judged = _by_content(content)
    if TURNING.search(name):
        judged.remarks.append(remark("turning_name"))
    if SCRIPTS.search(clean_name(name)):
        judged.remarks.append(remark("name_of_a_program"))
        judged.is_open, judged.copy = False, None
    if _contradicts(judged.found, declared):
        judged.remarks.append(remark("not_as_declared", declared=clean_line(declared, 60)))
    return judged


def _by_content(content: bytes) -> Judged:
    if not content:
        return Judged("empty", remarks=[remark("empty_file")])
    if EICAR in content[:4096]:
        return Judged("executable", remarks=[remark("test_virus")])
    kind = next((kind for at, sign, kind in SIGNATURES if content[at : at + len(sign)] == sign), "")
    if b"%PDF-" in content[:PDF_WITHIN]:
        # A file can be a PDF and something else at once; then it is held like the something else.
        return Judged(kind if kind in ("executable", "zip") else "pdf", remarks=_of_pdf(content))
    special = {"zip": _of_zip, "picture": _picture, "": _text_or_other}.get(kind)
    return special(content) if special else Judged(kind)


def _picture(content: bytes) -> Judged:
    remarks: Remarks = []
    try:
        copy, copy_type = drawn_anew(content, remarks)
    except NotDrawn as error:
        return Judged("picture", remarks=[*remarks, remark("not_drawn", why=str(error))])
    return Judged("picture", True, remarks, copy, copy_type)


def _text_or_other(content: bytes) -> Judged:
    if ACTIVE.search(content[:65_536]):
        return Judged("active")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Judged("other", remarks=_opinion(content))
    if NOT_TEXT.search(text):
        return Judged("other", remarks=_opinion(content))
    if ACTIVE.search(content):
        return Judged("active")
    # Drawn up anew too: without the signs that turn letters round.
    return Judged("text", True, copy=TURNING.sub("", text).encode(), copy_type="text/plain")


def _opinion(content: bytes) -> Remarks:
    """What puremagic takes an unknown file for."""
    try:
        guess = puremagic.from_string(content[:65_536], mime=False)
    except (puremagic.PureError, ValueError, IndexError, KeyError, RecursionError):
        return []
    return [remark("perhaps", ending=clean_line(str(guess), 20))] if guess else []


def _of_pdf(content: bytes) -> Remarks:
    return (
        [remark("pdf_acts")]
        if re.search(rb"/(JavaScript|JS|Launch|OpenAction|AA)\b", content)
        else []
    )


def _of_zip(content: bytes) -> Judged:
    """What the list of an archive says. Nothing is unpacked."""
    judged = Judged("archive")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()[:MOST_LISTED]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, zlib.error, IndexError):
        judged.remarks.append(remark("archive_broken"))
        return judged
    except RecursionError:
        judged.remarks.append(remark("archive_broken"))
        return judged
    names = [entry.filename for entry in entries]
    if "[Content_Types].xml" in names or "mimetype" in names[:1]:
        judged.found = "office"
        if any(re.search(r"vbaProject|macro|\.bin$|Basic/", n, re.IGNORECASE) for n in names):
            judged.found = "office_macros"
    judged.remarks.append(
        remark("archive_holds", files=len(entries), bytes=sum(entry.file_size for entry in entries))
    )
    if any(ARCHIVES.search(name) for name in names):
        judged.remarks.append(remark("nested_archive"))
    if any(entry.flag_bits & 1 for entry in entries):
        judged.remarks.append(remark("archive_locked"))
    if any(name.startswith("/") or ".." in name for name in names):
        judged.remarks.append(remark("paths_inside"))
    return judged


def _contradicts(found: str, declared: str) -> bool:
    """Something that acts and is declared as a picture or a text."""
    harmless = declared.startswith(("image/", "text/plain", "audio/", "video/"))
    return harmless and found not in ("picture", "text", "media", "other", "empty")
