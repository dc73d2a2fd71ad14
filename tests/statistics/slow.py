"""The same figures counted by hand: slow, obvious, from the told history and not from the rows."""

from dataclasses import dataclass, field
from datetime import date

from thbcases.core.periods import Period
from thbcases.statistics.queries import Value

OPEN = {"registered", "ongoing", "suspended", "renewed", "separated"}
BEFORE = {"report_received", "checking", "refused"}
Dated = list[tuple[str, date]]


@dataclass
class Human:
    """Somebody; without a birth date two organisations cannot know it is the same."""

    number: int
    sex: str
    born: date | None


@dataclass
class Told:
    """A person in an investigation: what was decided of them, in the order of recording."""

    human: Human
    steps: Dated
    charge: str = ""


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


@dataclass
class Help:
    ngo: str
    human: Human
    status: str
    on: date
    until: date


@dataclass
class ToldProject:
    ngo: str
    starts: date
    ends: date
    state: str


@dataclass
class Story:
    cases: list[Case]
    help: list[Help]
    projects: list[ToldProject]


def of(story: Story, organisation: str | None) -> Story:
    """The part of the story that one organisation recorded."""
    if organisation is None:
        return story
    return Story(
        [c for c in story.cases if c.unit == organisation],
        [h for h in story.help if h.ngo == organisation],
        [p for p in story.projects if p.ngo == organisation],
    )


def who(organisation: str, human: Human) -> object:
    """As whom the country counts a human known to an organisation."""
    return human.number if human.born else (organisation, human.number)


def was_started(case: Case) -> bool:
    return not case.stages or any(kind not in BEFORE for kind, _on in case.stages)


def is_trafficking(articles: list[str]) -> bool:
    return not articles or any(a.startswith(("147", "157")) for a in articles)


def is_open_on(case: Case, day: date) -> bool:
    """Walk through the stages in their order; on the day of a change both states count."""
    states = [(case.registered_on, True)]
    stages = [(on, number, kind) for number, (kind, on) in enumerate(case.stages)]
    for on, _number, kind in sorted(stages):
        if kind not in BEFORE:
            states.append((max(on, case.registered_on), kind in OPEN))
    before = [is_open for on, is_open in states if on < day]
    return (bool(before) and before[-1]) or any(o for on, o in states if on == day)


def days(period: Period) -> list[date]:
    return [
        date.fromordinal(n) for n in range(period.start.toordinal(), period.end.toordinal() + 1)
    ]


def first(steps: Dated, *wanted: str) -> date | None:
    return min((on for kind, on in steps if not wanted or kind in wanted), default=None)


def is_child(human: Human, on: date) -> bool:
    born = human.born
    if born is None:
        return False
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < 18


def count(story: Story, period: Period) -> dict[str, Value]:
    """The country table of one period."""
    cases = [case for case in story.cases if was_started(case)]
    return {
        **_investigations(cases, period),
        **_victims(cases, period),
        **_suspects(cases, period),
        **_courts(cases, period),
        **_help(story, period),
    }


def _investigations(cases: list[Case], period: Period) -> dict[str, Value]:
    started = [c for c in cases if c.registered_on in period]
    run = [c for c in cases if any(is_open_on(c, day) for day in days(period))]
    if not started and not run:
        return dict.fromkeys(
            ("investigations_started", "investigations_run", "child_investigations_run")
        )
    run = [c for c in run if is_trafficking(c.articles)]
    return {
        "investigations_started": sum(is_trafficking(c.articles) for c in started),
        "investigations_run": len(run),
        "child_investigations_run": sum("157" in c.articles for c in run),
    }


def _victims(cases: list[Case], period: Period) -> dict[str, Value]:
    cohort = [(c, v) for c in cases if c.registered_on in period for v in c.victims]
    keys = ("presumed_victims", "recognised_same_year", "presumed_minors")
    if not cohort:
        return dict.fromkeys(keys)
    presumed, recognised, minors = set(), set(), set()
    for case, victim in cohort:
        on = first(victim.steps, "presumed", "recognised")
        registered = first(victim.steps, "presumed", "recognised", "declined")
        if on is None or registered is None or not is_trafficking(case.articles):
            continue
        person = who(case.unit, victim.human)
        presumed.add(person)
        known = first(victim.steps, "recognised")
        if known and known.year == case.registered_on.year and known <= period.end:
            recognised.add(person)
        if is_child(victim.human, registered):
            minors.add(person)
    return dict(zip(keys, map(len, (presumed, recognised, minors)), strict=True))


def _suspects(cases: list[Case], period: Period) -> dict[str, Value]:
    found: set[object] = set()
    prosecuted: set[object] = set()
    is_any = False
    for case in cases:
        for suspect in case.suspects:
            known = first(suspect.steps)
            if known is None or known not in period:
                continue
            is_any = True
            if not is_trafficking(case.articles):
                continue
            person = who(case.unit, suspect.human)
            found.add(person)
            on = first(suspect.steps, "prosecuted")
            is_charged = suspect.charge != "307"
            if on and on.year == known.year and on <= period.end and is_charged:
                prosecuted.add(person)
    if not is_any:
        return dict.fromkeys(("suspects", "prosecuted_same_year"))
    return {"suspects": len(found), "prosecuted_same_year": len(prosecuted)}


def _courts(cases: list[Case], period: Period) -> dict[str, Value]:
    to_court = [c for c in cases if c.handed_over and min(c.handed_over) in period]
    decided = []
    for case in cases:
        days_of_first = [j.on for j in case.judgments if j.instance == "first"]
        if days_of_first and min(days_of_first) in period:
            decided.append(case)
    known = bool(to_court or decided)
    return {
        "cases_to_court": sum(is_trafficking(c.articles) for c in to_court) if known else None,
        "cases_decided": sum(is_trafficking(c.articles) for c in decided) if known else None,
        **_sentences(cases, period),
    }


def _sentences(cases: list[Case], period: Period) -> dict[str, Value]:
    judged = [
        (case, judgment, sentence)
        for case in cases
        for judgment in case.judgments
        for sentence in judgment.sentences
        if judgment.on in period
    ]
    convicted: set[object] = set()
    months: list[int] = []
    for case, judgment, sentence in judged:
        article = [sentence.article] if sentence.article else case.articles
        is_guilty = sentence.outcome == "convicted" and judgment.instance == "first"
        if is_guilty and is_trafficking(article):
            convicted.add(who(case.unit, case.suspects[sentence.accused].human))
            if sentence.months and not sentence.is_suspended:
                months.append(sentence.months)
    return {
        "convicted": len(convicted) if judged else None,
        "sentence_min_years": round(min(months) / 12 + 1e-9, 1) if months else None,
        "sentence_max_years": round(max(months) / 12 + 1e-9, 1) if months else None,
    }


def _help(story: Story, period: Period) -> dict[str, Value]:
    given = [h for h in story.help if h.on <= period.end and h.until >= period.start]
    victims = [h for h in given if h.status != "at_risk"]
    projects = [p for p in story.projects if p.starts <= period.end and p.ends >= period.start]
    funded = [p for p in projects if p.state in ("funded", "finished")]
    return {
        "assisted_persons": len({who(h.ngo, h.human) for h in victims}) if given else None,
        "assisted_men": len({who(h.ngo, h.human) for h in victims if h.human.sex == "male"})
        if given
        else None,
        "projects": len(funded) if projects else None,
    }
