"""What other apps add to a record's page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.investigations.conftest import DAY, url, words
from thbcases.access.rights import UnknownRight
from thbcases.investigations.models import Investigation
from thbcases.web import sections
from thbcases.web.parts import Action, Clock, Row, Tab
from thbcases.web.sections import Section
from thbcases.web.timeline import TimelineEntry

CASE = "investigations.Investigation"


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "_registered", [])


def rows(title: str, *texts: str) -> Callable[[Any, Any], Section]:
    return lambda request, obj: Section(title=title, rows=[Row(f"{t} {obj}") for t in texts])


def test_sections_stand_on_the_front_page_in_order(officer: Client, case: Investigation) -> None:
    sections.register_section(CASE, rows("Second", "two"), order=20)
    sections.register_section(CASE, rows("First", "one"), order=10)
    sections.register_section(CASE, lambda request, obj: None, order=5)
    sections.register_section("people.person", rows("Elsewhere", "x"))
    text = words(officer.get(case.get_absolute_url()))
    assert text.index("First") < text.index("Second") < text.index("Course of events")
    assert f"one {case.number}" in text
    assert "Elsewhere" not in text
    assert "First" not in words(officer.get(url("court", case)))


def test_an_empty_section_says_so(officer: Client, case: Investigation) -> None:
    sections.register_section(
        CASE, lambda request, obj: Section(title="Nobody", empty="Nobody is here yet.")
    )
    assert "Nobody is here yet." in words(officer.get(case.get_absolute_url()))


def test_what_needs_a_right_is_for_those_who_have_it(
    signed_in: Callable[..., Client], officer: Client, case: Investigation
) -> None:
    sections.register_section(CASE, rows("Permits", "p"), requires="permit.propose")
    sections.register_tab(CASE, lambda r, o: Tab("More", "/more/"), requires="permit.propose")
    sections.register_action(CASE, lambda r, o: Action("Propose", "/p/", right="permit.propose"))
    text = words(officer.get(case.get_absolute_url()))
    assert "Permits" in text
    assert "Propose" in text
    text = words(signed_in("analyst", HTTP_ACCEPT_LANGUAGE="en").get(case.get_absolute_url()))
    assert "Propose" not in text
    assert 'href="/more/"' not in text
    with pytest.raises(UnknownRight):
        sections.register_section(CASE, rows("x"), requires="permit.dance")


def test_tabs_and_buttons_stand_on_every_tab(officer: Client, case: Investigation) -> None:
    sections.register_tab(CASE, lambda r, o: Tab("More", "/more/", count=3))
    sections.register_action(CASE, lambda r, o: Action("Do it", "/do/"))
    for name in ("detail", "suspects_of", "units"):
        text = words(officer.get(url(name, case)))
        assert 'href="/more/"' in text
        assert 'href="/do/"' in text


def test_terms_and_events_join_those_of_the_record(
    officer: Client, cast: Cast, case: Investigation
) -> None:
    sections.register_clocks(CASE, lambda r, o: [Clock("Their term", due_on=DAY)])
    sections.register_events(CASE, lambda r, o: [TimelineEntry(DAY, "Their event")])
    text = words(officer.get(case.get_absolute_url()))
    assert "Their term" in text
    assert "Their event" in text
    assert "registered" in text


def test_registering_twice_adds_once(officer: Client, case: Investigation) -> None:
    make = rows("Once", "x")
    for _time in range(2):
        sections.register_section(CASE, make)
    assert words(officer.get(case.get_absolute_url())).count(">Once<") == 1
