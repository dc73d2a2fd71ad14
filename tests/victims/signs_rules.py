"""Every rule about an identification, with a row it takes and a row it refuses."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.victims.making import today
from thbcases.victims.models import Identification, Victim

Write = Callable[[Victim], Any]
BEFORE = today() - timedelta(days=1)


def begun(row: Victim, **fields: Any) -> Identification:
    return Identification.objects.create(person=row.person, asked={}, **fields)


def done(row: Victim, **fields: Any) -> Identification:
    said = {"state": "finished", "conclusion": "presumed", "reason": "r", "result": {}}
    return begun(row, **{"finished_on": today(), **said, **fields})


def corrected(row: Victim, times: int) -> None:
    first = done(row)
    for _time in range(times):
        begun(row, replaces=first)


SIGN_RULES: dict[str, tuple[Write, Write]] = {
    "victims_identification_state": (begun, lambda v: done(v, state="other")),
    "victims_identification_conclusion": (begun, lambda v: begun(v, conclusion="maybe")),
    "victims_identification_finished": (done, lambda v: done(v, reason="")),
    "victims_identification_order": (done, lambda v: done(v, finished_on=BEFORE)),
    "victims_identification_taken": (begun, lambda v: begun(v, taken_on=today())),
    "victims_identification_age": (
        lambda v: begun(v, age_then=110),
        lambda v: begun(v, age_then=111),
    ),
    "victims_identification_replaced_once": (
        lambda v: corrected(v, 1),
        lambda v: corrected(v, 2),
    ),
}
