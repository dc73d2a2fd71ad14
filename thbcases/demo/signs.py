"""What first responders noticed lately: drafts, conclusions, a correction, somebody without a name.

Drawn from a generator of their own, so that the cases stay the same with and without them.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from thbcases.access.acting import acting_system
from thbcases.demo.lists import Lists
from thbcases.demo.names import Inventor
from thbcases.demo.people import make_people
from thbcases.people.actions import index_person
from thbcases.people.choices import BirthPrecision, ContactWay, Sex
from thbcases.people.models import ContactRules, Person
from thbcases.victims.choices import Conclusion, IdentificationState
from thbcases.victims.identification import Identification
from thbcases.victims.indicators.asked import current
from thbcases.victims.queries import weighed_of

SEED = 327
FARM = [
    "act_recruit", "act_transport", "means_deceit", "means_vulnerability", "d1_nature", "d1_wages",
    "d3_economic", "d3_education", "d4_hours", "d4_salary", "d4_living", "d5_documents", "d5_wages",
    "d6_area",
]  # fmt: skip
STREET = ["act_transfer", "act_harbour", "means_threat", "d2_debt", "d5_threats", "d6_dependency"]
SITE = ["act_recruit", "d4_hours", "d4_wages", "d4_law"]
CHILD = ["act_recruit", "act_transport", "d4_education", "d5_illicit"]


@dataclass(frozen=True)
class Noticed:
    """One identification of the demo, told in few words."""

    organisation: str
    days_ago: int
    sex: Sex = Sex.FEMALE
    ages: tuple[int, int] = (19, 45)
    citizen: str = "LT"
    is_anonymous: bool = False
    signs: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    conclusion: str = ""
    reason: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)
    is_corrected: bool = False


TOLD = (
    Noticed(
        "VSAT", 2, Sex.MALE, (24, 40), "UA",
        signs=FARM, forms=["LAB"], conclusion=Conclusion.PRESUMED,
        reason="Požymiai, žodžiai ir rasti pranešimai sutampa.",
        said={
            "own_words": "Sakė: „Pažadėjo statybas Vokietijoje, atvežė į fermą. Pasą paėmė "
            "pirmą dieną. Už du mėnesius gavau 50 eurų.“",
            "insight": "Vengia žiūrėti į akis, kai minimas brigadininkas; kalba nuosekliai.",
            "evidence": "Telefone – pranešimai su verbuotoju; bilietas; fermos nuotraukos.",
            "place": "ferma prie Hamburgo", "still_there": "no", "last_contact": "week",
            "reported_before": "no", "others": "yes", "others_text": "dar penki vyrai fermoje",
            "risk": "high", "risk_text": "verbuotojas žino namų adresą", "age_then": 23,
            "language": "ukrainiečių", "interpreter": "yes", "cooperation": "yes",
            "support_text": "nori grįžti pas vaikus ir atgauti pasą",
        },
        contact={
            "phone": ContactWay.NEVER, "message": ContactWay.YES, "times": "10–14 val.",
            "word": "„iš bibliotekos“", "never": "neskambinti, kai namie vyro brolis",
        },
    ),
    Noticed(
        "VSAT", 0, Sex.FEMALE, (20, 30), signs=STREET[:3],
        said={"own_words": "Laukia draugo, kuris turi jos dokumentus.", "risk": "medium"},
    ),
    Noticed(
        "VSAT", 9, Sex.MALE, (14, 16), signs=CHILD, forms=["CRIME"],
        conclusion=Conclusion.PRESUMED, reason="Vaikas; būdų nereikia. Pranešta vaiko teisėms.",
        said={"age_then": 15, "child_then": "yes", "others": "yes", "risk": "high",
              "own_words": "Vežė vogti iš parduotuvių, sakė, kad skolą atidirbs."},
    ),
    Noticed(
        "VDI", 4, Sex.MALE, (25, 50), "VN", signs=SITE, forms=["LAB"],
        conclusion=Conclusion.UNCLEAR, reason="Neaišku, kaip buvo užverbuotas; reikia vertėjo.",
        said={"insight": "Atsako už jį brigadininkas.", "interpreter": "yes",
              "language": "vietnamiečių", "still_there": "yes"},
    ),
    Noticed(
        "VDI", 1, Sex.MALE, (25, 50), "UA", is_anonymous=True, signs=SITE[:2], forms=["LAB"],
        said={"own_words": "Prašė niekur nerašyti pavardės.", "risk": "medium"},
        contact={"in_person": ContactWay.YES, "phone": ContactWay.NEVER},
    ),
    Noticed(
        "NGO-CARITAS", 12, Sex.FEMALE, (19, 30), signs=STREET, forms=["SEX_PROST"],
        conclusion=Conclusion.PRESUMED, reason="Pati papasakojo, yra skolos raštas.",
        said={"own_words": "Skola vis didėja.", "insight": "Bijo dėl sesers.", "risk": "high",
              "cooperation": "no", "last_contact": "month", "language": "lietuvių"},
        contact={"letter": ContactWay.NEVER, "who_answers": "sesuo"},
        is_corrected=True,
    ),
    Noticed(
        "NGO-CARITAS", 3, Sex.FEMALE, (30, 50), is_anonymous=True, signs=["means_threat"],
        said={"support_text": "nori tik pasikalbėti"},
    ),
    Noticed(
        "POLICE-VILNIUS", 6, Sex.FEMALE, (19, 40), signs=FARM[:9], forms=["BEG"],
        conclusion=Conclusion.PRESUMED, reason="Žodžiai patvirtinti apžiūros metu.",
        said={"evidence": "Apžiūros protokolas.", "cooperation": "undecided", "risk": "medium"},
    ),
    Noticed(
        "POLICE-VILNIUS", 15, Sex.MALE, (20, 50), conclusion=Conclusion.NO_SIGNS,
        reason="Darbo ginčas; nukreiptas į Valstybinę darbo inspekciją.",
    ),
)  # fmt: skip


def make_signs(lists: Lists, today: date) -> None:
    """Write down all that was noticed."""
    random = Random(SEED)
    inventor = Inventor(random)
    for number, told in enumerate(TOLD):
        organisation = lists.organisations[told.organisation]
        with acting_system("demo", organisation.pk):
            person = _person(told, lists, inventor, today, number)
            row = _write(told, person, today)
            if told.is_corrected:
                _write(told, person, today, replaces=row)
            if told.contact:
                ContactRules.objects.create(
                    person=person,
                    agreed_on=today - timedelta(days=told.days_ago),
                    **told.contact,
                )


def _person(told: Noticed, lists: Lists, inventor: Inventor, today: date, number: int) -> Person:
    if told.is_anonymous:
        person = Person.objects.create(
            is_anonymous=True,
            anonymous_code=f"A-DEMA{number}",
            sex=told.sex,
            birth_precision=BirthPrecision.ESTIMATE,
            birth_year=today.year - 35,
        )
        person.refresh_from_db()
        index_person(person)
        return person
    invented = inventor.invent(today, sex=told.sex, ages=told.ages, country=told.citizen)
    [person] = make_people([(invented, lists.organisations[told.organisation])])
    return person


def _write(
    told: Noticed, person: Person, today: date, replaces: Identification | None = None
) -> Identification:
    met_on = today - timedelta(days=told.days_ago)
    row = Identification(
        person=person,
        met_on=met_on,
        asked=current(today).kept(),
        answers={"signs": sorted(told.signs), "forms": told.forms, "support": []},
        replaces=replaces,
        **told.said,
    )
    if told.conclusion:
        row.state = IdentificationState.FINISHED
        row.conclusion, row.reason = told.conclusion, told.reason
        row.finished_on = met_on
        row.result = weighed_of(row).kept()
    row.save()
    return row
