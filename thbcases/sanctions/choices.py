"""What becomes of an administrative case, and the two answers to the question before a fine."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thbcases.victims.choices import HELP_OPEN, VictimStatus


class CaseState(models.TextChoices):
    """Where an administrative case stands."""

    OPEN = "open", _("open")
    FINED = "fined", _("fined")
    NOT_LIABLE = "not_liable", _("not liable: victim of trafficking")
    CHILD = "child", _("not liable: under 18")
    ENDED = "ended", _("ended on another ground")
    CANCELLED = "cancelled", _("fine cancelled")


CASE_TRANSITIONS: dict[CaseState, frozenset[CaseState]] = {
    CaseState.OPEN: frozenset(
        {CaseState.FINED, CaseState.NOT_LIABLE, CaseState.CHILD, CaseState.ENDED}
    ),
    CaseState.FINED: frozenset({CaseState.CANCELLED}),
    CaseState.NOT_LIABLE: frozenset(),
    CaseState.CHILD: frozenset(),
    CaseState.ENDED: frozenset(),
    CaseState.CANCELLED: frozenset(),
}


class Answer(models.TextChoices):
    """All that is ever said of whether somebody is known as a victim."""

    KNOWN = "known", _("known as a victim: not liable")
    NOTHING = "nothing", _("nothing is known")


# Whoever meets the criteria and declined the status is a victim, too: the exemption does not hang
# on accepting help.
KNOWN_STATUSES: frozenset[VictimStatus] = HELP_OPEN
# The only decision that takes a presumption back for the day of an act as well.
DISPROVED = VictimStatus.NOT_A_VICTIM
