"""The frame of every page: navigation, home page, error pages, headers."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import translation
from psycopg.errors import DeadlockDetected, DiskFull

from tests.cast import Cast
from thbcases.access.rights import UnknownRight
from thbcases.access.roles import Role
from thbcases.web import home, navigation
from thbcases.web.errors import SilentReporterFilter
from thbcases.web.middleware import ConflictMiddleware
from thbcases.web.navigation import NavItem, SearchBox
from thbcases.web.parts import Block

SignIn = Callable[[str], Client]


@pytest.fixture
def empty_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what the apps registered, for one test."""
    monkeypatch.setattr(navigation, "_registered", [])
    monkeypatch.setattr(navigation, "_searches", [])
    monkeypatch.setattr(home, "_registered", [])


def labels(client: Client, path: str = "/cases/") -> list[tuple[str, bool, int | None]]:
    groups = client.get(path).context["navigation"]
    return [(str(li.label), li.is_current, li.count) for group in groups for li in group.links]


@pytest.mark.usefixtures("empty_registry", "addresses")
class TestNavigation:
    def test_each_role_sees_what_it_may_read(self, signed_in: SignIn) -> None:
        navigation.register(NavItem("Cases", "cases:list", "investigation.read"))
        navigation.register(NavItem("Figures", "cases:figures", "statistics.read", group="figures"))
        assert [item[0] for item in labels(signed_in("officer"))] == ["Cases", "Figures"]
        assert [item[0] for item in labels(signed_in("coordinator"), "/")] == ["Figures"]
        assert labels(signed_in("administrator"), "/") == []

    def test_only_the_named_roles(self, signed_in: SignIn) -> None:
        navigation.register(
            NavItem("Cases", "cases:list", "investigation.read", roles=(Role.ANALYST,))
        )
        assert labels(signed_in("officer")) == []
        assert [item[0] for item in labels(signed_in("analyst"))] == ["Cases"]

    def test_the_longest_address_is_the_current_one(self, signed_in: SignIn) -> None:
        navigation.register(NavItem("Cases", "cases:list", "investigation.read", order=1))
        navigation.register(NavItem("Add", "cases:add", "investigation.add", order=2))
        officer = signed_in("officer")
        assert [item[1] for item in labels(officer, "/cases/add/")] == [False, True]
        assert [item[1] for item in labels(officer, "/cases/?page=2")] == [True, False]
        assert 'aria-current="page">Add' in officer.get("/cases/add/").text

    def test_counts_are_of_the_acting_user_and_zero_is_not_shown(self, signed_in: SignIn) -> None:
        def count(actor: Any) -> int:
            return 3 if actor.role == Role.OFFICER else 0

        navigation.register(NavItem("Cases", "cases:list", "investigation.read", count=count))
        assert labels(signed_in("officer")) == [("Cases", True, 3)]
        assert labels(signed_in("analyst")) == [("Cases", True, None)]

    def test_a_misspelt_right_or_group_stops_the_start(self) -> None:
        with pytest.raises(UnknownRight):
            navigation.register(NavItem("x", "cases:list", "investigation.raed"))
        with pytest.raises(ValueError, match="unknown group"):
            navigation.register(NavItem("x", "cases:list", "investigation.read", group="x"))

    def test_the_search_is_for_those_who_may(self, signed_in: SignIn) -> None:
        box = SearchBox("cases:list", "investigation.read", "Search cases", "number")
        navigation.register_search(box)
        assert "Search cases" in signed_in("officer").get("/").text
        assert "Search cases" not in signed_in("ngo").get("/").text


@pytest.mark.usefixtures("empty_registry")
class TestHome:
    def test_blocks_by_right_and_role_in_order(self, signed_in: SignIn) -> None:
        def block(title: str) -> Any:
            return lambda actor: Block(title, "nothing")

        home.register_home_block(block("Second"), requires="investigation.read", order=2)
        home.register_home_block(block("First"), requires="investigation.read", order=1)
        home.register_home_block(
            block("Analysts"), requires="investigation.read", roles=(Role.ANALYST,), place="aside"
        )
        home.register_home_block(lambda actor: None, requires="investigation.read")
        officer = signed_in("officer").get("/").text
        assert officer.index("First") < officer.index("Second")
        assert "Analysts" not in officer
        assert "Analysts" in signed_in("analyst").get("/").text
        assert "First" not in signed_in("ngo").get("/").text

    def test_a_maker_gets_the_actor(self, signed_in: SignIn, cast: Cast) -> None:
        seen: list[Any] = []
        home.register_home_block(seen.append, requires="investigation.read")
        signed_in("officer").get("/")
        assert seen == [cast.actor("officer")]

    def test_an_unknown_place_stops_the_start(self) -> None:
        with pytest.raises(ValueError, match="unknown place"):
            home.register_home_block(
                lambda actor: None, requires="investigation.read", place="below"
            )


@pytest.mark.parametrize("role", ["officer", "analyst", "ngo", "migration", "funder",
                                  "coordinator", "auditor", "administrator"])  # fmt: skip
def test_every_role_has_a_home_page(signed_in: SignIn, role: str) -> None:
    page = signed_in(role).get("/")
    assert page.status_code == 200
    assert page.text.count("<h1") == 1


def test_the_frame_says_who_acts_for_whom(signed_in: SignIn) -> None:
    page = signed_in("officer").get("/", headers={"accept-language": "en"}).text
    assert "Officer Bandytojas, police officer" in page
    assert "unit_a en" in page
    assert '<a class="skip" href="#main">' in page
    assert '<main id="main"' in page
    assert '"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true' in page


def test_no_page_carries_script_or_style_inside(signed_in: SignIn) -> None:
    page = signed_in("officer").get("/").text
    assert " style=" not in page
    assert " hx-on" not in page
    assert "<style" not in page
    scripts = re.findall(r"<script\b[^>]*>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) >= 2
    assert not any(scripts)


def test_no_page_may_be_kept(signed_in: SignIn) -> None:
    page = signed_in("officer").get("/")
    assert page["Cache-Control"] == "no-store, private"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["lt", "en"])
def test_a_missing_page_says_what_to_do_next(signed_in: SignIn, language: str) -> None:
    page = signed_in("officer").get("/nothing/here/", headers={"accept-language": language})
    assert page.status_code == 404
    assert f'<html lang="{language}">' in page.text
    assert 'href="/"' in page.text


def test_an_old_form_says_what_to_do_next(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.post("/language/", {"language": "en"}, headers={"accept-language": "en"})
    assert page.status_code == 403
    assert "The page was too old to be saved" in page.text


@pytest.mark.parametrize("name", ["500.html", "400.html"])
def test_failure_pages_need_neither_request_nor_database(name: str) -> None:
    with translation.override("en"):
        page = get_template(name).render()
    assert "Nothing was saved" in page
    assert '<html lang="en">' in page


def answer(error: Exception | None) -> HttpResponse | None:
    middleware = ConflictMiddleware(lambda request: HttpResponse())
    request = RequestFactory().post("/")
    raised = OperationalError("x")
    raised.__cause__ = error
    return middleware.process_exception(request, raised)


def test_changes_that_lock_each_other_out_are_told_to_retry(db: None) -> None:
    with transaction.atomic():
        page = answer(DeadlockDetected("x"))
        assert connection.needs_rollback, "what was half done is taken back"
    assert page is not None
    assert page.status_code == 409


@pytest.mark.parametrize("error", [DiskFull("x"), None])
def test_other_database_failures_stay_failures(error: Exception | None) -> None:
    assert answer(error) is None


def test_reports_of_failures_hold_no_values() -> None:
    def fail(person: str) -> None:
        raise RuntimeError

    request = HttpRequest()
    request.POST = {"name": "Ona"}  # type: ignore[assignment]
    silent = SilentReporterFilter()
    assert "Ona" not in str(silent.get_post_parameters(request))
    try:
        fail("Ona")
    except RuntimeError as error:
        frame = error.__traceback__.tb_next.tb_frame  # type: ignore[union-attr]
    assert dict(silent.get_traceback_frame_variables(request, frame)).keys() == {"person"}
    assert "Ona" not in str(silent.get_traceback_frame_variables(request, frame))
