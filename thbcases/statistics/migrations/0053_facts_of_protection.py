from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0052_children_and_sanctions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChildFact",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("custodian_id", models.BigIntegerField()),
                ("municipality_id", models.BigIntegerField()),
                ("subject", models.BigIntegerField()),
                ("registered_on", models.DateField()),
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
                    "child_band",
                    models.CharField(
                        choices=[
                            ("0-6", "0–6"),
                            ("7-13", "7–13"),
                            ("14-17", "14–17"),
                            ("18+", "18 or older"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "citizenship",
                    models.CharField(
                        choices=[
                            ("own", "own country"),
                            ("other_eu", "other EU country"),
                            ("non_eu", "non-EU country"),
                            ("stateless", "stateless"),
                            ("unknown", "unknown"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("sexual", "sexual exploitation"),
                            ("labour", "forced labour or services"),
                            ("other", "other exploitation"),
                            ("unspecified", "not yet known"),
                        ],
                        max_length=15,
                    ),
                ),
                ("form_id", models.BigIntegerField()),
                (
                    "eurostat",
                    models.CharField(
                        choices=[
                            ("sexual", "sexual exploitation"),
                            ("labour", "forced labour or services"),
                            ("organ", "organ removal"),
                            ("other_benefit_fraud", "other: benefit fraud"),
                            ("other_criminal_activities", "other: criminal activities"),
                            ("other_begging", "other: forced begging"),
                            ("other", "other"),
                            ("unspecified", "not specified"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "notice",
                    models.CharField(
                        choices=[
                            ("in_term", "told in term"),
                            ("late", "told late"),
                            ("none", "not told"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "represented",
                    models.CharField(choices=[("yes", "yes"), ("no", "no")], max_length=5),
                ),
                (
                    "interviewed",
                    models.CharField(
                        choices=[
                            ("special_room", "in a special room only"),
                            ("elsewhere", "elsewhere too"),
                            ("none", "not questioned"),
                        ],
                        max_length=15,
                    ),
                ),
                ("placed", models.CharField(choices=[("yes", "yes"), ("no", "no")], max_length=5)),
            ],
            options={
                "db_table": "fact_child",
                "abstract": False,
                "managed": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RevisitFact",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("custodian_id", models.BigIntegerField()),
                ("municipality_id", models.BigIntegerField()),
                ("subject", models.BigIntegerField()),
                ("act_on", models.DateField()),
                ("decided_on", models.DateField()),
            ],
            options={
                "db_table": "fact_revisit",
                "abstract": False,
                "managed": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SanctionFact",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("custodian_id", models.BigIntegerField()),
                ("municipality_id", models.BigIntegerField()),
                ("subject", models.BigIntegerField()),
                ("act_on", models.DateField()),
                ("decided_on", models.DateField(null=True)),
                (
                    "case_state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("fined", "fined"),
                            ("not_liable", "not liable: victim of trafficking"),
                            ("child", "not liable: under 18"),
                            ("ended", "ended on another ground"),
                            ("cancelled", "fine cancelled"),
                        ],
                        max_length=12,
                    ),
                ),
                ("fine", models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ("currency", models.CharField(max_length=40)),
                (
                    "conduct",
                    models.CharField(
                        choices=[
                            ("prostitution", "engaging in prostitution"),
                            ("use", "paying for another person's prostitution"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("known", "known as a victim: not liable"),
                            ("nothing", "nothing is known"),
                            ("none", "not asked"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "db_table": "fact_sanction",
                "abstract": False,
                "managed": False,
                "default_permissions": (),
            },
        ),
    ]
