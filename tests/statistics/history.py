"""Short words for making a history: investigations, their people and courts, the help.

A human is a number. The same number known to two organisations is two person rows with the same
name and birth date, which the country counts once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from assistance.choices import BeneficiaryStatus, ProjectState
from assistance.models import Beneficiary, FundingCall, Offer, Project, Service
from tests.cast import Cast, person
from thbcases.codes.models import (
    AdministrativeOffenceVersion,
    Article,
    Country,
    Currency,
    ExploitationForm,
    ListCode,
    ServiceKind,
)
from thbcases.investigations.choices import StageKind, SuspectState
from thbcases.investigations.models import (
    Charge,
    CourtCase,
    Investigation,
    InvestigationArticle,
    InvestigationCountry,
    InvestigationForm,
    Judgment,
    Sentence,
    Stage,
    Suspect,
    SuspectStatus,
)
from thbcases.people.choices import BirthPrecision
from thbcases.people.models import Person, PersonCitizenship
from thbcases.sanctions.models import AdministrativeCase, LiabilityCheck
from thbcases.victims.choices import Decider, VictimStatus
from thbcases.victims.models import ExploitationEpisode, Identification, Victim, VictimDecision

LETTERS = "abcdefghij"
# Humans are born so that whoever has an even number is a grown man in every history.
BORN = date(1980, 5, 20)


def day(text: str) -> date:
    """«2012-03-09» as a day."""
    return date.fromisoformat(text)


@dataclass
class History:
    """Makes rows as the owner of the database, on behalf of the organisations of the cast."""

    cast: Cast
    people: dict[tuple[str, int], Person] = field(default_factory=dict)
    helped: dict[tuple[str, int], Beneficiary] = field(default_factory=dict)
    made: int = 0

    def human(
        self, organisation: str, number: int, citizenships: Sequence[str] = (), **fields: Any
    ) -> Person:
        """The row of a human at an organisation; fields count when the row is made."""
        key = (organisation, number)
        if key not in self.people:
            name = "".join(LETTERS[int(digit)] for digit in str(number))
            with self.cast.making(organisation):
                self.people[key] = person(
                    **{
                        "family_name": f"Pavardenis{name}",
                        "given_name": "Vardenis",
                        "birth_precision": BirthPrecision.DATE,
                        "birth_date": BORN,
                        "sex": "female" if number % 2 else "male",
                        **fields,
                    }
                )
                for code in citizenships:
                    country = Country.objects.get(code=code)
                    PersonCitizenship.objects.create(person=self.people[key], country=country)
        return self.people[key]

    def investigation(
        self, unit: str, on: str, *stages: tuple[StageKind, str], articles: str = "147", **f: Any
    ) -> Investigation:
        """An investigation of a unit with its later stages and the articles, space between."""
        self.made += 1
        with self.cast.making(unit):
            case = Investigation.objects.create(
                number=f"H-{self.made}", registered_on=day(on), stage_on=day(on), **f
            )
            for kind, stage_on in stages:
                self.stage(case, kind, stage_on)
            for code in articles.split():
                InvestigationArticle.objects.create(
                    investigation=case, article=Article.objects.get(code=code)
                )
            case.refresh_from_db()
        return case

    def about(
        self,
        case: Investigation,
        forms: Sequence[str] = (),
        countries: Sequence[str] = (),
        *,
        has_main: bool = False,
    ) -> None:
        """Forms of exploitation (the first is the main one, perhaps) and countries of it."""
        with self.cast.making(self._unit(case)):
            for place, code in enumerate(forms):
                InvestigationForm.objects.create(
                    investigation=case,
                    form=ExploitationForm.objects.get(code=code),
                    is_main=has_main and place == 0,
                )
            for code in countries:
                country = Country.objects.get(code=code)
                InvestigationCountry.objects.create(
                    investigation=case, country=country, role="destination"
                )

    def stage(self, case: Investigation, kind: StageKind, on: str) -> None:
        """One more stage."""
        ground = ListCode.objects.filter(list="termination_ground").first()
        needs = kind in (StageKind.TERMINATED, StageKind.REFUSED)
        with self.cast.making(self._unit(case)):
            Stage.objects.create(
                investigation=case, kind=kind, on=day(on), ground=ground if needs else None
            )

    def victim(
        self,
        case: Investigation,
        human: int,
        *decisions: tuple[VictimStatus, str],
        identified_by: str = "",
        **f: Any,
    ) -> Victim:
        """A person in an investigation, with the decisions on the status; `f` is the person's."""
        unit = self._unit(case)
        known = self.human(unit, human, **f)
        with self.cast.making(unit):
            victim = Victim.objects.create(
                investigation=case,
                person=known,
                status_on=case.registered_on,
                identified_by=self.cast.org(identified_by) if identified_by else None,
            )
            for status, on in decisions:
                VictimDecision.objects.create(
                    victim=victim, status=status, on=day(on), decider=Decider.POLICE, basis="BPK 28"
                )
        return victim

    def exploited(
        self, victim: Victim, form: str, is_main: bool = True, country_code: str = "", **f: Any
    ) -> None:
        """A stretch of exploitation."""
        if country_code:
            f["country"] = Country.objects.get(code=country_code)
        with self.cast.making(self._unit(victim.investigation)):
            ExploitationEpisode.objects.create(
                victim=victim, form=ExploitationForm.objects.get(code=form), is_main=is_main, **f
            )

    def suspect(
        self,
        case: Investigation,
        human: int,
        *statuses: tuple[SuspectState, str],
        charge: str = "",
    ) -> Suspect:
        """A suspect with the dated states, charged perhaps."""
        unit = self._unit(case)
        known = self.human(unit, human)
        with self.cast.making(unit):
            suspect = Suspect.objects.create(
                investigation=case, person=known, state_on=case.registered_on
            )
            self._states(suspect, statuses)
            if charge:
                Charge.objects.create(suspect=suspect, article=Article.objects.get(code=charge))
        return suspect

    def company(
        self, case: Investigation, name: str, code: str, *statuses: tuple[SuspectState, str]
    ) -> Suspect:
        """A legal person that is suspected."""
        with self.cast.making(self._unit(case)):
            suspect = Suspect.objects.create(
                investigation=case,
                kind="legal",
                legal_name=name,
                legal_code=code,
                state_on=case.registered_on,
            )
            self._states(suspect, statuses)
        return suspect

    def court(self, case: Investigation, on: str) -> CourtCase:
        """The case was handed over to a court."""
        with self.cast.making(self._unit(case)):
            return CourtCase.objects.create(
                investigation=case,
                court=ListCode.objects.filter(list="court")[0],
                handed_over_on=day(on),
            )

    def judgment(
        self, court: CourtCase, on: str, *sentences: dict[str, Any], instance: str = "first"
    ) -> Judgment:
        """A judgment with what it says of the accused."""
        with self.cast.making(self._unit(court.investigation)):
            judgment = Judgment.objects.create(court_case=court, on=day(on), instance=instance)
            for sentence in sentences:
                Sentence.objects.create(judgment=judgment, **{"outcome": "convicted", **sentence})
        return judgment

    def service(
        self,
        ngo: str,
        human: int,
        on: str,
        until: str | None = None,
        status: str = BeneficiaryStatus.PRESUMED,
        project: Project | None = None,
        *,
        kind: str = "",
        **f: Any,
    ) -> Service:
        """A service of an NGO to a human."""
        known = self.human(ngo, human)
        with self.cast.making(ngo):
            if (ngo, human) not in self.helped:
                self.helped[ngo, human] = Beneficiary.objects.create(
                    person=known, code=f"B{human}", status=status, registered_on=day(on)
                )
            return Service.objects.create(
                beneficiary=self.helped[ngo, human],
                kind=ServiceKind.objects.get(code=kind) if kind else ServiceKind.objects.all()[0],
                on=day(on),
                ended_on=day(until) if until else None,
                project=project,
                **{"units": 1, "unit": "hours", **f},
            )

    def noticed(
        self,
        organisation: str,
        human: int,
        on: str,
        conclusion: str = "presumed",
        corrected: str = "",
        *,
        is_taken: bool = False,
    ) -> Identification:
        """A finished identification, corrected perhaps by a second one."""
        known = self.human(organisation, human)
        said = {
            "person": known, "met_on": day(on), "asked": {}, "state": "finished",
            "finished_on": day(on), "result": {}, "reason": "matyti",
        }  # fmt: skip
        if is_taken:
            said |= {"taken_from": self.cast.org("town"), "taken_on": day(on)}
        with self.cast.making(organisation):
            row = Identification.objects.create(conclusion=conclusion, **said)
            if corrected:
                Identification.objects.create(conclusion=corrected, replaces=row, **said)
        return row

    def close(self, ngo: str, human: int, on: str, outcome: str = "") -> None:
        """The help to a human ended, with an outcome (the first of the list)."""
        results = ListCode.objects.filter(list="closing_outcome")
        with self.cast.making(ngo):
            Beneficiary.objects.filter(pk=self.helped[ngo, human].pk).update(
                closed_on=day(on), outcome=results.get(code=outcome) if outcome else results[0]
            )

    def offer(self, told: Any) -> Offer:
        """Help was offered by an organisation to somebody without a name."""
        codes = ListCode.objects
        with self.cast.making(told.organisation):
            return Offer.objects.create(
                on=told.on,
                way=codes.get(list="offer_way", code="in_person"),
                kind=ServiceKind.objects.get(code=told.kind) if told.kind else None,
                sex=told.sex,
                age=told.age,
                answer=told.answer,
                reason=codes.get(list="decline_reason", code=told.reason) if told.reason else None,
            )

    def project(
        self, ngo: str, starts: str, ends: str, state: str = ProjectState.FUNDED
    ) -> Project:
        """A project of an NGO in a call of the year in which it starts."""
        self.made += 1
        year = day(starts).year
        with self.cast.making("social"):
            call, _new = FundingCall.objects.get_or_create(
                year=year,
                title="Pagalba",
                defaults={
                    "opens_on": date(year, 1, 1),
                    "closes_on": date(year, 2, 1),
                    "currency": Currency.objects.get(code="LTL" if year < 2015 else "EUR"),
                },
            )
        funded = state in (ProjectState.FUNDED, ProjectState.FINISHED)
        with self.cast.making(ngo):
            return Project.objects.create(
                call=call,
                number=f"P-{self.made}",
                title="Pagalba aukoms",
                starts_on=day(starts),
                ends_on=day(ends),
                requested=1000,
                state=state,
                granted=1000 if funded else None,
                decided_on=day(starts) - timedelta(days=10) if funded else None,
            )

    def child(self, victim: Victim, told: Any) -> None:
        """What is kept of a child, as a story tells it."""
        with self.cast.making(self._unit(victim.investigation)):
            if told.found_age is not None:
                age = {"least": told.found_age, "most": told.found_age + 2}
                victim.child_ages.create(
                    on=date(2011, 1, 1), basis="estimate", source="gydytojas", **age
                )
            if told.notice:
                on, due = told.notice
                said = {"way": "email", "told_by": "tyrėja", "office": "VVTAĮT"}
                victim.child_notices.create(on=on, due_on=due, **said)
            for place, is_special in enumerate(told.interviews):
                victim.child_interviews.create(
                    on=date(2012, 1, 1),
                    in_special_room=is_special,
                    place="kambarys",
                    led_by="tyrėja",
                    reason="dar kartą" if place else "",
                )
            named = {"name": "vardas", "starts_on": date(2012, 1, 1)}
            if told.is_represented:
                victim.representatives.create(kind="lawyer", appointed_by="teismas", **named)
            victim.arrangements.create(kind="foster" if told.is_placed else "school", **named)

    def sanction(self, told: Any) -> None:
        """An administrative case with its question and its end."""
        self.made += 1
        person = self.people[told.unit, told.human.number]
        law = AdministrativeOffenceVersion.objects.get(
            offence__law="ATPK", offence__conduct=told.conduct, currency__code=told.currency
        )
        with self.cast.making(told.unit):
            case = AdministrativeCase.objects.create(
                number=f"A-{self.made}", person=person, law=law, act_on=told.act_on
            )
            if told.answer != "none":
                noon = datetime.combine(told.decided_on, time(12), ZoneInfo("Europe/Vilnius"))
                LiabilityCheck.objects.create(
                    case=case,
                    regime="led",
                    reason="prieš nutarimą",
                    answer=told.answer,
                    asked_at=noon,
                    asked_by=next(iter(self.cast.users.values())),
                )
            if told.decided_on:
                end = {"state": told.state, "decided_on": told.decided_on, "fine": told.fine}
                AdministrativeCase.objects.filter(pk=case.pk).update(ground="pagrindas", **end)

    def _unit(self, case: Investigation) -> str:
        units = {org.pk: code for code, org in self.cast.organisations.items()}
        return units[case.custodian_id]

    def _states(self, suspect: Suspect, statuses: tuple[tuple[SuspectState, str], ...]) -> None:
        for state, on in statuses:
            SuspectStatus.objects.create(suspect=suspect, state=state, on=day(on))
