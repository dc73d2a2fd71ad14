"""How the house reads mails and files: in a process that is ended when it takes too long."""

import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from thbcases.tips.reader import limits
from thbcases.tips.reader.child import read_frame, write_frame

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class ReadFile:
    """An attachment as the reader judged it."""

    name: str
    declared: str
    found: str
    is_open: bool
    remarks: list[dict[str, Any]]
    content: bytes
    copy: bytes | None = None
    copy_type: str = ""


@dataclass
class Reading:
    """What came out of a mail or a file; `unreadable` says why nothing did."""

    unreadable: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    files: list[ReadFile] = field(default_factory=list)
    peak: int = 0


class Box:
    """A reader that lives as long as the box is open, and is replaced when a mail ends it."""

    def __init__(self, seconds: float = limits.MAX_SECONDS) -> None:
        self.seconds = seconds
        self.child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Box":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.end()

    def mail(self, raw: bytes) -> Reading:
        """Read a mail. Never raises for what the mail is."""
        return self._ask({"task": "mail"}, raw)

    def file(self, content: bytes, name: str, declared: str) -> Reading:
        """Judge a file that came by itself. Never raises for what the file is."""
        return self._ask({"task": "file", "about": {"name": name, "declared": declared}}, content)

    def end(self) -> None:
        """End the reader."""
        if self.child is not None:
            self.child.kill()
            for pipe in (self.child.stdin, self.child.stdout):
                if pipe is not None:
                    with suppress(OSError):  # it died with something unread
                        pipe.close()
            self.child.wait()
            self.child = None

    def _start(self) -> "subprocess.Popen[bytes]":
        # Nothing of our environment: no key, no address of a database.
        environment = {"PYTHONPATH": str(ROOT), "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
        return subprocess.Popen(
            [sys.executable, "-m", "thbcases.tips.reader.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=environment,
            close_fds=True,
        )

    def _ask(self, head: dict[str, Any], raw: bytes) -> Reading:
        if self.child is None or self.child.poll() is not None:
            self.end()
            self.child = self._start()
        child = self.child
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            child.kill()

        watch = threading.Timer(self.seconds, stop)
        watch.start()
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            write_frame(child.stdin, head, [raw])
            facts, blobs = read_frame(child.stdout)
        except (EOFError, OSError, ValueError):
            self.end()
            return Reading(unreadable="too_slow" if is_late.is_set() else "reader_died")
        finally:
            watch.cancel()
        return _reading(facts, blobs)


def _reading(facts: dict[str, Any], blobs: list[bytes]) -> Reading:
    peak = int(facts.pop("peak", 0))
    if facts.get("unreadable"):
        return Reading(unreadable=str(facts["unreadable"]), peak=peak)
    waiting = iter(blobs)
    files = [
        ReadFile(
            name=one["name"],
            declared=one["declared"],
            found=one["found"],
            is_open=one["is_open"],
            remarks=one["remarks"],
            content=next(waiting),
            copy=next(waiting) if one["has_copy"] else None,
            copy_type=one["copy_type"],
        )
        for one in facts.pop("files", [])
    ]
    return Reading(facts=facts, files=files, peak=peak)
