"""History and audit trail, as large as fifteen years of work would have made them.

One «insert» for every row, one «update» for every third; in the trail the same, and three readings
of each person, investigation, victim and beneficiary, as well as two lists of 25 each.
"""

from django.apps import apps
from django.db import models

from bench.fill.filler import Filler, Step

READ_KINDS = (
    "people.Person",
    "investigations.Investigation",
    "victims.Victim",
    "assistance.Beneficiary",
)
WHO = "w.users[1 + pg_temp.pick(r.id, 1, cardinality(w.users))]"
SINCE = "least(r.created_at + pg_temp.pick(r.id, 2, 60) * interval '1 day', now())"
LATER = "r.created_at + (now() - r.created_at) * pg_temp.pick(r.id * 8 + n, 3, 1000) / 1000"


def steps(filler: Filler) -> list[Step]:
    """The trail's indexes are made when it is full: one by one that would take many minutes."""
    indexes = filler.connection.execute(
        "select indexname, indexdef from pg_indexes where tablename = 'audit_entry' "
        "and indexname <> 'audit_entry_pkey'"
    ).fetchall()
    return [
        *(filler.statement(f"without {name}", f"drop index {name}") for name, _made in indexes),
        *(step for model in _kept() for step in _of(filler, model)),
        *(step for label in READ_KINDS for step in _readings(filler, apps.get_model(label))),
        *(filler.statement(name, made) for name, made in indexes),
    ]


def _kept() -> list[type[models.Model]]:
    """The history tables of case data."""
    return [
        model
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model")
        and any(field.column == "custodian_id" for field in model._meta.concrete_fields)
    ]


def _of(filler: Filler, history: type[models.Model]) -> list[Step]:
    tracked = history.pgh_tracked_model  # type: ignore[attr-defined]
    columns = [
        field.column
        for field in history._meta.concrete_fields
        if not field.column.startswith("pgh_") and not field.generated
    ]
    table, copied = tracked._meta.db_table, ", ".join(f'"{c}"' for c in columns)
    own = ", ".join(f'r."{c}"' for c in columns)
    event = f"""
        insert into {history._meta.db_table}
          (pgh_label, pgh_created_at, pgh_actor_id, pgh_role, {copied})
        select '%s', %s, {WHO}, w.role, {own}
        from {table} r join worker w on w.organisation_id = r.custodian_id where %s order by r.id
    """
    every_third = "r.id % 3 = 0"
    return [
        filler.statement(f"{table}event", event % ("insert", "r.created_at", "true")),
        filler.statement(f"{table}event", event % ("update", SINCE, every_third)),
        _entries(filler, table, "collection", "r.created_at", "true"),
        _entries(filler, table, "alteration", SINCE, every_third),
    ]


def _entries(filler: Filler, table: str, verb: str, at: str, which: str) -> Step:
    return filler.statement(
        "audit_entry",
        f"""
        insert into audit_entry
          (at, actor_id, organisation_id, role, verb, kind, records, custodian_id)
        select {at}, {WHO}, r.custodian_id, w.role, '{verb}', '{table}', array[r.uuid],
          r.custodian_id
        from {table} r join worker w on w.organisation_id = r.custodian_id, generate_series(1, 1) n
        where {which} order by r.id
        """,
    )


def _readings(filler: Filler, model: type[models.Model]) -> list[Step]:
    table = model._meta.db_table
    single = f"""
        insert into audit_entry
          (at, actor_id, organisation_id, role, verb, kind, records, custodian_id)
        select {LATER}, {WHO}, r.custodian_id, w.role, 'consultation', '{table}', array[r.uuid],
          r.custodian_id
        from {table} r join worker w on w.organisation_id = r.custodian_id, generate_series(1, 3) n
        order by r.id
    """
    listed = f"""
        insert into audit_entry
          (at, actor_id, organisation_id, role, verb, kind, records, custodian_id)
        select max({LATER}), min({WHO}), r.custodian_id, min(w.role), 'consultation', '{table}',
          array_agg(r.uuid), r.custodian_id
        from {table} r join worker w on w.organisation_id = r.custodian_id, generate_series(1, 2) n
        group by r.custodian_id, n, r.id / 25
    """
    return [
        filler.statement("audit_entry", single),
        filler.statement("audit_entry", listed),
    ]
