"""Counting: for each figure the lines one would write on paper, then how many different ones."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from importlib import import_module
from typing import Any

from tests.statistics.slow.story import Case, Dated, Help, Human, Story, Told
from thbcases.core.periods import Period
from thbcases.statistics.queries import Value

OPEN = {"registered", "ongoing", "suspended", "renewed", "separated"}
BEFORE = {"report_received", "checking", "refused"}
CATEGORY = {"SEX_PROST": "sexual", "LAB": "labour", "BEG": "other", "UNK": "unspecified"}
EUROSTAT = {"SEX_PROST": "sexual", "LAB": "labour", "BEG": "other_begging", "UNK": "unspecified"}
# The first and the last day in the European Union, of the countries the stories know.
EU = {"LV": (date(2004, 5, 1), None), "HR": (date(2013, 7, 1), None)}
NEARNESS = ("own", "other_eu", "non_eu", "stateless")


@dataclass
class Line:
    """One thing on paper: who is counted, what comes first, and what is known of it.

    `counts` says whether it is counted; a line that is not still says that there was something.
    """

    who: object
    order: tuple[Any, ...]
    values: dict[str, str]
    counts: bool = True
    number: Decimal | int | None = None
    record: object = None


Lines = list[Line]


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


def age_group(human: Human, on: date | None) -> str:
    born = human.born or (date(human.year, 12, 31) if human.year else None)
    if born is None or on is None:
        return "unknown"
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return "child" if age < 18 else "adult"


def citizenship(human: Human, on: date) -> str:
    """The nearest of the groups; membership of the Union by date."""
    groups = set()
    for code in human.citizenships:
        if code == "LT":
            groups.add("own")
        elif code == "XS":
            groups.add("stateless")
        elif code != "XX":
            begins, _ends = EU.get(code, (date.max, None))
            groups.add("other_eu" if begins <= on else "non_eu")
    found = [group for group in NEARNESS if group in groups]
    return found[0] if found else "stateless" if human.is_stateless else "unknown"


def country_of(human: Human) -> str:
    """The country a return names: the own one, else the first that was recorded."""
    return "LT" if "LT" in human.citizenships else next(iter(human.citizenships), "")


def of_human(human: Human, on: date | None) -> dict[str, str]:
    assert on is not None
    return {
        "sex": human.sex,
        "age_group": age_group(human, on),
        "citizenship": citizenship(human, on),
        "citizen_of": country_of(human),
    }


def of_form(code: str) -> dict[str, str]:
    return {
        "form": CATEGORY.get(code, "unspecified"),
        "eurostat": EUROSTAT.get(code, "unspecified"),
        "form_code": code,
    }


def of_case(story: Story, case: Case) -> dict[str, str]:
    return {
        "organisation": case.unit,
        "municipality": story.seats.get(case.unit, ""),
        "reach": case.reach,
        "destination": case.destinations[0] if case.destinations else "",
        **of_form(case.forms[0] if case.forms else ""),
    }


# --- investigations


def _offences(story: Story, period: Period) -> Lines:
    """A started investigation under each of its articles."""
    return [
        Line(
            number,
            (case.registered_on, number, place),
            {**of_case(story, case), "article": article},
            is_trafficking([article]),
        )
        for number, case in enumerate(story.cases)
        if was_started(case) and case.registered_on in period
        for place, article in enumerate(case.articles)
    ]


def _started(story: Story, period: Period) -> Lines:
    return [
        Line(
            number,
            (case.registered_on, number),
            of_case(story, case),
            is_trafficking(case.articles),
        )
        for number, case in _cases(story)
        if case.registered_on in period
    ]


def _run(story: Story, period: Period) -> Lines:
    return [
        Line(number, (number,), of_case(story, case), is_trafficking(case.articles))
        for number, case in _cases(story)
        if any(is_open_on(case, day) for day in days(period))
    ]


def _child(lines: Callable[[Story, Period], Lines]) -> Callable[[Story, Period], Lines]:
    def of_children(story: Story, period: Period) -> Lines:
        found = lines(story, period)
        for line in found:
            line.counts = line.counts and "157" in story.cases[line.who].articles  # type: ignore[call-overload]
        return found

    return of_children


def _cases(story: Story) -> Iterator[tuple[int, Case]]:
    return ((n, case) for n, case in enumerate(story.cases) if was_started(case))


# --- victims


@dataclass
class Known:
    """A victim of the story with the days that matter."""

    place: tuple[int, int]
    case: Case
    victim: Told
    presumed: date | None
    recognised: date | None
    registered: date | None

    @property
    def who(self) -> object:
        return who(self.case.unit, self.victim.human)


def _victims(story: Story) -> Iterator[Known]:
    for number, case in enumerate(story.cases):
        for place, told in enumerate(case.victims):
            yield Known(
                (number, place),
                case,
                told,
                first(told.steps, "presumed", "recognised"),
                first(told.steps, "recognised"),
                first(told.steps, "presumed", "recognised", "declined"),
            )


def _of_victim(story: Story, known: Known) -> dict[str, str]:
    told, case = known.victim, known.case
    main = next((e for e in told.episodes if e.is_main), next(iter(told.episodes), None))
    begun = [e.starts or e.ends for e in told.episodes]
    exploited = min((day for day in begun if day), default=None)
    identified = "presumed" if known.presumed else "declined" if known.registered else ""
    identifier = told.identified_by or case.unit
    values = {
        **of_case(story, case),
        **of_form(main.form if main else ""),
        "destination": main.country if main else "",
        "age_group_exploited": age_group(told.human, exploited),
        "identified_by": identifier,
        "municipality": story.seats.get(identifier, ""),
        "identification": "identified" if known.recognised else identified,
    }
    if not was_started(case):
        values["reach"] = ""
    if known.registered:
        values |= of_human(told.human, known.registered)
    return values


def _cohort(also: Callable[[Known, Period], bool] = lambda _known, _period: True) -> Any:
    """Of the investigations started in the period, the presumed of whom something is also true."""

    def lines(story: Story, period: Period) -> Lines:
        return [
            Line(
                known.who,
                (known.case.registered_on, known.place),
                _of_victim(story, known),
                is_trafficking(known.case.articles)
                and known.presumed is not None
                and also(known, period),
            )
            for known in _victims(story)
            if was_started(known.case) and known.case.registered_on in period
        ]

    return lines


def _in_year(known: Known, period: Period) -> bool:
    on = known.recognised
    return bool(on and on.year == known.case.registered_on.year and on <= period.end)


def _dated(day: Callable[[Known], date | None]) -> Any:
    """Victims by a day of their own, whatever the investigation is about."""

    def lines(story: Story, period: Period) -> Lines:
        return [
            Line(known.who, (on, known.place), _of_victim(story, known))
            for known in _victims(story)
            if (on := day(known)) is not None and on in period
        ]

    return lines


def _registered(story: Story, period: Period) -> Lines:
    """By police and by those who help; where an investigation knows the person, it speaks first."""
    found = []
    for known in _victims(story):
        on = known.registered
        if on is None or on not in period:
            continue
        if was_started(known.case) and is_trafficking(known.case.articles):
            values = _of_victim(story, known)
            values["registered_by"] = values["identified_by"]
            found.append(Line(known.who, (0, on, known.place), values))
    for place, entry in enumerate(_beneficiaries(story)):
        if entry.status != "at_risk" and entry.on in period:
            found.append(
                Line(who(entry.ngo, entry.human), (1, entry.on, place), _of_ngo(story, entry))
            )
    return found


def _beneficiaries(story: Story) -> list[Help]:
    """The first help that each organisation recorded for somebody is when it registered them."""
    found: dict[tuple[str, int], Help] = {}
    for given in story.help:
        found.setdefault((given.ngo, given.human.number), given)
    return list(found.values())


def _of_ngo(story: Story, entry: Help) -> dict[str, str]:
    return {
        **of_human(entry.human, entry.on),
        **of_form(""),
        "destination": "",
        "organisation": entry.ngo,
        "registered_by": entry.ngo,
        "municipality": story.seats.get(entry.ngo, ""),
        "age_group_exploited": "unknown",
        "identification": "identified" if entry.status == "recognised" else "presumed",
    }


def _if(lines: Callable[[Story, Period], Lines], **wanted: str) -> Any:
    """Of these lines, those that say something."""

    def some(story: Story, period: Period) -> Lines:
        found = lines(story, period)
        for line in found:
            line.counts = line.counts and all(line.values.get(k) == v for k, v in wanted.items())
        return found

    return some


# --- suspects


@dataclass
class Accused:
    place: tuple[int, int]
    case: Case
    told: Told

    @property
    def is_charged(self) -> bool:
        return self.told.charge != "307"

    def day(self, *states: str) -> date | None:
        return first(self.told.steps, *states)

    @property
    def decided(self) -> date | None:
        return self.day("prosecuted") or self.day("released")

    @property
    def decision(self) -> str:
        if self.day("prosecuted"):
            return "trafficking" if self.is_charged else "other_charge"
        return "none" if self.day("released") else ""


Asked = Callable[[Accused, Period], bool]


def _accused(day: Callable[[Accused], date | None], also: Asked) -> Any:
    """Human beings by a day of theirs; a legal person on that day is known of but not counted."""

    def lines(story: Story, period: Period) -> Lines:
        found = []
        for number, case in _cases(story):
            for place, told in enumerate(case.suspects):
                accused = Accused((number, place), case, told)
                on = day(accused)
                if on is None or on not in period:
                    continue
                values = {
                    **of_case(story, case),
                    **of_human(told.human, accused.day()),
                    "decision": accused.decision,
                }
                counts = is_trafficking(case.articles) and also(accused, period)
                found.append(Line(who(case.unit, told.human), (on, accused.place), values, counts))
            for company in case.companies:
                no_human = Told(Human(0, "unknown", None), company.steps)
                on = day(Accused((number, 0), case, no_human))
                if on is not None and on in period:
                    found.append(Line(None, (on,), {}, counts=False))
        return found

    return lines


def _soon(accused: Accused, period: Period) -> bool:
    known, on = accused.day(), accused.day("prosecuted")
    return bool(on and known and on.year == known.year and on <= period.end and accused.is_charged)


def _companies(story: Story, period: Period) -> Lines:
    """Legal persons; a human being on that day is known of but not counted."""
    found = [
        Line(None, (), {}, counts=False)
        for _number, case in _cases(story)
        for told in case.suspects
        if (on := first(told.steps)) is not None and on in period
    ]
    for number, case in _cases(story):
        for place, company in enumerate(case.companies):
            on = first(company.steps)
            if on is not None and on in period:
                values = {
                    **of_case(story, case),
                    "sex": "unknown",
                    "age_group": "unknown",
                    "citizenship": "unknown",
                    "decision": Accused(
                        (0, 0), case, Told(Human(0, "", None), company.steps)
                    ).decision,
                }
                legal = company.code or company.name.lower()
                found.append(
                    Line(legal, (on, number, place), values, is_trafficking(case.articles))
                )
    return found


# --- courts


def _to_court(story: Story, period: Period) -> Lines:
    return [
        Line(number, (number,), of_case(story, case), is_trafficking(case.articles))
        for number, case in _cases(story)
        if case.handed_over and min(case.handed_over) in period
    ]


def _decided(story: Story, period: Period) -> Lines:
    found = []
    for number, case in _cases(story):
        on = [judgment.on for judgment in case.judgments if judgment.instance == "first"]
        if on and min(on) in period:
            found.append(
                Line(number, (number,), of_case(story, case), is_trafficking(case.articles))
            )
    return found


def _judged(outcome: str = "", use: bool = False) -> Any:
    def lines(story: Story, period: Period) -> Lines:
        found = []
        for number, case in _cases(story):
            for place, judgment in enumerate(case.judgments):
                for sentence in judgment.sentences if judgment.on in period else []:
                    told = case.suspects[sentence.accused]
                    article = [sentence.article] if sentence.article else case.articles
                    of_use = (sentence.article or told.charge) == "147-2"
                    counts = (
                        is_trafficking(article)
                        and judgment.instance == "first"
                        and outcome in ("", sentence.outcome)
                        and (of_use or not use)
                    )
                    values = {
                        **of_case(story, case),
                        **of_human(told.human, judgment.on),
                        "outcome": sentence.outcome,
                    }
                    is_real = sentence.months and not sentence.is_suspended
                    found.append(
                        Line(
                            who(case.unit, told.human),
                            (judgment.on, number, place, sentence.accused),
                            values,
                            counts,
                            sentence.months if is_real else None,
                        )
                    )
        return found

    return lines


# --- help


def _of_help(story: Story, given: Help) -> dict[str, str]:
    return {
        **of_human(given.human, given.on),
        "organisation": given.ngo,
        "municipality": story.seats.get(given.ngo, ""),
        "project": "" if given.project is None else str(given.project),
        "service": given.kind,
    }


def _is_victims(given: Help) -> bool:
    return given.status != "at_risk"


def _in_project(given: Help) -> bool:
    return _is_victims(given) and given.project is not None


def _helped(counts: Callable[[Help], bool] = _is_victims) -> Any:
    def lines(story: Story, period: Period) -> Lines:
        return [
            Line(
                who(given.ngo, given.human),
                (given.on, place),
                _of_help(story, given),
                counts(given),
            )
            for place, given in enumerate(story.help)
            if given.on <= period.end and given.until >= period.start
        ]

    return lines


def _given(
    number: Callable[[Help], Decimal | None] = lambda _given: None,
    counts: Callable[[Help], bool] = _is_victims,
) -> Any:
    def lines(story: Story, period: Period) -> Lines:
        return [
            Line(
                place,
                (given.on, place),
                _of_help(story, given),
                counts(given),
                number(given),
            )
            for place, given in enumerate(story.help)
            if given.on in period
        ]

    return lines


def _ended(story: Story, period: Period) -> Lines:
    """Who is not helped any more, under each project that had helped, or under none."""
    found = []
    for closing in story.closings:
        if closing.on not in period:
            continue
        given = [
            (place, help_)
            for place, help_ in enumerate(story.help)
            if (help_.ngo, help_.human) == (closing.ngo, closing.human)
        ]
        for project in dict.fromkeys(help_.project for _place, help_ in given):
            place, first_help = next(one for one in given if one[1].project == project)
            values = {
                **_of_help(story, first_help),
                **of_human(closing.human, closing.on),
                "result": closing.result,
            }
            owner = who(closing.ngo, closing.human)
            found.append(Line(owner, (closing.on, place), values, _in_project(first_help)))
    return found


KINDS = {
    "unit_a": "police_unit", "unit_b": "police_unit", "ngo_a": "ngo", "ngo_b": "ngo",
    "border": "border_guard",
}  # fmt: skip


def _noticed(story: Story, period: Period) -> Lines:
    """Whom somebody found to be a presumed victim; the last word of a correction counts."""
    return [
        Line(
            who(told.organisation, told.human),
            (told.on, place),
            {
                "sex": told.human.sex,
                "age_group": age_group(told.human, told.on),
                "organisation": told.organisation,
                "organisation_kind": KINDS[told.organisation],
                "municipality": story.seats.get(told.organisation, ""),
            },
        )
        for place, told in enumerate(story.noticed)
        if told.on in period
        and not told.is_taken
        and (told.corrected or told.conclusion) == "presumed"
    ]


def _projects(story: Story, period: Period) -> Lines:
    return [
        Line(
            place,
            (project.starts, place),
            {"organisation": project.ngo, "municipality": story.seats.get(project.ngo, "")},
            project.state in ("funded", "finished"),
        )
        for place, project in enumerate(story.projects)
        if project.starts <= period.end and project.ends >= period.start
    ]


def _offered(*answers: str) -> Any:
    """Each offer is one, whoever it was made to."""

    def lines(story: Story, period: Period) -> Lines:
        return [
            Line(
                place,
                (offer.on, place),
                {
                    "organisation": offer.organisation,
                    "municipality": story.seats.get(offer.organisation, ""),
                    "sex": offer.sex,
                    "age_group": offer.age,
                    "service": offer.kind,
                    "reason": offer.reason,
                },
                not answers or offer.answer in answers,
            )
            for place, offer in enumerate(story.offers)
            if offer.on in period
        ]

    return lines


# --- from lines to figures


@dataclass(frozen=True)
class Figure:
    lines: Callable[[Story, Period], Lines]
    # Other lines that say that there was something to count.
    known_with: Callable[[Story, Period], Lines] = field(default=lambda _story, _period: [])
    measure: Callable[[Lines], Value] = lambda lines: len({line.who for line in lines})


def _years(choose: Callable[[list[int]], int]) -> Callable[[Lines], Value]:
    def measure(lines: Lines) -> Value:
        months = [int(line.number) for line in lines if line.number is not None]
        if not months:
            return None
        exact = (Decimal(choose(months)) / 12).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return float(exact) if choose(months) % 12 else choose(months) // 12

    return measure


def _total(lines: Lines) -> Any:
    numbers = [line.number for line in lines if line.number is not None]
    return sum(numbers) if numbers else None


def _presumed_minor(known: Known, _period: Period) -> bool:
    return age_group(known.victim.human, known.registered) == "child"


def _on_trial(accused: Accused, _period: Period) -> bool:
    return accused.is_charged


_known = Accused.day
_prosecuted = _accused(lambda accused: accused.day("prosecuted"), _on_trial)


def _later(name: str) -> Any:
    """A count of the other file, which stands on this one."""

    def call(*told: Any) -> Any:
        return getattr(import_module("tests.statistics.slow.protection"), name)(*told)

    return call


def _fines(currency: str) -> Any:
    def call(story: Story, period: Period) -> Lines:
        lines: Lines = _later("fined_in")(currency)(story, period)
        return lines

    return call


FIGURES: dict[str, Figure] = {
    "child_victims": Figure(_later("children")),
    "administrative_cases": Figure(_later("sanctions")),
    "fines_imposed": Figure(_later("fined")),
    "fines_sum_ltl": Figure(_fines("LTL"), measure=_later("total")),
    "fines_sum_eur": Figure(_fines("EUR"), measure=_later("total")),
    "fines_to_revisit": Figure(_later("revisited")),
    "investigations_started": Figure(_started, _run),
    "child_investigations_started": Figure(_child(_started), _run),
    "offences_recorded": Figure(_offences),
    "investigations_run": Figure(_run),
    "child_investigations_run": Figure(_child(_run)),
    "presumed_victims": Figure(_cohort()),
    "recognised_same_year": Figure(_cohort(_in_year)),
    "presumed_minors": Figure(_cohort(_presumed_minor)),
    "presumed_women": Figure(_if(_cohort(), sex="female")),
    "presumed_men": Figure(_if(_cohort(), sex="male")),
    "presumed_own_citizens": Figure(_if(_cohort(), citizenship="own")),
    "presumed_in_period": Figure(_dated(lambda known: known.presumed)),
    "recognised_in_period": Figure(_dated(lambda known: known.recognised)),
    "registered_victims": Figure(_registered),
    "identified_victims": Figure(_if(_registered, identification="identified")),
    "noticed_persons": Figure(_noticed),
    "suspects": Figure(_accused(_known, lambda _accused, _period: True)),
    "prosecuted_same_year": Figure(_accused(_known, _soon)),
    "prosecuted_in_period": Figure(_prosecuted),
    "prosecutions_decided": Figure(
        _accused(lambda accused: accused.decided, lambda _accused, _period: True)
    ),
    "suspected_of_use": Figure(_accused(_known, lambda a, _period: a.told.charge == "147-2")),
    "prosecuted_for_use": Figure(
        _accused(lambda a: a.day("prosecuted"), lambda a, _period: a.told.charge == "147-2")
    ),
    "legal_persons_suspected": Figure(_companies),
    "cases_to_court": Figure(_to_court, _decided),
    "cases_decided": Figure(_decided, _to_court),
    "convicted": Figure(_judged("convicted")),
    "convicted_of_use": Figure(_judged("convicted", use=True)),
    "judged": Figure(_judged()),
    "sentence_min_years": Figure(_judged("convicted"), measure=_years(min)),
    "sentence_max_years": Figure(_judged("convicted"), measure=_years(max)),
    "assisted_persons": Figure(_helped()),
    "assisted_men": Figure(_if(_helped(), sex="male")),
    "assisted_children": Figure(_if(_helped(), age_group="child")),
    "services_given": Figure(_given()),
    "service_units": Figure(_given(lambda given: given.units), measure=_total),
    "service_cost": Figure(_given(lambda given: given.cost), measure=_total),
    "assisted_at_risk": Figure(_helped(lambda given: not _is_victims(given))),
    "projects": Figure(_projects),
    "project_persons": Figure(_helped(_in_project)),
    "project_services": Figure(_given(counts=_in_project)),
    "project_units": Figure(_given(lambda given: given.units, _in_project), measure=_total),
    "project_cost": Figure(_given(lambda given: given.cost, _in_project), measure=_total),
    "help_ended": Figure(_ended),
    "help_offered": Figure(_offered()),
    "help_declined": Figure(_offered("declined")),
}


def count(story: Story, period: Period, key: str) -> Value:
    """One figure of one period; None where nothing of the kind was recorded."""
    figure = FIGURES[key]
    lines = figure.lines(story, period)
    if not lines and not figure.known_with(story, period):
        return None
    return figure.measure([line for line in lines if line.counts])


SPLITTING = ("organisation", "project", "service", "article")


def people_of(
    story: Story, period: Period, key: str, by: tuple[str, ...], at: tuple[str | None, ...]
) -> set[object]:
    """Who stands in a cell or a margin; along splitting dimensions somebody stands in several."""
    wanted = [(name, value) for name, value in zip(by, at, strict=True) if value is not None]
    kept = [name for name, _value in wanted]
    return {
        owner
        for owner, values in _first_lines(story, period, key, tuple(kept), {})
        if values == tuple(value for _name, value in wanted)
    }


def cells(
    story: Story,
    period: Period,
    key: str,
    by: tuple[str, ...],
    where: Mapping[str, str] | None = None,
) -> dict[tuple[str, ...], int]:
    """Every cell that is not empty, of the lines that say what is wanted."""
    found: dict[tuple[str, ...], set[object]] = {}
    for owner, values in _first_lines(story, period, key, by, where or {}):
        found.setdefault(values, set()).add(owner)
    return {values: len(owners) for values, owners in found.items()}


def _first_lines(
    story: Story, period: Period, key: str, by: tuple[str, ...], where: Mapping[str, str]
) -> Iterator[tuple[object, tuple[str, ...]]]:
    """Of somebody's lines the first, within each value of the dimensions that split."""
    firsts: dict[tuple[object, ...], Line] = {}
    for line in FIGURES[key].lines(story, period):
        if not line.counts or any(line.values[name] != value for name, value in where.items()):
            continue
        place = (line.who, *(line.values[name] for name in by if name in SPLITTING))
        if place not in firsts or line.order < firsts[place].order:
            firsts[place] = line
    for line in firsts.values():
        yield line.who, tuple(line.values[name] for name in by)
