"""Every table with case data, and by which of its columns its rows belong to whom.

A table that is missing here, or stands here without a forced policy in the database, fails
tests/access/test_policies.py.
"""

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Protected:
    """One table: its record kind and the columns that row security asks."""

    table: str
    kind: str
    owners: tuple[str, ...] = ("custodian_id",)
    # Organisations that read the row as if it were theirs, but do not write it.
    readers: tuple[str, ...] = ()
    # While what these organisations may read it; `{today}` is the day it is in the country.
    readers_while: str = ""
    investigation: str | None = None
    person: str | None = None
    # Which kinds of grant open a row, each with the column that holds the granted number; and the
    # column of the person who is opened as a suspect of an opened investigation.
    opened_by: tuple[tuple[str, str], ...] = ()
    of_suspect: str | None = None
    regime: str | None = None
    # The column that names the object (vehicle, phone …) whose links say who else works with it.
    object: str | None = None
    # The column that says whether the maker shares the row with the own organisation.
    shared: str | None = None
    # The column with the role that the maker shares the row with.
    shared_role: str | None = None
    made_by: str | None = None
    made_for: str | None = None
    # As what a role that may not decide may write a row, and which rows it may take up again
    # (by default the same).
    proposal: str | None = None
    revisable: str | None = None
    has_history: bool = True

    @property
    def history_table(self) -> str:
        return f"{self.table}event"


def _investigation(name: str, column: str | None = "investigation_id") -> Protected:
    opened_by = (("investigation", column),) if column else ()
    return Protected(
        f"investigations_{name}", "investigation", investigation=column, opened_by=opened_by
    )


def _victim(name: str, victim: str = "victim_id") -> Protected:
    return Protected(
        f"victims_{name}",
        "victim",
        investigation="investigation_id",
        opened_by=(("victim", victim),),
    )


def _permit(name: str) -> Protected:
    return Protected(
        f"victims_{name}",
        "permit",
        investigation="investigation_id",
        opened_by=(("victim", "victim_id"),),
        proposal="state = 'proposed'",
    )


def _person(name: str, column: str, grant: str = "person") -> Protected:
    """What is known of a person; `grant` is the kind of grant that opens this part of it."""
    return Protected(
        f"people_{name}",
        "person",
        person=column,
        opened_by=((grant, column),),
        of_suspect=column if grant == "person" else None,
        regime="regime",
    )


def _assistance(name: str, kind: str = "beneficiary") -> Protected:
    return Protected(f"assistance_{name}", kind)


def _funded(name: str, kind: str, proposal: str, revisable: str | None = None) -> Protected:
    """What an NGO proposes and the ministry decides on."""
    return Protected(f"assistance_{name}", kind, proposal=proposal, revisable=revisable)


def _reminding(name: str) -> Protected:
    """What reminds one user; it goes with the reminder, so nothing keeps its history."""
    return Protected(
        f"clocks_{name}",
        "reminder",
        made_by="user_id",
        made_for="organisation_id",
        has_history=False,
    )


def _object(name: str, **columns: Any) -> Protected:
    """Vehicles, phones, addresses, accounts, companies, and by what they hang on somebody."""
    return Protected(f"people_{name}", "object", regime="regime", **columns)


def _tip(name: str) -> Protected:
    return Protected(f"tips_{name}", "tip", owners=("custodian_id", "handler_id"))


_ALL = [
    Protected("access_accessgrant", "grant", readers=("organisation_id",)),
    Protected("audit_entry", "audit", has_history=False),
    _person("person", "id"),
    _person("personname", "person_id"),
    _person("personidentifier", "person_id", grant="documents"),
    _person("personcitizenship", "person_id"),
    _person("contactrules", "person_id"),
    _object("knownobject", object="id"),
    _object(
        "objectlink",
        person="person_id",
        investigation="investigation_id",
        opened_by=(("objects", "person_id"),),
    ),
    _reminding("wish"),
    _reminding("letter"),
    _reminding("reminder"),
    _reminding("calendaraddress"),
    _investigation("investigation", "id"),
    Protected("investigations_assignment", "investigation", readers=("organisation_id",)),
    _investigation("stage"),
    _investigation("source"),
    _investigation("investigationarticle"),
    _investigation("investigationform"),
    _investigation("investigationcountry"),
    _investigation("suspect"),
    _investigation("suspectstatus"),
    _investigation("charge"),
    _investigation("courtcase"),
    _investigation("judgment"),
    _investigation("sentence"),
    _victim("victim", "id"),
    # Undone only by a new one: nobody may change or remove a decision.
    replace(_victim("victimdecision"), kind="decision"),
    _victim("exploitationepisode"),
    _victim("recruitment"),
    _victim("control"),
    _victim("compensationclaim"),
    _victim("protectionmeasure"),
    Protected("victims_identification", "identification", person="person_id", regime="regime"),
    _victim("childage"),
    _victim("childguardian"),
    _victim("childnotice"),
    _victim("childinterview"),
    _victim("childrepresentative"),
    _victim("childarrangement"),
    _permit("reflectionperiod"),
    _permit("residencepermit"),
    _assistance("fundingcall", "call"),
    _funded(
        "project",
        "project",
        proposal="state = 'applied' and granted is null and decided_on is null",
    ),
    _funded(
        "projectreport",
        "report",
        proposal="state in ('draft', 'submitted') and decided_on is null",
        revisable="state in ('draft', 'returned')",
    ),
    _assistance("beneficiary"),
    _assistance("consent", "consent"),
    _assistance("consentscan", "consent"),
    _assistance("directoryentry", "directory"),
    _assistance("listedservice", "directory"),
    Protected("assistance_referral", "referral", owners=("custodian_id", "receiver_id")),
    # Nothing ever changes in what was passed, and a history would outlive its closing.
    Protected(
        "assistance_referralcontent",
        "referral",
        readers=("reader_id",),
        readers_while="closed_at is null and (open_until is null or open_until >= {today})",
        has_history=False,
    ),
    Protected(
        "assistance_referralfeedback",
        "referral",
        readers=("reader_id",),
        readers_while="closed_at is null",
        has_history=False,
    ),
    _assistance("referraltaking", "referral"),
    _assistance("certificate", "certificate"),
    _assistance("handover", "hand_over"),
    _assistance("service"),
    Protected("sanctions_administrativecase", "sanction", regime="regime"),
    Protected("sanctions_liabilitycheck", "sanction_check", regime="regime", has_history=False),
    Protected("sanctions_checklimit", "sanction_limit", has_history=False),
    _assistance("need"),
    _assistance("plan"),
    _assistance("planreview"),
    _assistance("goal"),
    _assistance("goalstep"),
    _assistance("appointment"),
    _assistance("enrolment"),
    _assistance("attendance"),
    _assistance("followup"),
    _assistance("group", "group"),
    _assistance("groupsession", "group"),
    _assistance("offer", "offer"),
    Protected("tips_channel", "tip_setting"),
    Protected("tips_answertemplate", "tip_setting"),
    _tip("tip"),
    _tip("message"),
    _tip("attachment"),
    _tip("handover"),
    Protected("tips_mailentry", "tip"),
    Protected("niis_exchangemessage", "exchange"),
    Protected("niis_delivery", "delivery"),
    Protected("niis_partner", "partner"),
    Protected("niis_partnerkey", "partner"),
    Protected("niis_informationrequest", "request", owners=("custodian_id", "asked_id")),
    Protected(
        "niis_chart", "chart", made_by="owner_id", made_for="custodian_id", shared="is_shared"
    ),
    Protected(
        "niis_search",
        "search",
        made_by="made_by_id",
        made_for="custodian_id",
        has_history=False,
    ),
    Protected("niis_searchlist", "search", made_by="made_by_id", made_for="custodian_id"),
    Protected("niis_searchlimit", "search_limit", has_history=False),
    Protected("niis_searchalarm", "search_alarm", has_history=False),
    Protected(
        "statistics_savedtable",
        "saved_table",
        made_by="owner_id",
        made_for="custodian_id",
        shared_role="shared_role",
    ),
    Protected("statistics_publication", "publication"),
    # Nothing ever changes in these, so a history would say everything twice.
    Protected("statistics_publishedtable", "publication", has_history=False),
    Protected("statistics_publishedbasis", "publication_basis", has_history=False),
    Protected("statistics_annualreport", "annual_report"),
    Protected("statistics_reportchapter", "annual_report"),
    Protected("statistics_reportstep", "annual_report"),
    Protected("statistics_reporttemplate", "annual_report"),
    Protected("statistics_publishedfile", "publication"),
    Protected("statistics_revisionnotice", "publication", has_history=False),
    Protected(
        "statistics_publicationdraft",
        "publication_draft",
        made_by="made_by_id",
        made_for="made_for_id",
        has_history=False,
    ),
    Protected("statistics_takenreturn", "return"),
    Protected("imports_importjob", "import", made_by="made_by_id", made_for="organisation_id"),
]

PROTECTED: dict[str, Protected] = {item.table: item for item in _ALL}
# Tables that no role reads at all: only the counting functions of the database do.
SEALED: tuple[str, ...] = (
    "niis_indexentry",
    "niis_indexload",
    "niis_indexregister",
    "niis_indexstem",
    "niis_indexvalue",
    "people_joinedpair",
    "people_linkagekey",
    "people_linkagetoken",
    "people_partedpair",
    "people_subjectlink",
    "statistics_keptassistance",
    "statistics_keptcourt",
    "statistics_kepthelped",
    "statistics_keptinvestigation",
    "statistics_keptopen",
    "statistics_keptsentence",
    "statistics_keptsuspect",
    "statistics_keptvictim",
    "statistics_touched",
)
