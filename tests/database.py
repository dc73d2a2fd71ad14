"""A pytest plugin: name a database before Django reads its settings.

Loaded by `-p tests.database`. The tests sign in as the owner, so that they can make data and
then look at it as somebody through `acting`, which takes the application role.
"""

import os
from collections.abc import Iterator

import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "thbcases.settings"
os.environ["THB_CONNECT_AS"] = "owner"
os.environ.setdefault("THB_CLUSTER", "test")
# Each of several processes (`-n 2`) has a database of its own.
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["TEST_DATABASE"] = f"test_thbcases_{worker}"


@pytest.hookimpl(tryfirst=True, wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    from thbcases import embedded

    context = embedded.ensure(os.environ)
    context.__enter__()
    try:
        return (yield)
    finally:
        _leave.append(context)


_leave: list[object] = []


def pytest_unconfigure() -> None:
    while _leave:
        _leave.pop().__exit__(None, None, None)  # type: ignore[attr-defined]
