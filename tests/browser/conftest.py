"""Browsers in front of the real server, with the demo in its database."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, sync_playwright

from tests.browser.window import Window, chromium, launch, options
from tests.demo_site import Site, copy_database, drop_database, serve

OpenWindow = Callable[..., Window]


@pytest.fixture(scope="package")
def site(demo_database: str) -> Iterator[Site]:
    """The demo, served. One for all browser tests: each works on records of its own."""
    name = f"{demo_database}_browser"
    copy_database(demo_database, name)
    with serve(name) as running:
        yield running
    drop_database(name)


@pytest.fixture(scope="package")
def browser(site: Site) -> Iterator[Browser]:
    """The browser of this machine, for the tests of this folder only.

    Playwright's event loop runs in this thread for as long as it is open. Django takes every
    query for one from inside the loop, for which it keeps connections apart: so the site is made
    before, and these connections are closed after.
    """
    if chromium() is None:
        pytest.fail("there is no Chromium: leave these tests out with -m 'not browser'")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright, launch(playwright) as running:
            yield running
            connections.close_all()


@pytest.fixture
def open_window(browser: Browser, site: Site) -> Iterator[OpenWindow]:
    """Open a window: of a person, on a desk or a phone, in a language.

    At the end the test fails when a browser complained of anything.
    """
    windows: list[Window] = []
    with ExitStack() as contexts:

        def open_one(account: str = "", *, phone: bool = False, **more: Any) -> Window:
            context = contexts.enter_context(browser.new_context(**options(phone=phone, **more)))
            has_script = more.get("java_script_enabled", True)
            window = Window(context.new_page(), site, is_phone=phone, has_script=has_script)
            windows.append(window)
            if account:
                window.sign_in(account)
            return window

        yield open_one
        faults = [fault for window in windows for fault in window.faults]
    assert not faults, "\n".join(faults)
