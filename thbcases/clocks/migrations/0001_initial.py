"""Reminders, letters, wishes, addresses of calendars."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import thbcases.core.history
import thbcases.core.models
from thbcases.access.operations import Protect
from thbcases.core.operations import Together

# Whoever asks with a secret address is not signed in, and sees no row; the digest leads to one
# membership and to nothing else.
CALENDAR = """
create function thb_calendar_membership(wanted bytea) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select membership_id from clocks_calendaraddress where digest = wanted
$$;
"""

# The worker acts for nobody until it knows for whom a letter waits.
WAITING = """
create function thb_letters_waiting() returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct membership_id from clocks_letter where state = 'waiting'
$$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0010_heads"),
        ("access", "0002_initial"),
        ("codes", "0011_term_warnings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="recorded at",
                    ),
                ),
                (
                    "digest",
                    models.BinaryField(
                        max_length=32, null=True, unique=True, verbose_name="digest"
                    ),
                ),
                (
                    "renewed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="made"),
                ),
                (
                    "membership",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="membership",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_default=thbcases.core.models.ActingOrganisation(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_default=thbcases.core.history.Actor(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "address of a calendar",
                "verbose_name_plural": "addresses of calendars",
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="recorded at",
                    ),
                ),
                ("made_on", models.DateField(verbose_name="made on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits to be sent"),
                            ("sent", "sent"),
                            ("needless", "not needed any more"),
                            ("failed", "could not be delivered"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(default=0, verbose_name="times refused"),
                ),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                (
                    "membership",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="membership",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_default=thbcases.core.models.ActingOrganisation(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_default=thbcases.core.history.Actor(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter with reminders",
                "verbose_name_plural": "letters with reminders",
                "ordering": ["-made_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="recorded at",
                    ),
                ),
                ("source", models.CharField(max_length=60, verbose_name="kind of term")),
                ("record", models.UUIDField(verbose_name="record")),
                ("code", models.CharField(max_length=60, verbose_name="code")),
                ("address", models.CharField(max_length=200, verbose_name="page")),
                ("starts_on", models.DateField(verbose_name="began on")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("came_on", models.DateField(verbose_name="day of the warning")),
                ("made_on", models.DateField(verbose_name="made on")),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="clocks.letter",
                        verbose_name="letter",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_default=thbcases.core.models.ActingOrganisation(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_default=thbcases.core.history.Actor(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "warning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="codes.termwarning",
                        verbose_name="warning",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder of a term",
                "verbose_name_plural": "reminders of terms",
                "ordering": ["-made_on", "due_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="recorded at",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("digest", "one letter a day with all terms"),
                            ("each", "a letter for each term"),
                            ("none", "no letters: I look at the list of terms"),
                        ],
                        default="digest",
                        max_length=8,
                        verbose_name="reminders by e-mail",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("lt", "Lietuvių"), ("en", "English")],
                        default="lt",
                        max_length=5,
                        verbose_name="language of the letters",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_default=thbcases.core.models.ActingOrganisation(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_default=thbcases.core.history.Actor(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "how somebody wants to be reminded",
                "verbose_name_plural": "how people want to be reminded",
            },
        ),
        Together(
            [
                migrations.AddIndex(
                    model_name="letter",
                    index=models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["membership"],
                        name="letter_waits",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="letter",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "sent", "needless", "failed"])
                        ),
                        name="clocks_letter_state_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="letter",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("sent_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="clocks_letter_sent_when_said",
                        violation_error_message="A letter that was sent says when.",
                    ),
                ),
                migrations.AddIndex(
                    model_name="reminder",
                    index=models.Index(fields=["user", "-made_on"], name="reminder_of_user"),
                ),
                migrations.AddConstraint(
                    model_name="reminder",
                    constraint=models.UniqueConstraint(
                        fields=("user", "organisation", "source", "record", "due_on", "warning"),
                        name="clocks_reminder_once",
                        violation_error_message="This reminder was already made.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="wish",
                    constraint=models.UniqueConstraint(
                        fields=("user", "organisation"),
                        name="clocks_wish_once",
                        violation_error_message="How you are reminded is already chosen.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="wish",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("mode__in", ["digest", "each", "none"])),
                        name="clocks_wish_mode_known",
                        violation_error_message="This value is not in the list.",
                    ),
                ),
            ]
        ),
        migrations.RunSQL(CALENDAR, "drop function thb_calendar_membership(bytea)"),
        migrations.RunSQL(WAITING, "drop function thb_letters_waiting()"),
        Protect("clocks_wish", "clocks_letter", "clocks_reminder", "clocks_calendaraddress"),
    ]
