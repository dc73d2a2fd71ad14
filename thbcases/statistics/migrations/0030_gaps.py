"""What is missing, contradictory or late, as facts without identities.

Each part of the view is one check of `statistics/gaps/checks.py`: a number of a record, the kind
of the record, who is to mend it and since when. Terms are counted by the term rules in force on
the day they start. «Today» is the day in Vilnius, whatever the session's time zone is.
"""

from django.db import migrations, models

from assistance.choices import BeneficiaryStatus, ProjectState, ReportState
from thbcases.access.facts import Area, fact_condition
from thbcases.accounts.choices import OrganisationKind
from thbcases.codes.choices import TermEvent
from thbcases.investigations.choices import Outcome, StageKind, SuspectState
from thbcases.investigations.queries import CHECKED_STAGES, GRAVE_ABOVE_MONTHS, RUNNING_STAGES
from thbcases.people.choices import BirthPrecision, Sex
from thbcases.victims.choices import HELP_OPEN, Cooperation, PermitState, VictimStatus

TODAY = "(now() at time zone 'Europe/Vilnius')::date"
BEFORE = (StageKind.REPORT_RECEIVED, StageKind.CHECKING, StageKind.REFUSED)
VICTIMS = (BeneficiaryStatus.PRESUMED, BeneficiaryStatus.RECOGNISED)


def words(values):
    """The values as a list in SQL."""
    return ", ".join(f"'{value}'" for value in sorted(values))


def due(start, event):
    """The day after a term that starts on a day; nothing where no rule was in force."""
    return f"""(select ({start} + case t.unit when 'month' then make_interval(months => t.length)
      else make_interval(days => t.length) end)::date + 1
    from codes_termrule t where t.event = {event} and t.valid_from <= {start}
      and (t.valid_to is null or t.valid_to >= {start}))"""


def one_of_kind(kind):
    """The organisation that decides for the whole country."""
    return f"""(select min(o.id) from accounts_organisation o
    where o.kind = '{kind}' and o.is_active)"""


def part(gap, kind, area, custodian, since, source, where):
    """One check: the records of `source` (called r) of which `where` is true."""
    return f"""
select r.id, '{gap}' as gap, '{kind}' as kind, {custodian} as custodian_id,
  {since} as since_on, '{area}' as area
from {source} where {where}"""


CASES, HELP = Area.CASES, Area.HELP
STANDING = f"r.status in ({words(HELP_OPEN)})"

# A victim with the first days of each status.
VICTIM = f"""victims_victim r join people_person p on p.id = r.person_id
left join (
  select victim_id,
    min("on") filter (where status = '{VictimStatus.PRESUMED}') as presumed_on,
    min("on") filter (where status = '{VictimStatus.RECOGNISED}') as recognised_on,
    min("on") filter (where status in ({words(HELP_OPEN)})) as registered_on
  from victims_victimdecision group by 1
) d on d.victim_id = r.id"""
EPISODES = """select from victims_exploitationepisode e
  join codes_exploitationform f on f.id = e.form_id where e.victim_id = r.id"""

# Persons who are victims of somebody's records, each once, with the day they first were.
IN_CASES = f"""people_person r join (
  select v.person_id, min(d."on") as registered_on from victims_victim v
  join victims_victimdecision d on d.victim_id = v.id
  where v.status in ({words(HELP_OPEN)}) and d.status in ({words(HELP_OPEN)}) group by 1
) k on k.person_id = r.id"""
IN_HELP = f"""people_person r join (
  select person_id, min(registered_on) as registered_on from assistance_beneficiary
  where status in ({words(VICTIMS)}) group by 1
) k on k.person_id = r.id"""

STARTED = f"r.stage not in ({words(BEFORE)})"
# An article of trafficking, or none recorded yet.
TRAFFICKING = """coalesce((select bool_or(c.is_trafficking)
  from investigations_investigationarticle a join codes_article c on c.id = a.article_id
  where a.investigation_id = r.id), true)"""
FORMS = """select from investigations_investigationform a
  join codes_exploitationform f on f.id = a.form_id where a.investigation_id = r.id"""
CASE = "investigations_investigation r"

# By the gravest article, as the law stood on the day of the offence (BPK 176 str.).
GRAVEST = f"""coalesce((select max(coalesce(n.max_months, 0))
  from investigations_investigationarticle a join codes_articleversion n
    on n.article_id = a.article_id
    and (n.valid_from is null or n.valid_from <= coalesce(a.offence_on, r.registered_on))
    and (n.valid_to is null or n.valid_to >= coalesce(a.offence_on, r.registered_on))
  where a.investigation_id = r.id), 0) > {GRAVE_ABOVE_MONTHS}"""
PRETRIAL = f"""(case when r.stage in ({words(CHECKED_STAGES)}) then '{TermEvent.PTI_CHECK}'
  when {GRAVEST} then '{TermEvent.PTI_TERM_GRAVE}' else '{TermEvent.PTI_TERM_MINOR}' end)"""


def adult(day):
    """Surely of age on a day: with a year known, as if born on its last day."""
    born = "coalesce(p.birth_date, make_date(p.birth_year, 12, 31))"
    return f"({born} + interval '18 years')::date <= {day}"


UNSPECIFIED = [
    part(
        "form_unknown",
        "victims.Victim",
        CASES,
        "r.custodian_id",
        due("d.registered_on", f"'{TermEvent.FORM_UNKNOWN}'"),
        VICTIM,
        f"""{STANDING} and not exists ({EPISODES} and f.category <> 'unspecified')
          and not (r.status = '{VictimStatus.RECOGNISED}' and not exists ({EPISODES}))""",
    ),
    part(
        "recognised_unexploited",
        "victims.Victim",
        CASES,
        "r.custodian_id",
        "d.recognised_on",
        VICTIM,
        f"r.status = '{VictimStatus.RECOGNISED}' and not exists ({EPISODES})",
    ),
    part(
        "main_form_missing",
        "victims.Victim",
        CASES,
        "r.custodian_id",
        "d.registered_on",
        VICTIM,
        f"""{STANDING} and not exists ({EPISODES} and e.is_main) and (
          select count(distinct e.form_id) from victims_exploitationepisode e
          where e.victim_id = r.id) > 1""",
    ),
    *(
        part(gap, "people.Person", area, "r.custodian_id", "k.registered_on", source, missing)
        for area, source in ((CASES, IN_CASES), (HELP, IN_HELP))
        for gap, missing in (
            ("sex_missing", f"r.sex = '{Sex.UNKNOWN}'"),
            ("birth_missing", f"r.birth_precision = '{BirthPrecision.UNKNOWN}'"),
            (
                "citizenship_missing",
                """not r.is_stateless and not exists (
                  select from people_personcitizenship c join codes_country n
                    on n.id = c.country_id where c.person_id = r.id and n.kind <> 'unknown')""",
            ),
        )
    ),
    part(
        "case_article_missing",
        "investigations.Investigation",
        CASES,
        "r.custodian_id",
        "r.registered_on",
        CASE,
        f"""{STARTED} and not exists (
          select from investigations_investigationarticle a where a.investigation_id = r.id)""",
    ),
    part(
        "case_form_missing",
        "investigations.Investigation",
        CASES,
        "r.custodian_id",
        due("r.registered_on", f"'{TermEvent.FORM_UNKNOWN}'"),
        CASE,
        f"{STARTED} and {TRAFFICKING} and not exists ({FORMS} and f.category <> 'unspecified')",
    ),
    part(
        "case_main_form_missing",
        "investigations.Investigation",
        CASES,
        "r.custodian_id",
        "r.registered_on",
        CASE,
        f"""{STARTED} and not exists ({FORMS} and a.is_main) and (
          select count(*) from investigations_investigationform a
          where a.investigation_id = r.id) > 1""",
    ),
    part(
        "reach_unknown",
        "investigations.Investigation",
        CASES,
        "r.custodian_id",
        due("r.registered_on", f"'{TermEvent.FORM_UNKNOWN}'"),
        CASE,
        f"{STARTED} and {TRAFFICKING} and r.reach = 'unknown'",
    ),
]

CONTRADICTORY = [
    part(
        "recognised_before_presumed",
        "victims.Victim",
        CASES,
        "r.custodian_id",
        "d.recognised_on",
        VICTIM,
        "d.recognised_on < d.presumed_on",
    ),
    part(
        "victim_in_refused",
        "victims.Victim",
        CASES,
        "r.custodian_id",
        "greatest(i.stage_on, d.recognised_on)",
        f"{VICTIM} join investigations_investigation i on i.id = r.investigation_id",
        f"r.status = '{VictimStatus.RECOGNISED}' and i.stage = '{StageKind.REFUSED}'",
    ),
    part(
        "exploited_before_birth",
        "victims.Victim",
        CASES,
        "r.custodian_id",
        "coalesce(d.registered_on, r.status_on)",
        VICTIM,
        f"""exists ({EPISODES}
          and coalesce(e.ends_on, e.starts_on)
            < coalesce(p.birth_date, make_date(p.birth_year, 1, 1)))""",
    ),
    part(
        "child_case_without_child",
        "investigations.Investigation",
        CASES,
        "r.custodian_id",
        "r.registered_on",
        CASE,
        f"""{STARTED} and exists (
          select from investigations_investigationarticle a join codes_article c
            on c.id = a.article_id where a.investigation_id = r.id and c.concerns_children)
        and exists (
          select from victims_victim v
          where v.investigation_id = r.id and v.status in ({words(HELP_OPEN)}))
        and not exists (
          select from victims_victim v join people_person p on p.id = v.person_id
          where v.investigation_id = r.id and v.status in ({words(HELP_OPEN)})
          and coalesce({
            adult(
                '''(select least(
            (select min(d."on") from victims_victimdecision d where d.victim_id = v.id
              and d.status in ('''
                + words(HELP_OPEN)
                + ''')),
            (select min(coalesce(e.starts_on, e.ends_on)) from victims_exploitationepisode e
              where e.victim_id = v.id)))'''
            )
        }, false) is false)""",
    ),
    part(
        "convicted_unprosecuted",
        "investigations.Suspect",
        CASES,
        "r.custodian_id",
        "x.judged_on",
        f"""investigations_suspect r join (
          select s.suspect_id, min(j."on") as judged_on from investigations_sentence s
          join investigations_judgment j on j.id = s.judgment_id
          where s.outcome = '{Outcome.CONVICTED}' group by 1) x on x.suspect_id = r.id""",
        f"""not exists (select from investigations_suspectstatus u
          where u.suspect_id = r.id and u.state = '{SuspectState.PROSECUTED}')""",
    ),
    part(
        "judged_before_court",
        "investigations.CourtCase",
        CASES,
        "r.custodian_id",
        "j.judged_on",
        """investigations_courtcase r join (
          select court_case_id, min("on") as judged_on from investigations_judgment group by 1
        ) j on j.court_case_id = r.id""",
        "j.judged_on < r.handed_over_on",
    ),
    part(
        "service_after_closing",
        "assistance.Service",
        HELP,
        "r.custodian_id",
        'r."on"',
        "assistance_service r join assistance_beneficiary b on b.id = r.beneficiary_id",
        'r."on" > b.closed_on',
    ),
    part(
        "service_outside_project",
        "assistance.Service",
        HELP,
        "r.custodian_id",
        'r."on"',
        "assistance_service r join assistance_project j on j.id = r.project_id",
        'r."on" not between j.starts_on and j.ends_on',
    ),
]

LATE = [
    part(
        "term_passed",
        "investigations.Investigation",
        CASES,
        "r.custodian_id",
        due("r.registered_on", PRETRIAL),
        CASE,
        f"r.stage in ({words(CHECKED_STAGES | RUNNING_STAGES)})",
    ),
    part(
        "reflection_expired",
        "victims.Victim",
        CASES,
        "r.custodian_id",
        "x.ended_on + 1",
        f"""victims_victim r join (
          select victim_id, max(coalesce(ended_on, ends_on)) as ended_on
          from victims_reflectionperiod
          where state in ('{PermitState.GRANTED}', '{PermitState.WITHDRAWN}') group by 1
        ) x on x.victim_id = r.id""",
        f"""{STANDING} and r.cooperation = '{Cooperation.UNDECIDED}' and not exists (
          select from victims_residencepermit t where t.victim_id = r.id)""",
    ),
    *(
        part(
            "stay_undecided",
            f"victims.{model}",
            CASES,
            one_of_kind(OrganisationKind.MIGRATION),
            "r.starts_on",
            f"victims_{model.lower()} r",
            f"r.state = '{PermitState.PROPOSED}'",
        )
        for model in ("ReflectionPeriod", "ResidencePermit")
    ),
    part(
        "report_missing",
        "assistance.Project",
        HELP,
        "r.custodian_id",
        due("r.ends_on", f"'{TermEvent.PROJECT_REPORT}'"),
        "assistance_project r",
        f"""r.state in ('{ProjectState.FUNDED}', '{ProjectState.FINISHED}') and not exists (
          select from assistance_projectreport t where t.project_id = r.id
          and t.state in ('{ReportState.SUBMITTED}', '{ReportState.ACCEPTED}'))""",
    ),
    part(
        "report_undecided",
        "assistance.ProjectReport",
        HELP,
        one_of_kind(OrganisationKind.MINISTRY_SOCIAL),
        due("r.submitted_on", f"'{TermEvent.REPORT_DECISION}'"),
        "assistance_projectreport r",
        f"r.state = '{ReportState.SUBMITTED}'",
    ),
]

POLICE = (OrganisationKind.POLICE_UNIT, OrganisationKind.BORDER_GUARD)
SILENCE = f"""({TODAY} - (select case t.unit when 'month' then make_interval(months => t.length)
  else make_interval(days => t.length) end from codes_termrule t
  where t.event = '{TermEvent.ORGANISATION_SILENT}' and t.valid_from <= {TODAY}
    and (t.valid_to is null or t.valid_to >= {TODAY})))::date"""


def silent(area, kinds, tables):
    """Organisations in which somebody works today, and in which nobody recorded anything."""
    spoke = " or ".join(
        f"""exists (select from {table} s where s.custodian_id = r.id
          and (s.created_at at time zone 'Europe/Vilnius')::date >= {SILENCE})"""
        for table in tables
    )
    return part(
        "organisation_silent",
        "accounts.Organisation",
        area,
        "r.id",
        SILENCE,
        "accounts_organisation r",
        f"""r.is_active and r.kind in ({words(kinds)}) and exists (
          select from accounts_membership m where m.organisation_id = r.id
          and m.starts_on <= {TODAY} and (m.ends_on is null or m.ends_on >= {TODAY}))
        and not ({spoke})""",
    )


LATE += [
    silent(
        CASES,
        POLICE,
        (
            "investigations_investigation",
            "investigations_stage",
            "investigations_suspectstatus",
            "victims_victim",
            "victims_victimdecision",
        ),
    ),
    silent(
        HELP,
        (OrganisationKind.NGO,),
        ("assistance_beneficiary", "assistance_service", "assistance_consent"),
    ),
]

GAPS = " union all ".join([*UNSPECIFIED, *CONTRADICTORY, *LATE])
CONDITION = " or ".join(
    f"(g.area = '{area}' and ({fact_condition(area, 'g.custodian_id')}))" for area in Area
)
GAP = f"""
select g.id, g.custodian_id, coalesce(o.municipality_id, 0) as municipality_id, g.gap, g.kind,
  g.since_on
from ({GAPS}) g join accounts_organisation o on o.id = g.custodian_id
where g.since_on <= {TODAY} and ({CONDITION})
"""


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0021_facts_for_files"),
        ("codes", "0004_board_terms"),
        ("people", "0002_linkage"),
        ("investigations", "0001_initial"),
        ("victims", "0001_initial"),
        ("assistance", "0001_initial"),
        ("accounts", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            name="GapFact",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("custodian_id", models.BigIntegerField()),
                ("municipality_id", models.BigIntegerField()),
                ("gap", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=60)),
                ("since_on", models.DateField()),
            ],
            options={
                "db_table": "fact_gap",
                "abstract": False,
                "managed": False,
                "default_permissions": (),
            },
        ),
        migrations.RunSQL(
            f"create view fact_gap with (security_barrier) as {GAP}", "drop view fact_gap"
        ),
    ]
