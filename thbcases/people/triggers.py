"""Database triggers of the people tables."""

import pgtrigger


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
