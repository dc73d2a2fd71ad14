"""What an NGO brings: people it helps, and the help it gave."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from assistance.actions import (
    DUPLICATE,
    Agreement,
    close_beneficiary,
    record_services,
    register_beneficiary,
)
from assistance.actions.help import Entry
from assistance.models import Beneficiary
from thbcases.imports.actions.lines import Line, NeedsAnother, speaking
from thbcases.imports.actions.who import person_of

DETAILS = ("unit", "ended_on", "place", "result", "cost")


def take_beneficiary(line: Line) -> None:
    """Begin to help a person, with consents, and end it where the row says so.

    Raises ValidationError.
    """
    person = person_of(line)
    entry = Entry(
        code=line.text("code"),
        status=line.get("status"),
        registered_on=line.get("registered_on"),
        referred_by=line.get("referred_by"),
        safe_contact=line.text("safe_contact"),
        needs=line.text("needs"),
    )
    with speaking(given_on="consents_on", purpose="consents"):
        beneficiary = register_beneficiary(
            by=line.run.by,
            person=person,
            entry=entry,
            consents=line.get("consents") or (),
            consents_on=line.get("consents_on"),
            agreement=Agreement(capacity=line.get("capacity") or "", by_whom=line.text("by_whom")),
        )
    beneficiary = _close(line, beneficiary)
    line.run.persons.setdefault(person.pk, line.row.number)
    line.names[entry.code] = beneficiary
    line.made.append(("beneficiaries", beneficiary))


def _close(line: Line, beneficiary: Beneficiary) -> Beneficiary:
    if not line.has("closed_on", "outcome", "closing_note"):
        return beneficiary
    on = line.require("closed_on", _("Say when the help ended."))
    with speaking(on="closed_on"):
        return close_beneficiary(
            by=line.run.by,
            beneficiary=beneficiary,
            on=on,
            outcome=line.require("outcome", _("Closing needs an outcome.")),
            note=line.text("closing_note"),
        )


def take_service(line: Line) -> None:
    """Record one service to one person. Raises ValidationError, NeedsAnother."""
    beneficiary = _find_beneficiary(line)
    try:
        rows = record_services(
            by=line.run.by,
            kind=line.get("kind"),
            on=line.get("on"),
            units=line.get("units"),
            beneficiaries=[beneficiary],
            project=line.get("project"),
            again=bool(line.get("again")),
            **{key: line.get(key) for key in line.has(*DETAILS)},
        )
    except ValidationError as error:
        if getattr(error, "code", None) != DUPLICATE:
            raise
        raise ValidationError({"again": error.messages}) from error
    line.made += [("services", None) for _row in rows]


def _find_beneficiary(line: Line) -> Beneficiary:
    """Whom the row is about: of this file, or of those the organisation helps."""
    code, named = line.text("code"), line.run.named
    if code not in named.rows:
        if code in named.places:
            raise NeedsAnother(named.places[code])
        named.rows[code] = Beneficiary.objects.filter(code=code).first()
    beneficiary: Beneficiary | None = named.rows[code]
    if beneficiary is None:
        raise ValidationError(
            {"code": _("Neither this file nor your organisation has a person of this code.")}
        )
    return beneficiary
