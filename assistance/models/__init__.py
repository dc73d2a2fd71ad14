"""Assistance to presumed and recognised victims: money, people helped, services."""

from assistance.models.appointments import Appointment
from assistance.models.consents import Consent
from assistance.models.followups import FollowUp
from assistance.models.funding import FundingCall, Project, ProjectReport
from assistance.models.groups import Attendance, Enrolment, Group, GroupSession
from assistance.models.offers import Offer
from assistance.models.people import Beneficiary, BeneficiaryPart
from assistance.models.plans import Goal, GoalStep, Need, Plan, PlanReview
from assistance.models.services import Service

__all__ = [
    "Appointment",
    "Attendance",
    "Beneficiary",
    "BeneficiaryPart",
    "Consent",
    "Enrolment",
    "FollowUp",
    "FundingCall",
    "Goal",
    "GoalStep",
    "Group",
    "GroupSession",
    "Need",
    "Offer",
    "Plan",
    "PlanReview",
    "Project",
    "ProjectReport",
    "Service",
]
