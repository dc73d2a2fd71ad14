"""What consents, referrals and certificates ask of the database, and the old consents' persons.

Some answers need more than the one who asks may read: whether a certificate is valid is asked by
nobody in particular, and the receiver of a referral does not see the sender's ledger. Those
functions run with the owner's rights and say yes or no; those that close can close only what has
ended, so everybody may call them.
"""

from django.db import migrations

from thbcases.access.operations import Protect
from thbcases.access.policies import TODAY, condition, roles_sql
from thbcases.access.protected import PROTECTED
from thbcases.access.roles import Role

POLICE = (Role.OFFICER, Role.ANALYST)
IN_FORCE = (
    f"c.is_agreed and c.given_on <= {TODAY} and c.withdrawn_on is null "
    f"and (c.valid_until is null or c.valid_until >= {TODAY})"
)
DEFINER = "security definer set search_path = public, pg_temp"

# With the caller's own rights: the ledger that is asked is the sender's.
MAY_PASS = f"""
create function thb_may_pass(consent bigint, person bigint, receiver bigint) returns boolean
language sql stable as $$
  select exists (
    select from assistance_consent c
    join codes_listcode p on p.id = c.purpose_id
      and p.list = 'consent_purpose' and p.code = 'pass_on'
    join accounts_organisation o on o.id = receiver
    where c.id = consent and c.person_id = person and {IN_FORCE}
    and (c.receiver_id = receiver or c.receiver_group = 'helpers'
      or c.receiver_group = 'police' and o.regime = 'led')
  )
$$;
"""

MAY_TELL_BACK = f"""
create function thb_may_tell_back(referral bigint) returns boolean
language sql stable {DEFINER} as $$
  select exists (
    select from assistance_referral r join assistance_consent c on c.id = r.back_consent_id
    where r.id = referral and {IN_FORCE}
    and nullif(current_setting('thb.org', true), '')::bigint in (r.receiver_id, r.custodian_id)
  )
$$;
"""

CLOSE = f"""
create function thb_close_referral(referral bigint) returns void
language plpgsql {DEFINER} as $$
declare
  mine assistance_referral%rowtype;
  is_withdrawn boolean;
begin
  select * into mine from assistance_referral where id = referral;
  is_withdrawn := exists (
    select from assistance_consent c where c.id = mine.consent_id and c.withdrawn_on is not null);
  if mine.state not in ('sent', 'accepted') or is_withdrawn then
    update assistance_referralcontent set closed_at = now()
      where referral_id = referral and closed_at is null;
  end if;
  if is_withdrawn or exists (
    select from assistance_consent c
    where c.id = mine.back_consent_id and c.withdrawn_on is not null
  ) then
    update assistance_referralfeedback set closed_at = now()
      where referral_id = referral and closed_at is null;
  end if;
  if is_withdrawn or mine.state in ('revoked', 'withdrawn') then
    perform thb_join_persons(mine.person_id, t.person_id, false)
      from assistance_referraltaking t where t.referral_id = referral;
  end if;
end $$;
"""

# Only with consent, and only where what was passed named the person.
JOIN = f"""
create function thb_join_referral(referral bigint) returns void
language sql {DEFINER} as $$
  select thb_join_persons(r.person_id, t.person_id, true)
  from assistance_referral r
  join assistance_referraltaking t on t.referral_id = r.id
  join assistance_consent c on c.id = r.consent_id and {IN_FORCE}
  where r.id = referral and r.names_person and r.state in ('accepted', 'done')
$$;
"""

# Always the same work: one look-up by the fingerprint, whatever the code is.
VALID = f"""
create function thb_certificate_valid(fingerprint bytea) returns boolean
language sql stable {DEFINER} as $$
  select exists (
    select from assistance_certificate x
    join assistance_consent c on c.id = x.consent_id and {IN_FORCE}
    left join assistance_beneficiary b on b.id = x.beneficiary_id
    left join victims_victim v on v.id = x.victim_id
    left join victims_reflectionperiod s on s.id = x.period_id
    where x.digest = fingerprint and x.revoked_at is null
    and x.issued_on <= {TODAY} and x.valid_until >= {TODAY}
    and case
      when x.beneficiary_id is not null then b.closed_on is null
        and (x.kind = 'helped' or b.status in ('presumed', 'recognised'))
      when x.victim_id is not null then v.status in ('presumed', 'recognised')
      else s.state = 'granted' and s.starts_on <= {TODAY}
        and coalesce(s.ended_on, s.ends_on) >= {TODAY}
    end
  )
$$;
"""

ASSISTED_BY = f"""
create or replace function thb_assisted_by(victim bigint) returns setof bigint
language sql stable {DEFINER} as $$
  select distinct b.custodian_id
  from (
    select person_id from victims_victim
    where id = victim and {roles_sql(POLICE)}
      and ({condition(PROTECTED["victims_victim"], "select")})
  ) v
  join people_subjectlink mine on mine.person_id = v.person_id
  join people_subjectlink theirs on theirs.subject = mine.subject
  join assistance_beneficiary b on b.person_id = theirs.person_id and b.closed_on is null
  join assistance_consent c on c.beneficiary_id = b.id and {IN_FORCE}
    and (c.receiver_id is null and c.receiver_group in ('', 'police')
      or c.receiver_id = nullif(current_setting('thb.org', true), '')::bigint)
  join codes_listcode p on p.id = c.purpose_id
    and p.list = 'consent_purpose' and p.code = 'tell_police_assisted'
$$;
"""

# Each consent of before belongs to the person who is helped; the one about the police is theirs.
# No history of it: nothing was changed that anybody said.
FILL = """
alter table assistance_consent disable trigger user;
update assistance_consent c set person_id = b.person_id,
    receiver_group = case when p.code = 'tell_police_assisted' then 'police' else '' end
  from assistance_beneficiary b, codes_listcode p
  where b.id = c.beneficiary_id and p.id = c.purpose_id;
set constraints all immediate;
alter table assistance_consent enable trigger user;
alter table assistance_consentevent disable trigger user;
update assistance_consentevent c set person_id = b.person_id
  from assistance_beneficiary b where b.id = c.beneficiary_id;
alter table assistance_consentevent enable trigger user;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0010_desk"),
        ("people", "0015_joined"),
        ("victims", "0002_days_of_the_country"),
        ("investigations", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(
            [MAY_PASS, MAY_TELL_BACK, CLOSE, JOIN, VALID, ASSISTED_BY],
            [
                "drop function thb_may_pass(bigint, bigint, bigint)",
                "drop function thb_may_tell_back(bigint)",
                "drop function thb_close_referral(bigint)",
                "drop function thb_join_referral(bigint)",
                "drop function thb_certificate_valid(bytea)",
            ],
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        Protect(
            "assistance_consent",
            "assistance_consentscan",
            "assistance_directoryentry",
            "assistance_listedservice",
            "assistance_referral",
            "assistance_referralcontent",
            "assistance_referralfeedback",
            "assistance_referraltaking",
            "assistance_certificate",
            "assistance_handover",
        ),
    ]
