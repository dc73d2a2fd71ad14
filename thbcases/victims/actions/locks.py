"""What every action begins with: the row as it is now, held until the transaction ends."""

from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access.rights import Refused
from thbcases.victims.models import Victim

Row = TypeVar("Row", bound=models.Model)


def locked(row: Row) -> Row:
    """The row as it is stored now. Raises Refused when it may be read but not changed."""
    rows = type(row)._default_manager.select_for_update(of=("self",))
    held = rows.filter(pk=row.pk).first()
    if held is None:
        raise Refused(_("You may read this record but not change it, or it was removed meanwhile."))
    return held


def changed(victim: Victim) -> None:
    """Give the victim's record a new version after a change of its parts.

    Whoever opened a form of the record before is told when they save.
    """
    Victim.objects.filter(pk=victim.pk).update(version=F("version"))


def not_in_future(field: str, on: date) -> None:
    """What was decided was decided by today. Raises ValidationError on the field."""
    if on > timezone.localdate():
        raise ValidationError({field: _("This day has not come yet.")})
