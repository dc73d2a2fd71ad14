"""The colours of a tip's states."""

from thbcases.tips.choices import EntryState, TipState, Verdict
from thbcases.web.pills import Pills

STATE_PILLS = Pills(
    TipState,
    {
        TipState.NEW: "presumed",
        TipState.OPEN: "open",
        TipState.CLOSED: "closed",
        TipState.FORGOTTEN: "closed",
    },
)
VERDICT_PILLS = Pills(Verdict, {Verdict.OPEN: "recognised", Verdict.HELD: "late"})
ENTRY_PILLS = Pills(
    EntryState,
    {
        EntryState.TAKEN: "recognised",
        EntryState.REPEATED: "closed",
        EntryState.UNREADABLE: "late",
        EntryState.TOO_LARGE: "late",
    },
)
