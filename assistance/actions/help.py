"""Beginning and ending help to a person; what the person agreed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import locked, not_in_future, require
from assistance.actions.consents import Agreement, give_consent
from assistance.actions.followups import end_with_help
from assistance.models import Beneficiary
from thbcases.accounts.models import Organisation, User
from thbcases.codes.choices import ListName
from thbcases.codes.models import ListCode
from thbcases.people.models import Person


@dataclass(frozen=True)
class Entry:
    """What is entered when help to a person begins."""

    code: str
    status: str
    registered_on: date
    referred_by: Organisation | None = None
    safe_contact: str = ""
    needs: str = ""
    # Who answers for the person from now on; else whoever registers them.
    worker: User | None = None


@transaction.atomic
def register_beneficiary(
    *,
    by: User,
    person: Person,
    entry: Entry,
    consents: Iterable[ListCode] = (),
    consents_on: date | None = None,
    agreement: Agreement | None = None,
) -> Beneficiary:
    """Begin to help a person; the consents count from `consents_on`, else from the first day.

    `agreement` says who consented and in what capacity; for a child it must.

    Raises Refused, and ValidationError when the person is already being helped, the code is
    taken or the day has not come.
    """
    require(by, "beneficiary.add")
    not_in_future("registered_on", entry.registered_on)
    _require_code_free(entry.code)
    if Beneficiary.objects.filter(person=person, closed_on=None).exists():
        raise ValidationError(_("This person is already being helped."))
    beneficiary = Beneficiary(person=person, **vars(entry) | {"worker": entry.worker or by})
    beneficiary.full_clean(exclude=["custodian"], validate_constraints=False)
    beneficiary.save(force_insert=True)
    beneficiary.refresh_from_db()
    for purpose in consents:
        give_consent(
            by=by,
            beneficiary=beneficiary,
            purpose=purpose,
            on=consents_on or entry.registered_on,
            agreement=agreement,
        )
    return beneficiary


@transaction.atomic
def close_beneficiary(
    *, by: User, beneficiary: Beneficiary, on: date, outcome: ListCode, note: str = ""
) -> Beneficiary:
    """End the help with its outcome, and with it its plan, groups and further appointments.

    Services of later days must not be there.
    """
    require(by, "beneficiary.close")
    not_in_future("on", on)
    row = locked(beneficiary)
    if row.closed_on is not None:
        raise ValidationError(_("This help has already ended."))
    if outcome.list != ListName.CLOSING_OUTCOME:
        raise ValidationError({"outcome": _("This value is not in the list.")})
    if on < row.registered_on:
        raise ValidationError({"on": _("Help cannot end before it began.")})
    last = _last_service(row)
    if last is not None and on < last:
        raise ValidationError(
            {"on": _("A service was given on %(day)s, after this day.") % {"day": last.isoformat()}}
        )
    row.closed_on, row.outcome, row.closing_note = on, outcome, note
    row.save(update_fields=["closed_on", "outcome", "closing_note"])
    end_with_help(row, on)
    return row


@transaction.atomic
def reopen_beneficiary(*, by: User, beneficiary: Beneficiary, entry: Entry) -> Beneficiary:
    """Help the same person again: a new row, because the law counts each time from its own day.

    Consents are not taken over; they were given for the help that ended.
    """
    require(by, "beneficiary.add")
    row = locked(beneficiary)
    if row.closed_on is None:
        raise ValidationError(_("This help has not ended."))
    if entry.registered_on < row.closed_on:
        raise ValidationError(
            {
                "registered_on": _("The help before this one ended only on %(day)s.")
                % {"day": row.closed_on.isoformat()}
            }
        )
    return register_beneficiary(by=by, person=row.person, entry=entry)


def require_start_before_services(beneficiary: Beneficiary, registered_on: date) -> None:
    """Raise ValidationError when help would begin after a service that was already given."""
    not_in_future("registered_on", registered_on)
    first = beneficiary.services.order_by("on").values_list("on", flat=True).first()
    if first is not None and first < registered_on:
        raise ValidationError(
            {
                "registered_on": _("A service was given on %(day)s, before this day.")
                % {"day": first.isoformat()}
            }
        )


def _require_code_free(code: str) -> None:
    if Beneficiary.objects.filter(code=code).exists():
        raise ValidationError({"code": _("This code is already used.")})


def _last_service(beneficiary: Beneficiary) -> date | None:
    ends = beneficiary.services.aggregate(last=Max(Greatest("on", Coalesce("ended_on", "on"))))
    last: date | None = ends["last"]
    return last
