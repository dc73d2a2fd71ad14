"""The list of persons, a person's record, and editing it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, person
from thbcases.access.models import AccessGrant
from thbcases.audit.models import Entry
from thbcases.codes.models import Country
from thbcases.investigations.models import Investigation
from thbcases.people.models import Person
from thbcases.victims.models import Victim

SignIn = Callable[..., Client]
LIST = "people:list"


@pytest.fixture
def ona(cast: Cast) -> Person:
    with cast.making("unit_b"):
        person(family_name="Svetimoji", given_name="Zita")
    with cast.making("unit_a"):
        return person(family_name="Bandytoja", given_name="Ona")


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    return signed_in("officer", HTTP_ACCEPT_LANGUAGE="en")


def address(name: str, row: Person) -> str:
    return reverse(f"people:{name}", kwargs={"uuid": row.uuid})


def rows_of(**kinds: list[dict[str, Any]]) -> dict[str, Any]:
    """What the browser posts for the rows of names, identifiers and citizenships."""
    data: dict[str, Any] = {}
    for prefix in ("names", "identifiers", "citizenships"):
        rows = kinds.get(prefix, [])
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def typed(row: Person, **changes: Any) -> dict[str, Any]:
    row.refresh_from_db()
    own = {"family_name": row.family_name, "given_name": row.given_name, "sex": row.sex}
    return {**own, "version": row.version, **rows_of(), **changes}


def test_the_list_is_in_lithuanian_order_and_shows_the_own_only(cast: Cast, client: Client) -> None:
    names = ["Cibulskis", "Čepas", "Dambrauskas", "Sabas", "Šarka", "Zabiela", "Žukas", "Ybas"]
    with cast.making("unit_b"):
        person(family_name="Svetimoji")
    with cast.making("unit_a"):
        for name in reversed(names):
            person(family_name=name, given_name="Jonas")
    table = client.get(reverse(LIST)).context["table"]
    shown = [row.record.family_name for row in table.page.object_list]
    assert shown == [
        "Cibulskis", "Čepas", "Dambrauskas", "Ybas", "Sabas", "Šarka", "Zabiela", "Žukas"
    ]  # fmt: skip


def test_the_list_asks_as_much_for_one_row_as_for_thirty(cast: Cast, client: Client) -> None:
    def fill(count: int) -> None:
        with cast.making("unit_a"):
            for number in range(count):
                row = person(family_name=f"Bandytoja {number}")
                row.citizenship_rows.create(country=Country.objects.get(code="LT"))
                row.names.create(kind="alias", given_name="Slapta")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(reverse(LIST), {"per_page": 100}).status_code == 200
        return len(caught)

    fill(1)
    queries()
    one = queries()
    fill(29)
    assert queries() == one


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "bandytoja"}, True),
        ({"q": "Бандитоя Она"}, True),
        ({"q": "Band"}, True),
        ({"q": "Svetimoji"}, False),
        ({"sex": "female"}, True),
        ({"sex": "male"}, False),
        ({"birth_date_from": "1990-01-01", "birth_date_to": "2000-01-01"}, False),
        ({"q": "%"}, False),
    ],
)
def test_the_list_is_filtered(
    client: Client, ona: Person, asked: dict[str, str], found: bool
) -> None:
    answer = client.get(reverse(LIST), asked)
    assert (str(ona) in answer.content.decode()) is found
    assert "Svetimoji, Zita" not in answer.content.decode()


def test_the_list_can_be_taken_out(client: Client, ona: Person) -> None:
    answer = client.get(reverse(LIST), {"export": "csv"})
    text = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()
    assert "Bandytoja, Ona" in text
    assert "Svetimoji" not in text


def test_the_record_is_read_and_the_reading_is_kept(
    client: Client, cast: Cast, ona: Person
) -> None:
    with cast.making("unit_a"):
        ona.names.create(kind="alias", given_name="محمد")
        ona.identifiers.create(kind="passport", value="LT-1", normalised="LT1")
    answer = client.get(ona.get_absolute_url())
    text = answer.content.decode()
    assert "<bdi>محمد</bdi>" in text
    assert "LT-1" in text
    assert Entry.objects.filter(verb="consultation", records=[ona.uuid]).count() == 1


def test_somebody_elses_person_is_as_if_it_were_not_there(client: Client, ona: Person) -> None:
    theirs = Person.objects.exclude(pk=ona.pk).get()
    for name in ("detail", "change"):
        assert client.get(address(name, theirs)).status_code == 404
        assert client.post(address(name, theirs), {}).status_code in (404, 405)


def test_editing_keeps_search_and_precision_true(client: Client, ona: Person) -> None:
    answer = client.post(
        address("change", ona),
        typed(
            ona,
            family_name="Šimkutė",
            original_name="Шимкуте",
            birth_year="1990",
            birth_is_estimate="on",
            **rows_of(
                names=[{"kind": "alias", "given_name": "Baltoji"}],
                identifiers=[{"kind": "passport", "value": "ab 123", "country": ""}],
                citizenships=[{"country": Country.objects.get(code="VN").pk}],
            ),
        ),
    )
    assert answer.status_code == 302, answer.context["form"].errors
    ona.refresh_from_db()
    assert (ona.birth_precision, ona.birth_year, ona.birth_date) == ("estimate", 1990, None)
    assert ona.search_key == "baltoii ona simk" or "simk" in ona.search_key.split()
    assert [i.normalised for i in ona.identifiers.all()] == ["AB123"]
    assert [str(c.country.code) for c in ona.citizenship_rows.all()] == ["VN"]


def test_a_stale_form_overwrites_nothing(client: Client, cast: Cast, ona: Person) -> None:
    old = typed(ona, given_name="Onutė")
    with cast.making("unit_a"):
        Person.objects.filter(pk=ona.pk).update(given_name="Oksana")
    answer = client.post(address("change", ona), old)
    assert answer.status_code == 409
    assert "Onutė" in answer.content.decode()
    ona.refresh_from_db()
    assert ona.given_name == "Oksana"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"family_name": "", "given_name": ""}, "Give at least one name"),
        ({"family_name": "x" * 300}, "at most 150 characters (it has 300)"),
        ({"birth_date": "2999-01-01"}, "Nobody is born in the future"),
        ({"birth_date": "1990-05-05", "birth_year": "1991"}, "names another year"),
        (rows_of(names=[{"kind": "alias", "family_name": " "}]), "Give at least one name"),
        (rows_of(identifiers=[{"kind": "passport", "value": "---"}]), "no letter and no digit"),
        (rows_of(identifiers=[{"kind": "passport", "value": "1" * 61}]), "at most 60"),
        (rows_of(identifiers=[{"kind": "personal_code", "value": "33309240065"}]), "check digit"),
        (
            rows_of(identifiers=[{"kind": "passport", "value": v} for v in ("A1", "a-1")]),
            "This number is already there",
        ),
        (rows_of(citizenships=[{"country": "0"}]), "valid choice"),
    ],
)
def test_bad_input_is_told_and_nothing_is_saved(
    client: Client, ona: Person, changes: dict[str, Any], text: str
) -> None:
    before = typed(ona)["version"]
    answer = client.post(address("change", ona), typed(ona, **changes))
    assert answer.status_code == 200
    assert text in answer.content.decode()
    ona.refresh_from_db()
    assert ona.version == before
    assert ona.names.count() == ona.identifiers.count() == 0


def test_a_warning_about_a_stored_code_may_be_overruled(client: Client, ona: Person) -> None:
    row = {"kind": "personal_code", "value": "33309240065"}
    answer = client.post(address("change", ona), typed(ona, **rows_of(identifiers=[row])))
    assert 'name="identifiers-0-overrule_personal_code"' in answer.content.decode()
    row["overrule_personal_code"] = "33309240065"
    answer = client.post(address("change", ona), typed(ona, **rows_of(identifiers=[row])))
    assert answer.status_code == 302
    assert ona.identifiers.get().value == "33309240065"


def test_a_grant_opens_a_person_for_reading_only(
    signed_in: SignIn, cast: Cast, ona: Person
) -> None:
    today = timezone.localdate()
    with cast.making("unit_a"):
        case = Investigation.objects.create(number="A", registered_on=today, stage_on=today)
        victim = Victim.objects.create(
            investigation=case, person=ona, status="presumed", status_on=today
        )
        AccessGrant.objects.create(
            kind="victim",
            object_id=victim.pk,
            organisation=cast.org("ngo_a"),
            basis="sutikimas",
            starts_at=timezone.now() - timezone.timedelta(hours=1),
            ends_at=timezone.now() + timezone.timedelta(days=9),
        )
    client = signed_in("ngo", HTTP_ACCEPT_LANGUAGE="en")
    answer = client.get(ona.get_absolute_url())
    assert answer.status_code == 200
    assert address("change", ona) not in answer.content.decode()
    answer = client.post(address("change", ona), typed(ona, given_name="Kita"))
    assert answer.status_code == 403
    assert "Another organisation answers" in answer.content.decode()
    assert signed_in("ngo_b").get(ona.get_absolute_url()).status_code == 404


def test_the_admin_shows_persons_by_role(signed_in: SignIn, ona: Person) -> None:
    url = reverse("admin:people_person_changelist")
    text = signed_in("officer").get(url).content.decode()
    assert "Bandytoja, Ona" in text
    assert "Svetimoji" not in text
    assert signed_in("coordinator").get(url).status_code == 403
    change = reverse("admin:people_person_change", args=[ona.pk])
    assert signed_in("officer").get(change).status_code == 200
