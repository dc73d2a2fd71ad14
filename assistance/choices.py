"""Words about assistance that the software depends on, and the allowed transitions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProjectState(models.TextChoices):
    """A project from application to its end."""

    APPLIED = "applied", _("applied for")
    FUNDED = "funded", _("funded")
    REJECTED = "rejected", _("not funded")
    FINISHED = "finished", _("finished")


PROJECT_TRANSITIONS: dict[ProjectState, frozenset[ProjectState]] = {
    ProjectState.APPLIED: frozenset({ProjectState.FUNDED, ProjectState.REJECTED}),
    ProjectState.FUNDED: frozenset({ProjectState.FINISHED}),
    ProjectState.REJECTED: frozenset(),
    ProjectState.FINISHED: frozenset(),
}


class ReportState(models.TextChoices):
    """A project's report to the ministry."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned for correction")
    ACCEPTED = "accepted", _("accepted")


REPORT_TRANSITIONS: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.SUBMITTED}),
    ReportState.SUBMITTED: frozenset({ReportState.RETURNED, ReportState.ACCEPTED}),
    ReportState.RETURNED: frozenset({ReportState.SUBMITTED}),
    ReportState.ACCEPTED: frozenset(),
}


class ConsentCapacity(models.TextChoices):
    """In what capacity somebody agreed: the person, or who answers for a child or a ward."""

    PERSON = "person", _("the person")
    PARENT = "parent", _("parent")
    GUARDIAN = "guardian", pgettext_lazy("who consents", "guardian")
    REPRESENTATIVE = "representative", _("legal representative")
    COURT = "court", _("court")


class ReceiverGroup(models.TextChoices):
    """To whom a use of data is allowed, where it is not one organisation by name."""

    POLICE = "police", _("the police")
    HELPERS = "helpers", _("any organisation that helps")


class Serves(models.TextChoices):
    """Whom an organisation can take."""

    WOMEN = "women", _("women")
    MEN = "men", _("men")
    CHILDREN = "children", _("children")
    FAMILIES = "families", _("families")


class Language(models.TextChoices):
    """Languages in which victims in Lithuania are spoken to (ISO 639-2)."""

    LITHUANIAN = "lit", _("Lithuanian")
    ENGLISH = "eng", _("English")
    RUSSIAN = "rus", _("Russian")
    POLISH = "pol", _("Polish")
    UKRAINIAN = "ukr", _("Ukrainian")
    BELARUSIAN = "bel", _("Belarusian")
    LATVIAN = "lav", _("Latvian")
    ROMANIAN = "ron", _("Romanian")
    BULGARIAN = "bul", _("Bulgarian")
    GERMAN = "deu", _("German")
    FRENCH = "fra", _("French")
    SPANISH = "spa", _("Spanish")
    ARABIC = "ara", _("Arabic")
    PERSIAN = "fas", _("Persian")
    TURKISH = "tur", _("Turkish")
    UZBEK = "uzb", _("Uzbek")
    TAJIK = "tgk", _("Tajik")
    HINDI = "hin", _("Hindi")
    NEPALI = "nep", _("Nepali")
    VIETNAMESE = "vie", _("Vietnamese")
    CHINESE = "zho", _("Chinese")
    ROMANI = "rom", _("Romani")
    SIGN = "sgn", _("sign language")


class ReferralState(models.TextChoices):
    """A referral from sending to its end."""

    SENT = "sent", _("sent")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    DONE = "done", _("done")
    REVOKED = "revoked", _("taken back")
    WITHDRAWN = "withdrawn", _("consent withdrawn")


REFERRAL_TRANSITIONS: dict[ReferralState, frozenset[ReferralState]] = {
    ReferralState.SENT: frozenset(
        {
            ReferralState.ACCEPTED,
            ReferralState.DECLINED,
            ReferralState.REVOKED,
            ReferralState.WITHDRAWN,
        }
    ),
    ReferralState.ACCEPTED: frozenset(
        {ReferralState.DONE, ReferralState.REVOKED, ReferralState.WITHDRAWN}
    ),
    ReferralState.DECLINED: frozenset(),
    ReferralState.DONE: frozenset(),
    ReferralState.REVOKED: frozenset(),
    ReferralState.WITHDRAWN: frozenset(),
}
# Somebody answers for the person in these; in all others what was passed is closed.
REFERRAL_OPEN = frozenset({ReferralState.SENT, ReferralState.ACCEPTED})


class ReferralReason(models.TextChoices):
    """Why a person is referred (HTCDS 2.0 `referral_reason`; IOM, CC BY 4.0)."""

    SERVICES = "AdditionalServicesRequired", _("additional help is needed")
    PLACE = "MigrationOrChangeOfLocation", _("the person moves to another place")
    OTHER = "Other", _("another reason")


class ReferralBasis(models.TextChoices):
    """On what ground something about a person is passed on."""

    CONSENT = "consent", _("consent")
    ANONYMOUS = "anonymous", _("nothing that names the person is passed")
    VITAL = "vital_interest", _("vital interest, without consent (GDPR Art. 6(1)(d))")


class DeclineReason(models.TextChoices):
    """Why an organisation does not take a person."""

    NO_PLACES = "no_places", _("no places")
    NOT_SERVED = "not_served", _("we do not help people in this situation")
    UNSAFE = "unsafe", _("the person would not be safe here")
    ELSEWHERE = "elsewhere", _("already helped elsewhere")
    UNREACHED = "unreached", _("the person could not be reached")
    UNWILLING = "unwilling", _("the person does not want it")
    OTHER = "other", _("another reason")


class Urgency(models.TextChoices):
    """How soon a referral must be answered."""

    ORDINARY = "ordinary", _("ordinary")
    URGENT = "urgent", _("urgent")


class CertificateKind(models.TextChoices):
    """What a certificate says of a person."""

    HELPED = "helped", _("is helped as a victim of trafficking")
    PRESUMED = "presumed", _("is a presumed or recognised victim of trafficking")
    REFLECTION = "reflection", _("has a reflection period")


class HandedKind(models.TextChoices):
    """What can be handed on to a colleague."""

    BENEFICIARY = "beneficiary", _("person we help")
    SENT = "sent", _("referral we sent")
    TAKEN = "taken", _("referral to us")


class BeneficiaryStatus(models.TextChoices):
    """As what a person is helped; both presumed and recognised victims receive help."""

    PRESUMED = "presumed", _("presumed victim")
    RECOGNISED = "recognised", _("recognised victim")
    AT_RISK = "at_risk", _("person at risk")


class Unit(models.TextChoices):
    """In what a service is measured."""

    HOURS = "hours", _("hours")
    NIGHTS = "nights", _("nights")
    SESSIONS = "sessions", _("sessions")
    ITEMS = "items", _("items")


class NeedLevel(models.TextChoices):
    """How much help somebody needs in one part of life."""

    NONE = "none", _("no help needed")
    SOME = "some", _("some help")
    MUCH = "much", _("much help")
    URGENT = "urgent", _("help at once")


class GoalOutcome(models.TextChoices):
    """What became of a goal; a goal without an outcome is still worked on."""

    REACHED = "reached", _("reached")
    PARTLY = "partly", _("partly reached")
    NOT_REACHED = "not_reached", _("not reached")
    DROPPED = "dropped", _("no longer wanted")


class Doer(models.TextChoices):
    """Who takes a step towards a goal."""

    PERSON = "person", _("the person")
    WORKER = "worker", _("the worker")
    TOGETHER = "together", _("both together")


class AppointmentState(models.TextChoices):
    """An appointment from its arrangement to its end."""

    PLANNED = "planned", _("arranged")
    KEPT = "kept", pgettext_lazy("appointment", "kept")
    MISSED = "missed", _("not kept")
    CANCELLED = "cancelled", pgettext_lazy("appointment", "cancelled")


# What somebody tapped by mistake on the way is put right by choosing the other word.
APPOINTMENT_TRANSITIONS: dict[AppointmentState, frozenset[AppointmentState]] = {
    AppointmentState.PLANNED: frozenset(
        {AppointmentState.KEPT, AppointmentState.MISSED, AppointmentState.CANCELLED}
    ),
    AppointmentState.KEPT: frozenset({AppointmentState.MISSED}),
    AppointmentState.MISSED: frozenset({AppointmentState.KEPT}),
    AppointmentState.CANCELLED: frozenset(),
}


class Presence(models.TextChoices):
    """Whether somebody came to a session of a group."""

    PRESENT = "present", _("came")
    ABSENT = "absent", _("did not come")
    EXCUSED = "excused", _("excused")


class Answer(models.TextChoices):
    """What somebody said to an offer of help."""

    ACCEPTED = "accepted", pgettext_lazy("offer of help", "accepted")
    DECLINED = "declined", pgettext_lazy("offer of help", "declined")
    UNDECIDED = "undecided", _("wants to think about it")


class OfferAge(models.TextChoices):
    """As how old somebody seemed whose name nobody asked for."""

    CHILD = "child", _("child")
    ADULT = "adult", _("adult")
    UNKNOWN = "unknown", _("not known")


class FollowUpRound(models.TextChoices):
    """Which time after the end of the help; when it is due stands in the term rules."""

    FIRST = "follow_up_first", _("first follow-up")
    SECOND = "follow_up_second", _("second follow-up")
    THIRD = "follow_up_third", _("third follow-up")


class FollowUpResult(models.TextChoices):
    """How asking went. Whoever may not be reached safely is not looked for."""

    REACHED = "reached", _("the person was reached")
    NOT_REACHED = "not_reached", _("could not be reached")
    NO_CONTACT = "no_contact", _("does not want to be contacted")
    NO_SAFE_WAY = "no_safe_way", _("no safe way to contact was agreed")


class Safety(models.TextChoices):
    """How safe a person is or feels."""

    SAFE = "safe", _("safe")
    PARTLY = "partly", _("safe in part")
    UNSAFE = "unsafe", _("not safe")
    UNKNOWN = "unknown", _("not known")


class Risk(models.TextChoices):
    """How likely a worker thinks it is that the person is trafficked again."""

    LOW = "low", _("low")
    MEDIUM = "medium", _("medium")
    HIGH = "high", _("high")
    UNKNOWN = "unknown", _("not known")
