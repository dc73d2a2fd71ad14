"""The list of signs by which victims are noticed, in versions."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import thbcases.codes.models.base
import thbcases.core.history
from thbcases.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("codes", "0006_terms_of_rights"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignListEvent",
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
                (
                    "gaps_lt",
                    models.TextField(
                        blank=True, verbose_name="what it does not cover, in Lithuanian"
                    ),
                ),
                (
                    "gaps_en",
                    models.TextField(blank=True, verbose_name="what it does not cover, in English"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SignList",
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
                (
                    "gaps_lt",
                    models.TextField(
                        blank=True, verbose_name="what it does not cover, in Lithuanian"
                    ),
                ),
                (
                    "gaps_en",
                    models.TextField(blank=True, verbose_name="what it does not cover, in English"),
                ),
            ],
            options={
                "verbose_name": "version of the list of signs",
                "verbose_name_plural": "versions of the list of signs",
                "ordering": ["-valid_from", "code"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="codes_signlist_validity",
                        violation_error_message="The validity ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="codes_signlist_source",
                        violation_error_message="Say where the value comes from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["verified", "secondary", "memory"])),
                        name="codes_signlist_certainty",
                        violation_error_message="This value is not in the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True),
                            models.Q(("name_lt", ""), _negated=True),
                            models.Q(("name_en", ""), _negated=True),
                        ),
                        name="codes_signlist_named",
                        violation_error_message="A code needs a name in both languages.",
                    ),
                    models.UniqueConstraint(
                        fields=("code",),
                        name="codes_signlist_code",
                        violation_error_message="This code is already in the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_from__isnull", False)),
                        name="codes_signlist_begins",
                        violation_error_message="Give the day from which the list is in force.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignEvent",
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
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("act", "what was done with the person"),
                            ("means", "by what means"),
                            ("deception", "deceptive recruitment"),
                            ("coercion", "coercive recruitment"),
                            ("vulnerability", "recruitment by abuse of vulnerability"),
                            ("exploitation", "exploitative conditions"),
                            ("held", "coercion at the destination"),
                            ("dependence", "abuse of vulnerability at the destination"),
                        ],
                        max_length=15,
                        verbose_name="part of the form",
                    ),
                ),
                (
                    "adult",
                    models.CharField(
                        blank=True,
                        choices=[("S", "strong"), ("M", "medium"), ("W", "weak")],
                        max_length=1,
                        verbose_name="weight for adults",
                    ),
                ),
                (
                    "child",
                    models.CharField(
                        blank=True,
                        choices=[("S", "strong"), ("M", "medium"), ("W", "weak")],
                        max_length=1,
                        verbose_name="weight for children",
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="codes.signlist",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Sign",
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
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("act", "what was done with the person"),
                            ("means", "by what means"),
                            ("deception", "deceptive recruitment"),
                            ("coercion", "coercive recruitment"),
                            ("vulnerability", "recruitment by abuse of vulnerability"),
                            ("exploitation", "exploitative conditions"),
                            ("held", "coercion at the destination"),
                            ("dependence", "abuse of vulnerability at the destination"),
                        ],
                        max_length=15,
                        verbose_name="part of the form",
                    ),
                ),
                (
                    "adult",
                    models.CharField(
                        blank=True,
                        choices=[("S", "strong"), ("M", "medium"), ("W", "weak")],
                        max_length=1,
                        verbose_name="weight for adults",
                    ),
                ),
                (
                    "child",
                    models.CharField(
                        blank=True,
                        choices=[("S", "strong"), ("M", "medium"), ("W", "weak")],
                        max_length=1,
                        verbose_name="weight for children",
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signs",
                        to="codes.signlist",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign of trafficking",
                "verbose_name_plural": "signs of trafficking",
                "ordering": ["list", "part", "position", thbcases.codes.models.base.ByName()],
                "abstract": False,
            },
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="signlist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_signlistevent" ("certainty", "code", "gaps_en", "gaps_lt", "ics_tip_code", "id", "name_en", "name_lt", "pgh_created_at", "pgh_label", "position", "source", "valid_from", "valid_to") VALUES (NEW."certainty", NEW."code", NEW."gaps_en", NEW."gaps_lt", NEW."ics_tip_code", NEW."id", NEW."name_en", NEW."name_lt", NOW(), \'insert\', NEW."position", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="c55fc7bcd4d092a56e8dddf61b90f190c5c55a33",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cdf18",
                            table="codes_signlist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signlist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "codes_signlistevent" ("certainty", "code", "gaps_en", "gaps_lt", "ics_tip_code", "id", "name_en", "name_lt", "pgh_created_at", "pgh_label", "position", "source", "valid_from", "valid_to") VALUES (NEW."certainty", NEW."code", NEW."gaps_en", NEW."gaps_lt", NEW."ics_tip_code", NEW."id", NEW."name_en", NEW."name_lt", NOW(), \'update\', NEW."position", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="f62a95c659b61fdb1898d93be23161b939a941f6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_77cdf",
                            table="codes_signlist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signlist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_signlistevent" ("certainty", "code", "gaps_en", "gaps_lt", "ics_tip_code", "id", "name_en", "name_lt", "pgh_created_at", "pgh_label", "position", "source", "valid_from", "valid_to") VALUES (OLD."certainty", OLD."code", OLD."gaps_en", OLD."gaps_lt", OLD."ics_tip_code", OLD."id", OLD."name_en", OLD."name_lt", NOW(), \'delete\', OLD."position", OLD."source", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                            hash="dfb8b3cf5550dbeae21e9cad4608524dea3beeb5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dfa6b",
                            table="codes_signlist",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signlistevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="39afeac6cd473e25a06864df0e6ee6560bcdc7da",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_50ba1",
                            table="codes_signlistevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="08793036d30745c86c7de82e7df0b8cf079ff55d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e5699",
                            table="codes_signevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sign",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="codes_sign_validity",
                        violation_error_message="The validity ends before it begins.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sign",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="codes_sign_source",
                        violation_error_message="Say where the value comes from.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sign",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["verified", "secondary", "memory"])),
                        name="codes_sign_certainty",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sign",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True),
                            models.Q(("name_lt", ""), _negated=True),
                            models.Q(("name_en", ""), _negated=True),
                        ),
                        name="codes_sign_named",
                        violation_error_message="A code needs a name in both languages.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sign",
                    constraint=models.UniqueConstraint(
                        fields=("list", "code"),
                        name="codes_sign_code",
                        violation_error_message="This code is already in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sign",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "part__in",
                                [
                                    "act",
                                    "means",
                                    "deception",
                                    "coercion",
                                    "vulnerability",
                                    "exploitation",
                                    "held",
                                    "dependence",
                                ],
                            )
                        ),
                        name="codes_sign_part",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sign",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("adult__in", ["", "S", "M", "W"])),
                        name="codes_sign_adult",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sign",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("child__in", ["", "S", "M", "W"])),
                        name="codes_sign_child",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sign",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "part__in",
                                    (
                                        "deception",
                                        "coercion",
                                        "vulnerability",
                                        "exploitation",
                                        "held",
                                        "dependence",
                                    ),
                                ),
                                models.Q(("adult", ""), _negated=True),
                            ),
                            models.Q(("adult", ""), ("child", "")),
                            _connector="OR",
                        ),
                        name="codes_sign_weighed",
                        violation_error_message="An indicator of a dimension has a weight; acts and means have none.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_signevent" ("adult", "certainty", "child", "code", "ics_tip_code", "id", "list_id", "name_en", "name_lt", "part", "pgh_created_at", "pgh_label", "position", "source", "valid_from", "valid_to") VALUES (NEW."adult", NEW."certainty", NEW."child", NEW."code", NEW."ics_tip_code", NEW."id", NEW."list_id", NEW."name_en", NEW."name_lt", NEW."part", NOW(), \'insert\', NEW."position", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="f67358915e73e898a1507cb2f79a9810c583ff99",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9b0a6",
                            table="codes_sign",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "codes_signevent" ("adult", "certainty", "child", "code", "ics_tip_code", "id", "list_id", "name_en", "name_lt", "part", "pgh_created_at", "pgh_label", "position", "source", "valid_from", "valid_to") VALUES (NEW."adult", NEW."certainty", NEW."child", NEW."code", NEW."ics_tip_code", NEW."id", NEW."list_id", NEW."name_en", NEW."name_lt", NEW."part", NOW(), \'update\', NEW."position", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="b1365362608df30bbe41a0fa2472bb4b8a649b2f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_957a1",
                            table="codes_sign",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sign",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "codes_signevent" ("adult", "certainty", "child", "code", "ics_tip_code", "id", "list_id", "name_en", "name_lt", "part", "pgh_created_at", "pgh_label", "position", "source", "valid_from", "valid_to") VALUES (OLD."adult", OLD."certainty", OLD."child", OLD."code", OLD."ics_tip_code", OLD."id", OLD."list_id", OLD."name_en", OLD."name_lt", OLD."part", NOW(), \'delete\', OLD."position", OLD."source", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                            hash="776f04d55bf9d406ee8f8a8d507ea47cd10077af",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_24d84",
                            table="codes_sign",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]
