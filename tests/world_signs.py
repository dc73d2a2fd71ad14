"""What first responders keep for each side: a draft, a finished identification, safe contact."""

from datetime import date
from typing import Any

from tests.cast import Cast
from thbcases.people.models import ContactRules
from thbcases.victims.actions.identification import begin_identification, finish_identification
from thbcases.victims.choices import Conclusion
from thbcases.victims.models import Identification

DAY = date(2026, 3, 9)


def build_signs(world: Any, cast: Cast, user: str, person: Any, side: str) -> None:
    """Two identifications of one person, and how the person may be reached."""
    with cast.acting(user):
        by = cast.user(user)
        draft = begin_identification(by=by, person=person, met_on=DAY)
        Identification.objects.filter(pk=draft.pk).update(own_words=f"slapta{side}")
        done = begin_identification(by=by, person=person, met_on=DAY)
        finish_identification(
            by=by, identification=done, conclusion=Conclusion.UNCLEAR, reason=f"slapta{side}"
        )
        rules = ContactRules.objects.create(person=person, never=f"slapta{side}", agreed_on=DAY)
    for row in (draft, done, rules):
        row.refresh_from_db()
        world.setdefault(type(row), []).append(row)
