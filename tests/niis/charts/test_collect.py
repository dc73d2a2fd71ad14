"""Graphs from records: what is in them, what is only counted, and how much it asks."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, person
from tests.niis.charts.conftest import DAY, Scene, assign, hang
from thbcases.investigations.models import Investigation, Suspect
from thbcases.niis.charts import collect
from thbcases.niis.charts.graph import CaseLink, Graph


def kinds(graph: Graph) -> list[str]:
    return sorted(f"{link.kind}" for link in graph.links)


def test_a_case_is_drawn_with_its_people_and_what_hangs_on_them(cast: Cast, scene: Scene) -> None:
    with cast.acting("officer"):
        graph = collect.around([scene.key("case_a")]).graph
    names = ("case_a", "suspect_a", "victim_a", "journey_a", "car_a", "phone_a", "victims_phone_a",
             "farm_a", "passport_suspect_a", "passport_victim_a")  # fmt: skip
    assert set(graph.by_key) == {scene.key(name) for name in names}
    assert kinds(graph) == sorted(
        ["suspect", "victim", "journey", "owner", "user", "user", "mentioned", "held_at",
         "document", "document"]
    )  # fmt: skip
    start = graph.by_key[scene.key("case_a")]
    assert start.is_start
    assert start.hidden == 0
    [owner] = [link for link in graph.links if link.kind == "owner"]
    assert (owner.grade, owner.handling, owner.on) == ("B2", "H1", DAY)


def test_every_record_can_be_the_beginning(cast: Cast, scene: Scene) -> None:
    names = ("case_a", "suspect_a", "car_a", "journey_a", "passport_suspect_a")
    with cast.acting("officer"):
        for name in names:
            graph = collect.around([scene.key(name)], rounds=4).graph
            assert scene.key("case_a") in graph.by_key, name


def test_the_other_units_records_are_not_there(cast: Cast, scene: Scene) -> None:
    with cast.acting("officer"):
        assert collect.around([scene.key("case_b")]).graph == Graph()
        graph = collect.around([scene.key("car_a")], rounds=4).graph
    assert not [key for key in graph.by_key if key == scene.key("car_b")]


def test_an_analyst_sees_that_two_plates_are_written_alike(cast: Cast, scene: Scene) -> None:
    with cast.acting("analyst"):
        graph = collect.around([scene.key("car_a")], rounds=3).graph
    assert scene.key("case_b") in graph.by_key
    [same] = [link for link in graph.links if link.kind == CaseLink.SAME and "object" in link.a]
    assert {same.a, same.b} >= {scene.key("car_a"), scene.key("car_b")}
    assert same.nature == "assessment"


def test_what_the_viewer_may_not_see_is_counted(cast: Cast, scene: Scene) -> None:
    """Unit B works on one case of unit A; the suspect stands in a second one, too."""
    with cast.making("unit_a"):
        other = Investigation.objects.create(number="A-2", registered_on=DAY, stage_on=DAY)
        Suspect.objects.create(investigation=other, person=scene["suspect_a"], state_on=DAY)
        hang(scene, "car_a", "", "", "seen_with", investigation=other)
        Investigation.objects.filter(pk=other.pk).update(joined_into=scene["case_a"])
    assign(cast, scene, "case_a", "unit_b")
    with cast.acting("officer"):
        assert collect.around([scene.key("case_a")]).graph.hidden == 0
    with cast.acting("officer_b"):
        graph = collect.around([scene.key("case_a")]).graph
    assert graph.by_key[scene.key("suspect_a")].hidden == 1
    assert graph.by_key[scene.key("car_a")].hidden == 1
    assert graph.by_key[scene.key("case_a")].hidden == 1
    assert "A-2" not in [node.label for node in graph.nodes]


def test_nothing_is_counted_for_those_who_do_not_see_the_node_or_are_no_police(
    cast: Cast, scene: Scene
) -> None:
    records = {scene.key("suspect_a"): scene["suspect_a"], scene.key("car_a"): scene["car_a"],
               scene.key("case_a"): scene["case_a"]}  # fmt: skip
    for user in ("officer_b", "ngo", "migration", "coordinator"):
        with cast.acting(user):
            assert set(collect.hidden_counts(records).values()) == {0}, user


def test_an_ngos_rows_are_never_counted(cast: Cast, scene: Scene) -> None:
    with cast.making("ngo_a"):
        own = person(family_name="Slaptutėa")
        hang(scene, "ngo_car", "vehicle", "ABC 123", "owner", person=own)
    for user in ("officer", "analyst"):
        with cast.acting(user):
            graph = collect.around([scene.key("car_a")], rounds=4).graph
            assert graph.hidden == 0, user
            assert scene.key("ngo_car") not in graph.by_key, user


def test_victims_and_what_leads_to_them_are_known_even_when_their_case_is_not_drawn(
    cast: Cast, scene: Scene
) -> None:
    names = ("victim_a", "passport_victim_a", "victims_phone_a", "farm_a", "journey_a")
    open_names = ("suspect_a", "car_a", "passport_suspect_a", "case_a")
    with cast.acting("officer"):
        for name in (*names, *open_names):
            graph = collect.between([scene.key(name)]).graph
            assert [node.is_protected for node in graph.nodes] == [name in names], name


def test_a_victim_known_to_another_unit_is_a_victim_here(cast: Cast, scene: Scene) -> None:
    same = {"family_name": "Viena", "given_name": "Ta Pati", "birth_date": DAY,
            "birth_precision": "date"}  # fmt: skip
    with cast.making("unit_b"):
        from thbcases.victims.models import Victim

        Victim.objects.create(
            investigation=scene["case_b"], person=person(**same), status="presumed", status_on=DAY
        )
    with cast.making("unit_a"):
        here = person(**same)
    with cast.acting("officer"):
        [node] = collect.between([f"person:{here.uuid}"]).graph.nodes
    assert node.is_protected


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_more_rows_ask_no_more(cast: Cast, scene: Scene, rounds: int) -> None:
    def asked() -> int:
        with (
            cast.acting("officer"),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            collect.around([scene.key("case_a")], rounds=rounds, most=500)
        return len(queries)

    first = asked()
    with cast.making("unit_a"):
        for number in range(12):
            row = person(family_name=f"Dar{number}")
            Suspect.objects.create(investigation=scene["case_a"], person=row, state_on=DAY)
            hang(scene, f"more{number}", "phone", f"+37061111{number:03}", "user", person=row)
    assert asked() == first


def test_a_full_picture_says_how_many_it_left_out(cast: Cast, scene: Scene) -> None:
    with cast.acting("officer"):
        graph = collect.around([scene.key("case_a")], most=4).graph
        whole = collect.around([scene.key("case_a")], most=400).graph
    assert len(graph.nodes) == 4
    assert graph.left_out > 0
    assert whole.left_out == 0


@pytest.mark.parametrize("key", ["", "person", "person:1", "user:1", "x:00000000-0000", "person:'"])
def test_a_key_that_is_none_is_refused(cast: Cast, key: Any) -> None:
    with cast.acting("officer"), pytest.raises(collect.BadKey):
        collect.around([key])
