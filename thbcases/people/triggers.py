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


def copies_regime() -> pgtrigger.Trigger:
    """Whatever is known of a person is kept under the same law as the person."""
    return pgtrigger.Trigger(
        name="copy_regime",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("person_id", "regime"),
        func=(
            "NEW.regime := (SELECT p.regime FROM people_person p "
            "WHERE p.id = NEW.person_id); RETURN NEW;"
        ),
    )
