"""For each check of the board a record with that fault, and how it is mended."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from assistance.models import Beneficiary, ProjectReport, Service
from tests.statistics.history import History
from thbcases.codes.models import Article, Country, ExploitationForm, ListCode
from thbcases.investigations.choices import StageKind as S
from thbcases.investigations.choices import SuspectState as P
from thbcases.investigations.models import Investigation, InvestigationArticle, SuspectStatus
from thbcases.people.models import Person, PersonCitizenship
from thbcases.victims.choices import VictimStatus as V
from thbcases.victims.models import ReflectionPeriod, ResidencePermit, Victim, VictimDecision

OLD = "2012-03-01"
# Makes the fault at an organisation and yields its record; the rest of it mends the fault.
Fault = Callable[[History, str], Iterator[Any]]
FAULTS: dict[str, Fault] = {}
# Where a fault is made, and who mends it, when it is not the organisation itself.
PLACES: dict[str, tuple[str, str]] = {}


def fault(*places: str, key: str = "") -> Callable[[Fault], Fault]:
    """Register what makes the fault of a check of the same name."""

    def keep(make: Fault) -> Fault:
        name = key or make.__name__
        FAULTS[name] = make
        PLACES[name] = (places[0], places[1]) if places else ("unit_a", "unit_b")
        return make

    return keep


def human(history: History) -> int:
    """A number for somebody new."""
    return 100 + len(history.people)


def victim(
    history: History, unit: str, status: V = V.PRESUMED, case: Investigation | None = None, **f: Any
) -> Victim:
    """A victim as the screens leave one: with the decision, and with the status of it."""
    case = case or history.investigation(unit, OLD)
    steps = [(V.PRESUMED, OLD)] if status == V.RECOGNISED else []
    row = history.victim(case, human(history), *steps, (status, OLD), **f)
    change(history, unit, row, status=status, status_on=date.fromisoformat(OLD))
    return row


def change(history: History, unit: str, row: Any, **fields: Any) -> None:
    """Set columns of a row, past the rules of the screens."""
    with history.cast.making(unit):
        type(row)._default_manager.filter(pk=row.pk).update(**fields)


@fault()
def form_unknown(history: History, unit: str) -> Iterator[Any]:
    row = victim(history, unit)
    history.exploited(row, "UNK")
    yield row
    with history.cast.making(unit):
        row.episodes.update(form=ExploitationForm.objects.get(code="LAB"))


@fault()
def recognised_unexploited(history: History, unit: str) -> Iterator[Any]:
    row = victim(history, unit, V.RECOGNISED)
    yield row
    history.exploited(row, "LAB")


@fault()
def main_form_missing(history: History, unit: str) -> Iterator[Any]:
    row = victim(history, unit)
    for code in ("LAB", "BEG"):
        history.exploited(row, code, is_main=False)
    yield row
    with history.cast.making(unit):
        row.episodes.filter(form__code="LAB").update(is_main=True)


def _known(history: History, place: str) -> Person:
    """A victim of a unit, or of an NGO, as a person."""
    if place.startswith("unit"):
        return Person.objects.get(pk=victim(history, place).person_id)
    number = human(history)
    history.service(place, number, OLD)
    return history.people[place, number]


@fault("unit_a", "unit_b")
def sex_missing(history: History, place: str) -> Iterator[Any]:
    row = _known(history, place)
    change(history, place, row, sex="unknown")
    yield row
    change(history, place, row, sex="male")


@fault("ngo_a", "ngo_b")
def birth_missing(history: History, place: str) -> Iterator[Any]:
    row = _known(history, place)
    change(history, place, row, birth_precision="unknown", birth_date=None)
    yield row
    change(history, place, row, birth_precision="estimate", birth_year=1990)


@fault("ngo_a", "ngo_b")
def citizenship_missing(history: History, place: str) -> Iterator[Any]:
    row = _known(history, place)
    with history.cast.making(place):
        unknown = PersonCitizenship.objects.create(
            person=row, country=Country.objects.get(code="XX")
        )
    yield row
    change(history, place, unknown, country=Country.objects.get(code="UA"))


@fault()
def case_article_missing(history: History, unit: str) -> Iterator[Any]:
    row = history.investigation(unit, OLD, articles="")
    yield row
    with history.cast.making(unit):
        InvestigationArticle.objects.create(
            investigation=row, article=Article.objects.get(code="147")
        )


@fault()
def case_form_missing(history: History, unit: str) -> Iterator[Any]:
    row = history.investigation(unit, OLD)
    history.about(row, ["UNK"])
    yield row
    history.about(row, ["LAB"])


@fault()
def case_main_form_missing(history: History, unit: str) -> Iterator[Any]:
    row = history.investigation(unit, OLD)
    history.about(row, ["LAB", "BEG"])
    yield row
    with history.cast.making(unit):
        row.form_rows.filter(form__code="BEG").update(is_main=True)


@fault()
def reach_unknown(history: History, unit: str) -> Iterator[Any]:
    row = history.investigation(unit, OLD)
    yield row
    change(history, unit, row, reach="domestic")


@fault()
def recognised_before_presumed(history: History, unit: str) -> Iterator[Any]:
    row = victim(history, unit, V.RECOGNISED)
    with history.cast.making(unit):
        VictimDecision.objects.filter(victim=row, status=V.PRESUMED).update(on=date(2012, 3, 2))
    yield row
    with history.cast.making(unit):
        VictimDecision.objects.filter(victim=row, status=V.PRESUMED).update(on=date(2012, 2, 2))


@fault()
def victim_in_refused(history: History, unit: str) -> Iterator[Any]:
    case = history.investigation(unit, OLD)
    row = victim(history, unit, V.RECOGNISED, case)
    change(history, unit, case, stage=S.REFUSED)
    yield row
    change(history, unit, case, stage=S.ONGOING)


@fault()
def exploited_before_birth(history: History, unit: str) -> Iterator[Any]:
    row = victim(history, unit)
    history.exploited(row, "LAB", starts_on=date(1970, 1, 1), ends_on=date(1970, 2, 1))
    yield row
    with history.cast.making(unit):
        row.episodes.update(starts_on=date(2010, 1, 1), ends_on=None)


@fault()
def child_case_without_child(history: History, unit: str) -> Iterator[Any]:
    row = history.investigation(unit, OLD, articles="157")
    one = victim(history, unit, case=row, birth_date=date(1990, 1, 1))
    yield row
    person = Person.objects.get(pk=one.person_id)
    change(history, unit, person, birth_date=date(1994, 3, 2))


@fault()
def convicted_unprosecuted(history: History, unit: str) -> Iterator[Any]:
    case = history.investigation(unit, OLD)
    row = history.suspect(case, human(history), (P.SUSPECTED, OLD))
    history.judgment(history.court(case, OLD), "2012-06-01", {"suspect": row})
    yield row
    with history.cast.making(unit):
        SuspectStatus.objects.create(suspect=row, state=P.PROSECUTED, on=date(2012, 4, 1))


@fault()
def judged_before_court(history: History, unit: str) -> Iterator[Any]:
    row = history.court(history.investigation(unit, OLD), "2012-07-01")
    judgment = history.judgment(row, "2012-06-30")
    yield row
    change(history, unit, judgment, on=date(2012, 7, 1))


@fault("ngo_a", "ngo_b")
def service_after_closing(history: History, ngo: str) -> Iterator[Any]:
    row = history.service(ngo, human(history), OLD)
    outcome = ListCode.objects.filter(list="closing_outcome")[0]
    one = Beneficiary.objects.get(pk=row.beneficiary_id)
    change(history, ngo, one, closed_on=date(2012, 3, 2), outcome=outcome)
    change(history, ngo, row, on=date(2012, 3, 3))
    yield row
    change(history, ngo, row, on=date(2012, 3, 2))


@fault("ngo_a", "ngo_b")
def service_outside_project(history: History, ngo: str) -> Iterator[Any]:
    project = history.project(ngo, "2012-01-01", "2012-03-01")
    row: Service = history.service(ngo, human(history), "2012-03-02", project=project)
    yield row
    change(history, ngo, row, on=date(2012, 3, 1))


@fault()
def term_passed(history: History, unit: str) -> Iterator[Any]:
    row = history.investigation(unit, OLD)
    yield row
    change(history, unit, row, stage=S.TERMINATED)


def _stay(history: History, unit: str, model: type[Any], **fields: Any) -> Any:
    row = victim(history, unit)
    with history.cast.making(unit):
        stay = model.objects.create(
            victim=row,
            **{
                "starts_on": date(2012, 4, 1),
                "ends_on": date(2012, 5, 1),
                "proposed_on": date(2012, 3, 20),
                **fields,
            },
        )
    return row, stay


@fault()
def reflection_expired(history: History, unit: str) -> Iterator[Any]:
    row, _stay_row = _stay(
        history, unit, ReflectionPeriod, state="granted", decided_on=date(2012, 3, 25)
    )
    yield row
    change(history, unit, row, cooperation="no")


@fault("migration", "")
def stay_undecided(history: History, _place: str) -> Iterator[Any]:
    _row, stay = _stay(history, "unit_a", ResidencePermit)
    yield stay
    change(history, "unit_a", stay, state="refused", decided_on=date(2012, 4, 2))


@fault("ngo_a", "ngo_b")
def report_missing(history: History, ngo: str) -> Iterator[Any]:
    row = history.project(ngo, "2012-01-01", "2012-12-31")
    yield row
    with history.cast.making(ngo):
        ProjectReport.objects.create(
            project=row,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            text="ataskaita",
            spent=1,
            state="submitted",
            submitted_on=timezone.localdate(),
        )


@fault("social", "")
def report_undecided(history: History, _place: str) -> Iterator[Any]:
    project = history.project("ngo_a", "2012-01-01", "2012-12-31")
    with history.cast.making("ngo_a"):
        row = ProjectReport.objects.create(
            project=project,
            starts_on=project.starts_on,
            ends_on=project.ends_on,
            text="ataskaita",
            spent=1,
            state="submitted",
            submitted_on=date(2013, 1, 10),
        )
    yield row
    change(history, "ngo_a", row, state="accepted", decided_on=date(2013, 2, 1))


@fault("unit_a", "unit_b")
def organisation_silent(history: History, unit: str) -> Iterator[Any]:
    """Both units are silent until they record something; an old record is no sign of life."""
    case = history.investigation(unit, OLD)
    long_ago = timezone.now() - timedelta(days=40)
    change(history, unit, case, created_at=long_ago)
    yield history.cast.org(unit)
    change(history, unit, case, created_at=timezone.now())
