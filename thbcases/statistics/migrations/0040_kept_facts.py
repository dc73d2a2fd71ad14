"""Facts kept in tables, and views that show them where nothing was touched since (kept/ddl.py)."""

from typing import Any

from django.db import migrations, models

from thbcases.access.operations import Seal
from thbcases.statistics.kept import ddl, touching

# In the order in which they lean on each other.
VIEWS = (
    "fact_investigation",
    "fact_investigation_open",
    "fact_victim",
    "fact_registration",
    "fact_suspect",
    "fact_court",
    "fact_sentence",
    "fact_assistance",
    "fact_project",
)


COLUMNS = """
select table_name, array_agg(column_name::text order by ordinal_position)
from information_schema.columns where table_name = any(%s) group by 1
"""


def create(apps: Any, editor: Any) -> None:
    for name in reversed(VIEWS):
        editor.execute(f"drop view {name}", params=None)
    for statement in (*ddl.tables(), *touching.triggers(), ddl.settle()):
        editor.execute(statement, params=None)
    for kept in ddl.KEPT:
        editor.execute(kept.kept("true"), params=None)
        if kept.days:
            editor.execute(kept.shared("true"), params=None)
    with editor.connection.cursor() as cursor:
        cursor.execute(COLUMNS, [list(ddl.TABLES)])
        columns = dict(cursor.fetchall())
    for kept in ddl.KEPT:
        editor.execute(kept.fresh(), params=None)
    for statement in ddl.views(columns).values():
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("statistics", "0030_gaps")]
    operations = [
        migrations.RunPython(create),
        Seal(*ddl.TABLES),
        *(
            migrations.AddField(model, "sole", models.BooleanField(null=True))
            for model in ("openfact", "victimfact", "suspectfact", "sentencefact", "assistancefact")
        ),
    ]
