"""What is typed about victims, their stay, support and who may read their records."""

from thbcases.victims.forms.access import GrantForm
from thbcases.victims.forms.record import (
    DecisionForm,
    EpisodeRows,
    EpisodesForm,
    NewVictimForm,
    RecruitmentForm,
    VictimForm,
)
from thbcases.victims.forms.stay import (
    DecidePeriodForm,
    DecidePermitForm,
    EndPeriodForm,
    EndPermitForm,
    PeriodProposalForm,
    PermitProposalForm,
    RenewalForm,
    rule_source,
)
from thbcases.victims.forms.support import AwardForm, ClaimForm, DayForm, ProtectionForm

__all__ = [
    "AwardForm",
    "ClaimForm",
    "DayForm",
    "DecidePeriodForm",
    "DecidePermitForm",
    "DecisionForm",
    "EndPeriodForm",
    "EndPermitForm",
    "EpisodeRows",
    "EpisodesForm",
    "GrantForm",
    "NewVictimForm",
    "PeriodProposalForm",
    "PermitProposalForm",
    "ProtectionForm",
    "RecruitmentForm",
    "RenewalForm",
    "VictimForm",
    "rule_source",
]
