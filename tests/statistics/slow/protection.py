"""Child victims and administrative cases, counted by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.statistics.slow.counting import Line, Lines, _of_victim, _victims, country_of, who
from tests.statistics.slow.story import Human, Story, Told, ToldSanction
from thbcases.core.periods import Period

KNOWN = {"presumed", "recognised", "declined"}


def age(human: Human, on: date | None) -> int | None:
    born = human.born or (date(human.year, 12, 31) if human.year else None)
    if born is None or on is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def is_child(years: int | None) -> bool:
    return years is not None and years < 18


def exploited(told: Told) -> date | None:
    return min((d for e in told.episodes if (d := e.starts or e.ends)), default=None)


def band(years: int | None) -> str:
    if years is None:
        return ""
    bands = ((7, "0-6"), (14, "7-13"), (18, "14-17"), (999, "18+"))
    return next(name for below, name in bands if years < below)


def children(story: Story, period: Period) -> Lines:
    found = []
    for known in _victims(story):
        on, told = known.registered, known.victim
        if on is None or on not in period:
            continue
        then = told.found_age if told.found_age is not None else age(told.human, exploited(told))
        now = age(told.human, on)
        if told.found_age is not None and told.human.born is None:
            now = told.found_age
        if not (is_child(then) or is_child(now)):
            continue
        values = _of_victim(story, known)
        rooms = told.interviews
        years = then if then is not None else age(told.human, on)
        where = "special_room" if all(rooms) else "elsewhere"
        values |= {
            "organisation": known.case.unit,
            "municipality": story.seats.get(known.case.unit, ""),
            "child_band": band(years),
            "notice": notice(told),
            "represented": "yes" if told.is_represented else "no",
            "interviewed": where if rooms else "none",
            "placed": "yes" if told.is_placed else "no",
        }
        found.append(Line(known.who, (on, known.place), values))
    return found


def notice(told: Told) -> str:
    if told.notice is None:
        return "none"
    on, due = told.notice
    return "in_term" if on <= due else "late"


# --- administrative cases


def _line(story: Story, place: int, told: ToldSanction, on: date) -> Line:
    values = {
        "organisation": told.unit,
        "municipality": story.seats.get(told.unit, ""),
        "case_state": told.state,
        "answer": told.answer,
        "conduct": told.conduct,
        "citizen_of": country_of(told.human),
    }
    return Line(who(told.unit, told.human), (on, place), values, number=told.fine)


def sanctions(story: Story, period: Period) -> Lines:
    return [
        _line(story, place, told, told.act_on)
        for place, told in enumerate(story.sanctions)
        if told.act_on in period
    ]


def _decided(story: Story, period: Period) -> list[tuple[int, ToldSanction, date]]:
    return [
        (place, told, told.decided_on)
        for place, told in enumerate(story.sanctions)
        if told.decided_on is not None and told.decided_on in period
    ]


def fined(story: Story, period: Period) -> Lines:
    found = []
    for place, told, on in _decided(story, period):
        line = _line(story, place, told, on)
        line.counts = told.fine is not None
        found.append(line)
    return found


def fined_in(currency: str) -> Any:
    def lines(story: Story, period: Period) -> Lines:
        found = fined(story, period)
        for line, (_place, told, _on) in zip(found, _decided(story, period), strict=True):
            line.counts = told.fine is not None and told.currency == currency
        return found

    return lines


def revisited(story: Story, period: Period) -> Lines:
    """Only who counts the whole country is told."""
    if not story.is_whole:
        return []
    return [
        _line(story, place, told, on)
        for place, told, on in _decided(story, period)
        if told.state == "fined" and told.conduct == "prostitution" and is_known(story, told)
    ]


def is_known(story: Story, told: ToldSanction) -> bool:
    me = who(told.unit, told.human)
    for known in _victims(story):
        if known.who != me:
            continue
        now, then = (last(known.victim, day) for day in (date.max, told.act_on))
        if now in KNOWN or (then in KNOWN and now != "not_a_victim"):
            return True
    return False


def last(told: Told, day: date) -> str:
    past = [(on, place, status) for place, (status, on) in enumerate(told.steps) if on <= day]
    return max(past)[2] if past else ""


def total(lines: Lines) -> Decimal | None:
    numbers = [line.number for line in lines if line.number is not None]
    return sum((Decimal(number) for number in numbers), Decimal(0)) if numbers else None
