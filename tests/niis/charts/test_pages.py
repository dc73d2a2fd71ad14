"""The pages of charts: what they show, write down and refuse."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast, person
from tests.niis.charts.conftest import DAY, Scene, assign, hang
from thbcases.audit.models import Entry
from thbcases.investigations.models import Investigation, Suspect
from thbcases.niis.models import Chart

SignIn = Callable[..., Client]
CHARTED = {
    "chart_of_person": "suspect_a",
    "chart_of_investigation": "case_a",
    "chart_of_suspect": "suspicion_a",
    "chart_of_victim": "harmed_a",
    "chart_of_object": "car_a",
}


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    return signed_in("officer", HTTP_ACCEPT_LANGUAGE="en")


def url(name: str, scene: Scene, row: str) -> str:
    return reverse(f"niis:{name}", kwargs={"uuid": scene[row].uuid})


@pytest.mark.parametrize(("name", "row"), CHARTED.items())
def test_every_record_has_its_chart_and_the_reading_is_written_down(
    name: str, row: str, cast: Cast, scene: Scene, client: Client
) -> None:
    body = client.get(url(name, scene, row)).content.decode()
    assert '<svg class="lc"' in body
    assert "Įtariamasisa, Jonas" in body
    assert scene["case_a"].number in body
    assert "style=" not in body
    with cast.making("unit_a"):
        read = {
            number
            for entry in Entry.objects.filter(verb="consultation", actor_id=cast.user("officer").pk)
            for number in entry.records
        }
    assert {scene["suspect_a"].uuid, scene["case_a"].uuid, scene[row].uuid} - {
        scene["suspicion_a"].uuid, scene["harmed_a"].uuid
    } <= read  # fmt: skip


@pytest.mark.parametrize("user", ["officer_b", "ngo", "migration", "coordinator", "auditor"])
def test_the_others_have_no_chart(user: str, scene: Scene, signed_in: SignIn) -> None:
    client = signed_in(user)
    for name, row in CHARTED.items():
        assert client.get(url(name, scene, row)).status_code == 404, name


def test_the_button_stands_on_the_records_page(scene: Scene, client: Client) -> None:
    for row in ("suspect_a", "case_a", "suspicion_a", "harmed_a", "car_a"):
        body = client.get(scene[row].get_absolute_url()).content.decode()
        assert "/niis/charts/" in body, row


def test_the_picture_the_tables_and_the_time_line_say_the_same(
    scene: Scene, client: Client
) -> None:
    response = client.get(url("chart_of_investigation", scene, "case_a"))
    picture, graph = response.context["picture"], response.context["graph"]
    assert [drawn.link for drawn in picture.links] == list(graph.links)
    dated = [link for link in graph.links if link.on]
    assert len(response.context["events"]) == len(dated) > 3


def test_what_is_not_the_viewers_is_said_in_numbers(
    cast: Cast, scene: Scene, signed_in: SignIn
) -> None:
    with cast.making("unit_a"):
        from thbcases.investigations.models import Investigation

        other = Investigation.objects.create(number="A-2", registered_on=DAY, stage_on=DAY)
        Suspect.objects.create(investigation=other, person=scene["suspect_a"], state_on=DAY)
    assign(cast, scene, "case_a", "unit_b")
    client = signed_in("officer_b", HTTP_ACCEPT_LANGUAGE="en")
    body = client.get(url("chart_of_investigation", scene, "case_a")).content.decode()
    assert "+1 not yours" in body
    assert "A-2" not in body


def test_several_records_and_bad_addresses(scene: Scene, client: Client) -> None:
    around = reverse("niis:chart_around")
    data = {"start": [scene.key("suspect_a"), scene.key("car_a")]}
    response = client.get(around, data)
    assert {n.key for n in response.context["graph"].nodes if n.is_start} == set(data["start"])
    assert client.get(around).status_code == 302
    for bad in ({"start": "x"}, {"start": "person:1"}, {"start": ["person:x"] * 30}):
        assert client.get(around, bad).status_code == 400
    gone = client.get(around, {"start": scene.key("case_b")})
    assert gone.status_code == 200
    assert "There is nothing to draw" in gone.content.decode()


def test_the_browser_gets_one_step_and_the_reading_is_written_down(
    cast: Cast, scene: Scene, client: Client
) -> None:
    address = reverse("niis:chart_data")
    found = client.get(address, {"start": scene.key("suspect_a")}).json()
    labels = {node["label"] for node in found["nodes"]}
    assert {"ABC 123", scene["case_a"].number} <= labels
    assert "Slaptutėa, Ona" not in labels
    assert client.get(address, {"start": "nothing"}).status_code == 400
    assert client.get(address, {"start": scene.key("case_b")}).json()["nodes"] == []
    with cast.making("unit_a"):
        assert Entry.objects.filter(
            verb="consultation", records__contains=[scene["case_a"].uuid]
        ).exists()


def test_more_rows_ask_no_more(cast: Cast, scene: Scene, client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url("chart_of_investigation", scene, "case_a")).status_code == 200
        return len(queries)

    asked()  # what is remembered between requests
    first = asked()
    with cast.making("unit_a"):
        for number in range(10):
            row = person(family_name=f"Dar{number}")
            Suspect.objects.create(investigation=scene["case_a"], person=row, state_on=DAY)
            hang(scene, f"more{number}", "phone", f"+37061111{number:03}", "user", person=row)
    assert asked() == first


# --- kept charts


def keep(client: Client, scene: Scene, **more: Any) -> Any:
    state = {
        "keys": [scene.key(name) for name in ("case_a", "suspect_a", "car_a", "victim_a")],
        "hidden": [scene.key("victim_a")],
        "places": {scene.key("car_a"): [500, 40]},
    }
    data = {"title": "Grupė iš Kauno", "state": json.dumps(state), **more}
    return client.post(reverse("niis:chart_save"), data)


def test_a_chart_is_kept_as_it_was_laid_out(cast: Cast, scene: Scene, client: Client) -> None:
    response = keep(client, scene)
    with cast.acting("officer"):
        chart = Chart.objects.get()
        assert chart.owner == cast.user("officer")
        assert chart.custodian == cast.org("unit_a")
    assert response.headers["Location"] == chart.get_absolute_url()
    page = client.get(chart.get_absolute_url())
    assert set(page.context["graph"].by_key) == {
        scene.key(name) for name in ("case_a", "suspect_a", "car_a")
    }
    assert page.context["put_away"] == 1
    assert page.context["missing"] == 0


def test_a_private_chart_is_only_the_owners_and_a_shared_one_the_units(
    cast: Cast, scene: Scene, client: Client, signed_in: SignIn
) -> None:
    from datetime import date

    from thbcases.accounts.models import Membership

    with cast.making("unit_a"):
        Membership.objects.filter(user=cast.user("officer_b")).delete()
        Membership.objects.create(
            user=cast.user("officer_b"), organisation=cast.org("unit_a"), role="officer",
            starts_on=date(2000, 1, 1),
        )  # fmt: skip
    keep(client, scene)
    colleague = signed_in("officer_b", HTTP_ACCEPT_LANGUAGE="en")
    with cast.making("unit_a"):
        chart = Chart.objects.get()
    assert colleague.get(chart.get_absolute_url()).status_code == 404
    with cast.making("unit_a"):
        Chart.objects.update(is_shared=True)
    assert colleague.get(chart.get_absolute_url()).status_code == 200
    change = reverse("niis:chart_change", kwargs={"uuid": chart.uuid})
    assert colleague.get(change).status_code == 403
    remove = reverse("niis:chart_remove", kwargs={"uuid": chart.uuid})
    assert "Only the person who made this may remove it." in colleague.post(remove).content.decode()
    assert signed_in("analyst").get(chart.get_absolute_url()).status_code == 404
    assert signed_in("analyst").post(remove).status_code == 404
    with cast.making("unit_a"):
        assert Chart.objects.filter(pk=chart.pk).exists()


def test_a_kept_chart_is_removed_by_whoever_made_it(
    cast: Cast, scene: Scene, client: Client
) -> None:
    keep(client, scene)
    with cast.making("unit_a"):
        chart = Chart.objects.get()
    remove = reverse("niis:chart_remove", kwargs={"uuid": chart.uuid})
    assert remove in client.get(chart.get_absolute_url()).content.decode()
    assert chart.title in client.get(remove).content.decode()
    response = client.post(remove)
    assert response["Location"] == reverse("niis:charts")
    with cast.making("unit_a"):
        assert not Chart.objects.filter(pk=chart.pk).exists()
        assert Investigation.objects.filter(pk=scene["case_a"].pk).exists()


def test_what_is_no_longer_the_viewers_is_counted_and_not_drawn(
    cast: Cast, scene: Scene, signed_in: SignIn
) -> None:
    assign(cast, scene, "case_a", "unit_b")
    client = signed_in("officer_b", HTTP_ACCEPT_LANGUAGE="en")
    keep(client, scene)
    with cast.making("unit_a"):
        chart = Chart.objects.get()
    assert client.get(chart.get_absolute_url()).context["missing"] == 0
    with cast.making("unit_a"):
        scene["case_a"].assignments.update(ends_on=DAY)
    page = client.get(chart.get_absolute_url())
    assert page.context["missing"] == 3
    assert page.context["graph"].nodes == ()
    assert scene["case_a"].number not in page.content.decode()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("{", "valid JSON"),
        ("[]", "nothing on this chart"),
        ("[1]", "cannot be read"),
        ('{"keys": []}', "nothing on this chart"),
        ('{"keys": ["person:1"]}', "cannot be read"),
        ('{"keys": "x"}', "cannot be read"),
        ('{"keys": ["KEY"], "places": {"KEY": [1]}}', "cannot be read"),
        ('{"keys": ["KEY"], "places": {"KEY": [1e999, 0]}}', "cannot be read"),
        ('{"keys": ["KEY"], "places": []}', "SAVED"),
        ('{"keys": ["KEY"], "hidden": 7}', "cannot be read"),
    ],
)
def test_a_drawing_that_is_none_is_refused_in_words(
    state: str, words: str, cast: Cast, scene: Scene, client: Client
) -> None:
    response = keep(client, scene, state=state.replace("KEY", scene.key("car_a")))
    if words == "SAVED":
        assert response.status_code == 302
        return
    assert response.status_code == 200
    assert words in response.content.decode()
    with cast.making("unit_a"):
        assert not Chart.objects.exists()


def test_keeping_without_a_script_takes_the_servers_drawing(scene: Scene, client: Client) -> None:
    address = f"{reverse('niis:chart_save')}?start={scene.key('case_a')}"
    initial = client.get(address).context["form"].initial
    assert scene.key("car_a") in initial["state"]["places"]
    assert initial["title"] == scene["case_a"].number


def test_two_people_do_not_overwrite_each_others_drawing(
    cast: Cast, scene: Scene, client: Client
) -> None:
    keep(client, scene)
    with cast.making("unit_a"):
        chart = Chart.objects.get()
        Chart.objects.update(title="Kitas")
    address = reverse("niis:chart_change", kwargs={"uuid": chart.uuid})
    data = {"title": "Mano", "state": json.dumps(chart.state), "version": chart.version}
    assert client.post(address, data).status_code == 409
