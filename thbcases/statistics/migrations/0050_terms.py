"""The completeness board counts terms as every other page does: working days, moved ends, changes."""

from importlib import import_module

from django.db import migrations

from thbcases.codes.choices import TermEvent

before = import_module("thbcases.statistics.migrations.0030_gaps")

# Of an investigation all of whose articles provide no imprisonment: a misdemeanour.
MAXIMA = """from investigations_investigationarticle a
    left join codes_articleversion v on v.article_id = a.article_id
      and v.valid_from <= coalesce(a.offence_on, r.registered_on)
      and (v.valid_to is null or v.valid_to >= coalesce(a.offence_on, r.registered_on))
    where a.investigation_id = r.id"""
MISDEMEANOUR = f"(select coalesce(bool_and(v.max_months is not distinct from 0), false) {MAXIMA})"
PRETRIAL = before.PRETRIAL.replace(
    f"when {before.GRAVEST}",
    f"when {MISDEMEANOUR} then '{TermEvent.PTI_TERM_MISDEMEANOUR}'\n  when {before.GRAVEST}",
)
TERMS = (
    ("d.registered_on", f"'{TermEvent.FORM_UNKNOWN}'"),
    ("r.registered_on", f"'{TermEvent.FORM_UNKNOWN}'"),
    ("r.registered_on", before.PRETRIAL),
    ("r.ends_on", f"'{TermEvent.PROJECT_REPORT}'"),
    ("r.submitted_on", f"'{TermEvent.REPORT_DECISION}'"),
)


def now_counted(view):
    """The view with each end of a term from the one function that counts it."""
    for start, event in TERMS:
        known = PRETRIAL if event == before.PRETRIAL else event
        old = before.due(start, event)
        assert old in view, event
        view = view.replace(old, f"(thb_term_due({known}, {start}) + 1)")
    return view


VIEW = "create or replace view fact_gap with (security_barrier) as "


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0041_first_responders"),
        ("codes", "0012_terms_in_sql"),
    ]

    operations = [
        migrations.RunSQL(VIEW + now_counted(before.GAP), VIEW + before.GAP),
    ]
