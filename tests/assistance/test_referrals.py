"""Referring, answering, ending: what the actions refuse, and what the database refuses anyway."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from assistance import actions
from assistance.models import (
    Beneficiary,
    DirectoryEntry,
    Referral,
    ReferralContent,
    ReferralFeedback,
    ReferralTaking,
)
from assistance.queries import referrals as queries
from tests.assistance.conftest import TODAY, days_ago
from tests.assistance.desk import accept, allow, purpose, send, somebody
from tests.cast import Cast
from thbcases.access.rights import Refused
from thbcases.audit.models import Entry
from thbcases.clocks.sources import sources
from thbcases.people.models import Person

pytestmark = pytest.mark.django_db


def refused(error: pytest.ExceptionInfo[ValidationError], field: str) -> str:
    assert field in error.value.message_dict, error.value.message_dict
    return " ".join(error.value.message_dict[field])


def test_what_passes_is_what_was_chosen_and_nothing_else(cast: Cast) -> None:
    who = somebody(cast, "border")
    allow(cast, who, receiver="ngo_a")
    referral = send(cast, who, "ngo_a", ["sex", "needs"])
    with cast.acting("ngo"):
        content = ReferralContent.objects.get(referral=referral).content
        assert content == {"sex": "female", "needs": "Nakvynė"}
        assert not Person.objects.filter(pk=who.pk).exists()
        assert Referral.objects.get().person_id == who.pk
    assert referral.names_person is False


def test_the_preview_is_what_the_receiver_reads(cast: Cast) -> None:
    who = somebody(cast, "border")
    allow(cast, who, receiver="ngo_a")
    with cast.acting("responder"):
        sending = actions.Sending(
            receiver=cast.org("ngo_a"),
            reason="Other",
            basis="consent",
            parts=("names", "birth", "languages"),
            languages=("ukr",),
        )
        before = [(str(line.label), line.text) for line in queries.shown(sending.of(who))]
        referral = actions.refer(by=cast.user("responder"), person=who, sending=sending)
    with cast.acting("ngo"):
        content = actions.passed(Referral.objects.get(pk=referral.pk))
        assert [(str(line.label), line.text) for line in queries.shown(content)] == before
    assert len(before) == 3


@pytest.mark.parametrize("basis", ["consent", "vital_interest"])
def test_without_consent_nothing_that_names_the_person_passes(cast: Cast, basis: str) -> None:
    who = somebody(cast, "border")
    with pytest.raises(ValidationError) as error:
        send(cast, who, "ngo_a", basis=basis)
    refused(error, {"consent": "basis", "vital_interest": "override"}[basis])
    with pytest.raises(ValidationError) as error:
        send(cast, who, "ngo_a", ["names"], basis="anonymous")
    refused(error, "parts")
    assert send(cast, who, "ngo_a", ["needs"], basis="anonymous").names_person is False


def test_a_vital_interest_is_named_and_entered_into_the_trail(cast: Cast) -> None:
    who = somebody(cast, "border")
    referral = send(
        cast, who, "ngo_a", basis="vital_interest", override="Sąmonės netekusi, gresia mirtis"
    )
    entry = Entry.objects.get(verb="disclosure", records__contains=[who.uuid])
    assert "Sąmonės netekusi" in entry.reason
    assert referral.number in entry.reason
    assert entry.recipient == cast.org("ngo_a").name_lt
    with cast.acting("ngo"):
        assert ReferralContent.objects.get().content["names"]["family_name"] == "Ševčenko"


@pytest.mark.parametrize(
    "consent",
    [
        {"receiver": "ngo_b"},
        {"receiver": "ngo_a", "is_agreed": False},
        {"receiver": "ngo_a", "valid_until": days_ago(1), "on": days_ago(9)},
        {"group": "police"},
        {"code": "hear_back", "receiver": "ngo_a"},
    ],
)
def test_a_consent_to_something_else_does_not_do(cast: Cast, consent: dict[str, Any]) -> None:
    who = somebody(cast, "border")
    allow(cast, who, **consent)
    with pytest.raises(ValidationError) as error:
        send(cast, who, "ngo_a")
    assert "consent" in refused(error, "basis")


def test_a_group_allows_its_members(cast: Cast) -> None:
    who = somebody(cast, "ngo_a")
    allow(cast, who, group="police")
    assert send(cast, who, "unit_a").pk
    with pytest.raises(ValidationError):
        send(cast, who, "ngo_b")
    allow(cast, who, group="helpers")
    assert send(cast, who, "ngo_b").pk


def test_nobody_refers_to_itself_to_a_closed_one_or_twice(cast: Cast) -> None:
    who = somebody(cast, "border")
    allow(cast, who, group="helpers")
    with pytest.raises(ValidationError) as error:
        send(cast, who, "border")
    refused(error, "receiver")
    send(cast, who, "ngo_a")
    with pytest.raises(ValidationError) as error:
        send(cast, who, "ngo_a")
    assert "already referred" in refused(error, "receiver")
    with cast.making("ngo_b"):
        DirectoryEntry.objects.create(reach="8 600", serves=["women"], closed_on=TODAY)
    with pytest.raises(ValidationError) as error:
        send(cast, who, "ngo_b")
    assert "closed" in refused(error, "receiver")


def test_nobody_refers_a_person_of_another(cast: Cast) -> None:
    who = somebody(cast, "ngo_a")
    allow(cast, who, receiver="ngo_b")
    with cast.acting("ngo_b"), pytest.raises(Refused):
        actions.refer(
            by=cast.user("ngo_b"),
            person=who,
            sending=actions.Sending(
                receiver=cast.org("border"), reason="Other", basis="anonymous", parts=("sex",)
            ),
        )


def test_the_database_refuses_what_the_actions_refuse(cast: Cast) -> None:
    """Whoever writes a referral past the actions still needs the consent, and an open receiver."""
    who = somebody(cast, "border")
    other = allow(cast, who, receiver="ngo_b")
    mine = allow(cast, who, receiver="ngo_a")
    given = {"person": who, "reason": "Other", "basis": "consent", "names_person": True}
    with cast.acting("responder"):
        for bad in (
            {"receiver": cast.org("ngo_a"), "consent": other},
            {"receiver": cast.org("border"), "consent": mine},
            {"receiver": cast.org("ngo_a"), "consent": None},
            {"receiver": cast.org("ngo_a"), "consent": mine, "state": "accepted"},
            {"receiver": cast.org("ngo_a"), "consent": mine, "custodian": cast.org("ngo_b")},
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                Referral.objects.create(**given, **bad)
        assert Referral.objects.create(**given, receiver=cast.org("ngo_a"), consent=mine).pk
    with cast.acting("administrator"), pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.create(receiver=cast.org("ngo_a"), reason="Other", basis="anonymous")


def test_each_side_writes_its_own(cast: Cast) -> None:
    who = somebody(cast, "border")
    allow(cast, who, group="helpers")
    referral = send(cast, who, "ngo_a")
    rows = Referral.objects.filter(pk=referral.pk)

    def fails(user: str, **change: Any) -> bool:
        with cast.acting(user):
            try:
                with transaction.atomic():
                    return rows.update(**change) == 0
            except DatabaseError:
                return True

    now = timezone.now()
    assert fails("responder", state="accepted", answered_at=now)
    assert fails("ngo", state="revoked", closed_at=now)
    assert fails("ngo", receiver=cast.org("ngo_b"))
    assert fails("ngo", sender_worker=cast.user("ngo"))
    assert fails("responder", answer="priimta")
    assert fails("ngo_b", state="accepted", answered_at=now)
    assert not fails("ngo", state="accepted", answered_at=now)
    assert fails("ngo", state="sent")


def test_what_was_passed_never_changes_and_stays_closed(cast: Cast) -> None:
    who = somebody(cast, "border")
    allow(cast, who, receiver="ngo_a")
    referral = send(cast, who, "ngo_a")
    content = ReferralContent.objects.filter(referral=referral)
    with cast.acting("responder"):
        for change in ({"content": {}}, {"reader": cast.org("ngo_b")}):
            with pytest.raises(DatabaseError), transaction.atomic():
                content.update(**change)
        actions.revoke(by=cast.user("responder"), referral=referral)
        with pytest.raises(DatabaseError), transaction.atomic():
            content.update(closed_at=None)
    with cast.acting("ngo"):
        assert content.count() == 0


def test_an_ngo_accepts_and_asks_nothing_twice(cast: Cast) -> None:
    who = somebody(cast, "border")
    allow(cast, who, receiver="ngo_a")
    referral = send(cast, who, "ngo_a")
    accept(cast, referral, "ngo")
    with cast.acting("ngo"):
        taking = ReferralTaking.objects.get()
        row = Beneficiary.objects.get()
        assert (taking.beneficiary, row.referred_by) == (row, cast.org("border"))
        assert row.worker == cast.user("ngo")
        assert row.person.family_name == "Ševčenko"
        assert row.person.custodian == cast.org("ngo_a")
    with cast.acting("responder"):
        assert Referral.objects.get().state == "accepted"
        assert ReferralTaking.objects.count() == Beneficiary.objects.count() == 0
        assert Person.objects.filter(family_name="Ševčenko").count() == 1


def subjects(*people: int) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select subject from people_subjectlink where person_id = any(%s)", [list(people)]
        )
        return {subject for (subject,) in cursor.fetchall()}


@pytest.mark.parametrize(
    ("sending", "joined"),
    [
        ({"parts": ("names", "needs")}, True),
        ({"parts": ("needs",), "basis": "anonymous"}, False),
        ({"parts": ("names",), "basis": "vital_interest", "override": "Mirtinas pavojus"}, False),
    ],
)
def test_two_rows_are_one_human_only_with_consent(
    cast: Cast, sending: dict[str, Any], joined: bool
) -> None:
    # without a birth date nothing but the referral says that they are one human
    nobody = {"birth_date": None, "birth_precision": "unknown"}
    who = somebody(cast, "border", **nobody)
    consent = allow(cast, who, receiver="ngo_a")
    accept(cast, send(cast, who, "ngo_a", **sending), "ngo")
    theirs = ReferralTaking.objects.get().person_id
    assert theirs is not None
    assert (len(subjects(who.pk, theirs)) == 1) is joined
    with cast.acting("responder"):
        actions.withdraw_consent(by=cast.user("responder"), consent=consent, on=TODAY)
    assert len(subjects(who.pk, theirs)) == 2


def test_nobody_joins_two_persons_by_calling_the_function(cast: Cast) -> None:
    one, other = somebody(cast, "border"), somebody(cast, "ngo_a", family_name="Kita")
    for user in ("responder", "ngo", "officer"):
        with (
            cast.acting(user),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("select thb_join_persons(%s, %s, true)", [one.pk, other.pk])


def test_declining_names_a_reason_and_closes(cast: Cast) -> None:
    who = somebody(cast, "border")
    allow(cast, who, receiver="ngo_a")
    referral = send(cast, who, "ngo_a")
    with cast.acting("ngo"):
        by = cast.user("ngo")
        with pytest.raises(ValidationError) as error:
            actions.decline(by=by, referral=referral, reason="other")
        refused(error, "answer")
        actions.decline(by=by, referral=referral, reason="no_places", answer="Skambinkite kitur")
        assert ReferralContent.objects.count() == 0
        with pytest.raises(ValidationError):
            actions.decline(by=by, referral=referral, reason="no_places")
    with cast.acting("responder"):
        row = Referral.objects.get()
        assert (row.state, row.decline_reason) == ("declined", "no_places")
        assert ReferralContent.objects.count() == 1
    # and now the same person can be sent there again
    assert send(cast, who, "ngo_a").pk


def test_how_it_went_is_told_only_with_consent(cast: Cast) -> None:
    who = somebody(cast, "border")
    allow(cast, who, receiver="ngo_a")
    with pytest.raises(ValidationError) as error:
        send(cast, who, "ngo_a", hears_back=True)
    refused(error, "hears_back")
    silent = accept(cast, send(cast, who, "ngo_a"), "ngo")
    with cast.acting("ngo"):
        by = cast.user("ngo")
        with pytest.raises(ValidationError) as error:
            actions.finish(by=by, referral=silent, feedback="Gyvena saugiai")
        refused(error, "feedback")
        actions.finish(by=by, referral=silent)
    consent = allow(cast, who, "hear_back", receiver="ngo_a")
    told = accept(cast, send(cast, who, "ngo_a", hears_back=True), "ngo", code="N-78")
    with cast.acting("ngo"):
        actions.finish(by=cast.user("ngo"), referral=told, feedback="Gyvena saugiai")
    with cast.acting("responder"):
        assert ReferralFeedback.objects.get().text == "Gyvena saugiai"
        actions.withdraw_consent(by=cast.user("responder"), consent=consent, on=TODAY)
        assert ReferralFeedback.objects.count() == 0


def test_a_consent_that_runs_out_closes_what_was_passed(cast: Cast) -> None:
    who = somebody(cast, "border")
    consent = allow(cast, who, receiver="ngo_a", on=days_ago(5), valid_until=TODAY)
    referral = send(cast, who, "ngo_a")
    with cast.acting("ngo"):
        assert ReferralContent.objects.count() == 1
    assert ReferralContent.objects.get(referral=referral).open_until == consent.valid_until
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table assistance_referralcontent disable trigger user")
        cursor.execute(
            "update assistance_referralcontent set open_until = %s", [TODAY - timedelta(days=1)]
        )
        cursor.execute("alter table assistance_referralcontent enable trigger user")
    with cast.acting("ngo"):
        assert ReferralContent.objects.count() == 0


def test_a_closed_organisation_s_open_referrals_go_back_to_their_senders(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    who = somebody(cast, "border")
    allow(cast, who, receiver="ngo_a")
    with cast.making("border"):
        DirectoryEntry.objects.create(reach="8 600", serves=["women"], email="budetojas@vsat.test")
    referral = send(cast, who, "ngo_a")
    with cast.making("ngo_a"):
        entry = DirectoryEntry.objects.create(reach="8 611", serves=["women"])
    with cast.acting("responder") as actor:
        assert list(queries.to_send_elsewhere(actor)) == []
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True), cast.acting("ngo"):
        actions.close_entry(by=cast.user("ngo"), entry=entry, on=TODAY)
    with cast.acting("responder") as actor:
        assert list(queries.to_send_elsewhere(actor)) == [referral]
    assert [m.to for m in mail.outbox] == [["budetojas@vsat.test"]]


def test_a_mail_names_nobody(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    with cast.making("ngo_a"):
        DirectoryEntry.objects.create(reach="8 600", serves=["women"], email="ngo@test.test")
    who = somebody(cast, "border")
    consent = allow(cast, who, receiver="ngo_a")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        referral = send(cast, who, "ngo_a")
        with cast.acting("responder"):
            actions.withdraw_consent(by=cast.user("responder"), consent=consent, on=TODAY)
    assert [m.to for m in mail.outbox] == [["ngo@test.test"]] * 2
    for message in mail.outbox:
        for secret in ("Ševčenko", "Olena", referral.number, str(referral.uuid), "border"):
            assert secret not in message.subject + message.body


def test_the_term_for_an_answer_is_a_source_of_terms(cast: Cast) -> None:
    who = somebody(cast, "border")
    allow(cast, who, group="helpers")
    ordinary = send(cast, who, "ngo_a")
    urgent = send(cast, who, "ngo_b", urgency="urgent")
    found = {source.key: source for source in sources()}
    with cast.acting("responder"):
        for key, row, org in (
            ("assistance.referral_answer", ordinary, "ngo_a"),
            ("assistance.referral_answer_urgent", urgent, "ngo_b"),
        ):
            [term] = found[key].open_terms()
            assert (term.record, term.organisation_id) == (row, cast.org(org).pk)
            assert (term.starts_on, term.done_on) == (TODAY, None)
            assert "Ševčenko" not in term.code + term.name
    accept(cast, ordinary, "ngo")
    with cast.acting("ngo"):
        assert list(found["assistance.referral_answer"].open_terms()) == []
        terms = found["assistance.referral_answer"].terms_of
        assert terms is not None
        assert [term.done_on for term in terms(Referral.objects.get())] == [TODAY]


def test_purposes_of_the_desk_stand_in_the_code_list(db: None) -> None:
    for code in ("pass_on", "hear_back", "certificate", "tell_police_assisted"):
        assert purpose(code).name_lt


def test_an_identification_is_read_in_words() -> None:
    """As victims gives it: the signs by their names, own words, insight and evidence apart."""
    content = {
        "format": 1,
        "version": "2026",
        "asked": {"version": "2026", "signs": [{"code": "S1", "name_en": "No documents"}]},
        "answers": {"signs": ["S1", "S9"], "forms": []},
        "met_on": "2026-03-09",
        "own_words": "«Pasą paėmė šeimininkas»",
        "evidence": "",
        "conclusion": "presumed",
    }
    with override("en"):
        [line] = queries.shown({"identification": content})
    assert "2026-03-09" in line.text
    assert "• No documents" in line.text
    assert "• S9" in line.text
    assert "Pasą paėmė" in line.text
    assert "evidence" not in line.text.lower()
    assert "format" not in line.text


def test_no_row_of_the_desk_is_hung_on_a_person_of_another(cast: Cast) -> None:
    """Past the actions too, for whoever guesses a key."""
    who, theirs = somebody(cast, "border"), somebody(cast, "ngo_b")
    allow(cast, who, receiver="ngo_a")
    referral = send(cast, who, "ngo_a")
    given = {"receiver": cast.org("town"), "reason": "Other", "basis": "anonymous"}
    with cast.acting("responder"), pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.create(person_id=theirs.pk, **given)
    with cast.acting("ngo"):
        Referral.objects.filter(pk=referral.pk).update(state="accepted", answered_at=timezone.now())
        for key in (theirs.pk, who.pk):
            with pytest.raises(DatabaseError), transaction.atomic():
                ReferralTaking.objects.create(referral=referral, person_id=key)
        assert ReferralTaking.objects.create(referral=referral).pk
    with cast.acting("ngo_b"), pytest.raises(DatabaseError), transaction.atomic():
        ReferralTaking.objects.create(referral=referral, person_id=theirs.pk)
