"""A role for first responders: the policies of what they and everybody may read, anew."""

from django.db import migrations, models

from thbcases.access.operations import Protect

TABLES = [
    "audit_entry",
    "people_person",
    "people_personname",
    "people_personidentifier",
    "people_personcitizenship",
    "statistics_publication",
    "statistics_publishedtable",
    "statistics_publishedfile",
    "statistics_revisionnotice",
]


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0040_kept_facts"),
        ("accounts", "0002_first_responders"),
        ("audit", "0002_in_order"),
        ("people", "0005_parted"),
        ("victims", "0002_days_of_the_country"),
    ]

    operations = [
        migrations.AlterField(
            model_name="savedtable",
            name="shared_role",
            field=models.CharField(
                blank=True,
                choices=[
                    ("officer", "police officer"),
                    ("analyst", "analyst of the specialised unit"),
                    ("ngo", "NGO worker"),
                    ("responder", "first responder"),
                    ("migration", "migration officer"),
                    ("funder", "funder"),
                    ("coordinator", "national coordinator"),
                    ("auditor", "auditor"),
                    ("administrator", "administrator"),
                ],
                help_text="Everybody of this role may open it; only you may change it.",
                max_length=20,
                verbose_name="shared with",
            ),
        ),
        migrations.AlterField(
            model_name="savedtableevent",
            name="shared_role",
            field=models.CharField(
                blank=True,
                choices=[
                    ("officer", "police officer"),
                    ("analyst", "analyst of the specialised unit"),
                    ("ngo", "NGO worker"),
                    ("responder", "first responder"),
                    ("migration", "migration officer"),
                    ("funder", "funder"),
                    ("coordinator", "national coordinator"),
                    ("auditor", "auditor"),
                    ("administrator", "administrator"),
                ],
                help_text="Everybody of this role may open it; only you may change it.",
                max_length=20,
                verbose_name="shared with",
            ),
        ),
        Protect(*TABLES),
    ]
