"""The kept facts as SQL: their tables, what makes a row stale, and the views that are counted over.

A fact is worked out once and kept in a table that no role reads. Whatever a fact depends on has a
trigger that writes down, in the same transaction, which investigation, victim, suspect, beneficiary
or person was touched (`statistics_touched`); nothing else happens on writing. A view shows the kept
rows that nothing touched, and works out the others from their definition: what it says is exact in
every snapshot, whoever writes at the same time. `thb_settle_facts` works the touched ones out anew,
keeps them and forgets the marks; figures call it before they count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thbcases.access.facts import Area, fact_condition
from thbcases.statistics.kept import definitions
from thbcases.statistics.kept.touching import LOCK, OWNERS

# The column of a kept row that its definition does not say.
SOLE = "sole"


@dataclass(frozen=True)
class Kept:
    """A fact in a table. `key` is the column that says which rows are worked out together.

    Beside the definition a row has `sole`: true where it is the only row by which its human is
    counted in any of the calendar years of its `days`, so that nobody is counted twice when it is
    simply added; false where another row of the same key stands for the human; null where nobody
    can tell without looking at all rows. `sole` says how a row begins, `apart` which column
    differs between rows that may be of one human by chance.
    """

    fact: str
    space: str
    key: str
    area: Area
    definition: str
    sole: str = "true"
    days: tuple[str, ...] = ()
    tells_sole: bool = True
    apart: str = "id"

    @property
    def table(self) -> str:
        """The table with the kept rows."""
        return f"statistics_kept{self.fact}"

    @property
    def stale(self) -> str:
        """A query for the keys whose kept rows do not count."""
        return STALE[self.space]

    def rows(self, columns: Sequence[str]) -> str:
        """Rows that count, without the condition who may count them.

        While anything is touched no row is known to be the only one of its human.
        """
        names = ", ".join(name for name in columns if name != SOLE)
        shown, none = names, names
        if self.tells_sole:
            alone = "case when (select not exists (select from statistics_touched)) then sole end"
            shown, none = f"{names}, {alone} as {SOLE}", f"{names}, null"
        kept = f"select {shown} from {self.table}"
        return (
            f"{kept} where {self.key} not in ({self.stale})\n"
            f"union all\nselect {none} from {self.fresh_name}() s"
        )

    @property
    def fresh_name(self) -> str:
        """The function that works the touched rows out."""
        return f"thb_fresh_{self.fact}"

    def fresh(self) -> str:
        """That function: the touched rows as their definition says, of what the caller may count.

        A function of its own, because the look-ups of a definition would keep PostgreSQL from
        reading the kept rows with several processes. It is asked with the caller's rights to call
        it, so the condition of the view stands in it, too.
        """
        rows = self.defined(f"array({self.stale})")
        return (
            f"create function {self.fresh_name}() returns setof {self.table} language sql stable "
            "parallel safe security definer set search_path = public, pg_temp rows 10 as $$\n"
            f"select f.*, null::boolean from ({rows}) f "
            f"where {fact_condition(self.area, 'f.custodian_id')}\n$$"
        )

    def defined(self, keys: str) -> str:
        """The rows of some keys as their definition says; `keys` is an array."""
        return f"select * from ({self.definition}) d where {self.key} = any({keys})"

    def kept(self, where: str) -> str:
        """A statement that keeps rows of the definition."""
        return (
            f"insert into {self.table} select d.*, {self.sole} from ({self.definition}) d "
            f"where {where}"
        )

    def shared(self, of: str) -> str:
        """A statement: who has rows in one year that are no sole ones of theirs."""
        years = [f"extract(year from {{row}}.{day})" for day in self.days]
        first, last = f"least({', '.join(years)})", f"greatest({', '.join(years)})"
        return f"""update {self.table} k set sole = null from {self.table} o
    where o.subject = k.subject and o.{self.apart} <> k.{self.apart} and k.sole is not null
      and {first.format(row="o")} <= {last.format(row="k")}
      and {last.format(row="o")} >= {first.format(row="k")} and {of}"""


def _touched(space: str) -> str:
    return f"select key from statistics_touched where space = '{space}'"


def _of_people(space: str, table: str) -> str:
    """The touched ones, and those of touched persons and investigations."""
    return f"""{_touched(space)}
    union all select id from {table} where person_id in ({_touched("person")})
    union all select id from {table} where investigation_id in ({_touched("investigation")})"""


STALE = {
    "investigation": _touched("investigation"),
    "victim": _of_people("victim", "victims_victim"),
    "suspect": _of_people("suspect", "investigations_suspect"),
    "beneficiary": f"""{_touched("beneficiary")}
    union all select id from assistance_beneficiary where person_id in ({_touched("person")})""",
}
ROOTS = {
    "investigation": "investigations_investigation",
    "victim": "victims_victim",
    "suspect": "investigations_suspect",
    "beneficiary": "assistance_beneficiary",
}

# A renewed investigation is open in several stretches.
ONLY_STRETCH = "case when count(*) over (partition by id) = 1 then true end"
# Of a beneficiary's services in a year the first stands for all, unless one lasts beyond the year
# or the age group changes in it.
IN_YEAR = "partition by beneficiary_id, extract(year from starts_on)"
FIRST_OF_YEAR = f"""case
  when bool_or(extract(year from starts_on) <> extract(year from ends_on))
    over (partition by beneficiary_id) then null
  when min(age_group) over ({IN_YEAR}) <> max(age_group) over ({IN_YEAR}) then null
  else row_number() over ({IN_YEAR} order by starts_on, id) = 1 end"""

KEPT = (
    Kept(
        "investigation",
        "investigation",
        "id",
        Area.CASES,
        definitions.INVESTIGATION,
        tells_sole=False,
    ),
    Kept("open", "investigation", "id", Area.CASES, definitions.OPEN, sole=ONLY_STRETCH),
    Kept("court", "investigation", "id", Area.CASES, definitions.COURT, tells_sole=False),
    Kept(
        "victim",
        "victim",
        "id",
        Area.CASES,
        definitions.VICTIM,
        days=("investigation_on", "presumed_on", "recognised_on", "registered_on"),
    ),
    Kept(
        "suspect",
        "suspect",
        "id",
        Area.CASES,
        definitions.SUSPECT,
        days=("known_on", "suspected_on", "prosecuted_on", "decided_on"),
    ),
    Kept(
        "sentence", "suspect", "suspect_id", Area.CASES, definitions.SENTENCE, days=("judged_on",)
    ),
    Kept(
        "assistance",
        "beneficiary",
        "beneficiary_id",
        Area.HELP,
        definitions.ASSISTANCE,
        sole=FIRST_OF_YEAR,
        days=("starts_on", "ends_on"),
        apart="beneficiary_id",
    ),
    Kept(
        "helped", "beneficiary", "beneficiary_id", Area.HELP, definitions.HELPED, tells_sole=False
    ),
)
OF = {kept.fact: kept for kept in KEPT}

TABLES = ("statistics_touched", *(kept.table for kept in KEPT))


def tables() -> list[str]:
    """The tables, their columns those of the definitions."""
    made = [
        "create table statistics_touched (id bigint generated always as identity primary key, "
        "space text not null, key bigint not null)"
    ]
    for kept in KEPT:
        made.append(f"create table {kept.table} as {kept.definition} with no data")
        made.append(f"alter table {kept.table} add column {SOLE} boolean")
        made.append(f"create index {kept.table}_key on {kept.table} ({kept.key})")
        if kept.days:
            made.append(f"create index {kept.table}_of_human on {kept.table} (subject)")
    # Few services last longer than a day, and only these are looked for from year to year.
    made.append(
        "create index statistics_keptassistance_lasting on statistics_keptassistance (starts_on) "
        "include (ends_on, beneficiary_id, subject, custodian_id, is_victim, sex, age_group, "
        f"{SOLE}, id) where ends_on is distinct from starts_on"
    )
    return made


def views(columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The views that everything counts over, by name, in the order in which they lean on others.

    `columns` are those of the kept tables.
    """
    shown = {
        "fact_investigation": OF["investigation"],
        "fact_investigation_open": OF["open"],
        "fact_victim": OF["victim"],
        "fact_suspect": OF["suspect"],
        "fact_court": OF["court"],
        "fact_sentence": OF["sentence"],
        "fact_assistance": OF["assistance"],
    }
    made = {
        name: _allowed(kept.rows(columns[kept.table]), kept.area) for name, kept in shown.items()
    }
    helped = _allowed(OF["helped"].rows(columns[OF["helped"].table]), Area.HELP)
    made["fact_registration"] = f"{definitions.REGISTRATION} union all {helped}"
    made["fact_project"] = _allowed(definitions.PROJECT, Area.HELP)
    return {name: _view(name, select) for name, select in made.items()}


def _allowed(rows: str, area: Area) -> str:
    condition = fact_condition(area, "f.custodian_id")
    return f"select * from ({rows}) f where {condition}"


def _view(name: str, select: str) -> str:
    return f"create view {name} with (security_barrier) as {select}"


# --- keeping


def _keep(kept: Kept) -> str:
    """Statements: the touched rows of a fact anew, and who is counted by them alone."""
    keys = f"stale_{kept.space}"
    peers, shared = "", ""
    if kept.days:
        human = f"select subject from {kept.table} where {kept.key} = any({keys})"
        # Of whoever had a row that goes, another may become the only one.
        peers = (
            f"{keys} := {keys} || array(select {kept.key} from {kept.table} "
            f"where subject in ({human}));\n    "
        )
        shared = (
            kept.shared(f"k.subject in ({human})")
            + ";\n    "
            + kept.shared(f"o.subject in ({human})")
            + ";"
        )
    return f"""if {keys} <> '{{}}' then
    {peers}delete from {kept.table} where {kept.key} = any({keys});
    {kept.kept(f"{kept.key} = any({keys})")};
    {shared}
  end if;"""


def settle() -> str:
    """The function that works out anew what was touched; returns how many marks it settled.

    Marks that come meanwhile stay: a kept row that is wrong is always marked.
    """
    spaces = "\n".join(f"  stale_{space} bigint[];" for space in ROOTS)
    keys = "\n".join(
        f"  stale_{space} := array(select distinct * from ({STALE[space]}) k);" for space in ROOTS
    )
    keeping = "\n  ".join(_keep(kept) for kept in KEPT)
    return f"""create function thb_settle_facts() returns bigint {OWNERS} as $$
declare
  marks bigint[];
{spaces}
begin
  if current_setting('transaction_read_only') = 'on'
      or not exists (select from statistics_touched)
      or not pg_try_advisory_xact_lock({LOCK}) then
    return 0;
  end if;
  marks := array(select id from statistics_touched);
{keys}
  {keeping}
  delete from statistics_touched where id = any(marks);
  return cardinality(marks);
end $$"""
