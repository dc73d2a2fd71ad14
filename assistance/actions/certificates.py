"""Certificates for other offices: giving one, revoking it, and checking a code."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import keeps, locked, require
from assistance.choices import BeneficiaryStatus, CertificateKind
from assistance.models import Beneficiary, Certificate
from assistance.queries.codes import fingerprint, new_code
from assistance.queries.consents import CERTIFY, consent_to
from thbcases.accounts.models import User
from thbcases.people.models import Person
from thbcases.victims.choices import PermitState, VictimStatus
from thbcases.victims.models import ReflectionPeriod, Victim

KNOWN_VICTIM = [BeneficiaryStatus.PRESUMED, BeneficiaryStatus.RECOGNISED]


@transaction.atomic
def issue_certificate(
    *, by: User, person: Person, kind: CertificateKind | str, addressee: str, until: date
) -> Certificate:
    """Certify to another office what the own records say of a person, until a day.

    Rests on the person's consent and on a record; when either ends, it is not valid any more.
    Raises Refused, and ValidationError when nothing on record makes it true.
    """
    require(by, "certificate.add")
    keeps(by, person)
    if until < timezone.localdate():
        raise ValidationError({"until": _("The end is before the start.")})
    consent = consent_to(person, CERTIFY, None)
    if consent is None:
        raise ValidationError(
            _("The person has not agreed to a certificate. Enter the consent first.")
        )
    grounds = _grounds(person, CertificateKind(kind))
    if not grounds:
        raise ValidationError({"kind": _("Nothing on your records makes this true today.")})
    code = new_code()
    row = Certificate(
        person=person,
        kind=kind,
        addressee=addressee.strip(),
        valid_until=until,
        code=code,
        digest=fingerprint(code),
        consent=consent,
        **grounds,
    )
    row.full_clean(exclude=["custodian", "digest"], validate_constraints=False)
    row.save(force_insert=True)
    row.refresh_from_db()
    return row


def _grounds(person: Person, kind: CertificateKind) -> dict[str, Any]:
    """The record that makes it true, if there is one."""
    helped = Beneficiary.objects.filter(person=person, closed_on=None)
    if kind == CertificateKind.HELPED:
        return {"beneficiary": row} if (row := helped.first()) else {}
    if kind == CertificateKind.PRESUMED:
        if known := helped.filter(status__in=KNOWN_VICTIM).first():
            return {"beneficiary": known}
        statuses = [VictimStatus.PRESUMED, VictimStatus.RECOGNISED]
        victim = Victim.objects.filter(person=person, status__in=statuses).first()
        return {"victim": victim} if victim else {}
    today = timezone.localdate()
    periods = ReflectionPeriod.objects.filter(
        person=person, state=PermitState.GRANTED, starts_on__lte=today, ends_on__gte=today
    )
    return {"period": period} if (period := periods.first()) else {}


@transaction.atomic
def revoke_certificate(*, by: User, certificate: Certificate, why: str) -> Certificate:
    """From now on its code answers «not valid». Raises ValidationError when it is revoked."""
    require(by, "certificate.change")
    row = locked(certificate)
    if row.revoked_at is not None:
        raise ValidationError(_("This certificate is already revoked."))
    if not why.strip():
        raise ValidationError({"why": _("Say why.")})
    row.revoked_at, row.revoked_why = timezone.now(), why.strip()
    row.save(update_fields=["revoked_at", "revoked_why"])
    return row


def is_valid(code: str) -> bool:
    """Whether a code, however it was typed, is one of a valid certificate; nothing else of it.

    Unknown, mistyped, expired and revoked codes take the same way and the same work: one
    fingerprint, one look-up.
    """
    with connection.cursor() as cursor:
        cursor.execute("select thb_certificate_valid(%s)", [fingerprint(code)])
        return bool(cursor.fetchone()[0])
