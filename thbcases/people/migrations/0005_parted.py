"""Counting each human once, with a key that can be changed and pairs that stay apart.

A row's group is computed anew from the tokens whenever a token comes or goes, so that whom only
a corrected number had joined are counted apart again.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from thbcases.access.operations import Seal

KEY = """
create function thb_linkage_key() returns bytea
language sql stable security definer set search_path = public, pg_temp as $$
  select fingerprint from people_linkagekey order by id desc limit 1
$$;
"""

# The members of one or more groups, regrouped by the tokens they share: the surest pairs first,
# and never two that were parted. A group keeps the lowest number it had.
REGROUP = """
create function thb_regroup(members bigint[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ids bigint[] := (select array_agg(distinct m order by m) from unnest(members) m);
  label integer[] := (select array_agg(i order by i) from generate_series(1, cardinality(ids)) i);
  used bigint[] := '{}';
  pair record;
  found record;
  a integer;
  b integer;
  number bigint;
begin
  for pair in
    select t.person_id as one, u.person_id as other
      from people_linkagetoken t join people_linkagetoken u using (token)
      where t.person_id = any(ids) and u.person_id = any(ids) and t.person_id < u.person_id
      group by 1, 2 order by count(*) desc, 1, 2
  loop
    a := label[array_position(ids, pair.one)];
    b := label[array_position(ids, pair.other)];
    if a <> b and not exists (
      select from people_partedpair x
        where x.one_id = any(ids) and x.other_id = any(ids)
        and (label[array_position(ids, x.one_id)], label[array_position(ids, x.other_id)])
          in ((a, b), (b, a))
    ) then
      label := array_replace(label, greatest(a, b), least(a, b));
    end if;
  end loop;
  for found in
    select array_agg(ids[i]) as people, array_agg(l.subject order by l.subject) as numbers
      from generate_subscripts(ids, 1) i left join people_subjectlink l on l.person_id = ids[i]
      group by label[i] order by min(l.subject), label[i]
  loop
    select n into number from unnest(found.numbers) n
      where n is not null and not n = any(used) order by n limit 1;
    number := coalesce(number, nextval('people_subject_seq'));
    used := used || number;
    insert into people_subjectlink (person_id, subject)
      select person, number from unnest(found.people) person
      on conflict (person_id) do update set subject = excluded.subject
        where people_subjectlink.subject <> excluded.subject;
  end loop;
end $$;
revoke execute on function thb_regroup(bigint[]) from public;
"""

LINK = """
drop function thb_link_person(bigint, bytea[]);
create function thb_link_person(p bigint, tokens bytea[], key bytea) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- one linking at a time: two new rows of the same human must see each other
  perform pg_advisory_xact_lock(7411001);
  if thb_linkage_key() is null then
    insert into people_linkagekey (fingerprint) values (key);
  elsif thb_linkage_key() <> key then
    raise exception 'the persons in this database are counted by another key'
      using errcode = 'invalid_authorization_specification';
  end if;
  delete from people_linkagetoken where person_id = p and not token = any(tokens);
  insert into people_linkagetoken (person_id, token)
    select p, t from unnest(tokens) t on conflict do nothing;
  perform thb_regroup(p || array(
    select person_id from people_subjectlink where subject in (
      select subject from people_subjectlink where person_id = p
      union
      select l.subject from people_linkagetoken t join people_subjectlink l using (person_id)
        where t.token = any(tokens)
    )
  ));
end $$;
"""

# Of one's own organisation's rows only: whom another one knows is never told, and a pair that
# meets only by way of another organisation's row is not either.
ALIKE = """
create function thb_counted_with(p bigint) returns table (person_id bigint, is_parted boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, exists (
      select from people_partedpair x
        where x.one_id = least(p, o.id) and x.other_id = greatest(p, o.id))
    from people_person m join people_person o using (custodian_id)
    where m.id = p and o.id <> p
      and m.custodian_id = nullif(current_setting('thb.org', true), '')::bigint
      and exists (
        select from people_linkagetoken t join people_linkagetoken u using (token)
          where t.person_id = p and u.person_id = o.id)
$$;
"""

PART = """
create function thb_part_persons(a bigint, b bigint, apart boolean) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine bigint := nullif(current_setting('thb.org', true), '')::bigint;
  -- the owner's own command; the application role cannot become that by a setting
  is_system boolean := pg_has_role(session_user, current_user, 'member')
    and current_setting('role') in ('none', session_user, current_user);
begin
  if a = b or not coalesce(is_system or (
    select count(*) = 2 from people_person where id in (a, b) and custodian_id = mine
  ), false) then
    return false;
  end if;
  perform pg_advisory_xact_lock(7411001);
  if apart then
    insert into people_partedpair (one_id, other_id) values (least(a, b), greatest(a, b))
      on conflict do nothing;
  else
    delete from people_partedpair where one_id = least(a, b) and other_id = greatest(a, b);
  end if;
  perform thb_regroup(array(
    select l.person_id from people_subjectlink l where l.subject in (
      select subject from people_subjectlink where person_id in (a, b))
  ) || array[a, b]);
  return true;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_objects")]
    operations = [
        migrations.CreateModel(
            name="LinkageKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.BinaryField(max_length=32)),
                (
                    "since",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="PartedPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "since",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("one", "other"),
                        name="people_parted_once",
                        violation_error_message="These two are told apart already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="people_parted_in_order",
                        violation_error_message="A pair is two persons, the first known one first.",
                    ),
                ],
            },
        ),
        Seal("people_linkagekey", "people_partedpair"),
        migrations.RunSQL([KEY, REGROUP, LINK, ALIKE, PART]),
    ]
