"""What the actions of this app begin with: the row as it is now, and days in their order."""

from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access.rights import Refused

Row = TypeVar("Row", bound=models.Model)

# Filled by triggers, so empty in a row that is not stored yet.
OF_THE_DATABASE = ("custodian", "investigation")


def locked(row: Row) -> Row:
    """The row as it is stored now, held until the transaction ends.

    Raises Refused when it may be read but not changed.
    """
    rows = type(row)._default_manager.select_for_update(of=("self",))
    held = rows.filter(pk=row.pk).first()
    if held is None:
        raise Refused(_("You may read this record but not change it, or it was removed meanwhile."))
    return held


def not_in_future(field: str, on: date) -> None:
    """What happened has happened by today. Raises ValidationError on the field."""
    if on > timezone.localdate():
        raise ValidationError({field: _("This day has not come yet.")})


def not_before(field: str, on: date, earlier: date) -> None:
    """Dated rows follow each other. Raises ValidationError on the field."""
    if on < earlier:
        raise ValidationError(
            {field: _("What came before it is of %(day)s.") % {"day": earlier.isoformat()}}
        )
