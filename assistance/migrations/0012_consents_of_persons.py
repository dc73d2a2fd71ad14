"""Every consent is somebody's: those of before have their person since the last migration."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assistance", "0011_ledger")]
    operations = [
        migrations.AlterField(
            model_name="consent",
            name="person",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="consents",
                to="people.person",
                verbose_name="person",
            ),
        ),
        migrations.AlterField(
            model_name="consentevent",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.person",
                verbose_name="person",
            ),
        ),
    ]
