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
from thbcases.access.policies import TODAY, assigned_investigations, granted
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
        mine = [f"{c} = {self.actor.organisation_id}" for c in table.owners]
        while_ = table.readers_while.format(today=TODAY)
        mine += [
            f"({c} = {self.actor.organisation_id} and {while_ or 'true'})" for c in table.readers
        ]
        return " or ".join(mine)

    def assigned(self, table: Protected) -> str:
        cases = self._array(assigned_investigations({self.actor.role}))
        ways = [self.own(table)]
        if table.person:
            ways.append(f"{table.person} = any({self._persons(cases)})")
        if table.investigation:
            ways.append(f"{table.investigation} = any({cases})")
        if table.object:
            linked = (
                "array(select object_id from people_objectlink where "
                f"custodian_id = {self.actor.organisation_id} or investigation_id = any({cases}) "
                f"or person_id in ({self._people(cases)}))"
            )
            ways.append(f"{table.object} = any({self._array(linked)})")
        return " or ".join(ways)

    def _persons(self, cases: str) -> str:
        """Persons whom another unit recorded, in the unit's own and in the assigned cases."""
        return self._array(
            f"array(select p.id from people_person p where p.id in ({self._people(cases)}) "
            f"and p.custodian_id <> {self.actor.organisation_id})"
        )

    def _people(self, cases: str) -> str:
        """Who stands in the unit's own and in the assigned cases."""
        ours = f"(custodian_id = {self.actor.organisation_id} or investigation_id = any({cases}))"
        return " union ".join(
            f"select person_id from {table} where person_id is not null and {ours}"
            for table in ("investigations_suspect", "victims_victim")
        )

    def granted(self, table: Protected) -> str:
        ways = [f"{column} = any({self._opened(kind)})" for kind, column in table.opened_by]
        if table.person:
            ways.append(self._one_of(table.person, "person_id", "victims_victim", "id", "victim"))
        if table.of_suspect:
            ways.append(
                self._one_of(
                    table.of_suspect,
                    "person_id",
                    "investigations_suspect",
                    "investigation_id",
                    "investigation",
                )
            )
        if table.object:
            ways.append(
                self._one_of(table.object, "object_id", "people_objectlink", "person_id", "objects")
            )
        return " or ".join(ways) or NOTHING

    def _opened(self, kind: str) -> str:
        return self._array(granted(kind, {self.actor.role}))

    def _one_of(self, column: str, found: str, table: str, key: str, kind: str) -> str:
        """Rows that another table names by what a grant opens."""
        rows = f"array(select {found} from {table} where {key} = any({self._opened(kind)}))"
        return f"{column} = any({self._array(rows)})"

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

    def shared(self, table: Protected) -> str:
        return f"({table.shared} and {self.actor.organisation_id} = custodian_id)"

    def of_role(self, table: Protected) -> str:
        return f"{table.shared_role} = '{self.actor.role.value}'"

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
    Scope.SHARED: Plain.shared,
    Scope.ROLE: Plain.of_role,
    Scope.ALL: Plain.everything,
}
