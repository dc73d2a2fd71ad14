"""Names by which sheets, columns and values are known; shared with everything that reads files."""

from thbcases.web.words import LONGEST_SHOWN, Words, fold, short

__all__ = ["LONGEST_SHOWN", "Words", "fold", "short"]
