"""The stages of an investigation and the states of a suspect as pills."""

from thbcases.investigations.choices import StageKind, SuspectState
from thbcases.web.pills import Pills

STAGE_PILLS = Pills(
    StageKind,
    {
        StageKind.REPORT_RECEIVED: "presumed",
        StageKind.CHECKING: "presumed",
        StageKind.REFUSED: "closed",
        StageKind.REGISTERED: "open",
        StageKind.ONGOING: "open",
        StageKind.SUSPENDED: "presumed",
        StageKind.RENEWED: "open",
        StageKind.JOINED: "closed",
        StageKind.SEPARATED: "open",
        StageKind.PASSED_ABROAD: "closed",
        StageKind.TERMINATED: "closed",
        StageKind.INDICTMENT: "recognised",
        StageKind.PENAL_ORDER: "recognised",
        StageKind.COURT_FIRST: "recognised",
        StageKind.APPEAL: "recognised",
        StageKind.CASSATION: "recognised",
        StageKind.FINAL: "closed",
    },
)

STATE_PILLS = Pills(
    SuspectState,
    {
        SuspectState.INFORMATION: "presumed",
        SuspectState.SUSPECTED: "open",
        SuspectState.PROSECUTED: "open",
        SuspectState.CONVICTED: "recognised",
        SuspectState.ACQUITTED: "closed",
        SuspectState.RELEASED: "closed",
    },
)
