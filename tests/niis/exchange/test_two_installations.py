"""Two installations, each with its own database and key, that know each other by messages only.

ask → hit → request → release → received there; and what one of them may not do to the other.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from tests.demo_site import copy_database, drop_database, environment
from thbcases import embedded
from thbcases.niis.exchange import keys

STEP = """
import sys, django
django.setup()
from tests.niis.exchange.installation import main
main(sys.argv[1])
"""

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Installation:
    """One of the two."""

    code: str
    database: str
    key_file: Path
    jwk: dict[str, Any]

    def do(self, step: str, **given: Any) -> Any:
        """Run one step in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-c", STEP, step],
            cwd=embedded.ROOT,
            env={
                **environment(self.database),
                "THB_CONNECT_AS": "owner",
                "THB_INSTALLATION": self.code,
                "THB_EXCHANGE_KEY": str(self.key_file),
            },
            input=json.dumps(given),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{self.code} {step}:\n{done.stderr}"
        return json.loads(done.stdout)


def found(code: str, folder: Path) -> Installation:
    private = keys.make_private(f"{code.lower()}-2026")
    path = folder / f"{code}.json"
    path.write_text(json.dumps(private), encoding="utf-8")
    template = settings.DATABASES["default"]["NAME"]
    name = f"{template}_{code.lower().replace('-', '_')}"
    copy_database(template, name)
    return Installation(code, name, path, keys.public_part(private))


@pytest.fixture(scope="module")
def both(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Installation, Installation]]:
    """Made before any test of the module opens the database that is copied."""
    connections["default"].close()
    folder = tmp_path_factory.mktemp("keys")
    here, there = found("LT-1", folder), found("LV-1", folder)
    here.do("found", partner="LV-1", jwk=there.jwk, knows="")
    there.do("found", partner="LT-1", jwk=here.jwk, knows="Bērziņš")
    yield here, there
    drop_database(here.database)
    drop_database(there.database)


def test_from_the_question_to_the_record_and_its_correction(
    both: tuple[Installation, Installation],
) -> None:
    here, there = both
    asked = here.do("ask", family_name="bērziņš")
    assert here.do("take_in", text=asked["text"]) == {"refused": "unknown_key"}
    there.do("take_in", text=asked["text"])
    assert there.do("take_in", text=asked["text"]) == {"refused": "replayed"}

    answer = there.do("answer", id=asked["id"])
    got = here.do("take_in", text=answer["text"])
    assert got["replied"] == "replied"
    assert got["payload"]["result"] == "hit"
    (hit,) = got["payload"]["hits"]
    assert (hit["register"], hit["unit"]) == ("people", "unit_a en")
    assert "ērzi" not in json.dumps(got, ensure_ascii=False)

    request = here.do("ask_for_record", id=got["id"])
    there.do("take_in", text=request["text"])
    given = there.do("disclose", id=request["id"], parts=["person"])
    received = here.do("take_in", text=given["text"])
    assert received["report"] == [
        {"number": "p1", "name": "Bērziņš, Jonas", "taken": True, "why": ""}
    ]
    (person,) = received["payload"]["persons"]
    assert person["category"] == "suspect"
    assert "documents" not in person
    assert "LV777" not in json.dumps(received)

    correction = there.do("correct", id=given["id"])
    told = here.do("take_in", text=correction["text"])
    assert told["payload"]["corrects"] == given["id"]

    left = there.do("trail")["entries"]
    assert [kind for kind, _recipient, _reason in left] == [
        "niis_exchangemessage",
        "niis_exchangemessage",
        "people_person",
        "niis_exchangemessage",
    ]
    assert {recipient for _kind, recipient, _reason in left} == {"LT-1 LT-1"}
    assert {reason for _kind, _recipient, reason in left} == {"2023/977 4 str.; tyrimas 01-1"}


def test_nobody_is_found_by_another_name(both: tuple[Installation, Installation]) -> None:
    here, there = both
    asked = here.do("ask", family_name="Kalniņš")
    there.do("take_in", text=asked["text"])
    answer = there.do("answer", id=asked["id"])
    got = here.do("take_in", text=answer["text"])
    assert got["payload"] == {"result": "no_hit", "hits": []}
