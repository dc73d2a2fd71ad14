"""The role of first responders may be named."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("niis", "0060_remove_charts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="searchlimit",
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
                unique=True,
                verbose_name="role",
            ),
        ),
        migrations.AlterField(
            model_name="searchlist",
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
            ),
        ),
        migrations.AlterField(
            model_name="searchlistevent",
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
            ),
        ),
    ]
