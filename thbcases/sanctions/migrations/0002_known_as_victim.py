"""The question before a fine: is this human known as a victim? Yes, or nothing is known.

`thb_known_as_victim` runs with the owner's rights, because nobody who fines may see across: it
joins the row of the person with all rows of the same human by the sealed subject number and looks
at the decisions on victims of every unit, at stays that migration granted, and at help of NGOs
whose people agreed that the police may know. Only other functions of the owner may call it. All
branches are always worked out, so the answer takes the same work whichever it is.

`thb_ask_liability` is the one door: an officer, about an open case of the own unit, within the
day's limit. It writes the answer down and enters the question into the trail, also of the other
police units that keep the person as a victim; they learn who asked, the asker does not learn of
them. For a case that is somebody else's, or is not there, it does nothing and returns nothing.
"""

from django.db import migrations

from thbcases.access.policies import ORG, ROLE, TODAY
from thbcases.access.roles import Role
from thbcases.sanctions.choices import DISPROVED, KNOWN_STATUSES, Answer, CaseState
from thbcases.victims.choices import PermitState

KNOWN = ", ".join(f"'{status}'" for status in sorted(KNOWN_STATUSES))
GRANTED = f"'{PermitState.GRANTED}', '{PermitState.WITHDRAWN}'"


def status_on(day):
    """The status of a victim on a day: that of the newest decision by then."""
    return f"""(select d.status from victims_victimdecision d
      where d.victim_id = v.id and d."on" <= {day} order by d."on" desc, d.id desc limit 1)"""


def stays(table):
    """Whether a granted stay covered the day of the act, or covers today."""
    last = "coalesce(s.ended_on, s.ends_on)"
    return f"""select (act between s.starts_on and {last}) or ({TODAY} between s.starts_on and {last})
    from same join {table} s using (person_id) where s.state in ({GRANTED})"""


SAME = """
create function thb_same_human(who bigint) returns table (person_id bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select who
  union
  select theirs.person_id from people_subjectlink mine
  join people_subjectlink theirs on theirs.subject = mine.subject
  where mine.person_id = who
$$;
revoke execute on function thb_same_human(bigint) from public;
"""

KNOWN_AS_VICTIM = f"""
create function thb_known_as_victim(who bigint, act date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  with same as materialized (select person_id from thb_same_human(who)),
  decided as (
    select {status_on("act")} as status_then, {status_on(TODAY)} as status_now
    from same join victims_victim v using (person_id)
  ),
  signs (known) as (
    select coalesce(status_now in ({KNOWN}), false)
      or (coalesce(status_then in ({KNOWN}), false) and status_now <> '{DISPROVED}')
    from decided
    union all {stays("victims_reflectionperiod")}
    union all {stays("victims_residencepermit")}
    union all
    select b.status in ('presumed', 'recognised') and b.closed_on is null
      and c.is_agreed and c.withdrawn_on is null and c.given_on <= {TODAY}
      and (c.valid_until is null or c.valid_until >= {TODAY})
      and (c.receiver_id is null and c.receiver_group in ('', 'police') or c.receiver_id = {ORG})
    from same join assistance_beneficiary b using (person_id)
    join assistance_consent c on c.beneficiary_id = b.id
    join codes_listcode p on p.id = c.purpose_id
      and p.list = 'consent_purpose' and p.code = 'tell_police_assisted'
  )
  select coalesce(bool_or(known), false) from signs
$$;
revoke execute on function thb_known_as_victim(bigint, date) from public;
"""

ASK = f"""
create function thb_ask_liability(which uuid, why text) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held sanctions_administrativecase;
  allowed sanctions_checklimit;
  mine bigint;
  unit bigint;
  made bigint;
begin
  if {ROLE} is distinct from '{Role.OFFICER}' then
    return null;
  end if;
  perform pg_advisory_xact_lock(7411016, {ORG}::int);
  select c.* into held from sanctions_administrativecase c
    join codes_administrativeoffenceversion v on v.id = c.law_id
    join codes_administrativeoffence o on o.id = v.offence_id
    where c.uuid = which and c.custodian_id = {ORG} and c.state = '{CaseState.OPEN}'
      and o.exempts_victims
    for update of c;
  if held.id is null then
    return null;
  end if;
  select * into allowed from sanctions_checklimit where role = '{Role.OFFICER}';
  select count(*) filter (where asked_by_id = thb_actor()), count(*) into mine, unit
    from sanctions_liabilitycheck where custodian_id = {ORG}
    and (asked_at at time zone 'Europe/Vilnius')::date = {TODAY};
  if allowed.id is null or mine >= allowed.per_user or unit >= allowed.per_unit then
    raise exception 'the questions of today are used up'
      using errcode = 'check_violation', constraint = 'sanctions_check_limit';
  end if;
  insert into sanctions_liabilitycheck (uuid, custodian_id, regime, case_id, reason, answer)
    select gen_random_uuid(), held.custodian_id, held.regime, held.id, why,
      case when thb_known_as_victim(held.person_id, held.act_on)
        then '{Answer.KNOWN}' else '{Answer.NOTHING}' end
    returning id into made;
  insert into audit_entry (verb, kind, records, custodian_id, reason) values
    ('combination', 'sanctions_administrativecase', array[held.uuid], held.custodian_id, why);
  insert into audit_entry (verb, kind, records, custodian_id, reason)
    select 'combination', 'victims_victim', array_agg(v.uuid), v.custodian_id,
      'asked before a fine whether the person is known as a victim'
    from thb_same_human(held.person_id) s join victims_victim v on v.person_id = s.person_id
    where v.custodian_id <> held.custodian_id group by v.custodian_id;
  return made;
end $$;
"""

REVISIT = f"""
create function thb_fines_to_revisit() returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from sanctions_administrativecase c
  join codes_administrativeoffenceversion v on v.id = c.law_id
  join codes_administrativeoffence o on o.id = v.offence_id
  where {ROLE} in ('{Role.ANALYST}', '{Role.COORDINATOR}')
    and c.state = '{CaseState.FINED}' and o.exempts_victims
    and thb_known_as_victim(c.person_id, c.act_on)
$$;
"""

# A setting of this installation, not a rule of law; the administrator changes it.
LIMIT = """
insert into sanctions_checklimit (role, per_user, per_unit) values ('officer', 20, 60);
"""

FORWARD = "".join((SAME, KNOWN_AS_VICTIM, ASK, REVISIT, LIMIT))
BACKWARD = """
delete from sanctions_checklimit;
drop function thb_fines_to_revisit();
drop function thb_ask_liability(uuid, text);
drop function thb_known_as_victim(bigint, date);
drop function thb_same_human(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sanctions", "0001_initial"),
        ("assistance", "0012_consents_of_persons"),
        ("audit", "0002_in_order"),
        ("people", "0005_parted"),
        ("victims", "0010_identification"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
