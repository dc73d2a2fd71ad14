"""The statuses of this app as words in a colour."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.victims.choices import ClaimState, Conclusion, PermitState, VictimStatus
from thbcases.victims.identification import Identification
from thbcases.victims.stay import Stay
from thbcases.web.pills import Pill, Pills

STATUS_PILLS = Pills(
    VictimStatus,
    {
        VictimStatus.FLAGGED: "open",
        VictimStatus.PENDING: "open",
        VictimStatus.PRESUMED: "presumed",
        VictimStatus.RECOGNISED: "recognised",
        VictimStatus.DECLINED: "closed",
        VictimStatus.NOT_CONFIRMED: "closed",
        VictimStatus.NOT_A_VICTIM: "closed",
    },
)
PERMIT_PILLS = Pills(
    PermitState,
    {
        PermitState.PROPOSED: "presumed",
        PermitState.GRANTED: "recognised",
        PermitState.REFUSED: "closed",
        PermitState.WITHDRAWN: "late",
    },
)
CLAIM_PILLS = Pills(
    ClaimState,
    {
        ClaimState.CLAIMED: "presumed",
        ClaimState.AWARDED: "open",
        ClaimState.REFUSED: "closed",
        ClaimState.PAID: "recognised",
    },
)
CONCLUSION_PILLS = Pills(
    Conclusion,
    {
        Conclusion.PRESUMED: "presumed",
        Conclusion.UNCLEAR: "open",
        Conclusion.NO_SIGNS: "closed",
    },
)
DRAFT = Pill(_("draft"), "late")
EXPIRED = Pill(_("expired"), "closed")


def identification_pill(row: Identification) -> Pill:
    """What was concluded; a draft says that it is one."""
    return CONCLUSION_PILLS(row.conclusion) if row.is_finished else DRAFT


def stay_pill(stay: Stay) -> Pill:
    """The state of a stay; one that was granted and has run out says so."""
    if stay.state == PermitState.GRANTED and stay.last_day < timezone.localdate():
        return EXPIRED
    return PERMIT_PILLS(stay.state)
