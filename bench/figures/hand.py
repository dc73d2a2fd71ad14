"""The country table by hand: for calendar years, over the base tables, each read once.

What somebody who knows the tables and needs nothing but this table would write for the whole
country: no view, no condition of who may count, every set joined and grouped as a whole, each
human counted by grouping by subject and year. It must give the same figures (asserted).
"""

from collections import defaultdict
from typing import Any

import psycopg
from psycopg.rows import TupleRow

Figures = dict[int, dict[str, Any]]

# An investigation that was started, with what its articles say.
CASE = """
with started as (
  select i.id, i.registered_on, coalesce(a.t, true) as t, coalesce(a.c, false) as c
  from investigations_investigation i
  left join (select investigation_id,
      bool_and(kind in ('report_received', 'checking', 'refused')) as before
    from investigations_stage group by 1) s on s.investigation_id = i.id
  left join (select r.investigation_id, bool_or(k.is_trafficking) as t,
      bool_or(k.concerns_children) as c
    from investigations_investigationarticle r join codes_article k on k.id = r.article_id
    group by 1) a on a.investigation_id = i.id
  where s.before is not true
)"""

STARTED = f"""{CASE}
select extract(year from registered_on)::int as year,
  count(*) filter (where t) as investigations_started,
  count(*) filter (where t and c) as child_investigations_started
from started where registered_on between %(first)s and %(last)s group by 1
"""

RUN = f"""{CASE}, changes as (
  select id, registered_on as day, date '-infinity' as "on", 0 as n, true as is_open
    from started where t
  union all
  select i.id, greatest(i.registered_on, s."on"), s."on", s.id, s.kind in (
    'registered', 'ongoing', 'suspended', 'renewed', 'separated')
  from investigations_stage s join started i on i.id = s.investigation_id
  where i.t and s.kind not in ('report_received', 'checking', 'refused')
), turned as (
  select *, lag(is_open) over w as was_open from changes window w as (
    partition by id order by day, "on", n)
), stretches as (
  select id, is_open, day as opened_on, lead(day) over (
    partition by id order by day, "on", n) as closed_on
  from turned where is_open is distinct from was_open
), years as (
  select distinct s.id, y from stretches s, generate_series(
    greatest(extract(year from opened_on)::int, extract(year from %(first)s::date)::int),
    least(extract(year from coalesce(closed_on, current_date))::int,
      extract(year from %(last)s::date)::int)) y
  where s.is_open
)
select y as year, count(*) as investigations_run,
  count(*) filter (where c) as child_investigations_run
from years join started using (id) group by 1
"""

HUMAN = """
left join people_subjectlink l on l.person_id = p.id"""

VICTIMS = f"""{CASE}, decided as (
  select victim_id,
    min("on") filter (where status in ('presumed', 'recognised')) as presumed_on,
    min("on") filter (where status = 'recognised') as recognised_on,
    min("on") filter (where status in ('presumed', 'recognised', 'declined')) as registered_on
  from victims_victimdecision group by 1
), own as (
  select distinct z.person_id from people_personcitizenship z
  join codes_country k on k.id = z.country_id where k.code = 'LT'
), facts as (
  select coalesce(l.subject, -p.id) as subject, i.registered_on as started_on, d.*, p.sex,
    coalesce(p.birth_date, make_date(p.birth_year, 12, 31)) as born,
    own.person_id is not null as own
  from victims_victim v
  join started i on i.id = v.investigation_id and i.t
  join decided d on d.victim_id = v.id
  join people_person p on p.id = v.person_id
  {HUMAN}
  left join own on own.person_id = p.id
), cohort as (
  select extract(year from started_on)::int as year, subject,
    bool_or(extract(year from recognised_on) = extract(year from started_on)
      and recognised_on <= %(last)s) as same,
    bool_or(extract(year from registered_on) - extract(year from born)
      - (extract(month from registered_on) * 100 + extract(day from registered_on)
        < extract(month from born) * 100 + extract(day from born))::int < 18) as minor,
    bool_or(sex = 'female') as woman, bool_or(sex = 'male') as man, bool_or(own) as own
  from facts where presumed_on is not null and started_on between %(first)s and %(last)s
  group by 1, 2
)
select year, count(*) as presumed_victims,
  count(*) filter (where same) as recognised_same_year,
  count(*) filter (where minor) as presumed_minors,
  count(*) filter (where woman) as presumed_women, count(*) filter (where man) as presumed_men,
  count(*) filter (where own) as presumed_own_citizens, null::bigint as presumed_in_period,
  null::bigint as recognised_in_period
from cohort group by 1
union all
select year, null, null, null, null, null, null, count(*), null from (
  select distinct extract(year from presumed_on)::int as year, subject from facts
  where presumed_on between %(first)s and %(last)s) q group by 1
union all
select year, null, null, null, null, null, null, null, count(*) from (
  select distinct extract(year from recognised_on)::int as year, subject from facts
  where recognised_on between %(first)s and %(last)s) q group by 1
"""

SUSPECTS = f"""{CASE}, charged as (
  select c.suspect_id, bool_or(a.is_trafficking) as is_charged
  from investigations_charge c join codes_article a on a.id = c.article_id group by 1
), states as (
  select suspect_id, min("on") as known_on,
    min("on") filter (where state = 'prosecuted') as prosecuted_on
  from investigations_suspectstatus group by 1
), people as (
  select extract(year from d.known_on)::int as year, coalesce(l.subject, -p.id) as subject,
    bool_or(h.is_charged is not false
      and extract(year from d.prosecuted_on) = extract(year from d.known_on)
      and d.prosecuted_on <= %(last)s) as same
  from investigations_suspect s
  join started i on i.id = s.investigation_id and i.t
  join states d on d.suspect_id = s.id
  join people_person p on p.id = s.person_id
  {HUMAN}
  left join charged h on h.suspect_id = s.id
  where s.kind = 'natural' and d.known_on between %(first)s and %(last)s
  group by 1, 2
)
select year, count(*) as suspects, count(*) filter (where same) as prosecuted_same_year
from people group by 1
"""

COURTS = f"""{CASE}, handed as (
  select investigation_id as id, min(handed_over_on) as handed_over_on
  from investigations_courtcase group by 1
), judged as (
  select investigation_id as id, min("on") as decided_on
  from investigations_judgment where instance = 'first' group by 1
), courts as (
  select h.handed_over_on, j.decided_on
  from handed h join started i using (id) left join judged j using (id) where i.t
)
select extract(year from handed_over_on)::int as year, count(*) as cases_to_court,
  null::bigint as cases_decided
from courts where handed_over_on between %(first)s and %(last)s group by 1
union all
select extract(year from decided_on)::int, null, count(*)
from courts where decided_on between %(first)s and %(last)s group by 1
"""

SENTENCES = f"""{CASE}, sentenced as (
  select extract(year from j."on")::int as year,
    case when p.id is not null then coalesce(l.subject, -p.id) end as subject,
    case when not x.is_suspended and p.id is not null
      then nullif(coalesce(x.years, 0) * 12 + coalesce(x.months, 0), 0) end as months
  from investigations_sentence x
  join investigations_judgment j on j.id = x.judgment_id
  join investigations_suspect s on s.id = x.suspect_id
  join started i on i.id = x.investigation_id
  left join codes_article a on a.id = x.article_id
  left join people_person p on p.id = s.person_id
  {HUMAN}
  where j.instance = 'first' and x.outcome = 'convicted'
    and coalesce(a.is_trafficking, i.t) and j."on" between %(first)s and %(last)s
)
select year, count(distinct subject) as convicted, min(months) / 12.0 as sentence_min_years,
  max(months) / 12.0 as sentence_max_years
from sentenced group by 1
"""

HELPED = f"""
with people as (
  select y as year, coalesce(l.subject, -p.id) as subject, bool_or(p.sex = 'male') as man
  from assistance_service s
  join assistance_beneficiary b on b.id = s.beneficiary_id
  join people_person p on p.id = b.person_id
  {HUMAN}
  cross join lateral generate_series(extract(year from s."on")::int,
    extract(year from coalesce(s.ended_on, s."on"))::int) y
  where b.status in ('presumed', 'recognised')
    and s."on" <= %(last)s and coalesce(s.ended_on, s."on") >= %(first)s
  group by 1, 2
)
select year, count(*) as assisted_persons, count(*) filter (where man) as assisted_men
from people where year between extract(year from %(first)s::date)
  and extract(year from %(last)s::date) group by 1
"""

PROJECTS = """
select y as year, count(*) as projects
from assistance_project p, generate_series(
  greatest(extract(year from starts_on)::int, extract(year from %(first)s::date)::int),
  least(extract(year from ends_on)::int, extract(year from %(last)s::date)::int)) y
where state in ('funded', 'finished') group by 1
"""

STATEMENTS = (STARTED, RUN, VICTIMS, SUSPECTS, COURTS, SENTENCES, HELPED, PROJECTS)


def country(connection: psycopg.Connection[TupleRow], first: int, last: int) -> Figures:
    """The figures by year; what a year has nothing of is left out."""
    found: Figures = defaultdict(dict)
    days = {"first": f"{first}-01-01", "last": f"{last}-12-31"}
    for statement in STATEMENTS:
        cursor = connection.execute(statement, days)
        names = [column.name for column in cursor.description or ()][1:]
        for year, *values in cursor.fetchall():
            found[year] |= {n: v for n, v in zip(names, values, strict=True) if v is not None}
    return found
