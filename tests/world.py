"""One of everything for each side, so that every address has an own and a foreign record."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from assistance.models import Beneficiary, Consent, FundingCall, Project, ProjectReport, Service
from tests.cast import Cast, person
from tests.world_children import build_children, build_sanction
from tests.world_clocks import build_clocks
from tests.world_desk import build_desk
from tests.world_help import build_help, build_offer
from tests.world_hit import build_hit
from tests.world_signs import build_signs
from tests.world_tips import build_tips
from thbcases.access.models import AccessGrant
from thbcases.codes.models import (
    Article,
    Country,
    Currency,
    ExploitationForm,
    ListCode,
    ServiceKind,
)
from thbcases.imports.models import ImportJob
from thbcases.investigations.models import (
    Assignment,
    Charge,
    CourtCase,
    Investigation,
    InvestigationArticle,
    InvestigationCountry,
    InvestigationForm,
    Judgment,
    Sentence,
    Source,
    Stage,
    Suspect,
    SuspectStatus,
)
from thbcases.niis.models import Chart
from thbcases.people.models import (
    KnownObject,
    ObjectLink,
    Person,
    PersonCitizenship,
    PersonIdentifier,
    PersonName,
)
from thbcases.statistics.models import (
    AnnualReport,
    Publication,
    PublicationDraft,
    PublishedFile,
    ReportChapter,
    SavedTable,
    TakenReturn,
)
from thbcases.victims.models import (
    CompensationClaim,
    Control,
    ExploitationEpisode,
    ProtectionMeasure,
    Recruitment,
    ReflectionPeriod,
    ResidencePermit,
    Victim,
    VictimDecision,
)

DAY = date(2026, 3, 9)

World = dict[type[models.Model], list[Any]]


def code(name: str) -> ListCode:
    """The first entry of a simple code list."""
    row = ListCode.objects.filter(list=name).order_by("position", "id").first()
    assert row is not None
    return row


def build(cast: Cast) -> World:
    """Records of unit A and B, NGO A and B, the ministry; by model."""
    world: World = {}
    for side in ("a", "b"):
        with cast.making(f"unit_{side}"):
            _police(world, cast, side)
        with cast.making("social"):
            call = keep(
                world,
                FundingCall,
                year=2026,
                title=f"call {side}",
                opens_on=DAY,
                closes_on=DAY,
                currency=Currency.objects.get(code="EUR"),
            )
        with cast.making(f"ngo_{side}"):
            _assistance(world, cast, side, call)
        with cast.making("border" if side == "a" else "town"):
            build_offer(keep, world, side)
        _report(world, cast, 2009 if side == "a" else 2010)
        build_tips(keep, world, cast, side, "officer" if side == "a" else "officer_b")
        build_tips(keep, world, cast, side, "ngo" if side == "a" else "ngo_b")
    _noticed(world, cast)
    for year in (2011, 2012):
        _publication(world, cast, year)
    return world


def _noticed(world: World, cast: Cast) -> None:
    """What each side's first responders noticed, each of a person of their own."""
    people = world[Person]
    keepers = {
        "officer": ("unit_a", "a"), "officer_b": ("unit_b", "b"), "ngo": ("ngo_a", "a"),
        "ngo_b": ("ngo_b", "b"),
    }  # fmt: skip
    for user, (organisation, side) in keepers.items():
        own = [row for row in people if row.custodian_id == cast.org(organisation).pk]
        build_signs(world, cast, user, own[-1], side)
    for user, side in (("responder", "a"), ("responder_b", "b")):
        with cast.acting(user):
            own_person = _person(world, side, 4)
        build_signs(world, cast, user, own_person, side)


def keep(world: World, model: type[models.Model], **fields: Any) -> Any:
    """Create a row, read back what triggers filled, and remember it."""
    row = model._default_manager.create(**fields)
    row.refresh_from_db()
    world.setdefault(model, []).append(row)
    return row


def _person(world: World, side: str, number: int) -> Any:
    row = person(
        family_name=f"Slaptutė{side}{number}",
        birth_date=date(1995, 5, number),
        birth_precision="date",
    )
    world.setdefault(type(row), []).append(row)
    keep(world, PersonName, person=row, kind="alias", family_name=f"Kita{side}{number}")
    keep(
        world,
        PersonIdentifier,
        person=row,
        kind="passport",
        value=f"AB{side}{number}12345",
        normalised=f"AB{side.upper()}{number}12345",
    )
    keep(world, PersonCitizenship, person=row, country=Country.objects.get(code="LT"))
    return row


def _police(world: World, cast: Cast, side: str) -> None:
    case = keep(
        world,
        Investigation,
        number=f"01-1-{side}",
        registered_on=DAY,
        stage="in_court_first",
        stage_on=DAY,
        summary=f"slapta{side}",
    )
    article = Article.objects.get(code="147.2")
    keep(world, Stage, investigation=case, kind="registered", on=DAY)
    keep(world, Source, investigation=case, kind="own", on=DAY)
    keep(world, InvestigationArticle, investigation=case, article=article, offence_on=DAY)
    form = ExploitationForm.objects.get(code="LAB")
    keep(world, InvestigationForm, investigation=case, form=form)
    country = Country.objects.get(code="GB")
    keep(world, InvestigationCountry, investigation=case, country=country, role="destination")
    keep(
        world,
        Assignment,
        investigation=case,
        organisation=cast.org("special"),
        starts_on=DAY,
        basis="nutarimas",
    )
    _court(world, case, article, side)
    _victim(world, cast, case, form, side)
    _object(world, case, side)
    user = "officer" if side == "a" else "officer_b"
    _import(world, cast, user)
    _chart(world, cast, user, case)
    _table(world, cast, user)
    build_hit(keep, world, cast, side, user)
    build_clocks(keep, world, cast, side, user)
    _return(world, cast, user)


def _object(world: World, case: Any, side: str) -> None:
    car = keep(
        world, KnownObject, kind="vehicle", value=f"slapta{side}", normalised=f"SLAPTA{side}"
    )
    keep(world, ObjectLink, object=car, investigation=case, relation="mentioned")


def _chart(world: World, cast: Cast, user: str, case: Any) -> None:
    with cast.acting(user):
        state = {"keys": [f"investigation:{case.uuid}"], "hidden": [], "places": {}}
        chart = Chart(title=f"slapta {user}", state=state)
        chart.save()
    chart.refresh_from_db()
    world.setdefault(Chart, []).append(chart)


def _table(world: World, cast: Cast, user: str) -> None:
    spec = {
        "figures": ["presumed_victims"], "by": ["sex"], "start": "2026-01-01",
        "end": "2026-12-31", "grouping": "year", "where": [],
    }  # fmt: skip
    with cast.acting(user):
        table = SavedTable(name=f"slapta {user}", spec=spec)
        table.save()
    table.refresh_from_db()
    world.setdefault(SavedTable, []).append(table)


def _report(world: World, cast: Cast, year: int) -> None:
    """A draft of the coordinator, and a file as if it had been published."""
    with cast.acting("coordinator"):
        report = AnnualReport(year=year, title_lt=f"Ataskaita {year}", title_en=f"Report {year}")
        report.save()
        chapter = ReportChapter(report=report, position=1, heading_lt="Aukos", heading_en="Victims")
        chapter.save()
        file = PublishedFile(
            report=report,
            year=year,
            title_lt=report.title_lt,
            title_en=report.title_en,
            language="lt",
            form="pdf",
            content=b"%PDF-1.7",
            size=8,
            sha256="0" * 64,
        )
        file.save()
    for row in (report, chapter, file):
        row.refresh_from_db()
        world.setdefault(type(row), []).append(row)


def _publication(world: World, cast: Cast, year: int) -> None:
    """A published year for everybody, and one on its way out for nobody else than its maker."""
    with cast.making("interior"):
        keep(
            world,
            Publication,
            year=year,
            published_by=cast.user("coordinator"),
            published_at=timezone.now(),
            threshold=11,
            reason_lt="slapta",
            reason_en="slapta",
            checksum="0" * 64,
        )
        keep(
            world,
            PublicationDraft,
            year=year,
            made_by=cast.user("coordinator" if year % 2 else "officer"),
            made_for=cast.org("interior"),
            membership_id=0,
            language="lt",
        )


def _return(world: World, cast: Cast, user: str) -> None:
    with cast.acting(user):
        taken = TakenReturn.objects.create(
            key="htcds", year=2026, version_taken="receiver", file_format="json",
            recipient=f"slapta {user}", reason="prašymas", digest="0" * 64,
        )  # fmt: skip
    world.setdefault(TakenReturn, []).append(taken)


def _import(world: World, cast: Cast, user: str) -> None:
    with cast.acting(user) as actor:
        job = ImportJob(
            role=actor.role, membership_id=0, language="lt", file_name=f"slapta_{user}.xlsx"
        )
        job.save()
    job.refresh_from_db()
    world.setdefault(ImportJob, []).append(job)


def _court(world: World, case: Any, article: Article, side: str) -> None:
    suspect = keep(
        world,
        Suspect,
        investigation=case,
        person=_person(world, side, 1),
        state="prosecuted",
        state_on=DAY,
    )
    keep(world, SuspectStatus, suspect=suspect, state="prosecuted", on=DAY)
    keep(world, Charge, suspect=suspect, article=article)
    court = keep(world, CourtCase, investigation=case, court=code("court"), handed_over_on=DAY)
    judgment = keep(world, Judgment, court_case=court, on=DAY)
    keep(world, Sentence, judgment=judgment, suspect=suspect, outcome="convicted", years=4)


def _victim(world: World, cast: Cast, case: Any, form: ExploitationForm, side: str) -> None:
    victim = keep(
        world,
        Victim,
        investigation=case,
        person=_person(world, side, 2),
        status="recognised",
        status_on=DAY,
    )
    keep(
        world,
        VictimDecision,
        victim=victim,
        status="recognised",
        on=DAY,
        decider="prosecutor",
        basis="BPK 28 str.",
    )
    keep(world, ExploitationEpisode, victim=victim, form=form, is_main=True)
    keep(world, Recruitment, victim=victim, method=code("recruitment_method"))
    keep(world, Control, victim=victim, means=code("control_means"))
    build_children(keep, world, cast, side, victim)
    user = "officer" if side == "a" else "officer_b"
    build_sanction(keep, world, cast, side, victim.person, user)
    keep(
        world,
        CompensationClaim,
        victim=victim,
        payer="offender",
        claimed_on=DAY,
        amount=Decimal(100),
        currency=Currency.objects.get(code="EUR"),
    )
    keep(
        world,
        ProtectionMeasure,
        victim=victim,
        kind=code("protection_kind"),
        decided_on=DAY,
        decided_by="teisėjas",
        starts_on=DAY,
    )
    for model in (ReflectionPeriod, ResidencePermit):
        keep(
            world,
            model,
            victim=victim,
            state="proposed",
            starts_on=DAY,
            ends_on=DAY + timedelta(days=30),
            proposed_on=DAY,
        )
    keep(
        world,
        AccessGrant,
        kind="victim",
        object_id=victim.pk,
        organisation=cast.org(f"ngo_{side}"),
        basis="prašymas",
        ends_at=timezone.now() + timedelta(days=30),
    )


def _assistance(world: World, cast: Cast, side: str, call: FundingCall) -> None:
    project = keep(
        world,
        Project,
        call=call,
        number="1",
        title=f"Project {side}",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        requested=Decimal(1000),
    )
    keep(
        world,
        ProjectReport,
        project=project,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 3, 31),
        text=f"slapta{side}",
        spent=Decimal(1),
    )
    beneficiary = keep(
        world,
        Beneficiary,
        person=_person(world, side, 3),
        code=f"NVO-{side}",
        status="presumed",
        registered_on=DAY,
    )
    keep(world, Consent, beneficiary=beneficiary, purpose=code("consent_purpose"), given_on=DAY)
    build_desk(keep, world, cast, side, beneficiary)
    keep(
        world,
        Service,
        beneficiary=beneficiary,
        kind=ServiceKind.objects.get(code="psychological"),
        on=DAY,
        units=Decimal(1),
        unit="hours",
        project=project,
    )
    ended = keep(
        world,
        Beneficiary,
        person=_person(world, side, 4),
        code=f"NVO-{side}-2",
        status="presumed",
        registered_on=DAY,
        closed_on=DAY,
        outcome=code("closing_outcome"),
    )
    build_help(keep, world, cast, side, beneficiary, ended)
