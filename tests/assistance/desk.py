"""What tests of the referral desk share: persons of any organisation, consents, referrals."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from assistance import actions
from assistance.models import Consent, Referral
from tests.assistance.conftest import TODAY
from tests.cast import USERS, Cast, person
from thbcases.codes.models import ListCode
from thbcases.people.models import Person

# Who acts for each organisation that sends and receives.
WORKER = {
    "unit_a": "officer",
    "unit_b": "officer_b",
    "ngo_a": "ngo",
    "ngo_b": "ngo_b",
    "border": "responder",
    "town": "responder_b",
}
WHO = {
    "family_name": "Ševčenko",
    "given_name": "Olena",
    "birth_date": date(1999, 4, 5),
    "birth_precision": "date",
    "sex": "female",
}
ALL_PARTS = ("names", "birth", "sex", "contact", "needs", "note")


def purpose(code: str) -> ListCode:
    return ListCode.objects.get(list="consent_purpose", code=code)


def somebody(cast: Cast, organisation: str, **fields: Any) -> Person:
    """A person row of an organisation."""
    with cast.making(organisation):
        row: Person = person(**{**WHO, **fields})
    return row


def allow(
    cast: Cast, who: Person, code: str = "pass_on", receiver: str = "", **fields: Any
) -> Consent:
    """A consent of the person towards an organisation of the cast, entered by its keeper."""
    on = fields.pop("on", TODAY)
    beneficiary = fields.pop("beneficiary", None)
    worker = worker_of(cast, who)
    with cast.acting(worker):
        return actions.give_consent(
            by=cast.user(worker),
            person=who,
            beneficiary=beneficiary,
            purpose=purpose(code),
            on=on,
            agreement=actions.Agreement(
                receiver=cast.org(receiver) if receiver else None, **fields
            ),
        )


def worker_of(cast: Cast, who: Person) -> str:
    code = next(c for c, o in cast.organisations.items() if o.pk == who.custodian_id)
    return WORKER[code]


def send(
    cast: Cast, who: Person, receiver: str, parts: Iterable[str] = ALL_PARTS, **fields: Any
) -> Referral:
    """A referral as its sender makes it."""
    worker = worker_of(cast, who)
    with cast.acting(worker):
        return actions.refer(
            by=cast.user(worker),
            person=who,
            sending=actions.Sending(
                **{
                    "receiver": cast.org(receiver),
                    "reason": "AdditionalServicesRequired",
                    "basis": "consent",
                    "parts": tuple(parts),
                    "contact": "Tik per pusseserę",
                    "needs": "Nakvynė",
                    "note": "Atvyks rytoj",
                    **fields,
                }
            ),
        )


def accept(cast: Cast, referral: Referral, user: str, code: str = "N-77") -> Referral:
    """The receiver takes the person over into a row of its own."""
    with cast.acting(user):
        by = cast.user(user)
        row = Referral.objects.get(pk=referral.pk)
        known = actions.passed(row)
        names = dict(known.get("names") or {"family_name": "nežinoma"})  # type: ignore[call-overload]
        mine = person(**names)
        entry = None
        if USERS[user][0].startswith("ngo"):
            entry = actions.Entry(code=code, status="presumed", registered_on=TODAY)
        return actions.accept(by=by, referral=row, person=mine, entry=entry)
