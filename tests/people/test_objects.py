"""Vehicles, phones, addresses: known once to each organisation, seen by those who may."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, person
from tests.niis.charts.conftest import DAY, Scene, assign, case, hang
from thbcases.access.models import AccessGrant
from thbcases.codes.models import Country
from thbcases.people.models import KnownObject, ObjectLink
from thbcases.people.names import normalise_object

SignIn = Callable[..., Client]


@pytest.fixture
def scene(cast: Cast) -> Scene:
    made = Scene()
    for side in ("a", "b"):
        with cast.making(f"unit_{side}"):
            case(made, side, Country.objects.get(code="GB"))
    return made


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    return signed_in("officer", HTTP_ACCEPT_LANGUAGE="en")


def typed(**more: Any) -> dict[str, Any]:
    return {
        "kind": "vehicle",
        "value": "abc-123",
        "relation": "user",
        "source": "officer",
        "reliability": "B",
        "credibility": "2",
        "handling": "H1",
        "nature": "fact",
        "starts_on": "2026-03-09",
        **more,
    }


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("vehicle", "ABC 123", "abc-123"),
        ("phone", "+370 612 34567", "8 612 34567"),
        ("phone", "00370 612 34567", "061234567"),
        ("account", "LT12 1000 0111 0100 1000", "lt121000011101001000"),
        ("email", " Jonas@Pavyzdys.LT", "jonas@pavyzdys.lt"),
        ("nickname", "Laimė 77", "laimė77"),
        ("company", "UAB „Šviesus rytas“", "Sviesus rytas, UAB"),
        ("address", "Laisvės al. 1, Kaunas", "LAISVES AL 1 KAUNAS"),
    ],
)
def test_two_ways_of_writing_one_object(kind: str, one: str, other: str) -> None:
    assert normalise_object(kind, one) == normalise_object(kind, other) != ""


@pytest.mark.parametrize("kind", ["vehicle", "phone", "account", "email", "address"])
def test_nothing_but_signs_is_no_object(kind: str) -> None:
    assert normalise_object(kind, " – ") in ("", "–")
    assert normalise_object("phone", "abc") == ""


def test_an_organisation_knows_an_object_once(cast: Cast, scene: Scene) -> None:
    fields = {"kind": "vehicle", "value": "abc123", "normalised": "ABC123"}
    with cast.making("unit_a"), pytest.raises(IntegrityError), transaction.atomic():
        KnownObject.objects.create(**fields)
    with cast.making("ngo_a"):
        assert KnownObject.objects.create(**fields).pk


def test_a_link_hangs_on_a_person_or_a_case(cast: Cast, scene: Scene) -> None:
    for wrong in ({}, {"person": scene["suspect_a"], "investigation": scene["case_a"]}):
        with cast.making("unit_a"), pytest.raises(IntegrityError), transaction.atomic():
            ObjectLink.objects.create(object=scene["car_a"], relation="user", **wrong)


def test_a_link_to_exploitation_belongs_to_the_investigation(cast: Cast, scene: Scene) -> None:
    with cast.making("unit_a"):
        link = ObjectLink.objects.get(episode=scene["journey_a"])
        assert link.investigation == scene["case_a"]
        assert link.regime == "led"


SEEN = {
    "officer": {"car_a", "phone_a", "victims_phone_a", "farm_a"},
    "officer_b": {"car_b", "phone_b", "victims_phone_b", "farm_b"},
    "ngo": {"ngo_car"},
    "ngo_b": set(),
    "migration": set(),
    "funder": set(),
    "coordinator": set(),
    "auditor": set(),
    "administrator": set(),
}


@pytest.mark.parametrize("user", SEEN)
def test_who_sees_which_objects(user: str, cast: Cast, scene: Scene) -> None:
    with cast.making("ngo_a"):
        hang(scene, "ngo_car", "vehicle", "ABC 123", "owner", person=person())
    with cast.acting(user):
        seen = set(KnownObject.objects.values_list("pk", flat=True))
        linked = set(ObjectLink.objects.values_list("object_id", flat=True))
    assert seen == linked == {scene[name].pk for name in SEEN[user]}


def test_an_assigned_unit_sees_what_hangs_on_the_case_and_its_people(
    cast: Cast, scene: Scene
) -> None:
    assign(cast, scene, "case_a", "unit_b")
    with cast.making("unit_a"):
        hang(scene, "elsewhere", "phone", "+37060000099", "user", person=person())
    with cast.acting("officer_b"):
        assert KnownObject.objects.count() == 8
        assert not KnownObject.objects.filter(pk=scene["elsewhere"].pk).exists()
    with cast.acting("analyst"):
        assert KnownObject.objects.count() == 9


def test_an_object_is_added_to_a_person_and_a_known_one_is_taken(
    cast: Cast, scene: Scene, client: Client
) -> None:
    with cast.making("unit_a"):
        other = person(family_name="Kitas")
    address = reverse("people:object_add", kwargs={"uuid": other.uuid})
    response = client.post(address, typed(), follow=True)
    assert "was known already" in response.content.decode()
    with cast.making("unit_a"):
        assert KnownObject.objects.filter(kind="vehicle", custodian=cast.org("unit_a")).count() == 1
        link = ObjectLink.objects.get(person=other)
        assert link.object == scene["car_a"]
        assert (link.reliability, link.handling, link.starts_on) == ("B", "H1", DAY)
    client.post(address, typed(value="XYZ 789"))
    with cast.making("unit_a"):
        assert KnownObject.objects.get(normalised="XYZ789").custodian == cast.org("unit_a")


def test_an_object_is_added_to_an_investigation(cast: Cast, scene: Scene, client: Client) -> None:
    address = reverse("investigations:object_add", kwargs={"uuid": scene["case_a"].uuid})
    assert client.post(address, typed(kind="address", value="Uosto g. 3")).status_code == 302
    body = client.get(scene["case_a"].get_absolute_url()).content.decode()
    assert "Uosto g. 3" in body
    assert "B2 · H1" in body


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"value": "---"}, "no letter and no digit"),
        ({"value": ""}, "required"),
        ({"kind": "ufo"}, "valid choice"),
        ({"ends_on": "2026-01-01"}, "before the start"),
    ],
)
def test_wrong_input_is_refused_in_words(
    wrong: dict[str, str], words: str, scene: Scene, client: Client
) -> None:
    address = reverse("people:object_add", kwargs={"uuid": scene["suspect_a"].uuid})
    response = client.post(address, typed(**wrong))
    assert response.status_code == 200
    assert words in response.content.decode()


def test_an_object_and_its_link_are_corrected(cast: Cast, scene: Scene, client: Client) -> None:
    car = scene["car_a"]
    change = reverse("people:object_change", kwargs={"uuid": car.uuid})
    data = {"kind": "vehicle", "value": "ABC 124", "version": car.version}
    assert client.post(change, data).status_code == 302
    with cast.making("unit_a"):
        link = ObjectLink.objects.get(object=car)
        car.refresh_from_db()
    assert car.normalised == "ABC124"
    change = reverse("people:object_link_change", kwargs={"uuid": link.uuid})
    client.post(change, {**typed(relation="owner", ends_on="2026-05-01"), "version": link.version})
    body = client.get(car.get_absolute_url()).content.decode()
    assert "2026-05-01" in body


def test_an_assigned_unit_reads_and_does_not_change_anothers_object(
    cast: Cast, scene: Scene, signed_in: SignIn
) -> None:
    assign(cast, scene, "case_a", "unit_b")
    client = signed_in("officer_b")
    assert client.get(scene["car_a"].get_absolute_url()).status_code == 200
    change = reverse("people:object_change", kwargs={"uuid": scene["car_a"].uuid})
    assert client.get(change).status_code == 403


@pytest.mark.parametrize("q", ["abc-123", "ABC 123", "bc12"])
def test_the_list_finds_a_plate_however_it_is_written(q: str, scene: Scene, client: Client) -> None:
    table = client.get(reverse("people:objects"), {"q": q}).context["table"]
    assert [row.record.pk for row in table.page.object_list] == [scene["car_a"].pk]


def test_the_list_asks_as_much_for_more_rows(cast: Cast, scene: Scene, client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("people:objects")).status_code == 200
        return len(queries)

    asked()
    first = asked()
    with cast.making("unit_a"):
        for number in range(15):
            hang(scene, f"m{number}", "phone", f"+37061111{number:03}", "user",
                 person=scene["suspect_a"])  # fmt: skip
    assert asked() == first


def test_an_object_of_a_victim_hangs_on_the_person_or_on_the_exploitation(
    cast: Cast, scene: Scene, client: Client
) -> None:
    address = reverse("victims:object_add", kwargs={"uuid": scene["harmed_a"].uuid})
    assert client.post(address, typed(value="AAA 111")).status_code == 302
    episode = scene["journey_a"]
    assert client.post(address, typed(value="BBB 222", episode=episode.pk)).status_code == 302
    with cast.making("unit_a"):
        assert ObjectLink.objects.get(object__normalised="AAA111").person == scene["victim_a"]
        link = ObjectLink.objects.get(object__normalised="BBB222")
        assert (link.episode, link.investigation) == (episode, scene["case_a"])
    foreign = typed(value="CCC 333", episode=scene["journey_b"].pk)
    assert client.post(address, foreign).status_code == 200
    body = client.get(scene["harmed_a"].get_absolute_url()).content.decode()
    assert "AAA 111" in body
    assert "BBB 222" in body


def test_those_who_help_hang_nothing_on_a_person_of_the_police(
    cast: Cast, scene: Scene, signed_in: SignIn
) -> None:
    with cast.making("unit_a"):
        AccessGrant.objects.create(
            kind="victim",
            object_id=scene["harmed_a"].pk,
            organisation=cast.org("ngo_a"),
            basis="prašymas",
            starts_at=timezone.now() - timedelta(hours=1),
            ends_at=timezone.now() + timedelta(days=1),
        )
    client = signed_in("ngo")
    assert client.get(scene["victim_a"].get_absolute_url()).status_code == 200
    for name, row in (("people:object_add", "victim_a"), ("victims:object_add", "harmed_a")):
        address = reverse(name, kwargs={"uuid": scene[row].uuid})
        assert address not in client.get(scene[row].get_absolute_url()).content.decode()
        assert client.post(address, typed()).status_code in (403, 404)
