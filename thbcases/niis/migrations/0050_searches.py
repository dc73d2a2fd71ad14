"""Searches with their answers, lists that are searched, the day's limits, alarms."""

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
from thbcases.core.operations import Together

# Counted for the acting user alone; nobody reads the searches of others to know the sum.
COUNTS = """
create function thb_search_counts()
returns table (mine bigint, unit bigint, names bigint, misses bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with today as (
    select s.made_by_id, s.fingerprint, s.answer, s.created_at from niis_search s
    where s.custodian_id = thb_org() and s.created_at >=
      date_trunc('day', now() at time zone 'Europe/Vilnius') at time zone 'Europe/Vilnius'
  ), lately as (
    select fingerprint, bool_and(answer = 'no_hit') as missed from niis_search
    where made_by_id = thb_actor() and kind = 1 and created_at > now() - interval '10 minutes'
    group by fingerprint
  )
  select (select count(*) from today where made_by_id = thb_actor()),
    (select count(*) from today),
    (select count(*) from lately),
    (select count(*) from lately where missed)
$$;
"""

# One alarm of a kind for a user and hour: it is the first that somebody should look at.
ALARM = """
create function thb_raise_search_alarm(tried bigint, missed bigint, reached boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (
    select from niis_searchalarm where user_id = thb_actor() and is_limit = reached
      and created_at > now() - interval '1 hour'
  ) then
    insert into niis_searchalarm (uuid, version, user_id, names, misses, is_limit)
      values (gen_random_uuid(), 1, thb_actor(), tried, missed, reached);
  end if;
end $$;
"""

FORGET = """
create function thb_forget_searches(at timestamptz) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare forgotten bigint;
begin
  update niis_search set text = '', born = ''
    where text <> '' and created_at < least(at, now()) - interval '30 days';
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
"""

CODES = """
create function niis_register_codes() returns table (id smallint, code varchar, records bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select r.id, r.code, r.records from niis_indexregister r;
end $$;
"""

# What was asked and answered stays; only what was typed may be forgotten.
KEPT = """
create function thb_search_is_kept() returns trigger language plpgsql as $$
begin
  if to_jsonb(NEW) - 'text' - 'born' <> to_jsonb(OLD) - 'text' - 'born'
    or NEW.text <> '' or NEW.born <> '' then
    raise exception 'a search is never changed' using errcode = 'insufficient_privilege';
  end if;
  return NEW;
end $$;
create trigger thb_search_is_kept before update on niis_search
  for each row execute function thb_search_is_kept();
"""

LIMITS = (("officer", 60, 600, 30), ("analyst", 300, 1500, 150))


def set_limits(apps: Any, editor: Any) -> None:
    """What a new installation begins with; the administrator changes it."""
    limit = apps.get_model("niis", "SearchLimit")
    for role, per_user, per_unit, alarm_at in LIMITS:
        limit.objects.create(role=role, per_user=per_user, per_unit=per_unit, alarm_at=alarm_at)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("niis", "0040_registers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("officer", "police officer"),
                            ("analyst", "analyst of the specialised unit"),
                            ("ngo", "NGO worker"),
                            ("migration", "migration officer"),
                            ("funder", "funder"),
                            ("coordinator", "national coordinator"),
                            ("auditor", "auditor"),
                            ("administrator", "administrator"),
                        ],
                        max_length=20,
                        unique=True,
                        verbose_name="role",
                    ),
                ),
                ("per_user", models.PositiveIntegerField(verbose_name="a day, each user")),
                ("per_unit", models.PositiveIntegerField(verbose_name="a day, the whole unit")),
                (
                    "alarm_at",
                    models.PositiveIntegerField(
                        verbose_name="different names in ten minutes that raise an alarm"
                    ),
                ),
            ],
            options={
                "verbose_name": "daily limit of searches",
                "verbose_name_plural": "daily limits of searches",
                "ordering": ["role"],
            },
        ),
        migrations.CreateModel(
            name="SearchList",
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
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("officer", "police officer"),
                            ("analyst", "analyst of the specialised unit"),
                            ("ngo", "NGO worker"),
                            ("migration", "migration officer"),
                            ("funder", "funder"),
                            ("coordinator", "national coordinator"),
                            ("auditor", "auditor"),
                            ("administrator", "administrator"),
                        ],
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(editable=False, max_length=5)),
                (
                    "file_name",
                    models.CharField(editable=False, max_length=200, verbose_name="file"),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("investigation", "act of an investigation"),
                            ("tip", "checking a tip"),
                            ("identification", "identification of a victim"),
                            ("danger", "danger to life or health"),
                            ("request", "request of another authority"),
                            ("analysis", "criminal analysis"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("basis", models.CharField(max_length=200, verbose_name="case or document number")),
                ("content", models.JSONField(default=list, editable=False)),
                (
                    "rows_total",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="rows"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="finished"),
                ),
                ("failure", models.CharField(blank=True, editable=False, max_length=300)),
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
                    "made_by",
                    models.ForeignKey(
                        db_default=thbcases.core.history.Actor(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="searched by",
                    ),
                ),
            ],
            options={
                "verbose_name": "searched list",
                "verbose_name_plural": "searched lists",
                "ordering": ["-created_at", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Search",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="searched at",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=200, verbose_name="searched for")),
                (
                    "born",
                    models.CharField(blank=True, max_length=40, verbose_name="birth date or year"),
                ),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "person"),
                            (2, "company"),
                            (3, "address"),
                            (4, "nickname"),
                            (5, "vehicle plate"),
                            (6, "phone number"),
                            (7, "document or personal code"),
                            (8, "bank account"),
                            (9, "e-mail address"),
                        ],
                        verbose_name="kind",
                    ),
                ),
                ("fingerprint", models.BinaryField(max_length=32)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("investigation", "act of an investigation"),
                            ("tip", "checking a tip"),
                            ("identification", "identification of a victim"),
                            ("danger", "danger to life or health"),
                            ("request", "request of another authority"),
                            ("analysis", "criminal analysis"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("basis", models.CharField(max_length=200, verbose_name="case or document number")),
                (
                    "answer",
                    models.CharField(
                        choices=[("hit", "hit"), ("possible", "possible"), ("no_hit", "no hit")],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                ("hits", models.PositiveIntegerField(default=0, verbose_name="hits")),
                ("possible", models.PositiveIntegerField(default=0, verbose_name="possible")),
                ("leads", models.PositiveIntegerField(default=0, verbose_name="leads")),
                ("found", models.JSONField(default=dict)),
                ("line", models.PositiveIntegerField(blank=True, null=True, verbose_name="row")),
                (
                    "custodian",
                    models.ForeignKey(
                        db_default=thbcases.core.models.ActingOrganisation(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="unit",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_default=thbcases.core.history.Actor(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="searched by",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="searches",
                        to="niis.searchlist",
                        verbose_name="list",
                    ),
                ),
            ],
            options={
                "verbose_name": "search",
                "verbose_name_plural": "searches",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SearchListEvent",
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
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("officer", "police officer"),
                            ("analyst", "analyst of the specialised unit"),
                            ("ngo", "NGO worker"),
                            ("migration", "migration officer"),
                            ("funder", "funder"),
                            ("coordinator", "national coordinator"),
                            ("auditor", "auditor"),
                            ("administrator", "administrator"),
                        ],
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(editable=False, max_length=5)),
                (
                    "file_name",
                    models.CharField(editable=False, max_length=200, verbose_name="file"),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("investigation", "act of an investigation"),
                            ("tip", "checking a tip"),
                            ("identification", "identification of a victim"),
                            ("danger", "danger to life or health"),
                            ("request", "request of another authority"),
                            ("analysis", "criminal analysis"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("basis", models.CharField(max_length=200, verbose_name="case or document number")),
                (
                    "rows_total",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="rows"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="finished"),
                ),
                ("failure", models.CharField(blank=True, editable=False, max_length=300)),
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
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=thbcases.core.history.Actor(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="searched by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SearchAlarm",
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
                ("names", models.PositiveIntegerField(verbose_name="different names")),
                ("misses", models.PositiveIntegerField(verbose_name="of them without a hit")),
                (
                    "is_limit",
                    models.BooleanField(default=False, verbose_name="the day's limit was reached"),
                ),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="searched by",
                    ),
                ),
            ],
            options={
                "verbose_name": "search alarm",
                "verbose_name_plural": "search alarms",
                "ordering": ["-created_at", "-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["user", "-created_at"], name="alarm_of_user")],
            },
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="searchalarm",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="4868bbb90666483c7f347897fbb4791a64c842f5",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_313fd",
                            table="niis_searchalarm",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="searchlist",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "investigation",
                                    "tip",
                                    "identification",
                                    "danger",
                                    "request",
                                    "analysis",
                                ],
                            )
                        ),
                        name="niis_list_reason_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="searchlist",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("basis", models.Value("")), _negated=True),
                        name="niis_list_basis_given",
                        violation_error_message="Give the case or document number.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="searchlist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="e5e098b13642b7cd046bd2bc77c06400e63f0208",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_bd118",
                            table="niis_searchlist",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="searchlist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "niis_searchlistevent" ("basis", "created_at", "custodian_id", "failure", "file_name", "finished_at", "id", "language", "made_by_id", "pgh_created_at", "pgh_label", "reason", "role", "rows_total", "uuid", "version") VALUES (NEW."basis", NEW."created_at", NEW."custodian_id", NEW."failure", NEW."file_name", NEW."finished_at", NEW."id", NEW."language", NEW."made_by_id", NOW(), \'insert\', NEW."reason", NEW."role", NEW."rows_total", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="e30f7af2cf80608b6af3abed06b2acccffbb08ce",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dc6d8",
                            table="niis_searchlist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="searchlist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."custodian_id" IS DISTINCT FROM (NEW."custodian_id") OR OLD."failure" IS DISTINCT FROM (NEW."failure") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."finished_at" IS DISTINCT FROM (NEW."finished_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."rows_total" IS DISTINCT FROM (NEW."rows_total") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "niis_searchlistevent" ("basis", "created_at", "custodian_id", "failure", "file_name", "finished_at", "id", "language", "made_by_id", "pgh_created_at", "pgh_label", "reason", "role", "rows_total", "uuid", "version") VALUES (NEW."basis", NEW."created_at", NEW."custodian_id", NEW."failure", NEW."file_name", NEW."finished_at", NEW."id", NEW."language", NEW."made_by_id", NOW(), \'update\', NEW."reason", NEW."role", NEW."rows_total", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="196a69cc86832401b86262d555f68e1621b22cce",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f395e",
                            table="niis_searchlist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="searchlist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "niis_searchlistevent" ("basis", "created_at", "custodian_id", "failure", "file_name", "finished_at", "id", "language", "made_by_id", "pgh_created_at", "pgh_label", "reason", "role", "rows_total", "uuid", "version") VALUES (OLD."basis", OLD."created_at", OLD."custodian_id", OLD."failure", OLD."file_name", OLD."finished_at", OLD."id", OLD."language", OLD."made_by_id", NOW(), \'delete\', OLD."reason", OLD."role", OLD."rows_total", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="be547b5b3883cf177349a6ac4cd97c67624f6cd8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_29bdd",
                            table="niis_searchlist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="searchlist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="e431d2ec24167932e486441d35303073cdfb808b",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_3cc00",
                            table="niis_searchlist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="searchlist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="e2c4f3a5b4e877e10c5e4eed50372a0241078bd5",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_4c79a",
                            table="niis_searchlist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="searchlist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="aa57fa7c6ff822967871672b98094952cf3660d5",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_974ce",
                            table="niis_searchlist",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="search",
                    index=models.Index(
                        fields=["made_by", "-created_at", "-id"], name="search_by_user"
                    ),
                ),
                migrations.AddIndex(
                    model_name="search",
                    index=models.Index(fields=["custodian", "created_at"], name="search_of_unit"),
                ),
                migrations.AddIndex(
                    model_name="search",
                    index=models.Index(
                        condition=models.Q(("text", ""), _negated=True),
                        fields=["created_at"],
                        name="search_to_forget",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="search",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "investigation",
                                    "tip",
                                    "identification",
                                    "danger",
                                    "request",
                                    "analysis",
                                ],
                            )
                        ),
                        name="niis_search_reason_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="search",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("answer__in", ["hit", "possible", "no_hit"])),
                        name="niis_search_answer_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="search",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("basis", models.Value("")), _negated=True),
                        name="niis_search_basis_given",
                        violation_error_message="Give the case or document number.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="searchlistevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ad2fbee192890edca938bac797d433c72c59d912",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_69718",
                            table="niis_searchlistevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL([COUNTS, ALARM, FORGET, CODES, KEPT]),
        Protect("niis_search", "niis_searchlist", "niis_searchlimit", "niis_searchalarm"),
        migrations.RunPython(set_limits, migrations.RunPython.noop),
    ]
