"""Handing on: everything that is a worker's own, in one act, to one or several colleagues."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import require
from assistance.choices import HandedKind
from assistance.models import HandOver
from assistance.queries.hand_over import Item, colleagues, items_of
from thbcases.accounts.models import User

WORKER_COLUMN = {
    HandedKind.BENEFICIARY: "worker",
    HandedKind.SENT: "sender_worker",
    HandedKind.TAKEN: "receiver_worker",
}


@transaction.atomic
def hand_over(*, by: User, leaving: User, to: Mapping[str, User], note: str = "") -> HandOver:
    """Give each case of `leaving` to the colleague that `to` names for it, by its number.

    All of them or none: a case that came up meanwhile, or one without a colleague, is said and
    nothing is handed on. Raises Refused and ValidationError.
    """
    require(by, "hand_over.add")
    items = items_of(leaving)
    if not items:
        raise ValidationError(_("This worker answers for no case any more."))
    allowed = {user.pk for user in colleagues()}
    chosen = {item: to.get(item.number) for item in items}
    if any(user is None for user in chosen.values()):
        raise ValidationError(
            _("Not every case has a colleague: one was left out, or the list has changed.")
        )
    if any(user is not None and user.pk not in allowed for user in chosen.values()):
        raise ValidationError(_("Cases go to colleagues who work here today."))
    if any(user == leaving for user in chosen.values()):
        raise ValidationError(_("Who leaves cannot keep a case. Choose somebody else."))
    for item, user in chosen.items():
        assert user is not None
        _give(item, leaving, user)
    return HandOver.objects.create(
        leaving=leaving,
        note=note.strip(),
        items=[
            {"kind": item.kind.value, "record": item.number, "to": user.pk}
            for item, user in chosen.items()
            if user is not None
        ],
    )


def _give(item: Item, leaving: User, user: User) -> None:
    column = WORKER_COLUMN[item.kind]
    model: Any = type(item.record)
    held = model.objects.select_for_update(of=("self",)).filter(pk=item.record.pk)
    row = held.filter(**{column: leaving}).first()
    if row is None:
        raise ValidationError(_("Somebody changed a case meanwhile. Look at the list again."))
    setattr(row, column, user)
    row.save(update_fields=[column])
