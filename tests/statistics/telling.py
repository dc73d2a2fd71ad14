"""Random histories, and how each is recorded as rows."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from assistance.models import Project
from tests.statistics import slow
from tests.statistics.history import History
from thbcases.codes.models import Article, Municipality
from thbcases.core.periods import Period, half, month, quarter, year
from thbcases.investigations.choices import Outcome, StageKind, SuspectState
from thbcases.people.choices import BirthPrecision
from thbcases.victims.choices import VictimStatus

# Days on the edges of years, halves, quarters and months, the eve and the day of Croatia's
# joining the European Union, and one in the middle.
DAYS = [
    date.fromisoformat(text)
    for text in (
        "2011-01-01", "2011-06-30", "2011-07-01", "2011-12-31", "2012-01-01", "2012-02-29",
        "2012-03-31", "2012-05-20", "2012-06-30", "2012-07-01", "2012-12-31", "2013-01-01",
        "2013-06-30", "2013-07-01",
    )
]  # fmt: skip
# A man, a child on some of these days, one born on a leap day, one of whom the year is known only.
HUMANS = [
    slow.Human(1, "female", date(1980, 5, 20), citizenships=("LT",)),
    slow.Human(2, "male", date(1994, 5, 20), citizenships=("UA", "LT")),
    slow.Human(3, "female", date(1994, 2, 28), citizenships=("HR",)),
    slow.Human(4, "male", date(1996, 2, 29), citizenships=("UA", "LV")),
    slow.Human(5, "unknown", None, citizenships=("XX",)),
    slow.Human(6, "male", None, year=1994, is_stateless=True),
    slow.Human(7, "female", date(1994, 7, 1), citizenships=("XS", "UA")),
]
FORMS = ["SEX_PROST", "LAB", "BEG", "UNK"]
COUNTRIES = ["GB", "LT", "DE"]
SERVICES = ["psychological", "medical"]
NGOS, UNITS = ["ngo_a", "ngo_b"], ["unit_a", "unit_b"]

a_day = st.sampled_from(DAYS)
a_human = st.sampled_from(HUMANS)


def steps(values: list[str], most: int = 4) -> st.SearchStrategy[slow.Dated]:
    return st.lists(st.tuples(st.sampled_from(values), a_day), max_size=most)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[date, date]:
    start, end = sorted((draw(a_day), draw(a_day)))
    return start, end


@st.composite
def episodes(draw: st.DrawFn) -> list[slow.Episode]:
    count = draw(st.integers(0, 2))
    main = draw(st.integers(0, 2))
    found = []
    for place in range(count):
        starts, ends = draw(stretches())
        known = draw(st.sampled_from(["both", "start", "end", "none"]))
        found.append(
            slow.Episode(
                draw(st.sampled_from(FORMS)),
                draw(st.sampled_from(["", *COUNTRIES])),
                starts if known in ("both", "start") else None,
                ends if known in ("both", "end") else None,
                place == main,
            )
        )
    return found


def _each_once(people: st.SearchStrategy[slow.Told]) -> st.SearchStrategy[list[slow.Told]]:
    return st.lists(people, max_size=3, unique_by=lambda told: told.human.number)


suspects = _each_once(
    st.builds(
        slow.Told,
        a_human,
        steps(SuspectState.values),
        st.sampled_from(["", "147", "147-2", "307"]),
    )
)
victims = _each_once(
    st.builds(
        slow.Told,
        a_human,
        steps(VictimStatus.values),
        episodes=episodes(),
        identified_by=st.sampled_from(["", "", "ngo_a", "unit_b"]),
        found_age=st.sampled_from([None, None, None, 5, 13, 17, 18]),
        notice=st.one_of(st.none(), st.tuples(a_day, a_day)),
        interviews=st.lists(st.booleans(), max_size=2),
        is_represented=st.booleans(),
        is_placed=st.booleans(),
    )
)
# The third is the first by another spelling, as nobody has a code.
companies = st.lists(
    st.one_of(
        st.builds(
            slow.ToldCompany,
            st.sampled_from(["UAB Pavyzdys", "UAB Kita", "uab pavyzdys"]),
            st.sampled_from(["", "300000001", "300000002"]),
            steps(SuspectState.values, 2),
        )
    ),
    max_size=2,
)


@st.composite
def judgments(draw: st.DrawFn, accused: int) -> slow.ToldJudgment:
    sentences = []
    for number in range(accused):
        outcome = draw(st.sampled_from(Outcome.values))
        is_guilty = outcome == "convicted"
        sentences.append(
            slow.ToldSentence(
                number,
                outcome,
                draw(st.integers(0, 130)) if is_guilty else 0,
                draw(st.booleans()) if is_guilty else False,
                draw(st.sampled_from(["", "147", "147-2", "307"])),
            )
        )
    instance = draw(st.sampled_from(["first", "first", "appeal"]))
    return slow.ToldJudgment(instance, draw(a_day), sentences)


@st.composite
def cases(draw: st.DrawFn) -> slow.Case:
    case = slow.Case(
        unit=draw(st.sampled_from(UNITS)),
        registered_on=draw(a_day),
        articles=draw(st.lists(st.sampled_from(["147", "157", "307"]), max_size=2, unique=True)),
        stages=draw(steps(StageKind.values, 5)),
        victims=draw(victims),
        suspects=draw(suspects),
        handed_over=draw(st.lists(a_day, max_size=2)),
        companies=draw(companies),
        reach=draw(st.sampled_from(["domestic", "international", "unknown"])),
        forms=draw(st.lists(st.sampled_from(FORMS), max_size=2, unique=True)),
        has_main_form=draw(st.booleans()),
        destinations=draw(st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True)),
    )
    if case.handed_over:
        case.judgments = draw(st.lists(judgments(len(case.suspects)), max_size=2))
    return case


@st.composite
def _helps(draw: st.DrawFn, projects: list[slow.ToldProject]) -> list[slow.Help]:
    status = {
        (ngo, human.number): draw(st.sampled_from(["presumed", "recognised", "at_risk"]))
        for ngo in NGOS
        for human in HUMANS
    }
    found = []
    for _number in range(draw(st.integers(0, 5))):
        ngo, human = draw(st.sampled_from(NGOS)), draw(a_human)
        own = [number for number, project in enumerate(projects) if project.ngo == ngo]
        found.append(
            slow.Help(
                ngo,
                human,
                status[ngo, human.number],
                *draw(stretches()),
                kind=draw(st.sampled_from(SERVICES)),
                units=draw(st.sampled_from([Decimal("0.50"), Decimal(2)])),
                cost=draw(st.sampled_from([None, Decimal("10.01"), Decimal(100)])),
                project=draw(st.sampled_from([None, *own])),
            )
        )
    return found


@st.composite
def _closings(draw: st.DrawFn, helps: list[slow.Help]) -> list[slow.Closing]:
    """Some of those helped are not helped any more; help cannot end before it began."""
    begun: dict[tuple[str, int], slow.Help] = {}
    for given in helps:
        begun.setdefault((given.ngo, given.human.number), given)
    found = []
    for given in begun.values():
        on = draw(a_day)
        if draw(st.booleans()) and on >= given.on:
            result = draw(st.sampled_from(["goals_reached", "referred"]))
            found.append(slow.Closing(given.ngo, given.human, on, result))
    return found


@st.composite
def _noticed(draw: st.DrawFn) -> list[slow.Noticed]:
    conclusions = ["presumed", "presumed", "unclear", "no_signs"]
    return [
        slow.Noticed(
            draw(st.sampled_from([*NGOS, *UNITS, "border"])),
            draw(a_human),
            draw(a_day),
            draw(st.sampled_from(conclusions)),
            draw(st.sampled_from(["", "", *conclusions])),
            draw(st.sampled_from([False, False, True])),
        )
        for _number in range(draw(st.integers(0, 4)))
    ]


@st.composite
def sanctions(draw: st.DrawFn) -> slow.ToldSanction:
    act, decided = draw(stretches())
    conduct = draw(st.sampled_from(["prostitution", "use"]))
    told = slow.ToldSanction(
        draw(st.sampled_from(UNITS)), draw(a_human), act, conduct, draw(CURRENCIES)
    )
    ends = [("open", "none"), ("ended", "none"), ("ended", "nothing"), ("not_liable", "known")]
    # who may have been a child is not fined; of an adult of these histories nobody doubts it
    if told.human.number <= 2 or told.human.number == 5:
        ends += [("fined", "nothing"), ("fined", "nothing")]
    if conduct == "use":
        ends = [("open", "none"), ("ended", "none"), ("fined", "none")]
    told.state, told.answer = draw(st.sampled_from(ends))
    if told.human.number == 2 and told.state == "fined" and act < date(2012, 5, 20):
        told.state, told.answer = "open", "none"
    if told.state != "open":
        told.decided_on = decided
    if told.state == "fined":
        told.fine = draw(st.sampled_from([Decimal("300.00"), Decimal("86.50")]))
    return told


CURRENCIES = st.sampled_from(["LTL", "EUR"])


@st.composite
def _offers(draw: st.DrawFn) -> list[slow.ToldOffer]:
    """Offers of NGOs, with the reason where they were declined."""
    found = []
    for _number in range(draw(st.integers(0, 4))):
        answer = draw(st.sampled_from(["accepted", "declined", "undecided"]))
        reason = draw(st.sampled_from(["fear", "for_women"])) if answer == "declined" else ""
        found.append(
            slow.ToldOffer(
                draw(st.sampled_from(NGOS)),
                draw(a_day),
                draw(st.sampled_from(["female", "male", "unknown"])),
                draw(st.sampled_from(["child", "adult", "unknown"])),
                answer,
                reason,
                draw(st.sampled_from(["", *SERVICES])),
            )
        )
    return found


@st.composite
def stories(draw: st.DrawFn) -> slow.Story:
    projects = [
        slow.ToldProject(
            draw(st.sampled_from(NGOS)),
            *draw(stretches()),
            draw(st.sampled_from(["applied", "funded", "rejected", "finished"])),
        )
        for _number in range(draw(st.integers(0, 2)))
    ]
    seats = {"unit_a": "LT-57", "ngo_a": "LT-57", "ngo_b": "LT-20"}
    told = draw(st.lists(cases(), max_size=4))
    helps = draw(_helps(projects))
    fined = draw(st.lists(sanctions(), max_size=4))
    closings, noticed, offers = draw(_closings(helps)), draw(_noticed()), draw(_offers())
    return slow.Story(told, helps, projects, seats, closings, noticed, fined, offers)


a_period = st.one_of(
    st.sampled_from([year(2011), year(2012), half(2012, 1), quarter(2012, 2), month(2012, 6)]),
    stretches().map(lambda stretch: Period(*stretch)),
)


def play(history: History, story: slow.Story) -> dict[int, Project]:
    """Record the story as rows; the projects by their number in the story."""
    for organisation, seat in story.seats.items():
        row = history.cast.org(organisation)
        row.municipality = Municipality.objects.get(code=seat)
        with history.cast.making(organisation):
            row.save()
    for case in story.cases:
        _play_case(history, case)
    for sanction in story.sanctions:
        _human(history, sanction.unit, sanction.human)
        history.sanction(sanction)
    projects = {
        number: history.project(told.ngo, str(told.starts), str(told.ends), told.state)
        for number, told in enumerate(story.projects)
    }
    for given in story.help:
        _human(history, given.ngo, given.human)
        history.service(
            given.ngo,
            given.human.number,
            str(given.on),
            str(given.until),
            given.status,
            projects[given.project] if given.project is not None else None,
            kind=given.kind,
            units=given.units,
            cost=given.cost,
        )
    for closing in story.closings:
        history.close(closing.ngo, closing.human.number, str(closing.on), closing.result)
    for noticed in story.noticed:
        _human(history, noticed.organisation, noticed.human)
        history.noticed(
            noticed.organisation,
            noticed.human.number,
            str(noticed.on),
            noticed.conclusion,
            noticed.corrected,
            is_taken=noticed.is_taken,
        )
    for offer in story.offers:
        history.offer(offer)
    return projects


def _play_case(history: History, case: slow.Case) -> None:
    row = history.investigation(
        case.unit,
        str(case.registered_on),
        *((StageKind(kind), str(on)) for kind, on in case.stages),
        articles=" ".join(case.articles),
        reach=case.reach,
    )
    history.about(row, case.forms, case.destinations, has_main=case.has_main_form)
    for told in case.victims:
        _play_victim(history, row, case.unit, told)
    accused = []
    for told in case.suspects:
        _human(history, case.unit, told.human)
        states = _dated(SuspectState, told.steps)
        accused.append(history.suspect(row, told.human.number, *states, charge=told.charge))
    for company in case.companies:
        history.company(row, company.name, company.code, *_dated(SuspectState, company.steps))
    courts = [history.court(row, str(on)) for on in case.handed_over]
    articles = {article.code: article for article in Article.objects.all()}
    for judgment in case.judgments:
        sentences = [
            _sentence(told, accused[told.accused], articles.get(told.article))
            for told in judgment.sentences
        ]
        history.judgment(courts[0], str(judgment.on), *sentences, instance=judgment.instance)


def _play_victim(history: History, row: Any, unit: str, told: slow.Told) -> None:
    _human(history, unit, told.human)
    victim = history.victim(
        row,
        told.human.number,
        *_dated(VictimStatus, told.steps),
        identified_by=told.identified_by,
    )
    for episode in told.episodes:
        history.exploited(
            victim,
            episode.form,
            episode.is_main,
            country_code=episode.country,
            starts_on=episode.starts,
            ends_on=episode.ends,
        )
    history.child(victim, told)


def _dated(kinds: Callable[[str], Any], told: slow.Dated) -> list[tuple[Any, str]]:
    return [(kinds(kind), str(on)) for kind, on in told]


def _sentence(told: slow.ToldSentence, suspect: Any, article: Article | None) -> dict[str, Any]:
    is_guilty = told.outcome == "convicted"
    return {
        "suspect": suspect,
        "outcome": told.outcome,
        "years": told.months // 12 if is_guilty else None,
        "months": told.months % 12 if is_guilty else None,
        "is_suspended": told.is_suspended,
        "article": article,
    }


def _human(history: History, organisation: str, human: slow.Human) -> None:
    """The human's row; whoever has no birth date is known by name only."""
    precision = BirthPrecision.UNKNOWN
    if human.born:
        precision = BirthPrecision.DATE
    elif human.year:
        precision = BirthPrecision.YEAR
    history.human(
        organisation,
        human.number,
        human.citizenships,
        birth_date=human.born,
        birth_year=human.year,
        birth_precision=precision,
        is_stateless=human.is_stateless,
        sex=human.sex,
    )
