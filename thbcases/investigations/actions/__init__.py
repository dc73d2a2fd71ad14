"""The verbs of the law about investigations: register, move on, assign, join, charge, judge."""

from thbcases.investigations.actions.cases import (
    change_investigation,
    join_investigations,
    move_stage,
    register_investigation,
    separate_investigation,
)
from thbcases.investigations.actions.court import hand_over_to_court, make_final, record_judgment
from thbcases.investigations.actions.sources import add_source
from thbcases.investigations.actions.suspects import add_suspect, move_suspect
from thbcases.investigations.actions.units import assign_unit, end_assignment

__all__ = [
    "add_source",
    "add_suspect",
    "assign_unit",
    "change_investigation",
    "end_assignment",
    "hand_over_to_court",
    "join_investigations",
    "make_final",
    "move_stage",
    "move_suspect",
    "record_judgment",
    "register_investigation",
    "separate_investigation",
]
