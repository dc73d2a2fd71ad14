"""The referral desk: a directory with invented places, consents, referrals in every state.

What each organisation can do, its places and its telephones are invented for the demo.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from assistance.models import (
    Beneficiary,
    Certificate,
    Consent,
    DirectoryEntry,
    HandOver,
    ListedService,
    Referral,
    ReferralContent,
    ReferralFeedback,
    ReferralTaking,
)
from assistance.queries.codes import fingerprint, in_groups
from assistance.queries.consents import QUESTIONS
from assistance.queries.referrals import NAMING, content_for
from thbcases.access.acting import acting_system
from thbcases.access.roles import Role
from thbcases.accounts.models import Membership, Organisation, User
from thbcases.demo.lists import Lists
from thbcases.demo.names import Inventor
from thbcases.demo.people import make_people
from thbcases.people.choices import Sex
from thbcases.people.models import Person

INVENTED = "Demonstraciniai duomenys: paslaugos, vietos ir telefonai išgalvoti."
# organisation: takes, languages, whole country, [(service, places, free, days since said)]
Offer = tuple[str, int | None, int | None, int]
DIRECTORY: dict[str, tuple[str, str, bool, tuple[Offer, ...]]] = {
    "NGO-CARITAS": (
        "women men children families",
        "lit rus eng ukr",
        True,
        (
            ("emergency_housing", 12, 3, 0),
            ("social_work", None, None, 0),
            ("basics", None, None, 0),
        ),
    ),
    "NGO-KOPZI": (
        "women men",
        "lit eng rus vie",
        True,
        (("emergency_housing", 8, 0, 2), ("legal_advice", None, None, 0)),
    ),
    "NGO-MISSING": (
        "women children families",
        "lit rus eng",
        True,
        (("emergency_housing", 6, 2, 19), ("psychological", None, None, 0)),
    ),
    "NGO-KLAIPEDA": (
        "women children",
        "lit rus",
        False,
        (("emergency_housing", 5, 1, 1), ("psychological", None, None, 0)),
    ),
    "NGO-MEN": ("men", "lit rus eng", False, (("emergency_housing", 4, 4, 4),)),
    "NGO-VILNIUS-CARITAS": (
        "women families",
        "lit pol rus ukr",
        False,
        (("long_term_housing", 3, 1, 33), ("job_placement", None, None, 0)),
    ),
    "LKPB-THB": ("women men children", "lit eng rus", True, (("safety_planning", None, None, 0),)),
    "VSAT": ("women men children families", "lit rus eng bel", True, ()),
    "VDI": ("women men", "lit rus eng", True, ()),
    "VVTAIT": ("children families", "lit rus", True, (("child_specific", None, None, 0),)),
    "MUN-01": ("women men families", "lit", False, (("financial", None, None, 0),)),
}
CLOSED = "MUN-01"
LEFT = "ngo_isejo"


@dataclass(frozen=True)
class Case:
    """One referral of the demo: who sends whom where, on what ground, and what became of it."""

    sender: str
    receiver: str
    state: str = "sent"
    days_ago: int = 1
    basis: str = "consent"
    parts: tuple[str, ...] = ("names", "birth", "sex", "citizenship", "languages", "contact")
    country: str = "UA"
    sex: Sex = Sex.FEMALE
    more: dict[str, Any] = field(default_factory=dict)


CASES = (
    Case("VSAT", "LKPB-THB", days_ago=0, more={"urgency": "urgent"}),
    Case("VSAT", "NGO-CARITAS", days_ago=1, parts=("names", "sex", "needs", "languages")),
    Case("VSAT", "LKPB-THB", "accepted", 6, country="VN", sex=Sex.MALE),
    Case("VSAT", "NGO-CARITAS", "withdrawn", 4, country="LT"),
    Case("VSAT", CLOSED, days_ago=9, country="LT", sex=Sex.MALE),
    Case("VSAT", "NGO-KLAIPEDA", "revoked", 15, country="BY"),
    Case("VDI", "NGO-MISSING", "declined", 5, sex=Sex.MALE, country="UZ"),
    Case(
        "VDI",
        "LKPB-THB",
        days_ago=2,
        basis="anonymous",
        parts=("sex", "citizenship", "needs"),
        sex=Sex.MALE,
        country="NG",
    ),
    Case(
        "VDI",
        "NGO-CARITAS",
        days_ago=3,
        basis="vital_interest",
        more={"override": "Žmogus be sąmonės, gydytojai prašo, kas galėtų juo pasirūpinti naktį."},
        sex=Sex.MALE,
    ),
    Case("LKPB-THB", "NGO-CARITAS", "done", 40),
    Case("LKPB-THB", "NGO-MISSING", "accepted", 12, country="LT"),
    Case("NGO-CARITAS", "NGO-MISSING", days_ago=1, country="LT"),
    Case("NGO-MISSING", "NGO-CARITAS", days_ago=2, country="LT"),
)
WORKERS = {
    "VSAT": "border",
    "VDI": "inspector",
    "LKPB-THB": "investigator",
    "NGO-CARITAS": "ngo",
    "NGO-MISSING": "ngo2",
}


def make_desk(lists: Lists, inventor: Inventor, today: date) -> None:
    """Fill the directory, the ledgers and the desks of the demo accounts."""
    desk = _Desk(lists, inventor, today)
    desk.directory()
    for case in CASES:
        desk.refer(case)
    desk.workers()
    desk.certificates()


class _Desk:
    """The demo's desk on a day."""

    def __init__(self, lists: Lists, inventor: Inventor, today: date) -> None:
        # nothing is dated after the day it is written
        self.today = min(today, timezone.localdate())
        self.lists, self.inventor = lists, inventor
        self.users = {user.username: user for user in User.objects.filter(is_demo=True)}

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def moment(self, days_ago: int, hour: int = 10) -> datetime:
        made = timezone.make_aware(datetime.combine(self.day(days_ago), time(hour)))
        return min(made, timezone.now())

    def org(self, code: str) -> Organisation:
        return self.lists.organisations[code]

    def user(self, code: str) -> Any:
        return self.users.get(WORKERS.get(code, ""))

    def directory(self) -> None:
        """Every entry says that it is invented."""
        for number, (code, (serves, languages, whole, offers)) in enumerate(DIRECTORY.items()):
            organisation = self.org(code)
            with acting_system("demo", organisation.pk):
                entry = DirectoryEntry.objects.create(
                    about=INVENTED,
                    reach=f"Budi visą parą: 8 5 000 00{number:02d} (išgalvotas numeris)",
                    municipality_id=organisation.municipality_id,
                    whole_country=whole,
                    languages=languages.split(),
                    serves=serves.split(),
                    closed_on=self.day(3) if code == CLOSED else None,
                )
                for kind, places, free, said in offers:
                    ListedService.objects.create(
                        entry=entry,
                        kind=self.lists.services[kind],
                        places=places,
                        places_free=free,
                        said_at=None if free is None else self.moment(said, 9),
                        said_by=None if free is None else self.user(code),
                    )

    def refer(self, case: Case) -> None:
        """One referral with its person, its consents and what became of it."""
        sender = self.org(case.sender)
        human = self.inventor.invent(self.day(0), sex=case.sex, ages=(19, 45), country=case.country)
        [person] = make_people([(human, sender)])
        with acting_system("demo", sender.pk):
            consent = self._consents(case, person)
            referral = self._send(case, person, consent)
        receiver = self.org(case.receiver)
        if case.state in ("accepted", "declined", "done"):
            with acting_system("demo", receiver.pk):
                self._answer(case, referral)
                if case.state != "declined":
                    self._take(case, referral, make_people([(human, receiver)])[0])
        if case.state == "done":
            with acting_system("demo", receiver.pk):
                self._finish(case, referral)
        if case.state in ("revoked", "withdrawn"):
            with acting_system("demo", sender.pk):
                self._end(case, referral, consent)

    def _consents(self, case: Case, person: Person) -> dict[str, Consent]:
        given: dict[str, dict[str, Any]] = {code: {} for code in QUESTIONS}
        if case.basis == "consent":
            to = {"receiver": self.org(case.receiver)}
            given |= {"pass_on": to, "hear_back": to}
        return {
            code: Consent.objects.create(
                person=person,
                purpose=self.lists.code("consent_purpose", code),
                given_on=self.day(case.days_ago + 1),
                capacity="person",
                **fields,
            )
            for code, fields in given.items()
        }

    def _send(self, case: Case, person: Person, consents: dict[str, Consent]) -> Referral:
        content = content_for(
            person,
            case.parts,
            languages=("ukr", "rus") if case.country == "UA" else ("eng",),
            contact="Rašyti žinutę po 18 val., neminėti, kas rašo.",
            needs="Saugi nakvynė, vertėjas, gydytojas.",
        )
        sending = self.moment(case.days_ago)
        if case.receiver == CLOSED:
            DirectoryEntry.objects.filter(custodian__code=CLOSED).update(closed_on=None)
        referral = Referral.objects.create(
            receiver=self.org(case.receiver),
            person=person,
            reason="AdditionalServicesRequired",
            services=["emergency_housing", "psychological"],
            basis=case.basis,
            consent=consents.get("pass_on"),
            back_consent=consents.get("hear_back"),
            names_person=bool(NAMING & set(content)),
            sent_at=sending,
            sent_by=self.user(case.sender),
            sender_worker=self.user(case.sender),
            **case.more,
        )
        ReferralContent.objects.create(referral=referral, content=content)
        if case.receiver == CLOSED:
            DirectoryEntry.objects.filter(custodian__code=CLOSED).update(closed_on=self.day(3))
        return referral

    def _answer(self, case: Case, referral: Referral) -> None:
        referral.refresh_from_db()
        referral.state = "declined" if case.state == "declined" else "accepted"
        referral.answered_at = self.moment(max(0, case.days_ago - 1), 15)
        referral.answered_by = referral.receiver_worker = self.user(case.receiver)
        if case.state == "declined":
            referral.decline_reason = "no_places"
            referral.answer = "Vietų nėra iki kitos savaitės. Teiraukitės Vyrų krizių centro."
            referral.closed_at = referral.answered_at
        referral.save()

    def _take(self, case: Case, referral: Referral, person: Person) -> None:
        beneficiary = None
        if case.receiver.startswith("NGO"):
            beneficiary = Beneficiary.objects.create(
                person=person,
                code=f"NUK-{case.days_ago:02d}",
                status="presumed",
                registered_on=timezone.localdate(referral.answered_at),
                referred_by=self.org(case.sender),
                safe_contact="Rašyti žinutę po 18 val., neminėti, kas rašo.",
                needs="Saugi nakvynė, vertėjas, gydytojas.",
                worker=self.user(case.receiver),
            )
        ReferralTaking.objects.create(referral=referral, person=person, beneficiary=beneficiary)

    def _finish(self, case: Case, referral: Referral) -> None:
        ReferralFeedback.objects.create(
            referral=referral, text="Apgyvendinta, lanko lietuvių kalbos kursus, dirba."
        )
        referral.state, referral.closed_at = "done", self.moment(max(0, case.days_ago - 30), 11)
        referral.save()

    def _end(self, case: Case, referral: Referral, consents: dict[str, Consent]) -> None:
        if case.state == "withdrawn":
            Consent.objects.filter(pk=consents["pass_on"].pk).update(withdrawn_on=self.day(0))
            return
        referral.refresh_from_db()
        referral.state, referral.closed_at = "revoked", self.moment(case.days_ago - 1, 16)
        referral.save()

    def workers(self) -> None:
        """Whoever helps answers for the people helped; one worker has left three of them."""
        for code, username in (("NGO-CARITAS", "ngo"), ("NGO-MISSING", "ngo2")):
            with acting_system("demo", self.org(code).pk):
                helped = Beneficiary.objects.filter(custodian=self.org(code), closed_on=None)
                helped.filter(worker=None).update(worker=self.users[username])
        left = User.objects.create(
            username=LEFT,
            first_name="Goda",
            last_name="Išėjusi",
            is_demo=True,
            is_active=False,
        )
        caritas = self.org("NGO-CARITAS")
        Membership.objects.create(
            user=left,
            organisation=caritas,
            role=Role.NGO,
            starts_on=self.day(900),
            ends_on=self.day(20),
        )
        with acting_system("demo", caritas.pk):
            newest = Beneficiary.objects.filter(custodian=caritas, closed_on=None).order_by("-pk")
            keys = list(newest.values_list("pk", flat=True)[3:6])
            Beneficiary.objects.filter(pk__in=keys).update(worker=left)
            HandOver.objects.create(
                leaving=left,
                at=self.moment(21),
                note="Perduota anksčiau, išeinant atostogų",
                items=[
                    {
                        "kind": "beneficiary",
                        "record": f"beneficiary-{row.uuid}",
                        "to": row.worker_id,
                    }
                    for row in newest[10:12]
                ],
            )

    def certificates(self) -> None:
        """A valid one and a revoked one, of people helped by the demo's NGO."""
        caritas = self.org("NGO-CARITAS")
        with acting_system("demo", caritas.pk):
            open_ones = Beneficiary.objects.filter(custodian=caritas, closed_on=None)
            for number, row in enumerate(open_ones.order_by("-pk")[6:8]):
                code = in_groups(f"DEM0PAVYZD1SNEPER{number}X"[:18])
                consent = Consent.objects.create(
                    person=row.person,
                    beneficiary=row,
                    purpose=self.lists.code("consent_purpose", "certificate"),
                    given_on=self.day(8),
                    capacity="person",
                )
                Certificate.objects.create(
                    person=row.person,
                    kind="helped",
                    addressee="Užimtumo tarnyba prie Socialinės apsaugos ir darbo ministerijos",
                    issued_on=self.day(7),
                    valid_until=self.day(-83),
                    code=code,
                    digest=fingerprint(code),
                    consent=consent,
                    beneficiary=row,
                    revoked_at=self.moment(2) if number else None,
                    revoked_why="Asmuo išvyko" if number else "",
                )
