"""First responders are a role; inspectorates and child protection are kinds."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="membership",
            name="accounts_membership_role_known",
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
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
                max_length=20,
                verbose_name="role",
            ),
        ),
        migrations.AlterField(
            model_name="membershipevent",
            name="role",
            field=models.CharField(
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
                max_length=20,
                verbose_name="role",
            ),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("police_unit", "police unit"),
                    ("specialised_unit", "specialised unit"),
                    ("border_guard", "border guard"),
                    ("prosecution", "prosecution service"),
                    ("migration", "migration department"),
                    ("ministry_interior", "ministry of the interior"),
                    ("ministry_social", "ministry of social security"),
                    ("ministry", "ministry"),
                    ("ngo", "non-governmental organisation"),
                    ("municipality", "municipality"),
                    ("labour_inspectorate", "labour inspectorate"),
                    ("child_rights", "child rights protection service"),
                    ("supervisory_authority", "data protection authority"),
                    ("it_department", "information technology department"),
                    ("other", "other"),
                ],
                max_length=30,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="organisationevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("police_unit", "police unit"),
                    ("specialised_unit", "specialised unit"),
                    ("border_guard", "border guard"),
                    ("prosecution", "prosecution service"),
                    ("migration", "migration department"),
                    ("ministry_interior", "ministry of the interior"),
                    ("ministry_social", "ministry of social security"),
                    ("ministry", "ministry"),
                    ("ngo", "non-governmental organisation"),
                    ("municipality", "municipality"),
                    ("labour_inspectorate", "labour inspectorate"),
                    ("child_rights", "child rights protection service"),
                    ("supervisory_authority", "data protection authority"),
                    ("it_department", "information technology department"),
                    ("other", "other"),
                ],
                max_length=30,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "officer",
                            "analyst",
                            "ngo",
                            "responder",
                            "migration",
                            "funder",
                            "coordinator",
                            "auditor",
                            "administrator",
                        ],
                    )
                ),
                name="accounts_membership_role_known",
                violation_error_message="This value is not in the list.",
            ),
        ),
    ]
