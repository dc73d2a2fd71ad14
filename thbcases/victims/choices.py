"""Words about victims that the software depends on, and the allowed transitions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VictimStatus(models.TextChoices):
    """Where a person stands: a dated decision each time, never a field that is overwritten."""

    FLAGGED = "flagged", _("flagged")
    PRESUMED = "presumed", _("presumed victim")
    RECOGNISED = "recognised", _("recognised victim")
    DECLINED = "declined", _("meets the criteria, declined")
    NOT_CONFIRMED = "not_confirmed", _("not confirmed")
    NOT_A_VICTIM = "not_a_victim", _("not a victim")
    PENDING = "pending", _("decision pending")


V = VictimStatus

TRANSITIONS: dict[VictimStatus, frozenset[VictimStatus]] = {
    V.FLAGGED: frozenset({V.PENDING, V.PRESUMED, V.DECLINED, V.NOT_A_VICTIM}),
    V.PENDING: frozenset({V.PRESUMED, V.DECLINED, V.NOT_CONFIRMED, V.NOT_A_VICTIM}),
    V.PRESUMED: frozenset({V.RECOGNISED, V.DECLINED, V.NOT_CONFIRMED, V.NOT_A_VICTIM}),
    V.RECOGNISED: frozenset({V.NOT_CONFIRMED, V.NOT_A_VICTIM, V.PRESUMED}),
    V.DECLINED: frozenset({V.PRESUMED, V.RECOGNISED, V.NOT_A_VICTIM}),
    V.NOT_CONFIRMED: frozenset({V.PRESUMED, V.RECOGNISED}),
    V.NOT_A_VICTIM: frozenset({V.PRESUMED}),
}

# Recognition, and every «no», is a decision about somebody who is already in the record.
FIRST: frozenset[VictimStatus] = frozenset({V.FLAGGED, V.PENDING, V.PRESUMED, V.DECLINED})

# Somebody still has to decide.
WAITING: frozenset[VictimStatus] = frozenset({V.FLAGGED, V.PENDING, V.PRESUMED})

# Help is open from «presumed» on, whatever the criminal case does.
HELP_OPEN: frozenset[VictimStatus] = frozenset({V.PRESUMED, V.RECOGNISED, V.DECLINED})


class Decider(models.TextChoices):
    """Who decided on the status (HTCDS `status_decider`, in the country's words)."""

    POLICE = "police", _("pre-trial investigation officer")
    PROSECUTOR = "prosecutor", _("prosecutor")
    COURT = "court", _("court")
    NGO = "ngo", _("NGO")
    OTHER = "other", _("other institution")


# Recognising as a victim (nukentėjusysis) is a procedural act (BPK 28 str.).
RECOGNISING: frozenset[Decider] = frozenset({Decider.POLICE, Decider.PROSECUTOR, Decider.COURT})


class ProceduralStatus(models.TextChoices):
    """The person's place in the criminal proceedings, apart from being a victim."""

    NONE = "none", _("none")
    WITNESS = "witness", _("witness")
    VICTIM = "victim", _("victim in the proceedings")
    CIVIL_CLAIMANT = "civil_claimant", _("civil claimant")


class Cooperation(models.TextChoices):
    """Whether the person co-operates with the investigation; help never depends on it."""

    YES = "yes", _("co-operates")
    NO = "no", _("does not co-operate")
    UNDECIDED = "undecided", _("undecided")
    WITHDRAWN = "withdrawn", _("withdrew co-operation")


class AgeBasis(models.TextChoices):
    """How the age of a child victim is known."""

    DOCUMENT = "document", _("a document")
    STATEMENT = "statement", _("the person's own statement")
    ESTIMATE = "estimate", _("an estimate")


class GuardianKind(models.TextChoices):
    """Who answers for a child by law."""

    PARENT = "parent", _("parent")
    GUARDIAN = "guardian", _("guardian")
    INSTITUTION = "institution", _("institution")


class NoticeWay(models.TextChoices):
    """How the child rights service was told."""

    PHONE = "phone", _("by telephone")
    EMAIL = "email", _("by e-mail")
    LETTER = "letter", _("by letter")
    SYSTEM = "system", _("through an information system")
    IN_PERSON = "in_person", _("in person")


class RepresentativeKind(models.TextChoices):
    """Who was appointed to stand for a child."""

    LAWYER = "lawyer", _("lawyer")
    SERVICE = "service", _("child rights service")
    GUARDIAN = "guardian", _("temporary guardian")
    OTHER = "other", _("other person")


class ArrangementKind(models.TextChoices):
    """Where a child lives, or learns."""

    FAMILY = "family", _("own family")
    FOSTER = "foster", _("foster family or guardian")
    CARE_HOME = "care_home", _("care home")
    CRISIS = "crisis", _("crisis centre or shelter")
    ABROAD = "abroad", _("returned to the own country")
    SCHOOL = "school", _("school or pre-school")


# Where the child lives; a school says nothing of that.
PLACEMENTS: frozenset[ArrangementKind] = frozenset(ArrangementKind) - {ArrangementKind.SCHOOL}


class PermitState(models.TextChoices):
    """A reflection period or residence permit, from proposal to its end."""

    PROPOSED = "proposed", _("proposed")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("ended early")


PERMIT_TRANSITIONS: dict[PermitState, frozenset[PermitState]] = {
    PermitState.PROPOSED: frozenset({PermitState.GRANTED, PermitState.REFUSED}),
    PermitState.GRANTED: frozenset({PermitState.WITHDRAWN}),
    PermitState.REFUSED: frozenset(),
    PermitState.WITHDRAWN: frozenset(),
}


class ClaimState(models.TextChoices):
    """How far a compensation claim is."""

    CLAIMED = "claimed", _("claimed")
    AWARDED = "awarded", _("awarded")
    REFUSED = "refused", _("refused")
    PAID = "paid", _("paid")


CLAIM_TRANSITIONS: dict[ClaimState, frozenset[ClaimState]] = {
    ClaimState.CLAIMED: frozenset({ClaimState.AWARDED, ClaimState.REFUSED}),
    ClaimState.AWARDED: frozenset({ClaimState.PAID}),
    ClaimState.REFUSED: frozenset(),
    ClaimState.PAID: frozenset(),
}


class Payer(models.TextChoices):
    """Who is asked to pay compensation."""

    OFFENDER = "offender", _("offender")
    STATE_FUND = "state_fund", _("State fund for victims of crime")


class IdentificationState(models.TextChoices):
    """An identification is typed until it is finished; from then on it stays as it is."""

    DRAFT = "draft", _("draft")
    FINISHED = "finished", _("finished")


class Conclusion(models.TextChoices):
    """What the person who identifies decides; the weighing only advises."""

    PRESUMED = "presumed", _("presumed victim")
    UNCLEAR = "unclear", _("not clear yet")
    NO_SIGNS = "no_signs", _("no signs of trafficking")


class Answer(models.TextChoices):
    """Yes, no, or nobody knows."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class LastContact(models.TextChoices):
    """How long ago the person last had to do with those who exploited them."""

    STILL = "still", _("still in contact")
    WEEK = "week", _("within a week")
    MONTH = "month", _("within a month")
    THREE = "three", _("1 to 3 months ago")
    SIX = "six", _("3 to 6 months ago")
    YEAR = "year", _("6 to 12 months ago")
    LONGER = "longer", _("more than a year ago")
    UNKNOWN = "unknown", _("not known")


class Risk(models.TextChoices):
    """How great the danger is that it goes on or begins again."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")
    UNKNOWN = "unknown", _("not judged yet")


class Advice(models.TextChoices):
    """What the weighing says. It is advice: a person decides."""

    PRESUME = "presume", _("The signs support presuming a victim of trafficking.")
    LOOK_FURTHER = "look_further", _("There are signs, but not enough yet. Look further.")
    NONE = "none", _("No sign is ticked yet.")
