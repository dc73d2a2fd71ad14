"""How reminders reach people, and what becomes of a letter."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """How somebody wants to be reminded by e-mail."""

    DIGEST = "digest", _("one letter a day with all terms")
    EACH = "each", _("a letter for each term")
    NONE = "none", _("no letters: I look at the list of terms")


class LetterState(models.TextChoices):
    """What became of a letter."""

    WAITING = "waiting", _("waits to be sent")
    SENT = "sent", _("sent")
    NEEDLESS = "needless", _("not needed any more")
    FAILED = "failed", _("could not be delivered")


class State(models.TextChoices):
    """How a term stands today; the first four are the classes of the component."""

    LATE = "late", _("late")
    SOON = "soon", _("due soon")
    CALM = "calm", _("has time")
    MET = "met", _("met")
    OVER = "over", _("over")


OPEN = (State.LATE, State.SOON, State.CALM)
