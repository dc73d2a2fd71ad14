"""SQL functions that everything else leans on."""

from django.db import migrations

# Letters of the Lithuanian alphabet after their base letter: c < č < d, i < į < y < j.
# '~' and '~~' sort behind every letter under the C collation.
SORT = """
create function thb_lt_sort(value text) returns text
language sql immutable parallel safe strict as $$
  select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    translate(lower(value),
      'áàâäãåāăćďđéèêëēěíìîïīľłńňñóòôöõøōőŕřśșťțúùûüűůýźż’''',
      'aaaaaaaacddeeeeeeiiiiillnnnoooooooorrssttuuuuuuyzz'),
    'y', 'i~~'), 'į', 'i~'), 'ą', 'a~'), 'č', 'c~'), 'ė', 'e~~'), 'ę', 'e~'),
    'š', 's~'), 'ų', 'u~'), 'ū', 'u~~'), 'ž', 'z~') collate "C"
$$;
"""

# Volatile, so that adding a column with this default to an empty table does not evaluate it.
# A change that nobody answers for must fail, not be kept without a name.
ACTOR = """
create function thb_actor() returns bigint language plpgsql volatile as $$
declare value text := current_setting('thb.user', true);
begin
  if value is null or value = '' then
    raise exception 'nobody acts: changes and readings need a known user'
      using errcode = 'insufficient_privilege';
  end if;
  return value::bigint;
end $$;
create function thb_org() returns bigint language plpgsql volatile as $$
declare value text := current_setting('thb.org', true);
begin
  if value is null or value = '' then
    raise exception 'nobody acts: a record needs a responsible organisation'
      using errcode = 'insufficient_privilege';
  end if;
  return value::bigint;
end $$;
create function thb_role() returns text language sql stable as $$
  select coalesce(current_setting('thb.role', true), '')
$$;
"""

DROP = """
drop function thb_lt_sort(text); drop function thb_actor(); drop function thb_org();
drop function thb_role();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunSQL(SORT + ACTOR, DROP)]
