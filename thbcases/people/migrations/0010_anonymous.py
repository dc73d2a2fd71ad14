"""Adults without a name, and the rules of safe contact."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import thbcases.core.history
from thbcases.access.operations import Protect
from thbcases.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_first_responders"),
        ("codes", "0010_signs"),
        ("people", "0005_parted"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="person",
            name="people_person_has_name",
        ),
        migrations.CreateModel(
            name="ContactRules",
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
                (
                    "phone",
                    models.CharField(
                        choices=[
                            ("not_asked", "not agreed"),
                            ("yes", "may be used"),
                            ("never", "never"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="by phone",
                    ),
                ),
                (
                    "message",
                    models.CharField(
                        choices=[
                            ("not_asked", "not agreed"),
                            ("yes", "may be used"),
                            ("never", "never"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="by text message",
                    ),
                ),
                (
                    "letter",
                    models.CharField(
                        choices=[
                            ("not_asked", "not agreed"),
                            ("yes", "may be used"),
                            ("never", "never"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="by letter",
                    ),
                ),
                (
                    "email",
                    models.CharField(
                        choices=[
                            ("not_asked", "not agreed"),
                            ("yes", "may be used"),
                            ("never", "never"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="by e-mail",
                    ),
                ),
                (
                    "in_person",
                    models.CharField(
                        choices=[
                            ("not_asked", "not agreed"),
                            ("yes", "may be used"),
                            ("never", "never"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="in person",
                    ),
                ),
                (
                    "times",
                    models.CharField(
                        blank=True,
                        help_text="Days and hours at which it is safe.",
                        max_length=200,
                        verbose_name="when",
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        blank=True,
                        help_text="What the caller says first, so that the person knows who it is.",
                        max_length=100,
                        verbose_name="with which word",
                    ),
                ),
                (
                    "who_answers",
                    models.CharField(
                        blank=True,
                        help_text="Whom the person trusts; to anybody else say nothing.",
                        max_length=200,
                        verbose_name="who may answer",
                    ),
                ),
                (
                    "never",
                    models.CharField(
                        blank=True,
                        help_text="What must not happen: leave no message, no letter with a stamp …",
                        max_length=300,
                        verbose_name="never",
                    ),
                ),
                ("agreed_on", models.DateField(verbose_name="agreed on")),
            ],
            options={
                "verbose_name": "rules of safe contact",
                "verbose_name_plural": "rules of safe contact",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactRulesEvent",
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
                (
                    "phone",
                    models.CharField(
                        choices=[
                            ("not_asked", "not agreed"),
                            ("yes", "may be used"),
                            ("never", "never"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="by phone",
                    ),
                ),
                (
                    "message",
                    models.CharField(
                        choices=[
                            ("not_asked", "not agreed"),
                            ("yes", "may be used"),
                            ("never", "never"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="by text message",
                    ),
                ),
                (
                    "letter",
                    models.CharField(
                        choices=[
                            ("not_asked", "not agreed"),
                            ("yes", "may be used"),
                            ("never", "never"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="by letter",
                    ),
                ),
                (
                    "email",
                    models.CharField(
                        choices=[
                            ("not_asked", "not agreed"),
                            ("yes", "may be used"),
                            ("never", "never"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="by e-mail",
                    ),
                ),
                (
                    "in_person",
                    models.CharField(
                        choices=[
                            ("not_asked", "not agreed"),
                            ("yes", "may be used"),
                            ("never", "never"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="in person",
                    ),
                ),
                (
                    "times",
                    models.CharField(
                        blank=True,
                        help_text="Days and hours at which it is safe.",
                        max_length=200,
                        verbose_name="when",
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        blank=True,
                        help_text="What the caller says first, so that the person knows who it is.",
                        max_length=100,
                        verbose_name="with which word",
                    ),
                ),
                (
                    "who_answers",
                    models.CharField(
                        blank=True,
                        help_text="Whom the person trusts; to anybody else say nothing.",
                        max_length=200,
                        verbose_name="who may answer",
                    ),
                ),
                (
                    "never",
                    models.CharField(
                        blank=True,
                        help_text="What must not happen: leave no message, no letter with a stamp …",
                        max_length=300,
                        verbose_name="never",
                    ),
                ),
                ("agreed_on", models.DateField(verbose_name="agreed on")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="person",
            name="anonymous_code",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                max_length=12,
                verbose_name="code of an anonymous person",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="is_anonymous",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="anonymous"
            ),
        ),
        migrations.AddField(
            model_name="personevent",
            name="anonymous_code",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                max_length=12,
                verbose_name="code of an anonymous person",
            ),
        ),
        migrations.AddField(
            model_name="personevent",
            name="is_anonymous",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="anonymous"
            ),
        ),
        migrations.AddField(
            model_name="contactrules",
            name="custodian",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="responsible organisation",
            ),
        ),
        migrations.AddField(
            model_name="contactrules",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contact_rules",
                to="people.person",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="contactrulesevent",
            name="custodian",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.organisation",
                verbose_name="responsible organisation",
            ),
        ),
        migrations.AddField(
            model_name="contactrulesevent",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.person",
                verbose_name="person",
            ),
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_anonymous_child",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NEW.is_anonymous AND NEW.birth_year IS NOT NULL AND make_date(NEW.birth_year + 18, 12, 31) > (now() at time zone 'Europe/Vilnius')::date THEN RAISE EXCEPTION 'a child is never registered without a name' USING ERRCODE = 'check_violation', CONSTRAINT = 'people_person_no_anonymous_child'; END IF; RETURN NEW;",
                            hash="d9e33618b73fb386a4d06ad94fea6b90632aca51",
                            operation='INSERT OR UPDATE OF "is_anonymous", "birth_year"',
                            pgid="pgtrigger_no_anonymous_child_09318",
                            table="people_person",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_personevent" ("anonymous_code", "birth_date", "birth_precision", "birth_year", "created_at", "custodian_id", "family_name", "given_name", "id", "is_anonymous", "is_stateless", "note", "original_name", "pgh_created_at", "pgh_label", "regime", "search_key", "sex", "uuid", "version") VALUES (NEW."anonymous_code", NEW."birth_date", NEW."birth_precision", NEW."birth_year", NEW."created_at", NEW."custodian_id", NEW."family_name", NEW."given_name", NEW."id", NEW."is_anonymous", NEW."is_stateless", NEW."note", NEW."original_name", NOW(), \'insert\', NEW."regime", NEW."search_key", NEW."sex", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="25bce0c04871a49f4ee8123a9123e0995a6b5b86",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_65688",
                            table="people_person",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_personevent" ("anonymous_code", "birth_date", "birth_precision", "birth_year", "created_at", "custodian_id", "family_name", "given_name", "id", "is_anonymous", "is_stateless", "note", "original_name", "pgh_created_at", "pgh_label", "regime", "search_key", "sex", "uuid", "version") VALUES (NEW."anonymous_code", NEW."birth_date", NEW."birth_precision", NEW."birth_year", NEW."created_at", NEW."custodian_id", NEW."family_name", NEW."given_name", NEW."id", NEW."is_anonymous", NEW."is_stateless", NEW."note", NEW."original_name", NOW(), \'update\', NEW."regime", NEW."search_key", NEW."sex", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="6578a27ac7ff2ee25399bd264c825ce30c411652",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_de829",
                            table="people_person",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_personevent" ("anonymous_code", "birth_date", "birth_precision", "birth_year", "created_at", "custodian_id", "family_name", "given_name", "id", "is_anonymous", "is_stateless", "note", "original_name", "pgh_created_at", "pgh_label", "regime", "search_key", "sex", "uuid", "version") VALUES (OLD."anonymous_code", OLD."birth_date", OLD."birth_precision", OLD."birth_year", OLD."created_at", OLD."custodian_id", OLD."family_name", OLD."given_name", OLD."id", OLD."is_anonymous", OLD."is_stateless", OLD."note", OLD."original_name", NOW(), \'delete\', OLD."regime", OLD."search_key", OLD."sex", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="b758bcbe2ab3b42cea66375da4cccf4a9a85c431",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2ca2d",
                            table="people_person",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="personidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_of_anonymous",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT FROM people_person p WHERE p.id = NEW.person_id AND p.is_anonymous) THEN RAISE EXCEPTION 'an anonymous person has neither another name nor a number' USING ERRCODE = 'check_violation', CONSTRAINT = 'people_person_anonymous'; END IF; RETURN NEW;",
                            hash="e1766bdf5635bdceb318a0722563704eb53c9e14",
                            operation='INSERT OR UPDATE OF "person_id"',
                            pgid="pgtrigger_not_of_anonymous_7fb6b",
                            table="people_personidentifier",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="personname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_of_anonymous",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT FROM people_person p WHERE p.id = NEW.person_id AND p.is_anonymous) THEN RAISE EXCEPTION 'an anonymous person has neither another name nor a number' USING ERRCODE = 'check_violation', CONSTRAINT = 'people_person_anonymous'; END IF; RETURN NEW;",
                            hash="7674bbd51ce6d90fae4575bc4c7239a35c444abf",
                            operation='INSERT OR UPDATE OF "person_id"',
                            pgid="pgtrigger_not_of_anonymous_d8bc1",
                            table="people_personname",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("family_name", ""), _negated=True),
                            models.Q(("given_name", ""), _negated=True),
                            models.Q(("original_name", ""), _negated=True),
                            ("is_anonymous", True),
                            _connector="OR",
                        ),
                        name="people_person_has_name",
                        violation_error_message="Give at least one name, or «unknown».",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_anonymous", False),
                            models.Q(
                                models.Q(("anonymous_code", ""), _negated=True),
                                ("birth_date__isnull", True),
                                ("family_name", ""),
                                ("given_name", ""),
                                ("original_name", ""),
                            ),
                            _connector="OR",
                        ),
                        name="people_person_anonymous",
                        violation_error_message="An anonymous person has a code, and neither a name nor a birth date.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("anonymous_code", ""), _negated=True),
                        fields=("custodian", "anonymous_code"),
                        name="people_person_anonymous_code",
                        violation_error_message="This code is already used.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contactrules",
                    constraint=models.UniqueConstraint(
                        fields=("person",),
                        name="people_contact_rules_once",
                        violation_error_message="This person has rules of safe contact already.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contactrules",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("phone__in", ["not_asked", "yes", "never"])),
                        name="people_contact_phone_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contactrules",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("message__in", ["not_asked", "yes", "never"])),
                        name="people_contact_message_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contactrules",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("letter__in", ["not_asked", "yes", "never"])),
                        name="people_contact_letter_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contactrules",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("email__in", ["not_asked", "yes", "never"])),
                        name="people_contact_email_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contactrules",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("in_person__in", ["not_asked", "yes", "never"])),
                        name="people_contact_in_person_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactrules",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="be3a56c2ff9d332bafe4ae2a17affced183c6186",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_07f79",
                            table="people_contactrules",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactrules",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inherit_custodian",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.custodian_id := (SELECT p.custodian_id FROM people_person p WHERE p.id = NEW.person_id); RETURN NEW;",
                            hash="579dc648d7fe663f81b23a436d2d5c0aedca44e6",
                            operation='INSERT OR UPDATE OF "person_id"',
                            pgid="pgtrigger_inherit_custodian_7c97f",
                            table="people_contactrules",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactrules",
                    trigger=pgtrigger.compiler.Trigger(
                        name="copy_regime",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.regime := (SELECT p.regime FROM people_person p WHERE p.id = NEW.person_id); RETURN NEW;",
                            hash="5b4181fbccba5246568166285e66465891c1eac5",
                            operation='INSERT OR UPDATE OF "person_id", "regime"',
                            pgid="pgtrigger_copy_regime_189d8",
                            table="people_contactrules",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactrules",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_contactrulesevent" ("agreed_on", "created_at", "custodian_id", "email", "id", "in_person", "letter", "message", "never", "person_id", "pgh_created_at", "pgh_label", "phone", "regime", "times", "uuid", "version", "who_answers", "word") VALUES (NEW."agreed_on", NEW."created_at", NEW."custodian_id", NEW."email", NEW."id", NEW."in_person", NEW."letter", NEW."message", NEW."never", NEW."person_id", NOW(), \'insert\', NEW."phone", NEW."regime", NEW."times", NEW."uuid", NEW."version", NEW."who_answers", NEW."word"); RETURN NULL;',
                            hash="7bcca9babdc0903b5237ab74213ee1783f8cc08c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_746fd",
                            table="people_contactrules",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactrules",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_contactrulesevent" ("agreed_on", "created_at", "custodian_id", "email", "id", "in_person", "letter", "message", "never", "person_id", "pgh_created_at", "pgh_label", "phone", "regime", "times", "uuid", "version", "who_answers", "word") VALUES (NEW."agreed_on", NEW."created_at", NEW."custodian_id", NEW."email", NEW."id", NEW."in_person", NEW."letter", NEW."message", NEW."never", NEW."person_id", NOW(), \'update\', NEW."phone", NEW."regime", NEW."times", NEW."uuid", NEW."version", NEW."who_answers", NEW."word"); RETURN NULL;',
                            hash="503342d365bb72215739ebf5867796651e188c18",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_545d9",
                            table="people_contactrules",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactrules",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_contactrulesevent" ("agreed_on", "created_at", "custodian_id", "email", "id", "in_person", "letter", "message", "never", "person_id", "pgh_created_at", "pgh_label", "phone", "regime", "times", "uuid", "version", "who_answers", "word") VALUES (OLD."agreed_on", OLD."created_at", OLD."custodian_id", OLD."email", OLD."id", OLD."in_person", OLD."letter", OLD."message", OLD."never", OLD."person_id", NOW(), \'delete\', OLD."phone", OLD."regime", OLD."times", OLD."uuid", OLD."version", OLD."who_answers", OLD."word"); RETURN NULL;',
                            hash="ab8afc1c34281eff525be3b2794539dd9840d9b4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_36d87",
                            table="people_contactrules",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactrules",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="2e32190ed5ca0c2bc1283e866a77c545f59024d9",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_a6ab4",
                            table="people_contactrules",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactrules",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="22377308ff873da82d4e9ec62b8e154903cf327a",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_193fd",
                            table="people_contactrules",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactrules",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="29217c4d9ca854803951446bf28eb2d3bb7fbc82",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_623e0",
                            table="people_contactrules",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactrulesevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2a6d97455e257f5edbe0a3f6e0c0c837515e0bc7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_09d3e",
                            table="people_contactrulesevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        Protect("people_contactrules"),
    ]
