"""What the figures rest on: facts without identities, kept tables, publications, annual reports."""

from thbcases.statistics.models.facts import (
    AssistanceFact,
    CaseFact,
    ClosingFact,
    CourtFact,
    DetailFact,
    Fact,
    GapFact,
    InvestigationFact,
    OffenceFact,
    OpenFact,
    ProjectFact,
    RegistrationFact,
    SentenceFact,
    SuspectFact,
    VictimFact,
)
from thbcases.statistics.models.publications import (
    Publication,
    PublicationDraft,
    PublishedBasis,
    PublishedTable,
    RevisionNotice,
)
from thbcases.statistics.models.reports import (
    AnnualReport,
    PublishedFile,
    ReportChapter,
    ReportStep,
    ReportTemplate,
)
from thbcases.statistics.models.returns import TakenReturn
from thbcases.statistics.models.rights import (
    ChildFact,
    NoticedFact,
    OfferFact,
    RevisitFact,
    SanctionFact,
)
from thbcases.statistics.models.saved import SavedTable

__all__ = [
    "AnnualReport",
    "AssistanceFact",
    "CaseFact",
    "ChildFact",
    "ClosingFact",
    "CourtFact",
    "DetailFact",
    "Fact",
    "GapFact",
    "InvestigationFact",
    "NoticedFact",
    "OffenceFact",
    "OfferFact",
    "OpenFact",
    "ProjectFact",
    "Publication",
    "PublicationDraft",
    "PublishedBasis",
    "PublishedFile",
    "PublishedTable",
    "RegistrationFact",
    "ReportChapter",
    "ReportStep",
    "ReportTemplate",
    "RevisionNotice",
    "RevisitFact",
    "SanctionFact",
    "SavedTable",
    "SentenceFact",
    "SuspectFact",
    "TakenReturn",
    "VictimFact",
]
