"""What every record has: a number for addresses, a version against lost updates, a custodian.

The custodian is the organisation that answers for the record before the law (controller under
Directive (EU) 2016/680 for police, under the GDPR for everybody else). Row security reads it on
every row, so a part carries a copy of its parent's custodian, kept by a trigger.
"""

import uuid
from typing import Any

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class ActingOrganisation(models.Func):
    """The organisation for which the acting user acts; an error when nobody acts."""

    function = "thb_org"
    output_field = models.BigIntegerField()


class Numbered(models.Model):
    """A row with a random public number; the bigint key never leaves the house."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Versioned(models.Model):
    """A row of which two people may not overwrite each other's change unknowingly."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Trigger(
                name="next_version",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="NEW.version := OLD.version + 1; RETURN NEW;",
            )
        ]


class Record(Numbered, Versioned):
    """A record that stands for itself; it belongs to the organisation that made it."""

    custodian = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=ActingOrganisation(),
        verbose_name=_("responsible organisation"),
    )
    created_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)

    class Meta(Versioned.Meta):
        abstract = True


class Part(Numbered, Versioned):
    """A part of a record. `inherits_custodian` in its Meta names the parent's table and key."""

    custodian = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("responsible organisation"),
    )
    created_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)

    class Meta(Versioned.Meta):
        abstract = True


def inherits_custodian(parent_table: str, column: str) -> list[pgtrigger.Trigger]:
    """Triggers of a part: the version, and the custodian copied from the parent row.

    Under row security the look-up finds only a parent that the acting user may see, so a part
    can never be hung on somebody else's record: its custodian stays empty and is refused.
    """
    return [
        *Versioned.Meta.triggers,
        pgtrigger.Trigger(
            name="inherit_custodian",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.UpdateOf(column),
            func=(
                f"NEW.custodian_id := (SELECT p.custodian_id FROM {parent_table} p "
                f"WHERE p.id = NEW.{column}); RETURN NEW;"
            ),
        ),
    ]


def copies_column(name: str, parent_table: str, key: str, column: str) -> pgtrigger.Trigger:
    """A trigger that keeps `column` equal to the parent's column of the same name.

    Row security asks each row for its investigation or person; a copy spares it a look into
    another protected table for every row.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(key),
        func=(
            f"NEW.{column} := (SELECT p.{column} FROM {parent_table} p "
            f"WHERE p.id = NEW.{key}); RETURN NEW;"
        ),
    )


class LithuanianSort(models.Func):
    """The key by which Lithuanian text is sorted (č after c, š after s, y before j)."""

    function = "thb_lt_sort"
    output_field = models.CharField(max_length=1000, db_collation="C")


def sort_key(*fields: str) -> models.GeneratedField:
    """A generated column that sorts rows by these text columns in Lithuanian order."""
    parts: list[Any] = []
    for field in fields:
        parts += [models.F(field), models.Value(" ")]
    text = parts[0] if len(fields) == 1 else _concat(parts[:-1])
    return models.GeneratedField(
        expression=LithuanianSort(text),
        output_field=models.CharField(max_length=1000, db_collation="C"),
        db_persist=True,
    )


class _Joined(models.Func):
    """Plain `||`: immutable, as a generated column needs it (concat() is only stable)."""

    arg_joiner = " || "
    template = "(%(expressions)s)"
    output_field = models.TextField()


def _concat(parts: list[Any]) -> models.Func:
    return _Joined(*parts)
