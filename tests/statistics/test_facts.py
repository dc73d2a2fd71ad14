"""Who counts over which facts, and that no fact holds an identity."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from assistance.models import Beneficiary, Service
from tests.cast import Cast
from tests.statistics import slow
from tests.statistics.history import History, day
from thbcases.access import facts
from thbcases.access.acting import acting
from thbcases.access.facts import Area, UnknownScope, counts_all, fact_condition
from thbcases.access.roles import Role
from thbcases.access.table import TABLE, Scope, rows
from thbcases.investigations.choices import SuspectState as P
from thbcases.investigations.models import Investigation, Suspect
from thbcases.people.models import Person
from thbcases.statistics.models import (
    AssistanceFact,
    ChildFact,
    ClosingFact,
    CourtFact,
    DetailFact,
    Fact,
    GapFact,
    InvestigationFact,
    NoticedFact,
    OffenceFact,
    OfferFact,
    OpenFact,
    ProjectFact,
    RegistrationFact,
    SanctionFact,
    SentenceFact,
    SuspectFact,
    VictimFact,
)
from thbcases.victims.choices import VictimStatus as V
from thbcases.victims.models import Victim

CASES: tuple[type[Fact], ...] = (
    InvestigationFact,
    OpenFact,
    VictimFact,
    OffenceFact,
    SuspectFact,
    CourtFact,
    SentenceFact,
    NoticedFact,
    ChildFact,
    SanctionFact,
)
HELP: tuple[type[Fact], ...] = (AssistanceFact, ProjectFact, ClosingFact, OfferFact)
# Of both: an investigation registers victims, and so does whoever helps.
BOTH: tuple[type[Fact], ...] = (RegistrationFact, DetailFact)
EVERY = CASES + HELP + BOTH

# Everything a fact may say. Numbers, days, and words of closed lists: no name, no birth date, no
# identifier, no text that somebody typed.
ALLOWED = {
    "fact_investigation": (
        "id custodian_id registered_on reach is_trafficking is_child_case form form_id eurostat "
        "destination_id municipality_id"
    ),
    "fact_investigation_open": (
        "id custodian_id is_trafficking is_child_case reach form form_id eurostat destination_id "
        "municipality_id opened_on closed_on sole"
    ),
    "fact_victim": (
        "id custodian_id subject investigation_id identified_by_id investigation_on reach "
        "is_trafficking is_child_case presumed_on recognised_on registered_on sex age_group "
        "age_group_exploited citizenship form form_id eurostat destination_id citizen_of_id "
        "municipality_id identification sole"
    ),
    "fact_registration": (
        "id custodian_id victim_id beneficiary_id rank registered_by_id subject registered_on "
        "identification sex age_group age_group_exploited citizenship citizen_of_id form form_id "
        "eurostat destination_id municipality_id"
    ),
    "fact_registration_detail": (
        "id custodian_id victim_id beneficiary_id municipality_id age_band form_ids means_ids "
        "relationship_id"
    ),
    "fact_offence": (
        "id custodian_id investigation_id article_id registered_on is_trafficking municipality_id"
    ),
    "fact_closing": (
        "id custodian_id beneficiary_id subject is_victim project_id closed_on result_id sex "
        "age_group municipality_id"
    ),
    "fact_suspect": (
        "id custodian_id kind subject legal_key investigation_id reach is_trafficking "
        "is_child_case form form_id eurostat municipality_id known_on suspected_on prosecuted_on "
        "decided_on decision is_charged is_knowing_use sex age_group citizenship sole"
    ),
    "fact_court": (
        "id custodian_id reach is_trafficking is_child_case form form_id eurostat municipality_id "
        "handed_over_on decided_on"
    ),
    "fact_sentence": (
        "id custodian_id subject legal_key investigation_id suspect_id reach form form_id eurostat "
        "municipality_id is_trafficking is_child_case instance judged_on final_on outcome months "
        "sex age_group citizenship is_knowing_use sole"
    ),
    "fact_assistance": (
        "id custodian_id beneficiary_id subject is_victim project_id kind_id starts_on ends_on "
        "sex age_group citizenship municipality_id units unit cost sole"
    ),
    "fact_child": (
        "id custodian_id municipality_id subject registered_on sex citizenship form form_id "
        "eurostat child_band notice represented interviewed placed"
    ),
    "fact_sanction": (
        "id custodian_id municipality_id subject act_on decided_on case_state fine currency "
        "conduct answer"
    ),
    "fact_revisit": "id custodian_id municipality_id subject act_on decided_on",
    "fact_gap": "id custodian_id municipality_id gap kind since_on",
    "fact_noticed": (
        "id custodian_id subject noticed_on organisation_kind sex age_group municipality_id"
    ),
    "fact_offer": (
        "id custodian_id offered_on reply reason_id kind_id sex age_group municipality_id"
    ),
    # Tips as numbers: no words, no sender.
    "fact_tip": ("id custodian_id year month channel kind state outcome days_to_answer"),
    "fact_project": (
        "id custodian_id year is_funded starts_on ends_on granted currency_id municipality_id"
    ),
    # Which records changed since a publication: for whoever revises it, and of no content.
    "fact_change": "model record_id kind verb custodian_id changed_at",
}


def ask(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


@pytest.fixture
def everything(history: History) -> History:
    """Something of every kind, at two units and two NGOs."""
    for unit, human in (("unit_a", 2), ("unit_b", 4)):
        case = history.investigation(unit, "2012-03-01")
        told = history.victim(case, 1, (V.PRESUMED, "2012-03-02"))
        history.child(told, slow.Told(slow.Human(1, "female", None), [], found_age=15))
        history.human(unit, human)
        act = slow.ToldSanction(
            unit, slow.Human(human, "male", None), day("2012-03-01"), "use", "LTL"
        )
        history.sanction(act)
        suspect = history.suspect(case, human, (P.INFORMATION, "2012-03-02"))
        history.judgment(history.court(case, "2012-05-01"), "2012-06-01", {"suspect": suspect})
        history.noticed(unit, 1, "2012-03-01")
    for ngo in ("ngo_a", "ngo_b"):
        history.service(ngo, 1, "2012-03-05")
        history.close(ngo, 1, "2012-12-01")
        history.project(ngo, "2012-01-01", "2012-12-31")
        declined = slow.ToldOffer(ngo, day("2012-03-05"), "female", "adult", "declined", "fear")
        history.offer(declined)
    return history


def seen(cast: Cast, name: str) -> dict[str, int]:
    """How many facts of each kind somebody counts over."""
    with cast.acting(name):
        return {fact._meta.db_table: fact._default_manager.count() for fact in EVERY}


def expected(cases: int, help_: int) -> dict[str, int]:
    counts = {**dict.fromkeys(CASES, cases), **dict.fromkeys(HELP, help_)}
    counts |= dict.fromkeys(BOTH, cases + help_)
    return {fact._meta.db_table: number for fact, number in counts.items()}


@pytest.mark.parametrize(
    ("name", "cases", "help_"),
    [
        ("coordinator", 2, 2),
        ("analyst", 2, 2),
        ("officer", 1, 0),
        ("officer_b", 1, 0),
        ("ngo", 0, 1),
        ("ngo_b", 0, 1),
        ("funder", 0, 2),
        ("migration", 0, 0),
        ("auditor", 0, 0),
        ("administrator", 0, 0),
    ],
)
def test_each_role_counts_over_its_own_facts(
    everything: History, name: str, cases: int, help_: int
) -> None:
    assert seen(everything.cast, name) == expected(cases, help_)


def test_an_officer_counts_over_the_own_unit_only(everything: History) -> None:
    with everything.cast.acting("officer"):
        owners = {
            owner for f in CASES + BOTH for owner in f._default_manager.values_list("custodian_id")
        }
    assert owners == {(everything.cast.org("unit_a").pk,)}


def test_with_nobody_acting_there_are_no_facts(everything: History) -> None:
    with acting(None):
        assert {f._default_manager.count() for f in (*EVERY, GapFact)} == {0}


def test_the_coordinator_counts_facts_and_reads_no_record(everything: History) -> None:
    with everything.cast.acting("coordinator"):
        assert VictimFact._default_manager.count() == 2
        for model in (Investigation, Victim, Suspect, Person, Beneficiary, Service):
            assert model._default_manager.count() == 0, model


def test_facts_hold_no_identity(db: None) -> None:
    for fact in (*EVERY, GapFact):
        view = fact._meta.db_table
        columns = ask(
            "select column_name from information_schema.columns where table_name = %s "
            "order by ordinal_position",
            view,
        )
        assert {name for (name,) in columns} == set(ALLOWED[view].split())
        assert {field.column for field in fact._meta.fields} == set(ALLOWED[view].split())


def test_a_change_says_nothing_of_the_record(db: None) -> None:
    columns = ask(
        "select column_name from information_schema.columns where table_name = %s", "fact_change"
    )
    assert {name for (name,) in columns} == set(ALLOWED["fact_change"].split())


def test_every_view_is_a_barrier_with_a_condition_and_read_only(db: None) -> None:
    views = dict(
        ask(
            "select relname::text, reloptions from pg_class join pg_namespace n "
            "on n.oid = relnamespace where relkind = 'v' and nspname = 'public'"
        )
    )
    assert set(views) == set(ALLOWED)
    assert set(map(tuple, views.values())) == {("security_barrier=true",)}
    role = settings.DATABASE_APP_ROLE
    for view in views:
        privileges = [
            ask("select has_table_privilege(%s, %s, %s)", role, view, verb)[0][0]
            for verb in ("select", "insert", "update", "delete")
        ]
        assert privileges == [True, False, False, False], view
        (definition,) = ask("select pg_get_viewdef(%s::regclass)", view)[0]
        assert "thb.role" in definition


def test_the_sealed_subject_table_stays_closed(everything: History) -> None:
    with (
        everything.cast.acting("coordinator"),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        ask("select * from people_subjectlink")


def test_the_condition_follows_the_rights_table(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counts_all(Role.COORDINATOR, Area.CASES)
    assert not counts_all(Role.FUNDER, Area.CASES)
    assert counts_all(Role.FUNDER, Area.HELP)
    assert "'funder'" not in fact_condition(Area.CASES, "x.custodian_id")
    monkeypatch.setitem(TABLE["statistics"], Role.NGO, rows(Scope.GRANTED))
    with pytest.raises(UnknownScope):
        facts.fact_condition(Area.CASES, "x.custodian_id")


def test_people_who_were_never_linked_are_still_counted(
    everything: History, figure: Callable[..., Any]
) -> None:
    case = everything.investigation("unit_a", "2012-04-01")
    with everything.cast.making("unit_a"):
        stranger = Person.objects.create(family_name="Nesusieta")
        victim = Victim.objects.create(
            investigation=case, person=stranger, status_on=case.registered_on
        )
        victim.decisions.create(status="presumed", on=case.registered_on, decider="police")
    assert figure("presumed_victims", 2012) == 2
