"""Pages of long lists: the same rows as in one query, without counting to the end."""

from collections.abc import Callable

import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import MakeCase
from tests.web.test_lists import numbers
from thbcases.web import paging

pytestmark = pytest.mark.usefixtures("addresses", "foreign")
SignIn = Callable[[str], Client]
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def seventy(make_case: MakeCase) -> list[str]:
    return [make_case(f"01-1-{n:05}-26").number for n in range(70)]


def test_the_pages_together_are_the_list(signed_in: SignIn, seventy: list[str]) -> None:
    officer = signed_in("officer")
    found = [
        number
        for page in (1, 2, 3)
        for number in numbers(officer.get("/cases/", {"sort": "number", "page": page}))
    ]
    assert found == sorted(seventy)


def test_the_rows_are_fetched_by_their_keys(signed_in: SignIn, seventy: list[str]) -> None:
    """In one query everything would be joined to the whole list before it is sorted."""
    officer = signed_in("officer")
    with CaptureQueriesContext(connection) as queries:
        officer.get("/cases/?sort=number&page=2")
    asked = [q["sql"] for q in queries if 'FROM "investigations_investigation"' in q["sql"]]
    [keys] = [sql for sql in asked if "OFFSET 25" in sql]
    assert "JOIN" not in keys
    assert '"investigations_investigation"."summary"' not in keys


def test_a_list_is_counted_to_the_limit_and_says_so(
    signed_in: SignIn, seventy: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "MOST_COUNTED", 40)
    monkeypatch.setattr("thbcases.web.views.lists.MOST_COUNTED", 40)
    officer = signed_in("officer")
    first = officer.get("/cases/?sort=number", headers=ENGLISH)
    assert "more than 40 records: narrow the filter" in first.content.decode()
    assert first.context["table"].paginator.num_pages == 2
    # what is not counted is not lost
    assert numbers(officer.get("/cases/?sort=number&page=3")) == sorted(seventy)[50:]
    beyond = officer.get("/cases/?sort=number&page=9")
    assert numbers(beyond) == sorted(seventy)[25:50]


def test_a_short_list_is_counted_to_its_end(signed_in: SignIn, seventy: list[str]) -> None:
    content = signed_in("officer").get("/cases/", headers=ENGLISH).content.decode()
    assert "70 records" in content
    assert "more than" not in content


def test_a_choice_shows_its_groups_what_is_chosen_and_what_is_said_of_an_option() -> None:
    class Marked(forms.Select):
        def create_option(self, name: str, value: object, *args: object, **kwargs: object) -> dict:  # type: ignore[override]
            option = super().create_option(name, value, *args, **kwargs)  # type: ignore[arg-type]
            option["attrs"]["data-unit"] = f'"{value}"'
            return option

    html = Marked(
        attrs={"class": "form-select", "disabled": False, "required": True},
        choices=[("", "any"), ("<b>", "<i>"), ("group", [("1", "one"), ("2", "two")])],
    ).render("mood", "2")
    assert html == (
        '<select name="mood" class="form-select" required>'
        '<option value="" data-unit="&quot;&quot;">any</option>'
        '<option value="&lt;b&gt;" data-unit="&quot;&lt;b&gt;&quot;">&lt;i&gt;</option>'
        '<optgroup label="group"><option value="1" data-unit="&quot;1&quot;">one</option>'
        '<option value="2" selected data-unit="&quot;2&quot;">two</option></optgroup></select>'
    )
