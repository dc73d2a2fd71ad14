"""What the figures rest on: facts without identities, kept tables, publications."""

from thbcases.statistics.models.facts import (
    AssistanceFact,
    CaseFact,
    CourtFact,
    Fact,
    InvestigationFact,
    OpenFact,
    ProjectFact,
    RegistrationFact,
    SentenceFact,
    SuspectFact,
    VictimFact,
)
from thbcases.statistics.models.publications import Publication, PublishedBasis, PublishedTable
from thbcases.statistics.models.saved import SavedTable

__all__ = [
    "AssistanceFact",
    "CaseFact",
    "CourtFact",
    "Fact",
    "InvestigationFact",
    "OpenFact",
    "ProjectFact",
    "Publication",
    "PublishedBasis",
    "PublishedTable",
    "RegistrationFact",
    "SavedTable",
    "SentenceFact",
    "SuspectFact",
    "VictimFact",
]
