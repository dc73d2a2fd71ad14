"""Who is warned of a term and when; rules of working days; special days of the calendar."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import thbcases.core.history
from thbcases.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("codes", "0010_signs"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpecialDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.TextField(
                        help_text="The text the value was read in, and what was not verified.",
                        verbose_name="source",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("verified", "read in the primary text"),
                            ("secondary", "read in a secondary source"),
                            ("memory", "not verified"),
                        ],
                        default="memory",
                        max_length=10,
                        verbose_name="certainty of the value",
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                (
                    "on",
                    models.DateField(
                        error_messages={"unique": "This day is already in the list."},
                        unique=True,
                        verbose_name="day",
                    ),
                ),
                (
                    "is_working",
                    models.BooleanField(
                        default=False,
                        help_text="Tick it where a day off becomes a working day.",
                        verbose_name="a working day",
                    ),
                ),
                ("name_lt", models.CharField(max_length=200, verbose_name="name in Lithuanian")),
                ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
            ],
            options={
                "verbose_name": "special day of the calendar",
                "verbose_name_plural": "special days of the calendar",
                "ordering": ["-on"],
            },
        ),
        migrations.CreateModel(
            name="SpecialDayEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_actor_id", models.BigIntegerField(db_default=thbcases.core.history.Actor())),
                ("pgh_role", models.TextField(db_default=thbcases.core.history.ActingRole())),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.TextField(
                        help_text="The text the value was read in, and what was not verified.",
                        verbose_name="source",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("verified", "read in the primary text"),
                            ("secondary", "read in a secondary source"),
                            ("memory", "not verified"),
                        ],
                        default="memory",
                        max_length=10,
                        verbose_name="certainty of the value",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                (
                    "on",
                    models.DateField(
                        error_messages={"unique": "This day is already in the list."},
                        verbose_name="day",
                    ),
                ),
                (
                    "is_working",
                    models.BooleanField(
                        default=False,
                        help_text="Tick it where a day off becomes a working day.",
                        verbose_name="a working day",
                    ),
                ),
                ("name_lt", models.CharField(max_length=200, verbose_name="name in Lithuanian")),
                ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TermWarning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="days")),
                (
                    "unit",
                    models.CharField(
                        choices=[("day", "calendar days"), ("working_day", "working days")],
                        default="day",
                        max_length=12,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "moment",
                    models.CharField(
                        choices=[("before", "before"), ("after", "after")],
                        default="before",
                        max_length=6,
                        verbose_name="before or after the due day",
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("acts", "whoever has to act"),
                            ("head", "head of the unit that has to act"),
                            ("specialised", "specialised unit"),
                            ("helper", "organisation that helps"),
                            ("migration", "migration department"),
                            ("funder", "ministry that funds"),
                            ("coordinator", "national coordinator"),
                        ],
                        max_length=12,
                        verbose_name="who is warned",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "warning of a term",
                "verbose_name_plural": "warnings of terms",
                "ordering": ["rule", "-moment", "-days", "who"],
            },
        ),
        migrations.CreateModel(
            name="TermWarningEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_actor_id", models.BigIntegerField(db_default=thbcases.core.history.Actor())),
                ("pgh_role", models.TextField(db_default=thbcases.core.history.ActingRole())),
                ("id", models.BigIntegerField()),
                ("days", models.PositiveSmallIntegerField(verbose_name="days")),
                (
                    "unit",
                    models.CharField(
                        choices=[("day", "calendar days"), ("working_day", "working days")],
                        default="day",
                        max_length=12,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "moment",
                    models.CharField(
                        choices=[("before", "before"), ("after", "after")],
                        default="before",
                        max_length=6,
                        verbose_name="before or after the due day",
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("acts", "whoever has to act"),
                            ("head", "head of the unit that has to act"),
                            ("specialised", "specialised unit"),
                            ("helper", "organisation that helps"),
                            ("migration", "migration department"),
                            ("funder", "ministry that funds"),
                            ("coordinator", "national coordinator"),
                        ],
                        max_length=12,
                        verbose_name="who is warned",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="termrule",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="termrule",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="termrule",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="termrule",
            name="applies_to_running",
            field=models.BooleanField(
                default=False,
                help_text="Terms that began under the rule before and still run on the first day of this one are counted by this one, and end no sooner than on that day.",
                verbose_name="also for terms that run",
            ),
        ),
        migrations.AddField(
            model_name="termrule",
            name="moves_to_working_day",
            field=models.BooleanField(
                default=False,
                help_text="A last day that is a day off moves to the next working day. Say in the source where this is read.",
                verbose_name="ends on a working day",
            ),
        ),
        migrations.AddField(
            model_name="termruleevent",
            name="applies_to_running",
            field=models.BooleanField(
                default=False,
                help_text="Terms that began under the rule before and still run on the first day of this one are counted by this one, and end no sooner than on that day.",
                verbose_name="also for terms that run",
            ),
        ),
        migrations.AddField(
            model_name="termruleevent",
            name="moves_to_working_day",
            field=models.BooleanField(
                default=False,
                help_text="A last day that is a day off moves to the next working day. Say in the source where this is read.",
                verbose_name="ends on a working day",
            ),
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="termrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_termruleevent" ("applies_to_running", "certainty", "event", "id", "length", "moves_to_working_day", "pgh_created_at", "pgh_label", "source", "unit", "valid_from", "valid_to") VALUES (NEW."applies_to_running", NEW."certainty", NEW."event", NEW."id", NEW."length", NEW."moves_to_working_day", NOW(), \'insert\', NEW."source", NEW."unit", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="7fa879ff3f39c1ec121c3e35472f84958dc5bd5b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4945d",
                            table="codes_termrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "codes_termruleevent" ("applies_to_running", "certainty", "event", "id", "length", "moves_to_working_day", "pgh_created_at", "pgh_label", "source", "unit", "valid_from", "valid_to") VALUES (NEW."applies_to_running", NEW."certainty", NEW."event", NEW."id", NEW."length", NEW."moves_to_working_day", NOW(), \'update\', NEW."source", NEW."unit", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="ff1f918540369f56aa46a35300eb93db57e6d857",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_daa73",
                            table="codes_termrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_termruleevent" ("applies_to_running", "certainty", "event", "id", "length", "moves_to_working_day", "pgh_created_at", "pgh_label", "source", "unit", "valid_from", "valid_to") VALUES (OLD."applies_to_running", OLD."certainty", OLD."event", OLD."id", OLD."length", OLD."moves_to_working_day", NOW(), \'delete\', OLD."source", OLD."unit", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                            hash="90d42824ac3a2c7a6920bb5ca69c1ecf8273decf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_39fae",
                            table="codes_termrule",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="specialday",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="codes_specialday_source",
                        violation_error_message="Say where the value comes from.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="specialday",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["verified", "secondary", "memory"])),
                        name="codes_specialday_certainty",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="specialday",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True),
                            models.Q(("name_lt", ""), _negated=True),
                            models.Q(("name_en", ""), _negated=True),
                        ),
                        name="codes_specialday_named",
                        violation_error_message="A code needs a name in both languages.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialday",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_specialdayevent" ("certainty", "code", "id", "is_working", "name_en", "name_lt", "on", "pgh_created_at", "pgh_label", "source") VALUES (NEW."certainty", NEW."code", NEW."id", NEW."is_working", NEW."name_en", NEW."name_lt", NEW."on", NOW(), \'insert\', NEW."source"); RETURN NULL;',
                            hash="66754b53c448cd630e5c3edefdafd40b9bea39b4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fc2b0",
                            table="codes_specialday",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialday",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "codes_specialdayevent" ("certainty", "code", "id", "is_working", "name_en", "name_lt", "on", "pgh_created_at", "pgh_label", "source") VALUES (NEW."certainty", NEW."code", NEW."id", NEW."is_working", NEW."name_en", NEW."name_lt", NEW."on", NOW(), \'update\', NEW."source"); RETURN NULL;',
                            hash="df27eb24885f6ee79e461741a9fb1256cd56c33b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_42625",
                            table="codes_specialday",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialday",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_specialdayevent" ("certainty", "code", "id", "is_working", "name_en", "name_lt", "on", "pgh_created_at", "pgh_label", "source") VALUES (OLD."certainty", OLD."code", OLD."id", OLD."is_working", OLD."name_en", OLD."name_lt", OLD."on", NOW(), \'delete\', OLD."source"); RETURN NULL;',
                            hash="4bba10f0010eebf0e97755e9aa9df74fefd92157",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b695a",
                            table="codes_specialday",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialdayevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8de69ed800c689c9a731dcb61232b1125cde5502",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d343d",
                            table="codes_specialdayevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.AddField(
            model_name="termwarning",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="warnings",
                to="codes.termrule",
                verbose_name="term rule",
            ),
        ),
        migrations.AddField(
            model_name="termwarningevent",
            name="rule",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="codes.termrule",
                verbose_name="term rule",
            ),
        ),
        Together(
            [
                migrations.AddConstraint(
                    model_name="termwarning",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("unit__in", ["day", "working_day"])),
                        name="codes_termwarning_unit",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="termwarning",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("moment__in", ["before", "after"])),
                        name="codes_termwarning_moment",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="termwarning",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "who__in",
                                [
                                    "acts",
                                    "head",
                                    "specialised",
                                    "helper",
                                    "migration",
                                    "funder",
                                    "coordinator",
                                ],
                            )
                        ),
                        name="codes_termwarning_who",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="termwarning",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("days__lte", 400)),
                        name="codes_termwarning_days",
                        violation_error_message="A warning lies at most 400 days from the due day.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="termwarning",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("moment", "before"), ("days__gt", 0), _connector="OR"),
                        name="codes_termwarning_after",
                        violation_error_message="On the due day itself nobody is late yet.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="termwarning",
                    constraint=models.UniqueConstraint(
                        fields=("rule", "days", "unit", "moment", "who"),
                        name="codes_termwarning_once",
                        violation_error_message="This warning is already there.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termwarning",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_termwarningevent" ("days", "id", "is_active", "moment", "pgh_created_at", "pgh_label", "rule_id", "unit", "who") VALUES (NEW."days", NEW."id", NEW."is_active", NEW."moment", NOW(), \'insert\', NEW."rule_id", NEW."unit", NEW."who"); RETURN NULL;',
                            hash="7f17da7ec5288bac11e719272b5c102515d4d347",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bda3c",
                            table="codes_termwarning",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termwarning",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "codes_termwarningevent" ("days", "id", "is_active", "moment", "pgh_created_at", "pgh_label", "rule_id", "unit", "who") VALUES (NEW."days", NEW."id", NEW."is_active", NEW."moment", NOW(), \'update\', NEW."rule_id", NEW."unit", NEW."who"); RETURN NULL;',
                            hash="510a665971b6ec2f3e8a0dfa29b50cf9b7a86b96",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dada4",
                            table="codes_termwarning",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termwarning",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_termwarningevent" ("days", "id", "is_active", "moment", "pgh_created_at", "pgh_label", "rule_id", "unit", "who") VALUES (OLD."days", OLD."id", OLD."is_active", OLD."moment", NOW(), \'delete\', OLD."rule_id", OLD."unit", OLD."who"); RETURN NULL;',
                            hash="8799e75736367b7dccaa4d0575b0eed49c8127af",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a861e",
                            table="codes_termwarning",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termwarningevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f2217779eee028ac71392463e26dc869cdd181b3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_606a9",
                            table="codes_termwarningevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
