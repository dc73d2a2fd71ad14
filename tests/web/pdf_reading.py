"""Read a PDF as a person does: its letters and its tags, by poppler's programs.

On a machine without poppler such a test is left out; the build server has it.
"""

import re
import shutil
import subprocess

import pytest


def text_of(made: bytes) -> str:
    """All letters of a document, laid out as on paper."""
    return _poppler(made, "pdftotext", "-layout", "-", "-")


def pages_of(made: bytes) -> list[tuple[float, float]]:
    """Width and height of each page."""
    said = _poppler(made, "pdfinfo", "-f", "1", "-l", "999", "-")
    sizes = re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+)", said, re.MULTILINE)
    return [(float(across), float(down)) for across, down in sizes]


def structure_of(made: bytes) -> str:
    """The tags with the words they hold, as a screen reader walks through them."""
    return _poppler(made, "pdfinfo", "-struct-text", "-")


def _poppler(made: bytes, program: str, *arguments: str) -> str:
    if not shutil.which(program):
        pytest.skip(f"{program} of poppler-utils is not on this machine")
    done = subprocess.run([program, *arguments], input=made, capture_output=True, check=True)
    # what it prints beside the words is not all text
    return done.stdout.decode(errors="ignore")
