"""Words of hit / no hit that the software depends on, and the allowed transitions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RequestState(models.TextChoices):
    """Where a request to another unit stands; once answered it stays as it was answered."""

    SENT = "sent", _("waits")
    GRANTED = "granted", pgettext_lazy("a request", "granted")
    PARTLY = "partly", _("granted in part")
    REFUSED = "refused", _("refused")
    LAPSED = "lapsed", _("lapsed without an answer")
    WITHDRAWN = "withdrawn", _("withdrawn")


R = RequestState

REQUEST_TRANSITIONS: dict[RequestState, frozenset[RequestState]] = {
    R.SENT: frozenset({R.GRANTED, R.PARTLY, R.REFUSED, R.LAPSED, R.WITHDRAWN}),
    R.GRANTED: frozenset(),
    R.PARTLY: frozenset(),
    R.REFUSED: frozenset(),
    R.LAPSED: frozenset(),
    R.WITHDRAWN: frozenset(),
}

# The asked unit said yes, to all or to something.
OPENED: frozenset[RequestState] = frozenset({R.GRANTED, R.PARTLY})
# What the asking unit wants to read about.
ANSWERED: frozenset[RequestState] = frozenset({*OPENED, R.REFUSED, R.LAPSED})


class Urgency(models.TextChoices):
    """How soon the asking unit needs the answer; each has its own term."""

    ORDINARY = "ordinary", _("ordinary")
    URGENT = "urgent", _("urgent")


class RefusalGround(models.TextChoices):
    """Why the asked unit does not open a record."""

    NO_RECORD = "no_record", _("the unit has no such record")
    NO_BASIS = "no_basis", _("the legal basis does not cover it")
    NOT_NECESSARY = "not_necessary", _("not necessary or not proportionate for the purpose")
    INVESTIGATION = "investigation", _("it would harm an investigation")
    SAFETY = "safety", _("it would endanger a person")
    OTHER = "other", _("another ground")


class Direction(models.TextChoices):
    """Whether a message of the exchange came in or went out."""

    IN = "in", _("received")
    OUT = "out", _("sent")


class MessageKind(models.TextChoices):
    """What a message of the exchange is."""

    REQUEST = "request", _("request")
    ANSWER = "answer", _("answer")
    DISCLOSURE = "disclosure", _("disclosure")
    CORRECTION = "correction", _("correction")


class MessageState(models.TextChoices):
    """What became of a message of the exchange."""

    SENT = "sent", _("sent")
    REPLIED = "replied", _("replied to")
    RECEIVED = "received", _("received, waits")
    ANSWERED = "answered", _("answered")
    NOTED = "noted", _("noted, needs no answer")


M = MessageState

MESSAGE_TRANSITIONS: dict[MessageState, frozenset[MessageState]] = {
    M.SENT: frozenset({M.REPLIED}),
    M.REPLIED: frozenset(),
    M.RECEIVED: frozenset({M.ANSWERED, M.NOTED}),
    M.ANSWERED: frozenset(),
    M.NOTED: frozenset({M.ANSWERED}),
}


class SearchAnswer(models.TextChoices):
    """The three answers of a search, and that somebody was not asked."""

    HIT = "hit", _("hit")
    POSSIBLE = "possible", _("possible")
    NO_HIT = "no_hit", _("no hit")


class SearchReason(models.TextChoices):
    """Why somebody searches; the number of the case or document goes with it."""

    INVESTIGATION = "investigation", _("act of an investigation")
    TIP = "tip", _("checking a tip")
    IDENTIFICATION = "identification", _("identification of a victim")
    DANGER = "danger", _("danger to life or health")
    REQUEST = "request", _("request of another authority")
    ANALYSIS = "analysis", _("criminal analysis")


class AdapterKind(models.TextChoices):
    """How the content of a register comes into the search."""

    OWN = "own", _("records of this system")
    POSTGRES = "postgres", _("table in another PostgreSQL server")
    DELIVERY = "delivery", _("file that is delivered whole")


class Holds(models.TextChoices):
    """What a register keeps; only such columns are taken from it."""

    PERSON = "person", _("persons")
    NICKNAME = "nickname", _("nicknames")
    COMPANY = "company", _("companies")
    ADDRESS = "address", _("addresses")
    VEHICLE = "vehicle", _("vehicles")
    PHONE = "phone", _("phone numbers")
    DOCUMENT = "document", _("documents and personal codes")
    ACCOUNT = "account", _("bank accounts")
    EMAIL = "email", _("e-mail addresses")


class DeliveryState(models.TextChoices):
    """Where a delivered file stands; only one that was published is searched."""

    WAITING = "waiting", _("waits to be checked")
    CHECKING = "checking", _("is being checked")
    FAULTY = "faulty", _("has errors")
    READY = "ready", _("checked, not published")
    HELD = "held", _("held: too much is missing")
    PUBLISHED = "published", _("published")
    OVERTAKEN = "overtaken", _("a newer one was published")
    THROWN_AWAY = "thrown_away", _("thrown away")
    LAPSED = "lapsed", _("nobody decided in time")
    FAILED = "failed", _("failed")


D = DeliveryState

DELIVERY_TRANSITIONS: dict[DeliveryState, frozenset[DeliveryState]] = {
    D.WAITING: frozenset({D.CHECKING, D.FAILED, D.OVERTAKEN, D.LAPSED}),
    D.CHECKING: frozenset({D.FAULTY, D.READY, D.HELD, D.FAILED, D.OVERTAKEN, D.LAPSED}),
    D.FAULTY: frozenset(),
    D.READY: frozenset({D.PUBLISHED, D.THROWN_AWAY, D.OVERTAKEN, D.LAPSED}),
    D.HELD: frozenset({D.PUBLISHED, D.THROWN_AWAY, D.OVERTAKEN, D.LAPSED}),
    D.PUBLISHED: frozenset(),
    D.OVERTAKEN: frozenset(),
    D.THROWN_AWAY: frozenset(),
    D.LAPSED: frozenset(),
    D.FAILED: frozenset(),
}
