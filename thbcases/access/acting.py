"""Who is acting: set for one transaction, read by row security, history and rights."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.db import connection, transaction

from thbcases.access.roles import Role

SYSTEM_USER = 0
SETTINGS = ("thb.user", "thb.org", "thb.role")


@dataclass(frozen=True)
class Actor:
    """A user acting in one role for one organisation."""

    user_id: int
    organisation_id: int
    role: Role


class HasActor(Protocol):
    """A user who can say in which role they act today."""

    def actor(self) -> Actor | None: ...


_current: ContextVar[Actor | None] = ContextVar("thb_actor", default=None)


def current_actor() -> Actor | None:
    """The actor of this request, job or command; None when nobody signed in."""
    return _current.get()


@contextmanager
def acting(who: HasActor | Actor | None) -> Iterator[Actor | None]:
    """Open a transaction in which `who` acts, as the application role.

    Without an actor there are 0 rows. What was set before is put back on leaving, because
    inside an outer transaction a released savepoint does not reset a local setting.
    """
    actor = who if isinstance(who, Actor) or who is None else who.actor()
    values = ("", "", "")
    if actor is not None:
        values = (str(actor.user_id), str(actor.organisation_id), actor.role.value)
    with _transaction(actor, (settings.DATABASE_APP_ROLE, *values)):
        yield actor


@contextmanager
def acting_system(command: str, organisation_id: int | None = None) -> Iterator[None]:
    """Open a transaction in which the system itself acts, as the role that signed in.

    For commands that the owner of the database runs (code lists, demo). The application role
    gets no right from it: row security knows no role «system».
    """
    organisation = "" if organisation_id is None else str(organisation_id)
    with _transaction(None, (None, str(SYSTEM_USER), organisation, f"system:{command}")):
        yield


@contextmanager
def _transaction(actor: Actor | None, values: tuple[str | None, ...]) -> Iterator[None]:
    nested = connection.in_atomic_block
    token = _current.set(actor)
    try:
        with transaction.atomic():
            before = _read() if nested else None
            _write(values)
            yield
            if before is not None and not connection.needs_rollback:
                _write(before)
    finally:
        _current.reset(token)


def _read() -> tuple[str | None, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('role'), current_setting('thb.user', true), "
            "current_setting('thb.org', true), current_setting('thb.role', true)"
        )
        role, *rest = cursor.fetchone()
    return (role, *(value or "" for value in rest))


def _write(values: tuple[str | None, ...]) -> None:
    role, *rest = values
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('role', coalesce(%s, current_setting('role')), true), "
            + ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS),
            [role, *rest],
        )
