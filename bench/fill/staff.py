"""Who keeps the records: the units, NGOs and their workers."""

from bench.fill.filler import Filler, Step

# Out of a hundred records, how many each of these keeps; the others share the rest evenly. Each
# organisation of a demo account has its true share, the largest units the largest.
UNITS = {"POLICE-VILNIUS": 25, "POLICE-KAUNAS": 17, "POLICE-KLAIPEDA": 12, "LKPB-THB": 8}
NGOS = {"NGO-CARITAS": 30, "NGO-MISSING": 22}
# It leads the police and investigates nothing itself.
NO_UNIT = "POLICE-DEPARTMENT"
PEOPLE_AN_ORGANISATION = 20


def units(filler: Filler) -> list[int]:
    """Investigating organisations, each as often as its share of a hundred."""
    kinds = "'police_unit', 'specialised_unit', 'border_guard'"
    return _shares(filler, f"kind in ({kinds}) and code <> '{NO_UNIT}'", UNITS)


def ngos(filler: Filler) -> list[int]:
    """Helping organisations, each as often as its share of a hundred."""
    return _shares(filler, "kind = 'ngo'", NGOS)


def _shares(filler: Filler, condition: str, shares: dict[str, int]) -> list[int]:
    rows = filler.connection.execute(
        f"select code, id from accounts_organisation where {condition} order by code"
    ).fetchall()
    rest = (100 - sum(shares.values())) // (len(rows) - len(shares))
    return [key for code, key in rows for _ in range(shares.get(code, rest))]


def organisation(filler: Filler, code: str) -> int:
    """The key of one organisation."""
    return filler.ids(f"select id from accounts_organisation where code = '{code}'")[0]


def steps(filler: Filler) -> list[Step]:
    """More accounts than those of the demo; nobody can sign in with them."""
    keepers = sorted({*units(filler), *ngos(filler)})
    people = f"""
        select o.code || '-' || n as username, '!' as password, 'Vardenis' as first_name,
          'Pavardenis ' || n as last_name, now() as date_joined
        from accounts_organisation o, generate_series(1, {PEOPLE_AN_ORGANISATION}) n
        where o.id = any(array{keepers})
    """
    memberships = """
        select u.id as user_id, o.id as organisation_id, date '2009-01-01' as starts_on,
          case o.kind when 'ngo' then 'ngo' else 'officer' end as role
        from accounts_user u join accounts_organisation o
          on o.code = regexp_replace(u.username, '-[0-9]+$', '')
    """
    return [
        filler.rows("accounts.User", people),
        filler.rows("accounts.Membership", memberships),
        # Whom the history and the audit trail name: everybody of an organisation.
        filler.statement(
            "workers",
            "create temp table worker as select organisation_id, min(role) as role, "
            "array_agg(user_id order by user_id) as users from accounts_membership group by 1",
        ),
    ]
