"""Assistance to presumed and recognised victims: money, people helped, services."""

from assistance.models.consents import Consent
from assistance.models.funding import FundingCall, Project, ProjectReport
from assistance.models.people import Beneficiary, BeneficiaryPart
from assistance.models.services import Service

__all__ = [
    "Beneficiary",
    "BeneficiaryPart",
    "Consent",
    "FundingCall",
    "Project",
    "ProjectReport",
    "Service",
]
