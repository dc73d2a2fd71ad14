"""How much a reader will find in an identification: what is missing, and why it matters.

Poor notes make somebody ask again. So the page says what is missing before it is finished; nothing
of it is obligatory, because nobody must be pressed to answer.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thbcases.people.choices import Sex
from thbcases.people.models import ContactRules
from thbcases.victims.choices import Answer, Cooperation, LastContact, Risk
from thbcases.victims.identification import Identification
from thbcases.victims.indicators.weighing import Weighed


@dataclass(frozen=True)
class Point:
    """Something a reader looks for, whether it is there, and why it matters."""

    label: str | Promise
    why: str | Promise
    is_there: bool


@dataclass(frozen=True)
class Quality:
    """All points of one identification."""

    points: list[Point]

    @property
    def missing(self) -> list[Point]:
        """What is not there."""
        return [point for point in self.points if not point.is_there]

    @property
    def there(self) -> int:
        """How many points are there."""
        return len(self.points) - len(self.missing)

    @property
    def percent(self) -> int:
        """How much of it is there."""
        return round(100 * self.there / len(self.points))


def quality_of(row: Identification, weighed: Weighed) -> Quality:
    """What is there and what is missing in an identification."""
    return Quality([*_said(row), *_signs(row, weighed), *_situation(row), *_next(row)])


def _said(row: Identification) -> list[Point]:
    return [
        Point(
            _("the person's own words"),
            _("Without them somebody will ask the person again."),
            bool(row.own_words.strip()),
        ),
        Point(
            _("professional insight"),
            _("Whoever decides did not see the person; you did."),
            bool(row.insight.strip()),
        ),
        Point(
            _("evidence"),
            _("Messages, pictures and places are gone in days."),
            bool(row.evidence.strip()),
        ),
    ]


def _signs(row: Identification, weighed: Weighed) -> list[Point]:
    return [
        Point(
            _("what was done with the person"),
            _("Without an act there is no trafficking in law."),
            bool(weighed.acts),
        ),
        Point(
            _("form of exploitation"),
            _("It is the purpose in law, and the returns ask it."),
            weighed.has_purpose,
        ),
        Point(
            _("age when it began"),
            _("For a child the means are not needed, and other help and terms begin."),
            row.age_then is not None or row.child_then != Answer.UNKNOWN,
        ),
        Point(
            _("sex"),
            _("Men are overlooked; the help must fit."),
            row.person.sex != Sex.UNKNOWN,
        ),
    ]


def _situation(row: Identification) -> list[Point]:
    return [
        Point(
            _("still in the situation"),
            _("Whoever is still in it needs help today."),
            row.still_there != Answer.UNKNOWN,
        ),
        Point(
            _("last contact with those who exploited"),
            _("It says how near the danger is."),
            row.last_contact != LastContact.UNKNOWN,
        ),
        Point(
            _("others may be victims too"),
            _("They may still be where this person was."),
            row.others != Answer.UNKNOWN,
        ),
        Point(
            _("danger that it goes on"),
            _("Whoever receives the person plans the protection by it."),
            row.risk != Risk.UNKNOWN,
        ),
    ]


def _next(row: Identification) -> list[Point]:
    return [
        Point(
            _("help that is wanted"),
            _("Help is open whether or not the person co-operates."),
            bool(row.answers.get("support")) or bool(row.support_text.strip()),
        ),
        Point(
            _("co-operation"),
            _("It decides about a reflection period, never about help."),
            row.cooperation != Cooperation.UNDECIDED,
        ),
        Point(
            _("language of the talk"),
            _("An interpreter is ordered before the next talk."),
            bool(row.language.strip()),
        ),
        Point(
            _("safe contact"),
            _("A call at the wrong hour can put the person in danger."),
            ContactRules.objects.filter(person=row.person_id).exists(),
        ),
    ]
