"""Hit, possible, no hit, and leads apart; each with its reasons in words."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.niis.matching.conftest import keys_of
from thbcases.niis.matching.answers import WORDS, Answer, Reason
from thbcases.niis.matching.dates import Unclear
from thbcases.niis.matching.kinds import Kind, understand
from thbcases.niis.matching.search import search
from thbcases.niis.matching.store import Named, put

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("text", "born", "who", "reasons"),
    [
        ("Jonas Kazlauskas", "", "jonas", ["same name"]),
        ("Jonas Kazlauskas", "1990-05-12", "jonas", ["same name", "same birth date"]),
        ("Kazlauskas Jonas", "", "jonas", ["names in the other order"]),
        ("Йонас Казлаускас", "", "jonas", ["written in Cyrillic"]),
        ("Jonas Kazlausko", "", "jonas", ["another gender or case form"]),
        ("Jonas Kazlauskas", "1990-12-05", "jonas", ["day and month of birth exchanged"]),
        ("Jonas Kazlauskas", "1990-05-22", "jonas", ["one digit of the birth date differs"]),
        ("Jonas Kazlauskas 1990", "", "jonas", ["same birth year"]),
        ("Jonas Kazluskas", "", "jonas", ["one letter differs"]),
        ("Jonas Kazlskaas", "1990-05-12", "jonas", ["more than one letter differs"]),
        ("Rasa Žukauskaitė", "", "rasa", ["surname in its married form"]),
        ("Rasutė Žukauskienė", "", "rasa", ["diminutive of the given name"]),
        ("Rasa Zukauskiene", "", "rasa", ["another transliteration"]),
        ("Olena Szewczenko", "", "olena", ["another transliteration"]),
        ("Jelena Ševčenko", "1999-12-31", "olena", ["the given name in another language"]),
        ("Alena Shauchenka", "1999-12-31", "olena", ["the given name in another language"]),
        ("Олена Шевченко", "", "olena", ["written in Cyrillic"]),
        ("Sasha Zielinski", "", "aleksandr", ["diminutive of the given name"]),
        ("Nguyen Lan", "", "lan", ["the record has one more name"]),
        ("Emeka Okonkwo", "", "emeka", ["diminutive of the given name"]),
        ("Emeka Okonkwo", "1980-01-09", "emeka", ["same birth year"]),
        ("Ivan Sidorov", "1970-01-01", "ivan", ["written in Cyrillic", "same birth date"]),
        ("Ivan Petrovich Sidorov", "1970-01-01", "ivan", ["same birth date"]),
    ],
)
def test_a_name_in_another_form_is_a_hit_and_says_why(
    ask: Ask, text: str, born: str, who: str, reasons: list[str]
) -> None:
    answer = ask(text, born)
    found = [*answer.hits, *answer.possible]
    assert keys_of(found)[0] == who
    assert answer.hits or "year" in reasons[0]
    for reason in reasons:
        assert reason in found[0].reasons


@pytest.mark.parametrize(
    ("text", "born", "reason"),
    [
        ("Jonas Kazlauskas", "1955-01-30", "another birth date"),
        ("Kazlauskas", "", "only the surname agrees"),
        ("Jonas Vytautas Kazlauskas", "", "one of the names is not in the record"),
        ("Viktorija Jonas Kazlauskas", "", "one of the names is not in the record"),
    ],
)
def test_what_speaks_against_it_makes_it_only_possible(
    ask: Ask, text: str, born: str, reason: str
) -> None:
    answer = ask(text, born)
    assert not answer.hits
    assert keys_of(answer.possible)[0] == "jonas"
    assert reason in answer.possible[0].reasons


def test_brother_and_sister_with_one_stem_are_told_apart(ask: Ask) -> None:
    put("test", "viktoras", [Named("viktoras", Kind.PERSON, "Viktoras", "Sabalis", sex="male")])
    answer = ask("Viktorija Sabalytė")
    assert not answer.hits
    assert "the given name is of the other gender" in answer.possible[0].reasons


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Algirdas Vaičiulis", ""),
        ("Algirdas Kazlauskas", "1990-05-12"),
        ("Ona Kazlauskienė", "1990-05-12"),
        ("Zzyzx Qwrty", "1990-05-12"),
        ("ZZZ 999", ""),
        ("+370 699 99999", ""),
        ("nobody@nowhere.lt", ""),
        ("UAB Visai kita", ""),
        ("محمد علی", ""),
    ],
)
def test_nobody_is_no_hit(ask: Ask, text: str, born: str) -> None:
    answer = ask(text, born)
    assert answer.is_no_hit
    assert answer.too_many is None


def test_another_surname_with_the_same_birth_date_is_a_lead(ask: Ask) -> None:
    answer = ask("Rasa Petraitytė", "1985-03-02")
    assert answer.is_no_hit
    assert keys_of(answer.leads) == ["rasa"]
    assert "same given name, another surname" in answer.leads[0].reasons
    assert "same birth date" in answer.leads[0].reasons


def test_without_the_birth_date_there_are_no_leads(ask: Ask) -> None:
    assert ask("Rasa Petraitytė").leads == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("abc123", Kind.VEHICLE),
        ("8 612 34567", Kind.PHONE),
        ("lk 1234567", Kind.DOCUMENT),
        ("LT121000011101001000", Kind.ACCOUNT),
        ("JONAS@PASTAS.LT", Kind.EMAIL),
    ],
)
def test_a_number_is_found_in_its_normal_form(ask: Ask, text: str, kind: Kind) -> None:
    answer = ask(text)
    assert answer.understood_as.kind is kind
    assert keys_of(answer.hits) == ["jonas"]
    assert answer.hits[0].reasons == ("same number or address",)


@pytest.mark.parametrize("text", ["LK1234568", "LK1243567", "LK123456"])
def test_a_slip_in_a_number_is_possible(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert not answer.hits
    assert bool(keys_of(answer.possible) == ["jonas"]) is (len(text) == 9)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("@rasele_lt", "rasa"),
        ("UAB Baltijos krovinai", "firm"),
        ("Gedimino pr. 12-4 Vilnius", "flat"),
    ],
)
def test_other_things_are_found_by_their_words(ask: Ask, text: str, who: str) -> None:
    assert keys_of(ask(text).hits) == [who]


def test_only_the_registers_named_are_searched(ask: Ask) -> None:
    assert ask("Jonas Kazlauskas", registers=[-1]).is_no_hit
    register = ask("Jonas Kazlauskas").hits[0].register
    assert ask("Jonas Kazlauskas", registers=[register]).hits


def test_a_name_borne_by_many_asks_for_more(db: None) -> None:
    for number in range(150):
        put("many", f"n{number}", [Named(f"n{number}", Kind.PERSON, "Ona", "Jankauskienė")])
    answer = search(understand("Ona Jankauskienė"), limit=10)
    assert len(answer.hits) == 10
    assert answer.too_many is not None
    assert answer.too_many.at_least > 10
    assert "add a birth date" in str(answer.too_many)


def test_a_nearly_right_date_of_a_common_name_is_only_possible(db: None) -> None:
    """Of many namesakes somebody is always born one digit away."""
    from tests.niis.matching.conftest import born
    from thbcases.niis.matching.store import raw_connection, recount

    for number in range(130):
        rows = [Named(f"n{number}", Kind.PERSON, "Ona", "Jankauskienė", "", born("1950-01-01"))]
        put("many", f"n{number}", rows)
    put("many", "near", [Named("near", Kind.PERSON, "Ona", "Jankauskienė", "", born("1980-05-12"))])
    recount(raw_connection())
    answer = search(understand("Ona Jankauskienė", "1980-05-22"))
    assert not answer.hits
    assert keys_of(answer.possible)[0] == "near"


def test_every_reason_has_its_words() -> None:
    assert set(WORDS) == set(Reason)
    texts = [str(text) for text in WORDS.values()]
    assert len(texts) == len(set(texts))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(min_size=1, max_size=60), born=st.sampled_from(["", "1990-05-12", "1990"]))
def test_no_text_breaks_the_search(ask: Ask, text: str, born: str) -> None:
    try:
        answer = ask(text, born)
    except Unclear:
        return
    assert answer.understood_as.text
