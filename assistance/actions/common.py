"""What every action here begins with: the right, the day, the lock, the state."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.accounts.models import User

Row = TypeVar("Row", bound=models.Model)
State = TypeVar("State", bound=models.TextChoices)


def require(by: User, right: str) -> None:
    """Raise Refused unless `by`, in the role held today, has the right."""
    rights.check(right, by.actor())


def not_in_future(field: str, day: date) -> None:
    """Raise ValidationError for a day that has not come yet."""
    if day > timezone.localdate():
        raise ValidationError({field: _("This day has not come yet.")})


def locked(row: Row) -> Row:
    """The row as it is now, held until the end of the transaction.

    A row whose state no longer lets the acting role change it cannot be locked: row security
    hides it from the update. Raises ValidationError then.
    """
    rows = type(row)._default_manager.select_for_update(of=("self",))
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise ValidationError(_("As it stands now, it cannot be changed any more."))
    return found


def move(row: models.Model, to: State, allowed: Mapping[State, frozenset[State]]) -> None:
    """Set a row's state; raise ValidationError when the table of transitions has no such step."""
    now = type(to)(row.state)  # type: ignore[attr-defined]
    if to not in allowed[now]:
        raise ValidationError(
            _("It is «%(now)s» and cannot become «%(to)s».") % {"now": now.label, "to": to.label}
        )
    row.state = to  # type: ignore[attr-defined]


def keeps(by: User, record: Any) -> None:
    """Raise Refused unless the record is of the organisation that `by` acts for today."""
    actor = by.actor()
    if actor is None or record.custodian_id != actor.organisation_id:
        raise rights.Refused(_("Only the organisation that keeps the record does this."))
