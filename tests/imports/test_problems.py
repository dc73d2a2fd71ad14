"""Every kind of problem, at its sheet, row and column; all or nothing."""

from datetime import date, timedelta
from math import isfinite
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistance.models import Beneficiary, Service
from tests.cast import Cast, person
from tests.imports.conftest import (
    CASE,
    PERSON,
    SERVICE,
    VICTIM,
    TakeIn,
    table,
    texts,
    workbook,
)
from thbcases.access.roles import Role
from thbcases.imports.actions import Outcome
from thbcases.imports.columns import SHEETS
from thbcases.investigations.models import Investigation
from thbcases.people.models import Person
from thbcases.victims.models import Victim

pytestmark = pytest.mark.django_db

TOMORROW = timezone.localdate() + timedelta(days=1)
SUSPECT = {
    "Tyrimo numeris": "01-1-00001-26",
    "Vaidmuo": "įtariamasis",
    "Pavardė": "Vyrukas",
    "Vardas": "Petras",
    "Statusas": "suspected",
    "Statuso data": "2026-03-12",
}


def errors(outcome: Outcome) -> list[tuple[str, int | None, str]]:
    return [(p.sheet, p.row, p.column) for p in outcome.problems if p.level == "error"]


def warnings(outcome: Outcome) -> list[tuple[str, int | None, str]]:
    return [(p.sheet, p.row, p.column) for p in outcome.problems if p.level == "warning"]


def only(outcome: Outcome) -> str:
    assert len(outcome.problems) == 1, texts(outcome)
    return outcome.problems[0].text


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Registravimo data": TOMORROW}, "Registravimo data"),
        ({"Registravimo data": "vakar"}, "Registravimo data"),
        ({"Registravimo data": None}, "Registravimo data"),
        ({"Tyrimo numeris": None, "Prokuroras": "P"}, "Tyrimo numeris"),
        ({"Tyrimo numeris": "9" * 300}, "Tyrimo numeris"),
        ({"Prokuroras": "P" * 300}, "Prokuroras"),
        ({"Fabula": "=1+1"}, "Fabula"),
        ({"BK straipsniai": "999"}, "BK straipsniai"),
        ({"Išnaudojimo formos": "vergovė?"}, "Išnaudojimo formos"),
        ({"Kilmės šalys": "Atlantida"}, "Kilmės šalys"),
        ({"Stadija": "nutrauktas"}, "Stadijos data"),
        ({"Stadija": "nutrauktas", "Stadijos data": "2026-04-01"}, "Nutraukimo pagrindas"),
        ({"Stadija": "ongoing", "Stadijos data": "2026-03-01"}, "Stadijos data"),
        ({"Stadija": "ongoing", "Stadijos data": TOMORROW}, "Stadijos data"),
        ({"Stadijos data": "2026-04-01"}, "Stadijos data"),
        ({"Nutraukimo pagrindas": "no_offence"}, "Nutraukimo pagrindas"),
        ({"Stadija": "joined"}, "Stadija"),
        ({"Stadija": "in_court_first"}, "Teismas"),
        ({"Teismas": "supreme"}, "Perduota teismui"),
        ({"Stadija": "ongoing", "Stadijos data": "2026-03-10", "Teismas": "supreme",
          "Perduota teismui": "2026-04-01"}, "Stadija"),
        ({"Teismas": "supreme", "Perduota teismui": "2026-01-01"}, "Perduota teismui"),
    ],
)  # fmt: skip
def test_a_bad_cell_of_an_investigation(
    cells: dict[str, Any], column: str, cast: Cast, bring: TakeIn
) -> None:
    heads = dict.fromkeys(("Stadijos data", "Nutraukimo pagrindas", "Teismas", "Perduota teismui"))
    outcome = bring(workbook(Tyrimai=table({**CASE, **heads, **cells})), commit=True)
    assert errors(outcome) == [("Tyrimai", 2, column)], texts(outcome)
    with cast.acting("officer"):
        assert Investigation.objects.count() == 0


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Vaidmuo": "liudytojas"}, "Vaidmuo"),
        ({"Pavardė": None, "Vardas": None}, "Pavardė"),
        ({"Pavardė": "P" * 300}, "Pavardė"),
        ({"Vardas originalo raštu": "О" * 301}, "Vardas originalo raštu"),
        ({"Gimimo data": TOMORROW}, "Gimimo data"),
        ({"Gimimo metai": TOMORROW.year + 1}, "Gimimo metai"),
        ({"Gimimo data": "2001-05-06", "Gimimo metai": 2002}, "Gimimo metai"),
        ({"Lytis": "?"}, "Lytis"),
        ({"Pilietybė": "Lietuva; Marsas"}, "Pilietybė"),
        ({"Statuso data": None}, "Statuso data"),
        ({"Statuso data": TOMORROW}, "Statuso data"),
        ({"Statusas": "suspected"}, "Statusas"),
        ({"Statusas": "recognised"}, "Pagrindas"),
        ({"Statusas": "recognised", "Pagrindas": "n. 1", "Kas sprendė": "ngo"}, "Kas sprendė"),
        ({"Statusas": "recognised", "Pagrindas": "n. 1", "Pirmas statusas nuo": "2026-03-11"},
         "Statuso data"),
        ({"Pirmas statusas nuo": "2026-03-09"}, "Pirmas statusas nuo"),
        ({"Gimimo data": "2026-03-20"}, "Statuso data"),
        ({"Išnaudota nuo": "2026-01-01"}, "Išnaudojimo forma"),
        ({"Išnaudojimo forma": "OTHER"}, "Kaip išnaudota"),
        ({"Nuosprendžio data": "2026-05-01"}, "Nuosprendžio data"),
        ({"Juridinio asmens pavadinimas": "UAB"}, "Juridinio asmens pavadinimas"),
        ({"Esamas asmuo": "galbūt"}, "Esamas asmuo"),
        ({"Esamas asmuo": "taip"}, "Esamas asmuo"),
        ({"Esamas asmuo": "0e4c1d1c-1111-4222-8333-123456789abc"}, "Esamas asmuo"),
        ({"Tyrimo numeris": "nėra tokio"}, "Tyrimo numeris"),
    ],
)  # fmt: skip
def test_a_bad_cell_of_a_victim(
    cells: dict[str, Any], column: str, cast: Cast, bring: TakeIn
) -> None:
    heads = {"Statusas": None, "Pagrindas": None, "Išnaudojimo forma": None, "Kaip išnaudota": None}
    content = workbook(Tyrimai=table(CASE), Asmenys=table({**heads, **VICTIM, **cells}))
    outcome = bring(content, commit=True)
    assert errors(outcome) == [("Asmenys", 2, column)], texts(outcome)
    with cast.acting("officer"):
        assert (Investigation.objects.count(), Person.objects.count()) == (0, 0)


def test_the_end_of_an_exploitation_before_its_start(bring: TakeIn) -> None:
    cells = {
        "Išnaudojimo forma": "LAB",
        "Išnaudota nuo": "2026-02-01",
        "Išnaudota iki": "2026-01-01",
    }
    content = workbook(Tyrimai=table(CASE), Asmenys=table({**VICTIM, **cells}))
    assert "end is before the start" in only(bring(content))


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Statusas": "presumed"}, "Statusas"),
        ({"Statuso data": "2026-03-01"}, "Statuso data"),
        ({"Kas sprendė": "court"}, "Kas sprendė"),
        ({"Verbavimo būdai": "at_work"}, "Verbavimo būdai"),
        ({"Įtarimų straipsniai": "x"}, "Įtarimų straipsniai"),
        ({"Juridinio asmens kodas": "123"}, "Pavardė"),
        ({"Statusas": "convicted"}, "Nuosprendžio data"),
    ],
)
def test_a_bad_cell_of_a_suspect(cells: dict[str, Any], column: str, bring: TakeIn) -> None:
    rows = table({**SUSPECT, "Nuosprendžio data": None, **cells})
    outcome = bring(workbook(Tyrimai=table(CASE), Asmenys=rows))
    assert errors(outcome)[0] == ("Asmenys", 2, column), texts(outcome)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Kodas": "K" * 31}, "Kodas"),
        ({"Statusas": "?"}, "Statusas"),
        ({"Pagalba nuo": TOMORROW}, "Pagalba nuo"),
        ({"Pagalba iki": "2026-02-01", "Pagalbos pabaiga": "own_wish"}, "Pagalba iki"),
        ({"Pagalba iki": "2026-04-01"}, "Pagalbos pabaiga"),
        ({"Pagalbos pabaiga": "own_wish"}, "Pagalba iki"),
        ({"Kas nukreipė": "niekas"}, "Kas nukreipė"),
        ({"Sutikimai": "interview", "Sutikimų data": TOMORROW}, "Sutikimų data"),
    ],
)
def test_a_bad_cell_of_a_person_helped(
    cells: dict[str, Any], column: str, cast: Cast, bring: TakeIn
) -> None:
    heads = {"Pagalba iki": None, "Pagalbos pabaiga": None}
    outcome = bring(workbook(Asmenys=table({**PERSON, **heads, **cells})), "ngo", commit=True)
    assert errors(outcome) == [("Asmenys", 2, column)], texts(outcome)
    with cast.acting("ngo"):
        assert Beneficiary.objects.count() == 0


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Kodas": "K-9"}, "Kodas"),
        ({"Paslauga": "masažas"}, "Paslauga"),
        ({"Data": TOMORROW}, "Data"),
        ({"Data": "2026-02-28"}, ""),
        ({"Kiekis": 0}, "Kiekis"),
        ({"Kiekis": "daug"}, "Kiekis"),
        ({"Kiekis": 1.5}, "Kiekis"),
        ({"Iki": "2026-03-01"}, "Iki"),
        ({"Vienetas": "litrai"}, "Vienetas"),
        ({"Projektas": "P-1"}, "Projektas"),
        ({"Kaina": -1}, "Kaina"),
        ({"Rezultatas": "r" * 301}, "Rezultatas"),
    ],
)
def test_a_bad_cell_of_a_service(
    cells: dict[str, Any], column: str, cast: Cast, bring: TakeIn
) -> None:
    content = workbook(Asmenys=table(PERSON), Paslaugos=table({**SERVICE, **cells}))
    outcome = bring(content, "ngo", commit=True)
    assert errors(outcome) == [("Paslaugos", 2, column)], texts(outcome)
    with cast.acting("ngo"):
        assert (Beneficiary.objects.count(), Service.objects.count()) == (0, 0)


def test_all_problems_of_all_rows_are_said_at_once(bring: TakeIn) -> None:
    content = workbook(
        Tyrimai=table(
            {**CASE, "Mastas": "?", "Kilmės šalys": "?"},
            {**CASE, "Tyrimo numeris": "A-2", "Registravimo data": "?"},
            {**CASE, "Tyrimo numeris": "A-3"},
        ),
        Asmenys=table({**VICTIM, "Tyrimo numeris": "A-3", "Lytis": "?", "Gimimo data": "?"}),
    )
    assert errors(bring(content)) == [
        ("Tyrimai", 2, "Mastas"),
        ("Tyrimai", 2, "Kilmės šalys"),
        ("Tyrimai", 3, "Registravimo data"),
        ("Asmenys", 2, "Lytis"),
        ("Asmenys", 2, "Gimimo data"),
    ]


def test_one_bad_row_keeps_all_good_ones_out(cast: Cast, bring: TakeIn) -> None:
    good = [{**CASE, "Tyrimo numeris": f"A-{n}"} for n in range(3)]
    outcome = bring(workbook(Tyrimai=table(*good, {**CASE, "Mastas": "?"})), commit=True)
    assert (outcome.errors, outcome.made.counts) == (1, {"investigations": 3})
    with cast.acting("officer"):
        assert Investigation.objects.count() == 0


def test_a_row_that_belongs_to_a_bad_one_is_not_blamed(bring: TakeIn) -> None:
    content = workbook(Tyrimai=table({**CASE, "Mastas": "?"}), Asmenys=table(VICTIM))
    outcome = bring(content)
    assert errors(outcome) == [("Tyrimai", 2, "Mastas")]
    assert warnings(outcome) == [("Asmenys", 2, "")]


def test_the_same_number_twice_in_the_file(bring: TakeIn) -> None:
    outcome = bring(workbook(Tyrimai=table(CASE, CASE, {**CASE, "Mastas": "?"})))
    assert errors(outcome) == [
        ("Tyrimai", 3, "Tyrimo numeris"),
        ("Tyrimai", 4, "Mastas"),
        ("Tyrimai", 4, "Tyrimo numeris"),
    ]
    assert "Row 2" in outcome.problems[0].text


def test_a_number_that_is_in_the_records_already(cast: Cast, bring: TakeIn) -> None:
    assert bring(workbook(Tyrimai=table(CASE)), commit=True).errors == 0
    own = bring(workbook(Tyrimai=table(CASE)))
    # the register gives a number once in the country, so this much anybody could learn
    foreign = bring(workbook(Tyrimai=table(CASE)), "officer_b")
    assert only(own) == only(foreign)


def test_another_units_investigation_is_as_absent(cast: Cast, bring: TakeIn) -> None:
    assert bring(workbook(Tyrimai=table(CASE)), "officer_b", commit=True).errors == 0
    foreign = bring(workbook(Asmenys=table(VICTIM)))
    absent = bring(workbook(Asmenys=table({**VICTIM, "Tyrimo numeris": "nėra"})))
    assert texts(foreign) == texts(absent)
    with cast.acting("officer_b"):
        assert Victim.objects.count() == 0


def test_an_own_investigation_of_the_records_takes_people(cast: Cast, bring: TakeIn) -> None:
    assert bring(workbook(Tyrimai=table(CASE)), commit=True).errors == 0
    assert texts(bring(workbook(Asmenys=table(VICTIM)), commit=True)) == []
    with cast.acting("officer"):
        assert Victim.objects.get().investigation.number == CASE["Tyrimo numeris"]


def test_another_ngos_code_is_free_and_as_absent(cast: Cast, bring: TakeIn) -> None:
    assert bring(workbook(Asmenys=table(PERSON)), "ngo_b", commit=True).errors == 0
    assert bring(workbook(Asmenys=table(PERSON)), "ngo").errors == 0
    assert errors(bring(workbook(Paslaugos=table(SERVICE)), "ngo")) == [("Paslaugos", 2, "Kodas")]


def test_a_person_twice_in_an_investigation(bring: TakeIn) -> None:
    row = {**VICTIM, "Gimimo data": "2001-05-06"}
    outcome = bring(workbook(Tyrimai=table(CASE), Asmenys=table(row, row)))
    assert errors(outcome) == [("Asmenys", 3, "")]
    assert "already a victim here" in texts(outcome)[-1]


def test_a_service_twice_on_a_day_needs_a_word(cast: Cast, bring: TakeIn) -> None:
    twice = table(SERVICE, {**SERVICE, "Tą pačią dieną dar kartą": None})
    outcome = bring(workbook(Asmenys=table(PERSON), Paslaugos=twice), "ngo")
    assert errors(outcome) == [("Paslaugos", 3, "Tą pačią dieną dar kartą")]
    again = table(SERVICE, {**SERVICE, "Tą pačią dieną dar kartą": "taip"})
    assert texts(bring(workbook(Asmenys=table(PERSON), Paslaugos=again), "ngo")) == []


def test_doubts_are_warnings_and_do_not_stop(cast: Cast, bring: TakeIn) -> None:
    content = workbook(
        Tyrimai=table({**CASE, "BK straipsniai": "147-2", "Veikos data": "2010-01-01"}),
        Asmenys=table(
            {**VICTIM, "Asmens kodas": "48001010001"},
            {**VICTIM, "Vardas": "Vera", "Asmens kodas": 123},
        ),
    )
    outcome = bring(content, commit=True)
    assert errors(outcome) == []
    assert ("Tyrimai", 2, "BK straipsniai") in warnings(outcome)
    assert ("Asmenys", 2, "Asmens kodas") in warnings(outcome)
    assert ("Asmenys", 3, "Asmens kodas") in warnings(outcome)
    with cast.acting("officer"):
        assert Victim.objects.count() == 2


def test_a_broken_file_is_a_problem_of_the_file(bring: TakeIn) -> None:
    assert "no Excel workbook" in only(bring(b"PK nothing"))


def test_what_row_security_refuses_is_a_problem_of_the_row(cast: Cast, bring: TakeIn) -> None:
    """An assignment that ended between two rows: the row is refused, the run goes on."""
    with cast.making("unit_b"):
        case = Investigation.objects.create(
            number="B-1", registered_on=date(2026, 3, 9), stage_on=date(2026, 3, 9)
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "create policy closed on victims_victim as restrictive for insert with check (false)"
        )
    assert case.pk
    content = workbook(Tyrimai=table(CASE), Asmenys=table(VICTIM))
    outcome = bring(content, commit=True)
    assert errors(outcome) == [("Asmenys", 2, "")]
    with cast.acting("officer"):
        assert Investigation.objects.count() == 0


def test_a_person_of_another_organisation_cannot_be_named(cast: Cast, bring: TakeIn) -> None:
    with cast.making("unit_b"):
        theirs = person()
    rows = table({**VICTIM, "Esamas asmuo": str(theirs.uuid)})
    foreign = bring(workbook(Tyrimai=table(CASE), Asmenys=rows))
    gone = table({**VICTIM, "Esamas asmuo": "0e4c1d1c-1111-4222-8333-123456789abc"})
    assert texts(foreign) == texts(bring(workbook(Tyrimai=table(CASE), Asmenys=gone)))


CELL = st.one_of(
    st.none(),
    st.text(max_size=60),
    st.text(alphabet="0123456789.-;,=+@ ", max_size=12),
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.sampled_from(["taip", "LT", "147.2", "2026-03-09", "auka", "01-1-00001-26", "K-1", "1"]),
)


def cleaned(value: Any) -> Any:
    """What a workbook can hold at all."""
    if isinstance(value, str):
        return "".join(c for c in value if c.isprintable())
    if isinstance(value, float) and not isfinite(value):
        return None
    return None if getattr(value, "year", 1901) < 1901 else value


@pytest.mark.parametrize(("who", "role"), [("officer", Role.OFFICER), ("ngo", Role.NGO)])
def test_random_cells_never_fail(who: str, role: Role, bring: TakeIn) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def run(data: st.DataObject) -> None:
        sheets = {}
        for sheet in SHEETS[role]:
            heads = [str(column.words) for column in sheet.columns]
            rows = [
                [cleaned(data.draw(CELL)) for _head in heads]
                for _row in range(data.draw(st.integers(1, 3)))
            ]
            sheets[str(sheet.words)] = [heads, *rows]
        bring(workbook(**sheets), who, commit=True)

    run()
