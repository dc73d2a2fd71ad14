"""The same figures counted by hand: slow, obvious, from the told history and not from the rows."""

from tests.statistics.slow.counting import FIGURES, cells, count, people_of
from tests.statistics.slow.story import (
    Case,
    Closing,
    Dated,
    Episode,
    Help,
    Human,
    Noticed,
    Story,
    Told,
    ToldCompany,
    ToldJudgment,
    ToldOffer,
    ToldProject,
    ToldSanction,
    ToldSentence,
    of,
)

__all__ = [
    "FIGURES",
    "Case",
    "Closing",
    "Dated",
    "Episode",
    "Help",
    "Human",
    "Noticed",
    "Story",
    "Told",
    "ToldCompany",
    "ToldJudgment",
    "ToldOffer",
    "ToldProject",
    "ToldSanction",
    "ToldSentence",
    "cells",
    "count",
    "of",
    "people_of",
]
