"""The process that reads: takes bytes on its input, answers on its output, reaches nothing else.

    python -m thbcases.tips.reader.child

It may open no connection, start no program and write no file; its memory is limited. Whoever
starts it ends it when a mail takes too long. Whatever a mail makes of it, a new one is started.
"""

import gc
import json
import re
import resource
import struct
import sys
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from PIL import Image

from thbcases.tips.reader import limits
from thbcases.tips.reader.files import clean_name, judge
from thbcases.tips.reader.limits import MEGABYTE
from thbcases.tips.reader.mails import FoundFile, Unreadable, read_mail

FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "ctypes.",
    "shutil.",
)
WRITING = ("w", "a", "x", "+")


class Forbidden(BaseException):
    """The reading tried to reach out; nothing may catch this on the way up."""


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise Forbidden(event)
    if (
        event == "open"
        and isinstance(arguments[1], str)
        and any(m in arguments[1] for m in WRITING)
    ):
        raise Forbidden("open for writing")


def shut_in() -> None:
    """From here on there is no way out: limits of the system, and a watch that stays."""
    Image.init()
    resource.setrlimit(resource.RLIMIT_AS, (limits.MAX_MEMORY, limits.MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_watch)


def read(task: str, raw: bytes, about: dict[str, str]) -> tuple[dict[str, Any], list[bytes]]:
    """Read one mail or one file: facts that are plain data, and bytes beside them."""
    blobs: list[bytes] = []
    if task == "file":
        found = FoundFile(about.get("name", ""), about.get("declared", ""), raw)
        return {"files": [_judged(found, blobs)]}, blobs
    try:
        mail = read_mail(raw)
    except Unreadable as error:
        return {"unreadable": str(error)}, blobs
    facts = asdict(mail) | {"files": []}
    for found in mail.files:
        facts["files"].append(_judged(found, blobs))
    return facts, blobs


def _judged(found: FoundFile, blobs: list[bytes]) -> dict[str, Any]:
    judged = judge(found.content, found.name, found.declared)
    blobs.append(found.content)
    if judged.copy is not None:
        blobs.append(judged.copy)
    return {
        "name": clean_name(found.name),
        "declared": found.declared,
        "found": judged.found,
        "is_open": judged.is_open,
        "remarks": [*found.remarks, *judged.remarks][:20],
        "has_copy": judged.copy is not None,
        "copy_type": judged.copy_type,
    }


def write_frame(out: IO[bytes], head: dict[str, Any], blobs: list[bytes]) -> None:
    """One message: its head as JSON with the sizes of the bytes that follow."""
    text = json.dumps(head | {"sizes": [len(blob) for blob in blobs]}).encode()
    out.write(struct.pack(">I", len(text)) + text)
    for blob in blobs:
        out.write(blob)
    out.flush()


def read_frame(source: IO[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """The next message. Raises EOFError at the end."""
    length = source.read(4)
    if len(length) < 4:
        raise EOFError
    head = json.loads(source.read(struct.unpack(">I", length)[0]))
    blobs = [source.read(size) for size in head["sizes"]]
    if any(len(blob) != size for blob, size in zip(blobs, head["sizes"], strict=True)):
        raise EOFError
    return head, blobs


def peak_memory(status: IO[bytes]) -> int:
    """The most memory this process held at once, in bytes."""
    status.seek(0)
    found = re.search(rb"VmHWM:\s+(\d+) kB", status.read())
    return int(found[1]) * 1024 if found else 0


def main() -> None:
    """Read until the input ends."""
    # Opened before nothing can be opened any more. What `getrusage` tells is no use: it begins with
    # the memory of whoever started this process.
    status = Path("/proc/self/status").open("rb", buffering=0)  # noqa: SIM115
    shut_in()
    while True:
        try:
            head, (raw,) = read_frame(sys.stdin.buffer)
        except EOFError:
            return
        try:
            facts, blobs = read(head["task"], raw, head.get("about", {}))
        except MemoryError:
            facts, blobs = {"unreadable": "too_much_memory"}, []
        except RecursionError:
            facts, blobs = {"unreadable": "too_deep"}, []
        facts["peak"] = peak_memory(status)
        write_frame(sys.stdout.buffer, facts, blobs)
        if len(raw) > MEGABYTE:
            # What a large mail took is given back before the next one comes.
            del raw, facts, blobs
            gc.collect()


if __name__ == "__main__":
    main()
