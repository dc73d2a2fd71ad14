"""Which pages are measured: one line each.

Addresses that need a record take the newest ones that the account may see, by `rows`: a query for
public numbers that is asked as the account itself. The requests go round these records.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a page is, and so which goals it has."""

    EMPTY = "empty"
    HOME = "home"
    LIST = "list"
    RECORD = "record"
    FORM = "form"
    COUNTRY = "country table"


@dataclass(frozen=True)
class Page:
    """One address as one account asks for it."""

    account: str
    kind: Kind
    url_name: str
    query: str = ""
    rows: str = ""

    @property
    def name(self) -> str:
        """How the page is called in the report."""
        return f"{self.url_name}{'?' + self.query if self.query else ''}"


RECORDS = 20
EMPTY = "account_membership"
# Addresses in which the year before last stands for «an ordinary year».
FOUR_YEARS = "start=2021-01-01&end=2024-12-31&by=year"


def _newest(table: str, order: str) -> str:
    return f"select uuid from {table} order by {order}, id desc limit {RECORDS}"


INVESTIGATIONS = _newest("investigations_investigation", "registered_on desc")
OLDER_INVESTIGATIONS = (
    "select uuid from investigations_investigation where stage = 'final' "
    f"order by registered_on desc limit {RECORDS}"
)
SUSPECTS = _newest("investigations_suspect", "state_on desc")
VICTIMS = _newest("victims_victim", "status_on desc")
PERMITS = _newest("victims_residencepermit", "starts_on desc")
PERIODS = _newest("victims_reflectionperiod", "starts_on desc")
BENEFICIARIES = _newest("assistance_beneficiary", "registered_on desc")
PROJECTS = _newest("assistance_project", "starts_on desc")
REPORTS = _newest("assistance_projectreport", "starts_on desc")
CALLS = _newest("assistance_fundingcall", "year desc")
PERSONS = _newest("people_person", "sort_key")


def _of(account: str, *pages: tuple[Kind, str] | tuple[Kind, str, str]) -> list[Page]:
    found = [Page(account, Kind.EMPTY, EMPTY), Page(account, Kind.HOME, "web:home")]
    for kind, url_name, *rest in pages:
        detail = rest[0] if rest else ""
        is_record = kind is Kind.RECORD
        found.append(
            Page(
                account,
                kind,
                url_name,
                query="" if is_record else detail,
                rows=detail if is_record else "",
            )
        )
    return found


L, R, F, C = Kind.LIST, Kind.RECORD, Kind.FORM, Kind.COUNTRY

PAGES: list[Page] = [
    *_of(
        "officer",
        (L, "investigations:list"),
        (L, "investigations:list", "page=100"),
        (L, "investigations:suspects"),
        (L, "victims:list"),
        (L, "victims:list", "page=200"),
        (L, "people:list"),
        (L, "people:list", "q=Kazlauskas"),
        (L, "victims:residence_permits"),
        (L, "web:trail"),
        (R, "investigations:detail", INVESTIGATIONS),
        (R, "investigations:detail", OLDER_INVESTIGATIONS),
        (R, "investigations:suspect", SUSPECTS),
        (R, "victims:detail", VICTIMS),
        (R, "people:detail", PERSONS),
        (C, "statistics:country_table", FOUR_YEARS),
    ),
    *_of(
        "analyst",
        (L, "investigations:list"),
        (L, "investigations:suspects"),
        (L, "victims:list"),
        (L, "people:list"),
        (L, "people:list", "q=Kazlauskas"),
        (R, "investigations:detail", INVESTIGATIONS),
        (R, "victims:detail", VICTIMS),
        (R, "people:detail", PERSONS),
        (C, "statistics:country_table", FOUR_YEARS),
    ),
    *_of(
        "ngo",
        (L, "assistance:beneficiaries"),
        (L, "assistance:services"),
        (L, "assistance:services", "page=500"),
        (F, "assistance:today"),
        (L, "assistance:projects"),
        (L, "people:list"),
        (L, "web:trail"),
        (R, "assistance:beneficiary", BENEFICIARIES),
        (R, "assistance:services_of", BENEFICIARIES),
        (R, "people:detail", PERSONS),
        (R, "assistance:project", PROJECTS),
        (C, "statistics:country_table", FOUR_YEARS),
    ),
    *_of(
        "migration",
        (L, "victims:residence_permits"),
        (L, "victims:reflection_periods"),
        (R, "victims:residence_permit", PERMITS),
        (R, "victims:reflection_period", PERIODS),
        (C, "statistics:country_table", FOUR_YEARS),
    ),
    *_of(
        "funder",
        (L, "assistance:projects"),
        (L, "assistance:reports"),
        (L, "assistance:calls"),
        (R, "assistance:project", PROJECTS),
        (R, "assistance:report", REPORTS),
        (R, "assistance:call", CALLS),
        (C, "statistics:country_table", FOUR_YEARS),
    ),
    *_of(
        "coordinator",
        (L, "assistance:projects"),
        (R, "assistance:project", PROJECTS),
        (C, "statistics:country_table", FOUR_YEARS),
    ),
    *_of("auditor", (L, "web:trail"), (L, "web:trail", "verb=alteration")),
    *_of("administrator", (L, "admin:accounts_user_changelist")),
]
