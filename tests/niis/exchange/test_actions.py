"""Asking, answering, disclosing, correcting: by a person, logged, and never a victim."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import Cast, person
from tests.niis.exchange.conftest import ABOUT, DAY, SAID, Write, record_request
from thbcases.access.rights import Refused
from thbcases.audit.models import Entry
from thbcases.investigations.models import Investigation, Suspect
from thbcases.niis.actions import exchange as actions
from thbcases.niis.exchange import keys, signing
from thbcases.niis.exchange.reading import Rejected
from thbcases.niis.exchange.searching import Finding
from thbcases.niis.models import ExchangeMessage, Partner, PartnerKey
from thbcases.niis.queries import exchange as queries
from thbcases.niis.queries.references import reference_of
from thbcases.people.models import Person
from thbcases.victims.models import Victim

TakeIn = Callable[..., ExchangeMessage]


def do(cast: Cast, verb: Any, who: str = "officer", **more: Any) -> Any:
    with cast.acting(who):
        return verb(by=cast.user(who), said=SAID, **more)


def test_a_question_is_signed_logged_and_kept(
    cast: Cast, partner: Partner, own_key: dict[str, Any]
) -> None:
    row = do(cast, actions.ask, partner=partner, about=ABOUT["about"], urgency="urgent")
    body = json.loads(signing.body_of(row.text, keys.public_part(own_key)))
    assert body == row.content
    assert (body["sender"], body["recipient"]) == ("LT-1", "LV-1")
    assert (body["handling"], body["as_of"]) == ("H1", "2026-03-09")
    entry = Entry.objects.get(verb="disclosure")
    assert (entry.records, entry.recipient) == ([row.uuid], "LV-1 Valsts policija")
    assert entry.reason == "2023/977 4 str.; tyrimas 01-1"


def test_only_the_unit_that_handles_a_message_sees_it(
    cast: Cast, partner: Partner, write: Write, take_in: TakeIn
) -> None:
    take_in(write())
    for name in ("officer_b", "analyst", "ngo", "migration", "coordinator", "administrator"):
        with cast.acting(name):
            assert ExchangeMessage.objects.count() == 0, name
    with cast.acting("officer"):
        assert ExchangeMessage.objects.count() == 1


def test_without_a_key_or_code_nothing_goes_out(
    cast: Cast, partner: Partner, settings: Any
) -> None:
    for name in ("THB_EXCHANGE_KEY", "THB_INSTALLATION"):
        setattr(settings, name, "")
        with pytest.raises(ValidationError, match=name):
            do(cast, actions.ask, partner=partner, about=ABOUT["about"], urgency="urgent")
    assert ExchangeMessage.objects.count() == 0


def test_an_ended_partner_gets_nothing(cast: Cast, partner: Partner) -> None:
    partner.active_until = DAY
    with pytest.raises(ValidationError, match="No messages go"):
        do(cast, actions.ask, partner=partner, about=ABOUT["about"], urgency="urgent")


def test_a_victim_of_the_own_unit_is_not_asked_about_abroad(cast: Cast, partner: Partner) -> None:
    with cast.making("unit_a"):
        harmed = person(family_name="Ieškomas", given_name="Jonas")
        case = Investigation.objects.create(number="A-9", registered_on=DAY, stage_on=DAY)
        Victim.objects.create(investigation=case, person=harmed, status_on=DAY)
    about = {"person": {"category": "suspect", "family_name": "Ieškomas", "given_name": "Jonas"}}
    with pytest.raises(ValidationError, match="as a victim"):
        do(cast, actions.ask, partner=partner, about=about, urgency="urgent")


def test_the_search_answers_and_a_person_releases_the_hit(
    cast: Cast, suspect: Person, write: Write, take_in: TakeIn, by_family_name: None
) -> None:
    row = take_in(write())
    with cast.acting("officer"):
        found = queries.findings(row.content["payload"]["about"])
    assert found is not None
    assert [one.reference for one in found] == [reference_of(suspect)]
    sent = do(cast, actions.answer, request=row, result="hit", hits=found)
    payload = sent.content["payload"]
    assert payload["hits"][0]["reference"] == reference_of(suspect)
    assert "Ieškomas" not in sent.text
    assert "Ieškomas" not in json.dumps(sent.content, ensure_ascii=False)
    assert sent.in_reply_to == row.message_id
    row.refresh_from_db()
    assert row.state == "answered"
    with pytest.raises(ValidationError, match="cannot be done"):
        do(cast, actions.answer, request=row, result="no_hit")


def test_without_a_search_the_answer_is_not_no_hit(cast: Cast, no_search: None) -> None:
    with cast.acting("officer"):
        assert queries.findings(ABOUT["about"]) is None


def test_an_answer_does_not_contradict_itself(
    cast: Cast, suspect: Person, write: Write, take_in: TakeIn
) -> None:
    row = take_in(write())
    hit = Finding("hit", "people", reference_of(suspect), "A", suspect.pk)
    for more in (
        {"result": "hit"},
        {"result": "no_hit", "hits": [hit]},
        {"result": "refused"},
        {"result": "no_hit", "ground": "safety"},
        {"result": "maybe"},
    ):
        with pytest.raises(ValidationError):
            do(cast, actions.answer, request=row, **more)
    assert ExchangeMessage.objects.filter(direction="out").count() == 0


def test_a_victim_is_found_by_nobody_abroad(
    cast: Cast, suspect: Person, write: Write, take_in: TakeIn, by_family_name: None
) -> None:
    """A suspect who is a victim in another unit's case does not leave either."""
    row = take_in(write())
    with cast.making("unit_b"):
        same = person(
            family_name="Ieškomas",
            given_name="Jonas",
            birth_date=suspect.birth_date,
            birth_precision="date",
        )
        case = Investigation.objects.create(number="B-9", registered_on=DAY, stage_on=DAY)
        Victim.objects.create(investigation=case, person=same, status_on=DAY)
    with cast.acting("officer"):
        assert queries.category_abroad(suspect.pk) == ""
        assert queries.findings(row.content["payload"]["about"]) == []
    hit = Finding("hit", "people", reference_of(suspect), "A", suspect.pk)
    with pytest.raises(ValidationError, match="not sent to another"):
        do(cast, actions.answer, request=row, result="hit", hits=[hit])


@pytest.mark.parametrize(
    ("state", "category"),
    [
        ("information", ""),
        ("suspected", "suspect"),
        ("prosecuted", "suspect"),
        ("convicted", "convicted"),
        ("acquitted", ""),
        ("released", ""),
    ],
)
def test_only_suspects_and_convicted_persons_leave(
    cast: Cast, suspect: Person, state: str, category: str
) -> None:
    with cast.making("unit_a"):
        Suspect.objects.update(state=state)
        stranger = person(family_name="Liudytojas")
    with cast.acting("officer"):
        assert queries.category_abroad(suspect.pk) == category
        assert queries.category_abroad(stranger.pk) == ""
    with cast.acting("ngo"):
        assert queries.category_abroad(suspect.pk) == ""


def test_what_was_asked_for_is_disclosed_and_nothing_else(
    cast: Cast, suspect: Person, write: Write, take_in: TakeIn
) -> None:
    number = reference_of(suspect)
    row = take_in(write(payload=record_request(number, "person", "objects")))
    with pytest.raises(ValidationError, match="asked for"):
        do(cast, actions.disclose, request=row, parts=["documents"])
    sent = do(cast, actions.disclose, request=row, parts=["person", "objects"])
    (item,) = sent.content["payload"]["persons"]
    assert item["category"] == "suspect"
    assert item["names"][0]["family_name"] == "Ieškomas"
    assert "documents" not in item
    assert sent.content["payload"]["objects"][0]["value"] == "ABC 123"
    (link,) = sent.content["payload"]["links"]
    assert (link["relation"], link["source"]) == ("user", "other")
    kinds = set(Entry.objects.filter(verb="disclosure").values_list("kind", flat=True))
    assert kinds == {"niis_exchangemessage", "people_person"}


def test_a_victim_is_not_disclosed(
    cast: Cast, suspect: Person, write: Write, take_in: TakeIn
) -> None:
    row = take_in(write(payload=record_request(reference_of(suspect))))
    with cast.making("unit_a"):
        case = Investigation.objects.create(number="A-7", registered_on=DAY, stage_on=DAY)
        Victim.objects.create(investigation=case, person=suspect, status_on=DAY)
    with pytest.raises(ValidationError, match="not sent to another"):
        do(cast, actions.disclose, request=row, parts=["person"])
    assert not ExchangeMessage.objects.filter(direction="out").exists()


def test_somebody_elses_record_is_not_disclosed(
    cast: Cast, suspect: Person, write: Write, take_in: TakeIn
) -> None:
    row = take_in(write(payload=record_request(reference_of(suspect))), "officer_b")
    with pytest.raises(ValidationError, match="keeps no person"):
        do(cast, actions.disclose, who="officer_b", request=row, parts=["person"])


@pytest.mark.parametrize("category", ["victim", "presumed_victim", "witness", "", "anybody"])
def test_the_database_lets_no_victim_out_whatever_the_software_does(
    cast: Cast, partner: Partner, category: str
) -> None:
    now = timezone.now()
    content = {"payload": {"persons": [{"names": [{}], "category": category}]}}
    with (
        pytest.raises(DatabaseError, match="only suspects"),
        transaction.atomic(),
        cast.acting("officer"),
    ):
        ExchangeMessage.objects.create(
            direction="out",
            kind="disclosure",
            message_id="12345678-1234-1234-1234-123456789abc",
            partner=partner,
            sent_at=now,
            expires_at=now,
            text="x",
            content=content,
            state="sent",
        )


def test_a_kept_message_stays_as_it_was_signed(cast: Cast, write: Write, take_in: TakeIn) -> None:
    take_in(write())
    for change in ({"text": "x"}, {"content": {}}, {"expires_at": timezone.now()}):
        with (
            pytest.raises(DatabaseError, match="as it was signed"),
            transaction.atomic(),
            cast.acting("officer"),
        ):
            ExchangeMessage.objects.update(**change)


def test_a_correction_goes_to_all_who_were_told(
    cast: Cast, suspect: Person, partner: Partner, write: Write, take_in: TakeIn
) -> None:
    """Two partners got the record; both learn that it was wrong (Art. 7(3) and 16(6))."""
    other_key = keys.make_private("ee-1")
    with cast.making("unit_a"):
        other = Partner.objects.create(
            code="EE-1", name="PPA", country=partner.country, active_from=DAY
        )
        PartnerKey.objects.create(partner=other, jwk=keys.public_part(other_key), valid_from=DAY)
    asked = record_request(reference_of(suspect), "person", "objects")
    first = take_in(write(payload=asked))
    second = take_in(write(payload=asked, key=other_key, sender="EE-1"))
    parts = ["person", "objects"]
    sent = do(cast, actions.disclose, request=first, parts=parts)
    do(cast, actions.disclose, request=second, parts=["person"])
    common = {"message": sent, "action": "corrected", "explanation": "kitas asmuo"}
    with pytest.raises(ValidationError, match="Choose which"):
        do(cast, actions.correct, items=["p9"], **common)
    made = do(cast, actions.correct, items=["p1"], **common)
    assert {row.partner.code for row in made} == {"LV-1", "EE-1"}
    assert {row.content["payload"]["items"][0] for row in made} == {"p1"}
    only = do(cast, actions.correct, items=["o1"], **common)
    assert [row.partner.code for row in only] == ["LV-1"]
    with pytest.raises(ValidationError, match="Only what was disclosed"):
        do(cast, actions.correct, items=["p1"], **{**common, "message": made[0]})


def disclosure(**more: Any) -> dict[str, Any]:
    person = {
        "id": "p1",
        "category": "suspect",
        "names": [{"kind": "main", "family_name": "Bērziņš"}],
    }
    return {"reference": "P7K3Q-XM2D9-F4TC", "persons": [person], **more}


def test_items_are_taken_or_refused_one_by_one(write: Write, take_in: TakeIn) -> None:
    first = disclosure()["persons"][0]
    persons = [
        first,
        {**first, "id": "p2", "birth_date": "2026-02-30"},
        {**first, "id": "p3", "names": [{"kind": "main"}]},
        first,
    ]
    things = [{"id": "o1", "category": "object", "kind": "phone", "value": "+371"}]
    grade = {
        "relation": "user",
        "source": "officer",
        "reliability": "E",
        "credibility": "4",
        "nature": "fact",
        "handling": "H0",
    }
    links = [
        {"person": "p1", "object": "o1", **grade},
        {"person": "p2", "object": "o1", **grade},
        {
            "person": "p1",
            "object": "o1",
            "starts_on": "2026-02-02",
            "ends_on": "2026-01-01",
            **grade,
        },
    ]
    row = take_in(write("disclosure", disclosure(persons=persons, objects=things, links=links)))
    assert [(item["number"], item["taken"]) for item in row.report] == [
        ("p1", True),
        ("p2", False),
        ("p3", False),
        ("p1", False),
        ("o1", True),
        ("l1", True),
        ("l2", False),
        ("l3", False),
    ]
    assert [item["why"] for item in row.report if item["taken"]] == ["", "", ""]
    assert all(item["why"] for item in row.report if not item["taken"])


def test_a_reply_marks_what_it_replies_to(
    cast: Cast, partner: Partner, write: Write, take_in: TakeIn
) -> None:
    asked = do(cast, actions.ask, partner=partner, about=ABOUT["about"], urgency="urgent")
    reply = take_in(write("answer", {"result": "no_hit"}, in_reply_to=str(asked.message_id)))
    asked.refresh_from_db()
    assert asked.state == "replied"
    with cast.acting("officer"):
        assert queries.replied_to(reply) == asked
        assert list(queries.replies(asked)) == [reply]


def test_an_expired_request_is_not_answered(
    cast: Cast, write: Write, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = take_in(write())
    later = timezone.now() + timedelta(days=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(ValidationError, match="expired"):
        do(cast, actions.answer, request=row, result="no_hit")
    with cast.acting("officer"):
        assert actions.note(by=cast.user("officer"), message=row).state == "noted"


def test_other_roles_neither_take_in_nor_send(cast: Cast, partner: Partner, write: Write) -> None:
    text = write()
    for name in ("ngo", "migration", "funder", "coordinator", "auditor", "administrator"):
        with cast.acting(name), pytest.raises(Refused):
            actions.take_in(by=cast.user(name), text=text)
        with pytest.raises(Refused):
            do(cast, actions.ask, name, partner=partner, about=ABOUT["about"], urgency="urgent")


def test_a_private_key_is_not_kept_for_a_partner(cast: Cast, partner: Partner) -> None:
    for jwk in (keys.make_private(), {}, {"kty": "RSA"}, {"kty": "OKP", "crv": "X25519"}, [], "x"):
        row = PartnerKey(partner=partner, jwk=jwk, valid_from=DAY)
        with pytest.raises(ValidationError):
            row.clean()


def test_a_refusal_keeps_nothing_half_loaded(cast: Cast, write: Write, take_in: TakeIn) -> None:
    before = Entry.objects.count()
    with pytest.raises(Rejected):
        take_in(write("disclosure", disclosure(persons=[{"id": "p1", "category": "victim"}])))
    assert (ExchangeMessage.objects.count(), Entry.objects.count()) == (0, before)
