"""How a term stands, and what became of a letter, as a pill."""

from thbcases.clocks.choices import LetterState, State
from thbcases.clocks.queries import Deadline
from thbcases.web.pills import Pill, Pills

STATE_TONES = {
    State.LATE: "late",
    State.SOON: "presumed",
    State.CALM: "open",
    State.MET: "recognised",
    State.OVER: "closed",
}
LETTER_PILLS = Pills(
    LetterState,
    {
        LetterState.WAITING: "presumed",
        LetterState.SENT: "recognised",
        LetterState.NEEDLESS: "closed",
        LetterState.FAILED: "late",
    },
)


def state_pill(found: Deadline) -> Pill:
    """Colour, word and number: «2 days late»."""
    tone = "closed" if found.term.ended else STATE_TONES[found.state]
    return Pill(found.words, tone)
