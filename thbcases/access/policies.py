"""The rights table as row policies of PostgreSQL.

Each setting is read once per query (`(select …)`), and a table whose roles all see only their own
rows gets a plain equality, which an index serves. Few shares (assignments, grants) are an array;
many persons are `in (select …)`, which PostgreSQL hashes: an array is searched row by row from
its beginning, and with a unit's thousands of persons that took seconds.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings

from thbcases.access.protected import Protected
from thbcases.access.roles import Role
from thbcases.access.table import COMMANDS, Grant, Scope, grants_for

ROLE = "nullif(current_setting('thb.role', true), '')"
ORG = "nullif(current_setting('thb.org', true), '')::bigint"
USER = "nullif(current_setting('thb.user', true), '')::bigint"
# The day it is in the country; `current_date` would be the day of the session's time zone.
TODAY = f"(now() at time zone '{settings.TIME_ZONE}')::date"


class NoColumn(ValueError):
    """A scope was asked of a table that has no column for it: the tables disagree."""


def roles_sql(roles: Iterable[Role]) -> str:
    """A condition that is true when the acting role is one of these."""
    names = ", ".join(f"'{role.value}'" for role in sorted(roles))
    return f"{ROLE} in ({names})"


def org_of(roles: Iterable[Role]) -> str:
    """My organisation when I act in one of these roles, else null."""
    return f"(select case when {roles_sql(roles)} then {ORG} end)"


def assigned_investigations(roles: Iterable[Role]) -> str:
    """The investigations my organisation is assigned to today, as an array."""
    return (
        "array(select a.investigation_id from investigations_assignment a "
        f"where a.organisation_id = {org_of(roles)} and a.starts_on <= {TODAY} "
        f"and (a.ends_on is null or a.ends_on >= {TODAY}))"
    )


def granted(kind: str, roles: Iterable[Role]) -> str:
    """The rows of a kind that a grant opens to my organisation now, as an array."""
    return (
        "array(select g.object_id from access_accessgrant g "
        f"where g.kind = '{kind}' and g.organisation_id = {org_of(roles)} "
        "and g.starts_at <= now() and g.ends_at > now())"
    )


def _own(table: Protected, roles: set[Role]) -> str:
    while_ = table.readers_while.format(today=TODAY)
    return " or ".join(
        f"({column} = {org_of(roles)} and {while_})"
        if while_ and column in table.readers
        else f"{column} = {org_of(roles)}"
        for column in table.owners
    )


def _assigned(table: Protected, roles: set[Role]) -> str:
    parts = [_own(table, roles)]
    if table.person:
        parts += [
            f"exists ({people} and x.person_id = {table.person})" for people in _people(roles)
        ]
    if table.investigation:
        parts.append(f"{table.investigation} = any({assigned_investigations(roles)})")
    if table.object:
        # Said in full: a link that a grant lets me read does not let me change the object.
        parts.append(
            f"{table.object} in (select l.object_id from people_objectlink l "
            f"where l.custodian_id = {org_of(roles)} "
            f"or l.investigation_id = any({assigned_investigations(roles)}) "
            f"or l.person_id in ({' union all '.join(_people(roles))}))"
        )
    return " or ".join(parts)


def _people(roles: set[Role]) -> list[str]:
    """The suspects and the victims of the organisation's own and assigned investigations."""
    mine = (
        f"(x.custodian_id = {org_of(roles)} "
        f"or x.investigation_id = any({assigned_investigations(roles)}))"
    )
    known = "x.person_id is not null"
    return [
        f"select x.person_id from investigations_suspect x where {known} and {mine}",
        f"select x.person_id from victims_victim x where {mine}",
    ]


def _granted(table: Protected, roles: set[Role]) -> str:
    ways = [f"{column} = any({granted(kind, roles)})" for kind, column in table.opened_by]
    if table.person:
        ways.append(
            f"exists (select from victims_victim v where v.person_id = {table.person} "
            f"and v.id = any({granted('victim', roles)}))"
        )
    if table.of_suspect:
        ways.append(
            f"{table.of_suspect} in (select s.person_id from investigations_suspect s "
            "where s.person_id is not null "
            f"and s.investigation_id = any({granted('investigation', roles)}))"
        )
    if table.object:
        ways.append(
            f"{table.object} in (select l.object_id from people_objectlink l "
            f"where l.person_id = any({granted('objects', roles)}))"
        )
    return " or ".join(ways) or "false"


def _concerned(table: Protected, roles: set[Role]) -> str:
    column = _column(table.person, table, Scope.CONCERNED)
    mine = f"(select {roles_sql(roles)})"
    return " or ".join(
        f"{mine} and exists (select from {stays} x where x.person_id = {column})"
        for stays in ("victims_reflectionperiod", "victims_residencepermit")
    )


def _police(table: Protected, roles: set[Role]) -> str:
    column = _column(table.regime, table, Scope.POLICE)
    return f"{column} = (select case when {roles_sql(roles)} then 'led' end)"


def _mine(table: Protected, roles: set[Role]) -> str:
    user = _column(table.made_by, table, Scope.MINE)
    organisation = _column(table.made_for, table, Scope.MINE)
    # whoever moved to another unit left the old one's behind
    return (
        f"{user} = (select case when {roles_sql(roles)} then {USER} end) "
        f"and {organisation} = {org_of(roles)}"
    )


def _shared(table: Protected, roles: set[Role]) -> str:
    column = _column(table.shared, table, Scope.SHARED)
    return f"{column} and {_own(table, roles)}"


def _role(table: Protected, roles: set[Role]) -> str:
    column = _column(table.shared_role, table, Scope.ROLE)
    return f"{column} = (select case when {roles_sql(roles)} then {ROLE} end)"


def _all(table: Protected, roles: set[Role]) -> str:
    return f"(select {roles_sql(roles)})"


def _column(name: str | None, table: Protected, scope: Scope) -> str:
    if name is None:
        raise NoColumn(f"{table.table} has no column for scope {scope}")
    return name


_SCOPES = {
    Scope.OWN: _own,
    Scope.ASSIGNED: _assigned,
    Scope.GRANTED: _granted,
    Scope.CONCERNED: _concerned,
    Scope.POLICE: _police,
    Scope.MINE: _mine,
    Scope.SHARED: _shared,
    Scope.ROLE: _role,
    Scope.ALL: _all,
}


def condition(table: Protected, command: str, on: str = "") -> str:
    """Which rows of the table the acting user may use with this SQL command.

    `on` is what the rows are called where that is not the table's name: its history's.
    """
    if table.person:
        table = replace(table, person=f"{on or table.table}.{table.person}")
    if command == "select":
        table = replace(table, owners=table.owners + table.readers)
    scopes = _roles_by_scope(grants_for(table.kind, command), command)
    parts = [f"({_SCOPES[scope](table, roles)})" for scope, roles in scopes.items()]
    return " or ".join(parts) if parts else "false"


def _roles_by_scope(grants: dict[Role, Grant], command: str) -> dict[Scope, set[Role]]:
    found: dict[Scope, set[Role]] = {}
    for role, grant in grants.items():
        for scope in grant.scopes_for(command):
            found.setdefault(scope, set()).add(role)
    return dict(sorted(found.items()))


def _only_proposals(table: Protected, command: str, wanted: str | None) -> str:
    """Roles that may not decide touch only rows that are `wanted`: their proposals."""
    if wanted is None or command not in ("insert", "update"):
        return ""
    proposers = {
        role
        for role, grant in grants_for(table.kind, command).items()
        if "decide" not in grant.verbs
    }
    if not proposers:
        return ""
    return f" and ({wanted} or not (select coalesce({roles_sql(proposers)}, false)))"


def policies(table: Protected) -> list[str]:
    """The SQL that puts a table under forced row security with exactly the table's rights."""
    name = table.table
    sql = [
        f"alter table {name} enable row level security",
        f"alter table {name} force row level security",
    ]
    for command in COMMANDS:
        sql.append(f"drop policy if exists thb_{command} on {name}")
        sql.append(
            f"create policy thb_{command} on {name} for {command} {_clauses(table, command)}"
        )
    return sql


def _clauses(table: Protected, command: str) -> str:
    rows = f"({condition(table, command)})"
    before = rows + _only_proposals(table, command, table.revisable or table.proposal)
    after = rows + _only_proposals(table, command, table.proposal)
    if command == "insert":
        return f"with check ({after})"
    if command == "update":
        return f"using ({before}) with check ({after})"
    return f"using ({rows})"


def history_policies(table: Protected) -> list[str]:
    """History is read by whoever may read the record; only a trigger can write it."""
    name = table.history_table
    return [
        f"alter table {name} enable row level security",
        f"alter table {name} force row level security",
        f"drop policy if exists thb_select on {name}",
        f"create policy thb_select on {name} for select using ({condition(table, 'select', name)})",
        f"drop policy if exists thb_insert on {name}",
        f"create policy thb_insert on {name} for insert with check (pg_trigger_depth() > 0)",
    ]


def audit_policies(table: Protected) -> list[str]:
    """Everybody who acts leaves entries under their own name, and none under another's."""
    return [
        *policies(table),
        f"drop policy thb_insert on {table.table}",
        f"create policy thb_insert on {table.table} for insert "
        f"with check (actor_id = (select {USER}))",
    ]
