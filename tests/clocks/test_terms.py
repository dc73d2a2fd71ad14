"""Which terms run, whose they are, how they stand, and what the pages say of them."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from assistance.models import FundingCall, Project, ProjectReport
from tests.cast import Cast
from tests.clocks.conftest import END, START, days, make_period, shown_on, terms_of
from tests.victims import making
from thbcases.access.acting import acting_system
from thbcases.accounts.models import User
from thbcases.clocks.queries import running
from thbcases.clocks.sources import Source, register_source, sources
from thbcases.codes.choices import TermEvent
from thbcases.codes.models import Article, Currency, SpecialDay, TermRule
from thbcases.investigations.models import Investigation, InvestigationArticle, Stage
from thbcases.niis.models import InformationRequest
from thbcases.victims.models import CompensationClaim, ReflectionPeriod

On = Callable[[date], None]
SignIn = Callable[..., Client]
VILNIUS = ZoneInfo("Europe/Vilnius")


def words_of(cast: Cast, name: str) -> list[str]:
    return [found.words for found in terms_of(cast.actor(name))]


def test_a_reflection_period_runs_for_the_unit_the_migration_and_whoever_helps(
    cast: Cast, period: ReflectionPeriod
) -> None:
    with cast.making("unit_a"):
        making.opened(cast, period.victim, ends_at="2099-01-01T00:00Z")

    assert words_of(cast, "officer") == ["30 days left"]
    assert words_of(cast, "ngo") == ["30 days left"]
    assert words_of(cast, "migration") == ["30 days left"] * 2
    for name in ("ngo_b", "responder", "funder", "coordinator", "auditor", "administrator"):
        assert words_of(cast, name) == [], name
    [mine] = terms_of(cast.actor("officer_b"))
    assert mine.term.name.startswith("Slaptutėunit_b")


@pytest.mark.parametrize(
    ("day", "state", "words"),
    [
        (START, "calm", "30 days left"),
        # the first warning of the rule comes 14 days before
        (END - days(15), "calm", "15 days left"),
        (END - days(14), "soon", "14 days left"),
        (END - days(1), "soon", "1 day left"),
        (END, "soon", "due today"),
        (END + days(1), "late", "1 day late"),
        (END + days(30), "late", "30 days late"),
    ],
)
def test_a_term_says_how_it_stands(
    cast: Cast, period: ReflectionPeriod, on: On, day: date, state: str, words: str
) -> None:
    on(day)
    [found] = terms_of(cast.actor("officer"))
    assert (found.state, found.words) == (state, words)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        # winter time: Vilnius is two hours ahead of UTC
        ("2026-03-28T21:59:59+00:00", "4 days left"),
        ("2026-03-28T22:00:00+00:00", "3 days left"),
        # the clocks go forward on 29 March at three in the morning; from then on it is three
        ("2026-03-29T20:59:59+00:00", "3 days left"),
        ("2026-03-29T21:00:00+00:00", "2 days left"),
        ("2026-04-01T20:59:59+00:00", "due today"),
        ("2026-04-01T21:00:00+00:00", "1 day late"),
    ],
)
def test_a_day_ends_at_midnight_in_vilnius(
    cast: Cast, period: ReflectionPeriod, clock: Any, moment: str, words: str
) -> None:
    clock.move_to(datetime.fromisoformat(moment))
    assert words_of(cast, "officer") == [words]


def test_a_stay_that_ran_out_long_ago_is_over(cast: Cast, period: ReflectionPeriod, on: On) -> None:
    on(END + days(31))
    assert words_of(cast, "officer") == []
    assert shown_on(cast, "officer", period) == ["over since 2026-04-01"]


def test_a_permit_after_the_reflection_period_meets_its_term(
    cast: Cast, period: ReflectionPeriod, on: On
) -> None:
    with cast.making("unit_a"):
        making.permit(
            period.victim, starts_on=END + days(1), ends_on=date(2026, 10, 1),
            proposed_on=END - days(9), decided_on=END - days(2),
        )  # fmt: skip
    on(END)
    [found] = terms_of(cast.actor("officer"))
    assert found.source.key == "victims.permit"
    assert shown_on(cast, "officer", period) == ["met 2 days before the end"]


def test_a_renewal_meets_the_term_of_the_permit_and_starts_its_own(
    cast: Cast, period: ReflectionPeriod
) -> None:
    with cast.making("unit_a"):
        old = making.permit(period.victim, starts_on=START, ends_on=date(2026, 9, 2))
        new = making.permit(
            period.victim, starts_on=date(2026, 9, 3), ends_on=date(2027, 3, 3), renewal_of=old,
            decided_on=date(2026, 9, 5), proposed_on=date(2026, 8, 20),
        )  # fmt: skip
    assert shown_on(cast, "officer", old) == ["met 3 days late"]
    assert shown_on(cast, "officer", new) == ["366 days left"]


@pytest.mark.parametrize("ground", ["recontact", "public_order", "own_wish"])
def test_ending_early_stops_the_clock_and_says_the_ground(
    cast: Cast, period: ReflectionPeriod, on: On, signed_in: SignIn, ground: str
) -> None:
    from thbcases.victims.queries import end_grounds

    on(START + days(5))
    grounds = {row.code: row for row in end_grounds(ReflectionPeriod, START)}
    page = signed_in("migration", HTTP_ACCEPT_LANGUAGE="en")
    url = reverse("victims:end_period", args=[period.uuid])
    answer = page.post(
        url, {"on": "2026-03-06", "ground": grounds[ground].pk, "version": period.version}
    )
    assert answer.status_code == 302, answer.content.decode()
    assert words_of(cast, "officer") == []
    assert shown_on(cast, "officer", period) == [f"ended early: {grounds[ground].name}"]
    text = page.get(period.get_absolute_url()).content.decode()
    assert "Help does not end with it" in text


# --- investigations


def _case(cast: Cast, number: str, day: date, article: str, *stages: tuple[str, str]) -> Any:
    with cast.making("unit_a"):
        kind, on = stages[-1]
        row = Investigation.objects.create(
            number=number, registered_on=day, stage=kind, stage_on=on
        )
        row.refresh_from_db()
        for kind, on in stages:
            Stage.objects.create(investigation=row, kind=kind, on=on)
        InvestigationArticle.objects.create(
            investigation=row, article=Article.objects.get(code=article), offence_on=day
        )
    return row


@pytest.mark.parametrize(
    ("article", "stages", "key", "due"),
    [
        ("147", [("checking", "2026-03-02")], "check", "2026-03-12"),
        ("147", [("registered", "2026-03-02")], "term", "2026-12-02"),
        ("147-2", [("ongoing", "2026-03-02")], "term", "2026-09-02"),
        (
            "147",
            [("registered", "2026-03-02"), ("suspended", "2026-03-02")],
            "appeal",
            "2026-03-09",
        ),
    ],
)
def test_the_terms_of_an_investigation(
    cast: Cast, clock: Any, article: str, stages: Any, key: str, due: str
) -> None:
    _case(cast, "01-1", START, article, *stages)
    [found] = terms_of(cast.actor("officer"))
    assert (found.source.key, found.due_on) == (f"investigations.{key}", date.fromisoformat(due))
    assert found.term.code == "01-1"
    assert terms_of(cast.actor("officer_b")) == []


def test_the_page_of_an_investigation_tells_met_terms_too(
    cast: Cast, clock: Any, signed_in: SignIn
) -> None:
    case = _case(
        cast, "01-1", date(2025, 9, 1), "147-2",
        ("checking", "2025-09-01"), ("registered", "2025-09-09"), ("suspended", "2025-12-01"),
        ("renewed", "2025-12-05"), ("completed_indictment", "2026-03-03"),
    )  # fmt: skip
    assert sorted(shown_on(cast, "officer", case)) == sorted(
        ["met 2 days before the end", "met 1 day late", "renewed"]
    )
    page = signed_in("officer", HTTP_ACCEPT_LANGUAGE="en").get(case.get_absolute_url())
    text = page.content.decode()
    assert "Met 2 days before the end" in text
    assert "Met 1 day late" in text


def test_an_appeal_that_was_not_made_is_over_and_nobody_is_late(
    cast: Cast, clock: Any, on: On
) -> None:
    case = _case(
        cast, "01-1", START, "147", ("registered", "2026-03-02"), ("suspended", "2026-03-03")
    )
    on(date(2026, 3, 13))
    assert words_of(cast, "officer") == []
    # seven days end on 10 March; the holiday comes after
    assert "over since 2026-03-10" in shown_on(cast, "officer", case)


# --- requests, claims, projects


def test_a_request_is_a_term_of_the_unit_that_is_asked(cast: Cast, clock: Any) -> None:
    with cast.acting("officer_b"):
        InformationRequest.objects.create(
            reference="P-1", asked=cast.org("unit_a"), parts=["person"], reason="r",
            legal_basis="BPK 97", purpose="01-1", urgency="urgent",
            due_on=START + days(3),
        )  # fmt: skip
        InformationRequest.objects.update()
    # the database says when it was asked: now, not on the moved clock
    [found] = terms_of(cast.actor("officer"))
    assert (found.source.key, found.due_on) == ("niis.request_urgent", START + days(3))
    assert terms_of(cast.actor("officer_b")) == []


def test_a_claim_waits_for_its_decision(cast: Cast, period: ReflectionPeriod, on: On) -> None:
    with cast.making("unit_a"):
        claim = CompensationClaim.objects.create(
            victim=period.victim, payer="offender", claimed_on=START, amount=Decimal(10),
            currency=Currency.objects.get(code="EUR"),
        )  # fmt: skip
    keys = {found.source.key: found for found in terms_of(cast.actor("officer"))}
    assert keys["victims.compensation"].due_on == date(2026, 4, 2)
    with cast.making("unit_a"):
        CompensationClaim.objects.filter(pk=claim.pk).update(
            state="refused", decided_on=date(2026, 4, 2)
        )
    assert "met on the last day" in shown_on(cast, "officer", period.victim)


def test_a_project_owes_its_report_and_the_ministry_its_decision(cast: Cast, clock: Any) -> None:
    with cast.making("social"):
        call = FundingCall.objects.create(
            year=2025, title="Kvietimas", opens_on=START, closes_on=START,
            currency=Currency.objects.get(code="EUR"),
        )  # fmt: skip
    over = date(2026, 2, 28)
    with cast.making("ngo_a"):
        project = Project.objects.create(
            call=call, number="7", title="Namai", starts_on=date(2025, 3, 1), ends_on=over,
            requested=Decimal(1), granted=Decimal(1), decided_on=date(2025, 3, 1), state="funded",
        )  # fmt: skip
        project.refresh_from_db()
    [owed] = terms_of(cast.actor("ngo"))
    assert (owed.source.key, owed.due_on) == ("assistance.report", over + days(30))
    assert [f.source.key for f in terms_of(cast.actor("funder"))] == ["assistance.report"]
    assert terms_of(cast.actor("ngo_b")) == terms_of(cast.actor("officer")) == []
    with cast.making("ngo_a"):
        ProjectReport.objects.create(
            project=project, starts_on=date(2025, 3, 1), ends_on=over, text="t", spent=Decimal(1),
            state="submitted", submitted_on=START,
        )  # fmt: skip
    assert terms_of(cast.actor("ngo")) == []
    [decision] = terms_of(cast.actor("funder"))
    assert (decision.source.key, decision.due_on) == ("assistance.decision", START + days(30))
    assert shown_on(cast, "ngo", project) == ["met 28 days before the end"]


# --- rules


def test_a_rule_that_changes_in_mid_term_leaves_running_terms(
    cast: Cast, clock: Any, on: On
) -> None:
    case = _case(cast, "01-1", START, "147", ("checking", "2026-03-02"))
    with acting_system("test"):
        TermRule.objects.filter(event="pti_check").update(valid_to=date(2026, 3, 5))
        TermRule.objects.create(
            event="pti_check", length=3, unit="working_day", valid_from=date(2026, 3, 6),
            source="a new law",
        )  # fmt: skip
    on(date(2026, 3, 9))
    later = _case(cast, "01-2", date(2026, 3, 6), "147", ("checking", "2026-03-06"))
    due = {found.term.record.pk: found.due_on for found in terms_of(cast.actor("officer"))}
    assert due == {case.pk: date(2026, 3, 12), later.pk: date(2026, 3, 12)}
    with acting_system("test"):
        TermRule.objects.filter(length=3, event="pti_check").update(applies_to_running=True)
    due = {found.term.record.pk: found.due_on for found in terms_of(cast.actor("officer"))}
    assert due == {case.pk: date(2026, 3, 6), later.pk: date(2026, 3, 12)}


def test_two_kinds_of_terms_never_have_one_name() -> None:
    known = sources()[0]
    register_source(known)
    with pytest.raises(ValueError, match=known.key):
        register_source(Source(known.key, TermEvent.TIP_ANSWER, "other", "audit.read", list))


# --- pages


def test_home_and_list_show_what_is_mine(
    cast: Cast, period: ReflectionPeriod, on: On, signed_in: SignIn
) -> None:
    on(END + days(2))
    officer = signed_in("officer", HTTP_ACCEPT_LANGUAGE="en")
    home = officer.get("/").content.decode()
    assert "My terms" in home
    assert "2 days late" in home
    assert "Slaptutėunit_a" in home
    assert "Slaptutėunit_b" not in home
    page = officer.get(reverse("clocks:terms")).content.decode()
    assert "2 days late" in page
    assert "AL-" in page
    assert "Slaptutėunit_b" not in page
    assert (
        "My terms"
        not in signed_in("coordinator", HTTP_ACCEPT_LANGUAGE="en").get("/").content.decode()
    )


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"a", "b"}),
        ("kind=victims.reflection", {"a", "b"}),
        ("kind=victims.permit", set()),
        ("state=soon", {"a"}),
        ("state=calm", {"b"}),
        ("state=late", set()),
        ("unit=A", {"a"}),
        ("kind=nonsense&state=%00&unit=x&page=99&per_page=x", {"a", "b"}),
    ],
)
def test_the_list_is_filtered(
    cast: Cast, clock: Any, on: On, signed_in: SignIn, query: str, shown: set[str]
) -> None:
    make_period(cast, "unit_a")
    make_period(cast, "unit_b", ends_on=END + days(20))
    on(END - days(3))
    query = query.replace("=A", f"={cast.org('unit_a').uuid}")
    text = signed_in("migration").get(f"{reverse('clocks:terms')}?{query}").content.decode()
    assert {side for side in "ab" if f"Slaptutėunit_{side}" in text} == shown


def test_the_list_has_pages(cast: Cast, clock: Any, signed_in: SignIn) -> None:
    for number in range(26):
        make_period(cast, "unit_a", starts_on=START, ends_on=END + days(number))
    officer = signed_in("officer", HTTP_ACCEPT_LANGUAGE="en")
    first, second = (
        officer.get(reverse("clocks:terms"), {"page": page}).content.decode() for page in (1, 2)
    )
    assert "26 records" in first
    assert (first.count("Slaptutėunit_a"), second.count("Slaptutėunit_a")) == (25, 1)


def test_who_was_shown_in_the_list_is_entered_as_read(
    cast: Cast, period: ReflectionPeriod, signed_in: SignIn
) -> None:
    from thbcases.audit.models import Entry

    signed_in("officer").get(reverse("clocks:terms"))
    with acting_system("test"):
        read = Entry.objects.filter(verb="consultation", kind="victims_reflectionperiod")
        assert [entry.records for entry in read] == [[period.uuid]]


@pytest.mark.parametrize("name", ["officer", "responder", "auditor", "administrator"])
def test_everybody_reads_the_rules_and_who_is_warned(
    cast: Cast, clock: Any, signed_in: SignIn, name: str
) -> None:
    with acting_system("test"):
        SpecialDay.objects.create(
            code="x", on=date(2026, 5, 4), name_lt="Perkelta", name_en="A moved day", source="law"
        )
    text = signed_in(name, HTTP_ACCEPT_LANGUAGE="en").get(reverse("clocks:rules")).content.decode()
    for said in (
        "Check of a report before an investigation starts", "10 days", "2 working days",
        "A last day that is a day off moves to the next working day.",
        "14 days before: whoever has to act", "1 day after: head of the unit that has to act",
        "Code of Criminal Procedure (BPK) Art. 168", "A moved day",
    ):  # fmt: skip
        assert said in text, said
    assert "nobody is warned" not in text


def test_a_rule_that_warns_nobody_says_so(cast: Cast, clock: Any, signed_in: SignIn) -> None:
    with acting_system("test"):
        rule = TermRule.objects.get(event="pti_check")
        rule.warnings.update(is_active=False)
    text = signed_in("officer", HTTP_ACCEPT_LANGUAGE="en").get(reverse("clocks:rules"))
    assert text.content.decode().count("nobody is warned") == 1


def test_without_anybody_acting_no_term_is_there(period: ReflectionPeriod, cast: Cast) -> None:
    from thbcases.access.acting import acting

    with acting(None):
        assert running() == []


def test_a_head_is_a_head_in_the_own_unit_only(cast: Cast, head: User, clock: Any) -> None:
    from thbcases.clocks.queries import is_head

    actor = head.actor()
    assert actor is not None
    assert is_head(actor)
    assert not is_head(cast.actor("officer"))
