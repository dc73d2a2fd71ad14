"""The same rows without row security: what somebody would have written by hand.

For one acting account each protected table gets a view of the same name in a schema of its own,
with the condition that the policy comes to when its settings and sub-selects are replaced by what
they answer. PostgreSQL puts such views straight into the query (they are no security barriers), so
the plan is that of a query with the condition in it. The connection is the owner's, whom policies
do not bind, with that schema first in its search path.
"""

from collections.abc import Callable

import psycopg
from psycopg.rows import TupleRow

from thbcases.access.acting import Actor
from thbcases.access.policies import assigned_investigations, granted
from thbcases.access.protected import PROTECTED, Protected
from thbcases.access.table import Scope, grants_for

NOTHING, EVERYTHING = "false", "true"


class Plain:
    """Makes the views of one acting account."""

    def __init__(self, connection: psycopg.Connection[TupleRow], actor: Actor) -> None:
        self.connection = connection
        self.actor = actor
        self.schema = f"plain_{actor.user_id}"

    def make(self) -> str:
        """Make the views anew; returns the name of their schema."""
        with self.connection.transaction():
            self.act()
            self.connection.execute(f"drop schema if exists {self.schema} cascade")
            self.connection.execute(f"create schema {self.schema}")
            for table in PROTECTED.values():
                condition = self.condition(table)
                if condition == EVERYTHING:
                    continue
                names = [table.table] + ([table.history_table] if table.has_history else [])
                for name in names:
                    self.connection.execute(
                        f"create view {self.schema}.{name} as "
                        f"select * from public.{name} where {condition}"
                    )
        return self.schema

    def condition(self, table: Protected) -> str:
        """The rows of a table that the account may read, in constants."""
        grant = grants_for(table.kind, "select").get(self.actor.role)
        if grant is None:
            return NOTHING
        scopes = grant.scopes_for("select")
        return " or ".join(_CONDITIONS[scope](self, table) for scope in scopes)

    def own(self, table: Protected) -> str:
        return " or ".join(
            f"{c} = {self.actor.organisation_id}" for c in (*table.owners, *table.readers)
        )

    def assigned(self, table: Protected) -> str:
        cases = self._array(assigned_investigations({self.actor.role}))
        if table.person:
            return f"{self.own(table)} or {table.person} = any({self._persons(cases)})"
        if not table.investigation:
            return self.own(table)
        return f"{self.own(table)} or {table.investigation} = any({cases})"

    def _persons(self, cases: str) -> str:
        """Persons whom another unit recorded, in the unit's own and in the assigned cases."""
        ours = (
            f"(x.custodian_id = {self.actor.organisation_id} or x.investigation_id = any({cases}))"
        )
        found = " union ".join(
            f"select p.id from {table} x join people_person p on p.id = x.person_id "
            f"where {ours} and p.custodian_id <> {self.actor.organisation_id}"
            for table in ("investigations_suspect", "victims_victim")
        )
        return self._array(f"array({found})")

    def granted(self, table: Protected) -> str:
        victims = self._array(granted("victim", {self.actor.role}))
        if not table.person:
            return f"{table.victim} = any({victims})"
        persons = self._array(
            f"array(select person_id from victims_victim where id = any({victims}))"
        )
        return f"{table.person} = any({persons})"

    def concerned(self, table: Protected) -> str:
        """Thousands of persons cannot be named one by one, and the migration department's pages
        come to a person only through a stay: by hand one would write no condition at all."""
        return EVERYTHING

    def police(self, table: Protected) -> str:
        return f"{table.regime} = 'led'"

    def mine(self, table: Protected) -> str:
        return (
            f"{table.made_by} = {self.actor.user_id} "
            f"and {table.made_for} = {self.actor.organisation_id}"
        )

    def everything(self, table: Protected) -> str:
        return EVERYTHING

    def act(self) -> None:
        """Say in the current transaction who is acting, so that shares can be looked up."""
        self.connection.execute(
            "select set_config('thb.user', %s, true), set_config('thb.org', %s, true), "
            "set_config('thb.role', %s, true)",
            [str(self.actor.user_id), str(self.actor.organisation_id), self.actor.role.value],
        )

    def _array(self, select: str) -> str:
        row = self.connection.execute(f"select {select}::text").fetchone()
        assert row is not None
        return f"'{row[0]}'::bigint[]"


_CONDITIONS: dict[Scope, Callable[[Plain, Protected], str]] = {
    Scope.OWN: Plain.own,
    Scope.ASSIGNED: Plain.assigned,
    Scope.GRANTED: Plain.granted,
    Scope.CONCERNED: Plain.concerned,
    Scope.POLICE: Plain.police,
    Scope.MINE: Plain.mine,
    Scope.ALL: Plain.everything,
}
