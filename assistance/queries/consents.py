"""What the ledger says today: which consent allows what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from assistance.choices import ReceiverGroup
from assistance.models import Consent
from thbcases.accounts.choices import Regime
from thbcases.accounts.models import Organisation
from thbcases.codes.choices import ListName
from thbcases.codes.models import ListCode
from thbcases.people.models import Person

PASS_ON = "pass_on"  # noqa: S105 -- the code of a purpose
HEAR_BACK = "hear_back"
CERTIFY = "certificate"
TELL_POLICE = "tell_police_assisted"
NEEDS_RECEIVER = frozenset({PASS_ON, HEAR_BACK})
# Uses of the data that are not answered on the beginning of help but when they come up.
LATER = frozenset({PASS_ON, HEAR_BACK, CERTIFY})
# The seven questions of HTCDS 2.0 (IOM, CC BY 4.0), in their order.
QUESTIONS = (
    "interview",
    "purpose_told",
    "use_told",
    "research_told",
    "access_told",
    "retention_told",
    "withdrawal_told",
)
# Without these answers a consent is not informed (GDPR Art. 4(11), 7(3), 13).
MUST_BE_TOLD = ("purpose_told", "use_told", "withdrawal_told")


def in_force(day: date | None = None) -> Q:
    """The consents that count on a day, today if none is named."""
    on = day or timezone.localdate()
    return (
        Q(is_agreed=True, given_on__lte=on)
        & (Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))
        & (Q(valid_until=None) | Q(valid_until__gte=on))
    )


def ledger(person: Person) -> QuerySet[Consent]:
    """Everything somebody answered for a person, the newest first."""
    rows = Consent.objects.filter(person=person)
    return rows.select_related("purpose", "receiver", "scan").order_by("-given_on", "-pk")


def consent_to(person: Person, purpose: str, receiver: Organisation | None) -> Consent | None:
    """The consent in force that allows a purpose towards a receiver; the narrowest one."""
    wide = [ReceiverGroup.HELPERS.value]
    if receiver is None:
        to = Q()
    else:
        if receiver.regime == Regime.LED:
            wide.append(ReceiverGroup.POLICE.value)
        to = Q(receiver=receiver) | Q(receiver_group__in=wide)
    rows = Consent.objects.filter(
        in_force(), to, person=person, purpose__list=ListName.CONSENT_PURPOSE, purpose__code=purpose
    )
    found = rows.select_related("purpose", "receiver").order_by("-given_on", "-pk")
    return next(iter(sorted(found, key=lambda row: row.receiver_id is None)), None)


@dataclass(frozen=True)
class Answer:
    """One of the seven questions, and how it was answered last: yes, no, or not asked."""

    question: ListCode
    consent: Consent | None

    @property
    def is_yes(self) -> bool:
        """Whether it is answered with yes today."""
        row, today = self.consent, timezone.localdate()
        return (
            row is not None
            and row.is_agreed
            and (row.withdrawn_on is None or row.withdrawn_on > today)
            and (row.valid_until is None or row.valid_until >= today)
        )


def seven_answers(rows: Iterable[Consent]) -> list[Answer]:
    """The seven questions with the newest answer among `rows`, which are newest first."""
    newest: dict[int, Consent] = {}
    for row in rows:
        newest.setdefault(row.purpose_id, row)
    questions = ListCode.objects.filter(list=ListName.CONSENT_PURPOSE, code__in=QUESTIONS)
    return [Answer(question, newest.get(question.pk)) for question in questions]
