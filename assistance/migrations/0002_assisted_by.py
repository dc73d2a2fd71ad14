"""The one thing the police may learn about help: that an organisation gives it, with consent.

The function runs with the owner's rights, because nobody who calls it may see across: it joins
the police's person with the NGO's by the sealed subject number. It answers only police roles, only
about a victim whose row the caller may read (the same condition as the row's own policy), and
only with the organisations of people who agreed that the police may know. It says nothing of
who, since when, or with what.
"""

from django.db import migrations

from thbcases.access.policies import condition, roles_sql
from thbcases.access.protected import PROTECTED
from thbcases.access.roles import Role

POLICE = (Role.OFFICER, Role.ANALYST)

ASSISTED_BY = f"""
create or replace function thb_assisted_by(victim bigint) returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct b.custodian_id
  from (
    select person_id from victims_victim
    where id = victim and {roles_sql(POLICE)}
      and ({condition(PROTECTED["victims_victim"], "select")})
  ) v
  join people_subjectlink mine on mine.person_id = v.person_id
  join people_subjectlink theirs on theirs.subject = mine.subject
  join assistance_beneficiary b on b.person_id = theirs.person_id and b.closed_on is null
  join assistance_consent c on c.beneficiary_id = b.id
    and c.withdrawn_on is null
    and c.given_on <= (now() at time zone 'Europe/Vilnius')::date
  join codes_listcode p on p.id = c.purpose_id
    and p.list = 'consent_purpose' and p.code = 'tell_police_assisted'
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0001_initial"),
        ("people", "0002_linkage"),
        ("victims", "0001_initial"),
        ("investigations", "0001_initial"),
    ]
    operations = [migrations.RunSQL(ASSISTED_BY, "drop function thb_assisted_by(bigint)")]
