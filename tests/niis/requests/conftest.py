"""A hit in unit B's register, known to unit A by its number only."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from tests.cast import Cast, person
from thbcases.access.models import AccessGrant
from thbcases.investigations.models import Investigation, Suspect
from thbcases.niis.actions import requests as actions
from thbcases.niis.models import InformationRequest
from thbcases.niis.queries.references import reference_of
from thbcases.people.models import Person, PersonIdentifier
from thbcases.victims.models import Victim

DAY = date(2026, 3, 9)


@pytest.fixture
def wanted(cast: Cast) -> Person:
    """A suspect of unit B with a document, whose case has a victim, too."""
    with cast.making("unit_b"):
        row: Person = person(family_name="Ieškomas", given_name="Jonas")
        PersonIdentifier.objects.create(person=row, kind="passport", value="AB1", normalised="AB1")
        case = Investigation.objects.create(number="B-1", registered_on=DAY, stage_on=DAY)
        Suspect.objects.create(investigation=case, person=row, state_on=DAY)
        Victim.objects.create(
            investigation=case, person=person(family_name="Nukentėjusi"), status_on=DAY
        )
    return row


@pytest.fixture
def ask(cast: Cast, wanted: Person) -> Callable[..., InformationRequest]:
    """Unit A asks unit B for it."""

    def send(**more: Any) -> InformationRequest:
        with cast.acting("officer"):
            return actions.ask(
                **{
                    "by": cast.user("officer"),
                    "reference": reference_of(wanted),
                    "asked": cast.org("unit_b"),
                    "reason": "tas pats telefonas",
                    "legal_basis": "BPK 97 str.",
                    "purpose": "01-1-00001-26",
                    "parts": ["person", "documents"],
                    **more,
                }
            )

    return send


def begun() -> None:
    """A grant begins with the moment of its statement; a test is one long moment."""
    AccessGrant.objects.update(starts_at="2026-01-01T00:00Z")


@pytest.fixture(autouse=True)
def _english(settings: Any) -> Iterator[None]:
    """These tests read messages; they read them in English, also where no browser asks."""
    settings.LANGUAGE_CODE = "en"
    with override("en"):
        yield
