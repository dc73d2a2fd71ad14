"""Hit / no hit: what is answered to whom, what is written down, and what a day allows."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests.cast import Cast, person
from thbcases.access.rights import Refused
from thbcases.audit.models import Entry
from thbcases.niis.actions.search import (
    LimitReached,
    forget_texts,
    left_today,
    search_registers,
)
from thbcases.niis.choices import SearchAnswer, SearchReason
from thbcases.niis.models import Search, SearchAlarm, SearchLimit
from thbcases.niis.queries.references import reference_of
from thbcases.niis.queries.search import lines_of
from thbcases.niis.registers.own import index_all
from thbcases.people.actions import index_person
from thbcases.people.choices import IdentifierKind, ObjectKind
from thbcases.people.models import KnownObject, Person, PersonIdentifier, PersonName

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
WHY = {"reason": SearchReason.TIP.value, "basis": "R-17"}
ENGLISH = {"accept-language": "en"}
NAME = {"family_name": "Žvirblytienė", "given_name": "Aušrinė"}
# What differs between any two pages: the token against forged forms.
TOKEN = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken[^:]*:[^0-9A-Za-z]*)[0-9A-Za-z]+')
BORN = date(1991, 4, 2)


@pytest.fixture
def known(cast: Cast) -> Person:
    """Somebody unit A knows."""
    with cast.making("unit_a"):
        return person(**NAME, birth_precision="date", birth_date=BORN)


def ask(cast: Cast, who: str, text: str, born: str = "") -> Search:
    with cast.acting(who):
        return search_registers(by=cast.users[who], text=text, born=born, **WHY)


def answer(cast: Cast, who: str, text: str, born: str = "") -> str:
    return ask(cast, who, text, born).answer


class TestAnswers:
    @pytest.mark.parametrize(
        "text", ["Aušrinė Žvirblytienė", "zvirblytiene ausrine", "Аушрине Жвирблитене"]
    )
    def test_a_name_in_any_spelling_is_a_hit(self, cast: Cast, known: Person, text: str) -> None:
        assert answer(cast, "officer", text, "1991-04-02") == SearchAnswer.HIT

    def test_who_is_not_known_is_no_hit(self, cast: Cast, known: Person) -> None:
        assert answer(cast, "officer", "Benediktas Kitoniškis") == SearchAnswer.NO_HIT

    def test_another_surname_with_the_same_birth_date_is_a_lead(
        self, cast: Cast, known: Person
    ) -> None:
        row = ask(cast, "officer", "Aušrinė Gegutaitė", "1991-04-02")
        assert (row.answer, row.leads) == (SearchAnswer.NO_HIT, 1)

    def test_other_names_and_documents_are_searched(self, cast: Cast, known: Person) -> None:
        with cast.making("unit_a"):
            PersonName.objects.create(person=known, kind="maiden", family_name="Strazdaitė")
            PersonIdentifier.objects.create(
                person=known,
                kind=IdentifierKind.PASSPORT,
                value="LT 778 899",
                normalised="LT778899",
            )
        assert answer(cast, "officer", "Strazdaitė", "1991-04-02") != SearchAnswer.NO_HIT
        assert answer(cast, "officer", "lt778899") == SearchAnswer.HIT

    def test_objects_are_searched(self, cast: Cast) -> None:
        with cast.making("unit_a"):
            KnownObject.objects.create(
                kind=ObjectKind.VEHICLE, value="KLM 482", normalised="KLM482"
            )
        assert answer(cast, "officer", "klm-482") == SearchAnswer.HIT
        assert answer(cast, "officer_b", "KLM482") == SearchAnswer.HIT

    def test_whom_only_an_ngo_helps_is_no_hit(self, cast: Cast) -> None:
        with cast.making("ngo_a"):
            person(**NAME, birth_precision="date", birth_date=BORN)
        for who in ("officer", "analyst"):
            row = ask(cast, who, "Aušrinė Žvirblytienė", "1991-04-02")
            assert (row.answer, row.leads) == (SearchAnswer.NO_HIT, 0)

    def test_the_register_follows_changes(self, cast: Cast, known: Person) -> None:
        with cast.making("unit_a"):
            known.family_name = "Kregždienė"
            known.save()
            index_person(known)
        assert answer(cast, "officer", "Aušrinė Kregždienė") == SearchAnswer.HIT
        assert answer(cast, "officer", "Aušrinė Žvirblytienė") != SearchAnswer.HIT
        with cast.making("unit_a"):
            known.delete()
        assert answer(cast, "officer", "Aušrinė Kregždienė") == SearchAnswer.NO_HIT

    def test_what_is_taken_back_is_not_in_the_register(self, cast: Cast) -> None:
        with cast.making("unit_a"), transaction.atomic():
            person(**NAME)
            transaction.set_rollback(True)
        assert answer(cast, "officer", "Aušrinė Žvirblytienė") == SearchAnswer.NO_HIT

    def test_the_whole_register_can_be_made_anew(self, cast: Cast, known: Person) -> None:
        with cast.making("unit_a"):
            seen: list[int] = []
            index_all(seen.append)
        assert sum(seen) >= 1
        row = ask(cast, "officer", "Aušrinė Žvirblytienė", "1991-04-02")
        assert (row.answer, row.hits) == (SearchAnswer.HIT, 1)


class TestWithoutContent:
    def test_another_unit_learns_the_number_and_whom_to_ask(
        self, cast: Cast, known: Person
    ) -> None:
        row = ask(cast, "officer_b", "Aušrinė Žvirblytienė", "1991-04-02")
        with cast.acting("officer_b"):
            [line] = lines_of(row)
        assert line.record is None
        assert line.reasons == ()
        assert line.reference == reference_of(known)
        assert line.unit == cast.organisations["unit_a"]

    def test_the_page_holds_nothing_of_the_record(
        self, cast: Cast, known: Person, signed_in: SignIn
    ) -> None:
        officer = signed_in("officer_b")
        typed = {**WHY, "text": "zvirblytiene", "born": "1991"}
        page = officer.post("/niis/", typed, follow=True, headers=ENGLISH).content.decode()
        for secret in ("Žvirblyt", "Aušrin", "1991-04-02", "married", str(known.uuid)):
            assert secret not in page
        assert reference_of(known) in page
        assert f"/niis/requests/ask/?reference={reference_of(known)}" in page

    def test_the_own_unit_sees_the_record_and_why_it_fits(
        self, cast: Cast, known: Person, signed_in: SignIn
    ) -> None:
        typed = {**WHY, "text": "Žvirblytytė Aušrinė", "born": "1991-04-02"}
        page = signed_in("officer").post("/niis/", typed, follow=True, headers=ENGLISH)
        content = page.content.decode()
        assert "Žvirblytienė, Aušrinė" in content
        assert "same birth date" in content
        assert "surname in its married form" in content

    def test_the_keeper_finds_the_search_in_the_trail(self, cast: Cast, known: Person) -> None:
        ask(cast, "officer_b", "Aušrinė Žvirblytienė")
        with cast.acting("officer"):
            [entry] = Entry.objects.filter(records__contains=[known.uuid], verb="consultation")
        assert "R-17" in entry.reason
        assert entry.organisation_id == cast.organisations["unit_b"].pk

    def test_one_reads_ones_own_searches_only(
        self, cast: Cast, known: Person, signed_in: SignIn
    ) -> None:
        row = ask(cast, "officer", "Aušrinė Žvirblytienė")
        for other in ("officer_b", "analyst", "auditor", "ngo", "administrator"):
            assert signed_in(other).get(row.get_absolute_url()).status_code in (403, 404)
            with cast.acting(other):
                assert not Search.objects.exists()

    def test_who_may_not_search_gets_the_same_answer_for_every_name(
        self, cast: Cast, known: Person, signed_in: SignIn
    ) -> None:
        for who in ("ngo", "coordinator", "migration", "funder", "auditor", "administrator"):
            client = signed_in(who)
            answers = [
                client.post("/niis/", {**WHY, "text": text}) for text in ("Žvirblytienė", "Nėra To")
            ]
            assert {a.status_code for a in answers} == {403}
            first, second = (TOKEN.sub(b"", a.content) for a in answers)
            assert first == second
            with cast.acting(who), pytest.raises(Refused):
                search_registers(by=cast.users[who], text="Žvirblytienė", born="", **WHY)

    def test_the_index_itself_stays_closed(self, cast: Cast, known: Person) -> None:
        with cast.acting("officer_b"):
            for table in ("entry", "stem", "value"):
                closed = pytest.raises(DatabaseError)
                with closed, transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(f"select * from niis_index{table}")


class TestBadInput:
    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"text": ""}, "Type a name"),
            ({"text": "x" * 10_000}, "too long"),
            ({"text": "Petr%"}, "Leave out"),
            ({"text": "☠☠☠"}, "signs in it"),
            ({"text": "Petras", "born": "1991-02-31"}, "1991-02-31"),
            ({"text": "Petras", "basis": ""}, "required"),
            ({"text": "Petras", "reason": ""}, "required"),
            ({"text": "'; drop table people_person; --"}, "signs in it"),
        ],
    )
    def test_it_is_told_what_is_wrong_and_nothing_is_lost(
        self, signed_in: SignIn, typed: dict[str, str], told: str
    ) -> None:
        page = signed_in("officer").post("/niis/", {**WHY, **typed}, headers=ENGLISH)
        assert page.status_code == 200
        content = page.content.decode()
        assert told in content
        if typed["text"] == "Petras":
            assert 'value="Petras"' in content
        assert not Search.objects.exists()

    def test_a_search_needs_a_basis(self, cast: Cast) -> None:
        with cast.acting("officer"), pytest.raises(ValidationError):
            search_registers(
                by=cast.users["officer"], text="Petras", born="", reason="tip", basis=" "
            )


class TestLimits:
    @pytest.fixture
    def limit(self) -> SearchLimit:
        limit = SearchLimit.objects.get(role="officer")
        limit.per_user, limit.per_unit, limit.alarm_at = 3, 5, 3
        limit.save()
        return limit

    def test_a_day_has_so_many_searches(self, cast: Cast, limit: SearchLimit) -> None:
        for n in range(3):
            with cast.acting("officer"):
                left = left_today(cast.users["officer"])
                assert left is not None
                assert (left.today, left.of) == (3 - n, 3)
            ask(cast, "officer", "Aušrinė Žvirblytienė")
        with pytest.raises(LimitReached):
            ask(cast, "officer", "Aušrinė Žvirblytienė")
        assert Search.objects.count() == 3

    def test_the_unit_has_one_too(self, cast: Cast, limit: SearchLimit) -> None:
        limit.per_unit = 2
        limit.save()
        ask(cast, "officer", "Ona")
        ask(cast, "officer", "Ona")
        with pytest.raises(LimitReached):
            ask(cast, "officer", "Ona")
        assert answer(cast, "officer_b", "Ona") == SearchAnswer.NO_HIT

    def test_yesterdays_searches_do_not_count(self, cast: Cast, limit: SearchLimit) -> None:
        for _n in range(3):
            ask(cast, "officer", "Ona")
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("alter table niis_search disable trigger thb_search_is_kept")
            cursor.execute("update niis_search set created_at = created_at - interval '25 hours'")
        assert ask(cast, "officer", "Ona").pk

    def test_a_list_of_names_raises_one_alarm(self, cast: Cast, limit: SearchLimit) -> None:
        ask(cast, "officer", "Ona Pirmoji")
        ask(cast, "officer", "Ona Pirmoji")
        assert not SearchAlarm.objects.exists()
        limit.per_user = 10
        limit.save()
        for name in ("Ona Antroji", "Ona Trečioji", "Ona Ketvirtoji"):
            ask(cast, "officer", name)
        alarm = SearchAlarm.objects.get()
        assert (alarm.user_id, alarm.names, alarm.misses) == (cast.users["officer"].pk, 3, 3)
        for reader in ("analyst", "auditor"):
            with cast.acting(reader):
                assert SearchAlarm.objects.count() == 1
        with cast.acting("officer"):
            assert not SearchAlarm.objects.exists()

    def test_a_used_up_day_raises_an_alarm_from_the_screen(
        self, cast: Cast, limit: SearchLimit, signed_in: SignIn
    ) -> None:
        officer = signed_in("officer")
        for _n in range(4):
            page = officer.post("/niis/", {**WHY, "text": "Ona"}, headers=ENGLISH)
        assert "used up today" in page.content.decode()
        assert SearchAlarm.objects.filter(is_limit=True).count() == 1
        assert Search.objects.count() == 3


class TestKept:
    def test_what_was_typed_is_forgotten_and_the_rest_stays(self, cast: Cast) -> None:
        old, new = ask(cast, "officer", "Ona Senoji"), ask(cast, "officer", "Ona Naujoji")
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("alter table niis_search disable trigger thb_search_is_kept")
            cursor.execute(
                "update niis_search set created_at = %s where id = %s",
                [datetime.now(UTC) - timedelta(days=31), old.pk],
            )
            cursor.execute("alter table niis_search enable trigger thb_search_is_kept")
        before = bytes(Search.objects.get(pk=old.pk).fingerprint)
        assert forget_texts() == 1
        old.refresh_from_db()
        new.refresh_from_db()
        assert (old.text, old.basis, bytes(old.fingerprint)) == ("", "R-17", before)
        assert new.text == "Ona Naujoji"

    def test_a_search_is_never_changed(self, cast: Cast) -> None:
        row = ask(cast, "officer", "Ona")
        for sql in (
            "update niis_search set answer = 'hit'",
            "update niis_search set text = 'Other'",
            "delete from niis_search",
        ):
            with cast.acting("officer"):
                try:
                    with transaction.atomic(), connection.cursor() as cursor:
                        cursor.execute(sql)
                        changed = cursor.rowcount
                except DatabaseError:
                    changed = 0
                assert changed == 0
        row.refresh_from_db()
        assert (row.text, row.answer) == ("Ona", SearchAnswer.NO_HIT)

    def test_the_page_of_a_search_asks_as_much_for_one_as_for_many(
        self, cast: Cast, signed_in: SignIn, django_assert_max_num_queries: Any
    ) -> None:
        with cast.making("unit_a"):
            for _n in range(6):
                person(**NAME)
        row = ask(cast, "officer", "Aušrinė Žvirblytienė")
        assert row.hits + row.possible == 6
        officer = signed_in("officer")
        with django_assert_max_num_queries(25):
            assert officer.get(row.get_absolute_url()).status_code == 200
