"""What somebody does about their own reminders, and what the worker does for everybody."""

from thbcases.clocks.actions.own import choose, renew_address, switch_off_address
from thbcases.clocks.actions.reminding import remind
from thbcases.clocks.actions.sending import ServerDown, send_letters

__all__ = [
    "ServerDown",
    "choose",
    "remind",
    "renew_address",
    "send_letters",
    "switch_off_address",
]
