"""The end of a term as the database counts it, for facts that look at many records at once.

The same as `add_term` and `RuleBook.due`; a test holds each day of many years of the one against
the other. The public holidays are those of DK 123 str.; what differs is a row of special days.
"""

from django.db import migrations

# Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher).
EASTER = """
create function thb_easter(y int) returns date
language plpgsql immutable strict parallel safe as $$
declare
  a int := y % 19; b int := y / 100; c int := y % 100;
  h int := (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  l int := (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  m int := (a + 11 * h + 22 * l) / 451;
  n int := h + l - 7 * m + 114;
begin
  return make_date(y, n / 31, n % 31 + 1);
end $$;
"""

WORKS = """
create function thb_works(day date) returns boolean
language plpgsql stable strict parallel safe set search_path = public, pg_temp as $$
declare known boolean; y int := extract(year from day); monthday text := to_char(day, 'MM-DD');
begin
  select s.is_working into known from codes_specialday s where s."on" = day;
  if known is not null then
    return known;
  end if;
  return extract(isodow from day) < 6
    and monthday not in ('01-01', '02-16', '03-11', '05-01', '08-15', '11-01', '12-24', '12-25',
      '12-26')
    and not (monthday = '06-24' and y >= 2003)
    and not (monthday = '07-06' and y >= 1991)
    and not (monthday = '11-02' and y >= 2020)
    and day <> thb_easter(y) + 1;
end $$;
"""

LAST_DAY = """
create function thb_last_day(start date, length int, unit text, moves boolean) returns date
language plpgsql stable strict parallel safe set search_path = public, pg_temp as $$
declare last date := start; left_over int := length;
begin
  if unit = 'working_day' then
    while left_over > 0 loop
      last := last + 1;
      left_over := left_over - thb_works(last)::int;
    end loop;
    return last;
  end if;
  last := (start + case unit when 'month' then make_interval(months => length)
    else make_interval(days => length) end)::date;
  while moves and not thb_works(last) loop
    last := last + 1;
  end loop;
  return last;
end $$;
"""

TERM_DUE = """
create function thb_term_due(term text, start date) returns date
language plpgsql stable strict parallel safe set search_path = public, pg_temp as $$
declare rule codes_termrule; due date;
begin
  select t.* into rule from codes_termrule t where t.event = term and t.valid_from <= start
    and (t.valid_to is null or t.valid_to >= start);
  if not found then
    return null;
  end if;
  due := thb_last_day(start, rule.length, rule.unit, rule.moves_to_working_day);
  for rule in select t.* from codes_termrule t where t.event = term and t.applies_to_running
    and t.valid_from > start order by t.valid_from
  loop
    if rule.valid_from <= due then
      due := greatest(rule.valid_from,
        thb_last_day(start, rule.length, rule.unit, rule.moves_to_working_day));
    end if;
  end loop;
  return due;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("codes", "0011_term_warnings"),
    ]

    operations = [
        migrations.RunSQL(EASTER, "drop function thb_easter(int)"),
        migrations.RunSQL(WORKS, "drop function thb_works(date)"),
        migrations.RunSQL(LAST_DAY, "drop function thb_last_day(date, int, text, boolean)"),
        migrations.RunSQL(TERM_DUE, "drop function thb_term_due(text, date)"),
    ]
