"""What is typed on the screens of assistance. No rule about rights stands here."""

from assistance.forms.funding import (
    CallChangeForm,
    CallForm,
    DecisionForm,
    ProjectForm,
    ReportForm,
    ReturnForm,
)
from assistance.forms.people import (
    BeneficiaryForm,
    CloseForm,
    ConsentForm,
    RegisterForm,
    ReopenForm,
    WithdrawForm,
)
from assistance.forms.services import DayForm, ServiceForm

__all__ = [
    "BeneficiaryForm",
    "CallChangeForm",
    "CallForm",
    "CloseForm",
    "ConsentForm",
    "DayForm",
    "DecisionForm",
    "ProjectForm",
    "RegisterForm",
    "ReopenForm",
    "ReportForm",
    "ReturnForm",
    "ServiceForm",
    "WithdrawForm",
]
