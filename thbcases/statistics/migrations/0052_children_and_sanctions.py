"""Child victims and what was done for them, administrative cases, fines to revisit; no identities.

The victims come from the kept facts and from what is worked out beside them, so that ages,
citizenships and forms are the same as everywhere. Fines to revisit are told to nobody but those who
count the whole country: by one's own unit's number one could find out who is a victim.
"""

from django.db import migrations

from thbcases.access.facts import Area, fact_condition
from thbcases.access.policies import roles_sql
from thbcases.access.roles import Role
from thbcases.people.age import CHILD_BELOW_YEARS, born_sql, years_sql
from thbcases.statistics.kept.ddl import OF
from thbcases.statistics.kept.definitions import EXPLOITED_ON, LINK, SUBJECT, municipality, words
from thbcases.victims.choices import PLACEMENTS

CASES = fact_condition(Area.CASES, "{}.custodian_id")
COUNTS_ALL = f"(select coalesce({roles_sql({Role.ANALYST, Role.COORDINATOR})}, false))"
COLUMNS = (
    "id",
    "custodian_id",
    "municipality_id",
    "subject",
    "registered_on",
    "sex",
    "age_group",
    "age_group_exploited",
    "citizenship",
    "form",
    "form_id",
    "eurostat",
)


def years(day):
    """Full years on a day, as everywhere."""
    return f"({years_sql(born_sql(), day)})"


CHILD = f"""
select v.id, v.custodian_id, v.municipality_id, v.subject, v.registered_on, v.sex, v.citizenship,
  v.form, v.form_id, v.eurostat,
  case when a.years is null then '' when a.years < 7 then '0-6' when a.years < 14 then '7-13'
    when a.years < {CHILD_BELOW_YEARS} then '14-17' else '18+' end as child_band,
  coalesce((select case when n."on" <= n.due_on then 'in_term' else 'late' end
    from victims_childnotice n where n.victim_id = v.id order by n."on", n.id limit 1),
    'none') as notice,
  case when exists (select from victims_childrepresentative r where r.victim_id = v.id)
    then 'yes' else 'no' end as represented,
  coalesce((select case when bool_and(i.in_special_room) then 'special_room' else 'elsewhere' end
    from victims_childinterview i where i.victim_id = v.id having count(*) > 0),
    'none') as interviewed,
  case when exists (select from victims_childarrangement h
    where h.victim_id = v.id and h.kind in ({words(PLACEMENTS)})) then 'yes' else 'no' end as placed
from ({OF["victim"].rows(COLUMNS)}) v
join victims_victim w on w.id = v.id
join people_person p on p.id = w.person_id
left join lateral (
  select c.least from victims_childage c where c.victim_id = v.id
  order by c."on" desc, c.id desc limit 1
) f on true
cross join lateral (select {EXPLOITED_ON} as exploited_on) e
cross join lateral (
  select coalesce(f.least, {years("e.exploited_on")}, {years("v.registered_on")}) as years
) a
where v.registered_on is not null and (
  (case when f.least is not null then f.least < {CHILD_BELOW_YEARS}
    else v.age_group_exploited = 'child' end)
  or ((p.birth_date is not null or f.least is null) and v.age_group = 'child')
) and ({CASES.format("v")})
"""

OF_CASE = f"""c.id, c.custodian_id, {municipality("c.custodian_id")} as municipality_id,
  {SUBJECT} as subject, c.act_on, c.decided_on"""

SANCTION = f"""
select {OF_CASE}, c.state as case_state, c.fine, m.code as currency, o.conduct,
  coalesce((select k.answer from sanctions_liabilitycheck k
    where k.case_id = c.id order by k.id desc limit 1), 'none') as answer
from sanctions_administrativecase c
join codes_administrativeoffenceversion v on v.id = c.law_id
join codes_administrativeoffence o on o.id = v.offence_id
join codes_currency m on m.id = v.currency_id
join people_person p on p.id = c.person_id
{LINK}
where {CASES.format("c")}
"""

REVISIT = f"""
select {OF_CASE} from thb_fines_to_revisit() r (id)
join sanctions_administrativecase c on c.id = r.id
join people_person p on p.id = c.person_id
{LINK}
where {COUNTS_ALL}
"""

VIEWS = {"fact_child": CHILD, "fact_sanction": SANCTION, "fact_revisit": REVISIT}


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0051_noticed"),
        ("victims", "0020_children"),
        ("sanctions", "0002_known_as_victim"),
    ]
    operations = [
        migrations.RunSQL(
            f"create view {name} with (security_barrier) as {select.replace('%', '%%')}",
            f"drop view {name}",
        )
        for name, select in VIEWS.items()
    ]
