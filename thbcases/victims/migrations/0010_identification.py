"""What first responders notice; decisions on a status that nobody changes or removes."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import thbcases.core.history
import thbcases.core.models
from thbcases.access.operations import Protect
from thbcases.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_first_responders"),
        ("codes", "0010_signs"),
        ("people", "0010_anonymous"),
        ("victims", "0002_days_of_the_country"),
    ]

    operations = [
        migrations.CreateModel(
            name="Identification",
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
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("finished", "finished")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "met_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        verbose_name="talked with the person on",
                    ),
                ),
                (
                    "asked",
                    models.JSONField(editable=False, verbose_name="list of signs as it was asked"),
                ),
                (
                    "answers",
                    models.JSONField(default=dict, editable=False, verbose_name="what was ticked"),
                ),
                (
                    "list_left",
                    models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                (
                    "child_then",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="under 18 when exploited",
                    ),
                ),
                (
                    "age_then",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="In years; a guess is enough.",
                        null=True,
                        verbose_name="age when it began",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                (
                    "still_there",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="still in the situation",
                    ),
                ),
                (
                    "last_contact",
                    models.CharField(
                        choices=[
                            ("still", "still in contact"),
                            ("week", "within a week"),
                            ("month", "within a month"),
                            ("three", "1 to 3 months ago"),
                            ("six", "3 to 6 months ago"),
                            ("year", "6 to 12 months ago"),
                            ("longer", "more than a year ago"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="last contact with those who exploited",
                    ),
                ),
                (
                    "reported_before",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="reported before",
                    ),
                ),
                (
                    "reported_to",
                    models.CharField(blank=True, max_length=200, verbose_name="to whom and when"),
                ),
                (
                    "others",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="others may be victims too",
                    ),
                ),
                (
                    "others_text",
                    models.CharField(blank=True, max_length=300, verbose_name="who and where"),
                ),
                (
                    "risk",
                    models.CharField(
                        choices=[
                            ("high", "high"),
                            ("medium", "medium"),
                            ("low", "low"),
                            ("unknown", "not judged yet"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="danger that it goes on",
                    ),
                ),
                (
                    "risk_text",
                    models.CharField(blank=True, max_length=300, verbose_name="from what"),
                ),
                (
                    "cooperation",
                    models.CharField(
                        choices=[
                            ("yes", "co-operates"),
                            ("no", "does not co-operate"),
                            ("undecided", "undecided"),
                            ("withdrawn", "withdrew co-operation"),
                        ],
                        default="undecided",
                        max_length=10,
                        verbose_name="co-operation",
                    ),
                ),
                (
                    "support_text",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="help in the person's words"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="language of the talk"
                    ),
                ),
                (
                    "interpreter",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="needs an interpreter",
                    ),
                ),
                (
                    "own_words",
                    models.TextField(
                        blank=True,
                        help_text="As said, without your judgement. Nobody should have to ask again.",
                        verbose_name="the person's own words",
                    ),
                ),
                (
                    "insight",
                    models.TextField(
                        blank=True,
                        help_text="What you conclude and why: behaviour, fear, contradictions.",
                        verbose_name="professional insight",
                    ),
                ),
                (
                    "evidence",
                    models.TextField(
                        blank=True,
                        help_text="What can be checked: documents, pictures, messages, places, names.",
                        verbose_name="evidence",
                    ),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("presumed", "presumed victim"),
                            ("unclear", "not clear yet"),
                            ("no_signs", "no signs of trafficking"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="conclusion",
                    ),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
                (
                    "result",
                    models.JSONField(
                        editable=False, null=True, verbose_name="what the weighing said"
                    ),
                ),
                (
                    "finished_on",
                    models.DateField(editable=False, null=True, verbose_name="finished on"),
                ),
                (
                    "taken_on",
                    models.DateField(editable=False, null=True, verbose_name="taken over on"),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="codes.country",
                        verbose_name="country of exploitation",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identifications",
                        to="people.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="victims.identification",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "taken_from",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="taken over from",
                    ),
                ),
            ],
            options={
                "verbose_name": "identification",
                "verbose_name_plural": "identifications",
                "ordering": ["-met_on", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IdentificationEvent",
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
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("finished", "finished")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "met_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        verbose_name="talked with the person on",
                    ),
                ),
                (
                    "asked",
                    models.JSONField(editable=False, verbose_name="list of signs as it was asked"),
                ),
                (
                    "answers",
                    models.JSONField(default=dict, editable=False, verbose_name="what was ticked"),
                ),
                (
                    "list_left",
                    models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                (
                    "child_then",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="under 18 when exploited",
                    ),
                ),
                (
                    "age_then",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="In years; a guess is enough.",
                        null=True,
                        verbose_name="age when it began",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                (
                    "still_there",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="still in the situation",
                    ),
                ),
                (
                    "last_contact",
                    models.CharField(
                        choices=[
                            ("still", "still in contact"),
                            ("week", "within a week"),
                            ("month", "within a month"),
                            ("three", "1 to 3 months ago"),
                            ("six", "3 to 6 months ago"),
                            ("year", "6 to 12 months ago"),
                            ("longer", "more than a year ago"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="last contact with those who exploited",
                    ),
                ),
                (
                    "reported_before",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="reported before",
                    ),
                ),
                (
                    "reported_to",
                    models.CharField(blank=True, max_length=200, verbose_name="to whom and when"),
                ),
                (
                    "others",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="others may be victims too",
                    ),
                ),
                (
                    "others_text",
                    models.CharField(blank=True, max_length=300, verbose_name="who and where"),
                ),
                (
                    "risk",
                    models.CharField(
                        choices=[
                            ("high", "high"),
                            ("medium", "medium"),
                            ("low", "low"),
                            ("unknown", "not judged yet"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="danger that it goes on",
                    ),
                ),
                (
                    "risk_text",
                    models.CharField(blank=True, max_length=300, verbose_name="from what"),
                ),
                (
                    "cooperation",
                    models.CharField(
                        choices=[
                            ("yes", "co-operates"),
                            ("no", "does not co-operate"),
                            ("undecided", "undecided"),
                            ("withdrawn", "withdrew co-operation"),
                        ],
                        default="undecided",
                        max_length=10,
                        verbose_name="co-operation",
                    ),
                ),
                (
                    "support_text",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="help in the person's words"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="language of the talk"
                    ),
                ),
                (
                    "interpreter",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="needs an interpreter",
                    ),
                ),
                (
                    "own_words",
                    models.TextField(
                        blank=True,
                        help_text="As said, without your judgement. Nobody should have to ask again.",
                        verbose_name="the person's own words",
                    ),
                ),
                (
                    "insight",
                    models.TextField(
                        blank=True,
                        help_text="What you conclude and why: behaviour, fear, contradictions.",
                        verbose_name="professional insight",
                    ),
                ),
                (
                    "evidence",
                    models.TextField(
                        blank=True,
                        help_text="What can be checked: documents, pictures, messages, places, names.",
                        verbose_name="evidence",
                    ),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("presumed", "presumed victim"),
                            ("unclear", "not clear yet"),
                            ("no_signs", "no signs of trafficking"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="conclusion",
                    ),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
                (
                    "result",
                    models.JSONField(
                        editable=False, null=True, verbose_name="what the weighing said"
                    ),
                ),
                (
                    "finished_on",
                    models.DateField(editable=False, null=True, verbose_name="finished on"),
                ),
                (
                    "taken_on",
                    models.DateField(editable=False, null=True, verbose_name="taken over on"),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="codes.country",
                        verbose_name="country of exploitation",
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
                (
                    "replaces",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="victims.identification",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "taken_from",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="taken over from",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        Together(
            [
                migrations.AddIndex(
                    model_name="identification",
                    index=models.Index(
                        fields=["custodian", "-met_on", "-id"], name="identification_of_org"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="identification",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "finished"])),
                        name="victims_identification_state",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="identification",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("conclusion__in", ["", "presumed", "unclear", "no_signs"])
                        ),
                        name="victims_identification_conclusion",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="identification",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_on__isnull", True), ("state", "draft")),
                            models.Q(
                                ("finished_on__isnull", False),
                                ("result__isnull", False),
                                models.Q(("conclusion", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                models.Q(("state", "draft"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="victims_identification_finished",
                        violation_error_message="A finished identification has a person's conclusion, its reason and its day.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="identification",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("finished_on__isnull", True),
                            ("finished_on__gte", models.F("met_on")),
                            _connector="OR",
                        ),
                        name="victims_identification_order",
                        violation_error_message="It cannot be finished before the talk.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="identification",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_from__isnull", True), ("taken_on__isnull", True)),
                            models.Q(("taken_from__isnull", False), ("taken_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="victims_identification_taken",
                        violation_error_message="What is taken over says from whom and when.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="identification",
                    constraint=models.UniqueConstraint(
                        fields=("replaces",),
                        name="victims_identification_replaced_once",
                        violation_error_message="This identification is being corrected already.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="identification",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("age_then__isnull", True), ("age_then__lte", 110), _connector="OR"
                        ),
                        name="victims_identification_age",
                        violation_error_message="This age cannot be right.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="804f142aa030ff30ca678c59e39c6bedb4393794",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_e0fa8",
                            table="victims_identification",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="set_regime",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.regime := (SELECT o.regime FROM accounts_organisation o WHERE o.id = NEW.custodian_id); RETURN NEW;",
                            hash="6d909342e278ea827f92303d3b015edba963624a",
                            operation='INSERT OR UPDATE OF "custodian_id", "regime"',
                            pgid="pgtrigger_set_regime_3578b",
                            table="victims_identification",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_as_finished",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"state\" = 'finished')",
                            func="RAISE EXCEPTION 'a finished identification is corrected by a new one' USING ERRCODE = 'check_violation', CONSTRAINT = 'victims_identification_fixed';",
                            hash="6cb0ee0cd7dfb504163ae5ef57874879a2d7570f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_as_finished_5a9cf",
                            table="victims_identification",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_identificationevent" ("age_then", "answers", "asked", "child_then", "conclusion", "cooperation", "country_id", "created_at", "custodian_id", "evidence", "finished_on", "id", "insight", "interpreter", "language", "last_contact", "list_left", "met_on", "others", "others_text", "own_words", "person_id", "pgh_created_at", "pgh_label", "place", "reason", "regime", "replaces_id", "reported_before", "reported_to", "result", "risk", "risk_text", "state", "still_there", "support_text", "taken_from_id", "taken_on", "uuid", "version") VALUES (NEW."age_then", NEW."answers", NEW."asked", NEW."child_then", NEW."conclusion", NEW."cooperation", NEW."country_id", NEW."created_at", NEW."custodian_id", NEW."evidence", NEW."finished_on", NEW."id", NEW."insight", NEW."interpreter", NEW."language", NEW."last_contact", NEW."list_left", NEW."met_on", NEW."others", NEW."others_text", NEW."own_words", NEW."person_id", NOW(), \'insert\', NEW."place", NEW."reason", NEW."regime", NEW."replaces_id", NEW."reported_before", NEW."reported_to", NEW."result", NEW."risk", NEW."risk_text", NEW."state", NEW."still_there", NEW."support_text", NEW."taken_from_id", NEW."taken_on", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="e271ed772bccf1d9bf5129e8a62773574f240e6f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_860a4",
                            table="victims_identification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "victims_identificationevent" ("age_then", "answers", "asked", "child_then", "conclusion", "cooperation", "country_id", "created_at", "custodian_id", "evidence", "finished_on", "id", "insight", "interpreter", "language", "last_contact", "list_left", "met_on", "others", "others_text", "own_words", "person_id", "pgh_created_at", "pgh_label", "place", "reason", "regime", "replaces_id", "reported_before", "reported_to", "result", "risk", "risk_text", "state", "still_there", "support_text", "taken_from_id", "taken_on", "uuid", "version") VALUES (NEW."age_then", NEW."answers", NEW."asked", NEW."child_then", NEW."conclusion", NEW."cooperation", NEW."country_id", NEW."created_at", NEW."custodian_id", NEW."evidence", NEW."finished_on", NEW."id", NEW."insight", NEW."interpreter", NEW."language", NEW."last_contact", NEW."list_left", NEW."met_on", NEW."others", NEW."others_text", NEW."own_words", NEW."person_id", NOW(), \'update\', NEW."place", NEW."reason", NEW."regime", NEW."replaces_id", NEW."reported_before", NEW."reported_to", NEW."result", NEW."risk", NEW."risk_text", NEW."state", NEW."still_there", NEW."support_text", NEW."taken_from_id", NEW."taken_on", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="b4614c7c1a787c85be35a9247d4362bab7c89227",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fa9e9",
                            table="victims_identification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_identificationevent" ("age_then", "answers", "asked", "child_then", "conclusion", "cooperation", "country_id", "created_at", "custodian_id", "evidence", "finished_on", "id", "insight", "interpreter", "language", "last_contact", "list_left", "met_on", "others", "others_text", "own_words", "person_id", "pgh_created_at", "pgh_label", "place", "reason", "regime", "replaces_id", "reported_before", "reported_to", "result", "risk", "risk_text", "state", "still_there", "support_text", "taken_from_id", "taken_on", "uuid", "version") VALUES (OLD."age_then", OLD."answers", OLD."asked", OLD."child_then", OLD."conclusion", OLD."cooperation", OLD."country_id", OLD."created_at", OLD."custodian_id", OLD."evidence", OLD."finished_on", OLD."id", OLD."insight", OLD."interpreter", OLD."language", OLD."last_contact", OLD."list_left", OLD."met_on", OLD."others", OLD."others_text", OLD."own_words", OLD."person_id", NOW(), \'delete\', OLD."place", OLD."reason", OLD."regime", OLD."replaces_id", OLD."reported_before", OLD."reported_to", OLD."result", OLD."risk", OLD."risk_text", OLD."state", OLD."still_there", OLD."support_text", OLD."taken_from_id", OLD."taken_on", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="0963fe2b7f4c8cfd273e55e8133c361e0f412905",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8f3a1",
                            table="victims_identification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="32c0d7798ca25ac8fb27d5a786c03a68f25d4388",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_dffc2",
                            table="victims_identification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="bc1038b3c8e7b8d33e31b8fc0eb793d302c7bdae",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_edbec",
                            table="victims_identification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="be6eb57bfafc2fb18ffda48a7fd48020ec7dda2a",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_2a3b5",
                            table="victims_identification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identificationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1af1ce7a55db358ab70433a242d8a0648f3b3d44",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dee98",
                            table="victims_identificationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        Protect("people_contactrules", "victims_identification", "victims_victimdecision"),
    ]
