"""The one table of who may see which rows and do what.

Read it as a lawyer would: record kind, role, which rows (scope), which verbs. The database's
row policies are generated from it (`policies.py`), views ask it (`rights.py`), and
`manage.py access_table` prints it into docs/access.md.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thbcases.access.roles import Role


class Scope(StrEnum):
    """Which rows of a kind somebody sees."""

    OWN = "own"  # the record's custodian is my organisation
    ASSIGNED = "assigned"  # own, or my organisation is assigned to the investigation
    GRANTED = "granted"  # opened to my organisation by a dated grant with a legal basis
    CONCERNED = "concerned"  # persons whose stay my organisation decides on
    POLICE = "police"  # all rows kept under the police's legal regime
    MINE = "mine"  # what I made or started myself, for the organisation I act for
    SHARED = "shared"  # what a colleague shares with the own organisation
    ROLE = "role"  # what somebody shares with everybody of one's role
    HELP = "help"  # of the figures, those about projects and the help given in them
    ALL = "all"


SCOPE_WORDS: dict[Scope, Promise] = {
    Scope.OWN: _("own organisation's"),
    Scope.ASSIGNED: _("own organisation's and assigned"),
    Scope.GRANTED: _("opened by a grant"),
    Scope.CONCERNED: _("persons whose stay is decided"),
    Scope.POLICE: _("all of the police"),
    Scope.MINE: _("one's own"),
    Scope.SHARED: _("shared by a colleague"),
    Scope.ROLE: _("shared with one's role"),
    Scope.HELP: _("about projects and help"),
    Scope.ALL: _("all"),
}


@dataclass(frozen=True)
class Grant:
    """What one role may do with one kind of record, on rows within these scopes.

    Rows within `read_only` scopes may be read and nothing else.
    """

    scopes: tuple[Scope, ...]
    verbs: frozenset[str] = field(default_factory=frozenset)
    read_only: tuple[Scope, ...] = ()

    def scopes_for(self, command: str) -> tuple[Scope, ...]:
        """The rows an SQL command may touch."""
        return self.scopes + self.read_only if command == "select" else self.scopes


def rows(*scopes: Scope, may: str = "read", read_only: tuple[Scope, ...] = ()) -> Grant:
    """A grant in one line: scopes, then verbs separated by spaces."""
    return Grant(scopes, frozenset(may.split()), read_only)


KINDS: dict[str, Promise] = {
    "investigation": _("investigation, suspects, courts"),
    "victim": _("victim in an investigation"),
    "decision": _("decision on the status of a victim"),
    "identification": _("identification: the signs that a first responder noticed"),
    "permit": _("reflection period, residence permit"),
    "person": _("person: names, identifiers, citizenships"),
    "object": _("object: vehicle, phone, address, account, company"),
    "chart": _("link chart that was kept"),
    "sanction": _("administrative case"),
    "sanction_check": _("question before a fine, with its answer"),
    "sanction_limit": _("how many questions before a fine a day allows"),
    "group": _("group or course of an NGO, its sessions"),
    "offer": _("offer of help and the answer, without a name"),
    "beneficiary": _("beneficiary, services"),
    "consent": _("consent of a person, with its form"),
    "referral": _("referral of a person to another organisation"),
    "certificate": _("certificate for other offices"),
    "hand_over": _("hand-over of a worker's cases"),
    "directory": _("directory of help: services and places"),
    "call": _("yearly call for assistance projects"),
    "project": _("assistance project"),
    "report": _("an NGO's report on its project"),
    "import": _("spreadsheet that is being taken in"),
    "tip": _("tip of the public, its messages and attachments"),
    "tip_setting": _("channels of tips and templates of answers"),
    "statistics": _("statistics, without identities"),
    "saved_table": _("table of figures that somebody saved"),
    "publication": _("figures of a year as they were published"),
    "publication_basis": _("what published figures were counted from, for their revision"),
    "publication_draft": _("figures of a year that are prepared for publication"),
    "annual_report": _("annual report to Government and Parliament, its drafts"),
    "return": _("return to an authority that was taken out as a file"),
    "audit": _("who changed and who read which record"),
    "grant": _("grant that opens a record to another organisation"),
    "request": _("request to another unit after a hit, and its answer"),
    "search": _("hit / no-hit search with its answer"),
    "search_limit": _("how many searches a day allows"),
    "search_alarm": _("alarm of somebody trying many names"),
    "exchange": _("message exchanged with another installation"),
    "register": _("register that is searched: its settings"),
    "delivery": _("file with the whole content of a register"),
    "partner": _("partner installation and its signing keys"),
    "reminder": _("reminders of terms and the address of one's calendar"),
    "code_list": _("code lists: the law and the classifications as data"),
    "account": _("organisations, users, memberships"),
}

_CASE = "read add change remove export"
# Who notices, recognises and helps, and so passes people on.
HELPING = (Role.OFFICER, Role.NGO, Role.RESPONDER)

TABLE: dict[str, dict[Role, Grant]] = {
    "investigation": {
        Role.OFFICER: rows(
            Scope.ASSIGNED,
            may=f"{_CASE} move_stage assign join",
            read_only=(Scope.GRANTED,),
        ),
        Role.ANALYST: rows(Scope.ALL, may="read export"),
    },
    "victim": {
        Role.OFFICER: rows(Scope.ASSIGNED, may=f"{_CASE} decide grant"),
        Role.ANALYST: rows(Scope.ALL, may="read export"),
        Role.NGO: rows(Scope.GRANTED),
    },
    # A decision is undone only by a new one: there is no verb that changes or removes it.
    "decision": {
        Role.OFFICER: rows(Scope.ASSIGNED, may="read add export"),
        Role.ANALYST: rows(Scope.ALL, may="read export"),
        Role.NGO: rows(Scope.GRANTED),
    },
    "identification": {
        Role.OFFICER: rows(Scope.OWN, may=_CASE, read_only=(Scope.ASSIGNED,)),
        Role.ANALYST: rows(Scope.POLICE, may="read export"),
        Role.NGO: rows(Scope.OWN, may=_CASE),
        Role.RESPONDER: rows(Scope.OWN, may=_CASE),
    },
    "permit": {
        Role.OFFICER: rows(Scope.ASSIGNED, may="read propose export"),
        Role.ANALYST: rows(Scope.ALL, may="read export"),
        Role.NGO: rows(Scope.GRANTED),
        Role.MIGRATION: rows(Scope.ALL, may="read add change decide export"),
    },
    "person": {
        Role.OFFICER: rows(Scope.ASSIGNED, may=_CASE, read_only=(Scope.GRANTED,)),
        Role.ANALYST: rows(Scope.POLICE, may="read export"),
        Role.NGO: rows(Scope.OWN, may=_CASE, read_only=(Scope.GRANTED,)),
        Role.RESPONDER: rows(Scope.OWN, may=_CASE),
        Role.MIGRATION: rows(Scope.CONCERNED),
    },
    "object": {
        Role.OFFICER: rows(Scope.ASSIGNED, may=_CASE, read_only=(Scope.GRANTED,)),
        Role.ANALYST: rows(Scope.POLICE, may="read export"),
        Role.NGO: rows(Scope.OWN, may=_CASE),
    },
    # Only the police draws charts; what may be drawn is decided by the kinds of the rows.
    "chart": {
        role: rows(Scope.MINE, may="read add change remove export", read_only=(Scope.SHARED,))
        for role in (Role.OFFICER, Role.ANALYST)
    },
    # The specialised unit says which fines are to be looked at again; the unit that fined decides.
    "sanction": {
        Role.OFFICER: rows(Scope.OWN, may="read add change export"),
        Role.ANALYST: rows(Scope.POLICE, may="read decide export"),
    },
    # Nobody writes an answer: the database does, when it is asked.
    "sanction_check": {
        Role.OFFICER: rows(Scope.OWN),
        Role.ANALYST: rows(Scope.POLICE),
    },
    "sanction_limit": {
        Role.OFFICER: rows(Scope.ALL),
        Role.AUDITOR: rows(Scope.ALL),
        Role.ADMINISTRATOR: rows(Scope.ALL, may="read add change"),
    },
    "beneficiary": {
        Role.NGO: rows(Scope.OWN, may=f"{_CASE} close"),
    },
    "group": {
        Role.NGO: rows(Scope.OWN, may=_CASE),
    },
    # Whoever meets a person first may write down that help was offered.
    "offer": {
        Role.NGO: rows(Scope.OWN, may=_CASE),
        Role.RESPONDER: rows(Scope.OWN, may=_CASE),
    },
    # Each keeps what its own people agreed to; nobody reads another's ledger.
    "consent": {role: rows(Scope.OWN, may="read add change") for role in HELPING},
    # Whoever sends and whoever gets it; what of it, the table's columns and triggers say.
    "referral": {role: rows(Scope.OWN, may="read add change decide export") for role in HELPING},
    "certificate": {role: rows(Scope.OWN, may="read add change") for role in HELPING},
    "hand_over": {role: rows(Scope.OWN, may="read add") for role in HELPING},
    "directory": {
        **{role: rows(Scope.ALL) for role in Role},
        **{
            role: rows(Scope.OWN, may="read add change remove", read_only=(Scope.ALL,))
            for role in HELPING
        },
    },
    "call": {
        Role.NGO: rows(Scope.ALL),
        Role.FUNDER: rows(Scope.ALL, may="read add change"),
        Role.COORDINATOR: rows(Scope.ALL),
    },
    "project": {
        Role.OFFICER: rows(Scope.ALL),
        Role.ANALYST: rows(Scope.ALL),
        Role.NGO: rows(Scope.OWN, may="read add change export"),
        Role.FUNDER: rows(Scope.ALL, may="read decide export"),
        Role.COORDINATOR: rows(Scope.ALL),
    },
    # Apart from the project: its words may speak of people, and the police reads projects by name.
    "report": {
        Role.NGO: rows(Scope.OWN, may="read add change export"),
        Role.FUNDER: rows(Scope.ALL, may="read decide export"),
    },
    "import": {
        Role.OFFICER: rows(Scope.MINE, may="read add change"),
        Role.NGO: rows(Scope.MINE, may="read add change"),
    },
    # The organisation that keeps the channel, and the unit a tip was handed to.
    "tip": {
        Role.OFFICER: rows(Scope.OWN, may="read add change assign join close export"),
        Role.ANALYST: rows(Scope.OWN),
        Role.NGO: rows(Scope.OWN, may="read add change assign close export"),
    },
    "tip_setting": {
        Role.OFFICER: rows(Scope.ALL),
        Role.ANALYST: rows(Scope.ALL),
        Role.NGO: rows(Scope.ALL),
        Role.COORDINATOR: rows(Scope.ALL, may="read add change"),
        Role.ADMINISTRATOR: rows(Scope.ALL, may="read add change"),
    },
    "statistics": {
        Role.OFFICER: rows(Scope.OWN, may="read export"),
        Role.ANALYST: rows(Scope.ALL, may="read export"),
        Role.NGO: rows(Scope.OWN, may="read export"),
        Role.MIGRATION: rows(Scope.OWN, may="read export"),
        Role.FUNDER: rows(Scope.HELP, may="read export"),
        Role.COORDINATOR: rows(Scope.ALL, may="read export"),
    },
    # What was published is for everybody, and nobody changes or removes it.
    "publication": {
        **{role: rows(Scope.ALL, may="read export") for role in Role},
        Role.COORDINATOR: rows(Scope.ALL, may="read add export"),
    },
    # It holds the numbers that were hidden.
    "publication_basis": {
        Role.COORDINATOR: rows(Scope.ALL, may="read add"),
    },
    "publication_draft": {
        Role.COORDINATOR: rows(Scope.MINE, may="read add change"),
    },
    "annual_report": {
        Role.COORDINATOR: rows(Scope.ALL, may="read add change decide export"),
    },
    "saved_table": {
        role: rows(Scope.MINE, may="read add change remove", read_only=(Scope.ROLE,))
        for role in (
            Role.OFFICER,
            Role.ANALYST,
            Role.NGO,
            Role.MIGRATION,
            Role.FUNDER,
            Role.COORDINATOR,
        )
    },
    # What each may take out is decided by the rights on what is in it; «export» is for the returns
    # of the country. Nobody changes or removes the trace.
    "return": {
        Role.OFFICER: rows(Scope.OWN, may="read add"),
        Role.ANALYST: rows(Scope.OWN, may="read add"),
        Role.NGO: rows(Scope.OWN, may="read add"),
        Role.FUNDER: rows(Scope.OWN, may="read add"),
        Role.COORDINATOR: rows(Scope.OWN, may="read add export"),
    },
    "audit": {
        Role.OFFICER: rows(Scope.OWN),
        Role.ANALYST: rows(Scope.OWN),
        Role.NGO: rows(Scope.OWN),
        Role.RESPONDER: rows(Scope.OWN),
        Role.AUDITOR: rows(Scope.ALL, may="read export"),
    },
    "grant": {
        Role.OFFICER: rows(Scope.OWN, may="read add change"),
        Role.ANALYST: rows(Scope.ALL),
        Role.NGO: rows(Scope.OWN),
    },
    "request": {
        Role.OFFICER: rows(Scope.OWN, may="read add change decide"),
        Role.ANALYST: rows(Scope.OWN),
    },
    "search": {
        role: rows(Scope.MINE, may="read add change export")
        for role in (Role.OFFICER, Role.ANALYST)
    },
    "search_limit": {
        Role.OFFICER: rows(Scope.ALL),
        Role.ANALYST: rows(Scope.ALL),
        Role.AUDITOR: rows(Scope.ALL),
        Role.ADMINISTRATOR: rows(Scope.ALL, may="read add change"),
    },
    # The database raises them; nobody takes one back.
    "search_alarm": {
        Role.ANALYST: rows(Scope.ALL),
        Role.AUDITOR: rows(Scope.ALL),
    },
    "exchange": {
        Role.OFFICER: rows(Scope.OWN, may="read add change"),
        Role.ANALYST: rows(Scope.OWN, may="read add change"),
    },
    "partner": {
        Role.OFFICER: rows(Scope.ALL),
        Role.ANALYST: rows(Scope.ALL),
        Role.ADMINISTRATOR: rows(Scope.ALL, may="read add change"),
    },
    "register": {
        Role.OFFICER: rows(Scope.ALL),
        Role.ANALYST: rows(Scope.ALL),
        Role.ADMINISTRATOR: rows(Scope.ALL, may="read add change"),
    },
    # The unit that answers for the register brings its content, or the administrator for it.
    "delivery": {
        Role.OFFICER: rows(Scope.OWN, may="read add change decide"),
        Role.ADMINISTRATOR: rows(Scope.ALL, may="read add change decide"),
    },
    "reminder": {role: rows(Scope.MINE, may="read add change") for role in Role},
    "code_list": {
        **{role: rows(Scope.ALL) for role in Role},
        Role.COORDINATOR: rows(Scope.ALL, may="read add change"),
        Role.ADMINISTRATOR: rows(Scope.ALL, may="read add change"),
    },
    "account": {
        **{role: rows(Scope.ALL) for role in Role},
        Role.ADMINISTRATOR: rows(Scope.ALL, may="read add change"),
    },
}

# Which verbs let a row be written by which SQL command.
COMMANDS: dict[str, frozenset[str]] = {
    "select": frozenset({"read"}),
    "insert": frozenset({"add", "propose"}),
    "update": frozenset(
        {"change", "propose", "decide", "move_stage", "assign", "join", "grant", "close"}
    ),
    "delete": frozenset({"remove"}),
}


def grants_for(kind: str, command: str) -> dict[Role, Grant]:
    """The roles that may run an SQL command on rows of a kind, with their scopes."""
    allowed = COMMANDS[command]
    return {role: grant for role, grant in TABLE[kind].items() if grant.verbs & allowed}
