"""The search index, sealed: its statements are those of every scratch index too (matching/ddl)."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from thbcases.access.operations import Seal
from thbcases.niis.matching import ddl


def create(apps: Any, editor: Any) -> None:
    for statement in (ddl.tables("public"), *ddl.indexes("public"), *ddl.functions("public")):
        editor.execute(statement, params=None)


def drop(apps: Any, editor: Any) -> None:
    for name in ddl.FUNCTION_NAMES:
        editor.execute(f"drop function public.{name}", params=None)
    for name in reversed(ddl.TABLE_NAMES):
        editor.execute(f"drop table public.{name}", params=None)


STATE = [
    migrations.CreateModel(
        name="IndexRegister",
        fields=[
            ("id", models.SmallAutoField(primary_key=True, serialize=False)),
            ("code", models.CharField(max_length=60, verbose_name="code")),
            ("live", models.IntegerField(null=True, verbose_name="published load")),
            ("records", models.BigIntegerField(default=0, verbose_name="records")),
        ],
        options={
            "verbose_name": "register of the index",
            "verbose_name_plural": "registers of the index",
            "constraints": [
                models.UniqueConstraint(
                    fields=("code",),
                    name="niis_register_code_once",
                    violation_error_message="There is a register with this code already.",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="IndexLoad",
        fields=[
            ("id", models.AutoField(primary_key=True, serialize=False)),
            ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="begun")),
            (
                "register",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    to="niis.indexregister",
                    verbose_name="register of the index",
                ),
            ),
        ],
        options={
            "verbose_name": "load of the index",
            "verbose_name_plural": "loads of the index",
            "indexes": [models.Index(fields=["register"], name="niis_load_register")],
        },
    ),
    migrations.CreateModel(
        name="IndexEntry",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("load", models.IntegerField(verbose_name="load of the index")),
            ("kind", models.SmallIntegerField(verbose_name="kind")),
            ("sex", models.SmallIntegerField(default=0, verbose_name="sex")),
            ("born", models.DateField(null=True, verbose_name="birth date")),
            ("birth_year", models.SmallIntegerField(null=True, verbose_name="birth year")),
            ("custodian_id", models.BigIntegerField(null=True, verbose_name="unit to ask")),
            ("record_key", models.CharField(max_length=100, verbose_name="reference number")),
            (
                "stems",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.IntegerField(), size=None, verbose_name="stems"
                ),
            ),
            (
                "forms",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.SmallIntegerField(),
                    size=None,
                    verbose_name="forms of the words",
                ),
            ),
            (
                "keys",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.IntegerField(), size=None, verbose_name="keys"
                ),
            ),
        ],
        options={
            "verbose_name": "name in the index",
            "verbose_name_plural": "names in the index",
        },
    ),
    migrations.CreateModel(
        name="IndexValue",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("load", models.IntegerField(verbose_name="load of the index")),
            ("kind", models.SmallIntegerField(verbose_name="kind")),
            ("custodian_id", models.BigIntegerField(null=True, verbose_name="unit to ask")),
            ("record_key", models.CharField(max_length=100, verbose_name="reference number")),
            ("value", models.CharField(max_length=100, verbose_name="value")),
        ],
        options={
            "verbose_name": "number in the index",
            "verbose_name_plural": "numbers in the index",
        },
    ),
    migrations.CreateModel(
        name="IndexStem",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("space", models.SmallIntegerField(verbose_name="all names or given names")),
            ("stem", models.CharField(max_length=40, verbose_name="stem")),
            ("number", models.IntegerField(verbose_name="number")),
            ("entries", models.IntegerField(default=0, verbose_name="how often")),
            (
                "near",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.IntegerField(), size=None, verbose_name="one letter away"
                ),
            ),
            (
                "far",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.IntegerField(), size=None, verbose_name="two letters away"
                ),
            ),
        ],
        options={
            "verbose_name": "stem of the index",
            "verbose_name_plural": "stems of the index",
            "constraints": [
                models.UniqueConstraint(
                    fields=("space", "stem"),
                    name="niis_stem_once",
                    violation_error_message="This stem is there already.",
                )
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.SeparateDatabaseAndState([migrations.RunPython(create, drop)], STATE),
        Seal(*ddl.TABLE_NAMES),
    ]
