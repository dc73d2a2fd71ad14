"""What a police unit brings: investigations, and their victims and suspects."""

from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import ListName
from thbcases.imports.choices import Part
from thbcases.imports.columns.declared import (
    ARTICLE,
    COUNTRY,
    FORM,
    PART,
    REACH,
    WHO,
    Column,
    Sheet,
    list_code,
)
from thbcases.imports.values import (
    Choice,
    Day,
    Many,
    Number,
    Text,
    Whole,
    YesNo,
)
from thbcases.imports.words import Words
from thbcases.investigations.choices import Outcome, StageKind, SuspectState
from thbcases.victims.choices import Cooperation, Decider, ProceduralStatus, VictimStatus

NUMBER = Words(
    "Tyrimo numeris", "Investigation number", ("Numeris", "Number", "Bylos numeris", "Case number")
)

# Joining and separating name another investigation; a final judgment comes with the accused.
STAGE = Choice(
    StageKind,
    only=(
        StageKind.REPORT_RECEIVED,
        StageKind.CHECKING,
        StageKind.REFUSED,
        StageKind.REGISTERED,
        StageKind.ONGOING,
        StageKind.SUSPENDED,
        StageKind.PASSED_ABROAD,
        StageKind.TERMINATED,
        StageKind.INDICTMENT,
        StageKind.PENAL_ORDER,
        StageKind.COURT_FIRST,
    ),
    also={
        StageKind.REGISTERED: ("pradėtas", "registruotas"),
        StageKind.ONGOING: ("tiriamas", "atliekamas"),
        StageKind.SUSPENDED: ("sustabdytas",),
        StageKind.TERMINATED: ("nutrauktas",),
        StageKind.REFUSED: ("atsisakyta pradėti",),
        StageKind.COURT_FIRST: ("teisme", "perduotas teismui", "in court"),
    },
)

INVESTIGATIONS = Sheet(
    "investigations",
    Words("Tyrimai", "Investigations", ("Bylos", "Ikiteisminiai tyrimai", "Cases")),
    (
        Column("number", NUMBER, Text(40), required=True),
        Column(
            "registered_on",
            Words(
                "Registravimo data",
                "Registered on",
                ("Registruota", "Pradėjimo data", "Pradėta", "Registration date", "Started on"),
            ),
            Day(),
            required=True,
        ),
        Column("prosecutor", Words("Prokuroras", "Prosecutor"), Text(150), width=24),
        Column("reach", Words("Mastas", "Reach", ("Prekybos mastas",)), REACH),
        Column(
            "articles",
            Words("BK straipsniai", "Articles", ("Straipsnis", "Straipsniai", "Article")),
            Many(ARTICLE),
            width=24,
        ),
        Column("offence_on", Words("Veikos data", "Day of the offence", ("Offence date",)), Day()),
        Column(
            "forms",
            Words(
                "Išnaudojimo formos",
                "Forms of exploitation",
                ("Išnaudojimo forma", "Form of exploitation", "Forma"),
            ),
            Many(FORM),
            note=_("the main one first"),
            width=28,
        ),
        Column(
            "origin", Words("Kilmės šalys", "Countries of origin", ("Kilmės šalis",)), Many(COUNTRY)
        ),
        Column(
            "transit",
            Words("Tranzito šalys", "Countries of transit", ("Tranzito šalis",)),
            Many(COUNTRY),
        ),
        Column(
            "destination",
            Words("Paskirties šalys", "Countries of destination", ("Paskirties šalis",)),
            Many(COUNTRY),
        ),
        Column("stage", Words("Stadija", "Stage", ("Būsena", "Status")), STAGE),
        Column("stage_on", Words("Stadijos data", "Stage since", ("Stage date",)), Day()),
        Column("decided_by", Words("Sprendimą priėmė", "Decided by"), Text(150)),
        Column(
            "ground",
            Words("Nutraukimo pagrindas", "Ground", ("Pagrindas",)),
            list_code(ListName.TERMINATION_GROUND),
            width=24,
        ),
        Column(
            "court",
            Words("Teismas", "Court"),
            list_code(ListName.COURT),
            note=_("where the case was handed over"),
            width=24,
        ),
        Column("court_number", Words("Teismo bylos numeris", "Number in court"), Text(40)),
        Column("handed_over_on", Words("Perduota teismui", "Handed over to the court on"), Day()),
        Column(
            "summary", Words("Fabula", "What happened", ("Aprašymas", "Summary")), Text(), width=40
        ),
    ),
)

JUDGMENT = (
    Column(
        "judgment_on",
        Words("Nuosprendžio data", "Date of the judgment"),
        Day(),
        note=_("of a suspect whose case is in court"),
    ),
    Column("final_on", Words("Įsiteisėjo", "Final since"), Day()),
    Column("outcome", Words("Nuosprendis", "Outcome"), Choice(Outcome)),
    Column(
        "sentence_article",
        Words("Nuteista pagal straipsnį", "Convicted under article"),
        ARTICLE,
    ),
    Column(
        "years", Words("Laisvės atėmimas, metai", "Imprisonment, years"), Whole(0, 99), width=14
    ),
    Column(
        "months",
        Words("Laisvės atėmimas, mėnesiai", "Imprisonment, months"),
        Whole(0, 11),
        width=14,
    ),
    Column(
        "fine",
        Words("Bauda", "Fine"),
        Number(12, is_amount=True),
        note=_("in the currency of the day of the judgment"),
        width=14,
    ),
    Column("is_suspended", Words("Bausmė atidėta", "Sentence suspended"), YesNo(), width=14),
)

POLICE_PERSONS = Sheet(
    "persons",
    Words("Asmenys", "Persons", ("People", "Žmonės", "Nukentėjusieji", "Aukos", "Įtariamieji")),
    (
        Column("number", NUMBER, Text(40), required=True),
        Column("part", Words("Vaidmuo", "Role"), PART, required=True, width=14),
        *WHO,
        Column(
            "legal_name",
            Words("Juridinio asmens pavadinimas", "Legal person", ("Įmonė", "Company")),
            Text(200),
            note=_("a suspect that is no human being"),
            width=24,
        ),
        Column("legal_code", Words("Juridinio asmens kodas", "Code of the legal person"), Text(30)),
        Column(
            "status",
            Words("Statusas", "Status", ("Būsena",)),
            Text(60),
            note=_("of the victim or of the suspect"),
            width=24,
        ),
        Column("status_on", Words("Statuso data", "Status since", ("Status date",)), Day()),
        Column(
            "first_on",
            Words("Pirmas statusas nuo", "First status since", ("Spėjama auka nuo",)),
            Day(),
            note=_("when the status is a later one: presumed, suspected or prosecuted since"),
        ),
        Column(
            "decider",
            Words("Kas sprendė", "Decided by"),
            Choice(
                Decider,
                {
                    Decider.POLICE: ("policija", "police", "tyrėjas"),
                    Decider.PROSECUTOR: ("prokuroras",),
                    Decider.COURT: ("teismas",),
                },
            ),
        ),
        Column("decider_name", Words("Sprendusiojo pareigos", "Name and office"), Text(200)),
        Column("basis", Words("Pagrindas", "Basis"), Text(300), width=24),
        Column(
            "charges",
            Words("Įtarimų straipsniai", "Charged with articles", ("Įtarimai", "Charges")),
            Many(ARTICLE),
        ),
        Column("form", Words("Išnaudojimo forma", "Form of exploitation"), FORM, width=28),
        Column("country", Words("Išnaudojimo šalis", "Country of exploitation"), COUNTRY),
        Column("exploited_from", Words("Išnaudota nuo", "Exploited from"), Day()),
        Column("exploited_until", Words("Išnaudota iki", "Exploited until"), Day()),
        Column(
            "exploitation",
            Words("Kaip išnaudota", "How exploited", ("Išnaudojimo aprašymas",)),
            Text(),
            width=30,
        ),
        Column(
            "recruitment",
            Words("Verbavimo būdai", "How recruited", ("Verbavimo būdas",)),
            Many(list_code(ListName.RECRUITMENT_METHOD)),
            width=24,
        ),
        Column(
            "control",
            Words("Kontrolės priemonės", "Means of control", ("Kontrolės priemonė",)),
            Many(list_code(ListName.CONTROL_MEANS)),
            width=24,
        ),
        Column("cooperation", Words("Bendradarbiavimas", "Co-operation"), Choice(Cooperation)),
        Column(
            "procedural_status",
            Words("Procesinė padėtis", "Place in the proceedings"),
            Choice(ProceduralStatus),
        ),
        *JUDGMENT,
        Column("note", Words("Pastabos", "Note", ("Pastaba", "Notes")), Text(), width=40),
    ),
)

# The status column of a person of the police means one of these two lists.
VICTIM_STATUS = Choice(
    VictimStatus,
    {
        VictimStatus.PRESUMED: ("spėjama auka", "spėjama", "presumed"),
        VictimStatus.RECOGNISED: ("pripažinta auka", "pripažinta", "recognised"),
    },
)
SUSPECT_STATUS = Choice(
    SuspectState,
    {
        SuspectState.INFORMATION: ("renkama informacija",),
        SuspectState.SUSPECTED: ("įtariamasis", "įtariamoji", "įtariamas"),
        SuspectState.PROSECUTED: ("kaltinamasis", "kaltinamoji", "kaltinamas"),
        SuspectState.CONVICTED: ("nuteistasis", "nuteistoji", "nuteistas"),
        SuspectState.ACQUITTED: ("išteisintas", "išteisintoji", "išteisintasis"),
    },
)
STATUS_OF = {Part.VICTIM: VICTIM_STATUS, Part.SUSPECT: SUSPECT_STATUS}
