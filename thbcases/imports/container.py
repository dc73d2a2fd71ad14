"""Whether bytes are a workbook at all; shared with everything that takes in spreadsheets."""

from thbcases.web.container import (
    ENCRYPTED,
    LARGEST_CONTENT,
    LARGEST_FILE,
    MEGABYTE,
    MOST_PARTS,
    OLE,
    Unreadable,
    not_a_workbook,
    require_harmless,
    require_workbook,
    too_large,
)

__all__ = [
    "ENCRYPTED",
    "LARGEST_CONTENT",
    "LARGEST_FILE",
    "MEGABYTE",
    "MOST_PARTS",
    "OLE",
    "Unreadable",
    "not_a_workbook",
    "require_harmless",
    "require_workbook",
    "too_large",
]
