"""What nobody who signed in does: taking tips in, answering receipts, forgetting.

Neither the public nor the job that reads the mailbox is a user, and row security knows no right of
«the system». So each of these is one function of the owner that does one thing: it takes a tip in
for the organisation that keeps the channel, adds to the tip of a receipt code, gives its messages
(never a note), keeps a file of what came in within the same transaction, or forgets what is due.
"""

from django.db import migrations

from thbcases.access.facts import Area, fact_condition
from thbcases.access.policies import TODAY, roles_sql
from thbcases.access.table import TABLE

# Inside, the system acts: the history wants to know who.
BEFORE = """
  was text[] := array[coalesce(current_setting('thb.user', true), ''),
    coalesce(current_setting('thb.org', true), ''), coalesce(current_setting('thb.role', true), '')];
"""
BEGIN = """
  perform set_config('thb.user', '0', true), set_config('thb.role', 'system:tips', true);
"""
END = """
  perform set_config('thb.user', was[1], true), set_config('thb.org', was[2], true),
    set_config('thb.role', was[3], true);
"""
HEAD = "language plpgsql security definer set search_path = public, pg_temp as $$\ndeclare"

CHANNEL = """
create function thb_tip_channel(wanted text) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select id from tips_channel where kind = wanted and is_active and wanted <> 'hotline'
$$;
"""

TAKE = f"""
create function thb_tip_take(wanted text, facts jsonb) returns bigint
{HEAD}{BEFORE}
  channel tips_channel%rowtype;
  made bigint;
begin
  select * into channel from tips_channel where id = thb_tip_channel(wanted);
  if channel.id is null then
    raise exception 'no channel of this kind is in use' using errcode = 'no_data_found';
  end if;
  {BEGIN}
  perform set_config('thb.org', channel.keeper_id::text, true);
  insert into tips_tip (uuid, version, custodian_id, handler_id, channel_id, created_at, received_at,
    code, state, kind, language, subject, text, claims, reply_to, contact, authentication, remarks,
    message_id, receipt_hash, sender_hash, text_hash, outcome, closing_note)
  values (gen_random_uuid(), 1, channel.keeper_id, channel.keeper_id, channel.id,
    transaction_timestamp(), coalesce((facts->>'received_at')::timestamptz, now()),
    facts->>'code', 'new', coalesce(facts->>'kind', ''), coalesce(facts->>'language', ''),
    coalesce(facts->>'subject', ''), coalesce(facts->>'text', ''), coalesce(facts->>'claims', ''),
    coalesce(facts->>'reply_to', ''), coalesce(facts->>'contact', ''),
    coalesce(facts->>'authentication', ''), coalesce(facts->'remarks', '[]'),
    coalesce(facts->>'message_id', ''), facts->>'receipt_hash', coalesce(facts->>'sender_hash', ''),
    coalesce(facts->>'text_hash', ''), '', '')
  returning id into made;
  {END}
  return made;
end $$;
"""

# What the sender adds takes a closed tip up again; a forgotten one has no receipt any more.
ADD = f"""
create function thb_tip_hear(heard bigint, said text) returns void
{HEAD}{BEFORE}
begin
  {BEGIN}
  perform set_config('thb.org', (select custodian_id from tips_tip where id = heard)::text, true);
  insert into tips_message (uuid, version, tip_id, created_at, direction, text, delivery, failure)
    values (gen_random_uuid(), 1, heard, transaction_timestamp(), 'in', said, '', '');
  update tips_tip set state = 'open', closed_on = null, outcome = '', closing_note = ''
    where id = heard and state = 'closed';
  {END}
end $$;

create function thb_tip_add_by_receipt(receipt text, said text) returns bigint
{HEAD}
  heard bigint;
begin
  select id into heard from tips_tip
    where receipt_hash = receipt and state <> 'forgotten' for update;
  if heard is not null then
    perform thb_tip_hear(heard, said);
  end if;
  return heard;
end $$;

create function thb_tip_add_by_mail(tip_code text, sender text, said text) returns bigint
{HEAD}
  heard bigint;
begin
  select id into heard from tips_tip where code = tip_code and sender_hash = sender
    and sender <> '' and state <> 'forgotten' for update;
  if heard is not null then
    perform thb_tip_hear(heard, said);
  end if;
  return heard;
end $$;
"""

SAID = """
create function thb_tip_said(receipt text)
returns table (at timestamptz, direction text, said text, state text)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.received_at, 'in', t.text, t.state from tips_tip t
    where t.receipt_hash = receipt and t.state <> 'forgotten'
  union all
  select m.created_at, m.direction, m.text, t.state from tips_message m
    join tips_tip t on t.id = m.tip_id
    where t.receipt_hash = receipt and t.state <> 'forgotten' and m.direction in ('in', 'out')
  order by 1
$$;
"""

# Only to what came in within this very transaction: a number alone opens nothing.
KEEP = f"""
create function thb_tip_keep(kept bigint, facts jsonb, content bytea, copy bytea) returns void
{HEAD}{BEFORE}
begin
  if not exists (select from tips_tip t where t.id = kept and t.created_at = transaction_timestamp())
    and not exists (select from tips_message m where m.tip_id = kept and m.direction = 'in'
      and m.created_at = transaction_timestamp()) then
    raise exception 'nothing came in for this tip just now' using errcode = 'insufficient_privilege';
  end if;
  {BEGIN}
  insert into tips_attachment (uuid, version, tip_id, created_at, stored_as, original_name, declared,
    found, verdict, remarks, size, sha256, content, copy, copy_type)
  values (gen_random_uuid(), 1, kept, transaction_timestamp(), facts->>'stored_as',
    facts->>'original_name', facts->>'declared', facts->>'found', facts->>'verdict',
    facts->'remarks', (facts->>'size')::bigint, facts->>'sha256', thb_tip_keep.content,
    thb_tip_keep.copy, coalesce(facts->>'copy_type', ''));
  {END}
end $$;
"""

# A mail that somebody else takes in at this moment makes this wait, and then is known.
MAIL = f"""
create function thb_mail_enter(facts jsonb, raw bytea) returns table (entry bigint, answer text)
{HEAD}{BEFORE}
  chosen tips_channel%rowtype;
  made bigint;
  said text := 'new';
  wanted text := facts->>'state';
begin
  select * into chosen from tips_channel where id = thb_tip_channel('mail');
  if chosen.id is null then
    raise exception 'no channel of this kind is in use' using errcode = 'no_data_found';
  end if;
  {BEGIN}
  for attempt in 1..2 loop
    insert into tips_mailentry (uuid, version, custodian_id, channel_id, created_at, mailbox,
      uid_validity, uid, content_hash, message_hash, size, state, why, known, raw)
    values (gen_random_uuid(), 1, chosen.keeper_id, chosen.id, transaction_timestamp(),
      facts->>'mailbox', (facts->>'uid_validity')::bigint, (facts->>'uid')::bigint,
      coalesce(facts->>'content_hash', ''), coalesce(facts->>'message_hash', ''),
      (facts->>'size')::bigint, wanted, coalesce(facts->>'why', ''),
      coalesce(facts->'known', '{{}}'), case when wanted <> 'repeated' then thb_mail_enter.raw end)
    on conflict do nothing returning id into made;
    exit when made is not null;
    -- the same place: it was here before; the same content at another place: it came again
    if exists (select from tips_mailentry e where e.mailbox = facts->>'mailbox'
        and e.uid_validity = (facts->>'uid_validity')::bigint and e.uid = (facts->>'uid')::bigint)
    then
      said := 'known';
      exit;
    end if;
    said := 'repeated';
    wanted := 'repeated';
  end loop;
  {END}
  return query select made, said;
end $$;

create function thb_mail_tie(entered bigint, made bigint) returns void
{HEAD}{BEFORE}
begin
  {BEGIN}
  update tips_mailentry set tip_id = made
    where id = entered and tip_id is null and created_at = transaction_timestamp();
  {END}
end $$;
"""

FORGET = f"""
create function thb_tips_forget() returns bigint
{HEAD}{BEFORE}
  due bigint[];
begin
  {BEGIN}
  select coalesce(array_agg(t.id), '{{}}') into due from tips_tip t
    join tips_channel c on c.id = t.channel_id
    where t.state = 'closed' and t.investigation_id is null
    and t.closed_on + c.retention_days < {TODAY};
  delete from tips_attachment where tip_id = any(due);
  delete from tips_message where tip_id = any(due);
  update tips_handover set reason = '—' where tip_id = any(due);
  update tips_mailentry set known = '{{}}', raw = null, message_hash = '' where tip_id = any(due);
  update tips_tip set state = 'forgotten', subject = '', text = '', claims = '', reply_to = '',
    contact = '', authentication = '', remarks = '[]', message_id = '', receipt_hash = null,
    sender_hash = '', text_hash = '', closing_note = ''
    where id = any(due);
  update tips_mailentry e set known = '{{}}', raw = null, message_hash = '' from tips_channel c
    where c.id = e.channel_id and e.tip_id is null and (e.raw is not null or e.known <> '{{}}')
    and e.created_at < now() - make_interval(days => c.retention_days);
  {END}
  return cardinality(due);
end $$;
"""

_MAY_ASSIGN = {role for role, grant in TABLE["tip"].items() if "assign" in grant.verbs}

# Whoever hands a tip on does not see it any more, so no update of theirs could do it.
HAND = f"""
create function thb_tip_hand(handed uuid, unit bigint, person bigint, why text) returns void
{HEAD}
  tip tips_tip%rowtype;
begin
  select * into tip from tips_tip t where t.uuid = handed for update;
  if tip.id is null or thb_org() not in (tip.custodian_id, tip.handler_id)
    or not coalesce({roles_sql(_MAY_ASSIGN)}, false) then
    raise exception 'only who keeps a tip or works on it hands it on'
      using errcode = 'insufficient_privilege';
  end if;
  insert into tips_handover (uuid, version, tip_id, created_at, from_unit_id, to_unit_id,
    to_person_id, by_id, reason)
    values (gen_random_uuid(), 1, tip.id, now(), tip.handler_id, unit, person, thb_actor(), why);
  update tips_tip set handler_id = unit, assignee_id = person,
    state = case when state = 'new' then 'open' else state end where id = tip.id;
end $$;
"""

FACT = f"""
create view fact_tip with (security_barrier) as
select t.id, t.custodian_id,
  extract(year from t.received_at at time zone 'Europe/Vilnius')::int as year,
  date_trunc('month', t.received_at at time zone 'Europe/Vilnius')::date as month,
  c.kind as channel, t.kind, t.state, t.outcome,
  (extract(epoch from t.first_answer_at - t.received_at) / 86400)::float8 as days_to_answer
from tips_tip t join tips_channel c on c.id = t.channel_id
where {fact_condition(Area.CASES, "t.custodian_id")};
"""

DROP = """
drop view fact_tip;
drop function thb_tip_hand(uuid, bigint, bigint, text);
drop function thb_tips_forget();
drop function thb_mail_tie(bigint, bigint);
drop function thb_mail_enter(jsonb, bytea);
drop function thb_tip_keep(bigint, jsonb, bytea, bytea);
drop function thb_tip_said(text);
drop function thb_tip_add_by_mail(text, text, text);
drop function thb_tip_add_by_receipt(text, text);
drop function thb_tip_hear(bigint, text);
drop function thb_tip_take(text, jsonb);
drop function thb_tip_channel(text);
"""


class Migration(migrations.Migration):
    dependencies = [("tips", "0001_initial")]
    operations = [
        migrations.RunSQL(CHANNEL + TAKE + ADD + SAID + KEEP + MAIL + FORGET + HAND + FACT, DROP),
        # Only the functions above call it.
        migrations.RunSQL(
            "revoke execute on function thb_tip_hear(bigint, text) from public",
            migrations.RunSQL.noop,
        ),
    ]
