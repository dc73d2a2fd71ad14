"""Offers of help, to be counted by answer, reason and sex."""

from django.db import migrations, models

from thbcases.access.facts import Area, fact_condition

OFFER = f"""
select o.id, o.custodian_id, o."on" as offered_on, o.answer as reply,
  coalesce(o.reason_id, 0) as reason_id,
  coalesce(o.kind_id, 0) as kind_id, o.sex, o.age as age_group,
  coalesce((select g.municipality_id from accounts_organisation g where g.id = o.custodian_id), 0)
    as municipality_id
from assistance_offer o
where {fact_condition(Area.HELP, "o.custodian_id")}
"""


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0053_facts_of_protection"),
        ("assistance", "0020_help_in_depth"),
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            f"create view fact_offer with (security_barrier) as {OFFER}", "drop view fact_offer"
        ),
        migrations.CreateModel(
            name="OfferFact",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("custodian_id", models.BigIntegerField()),
                ("municipality_id", models.BigIntegerField()),
                ("offered_on", models.DateField()),
                (
                    "reply",
                    models.CharField(
                        choices=[
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("undecided", "wants to think about it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason_id", models.BigIntegerField()),
                ("kind_id", models.BigIntegerField()),
                (
                    "sex",
                    models.CharField(
                        choices=[
                            ("female", "woman"),
                            ("male", "man"),
                            ("other", "other"),
                            ("unknown", "not known"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "age_group",
                    models.CharField(
                        choices=[
                            ("child", "children"),
                            ("adult", "adults"),
                            ("unknown", "age not known"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "db_table": "fact_offer",
                "abstract": False,
                "managed": False,
                "default_permissions": (),
            },
        ),
    ]
