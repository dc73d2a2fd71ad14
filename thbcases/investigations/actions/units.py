"""Which other units work on an investigation."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import Organisation, User
from thbcases.investigations.actions.guards import locked
from thbcases.investigations.models import Assignment, Investigation
from thbcases.investigations.queries import assignable_units


@transaction.atomic
def assign_unit(
    *,
    by: User,
    investigation: Investigation,
    organisation: Organisation,
    starts_on: date,
    ends_on: date | None = None,
    basis: str,
) -> Assignment:
    """Let another unit work on the investigation, from a day until a last day if it is known.

    It sees and changes the whole case meanwhile. Only the leading unit assigns (Refused).
    Raises ValidationError for a unit that is no police unit, leads the case itself, or is
    assigned in that time already.
    """
    actor = by.actor()
    rights.check("investigation.assign", actor)
    held = locked(investigation)
    _only_the_leading_unit(held, actor.organisation_id if actor else None)
    if not assignable_units(held).filter(pk=organisation.pk).exists():
        raise ValidationError({"organisation": _("This unit cannot be assigned.")})
    row = Assignment(
        investigation=held,
        organisation=organisation,
        starts_on=starts_on,
        ends_on=ends_on,
        basis=basis,
    )
    row.full_clean(exclude=["custodian"])
    _check_free(row)
    row.save()
    return row


@transaction.atomic
def end_assignment(*, by: User, assignment: Assignment, on: date) -> Assignment:
    """Set the last day on which the unit works on the case; afterwards it sees nothing of it.

    Only the leading unit ends an assignment (Refused).
    """
    actor = by.actor()
    rights.check("investigation.assign", actor)
    held = locked(assignment)
    _only_the_leading_unit(held, actor.organisation_id if actor else None)
    if held.ends_on is not None and held.ends_on <= on:
        raise ValidationError({"on": _("It ends on %(day)s already.") % {"day": held.ends_on}})
    if on < held.starts_on:
        raise ValidationError({"on": _("The end is before the start.")})
    held.ends_on = on
    held.save(update_fields=["ends_on"])
    return held


def _only_the_leading_unit(row: Investigation | Assignment, organisation: int | None) -> None:
    if row.custodian_id != organisation:
        raise rights.Refused(_("Only the unit that leads the investigation assigns others to it."))


def _check_free(row: Assignment) -> None:
    """One unit is assigned once at a time."""
    others = Assignment.objects.filter(
        investigation=row.investigation, organisation=row.organisation
    )
    if row.ends_on is not None:
        others = others.filter(starts_on__lte=row.ends_on)
    if others.exclude(ends_on__lt=row.starts_on).exists():
        raise ValidationError({"organisation": _("This unit is assigned in that time already.")})
