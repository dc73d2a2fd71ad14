"""Which cases are a worker's own, and which nobody answers for."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from assistance.choices import REFERRAL_OPEN, HandedKind, ReferralState
from assistance.models import Beneficiary, Referral
from thbcases.access.acting import current_actor
from thbcases.accounts.models import Membership, User


@dataclass(frozen=True)
class Item:
    """A case that somebody answers for."""

    kind: HandedKind
    record: Any

    @property
    def number(self) -> str:
        """The record's public number, as the form carries it."""
        return f"{self.kind.value}-{self.record.uuid}"

    @property
    def worker(self) -> User | None:
        """Who answers for it."""
        columns = {
            HandedKind.BENEFICIARY: "worker",
            HandedKind.SENT: "sender_worker",
            HandedKind.TAKEN: "receiver_worker",
        }
        return getattr(self.record, columns[self.kind])  # type: ignore[no-any-return]


def _organisation() -> int:
    """The own organisation; 0, which is nobody's, when nobody acts."""
    actor = current_actor()
    return actor.organisation_id if actor else 0


def _here(on_user: str = "pk") -> QuerySet[Membership]:
    """Memberships of the own organisation that count today."""
    today = timezone.localdate()
    return Membership.objects.valid_on(today).filter(
        organisation_id=_organisation(), user=OuterRef(on_user)
    )


def colleagues() -> QuerySet[User]:
    """Who works in the own organisation today, in the role one acts in oneself."""
    actor = current_actor()
    here = _here().filter(role=actor.role if actor else "")
    return User.objects.filter(Exists(here))


def workers() -> QuerySet[User]:
    """Who works or worked in the own organisation."""
    ever = Membership.objects.filter(organisation_id=_organisation(), user=OuterRef("pk"))
    return User.objects.filter(Exists(ever))


def _beneficiaries(**who: Any) -> QuerySet[Beneficiary]:
    rows = Beneficiary.objects.filter(closed_on=None, **who)
    return rows.select_related("person", "worker").order_by("code", "pk")


def _sent(**who: Any) -> QuerySet[Referral]:
    rows = Referral.objects.filter(
        state__in=sorted(REFERRAL_OPEN), custodian_id=_organisation(), **who
    )
    return rows.select_related("person", "receiver", "custodian", "sender_worker")


def _taken(**who: Any) -> QuerySet[Referral]:
    rows = Referral.objects.filter(state=ReferralState.ACCEPTED, receiver_id=_organisation(), **who)
    return rows.select_related("person", "receiver", "custodian", "receiver_worker")


def items_of(user: User) -> list[Item]:
    """Every open case for which a worker answers: people helped, referrals sent and taken."""
    return [
        *(Item(HandedKind.BENEFICIARY, row) for row in _beneficiaries(worker=user)),
        *(Item(HandedKind.SENT, row) for row in _sent(sender_worker=user)),
        *(Item(HandedKind.TAKEN, row) for row in _taken(receiver_worker=user)),
    ]


def unanswered() -> list[Item]:
    """Open cases whose worker does not work here any more: nobody answers for these."""

    def gone(column: str) -> Q:
        return Q(**{f"{column}__isnull": False}) & ~Q(Exists(_here(column)))

    return [
        *(Item(HandedKind.BENEFICIARY, row) for row in _beneficiaries().filter(gone("worker"))),
        *(Item(HandedKind.SENT, row) for row in _sent().filter(gone("sender_worker"))),
        *(Item(HandedKind.TAKEN, row) for row in _taken().filter(gone("receiver_worker"))),
    ]
