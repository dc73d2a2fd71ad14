"""Every figure against a slow, obvious count, over random histories."""

from datetime import date

from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.cast import USERS, Cast
from tests.statistics import slow
from tests.statistics.history import History
from thbcases.codes.models import Article
from thbcases.core.periods import Period, half, month, quarter, year
from thbcases.investigations.choices import Outcome, StageKind, SuspectState
from thbcases.people.choices import BirthPrecision
from thbcases.statistics.indicators import COUNTRY_TABLE_JSON
from thbcases.statistics.queries import country_table
from thbcases.victims.choices import VictimStatus

# Days on the edges of years, halves, quarters and months, and one in the middle.
DAYS = [
    date.fromisoformat(text)
    for text in (
        "2011-01-01", "2011-06-30", "2011-07-01", "2011-12-31", "2012-01-01", "2012-02-29",
        "2012-03-31", "2012-05-20", "2012-06-30", "2012-07-01", "2012-12-31", "2013-01-01",
    )
]  # fmt: skip
BIRTHS = [date(1980, 5, 20), date(1994, 5, 20), date(1994, 2, 28), date(1996, 2, 29), None]
HUMANS = [
    slow.Human(number, "female" if number % 2 else "male", BIRTHS[number % 5])
    for number in range(1, 7)
]

a_day = st.sampled_from(DAYS)
a_human = st.sampled_from(HUMANS)


def steps(values: list[str], most: int = 4) -> st.SearchStrategy[slow.Dated]:
    return st.lists(st.tuples(st.sampled_from(values), a_day), max_size=most)


def told(values: list[str], charges: tuple[str, ...] = ("",)) -> st.SearchStrategy[list[slow.Told]]:
    person = st.builds(slow.Told, a_human, steps(values), st.sampled_from(charges))
    return st.lists(person, max_size=3, unique_by=lambda told: told.human.number)


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
                draw(st.sampled_from(["", "147", "307"])),
            )
        )
    instance = draw(st.sampled_from(["first", "first", "appeal"]))
    return slow.ToldJudgment(instance, draw(a_day), sentences)


@st.composite
def cases(draw: st.DrawFn) -> slow.Case:
    suspects = draw(told(SuspectState.values, ("", "147", "307")))
    case = slow.Case(
        unit=draw(st.sampled_from(["unit_a", "unit_b"])),
        registered_on=draw(a_day),
        articles=draw(st.lists(st.sampled_from(["147", "157", "307"]), max_size=2, unique=True)),
        stages=draw(steps(StageKind.values, 5)),
        victims=draw(told(VictimStatus.values)),
        suspects=suspects,
        handed_over=draw(st.lists(a_day, max_size=2)),
    )
    if case.handed_over:
        case.judgments = draw(st.lists(judgments(len(suspects)), max_size=2))
    return case


@st.composite
def stretches(draw: st.DrawFn) -> tuple[date, date]:
    start, end = sorted((draw(a_day), draw(a_day)))
    return start, end


@st.composite
def stories(draw: st.DrawFn) -> slow.Story:
    status = {
        (ngo, human.number): draw(st.sampled_from(["presumed", "recognised", "at_risk"]))
        for ngo in ("ngo_a", "ngo_b")
        for human in HUMANS
    }
    helps = []
    for _number in range(draw(st.integers(0, 4))):
        ngo, human = draw(st.sampled_from(["ngo_a", "ngo_b"])), draw(a_human)
        helps.append(slow.Help(ngo, human, status[ngo, human.number], *draw(stretches())))
    projects = [
        slow.ToldProject(
            draw(st.sampled_from(["ngo_a", "ngo_b"])),
            *draw(stretches()),
            draw(st.sampled_from(["applied", "funded", "rejected", "finished"])),
        )
        for _number in range(draw(st.integers(0, 2)))
    ]
    return slow.Story(draw(st.lists(cases(), max_size=4)), helps, projects)


a_period = st.one_of(
    st.sampled_from([year(2011), year(2012), half(2012, 1), quarter(2012, 2), month(2012, 6)]),
    stretches().map(lambda stretch: Period(*stretch)),
)


def play(history: History, story: slow.Story) -> None:
    """Record the story as rows."""
    for case in story.cases:
        _play_case(history, case)
    for given_help in story.help:
        _human(history, given_help.ngo, given_help.human)
        history.service(
            given_help.ngo,
            given_help.human.number,
            str(given_help.on),
            str(given_help.until),
            given_help.status,
        )
    for project in story.projects:
        history.project(project.ngo, str(project.starts), str(project.ends), project.state)


def _play_case(history: History, case: slow.Case) -> None:
    row = history.investigation(
        case.unit,
        str(case.registered_on),
        *((StageKind(kind), str(on)) for kind, on in case.stages),
        articles=" ".join(case.articles),
    )
    for told_victim in case.victims:
        _human(history, case.unit, told_victim.human)
        victim_steps = ((VictimStatus(kind), str(on)) for kind, on in told_victim.steps)
        history.victim(row, told_victim.human.number, *victim_steps)
    suspects = []
    for told_suspect in case.suspects:
        _human(history, case.unit, told_suspect.human)
        suspect_steps = ((SuspectState(kind), str(on)) for kind, on in told_suspect.steps)
        suspects.append(
            history.suspect(
                row, told_suspect.human.number, *suspect_steps, charge=told_suspect.charge
            )
        )
    courts = [history.court(row, str(on)) for on in case.handed_over]
    articles = {article.code: article for article in Article.objects.all()}
    for judgment in case.judgments:
        history.judgment(
            courts[0],
            str(judgment.on),
            *(
                {
                    "suspect": suspects[sentence.accused],
                    "outcome": sentence.outcome,
                    "years": sentence.months // 12 if sentence.outcome == "convicted" else None,
                    "months": sentence.months % 12 if sentence.outcome == "convicted" else None,
                    "is_suspended": sentence.is_suspended,
                    "article": articles.get(sentence.article),
                }
                for sentence in judgment.sentences
            ),
            instance=judgment.instance,
        )


def _human(history: History, organisation: str, human: slow.Human) -> None:
    """The human's row; whoever has no birth date is known by name only."""
    precision = BirthPrecision.DATE if human.born else BirthPrecision.UNKNOWN
    history.human(
        organisation, human.number, birth_date=human.born, birth_precision=precision, sex=human.sex
    )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(story=stories(), periods=st.lists(a_period, min_size=1, max_size=3))
def test_every_figure_is_the_slow_count(
    cast: Cast, story: slow.Story, periods: list[Period]
) -> None:
    with transaction.atomic():
        play(History(cast), story)
        for name in ("coordinator", "officer", "ngo"):
            organisation = None if name == "coordinator" else USERS[name][0]
            part = slow.of(story, organisation)
            with cast.acting(name):
                rows = country_table(periods)
            for row in rows:
                note(f"{name} {row.period}")
                expected = slow.count(part, row.period)
                assert {key: row[key] for key in COUNTRY_TABLE_JSON} == expected
        transaction.set_rollback(True)
