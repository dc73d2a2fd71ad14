import uuid

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


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_first_responders"),
        ("codes", "0016_administrative_offences"),
        ("people", "0005_parted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckLimit",
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
                            ("responder", "first responder"),
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
            ],
            options={
                "verbose_name": "daily limit of questions before a fine",
                "verbose_name_plural": "daily limits of questions before a fine",
                "ordering": ["role"],
            },
        ),
        migrations.CreateModel(
            name="AdministrativeCase",
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
                ("regime", models.CharField(editable=False, max_length=4)),
                ("number", models.CharField(max_length=60, verbose_name="number of the case")),
                ("act_on", models.DateField(verbose_name="day of the act")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("fined", "fined"),
                            ("not_liable", "not liable: victim of trafficking"),
                            ("child", "not liable: under 18"),
                            ("ended", "ended on another ground"),
                            ("cancelled", "fine cancelled"),
                        ],
                        default="open",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="decided on"
                    ),
                ),
                (
                    "decision_number",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=60,
                        verbose_name="number of the decision",
                    ),
                ),
                ("ground", models.TextField(blank=True, editable=False, verbose_name="ground")),
                (
                    "fine",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        editable=False,
                        max_digits=9,
                        null=True,
                        verbose_name="fine",
                    ),
                ),
                (
                    "cancelled_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="fine cancelled on"
                    ),
                ),
                (
                    "cancel_ground",
                    models.TextField(
                        blank=True, editable=False, verbose_name="ground of the cancellation"
                    ),
                ),
                (
                    "revisit_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="to be revisited since"
                    ),
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
                    "law",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="codes.administrativeoffenceversion",
                        verbose_name="offence",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="administrative_cases",
                        to="people.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "administrative case",
                "verbose_name_plural": "administrative cases",
                "ordering": ["-act_on", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AdministrativeCaseEvent",
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
                ("regime", models.CharField(editable=False, max_length=4)),
                ("number", models.CharField(max_length=60, verbose_name="number of the case")),
                ("act_on", models.DateField(verbose_name="day of the act")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("fined", "fined"),
                            ("not_liable", "not liable: victim of trafficking"),
                            ("child", "not liable: under 18"),
                            ("ended", "ended on another ground"),
                            ("cancelled", "fine cancelled"),
                        ],
                        default="open",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="decided on"
                    ),
                ),
                (
                    "decision_number",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=60,
                        verbose_name="number of the decision",
                    ),
                ),
                ("ground", models.TextField(blank=True, editable=False, verbose_name="ground")),
                (
                    "fine",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        editable=False,
                        max_digits=9,
                        null=True,
                        verbose_name="fine",
                    ),
                ),
                (
                    "cancelled_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="fine cancelled on"
                    ),
                ),
                (
                    "cancel_ground",
                    models.TextField(
                        blank=True, editable=False, verbose_name="ground of the cancellation"
                    ),
                ),
                (
                    "revisit_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="to be revisited since"
                    ),
                ),
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
                    "law",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="codes.administrativeoffenceversion",
                        verbose_name="offence",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LiabilityCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("regime", models.CharField(editable=False, max_length=4)),
                (
                    "asked_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="asked at",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="why it was asked")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("known", "known as a victim: not liable"),
                            ("nothing", "nothing is known"),
                        ],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_default=thbcases.core.history.Actor(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="sanctions.administrativecase",
                        verbose_name="administrative case",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "question before a fine",
                "verbose_name_plural": "questions before a fine",
                "ordering": ["-id"],
            },
        ),
        Together(
            [
                migrations.AddIndex(
                    model_name="administrativecase",
                    index=models.Index(fields=["custodian", "-act_on"], name="sanction_of_unit"),
                ),
                migrations.AddIndex(
                    model_name="administrativecase",
                    index=models.Index(
                        condition=models.Q(("state", "fined")),
                        fields=["decided_on"],
                        name="sanction_fined",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativecase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["open", "fined", "not_liable", "child", "ended", "cancelled"],
                            )
                        ),
                        name="sanctions_case_state_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativecase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("regime__in", ["led", "gdpr"])),
                        name="sanctions_case_regime_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativecase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("number", models.Value("")), _negated=True),
                        name="sanctions_case_numbered",
                        violation_error_message="Give the number of the case.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativecase",
                    constraint=models.UniqueConstraint(
                        fields=("custodian", "number"),
                        name="sanctions_case_once",
                        violation_error_message="Your unit already has a case with this number.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativecase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("decided_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="sanctions_case_decided",
                        violation_error_message="A decision has a date.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativecase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("fine__gt", 0),
                                ("fine__isnull", False),
                                ("state__in", ["fined", "cancelled"]),
                            ),
                            models.Q(
                                models.Q(("state__in", ["fined", "cancelled"]), _negated=True),
                                ("fine__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="sanctions_case_fine",
                        violation_error_message="A fine has its amount, and nothing else has one.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativecase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_on__isnull", False),
                                ("state", "cancelled"),
                                models.Q(("cancel_ground", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "cancelled"), _negated=True),
                                ("cancelled_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="sanctions_case_cancelled",
                        violation_error_message="A cancelled fine has its day and its ground.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativecase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ended"), _negated=True),
                            models.Q(("ground", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="sanctions_case_ended",
                        violation_error_message="Say on which ground it ends.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativecase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True),
                            ("decided_on__gte", models.F("act_on")),
                            _connector="OR",
                        ),
                        name="sanctions_case_order",
                        violation_error_message="It is not decided before the act.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativecase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("cancelled_on__isnull", True),
                            ("cancelled_on__gte", models.F("decided_on")),
                            _connector="OR",
                        ),
                        name="sanctions_case_cancel_order",
                        violation_error_message="A fine is not cancelled before it was imposed.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="5e5b46c95301650b5c00066b7111db7c1e9e8d19",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_7006e",
                            table="sanctions_administrativecase",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="set_regime",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.regime := (SELECT o.regime FROM accounts_organisation o WHERE o.id = NEW.custodian_id); RETURN NEW;",
                            hash="ce4391c225abd3958eb2117b36ed1c17150121c9",
                            operation='INSERT OR UPDATE OF "custodian_id", "regime"',
                            pgid="pgtrigger_set_regime_04bab",
                            table="sanctions_administrativecase",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fined_by_law",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE last text; asked date; exempts boolean; child boolean;",
                            func="\n            IF TG_OP = 'INSERT' THEN\n              IF NEW.state <> 'open' OR NEW.revisit_on IS NOT NULL THEN\n                RAISE EXCEPTION 'a case begins open' USING ERRCODE = 'check_violation', CONSTRAINT = 'sanctions_case_begins_open';\n              END IF;\n              RETURN NEW;\n            END IF;\n            IF nullif(current_setting('thb.role', true), '') = 'analyst'\n                AND (to_jsonb(NEW) - ARRAY['revisit_on', 'version']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['revisit_on', 'version'])\n                OR NEW.revisit_on IS DISTINCT FROM OLD.revisit_on\n                AND (nullif(current_setting('thb.role', true), '') = 'officer' OR OLD.state <> 'fined') THEN\n              RAISE EXCEPTION 'the specialised unit only says that a fine is revisited' USING ERRCODE = 'check_violation', CONSTRAINT = 'sanctions_case_revisited';\n            END IF;\n        \n            SELECT o.exempts_victims INTO exempts FROM codes_administrativeoffenceversion v JOIN codes_administrativeoffence o ON o.id = v.offence_id WHERE v.id = NEW.law_id; SELECT c.answer, (c.asked_at AT TIME ZONE 'Europe/Vilnius')::date INTO last, asked FROM sanctions_liabilitycheck c WHERE c.case_id = NEW.id ORDER BY c.id DESC LIMIT 1; SELECT coalesce(extract(year from NEW.act_on) - extract(year from coalesce(p.birth_date, make_date(p.birth_year, 12, 31)))\n        - (extract(month from NEW.act_on) * 100 + extract(day from NEW.act_on)\n           < extract(month from coalesce(p.birth_date, make_date(p.birth_year, 12, 31))) * 100 + extract(day from coalesce(p.birth_date, make_date(p.birth_year, 12, 31))))::int < 18, false) INTO child FROM people_person p WHERE p.id = NEW.person_id;\n            IF (NEW.person_id, NEW.act_on, NEW.law_id)\n                IS DISTINCT FROM (OLD.person_id, OLD.act_on, OLD.law_id)\n                AND (last IS NOT NULL OR OLD.state <> 'open') THEN\n              RAISE EXCEPTION 'the question was asked about this person and day' USING ERRCODE = 'check_violation', CONSTRAINT = 'sanctions_case_as_asked';\n            END IF;\n            IF NEW.state = OLD.state THEN\n              IF (NEW.decided_on, NEW.fine, NEW.cancelled_on)\n                  IS DISTINCT FROM (OLD.decided_on, OLD.fine, OLD.cancelled_on) THEN\n                RAISE EXCEPTION 'a case is decided once' USING ERRCODE = 'check_violation', CONSTRAINT = 'sanctions_case_decided_once';\n              END IF;\n              RETURN NEW;\n            END IF;\n        \n            IF NOT ((OLD.state = 'open' AND NEW.state IN ('child', 'ended', 'fined', 'not_liable')) OR (OLD.state = 'fined' AND NEW.state IN ('cancelled'))) OR NEW.revisit_on IS DISTINCT FROM OLD.revisit_on THEN\n              RAISE EXCEPTION 'the case does not move there' USING ERRCODE = 'check_violation', CONSTRAINT = 'sanctions_case_moves';\n            END IF;\n            IF OLD.state = 'fined' THEN\n              IF (NEW.decided_on, NEW.fine) IS DISTINCT FROM (OLD.decided_on, OLD.fine) THEN\n                RAISE EXCEPTION 'a case is decided once' USING ERRCODE = 'check_violation', CONSTRAINT = 'sanctions_case_decided_once';\n              END IF;\n              RETURN NEW;\n            END IF;\n        \n            IF NEW.state = 'not_liable'\n                AND (NOT exempts OR last IS DISTINCT FROM 'known') THEN\n              RAISE EXCEPTION 'nothing says that the person is a victim' USING ERRCODE = 'check_violation', CONSTRAINT = 'sanctions_case_not_known';\n            END IF;\n            IF exempts AND last = 'known' AND NEW.state <> 'not_liable' THEN\n              RAISE EXCEPTION 'known as a victim: not liable' USING ERRCODE = 'check_violation', CONSTRAINT = 'sanctions_case_not_liable';\n            END IF;\n            IF exempts AND NEW.state = 'fined' THEN\n              IF child THEN\n                RAISE EXCEPTION 'under 18 on the day of the act: not liable' USING ERRCODE = 'check_violation', CONSTRAINT = 'sanctions_case_child';\n              END IF;\n              IF last IS NULL OR asked < NEW.decided_on THEN\n                RAISE EXCEPTION 'ask first whether the person is known as a victim' USING ERRCODE = 'check_violation', CONSTRAINT = 'sanctions_case_asked';\n              END IF;\n            END IF;\n            IF NEW.decided_on > (now() at time zone 'Europe/Vilnius')::date THEN\n              RAISE EXCEPTION 'this day has not come yet' USING ERRCODE = 'check_violation', CONSTRAINT = 'sanctions_case_decided_by_today';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="d7d7ef643456989b4afeb68f583eecf0b55b1ca6",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_fined_by_law_512aa",
                            table="sanctions_administrativecase",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sanctions_administrativecaseevent" ("act_on", "cancel_ground", "cancelled_on", "created_at", "custodian_id", "decided_on", "decision_number", "fine", "ground", "id", "law_id", "note", "number", "person_id", "pgh_created_at", "pgh_label", "place", "regime", "revisit_on", "state", "uuid", "version") VALUES (NEW."act_on", NEW."cancel_ground", NEW."cancelled_on", NEW."created_at", NEW."custodian_id", NEW."decided_on", NEW."decision_number", NEW."fine", NEW."ground", NEW."id", NEW."law_id", NEW."note", NEW."number", NEW."person_id", NOW(), \'insert\', NEW."place", NEW."regime", NEW."revisit_on", NEW."state", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="42ac1df127e7f5d88b800a55bb947818609f13e6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_48293",
                            table="sanctions_administrativecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "sanctions_administrativecaseevent" ("act_on", "cancel_ground", "cancelled_on", "created_at", "custodian_id", "decided_on", "decision_number", "fine", "ground", "id", "law_id", "note", "number", "person_id", "pgh_created_at", "pgh_label", "place", "regime", "revisit_on", "state", "uuid", "version") VALUES (NEW."act_on", NEW."cancel_ground", NEW."cancelled_on", NEW."created_at", NEW."custodian_id", NEW."decided_on", NEW."decision_number", NEW."fine", NEW."ground", NEW."id", NEW."law_id", NEW."note", NEW."number", NEW."person_id", NOW(), \'update\', NEW."place", NEW."regime", NEW."revisit_on", NEW."state", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="6f9ce7c684ef1a1411257e11be3110a170d2eae9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_713a6",
                            table="sanctions_administrativecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sanctions_administrativecaseevent" ("act_on", "cancel_ground", "cancelled_on", "created_at", "custodian_id", "decided_on", "decision_number", "fine", "ground", "id", "law_id", "note", "number", "person_id", "pgh_created_at", "pgh_label", "place", "regime", "revisit_on", "state", "uuid", "version") VALUES (OLD."act_on", OLD."cancel_ground", OLD."cancelled_on", OLD."created_at", OLD."custodian_id", OLD."decided_on", OLD."decision_number", OLD."fine", OLD."ground", OLD."id", OLD."law_id", OLD."note", OLD."number", OLD."person_id", NOW(), \'delete\', OLD."place", OLD."regime", OLD."revisit_on", OLD."state", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="2bdee66780550a7a295f328b78f7fe72d174d23c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4a19d",
                            table="sanctions_administrativecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="b580ed71fcbf2c6a9df7f4ff57cbb7bf6acfcf1e",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_64821",
                            table="sanctions_administrativecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="64eecb440073ba0f80ff0296bef5a202eb4e04c8",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_33cdf",
                            table="sanctions_administrativecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="26e3a5510424596c0ad11aeb2ce0b2e53e87219d",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_e9593",
                            table="sanctions_administrativecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativecaseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3edc0c1dbb004891d7c46d3d72f9e15f16cc50b6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_26dc7",
                            table="sanctions_administrativecaseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="liabilitycheck",
                    index=models.Index(fields=["custodian", "asked_at"], name="check_of_unit"),
                ),
                migrations.AddIndex(
                    model_name="liabilitycheck",
                    index=models.Index(fields=["case", "-id"], name="check_of_case"),
                ),
                migrations.AddConstraint(
                    model_name="liabilitycheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("answer__in", ["known", "nothing"])),
                        name="sanctions_check_answer_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="liabilitycheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", models.Value("")), _negated=True),
                        name="sanctions_check_reason",
                        violation_error_message="Say why it is asked.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="liabilitycheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="kept_as_answered",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'an answer is kept as it was given' USING ERRCODE = 'check_violation', CONSTRAINT = 'sanctions_check_kept';",
                            hash="4de87f5538581ffdb8ca59594df6917f5e8cd29f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_kept_as_answered_30237",
                            table="sanctions_liabilitycheck",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        Protect("sanctions_administrativecase", "sanctions_liabilitycheck", "sanctions_checklimit"),
    ]
