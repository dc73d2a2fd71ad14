"""Asking for the pages, in turns, with row security and without."""

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from statistics import median, quantiles
from typing import Any

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from tqdm import tqdm

from bench.pages import PAGES, Kind, Page
from bench.plain import Plain
from thbcases.access.acting import Actor, acting
from thbcases.accounts.models import User

# What differs between two answers to the same question: the token against forged forms, the time.
CHANGING = re.compile(
    rb'(csrfmiddlewaretoken" value="|X-CSRFToken[^:]*:[^0-9A-Za-z]*)[0-9A-Za-z]+|\b\d\d:\d\d\b'
)


class PageFailed(RuntimeError):
    """A page answered with something else than 200."""


@dataclass
class Measured:
    """A page with everything that was measured of it; times in milliseconds."""

    page: Page
    addresses: list[str]
    queries: int = 0
    size: int = 0
    is_same: bool = True
    times: list[float] = field(default_factory=list)
    times_plain: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        return percentile95(self.times)

    @property
    def security_ratio(self) -> float:
        return self.p50 / median(self.times_plain)


def percentile95(times: list[float]) -> float:
    """The time within which 95 of 100 requests were answered."""
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


class Visitor:
    """One account: signed in, with both ways to the database."""

    def __init__(self, account: str) -> None:
        self.user = User.objects.get(username=account)
        actor = self.user.actor()
        assert actor is not None, account
        self.actor: Actor = actor
        self.client = Client(
            raise_request_exception=False,
            SERVER_NAME="localhost",
            headers={"accept-language": "lt"},
        )
        self.client.force_login(self.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        self.plain = _plain_connection(actor)

    def get(self, address: str) -> tuple[float, bytes]:
        """Milliseconds and answer. Raises PageFailed."""
        began = time.perf_counter()
        response = self.client.get(address)
        content = response.content
        took = (time.perf_counter() - began) * 1000
        if response.status_code != 200:
            why = getattr(response, "exc_info", None)
            raise PageFailed(
                f"{self.user.username} {address}: {response.status_code} {why[1]!r}"
                if why
                else f"{self.user.username} {address}: {response.status_code}"
            )
        return took, content

    def get_plain(self, address: str) -> tuple[float, bytes]:
        """The same without row security."""
        with _connected(self.plain):
            return self.get(address)


def _plain_connection(actor: Actor) -> BaseDatabaseWrapper:
    """The owner's connection, in which the protected tables are the plain views."""
    owner_url = settings.DATABASE_OWNER_URL
    with psycopg.connect(owner_url, autocommit=True) as owner:
        schema = Plain(owner, actor).make()
    wrapper = connections.create_connection(DEFAULT_DB_ALIAS)
    wrapper.settings_dict = deepcopy(wrapper.settings_dict)
    wrapper.settings_dict["USER"] = psycopg.conninfo.conninfo_to_dict(owner_url)["user"]
    wrapper.settings_dict["OPTIONS"]["options"] = f"-c search_path={schema},public"
    # A view has no key that the other columns would follow from; the planner drops them again.
    wrapper.features.allows_group_by_selected_pks = False
    return wrapper


@contextmanager
def _connected(wrapper: BaseDatabaseWrapper) -> Iterator[None]:
    """Let everything that asks for the database use this connection, as its own role."""
    before, role = connections[DEFAULT_DB_ALIAS], settings.DATABASE_APP_ROLE
    connections[DEFAULT_DB_ALIAS] = wrapper
    settings.DATABASE_APP_ROLE = wrapper.settings_dict["USER"]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = before
        settings.DATABASE_APP_ROLE = role


def run(
    requests: int, warm_up: int, accounts: list[str] | None = None
) -> tuple[list[Measured], list[str]]:
    """Measure the pages of these accounts (by default of all); also which of them failed."""
    _refuse_owner()
    pages = [page for page in PAGES if not accounts or page.account in accounts]
    visitors = {account: Visitor(account) for account in {page.account for page in pages}}
    found, failed = [], []
    for page in tqdm(pages, f"{'warming up':24}", unit="page"):
        try:
            found.append(_look(page, visitors[page.account], warm_up))
        except PageFailed as error:
            if page.kind is Kind.EMPTY:
                raise
            failed.append(str(error))
    with tqdm(total=requests * len(found), desc=f"{'measuring':24}", unit="page") as bar:
        for number, order in enumerate(_turns(found, requests)):
            for one in order:
                _take_turn(one, visitors[one.page.account], number)
                bar.update()
    return found, failed


def _turns(found: list[Measured], requests: int) -> Iterator[list[Measured]]:
    """All pages as often as wanted, each time in another order."""
    random = Random(1)
    for _ in range(requests):
        yield random.sample(found, len(found))


def _refuse_owner() -> None:
    """Figures of a role that row security does not bind would be worth nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False,), "row security does not bind this connection"


def _look(page: Page, visitor: Visitor, warm_up: int) -> Measured:
    """Warm up, count the queries, and compare both answers. Raises PageFailed."""
    one = Measured(page, addresses(page, visitor))
    for number in range(warm_up):
        visitor.get(_address(one, number))
        visitor.get_plain(_address(one, number))
    with CaptureQueriesContext(connection) as queries:
        _took, secured = visitor.get(one.addresses[0])
    _took, plain = visitor.get_plain(one.addresses[0])
    one.queries, one.size = len(queries), len(secured)
    one.is_same = CHANGING.sub(b"", secured) == CHANGING.sub(b"", plain)
    return one


def _take_turn(one: Measured, visitor: Visitor, number: int) -> None:
    """One request each way; which comes first changes from turn to turn."""
    address = _address(one, number)
    if number % 2:
        one.times_plain.append(visitor.get_plain(address)[0])
    one.times.append(visitor.get(address)[0])
    if not number % 2:
        one.times_plain.append(visitor.get_plain(address)[0])


def _address(one: Measured, number: int) -> str:
    return one.addresses[number % len(one.addresses)]


def addresses(page: Page, visitor: Visitor) -> list[str]:
    """The page's addresses, one for each record. Raises PageFailed when there is none."""
    query = f"?{page.query}" if page.query else ""
    try:
        if not page.rows:
            return [reverse(page.url_name) + query]
        uuids = _visible(page.rows, visitor.actor)
        found = [reverse(page.url_name, kwargs={"uuid": uuid}) + query for uuid in uuids]
    except NoReverseMatch as error:
        raise PageFailed(str(error)) from error
    if not found:
        raise PageFailed(f"{page.account} {page.name}: there is no record to look at")
    return found


def _visible(query: str, actor: Actor) -> Iterable[Any]:
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(query)
        return [row[0] for row in cursor.fetchall()]


def empty_of(one: Measured, found: list[Measured]) -> Measured:
    """The empty page of the same account in the same run."""
    return next(
        other
        for other in found
        if other.page.kind is Kind.EMPTY and other.page.account == one.page.account
    )
