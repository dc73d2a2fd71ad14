"""A country of one year, and its report, written and waiting."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.cast import LONG_AGO, USERS, Cast
from tests.statistics.history import History
from thbcases.access.acting import acting_system
from thbcases.access.roles import Role
from thbcases.accounts.models import Membership, User
from thbcases.statistics.models import AnnualReport, ReportChapter
from thbcases.statistics.report import actions, publishing
from thbcases.victims.choices import VictimStatus as V

YEAR = 2012
LITHUANIAN = "Ąžuolas, ąčęėįšųūž ĄČĘĖĮŠŲŪŽ, „kabutės“ – brūkšnys"
Write = Callable[..., ReportChapter]


@pytest.fixture
def lived(history: History) -> History:
    """27 presumed victims of 2012: 14 women, 13 men; three recognised, which nobody may read."""
    case = history.investigation("unit_a", "2012-03-01")
    for human in range(1, 28):
        decisions = [(V.PRESUMED, "2012-03-02")]
        if human in (1, 3, 5):
            decisions.append((V.RECOGNISED, "2012-05-02"))
        history.victim(case, human, *decisions, birth_date=born(human))
    return history


def born(human: int) -> date:
    """Nobody has another's birthday, so nobody is taken for another."""
    return date(1980, 1, 1) + timedelta(days=human)


@pytest.fixture
def cast(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast with a second coordinator, who reviews."""
    monkeypatch.setitem(USERS, "reviewer", ("interior", Role.COORDINATOR))
    with acting_system("test"):
        user = User.objects.create(
            username="reviewer", first_name="Reviewer", last_name="Bandytojas"
        )
        Membership.objects.create(
            user=user,
            organisation=cast.org("interior"),
            role=Role.COORDINATOR,
            starts_on=LONG_AGO,
        )
    cast.users["reviewer"] = user
    return cast


@pytest.fixture
def report(lived: History, cast: Cast) -> AnnualReport:
    """A report that the coordinator began, its chapters empty."""
    with cast.acting("coordinator"):
        return actions.start_report(
            by=cast.user("coordinator"), year=YEAR, title_lt="Ataskaita", title_en="Report"
        )


@pytest.fixture
def write(report: AnnualReport, cast: Cast) -> Write:
    """Write a text into a chapter."""

    def put(position: int, text: str, by: str = "coordinator", **fields: object) -> ReportChapter:
        with cast.acting(by):
            chapter = report.chapters.get(position=position)
            chapter.text_lt = chapter.text_en = text
            tables = fields.pop("tables", chapter.tables)
            for name, value in fields.items():
                setattr(chapter, name, value)
            return actions.write_chapter(by=cast.user(by), chapter=chapter, tables=tables)

    return put


@pytest.fixture
def written(report: AnnualReport, write: Write) -> AnnualReport:
    """A report with something in every chapter."""
    for position in range(1, 9):
        write(
            position,
            f"{LITHUANIAN}. **Svarbu**: {{{{ presumed_victims }}}} iš jų "
            "*pripažinta* {{ recognised_same_year }}.\n\n- pirma\n- antra\n\n1. viena\n2. dvi",
        )
    return report


@pytest.fixture
def approved(written: AnnualReport, cast: Cast) -> AnnualReport:
    """A report that was reviewed."""
    with cast.acting("coordinator"):
        actions.send_to_review(by=cast.user("coordinator"), report=written)
    with cast.acting("reviewer"):
        return actions.approve_report(by=cast.user("reviewer"), report=written)


@pytest.fixture
def published(approved: AnnualReport, cast: Cast) -> AnnualReport:
    """A report that went out."""
    with cast.acting("coordinator"):
        return publishing.publish_report(by=cast.user("coordinator"), report=approved)
