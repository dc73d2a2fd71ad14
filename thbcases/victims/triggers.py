"""Database triggers of the victims tables."""

import pgtrigger


def inherits_victim(fallback: str = "") -> pgtrigger.Trigger:
    """A stay copies custodian, investigation and person from its victim and keeps them.

    The migration department does not see the victim, so for it the copies stay as they are on
    every change, and `fallback` may say where a new row finds them.
    """
    copied = "NEW.custodian_id, NEW.investigation_id, NEW.person_id"
    return pgtrigger.Trigger(
        name="inherit_victim",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert
        | pgtrigger.UpdateOf("victim_id", "custodian_id", "investigation_id", "person_id"),
        func=(
            "IF TG_OP = 'UPDATE' AND NEW.victim_id = OLD.victim_id THEN "  # noqa: S608
            "NEW.custodian_id := OLD.custodian_id; NEW.investigation_id := OLD.investigation_id; "
            "NEW.person_id := OLD.person_id; RETURN NEW; END IF; "
            f"SELECT v.custodian_id, v.investigation_id, v.person_id INTO {copied} "
            f"FROM victims_victim v WHERE v.id = NEW.victim_id; {fallback} RETURN NEW;"
        ),
    )


# The migration department renews a permit without seeing the victim: from the permit before it.
FROM_RENEWED_PERMIT = (
    "IF NOT FOUND THEN "
    "SELECT r.custodian_id, r.investigation_id, r.person_id "
    "INTO NEW.custodian_id, NEW.investigation_id, NEW.person_id "
    "FROM victims_residencepermit r "
    "WHERE r.id = NEW.renewal_of_id AND r.victim_id = NEW.victim_id; "
    "END IF;"
)


def renews_same_person() -> pgtrigger.Trigger:
    """A permit renews only a permit of the same person."""
    return pgtrigger.Trigger(
        name="renews_same_person",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("renewal_of_id", "victim_id"),
        func=(
            "IF NEW.renewal_of_id IS NOT NULL AND NOT EXISTS ("
            "SELECT 1 FROM victims_residencepermit r "
            "WHERE r.id = NEW.renewal_of_id AND r.person_id = NEW.person_id) THEN "
            "RAISE EXCEPTION 'a permit renews a permit of the same person' "
            "USING ERRCODE = 'check_violation', CONSTRAINT = 'victims_permit_same_person'; "
            "END IF; RETURN NULL;"
        ),
    )


def recognised_by_decision(
    name: str, victim: str, operation: pgtrigger.Operation
) -> pgtrigger.Trigger:
    """At the end of the transaction a recognised victim has a decision that says so."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        operation=operation,
        func=(
            "IF EXISTS (SELECT 1 FROM victims_victim v "  # noqa: S608
            f"WHERE v.id = {victim} AND v.status = 'recognised' AND NOT EXISTS ("
            "SELECT 1 FROM victims_victimdecision d "
            "WHERE d.victim_id = v.id AND d.status = 'recognised')) THEN "
            "RAISE EXCEPTION 'a recognised victim needs a decision' "
            "USING ERRCODE = 'check_violation', CONSTRAINT = 'victims_recognised_by_decision'; "
            "END IF; RETURN NULL;"
        ),
    )


def stays_as_finished() -> pgtrigger.Trigger:
    """A finished identification is neither changed nor removed; a new one corrects it."""
    return pgtrigger.Trigger(
        name="stays_as_finished",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Q(old__state="finished"),
        func=(
            "RAISE EXCEPTION 'a finished identification is corrected by a new one' "
            "USING ERRCODE = 'check_violation', CONSTRAINT = 'victims_identification_fixed';"
        ),
    )


def counts_interviews() -> pgtrigger.Trigger:
    """Which time a child is questioned is counted when it is entered, and stays."""
    return pgtrigger.Trigger(
        name="count_interviews",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("ordinal", "victim_id"),
        func=(
            "IF TG_OP = 'UPDATE' THEN NEW.ordinal := OLD.ordinal; NEW.victim_id := OLD.victim_id; "
            "RETURN NEW; END IF; "
            "NEW.ordinal := 1 + (SELECT coalesce(max(i.ordinal), 0) FROM victims_childinterview i "
            "WHERE i.victim_id = NEW.victim_id); RETURN NEW;"
        ),
    )


def suspect_of_same_case() -> pgtrigger.Trigger:
    """A guardian can only be a suspect of the investigation in which the child is a victim."""
    return pgtrigger.Trigger(
        name="suspect_of_same_case",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("suspect_id", "victim_id"),
        func=(
            "IF NEW.suspect_id IS NOT NULL AND NOT EXISTS ("
            "SELECT 1 FROM investigations_suspect s "
            "WHERE s.id = NEW.suspect_id AND s.investigation_id = NEW.investigation_id) THEN "
            "RAISE EXCEPTION 'the suspect is of another investigation' "
            "USING ERRCODE = 'check_violation', CONSTRAINT = 'victims_guardian_same_case'; "
            "END IF; RETURN NULL;"
        ),
    )
