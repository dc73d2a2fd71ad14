"""Accepting a referral: the receiver makes its own record of the person, and asks nothing twice."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import keeps
from assistance.actions.help import Entry, register_beneficiary
from assistance.actions.referrals import end, to_answer
from assistance.choices import ReferralState
from assistance.models import Beneficiary, Referral, ReferralContent, ReferralTaking
from thbcases.access.roles import Role
from thbcases.accounts.models import User
from thbcases.audit.actions import log_readings
from thbcases.codes.models import Country
from thbcases.people.actions import Described, complete_person
from thbcases.people.models import Person
from thbcases.victims.actions.identification import take_over


@transaction.atomic
def accept(
    *, by: User, referral: Referral, person: Person | None = None, entry: Entry | None = None
) -> Referral:
    """Take a person over: say so to the sender and keep the own record of the person.

    An NGO begins to help (`entry`), or goes on helping who is helped already. Police and others
    keep the person with a copy of the identification that came along. Where nothing names the
    person there may be none yet. Raises Refused and ValidationError.
    """
    row = to_answer(by, referral)
    if person is not None:
        keeps(by, person)
    end(row, ReferralState.ACCEPTED, by)
    content = passed(row)
    beneficiary = _helped(by, row, person, entry)
    if person is not None:
        _complete(by, person, content)
        if "identification" in content:
            take_over(
                by=by,
                person=person,
                content=content["identification"],
                source=row.custodian,
            )
    ReferralTaking.objects.create(referral=row, person=person, beneficiary=beneficiary)
    return row


def passed(referral: Referral) -> dict[str, Any]:
    """What the sender passed, while it is open; reading it is entered into the trail."""
    found = ReferralContent.objects.filter(referral=referral).first()
    if found is None:
        return {}
    log_readings([found])
    return dict(found.content)


def described(content: dict[str, Any]) -> Described:
    """Who it is by what was passed, as the form for a person takes it."""
    names, birth = content.get("names") or {}, content.get("birth") or {}
    day = birth.get("date")
    return Described(
        **names,
        sex=str(content.get("sex") or "unknown"),
        birth_date=date.fromisoformat(day) if day else None,
        birth_year=None if day else birth.get("year"),
        birth_is_estimate=birth.get("precision") == "estimate",
        citizenships=tuple(Country.objects.filter(code__in=content.get("citizenship") or [])),
    )


def _complete(by: User, person: Person, content: dict[str, Any]) -> None:
    """What was passed and the form has no field for: more than one citizenship."""
    said = described(content)
    only = Described(citizenships=said.citizenships)
    if said.citizenships:
        complete_person(by=by, person=person, described=only)


def _helped(
    by: User, row: Referral, person: Person | None, entry: Entry | None
) -> Beneficiary | None:
    actor = by.actor()
    if actor is None or actor.role != Role.NGO:
        return None
    if person is None:
        raise ValidationError(_("Say who it is, or write «unknown» until you know."))
    going_on = Beneficiary.objects.filter(person=person, closed_on=None).first()
    if going_on is not None:
        return going_on
    if entry is None:
        raise ValidationError(_("Say how the help begins."))
    return register_beneficiary(
        by=by, person=person, entry=replace(entry, referred_by=row.custodian)
    )
