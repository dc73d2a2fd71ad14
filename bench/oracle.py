"""Whether the time of an answer tells what the answer does not.

    .venv/bin/python -m bench.oracle            20,000 searches of each kind of asker, in turns

Two askers who must learn nothing: an NGO worker, who may not search at all and is refused the same
way for every name; and an officer who searches for people whom only an NGO knows, which must look
as if nobody knew them. Names that are known and names that are not take turns in random order;
Welch's t of the two sets of times must stay below 4.5 (threat T11 of hit / no-hit searches).

The database is that of `script/bench`, filled before; what the searches write is taken back.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from math import sqrt
from pathlib import Path
from random import Random
from statistics import fmean, variance
from typing import Any

from bench import place as places

MOST_T = 4.5
NAMES = 200
BATCH = 500


def welch(one: list[float], other: list[float]) -> float:
    """Welch's t of two samples."""
    spread = variance(one) / len(one) + variance(other) / len(other)
    return (fmean(one) - fmean(other)) / sqrt(spread)


def main() -> int:
    """0 when neither asker can tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--searches", type=int, default=20_000)
    parser.add_argument("--output", type=Path, default=places.LOCAL / "oracle.json")
    options = parser.parse_args()
    with places.opened("main", places.NAME):
        # As the owner: the people who are asked about are written down first.
        os.environ["THB_CONNECT_AS"] = "owner"
        import django

        django.setup()
        found = {name: run(ask, options.searches) for name, ask in askers().items()}
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(found, indent=1))
    for name, one in found.items():
        print(f"{name}: {one['searches']} searches, same content {one['same']}, t = {one['t']:.2f}")
    return 0 if all(one["same"] and abs(one["t"]) < MOST_T for one in found.values()) else 1


Ask = tuple[Callable[[str], Any], list[str], list[str]]


def askers() -> dict[str, Ask]:
    """Who asks, with names that are known and names that are not, alike in everything else."""
    from thbcases.access.acting import acting_system
    from thbcases.niis.models import SearchLimit

    invented = list(dict.fromkeys(invent(Random(11)) for _ in range(4 * NAMES)))
    helped, of_police, nobody, nobody_else = (
        invented[i * NAMES : (i + 1) * NAMES] for i in range(4)
    )
    with acting_system("bench"):
        SearchLimit.objects.update(per_user=10**9, per_unit=10**9, alarm_at=10**9)
    write_down(helped, "ngo")
    write_down(of_police, "officer")
    return {
        "officer, of people only an NGO knows": (by_action("officer"), helped, nobody),
        "NGO worker, refused": (by_screen("ngo"), of_police, nobody_else),
    }


def invent(random: Random) -> str:
    """A name that nobody in the database has, of syllables."""
    syllables = [a + b for a in "bdgklmnprstvz" for b in ("a", "e", "i", "o", "u")]
    given, family = (
        "".join(random.choice(syllables) for _ in range(length)).capitalize() for length in (3, 4)
    )
    return f"{given}x {family}qas"


def write_down(full: list[str], account: str) -> None:
    """Let the organisation of an account know these people."""
    from thbcases.access.acting import acting_system
    from thbcases.accounts.models import User
    from thbcases.people.actions import index_person
    from thbcases.people.models import Person

    actor = User.objects.get(username=account).actor()
    assert actor is not None, account
    with acting_system("bench", actor.organisation_id):
        for name in full:
            given, family = name.split()
            if Person.objects.filter(family_name=family, given_name=given).exists():
                continue
            row = Person.objects.create(family_name=family, given_name=given, sex="female")
            row.refresh_from_db()
            index_person(row)


def by_action(account: str) -> Callable[[str], Any]:
    """Search as the screen does, and take it back."""
    from django.db import transaction

    from thbcases.access.acting import acting
    from thbcases.accounts.models import User
    from thbcases.niis.actions.search import search_registers

    user = User.objects.get(username=account)

    def ask(name: str) -> Any:
        with acting(user.actor()):
            row = search_registers(by=user, text=name, born="", reason="tip", basis="bench")
            transaction.set_rollback(True)
        return row.answer, row.hits, row.possible, row.leads

    return ask


def by_screen(account: str) -> Callable[[str], Any]:
    """Ask the page; what differs between any two answers is left out."""
    from bench.measure import CHANGING, Visitor

    client = Visitor(account).client

    def ask(name: str) -> Any:
        answer = client.post("/niis/", {"text": name, "reason": "tip", "basis": "bench"})
        return answer.status_code, CHANGING.sub(b"", answer.content)

    return ask


def run(ask: Ask, searches: int) -> dict[str, Any]:
    """Ask in random turns; the times of known and unknown names, and whether all is the same."""
    question, known, unknown = ask
    random = Random(7)
    times: dict[bool, list[float]] = {True: [], False: []}
    answers = set()
    for name in (known + unknown)[:50]:
        question(name)
    for number in range(searches):
        is_known = bool(number % 2) if number % BATCH else random.random() < 0.5
        name = random.choice(known if is_known else unknown)
        began = time.perf_counter()
        answer = question(name)
        times[is_known].append(time.perf_counter() - began)
        answers.add(answer)
    trimmed = {key: sorted(some)[: int(len(some) * 0.99)] for key, some in times.items()}
    return {
        "searches": searches,
        "same": len(answers) == 1,
        "t": welch(trimmed[True], trimmed[False]),
        "known_ms": 1000 * fmean(times[True]),
        "unknown_ms": 1000 * fmean(times[False]),
    }


if __name__ == "__main__":
    sys.exit(main())
