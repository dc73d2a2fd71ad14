"""Investigations of two units, so that every negative test has something to leak."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import override

from tests.cast import Cast, person
from thbcases.codes.models import Article, ExploitationForm, ListCode
from thbcases.investigations import actions
from thbcases.investigations.models import (
    CourtCase,
    Investigation,
    InvestigationArticle,
    Stage,
    Suspect,
    SuspectStatus,
)

DAY = date(2024, 3, 4)
OFFENCE = date(2023, 5, 6)
MakeCase = Callable[..., Investigation]
MakeSuspect = Callable[..., Suspect]


@pytest.fixture
def make_case(cast: Cast) -> MakeCase:
    """An investigation of a unit with its first stage and, if named, an article."""

    def make(
        number: str, unit: str = "unit_a", on: date = DAY, article: str = "", **fields: Any
    ) -> Investigation:
        stage = fields.pop("stage", "registered")
        with cast.making(unit):
            row = Investigation.objects.create(
                number=number, registered_on=on, stage=stage, stage_on=on, **fields
            )
            row.refresh_from_db()
            Stage.objects.create(investigation=row, kind=stage, on=on, ground=_ground(stage))
            if article:
                InvestigationArticle.objects.create(
                    investigation=row, article=Article.objects.get(code=article), offence_on=OFFENCE
                )
        return row

    return make


def _ground(stage: str) -> ListCode | None:
    wanted = ListCode.objects.filter(list="termination_ground")
    return wanted.first() if stage in ("terminated", "refused") else None


@pytest.fixture
def make_suspect(cast: Cast) -> MakeSuspect:
    """A suspect of an investigation with a status row."""

    def make(case: Investigation, state: str = "suspected", on: date = DAY, **who: Any) -> Suspect:
        unit = next(code for code, org in cast.organisations.items() if org == case.custodian)
        with cast.making(unit):
            if "legal_name" in who:
                who["kind"] = "legal"
            elif "person" not in who:
                who["person"] = person(family_name="Įtariamasis", given_name=f"Nr {case.pk}")
            row = Suspect.objects.create(investigation=case, state=state, state_on=on, **who)
            row.refresh_from_db()
            SuspectStatus.objects.create(suspect=row, state=state, on=on)
        return row

    return make


@pytest.fixture
def case(make_case: MakeCase) -> Investigation:
    """The officer's case; another unit has one too."""
    make_case("B-1", "unit_b")
    return make_case("01-1-00001-24", article="147")


@pytest.fixture
def officer(signed_in: Callable[..., Client]) -> Client:
    """The officer of unit A, reading English."""
    return signed_in("officer", HTTP_ACCEPT_LANGUAGE="en")


@pytest.fixture
def in_court(cast: Cast, make_case: MakeCase, make_suspect: MakeSuspect) -> CourtCase:
    """A case of the officer's unit in court, with two accused."""
    case = make_case("N-1", article="147", stage="completed_indictment")
    accused = [make_suspect(case), make_suspect(case)]
    with cast.acting("officer"):
        return actions.hand_over_to_court(
            by=cast.user("officer"),
            investigation=case,
            court=listed("court"),
            on=DAY + timedelta(days=50),
            suspects=accused,
        )


def article(code: str) -> Article:
    """An article by its code."""
    return Article.objects.get(code=code)


def form(code: str) -> ExploitationForm:
    """A form of exploitation by its code."""
    return ExploitationForm.objects.get(code=code)


def listed(name: str) -> ListCode:
    """The first entry of a simple list."""
    found = ListCode.objects.filter(list=name).first()
    assert found is not None
    return found


def url(name: str, row: Any) -> str:
    """The address of a page of a record."""
    return reverse(f"investigations:{name}", kwargs={"uuid": row.uuid})


def words(answer: Any) -> str:
    """The page as text."""
    return str(answer.content.decode())


def errors(answer: Any) -> dict[str, Any]:
    """The errors of the page's main form, in English."""
    with translation.override("en"):
        return {name: str(said) for name, said in answer.context["form"].errors.items()}


@pytest.fixture(autouse=True)
def _english(settings: Any) -> Iterator[None]:
    """These tests read messages; they read them in English, also where no browser asks."""
    settings.LANGUAGE_CODE = "en"
    with override("en"):
        yield
