"""The states of an administrative case as words in a colour."""

from thbcases.sanctions.choices import Answer, CaseState
from thbcases.web.pills import Pills

STATE_PILLS = Pills(
    CaseState,
    {
        CaseState.OPEN: "open",
        CaseState.FINED: "late",
        CaseState.NOT_LIABLE: "recognised",
        CaseState.CHILD: "recognised",
        CaseState.ENDED: "closed",
        CaseState.CANCELLED: "closed",
    },
)
ANSWER_PILLS = Pills(Answer, {Answer.KNOWN: "recognised", Answer.NOTHING: "closed"})
