"""The verbs of assistance. Keyword-only, who acts first; a refusal says why.

Every action asks the right, then the state, then locks, writes and lets the database keep the
history and the audit trail. `Refused` means «not you», `ValidationError` «not like this».
"""

from assistance.actions.funding import (
    accept_report,
    apply_for_funding,
    change_call,
    check_report,
    correct_report,
    decide_project,
    finish_project,
    open_call,
    return_report,
    submit_report,
)
from assistance.actions.help import (
    Entry,
    close_beneficiary,
    give_consent,
    register_beneficiary,
    reopen_beneficiary,
    withdraw_consent,
)
from assistance.actions.services import (
    DUPLICATE,
    Given,
    change_service,
    record_services,
    remove_service,
)

__all__ = [
    "DUPLICATE",
    "Entry",
    "Given",
    "accept_report",
    "apply_for_funding",
    "change_call",
    "change_service",
    "check_report",
    "close_beneficiary",
    "correct_report",
    "decide_project",
    "finish_project",
    "give_consent",
    "open_call",
    "record_services",
    "register_beneficiary",
    "remove_service",
    "reopen_beneficiary",
    "return_report",
    "submit_report",
    "withdraw_consent",
]
