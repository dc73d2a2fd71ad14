"""What every part of a victim's record has."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from thbcases.core.models import Part, Versioned, copies_column, inherits_custodian
from thbcases.victims.triggers import inherits_victim

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def victim_code(list_name: str, label: "StrPromise") -> "models.ForeignKey[Any, Any]":
    """An optional entry of one of the simple code lists."""
    return models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"list": list_name},
        related_name="+",
        verbose_name=label,
    )


class VictimPart(Part):
    """Something that belongs to one victim; it knows its investigation for row security."""

    investigation = models.ForeignKey(
        "investigations.Investigation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("investigation"),
    )

    class Meta(Part.Meta):
        abstract = True
        triggers = [
            *inherits_custodian("victims_victim", "victim_id"),
            copies_column("copy_investigation", "victims_victim", "victim_id", "investigation_id"),
        ]


class StayPart(VictimPart):
    """A part that the migration department decides on: it knows its person, not the case."""

    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("person"),
    )

    class Meta(VictimPart.Meta):
        abstract = True
        triggers = [*Versioned.Meta.triggers, inherits_victim()]
