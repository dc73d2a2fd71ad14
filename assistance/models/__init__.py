"""Assistance to presumed and recognised victims: money, people helped, services, referrals."""

from assistance.models.certificates import Certificate, HandOver
from assistance.models.consents import Consent, ConsentScan
from assistance.models.directory import DirectoryEntry, ListedService
from assistance.models.funding import FundingCall, Project, ProjectReport
from assistance.models.people import Beneficiary, BeneficiaryPart
from assistance.models.referrals import (
    Referral,
    ReferralContent,
    ReferralFeedback,
    ReferralTaking,
)
from assistance.models.services import Service

__all__ = [
    "Beneficiary",
    "BeneficiaryPart",
    "Certificate",
    "Consent",
    "ConsentScan",
    "DirectoryEntry",
    "FundingCall",
    "HandOver",
    "ListedService",
    "Project",
    "ProjectReport",
    "Referral",
    "ReferralContent",
    "ReferralFeedback",
    "ReferralTaking",
    "Service",
]
