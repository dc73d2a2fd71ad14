"""The verbs of assistance. Keyword-only, who acts first; a refusal says why.

Every action asks the right, then the state, then locks, writes and lets the database keep the
history and the audit trail. `Refused` means «not you», `ValidationError` «not like this».
"""

from assistance.actions.certificates import is_valid, issue_certificate, revoke_certificate
from assistance.actions.consents import (
    Agreement,
    enter_answers,
    give_consent,
    withdraw_consent,
)
from assistance.actions.directory import close_entry
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
from assistance.actions.hand_over import hand_over
from assistance.actions.help import (
    Entry,
    close_beneficiary,
    register_beneficiary,
    reopen_beneficiary,
)
from assistance.actions.referrals import (
    Sending,
    check_sending,
    confirm_seen,
    decline,
    finish,
    may_tell_back,
    refer,
    revoke,
)
from assistance.actions.services import (
    DUPLICATE,
    Given,
    change_service,
    record_services,
    remove_service,
)
from assistance.actions.taking import accept, passed

__all__ = [
    "DUPLICATE",
    "Agreement",
    "Entry",
    "Given",
    "Sending",
    "accept",
    "accept_report",
    "apply_for_funding",
    "change_call",
    "change_service",
    "check_report",
    "check_sending",
    "close_beneficiary",
    "close_entry",
    "confirm_seen",
    "correct_report",
    "decide_project",
    "decline",
    "enter_answers",
    "finish",
    "finish_project",
    "give_consent",
    "hand_over",
    "is_valid",
    "issue_certificate",
    "may_tell_back",
    "open_call",
    "passed",
    "record_services",
    "refer",
    "register_beneficiary",
    "remove_service",
    "reopen_beneficiary",
    "return_report",
    "revoke",
    "revoke_certificate",
    "submit_report",
    "withdraw_consent",
]
