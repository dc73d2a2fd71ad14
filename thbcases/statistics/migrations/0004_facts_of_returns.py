"""The facts with everything the returns ask for, and registrations as a fact of their own.

Beside what 0002 says: the country of exploitation, the finer forms, the municipality of the
organisation that answers for the record, how a prosecution was decided, who is accused of knowing
use (Directive 2011/36/EU, Article 18a), and what help cost. `fact_registration` joins the victims
of investigations and those whom organisations help, so that a person registered by both is
counted once.
"""

from django.db import migrations

from assistance.choices import BeneficiaryStatus, ProjectState
from thbcases.access.facts import Area, fact_condition
from thbcases.codes.choices import HOME_COUNTRY
from thbcases.investigations.choices import (
    OPEN_STAGES,
    CountryRole,
    Instance,
    Outcome,
    StageKind,
    SuspectKind,
    SuspectState,
)
from thbcases.statistics.choices import Identification, ProsecutionDecision
from thbcases.victims.choices import VictimStatus

CASES = fact_condition(Area.CASES, "{}.custodian_id")
HELP = fact_condition(Area.HELP, "{}.custodian_id")
UNSPECIFIED = "unspecified"

# What comes before an investigation: with nothing else it was never started.
BEFORE = (StageKind.REPORT_RECEIVED, StageKind.CHECKING, StageKind.REFUSED)


def words(values):
    """The values as a list in SQL."""
    return ", ".join(f"'{value}'" for value in sorted(values))


SUBJECT = "coalesce(l.subject, -p.id)"
LINK = "left join people_subjectlink l on l.person_id = p.id"


def age_group(day):
    """Child or adult on a day. With only a year known, born on its last day."""
    born = "coalesce(p.birth_date, make_date(p.birth_year, 12, 31))"
    return f"""(case when {born} is null or {day} is null then 'unknown'
      when extract(year from {day}) - extract(year from {born})
        - (extract(month from {day}) * 100 + extract(day from {day})
           < extract(month from {born}) * 100 + extract(day from {born}))::int < 18
      then 'child' else 'adult' end)"""


def citizenship(day):
    """The group of the returns on a day; of several citizenships the nearest counts."""
    return f"""coalesce((
    select (array['own', 'other_eu', 'non_eu', 'stateless'])[min(case
      when k.code = '{HOME_COUNTRY}' then 1
      when k.kind = 'stateless' then 4
      when k.kind <> 'country' then 5
      when exists (select from codes_eumembership m where m.country_id = k.id
        and (m.valid_from is null or m.valid_from <= {day})
        and (m.valid_to is null or m.valid_to >= {day})) then 2
      else 3 end)]
    from people_personcitizenship c join codes_country k on k.id = c.country_id
    where c.person_id = p.id
  ), case when p.is_stateless then 'stateless' else 'unknown' end)"""


def municipality(organisation):
    """Where the organisation sits; 0 when that is not known."""
    return f"""coalesce((
    select o.municipality_id from accounts_organisation o where o.id = {organisation}), 0)"""


def main_form(column, case):
    """Of the forms of an investigation, the main one."""
    return f"""(
    select f.{column} from investigations_investigationform r
    join codes_exploitationform f on f.id = r.form_id
    where r.investigation_id = {case} order by r.is_main desc, r.id limit 1)"""


def main_episode(column):
    """Of the exploitation a victim went through, the main one; `e` the episode, `f` its form."""
    return f"""(
    select {column} from victims_exploitationepisode e
    join codes_exploitationform f on f.id = e.form_id
    where e.victim_id = v.id order by e.is_main desc, e.id limit 1)"""


def main_citizenship(person):
    """The citizenship a return names when it names one country: the nearest, then the first."""
    return f"""coalesce((
    select c.country_id from people_personcitizenship c join codes_country k on k.id = c.country_id
    where c.person_id = {person} order by k.code <> '{HOME_COUNTRY}', c.id limit 1), 0)"""


INVESTIGATION = f"""
select i.id, i.custodian_id, i.registered_on, i.reach,
  coalesce(a.is_trafficking, true) as is_trafficking,
  coalesce(a.is_child_case, false) as is_child_case,
  coalesce({main_form("category", "i.id")}, '{UNSPECIFIED}') as form,
  coalesce({main_form("id", "i.id")}, 0) as form_id,
  coalesce({main_form("eurostat", "i.id")}, '{UNSPECIFIED}') as eurostat,
  coalesce((
    select n.country_id from investigations_investigationcountry n
    where n.investigation_id = i.id and n.role = '{CountryRole.DESTINATION}'
    order by n.id limit 1), 0) as destination_id,
  {municipality("i.custodian_id")} as municipality_id
from investigations_investigation i
left join (
  select investigation_id, bool_and(kind in ({words(BEFORE)})) as is_before
  from investigations_stage group by 1
) s on s.investigation_id = i.id
left join (
  select r.investigation_id, bool_or(c.is_trafficking) as is_trafficking,
    bool_or(c.concerns_children) as is_child_case
  from investigations_investigationarticle r join codes_article c on c.id = r.article_id
  group by 1
) a on a.investigation_id = i.id
where s.is_before is not true and ({CASES.format("i")})
"""

# The registration opens, whatever the stage rows say, and nothing opens before it. On a day with
# several stages the order of recording decides.
OPEN = f"""
select i.id, i.custodian_id, i.is_trafficking, i.is_child_case, i.reach, i.form, i.form_id,
  i.eurostat, i.destination_id, i.municipality_id, o.opened_on, o.closed_on
from (
  select investigation_id, is_open, changed_on as opened_on,
    lead(changed_on) over (partition by investigation_id order by changed_on, "on", id) as closed_on
  from (
    select e.*,
      lag(is_open) over (partition by investigation_id order by changed_on, "on", id) as was_open
    from (
      select id as investigation_id, registered_on as changed_on, date '-infinity' as "on",
        0 as id, true as is_open
      from investigations_investigation
      union all
      select s.investigation_id, greatest(i.registered_on, s."on"), s."on", s.id,
        s.kind in ({words(OPEN_STAGES)})
      from investigations_stage s
      join investigations_investigation i on i.id = s.investigation_id
      where s.kind not in ({words(BEFORE)})
    ) e
  ) c
  where is_open is distinct from was_open
) o
join fact_investigation i on i.id = o.investigation_id
where o.is_open and ({CASES.format("i")})
"""

EXPLOITED_ON = """(select min(coalesce(e.starts_on, e.ends_on))
    from victims_exploitationepisode e where e.victim_id = v.id)"""

VICTIM = f"""
select v.id, v.custodian_id, {SUBJECT} as subject, v.investigation_id,
  coalesce(v.identified_by_id, v.custodian_id) as identified_by_id,
  i.registered_on as investigation_on, i.reach,
  i.is_trafficking is true as is_trafficking, i.is_child_case is true as is_child_case,
  d.presumed_on, d.recognised_on, d.registered_on, p.sex,
  {age_group("d.registered_on")} as age_group,
  {age_group(EXPLOITED_ON)} as age_group_exploited,
  {citizenship("d.registered_on")} as citizenship,
  coalesce({main_episode("f.category")}, '{UNSPECIFIED}') as form,
  coalesce({main_episode("f.id")}, 0) as form_id,
  coalesce({main_episode("f.eurostat")}, '{UNSPECIFIED}') as eurostat,
  coalesce({main_episode("e.country_id")}, 0) as destination_id,
  {main_citizenship("p.id")} as citizen_of_id,
  {municipality("coalesce(v.identified_by_id, v.custodian_id)")} as municipality_id,
  case when d.recognised_on is not null then '{Identification.IDENTIFIED}'
    when d.presumed_on is not null then '{Identification.PRESUMED}'
    when d.registered_on is not null then '{Identification.DECLINED}' else '' end as identification
from victims_victim v
join people_person p on p.id = v.person_id
{LINK}
left join (
  select victim_id,
    min("on") filter (
      where status in ('{VictimStatus.PRESUMED}', '{VictimStatus.RECOGNISED}')) as presumed_on,
    min("on") filter (where status = '{VictimStatus.RECOGNISED}') as recognised_on,
    min("on") filter (where status in (
      '{VictimStatus.PRESUMED}', '{VictimStatus.RECOGNISED}', '{VictimStatus.DECLINED}'
    )) as registered_on
  from victims_victimdecision group by 1
) d on d.victim_id = v.id
left join fact_investigation i on i.id = v.investigation_id
where {CASES.format("v")}
"""

# A legal person is whoever has the same code, or where there is none the same name.
LEGAL = f"""left join (
  select id, min(id) over (
    partition by coalesce(nullif(legal_code, ''), lower(legal_name))) as legal_key
  from investigations_suspect where kind = '{SuspectKind.LEGAL}'
) g on g.id = s.id"""

# What the charges against an accused are; with none recorded yet, nobody knows.
CHARGES = """left join (
  select c.suspect_id, bool_or(a.is_trafficking) as is_charged,
    bool_or(a.is_knowing_use) as is_knowing_use
  from investigations_charge c join codes_article a on a.id = c.article_id group by 1
) h on h.suspect_id = s.id"""

SUSPECT = f"""
select s.id, s.custodian_id, s.kind,
  case when p.id is not null then {SUBJECT} end as subject, g.legal_key, s.investigation_id,
  i.reach, i.is_trafficking, i.is_child_case, i.form, i.form_id, i.eurostat, i.municipality_id,
  d.known_on, d.suspected_on, d.prosecuted_on,
  coalesce(d.prosecuted_on, d.released_on) as decided_on,
  case when d.prosecuted_on is null and d.released_on is null then ''
    when d.prosecuted_on is null then '{ProsecutionDecision.NONE}'
    when h.is_charged is not false then '{ProsecutionDecision.TRAFFICKING}'
    else '{ProsecutionDecision.OTHER_CHARGE}' end as decision,
  h.is_charged is not false as is_charged, h.is_knowing_use is true as is_knowing_use,
  coalesce(p.sex, 'unknown') as sex,
  {age_group("d.known_on")} as age_group,
  {citizenship("d.known_on")} as citizenship
from investigations_suspect s
join fact_investigation i on i.id = s.investigation_id
left join people_person p on p.id = s.person_id
{LINK}
{LEGAL}
{CHARGES}
left join (
  select suspect_id, min("on") as known_on,
    min("on") filter (where state = '{SuspectState.RELEASED}') as released_on,
    min("on") filter (where state = '{SuspectState.SUSPECTED}') as suspected_on,
    min("on") filter (where state = '{SuspectState.PROSECUTED}') as prosecuted_on
  from investigations_suspectstatus group by 1
) d on d.suspect_id = s.id
where {CASES.format("s")}
"""

COURT = f"""
select i.id, i.custodian_id, i.reach, i.is_trafficking, i.is_child_case, i.form, i.form_id,
  i.eurostat, i.municipality_id, c.handed_over_on, j.decided_on
from fact_investigation i
join (
  select investigation_id, min(handed_over_on) as handed_over_on
  from investigations_courtcase group by 1
) c on c.investigation_id = i.id
left join (
  select investigation_id, min("on") as decided_on
  from investigations_judgment where instance = '{Instance.FIRST}' group by 1
) j on j.investigation_id = i.id
where {CASES.format("i")}
"""

SENTENCE = f"""
select x.id, x.custodian_id, case when p.id is not null then {SUBJECT} end as subject,
  g.legal_key, x.investigation_id, x.suspect_id, i.reach, i.form, i.form_id, i.eurostat,
  i.municipality_id,
  coalesce(a.is_trafficking, i.is_trafficking) as is_trafficking,
  coalesce(a.concerns_children, i.is_child_case) as is_child_case,
  j.instance, j."on" as judged_on, j.final_on, x.outcome,
  case when x.outcome = '{Outcome.CONVICTED}' and not x.is_suspended and p.id is not null
    then nullif(coalesce(x.years, 0) * 12 + coalesce(x.months, 0), 0) end as months,
  coalesce(p.sex, 'unknown') as sex,
  {age_group('j."on"')} as age_group,
  {citizenship('j."on"')} as citizenship,
  coalesce(a.is_knowing_use, h.is_knowing_use, false) as is_knowing_use
from investigations_sentence x
join investigations_judgment j on j.id = x.judgment_id
join investigations_suspect s on s.id = x.suspect_id
join fact_investigation i on i.id = x.investigation_id
left join codes_article a on a.id = x.article_id
left join people_person p on p.id = s.person_id
{LINK}
{LEGAL}
{CHARGES}
where {CASES.format("x")}
"""

ASSISTANCE = f"""
select s.id, s.custodian_id, s.beneficiary_id, {SUBJECT} as subject,
  b.status in ('{BeneficiaryStatus.PRESUMED}', '{BeneficiaryStatus.RECOGNISED}') as is_victim,
  s.project_id, s.kind_id, s."on" as starts_on, coalesce(s.ended_on, s."on") as ends_on, p.sex,
  {age_group('s."on"')} as age_group,
  {citizenship('s."on"')} as citizenship,
  {municipality("s.custodian_id")} as municipality_id,
  s.units, s.unit, s.cost
from assistance_service s
join assistance_beneficiary b on b.id = s.beneficiary_id
join people_person p on p.id = b.person_id
{LINK}
where {HELP.format("s")}
"""

PROJECT = f"""
select p.id, p.custodian_id, c.year,
  p.state in ('{ProjectState.FUNDED}', '{ProjectState.FINISHED}') as is_funded,
  p.starts_on, p.ends_on, p.granted, c.currency_id,
  {municipality("p.custodian_id")} as municipality_id
from assistance_project p
join assistance_fundingcall c on c.id = p.call_id
where {HELP.format("p")}
"""

# The first registration by each organisation. Where a person stands in an investigation too, that
# row knows the exploitation; `rank` puts it first.
REGISTRATION = f"""
select v.id, v.custodian_id, v.id as victim_id, null::bigint as beneficiary_id, 0 as rank,
  v.identified_by_id as registered_by_id, v.subject, v.registered_on, v.identification, v.sex,
  v.age_group, v.age_group_exploited, v.citizenship, v.citizen_of_id, v.form, v.form_id,
  v.eurostat, v.destination_id, v.municipality_id
from fact_victim v
where v.registered_on is not null and v.is_trafficking is not false
union all
select -b.id, b.custodian_id, null, b.id, 1, b.custodian_id, {SUBJECT}, b.registered_on,
  case b.status when '{BeneficiaryStatus.RECOGNISED}' then '{Identification.IDENTIFIED}'
    else '{Identification.PRESUMED}' end,
  p.sex, {age_group("b.registered_on")}, 'unknown', {citizenship("b.registered_on")},
  {main_citizenship("p.id")}, '{UNSPECIFIED}', 0, '{UNSPECIFIED}', 0,
  {municipality("b.custodian_id")}
from assistance_beneficiary b
join people_person p on p.id = b.person_id
{LINK}
where b.status in ('{BeneficiaryStatus.PRESUMED}', '{BeneficiaryStatus.RECOGNISED}')
  and ({HELP.format("b")})
"""

VIEWS = {
    "fact_investigation": INVESTIGATION,
    "fact_investigation_open": OPEN,
    "fact_victim": VICTIM,
    "fact_registration": REGISTRATION,
    "fact_suspect": SUSPECT,
    "fact_court": COURT,
    "fact_sentence": SENTENCE,
    "fact_assistance": ASSISTANCE,
    "fact_project": PROJECT,
}


# Views lean on each other: they go from the last to the first.
DROP = [f"drop view {name}" for name in reversed(VIEWS) if name != "fact_registration"]


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0003_wider_facts"),
        ("codes", "0003_knowing_use"),
        ("people", "0002_linkage"),
        ("victims", "0001_initial"),
        ("assistance", "0001_initial"),
        ("accounts", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(DROP),
        *(
            migrations.RunSQL(f"create view {name} with (security_barrier) as {select}")
            for name, select in VIEWS.items()
        ),
    ]
