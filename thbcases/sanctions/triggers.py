"""Database triggers that hold who may be fined."""

import pgtrigger

from thbcases.access.policies import ROLE, TODAY
from thbcases.access.roles import Role
from thbcases.people.age import CHILD_BELOW_YEARS, born_sql, years_sql
from thbcases.sanctions.choices import CASE_TRANSITIONS, Answer, CaseState


def _refuse(name: str, message: str) -> str:
    return (
        f"RAISE EXCEPTION '{message}' "
        f"USING ERRCODE = 'check_violation', CONSTRAINT = 'sanctions_{name}';"
    )


# Whoever may not read the answers has none, so that nothing is fined in the dark.
_LAST_ANSWER = (
    "SELECT c.answer, (c.asked_at AT TIME ZONE 'Europe/Vilnius')::date INTO last, asked "
    "FROM sanctions_liabilitycheck c WHERE c.case_id = NEW.id ORDER BY c.id DESC LIMIT 1;"
)
_EXEMPTS = (
    "SELECT o.exempts_victims INTO exempts FROM codes_administrativeoffenceversion v "
    "JOIN codes_administrativeoffence o ON o.id = v.offence_id WHERE v.id = NEW.law_id;"
)
_IS_CHILD = (
    f"SELECT coalesce({years_sql(born_sql(), 'NEW.act_on')} < {CHILD_BELOW_YEARS}, false) "  # noqa: S608
    "INTO child FROM people_person p WHERE p.id = NEW.person_id;"
)
_MOVES = " OR ".join(
    f"(OLD.state = '{source}' AND NEW.state IN ({', '.join(repr(str(t)) for t in sorted(ends))}))"
    for source, ends in CASE_TRANSITIONS.items()
    if ends
)


# What the specialised unit writes, and what changes with every writing.
_REVISITED = "ARRAY['revisit_on', 'version']"

# A case begins open; of a fine the specialised unit writes only that it is revisited.
_BEGINS = f"""
            IF TG_OP = 'INSERT' THEN
              IF NEW.state <> '{CaseState.OPEN}' OR NEW.revisit_on IS NOT NULL THEN
                {_refuse("case_begins_open", "a case begins open")}
              END IF;
              RETURN NEW;
            END IF;
            IF {ROLE} = '{Role.ANALYST}'
                AND (to_jsonb(NEW) - {_REVISITED}) IS DISTINCT FROM (to_jsonb(OLD) - {_REVISITED})
                OR NEW.revisit_on IS DISTINCT FROM OLD.revisit_on
                AND ({ROLE} = '{Role.OFFICER}' OR OLD.state <> '{CaseState.FINED}') THEN
              {_refuse("case_revisited", "the specialised unit only says that a fine is revisited")}
            END IF;
        """
# What was asked about, and what was decided, is not changed afterwards.
_KEEPS = f"""
            {_EXEMPTS} {_LAST_ANSWER} {_IS_CHILD}
            IF (NEW.person_id, NEW.act_on, NEW.law_id)
                IS DISTINCT FROM (OLD.person_id, OLD.act_on, OLD.law_id)
                AND (last IS NOT NULL OR OLD.state <> '{CaseState.OPEN}') THEN
              {_refuse("case_as_asked", "the question was asked about this person and day")}
            END IF;
            IF NEW.state = OLD.state THEN
              IF (NEW.decided_on, NEW.fine, NEW.cancelled_on)
                  IS DISTINCT FROM (OLD.decided_on, OLD.fine, OLD.cancelled_on) THEN
                {_refuse("case_decided_once", "a case is decided once")}
              END IF;
              RETURN NEW;
            END IF;
        """
# A case moves as the table of states says; a cancelled fine stays as it was.
_MOVED = f"""
            IF NOT ({_MOVES}) OR NEW.revisit_on IS DISTINCT FROM OLD.revisit_on THEN
              {_refuse("case_moves", "the case does not move there")}
            END IF;
            IF OLD.state = '{CaseState.FINED}' THEN
              IF (NEW.decided_on, NEW.fine) IS DISTINCT FROM (OLD.decided_on, OLD.fine) THEN
                {_refuse("case_decided_once", "a case is decided once")}
              END IF;
              RETURN NEW;
            END IF;
        """
# How a case may end, by the last answer.
_ANSWERED = f"""
            IF NEW.state = '{CaseState.NOT_LIABLE}'
                AND (NOT exempts OR last IS DISTINCT FROM '{Answer.KNOWN}') THEN
              {_refuse("case_not_known", "nothing says that the person is a victim")}
            END IF;
            IF exempts AND last = '{Answer.KNOWN}' AND NEW.state <> '{CaseState.NOT_LIABLE}' THEN
              {_refuse("case_not_liable", "known as a victim: not liable")}
            END IF;
            IF exempts AND NEW.state = '{CaseState.FINED}' THEN
              IF child THEN
                {_refuse("case_child", "under 18 on the day of the act: not liable")}
              END IF;
              IF last IS NULL OR asked < NEW.decided_on THEN
                {_refuse("case_asked", "ask first whether the person is known as a victim")}
              END IF;
            END IF;
            IF NEW.decided_on > {TODAY} THEN
              {_refuse("case_decided_by_today", "this day has not come yet")}
            END IF;
            RETURN NEW;
        """


def fined_by_law() -> pgtrigger.Trigger:
    """A case begins open, moves as the table of states says, and ends as the answer allows."""
    return pgtrigger.Trigger(
        name="fined_by_law",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[
            ("last", "text"),
            ("asked", "date"),
            ("exempts", "boolean"),
            ("child", "boolean"),
        ],
        func=_BEGINS + _KEEPS + _MOVED + _ANSWERED,
    )


def kept_as_answered() -> pgtrigger.Trigger:
    """What was answered is never changed and never removed, whoever tries."""
    return pgtrigger.Trigger(
        name="kept_as_answered",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=_refuse("check_kept", "an answer is kept as it was given"),
    )
