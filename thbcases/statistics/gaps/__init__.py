"""The completeness board: what is missing, contradictory or late, and who mends it where."""

from thbcases.statistics.gaps.board import (
    Board,
    CheckLine,
    GapLine,
    OwnGap,
    board,
    counted_lines,
    own_counts,
    own_lines,
)
from thbcases.statistics.gaps.checks import CHECKS, Check, Fault

__all__ = [
    "CHECKS",
    "Board",
    "Check",
    "CheckLine",
    "Fault",
    "GapLine",
    "OwnGap",
    "board",
    "counted_lines",
    "own_counts",
    "own_lines",
]
