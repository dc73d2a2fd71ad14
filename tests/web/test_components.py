"""The small parts: pills, terms, figures, pictures, and tags that refuse what they do not know."""

import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import models
from django.template import Context, Template, TemplateSyntaxError
from django.utils import timezone, translation

from thbcases.web.charts import bar_chart, line_chart
from thbcases.web.parts import Action, Block, Clock
from thbcases.web.pills import Pill, Pills
from thbcases.web.timeline import TimelineEntry, newest_first


class Mood(models.TextChoices):
    GOOD = "good", "good mood"
    BAD = "bad", "bad <mood>"


def render(text: str, **context: object) -> str:
    with translation.override("en"):
        return Template("{% load thb %}" + text).render(Context(context))


def test_a_pill_draws_itself_and_escapes_its_word() -> None:
    pills = Pills(Mood, {"good": "recognised", "bad": "late"})
    assert render("{{ p }}", p=pills("bad")) == (
        '<span class="pill pill-late">Bad &lt;mood&gt;</span>'
    )


@pytest.mark.parametrize("tones", [{"good": "open"}, {"good": "open", "bad": "open", "x": "open"}])
def test_pills_and_choices_must_match(tones: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="tones do not match"):
        Pills(Mood, tones)


def test_an_unknown_tone_or_style_stops_the_start() -> None:
    with pytest.raises(ValueError, match="unknown tone"):
        Pill("x", "pink")
    with pytest.raises(ValueError, match="unknown style"):
        Action("x", "/", style="pink")
    with pytest.raises(ValueError, match="unknown method"):
        Action("x", "/", method="put")


@pytest.mark.parametrize(
    ("due", "words", "state", "percent"),
    [
        ("2026-03-08", "1 day late", "late", 100),
        ("2026-03-01", "8 days late", "late", 100),
        ("2026-03-09", "due today", "soon", 100),
        ("2026-03-10", "1 day left", "soon", 90),
        ("2026-03-23", "14 days left", "soon", 39),
        ("2026-03-24", "15 days left", "calm", 38),
    ],
)
@time_machine.travel(datetime(2026, 3, 9, 12, tzinfo=UTC), tick=False)
def test_a_term_is_said_in_words(due: str, words: str, state: str, percent: int) -> None:
    clock = Clock("permit ends", date.fromisoformat(due), started_on=date(2026, 2, 28))
    with translation.override("en"):
        assert (clock.words, clock.state, clock.percent) == (words, state, percent)
    assert words in render("{% clock c %}", c=clock)


@time_machine.travel(datetime(2026, 3, 8, 23, 30, tzinfo=UTC), tick=False)
def test_a_term_is_counted_in_lithuanian_days() -> None:
    """Half past eleven at night in UTC is already the next day in Vilnius."""
    assert Clock("x", date(2026, 3, 9)).days_left == 0


def test_a_term_without_a_start_has_no_bar() -> None:
    clock = Clock("x", timezone.localdate() + timedelta(days=3))
    assert clock.percent is None
    assert "<progress" not in render("{% clock c %}", c=clock)


def test_the_term_that_is_due_first_stands_on_top() -> None:
    clocks = [Clock("late one", date(2030, 1, 2)), Clock("soon one", date(2030, 1, 1))]
    html = render("{% home_block b %}", b=Block("title", "empty", clocks=clocks))
    assert html.index("Soon one") < html.index("Late one")


def test_an_empty_block_says_so() -> None:
    assert "nothing waits" in render("{% home_block b %}", b=Block("title", "nothing waits"))


def test_the_time_line_is_newest_first_and_marks_what_is_to_come() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    entries = newest_first(
        [
            TimelineEntry(date(2020, 1, 1), "a"),
            TimelineEntry(tomorrow, "b"),
            TimelineEntry(date(2020, 1, 1), "c"),
        ]
    )
    assert [entry.text for entry in entries] == ["b", "a", "c"]
    assert render("{% timeline e %}", e=entries).count("to come") == 1


def test_facts_without_a_value_are_left_out() -> None:
    html = render(
        "{% facts f %}", f=[("name", "<Ona>"), ("empty", ""), ("none", None), ("zero", 0)]
    )
    assert html.count("<dt>") == 2
    assert "&lt;Ona&gt;" in html


@pytest.mark.parametrize(
    "text",
    [
        "{% panel titel='x' %}{% endpanel %}",
        "{% wall tone='x' %}{% endwall %}",
        "{% clock c size=1 %}",
        "{% facts %}",
        "{% form_fields form style='x' %}",
    ],
)
def test_a_tag_refuses_what_it_does_not_know(text: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        render(text)


POINTS = [("2010", 22, "presumed"), ("2010", 5, "recognised"), ("2011", None, "presumed")]


@pytest.mark.parametrize("draw", [bar_chart, line_chart])
@pytest.mark.parametrize("narrow", [False, True])
def test_a_picture_is_safe_named_and_followed_by_its_figures(draw: object, narrow: bool) -> None:
    chart = draw(  # type: ignore[operator]
        title='Help <&">', points=POINTS, category="year", number="persons", series="status <b>",
        narrow=narrow,
    )  # fmt: skip
    svg = ET.fromstring(chart.svg)
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == 'Help <&">'
    assert not re.search(r"<(script|style|foreignObject)|\s(style|on\w+|href)=", chart.svg)
    assert "status <b>" not in chart.svg
    html = render("{% chart c %}", c=chart)
    assert chart.columns == ["year", "status <b>", "persons"]
    assert chart.rows[0] == ["2010", "presumed", 22]
    assert html.count("<tr>") == 4
    assert '<td class="right">–</td>' in html
    assert "2011" in chart.svg, "a year without a number keeps its place"


def test_a_picture_without_series() -> None:
    chart = bar_chart(title="x", points=[("2010", 118)], category="year", number="persons")
    assert chart.columns == ["year", "persons"]
    assert chart.rows == [["2010", 118]]
    assert "118" in chart.svg
