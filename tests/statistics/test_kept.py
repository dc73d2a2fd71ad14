"""What is kept of the facts is what they are defined to be, whatever is written."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.statistics import slow
from tests.statistics.history import History
from tests.statistics.telling import DAYS, play, stories
from thbcases.access.acting import acting, acting_system
from thbcases.core.periods import half, year
from thbcases.investigations.choices import StageKind
from thbcases.investigations.choices import SuspectState as P
from thbcases.statistics import counting
from thbcases.statistics.indicators import INDICATORS
from thbcases.statistics.kept.ddl import KEPT
from thbcases.statistics.kept.keeping import rebuild, settle, wrong
from thbcases.statistics.kept.touching import LISTS, TOUCHES
from thbcases.statistics.queries import country_table
from thbcases.victims.choices import VictimStatus as V

# One row of a table by its place in it, whatever keys there are.
ONE = (
    "{column} = (select {column} from {table} order by {column} "
    "offset %(n)s %% greatest((select count(*) from {table}), 1) limit 1)"
)
DAY = "%(day)s::date"
OTHER = "(select id from {list} order by id offset %(m)s limit 1)"
# What can be written: a table, and what its row becomes; nothing means that it goes.
WRITES = (
    ("people_person", f"birth_date = {DAY}, birth_year = null, birth_precision = 'date'"),
    ("people_person", "sex = 'female'"),
    ("people_person", "is_stateless = not is_stateless"),
    ("people_personcitizenship", ""),
    ("people_personcitizenship", f"country_id = {OTHER.format(list='codes_country')}"),
    ("people_subjectlink", "subject = (select min(subject) from people_subjectlink)"),
    ("victims_victimdecision", f'"on" = {DAY}'),
    ("victims_exploitationepisode", ""),
    ("victims_exploitationepisode", f"form_id = {OTHER.format(list='codes_exploitationform')}"),
    ("victims_exploitationepisode", "starts_on = null, ends_on = null"),
    ("victims_victim", f"identified_by_id = {OTHER.format(list='accounts_organisation')}"),
    ("investigations_investigation", f"registered_on = {DAY}"),
    ("investigations_investigation", "reach = 'domestic'"),
    ("investigations_stage", ""),
    ("investigations_stage", f'"on" = {DAY}'),
    ("investigations_investigationarticle", ""),
    ("investigations_investigationform", ""),
    ("investigations_investigationcountry", ""),
    ("investigations_courtcase", f"handed_over_on = {DAY}"),
    ("investigations_judgment", f'"on" = {DAY}, final_on = null'),
    ("investigations_sentence", "outcome = 'acquitted', years = null, months = null"),
    ("investigations_sentence", ""),
    ("investigations_suspect", "legal_code = '300000009'"),
    ("investigations_suspectstatus", f'"on" = {DAY}'),
    ("investigations_suspectstatus", ""),
    ("investigations_charge", ""),
    ("assistance_beneficiary", "status = 'at_risk'"),
    ("assistance_beneficiary", f"registered_on = {DAY}"),
    ("assistance_service", f'"on" = {DAY}, ended_on = null'),
    ("assistance_service", ""),
    ("codes_article", "is_trafficking = not is_trafficking"),
    ("codes_article", "concerns_children = not concerns_children"),
    ("codes_exploitationform", "category = 'labour'"),
    ("codes_country", "kind = 'stateless'"),
    ("codes_eumembership", f"valid_from = {DAY}, valid_to = null"),
    ("codes_eumembership", ""),
    ("accounts_organisation", "municipality_id = (select max(id) from codes_municipality)"),
)
# Of a list, a row that facts look up.
IN_USE = {
    "codes_article": "select article_id from investigations_investigationarticle limit 1",
    "codes_exploitationform": "select form_id from investigations_investigationform limit 1",
    "codes_country": "select country_id from people_personcitizenship order by id limit 1",
    "codes_eumembership": "select m.id from codes_eumembership m join people_personcitizenship c "
    "using (country_id) limit 1",
    "accounts_organisation": "select custodian_id from victims_victim limit 1",
}
YEARS = [year(2011), year(2012), year(2013)]


def run(sql: str, given: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given or {})
        return cursor.fetchall() if cursor.description else []


def write(table: str, becomes: str, **given: Any) -> bool:
    """Write one row; False when the database refuses it, as it does for anybody."""
    column = "person_id" if table == "people_subjectlink" else "id"
    one = ONE.format(table=table, column=column)
    what = f"update {table} set {becomes}" if becomes else f"delete from {table}"
    try:
        with acting_system("test"):
            run(f"{what} where {one}", given)
    except IntegrityError:
        return False
    return True


def all_right() -> None:
    assert {kept.fact: wrong(kept) for kept in KEPT} == {kept.fact: 0 for kept in KEPT}


def shown_as_defined(cast: Cast) -> None:
    """What the coordinator counts over is what the definitions say, settled or not."""
    for kept in KEPT:
        view = "fact_investigation_open" if kept.fact == "open" else f"fact_{kept.fact}"
        if kept.fact == "helped":
            view = "(select * from fact_registration where rank = 1) helped"
        right = sorted(map(str, run(f"select to_jsonb(d) from ({kept.definition}) d")))
        alias = view.rpartition(" ")[2]
        with cast.acting("coordinator"):
            shown = run(f"select to_jsonb({alias}) - 'sole' from {view}")
        assert sorted(map(str, shown)) == right, kept.fact


@pytest.fixture
def everything(history: History) -> History:
    """Something in every table that a fact looks at."""
    for unit, human in (("unit_a", 2), ("unit_b", 1)):
        history.human(unit, 1, citizenships=("LV", "UA"))
        case = history.investigation(unit, "2012-03-01", (StageKind.SUSPENDED, "2012-07-01"))
        history.about(case, ["SEX_PROST"], ["GB"], has_main=True)
        victim = history.victim(case, 1, (V.PRESUMED, "2012-03-02"), (V.RECOGNISED, "2012-04-02"))
        history.exploited(victim, "BEG", True, country_code="GB")
        suspect = history.suspect(
            case, human, (P.INFORMATION, "2012-03-02"), (P.PROSECUTED, "2012-04-02"), charge="147"
        )
        history.judgment(history.court(case, "2012-05-01"), "2012-06-01", {"suspect": suspect})
    history.service("ngo_a", 1, "2012-03-05")
    history.service("ngo_b", 1, "2012-03-05", "2013-01-05")
    return history


@pytest.mark.parametrize(("table", "becomes"), WRITES)
def test_each_write_is_noticed_shown_at_once_and_settled(
    everything: History, table: str, becomes: str
) -> None:
    settle()
    all_right()
    assert run("select count(*) from statistics_touched") == [(0,)]
    place = _place(table, IN_USE[table]) if table in IN_USE else 0
    assert write(table, becomes, n=place, m=3, day="2013-07-01")
    assert run("select count(*) > 0 from statistics_touched") == [(True,)]
    all_right()
    shown_as_defined(everything.cast)
    assert settle() > 0
    assert run("select count(*) from statistics_touched") == [(0,)]
    all_right()
    shown_as_defined(everything.cast)


def _place(table: str, query: str) -> int:
    ((key,),) = run(query)
    ((place,),) = run(f"select count(*) from {table} where id < %(key)s", {"key": key})
    return int(place)


def test_every_table_that_facts_look_at_is_written_in_these_tests() -> None:
    watched = {table for table, _space, _column in TOUCHES} | set(LISTS)
    assert watched == {table for table, _becomes in WRITES}


a_write = st.tuples(
    st.sampled_from(WRITES), st.integers(0, 20), st.integers(0, 20), st.sampled_from(DAYS)
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    story=stories(),
    writes=st.lists(a_write, min_size=1, max_size=8),
    settled=st.lists(st.booleans(), min_size=8, max_size=8),
)
def test_after_any_writes_kept_is_defined_and_nobody_is_counted_twice(
    cast: Cast, story: slow.Story, writes: list[Any], settled: list[bool]
) -> None:
    with transaction.atomic():
        play(History(cast), story)
        settle()
        for (what, n, m, day), now in zip(writes, settled, strict=False):
            note(f"{what} {n} {m} {day} {'settled' if now else ''}")
            write(*what, n=n, m=m, day=day)
            all_right()
            if now:
                settle()
                all_right()
        shown_as_defined(cast)
        _counted_alike(cast)
        transaction.set_rollback(True)


def _counted_alike(cast: Cast) -> None:
    """Simply adding sole facts gives what looking at all of them together gives."""
    for name in ("coordinator", "officer", "ngo"):
        for periods in (YEARS, [half(2012, 1), half(2012, 2), half(2013, 1)]):
            with cast.acting(name):
                quick = country_table(periods, INDICATORS)
            with pytest.MonkeyPatch.context() as patch, cast.acting(name):
                patch.setattr(counting._Asked, "adds", lambda self, indicator: False)
                thorough = country_table(periods, INDICATORS)
            assert quick == thorough, name


def test_a_wrong_row_is_found_and_mended_by_the_command(everything: History) -> None:
    settle()
    run("update statistics_keptvictim set sex = 'unknown'")
    run("delete from statistics_touched")
    with pytest.raises(CommandError, match="victim"):
        call_command("rebuild_facts", "--check", verbosity=0)
    rebuild(lambda kept: None)
    all_right()
    shown_as_defined(everything.cast)
    call_command("rebuild_facts", "--check", verbosity=0)


def test_nobody_reads_what_is_kept_or_touched(everything: History) -> None:
    for kept in KEPT:
        with (
            everything.cast.acting("coordinator"),
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
        ):
            run(f"select * from {kept.table}")


def test_what_works_touched_rows_out_gives_nobody_more_than_the_views(everything: History) -> None:
    """The views ask functions that anybody may call, so these hold the same condition."""
    asked = [f"select custodian_id from {kept.fresh_name}()" for kept in KEPT]
    units = {name: everything.cast.org(name).pk for name in ("unit_a", "unit_b", "ngo_a", "ngo_b")}
    seen: dict[str, set[int]] = {}
    for name in ("coordinator", "officer_b", "ngo", "auditor"):
        with everything.cast.acting(name):
            seen[name] = {number for sql in asked for (number,) in run(sql)}
    assert seen["coordinator"] >= {units["unit_a"], units["ngo_a"]}
    assert seen["officer_b"] <= {units["unit_b"]}
    assert seen["ngo"] == {units["ngo_a"]}
    assert seen["auditor"] == set()
    with acting(None):
        assert [row for sql in asked for row in run(sql)] == []


def test_reading_a_figure_settles_what_was_written(everything: History) -> None:
    assert run("select count(*) > 0 from statistics_touched") == [(True,)]
    with everything.cast.acting("coordinator"):
        country_table([year(2012)])
    assert run("select count(*) from statistics_touched") == [(0,)]
