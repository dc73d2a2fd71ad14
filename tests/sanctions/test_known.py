"""Who is known as a victim on which day: the database against a slow count, and what it tells."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from assistance.models import Beneficiary, Consent
from tests.cast import Cast
from tests.sanctions.making import PAYING, human, law, sanction
from tests.victims.making import code, days_ago, investigation, period, permit, today, victim
from thbcases.audit.models import Entry
from thbcases.people.linkage import set_apart
from thbcases.sanctions.actions import LimitReached, ask_liability
from thbcases.sanctions.choices import Answer
from thbcases.sanctions.models import AdministrativeCase, CheckLimit, LiabilityCheck
from thbcases.victims.models import VictimDecision

pytestmark = pytest.mark.django_db

STATUSES = ["flagged", "pending", "presumed", "recognised", "declined", "not_confirmed"]
STATUSES.append("not_a_victim")


def ask(cast: Cast, case: AdministrativeCase, by: str = "officer") -> LiabilityCheck:
    with cast.acting(by):
        return ask_liability(by=cast.user(by), case=case, reason="prieš nutarimą")


def known(case: AdministrativeCase) -> bool:
    """What the owner's function says; nobody else may call it."""
    with connection.cursor() as cursor:
        cursor.execute("select thb_known_as_victim(%s, %s)", [case.person_id, case.act_on])
        return bool(cursor.fetchone()[0])


# --- against a slow count


@dataclass
class History:
    """What was written about one human, by whom ever."""

    steps: list[list[tuple[str, date]]] = field(default_factory=list)
    stays: list[tuple[str, date, date, date | None]] = field(default_factory=list)
    help: list[tuple[str, bool, date | None, date | None]] = field(default_factory=list)


def slowly(told: History, act: date) -> bool:
    """The same, as one would find it out on paper."""
    found = False
    for steps in told.steps:
        states: dict[date, str] = {}
        for day in (act, today()):
            past = [(on, n, status) for n, (status, on) in enumerate(steps) if on <= day]
            if past:
                states[day] = max(past)[2]
        now, then = states.get(today(), ""), states.get(act, "")
        is_known = {"presumed", "recognised", "declined"}
        found |= now in is_known
        found |= then in is_known and now != "not_a_victim"
    for state, begins, ends, ended in told.stays:
        if state in ("granted", "withdrawn"):
            found |= any(begins <= day <= (ended or ends) for day in (act, today()))
    for status, is_open, given, withdrawn in told.help:
        if status != "at_risk" and is_open and given and given <= today() and withdrawn is None:
            found = True
    return found


def invent(random: Random) -> History:
    told = History()
    for _ in range(random.choice([0, 0, 1, 1, 2])):
        days = sorted(
            days_ago(random.choice([0, 3, 5, 8, 30])) for _ in range(random.randint(1, 3))
        )
        told.steps.append([(random.choice(STATUSES), on) for on in days])
    for _ in range(random.choice([0, 0, 0, 1])):
        begins = days_ago(random.choice([2, 6, 40]))
        ends = begins + timedelta(days=random.choice([1, 30]))
        state = random.choice(["proposed", "granted", "refused", "withdrawn"])
        ended = begins + timedelta(days=1) if state == "withdrawn" else None
        told.stays.append((state, begins, ends, ended))
    for _ in range(random.choice([0, 0, 0, 1])):
        given = random.choice([None, days_ago(20), days_ago(0)])
        withdrawn = random.choice([None, days_ago(0)]) if given else None
        status = random.choice(["presumed", "recognised", "at_risk"])
        told.help.append((status, random.random() < 0.7, given, withdrawn))
    return told


def write(cast: Cast, told: History, name: str, number: int) -> None:
    """Each record by another organisation, each with a row of its own for the human."""
    for place, steps in enumerate(told.steps):
        with cast.making("unit_b"):
            row = victim(who=human(name), status=steps[-1][0], on=steps[-1][1])
            row.decisions.all().delete()
            for status, on in steps:
                VictimDecision.objects.create(
                    victim=row, status=status, on=on, decider="police", basis="b"
                )
        assert place < 3
    for state, begins, ends, ended in told.stays:
        with cast.making("unit_b"):
            row = victim(who=human(name), status="flagged", on=days_ago(60))
            more: dict[str, Any] = {"starts_on": begins, "ends_on": ends}
            if state == "withdrawn":
                more |= {"ended_on": ended, "end_ground": code("permit_withdrawal_ground", GROUND)}
            (period if number % 2 and state != "withdrawn" else permit)(row, state, **more)
    for place, (status, is_open, given, withdrawn) in enumerate(told.help):
        with cast.making("ngo_a"):
            helped = Beneficiary.objects.create(
                person=human(name),
                code=f"K-{number}-{place}",
                status=status,
                registered_on=days_ago(30),
                **(
                    {}
                    if is_open
                    else {"closed_on": days_ago(0), "outcome": first("closing_outcome")}
                ),
            )
            if given:
                Consent.objects.create(
                    beneficiary=helped,
                    purpose=code("consent_purpose", "tell_police_assisted"),
                    given_on=given,
                    withdrawn_on=withdrawn,
                )


def first(list_name: str) -> Any:
    from thbcases.codes.models import ListCode

    return ListCode.objects.filter(list=list_name).first()


GROUND = "public_order"


@pytest.mark.parametrize("seed", range(4))
def test_random_histories_give_the_answer_of_a_slow_count(cast: Cast, seed: int) -> None:
    random, seen = Random(seed), set()
    for number in range(25):
        told, name = invent(random), f"Atsitiktinė{seed}x{number}"
        write(cast, told, name, number)
        with cast.making("unit_a"):
            case = sanction(human(name), act_on=days_ago(random.choice([0, 5, 7, 35])))
        answer = slowly(told, case.act_on)
        assert known(case) is answer, (told, case.act_on)
        seen.add(answer)
    assert seen == {True, False}


# --- what counts, one by one


@pytest.mark.parametrize("status", ["presumed", "recognised", "declined"])
def test_a_victim_of_another_unit_is_known(cast: Cast, status: str) -> None:
    with cast.making("unit_b"):
        victim(who=human(), status=status, on=days_ago(40))
    with cast.making("unit_a"):
        case, other = sanction(human()), sanction(human("Kita"))
    assert ask(cast, case).answer == Answer.KNOWN
    assert ask(cast, other).answer == Answer.NOTHING


def test_who_is_told_apart_by_hand_is_not_the_same_human(cast: Cast) -> None:
    with cast.making("unit_a"):
        mine, twin = human(), human(birth_date=date(1990, 4, 2))
        victim(who=twin, on=days_ago(40))
        case = sanction(mine)
        assert known(case)
    with cast.acting("officer"):
        assert set_apart(mine, twin, apart=True)
    assert not known(case)


def test_help_of_an_ngo_counts_only_with_consent_that_the_police_may_know(cast: Cast) -> None:
    with cast.making("ngo_a"):
        helped = Beneficiary.objects.create(
            person=human(), code="K-1", status="presumed", registered_on=days_ago(30)
        )
    with cast.making("unit_a"):
        case = sanction(human())
    assert not known(case)
    with cast.making("ngo_a"):
        consent = Consent.objects.create(
            beneficiary=helped,
            purpose=code("consent_purpose", "tell_police_assisted"),
            receiver_group="police",
            given_on=today(),
        )
    assert known(case)
    with cast.making("ngo_a"):
        Consent.objects.filter(pk=consent.pk).update(
            receiver_group="", receiver=cast.org("unit_b").pk
        )
    assert not known(case)
    with cast.making("ngo_a"):
        Consent.objects.filter(pk=consent.pk).update(receiver=cast.org("unit_a").pk)
    with cast.making("unit_a"):
        assert known(case)
    with cast.making("ngo_a"):
        Consent.objects.filter(pk=consent.pk).update(withdrawn_on=today())
    with cast.making("unit_a"):
        assert not known(case)


# --- the one door, and the same answer for what is not there


def raw(cast: Cast, by: str, key: Any, why: str = "kodėl") -> Any:
    with cast.acting(by), connection.cursor() as cursor:
        cursor.execute("select thb_ask_liability(%s, %s)", [key, why])
        return cursor.fetchone()[0]


def test_a_foreign_case_and_an_absent_one_get_the_same_nothing(cast: Cast) -> None:
    from uuid import uuid4

    with cast.making("unit_b"):
        victim(who=human(), on=days_ago(40))
        theirs = sanction(human())
    before = Entry.objects.count()
    assert raw(cast, "officer", theirs.uuid) is None
    assert raw(cast, "officer", uuid4()) is None
    for role in ("analyst", "ngo", "responder", "migration", "funder", "coordinator", "auditor"):
        assert raw(cast, role, theirs.uuid) is None, role
    assert not LiabilityCheck.objects.exists()
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    "call", ["thb_known_as_victim(1, now()::date)", "thb_same_human(1)"], ids=["known", "same"]
)
def test_nobody_asks_past_the_door(cast: Cast, call: str) -> None:
    for role in ("officer", "analyst", "auditor", "administrator"):
        with (
            pytest.raises(Exception, match="permission denied"),
            cast.acting(role),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"select {call}")


def test_both_answers_look_alike_and_say_nothing_more(cast: Cast) -> None:
    with cast.making("unit_b"):
        victim(investigation("01-1-SLAPTA-26"), who=human(), on=days_ago(40), note="slapta")
    with cast.making("unit_a"):
        cases = [sanction(human(), number="A-1"), sanction(human("Kita"), number="A-2")]
    rows = [ask(cast, case) for case in cases]
    assert [row.answer for row in rows] == [Answer.KNOWN, Answer.NOTHING]
    columns = {f.attname for f in LiabilityCheck._meta.concrete_fields}
    about_the_case = {"uuid", "id", "case_id", "asked_at", "answer"}
    one, other = ({n: getattr(row, n) for n in columns - about_the_case} for row in rows)
    assert one == other
    # the trail of the asking unit is the same, too
    with cast.acting("officer"):
        entries = Entry.objects.filter(verb="combination")
        assert sorted(str(e.records[0]) for e in entries) == sorted(str(c.uuid) for c in cases)
        assert {e.kind for e in entries} == {"sanctions_administrativecase"}


def test_the_unit_that_keeps_the_victim_learns_who_asked(cast: Cast) -> None:
    with cast.making("unit_b"):
        row = victim(who=human(), on=days_ago(40))
    with cast.making("unit_a"):
        case = sanction(human())
    ask(cast, case)
    with cast.acting("officer_b"):
        [entry] = Entry.objects.filter(verb="combination")
        assert (entry.records, entry.actor_id) == ([row.uuid], cast.user("officer").pk)
        assert str(case) not in entry.reason


def test_an_answer_is_kept_as_it_was_given(cast: Cast) -> None:
    with cast.making("unit_a"):
        case = sanction()
    row = ask(cast, case)
    for change in ({"answer": Answer.KNOWN}, {"reason": "kita"}):
        with cast.acting("officer"):
            assert LiabilityCheck.objects.filter(pk=row.pk).update(**change) == 0
        with pytest.raises(Exception, match="kept as it was given"), cast.making("unit_a"):
            LiabilityCheck.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(Exception, match="kept as it was given"), cast.making("unit_a"):
        LiabilityCheck.objects.filter(pk=row.pk).delete()


def test_nobody_writes_an_answer_of_their_own(cast: Cast) -> None:
    with cast.making("unit_a"):
        case = sanction()
    for role in ("officer", "analyst", "administrator"):
        with pytest.raises(Exception, match="row-level security"), cast.acting(role):
            LiabilityCheck.objects.create(
                case=case, regime="led", reason="r", answer=Answer.NOTHING
            )


# --- the day's limit


def cases_of(cast: Cast, number: int) -> Iterator[AdministrativeCase]:
    with cast.making("unit_a"):
        yield from [sanction(human(f"Eilinė{n}")) for n in range(number)]


def test_a_day_allows_so_many_questions_and_the_database_holds_it(cast: Cast) -> None:
    CheckLimit.objects.update(per_user=2, per_unit=60)
    one, other, third = list(cases_of(cast, 3))
    ask(cast, one)
    ask(cast, other)
    with pytest.raises(LimitReached):
        ask(cast, third)
    with pytest.raises(Exception, match="used up"):
        raw(cast, "officer", third.uuid)
    assert LiabilityCheck.objects.count() == 2


def test_the_unit_has_a_limit_too_and_yesterday_does_not_count(cast: Cast) -> None:
    CheckLimit.objects.update(per_user=20, per_unit=1)
    one, other = list(cases_of(cast, 2))
    with cast.making("unit_a"):
        LiabilityCheck.objects.create(
            case=other,
            regime="led",
            asked_by=cast.user("officer"),
            asked_at=timezone.now() - timedelta(days=1),
            reason="vakar",
            answer=Answer.NOTHING,
        )
    ask(cast, one)
    with pytest.raises(LimitReached):
        ask(cast, other)


def test_without_a_limit_nothing_is_asked(cast: Cast) -> None:
    CheckLimit.objects.all().delete()
    [case] = list(cases_of(cast, 1))
    with pytest.raises(ValidationError, match="No daily limit"):
        ask(cast, case)
    with pytest.raises(Exception, match="used up"):
        raw(cast, "officer", case.uuid)


def test_where_nobody_is_exempt_there_is_nothing_to_ask(cast: Cast) -> None:
    with cast.making("unit_a"):
        case = sanction(law=law(PAYING))
    with pytest.raises(ValidationError, match="nothing to ask"):
        ask(cast, case)
    assert raw(cast, "officer", case.uuid) is None
