"""What the application role may do with tables at all; rows are decided by policies.

Run after every migration, so that a table of a library is never forgotten. History and audit
can be added to and read, never changed.
"""

from typing import Any

from django.apps.registry import apps as global_apps
from django.conf import settings
from django.db import connections

from thbcases.access.protected import PROTECTED, SEALED

APPEND_ONLY_SUFFIX = "event"

# The trigger library lets whoever sets `pgtrigger.ignore` switch a trigger off. Nobody may switch
# off the history, so here the question is always answered with no (which is also much quicker).
ALWAYS_ON = """
create or replace function _pgtrigger_should_ignore(trigger_name name) returns boolean
language sql immutable as 'select false'
"""


def after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Give the application role its grants, once, after the last app was migrated."""
    last = list(global_apps.get_app_configs())[-1]
    if sender.label == last.label:
        with connections[using].cursor() as cursor:
            for statement in statements(_tables(cursor), _views(cursor)):
                cursor.execute(statement)


def _tables(cursor: Any) -> list[str]:
    cursor.execute(
        "select tablename from pg_tables where schemaname = 'public' "
        "and tableowner = current_user order by 1"
    )
    return [name for (name,) in cursor.fetchall()]


def _views(cursor: Any) -> list[str]:
    cursor.execute(
        "select viewname from pg_views where schemaname = 'public' "
        "and viewowner = current_user order by 1"
    )
    return [name for (name,) in cursor.fetchall()]


def append_only(table: str) -> bool:
    """History of any record, and the audit trail."""
    return table == "audit_entry" or (
        table.endswith(APPEND_ONLY_SUFFIX)
        and (table.removesuffix(APPEND_ONLY_SUFFIX) in PROTECTED or table.startswith("codes_"))
    )


def statements(tables: list[str], views: list[str]) -> list[str]:
    """The grants as SQL; the same on every run.

    A view runs with the owner's rights, past row security, so through it nothing is ever written.
    """
    role = settings.DATABASE_APP_ROLE
    sql = [
        ALWAYS_ON,
        f'grant usage on schema public to "{role}"',
        f'grant select, insert, update, delete on all tables in schema public to "{role}"',
        f'grant usage, select on all sequences in schema public to "{role}"',
        f'revoke all on django_migrations from "{role}"',
    ]
    for table in tables:
        if table in SEALED:
            sql.append(f'revoke all on {table} from "{role}"')
        elif append_only(table):
            sql.append(f'revoke update, delete on {table} from "{role}"')
    return sql + [f'revoke insert, update, delete on {view} from "{role}"' for view in views]
