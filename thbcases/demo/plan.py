"""What the demo must come to: the published figures of 2009–2012, and plausible years after.

Source: the European Commission's country page on Lithuania (about 2013). A figure that was not
published is free; the demo fills it so that nothing contradicts the page.
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

FIRST_YEAR = 2009
PUBLISHED_UNTIL = 2012


@dataclass(frozen=True)
class Sentences:
    """Judgments of one year: persons convicted in so many cases, months of the outermost two."""

    cases: int
    convicted: int
    shortest: int
    longest: int


@dataclass(frozen=True)
class YearPlan:
    """One year: investigations started, and what became of them in the same year."""

    year: int
    started: int
    started_first_half: int
    children_first_half: int = 0
    presumed: int = 0
    minors: int = 0
    recognised: int = 0
    recognised_later: int = 0
    suspects: int = 0
    prosecuted: int = 0
    only_own_citizens: bool = False
    # How many investigations of each year of registration are closed in this year.
    closing: dict[int, int] = field(default_factory=dict)
    to_court: int = 0
    sentences: Sentences | None = None
    assisted: int = 0
    assisted_men: int | None = None
    projects: int = 0


# 25 investigations of 2006–2008 were still open when 2009 began: 25 + 23 = 48 run in 2009. At
# the end of 2011, 33 of all of them were open: 33 + 11 = 44 run in 2012.
CARRIED_OVER = {2006: 5, 2007: 8, 2008: 12}
CARRIED_OVER_CHILDREN = 5
# Cases that were in court already; their judgments fall into 2009.
TRIED_BEFORE = 5

_PUBLISHED = (
    YearPlan(
        2009,
        started=23,
        started_first_half=12,
        suspects=20,
        prosecuted=14,
        closing={2006: 3, 2007: 3, 2008: 4, 2009: 5},
        to_court=3,
        sentences=Sentences(cases=5, convicted=14, shortest=30, longest=108),
    ),
    YearPlan(
        2010,
        started=15,
        started_first_half=7,
        presumed=22,
        minors=3,
        recognised=9,
        recognised_later=4,
        suspects=24,
        prosecuted=12,
        only_own_citizens=True,
        closing={2006: 2, 2007: 3, 2008: 3, 2009: 7, 2010: 3},
        to_court=3,
        sentences=Sentences(cases=3, convicted=9, shortest=84, longest=132),
        assisted=118,
        projects=5,
    ),
    YearPlan(
        2011,
        started=21,
        started_first_half=10,
        presumed=45,
        minors=4,
        recognised=25,
        recognised_later=6,
        suspects=53,
        prosecuted=30,
        closing={2007: 2, 2008: 5, 2009: 5, 2010: 4, 2011: 2},
        assisted=128,
        projects=6,
    ),
    YearPlan(
        2012,
        started=11,
        started_first_half=5,
        children_first_half=2,
        presumed=17,
        minors=2,
        recognised=14,
        recognised_later=1,
        suspects=32,
        prosecuted=25,
        closing={2009: 3, 2010: 4, 2011: 8, 2012: 1},
        to_court=9,
        sentences=Sentences(cases=3, convicted=5, shortest=48, longest=84),
        assisted=152,
        assisted_men=55,
        projects=5,
    ),
)


def plans(today: date, random: Random) -> list[YearPlan]:
    """One plan a year, from 2009 to the present one."""
    later = [_later(year, today, random) for year in range(PUBLISHED_UNTIL + 1, today.year + 1)]
    return [*_PUBLISHED, *later]


def _later(year: int, today: date, random: Random) -> YearPlan:
    started = random.randint(14, 27)
    presumed = random.randint(22, 52)
    recognised = int(presumed * random.uniform(0.5, 0.8))
    suspects = random.randint(25, 50)
    so_far = (today - date(today.year, 1, 1)).days / 365
    share = so_far if year == today.year else 1.0
    return YearPlan(
        year,
        started=max(3, int(started * share)),
        started_first_half=0,
        presumed=max(6, int(presumed * share)),
        minors=random.randint(1, 4),
        recognised=max(2, int(recognised * share)),
        recognised_later=2,
        suspects=max(4, int(suspects * share)),
        prosecuted=max(2, int(suspects * share * 0.55)),
        to_court=random.randint(4, 9),
        sentences=Sentences(
            cases=random.randint(2, 4), convicted=random.randint(4, 9), shortest=36, longest=96
        ),
        assisted=int(random.randint(120, 190) * max(share, 0.3)),
        projects=random.randint(5, 6),
    )
