"""Words about tips that the software depends on, and the allowed transitions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ChannelKind(models.TextChoices):
    """By which way the public speaks to an organisation."""

    MAIL = "mail", _("mailbox")
    WEB = "web", _("public form")
    HOTLINE = "hotline", _("hotline")


class TipKind(models.TextChoices):
    """What somebody wants; another kind is another line here, nothing else depends on them."""

    REPORT = "report", pgettext_lazy("kind of tip", "report")
    QUESTION = "question", _("question before going abroad to work")
    NOT_OURS = "not_ours", _("not ours")


class TipState(models.TextChoices):
    """A tip from its arrival until its words are forgotten."""

    NEW = "new", pgettext_lazy("tip", "new")
    OPEN = "open", _("in work")
    CLOSED = "closed", pgettext_lazy("tip", "closed")
    FORGOTTEN = "forgotten", _("forgotten")


TIP_TRANSITIONS: dict[TipState, frozenset[TipState]] = {
    TipState.NEW: frozenset({TipState.OPEN, TipState.CLOSED}),
    TipState.OPEN: frozenset({TipState.CLOSED}),
    TipState.CLOSED: frozenset({TipState.OPEN, TipState.FORGOTTEN}),
    TipState.FORGOTTEN: frozenset(),
}


class TipOutcome(models.TextChoices):
    """What came of a tip."""

    OPENED = "opened", _("an investigation was opened")
    JOINED = "joined", _("joined to an investigation")
    CHECKED = "checked", _("checked, no signs of trafficking")
    ANSWERED = "answered", _("question answered")
    PASSED_ON = "passed_on", _("passed on to another institution")
    REPEATED = "repeated", _("said in another tip already")
    TOO_LITTLE = "too_little", _("too little was said, and nobody can be asked")
    NOT_OURS = "not_ours", _("not about trafficking")
    JUNK = "junk", _("advertising or abuse")


# With these a tip is the source of an investigation; the actions that tie them set them.
OF_INVESTIGATIONS = frozenset({TipOutcome.OPENED, TipOutcome.JOINED})


class Direction(models.TextChoices):
    """Who says something to whom."""

    IN = "in", _("from the sender")
    OUT = "out", _("answer")
    NOTE = "note", _("private note")


class Delivery(models.TextChoices):
    """How far an answer came."""

    NONE = "", _("not sent")
    WAITS = "waits", _("waits with the receipt code")
    QUEUED = "queued", _("goes out by mail")
    SENDING = "sending", _("is being sent; nobody knows yet whether it left")
    SENT = "sent", _("sent by mail")
    FAILED = "failed", _("could not be sent")


class Verdict(models.TextChoices):
    """What may be done with an attachment."""

    OPEN = "open", _("may be opened")
    HELD = "held", _("held")


class EntryState(models.TextChoices):
    """What became of a mail in the mailbox."""

    TAKEN = "taken", _("taken in")
    REPEATED = "repeated", _("taken in before")
    UNREADABLE = "unreadable", _("could not be read")
    TOO_LARGE = "too_large", _("too large")


class Tongue(models.TextChoices):
    """Languages in which the public is answered."""

    LT = "lt", "lietuvių"
    EN = "en", "English"
    RU = "ru", "русский"
