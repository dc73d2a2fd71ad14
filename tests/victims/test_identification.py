"""Identifications: asked once, kept as asked, concluded by a person, taken over by who helps."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, person
from tests.victims.making import victim
from tests.web.pdf_reading import pages_of, text_of
from thbcases.access.acting import acting_system
from thbcases.access.rights import Refused
from thbcases.audit.models import Entry
from thbcases.codes.models import Sign, SignList
from thbcases.people.actions import agree_contact
from thbcases.people.models import ContactRules, Person
from thbcases.victims import queries
from thbcases.victims.actions.identification import (
    Said,
    answer_identification,
    begin_identification,
    choose_list,
    content_of,
    correct_identification,
    finish_identification,
    take_over,
)
from thbcases.victims.choices import Conclusion
from thbcases.victims.identification import Identification
from thbcases.victims.indicators.printed import pages_of as document_of
from thbcases.web.pdf import pdf

SignIn = Callable[..., Client]
SIGNS = ["act_recruit", "means_deceit", "d4_hours", "d4_salary", "d5_documents", "d5_debt"]
TEXTS = {"own_words": "Sakė, kad pasas pas viršininką.", "insight": "Bijo.", "evidence": "SMS."}


def url(name: str, row: Any) -> str:
    return reverse(f"victims:{name}", kwargs={"uuid": row.uuid})


@pytest.fixture
def row(cast: Cast) -> Identification:
    """A draft of the border guard with answers."""
    with cast.acting("responder"):
        by = cast.user("responder")
        human = person(family_name="Slaptenė", given_name="Rasa")
        draft = begin_identification(by=by, person=human)
        said = Said(
            columns={**TEXTS, "met_on": draft.met_on, "age_then": 30, "risk": "high"},
            signs=SIGNS,
            forms=["LAB"],
            support=["legal_advice"],
            contact={"never": "skambinti vakare"},
        )
        return answer_identification(by=by, identification=draft, said=said)


def typed_in(form: Any) -> dict[str, Any]:
    """What a browser would send of a form as it stands."""
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def finish(cast: Cast, row: Identification, user: str = "responder") -> Identification:
    with cast.acting(user):
        return finish_identification(
            by=cast.user(user),
            identification=row,
            conclusion=Conclusion.PRESUMED,
            reason="Požymiai ir žodžiai sutampa.",
        )


def new_list(code: str = "2026-07", *, without: str = "", also: bool = True) -> SignList:
    """Another version in force from today: one sign more, one less."""
    with acting_system("test"):
        old = SignList.objects.get(code="ILO-EC-2009")
        made = SignList.objects.create(
            code=code, name_lt="Naujas", name_en="New", source="test", valid_from=date(2026, 3, 1)
        )
        for sign in old.signs.exclude(code=without):
            sign.pk, sign.list = None, made
            sign.save(force_insert=True)
        if also:
            Sign.objects.create(
                list=made, code="d5_new", part="held", adult="S", child="S", name_lt="Naujas",
                name_en="New sign", source="test",
            )  # fmt: skip
        return made


class TestAnswering:
    def test_a_draft_is_weighed_and_a_finished_one_keeps_what_was_said(
        self, cast: Cast, row: Identification
    ) -> None:
        done = finish(cast, row)

        assert done.is_finished
        assert done.finished_on == timezone.localdate()
        assert done.result is not None
        assert done.result["advice"] == "presume"
        assert done.result["positive"] == ["exploitation", "held"]
        assert done.regime == "led"

    def test_signs_that_were_not_asked_are_left_out(self, cast: Cast, row: Identification) -> None:
        with cast.acting("responder"):
            said = Said(columns={"met_on": row.met_on}, signs=["d4_hours", "invented"])
            answer_identification(by=cast.user("responder"), identification=row, said=said)
        row.refresh_from_db()
        assert row.answers["signs"] == ["d4_hours"]

    @pytest.mark.parametrize("change", ["answer", "finish", "list", "sql", "delete"])
    def test_a_finished_one_stays_as_it_is(
        self, cast: Cast, row: Identification, change: str
    ) -> None:
        done, by = finish(cast, row), cast.user("responder")
        doing: dict[str, Callable[[], Any]] = {
            "answer": lambda: answer_identification(
                by=by, identification=done, said=Said(columns={"own_words": "kitaip"})
            ),
            "finish": lambda: finish_identification(
                by=by, identification=done, conclusion=Conclusion.NO_SIGNS, reason="ne"
            ),
            "list": lambda: choose_list(by=by, identification=done, take_new=True),
            "sql": lambda: Identification.objects.filter(pk=done.pk).update(own_words="kitaip"),
            "delete": lambda: Identification.objects.filter(pk=done.pk).delete(),
        }
        with (
            cast.acting("responder"),
            pytest.raises((ValidationError, DatabaseError)),
            transaction.atomic(),
        ):
            doing[change]()
        done.refresh_from_db()
        assert done.own_words == TEXTS["own_words"]
        assert done.conclusion == Conclusion.PRESUMED

    def test_nobody_finishes_without_a_reason(self, cast: Cast, row: Identification) -> None:
        with cast.acting("responder"), pytest.raises(ValidationError) as caught:
            finish_identification(
                by=cast.user("responder"),
                identification=row,
                conclusion=Conclusion.PRESUMED,
                reason="  ",
            )
        assert "reason" in caught.value.message_dict

    def test_a_correction_names_the_old_one_and_only_one_does(
        self, cast: Cast, row: Identification
    ) -> None:
        done, by = finish(cast, row), cast.user("responder")
        with cast.acting("responder"):
            newer = correct_identification(by=by, identification=done)
            assert newer.replaces == done
            assert newer.answers == done.answers
            assert newer.own_words == done.own_words
            with pytest.raises(ValidationError):
                correct_identification(by=by, identification=done)
            with pytest.raises(ValidationError):
                correct_identification(by=by, identification=newer)

    def test_a_talk_to_come_is_refused(self, cast: Cast) -> None:
        with cast.acting("responder"), pytest.raises(ValidationError):
            begin_identification(
                by=cast.user("responder"),
                person=person(),
                met_on=timezone.localdate() + timedelta(days=1),
            )


@pytest.mark.parametrize(
    ("columns", "born", "expected"),
    [
        ({}, None, None),
        ({"age_then": 17}, None, True),
        ({"age_then": 18}, None, False),
        ({"child_then": "yes"}, None, True),
        ({"child_then": "no"}, None, False),
        ({"age_then": 17, "child_then": "no"}, None, True),
        # under 18 on the day of the talk: so the exploitation was in childhood too
        ({}, date(2010, 3, 10), True),
        ({}, date(2008, 3, 9), None),
        ({"child_then": "no"}, date(2010, 3, 10), False),
    ],
)
def test_who_was_a_child_when_exploited(
    columns: dict[str, Any], born: date | None, expected: bool | None
) -> None:
    human = Person(birth_date=born)
    found = Identification(person=human, met_on=date(2026, 3, 9), **columns)
    assert queries.is_child_then(found) is expected


class TestChangedList:
    def test_a_newer_list_is_told_and_answers_are_kept(
        self, cast: Cast, row: Identification
    ) -> None:
        new_list(without="d5_debt")
        with cast.acting("responder"):
            told = queries.newer_list(row)
            assert told is not None
            assert [s.code for s in told.added] == ["d5_new"]
            assert [s.code for s in told.removed] == ["d5_debt"]
            taken = choose_list(by=cast.user("responder"), identification=row, take_new=True)
            assert queries.newer_list(taken) is None
        assert taken.asked["version"] == "2026-07"
        assert "d5_debt" not in taken.answers["signs"]
        assert taken.answers["earlier"] == [
            {
                "version": "ILO-EC-2009", "code": "d5_debt",
                "name_lt": "skolų vergovė", "name_en": "debt bondage",
            }
        ]  # fmt: skip
        assert set(taken.answers["signs"]) == set(SIGNS) - {"d5_debt"}

    def test_one_may_go_on_with_the_list_as_it_was_asked(
        self, cast: Cast, row: Identification
    ) -> None:
        new_list(without="d5_debt")
        with cast.acting("responder"):
            kept = choose_list(by=cast.user("responder"), identification=row, take_new=False)
            assert queries.newer_list(kept) is None
            assert kept.asked["version"] == "ILO-EC-2009"
            assert kept.answers["signs"] == sorted(SIGNS)
        new_list("2026-08", without="d5_documents")
        with acting_system("test"):
            SignList.objects.filter(code="2026-08").update(valid_from=date(2026, 3, 2))
        with cast.acting("responder"):
            assert queries.newer_list(kept) is not None, "a still newer list is told again"

    def test_a_corrected_wording_is_no_other_list(self, cast: Cast, row: Identification) -> None:
        with acting_system("test"):
            Sign.objects.filter(code="d5_debt").update(name_lt="vergovė dėl skolų")
        with cast.acting("responder"):
            assert queries.newer_list(row) is None

    def test_the_page_says_so_and_loses_nothing(
        self, cast: Cast, row: Identification, signed_in: SignIn
    ) -> None:
        new_list(without="d5_debt")
        client = signed_in("responder", HTTP_ACCEPT_LANGUAGE="en")
        assert (
            "The list of signs changed" in client.get(url("identification", row)).content.decode()
        )
        page = client.get(url("identification_list", row)).content.decode()
        assert "New sign" in page
        assert "debt bondage" in page
        data = {"take": "old", "version": row.version}
        answer = client.post(url("identification_list", row), data)
        assert answer.status_code == 302
        assert answer["Location"] == url("identification_change", row)


class TestTakingOver:
    def test_the_copy_says_from_whom_and_asks_nothing_twice(
        self, cast: Cast, row: Identification, signed_in: SignIn
    ) -> None:
        done = finish(cast, row)
        with cast.acting("responder"):
            content = content_of(done)
        with cast.acting("ngo"):
            own = person(family_name="Slaptenė", given_name="Rasa")
            copy = take_over(
                by=cast.user("ngo"), person=own, content=content, source=cast.org("border")
            )
            assert ContactRules.objects.get(person=own).never == "skambinti vakare"
        assert copy.custodian == cast.org("ngo_a")
        assert copy.taken_from == cast.org("border")
        assert copy.taken_on == timezone.localdate()
        assert not copy.is_finished
        assert copy.answers["signs"] == sorted(SIGNS)
        for name, text in TEXTS.items():
            assert getattr(copy, name) == text
        assert copy.age_then == 30
        page = signed_in("ngo").get(url("identification_change", copy)).content.decode()
        assert TEXTS["own_words"] in page
        assert page.count("checked") >= len(SIGNS) + 2

    def test_content_can_be_kept_as_json_and_names_nobody(
        self, cast: Cast, row: Identification
    ) -> None:
        import json

        done = finish(cast, row)
        with cast.acting("responder"):
            written = json.dumps(content_of(done))
        assert "Slaptenė" not in json.loads(json.dumps(written))
        assert json.loads(written)["version"] == "ILO-EC-2009"
        assert json.loads(written)["result"]["advice"] == "presume"

    def test_parts_that_were_not_passed_on_stay_empty(
        self, cast: Cast, row: Identification
    ) -> None:
        with cast.acting("responder"):
            content = content_of(row)
        for name in ("own_words", "circumstances", "contact"):
            del content[name]
        with cast.acting("ngo"):
            copy = take_over(
                by=cast.user("ngo"), person=person(), content=content, source=cast.org("border")
            )
        assert copy.own_words == ""
        assert copy.age_then is None
        assert copy.insight == TEXTS["insight"]

    @pytest.mark.parametrize("content", [{}, {"asked": 3}, {"asked": {"signs": [{"x": 1}]}}])
    def test_what_is_no_identification_is_refused(
        self, cast: Cast, content: dict[str, Any]
    ) -> None:
        with cast.acting("ngo"), pytest.raises(ValidationError):
            take_over(
                by=cast.user("ngo"), person=person(), content=content, source=cast.org("border")
            )


READERS = {
    "officer": False, "officer_b": False, "analyst": True, "ngo": False, "ngo_b": False,
    "responder": True, "responder_b": False, "migration": False, "funder": False,
    "coordinator": False, "auditor": False, "administrator": False,
}  # fmt: skip


class TestWalls:
    @pytest.mark.parametrize(("user", "reads"), READERS.items())
    def test_only_the_own_organisation_and_the_unit_of_the_police_regime_read_it(
        self, cast: Cast, row: Identification, user: str, reads: bool
    ) -> None:
        with cast.acting(user):
            assert Identification.objects.filter(pk=row.pk).exists() is reads
            history = Identification.pgh_event_model.objects.filter(id=row.pk)  # type: ignore[attr-defined]
            assert history.exists() is reads
            assert ContactRules.objects.filter(person=row.person).exists() is reads

    @pytest.mark.parametrize("user", ["analyst", "officer", "ngo", "responder_b"])
    def test_nobody_else_changes_it(self, cast: Cast, row: Identification, user: str) -> None:
        with cast.acting(user):
            changed = Identification.objects.filter(pk=row.pk).update(own_words="kitaip")
            removed, _kinds = Identification.objects.filter(pk=row.pk).delete()
        assert (changed, removed) == (0, 0)

    def test_a_unit_that_works_on_the_case_reads_and_does_not_write(self, cast: Cast) -> None:
        from thbcases.investigations.models import Assignment

        with cast.making("unit_a"):
            harmed = victim()
            Assignment.objects.create(
                investigation=harmed.investigation, organisation=cast.org("unit_b"),
                starts_on=date(2026, 3, 9), basis="nutarimas",
            )  # fmt: skip
        with cast.acting("officer"):
            own = begin_identification(by=cast.user("officer"), person=harmed.person)
        with cast.acting("officer_b"):
            assert Identification.objects.filter(pk=own.pk).exists()
            assert Identification.objects.filter(pk=own.pk).update(insight="x") == 0

    def test_analysts_do_not_write_one(self, cast: Cast, row: Identification) -> None:
        with cast.acting("analyst"), pytest.raises(Refused):
            begin_identification(by=cast.user("analyst"), person=row.person)


LONG = (
    "Pasakojo ramiai, bet žiūrėjo į duris. Pasas liko pas brigadininką, alga mokėta kartais. " * 8
)


class TestPages:
    @pytest.fixture
    def full(self, cast: Cast, row: Identification) -> Identification:
        """Everything is filled in: half of all signs and three long texts."""
        with cast.acting("responder"):
            codes = [s["code"] for s in row.asked["signs"]]
            said = Said(
                columns={
                    **dict.fromkeys(TEXTS, LONG), "met_on": row.met_on, "age_then": 30,
                    "place": "Ferma prie Hamburgo", "reported_before": "yes",
                    "reported_to": "ambasadai", "others": "yes", "others_text": "dar dvi moterys",
                    "risk": "high", "risk_text": "verbuotojas gyvena gretimame name",
                    "language": "rusų", "support_text": "nori grįžti pas vaiką",
                },
                signs={*codes[::2], "d5_debt"},
                forms=["LAB", "BEG", "CRIME"],
                support=["legal_advice", "psychological", "medical"],
                contact={"never": "skambinti vakare", "times": "10–14 val.", "word": "biblioteka"},
            )  # fmt: skip
            answer_identification(by=cast.user("responder"), identification=row, said=said)
        return finish(cast, row)

    @pytest.mark.parametrize("language", ["lt", "en"])
    def test_it_is_two_pages_of_a4_in_both_languages(
        self, cast: Cast, full: Identification, language: str
    ) -> None:
        with cast.acting("responder"):
            made = pdf(document_of(full), language, is_strict=True)
        sizes = pages_of(made)

        assert len(sizes) == 2
        assert all(abs(w - 595.28) < 1 and abs(h - 841.89) < 1 for w, h in sizes)
        text = " ".join(text_of(made).replace("\u00ad\n", "").split())
        wanted = {
            "lt": ["Konfidencialu", "skolų vergovė", "skambinti vakare"],
            "en": ["Confidential", "debt bondage", "This is advice of a list of signs"],
        }[language]
        for words in (*wanted, "Slaptenė", "Ferma prie Hamburgo", "border"):
            assert words in text, words
        assert "Responder Bandytojas" not in text, "nobody who works there is named"

    def test_a_print_is_a_disclosure_in_the_audit_trail(
        self, cast: Cast, full: Identification, signed_in: SignIn
    ) -> None:
        answer = signed_in("responder").get(url("identification_pages", full), {"language": "en"})

        assert answer["Content-Type"] == "application/pdf"
        with acting_system("test"):
            found = Entry.objects.filter(verb="disclosure", records__contains=[full.uuid])
            person_told = Entry.objects.filter(
                verb="disclosure", records__contains=[full.person.uuid]
            )
            assert found.get().recipient == "PDF"
            assert person_told.exists()

    def test_the_page_explains_and_says_that_a_person_decides(
        self, row: Identification, signed_in: SignIn
    ) -> None:
        client = signed_in("responder", HTTP_ACCEPT_LANGUAGE="en")
        page = client.get(url("identification", row)).content.decode()

        assert "The signs support presuming a victim of trafficking." in page
        assert "A person decides" in page
        assert "weights for sexual exploitation were not obtained" in page
        assert "debt bondage" in page
        assert "1 strong and 1 medium" in page, "what recruitment lacks"
        assert page.index("skambinti vakare") < page.index("What the signs say")

    def test_a_border_guard_goes_from_the_home_page_to_the_finished_form(
        self, cast: Cast, signed_in: SignIn
    ) -> None:
        client = signed_in("responder")
        assert (
            reverse("victims:identification_begin")
            in client.get(reverse("web:home")).content.decode()
        )
        begin = reverse("victims:identification_begin")
        answer = client.post(
            begin, {"family_name": "Nauja", "given_name": "Ona", "met_on": timezone.localdate()}
        )
        assert answer.status_code == 302, answer.content.decode()
        draft = Identification.objects.get(person__family_name="Nauja")
        change = url("identification_change", draft)
        assert answer["Location"] == change
        page = client.get(change)
        form = page.context["form"]
        data = typed_in(form)
        data |= {"signs_act": ["act_recruit"], "signs_held": ["d5_debt", "d5_documents"]}
        data |= {"own_words": "žodžiai", "never": "jokių laiškų"}
        answer = client.post(change, data)
        assert answer.status_code == 302, answer.context["form"].errors
        draft.refresh_from_db()
        assert draft.answers["signs"] == ["act_recruit", "d5_debt", "d5_documents"]
        assert draft.own_words == "žodžiai"
        finishing = {"conclusion": "presumed", "reason": "", "version": draft.version}
        refused = client.post(url("identification_finish", draft), finishing)
        assert refused.status_code == 200
        finishing["reason"] = "matyti"
        assert client.post(url("identification_finish", draft), finishing).status_code == 302
        draft.refresh_from_db()
        assert draft.is_finished
        assert client.get(change)["Location"] == url("identification", draft)

    def test_it_cannot_have_begun_at_a_later_age_than_that_of_the_talk(
        self, cast: Cast, row: Identification, signed_in: SignIn
    ) -> None:
        with cast.making("border"):
            Person.objects.filter(pk=row.person_id).update(
                birth_date=timezone.localdate().replace(year=timezone.localdate().year - 25, day=1),
                birth_precision="date",
            )
        client = signed_in("responder", HTTP_ACCEPT_LANGUAGE="en")
        change = url("identification_change", row)
        data = typed_in(client.get(change).context["form"])
        refused = client.post(change, {**data, "age_then": 26})
        assert "the person was 25" in refused.content.decode()
        assert client.post(change, {**data, "age_then": 25}).status_code == 302

    def test_two_at_once_lose_nothing(self, row: Identification, signed_in: SignIn) -> None:
        client = signed_in("responder")
        change = url("identification_change", row)
        form = client.get(change).context["form"]
        data = typed_in(form)
        assert client.post(change, {**data, "insight": "pirmas"}).status_code == 302
        stale = client.post(change, {**data, "insight": "antras"})
        assert stale.status_code == 409
        assert "antras" in stale.content.decode()
        row.refresh_from_db()
        assert row.insight == "pirmas"

    def test_whoever_reads_by_the_regime_cannot_write(
        self, row: Identification, signed_in: SignIn
    ) -> None:
        client = signed_in("analyst")
        assert client.get(url("identification", row)).status_code == 200
        assert client.get(url("identification_change", row)).status_code == 403

    def test_contact_rules_stand_on_the_persons_page(
        self, cast: Cast, row: Identification, signed_in: SignIn
    ) -> None:
        with cast.acting("responder"):
            agree_contact(by=cast.user("responder"), person=row.person, rules={"phone": "never"})
        page = signed_in("responder", HTTP_ACCEPT_LANGUAGE="en").get(row.person.get_absolute_url())
        assert "never: by phone; skambinti vakare" in page.content.decode()
