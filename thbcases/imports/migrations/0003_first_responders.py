"""The role of first responders may be named."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0002_forgetting"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importjob",
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
                editable=False,
                max_length=20,
                verbose_name="role",
            ),
        ),
        migrations.AlterField(
            model_name="importjobevent",
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
                editable=False,
                max_length=20,
                verbose_name="role",
            ),
        ),
    ]
