"""Who sees and writes what in assistance, at the level of SQL, as the application role."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client

from assistance import actions, queries
from assistance.models import (
    Beneficiary,
    Consent,
    Project,
    ProjectReport,
    Referral,
    Service,
)
from tests.assistance.conftest import BEGUN, TODAY, Makers, days_ago
from tests.assistance.desk import WORKER, accept, allow, send, somebody
from tests.cast import USERS, Cast, person
from thbcases.investigations.models import Investigation
from thbcases.people.models import Person
from thbcases.victims.models import Victim

SEES_NO_BENEFICIARY = sorted(set(USERS) - {"ngo", "ngo_b"})


@pytest.fixture
def both(make: Makers) -> dict[str, Any]:
    """Two NGOs, each with a person, a consent, a service, a funded project and a report."""
    rows: dict[str, Any] = {}
    for ngo in ("ngo_a", "ngo_b"):
        person = make.beneficiary(ngo, family_name=f"Asmuo {ngo}")
        project = make.project(ngo, state="funded")
        make.consent(person)
        make.service(person, project=project)
        rows[ngo] = person
        rows[f"{ngo} project"] = project
        rows[f"{ngo} report"] = make.report(project)
    return rows


def test_each_ngo_sees_its_own_only(cast: Cast, both: dict[str, Any]) -> None:
    for user, ngo in (("ngo", "ngo_a"), ("ngo_b", "ngo_b")):
        with cast.acting(user):
            assert [b.pk for b in Beneficiary.objects.all()] == [both[ngo].pk]
            assert [p.pk for p in Project.objects.all()] == [both[f"{ngo} project"].pk]
            assert [r.pk for r in ProjectReport.objects.all()] == [both[f"{ngo} report"].pk]
            assert Consent.objects.count() == Service.objects.count() == 1


@pytest.mark.parametrize("user", SEES_NO_BENEFICIARY)
def test_nobody_else_sees_a_beneficiary(user: str, cast: Cast, both: dict[str, Any]) -> None:
    with cast.acting(user):
        for model in (Beneficiary, Consent, Service):
            assert model.objects.count() == 0
        with connection.cursor() as cursor:
            for table in ("beneficiary", "consent", "service"):
                cursor.execute(f"select count(*) from assistance_{table}event")
                assert cursor.fetchone() == (0,), table


@pytest.mark.parametrize(
    ("user", "projects", "reports"),
    [
        ("officer", 2, 0),
        ("analyst", 2, 0),
        ("funder", 2, 2),
        ("coordinator", 2, 0),
        ("migration", 0, 0),
        ("auditor", 0, 0),
        ("administrator", 0, 0),
    ],
)
def test_the_police_reads_projects_but_no_report(
    user: str, projects: int, reports: int, cast: Cast, both: dict[str, Any]
) -> None:
    with cast.acting(user):
        assert Project.objects.count() == projects
        assert ProjectReport.objects.count() == reports


def refused(action: Callable[[], Any]) -> bool:
    """Whether row security refuses, or finds no row to change."""
    try:
        with transaction.atomic():
            return action() == 0
    except DatabaseError as error:
        return "row-level security" in str(error)


def test_an_ngo_cannot_fund_itself(cast: Cast, make: Makers) -> None:
    applied = make.project()
    with cast.acting("ngo"):
        mine = Project.objects.filter(pk=applied.pk)
        assert mine.update(title="Kitas") == 1
        for change in (
            {"state": "funded", "granted": Decimal(10000), "decided_on": TODAY},
            {"granted": Decimal(1)},
            {"decided_on": TODAY},
            {"state": "rejected"},
            {"custodian": cast.org("ngo_b")},
        ):
            assert refused(lambda change=change: mine.update(**change)), change
        assert refused(
            lambda: Project.objects.create(
                call=applied.call,
                number="X",
                title="X",
                starts_on=TODAY,
                ends_on=TODAY,
                requested=1,
                state="funded",
                granted=1,
                decided_on=TODAY,
            )
        )


def test_an_ngo_cannot_touch_what_was_decided(cast: Cast, make: Makers) -> None:
    for state in ("funded", "rejected", "finished"):
        row = make.project(state=state)
        with cast.acting("ngo"):
            mine = Project.objects.filter(pk=row.pk)
            assert refused(lambda mine=mine: mine.update(granted=Decimal(99999))), state
            assert refused(lambda mine=mine: mine.update(state="applied", granted=None)), state


def test_an_ngo_cannot_accept_its_own_report_or_change_it_behind_the_ministry(
    cast: Cast, make: Makers
) -> None:
    project = make.project(state="funded")
    draft = make.report(project)
    handed_in = make.report(project, state="submitted", submitted_on=TODAY)
    returned = make.report(project, state="returned", decided_on=TODAY, remark="Taisyti")
    with cast.acting("ngo"):
        for row in (draft, handed_in, returned):
            mine = ProjectReport.objects.filter(pk=row.pk)
            for change in ({"state": "accepted"}, {"state": "accepted", "decided_on": TODAY}):
                assert refused(lambda mine=mine, change=change: mine.update(**change))
        assert refused(lambda: ProjectReport.objects.filter(pk=handed_in.pk).update(text="Kitaip"))
        assert ProjectReport.objects.filter(pk=draft.pk).update(text="Kitaip") == 1
        again = {"state": "submitted", "decided_on": None}
        assert ProjectReport.objects.filter(pk=returned.pk).update(**again) == 1


def test_the_ministry_decides_on_what_is_not_its_own(cast: Cast, make: Makers) -> None:
    project = make.project()
    report = make.report(make.project("ngo_b", state="funded"), state="submitted")
    with cast.acting("funder"):
        funded = {"state": "funded", "granted": Decimal(5), "decided_on": TODAY}
        assert Project.objects.filter(pk=project.pk).update(**funded) == 1
        accepted = {"state": "accepted", "decided_on": TODAY}
        assert ProjectReport.objects.filter(pk=report.pk).update(**accepted) == 1


@pytest.mark.parametrize("user", ["officer", "analyst", "coordinator"])
def test_whoever_only_reads_projects_changes_none(user: str, cast: Cast, make: Makers) -> None:
    project = make.project()
    with cast.acting(user):
        assert refused(lambda: Project.objects.filter(pk=project.pk).update(title="X"))


def test_a_service_cannot_be_hung_on_somebody_elses_person(cast: Cast, make: Makers) -> None:
    theirs = make.beneficiary("ngo_b")
    kind = make.service(theirs).kind
    with cast.acting("ngo"), pytest.raises(DatabaseError), transaction.atomic():
        Service.objects.create(
            beneficiary_id=theirs.pk, kind=kind, on=TODAY, units=1, unit="sessions"
        )


# --- «is assisted by …»


@pytest.fixture
def known_to_both(cast: Cast, make: Makers) -> tuple[Victim, Beneficiary]:
    """The same human: a victim in unit A's case, and helped by NGO A under her own name."""
    names = {"family_name": "Petrauskaitė", "given_name": "Rasa", "birth_date": days_ago(9000)}
    helped = make.beneficiary(**names)
    with cast.making("unit_a"):
        case = Investigation.objects.create(number="A-1", registered_on=BEGUN, stage_on=BEGUN)
        case.refresh_from_db()
        victim = Victim.objects.create(
            investigation=case, person=person(birth_precision="date", **names), status_on=BEGUN
        )
    victim.refresh_from_db()
    return victim, helped


def assisting(cast: Cast, user: str, victim: Victim) -> list[str]:
    with cast.acting(user):
        found = queries.assisted_by([victim])
        return [organisation.code for organisation in found.get(victim.pk, [])]


def test_the_police_learns_of_help_only_while_a_consent_is_in_force(
    cast: Cast, make: Makers, known_to_both: tuple[Victim, Beneficiary]
) -> None:
    victim, helped = known_to_both
    make.consent(helped, "interview")
    assert assisting(cast, "officer", victim) == []
    consent = make.consent(helped, "tell_police_assisted")
    assert assisting(cast, "officer", victim) == ["ngo_a"]
    assert assisting(cast, "analyst", victim) == ["ngo_a"]
    with cast.making("ngo_a"):
        Consent.objects.filter(pk=consent.pk).update(withdrawn_on=TODAY)
    assert assisting(cast, "officer", victim) == []


def test_the_victims_page_shows_who_assists_and_nothing_else(
    cast: Cast,
    make: Makers,
    known_to_both: tuple[Victim, Beneficiary],
    signed_in: Callable[..., Client],
) -> None:
    victim, helped = known_to_both
    make.service(helped, result="Slapta")
    officer = signed_in("officer", headers={"accept-language": "en"})
    case = victim.investigation.get_absolute_url()

    def pages() -> list[str]:
        return [officer.get(url).content.decode() for url in (victim.get_absolute_url(), case)]

    assert not any("ngo_a en" in page for page in pages())
    consent = make.consent(helped, "tell_police_assisted")
    for page in pages():
        assert "ngo_a en" in page
        for hidden in (helped.code, str(helped.uuid), "Slapta", BEGUN.isoformat() + " –"):
            assert hidden not in page
    with cast.making("ngo_a"):
        Consent.objects.filter(pk=consent.pk).update(withdrawn_on=TODAY)
    assert not any("ngo_a en" in page for page in pages())


def test_a_consent_of_a_later_day_or_of_help_that_ended_says_nothing(
    cast: Cast, make: Makers, known_to_both: tuple[Victim, Beneficiary], code: Any
) -> None:
    victim, helped = known_to_both
    consent = make.consent(helped, "tell_police_assisted", given_on=days_ago(-2))
    assert assisting(cast, "officer", victim) == []
    with cast.making("ngo_a"):
        Consent.objects.filter(pk=consent.pk).update(given_on=TODAY)
    assert assisting(cast, "officer", victim) == ["ngo_a"]
    with cast.making("ngo_a"):
        Beneficiary.objects.filter(pk=helped.pk).update(
            closed_on=TODAY, outcome=code("closing_outcome", "own_wish")
        )
    assert assisting(cast, "officer", victim) == []


def test_nobody_but_the_police_of_that_case_is_told(
    cast: Cast, make: Makers, known_to_both: tuple[Victim, Beneficiary]
) -> None:
    victim, helped = known_to_both
    make.consent(helped, "tell_police_assisted")
    for user in set(USERS) - {"officer", "analyst"}:
        assert assisting(cast, user, victim) == [], user


def test_another_persons_consent_says_nothing_of_this_one(
    cast: Cast, make: Makers, known_to_both: tuple[Victim, Beneficiary]
) -> None:
    victim, _helped = known_to_both
    make.consent(make.beneficiary(family_name="Kitokia"), "tell_police_assisted")
    assert assisting(cast, "officer", victim) == []


def test_knowing_of_help_opens_nothing_else(
    cast: Cast, make: Makers, known_to_both: tuple[Victim, Beneficiary]
) -> None:
    victim, helped = known_to_both
    make.consent(helped, "tell_police_assisted")
    assert assisting(cast, "officer", victim) == ["ngo_a"]
    with cast.acting("officer"):
        assert Beneficiary.objects.count() == Consent.objects.count() == 0
        assert not Person.objects.filter(pk=helped.person_id).exists()
    with cast.acting("ngo"):
        assert Victim.objects.count() == 0
        assert not Person.objects.filter(pk=victim.person_id).exists()


def test_the_subject_numbers_stay_sealed(cast: Cast, known_to_both: Any) -> None:
    for user in ("officer", "ngo", "analyst", "coordinator"):
        with (
            cast.acting(user),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("select * from people_subjectlink")


def test_addresses_of_others_are_as_if_absent(
    signed_in: Callable[..., Client], both: dict[str, Any]
) -> None:
    client = signed_in("ngo")
    absent = "/assistance/people/7d3f1c1e-0000-4000-8000-000000000000/"
    theirs = both["ngo_b"].get_absolute_url()
    assert client.get(theirs).status_code == client.get(absent).status_code == 404
    for row in (both["ngo_b project"], both["ngo_b report"]):
        assert client.get(row.get_absolute_url()).status_code == 404
    for name in ("officer", "funder", "coordinator", "migration", "auditor", "administrator"):
        assert signed_in(name).get(both["ngo_a"].get_absolute_url()).status_code == 404, name


# --- the referral desk: what each side sees before consent, after it, and after it is withdrawn

PAIRS = [(one, other) for one in WORKER for other in WORKER if one != other]
# Kind by kind, who reads the row: s the sender, r the receiver, nobody else. The analyst of the
# specialised unit reads the police's persons, and nothing of the desk.
#                       before  sent  accepted  withdrawn
READS: dict[str, tuple[str, str, str, str]] = {
    "sender's person":   ("s",  "s",  "s",      "s"),
    "consent":           ("",   "s",  "s",      "s"),
    "referral":          ("",   "sr", "sr",     "sr"),
    "what was passed":   ("",   "sr", "sr",     "s"),
    "receiver's person": ("",   "",   "r",      "r"),
    "taking over":       ("",   "",   "r",      "r"),
    "beneficiary":       ("",   "",   "r",      "r"),
}  # fmt: skip
PHASES = ("before", "sent", "accepted", "withdrawn")


ROWS = {
    "sender's person": "people_person where id = %(who)s",
    "consent": "assistance_consent",
    "referral": "assistance_referral",
    "what was passed": "assistance_referralcontent",
    "receiver's person": "people_person where custodian_id = %(receiver)s and id <> %(who)s",
    "taking over": "assistance_referraltaking",
    "beneficiary": "assistance_beneficiary",
}
QUESTION = f"select {', '.join(f'exists(select from {rows})' for rows in ROWS.values())}"


def seen_by(cast: Cast, user: str, who: Person, receiver: str) -> set[str]:
    """The kinds of which somebody reads a row; one question, because it is asked very often."""
    assert set(ROWS) == set(READS)
    with cast.acting(user), connection.cursor() as cursor:
        cursor.execute(QUESTION, {"who": who.pk, "receiver": cast.org(receiver).pk})
        return {kind for kind, found in zip(ROWS, cursor.fetchone(), strict=True) if found}


def expected(cast: Cast, user: str, phase: str, sender: str, receiver: str) -> set[str]:
    side = {WORKER[sender]: "s", WORKER[receiver]: "r"}.get(user, "-")
    place = PHASES.index(phase)
    kinds = {kind for kind, reads in READS.items() if side in reads[place]}
    if not receiver.startswith("ngo"):
        kinds -= {"beneficiary"}
    if user == "analyst":
        led = {code for code in (sender, receiver) if cast.org(code).regime == "led"}
        kinds |= {"sender's person"} if sender in led else set()
        has_own = READS["receiver's person"][place]
        kinds |= {"receiver's person"} if receiver in led and has_own else set()
    return kinds


@pytest.mark.parametrize(("sender", "receiver"), PAIRS)
def test_every_pair_of_organisations_sees_what_the_table_says(
    sender: str, receiver: str, cast: Cast
) -> None:
    who = somebody(cast, sender)

    def look(phase: str) -> None:
        for user in USERS:
            found = seen_by(cast, user, who, receiver)
            # people of a unit's own investigations aside, an officer reads what the own unit keeps
            assert found == expected(cast, user, phase, sender, receiver), (phase, user)

    with pytest.raises(ValidationError):
        send(cast, who, receiver)
    look("before")
    consent = allow(cast, who, receiver=receiver)
    referral = send(cast, who, receiver)
    look("sent")
    accept(cast, referral, WORKER[receiver])
    look("accepted")
    worker = WORKER[sender]
    with cast.acting(worker):
        actions.withdraw_consent(by=cast.user(worker), consent=consent, on=TODAY)
    look("withdrawn")
    with cast.acting(WORKER[receiver]):
        row = Referral.objects.get()
        assert (row.state, row.seen_at) == ("withdrawn", None)


@pytest.mark.parametrize(
    ("unit", "ngo"), [(u, n) for u in ("unit_a", "unit_b") for n in ("ngo_a", "ngo_b")]
)
def test_the_police_knows_of_help_between_consent_and_withdrawal_only(
    unit: str, ngo: str, cast: Cast
) -> None:
    """By the expressly joined rows: without birth date nothing else says it is one human."""
    nobody = {"birth_date": None, "birth_precision": "unknown"}
    who = somebody(cast, unit, **nobody)
    with cast.making(unit):
        case = Investigation.objects.create(number="A-1", registered_on=BEGUN, stage_on=BEGUN)
        case.refresh_from_db()
        victim = Victim.objects.create(investigation=case, person=who, status_on=BEGUN)
    police, helper = WORKER[unit], WORKER[ngo]
    passing = allow(cast, who, receiver=ngo)
    accept(cast, send(cast, who, ngo), helper)
    helped = Beneficiary.objects.get()

    def known() -> dict[str, list[str]]:
        return {user: assisting(cast, user, victim) for user in USERS}

    nothing: dict[str, list[str]] = {user: [] for user in USERS}
    told = {**nothing, police: [ngo], "analyst": [ngo]}
    assert known() == nothing
    consent = allow(cast, helped.person, "tell_police_assisted", beneficiary=helped)
    assert known() == told
    with cast.acting(helper):
        actions.withdraw_consent(by=cast.user(helper), consent=consent, on=TODAY)
    assert known() == nothing
    # to one unit by name: the analyst of another unit is not told
    allow(cast, helped.person, "tell_police_assisted", receiver=unit, beneficiary=helped)
    assert known() == {**nothing, police: [ngo]}
    with cast.acting(police):
        actions.withdraw_consent(by=cast.user(police), consent=passing, on=TODAY)
    # the rows are two humans again, so not even that is known
    assert known() == nothing
