"""Counting each human once: subject numbers behind a seal, kept by one function of the owner.

Rows of different organisations whose keyed tokens meet get the same number. The function runs
with the owner's rights, because nobody who calls it may see across organisations; it returns
nothing, so nobody learns whether there was a meeting.
"""

from django.db import migrations

LINK = """
create sequence people_subject_seq;

create function thb_link_person(p bigint, tokens bytea[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  met bigint[];
  own bigint;
  lowest bigint;
begin
  -- one linking at a time: two new rows of the same human must see each other
  perform pg_advisory_xact_lock(7411001);
  delete from people_linkagetoken where person_id = p and not token = any(tokens);
  insert into people_linkagetoken (person_id, token)
    select p, t from unnest(tokens) t on conflict do nothing;
  select subject into own from people_subjectlink where person_id = p;
  select array_agg(distinct l.subject) into met
    from people_linkagetoken t join people_subjectlink l using (person_id)
    where t.token = any(tokens) and t.person_id <> p;
  if met is null then
    -- nobody else: keep the number unless others were counted under it with this row
    if own is null or exists (
      select from people_subjectlink where subject = own and person_id <> p
    ) then
      own := nextval('people_subject_seq');
    end if;
    lowest := own;
  else
    select min(m) into lowest from unnest(met) m;
    update people_subjectlink set subject = lowest
      where subject = any(met) and subject <> lowest;
  end if;
  insert into people_subjectlink (person_id, subject) values (p, lowest)
    on conflict (person_id) do update set subject = excluded.subject;
end $$;
"""

DROP = "drop function thb_link_person(bigint, bytea[]); drop sequence people_subject_seq;"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(LINK, DROP)]
