"""Calls, projects, beneficiaries and services over fifteen years."""

from bench.fill import staff
from bench.fill.cases import RECORDED
from bench.fill.filler import Filler, Step, any_of, chance
from bench.fill.people import HELPED, SUSPECTS, VICTIMS, YEARS

# Of a country's worth of data.
SERVICES = 3000
# Eight to each, and a ninth to four of seven: that makes them.
SERVICES_AT_LEAST = SERVICES // HELPED
SERVICE_PARTS = 10


def steps(filler: Filler) -> list[Step]:
    """All of it in the order in which rows need each other."""
    return [*_money(filler), *_people(filler), *_services(filler)]


def _money(filler: Filler) -> list[Step]:
    """A call a year; of each NGO as many projects in it as the country is multiplied."""
    ministry = staff.organisation(filler, "SADM")
    keepers = sorted(set(staff.ngos(filler)))
    calls = f"""
        select {ministry} as custodian_id, y as year, 'Pagalba nukentėjusiesiems ' || y as title,
          make_date(y, 1, 10) as opens_on, make_date(y, 2, 20) as closes_on, c.id as currency_id,
          make_date(y, 1, 5){RECORDED}
        from generate_series(extract(year from current_date)::int - {YEARS},
          extract(year from current_date)::int) y
        join codes_currency c on c.code = case when y < 2015 then 'LTL' else 'EUR' end
    """
    projects = f"""
        select o.id as custodian_id, p.call_id, o.id || '-' || n as number,
          'Pagalba ir apgyvendinimas ' || n as title, p.state,
          make_date(p.year, 3, 1) as starts_on, make_date(p.year, 12, 31) as ends_on,
          20000 as requested, case when p.state in ('funded', 'finished') then 15000 end as granted,
          case when p.state <> 'applied' then make_date(p.year, 2, 25) end as decided_on,
          make_date(p.year, 2, 1){RECORDED}
        from accounts_organisation o, generate_series(1, {filler.scale}) n,
        lateral (
          select c.id as call_id, c.year,
            case when pg_temp.pick(o.id * 1000 + n, c.year, 5) = 0 then 'rejected'
              when c.year < extract(year from current_date) then 'finished'
              when pg_temp.pick(o.id * 1000 + n, c.year, 5) = 1 then 'applied'
              else 'funded' end as state
          from assistance_fundingcall c
        ) p
        where o.id = any(array{keepers}) order by p.year, o.id, n
    """
    reports = f"""
        select p.id as project_id, p.starts_on, r.until as ends_on, 'Suteikta pagalba.' as text,
          7000 as spent, r.state, case when r.state <> 'draft' then r.until + 5 end as submitted_on,
          case when r.state in ('accepted', 'returned') then r.until + 9 end as decided_on,
          r.until{RECORDED}
        from assistance_project p, lateral (
          select case when p.state = 'finished' then p.ends_on
              else least(make_date(extract(year from p.starts_on)::int, 6, 30), current_date)
            end as until,
            case when p.state = 'finished' then 'accepted'
              else {any_of(["accepted", "submitted", "returned", "draft"], "p.id", 80)} end as state
        ) r
        where p.state in ('funded', 'finished') and r.until >= p.starts_on order by p.id
    """
    return [
        filler.rows("assistance.FundingCall", calls),
        filler.rows("assistance.Project", projects),
        filler.rows("assistance.ProjectReport", reports),
        filler.statement(
            "projects by year",
            "create temp table funded as select custodian_id, extract(year from starts_on)::int "
            "as year, array_agg(id order by id) as ids from assistance_project "
            "where state in ('funded', 'finished') group by 1, 2",
        ),
    ]


def _people(filler: Filler) -> list[Step]:
    first, count = (VICTIMS + SUSPECTS) * filler.scale, HELPED * filler.scale
    outcomes = any_of(filler.code_list("closing_outcome"), "p.id", 90)
    beneficiaries = f"""
        select p.custodian_id, p.id as person_id, 'P-' || p.id as code, p.on_day as registered_on,
          {any_of(["presumed", "presumed", "recognised", "at_risk"], "p.id", 91)} as status,
          case when {chance("p.id", 92, 40)} then {any_of(staff.units(filler), "p.id", 93)} end
            as referred_by_id,
          'rašyti žinutę, neskambinti' as safe_contact, 'būstas, psichologo pagalba' as needs,
          e.closed_on, case when e.closed_on is not null then {outcomes} end as outcome_id,
          p.on_day{RECORDED}
        from (
          select id, custodian_id, current_date
            - (({first + count} - id) * {YEARS * 365}::bigint / {count})::int as on_day
          from people_person where id > {first}
        ) p, lateral (
          select case when {chance("p.id", 94, 97)}
              and p.on_day + 60 + pg_temp.pick(p.id, 95, 700) <= current_date
            then p.on_day + 60 + pg_temp.pick(p.id, 95, 700) end as closed_on
        ) e
        order by p.id
    """
    consents = f"""
        select b.id as beneficiary_id, c.id as purpose_id, b.registered_on as given_on,
          b.closed_on as withdrawn_on, b.created_at
        from assistance_beneficiary b join codes_listcode c on c.list = 'consent_purpose'
        where {chance("b.id", 96, 90)} and pg_temp.pick(b.id, c.id::int, 3) = 0 order by b.id
    """
    return [
        filler.rows("assistance.Beneficiary", beneficiaries),
        filler.rows("assistance.Consent", consents),
    ]


def _services(filler: Filler) -> list[Step]:
    """Eight or nine services to each, spread from the first day of help to the last."""
    kinds = filler.ids("select id from codes_servicekind order by id")
    key = "(b.id * 16 + k)"
    services = f"""
        select b.id as beneficiary_id, s.id as kind_id, d.on_day as "on",
          case when s.unit = 'nights' then d.on_day + 1 end as ended_on,
          1 + pg_temp.pick({key}, 97, 3) as units, s.unit,
          case when {chance(key, 98, 80)}
            then f.ids[1 + pg_temp.pick({key}, 99, cardinality(f.ids))] end as project_id,
          w.users[1 + pg_temp.pick({key}, 100, cardinality(w.users))] as worker_id,
          'Vilnius' as place, case when k % 3 = 0 then 'tęsiama' else '' end as result,
          d.on_day{RECORDED}
        from assistance_beneficiary b
        cross join generate_series(1, {SERVICES_AT_LEAST} + (b.id % 7 < 4)::int) k
        cross join lateral (
          select b.registered_on
            + (coalesce(b.closed_on, current_date) - b.registered_on) * k / 10 as on_day
        ) d
        join codes_servicekind s on s.id = {any_of(kinds, key, 101)}
        join worker w on w.organisation_id = b.custodian_id
        left join funded f on f.custodian_id = b.custodian_id
          and f.year = extract(year from d.on_day)
        where b.id % {SERVICE_PARTS} = {{part}} order by b.id, k
    """
    return filler.parts("assistance.Service", services, SERVICE_PARTS)
