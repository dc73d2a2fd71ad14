"""Somebody heads a unit."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from thbcases.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_first_responders"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="membership",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="membership",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="membership",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="membership",
            name="is_head",
            field=models.BooleanField(
                default=False,
                help_text="Is told when somebody of the unit is late with a term.",
                verbose_name="heads the unit",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="is_head",
            field=models.BooleanField(
                default=False,
                help_text="Is told when somebody of the unit is late with a term.",
                verbose_name="heads the unit",
            ),
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_membershipevent" ("ends_on", "id", "is_head", "organisation_id", "pgh_created_at", "pgh_label", "position", "role", "starts_on", "user_id", "uuid") VALUES (NEW."ends_on", NEW."id", NEW."is_head", NEW."organisation_id", NOW(), \'insert\', NEW."position", NEW."role", NEW."starts_on", NEW."user_id", NEW."uuid"); RETURN NULL;',
                            hash="4acd45fbe10bfd5bc3df2e601fe5246e6a97347c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fc05a",
                            table="accounts_membership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_membershipevent" ("ends_on", "id", "is_head", "organisation_id", "pgh_created_at", "pgh_label", "position", "role", "starts_on", "user_id", "uuid") VALUES (NEW."ends_on", NEW."id", NEW."is_head", NEW."organisation_id", NOW(), \'update\', NEW."position", NEW."role", NEW."starts_on", NEW."user_id", NEW."uuid"); RETURN NULL;',
                            hash="a60699ec8b70ad0082d7304ebb25f26f582e586b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_20ab5",
                            table="accounts_membership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_membershipevent" ("ends_on", "id", "is_head", "organisation_id", "pgh_created_at", "pgh_label", "position", "role", "starts_on", "user_id", "uuid") VALUES (OLD."ends_on", OLD."id", OLD."is_head", OLD."organisation_id", NOW(), \'delete\', OLD."position", OLD."role", OLD."starts_on", OLD."user_id", OLD."uuid"); RETURN NULL;',
                            hash="9c439313f90f1ff2b9c35a3925aea8cc14038218",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_19a8f",
                            table="accounts_membership",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]
