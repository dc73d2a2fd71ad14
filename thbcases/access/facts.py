"""Which facts of the statistics the acting user counts over.

Facts are views without identities that run with the owner's rights: they read past row security,
because the country is counted over records that nobody sees whole. So each of them ends in a
condition made here, from the rights table's kind «statistics». With nobody acting there are no
facts.
"""

from enum import StrEnum

from thbcases.access.policies import org_of, roles_sql
from thbcases.access.roles import Role
from thbcases.access.table import Scope, grants_for


class Area(StrEnum):
    """What a fact is about."""

    CASES = "cases"  # investigations, victims, suspects, courts
    HELP = "help"  # projects and services


# Which scopes open which area: all of it, or the rows of one's own organisation.
_WHOLE: dict[Area, frozenset[Scope]] = {
    Area.CASES: frozenset({Scope.ALL}),
    Area.HELP: frozenset({Scope.ALL, Scope.HELP}),
}
_KNOWN = frozenset({Scope.ALL, Scope.HELP, Scope.OWN})


class UnknownScope(ValueError):
    """The rights table gives statistics a scope that facts know nothing of."""


def counts_all(role: Role, area: Area) -> bool:
    """Whether the role counts over the rows of all organisations."""
    return role in _roles(_WHOLE[area])


def fact_condition(area: Area, custodian: str) -> str:
    """The SQL condition that ends a view of facts; `custodian` is the column that says whose."""
    whole, own = _roles(_WHOLE[area]), _roles(frozenset({Scope.OWN}))
    return f"(select coalesce({roles_sql(whole)}, false)) or {custodian} = {org_of(own)}"


def _roles(scopes: frozenset[Scope]) -> set[Role]:
    grants = grants_for("statistics", "select")
    for role, grant in grants.items():
        if not set(grant.scopes) <= _KNOWN:
            raise UnknownScope(f"statistics of {role}: {grant.scopes}")
    return {role for role, grant in grants.items() if scopes & set(grant.scopes)}
