"""A case of unit A with a suspect, a victim, objects; and one of unit B that shares a plate."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from tests.cast import Cast, person
from thbcases.codes.models import Country, ExploitationForm
from thbcases.investigations.models import Assignment, Investigation, Suspect
from thbcases.people.models import KnownObject, ObjectLink, PersonIdentifier
from thbcases.people.names import normalise_object
from thbcases.victims.models import ExploitationEpisode, Victim

DAY = date(2026, 3, 9)


@dataclass
class Scene:
    """The records by the names the tests give them."""

    rows: dict[str, Any] = field(default_factory=dict)

    def key(self, name: str) -> str:
        from thbcases.niis.charts.nodes import key_of

        return key_of(self.rows[name])

    def __getitem__(self, name: str) -> Any:
        return self.rows[name]

    def keep(self, name: str, model: Any, **fields: Any) -> Any:
        row = model.objects.create(**fields)
        row.refresh_from_db()
        self.rows[name] = row
        return row


def hang(scene: Scene, name: str, kind: str, value: str, relation: str, **holder: Any) -> Any:
    """An object with one link to its holder; a second call adds a link."""
    known = scene.rows.get(name)
    if known is None:
        known = scene.keep(
            name, KnownObject, kind=kind, value=value, normalised=normalise_object(kind, value)
        )
    row = ObjectLink.objects.create(
        object=known,
        relation=relation,
        reliability="B",
        credibility="2",
        handling="H1",
        starts_on=DAY,
        **holder,
    )
    row.refresh_from_db()
    return row


def case(scene: Scene, side: str, country: Country) -> None:
    """A case of one unit: suspect with passport, car and phone; victim with phone and journey."""
    row = scene.keep(
        f"case_{side}",
        Investigation,
        number=f"01-1-0000{side}-26",
        registered_on=DAY,
        stage_on=DAY,
    )
    suspect = person(family_name=f"Įtariamasis{side}", given_name="Jonas", sex="male")
    victim = person(family_name=f"Slaptutė{side}", given_name="Ona")
    scene.rows |= {f"suspect_{side}": suspect, f"victim_{side}": victim}
    scene.keep(
        f"suspicion_{side}",
        Suspect,
        investigation=row,
        person=suspect,
        state="suspected",
        state_on=DAY,
    )
    harmed = scene.keep(
        f"harmed_{side}",
        Victim,
        investigation=row,
        person=victim,
        status="presumed",
        status_on=DAY,
    )
    episode = scene.keep(
        f"journey_{side}",
        ExploitationEpisode,
        victim=harmed,
        form=ExploitationForm.objects.get(code="LAB"),
        country=country,
        place="Slaptavietė",
        starts_on=DAY,
    )
    for who in ("suspect", "victim"):
        scene.keep(
            f"passport_{who}_{side}",
            PersonIdentifier,
            person=scene[f"{who}_{side}"],
            kind="passport",
            value=f"{who[:2].upper()}{side}123456",
            normalised=f"{who[:2].upper()}{side.upper()}123456",
        )
    hang(scene, f"car_{side}", "vehicle", "ABC 123", "owner", person=suspect)
    hang(scene, f"phone_{side}", "phone", f"+3706000000{ord(side) % 10}", "user", person=suspect)
    hang(scene, f"victims_phone_{side}", "phone", f"+3706999999{ord(side) % 10}", "user",
         person=victim)  # fmt: skip
    hang(scene, f"victims_phone_{side}", "", "", "mentioned", investigation=row)
    hang(scene, f"farm_{side}", "address", "Slaptasis kaimas 1", "held_at", episode=episode)


@pytest.fixture
def scene(cast: Cast) -> Scene:
    made = Scene()
    country = Country.objects.get(code="GB")
    for side in ("a", "b"):
        with cast.making(f"unit_{side}"):
            case(made, side, country)
    return made


def assign(cast: Cast, scene: Scene, name: str, unit: str) -> None:
    """Let a unit work on a case of unit A."""
    with cast.making("unit_a"):
        Assignment.objects.create(
            investigation=scene[name], organisation=cast.org(unit), starts_on=DAY, basis="nutarimas"
        )
