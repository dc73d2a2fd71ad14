"""Whoever keeps a link chart may throw it away: the policies of its table anew."""

from django.db import migrations

from thbcases.access.operations import Protect


class Migration(migrations.Migration):
    dependencies = [("niis", "0050_searches")]
    operations = [Protect("niis_chart")]
