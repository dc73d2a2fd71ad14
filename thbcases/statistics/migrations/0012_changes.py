"""Which records were changed, how and when, for whoever revises published figures.

A view of the owner: it reads the histories past row security and gives no content of a record,
only the key of the record a figure counts, the kind of row that changed, what happened to it, whose
it is, and when.
"""

from django.db import migrations

from thbcases.access.policies import roles_sql
from thbcases.access.table import grants_for

VICTIM, SUSPECT = "victims.Victim", "investigations.Suspect"
CASE, HELPED, PROJECT = (
    "investigations.Investigation",
    "assistance.Beneficiary",
    "assistance.Project",
)

# The record that is counted, the table with the change, and the column with the record's key.
OWN = (
    (VICTIM, "victims_victim", "id"),
    (VICTIM, "victims_victimdecision", "victim_id"),
    (VICTIM, "victims_exploitationepisode", "victim_id"),
    (SUSPECT, "investigations_suspect", "id"),
    (SUSPECT, "investigations_suspectstatus", "suspect_id"),
    (SUSPECT, "investigations_charge", "suspect_id"),
    (SUSPECT, "investigations_sentence", "suspect_id"),
    (CASE, "investigations_investigation", "id"),
    (CASE, "investigations_stage", "investigation_id"),
    (CASE, "investigations_investigationarticle", "investigation_id"),
    (CASE, "investigations_investigationform", "investigation_id"),
    (CASE, "investigations_courtcase", "investigation_id"),
    (CASE, "investigations_judgment", "investigation_id"),
    (HELPED, "assistance_beneficiary", "id"),
    (HELPED, "assistance_service", "beneficiary_id"),
    (PROJECT, "assistance_project", "id"),
)
# What hangs on the person, or on the investigation, of a record.
OF_OTHERS = tuple(
    (model, table, column, records, link)
    for model, records, links in (
        (VICTIM, "victims_victim", ("person_id", "investigation_id")),
        (SUSPECT, "investigations_suspect", ("person_id", "investigation_id")),
        (HELPED, "assistance_beneficiary", ("person_id",)),
    )
    for link in links
    for table, column in {
        "person_id": (("people_person", "id"), ("people_personcitizenship", "person_id")),
        "investigation_id": (
            ("investigations_investigation", "id"),
            ("investigations_stage", "investigation_id"),
            ("investigations_investigationarticle", "investigation_id"),
        ),
    }[link]
)


def selects():
    """One select for each table that a record's place in the figures depends on."""
    said = "e.pgh_label as verb, e.custodian_id, e.pgh_created_at as changed_at"
    for model, table, column in OWN:
        yield (
            f"select '{model}' as model, e.{column} as record_id, '{table}' as kind, {said} "
            f"from {table}event e"
        )
    for model, table, column, records, link in OF_OTHERS:
        yield (
            f"select '{model}', r.id, '{table}', {said} "
            f"from {table}event e join {records} r on r.{link} = e.{column}"
        )


MAY = f"(select coalesce({roles_sql(set(grants_for('publication_basis', 'select')))}, false))"
VIEW = (
    "create view fact_change with (security_barrier) as "
    f"select * from ({' union all '.join(selects())}) c where {MAY}"
)


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0011_revisions"),
        ("victims", "0001_initial"),
        ("investigations", "0001_initial"),
        ("assistance", "0001_initial"),
        ("people", "0001_initial"),
    ]
    operations = [migrations.RunSQL(VIEW, "drop view fact_change")]
