"""The rights table as a page that a lawyer can read; docs/access.md is made of it."""

from django.utils.translation import override

from thbcases.access.roles import DESCRIPTIONS, Role
from thbcases.access.table import KINDS, SCOPE_WORDS, TABLE, Grant

HEAD = """# Who sees what, and who may do what

Made by `manage.py access_table`; a test fails when it no longer says what the code does.

The database enforces the rows: each table with case data is under forced row security, its
policies are generated from this table, and with nobody acting there are no rows. Views ask the
same table for the verbs. Outside one's rows the answer is 404, as for a record that does not
exist; inside one's rows but not allowed, 403 with the reason.

"""


def access_page() -> str:
    """The whole page in English, as Markdown."""
    with override("en"):
        return HEAD + _roles() + "\n".join(_kind(kind) for kind in KINDS)


def _roles() -> str:
    lines = ["## Roles", ""]
    lines += [f"- **{role.label}** (`{role.value}`): {DESCRIPTIONS[role]}" for role in Role]
    return "\n".join(lines) + "\n\n"


def _kind(kind: str) -> str:
    lines = [
        f"## {str(KINDS[kind]).capitalize()}",
        "",
        f"Kind `{kind}`.",
        "",
        "| role | which rows | may |",
        "|---|---|---|",
    ]
    for role in Role:
        grant = TABLE[kind].get(role)
        lines.append(f"| {role.label} | {_scopes(grant)} | {_verbs(grant)} |")
    return "\n".join(lines) + "\n"


def _scopes(grant: Grant | None) -> str:
    if grant is None:
        return "none"
    words = [str(SCOPE_WORDS[scope]) for scope in grant.scopes]
    words += [f"{SCOPE_WORDS[scope]} (to read)" for scope in grant.read_only]
    return "; ".join(words)


def _verbs(grant: Grant | None) -> str:
    if grant is None:
        return "nothing"
    rest = sorted(grant.verbs - {"read"})
    return ", ".join(["read", *rest]) if "read" in grant.verbs else ", ".join(rest)
