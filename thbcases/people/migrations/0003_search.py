"""Searching persons by name: one index over folded names with one letter left out of each.

Two words that differ in one letter share a key, so a slip of the pen is found by an index. The
search runs with the owner's rights, because row security keeps the planner from using such an
index; it answers only with rows that the acting user may see, by the same rule as the policy.
"""

from typing import Any

from django.db import migrations

from thbcases.access.policies import condition
from thbcases.access.protected import PROTECTED

KEYS = """
create function thb_name_keys(search_key text) returns integer[]
language plpgsql immutable strict parallel safe as $$
declare
  keys integer[] := '{}';
  word text;
begin
  foreach word in array string_to_array(search_key, ' ') loop
    word := left(word, 40);
    keys := keys || hashtext(word);
    if length(word) >= 4 then
      for i in 1..length(word) loop
        keys := keys || hashtext(overlay(word placing '' from i for 1));
      end loop;
    end if;
  end loop;
  return keys;
end $$;

create index people_person_name_keys on people_person
  using gin (thb_name_keys(search_key)) with (fastupdate = off);
-- hash: a search key may be longer than a btree takes
create index people_person_search_key on people_person using hash (search_key);
create index people_person_in_order on people_person (sort_key, id);
create index people_identifier_value on people_personidentifier (normalised);
"""

# Persons of whom every word is a name or nearly one; the caller narrows and ranks them.
FIND = """
create function thb_find_persons(words text[], most integer) returns setof bigint
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  matching text;
begin
  select string_agg(
      format('thb_name_keys(search_key) && thb_name_keys(%L)', word), ' and ')
    into matching from unnest(words) word where word <> '';
  if matching is null then
    return;
  end if;
  return query execute
    'select id from people_person where (' || matching || ') and (VISIBLE) limit $1' using most;
end $$;
"""

DROP = """
drop function thb_find_persons(text[], integer);
drop index people_identifier_value;
drop index people_person_in_order;
drop index people_person_search_key;
drop index people_person_name_keys;
drop function thb_name_keys(text);
"""


def create(apps: Any, editor: Any) -> None:
    visible = condition(PROTECTED["people_person"], "select").replace("'", "''")
    for statement in (KEYS, FIND.replace("VISIBLE", visible)):
        editor.execute(statement, params=None)


def drop(apps: Any, editor: Any) -> None:
    editor.execute(DROP, params=None)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_linkage")]
    operations = [migrations.RunPython(create, drop, elidable=False)]
