"""States as pills."""

from thbcases.niis.choices import MessageState, RequestState
from thbcases.web.pills import Pills

REQUEST_PILLS = Pills(
    RequestState,
    {
        RequestState.SENT: "presumed",
        RequestState.GRANTED: "recognised",
        RequestState.PARTLY: "recognised",
        RequestState.REFUSED: "closed",
        RequestState.LAPSED: "late",
        RequestState.WITHDRAWN: "closed",
    },
)

MESSAGE_PILLS = Pills(
    MessageState,
    {
        MessageState.SENT: "open",
        MessageState.REPLIED: "recognised",
        MessageState.RECEIVED: "presumed",
        MessageState.ANSWERED: "recognised",
        MessageState.NOTED: "closed",
    },
)
