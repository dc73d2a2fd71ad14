"""Assistance to presumed and recognised victims: money, people helped, services, referrals."""

from assistance.models.appointments import Appointment
from assistance.models.certificates import Certificate, HandOver
from assistance.models.consents import Consent, ConsentScan
from assistance.models.directory import DirectoryEntry, ListedService
from assistance.models.followups import FollowUp
from assistance.models.funding import FundingCall, Project, ProjectReport
from assistance.models.groups import Attendance, Enrolment, Group, GroupSession
from assistance.models.offers import Offer
from assistance.models.people import Beneficiary, BeneficiaryPart
from assistance.models.plans import Goal, GoalStep, Need, Plan, PlanReview
from assistance.models.referrals import (
    Referral,
    ReferralContent,
    ReferralFeedback,
    ReferralTaking,
)
from assistance.models.services import Service

__all__ = [
    "Appointment",
    "Attendance",
    "Beneficiary",
    "BeneficiaryPart",
    "Certificate",
    "Consent",
    "ConsentScan",
    "DirectoryEntry",
    "Enrolment",
    "FollowUp",
    "FundingCall",
    "Goal",
    "GoalStep",
    "Group",
    "GroupSession",
    "HandOver",
    "ListedService",
    "Need",
    "Offer",
    "Plan",
    "PlanReview",
    "Project",
    "ProjectReport",
    "Referral",
    "ReferralContent",
    "ReferralFeedback",
    "ReferralTaking",
    "Service",
]
