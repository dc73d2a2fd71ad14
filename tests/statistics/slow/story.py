"""A history as somebody would tell it: who, where, what happened on which day."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Dated = list[tuple[str, date]]


@dataclass
class Human:
    """Somebody; without a birth date two organisations cannot know it is the same."""

    number: int
    sex: str
    born: date | None
    # Where only the year of birth is known.
    year: int | None = None
    # Codes of countries in the order of recording.
    citizenships: tuple[str, ...] = ()
    is_stateless: bool = False


@dataclass
class Episode:
    """A stretch of exploitation; of several the main one, else the first, speaks."""

    form: str
    country: str = ""
    starts: date | None = None
    ends: date | None = None
    is_main: bool = False


@dataclass
class Told:
    """A person in an investigation: what was decided of them, in the order of recording."""

    human: Human
    steps: Dated
    charge: str = ""
    episodes: list[Episode] = field(default_factory=list)
    identified_by: str = ""
    # What is kept of a child: the age that was found, the first notice with its last day, where
    # each interview was, and the rest as yes or no.
    found_age: int | None = None
    notice: tuple[date, date] | None = None
    interviews: list[bool] = field(default_factory=list)
    is_represented: bool = False
    is_placed: bool = False


@dataclass
class ToldCompany:
    """A legal person that is suspected; without a code the name says who it is."""

    name: str
    code: str
    steps: Dated


@dataclass
class ToldSentence:
    accused: int
    outcome: str
    months: int
    is_suspended: bool
    article: str


@dataclass
class ToldJudgment:
    instance: str
    on: date
    sentences: list[ToldSentence]


@dataclass
class Case:
    unit: str
    registered_on: date
    articles: list[str]
    stages: Dated
    victims: list[Told]
    suspects: list[Told]
    handed_over: list[date] = field(default_factory=list)
    judgments: list[ToldJudgment] = field(default_factory=list)
    companies: list[ToldCompany] = field(default_factory=list)
    reach: str = "unknown"
    # Forms of exploitation, the main one first where `has_main_form` says that one is.
    forms: list[str] = field(default_factory=list)
    has_main_form: bool = False
    destinations: list[str] = field(default_factory=list)


@dataclass
class Help:
    ngo: str
    human: Human
    status: str
    on: date
    until: date
    kind: str = "psychological"
    units: Decimal = Decimal(1)
    cost: Decimal | None = None
    # The number of a project of the story, by this organisation.
    project: int | None = None


@dataclass
class Closing:
    """An organisation ends its help to somebody, with a result."""

    ngo: str
    human: Human
    on: date
    result: str


@dataclass
class ToldSanction:
    """An administrative case: an act, what was answered, how it ended."""

    unit: str
    human: Human
    act_on: date
    conduct: str
    currency: str
    answer: str = "none"
    state: str = "open"
    decided_on: date | None = None
    fine: Decimal | None = None


@dataclass
class ToldOffer:
    """Help that was offered to somebody without a name, and the answer."""

    organisation: str
    on: date
    sex: str
    age: str
    answer: str
    reason: str = ""
    kind: str = ""


@dataclass
class ToldProject:
    ngo: str
    starts: date
    ends: date
    state: str


@dataclass
class Noticed:
    """A first responder finishes an identification with a conclusion."""

    organisation: str
    human: Human
    on: date
    conclusion: str = "presumed"
    # A second one that corrects the first, with its conclusion; and whether it was taken over.
    corrected: str = ""
    is_taken: bool = False


@dataclass
class Story:
    cases: list[Case]
    help: list[Help]
    projects: list[ToldProject]
    # Where organisations sit.
    seats: dict[str, str] = field(default_factory=dict)
    closings: list[Closing] = field(default_factory=list)
    noticed: list[Noticed] = field(default_factory=list)
    sanctions: list[ToldSanction] = field(default_factory=list)
    offers: list[ToldOffer] = field(default_factory=list)
    # Whether this is all that everybody recorded.
    is_whole: bool = True


def of(story: Story, organisation: str | None) -> Story:
    """The part of the story that one organisation recorded; the order of recording stays."""
    if organisation is None:
        return story
    return Story(
        [c for c in story.cases if c.unit == organisation],
        [h for h in story.help if h.ngo == organisation],
        [p for p in story.projects if p.ngo == organisation],
        story.seats,
        [c for c in story.closings if c.ngo == organisation],
        [n for n in story.noticed if n.organisation == organisation],
        [s for s in story.sanctions if s.unit == organisation],
        [o for o in story.offers if o.organisation == organisation],
        is_whole=False,
    )
