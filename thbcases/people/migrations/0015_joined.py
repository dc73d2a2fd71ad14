"""Two organisations' rows that are one human because one referred them to the other.

A joined pair counts as the surest of all tokens. It is made and taken apart by the function that
knows the referral and the consent it rests on; nobody can call these two from outside.
"""

import importlib

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from thbcases.access.operations import Seal

_parted = importlib.import_module("thbcases.people.migrations.0005_parted")

TOKENS = """
    select t.person_id as one, u.person_id as other
      from people_linkagetoken t join people_linkagetoken u using (token)
      where t.person_id = any(ids) and u.person_id = any(ids) and t.person_id < u.person_id
      group by 1, 2 order by count(*) desc, 1, 2
"""
WITH_PAIRS = """
    select one, other from (
      select t.person_id as one, u.person_id as other, count(*) as sure
        from people_linkagetoken t join people_linkagetoken u using (token)
        where t.person_id = any(ids) and u.person_id = any(ids) and t.person_id < u.person_id
        group by 1, 2
      union all
      select j.one_id, j.other_id, 1000000 from people_joinedpair j
        where j.one_id = any(ids) and j.other_id = any(ids)
    ) pairs group by 1, 2 order by max(sure) desc, 1, 2
"""
if TOKENS.strip() not in _parted.REGROUP:
    raise RuntimeError("thb_regroup is not what this migration changes")
REGROUP = _parted.REGROUP.replace(TOKENS.strip(), WITH_PAIRS.strip()).replace(
    "create function", "create or replace function"
)
OLD_REGROUP = _parted.REGROUP.replace("create function", "create or replace function")

JOIN = """
create function thb_join_persons(a bigint, b bigint, joined boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if a is null or b is null or a = b then
    return;
  end if;
  perform pg_advisory_xact_lock(7411001);
  if joined then
    insert into people_joinedpair (one_id, other_id) values (least(a, b), greatest(a, b))
      on conflict do nothing;
  else
    delete from people_joinedpair where one_id = least(a, b) and other_id = greatest(a, b);
    if not found then
      return;
    end if;
  end if;
  perform thb_regroup(array(
    select l.person_id from people_subjectlink l where l.subject in (
      select subject from people_subjectlink where person_id in (a, b))
  ) || array[a, b]);
end $$;
revoke execute on function thb_join_persons(bigint, bigint, boolean) from public;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0010_anonymous")]
    operations = [
        migrations.CreateModel(
            name="JoinedPair",
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
                        name="people_joined_once",
                        violation_error_message="These two are joined already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="people_joined_in_order",
                        violation_error_message="A pair is two persons, the first known one first.",
                    ),
                ],
            },
        ),
        Seal("people_joinedpair"),
        migrations.RunSQL(
            [REGROUP, JOIN],
            [OLD_REGROUP, "drop function thb_join_persons(bigint, bigint, boolean)"],
        ),
    ]
