"""An optional second opinion on attachments: a clamd that runs beside, spoken to in its protocol.

Off unless THB_TIPS_CLAMD names its socket or host:port. It only ever makes the verdict worse, and
an attachment it was not asked about says so.
"""

import socket
import struct
from enum import StrEnum

from django.conf import settings

PIECE = 64 * 1024
SECONDS = 30


class Scan(StrEnum):
    """What the scanner said."""

    OFF = "scan_off"
    CLEAN = "scan_clean"
    FOUND = "scan_found"
    SILENT = "scan_silent"


def scan(content: bytes) -> tuple[Scan, str]:
    """Ask the scanner; the name of what it found beside. Never raises."""
    place = settings.THB_TIPS_CLAMD
    if not place:
        return Scan.OFF, ""
    try:
        answer = _ask(place, content)
    except (OSError, ValueError):
        return Scan.SILENT, ""
    if answer.endswith("FOUND"):
        name = answer.removeprefix("stream:").removesuffix("FOUND").strip()
        return Scan.FOUND, "".join(c for c in name if c.isprintable())[:100]
    return (Scan.CLEAN, "") if answer.endswith("OK") else (Scan.SILENT, "")


def _ask(place: str, content: bytes) -> str:
    with _connected(place) as line:
        line.sendall(b"zINSTREAM\0")
        for at in range(0, len(content), PIECE):
            piece = content[at : at + PIECE]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < 4096:
            more = line.recv(4096)
            if not more:
                break
            answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connected(place: str) -> socket.socket:
    if place.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        try:
            line.connect(place)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = place.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)
