import django.contrib.postgres.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import thbcases.codes.models.base
import thbcases.core.constraints
import thbcases.core.history
from thbcases.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("codes", "0014_help_in_depth"),
    ]

    operations = [
        migrations.CreateModel(
            name="AdministrativeOffenceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_actor_id", models.BigIntegerField(db_default=thbcases.core.history.Actor())),
                ("pgh_role", models.TextField(db_default=thbcases.core.history.ActingRole())),
                ("id", models.BigIntegerField()),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day of validity.",
                        null=True,
                        verbose_name="valid to",
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
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name_lt", models.CharField(max_length=200, verbose_name="name in Lithuanian")),
                ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
                (
                    "ics_tip_code",
                    models.CharField(
                        blank=True,
                        help_text="Category in the international classification on trafficking in persons.",
                        max_length=40,
                        verbose_name="ICS-TIP code",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=100, verbose_name="position in lists"),
                ),
                ("law", models.CharField(max_length=20, verbose_name="law")),
                ("number", models.CharField(max_length=20, verbose_name="article number")),
                (
                    "conduct",
                    models.CharField(
                        choices=[
                            ("prostitution", "engaging in prostitution"),
                            ("use", "paying for another person's prostitution"),
                        ],
                        max_length=12,
                        verbose_name="conduct",
                    ),
                ),
                (
                    "exempts_victims",
                    models.BooleanField(
                        default=True,
                        verbose_name="victims of trafficking and children are not liable",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AdministrativeOffenceVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day of validity.",
                        null=True,
                        verbose_name="valid to",
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
                (
                    "fine_from",
                    models.DecimalField(decimal_places=2, max_digits=9, verbose_name="least fine"),
                ),
                (
                    "fine_to",
                    models.DecimalField(
                        decimal_places=2, max_digits=9, verbose_name="highest fine"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "version of an administrative offence",
                "verbose_name_plural": "versions of administrative offences",
                "ordering": ["offence", "valid_from"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AdministrativeOffenceVersionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_actor_id", models.BigIntegerField(db_default=thbcases.core.history.Actor())),
                ("pgh_role", models.TextField(db_default=thbcases.core.history.ActingRole())),
                ("id", models.BigIntegerField()),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day of validity.",
                        null=True,
                        verbose_name="valid to",
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
                (
                    "fine_from",
                    models.DecimalField(decimal_places=2, max_digits=9, verbose_name="least fine"),
                ),
                (
                    "fine_to",
                    models.DecimalField(
                        decimal_places=2, max_digits=9, verbose_name="highest fine"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AdministrativeOffence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day of validity.",
                        null=True,
                        verbose_name="valid to",
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
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name_lt", models.CharField(max_length=200, verbose_name="name in Lithuanian")),
                ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
                (
                    "ics_tip_code",
                    models.CharField(
                        blank=True,
                        help_text="Category in the international classification on trafficking in persons.",
                        max_length=40,
                        verbose_name="ICS-TIP code",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=100, verbose_name="position in lists"),
                ),
                ("law", models.CharField(max_length=20, verbose_name="law")),
                ("number", models.CharField(max_length=20, verbose_name="article number")),
                (
                    "conduct",
                    models.CharField(
                        choices=[
                            ("prostitution", "engaging in prostitution"),
                            ("use", "paying for another person's prostitution"),
                        ],
                        max_length=12,
                        verbose_name="conduct",
                    ),
                ),
                (
                    "exempts_victims",
                    models.BooleanField(
                        default=True,
                        verbose_name="victims of trafficking and children are not liable",
                    ),
                ),
            ],
            options={
                "verbose_name": "administrative offence",
                "verbose_name_plural": "administrative offences",
                "ordering": ["position", thbcases.codes.models.base.ByName()],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="codes_administrativeoffence_validity",
                        violation_error_message="The validity ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="codes_administrativeoffence_source",
                        violation_error_message="Say where the value comes from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["verified", "secondary", "memory"])),
                        name="codes_administrativeoffence_certainty",
                        violation_error_message="This value is not in the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True),
                            models.Q(("name_lt", ""), _negated=True),
                            models.Q(("name_en", ""), _negated=True),
                        ),
                        name="codes_administrativeoffence_named",
                        violation_error_message="A code needs a name in both languages.",
                    ),
                    models.UniqueConstraint(
                        fields=("code",),
                        name="codes_administrativeoffence_code",
                        violation_error_message="This code is already in the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("conduct__in", ["prostitution", "use"])),
                        name="codes_offence_conduct_known",
                        violation_error_message="This value is not in the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("law", ""), _negated=True),
                            models.Q(("number", ""), _negated=True),
                        ),
                        name="codes_offence_numbered",
                        violation_error_message="Name the law and the number of the article.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="administrativeoffenceversion",
            name="currency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="codes.currency",
                verbose_name="currency",
            ),
        ),
        migrations.AddField(
            model_name="administrativeoffenceversion",
            name="offence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="codes.administrativeoffence",
                verbose_name="administrative offence",
            ),
        ),
        migrations.AddField(
            model_name="administrativeoffenceversionevent",
            name="currency",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="codes.currency",
                verbose_name="currency",
            ),
        ),
        migrations.AddField(
            model_name="administrativeoffenceversionevent",
            name="offence",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="codes.administrativeoffence",
                verbose_name="administrative offence",
            ),
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativeoffence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_administrativeoffenceevent" ("certainty", "code", "conduct", "exempts_victims", "ics_tip_code", "id", "law", "name_en", "name_lt", "number", "pgh_created_at", "pgh_label", "position", "source", "valid_from", "valid_to") VALUES (NEW."certainty", NEW."code", NEW."conduct", NEW."exempts_victims", NEW."ics_tip_code", NEW."id", NEW."law", NEW."name_en", NEW."name_lt", NEW."number", NOW(), \'insert\', NEW."position", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="1bb0d8e5077f276abc5d1c7d5c3916ec42f3e105",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_850a7",
                            table="codes_administrativeoffence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativeoffence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "codes_administrativeoffenceevent" ("certainty", "code", "conduct", "exempts_victims", "ics_tip_code", "id", "law", "name_en", "name_lt", "number", "pgh_created_at", "pgh_label", "position", "source", "valid_from", "valid_to") VALUES (NEW."certainty", NEW."code", NEW."conduct", NEW."exempts_victims", NEW."ics_tip_code", NEW."id", NEW."law", NEW."name_en", NEW."name_lt", NEW."number", NOW(), \'update\', NEW."position", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="5d13c7d85d12bb4d7c0732ae5ec50cd9d13c98c9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_698c0",
                            table="codes_administrativeoffence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativeoffence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_administrativeoffenceevent" ("certainty", "code", "conduct", "exempts_victims", "ics_tip_code", "id", "law", "name_en", "name_lt", "number", "pgh_created_at", "pgh_label", "position", "source", "valid_from", "valid_to") VALUES (OLD."certainty", OLD."code", OLD."conduct", OLD."exempts_victims", OLD."ics_tip_code", OLD."id", OLD."law", OLD."name_en", OLD."name_lt", OLD."number", NOW(), \'delete\', OLD."position", OLD."source", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                            hash="555769ecd1334b99623c5069cb1a1c330f514bd3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c5001",
                            table="codes_administrativeoffence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativeoffenceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="20586762f66eb94b9c45b24641760bf8e8552f38",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8ffda",
                            table="codes_administrativeoffenceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativeoffenceversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="codes_administrativeoffenceversion_validity",
                        violation_error_message="The validity ends before it begins.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativeoffenceversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="codes_administrativeoffenceversion_source",
                        violation_error_message="Say where the value comes from.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativeoffenceversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["verified", "secondary", "memory"])),
                        name="codes_administrativeoffenceversion_certainty",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativeoffenceversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("valid_from__isnull", False)),
                        name="codes_offenceversion_begins",
                        violation_error_message="Give the day from which the version is in force.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativeoffenceversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("fine_from__gt", 0), ("fine_to__gte", models.F("fine_from"))
                        ),
                        name="codes_offenceversion_range",
                        violation_error_message="The highest fine is less than the least.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="administrativeoffenceversion",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (thbcases.core.constraints.SameNumber(models.F("offence")), "&&"),
                            (thbcases.core.constraints.DayRange(), "&&"),
                        ],
                        name="codes_offenceversion_once",
                        violation_error_message="Another version of the offence is in force in that time.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativeoffenceversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_administrativeoffenceversionevent" ("certainty", "currency_id", "fine_from", "fine_to", "id", "note", "offence_id", "pgh_created_at", "pgh_label", "source", "valid_from", "valid_to") VALUES (NEW."certainty", NEW."currency_id", NEW."fine_from", NEW."fine_to", NEW."id", NEW."note", NEW."offence_id", NOW(), \'insert\', NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="2b9873c099db50a250c86fe48c0d760e93d2368c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d64ab",
                            table="codes_administrativeoffenceversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativeoffenceversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "codes_administrativeoffenceversionevent" ("certainty", "currency_id", "fine_from", "fine_to", "id", "note", "offence_id", "pgh_created_at", "pgh_label", "source", "valid_from", "valid_to") VALUES (NEW."certainty", NEW."currency_id", NEW."fine_from", NEW."fine_to", NEW."id", NEW."note", NEW."offence_id", NOW(), \'update\', NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="daf3538bab3c5f0d318dba880d5b8c5098d849d3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b543d",
                            table="codes_administrativeoffenceversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativeoffenceversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_administrativeoffenceversionevent" ("certainty", "currency_id", "fine_from", "fine_to", "id", "note", "offence_id", "pgh_created_at", "pgh_label", "source", "valid_from", "valid_to") VALUES (OLD."certainty", OLD."currency_id", OLD."fine_from", OLD."fine_to", OLD."id", OLD."note", OLD."offence_id", NOW(), \'delete\', OLD."source", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                            hash="b9213ac1a44a9fadf5180664cfe62464f940d8dd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c723f",
                            table="codes_administrativeoffenceversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="administrativeoffenceversionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="47b58820bf24367d7455661c37e598fd6eda30e6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b0611",
                            table="codes_administrativeoffenceversionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
