"""Publications on the screen: prepare, look, publish, read, take out, and what would differ."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from tests.cast import Cast
from tests.statistics.history import History
from thbcases.investigations.models import Investigation
from thbcases.statistics.actions import drafts, publish_year
from thbcases.statistics.builder import TableSpec
from thbcases.statistics.choices import DraftState as S
from thbcases.statistics.models import Publication, PublicationDraft, SavedTable
from thbcases.victims.choices import VictimStatus as V

SignIn = Callable[..., Client]
ENGLISH = {"accept-language": "en"}
BY_SEX = TableSpec(("presumed_victims",), ("sex",), date(2012, 1, 1), date(2012, 12, 31))
BY_TWO = replace(BY_SEX, by=("sex", "citizenship"))


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def add(history: History, case: Investigation, human: int) -> None:
    """A victim; odd numbers are women."""
    born = date(1980, 1, 1) + timedelta(days=human)
    history.victim(case, human, (V.PRESUMED, "2012-03-02"), birth_date=born)


@pytest.fixture
def case(history: History) -> Investigation:
    """14 women and 3 men, presumed victims in 2012."""
    case = history.investigation("unit_a", "2012-03-01")
    for human in [*range(1, 29, 2), 2, 4, 6]:
        add(history, case, human)
    return case


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    return signed_in("coordinator", headers=ENGLISH)


@pytest.fixture
def publication(case: Investigation, cast: Cast) -> Publication:
    with cast.acting("coordinator"):
        return publish_year(by=cast.user("coordinator"), year=2012)


def saved(cast: Cast, spec: TableSpec, name: str = "Pagal lytį") -> SavedTable:
    with cast.acting("coordinator"):
        table = SavedTable.objects.create(name=name, spec=spec.as_json())
        table.refresh_from_db()
        return table


def work(cast: Cast) -> PublicationDraft:
    """What the worker does with the newest draft."""
    with cast.acting("coordinator"):
        draft = PublicationDraft.objects.first()
        assert draft is not None
    drafts.run(draft=str(draft.uuid), membership=draft.membership_id)
    with cast.acting("coordinator"):
        draft.refresh_from_db()
    return draft


def prepare(client: Client, cast: Cast, *tables: SavedTable) -> PublicationDraft:
    data: dict[str, object] = {"year": 2012}
    for table in tables:
        data |= {f"take_{table.pk}": "on", f"lt_{table.pk}": table.name, f"en_{table.pk}": "Sex"}
    response = client.post(reverse("statistics:publish"), data)
    assert response.status_code == 302, response.content.decode()
    assert "progress" in client.get(response["Location"]).content.decode()
    return work(cast)


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return re.sub(r"\s*\n\s*", "", response.content.decode())


def test_a_year_is_prepared_looked_at_and_published(
    case: Investigation, client: Client, cast: Cast
) -> None:
    first = client.get(reverse("statistics:publish")).content.decode()
    assert "CTDC" in first
    draft = prepare(client, cast)
    assert draft.state == S.READY
    html = text(client, draft.get_absolute_url())
    assert "hidden to protect people" in html
    assert ">17<" in html
    assert "Numbers of people below 11 are hidden" in html
    with cast.acting("coordinator"):
        assert not Publication.objects.exists()
    for page in ("/", reverse("statistics:publish")):
        assert draft.get_absolute_url() in text(client, page), page
    response = client.post(reverse("statistics:publish_draft", args=[draft.uuid]))
    assert response["Location"] == draft.get_absolute_url()
    draft = work(cast)
    assert draft.state == S.PUBLISHED
    assert draft.publication is not None
    assert "The checksum matches." in text(client, draft.publication.get_absolute_url())
    assert draft.get_absolute_url() not in text(client, "/")


def test_figures_that_changed_since_they_were_looked_at_do_not_go_out(
    case: Investigation, client: Client, cast: Cast, history: History
) -> None:
    draft = prepare(client, cast)
    add(history, case, 51)
    client.post(reverse("statistics:publish_draft", args=[draft.uuid]))
    draft = work(cast)
    assert draft.state == S.FAILED
    assert "Records were changed since you looked" in text(client, draft.get_absolute_url())
    with cast.acting("coordinator"):
        assert not Publication.objects.exists()


def test_a_second_publication_of_the_year_is_refused_in_words(
    publication: Publication, client: Client, cast: Cast
) -> None:
    page = client.post(reverse("statistics:publish"), {"year": 2012})
    assert page.status_code == 200
    with cast.acting("coordinator"):
        assert Publication.objects.count() == 1
        assert not PublicationDraft.objects.exists()


@pytest.mark.parametrize("year", ["", "2012x", "99999999999999", "-1", str(date.today().year)])
def test_a_year_that_cannot_be_is_an_error_at_its_field(
    case: Investigation, client: Client, year: str
) -> None:
    page = client.post(reverse("statistics:publish"), {"year": year})
    assert page.status_code == 200
    assert page.context["form"].errors["year"]


def test_a_kept_table_goes_along_and_ways_out_are_offered(
    case: Investigation, client: Client, cast: Cast
) -> None:
    draft = prepare(client, cast, saved(cast, replace(BY_TWO, start=date(2009, 1, 1))))
    html = text(client, draft.get_absolute_url())
    assert "Ways out" in html
    assert "only by" in html
    number = next(n for n, one in enumerate(draft.content["offers"]) if not one["base"])
    taken = client.post(reverse("statistics:take_offer", args=[draft.uuid]), {"number": number})
    assert taken.status_code == 302
    after = work(cast)
    assert after.pk != draft.pk
    assert after.tables[0][2]["by"] != draft.tables[0][2]["by"]


def test_a_way_out_that_is_not_there_is_refused(
    case: Investigation, client: Client, cast: Cast
) -> None:
    draft = prepare(client, cast)
    for number in ("99", "-1", "x", ""):
        page = client.post(reverse("statistics:take_offer", args=[draft.uuid]), {"number": number})
        assert page.status_code == 200, number


def test_what_the_guard_finds_stands_on_the_page(
    case: Investigation, client: Client, cast: Cast, history: History
) -> None:
    late = history.investigation("unit_b", "2012-08-01")
    history.victim(late, 61, (V.PRESUMED, "2012-08-02"), birth_date=date(1970, 1, 1))
    halves = TableSpec(("presumed_victims",), (), BY_SEX.start, BY_SEX.end, "half")
    draft = prepare(client, cast, saved(cast, halves, "Pusmečiai"))
    html = text(client, draft.get_absolute_url())
    assert draft.state == S.COLLIDING
    assert "What gives people away" in html
    assert "«Country table»" in html


@pytest.mark.parametrize("name", ["officer", "analyst", "ngo", "funder", "auditor", "migration"])
def test_everybody_reads_a_publication_and_takes_it_out(
    name: str, publication: Publication, signed_in: SignIn
) -> None:
    client = signed_in(name, headers=ENGLISH)
    assert "2012" in text(client, reverse("statistics:publications"))
    html = text(client, publication.get_absolute_url())
    assert ">17<" in html
    assert "What would differ today" not in html
    assert publication.checksum in html


def test_hidden_numbers_stand_in_no_file(publication: Publication, client: Client) -> None:
    url = publication.get_absolute_url()
    lines = list(
        csv.reader(
            io.StringIO(client.get(url, {"export": "csv", "table": 1}).content.decode("utf-8-sig"))
        )
    )
    by_name = {line[0]: line for line in lines}
    assert by_name["Presumed victims"][1] == "17"
    assert by_name["Presumed victims: men and boys"][1] == "…"
    book = load_workbook(
        io.BytesIO(client.get(url, {"export": "xlsx", "table": 1}).content), read_only=True
    )
    cells = {row[0]: row[1] for row in book.worksheets[0].iter_rows(values_only=True)}
    assert cells["Presumed victims: men and boys"] == "…"
    assert client.get(url, {"export": "csv", "table": "9"}).status_code == 404
    assert client.get(url, {"export": "csv", "table": "x"}).status_code == 404


def test_the_revision_is_for_the_coordinator_and_its_notice_for_everybody(
    publication: Publication,
    case: Investigation,
    client: Client,
    cast: Cast,
    history: History,
    signed_in: SignIn,
) -> None:
    url = reverse("statistics:revisions", args=[publication.uuid])
    announce = reverse("statistics:announce", args=[publication.uuid])
    assert "No cell would differ" in text(client, url)
    nothing = client.post(announce)
    assert nothing.status_code == 200
    assert "nothing new to announce" in nothing.content.decode()
    add(history, case, 71)
    html = text(client, url)
    assert "<span>18</span>" in html
    assert "unit_a en" in html
    assert str(timezone.localdate()) in html
    assert "Vardenis" not in html
    assert client.post(announce).status_code == 302
    reader = signed_in("officer", headers=ENGLISH)
    seen = text(reader, publication.get_absolute_url())
    assert "Presumed victims, 2012" in seen
    assert ">18<" not in seen
    assert ">17<" in seen
    assert reader.get(url).status_code == 404
    assert reader.post(announce).status_code == 403
    assert client.post(announce).status_code == 200
