"""Whom a row means: a person the organisation knows, or a new one; and how far suspects got."""

from datetime import date
from typing import Any

import pytest

from assistance.models import Beneficiary
from tests.cast import Cast, person
from tests.imports.conftest import CASE, PERSON, VICTIM, TakeIn, table, texts, workbook
from thbcases.audit.models import Entry
from thbcases.imports.actions import Outcome
from thbcases.investigations.models import Investigation, Judgment, Sentence, Suspect
from thbcases.people.models import Person
from thbcases.people.personal_code import read_personal_code

pytestmark = pytest.mark.django_db

BORN = {"birth_date": date(2001, 5, 6), "birth_precision": "date"}
OLGA = {**VICTIM, "Gimimo data": "2001-05-06"}


def known(cast: Cast, **fields: Any) -> Person:
    with cast.making("unit_a"):
        row: Person = person(**{"family_name": "Ivanova", "given_name": "Olga", **fields})
    return row


def people(cast: Cast, who: str = "officer") -> list[Person]:
    with cast.acting(who):
        return list(Person.objects.order_by("pk"))


def victims_file(*rows: dict[str, Any]) -> bytes:
    return workbook(Tyrimai=table(CASE), Asmenys=table(*rows))


def test_the_same_name_and_birth_date_is_the_same_person(cast: Cast, bring: TakeIn) -> None:
    known(cast, sex="unknown", **BORN)
    outcome = bring(victims_file({**OLGA, "Pavardė": "IVANOVA", "Lytis": "moteris"}), commit=True)
    assert outcome.errors == 0
    assert "taken for «Ivanova, Olga»" in texts(outcome)[0]
    assert outcome.made.counts == {"investigations": 1, "known": 1, "victims": 1}
    assert [p.sex for p in people(cast)] == ["female"]


def test_a_namesake_is_only_mentioned(cast: Cast, bring: TakeIn) -> None:
    known(cast, **BORN)
    outcome = bring(victims_file(VICTIM), commit=True)
    assert outcome.errors == 0
    assert "Possibly the same as «Ivanova, Olga» (2001-05-06" in texts(outcome)[0]
    assert len(people(cast)) == 2


def test_no_makes_a_new_person_even_of_the_same_birth_date(cast: Cast, bring: TakeIn) -> None:
    known(cast, **BORN)
    outcome = bring(victims_file({**OLGA, "Esamas asmuo": "ne"}), commit=True)
    assert texts(outcome) == []
    assert len(people(cast)) == 2


def test_yes_takes_the_one_that_looks_alike(cast: Cast, bring: TakeIn) -> None:
    known(cast, **BORN)
    outcome = bring(victims_file({**VICTIM, "Esamas asmuo": "taip"}), commit=True)
    assert texts(outcome) == []
    assert len(people(cast)) == 1


def test_yes_is_not_enough_where_several_look_alike(cast: Cast, bring: TakeIn) -> None:
    known(cast, **BORN)
    known(cast, family_name="Ivanovа")
    known(cast)
    outcome = bring(victims_file({**VICTIM, "Esamas asmuo": "taip"}))
    assert "Several may be meant" in texts(outcome)[0]


def test_two_identical_persons_ask_for_the_address(cast: Cast, bring: TakeIn) -> None:
    known(cast, **BORN)
    right = known(cast, **BORN)
    assert "several persons" in texts(bring(victims_file(OLGA)))[0]
    address = f"https://example.lt{right.get_absolute_url()}"
    outcome = bring(victims_file({**OLGA, "Esamas asmuo": address}), commit=True)
    assert texts(outcome) == []
    with cast.acting("officer"):
        assert right.victim_in.count() == 1


def test_a_name_in_its_own_script_is_compared_too(cast: Cast, bring: TakeIn) -> None:
    known(cast, family_name="", given_name="", original_name="Ольга Іванова", **BORN)
    row = {**OLGA, "Pavardė": None, "Vardas": None, "Vardas originalo raštu": "Ольга  Іванова"}
    outcome = bring(victims_file(row), commit=True)
    assert (outcome.errors, len(people(cast))) == (0, 1)


def test_other_organisations_persons_are_never_mentioned(cast: Cast, bring: TakeIn) -> None:
    with cast.making("unit_b"):
        person(family_name="Ivanova", given_name="Olga", **BORN)
    with cast.making("ngo_a"):
        person(family_name="Ivanova", given_name="Olga", **BORN)
    outcome = bring(victims_file(OLGA))
    assert texts(outcome) == []
    assert outcome.shown == []


def test_people_of_the_file_are_named_by_their_row(bring: TakeIn) -> None:
    other = {**VICTIM, "Vaidmuo": "įtariamasis"}
    outcome = bring(victims_file(VICTIM, other))
    assert "row 2 («Ivanova, Olga»)" in texts(outcome)[0]
    assert outcome.shown == []


def test_who_was_named_was_read(cast: Cast, bring: TakeIn) -> None:
    row = known(cast, **BORN)
    assert [p.pk for p in bring(victims_file(VICTIM)).shown] == [row.pk]


def test_birth_and_sex_come_out_of_a_right_personal_code(cast: Cast, bring: TakeIn) -> None:
    codes = [38001010000 + digit for digit in range(10)]
    right = next(c for c in codes if read_personal_code(str(c)).has_right_check_digit)
    outcome = bring(victims_file({**VICTIM, "Asmens kodas": right}), commit=True)
    assert texts(outcome) == []
    assert [(p.birth_date, p.sex) for p in people(cast)] == [(date(1980, 1, 1), "male")]


def test_a_year_and_an_estimate_are_kept_as_such(cast: Cast, bring: TakeIn) -> None:
    row = {**VICTIM, "Gimimo metai": 1999, "Metai apytiksliai": "taip"}
    assert bring(victims_file(row), commit=True).errors == 0
    assert [(p.birth_precision, p.birth_year) for p in people(cast)] == [("estimate", 1999)]


# --- suspects and courts

IN_COURT = {
    **CASE,
    "Stadija": "in_court_first",
    "Teismas": "Vilniaus apygardos teismas",
    "Teismo bylos numeris": "1-2-2026",
    "Perduota teismui": "2026-05-01",
}
SUSPECT = {
    "Tyrimo numeris": CASE["Tyrimo numeris"],
    "Vaidmuo": "įtariamasis",
    "Pavardė": "Vyrukas",
    "Vardas": "Petras",
}
CONVICTED = {
    **SUSPECT,
    "Statusas": "nuteistasis",
    "Nuosprendžio data": "2026-06-01",
    "Nuteista pagal straipsnį": "147.2",
    "Laisvės atėmimas, metai": 5,
    "Laisvės atėmimas, mėnesiai": 6,
}


def court_file(*rows: dict[str, Any], case: dict[str, Any] = IN_COURT) -> bytes:
    return workbook(Tyrimai=table(case), Asmenys=table(*rows))


def good(outcome: Outcome) -> Outcome:
    assert outcome.errors == 0, texts(outcome)
    return outcome


def test_all_accused_of_a_day_share_one_judgment(cast: Cast, bring: TakeIn) -> None:
    other = {
        **SUSPECT,
        "Vardas": "Antanas",
        "Statusas": "išteisintas",
        "Statuso data": "2026-06-01",
    }
    outcome = good(bring(court_file(CONVICTED, other), commit=True))
    assert outcome.made.counts["judgments"] == 1
    with cast.acting("officer"):
        judgment = Judgment.objects.get()
        assert (judgment.on, judgment.sentences.count()) == (date(2026, 6, 1), 2)
        sentence = Sentence.objects.get(outcome="convicted")
        assert (sentence.total_months, sentence.article.code) == (66, "147.2")  # type: ignore[union-attr]
        assert sorted(Suspect.objects.values_list("state", flat=True)) == ["acquitted", "convicted"]
        assert Investigation.objects.get().stage == "in_court_first"


def test_a_final_judgment_ends_the_case(cast: Cast, bring: TakeIn) -> None:
    good(bring(court_file({**CONVICTED, "Įsiteisėjo": "2026-06-22"}), commit=True))
    with cast.acting("officer"):
        case = Investigation.objects.get()
        assert (case.stage, case.stage_on) == ("final", date(2026, 6, 22))
        states = Suspect.objects.get().statuses.values_list("state", "on")
        assert list(states) == [
            ("prosecuted", date(2026, 5, 1)),
            ("convicted", date(2026, 6, 1)),
        ]


def test_the_path_to_court_is_complete(cast: Cast, bring: TakeIn) -> None:
    case = {**IN_COURT, "Stadija": "completed_indictment", "Stadijos data": "2026-04-20"}
    good(bring(court_file(CONVICTED, case=case), commit=True))
    with cast.acting("officer"):
        stages = Investigation.objects.get().stages.values_list("kind", "on")
        assert list(stages) == [
            ("registered", date(2026, 3, 9)),
            ("completed_indictment", date(2026, 4, 20)),
            ("in_court_first", date(2026, 5, 1)),
        ]


def test_a_sentence_outside_the_range_of_its_article_is_a_warning(bring: TakeIn) -> None:
    outcome = good(bring(court_file({**CONVICTED, "Laisvės atėmimas, metai": 40})))
    assert ["longer than the article provides" in text for text in texts(outcome)] == [True]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Nuosprendžio data": "2026-04-01"}, "Nuosprendžio data"),
        ({"Nuteista pagal straipsnį": None}, "Nuteista pagal straipsnį"),
        ({"Statusas": "acquitted"}, ""),
        ({"Statusas": "prosecuted", "Statuso data": "2026-05-01"}, "Nuosprendis"),
        ({"Nuosprendis": "acquitted"}, "Nuosprendis"),
        ({"Statuso data": "2026-06-02"}, "Statuso data"),
    ],
)
def test_a_judgment_that_cannot_be(cells: dict[str, Any], column: str, bring: TakeIn) -> None:
    rows = {**CONVICTED, "Nuosprendis": None, **cells}
    outcome = bring(court_file(rows))
    assert [(p.row, p.column) for p in outcome.problems] == [(2, column)], texts(outcome)


def test_only_the_accused_that_is_wrong_is_blamed(bring: TakeIn) -> None:
    wrong = {**CONVICTED, "Vardas": "Jonas", "Statusas": "acquitted"}
    outcome = bring(court_file(CONVICTED, wrong))
    assert [(p.row, p.level) for p in outcome.problems] == [(3, "error")], texts(outcome)


def test_a_judgment_that_is_there_already(bring: TakeIn) -> None:
    good(bring(court_file(CONVICTED), commit=True))
    second = workbook(Asmenys=table({**CONVICTED, "Vardas": "Jonas"}))
    assert "in the records already" in texts(bring(second))[0]


def test_a_legal_person_is_suspected_and_fined(cast: Cast, bring: TakeIn) -> None:
    company = {
        "Tyrimo numeris": CASE["Tyrimo numeris"],
        "Vaidmuo": "suspect",
        "Juridinio asmens pavadinimas": "UAB „Darbas“",
        "Juridinio asmens kodas": 300000001,
        "Statusas": "convicted",
        "Statuso data": "2026-06-01",
        "Įtarimų straipsniai": "147",
        "Bauda": "10 000,50",
    }
    good(bring(court_file(company), commit=True))
    with cast.acting("officer"):
        suspect = Suspect.objects.get()
        assert (suspect.kind, suspect.legal_code) == ("legal", "300000001")
        sentence = Sentence.objects.get()
        assert (str(sentence.fine), sentence.currency.code) == ("10000.50", "EUR")  # type: ignore[union-attr]


def test_a_suspicion_that_was_withdrawn(cast: Cast, bring: TakeIn) -> None:
    row = {
        **SUSPECT,
        "Statusas": "released",
        "Pirmas statusas nuo": "2026-03-12",
        "Statuso data": "2026-04-12",
    }
    good(bring(workbook(Tyrimai=table(CASE), Asmenys=table(row)), commit=True))
    with cast.acting("officer"):
        states = Suspect.objects.get().statuses.values_list("state", flat=True)
        assert list(states) == ["suspected", "released"]


# --- NGOs


def test_help_that_ended_and_began_again(cast: Cast, bring: TakeIn) -> None:
    born = {"Gimimo data": "2001-05-06"}
    first = {
        **PERSON,
        **born,
        "Pagalba iki": "2026-04-01",
        "Pagalbos pabaiga": "Pasiekti plano tikslai",
    }
    second = {**PERSON, **born, "Kodas": "K-2", "Pagalba nuo": "2026-05-01"}
    outcome = bring(workbook(Asmenys=table(first, second)), "ngo", commit=True)
    assert outcome.errors == 0, texts(outcome)
    assert len(people(cast, "ngo")) == 1
    with cast.acting("ngo"):
        rows = Beneficiary.objects.order_by("registered_on")
        assert [(b.code, b.closed_on) for b in rows] == [("K-1", date(2026, 4, 1)), ("K-2", None)]
        assert Entry.objects.filter(kind="assistance_beneficiary", verb="collection").count() == 2


def test_the_same_person_cannot_be_helped_twice_at_once(bring: TakeIn) -> None:
    born = {"Gimimo data": "2001-05-06"}
    rows = table({**PERSON, **born}, {**PERSON, **born, "Kodas": "K-2"})
    outcome = bring(workbook(Asmenys=rows), "ngo")
    assert "already being helped" in texts(outcome)[-1]
