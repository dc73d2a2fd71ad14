"""Referrals, the directory, the ledger of consents, certificates, handing on."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import assistance.models.consents
import thbcases.core.constraints
import thbcases.core.history
import thbcases.core.models
from thbcases.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_first_responders"),
        ("assistance", "0002_assisted_by"),
        ("codes", "0006_terms_of_rights"),
        ("people", "0015_joined"),
        ("victims", "0002_days_of_the_country"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Certificate",
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
                            ("helped", "is helped as a victim of trafficking"),
                            ("presumed", "is a presumed or recognised victim of trafficking"),
                            ("reflection", "has a reflection period"),
                        ],
                        max_length=12,
                        verbose_name="says that the person",
                    ),
                ),
                (
                    "addressee",
                    models.CharField(
                        help_text="The office that asked for it. It is printed on the paper.",
                        max_length=200,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        editable=False,
                        verbose_name="issued on",
                    ),
                ),
                ("valid_until", models.DateField(verbose_name="valid until")),
                (
                    "code",
                    models.CharField(
                        editable=False, max_length=30, unique=True, verbose_name="code"
                    ),
                ),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                (
                    "revoked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="revoked"),
                ),
                (
                    "revoked_why",
                    models.CharField(blank=True, max_length=300, verbose_name="why it is revoked"),
                ),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
                "ordering": ["-issued_on", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CertificateEvent",
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
                            ("helped", "is helped as a victim of trafficking"),
                            ("presumed", "is a presumed or recognised victim of trafficking"),
                            ("reflection", "has a reflection period"),
                        ],
                        max_length=12,
                        verbose_name="says that the person",
                    ),
                ),
                (
                    "addressee",
                    models.CharField(
                        help_text="The office that asked for it. It is printed on the paper.",
                        max_length=200,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        editable=False,
                        verbose_name="issued on",
                    ),
                ),
                ("valid_until", models.DateField(verbose_name="valid until")),
                ("digest", models.BinaryField(max_length=32)),
                (
                    "revoked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="revoked"),
                ),
                (
                    "revoked_why",
                    models.CharField(blank=True, max_length=300, verbose_name="why it is revoked"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConsentScan",
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
                ("name", models.CharField(max_length=120, verbose_name="file name")),
                ("media_type", models.CharField(max_length=40, verbose_name="kind of file")),
                ("size", models.PositiveIntegerField(verbose_name="size")),
                ("content", models.BinaryField(verbose_name="file")),
            ],
            options={
                "verbose_name": "scanned form",
                "verbose_name_plural": "scanned forms",
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConsentScanEvent",
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
                ("name", models.CharField(max_length=120, verbose_name="file name")),
                ("media_type", models.CharField(max_length=40, verbose_name="kind of file")),
                ("size", models.PositiveIntegerField(verbose_name="size")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DirectoryEntry",
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
                ("about", models.TextField(blank=True, max_length=1500, verbose_name="what we do")),
                (
                    "reach",
                    models.CharField(
                        help_text="A telephone or a place that gives nobody away. No address of a shelter.",
                        max_length=300,
                        verbose_name="safe way to reach us",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Notices go there without names: only that something waits in this system.",
                        max_length=254,
                        verbose_name="e-mail for notices",
                    ),
                ),
                (
                    "whole_country",
                    models.BooleanField(default=False, verbose_name="helps in the whole country"),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("lit", "Lithuanian"),
                                ("eng", "English"),
                                ("rus", "Russian"),
                                ("pol", "Polish"),
                                ("ukr", "Ukrainian"),
                                ("bel", "Belarusian"),
                                ("lav", "Latvian"),
                                ("ron", "Romanian"),
                                ("bul", "Bulgarian"),
                                ("deu", "German"),
                                ("fra", "French"),
                                ("spa", "Spanish"),
                                ("ara", "Arabic"),
                                ("fas", "Persian"),
                                ("tur", "Turkish"),
                                ("uzb", "Uzbek"),
                                ("tgk", "Tajik"),
                                ("hin", "Hindi"),
                                ("nep", "Nepali"),
                                ("vie", "Vietnamese"),
                                ("zho", "Chinese"),
                                ("rom", "Romani"),
                                ("sgn", "sign language"),
                            ],
                            max_length=3,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "serves",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("women", "women"),
                                ("men", "men"),
                                ("children", "children"),
                                ("families", "families"),
                            ],
                            max_length=10,
                        ),
                        default=list,
                        size=None,
                        verbose_name="takes",
                    ),
                ),
                (
                    "closed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="closed on"
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the directory",
                "verbose_name_plural": "directory of help",
                "ordering": ["custodian__sort_key", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DirectoryEntryEvent",
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
                ("about", models.TextField(blank=True, max_length=1500, verbose_name="what we do")),
                (
                    "reach",
                    models.CharField(
                        help_text="A telephone or a place that gives nobody away. No address of a shelter.",
                        max_length=300,
                        verbose_name="safe way to reach us",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Notices go there without names: only that something waits in this system.",
                        max_length=254,
                        verbose_name="e-mail for notices",
                    ),
                ),
                (
                    "whole_country",
                    models.BooleanField(default=False, verbose_name="helps in the whole country"),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("lit", "Lithuanian"),
                                ("eng", "English"),
                                ("rus", "Russian"),
                                ("pol", "Polish"),
                                ("ukr", "Ukrainian"),
                                ("bel", "Belarusian"),
                                ("lav", "Latvian"),
                                ("ron", "Romanian"),
                                ("bul", "Bulgarian"),
                                ("deu", "German"),
                                ("fra", "French"),
                                ("spa", "Spanish"),
                                ("ara", "Arabic"),
                                ("fas", "Persian"),
                                ("tur", "Turkish"),
                                ("uzb", "Uzbek"),
                                ("tgk", "Tajik"),
                                ("hin", "Hindi"),
                                ("nep", "Nepali"),
                                ("vie", "Vietnamese"),
                                ("zho", "Chinese"),
                                ("rom", "Romani"),
                                ("sgn", "sign language"),
                            ],
                            max_length=3,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "serves",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("women", "women"),
                                ("men", "men"),
                                ("children", "children"),
                                ("families", "families"),
                            ],
                            max_length=10,
                        ),
                        default=list,
                        size=None,
                        verbose_name="takes",
                    ),
                ),
                (
                    "closed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="closed on"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HandOver",
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
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="when",
                    ),
                ),
                ("items", models.JSONField(editable=False, verbose_name="what was handed on")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
            ],
            options={
                "verbose_name": "hand-over of cases",
                "verbose_name_plural": "hand-overs of cases",
                "ordering": ["-at", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HandOverEvent",
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
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="when",
                    ),
                ),
                ("items", models.JSONField(editable=False, verbose_name="what was handed on")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ListedService",
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
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="places in all"
                    ),
                ),
                (
                    "places_free",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="places free"
                    ),
                ),
                (
                    "said_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="said"
                    ),
                ),
            ],
            options={
                "verbose_name": "service in the directory",
                "verbose_name_plural": "services in the directory",
                "ordering": ["kind__position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ListedServiceEvent",
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
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="places in all"
                    ),
                ),
                (
                    "places_free",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="places free"
                    ),
                ),
                (
                    "said_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="said"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Referral",
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
                    "reason",
                    models.CharField(
                        choices=[
                            ("AdditionalServicesRequired", "additional help is needed"),
                            ("MigrationOrChangeOfLocation", "the person moves to another place"),
                            ("Other", "another reason"),
                        ],
                        max_length=30,
                        verbose_name="reason",
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("ordinary", "ordinary"), ("urgent", "urgent")],
                        default="ordinary",
                        max_length=10,
                        verbose_name="urgency",
                    ),
                ),
                (
                    "services",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=50),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="help that is asked for",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("consent", "consent"),
                            ("anonymous", "nothing that names the person is passed"),
                            (
                                "vital_interest",
                                "vital interest, without consent (GDPR Art. 6(1)(d))",
                            ),
                        ],
                        max_length=15,
                        verbose_name="ground",
                    ),
                ),
                (
                    "override",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="why it could not wait for consent",
                    ),
                ),
                (
                    "names_person",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="names the person"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "sent"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("done", "done"),
                            ("revoked", "taken back"),
                            ("withdrawn", "consent withdrawn"),
                        ],
                        default="sent",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="sent",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="answered"),
                ),
                (
                    "decline_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_places", "no places"),
                            ("not_served", "we do not help people in this situation"),
                            ("unsafe", "the person would not be safe here"),
                            ("elsewhere", "already helped elsewhere"),
                            ("unreached", "the person could not be reached"),
                            ("unwilling", "the person does not want it"),
                            ("other", "another reason"),
                        ],
                        max_length=12,
                        verbose_name="reason for declining",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer")),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="ended"),
                ),
                (
                    "seen_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="the receiver saw that it ended"
                    ),
                ),
            ],
            options={
                "verbose_name": "referral",
                "verbose_name_plural": "referrals",
                "ordering": ["-sent_at", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReferralContent",
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
                ("content", models.JSONField(verbose_name="what was passed")),
                (
                    "open_until",
                    models.DateField(editable=False, null=True, verbose_name="open until"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="access ended"),
                ),
            ],
            options={
                "verbose_name": "what a referral passed",
                "verbose_name_plural": "what referrals passed",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReferralEvent",
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
                    "reason",
                    models.CharField(
                        choices=[
                            ("AdditionalServicesRequired", "additional help is needed"),
                            ("MigrationOrChangeOfLocation", "the person moves to another place"),
                            ("Other", "another reason"),
                        ],
                        max_length=30,
                        verbose_name="reason",
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("ordinary", "ordinary"), ("urgent", "urgent")],
                        default="ordinary",
                        max_length=10,
                        verbose_name="urgency",
                    ),
                ),
                (
                    "services",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=50),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="help that is asked for",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("consent", "consent"),
                            ("anonymous", "nothing that names the person is passed"),
                            (
                                "vital_interest",
                                "vital interest, without consent (GDPR Art. 6(1)(d))",
                            ),
                        ],
                        max_length=15,
                        verbose_name="ground",
                    ),
                ),
                (
                    "override",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="why it could not wait for consent",
                    ),
                ),
                (
                    "names_person",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="names the person"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "sent"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("done", "done"),
                            ("revoked", "taken back"),
                            ("withdrawn", "consent withdrawn"),
                        ],
                        default="sent",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="sent",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="answered"),
                ),
                (
                    "decline_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_places", "no places"),
                            ("not_served", "we do not help people in this situation"),
                            ("unsafe", "the person would not be safe here"),
                            ("elsewhere", "already helped elsewhere"),
                            ("unreached", "the person could not be reached"),
                            ("unwilling", "the person does not want it"),
                            ("other", "another reason"),
                        ],
                        max_length=12,
                        verbose_name="reason for declining",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer")),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="ended"),
                ),
                (
                    "seen_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="the receiver saw that it ended"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReferralFeedback",
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
                ("text", models.TextField(max_length=1000, verbose_name="how it went")),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="access ended"),
                ),
            ],
            options={
                "verbose_name": "feedback on a referral",
                "verbose_name_plural": "feedback on referrals",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReferralTaking",
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
            ],
            options={
                "verbose_name": "referral that was taken over",
                "verbose_name_plural": "referrals that were taken over",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReferralTakingEvent",
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
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="beneficiary",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="beneficiary",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="beneficiary",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="inherit_custodian",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="assistance_consent_once",
        ),
        migrations.AddField(
            model_name="beneficiary",
            name="worker",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="worker who answers for the person",
            ),
        ),
        migrations.AddField(
            model_name="beneficiaryevent",
            name="worker",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="worker who answers for the person",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="by_whom",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="name of who consented"
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="capacity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("person", "the person"),
                    ("parent", "parent"),
                    ("guardian", "guardian"),
                    ("representative", "legal representative"),
                    ("court", "court"),
                ],
                max_length=14,
                verbose_name="who consented",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="is_agreed",
            field=models.BooleanField(default=True, verbose_name="agreed"),
        ),
        migrations.AddField(
            model_name="consent",
            name="person",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="consents",
                to="people.person",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="receiver",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="receiver",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="receiver_group",
            field=models.CharField(
                blank=True,
                choices=[("police", "the police"), ("helpers", "any organisation that helps")],
                max_length=10,
                verbose_name="receivers",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="valid_until",
            field=models.DateField(blank=True, null=True, verbose_name="valid until"),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="by_whom",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="name of who consented"
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="capacity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("person", "the person"),
                    ("parent", "parent"),
                    ("guardian", "guardian"),
                    ("representative", "legal representative"),
                    ("court", "court"),
                ],
                max_length=14,
                verbose_name="who consented",
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="is_agreed",
            field=models.BooleanField(default=True, verbose_name="agreed"),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.person",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="receiver",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.organisation",
                verbose_name="receiver",
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="receiver_group",
            field=models.CharField(
                blank=True,
                choices=[("police", "the police"), ("helpers", "any organisation that helps")],
                max_length=10,
                verbose_name="receivers",
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="valid_until",
            field=models.DateField(blank=True, null=True, verbose_name="valid until"),
        ),
        migrations.AlterField(
            model_name="consent",
            name="beneficiary",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="consents",
                to="assistance.beneficiary",
                verbose_name="beneficiary",
            ),
        ),
        migrations.AlterField(
            model_name="consentevent",
            name="beneficiary",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="assistance.beneficiary",
                verbose_name="beneficiary",
            ),
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="beneficiary",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_beneficiaryevent" ("closed_on", "closing_note", "code", "created_at", "custodian_id", "id", "needs", "outcome_id", "person_id", "pgh_created_at", "pgh_label", "referred_by_id", "registered_on", "safe_contact", "status", "uuid", "version", "worker_id") VALUES (NEW."closed_on", NEW."closing_note", NEW."code", NEW."created_at", NEW."custodian_id", NEW."id", NEW."needs", NEW."outcome_id", NEW."person_id", NOW(), \'insert\', NEW."referred_by_id", NEW."registered_on", NEW."safe_contact", NEW."status", NEW."uuid", NEW."version", NEW."worker_id"); RETURN NULL;',
                            hash="ec27bb9459ffffda510f14e1cddf50b09daaf279",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_35a3c",
                            table="assistance_beneficiary",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="beneficiary",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assistance_beneficiaryevent" ("closed_on", "closing_note", "code", "created_at", "custodian_id", "id", "needs", "outcome_id", "person_id", "pgh_created_at", "pgh_label", "referred_by_id", "registered_on", "safe_contact", "status", "uuid", "version", "worker_id") VALUES (NEW."closed_on", NEW."closing_note", NEW."code", NEW."created_at", NEW."custodian_id", NEW."id", NEW."needs", NEW."outcome_id", NEW."person_id", NOW(), \'update\', NEW."referred_by_id", NEW."registered_on", NEW."safe_contact", NEW."status", NEW."uuid", NEW."version", NEW."worker_id"); RETURN NULL;',
                            hash="91c3d2e5d064b0abaeaeb1640668888230787375",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_acfb7",
                            table="assistance_beneficiary",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="beneficiary",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_beneficiaryevent" ("closed_on", "closing_note", "code", "created_at", "custodian_id", "id", "needs", "outcome_id", "person_id", "pgh_created_at", "pgh_label", "referred_by_id", "registered_on", "safe_contact", "status", "uuid", "version", "worker_id") VALUES (OLD."closed_on", OLD."closing_note", OLD."code", OLD."created_at", OLD."custodian_id", OLD."id", OLD."needs", OLD."outcome_id", OLD."person_id", NOW(), \'delete\', OLD."referred_by_id", OLD."registered_on", OLD."safe_contact", OLD."status", OLD."uuid", OLD."version", OLD."worker_id"); RETURN NULL;',
                            hash="f8406bc9f7547ba851a7fb2179b8a8ed727824ca",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7caca",
                            table="assistance_beneficiary",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inherit_custodian",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.custodian_id := (SELECT p.custodian_id FROM people_person p WHERE p.id = NEW.person_id); RETURN NEW;",
                            hash="9e346793fdb715d0b474986f1c943274f20bbeae",
                            operation='INSERT OR UPDATE OF "person_id"',
                            pgid="pgtrigger_inherit_custodian_77da3",
                            table="assistance_consent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fill_person",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF NEW.beneficiary_id IS NOT NULL THEN\n  NEW.person_id := (\n    SELECT b.person_id FROM assistance_beneficiary b WHERE b.id = NEW.beneficiary_id);\nEND IF;\nRETURN NEW;\n",
                            hash="a58d3cea77779057d40b5d61f297bd4092143f61",
                            operation='INSERT OR UPDATE OF "beneficiary_id", "person_id"',
                            pgid="pgtrigger_fill_person_2d76b",
                            table="assistance_consent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="withdrawn_closes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF NEW.withdrawn_on IS NOT NULL AND OLD.withdrawn_on IS NULL THEN\n  UPDATE assistance_referral SET state = 'withdrawn', closed_at = now()\n    WHERE consent_id = NEW.id AND state IN ('sent', 'accepted');\n  PERFORM thb_close_referral(r.id) FROM assistance_referral r\n    WHERE r.consent_id = NEW.id OR r.back_consent_id = NEW.id;\nEND IF;\nRETURN NULL;\n",
                            hash="9d234c44fc79353d884955b6d49858deba01b464",
                            operation='UPDATE OF "withdrawn_on"',
                            pgid="pgtrigger_withdrawn_closes_6a0ad",
                            table="assistance_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_consentevent" ("beneficiary_id", "by_whom", "capacity", "created_at", "custodian_id", "given_on", "id", "is_agreed", "person_id", "pgh_created_at", "pgh_label", "purpose_id", "receiver_group", "receiver_id", "scan_id", "uuid", "valid_until", "version", "withdrawn_on") VALUES (NEW."beneficiary_id", NEW."by_whom", NEW."capacity", NEW."created_at", NEW."custodian_id", NEW."given_on", NEW."id", NEW."is_agreed", NEW."person_id", NOW(), \'insert\', NEW."purpose_id", NEW."receiver_group", NEW."receiver_id", NEW."scan_id", NEW."uuid", NEW."valid_until", NEW."version", NEW."withdrawn_on"); RETURN NULL;',
                            hash="6955115c5b11d6dc632e49a4fd155c0ba90da784",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3b707",
                            table="assistance_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assistance_consentevent" ("beneficiary_id", "by_whom", "capacity", "created_at", "custodian_id", "given_on", "id", "is_agreed", "person_id", "pgh_created_at", "pgh_label", "purpose_id", "receiver_group", "receiver_id", "scan_id", "uuid", "valid_until", "version", "withdrawn_on") VALUES (NEW."beneficiary_id", NEW."by_whom", NEW."capacity", NEW."created_at", NEW."custodian_id", NEW."given_on", NEW."id", NEW."is_agreed", NEW."person_id", NOW(), \'update\', NEW."purpose_id", NEW."receiver_group", NEW."receiver_id", NEW."scan_id", NEW."uuid", NEW."valid_until", NEW."version", NEW."withdrawn_on"); RETURN NULL;',
                            hash="782ec56a5ce9ab0f3cd35968fed8e7b2c6094049",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b72a6",
                            table="assistance_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_consentevent" ("beneficiary_id", "by_whom", "capacity", "created_at", "custodian_id", "given_on", "id", "is_agreed", "person_id", "pgh_created_at", "pgh_label", "purpose_id", "receiver_group", "receiver_id", "scan_id", "uuid", "valid_until", "version", "withdrawn_on") VALUES (OLD."beneficiary_id", OLD."by_whom", OLD."capacity", OLD."created_at", OLD."custodian_id", OLD."given_on", OLD."id", OLD."is_agreed", OLD."person_id", NOW(), \'delete\', OLD."purpose_id", OLD."receiver_group", OLD."receiver_id", OLD."scan_id", OLD."uuid", OLD."valid_until", OLD."version", OLD."withdrawn_on"); RETURN NULL;',
                            hash="62a1c3233f23d44737a1e05f3b7575685bc71984",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bbddf",
                            table="assistance_consent",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        migrations.AddField(
            model_name="certificate",
            name="beneficiary",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="assistance.beneficiary",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="consent",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="assistance.consent",
                verbose_name="consent",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="custodian",
            field=models.ForeignKey(
                db_default=thbcases.core.models.ActingOrganisation(),
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="responsible organisation",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="period",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="victims.reflectionperiod",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="victim",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="victims.victim",
            ),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="beneficiary",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="assistance.beneficiary",
            ),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="consent",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="assistance.consent",
                verbose_name="consent",
            ),
        ),
        migrations.AddField(
            model_name="certificateevent",
            name="custodian",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="certificateevent",
            name="period",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="victims.reflectionperiod",
            ),
        ),
        migrations.AddField(
            model_name="certificateevent",
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
        migrations.AddField(
            model_name="certificateevent",
            name="victim",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="victims.victim",
            ),
        ),
        migrations.AddField(
            model_name="consentscan",
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
            model_name="consentscan",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="scan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="assistance.consentscan",
                verbose_name="scanned form",
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="scan",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="assistance.consentscan",
                verbose_name="scanned form",
            ),
        ),
        Together(
            [
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("given_on")),
                            _connector="OR",
                        ),
                        name="assistance_consent_valid",
                        violation_error_message="The end is before the start.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("receiver__isnull", True), ("receiver_group", ""), _connector="OR"
                        ),
                        name="assistance_consent_receiver",
                        violation_error_message="Name one organisation or a group, not both.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("receiver_group__in", ["", "police", "helpers"])),
                        name="assistance_consent_group_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__in", ["", "person"]),
                            models.Q(
                                (
                                    "capacity__in",
                                    ["person", "parent", "guardian", "representative", "court"],
                                ),
                                models.Q(("by_whom", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assistance_consent_by_whom",
                        violation_error_message="Say who consented, by name.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("is_agreed", True)),
                        expressions=[
                            (thbcases.core.constraints.SameNumber(models.F("person")), "&&"),
                            (
                                thbcases.core.constraints.SameNumber(
                                    django.db.models.functions.comparison.Coalesce(
                                        models.F("beneficiary"),
                                        models.Value(0),
                                        output_field=models.BigIntegerField(),
                                    )
                                ),
                                "&&",
                            ),
                            (thbcases.core.constraints.SameNumber(models.F("purpose")), "&&"),
                            (
                                thbcases.core.constraints.SameNumber(
                                    django.db.models.functions.comparison.Coalesce(
                                        models.F("receiver"),
                                        models.Value(0),
                                        output_field=models.BigIntegerField(),
                                    )
                                ),
                                "&&",
                            ),
                            (
                                thbcases.core.constraints.SameNumber(
                                    django.db.models.functions.text.Length("receiver_group")
                                ),
                                "&&",
                            ),
                            (assistance.models.consents.InForce(), "&&"),
                        ],
                        name="assistance_consent_once",
                        violation_error_message="This consent is already in force.",
                    ),
                ),
            ]
        ),
        migrations.AddField(
            model_name="consentscanevent",
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
            model_name="consentscanevent",
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
        migrations.AddField(
            model_name="directoryentry",
            name="custodian",
            field=models.ForeignKey(
                db_default=thbcases.core.models.ActingOrganisation(),
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="responsible organisation",
            ),
        ),
        migrations.AddField(
            model_name="directoryentry",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="codes.municipality",
                verbose_name="municipality",
            ),
        ),
        migrations.AddField(
            model_name="directoryentryevent",
            name="custodian",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="directoryentryevent",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="codes.municipality",
                verbose_name="municipality",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="custodian",
            field=models.ForeignKey(
                db_default=thbcases.core.models.ActingOrganisation(),
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="responsible organisation",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="leaving",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who leaves",
            ),
        ),
        migrations.AddField(
            model_name="handoverevent",
            name="custodian",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="handoverevent",
            name="leaving",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who leaves",
            ),
        ),
        migrations.AddField(
            model_name="listedservice",
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
            model_name="listedservice",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="services",
                to="assistance.directoryentry",
                verbose_name="organisation",
            ),
        ),
        migrations.AddField(
            model_name="listedservice",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="codes.servicekind",
                verbose_name="kind of service",
            ),
        ),
        migrations.AddField(
            model_name="listedservice",
            name="said_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="said by",
            ),
        ),
        migrations.AddField(
            model_name="listedserviceevent",
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
            model_name="listedserviceevent",
            name="entry",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="assistance.directoryentry",
                verbose_name="organisation",
            ),
        ),
        migrations.AddField(
            model_name="listedserviceevent",
            name="kind",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="codes.servicekind",
                verbose_name="kind of service",
            ),
        ),
        migrations.AddField(
            model_name="listedserviceevent",
            name="said_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="said by",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="answered by",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="back_consent",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="assistance.consent",
                verbose_name="consent to feedback",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="consent",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="referrals",
                to="assistance.consent",
                verbose_name="consent",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="custodian",
            field=models.ForeignKey(
                db_default=thbcases.core.models.ActingOrganisation(),
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="responsible organisation",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="person",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="referrals",
                to="people.person",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="receiver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="receiver",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="receiver_worker",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="worker of the receiver",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="sender_worker",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="worker of the sender",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="sent_by",
            field=models.ForeignKey(
                db_default=thbcases.core.history.Actor(),
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="sent by",
            ),
        ),
        migrations.AddField(
            model_name="referralcontent",
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
            model_name="referralcontent",
            name="reader",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="receiver",
            ),
        ),
        migrations.AddField(
            model_name="referralcontent",
            name="referral",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="content",
                to="assistance.referral",
                verbose_name="referral",
            ),
        ),
        migrations.AddField(
            model_name="referralevent",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="answered by",
            ),
        ),
        migrations.AddField(
            model_name="referralevent",
            name="back_consent",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="assistance.consent",
                verbose_name="consent to feedback",
            ),
        ),
        migrations.AddField(
            model_name="referralevent",
            name="consent",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="assistance.consent",
                verbose_name="consent",
            ),
        ),
        migrations.AddField(
            model_name="referralevent",
            name="custodian",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="referralevent",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.person",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="referralevent",
            name="receiver",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.organisation",
                verbose_name="receiver",
            ),
        ),
        migrations.AddField(
            model_name="referralevent",
            name="receiver_worker",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="worker of the receiver",
            ),
        ),
        migrations.AddField(
            model_name="referralevent",
            name="sender_worker",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="worker of the sender",
            ),
        ),
        migrations.AddField(
            model_name="referralevent",
            name="sent_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_default=thbcases.core.history.Actor(),
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="sent by",
            ),
        ),
        migrations.AddField(
            model_name="referralfeedback",
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
            model_name="referralfeedback",
            name="reader",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="sender",
            ),
        ),
        migrations.AddField(
            model_name="referralfeedback",
            name="referral",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="feedback",
                to="assistance.referral",
                verbose_name="referral",
            ),
        ),
        migrations.AddField(
            model_name="referraltaking",
            name="beneficiary",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taken_over",
                to="assistance.beneficiary",
                verbose_name="beneficiary",
            ),
        ),
        migrations.AddField(
            model_name="referraltaking",
            name="custodian",
            field=models.ForeignKey(
                db_default=thbcases.core.models.ActingOrganisation(),
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="responsible organisation",
            ),
        ),
        migrations.AddField(
            model_name="referraltaking",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taken_over",
                to="people.person",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="referraltaking",
            name="referral",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taking",
                to="assistance.referral",
                verbose_name="referral",
            ),
        ),
        migrations.AddField(
            model_name="referraltakingevent",
            name="beneficiary",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="assistance.beneficiary",
                verbose_name="beneficiary",
            ),
        ),
        migrations.AddField(
            model_name="referraltakingevent",
            name="custodian",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="referraltakingevent",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.person",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="referraltakingevent",
            name="referral",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="assistance.referral",
                verbose_name="referral",
            ),
        ),
        Together(
            [
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["helped", "presumed", "reflection"])),
                        name="assistance_certificate_kind_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("addressee", models.Value("")), _negated=True),
                        name="assistance_certificate_for",
                        violation_error_message="Say for whom it is.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("issued_on")),
                            _connector="OR",
                        ),
                        name="assistance_certificate_order",
                        violation_error_message="The end is before the start.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("beneficiary__isnull", False), ("kind", "helped")),
                            models.Q(("beneficiary__isnull", False), ("kind", "presumed")),
                            models.Q(("kind", "presumed"), ("victim__isnull", False)),
                            models.Q(("kind", "reflection"), ("period__isnull", False)),
                            _connector="OR",
                        ),
                        name="assistance_certificate_rests",
                        violation_error_message="Nothing on record makes this true.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="88e9b85ef5a83ba2ba137316ce8d7860d38457b4",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_6428f",
                            table="assistance_certificate",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="about_own_person",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF NOT EXISTS (\n  SELECT FROM assistance_consent c WHERE c.id = NEW.consent_id AND c.person_id = NEW.person_id\n  AND c.custodian_id = NEW.custodian_id\n) OR NEW.beneficiary_id IS NOT NULL AND NOT EXISTS (\n  SELECT FROM assistance_beneficiary b\n  WHERE b.id = NEW.beneficiary_id AND b.person_id = NEW.person_id\n) THEN\n  RAISE EXCEPTION 'a certificate is about a person one keeps'\n    USING ERRCODE = 'insufficient_privilege';\nEND IF;\nRETURN NEW;\n",
                            hash="c4fed6943f564ea80330da4cab5d1258b2c7774c",
                            operation='INSERT OR UPDATE OF "person_id", "consent_id", "beneficiary_id"',
                            pgid="pgtrigger_about_own_person_5e851",
                            table="assistance_certificate",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_certificateevent" ("addressee", "beneficiary_id", "consent_id", "created_at", "custodian_id", "digest", "id", "issued_on", "kind", "period_id", "person_id", "pgh_created_at", "pgh_label", "revoked_at", "revoked_why", "uuid", "valid_until", "version", "victim_id") VALUES (NEW."addressee", NEW."beneficiary_id", NEW."consent_id", NEW."created_at", NEW."custodian_id", NEW."digest", NEW."id", NEW."issued_on", NEW."kind", NEW."period_id", NEW."person_id", NOW(), \'insert\', NEW."revoked_at", NEW."revoked_why", NEW."uuid", NEW."valid_until", NEW."version", NEW."victim_id"); RETURN NULL;',
                            hash="b1d9ce0e5fcefeb9ac1aa6fff449746e12b93f6f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_197db",
                            table="assistance_certificate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."addressee" IS DISTINCT FROM (NEW."addressee") OR OLD."beneficiary_id" IS DISTINCT FROM (NEW."beneficiary_id") OR OLD."consent_id" IS DISTINCT FROM (NEW."consent_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."custodian_id" IS DISTINCT FROM (NEW."custodian_id") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."period_id" IS DISTINCT FROM (NEW."period_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."revoked_why" IS DISTINCT FROM (NEW."revoked_why") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."valid_until" IS DISTINCT FROM (NEW."valid_until") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."victim_id" IS DISTINCT FROM (NEW."victim_id"))',
                            func='INSERT INTO "assistance_certificateevent" ("addressee", "beneficiary_id", "consent_id", "created_at", "custodian_id", "digest", "id", "issued_on", "kind", "period_id", "person_id", "pgh_created_at", "pgh_label", "revoked_at", "revoked_why", "uuid", "valid_until", "version", "victim_id") VALUES (NEW."addressee", NEW."beneficiary_id", NEW."consent_id", NEW."created_at", NEW."custodian_id", NEW."digest", NEW."id", NEW."issued_on", NEW."kind", NEW."period_id", NEW."person_id", NOW(), \'update\', NEW."revoked_at", NEW."revoked_why", NEW."uuid", NEW."valid_until", NEW."version", NEW."victim_id"); RETURN NULL;',
                            hash="e5fd22d43bbe1a02f967f35522a9775f661b9c2c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d25c5",
                            table="assistance_certificate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_certificateevent" ("addressee", "beneficiary_id", "consent_id", "created_at", "custodian_id", "digest", "id", "issued_on", "kind", "period_id", "person_id", "pgh_created_at", "pgh_label", "revoked_at", "revoked_why", "uuid", "valid_until", "version", "victim_id") VALUES (OLD."addressee", OLD."beneficiary_id", OLD."consent_id", OLD."created_at", OLD."custodian_id", OLD."digest", OLD."id", OLD."issued_on", OLD."kind", OLD."period_id", OLD."person_id", NOW(), \'delete\', OLD."revoked_at", OLD."revoked_why", OLD."uuid", OLD."valid_until", OLD."version", OLD."victim_id"); RETURN NULL;',
                            hash="e7c09ab9058f10b6fd4a15b7019301a9b4938a0b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f1737",
                            table="assistance_certificate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="6db0cfcf6acef8d7fdae9a94642090738f081c8b",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_f1ff1",
                            table="assistance_certificate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="9b7fe7a2a0b7141d7d29307009ac122949d7bc43",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_1d53c",
                            table="assistance_certificate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="79395d078957b56ff215795f811c5ad7ebec4e36",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_a2531",
                            table="assistance_certificate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0be4d183180523082e50be0e00553d20be9ac4a1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_68eee",
                            table="assistance_certificateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consentscan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("media_type__in", ["application/pdf", "image/jpeg", "image/png"])
                        ),
                        name="assistance_scan_kind",
                        violation_error_message="Only PDF, JPEG and PNG files are kept.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentscan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="a96c310e7d17ff0b00df6fbb5cb86ea945be9e73",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_653e2",
                            table="assistance_consentscan",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentscan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inherit_custodian",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.custodian_id := (SELECT p.custodian_id FROM people_person p WHERE p.id = NEW.person_id); RETURN NEW;",
                            hash="9dffa61813ad88c223b1137537ca4d08727b1115",
                            operation='INSERT OR UPDATE OF "person_id"',
                            pgid="pgtrigger_inherit_custodian_aaac2",
                            table="assistance_consentscan",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentscan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_consentscanevent" ("created_at", "custodian_id", "id", "media_type", "name", "person_id", "pgh_created_at", "pgh_label", "size", "uuid", "version") VALUES (NEW."created_at", NEW."custodian_id", NEW."id", NEW."media_type", NEW."name", NEW."person_id", NOW(), \'insert\', NEW."size", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="26707ce52986b5f8d1d6242765114897d7a79702",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5363e",
                            table="assistance_consentscan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentscan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."custodian_id" IS DISTINCT FROM (NEW."custodian_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."media_type" IS DISTINCT FROM (NEW."media_type") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "assistance_consentscanevent" ("created_at", "custodian_id", "id", "media_type", "name", "person_id", "pgh_created_at", "pgh_label", "size", "uuid", "version") VALUES (NEW."created_at", NEW."custodian_id", NEW."id", NEW."media_type", NEW."name", NEW."person_id", NOW(), \'update\', NEW."size", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="44c6bc0e8d1cbffcfebb0a0404cd4ee4548f6766",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_668f3",
                            table="assistance_consentscan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentscan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_consentscanevent" ("created_at", "custodian_id", "id", "media_type", "name", "person_id", "pgh_created_at", "pgh_label", "size", "uuid", "version") VALUES (OLD."created_at", OLD."custodian_id", OLD."id", OLD."media_type", OLD."name", OLD."person_id", NOW(), \'delete\', OLD."size", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="f5bf25179889fb11a12856506d62434eb13e018c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0d0d1",
                            table="assistance_consentscan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentscan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="aa848879eae52a4e61b03f1ffe51f5eb1740c71c",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_316d1",
                            table="assistance_consentscan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentscan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="5b94d5f13e5dbbaac17db5d72bb8c98df2ad79f8",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_040e1",
                            table="assistance_consentscan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentscan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="3159207d2b71f62318a19090d3d2a2b287032955",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_06f0c",
                            table="assistance_consentscan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentscanevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="63e1ef96c16ef5944dcd660b6d798c0756739aa1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1176b",
                            table="assistance_consentscanevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="directoryentry",
                    constraint=models.UniqueConstraint(
                        fields=("custodian",),
                        name="assistance_directory_once",
                        violation_error_message="Your organisation is in the directory already.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="directoryentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reach", models.Value("")), _negated=True),
                        name="assistance_directory_reach",
                        violation_error_message="Say how you can be reached.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="directoryentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("serves__len__gt", 0)),
                        name="assistance_directory_serves",
                        violation_error_message="Say whom you take.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="directoryentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="a29d95986ef0526a26e89aad67cb6d3bfb16a5a2",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_6d642",
                            table="assistance_directoryentry",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="directoryentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_directoryentryevent" ("about", "closed_on", "created_at", "custodian_id", "email", "id", "languages", "municipality_id", "pgh_created_at", "pgh_label", "reach", "serves", "uuid", "version", "whole_country") VALUES (NEW."about", NEW."closed_on", NEW."created_at", NEW."custodian_id", NEW."email", NEW."id", NEW."languages", NEW."municipality_id", NOW(), \'insert\', NEW."reach", NEW."serves", NEW."uuid", NEW."version", NEW."whole_country"); RETURN NULL;',
                            hash="9b4493a998e4a45e99303e604160058d3af28c0c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fd3df",
                            table="assistance_directoryentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="directoryentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assistance_directoryentryevent" ("about", "closed_on", "created_at", "custodian_id", "email", "id", "languages", "municipality_id", "pgh_created_at", "pgh_label", "reach", "serves", "uuid", "version", "whole_country") VALUES (NEW."about", NEW."closed_on", NEW."created_at", NEW."custodian_id", NEW."email", NEW."id", NEW."languages", NEW."municipality_id", NOW(), \'update\', NEW."reach", NEW."serves", NEW."uuid", NEW."version", NEW."whole_country"); RETURN NULL;',
                            hash="8a8f03bde84229300878d5f1913803a5d921e6e4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fadb9",
                            table="assistance_directoryentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="directoryentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_directoryentryevent" ("about", "closed_on", "created_at", "custodian_id", "email", "id", "languages", "municipality_id", "pgh_created_at", "pgh_label", "reach", "serves", "uuid", "version", "whole_country") VALUES (OLD."about", OLD."closed_on", OLD."created_at", OLD."custodian_id", OLD."email", OLD."id", OLD."languages", OLD."municipality_id", NOW(), \'delete\', OLD."reach", OLD."serves", OLD."uuid", OLD."version", OLD."whole_country"); RETURN NULL;',
                            hash="3e4ecdccf112514310d401e606e2c82f004eb487",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7c0a2",
                            table="assistance_directoryentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="directoryentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="631047df652f3ee3e017414ef930f07a5b447054",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_6f0e5",
                            table="assistance_directoryentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="directoryentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="c5b9f3e3cdf58b1b5411cd06efaa7f069a9e2d52",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_e73f2",
                            table="assistance_directoryentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="directoryentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="1b90297fe1af1ab32feac3cd3677dc457a5b350e",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_1f77c",
                            table="assistance_directoryentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="directoryentryevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5ce0f295f3090bb0900294e5dcefbe141969965e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cc167",
                            table="assistance_directoryentryevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="5cfddce9f900f0efd92c377c573a878cec955552",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_6c51b",
                            table="assistance_handover",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_handoverevent" ("at", "created_at", "custodian_id", "id", "items", "leaving_id", "note", "pgh_created_at", "pgh_label", "uuid", "version") VALUES (NEW."at", NEW."created_at", NEW."custodian_id", NEW."id", NEW."items", NEW."leaving_id", NEW."note", NOW(), \'insert\', NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="6bc9a7cc6a561f980b27caefbe9ecced204a39dc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bfbdf",
                            table="assistance_handover",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assistance_handoverevent" ("at", "created_at", "custodian_id", "id", "items", "leaving_id", "note", "pgh_created_at", "pgh_label", "uuid", "version") VALUES (NEW."at", NEW."created_at", NEW."custodian_id", NEW."id", NEW."items", NEW."leaving_id", NEW."note", NOW(), \'update\', NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="10a202f90b613607efb1007a6cb9b3206c9ced6f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_05616",
                            table="assistance_handover",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_handoverevent" ("at", "created_at", "custodian_id", "id", "items", "leaving_id", "note", "pgh_created_at", "pgh_label", "uuid", "version") VALUES (OLD."at", OLD."created_at", OLD."custodian_id", OLD."id", OLD."items", OLD."leaving_id", OLD."note", NOW(), \'delete\', OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="b767c0bb2fb308a90607a0875c6d81298583a053",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f7088",
                            table="assistance_handover",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="6391748f86c9f84be04349769fa038cca2b8f533",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_3cc4b",
                            table="assistance_handover",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="f20e49fd9ad15e68f506612541f29d812693e7e3",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_f16ef",
                            table="assistance_handover",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="b01e875edbafc67b1b9e74d4a49e98fb08d1a1fa",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_b100e",
                            table="assistance_handover",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handoverevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a82c9ab5e4b91d3a46e4ee08764e0eb3c0c0cc1e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f34bc",
                            table="assistance_handoverevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="listedservice",
                    constraint=models.UniqueConstraint(
                        fields=("entry", "kind"),
                        name="assistance_listed_once",
                        violation_error_message="This service is already listed.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="listedservice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("places_free__isnull", True),
                            ("places__isnull", True),
                            ("places_free__lte", models.F("places")),
                            _connector="OR",
                        ),
                        name="assistance_listed_places",
                        violation_error_message="There are not so many places.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="listedservice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("places_free__isnull", True),
                            ("said_at__isnull", False),
                            _connector="OR",
                        ),
                        name="assistance_listed_dated",
                        violation_error_message="A number of places has its day.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="listedservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="3c62de5c5bc008cc8e71885c87a8b019525de19e",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_a947d",
                            table="assistance_listedservice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="listedservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inherit_custodian",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.custodian_id := (SELECT p.custodian_id FROM assistance_directoryentry p WHERE p.id = NEW.entry_id); RETURN NEW;",
                            hash="9dbd40e37fa66451cd3dfe7d453c7a0a631ae133",
                            operation='INSERT OR UPDATE OF "entry_id"',
                            pgid="pgtrigger_inherit_custodian_a6065",
                            table="assistance_listedservice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="listedservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_listedserviceevent" ("created_at", "custodian_id", "entry_id", "id", "kind_id", "note", "pgh_created_at", "pgh_label", "places", "places_free", "said_at", "said_by_id", "uuid", "version") VALUES (NEW."created_at", NEW."custodian_id", NEW."entry_id", NEW."id", NEW."kind_id", NEW."note", NOW(), \'insert\', NEW."places", NEW."places_free", NEW."said_at", NEW."said_by_id", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="c3c0aa252b9e5271159898632393c7383413431d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a1bf7",
                            table="assistance_listedservice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="listedservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assistance_listedserviceevent" ("created_at", "custodian_id", "entry_id", "id", "kind_id", "note", "pgh_created_at", "pgh_label", "places", "places_free", "said_at", "said_by_id", "uuid", "version") VALUES (NEW."created_at", NEW."custodian_id", NEW."entry_id", NEW."id", NEW."kind_id", NEW."note", NOW(), \'update\', NEW."places", NEW."places_free", NEW."said_at", NEW."said_by_id", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="54ac10b8bc687dc6b61ec32a2e9400261f5cf540",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ffd99",
                            table="assistance_listedservice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="listedservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_listedserviceevent" ("created_at", "custodian_id", "entry_id", "id", "kind_id", "note", "pgh_created_at", "pgh_label", "places", "places_free", "said_at", "said_by_id", "uuid", "version") VALUES (OLD."created_at", OLD."custodian_id", OLD."entry_id", OLD."id", OLD."kind_id", OLD."note", NOW(), \'delete\', OLD."places", OLD."places_free", OLD."said_at", OLD."said_by_id", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="c9cce1e168e9a66e890cee36e04620f4864971e1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a2c58",
                            table="assistance_listedservice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="listedservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="36413b1182e1169cc0f9fa6fd91874c903686c2b",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_6b734",
                            table="assistance_listedservice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="listedservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="27c33cdb7d5c33d152f88776cbe213ce06594cc6",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_21248",
                            table="assistance_listedservice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="listedservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="4f45375fbeb2a03be55036438a2bca04a75f202b",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_5aad9",
                            table="assistance_listedservice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="listedserviceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e3a6216832f1c0274afb70c0f08eb6177c6c1973",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f6c2d",
                            table="assistance_listedserviceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="referral",
                    index=models.Index(
                        fields=["receiver", "state", "-sent_at"], name="referral_receiver"
                    ),
                ),
                migrations.AddIndex(
                    model_name="referral",
                    index=models.Index(
                        fields=["custodian", "state", "-sent_at"], name="referral_sender"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["sent", "accepted", "declined", "done", "revoked", "withdrawn"],
                            )
                        ),
                        name="assistance_referral_state_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "AdditionalServicesRequired",
                                    "MigrationOrChangeOfLocation",
                                    "Other",
                                ],
                            )
                        ),
                        name="assistance_referral_reason_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("urgency__in", ["ordinary", "urgent"])),
                        name="assistance_referral_urgency_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("receiver", models.F("custodian")), _negated=True),
                        name="assistance_referral_to_another",
                        violation_error_message="A referral goes to another organisation.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("basis", "consent"), ("consent__isnull", False), ("override", "")
                            ),
                            models.Q(
                                ("basis", "anonymous"),
                                ("consent__isnull", True),
                                ("names_person", False),
                                ("override", ""),
                            ),
                            models.Q(
                                ("basis", "vital_interest"),
                                ("consent__isnull", True),
                                models.Q(("override", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assistance_referral_has_basis",
                        violation_error_message="A referral rests on consent, or says why not.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ["accepted", "sent"])),
                        fields=("custodian", "person", "receiver"),
                        name="assistance_referral_once",
                        violation_error_message="This person is already referred there.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "declined"),
                                models.Q(("decline_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "declined"), _negated=True),
                                ("decline_reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="assistance_referral_declined",
                        violation_error_message="Declining needs a reason.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True), ("state__in", ["accepted", "sent"])
                            ),
                            models.Q(
                                models.Q(("state__in", ["accepted", "sent"]), _negated=True),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="assistance_referral_ended",
                        violation_error_message="A referral that ended says when.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="7054ac379db22f608b3db50ceb755bd44f1fb727",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_3b553",
                            table="assistance_referral",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="each_its_own",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF TG_OP = 'INSERT' THEN\n  IF NEW.custodian_id IS DISTINCT FROM thb_org() OR NEW.state <> 'sent'\n    OR NEW.answered_at IS NOT NULL OR NEW.closed_at IS NOT NULL THEN\n    RAISE EXCEPTION 'a referral begins with whoever sends it'\n      USING ERRCODE = 'insufficient_privilege';\n  END IF;\n  IF NOT EXISTS (SELECT FROM accounts_organisation o WHERE o.id = NEW.receiver_id AND o.is_active)\n    OR EXISTS (\n      SELECT FROM assistance_directoryentry d WHERE d.custodian_id = NEW.receiver_id\n      AND d.closed_on <= (now() at time zone 'Europe/Vilnius')::date) THEN\n    RAISE EXCEPTION 'this organisation is closed' USING ERRCODE = 'check_violation';\n  END IF;\n  IF NEW.person_id IS NOT NULL AND NOT EXISTS (\n    SELECT FROM people_person p WHERE p.id = NEW.person_id AND p.custodian_id = NEW.custodian_id)\n  THEN\n    RAISE EXCEPTION 'only the organisation that keeps a person refers them'\n      USING ERRCODE = 'insufficient_privilege';\n  END IF;\n  IF NEW.basis = 'consent' AND NOT thb_may_pass(NEW.consent_id, NEW.person_id, NEW.receiver_id)\n    OR NEW.back_consent_id IS NOT NULL AND NOT EXISTS (\n      SELECT FROM assistance_consent c JOIN codes_listcode p ON p.id = c.purpose_id\n      WHERE c.id = NEW.back_consent_id AND c.person_id = NEW.person_id AND c.is_agreed\n      AND c.withdrawn_on IS NULL AND p.code = 'hear_back') THEN\n    RAISE EXCEPTION 'no consent in force allows this' USING ERRCODE = 'check_violation';\n  END IF;\n  RETURN NEW;\nEND IF;\nIF (NEW.custodian_id, NEW.receiver_id, NEW.person_id, NEW.reason, NEW.urgency, NEW.basis,\n    NEW.override, NEW.consent_id, NEW.back_consent_id, NEW.names_person, NEW.services,\n    NEW.sent_at, NEW.sent_by_id)\n  IS DISTINCT FROM\n   (OLD.custodian_id, OLD.receiver_id, OLD.person_id, OLD.reason, OLD.urgency, OLD.basis,\n    OLD.override, OLD.consent_id, OLD.back_consent_id, OLD.names_person, OLD.services,\n    OLD.sent_at, OLD.sent_by_id)\n  THEN\n  RAISE EXCEPTION 'what was sent does not change' USING ERRCODE = 'insufficient_privilege';\nEND IF;\nIF NEW.state <> OLD.state AND NOT (\n    OLD.state = 'sent' AND NEW.state IN ('accepted', 'declined') AND NEW.receiver_id = thb_org()\n    OR OLD.state = 'accepted' AND NEW.state = 'done' AND NEW.receiver_id = thb_org()\n    OR OLD.state IN ('sent', 'accepted') AND NEW.state IN ('revoked', 'withdrawn')\n      AND NEW.custodian_id = thb_org()) THEN\n  RAISE EXCEPTION 'the receiver answers, the sender takes back'\n    USING ERRCODE = 'insufficient_privilege';\nEND IF;\nIF (NEW.decline_reason, NEW.answer, NEW.answered_by_id, NEW.receiver_worker_id, NEW.seen_at)\n    IS DISTINCT FROM\n    (OLD.decline_reason, OLD.answer, OLD.answered_by_id, OLD.receiver_worker_id, OLD.seen_at)\n    AND NEW.receiver_id IS DISTINCT FROM thb_org()\n  OR NEW.sender_worker_id IS DISTINCT FROM OLD.sender_worker_id\n    AND NEW.custodian_id IS DISTINCT FROM thb_org() THEN\n  RAISE EXCEPTION 'each side writes its own' USING ERRCODE = 'insufficient_privilege';\nEND IF;\nRETURN NEW;\n",
                            hash="17f183e15d3b5930774a1cbdcf383d297a52c7ea",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_each_its_own_f4ad6",
                            table="assistance_referral",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="state_closes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF NEW.state IN ('declined', 'done', 'revoked', 'withdrawn') THEN\n  PERFORM thb_close_referral(NEW.id);\nEND IF;\nRETURN NULL;\n",
                            hash="f6cfd6bb03cbab7173486e92d4a01e501b49d64c",
                            operation='UPDATE OF "state"',
                            pgid="pgtrigger_state_closes_eac53",
                            table="assistance_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_referralevent" ("answer", "answered_at", "answered_by_id", "back_consent_id", "basis", "closed_at", "consent_id", "created_at", "custodian_id", "decline_reason", "id", "names_person", "override", "person_id", "pgh_created_at", "pgh_label", "reason", "receiver_id", "receiver_worker_id", "seen_at", "sender_worker_id", "sent_at", "sent_by_id", "services", "state", "urgency", "uuid", "version") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."back_consent_id", NEW."basis", NEW."closed_at", NEW."consent_id", NEW."created_at", NEW."custodian_id", NEW."decline_reason", NEW."id", NEW."names_person", NEW."override", NEW."person_id", NOW(), \'insert\', NEW."reason", NEW."receiver_id", NEW."receiver_worker_id", NEW."seen_at", NEW."sender_worker_id", NEW."sent_at", NEW."sent_by_id", NEW."services", NEW."state", NEW."urgency", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="0e15f54228e0709059317b44849b5b0e48b44982",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dbcd4",
                            table="assistance_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assistance_referralevent" ("answer", "answered_at", "answered_by_id", "back_consent_id", "basis", "closed_at", "consent_id", "created_at", "custodian_id", "decline_reason", "id", "names_person", "override", "person_id", "pgh_created_at", "pgh_label", "reason", "receiver_id", "receiver_worker_id", "seen_at", "sender_worker_id", "sent_at", "sent_by_id", "services", "state", "urgency", "uuid", "version") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."back_consent_id", NEW."basis", NEW."closed_at", NEW."consent_id", NEW."created_at", NEW."custodian_id", NEW."decline_reason", NEW."id", NEW."names_person", NEW."override", NEW."person_id", NOW(), \'update\', NEW."reason", NEW."receiver_id", NEW."receiver_worker_id", NEW."seen_at", NEW."sender_worker_id", NEW."sent_at", NEW."sent_by_id", NEW."services", NEW."state", NEW."urgency", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="7523ea872a80593d3114f8f153d542a19fb45d34",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_23b2d",
                            table="assistance_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_referralevent" ("answer", "answered_at", "answered_by_id", "back_consent_id", "basis", "closed_at", "consent_id", "created_at", "custodian_id", "decline_reason", "id", "names_person", "override", "person_id", "pgh_created_at", "pgh_label", "reason", "receiver_id", "receiver_worker_id", "seen_at", "sender_worker_id", "sent_at", "sent_by_id", "services", "state", "urgency", "uuid", "version") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."back_consent_id", OLD."basis", OLD."closed_at", OLD."consent_id", OLD."created_at", OLD."custodian_id", OLD."decline_reason", OLD."id", OLD."names_person", OLD."override", OLD."person_id", NOW(), \'delete\', OLD."reason", OLD."receiver_id", OLD."receiver_worker_id", OLD."seen_at", OLD."sender_worker_id", OLD."sent_at", OLD."sent_by_id", OLD."services", OLD."state", OLD."urgency", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="c96cce092a7bdce6635b30dc5fd9654d2a68b1c9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4f6b5",
                            table="assistance_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="5bac0e808dcc95332d2eeeb50bd3c939cf1bb96f",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_09bc5",
                            table="assistance_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="fab210ad3e8f258e7083b4c543616c42d678b1cc",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_7f3c3",
                            table="assistance_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="ea9d3aefd5f807faf175e608531f80194f1c3f12",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_ec5f8",
                            table="assistance_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referralcontent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="b0b88c8f9b44b37a10ee1604fd3ed651f70e4c52",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_264a1",
                            table="assistance_referralcontent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referralcontent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inherit_custodian",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.custodian_id := (SELECT p.custodian_id FROM assistance_referral p WHERE p.id = NEW.referral_id); RETURN NEW;",
                            hash="dc616ce23958d8257184052180d1b8028ca59116",
                            operation='INSERT OR UPDATE OF "referral_id"',
                            pgid="pgtrigger_inherit_custodian_25133",
                            table="assistance_referralcontent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referralcontent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="sealed_content",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF TG_OP = 'INSERT' THEN\n  SELECT r.receiver_id, c.valid_until INTO NEW.reader_id, NEW.open_until\n    FROM assistance_referral r LEFT JOIN assistance_consent c ON c.id = r.consent_id\n    WHERE r.id = NEW.referral_id;\n  NEW.closed_at := NULL;\n  RETURN NEW;\nEND IF;\nIF (NEW.custodian_id, NEW.referral_id, NEW.reader_id, NEW.open_until, NEW.content, NEW.uuid)\n  IS DISTINCT FROM\n  (OLD.custodian_id, OLD.referral_id, OLD.reader_id, OLD.open_until, OLD.content, OLD.uuid)\n  OR OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL THEN\n  RAISE EXCEPTION 'what was passed does not change' USING ERRCODE = 'insufficient_privilege';\nEND IF;\nRETURN NEW;\n",
                            hash="0f8afb4c1841cee26f2f3c52ab927378f0b089f4",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_sealed_content_07733",
                            table="assistance_referralcontent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referralevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="073e5b7bad197e3518cd5f5b3cfeeebcf43778ca",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6eb0e",
                            table="assistance_referralevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referralfeedback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="637a295fa3512b6f496418f782745dbff619306a",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_7d32c",
                            table="assistance_referralfeedback",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referralfeedback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="feedback_by_consent",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF TG_OP = 'INSERT' THEN\n  SELECT r.receiver_id, r.custodian_id INTO NEW.custodian_id, NEW.reader_id\n    FROM assistance_referral r WHERE r.id = NEW.referral_id AND r.receiver_id = thb_org()\n    AND thb_may_tell_back(r.id);\n  IF NEW.custodian_id IS NULL THEN\n    RAISE EXCEPTION 'no consent allows to tell the sender' USING ERRCODE = 'check_violation';\n  END IF;\n  NEW.closed_at := NULL;\n  RETURN NEW;\nEND IF;\nIF (NEW.custodian_id, NEW.referral_id, NEW.reader_id, NEW.text, NEW.uuid)\n  IS DISTINCT FROM (OLD.custodian_id, OLD.referral_id, OLD.reader_id, OLD.text, OLD.uuid)\n  OR OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL THEN\n  RAISE EXCEPTION 'what was told does not change' USING ERRCODE = 'insufficient_privilege';\nEND IF;\nRETURN NEW;\n",
                            hash="eff68466ef78846886f6413d43900d643984eb98",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_feedback_by_consent_aa639",
                            table="assistance_referralfeedback",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referraltaking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="next_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.version := OLD.version + 1; RETURN NEW;",
                            hash="c26ebb3bb0608808a377221d12da5dc40a1acb0b",
                            operation="UPDATE",
                            pgid="pgtrigger_next_version_04ebb",
                            table="assistance_referraltaking",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referraltaking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="taken_by_receiver",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF NOT EXISTS (\n  SELECT FROM assistance_referral r WHERE r.id = NEW.referral_id\n  AND r.receiver_id = NEW.custodian_id AND r.receiver_id = thb_org() AND r.state = 'accepted'\n) OR NEW.person_id IS NOT NULL AND NOT EXISTS (\n  SELECT FROM people_person p WHERE p.id = NEW.person_id AND p.custodian_id = NEW.custodian_id\n) THEN\n  RAISE EXCEPTION 'only the receiver takes a referral over'\n    USING ERRCODE = 'insufficient_privilege';\nEND IF;\nRETURN NEW;\n",
                            hash="57f7386001de27dd962d6808241fc07d443daf43",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_taken_by_receiver_ee4bd",
                            table="assistance_referraltaking",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referraltaking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="taken_joins",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM thb_join_referral(NEW.referral_id); RETURN NULL;",
                            hash="910cd7ac3970c1bc231e6c02c922457b23c02943",
                            operation="INSERT",
                            pgid="pgtrigger_taken_joins_0c32d",
                            table="assistance_referraltaking",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referraltaking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_referraltakingevent" ("beneficiary_id", "created_at", "custodian_id", "id", "person_id", "pgh_created_at", "pgh_label", "referral_id", "uuid", "version") VALUES (NEW."beneficiary_id", NEW."created_at", NEW."custodian_id", NEW."id", NEW."person_id", NOW(), \'insert\', NEW."referral_id", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="53e5a66b95331207bfa7a2177193b13767d42041",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_496a2",
                            table="assistance_referraltaking",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referraltaking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assistance_referraltakingevent" ("beneficiary_id", "created_at", "custodian_id", "id", "person_id", "pgh_created_at", "pgh_label", "referral_id", "uuid", "version") VALUES (NEW."beneficiary_id", NEW."created_at", NEW."custodian_id", NEW."id", NEW."person_id", NOW(), \'update\', NEW."referral_id", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="694affe3e110cfdbb410c5fa8d85089ed50e3558",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4a470",
                            table="assistance_referraltaking",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referraltaking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assistance_referraltakingevent" ("beneficiary_id", "created_at", "custodian_id", "id", "person_id", "pgh_created_at", "pgh_label", "referral_id", "uuid", "version") VALUES (OLD."beneficiary_id", OLD."created_at", OLD."custodian_id", OLD."id", OLD."person_id", NOW(), \'delete\', OLD."referral_id", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="f33568836467ad0fe962b0c5b5219f06e1505138",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_11afe",
                            table="assistance_referraltaking",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referraltaking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('collection', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="1122a1c12ccae2a5e6357218f814e4cfeb4d2eb9",
                            operation="INSERT",
                            pgid="pgtrigger_audit_insert_c3f50",
                            table="assistance_referraltaking",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referraltaking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('alteration', TG_TABLE_NAME, ARRAY[NEW.uuid], NEW.custodian_id); RETURN NULL;",
                            hash="793fa9e9c1e98317f1a2772506860fb988a604dd",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_update_3485d",
                            table="assistance_referraltaking",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referraltaking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="audit_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES ('erasure', TG_TABLE_NAME, ARRAY[OLD.uuid], OLD.custodian_id); RETURN NULL;",
                            hash="a919b62146b3077414e737ab9f70e5e26aba0729",
                            operation="DELETE",
                            pgid="pgtrigger_audit_delete_2a5af",
                            table="assistance_referraltaking",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referraltakingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2d20a6a6cfd207b2d781d8e9283862b936f0dc22",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_77784",
                            table="assistance_referraltakingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
