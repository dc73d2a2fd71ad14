"""The verbs of the law about victims: identify, decide, propose, grant, open, claim, pay."""

from thbcases.victims.actions.children import notify_child_rights, record_interview
from thbcases.victims.actions.grants import end_access, grant_access
from thbcases.victims.actions.parts import choose_main_form, describe_recruitment
from thbcases.victims.actions.status import add_victim, decide_status
from thbcases.victims.actions.stay import (
    decide_stay,
    end_stay_early,
    propose_reflection_period,
    propose_residence_permit,
    renew_permit,
)
from thbcases.victims.actions.support import award_claim, record_payment, refuse_claim

__all__ = [
    "add_victim",
    "award_claim",
    "choose_main_form",
    "decide_status",
    "decide_stay",
    "describe_recruitment",
    "end_access",
    "end_stay_early",
    "grant_access",
    "notify_child_rights",
    "propose_reflection_period",
    "propose_residence_permit",
    "record_interview",
    "record_payment",
    "refuse_claim",
    "renew_permit",
]
