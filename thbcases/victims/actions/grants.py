"""Opening a victim's record to an organisation that helps, and closing it again."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.access.models import AccessGrant, GrantedKind
from thbcases.accounts.choices import OrganisationKind
from thbcases.accounts.models import Organisation, User
from thbcases.audit.actions import log_disclosure
from thbcases.victims.actions.locks import locked
from thbcases.victims.models import Victim


@transaction.atomic
def grant_access(
    *, by: User, victim: Victim, organisation: Organisation, basis: str, until: date
) -> AccessGrant:
    """Open a victim's record, with its permits, to an NGO until the end of a day.

    Only the unit that is responsible for the investigation gives it away (Refused otherwise).
    It is entered into the trail as a disclosure with recipient and reason (Directive (EU)
    2016/680 Art. 25). Raises ValidationError for a day that has passed, an organisation that
    is no NGO, or a record that is already open to it until then.
    """
    actor = by.actor()
    rights.check("victim.grant", actor)
    held = locked(victim)
    if actor is None or held.custodian_id != actor.organisation_id:
        raise rights.Refused(
            _("Only the unit responsible for the investigation opens the record to others.")
        )
    ends_at = _end_of(until)
    _check_grant(held, organisation, ends_at)
    grant = AccessGrant(
        kind=GrantedKind.VICTIM,
        object_id=held.pk,
        organisation=organisation,
        basis=basis.strip(),
        ends_at=ends_at,
    )
    grant.full_clean(exclude=["custodian", "starts_at"])
    grant.save()
    grant.refresh_from_db()
    records: list[Any] = [held, held.person]
    log_disclosure(records, reason=grant.basis, recipient=organisation.name_lt)
    return grant


@transaction.atomic
def end_access(*, by: User, grant: AccessGrant) -> None:
    """End a grant now. Raises ValidationError when it has already ended."""
    rights.check("grant.change", by.actor())
    held = locked(grant)
    if held.ends_at <= timezone.now():
        raise ValidationError(_("It has already ended."))
    held.ends_at = Now()
    held.save(update_fields=["ends_at"])


def _end_of(day: date) -> datetime:
    """The first moment after the day, so that the whole day is open."""
    try:
        after = day + timedelta(days=1)
    except OverflowError:
        raise ValidationError({"until": _("This day is too far ahead.")}) from None
    return timezone.make_aware(datetime.combine(after, time.min))


def _check_grant(victim: Victim, organisation: Organisation, ends_at: datetime) -> None:
    if ends_at <= timezone.now():
        raise ValidationError({"until": _("This day has passed.")})
    if organisation.kind != OrganisationKind.NGO or not organisation.is_active:
        raise ValidationError({"organisation": _("A record is opened to an NGO that is active.")})
    same = AccessGrant.objects.filter(
        kind=GrantedKind.VICTIM,
        object_id=victim.pk,
        organisation=organisation,
        ends_at__gte=ends_at,
    )
    if same.exists():
        raise ValidationError(
            {"organisation": _("The record is already open to this organisation until then.")}
        )
