"""Every address × every role × {own, somebody else's, absent}.

Somebody else's record is indistinguishable from one that does not exist: status, body, headers.
The marks of all addresses stand in `urls.txt`; an address that is not there fails the test.
"""

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import USERS, Cast
from tests.world import World, build
from thbcases.access.marks import mark_of
from thbcases.access.rights import may

GOLDEN = Path(__file__).with_name("urls.txt")


def walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """All addresses below a resolver with their full names."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from walk(pattern, space)
        else:
            yield f"{prefix}{pattern.name or pattern.pattern}", pattern


def addresses() -> dict[str, URLPattern]:
    return dict(walk(get_resolver()))


def is_ours(pattern: URLPattern) -> bool:
    view = getattr(pattern.callback, "view_class", pattern.callback)
    return view.__module__.startswith(("thbcases.", "assistance"))


# The pages of the admin ask the rights table by themselves; tests/access/test_admin.py.
OURS = {
    name: pattern
    for name, pattern in addresses().items()
    if is_ours(pattern) and not name.startswith("admin:")
}
OF_RECORDS = {
    name: pattern
    for name, pattern in OURS.items()
    if list(pattern.pattern.converters) == ["uuid"]
    and getattr(getattr(pattern.callback, "view_class", None), "model", None)
}


def describe(name: str, pattern: URLPattern) -> str:
    mark = mark_of(pattern.callback)
    if mark is None:
        return f"{name}: NO MARK"
    who = "everybody" if mark.public else mark.right or "whoever signed in"
    return f"{name}: {who}"


def test_the_marks_of_all_addresses_are_those_that_were_agreed() -> None:
    lines = sorted(describe(name, pattern) for name, pattern in addresses().items())
    agreed = GOLDEN.read_text(encoding="utf-8").splitlines()
    assert lines == agreed, "a new or changed address: look at it, then write it into urls.txt"


def test_no_address_is_without_a_mark() -> None:
    assert [n for n, p in addresses().items() if mark_of(p.callback) is None] == []


@pytest.fixture
def world(cast: Cast) -> World:
    return build(cast)


def without_uuid(response: HttpResponse, uuid: Any) -> tuple[int, str, list[str]]:
    """What somebody could tell two answers apart by; secrets of the form protection aside."""
    body = response.content.decode().replace(str(uuid), "UUID")
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", body)
    # the minute in which a page would be printed
    body = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "", body)
    headers = sorted(name for name in response.headers if name != "Content-Length")
    return response.status_code, body, headers


@pytest.mark.parametrize("user", list(USERS))
def test_somebody_elses_record_is_as_absent(
    user: str, cast: Cast, world: World, signed_in: Callable[..., Client]
) -> None:
    """And an own one opens when the role has the right, else says why not."""
    client = signed_in(user)
    seen = {"hidden": 0, "open": 0}
    for name, pattern in OF_RECORDS.items():
        model = pattern.callback.view_class.model  # type: ignore[attr-defined]
        mark = mark_of(pattern.callback)
        assert mark is not None
        with cast.acting(user) as actor:
            readable = may(f"{mark.right.partition('.')[0]}.read", actor)
            allowed = may(mark.right, actor)
            visible = set(model.objects.values_list("uuid", flat=True))
        gone = uuid4()
        absent = without_uuid(client.get(reverse(name, args=[gone])), gone)
        assert absent[0] == 404, (name, user, absent[0])
        for row in world.get(model, []):
            response = client.get(reverse(name, args=[row.uuid]))
            if row.uuid in visible and readable:
                seen["open"] += 1
                expected = {200, 302, 405} if allowed else {403}
                assert response.status_code in expected, (name, user, response.status_code)
            else:
                seen["hidden"] += 1
                found = without_uuid(response, row.uuid)
                assert found[0] == absent[0], (name, user)
                different = [
                    pair
                    for pair in zip_longest(found[1].splitlines(), absent[1].splitlines())
                    if pair[0] != pair[1]
                ]
                assert different == [], (name, user)
                assert found[2] == absent[2], (name, user)
    assert seen["hidden"] > 0


@pytest.mark.parametrize("user", list(USERS))
def test_posting_to_somebody_elses_record_is_as_absent(
    user: str, cast: Cast, world: World, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(user)
    for name, pattern in OF_RECORDS.items():
        model = pattern.callback.view_class.model  # type: ignore[attr-defined]
        mark = mark_of(pattern.callback)
        assert mark is not None
        with cast.acting(user) as actor:
            readable = may(f"{mark.right.partition('.')[0]}.read", actor)
            visible = set(model.objects.values_list("uuid", flat=True))
        for row in world.get(model, []):
            if row.uuid not in visible or not readable:
                response = client.post(reverse(name, args=[row.uuid]), {"on": "2026-03-09"})
                assert response.status_code in (404, 405), (name, user, response.status_code)


@pytest.mark.parametrize("user", list(USERS))
def test_pages_without_a_record_open_by_right(
    user: str, cast: Cast, world: World, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(user)
    for name, pattern in OURS.items():
        mark = mark_of(pattern.callback)
        if pattern.pattern.converters or mark is None or mark.public:
            continue
        with cast.acting(user) as actor:
            allowed = not mark.right or may(mark.right, actor)
        status = client.get(reverse(name)).status_code
        expected = {200, 302, 400, 405} if allowed else {403}
        assert status in expected, (name, user, status)


def test_whoever_did_not_sign_in_is_led_to_the_door(db: None) -> None:
    client = Client()
    for name, pattern in OURS.items():
        mark = mark_of(pattern.callback)
        assert mark is not None
        if mark.public:
            continue
        kwargs = {key: uuid4() for key in pattern.pattern.converters if key == "uuid"}
        if len(kwargs) != len(pattern.pattern.converters):
            continue
        response = client.get(reverse(name, kwargs=kwargs))
        assert response.status_code == 302, name
        assert response.headers["Location"].startswith(reverse("account_login")), name


@pytest.mark.parametrize("user", list(USERS))
def test_no_page_shows_a_name_of_the_other_side(
    user: str, cast: Cast, world: World, signed_in: Callable[..., Client]
) -> None:
    """The names of people say which side keeps them; nobody of one side reads the other's."""
    other_side = {"officer": "b", "officer_b": "a", "ngo": "b", "ngo_b": "a"}.get(user)
    client = signed_in(user)
    for name, pattern in OURS.items():
        mark = mark_of(pattern.callback)
        if pattern.pattern.converters or mark is None or mark.public:
            continue
        body = client.get(reverse(name)).content.decode(errors="replace")
        if other_side:
            assert not re.search(rf"(Slaptutė|Kita|slapta){other_side}", body), (name, user)
        if user in ("coordinator", "auditor", "administrator", "funder"):
            assert "Slaptutė" not in body, (name, user)
