"""What the returns ask beside the facts there are: offences by article, endings of help, details.

These views stand on tables and on no other view, so that those can be made anew without them. A
detail holds numbers of code lists and a band of age: it is read by the extract of single records,
which is k-anonymised before anybody sees it.
"""

from django.db import migrations

from assistance.choices import BeneficiaryStatus
from thbcases.access.facts import Area, fact_condition
from thbcases.investigations.choices import StageKind
from thbcases.victims.choices import VictimStatus

CASES = fact_condition(Area.CASES, "{}.custodian_id")
HELP = fact_condition(Area.HELP, "{}.custodian_id")

# With nothing but these, an investigation was never started.
BEFORE = (StageKind.REPORT_RECEIVED, StageKind.CHECKING, StageKind.REFUSED)
# Eurostat's «registered»: presumed, recognised, or meeting the criteria and declining.
REGISTERED = (VictimStatus.PRESUMED, VictimStatus.RECOGNISED, VictimStatus.DECLINED)
HELPED = (BeneficiaryStatus.PRESUMED, BeneficiaryStatus.RECOGNISED)
# The first age above each band, and the band.
BANDS = (
    (9, "0-8"),
    (18, "9-17"),
    (21, "18-20"),
    (24, "21-23"),
    (27, "24-26"),
    (30, "27-29"),
    (39, "30-38"),
    (48, "39-47"),
)
BORN = "coalesce(p.birth_date, make_date(p.birth_year, 12, 31))"
SUBJECT = "coalesce(l.subject, -p.id)"
LINK = "left join people_subjectlink l on l.person_id = p.id"


def words(values):
    """The values as a list in SQL."""
    return ", ".join(f"'{value}'" for value in sorted(values))


def age(day):
    """Full years on a day; with only a year of birth known, born on its last day."""
    return f"""(extract(year from {day}) - extract(year from {BORN})
      - (extract(month from {day}) * 100 + extract(day from {day})
         < extract(month from {BORN}) * 100 + extract(day from {BORN}))::int)"""


def age_group(day):
    """Child or adult on a day."""
    return f"""(case when {BORN} is null or {day} is null then 'unknown'
      when {age(day)} < 18 then 'child' else 'adult' end)"""


def age_band(day):
    """The band of the age on a day; empty where it is not known."""
    cases = " ".join(f"when {age(day)} < {above} then '{band}'" for above, band in BANDS)
    return f"(case when {BORN} is null or {day} is null then '' {cases} else '48+' end)"


def municipality(organisation):
    """Where the organisation sits; 0 when that is not known."""
    return f"""coalesce((
    select o.municipality_id from accounts_organisation o where o.id = {organisation}), 0)"""


OFFENCE = f"""
select r.id, i.custodian_id, i.id as investigation_id, r.article_id, i.registered_on,
  a.is_trafficking, {municipality("i.custodian_id")} as municipality_id
from investigations_investigationarticle r
join codes_article a on a.id = r.article_id
join investigations_investigation i on i.id = r.investigation_id
left join (
  select investigation_id, bool_and(kind in ({words(BEFORE)})) as is_before
  from investigations_stage group by 1
) s on s.investigation_id = i.id
where s.is_before is not true and ({CASES.format("i")})
"""

# Per beneficiary each project that gave a service; who was given none ended help in no project.
CLOSING = f"""
select coalesce(s.id, -b.id) as id, b.custodian_id, b.id as beneficiary_id,
  {SUBJECT} as subject, b.status in ({words(HELPED)}) as is_victim, s.project_id, b.closed_on,
  coalesce(b.outcome_id, 0) as result_id, p.sex, {age_group("b.closed_on")} as age_group,
  {municipality("b.custodian_id")} as municipality_id
from assistance_beneficiary b
join people_person p on p.id = b.person_id
{LINK}
left join (
  select beneficiary_id, project_id, min(id) as id from assistance_service group by 1, 2
) s on s.beneficiary_id = b.id
where b.closed_on is not null and ({HELP.format("b")})
"""

DETAIL = f"""
select v.id, v.custodian_id, v.id as victim_id, null::bigint as beneficiary_id,
  {municipality("v.custodian_id")} as municipality_id,
  {age_band("d.registered_on")} as age_band,
  array(select distinct e.form_id from victims_exploitationepisode e where e.victim_id = v.id
    order by 1) as form_ids,
  array(select c.means_id from victims_control c where c.victim_id = v.id order by 1) as means_ids,
  coalesce(v.relationship_id, 0) as relationship_id
from victims_victim v
join people_person p on p.id = v.person_id
join (
  select victim_id, min("on") as registered_on from victims_victimdecision
  where status in ({words(REGISTERED)}) group by 1
) d on d.victim_id = v.id
where {CASES.format("v")}
union all
select -b.id, b.custodian_id, null, b.id, {municipality("b.custodian_id")},
  {age_band("b.registered_on")}, array[]::bigint[], array[]::bigint[], 0
from assistance_beneficiary b
join people_person p on p.id = b.person_id
where b.status in ({words(HELPED)}) and ({HELP.format("b")})
"""

VIEWS = {
    "fact_offence": OFFENCE,
    "fact_closing": CLOSING,
    "fact_registration_detail": DETAIL,
}


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0020_returns"),
        ("codes", "0003_knowing_use"),
        ("people", "0002_linkage"),
        ("victims", "0001_initial"),
        ("assistance", "0001_initial"),
        ("accounts", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(
            f"create view {name} with (security_barrier) as {select}", f"drop view {name}"
        )
        for name, select in VIEWS.items()
    ]
