"""Database triggers of the people tables."""

import pgtrigger

from thbcases.access.policies import TODAY


def sets_regime() -> pgtrigger.Trigger:
    """A person row is kept under the law of the organisation that made it."""
    return pgtrigger.Trigger(
        name="set_regime",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("custodian_id", "regime"),
        func=(
            "NEW.regime := (SELECT o.regime FROM accounts_organisation o "
            "WHERE o.id = NEW.custodian_id); RETURN NEW;"
        ),
    )


def copies_regime(parent: str = "people_person", key: str = "person_id") -> pgtrigger.Trigger:
    """Whatever is known of a person or an object is kept under the same law as they are."""
    return pgtrigger.Trigger(
        name="copy_regime",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(key, "regime"),
        func=(
            f"NEW.regime := (SELECT p.regime FROM {parent} p "  # noqa: S608
            f"WHERE p.id = NEW.{key}); RETURN NEW;"
        ),
    )


def follows_episode() -> pgtrigger.Trigger:
    """A link to a stretch of exploitation belongs to the investigation of its victim."""
    return pgtrigger.Trigger(
        name="follow_episode",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("episode_id", "investigation_id"),
        func=(
            "IF NEW.episode_id IS NOT NULL THEN NEW.investigation_id := "
            "(SELECT e.investigation_id FROM victims_exploitationepisode e "
            "WHERE e.id = NEW.episode_id); END IF; RETURN NEW;"
        ),
    )


def no_anonymous_child() -> pgtrigger.Trigger:
    """Only an adult may stay without a name; with a year alone, born on its last day."""
    return pgtrigger.Trigger(
        name="no_anonymous_child",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("is_anonymous", "birth_year"),
        func=(
            "IF NEW.is_anonymous AND NEW.birth_year IS NOT NULL "
            f"AND make_date(NEW.birth_year + 18, 12, 31) > {TODAY} THEN "
            "RAISE EXCEPTION 'a child is never registered without a name' "
            "USING ERRCODE = 'check_violation', CONSTRAINT = 'people_person_no_anonymous_child'; "
            "END IF; RETURN NEW;"
        ),
    )


def not_of_anonymous() -> pgtrigger.Trigger:
    """What would name or number an anonymous person is not kept: it would join their rows."""
    return pgtrigger.Trigger(
        name="not_of_anonymous",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("person_id"),
        func=(
            "IF EXISTS (SELECT FROM people_person p "
            "WHERE p.id = NEW.person_id AND p.is_anonymous) THEN "
            "RAISE EXCEPTION 'an anonymous person has neither another name nor a number' "
            "USING ERRCODE = 'check_violation', CONSTRAINT = 'people_person_anonymous'; "
            "END IF; RETURN NEW;"
        ),
    )
