"""Assignments begin and end by the day of the country, not of the session: the policies anew."""

from django.db import migrations

from thbcases.access.operations import Protect, statements
from thbcases.access.policies import TODAY
from thbcases.access.protected import PROTECTED

# Every table whose rows an assignment opens.
TABLES = [name for name in PROTECTED if any(TODAY in text for text in statements(name))]


class Migration(migrations.Migration):
    dependencies = [
        ("victims", "0001_initial"),
        ("investigations", "0001_initial"),
        ("people", "0005_parted"),
        ("access", "0003_grants_of_the_police"),
    ]
    operations = [Protect(*TABLES)]
