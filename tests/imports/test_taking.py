"""Good files in both languages, and what they leave in the records."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from assistance.models import Beneficiary, Service
from tests.cast import Cast
from tests.imports.conftest import CASE, PERSON, SERVICE, VICTIM, TakeIn, table, texts, workbook
from thbcases.investigations.models import Investigation, Suspect
from thbcases.people.models import Person
from thbcases.victims.models import Victim

pytestmark = pytest.mark.django_db


def test_a_lithuanian_file_of_a_unit(cast: Cast, bring: TakeIn) -> None:
    content = workbook(
        Tyrimai=table(
            {
                **CASE,
                "Prokuroras": "Daiva Ambrazienė",
                "Mastas": "tarptautinė",
                "BK straipsniai": "147 str. 2 d.; 147-1 str.",
                "Veikos data": "2025-12-01",
                "Išnaudojimo formos": "Priverstinis darbas ar paslaugos; BEG",
                "Kilmės šalys": "Lietuva, UA",
                "Paskirties šalys": "Jungtinė Karalystė",
                "Stadija": "sustabdytas",
                "Stadijos data": datetime(2026, 4, 1),
            }
        ),
        Asmenys=table(
            {
                **VICTIM,
                "Vardas originalo raštu": "Ольга Іванова",
                "Lytis": "moteris",
                "Gimimo data": "2001-05-06",
                "Pilietybė": "Ukraina",
                "Statusas": "pripažinta auka",
                "Statuso data": "2026-05-01",
                "Pirmas statusas nuo": "2026-03-10",
                "Kas sprendė": "prokuroras",
                "Pagrindas": "nutarimas 12",
                "Išnaudojimo forma": "LAB",
                "Verbavimo būdai": "Darbe",
            },
            {
                "Tyrimo numeris": "01-1-00001-26",
                "Vaidmuo": "įtariamasis",
                "Pavardė": "Vyrukas",
                "Vardas": "Petras",
                "Lytis": "vyras",
                "Asmens kodas": 38001010006,
                "Statusas": "suspected",
                "Statuso data": "2026-03-12",
            },
        ),
    )
    outcome = bring(content, commit=True)
    assert [t for t in texts(outcome) if t.startswith("error")] == []
    with cast.acting("officer"):
        case = Investigation.objects.get()
        assert case.custodian == cast.org("unit_a")
        assert (case.stage, case.stage_on, case.reach) == (
            "suspended",
            date(2026, 4, 1),
            "international",
        )
        assert [a.code for a in case.articles.order_by("code")] == ["147-1", "147.2"]
        assert case.form_rows.get(is_main=True).form.code == "LAB"
        assert {(c.country.code, c.role) for c in case.countries.all()} == {
            ("LT", "origin"),
            ("UA", "origin"),
            ("GB", "destination"),
        }
        victim = Victim.objects.get()
        assert (victim.status, victim.status_on) == ("recognised", date(2026, 5, 1))
        assert [d.status for d in victim.decisions.all()] == ["presumed", "recognised"]
        assert victim.person.original_name == "Ольга Іванова"
        assert victim.person.sex == "female"
        assert victim.recruitments.count() == 1
        assert victim.episodes.get().form.code == "LAB"
        suspect = Suspect.objects.get()
        assert (suspect.state, suspect.person.sex) == ("suspected", "male")
        assert suspect.person.identifiers.get().value == "38001010006"


def test_an_english_file_of_an_ngo(cast: Cast, bring: TakeIn) -> None:
    content = workbook(
        PERSONS=table(
            {
                "CODE*": "K-1",
                "family  name": "Petraitė",
                "Given Name": "Ona",
                "Helped as": "presumed victim",
                "help since": date(2026, 3, 1),
                "Consents": "Agrees to be interviewed",
            }
        ),
        services=table(
            {
                "Code": "K-1",
                "Service": "legal_advice",
                "Date": "2026-03-02",
                "How much": "1,5",
                "Cost": "12,50",
            },
            {"Code": "K-1", "Service": "Emergency housing", "Date": "2026-03-03", "How much": 2},
        ),
    )
    outcome = bring(content, "ngo", commit=True)
    assert texts(outcome) == []
    assert outcome.made.counts == {"persons": 1, "beneficiaries": 1, "services": 2}
    with cast.acting("ngo"):
        helped = Beneficiary.objects.get()
        assert helped.consents.get().given_on == date(2026, 3, 1)
        assert [(s.units, s.unit) for s in Service.objects.order_by("on")] == [
            (Decimal("1.5"), "hours"),
            (Decimal(2), "nights"),
        ]
        assert Service.objects.first().worker == cast.user("ngo")  # type: ignore[union-attr]


def test_for_a_child_a_file_says_who_consented(cast: Cast, bring: TakeIn) -> None:
    row = {
        "Code": "K-1",
        "Family name": "Petraitė",
        "Given name": "Ona",
        "Birth date": date(2015, 1, 1),
        "Helped as": "presumed victim",
        "Help since": date(2026, 3, 1),
        "Consents": "Agrees to be interviewed",
    }
    refused = bring(workbook(Persons=table(row)), "ngo", commit=True)
    assert any("who consented" in text for text in texts(refused)), texts(refused)
    said = {**row, "Who consented": "guardian", "Name of who consented": "Ona Globėja"}
    assert texts(bring(workbook(Persons=table(said)), "ngo", commit=True)) == []
    with cast.acting("ngo"):
        consent = Beneficiary.objects.get().consents.get()
        assert (consent.capacity, consent.by_whom) == ("guardian", "Ona Globėja")


def test_a_dry_run_leaves_nothing(cast: Cast, bring: TakeIn) -> None:
    content = workbook(Asmenys=table(PERSON), Paslaugos=table(SERVICE))
    outcome = bring(content, "ngo")
    assert texts(outcome) == []
    assert outcome.made.counts == {"persons": 1, "beneficiaries": 1, "services": 1}
    with cast.acting("ngo"):
        assert (Beneficiary.objects.count(), Service.objects.count()) == (0, 0)
        assert Person.objects.count() == 0
