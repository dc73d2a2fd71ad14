"""One step in an installation of its own, for a process that has set Django up.

The step's input comes as JSON by standard input, what it made goes out as JSON. The database, the
code and the key of the installation come from the environment, as they do in production.
"""

import json
import sys
from datetime import date
from typing import Any

from tests.cast import Cast, assemble, person
from thbcases.access.acting import acting, acting_system
from thbcases.accounts.models import User
from thbcases.audit.models import Entry
from thbcases.codes.models import Country
from thbcases.investigations.models import Investigation, Suspect
from thbcases.niis.actions import exchange as actions
from thbcases.niis.exchange import searching
from thbcases.niis.exchange.building import Said
from thbcases.niis.exchange.reading import Rejected
from thbcases.niis.models import ExchangeMessage, Partner, PartnerKey
from thbcases.niis.queries import exchange as queries
from thbcases.niis.queries.references import reference_of
from thbcases.people.models import Person, PersonIdentifier

DAY = date(2026, 3, 9)
SAID = Said(legal_basis="2023/977 4 str.", purpose="tyrimas 01-1", as_of=DAY)


def officer() -> User:
    return User.objects.get(username="officer")


def found(given: dict[str, Any]) -> dict[str, Any]:
    """Everybody who works here, the partner with its key, and a suspect who is known here."""
    cast: Cast = assemble()
    with acting_system("test", cast.org("unit_a").pk):
        partner = Partner.objects.create(
            code=given["partner"],
            name=given["partner"],
            country=Country.objects.get(code=given["partner"][:2]),
            active_from=DAY,
        )
        PartnerKey.objects.create(partner=partner, jwk=given["jwk"], valid_from=DAY)
        if given["knows"]:
            row = person(family_name=given["knows"], given_name="Jonas")
            PersonIdentifier.objects.create(
                person=row, kind="passport", value="LV777", normalised="LV777"
            )
            case = Investigation.objects.create(number="1", registered_on=DAY, stage_on=DAY)
            Suspect.objects.create(investigation=case, person=row, state="prosecuted", state_on=DAY)
    return {}


def ask(given: dict[str, Any]) -> dict[str, Any]:
    about = {"person": {"category": "suspect", "family_name": given["family_name"]}}
    partner = Partner.objects.get()
    return text_of(
        actions.ask(by=officer(), partner=partner, about=about, urgency="urgent", said=SAID)
    )


def text_of(row: ExchangeMessage) -> dict[str, Any]:
    return {"text": row.text, "id": str(row.message_id)}


def take_in(given: dict[str, Any]) -> dict[str, Any]:
    try:
        row = actions.take_in(by=officer(), text=given["text"])
    except Rejected as refusal:
        return {"refused": refusal.code}
    before = queries.replied_to(row)
    return {
        "id": str(row.message_id),
        "payload": row.content["payload"],
        "report": row.report,
        "replied": before.state if before else None,
    }


def search(about: dict[str, Any]) -> list[searching.Finding]:
    rows = Person.objects.filter(family_name__iexact=about["person"]["family_name"])
    return [
        searching.Finding("hit", "people", reference_of(row), row.custodian.name_en, row.pk)
        for row in rows
    ]


def answer(given: dict[str, Any]) -> dict[str, Any]:
    searching.register_searcher(search)
    request = ExchangeMessage.objects.get(message_id=given["id"])
    hits = queries.findings(request.content["payload"]["about"]) or []
    result = "hit" if hits else "no_hit"
    return text_of(
        actions.answer(by=officer(), request=request, result=result, hits=hits, said=SAID)
    )


def ask_for_record(given: dict[str, Any]) -> dict[str, Any]:
    row = ExchangeMessage.objects.get(message_id=given["id"])
    reference = row.content["payload"]["hits"][0]["reference"]
    parts = ["person", "documents"]
    return text_of(
        actions.ask_for_record(
            by=officer(), answer=row, reference=reference, parts=parts, said=SAID
        )
    )


def disclose(given: dict[str, Any]) -> dict[str, Any]:
    request = ExchangeMessage.objects.get(message_id=given["id"])
    parts = given["parts"]
    return text_of(actions.disclose(by=officer(), request=request, parts=parts, said=SAID))


def correct(given: dict[str, Any]) -> dict[str, Any]:
    row = ExchangeMessage.objects.get(message_id=given["id"])
    (made,) = actions.correct(
        by=officer(),
        message=row,
        items=["p1"],
        action="corrected",
        explanation="kitas asmuo",
        said=SAID,
    )
    return text_of(made)


def trail(given: dict[str, Any]) -> dict[str, Any]:
    """What the trail of this installation says of what left it."""
    rows = Entry.objects.filter(verb="disclosure").order_by("id")
    return {"entries": [[row.kind, row.recipient, row.reason] for row in rows]}


STEPS = {
    step.__name__: step for step in (ask, take_in, answer, ask_for_record, disclose, correct, trail)
}


def main(step: str) -> None:
    given = json.load(sys.stdin)
    if step == "found":
        made = found(given)
    else:
        with acting(officer()):
            made = STEPS[step](given)
    json.dump(made, sys.stdout)
