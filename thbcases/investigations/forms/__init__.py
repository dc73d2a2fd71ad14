"""Forms about investigations, suspects and courts."""

from thbcases.investigations.forms.cases import (
    ArticleRows,
    CountryRows,
    FormRows,
    InvestigationForm,
    JoinForm,
    NewInvestigationForm,
    SeparateForm,
    StageForm,
    register_from,
)
from thbcases.investigations.forms.court import (
    FinalForm,
    HandOverForm,
    JudgmentForm,
    SentenceForm,
    SentenceRows,
)
from thbcases.investigations.forms.suspects import (
    ChargeForm,
    SuspectChangeForm,
    SuspectForm,
    SuspectStateForm,
)
from thbcases.investigations.forms.units import AssignmentForm, EndAssignmentForm

__all__ = [
    "ArticleRows",
    "AssignmentForm",
    "ChargeForm",
    "CountryRows",
    "EndAssignmentForm",
    "FinalForm",
    "FormRows",
    "HandOverForm",
    "InvestigationForm",
    "JoinForm",
    "JudgmentForm",
    "NewInvestigationForm",
    "SentenceForm",
    "SentenceRows",
    "SeparateForm",
    "StageForm",
    "SuspectChangeForm",
    "SuspectForm",
    "SuspectStateForm",
    "register_from",
]
