"""A country with a million victims in ten years, without history and audit trail.

Rows are written as the superuser of the embedded server in the session role «replica», so that no
trigger and no foreign key is asked; each query gives what the triggers would have copied. The
indexes are made afterwards. Only for a scratch database, which is dropped in the end.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.rows import TupleRow
from tqdm import tqdm

from bench.fill import staff
from bench.fill.cases import DECISIONS, FATE, JUDGED_AFTER, STAGES, STATES
from bench.fill.filler import Filler, Step, any_of, chance

FIRST_DAY, DAYS = "date '2016-01-01'", 3653
LAST_DAY = f"({FIRST_DAY} + {DAYS - 1})"

SESSION = """
set session_replication_role = replica;
set synchronous_commit = off;
set work_mem = '256MB';
set maintenance_work_mem = '512MB';
"""

SECONDARY = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index i
join pg_class c on c.oid = i.indrelid
where c.relnamespace = 'public'::regnamespace and not i.indisunique and not i.indisexclusion
and c.relname = any(%s)
"""


class Country:
    """How many there are of each, in the proportions of the country (bench/fill)."""

    def __init__(self, victims: int) -> None:
        self.cases = max(40, victims // 3)
        self.victims = 3 * self.cases
        self.exploited, self.accused = self.victims * 3 // 4, self.cases
        self.helped = self.victims * 7 // 12
        self.persons = self.exploited + self.accused + self.helped


def fill(connection: psycopg.Connection[TupleRow], victims: int) -> Country:
    """Fill an empty database with this many victims and all that belongs to them; analyse it."""
    country = Country(victims)
    filler = Filler(connection, 1)
    connection.execute(SESSION)
    steps = [*_persons(filler, country), *_cases(filler, country), *_suspects(filler, country)]
    steps += [*_courts(filler), *_victims(filler, country), *_help(filler, country)]
    with _without_indexes(connection) as indexes, tqdm(total=0, unit="step") as bar:
        made = [Step("index", lambda sql=sql: connection.execute(sql)) for sql in indexes]
        last = [Step("vacuum and analyse", lambda: connection.execute("vacuum (analyze)"))]
        bar.total = len(steps) + len(made) + len(last)
        for step in (*steps, *made, *last):
            bar.set_postfix_str(f"{step.name:36}")
            step.run()
            bar.update()
    filler.settle_sequences()
    connection.execute("set session_replication_role = origin")
    return country


@contextmanager
def _without_indexes(connection: psycopg.Connection[TupleRow]) -> Iterator[list[str]]:
    """Drop the indexes that are no constraints; the value are the statements that make them."""
    tables = [
        row[0]
        for row in connection.execute(
            "select relname from pg_class where relkind = 'r' "
            "and relname ~ '^(people|investigations|victims|assistance)_'"
        ).fetchall()
    ]
    found = connection.execute(SECONDARY, [tables]).fetchall()
    for name, _sql in found:
        connection.execute(f"drop index {name}")
    yield [sql for _name, sql in found]


def _house(filler: Filler, key: str) -> str:
    """The unit of an investigation or of a person a unit knows, by its number."""
    units = sorted(set(staff.units(filler)))
    return f"(array{units})[1 + ({key}) % {len(units)}]"


def _next_of_house(filler: Filler, number: str, first: int, size: int) -> str:
    """The person that a unit takes next: of the persons from `first`, those it knows, in turn."""
    units = len(set(staff.units(filler)))
    return f"{first} + ({number}) % {size // units} * {units} + i.id % {units} + 1"


def _persons(filler: Filler, country: Country) -> list[Step]:
    ngos = sorted(set(staff.ngos(filler)))
    units, help_from = len(set(staff.units(filler))), country.exploited + country.accused
    # The number within its group decides the unit, so that a case finds persons of its own unit.
    place = f"case when n > {country.exploited} then n - {country.exploited} else n end"
    persons = f"""
        select n as id, uuidv7() as uuid,
          case when n > {help_from} then {any_of(ngos, "n", 1)}
            else {_house(filler, f"{place} - 1 + {units}")} end as custodian_id,
          case when n > {help_from} then 'gdpr' else 'led' end as regime,
          'Pavardenis' || n as family_name, 'Vardenis' as given_name,
          'pavardenis' || n as search_key,
          case when pg_temp.pick(n, 2, 100) < 30 then 'male' else 'female' end as sex,
          case when n % 10 = 0 then 'year' else 'date' end as birth_precision,
          case when n % 10 <> 0 then date '1972-01-01' + pg_temp.pick(n, 3, 14600) end
            as birth_date,
          case when n % 10 = 0 then 1972 + pg_temp.pick(n, 3, 40) end as birth_year
        from generate_series(1, {country.persons}) n
    """
    abroad = filler.ids(
        "select id from codes_country where code in ('DE', 'LV', 'PL', 'UA', 'VN', 'GB', 'BY')"
    )
    home = filler.ids("select id from codes_country where code = 'LT'")
    citizenships = f"""
        select uuidv7() as uuid, p.id as person_id, p.custodian_id, p.regime,
          case when {chance("p.id", 4, 70)} then {home[0]} else {any_of(abroad, "p.id", 5)} end
            as country_id
        from people_person p where {chance("p.id", 6, 97)}
    """
    links = f"""
        insert into people_subjectlink (person_id, subject)
        select n, case when n > {help_from} and n % 3 = 0
          then 1 + pg_temp.pick(n, 7, {country.exploited}) else n end
        from generate_series(1, {country.persons}) n
    """
    return [
        filler.rows("people.Person", persons),
        filler.rows("people.PersonCitizenship", citizenships),
        filler.statement("subject numbers", links),
    ]


def _cases(filler: Filler, country: Country) -> list[Step]:
    rows = f"""
        select n as id, uuidv7() as uuid, {_house(filler, "n")} as custodian_id,
          'T-' || n as number, 'ongoing' as stage,
          {FIRST_DAY} + (n * {DAYS}::bigint / ({country.cases} + 1))::int as registered_on,
          {FIRST_DAY} as stage_on,
          {any_of(["domestic", "international", "international", "unknown"], "n", 3)} as reach
        from generate_series(1, {country.cases}) n
    """
    grounds = filler.code_list("termination_ground")
    stages = f"""
        select uuidv7() as uuid, i.id as investigation_id, i.custodian_id, s.kind,
          case when s.kind = 'terminated' then {any_of(grounds, "i.id", 4)} end as ground_id,
          i.registered_on + s.after as "on"
        from investigations_investigation i join {STAGES} on {FATE}
        where i.registered_on + s.after <= {LAST_DAY}
    """
    articles = """
        select uuidv7() as uuid, i.id as investigation_id, i.custodian_id, a.id as article_id
        from investigations_investigation i join codes_article a
          on a.code = case when pg_temp.pick(i.id, 10, 8) = 0 then '157' else '147' end
    """
    forms = filler.ids("select id from codes_exploitationform order by id")
    of_forms = f"""
        select uuidv7() as uuid, i.id as investigation_id, i.custodian_id,
          {any_of(forms, "i.id", 11)} as form_id, true as is_main
        from investigations_investigation i
    """
    places = filler.ids("select id from codes_country where code in ('LT', 'GB', 'DE', 'NO')")
    countries = f"""
        select uuidv7() as uuid, i.id as investigation_id, i.custodian_id, 'destination' as role,
          {any_of(places, "i.id", 12)} as country_id
        from investigations_investigation i where i.reach = 'international'
    """
    return [
        filler.rows("investigations.Investigation", rows),
        filler.rows("investigations.Stage", stages),
        filler.rows("investigations.InvestigationArticle", articles),
        filler.rows("investigations.InvestigationForm", of_forms),
        filler.rows("investigations.InvestigationCountry", countries),
    ]


def _suspects(filler: Filler, country: Country) -> list[Step]:
    units = len(set(staff.units(filler)))
    person = _next_of_house(filler, f"i.id / {units} * 2 + k", country.exploited, country.accused)
    natural = f"""
        select uuidv7() as uuid, i.id as investigation_id, i.custodian_id, 'natural' as kind,
          {person} as person_id, 'information' as state, i.registered_on as state_on
        from investigations_investigation i, generate_series(1, 1 + pg_temp.pick(i.id, 20, 2)) k
    """
    legal = """
        select uuidv7() as uuid, i.id as investigation_id, i.custodian_id, 'legal' as kind,
          (300000000 + i.id / 40)::text as legal_code, 'UAB ' || i.id as legal_name,
          'information' as state, i.registered_on as state_on
        from investigations_investigation i where i.id % 20 = 0
    """
    statuses = f"""
        select uuidv7() as uuid, u.id as suspect_id, u.investigation_id, u.custodian_id, s.state,
          i.registered_on + s.after as "on"
        from investigations_suspect u
        join investigations_investigation i on i.id = u.investigation_id join {STATES} on {FATE}
        where i.registered_on + s.after <= {LAST_DAY}
    """
    charges = """
        select uuidv7() as uuid, u.id as suspect_id, u.investigation_id, u.custodian_id,
          a.article_id
        from investigations_suspect u
        join investigations_investigationarticle a using (investigation_id)
        where pg_temp.pick(u.investigation_id, 2, 100) < 34
    """
    return [
        filler.rows("investigations.Suspect", natural),
        filler.rows("investigations.Suspect", legal),
        filler.rows("investigations.SuspectStatus", statuses),
        filler.rows("investigations.Charge", charges),
    ]


def _courts(filler: Filler) -> list[Step]:
    cases = f"""
        select uuidv7() as uuid, s.investigation_id, s.custodian_id,
          {any_of(filler.code_list("court"), "s.id", 30)} as court_id, s."on" as handed_over_on
        from investigations_stage s where s.kind = 'in_court_first'
    """
    judgments = f"""
        select uuidv7() as uuid, c.id as court_case_id, c.investigation_id, c.custodian_id,
          'first' as instance, i.registered_on + {JUDGED_AFTER} as "on"
        from investigations_courtcase c
        join investigations_investigation i on i.id = c.investigation_id
        where i.registered_on + {JUDGED_AFTER} <= {LAST_DAY}
    """
    sentences = f"""
        select uuidv7() as uuid, j.id as judgment_id, u.id as suspect_id, j.investigation_id,
          j.custodian_id, o.outcome, false as is_suspended,
          case when o.outcome = 'convicted' and u.kind = 'natural'
            then 2 + pg_temp.pick(u.id, 31, 8) end as years
        from investigations_judgment j
        join investigations_suspect u using (investigation_id)
        cross join lateral (select case when {chance("u.id", 21, 85)} then 'convicted'
          else 'acquitted' end as outcome) o
    """
    return [
        filler.rows("investigations.CourtCase", cases),
        filler.rows("investigations.Judgment", judgments),
        filler.rows("investigations.Sentence", sentences),
    ]


def _victims(filler: Filler, country: Country) -> list[Step]:
    units = len(set(staff.units(filler)))
    person = _next_of_house(filler, f"i.id / {units} * 3 + k", 0, country.exploited)
    victims = f"""
        select uuidv7() as uuid, i.id as investigation_id, i.custodian_id,
          {person} as person_id, 'presumed' as status, i.registered_on as status_on,
          'victim' as procedural_status, 'undecided' as cooperation
        from investigations_investigation i, generate_series(1, 3) k
    """
    day = "v.status_on + s.after + pg_temp.pick(v.id, 46, 30)"
    decisions = f"""
        select uuidv7() as uuid, v.id as victim_id, v.investigation_id, v.custodian_id, s.status,
          {day} as "on", 'police' as decider, 'tyrėja' as decider_name, 'BPK 28 str.' as basis,
          'Yra požymių.' as reason
        from victims_victim v join {DECISIONS} on {FATE.replace("i.id, 2,", "v.id, 45,")}
        where {day} <= {LAST_DAY}
    """
    episodes = """
        select uuidv7() as uuid, v.id as victim_id, v.investigation_id, v.custodian_id, f.form_id,
          true as is_main, c.country_id,
          v.status_on - 60 - pg_temp.pick(v.id, 53, 300) as starts_on, v.status_on - 30 as ends_on
        from victims_victim v
        join investigations_investigationform f using (investigation_id)
        left join investigations_investigationcountry c
          on c.investigation_id = v.investigation_id and c.role = 'destination'
    """
    return [
        filler.rows("victims.Victim", victims),
        filler.rows("victims.VictimDecision", decisions),
        filler.rows("victims.ExploitationEpisode", episodes),
    ]


def _help(filler: Filler, country: Country) -> list[Step]:
    """Five services to each victim, in two hundred projects a year."""
    first = country.exploited + country.accused
    ministry, euro = (
        staff.organisation(filler, "SADM"),
        "(select id from codes_currency where code = 'EUR')",
    )
    ngos = sorted(set(staff.ngos(filler)))
    calls = f"""
        select uuidv7() as uuid, {ministry} as custodian_id, y as year, 'Pagalba ' || y as title,
          make_date(y, 1, 10) as opens_on, make_date(y, 2, 20) as closes_on,
          {euro} as currency_id from generate_series(2016, 2025) y
    """
    projects = f"""
        select uuidv7() as uuid, {any_of(ngos, "n", 80)} as custodian_id, c.id as call_id,
          c.year || '-' || n as number, 'Pagalba' as title, make_date(c.year, 3, 1) as starts_on,
          make_date(c.year, 12, 31) as ends_on, 20000 as requested,
          s.state, case when s.state = 'finished' then 15000 end as granted,
          make_date(c.year, 2, 25) as decided_on
        from assistance_fundingcall c cross join generate_series(1, 200) n
        cross join lateral (select case when {chance("c.id * 1000 + n", 81, 80)} then 'finished'
          else 'rejected' end as state) s
    """
    day = f"{FIRST_DAY} + ((p.id - {first}) * {DAYS - 1}::bigint / {country.helped})::int"
    helped = f"""
        select uuidv7() as uuid, p.id as person_id, p.custodian_id, 'P-' || p.id as code,
          {day} as registered_on,
          {any_of(["presumed", "presumed", "recognised", "at_risk"], "p.id", 91)} as status
        from people_person p where p.id > {first}
    """
    key = "(b.id * 16 + k)"
    kinds = filler.ids("select id from codes_servicekind order by id")
    given = "b.registered_on + k * (20 + pg_temp.pick(b.id, 95, 60))"
    services = f"""
        select uuidv7() as uuid, b.id as beneficiary_id, b.custodian_id, s.id as kind_id,
          {given} as "on", case when s.unit = 'nights' then {given} + 1 end as ended_on,
          1 + pg_temp.pick({key}, 97, 3) as units, s.unit
        from assistance_beneficiary b
        cross join generate_series(1, 8 + (b.id % 7 < 4)::int) k
        join codes_servicekind s on s.id = {any_of(kinds, key, 101)}
        where {given} <= {LAST_DAY}
    """
    return [
        filler.rows("assistance.FundingCall", calls),
        filler.rows("assistance.Project", projects),
        filler.rows("assistance.Beneficiary", helped),
        filler.rows("assistance.Service", services),
    ]
