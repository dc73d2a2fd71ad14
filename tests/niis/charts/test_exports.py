"""Taking a chart out: asked for a reason, written down, refused to others."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.niis.charts.conftest import Scene
from thbcases.audit.models import Entry
from thbcases.niis.charts import anx

SignIn = Callable[..., Client]
EXPORT = "niis:chart_export"


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    return signed_in("officer", HTTP_ACCEPT_LANGUAGE="en")


def ask(client: Client, start: str, **more: Any) -> Any:
    data = {
        "file_format": "anx",
        "recipient": "Europol, AP Phoenix",
        "reason": "SIENA request 1",
        "handling": "H1",
        **more,
    }
    return client.post(f"{reverse(EXPORT)}?start={start}", data)


def disclosures(cast: Cast) -> list[Entry]:
    with cast.making("unit_a"):
        return list(Entry.objects.filter(verb="disclosure").order_by("kind"))


def test_the_file_carries_its_number_and_the_log_knows_it(
    cast: Cast, scene: Scene, client: Client
) -> None:
    response = ask(client, scene.key("case_a"))
    assert response.status_code == 200
    number = response.headers["X-Export-Number"]
    assert number in response.content.decode()
    assert f'filename="{number}.anx"' in response.headers["Content-Disposition"]
    graph = anx.read(response.content)
    assert "Įtariamasisa, Jonas" in {node.label for node in graph.nodes}
    entries = disclosures(cast)
    assert {entry.recipient for entry in entries} == {"Europol, AP Phoenix"}
    assert {entry.reason for entry in entries} == {f"{number} anx H1: SIENA request 1"}
    named = {uuid for entry in entries for uuid in entry.records}
    assert {scene[n].uuid for n in ("case_a", "suspect_a", "victim_a", "car_a")} <= named


@pytest.mark.parametrize("file_format", ["anx", "pairs", "graphml", "ftm"])
def test_abroad_the_log_and_the_file_know_no_victim(
    file_format: str, cast: Cast, scene: Scene, client: Client
) -> None:
    response = ask(client, scene.key("case_a"), file_format=file_format, leaves_country="on")
    assert response.status_code == 200
    hidden = ("victim_a", "victims_phone_a", "passport_victim_a", "journey_a", "farm_a")
    named = {uuid for entry in disclosures(cast) for uuid in entry.records}
    assert named & {scene[name].uuid for name in hidden} == set()
    assert scene["suspect_a"].uuid in named


def test_at_home_victims_go_under_a_name_of_the_file(scene: Scene, client: Client) -> None:
    for file_format in ("anx", "graphml"):
        text = ask(client, scene.key("victim_a"), file_format=file_format).content.decode()
        assert "Slaptut" not in text
        assert "Slapta" not in text
        assert scene["passport_victim_a"].value not in text
        assert scene["victims_phone_a"].value not in text
        assert str(scene["victim_a"].uuid) not in text
        assert "X-" in text


def test_a_chart_of_a_victim_alone_leaves_nothing_to_take_abroad(
    cast: Cast, scene: Scene, client: Client
) -> None:
    with cast.making("unit_a"):
        scene["suspicion_a"].delete()
    response = ask(client, scene.key("victim_a"), leaves_country="on")
    assert response.status_code == 200
    assert "Nothing is left to take out" in response.content.decode()
    assert disclosures(cast) == []


@pytest.mark.parametrize(
    "missing",
    [
        {"recipient": ""},
        {"reason": ""},
        {"reason": "..."},
        {"handling": "H9"},
        {"file_format": "anb"},
    ],
)
def test_without_a_reason_and_a_recipient_there_is_no_file(
    missing: dict[str, str], cast: Cast, scene: Scene, client: Client
) -> None:
    response = ask(client, scene.key("case_a"), **missing)
    assert response.headers["Content-Type"].startswith("text/html")
    assert disclosures(cast) == []


def test_a_kept_chart_goes_out_without_what_was_put_away(
    cast: Cast, scene: Scene, client: Client
) -> None:
    state = {
        "keys": [scene.key(name) for name in ("case_a", "suspect_a", "victims_phone_a", "car_a")],
        "hidden": [scene.key("car_a")],
    }
    client.post(reverse("niis:chart_save"), {"title": "x", "state": json.dumps(state)})
    with cast.making("unit_a"):
        from thbcases.niis.models import Chart

        chart = Chart.objects.get()
    data = {"file_format": "graphml", "recipient": "x", "reason": "y", "handling": "H0"}
    text = client.post(f"{reverse(EXPORT)}?chart={chart.uuid}", data).content.decode()
    assert "ABC 123" not in text
    assert "Įtariamasisa" in text
    # the victim is not on the chart, and her number is hers all the same
    assert scene["victims_phone_a"].value not in text


def test_nobody_takes_out_what_is_not_theirs(scene: Scene, signed_in: SignIn) -> None:
    for user in ("ngo", "migration", "coordinator", "auditor", "administrator", "funder"):
        assert ask(signed_in(user), scene.key("case_a")).status_code == 403, user
    response = ask(signed_in("officer_b", HTTP_ACCEPT_LANGUAGE="en"), scene.key("case_a"))
    assert "There is nothing on this chart" in response.content.decode()


def test_an_address_that_names_nothing(client: Client) -> None:
    assert client.get(reverse(EXPORT)).status_code == 302
    for number in ("x", "00000000-0000-4000-8000-000000000000"):
        assert client.get(f"{reverse(EXPORT)}?chart={number}").status_code == 404
