"""Investigations, suspects, courts and victims over fifteen years."""

from bench.fill import staff
from bench.fill.filler import Filler, Step, any_of, chance
from bench.fill.people import SUSPECTS, VICTIMS, YEARS

# Of a country's worth of data.
INVESTIGATIONS = 200
VICTIMS_A_CASE = 3

# How an investigation goes: for which share (from, below a hundred), which stage, after how many
# days. What has not come yet is left out, so that the newest are still open.
STAGES = """(values
  (0, 100, 'registered', 0), (0, 100, 'ongoing', 7),
  (0, 34, 'completed_indictment', 400), (0, 34, 'in_court_first', 410), (0, 34, 'final', 700),
  (34, 60, 'terminated', 500), (60, 70, 'suspended', 300), (70, 75, 'completed_penal_order', 300),
  (70, 75, 'final', 330), (75, 80, 'passed_abroad', 200), (80, 100, 'terminated', 1200)
) s(lowest, below, kind, after)"""
STATES = """(values
  (0, 100, 'information', 0), (0, 75, 'suspected', 30), (0, 34, 'prosecuted', 400),
  (34, 60, 'released', 500)
) s(lowest, below, state, after)"""
DECISIONS = """(values
  (0, 97, 'presumed', 0), (0, 60, 'recognised', 75), (60, 70, 'not_confirmed', 120),
  (70, 75, 'declined', 90)
) s(lowest, below, status, after)"""
JUDGED_AFTER = 640
FATE = "pg_temp.pick(i.id, 2, 100) >= s.lowest and pg_temp.pick(i.id, 2, 100) < s.below"
RECORDED = "::timestamp at time zone 'Europe/Vilnius' + interval '10 hours' as created_at"


def steps(filler: Filler) -> list[Step]:
    """All of it in the order in which rows need each other."""
    return [
        *_investigations(filler),
        *_about(filler),
        *_suspects(filler),
        *_courts(filler),
        *_victims(filler),
        *_harm(filler),
        *_stay(filler),
        *_shared(filler),
    ]


def _investigations(filler: Filler) -> list[Step]:
    count = INVESTIGATIONS * filler.scale
    grounds = filler.code_list("termination_ground")
    rows = f"""
        select i.id, {any_of(staff.units(filler), "i.id", 1)} as custodian_id,
          format('01-1-%s-%s', lpad(i.id::text, 6, '0'), to_char(i.on_day, 'YY')) as number,
          i.on_day as registered_on, 'prokurorė Vardenė Pavardenytė' as prosecutor,
          {any_of(["domestic", "international", "international", "unknown"], "i.id", 3)} as reach,
          repeat('Vežta dirbti į užsienį, dokumentai atimti, uždarbis nemokėtas. ', 4) as summary,
          i.on_day as stage_on, i.on_day{RECORDED}
        from (
          select n as id, current_date - (({count} - n) * {YEARS * 365}::bigint / {count})::int
            as on_day
          from generate_series(1, {count}) n
        ) i
    """
    stages = f"""
        select i.id as investigation_id, s.kind, i.registered_on + s.after as "on",
          'prokurorė Vardenė Pavardenytė' as decided_by,
          case when s.kind = 'terminated' then {any_of(grounds, "i.id", 4)} end as ground_id,
          (i.registered_on + s.after){RECORDED}
        from investigations_investigation i join {STAGES} on {FATE}
        where i.registered_on + s.after <= current_date
        order by i.id, s.after
    """
    newest = """
        update investigations_investigation i set stage = s.kind, stage_on = s."on"
        from (select distinct on (investigation_id) * from investigations_stage
          order by investigation_id, "on" desc, id desc) s
        where s.investigation_id = i.id
    """
    return [
        filler.rows("investigations.Investigation", rows),
        filler.rows("investigations.Stage", stages),
        filler.statement("newest stages", newest),
    ]


def _about(filler: Filler) -> list[Step]:
    """Articles, forms, countries."""
    articles = """
        select i.id as investigation_id, a.id as article_id, i.registered_on - 100 as offence_on,
          i.created_at
        from investigations_investigation i join codes_article a
          on a.code = case when pg_temp.pick(i.id, 10, 8) = 0 then '157' else '147' end
        order by i.id
    """
    forms = filler.ids("select id from codes_exploitationform order by id")
    of_forms = f"""
        select i.id as investigation_id, {any_of(forms, "i.id", 11)} as form_id,
          true as is_main, i.created_at
        from investigations_investigation i order by i.id
    """
    countries = filler.ids(
        "select id from codes_country where code in ('LT', 'GB', 'DE', 'NL', 'NO', 'UA', 'VN')"
    )
    of_countries = f"""
        select i.id as investigation_id, {any_of(countries, "i.id", 12)} as country_id, r.role,
          i.created_at
        from investigations_investigation i, (values ('origin'), ('destination')) r(role)
        where i.reach = 'international' order by i.id
    """
    return [
        filler.rows("investigations.InvestigationArticle", articles),
        filler.rows("investigations.InvestigationForm", of_forms),
        filler.rows("investigations.InvestigationCountry", of_countries),
    ]


def _suspects(filler: Filler) -> list[Step]:
    first, last = VICTIMS * filler.scale, (VICTIMS + SUSPECTS) * filler.scale
    natural = _of_the_same_unit(
        f"p.id > {first} and p.id <= {last}",
        "generate_series(1, 1 + pg_temp.pick(i.id, 20, 2)) k",
        "'natural' as kind, registered_on as state_on, 'verbuotojas' as role_note",
    )
    legal = """
        select i.id as investigation_id, 'legal' as kind, 'UAB «Darbas ' || i.id || '»'
          as legal_name, (300000000 + i.id)::text as legal_code, i.registered_on as state_on,
          i.created_at
        from investigations_investigation i where i.id % 20 = 0 order by i.id
    """
    statuses = f"""
        select u.id as suspect_id, s.state, i.registered_on + s.after as "on",
          'BPK' as basis, (i.registered_on + s.after){RECORDED}
        from investigations_suspect u
        join investigations_investigation i on i.id = u.investigation_id
        join {STATES} on {FATE}
        where i.registered_on + s.after <= current_date
        order by u.id, s.after
    """
    judged = f"""
        select u.id as suspect_id,
          case when {chance("u.id", 21, 85)} then 'convicted' else 'acquitted' end as state,
          i.registered_on + {JUDGED_AFTER} as "on", 'nuosprendis' as basis,
          (i.registered_on + {JUDGED_AFTER}){RECORDED}
        from investigations_suspect u
        join investigations_investigation i on i.id = u.investigation_id
        where pg_temp.pick(i.id, 2, 100) < 34
          and i.registered_on + {JUDGED_AFTER} <= current_date
        order by u.id
    """
    newest = """
        update investigations_suspect u set state = s.state, state_on = s."on"
        from (select distinct on (suspect_id) * from investigations_suspectstatus
          order by suspect_id, "on" desc, id desc) s
        where s.suspect_id = u.id
    """
    charges = """
        select u.id as suspect_id, a.article_id, a.offence_on, u.created_at
        from investigations_suspect u
        join investigations_investigationarticle a using (investigation_id)
        where u.state in ('prosecuted', 'convicted', 'acquitted') order by u.id
    """
    return [
        filler.rows("investigations.Suspect", natural),
        filler.rows("investigations.Suspect", legal),
        filler.rows("investigations.SuspectStatus", statuses),
        filler.rows("investigations.SuspectStatus", judged),
        filler.statement("newest states", newest),
        filler.rows("investigations.Charge", charges),
    ]


def _of_the_same_unit(persons: str, times: str, columns: str) -> str:
    """Persons in investigations: each investigation takes the next ones that its unit knows."""
    return f"""
        with pool as (
          select p.id as person_id, p.custodian_id,
            row_number() over (partition by p.custodian_id order by p.id) - 1 as n,
            count(*) over (partition by p.custodian_id) as size
          from people_person p where {persons}
        ), places as (
          select i.id as investigation_id, i.custodian_id, i.registered_on, i.created_at, k,
            row_number() over (partition by i.custodian_id order by i.id, k) - 1 as n
          from investigations_investigation i, {times}
        )
        select places.investigation_id, pool.person_id, {columns}, places.created_at
        from places join (select distinct custodian_id, size from pool) s using (custodian_id)
        join pool on pool.custodian_id = places.custodian_id and pool.n = places.n % s.size
        order by places.investigation_id, places.k
    """


def _courts(filler: Filler) -> list[Step]:
    courts = filler.code_list("court")
    cases = f"""
        select s.investigation_id, {any_of(courts, "s.id", 30)} as court_id,
          '1-' || s.investigation_id as number, s."on" as handed_over_on, s.created_at
        from investigations_stage s where s.kind = 'in_court_first' order by s.id
    """
    judgments = f"""
        select c.id as court_case_id, 'first' as instance,
          i.registered_on + {JUDGED_AFTER} as "on", i.registered_on + 700 as final_on,
          (i.registered_on + {JUDGED_AFTER}){RECORDED}
        from investigations_courtcase c
        join investigations_investigation i on i.id = c.investigation_id
        where i.registered_on + 700 <= current_date order by c.id
    """
    sentences = """
        select j.id as judgment_id, u.id as suspect_id, u.state as outcome, a.article_id,
          case when u.state = 'convicted' and u.kind = 'natural'
            then 2 + pg_temp.pick(u.id, 31, 8) end as years, j.created_at
        from investigations_judgment j
        join investigations_suspect u using (investigation_id)
        join investigations_investigationarticle a using (investigation_id)
        where u.state in ('convicted', 'acquitted') order by j.id, u.id
    """
    return [
        filler.rows("investigations.CourtCase", cases),
        filler.rows("investigations.Judgment", judgments),
        filler.rows("investigations.Sentence", sentences),
    ]


def _victims(filler: Filler) -> list[Step]:
    def code(name: str, salt: int) -> str:
        return any_of(filler.code_list(name), "person_id", salt)

    victims = _of_the_same_unit(
        f"p.id <= {VICTIMS * filler.scale}",
        f"generate_series(1, {VICTIMS_A_CASE}) k",
        f"""registered_on as status_on, 'victim' as procedural_status,
          {any_of(["yes", "no", "undecided"], "person_id", 40)} as cooperation,
          {code("relationship_to_trafficker", 41)} as relationship_id,
          {code("education", 42)} as education_id,
          {code("employment", 43)} as employment_id,
          {code("marital_status", 44)} as marital_status_id""",
    )
    fate = FATE.replace("i.id, 2,", "v.id, 45,")
    day = "v.status_on + s.after + pg_temp.pick(v.id, 46, 30)"
    decisions = f"""
        select v.id as victim_id, s.status, {day} as "on", 'police' as decider,
          'tyrėja Vardenė Pavardenytė' as decider_name, 'BPK 28 str.' as basis,
          'Yra prekybos žmonėmis požymių.' as reason, ({day}){RECORDED}
        from victims_victim v join {DECISIONS} on {fate}
        where {day} <= current_date order by v.id, s.after
    """
    newest = """
        update victims_victim v set status = s.status, status_on = s."on"
        from (select distinct on (victim_id) * from victims_victimdecision
          order by victim_id, "on" desc, id desc) s
        where s.victim_id = v.id
    """
    return [
        filler.rows("victims.Victim", victims),
        filler.rows("victims.VictimDecision", decisions),
        filler.statement("newest decisions", newest),
    ]


def _harm(filler: Filler) -> list[Step]:
    """What was done to the victims, and what they claim."""
    recruited = any_of(filler.code_list("recruitment_method"), "v.id", 50)
    means = filler.code_list("control_means")
    protected = any_of(filler.code_list("protection_kind"), "v.id", 52)
    euro = filler.ids("select id from codes_currency where code = 'EUR'")[0]
    episodes = """
        select v.id as victim_id, f.form_id, true as is_main, c.country_id, 'Vilnius' as place,
          v.status_on - 60 - pg_temp.pick(v.id, 53, 300) as starts_on, v.status_on - 30 as ends_on,
          v.created_at
        from victims_victim v
        join investigations_investigationform f using (investigation_id)
        left join investigations_investigationcountry c
          on c.investigation_id = v.investigation_id and c.role = 'destination'
        order by v.id
    """
    claims = f"""
        select v.id as victim_id, 'offender' as payer, v.status_on as claimed_on,
          1000 + pg_temp.pick(v.id, 54, 9000) as amount, {euro} as currency_id, v.created_at
        from victims_victim v where {chance("v.id", 55, 8)} order by v.id
    """
    measures = f"""
        select v.id as victim_id, {protected} as kind_id, v.status_on as decided_on,
          'prokurorė' as decided_by, v.status_on as starts_on, v.status_on + 180 as ends_on,
          v.created_at
        from victims_victim v where {chance("v.id", 56, 10)} order by v.id
    """
    return [
        filler.rows("victims.ExploitationEpisode", episodes),
        filler.rows(
            "victims.Recruitment",
            f"select v.id as victim_id, {recruited} as method_id, v.created_at "
            "from victims_victim v order by v.id",
        ),
        filler.rows(
            "victims.Control",
            f"select v.id as victim_id, {any_of(means, 'v.id', 51)} as means_id, v.created_at "
            "from victims_victim v order by v.id",
        ),
        filler.rows("victims.CompensationClaim", claims),
        filler.rows("victims.ProtectionMeasure", measures),
    ]


# One victim row of every foreigner: stays of one person may not overlap.
FOREIGNERS = """
    select distinct on (v.person_id) v.* from victims_victim v
    join people_personcitizenship z using (person_id) join codes_country c on c.id = z.country_id
    where c.code <> 'LT' and v.status in ('presumed', 'recognised')
    order by v.person_id, v.id desc
"""


def _stay(filler: Filler) -> list[Step]:
    """Reflection periods of foreigners, and chains of residence permits of those who help."""
    waits = "current_date - 12"
    periods = f"""
        select v.id as victim_id, d as starts_on, d + 29 as ends_on, d - 1 as proposed_on,
          case when d > {waits} then 'proposed' when {chance("v.id", 60, 5)} then 'refused'
            else 'granted' end as state,
          case when d <= {waits} then d end as decided_on, (d - 1){RECORDED}
        from ({FOREIGNERS}) v, lateral (select least(v.status_on + 3, current_date) as d) x
        order by v.id
    """
    permits = f"""
        select row_number() over (order by v.id, k) as id, v.id as victim_id, k,
          v.status_on + 40 + k * 181 as d
        from ({FOREIGNERS}) v, generate_series(0, 2) k
        where v.cooperation = 'yes' and v.status_on + 40 + k * 181 <= current_date
    """
    chains = f"""
        select p.id, p.victim_id, case when p.k > 0 then p.id - 1 end as renewal_of_id,
          d as starts_on, d + 180 as ends_on, d - 20 as proposed_on,
          case when d > {waits} then 'proposed' else 'granted' end as state,
          case when d <= {waits} then d - 5 end as decided_on, (d - 20){RECORDED}
        from ({permits}) p order by p.id
    """
    return [
        filler.rows("victims.ReflectionPeriod", periods),
        filler.rows("victims.ResidencePermit", chains),
    ]


def _shared(filler: Filler) -> list[Step]:
    """Units that help another, and victims opened to NGOs."""
    assigned = any_of(staff.units(filler), "i.id", 70)
    opened = any_of(staff.ngos(filler), "v.id", 72)
    assignments = f"""
        select i.id as investigation_id, {assigned} as organisation_id,
          i.registered_on + 10 as starts_on, 'prokuroro nutarimas' as basis,
          case when i.stage not in ('registered', 'ongoing', 'suspended')
            then greatest(i.stage_on, i.registered_on + 10) end as ends_on, i.created_at
        from investigations_investigation i
        where {chance("i.id", 71, 8)} and {assigned} <> i.custodian_id order by i.id
    """
    grants = f"""
        select v.custodian_id, 'victim' as kind, v.id as object_id, {opened} as organisation_id,
          'asmens sutikimas' as basis, v.status_on::timestamptz as starts_at,
          v.status_on::timestamptz + interval '2 years' as ends_at, v.created_at
        from victims_victim v
        where {chance("v.id", 73, 10)} and v.status_on > current_date - 1500 order by v.id
    """
    return [
        filler.rows("investigations.Assignment", assignments),
        filler.rows("access.AccessGrant", grants),
    ]
