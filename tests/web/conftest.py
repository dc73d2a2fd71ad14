"""Two units with a case each, so that a leak has something to leak."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.cast import Cast
from thbcases.investigations.models import Investigation


@pytest.fixture
def addresses(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the pages of these tests, and let a case lead to its page there."""
    settings.ROOT_URLCONF = "tests.web.pages"
    monkeypatch.setattr(
        Investigation, "get_absolute_url", lambda self: f"/cases/{self.uuid}/", raising=False
    )


MakeCase = Callable[..., Investigation]


@pytest.fixture
def make_case(cast: Cast) -> MakeCase:
    """Make a case of a unit."""

    def make(number: str, unit: str = "unit_a", **fields: Any) -> Investigation:
        day = date(2026, 3, 9)
        with cast.making(unit):
            return Investigation.objects.create(
                **{"number": number, "registered_on": day, "stage_on": day, **fields}
            )

    return make


@pytest.fixture
def own(make_case: MakeCase) -> Investigation:
    """The officer's unit's case."""
    return make_case("01-1-00001-26", prosecutor="Daiva Ambrazienė")


@pytest.fixture
def foreign(make_case: MakeCase) -> Investigation:
    """The other unit's case."""
    return make_case("02-1-00002-26", unit="unit_b", prosecutor="Kitas Prokuroras")
