"""What every fact says: one statement each, over the tables of the cases and of the help.

The facts are counted over, so they are kept in tables (ddl.py); here stands what they have to say.
Each statement can be asked for a few keys at once: whatever it joins is looked up by the key of
its row, and no subject or word of one row depends on another row of the same table.
"""

from assistance.choices import BeneficiaryStatus, ProjectState
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
from thbcases.people.age import CHILD_BELOW_YEARS, born_sql, years_sql
from thbcases.statistics.choices import Identification, ProsecutionDecision
from thbcases.victims.choices import VictimStatus

UNSPECIFIED = "unspecified"

# What comes before an investigation: with nothing else it was never started.
BEFORE = (StageKind.REPORT_RECEIVED, StageKind.CHECKING, StageKind.REFUSED)


def words(values: "tuple[str, ...] | frozenset[str] | set[str]") -> str:
    """The values as a list in SQL."""
    return ", ".join(f"'{value}'" for value in sorted(values))


SUBJECT = "coalesce(l.subject, -p.id)"
LINK = "left join people_subjectlink l on l.person_id = p.id"


def age_group(day: str) -> str:
    """Child or adult on a day. With only a year known, born on its last day."""
    born = born_sql()
    return f"""(case when {born} is null or {day} is null then 'unknown'
      when {years_sql(born, day)} < {CHILD_BELOW_YEARS}
      then 'child' else 'adult' end)"""


def citizenship(day: str) -> str:
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


def municipality(organisation: str) -> str:
    """Where the organisation sits; 0 when that is not known."""
    return f"""coalesce((
    select o.municipality_id from accounts_organisation o where o.id = {organisation}), 0)"""


# The citizenship a return names when it names one country: the nearest, then the first.
CITIZEN_OF = f"""coalesce((
    select c.country_id from people_personcitizenship c join codes_country k on k.id = c.country_id
    where c.person_id = p.id order by k.code <> '{HOME_COUNTRY}', c.id limit 1), 0)"""

INVESTIGATION = f"""
select i.id, i.custodian_id, i.registered_on, i.reach,
  coalesce(a.is_trafficking, true) as is_trafficking,
  coalesce(a.is_child_case, false) as is_child_case,
  coalesce(f.category, '{UNSPECIFIED}') as form, coalesce(f.id, 0) as form_id,
  coalesce(f.eurostat, '{UNSPECIFIED}') as eurostat,
  coalesce((
    select n.country_id from investigations_investigationcountry n
    where n.investigation_id = i.id and n.role = '{CountryRole.DESTINATION}'
    order by n.id limit 1), 0) as destination_id,
  {municipality("i.custodian_id")} as municipality_id
from investigations_investigation i
left join lateral (
  select bool_or(c.is_trafficking) as is_trafficking, bool_or(c.concerns_children) as is_child_case
  from investigations_investigationarticle r join codes_article c on c.id = r.article_id
  where r.investigation_id = i.id
) a on true
left join lateral (
  select f.id, f.category, f.eurostat from investigations_investigationform r
  join codes_exploitationform f on f.id = r.form_id
  where r.investigation_id = i.id order by r.is_main desc, r.id limit 1
) f on true
where (
  select bool_and(s.kind in ({words(BEFORE)})) from investigations_stage s
  where s.investigation_id = i.id
) is not true
"""


def investigation_of(key: str) -> str:
    """The investigation of a row, as a fact, looked up by its key."""
    # «offset 0» keeps it a look-up: joined as a set, all investigations would be worked out first.
    return f"lateral (select * from ({INVESTIGATION}) it where it.id = {key} offset 0) i on true"


# The registration opens, whatever the stage rows say, and nothing opens before it. On a day with
# several stages the order of recording decides.
OPEN = f"""
select i.id, i.custodian_id, i.is_trafficking, i.is_child_case, i.reach, i.form, i.form_id,
  i.eurostat, i.destination_id, i.municipality_id, o.opened_on, o.closed_on
from ({INVESTIGATION}) i
cross join lateral (
  select is_open, changed_on as opened_on,
    lead(changed_on) over (order by changed_on, "on", n) as closed_on
  from (
    select e.*, lag(is_open) over (order by changed_on, "on", n) as was_open
    from (
      select i.registered_on as changed_on, date '-infinity' as "on", 0 as n, true as is_open
      union all
      select greatest(i.registered_on, s."on"), s."on", s.id, s.kind in ({words(OPEN_STAGES)})
      from investigations_stage s
      where s.investigation_id = i.id and s.kind not in ({words(BEFORE)})
    ) e
  ) c
  where is_open is distinct from was_open
) o
where o.is_open
"""

COURT = f"""
select i.id, i.custodian_id, i.reach, i.is_trafficking, i.is_child_case, i.form, i.form_id,
  i.eurostat, i.municipality_id, c.handed_over_on,
  (select min(j."on") from investigations_judgment j
    where j.investigation_id = i.id and j.instance = '{Instance.FIRST}') as decided_on
from ({INVESTIGATION}) i
cross join lateral (
  select min(c.handed_over_on) as handed_over_on
  from investigations_courtcase c where c.investigation_id = i.id
) c
where c.handed_over_on is not null
"""

EXPLOITED_ON = """(select min(coalesce(e.starts_on, e.ends_on))
    from victims_exploitationepisode e where e.victim_id = v.id)"""
ANSWERS = "coalesce(v.identified_by_id, v.custodian_id)"

VICTIM = f"""
select v.id, v.custodian_id, {SUBJECT} as subject, v.investigation_id,
  {ANSWERS} as identified_by_id, i.registered_on as investigation_on, i.reach,
  i.is_trafficking is true as is_trafficking, i.is_child_case is true as is_child_case,
  d.presumed_on, d.recognised_on, d.registered_on, p.sex,
  {age_group("d.registered_on")} as age_group,
  {age_group(EXPLOITED_ON)} as age_group_exploited,
  {citizenship("d.registered_on")} as citizenship,
  coalesce(f.category, '{UNSPECIFIED}') as form, coalesce(f.id, 0) as form_id,
  coalesce(f.eurostat, '{UNSPECIFIED}') as eurostat,
  coalesce(f.country_id, 0) as destination_id, {CITIZEN_OF} as citizen_of_id,
  {municipality(ANSWERS)} as municipality_id,
  case when d.recognised_on is not null then '{Identification.IDENTIFIED}'
    when d.presumed_on is not null then '{Identification.PRESUMED}'
    when d.registered_on is not null then '{Identification.DECLINED}' else '' end as identification
from victims_victim v
join people_person p on p.id = v.person_id
{LINK}
left join lateral (
  select min("on") filter (
      where status in ('{VictimStatus.PRESUMED}', '{VictimStatus.RECOGNISED}')) as presumed_on,
    min("on") filter (where status = '{VictimStatus.RECOGNISED}') as recognised_on,
    min("on") filter (where status in (
      '{VictimStatus.PRESUMED}', '{VictimStatus.RECOGNISED}', '{VictimStatus.DECLINED}'
    )) as registered_on
  from victims_victimdecision where victim_id = v.id
) d on true
left join lateral (
  select f.id, f.category, f.eurostat, e.country_id from victims_exploitationepisode e
  join codes_exploitationform f on f.id = e.form_id
  where e.victim_id = v.id order by e.is_main desc, e.id limit 1
) f on true
left join {investigation_of("v.investigation_id")}
"""

# A legal person is whoever has the same code, or where there is none the same name.
LEGAL = f"""case when s.kind = '{SuspectKind.LEGAL}' then hashtextextended(
    coalesce(nullif(s.legal_code, ''), lower(s.legal_name)), 0) end as legal_key"""

# What the charges against an accused are; with none recorded yet, nobody knows.
CHARGES = """left join lateral (
  select bool_or(a.is_trafficking) as is_charged, bool_or(a.is_knowing_use) as is_knowing_use
  from investigations_charge c join codes_article a on a.id = c.article_id
  where c.suspect_id = s.id
) h on true"""

SUSPECT = f"""
select s.id, s.custodian_id, s.kind,
  case when p.id is not null then {SUBJECT} end as subject, {LEGAL}, s.investigation_id,
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
join {investigation_of("s.investigation_id")}
left join people_person p on p.id = s.person_id
{LINK}
{CHARGES}
left join lateral (
  select min("on") as known_on,
    min("on") filter (where state = '{SuspectState.RELEASED}') as released_on,
    min("on") filter (where state = '{SuspectState.SUSPECTED}') as suspected_on,
    min("on") filter (where state = '{SuspectState.PROSECUTED}') as prosecuted_on
  from investigations_suspectstatus where suspect_id = s.id
) d on true
"""

SENTENCE = f"""
select x.id, x.custodian_id, case when p.id is not null then {SUBJECT} end as subject,
  {LEGAL}, x.investigation_id, x.suspect_id, i.reach, i.form, i.form_id, i.eurostat,
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
join {investigation_of("x.investigation_id")}
left join codes_article a on a.id = x.article_id
left join people_person p on p.id = s.person_id
{LINK}
{CHARGES}
"""

IS_VICTIM = f"b.status in ('{BeneficiaryStatus.PRESUMED}', '{BeneficiaryStatus.RECOGNISED}')"

ASSISTANCE = f"""
select s.id, s.custodian_id, s.beneficiary_id, {SUBJECT} as subject, {IS_VICTIM} as is_victim,
  s.project_id, s.kind_id, s."on" as starts_on, coalesce(s.ended_on, s."on") as ends_on, p.sex,
  {age_group('s."on"')} as age_group,
  {citizenship('s."on"')} as citizenship,
  {municipality("s.custodian_id")} as municipality_id,
  s.units, s.unit, s.cost
from assistance_service s
join assistance_beneficiary b on b.id = s.beneficiary_id
join people_person p on p.id = b.person_id
{LINK}
"""

# Whom an organisation helps as a victim: a registration that knows nothing of the exploitation.
HELPED = f"""
select -b.id as id, b.custodian_id, null::bigint as victim_id, b.id as beneficiary_id, 1 as rank,
  b.custodian_id as registered_by_id, {SUBJECT} as subject, b.registered_on,
  case b.status when '{BeneficiaryStatus.RECOGNISED}' then '{Identification.IDENTIFIED}'
    else '{Identification.PRESUMED}' end as identification,
  p.sex, {age_group("b.registered_on")} as age_group, 'unknown' as age_group_exploited,
  {citizenship("b.registered_on")} as citizenship, {CITIZEN_OF} as citizen_of_id,
  '{UNSPECIFIED}' as form, 0::bigint as form_id, '{UNSPECIFIED}' as eurostat,
  0::bigint as destination_id, {municipality("b.custodian_id")} as municipality_id
from assistance_beneficiary b
join people_person p on p.id = b.person_id
{LINK}
where {IS_VICTIM}
"""

# The first registration by each organisation. Where a person stands in an investigation too, that
# row knows the exploitation; `rank` puts it first.
REGISTRATION = """
select v.id, v.custodian_id, v.id as victim_id, null::bigint as beneficiary_id, 0 as rank,
  v.identified_by_id as registered_by_id, v.subject, v.registered_on, v.identification, v.sex,
  v.age_group, v.age_group_exploited, v.citizenship, v.citizen_of_id, v.form, v.form_id,
  v.eurostat, v.destination_id, v.municipality_id
from fact_victim v
where v.registered_on is not null and v.is_trafficking is not false
"""

PROJECT = f"""
select p.id, p.custodian_id, c.year,
  p.state in ('{ProjectState.FUNDED}', '{ProjectState.FINISHED}') as is_funded,
  p.starts_on, p.ends_on, p.granted, c.currency_id,
  {municipality("p.custodian_id")} as municipality_id
from assistance_project p
join assistance_fundingcall c on c.id = p.call_id
"""
