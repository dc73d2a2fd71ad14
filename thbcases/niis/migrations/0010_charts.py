"""Kept charts, and two functions of the owner that charts ask.

Both run past row security and give no content. The first counts, for nodes the caller sees, what
hangs on them by explicit relations, within the police's records only, and is not the caller's to
see. The second says which people and objects would lead to a victim, so that files leave them out.
"""

import uuid
from typing import Any

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import thbcases.core.history
import thbcases.core.models
from thbcases.access.operations import Protect
from thbcases.access.policies import condition
from thbcases.access.protected import PROTECTED
from thbcases.core.operations import Together

# Police roles only; every node is looked up under the caller's own rule first.
HIDDEN = """
create function thb_hidden_links(people bigint[], cases bigint[], objects bigint[])
returns table(kind text, node bigint, hidden bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if coalesce(current_setting('thb.role', true), '') not in ('officer', 'analyst') then
    return;
  end if;
  return query
  with police as (
    select o.id from accounts_organisation o where o.regime = 'led'
  ), person as (
    select id from people_person
    where id = any(people) and regime = 'led' and (SEES_people_person)
  ), investigation as (
    select id from investigations_investigation
    where id = any(cases) and custodian_id in (select id from police)
      and (SEES_investigations_investigation)
  ), object as (
    select id from people_knownobject
    -- the rule of the table asks for links the caller sees; here it must be said again
    where id = any(objects) and regime = 'led' and (
      current_setting('thb.role', true) = 'analyst'
      or custodian_id = nullif(current_setting('thb.org', true), '')::bigint
      or id in (select object_id from people_objectlink where (SEES_people_objectlink)))
  ), suspected as (
    select person_id, investigation_id from investigations_suspect
    where (person_id = any(people) or investigation_id = any(cases))
      and custodian_id in (select id from police)
      and not coalesce((SEES_investigations_suspect), false)
  ), harmed as (
    select person_id, investigation_id from victims_victim
    where (person_id = any(people) or investigation_id = any(cases))
      and custodian_id in (select id from police)
      and not coalesce((SEES_victims_victim), false)
  ), hung as (
    select person_id, investigation_id, object_id from people_objectlink
    where (person_id = any(people) or investigation_id = any(cases) or object_id = any(objects))
      and regime = 'led' and not coalesce((SEES_people_objectlink), false)
  ), unseen as (
    select id, joined_into_id, separated_from_id from investigations_investigation
    where custodian_id in (select id from police)
      and not coalesce((SEES_investigations_investigation), false)
      and (joined_into_id = any(cases) or separated_from_id = any(cases)
        or id in (select i.joined_into_id from investigations_investigation i
                  where i.id = any(cases))
        or id in (select i.separated_from_id from investigations_investigation i
                  where i.id = any(cases)))
  ), neighbour as (
    select joined_into_id as id from unseen union all
    select separated_from_id from unseen union all
    select i.id from investigations_investigation i join unseen u
      on u.id in (i.joined_into_id, i.separated_from_id) where i.id = any(cases)
  ), counted as (
    select 'person' as k, s.person_id as n from suspected s union all
    select 'person', v.person_id from harmed v union all
    select 'person', h.person_id from hung h union all
    select 'investigation', s.investigation_id from suspected s union all
    select 'investigation', v.investigation_id from harmed v union all
    select 'investigation', h.investigation_id from hung h union all
    select 'investigation', b.id from neighbour b union all
    select 'object', h.object_id from hung h
  )
  select c.k, c.n, count(*) from counted c
  where (c.k = 'person' and c.n in (select p.id from person p))
     or (c.k = 'investigation' and c.n in (select i.id from investigation i))
     or (c.k = 'object' and c.n in (select o.id from object o))
  group by c.k, c.n;
end $$;
"""

# A victim in any investigation, under this row or another row of the same human.
SHIELDED = """
create function thb_shielded(people bigint[], objects bigint[])
returns table(kind text, node bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if coalesce(current_setting('thb.role', true), '') not in ('officer', 'analyst') then
    return;
  end if;
  return query
  with asked as (
    select unnest(people) as id union
    select l.person_id from people_objectlink l
      where l.object_id = any(objects) and l.person_id is not null
  ), victim as (
    select a.id from asked a
    where exists (select from victims_victim v where v.person_id = a.id)
       or exists (
         select from people_subjectlink mine
         join people_subjectlink other on other.subject = mine.subject
         join victims_victim v on v.person_id = other.person_id
         where mine.person_id = a.id)
  )
  select 'person', v.id from victim v where v.id = any(people)
  union all
  select 'object', o.id from unnest(objects) as o(id)
  where exists (
      select from people_objectlink l where l.object_id = o.id
      and (l.episode_id is not null or l.person_id in (select id from victim)))
    and not exists (
      select from people_objectlink l where l.object_id = o.id and l.person_id is not null
      and l.person_id not in (select id from victim));
end $$;
"""

DROP = """
drop function thb_shielded(bigint[], bigint[]);
drop function thb_hidden_links(bigint[], bigint[], bigint[]);
"""


def create(apps: Any, editor: Any) -> None:
    hidden = HIDDEN
    for table, protected in PROTECTED.items():
        if f"(SEES_{table})" in hidden:
            hidden = hidden.replace(f"(SEES_{table})", f"({condition(protected, 'select')})")
    for statement in (hidden, SHIELDED):
        editor.execute(statement, params=None)


def drop(apps: Any, editor: Any) -> None:
    editor.execute(DROP, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("investigations", "0001_initial"),
        ("niis", "0001_index"),
        ("niis", "0001_index"),
        ("people", "0004_objects"),
        ("victims", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChartEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_actor_id", models.BigIntegerField(db_default=thbcases.core.history.Actor())),
                ("pgh_role", models.TextField(db_default=thbcases.core.history.ActingRole())),
                ("id", models.BigIntegerField()),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="recorded at",
                    ),
                ),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False,
                        help_text="Colleagues may open it; only you may change it.",
                        verbose_name="shared with the unit",
                    ),
                ),
                ("state", models.JSONField(default=dict, verbose_name="drawing")),
                (
                    "custodian",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=thbcases.core.models.ActingOrganisation(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=thbcases.core.history.Actor(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Chart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="recorded at",
                    ),
                ),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False,
                        help_text="Colleagues may open it; only you may change it.",
                        verbose_name="shared with the unit",
                    ),
                ),
                ("state", models.JSONField(default=dict, verbose_name="drawing")),
                (
                    "custodian",
                    models.ForeignKey(
                        db_default=thbcases.core.models.ActingOrganisation(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_default=thbcases.core.history.Actor(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
            ],
            options={
                "verbose_name": "link chart",
                "verbose_name_plural": "link charts",
                "ordering": ["-created_at", "-id"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["custodian", "-created_at"], name="chart_of_unit")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", models.Value("")), _negated=True),
                        name="niis_chart_title_given",
                        violation_error_message="Give the title.",
                    )
                ],
            },
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="chart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="1672e5c9916ef30bf6249b06b849c708457d5dcb",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_0eeea",
                            table="niis_chart",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="chart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "niis_chartevent" ("created_at", "custodian_id", "id", "is_shared", "owner_id", "pgh_created_at", "pgh_label", "state", "title", "uuid", "version") VALUES (NEW."created_at", NEW."custodian_id", NEW."id", NEW."is_shared", NEW."owner_id", NOW(), \'insert\', NEW."state", NEW."title", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="732b18edb7af3dc61ae9ba880b632c36003e8a57",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_aa991",
                            table="niis_chart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="chart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "niis_chartevent" ("created_at", "custodian_id", "id", "is_shared", "owner_id", "pgh_created_at", "pgh_label", "state", "title", "uuid", "version") VALUES (NEW."created_at", NEW."custodian_id", NEW."id", NEW."is_shared", NEW."owner_id", NOW(), \'update\', NEW."state", NEW."title", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="4b3aaf7eca0d3eb895b31d84759bf1fd9c65586e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f55ba",
                            table="niis_chart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="chart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "niis_chartevent" ("created_at", "custodian_id", "id", "is_shared", "owner_id", "pgh_created_at", "pgh_label", "state", "title", "uuid", "version") VALUES (OLD."created_at", OLD."custodian_id", OLD."id", OLD."is_shared", OLD."owner_id", NOW(), \'delete\', OLD."state", OLD."title", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="4f92171a3c852356fca48208d3ed00ed3e1c9d76",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_89e9e",
                            table="niis_chart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="chart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="aca1c5bafa89c4ec8767a3386c54346ee5ccda97",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_a27bc",
                            table="niis_chart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="chart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="2f891c1ecc075ac80a99372c11717608a1b77735",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_d5844",
                            table="niis_chart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="chart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="e29df9b9ae01278bbc159e8685bc012ee706b4cd",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_fc058",
                            table="niis_chart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="chartevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="13b52d1bafab1121f444a4258428849e7f90c195",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_958a3",
                            table="niis_chartevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        Protect("niis_chart"),
        migrations.RunPython(create, drop, elidable=False),
    ]
