import uuid

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import thbcases.core.constraints
import thbcases.core.history
from thbcases.access.operations import Protect
from thbcases.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_first_responders"),
        ("investigations", "0001_initial"),
        ("victims", "0010_identification"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChildAgeEvent",
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
                ("on", models.DateField(verbose_name="found on")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("document", "a document"),
                            ("statement", "the person's own statement"),
                            ("estimate", "an estimate"),
                        ],
                        max_length=10,
                        verbose_name="known from",
                    ),
                ),
                (
                    "least",
                    models.PositiveSmallIntegerField(verbose_name="age when exploited, at least"),
                ),
                ("most", models.PositiveSmallIntegerField(verbose_name="at most")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="which document, or who estimated it how",
                    ),
                ),
                (
                    "custodian",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "victim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="victims.victim",
                        verbose_name="victim",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildArrangement",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("family", "own family"),
                            ("foster", "foster family or guardian"),
                            ("care_home", "care home"),
                            ("crisis", "crisis centre or shelter"),
                            ("abroad", "returned to the own country"),
                            ("school", "school or pre-school"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Its name, never the address.",
                        max_length=200,
                        verbose_name="family, institution or school",
                    ),
                ),
                (
                    "arranged_by",
                    models.CharField(blank=True, max_length=200, verbose_name="arranged by"),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "custodian",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "victim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrangements",
                        to="victims.victim",
                        verbose_name="victim",
                    ),
                ),
            ],
            options={
                "verbose_name": "school or place of a child",
                "verbose_name_plural": "schools and places of a child",
                "ordering": ["-starts_on", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildArrangementEvent",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("family", "own family"),
                            ("foster", "foster family or guardian"),
                            ("care_home", "care home"),
                            ("crisis", "crisis centre or shelter"),
                            ("abroad", "returned to the own country"),
                            ("school", "school or pre-school"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Its name, never the address.",
                        max_length=200,
                        verbose_name="family, institution or school",
                    ),
                ),
                (
                    "arranged_by",
                    models.CharField(blank=True, max_length=200, verbose_name="arranged by"),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "custodian",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "victim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="victims.victim",
                        verbose_name="victim",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildGuardian",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("parent", "parent"),
                            ("guardian", "guardian"),
                            ("institution", "institution"),
                        ],
                        max_length=12,
                        verbose_name="who they are",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "contact",
                    models.CharField(blank=True, max_length=300, verbose_name="how to reach them"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "has_conflict",
                    models.BooleanField(
                        default=False,
                        help_text="They may have taken part, gained by it, or put pressure on the child.",
                        verbose_name="conflict of interest",
                    ),
                ),
                (
                    "conflict_reason",
                    models.TextField(blank=True, verbose_name="why there is a conflict"),
                ),
                (
                    "custodian",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "suspect",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="investigations.suspect",
                        verbose_name="is this suspect",
                    ),
                ),
                (
                    "victim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guardians",
                        to="victims.victim",
                        verbose_name="victim",
                    ),
                ),
            ],
            options={
                "verbose_name": "guardian",
                "verbose_name_plural": "guardians",
                "ordering": ["has_conflict", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildGuardianEvent",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("parent", "parent"),
                            ("guardian", "guardian"),
                            ("institution", "institution"),
                        ],
                        max_length=12,
                        verbose_name="who they are",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "contact",
                    models.CharField(blank=True, max_length=300, verbose_name="how to reach them"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "has_conflict",
                    models.BooleanField(
                        default=False,
                        help_text="They may have taken part, gained by it, or put pressure on the child.",
                        verbose_name="conflict of interest",
                    ),
                ),
                (
                    "conflict_reason",
                    models.TextField(blank=True, verbose_name="why there is a conflict"),
                ),
                (
                    "custodian",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "suspect",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="investigations.suspect",
                        verbose_name="is this suspect",
                    ),
                ),
                (
                    "victim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="victims.victim",
                        verbose_name="victim",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildInterview",
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
                    "ordinal",
                    models.PositiveSmallIntegerField(editable=False, verbose_name="which time"),
                ),
                ("on", models.DateField(verbose_name="day")),
                (
                    "in_special_room",
                    models.BooleanField(default=True, verbose_name="in a special interview room"),
                ),
                ("place", models.CharField(max_length=200, verbose_name="room or place")),
                (
                    "with_psychologist",
                    models.BooleanField(default=True, verbose_name="with a psychologist"),
                ),
                (
                    "is_recorded",
                    models.BooleanField(default=True, verbose_name="recorded on video"),
                ),
                ("led_by", models.CharField(max_length=200, verbose_name="led by")),
                (
                    "reason",
                    models.TextField(blank=True, verbose_name="why the child is questioned again"),
                ),
                (
                    "custodian",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "victim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="child_interviews",
                        to="victims.victim",
                        verbose_name="victim",
                    ),
                ),
            ],
            options={
                "verbose_name": "interview of a child",
                "verbose_name_plural": "interviews of a child",
                "ordering": ["ordinal"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildInterviewEvent",
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
                    "ordinal",
                    models.PositiveSmallIntegerField(editable=False, verbose_name="which time"),
                ),
                ("on", models.DateField(verbose_name="day")),
                (
                    "in_special_room",
                    models.BooleanField(default=True, verbose_name="in a special interview room"),
                ),
                ("place", models.CharField(max_length=200, verbose_name="room or place")),
                (
                    "with_psychologist",
                    models.BooleanField(default=True, verbose_name="with a psychologist"),
                ),
                (
                    "is_recorded",
                    models.BooleanField(default=True, verbose_name="recorded on video"),
                ),
                ("led_by", models.CharField(max_length=200, verbose_name="led by")),
                (
                    "reason",
                    models.TextField(blank=True, verbose_name="why the child is questioned again"),
                ),
                (
                    "custodian",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "victim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="victims.victim",
                        verbose_name="victim",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildNotice",
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
                ("on", models.DateField(verbose_name="told on")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("phone", "by telephone"),
                            ("email", "by e-mail"),
                            ("letter", "by letter"),
                            ("system", "through an information system"),
                            ("in_person", "in person"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the notice"
                    ),
                ),
                ("told_by", models.CharField(max_length=200, verbose_name="told by")),
                ("office", models.CharField(max_length=200, verbose_name="which office was told")),
                ("due_on", models.DateField(editable=False, verbose_name="due on")),
                (
                    "custodian",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "victim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="child_notices",
                        to="victims.victim",
                        verbose_name="victim",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice to the child rights service",
                "verbose_name_plural": "notices to the child rights service",
                "ordering": ["on", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildNoticeEvent",
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
                ("on", models.DateField(verbose_name="told on")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("phone", "by telephone"),
                            ("email", "by e-mail"),
                            ("letter", "by letter"),
                            ("system", "through an information system"),
                            ("in_person", "in person"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the notice"
                    ),
                ),
                ("told_by", models.CharField(max_length=200, verbose_name="told by")),
                ("office", models.CharField(max_length=200, verbose_name="which office was told")),
                ("due_on", models.DateField(editable=False, verbose_name="due on")),
                (
                    "custodian",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "victim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="victims.victim",
                        verbose_name="victim",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildRepresentative",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("lawyer", "lawyer"),
                            ("service", "child rights service"),
                            ("guardian", "temporary guardian"),
                            ("other", "other person"),
                        ],
                        max_length=12,
                        verbose_name="who they are",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "contact",
                    models.CharField(blank=True, max_length=300, verbose_name="how to reach them"),
                ),
                ("appointed_by", models.CharField(max_length=200, verbose_name="appointed by")),
                (
                    "decision_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the decision"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "custodian",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "victim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representatives",
                        to="victims.victim",
                        verbose_name="victim",
                    ),
                ),
            ],
            options={
                "verbose_name": "representative of a child",
                "verbose_name_plural": "representatives of a child",
                "ordering": ["-starts_on", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildRepresentativeEvent",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("lawyer", "lawyer"),
                            ("service", "child rights service"),
                            ("guardian", "temporary guardian"),
                            ("other", "other person"),
                        ],
                        max_length=12,
                        verbose_name="who they are",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "contact",
                    models.CharField(blank=True, max_length=300, verbose_name="how to reach them"),
                ),
                ("appointed_by", models.CharField(max_length=200, verbose_name="appointed by")),
                (
                    "decision_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the decision"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "custodian",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "victim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="victims.victim",
                        verbose_name="victim",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildAge",
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
                ("on", models.DateField(verbose_name="found on")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("document", "a document"),
                            ("statement", "the person's own statement"),
                            ("estimate", "an estimate"),
                        ],
                        max_length=10,
                        verbose_name="known from",
                    ),
                ),
                (
                    "least",
                    models.PositiveSmallIntegerField(verbose_name="age when exploited, at least"),
                ),
                ("most", models.PositiveSmallIntegerField(verbose_name="at most")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="which document, or who estimated it how",
                    ),
                ),
                (
                    "custodian",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="investigations.investigation",
                        verbose_name="investigation",
                    ),
                ),
                (
                    "victim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="child_ages",
                        to="victims.victim",
                        verbose_name="victim",
                    ),
                ),
            ],
            options={
                "verbose_name": "age when exploited",
                "verbose_name_plural": "ages when exploited",
                "ordering": ["-on", "-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("basis__in", ["document", "statement", "estimate"])),
                        name="victims_childage_basis_known",
                        violation_error_message="This value is not in the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("most__gte", models.F("least")), ("most__lte", 120)),
                        name="victims_childage_range",
                        violation_error_message="The highest age is not below the lowest.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "document"), _negated=True),
                            ("most", models.F("least")),
                            _connector="OR",
                        ),
                        name="victims_childage_document",
                        violation_error_message="A document says one age; a range is an estimate.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis", "statement"),
                            models.Q(("source", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="victims_childage_source",
                        violation_error_message="Say which document it is, or who estimated it how.",
                    ),
                ],
            },
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="childage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="e70a016a6d353cc1ba44c2d369c8512f5f44d8ad",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_1ec59",
                            table="victims_childage",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inherit_custodian",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.custodian_id := (SELECT p.custodian_id FROM victims_victim p WHERE p.id = NEW.victim_id); RETURN NEW;",
                            hash="848a7171a4318139aa40e4bd7018552376267131",
                            operation='INSERT OR UPDATE OF "victim_id"',
                            pgid="pgtrigger_inherit_custodian_edb51",
                            table="victims_childage",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="copy_investigation",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.investigation_id := (SELECT p.investigation_id FROM victims_victim p WHERE p.id = NEW.victim_id); RETURN NEW;",
                            hash="cf6e672502c260e284829b632d04c355b3d6a5f9",
                            operation='INSERT OR UPDATE OF "victim_id"',
                            pgid="pgtrigger_copy_investigation_abde1",
                            table="victims_childage",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_childageevent" ("basis", "created_at", "custodian_id", "id", "investigation_id", "least", "most", "on", "pgh_created_at", "pgh_label", "source", "uuid", "version", "victim_id") VALUES (NEW."basis", NEW."created_at", NEW."custodian_id", NEW."id", NEW."investigation_id", NEW."least", NEW."most", NEW."on", NOW(), \'insert\', NEW."source", NEW."uuid", NEW."version", NEW."victim_id"); RETURN NULL;',
                            hash="92841c158bee6f2821d1ecc139fb1d528155dd81",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3fe9a",
                            table="victims_childage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "victims_childageevent" ("basis", "created_at", "custodian_id", "id", "investigation_id", "least", "most", "on", "pgh_created_at", "pgh_label", "source", "uuid", "version", "victim_id") VALUES (NEW."basis", NEW."created_at", NEW."custodian_id", NEW."id", NEW."investigation_id", NEW."least", NEW."most", NEW."on", NOW(), \'update\', NEW."source", NEW."uuid", NEW."version", NEW."victim_id"); RETURN NULL;',
                            hash="f3cd92955e3b513808efd286f2aff01500f090c7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_13051",
                            table="victims_childage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_childageevent" ("basis", "created_at", "custodian_id", "id", "investigation_id", "least", "most", "on", "pgh_created_at", "pgh_label", "source", "uuid", "version", "victim_id") VALUES (OLD."basis", OLD."created_at", OLD."custodian_id", OLD."id", OLD."investigation_id", OLD."least", OLD."most", OLD."on", NOW(), \'delete\', OLD."source", OLD."uuid", OLD."version", OLD."victim_id"); RETURN NULL;',
                            hash="cfa3234b4da5dc37d1dab5b262bee696ca3032bb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2e123",
                            table="victims_childage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="2ea046f4ff29d0393cdd5db49705fbec878d6c9e",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_9dfe6",
                            table="victims_childage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="f8b01005efa81e924583411f2fc2188c8c60c745",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_3f472",
                            table="victims_childage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="b445b2c323f57fdf48f27c35c330122c184dd886",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_23a3e",
                            table="victims_childage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childageevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3c70bc5ef7e35cbe282b2b8613d967a0f808e025",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1d3ca",
                            table="victims_childageevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childarrangement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["family", "foster", "care_home", "crisis", "abroad", "school"],
                            )
                        ),
                        name="victims_arrangement_kind_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childarrangement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="victims_arrangement_order",
                        violation_error_message="The end is before the start.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childarrangement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="da3e73974f1ebd7840e297d216dff19a7e430424",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_83c82",
                            table="victims_childarrangement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childarrangement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inherit_custodian",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.custodian_id := (SELECT p.custodian_id FROM victims_victim p WHERE p.id = NEW.victim_id); RETURN NEW;",
                            hash="ba1e75bc66a4cbd8387ae079ed2a897a0dbaffa1",
                            operation='INSERT OR UPDATE OF "victim_id"',
                            pgid="pgtrigger_inherit_custodian_d45ef",
                            table="victims_childarrangement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childarrangement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="copy_investigation",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.investigation_id := (SELECT p.investigation_id FROM victims_victim p WHERE p.id = NEW.victim_id); RETURN NEW;",
                            hash="11549cb83769cdfa82ab3e49d9f2926b41880d3d",
                            operation='INSERT OR UPDATE OF "victim_id"',
                            pgid="pgtrigger_copy_investigation_e9246",
                            table="victims_childarrangement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childarrangement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_childarrangementevent" ("arranged_by", "created_at", "custodian_id", "ends_on", "id", "investigation_id", "kind", "name", "pgh_created_at", "pgh_label", "starts_on", "uuid", "version", "victim_id") VALUES (NEW."arranged_by", NEW."created_at", NEW."custodian_id", NEW."ends_on", NEW."id", NEW."investigation_id", NEW."kind", NEW."name", NOW(), \'insert\', NEW."starts_on", NEW."uuid", NEW."version", NEW."victim_id"); RETURN NULL;',
                            hash="1ec37d39a3a958d8c577201754cc3e830cd65bae",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_18d74",
                            table="victims_childarrangement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childarrangement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "victims_childarrangementevent" ("arranged_by", "created_at", "custodian_id", "ends_on", "id", "investigation_id", "kind", "name", "pgh_created_at", "pgh_label", "starts_on", "uuid", "version", "victim_id") VALUES (NEW."arranged_by", NEW."created_at", NEW."custodian_id", NEW."ends_on", NEW."id", NEW."investigation_id", NEW."kind", NEW."name", NOW(), \'update\', NEW."starts_on", NEW."uuid", NEW."version", NEW."victim_id"); RETURN NULL;',
                            hash="6d306a118ea40396fc232180c17313416e4df0b8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_28ef1",
                            table="victims_childarrangement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childarrangement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_childarrangementevent" ("arranged_by", "created_at", "custodian_id", "ends_on", "id", "investigation_id", "kind", "name", "pgh_created_at", "pgh_label", "starts_on", "uuid", "version", "victim_id") VALUES (OLD."arranged_by", OLD."created_at", OLD."custodian_id", OLD."ends_on", OLD."id", OLD."investigation_id", OLD."kind", OLD."name", NOW(), \'delete\', OLD."starts_on", OLD."uuid", OLD."version", OLD."victim_id"); RETURN NULL;',
                            hash="f60f2899adfbdbb4b05a84422d18eaf3b7f4149f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5c13d",
                            table="victims_childarrangement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childarrangement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="b8bcb05b33827a843310fabe677b9157aaff94ca",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_8a013",
                            table="victims_childarrangement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childarrangement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="cc9111cd24e645fca348813e240d7d7a7cf0e030",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_39af1",
                            table="victims_childarrangement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childarrangement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="b4f73d0db5f05255f72f93dde1abe718cf8a84c7",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_cc19e",
                            table="victims_childarrangement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childarrangementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ed3b7f26ca9a4a7cd4edd9c87337ee7381491732",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_71708",
                            table="victims_childarrangementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childguardian",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["parent", "guardian", "institution"])),
                        name="victims_guardian_kind_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childguardian",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="victims_guardian_order",
                        violation_error_message="The end is before the start.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childguardian",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("suspect__isnull", True), ("has_conflict", True), _connector="OR"
                        ),
                        name="victims_guardian_suspect",
                        violation_error_message="Whoever is a suspect has a conflict of interest.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childguardian",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("has_conflict", False),
                            ("suspect__isnull", False),
                            models.Q(("conflict_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="victims_guardian_conflict",
                        violation_error_message="Say why there is a conflict, or choose the suspect.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childguardian",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="a592797b955375d3a17696dc81ddede3e64f97e7",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_4f532",
                            table="victims_childguardian",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childguardian",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inherit_custodian",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.custodian_id := (SELECT p.custodian_id FROM victims_victim p WHERE p.id = NEW.victim_id); RETURN NEW;",
                            hash="2d6a07e4cb76b4889cda8386944bde8592c0015f",
                            operation='INSERT OR UPDATE OF "victim_id"',
                            pgid="pgtrigger_inherit_custodian_e04f9",
                            table="victims_childguardian",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childguardian",
                    trigger=pgtrigger.compiler.Trigger(
                        name="copy_investigation",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.investigation_id := (SELECT p.investigation_id FROM victims_victim p WHERE p.id = NEW.victim_id); RETURN NEW;",
                            hash="0f33dabd78946271008cf1b0a9e55bbfa5e89c12",
                            operation='INSERT OR UPDATE OF "victim_id"',
                            pgid="pgtrigger_copy_investigation_13e66",
                            table="victims_childguardian",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childguardian",
                    trigger=pgtrigger.compiler.Trigger(
                        name="suspect_of_same_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NEW.suspect_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM investigations_suspect s WHERE s.id = NEW.suspect_id AND s.investigation_id = NEW.investigation_id) THEN RAISE EXCEPTION 'the suspect is of another investigation' USING ERRCODE = 'check_violation', CONSTRAINT = 'victims_guardian_same_case'; END IF; RETURN NULL;",
                            hash="9582ab3a47063095a3ccd23942498ee339a93f9f",
                            operation='INSERT OR UPDATE OF "suspect_id", "victim_id"',
                            pgid="pgtrigger_suspect_of_same_case_65f3d",
                            table="victims_childguardian",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childguardian",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_childguardianevent" ("conflict_reason", "contact", "created_at", "custodian_id", "ends_on", "has_conflict", "id", "investigation_id", "kind", "name", "pgh_created_at", "pgh_label", "starts_on", "suspect_id", "uuid", "version", "victim_id") VALUES (NEW."conflict_reason", NEW."contact", NEW."created_at", NEW."custodian_id", NEW."ends_on", NEW."has_conflict", NEW."id", NEW."investigation_id", NEW."kind", NEW."name", NOW(), \'insert\', NEW."starts_on", NEW."suspect_id", NEW."uuid", NEW."version", NEW."victim_id"); RETURN NULL;',
                            hash="d8ca133a0aa609918f3691972178683b30315382",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1eb81",
                            table="victims_childguardian",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childguardian",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "victims_childguardianevent" ("conflict_reason", "contact", "created_at", "custodian_id", "ends_on", "has_conflict", "id", "investigation_id", "kind", "name", "pgh_created_at", "pgh_label", "starts_on", "suspect_id", "uuid", "version", "victim_id") VALUES (NEW."conflict_reason", NEW."contact", NEW."created_at", NEW."custodian_id", NEW."ends_on", NEW."has_conflict", NEW."id", NEW."investigation_id", NEW."kind", NEW."name", NOW(), \'update\', NEW."starts_on", NEW."suspect_id", NEW."uuid", NEW."version", NEW."victim_id"); RETURN NULL;',
                            hash="f79ad8bb0fbb90792d8b222543d580d3da04cdfd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2e941",
                            table="victims_childguardian",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childguardian",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_childguardianevent" ("conflict_reason", "contact", "created_at", "custodian_id", "ends_on", "has_conflict", "id", "investigation_id", "kind", "name", "pgh_created_at", "pgh_label", "starts_on", "suspect_id", "uuid", "version", "victim_id") VALUES (OLD."conflict_reason", OLD."contact", OLD."created_at", OLD."custodian_id", OLD."ends_on", OLD."has_conflict", OLD."id", OLD."investigation_id", OLD."kind", OLD."name", NOW(), \'delete\', OLD."starts_on", OLD."suspect_id", OLD."uuid", OLD."version", OLD."victim_id"); RETURN NULL;',
                            hash="e59c9d5319cf92b43f74a452b925b3fb678f0ede",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dec2e",
                            table="victims_childguardian",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childguardian",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="798c6d557155c5962a80a1c154f16e020e92a653",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_0167a",
                            table="victims_childguardian",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childguardian",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="9172f4991263ca01c1e96212cb529bd61a17647c",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_4d7ea",
                            table="victims_childguardian",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childguardian",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="5ac19f8715dcc861649bf78e4040cbe14da30360",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_65c4f",
                            table="victims_childguardian",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childguardianevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b22d257ed3d85590502cc78293aa864c3cc52c05",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a9648",
                            table="victims_childguardianevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childinterview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("place", models.Value("")), _negated=True),
                        name="victims_interview_place",
                        violation_error_message="Say in which room or place.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childinterview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("led_by", models.Value("")), _negated=True),
                        name="victims_interview_led_by",
                        violation_error_message="Say who led it.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childinterview",
                    constraint=models.UniqueConstraint(
                        fields=("victim", "ordinal"),
                        name="victims_interview_counted",
                        violation_error_message="Somebody entered an interview meanwhile. Try again.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childinterview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ordinal", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="victims_interview_reason",
                        violation_error_message="The child was questioned before. Say why it has to be again.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childinterview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="889a77e5b305519df96f586283f79a5ecd51f4ef",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_104aa",
                            table="victims_childinterview",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childinterview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inherit_custodian",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.custodian_id := (SELECT p.custodian_id FROM victims_victim p WHERE p.id = NEW.victim_id); RETURN NEW;",
                            hash="3d31ab1fe1a7445b0833dc1e41012346cbc7bd19",
                            operation='INSERT OR UPDATE OF "victim_id"',
                            pgid="pgtrigger_inherit_custodian_b56e2",
                            table="victims_childinterview",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childinterview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="copy_investigation",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.investigation_id := (SELECT p.investigation_id FROM victims_victim p WHERE p.id = NEW.victim_id); RETURN NEW;",
                            hash="22766644601885b83abc84b0ac08e3b5f33432eb",
                            operation='INSERT OR UPDATE OF "victim_id"',
                            pgid="pgtrigger_copy_investigation_52a37",
                            table="victims_childinterview",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childinterview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_interviews",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF TG_OP = 'UPDATE' THEN NEW.ordinal := OLD.ordinal; NEW.victim_id := OLD.victim_id; RETURN NEW; END IF; NEW.ordinal := 1 + (SELECT coalesce(max(i.ordinal), 0) FROM victims_childinterview i WHERE i.victim_id = NEW.victim_id); RETURN NEW;",
                            hash="252e4af535b1e7cd9156d5c54974d6f3baa3872a",
                            operation='INSERT OR UPDATE OF "ordinal", "victim_id"',
                            pgid="pgtrigger_count_interviews_f7650",
                            table="victims_childinterview",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childinterview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_childinterviewevent" ("created_at", "custodian_id", "id", "in_special_room", "investigation_id", "is_recorded", "led_by", "on", "ordinal", "pgh_created_at", "pgh_label", "place", "reason", "uuid", "version", "victim_id", "with_psychologist") VALUES (NEW."created_at", NEW."custodian_id", NEW."id", NEW."in_special_room", NEW."investigation_id", NEW."is_recorded", NEW."led_by", NEW."on", NEW."ordinal", NOW(), \'insert\', NEW."place", NEW."reason", NEW."uuid", NEW."version", NEW."victim_id", NEW."with_psychologist"); RETURN NULL;',
                            hash="e4742166456af2a8db6b5e4fe4086823b1889250",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4bc5d",
                            table="victims_childinterview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childinterview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "victims_childinterviewevent" ("created_at", "custodian_id", "id", "in_special_room", "investigation_id", "is_recorded", "led_by", "on", "ordinal", "pgh_created_at", "pgh_label", "place", "reason", "uuid", "version", "victim_id", "with_psychologist") VALUES (NEW."created_at", NEW."custodian_id", NEW."id", NEW."in_special_room", NEW."investigation_id", NEW."is_recorded", NEW."led_by", NEW."on", NEW."ordinal", NOW(), \'update\', NEW."place", NEW."reason", NEW."uuid", NEW."version", NEW."victim_id", NEW."with_psychologist"); RETURN NULL;',
                            hash="633d6da9f7505671b08af27bd63a14b1664191da",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_66a84",
                            table="victims_childinterview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childinterview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_childinterviewevent" ("created_at", "custodian_id", "id", "in_special_room", "investigation_id", "is_recorded", "led_by", "on", "ordinal", "pgh_created_at", "pgh_label", "place", "reason", "uuid", "version", "victim_id", "with_psychologist") VALUES (OLD."created_at", OLD."custodian_id", OLD."id", OLD."in_special_room", OLD."investigation_id", OLD."is_recorded", OLD."led_by", OLD."on", OLD."ordinal", NOW(), \'delete\', OLD."place", OLD."reason", OLD."uuid", OLD."version", OLD."victim_id", OLD."with_psychologist"); RETURN NULL;',
                            hash="5c7ac693bbffe96863aac6863591dfd88e0b941b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9d9f7",
                            table="victims_childinterview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childinterview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="17a13e09f9249668496a14760189fcf9eef2c180",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_15c14",
                            table="victims_childinterview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childinterview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="03d58d192dc0f3635bf9754ea549b926c583411c",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_799df",
                            table="victims_childinterview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childinterview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="fbe87d8ae2ac81748f54d48d4f53bb87b23a6e09",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_a6bf5",
                            table="victims_childinterview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childinterviewevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1a15ba0caffc5eaa308b909a1d57e3cd01a85206",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8504d",
                            table="victims_childinterviewevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childnotice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("way__in", ["phone", "email", "letter", "system", "in_person"])
                        ),
                        name="victims_notice_way_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childnotice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("told_by", models.Value("")), _negated=True),
                        name="victims_notice_by",
                        violation_error_message="Say who told them.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childnotice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("office", models.Value("")), _negated=True),
                        name="victims_notice_office",
                        violation_error_message="Say which office was told.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="47dc4fdd3720caed264727f0f5e9978ecddbb261",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_fa591",
                            table="victims_childnotice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inherit_custodian",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.custodian_id := (SELECT p.custodian_id FROM victims_victim p WHERE p.id = NEW.victim_id); RETURN NEW;",
                            hash="d53270a1426e05de0ecf4f0635fab1cfba26ecdd",
                            operation='INSERT OR UPDATE OF "victim_id"',
                            pgid="pgtrigger_inherit_custodian_e5559",
                            table="victims_childnotice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="copy_investigation",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.investigation_id := (SELECT p.investigation_id FROM victims_victim p WHERE p.id = NEW.victim_id); RETURN NEW;",
                            hash="1b2bc96abfb0415c5dc71444148f9a57e9a09cf8",
                            operation='INSERT OR UPDATE OF "victim_id"',
                            pgid="pgtrigger_copy_investigation_c7e5b",
                            table="victims_childnotice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_childnoticeevent" ("created_at", "custodian_id", "due_on", "id", "investigation_id", "number", "office", "on", "pgh_created_at", "pgh_label", "told_by", "uuid", "version", "victim_id", "way") VALUES (NEW."created_at", NEW."custodian_id", NEW."due_on", NEW."id", NEW."investigation_id", NEW."number", NEW."office", NEW."on", NOW(), \'insert\', NEW."told_by", NEW."uuid", NEW."version", NEW."victim_id", NEW."way"); RETURN NULL;',
                            hash="20a205ff496d5ae1b9d78ac9c83aaa7baa9004a1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_384b4",
                            table="victims_childnotice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "victims_childnoticeevent" ("created_at", "custodian_id", "due_on", "id", "investigation_id", "number", "office", "on", "pgh_created_at", "pgh_label", "told_by", "uuid", "version", "victim_id", "way") VALUES (NEW."created_at", NEW."custodian_id", NEW."due_on", NEW."id", NEW."investigation_id", NEW."number", NEW."office", NEW."on", NOW(), \'update\', NEW."told_by", NEW."uuid", NEW."version", NEW."victim_id", NEW."way"); RETURN NULL;',
                            hash="cd6953d58f9a95a27ee4969319ba8bb1d5304a17",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a4869",
                            table="victims_childnotice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_childnoticeevent" ("created_at", "custodian_id", "due_on", "id", "investigation_id", "number", "office", "on", "pgh_created_at", "pgh_label", "told_by", "uuid", "version", "victim_id", "way") VALUES (OLD."created_at", OLD."custodian_id", OLD."due_on", OLD."id", OLD."investigation_id", OLD."number", OLD."office", OLD."on", NOW(), \'delete\', OLD."told_by", OLD."uuid", OLD."version", OLD."victim_id", OLD."way"); RETURN NULL;',
                            hash="2c18ff9ca82b90bfc9d731e305fcf9da46a5964f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cd89c",
                            table="victims_childnotice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="3757547a6dbc7d7bf393c869bc2676d01b8767ad",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_ffc65",
                            table="victims_childnotice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="d1c048b514bdbbb4a7523c9adc48096fc54c5726",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_7a213",
                            table="victims_childnotice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childnotice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="82f7459e66161be85a985f361415f8c4e5dee6fe",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_b9d46",
                            table="victims_childnotice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childnoticeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0589a4aef2d8f616c3baaf3fe035f3b5e3234d57",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8d250",
                            table="victims_childnoticeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childrepresentative",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["lawyer", "service", "guardian", "other"])
                        ),
                        name="victims_representative_kind_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childrepresentative",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("appointed_by", models.Value("")), _negated=True),
                        name="victims_representative_by",
                        violation_error_message="Say who appointed them.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childrepresentative",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="victims_representative_order",
                        violation_error_message="The end is before the start.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="childrepresentative",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (thbcases.core.constraints.SameNumber(models.F("victim")), "&&"),
                            (thbcases.core.constraints.DayRange("starts_on", "ends_on"), "&&"),
                        ],
                        name="victims_representative_one",
                        violation_error_message="The child has a representative in these days. End that appointment first.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childrepresentative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="ce8879d307c39285d4af286ca482842cf8215b57",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_a895e",
                            table="victims_childrepresentative",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childrepresentative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inherit_custodian",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.custodian_id := (SELECT p.custodian_id FROM victims_victim p WHERE p.id = NEW.victim_id); RETURN NEW;",
                            hash="b963f8a519c72568b8c2e09967f7ea7561da900e",
                            operation='INSERT OR UPDATE OF "victim_id"',
                            pgid="pgtrigger_inherit_custodian_46f0f",
                            table="victims_childrepresentative",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childrepresentative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="copy_investigation",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.investigation_id := (SELECT p.investigation_id FROM victims_victim p WHERE p.id = NEW.victim_id); RETURN NEW;",
                            hash="efda14a136a107f504a6f8781a3120988ccd17e9",
                            operation='INSERT OR UPDATE OF "victim_id"',
                            pgid="pgtrigger_copy_investigation_b6c42",
                            table="victims_childrepresentative",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childrepresentative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_childrepresentativeevent" ("appointed_by", "contact", "created_at", "custodian_id", "decision_number", "ends_on", "id", "investigation_id", "kind", "name", "pgh_created_at", "pgh_label", "starts_on", "uuid", "version", "victim_id") VALUES (NEW."appointed_by", NEW."contact", NEW."created_at", NEW."custodian_id", NEW."decision_number", NEW."ends_on", NEW."id", NEW."investigation_id", NEW."kind", NEW."name", NOW(), \'insert\', NEW."starts_on", NEW."uuid", NEW."version", NEW."victim_id"); RETURN NULL;',
                            hash="2c7249a1d65450250db132391f50c9f52d45aa88",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5e27a",
                            table="victims_childrepresentative",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childrepresentative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "victims_childrepresentativeevent" ("appointed_by", "contact", "created_at", "custodian_id", "decision_number", "ends_on", "id", "investigation_id", "kind", "name", "pgh_created_at", "pgh_label", "starts_on", "uuid", "version", "victim_id") VALUES (NEW."appointed_by", NEW."contact", NEW."created_at", NEW."custodian_id", NEW."decision_number", NEW."ends_on", NEW."id", NEW."investigation_id", NEW."kind", NEW."name", NOW(), \'update\', NEW."starts_on", NEW."uuid", NEW."version", NEW."victim_id"); RETURN NULL;',
                            hash="cc1b8a035efe053ab86cc3ac46d14ef2fb609b5b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f3361",
                            table="victims_childrepresentative",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childrepresentative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "victims_childrepresentativeevent" ("appointed_by", "contact", "created_at", "custodian_id", "decision_number", "ends_on", "id", "investigation_id", "kind", "name", "pgh_created_at", "pgh_label", "starts_on", "uuid", "version", "victim_id") VALUES (OLD."appointed_by", OLD."contact", OLD."created_at", OLD."custodian_id", OLD."decision_number", OLD."ends_on", OLD."id", OLD."investigation_id", OLD."kind", OLD."name", NOW(), \'delete\', OLD."starts_on", OLD."uuid", OLD."version", OLD."victim_id"); RETURN NULL;',
                            hash="050ec9b3525d44bfecd67daf8a86891e3d2375dd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_99a2e",
                            table="victims_childrepresentative",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childrepresentative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="5e555832ede3f88ed9a50c6bfb9008f34f03a01f",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_b91ec",
                            table="victims_childrepresentative",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childrepresentative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="3df694d64ceacb4dd0a55872175572e63823a5ee",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_e4e06",
                            table="victims_childrepresentative",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childrepresentative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="b5a58f871b21a9499090b33100b11c642f82f204",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_c4333",
                            table="victims_childrepresentative",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="childrepresentativeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9ce5b446598001b672ba7d853943b1864d66af23",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_aa341",
                            table="victims_childrepresentativeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        Protect(
            "victims_childage",
            "victims_childguardian",
            "victims_childnotice",
            "victims_childinterview",
            "victims_childrepresentative",
            "victims_childarrangement",
        ),
    ]
