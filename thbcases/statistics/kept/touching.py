"""What touches a fact: triggers that write down whose facts a statement may have changed.

A mark becomes visible together with the change, and needs no lock. Only a change of a list that
facts look up waits for whoever settles.
"""

# Under this number one transaction at a time settles facts, or changes a code list they look up.
LOCK = 7411040

# Table, and of its rows which key of which space is touched.
TOUCHES = (
    ("investigations_investigation", "investigation", "id"),
    ("investigations_stage", "investigation", "investigation_id"),
    ("investigations_investigationarticle", "investigation", "investigation_id"),
    ("investigations_investigationform", "investigation", "investigation_id"),
    ("investigations_investigationcountry", "investigation", "investigation_id"),
    ("investigations_courtcase", "investigation", "investigation_id"),
    ("investigations_judgment", "investigation", "investigation_id"),
    ("investigations_suspect", "suspect", "id"),
    ("investigations_suspectstatus", "suspect", "suspect_id"),
    ("investigations_charge", "suspect", "suspect_id"),
    ("investigations_sentence", "suspect", "suspect_id"),
    ("victims_victim", "victim", "id"),
    ("victims_victimdecision", "victim", "victim_id"),
    ("victims_exploitationepisode", "victim", "victim_id"),
    ("people_person", "person", "id"),
    ("people_personcitizenship", "person", "person_id"),
    ("people_subjectlink", "person", "person_id"),
    ("assistance_beneficiary", "beneficiary", "id"),
    ("assistance_service", "beneficiary", "beneficiary_id"),
)

# Lists that facts look up: of each the columns they use, and for a row `r` of the list what it
# touches.
LISTS = {
    "codes_article": (
        ("is_trafficking", "concerns_children", "is_knowing_use"),
        """select 'investigation', investigation_id from investigations_investigationarticle
          where article_id = any(changed)
        union select 'suspect', suspect_id from investigations_charge
          where article_id = any(changed)
        union select 'suspect', suspect_id from investigations_sentence
          where article_id = any(changed)""",
    ),
    "codes_exploitationform": (
        ("category", "eurostat"),
        """select 'investigation', investigation_id from investigations_investigationform
          where form_id = any(changed)
        union select 'victim', victim_id from victims_exploitationepisode
          where form_id = any(changed)""",
    ),
    "codes_country": (
        ("code", "kind"),
        """select 'person', person_id from people_personcitizenship
          where country_id = any(changed)""",
    ),
    "codes_eumembership": (
        ("country_id", "valid_from", "valid_to"),
        """select 'person', person_id from people_personcitizenship
          where country_id = any(changed)""",
    ),
    "accounts_organisation": (
        ("municipality_id",),
        """select 'investigation', id from investigations_investigation
          where custodian_id = any(changed)
        union select 'victim', id from victims_victim
          where custodian_id = any(changed) or identified_by_id = any(changed)
        union select 'suspect', id from investigations_suspect
          where custodian_id = any(changed)
        union select 'beneficiary', id from assistance_beneficiary
          where custodian_id = any(changed)""",
    ),
}
# By which column a row of the list is known to what looks it up.
KNOWN_BY = {"codes_eumembership": "country_id"}

OWNERS = "language plpgsql security definer set search_path = public, pg_temp"


def _touching(name: str, space: str, column: str) -> str:
    """A trigger function: writes down the keys of the rows that a statement wrote."""
    write = "insert into statistics_touched (space, key) select distinct"
    return f"""create function {name}() returns trigger {OWNERS} as $$
begin
  if tg_op <> 'DELETE' then
    {write} '{space}', {column} from new_rows where {column} is not null;
  end if;
  if tg_op <> 'INSERT' then
    {write} '{space}', {column} from old_rows where {column} is not null;
  end if;
  return null;
end $$"""


def _relisting(table: str) -> str:
    """A trigger function: a changed list touches whatever looked it up.

    It waits until nobody settles, and nobody settles until the change is there to be seen.
    """
    columns, touched = LISTS[table]
    known_by = KNOWN_BY.get(table, "id")
    told = ", ".join(dict.fromkeys(("id", known_by, *columns)))
    return f"""create function thb_relisted_{table}() returns trigger {OWNERS} as $$
declare changed bigint[];
begin
  if tg_op = 'INSERT' then
    changed := array(select {known_by} from new_rows);
  elsif tg_op = 'DELETE' then
    changed := array(select {known_by} from old_rows);
  else
    changed := array(select {known_by} from (
      (select {told} from new_rows except select {told} from old_rows)
      union all (select {told} from old_rows except select {told} from new_rows)) c);
  end if;
  if changed <> '{{}}' then
    perform pg_advisory_xact_lock({LOCK});
    insert into statistics_touched (space, key) select * from ({touched}) t(space, key)
      where key is not null;
  end if;
  return null;
end $$"""


def _triggers(table: str, function: str) -> list[str]:
    """One for each command: a trigger that sees the rows of a statement can have only one."""
    seen = {
        "insert": "new table as new_rows",
        "update": "old table as old_rows new table as new_rows",
        "delete": "old table as old_rows",
    }
    return [
        f"create trigger thb_facts_{command} after {command} on {table} referencing {rows} "
        f"for each statement execute function {function}()"
        for command, rows in seen.items()
    ]


def triggers() -> list[str]:
    """The functions and triggers that write down what was touched."""
    made: list[str] = []
    functions: set[str] = set()
    for table, space, column in TOUCHES:
        name = f"thb_touched_{space}_by_{column}"
        if name not in functions:
            functions.add(name)
            made.append(_touching(name, space, column))
        made += _triggers(table, name)
    for table in LISTS:
        made += [_relisting(table), *_triggers(table, f"thb_relisted_{table}")]
    return made
