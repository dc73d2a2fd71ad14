"""Words about investigations that the software depends on, and the allowed transitions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reach(models.TextChoices):
    """Whether the trafficking crossed a border."""

    DOMESTIC = "domestic", _("domestic")
    INTERNATIONAL = "international", _("international")
    UNKNOWN = "unknown", _("not yet known")


class CountryRole(models.TextChoices):
    """What a country was in the trafficking."""

    ORIGIN = "origin", _("origin")
    TRANSIT = "transit", _("transit")
    DESTINATION = "destination", _("destination")


class StageKind(models.TextChoices):
    """Stages of a pre-trial investigation (ikiteisminis tyrimas) and the case in court."""

    REPORT_RECEIVED = "report_received", _("report received")
    CHECKING = "checking", _("report is being checked")
    REFUSED = "refused", _("opening refused")
    REGISTERED = "registered", _("registered")
    ONGOING = "ongoing", _("under investigation")
    SUSPENDED = "suspended", _("suspended")
    RENEWED = "renewed", _("renewed")
    JOINED = "joined", _("joined to another")
    SEPARATED = "separated", _("separated from another")
    PASSED_ABROAD = "passed_abroad", _("passed to another country")
    TERMINATED = "terminated", _("terminated")
    INDICTMENT = "completed_indictment", _("completed, indictment")
    PENAL_ORDER = "completed_penal_order", _("completed, penal order")
    COURT_FIRST = "in_court_first", _("in court of first instance")
    APPEAL = "appeal", _("in appeal")
    CASSATION = "cassation", _("in cassation")
    FINAL = "final", _("final judgment")


S = StageKind

# Stages in which the pre-trial investigation is open («run»); every other stage ends it.
OPEN_STAGES: frozenset[StageKind] = frozenset(
    {S.REGISTERED, S.ONGOING, S.SUSPENDED, S.RENEWED, S.SEPARATED}
)
# Stages with which an investigation can begin here.
FIRST_STAGES: frozenset[StageKind] = frozenset(
    {S.REPORT_RECEIVED, S.CHECKING, S.REGISTERED, S.SEPARATED}
)
# Stages that need a ground, and for these the ground is a code of list `termination_ground`.
GROUND_STAGES: frozenset[StageKind] = frozenset({S.TERMINATED, S.REFUSED})

_INVESTIGATING = {S.SUSPENDED, S.JOINED, S.PASSED_ABROAD, S.TERMINATED, S.INDICTMENT, S.PENAL_ORDER}

TRANSITIONS: dict[StageKind, frozenset[StageKind]] = {
    S.REPORT_RECEIVED: frozenset({S.CHECKING, S.REGISTERED, S.REFUSED}),
    S.CHECKING: frozenset({S.REGISTERED, S.REFUSED}),
    S.REFUSED: frozenset({S.REGISTERED}),
    S.REGISTERED: frozenset({S.ONGOING, *_INVESTIGATING}),
    S.SEPARATED: frozenset({S.ONGOING, *_INVESTIGATING}),
    S.ONGOING: frozenset(_INVESTIGATING),
    S.SUSPENDED: frozenset({S.RENEWED, S.TERMINATED, S.JOINED}),
    S.RENEWED: frozenset({S.ONGOING, *_INVESTIGATING}),
    S.JOINED: frozenset({S.RENEWED}),
    S.PASSED_ABROAD: frozenset({S.RENEWED}),
    S.TERMINATED: frozenset({S.RENEWED}),
    S.INDICTMENT: frozenset({S.COURT_FIRST, S.RENEWED}),
    S.PENAL_ORDER: frozenset({S.COURT_FIRST, S.FINAL, S.RENEWED}),
    S.COURT_FIRST: frozenset({S.APPEAL, S.FINAL, S.RENEWED}),
    S.APPEAL: frozenset({S.CASSATION, S.FINAL, S.COURT_FIRST}),
    S.CASSATION: frozenset({S.FINAL, S.APPEAL, S.COURT_FIRST}),
    S.FINAL: frozenset({S.RENEWED}),
}


class SourceKind(models.TextChoices):
    """From where the police first learnt of what is investigated."""

    TIP = "tip", _("tip of the public")
    VICTIM = "victim", _("report of the victim")
    ORGANISATION = "organisation", _("report of another organisation")
    ABROAD = "abroad", _("information from another country")
    OWN = "own", _("the police's own information")


class SuspectKind(models.TextChoices):
    """A human being or a legal person (juridinis asmuo, liable since 2005)."""

    NATURAL = "natural", _("natural person")
    LEGAL = "legal", _("legal person")


class SuspectState(models.TextChoices):
    """How far the suspicion went."""

    INFORMATION = "information", _("information collected")
    SUSPECTED = "suspected", _("suspected")
    PROSECUTED = "prosecuted", _("prosecuted")
    CONVICTED = "convicted", _("convicted")
    ACQUITTED = "acquitted", _("acquitted")
    RELEASED = "released", _("suspicion withdrawn")


P = SuspectState

SUSPECT_TRANSITIONS: dict[SuspectState, frozenset[SuspectState]] = {
    P.INFORMATION: frozenset({P.SUSPECTED, P.PROSECUTED, P.RELEASED}),
    P.SUSPECTED: frozenset({P.PROSECUTED, P.RELEASED}),
    P.PROSECUTED: frozenset({P.CONVICTED, P.ACQUITTED, P.RELEASED}),
    P.CONVICTED: frozenset({P.ACQUITTED, P.PROSECUTED}),
    P.ACQUITTED: frozenset({P.CONVICTED, P.PROSECUTED}),
    P.RELEASED: frozenset({P.SUSPECTED}),
}

# With these a suspect can be entered; the others come with a judgment.
FIRST_STATES: frozenset[SuspectState] = frozenset({P.INFORMATION, P.SUSPECTED, P.PROSECUTED})
JUDGED_STATES: frozenset[SuspectState] = frozenset({P.CONVICTED, P.ACQUITTED})


class Instance(models.TextChoices):
    """Which court spoke."""

    FIRST = "first", _("first instance")
    APPEAL = "appeal", _("appeal")
    CASSATION = "cassation", _("cassation")


class Outcome(models.TextChoices):
    """What the judgment says of one accused."""

    CONVICTED = "convicted", _("convicted")
    ACQUITTED = "acquitted", _("acquitted")
    TERMINATED = "terminated", _("case terminated")
    OTHER = "other", _("other")


class LegalPersonMeasure(models.TextChoices):
    """Penalties of a legal person (BK 43 str.)."""

    RESTRICTION = "restriction", _("restriction of operations")
    LIQUIDATION = "liquidation", _("liquidation")
