"""`.anx`: valid for two validators and back as it went; what is broken is refused."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
import xmlschema
from hypothesis import given
from lxml import etree

from tests.niis.charts.graphs import many, releases
from thbcases.niis.charts import anx
from thbcases.niis.charts.graph import Graph, Link, Node
from thbcases.niis.charts.release import Release, release


@cache
def second_opinion() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(anx.profile().decode())


def chart() -> Release:
    graph = Graph(
        (
            Node("person:1", "person", "Petrauskas, Jonas", "1980", is_suspect=True),
            Node("object:2", "vehicle", "ABC 123"),
            Node("person:3", "person", "Slaptutė, Ona", is_protected=True),
        ),
        (
            Link("person:1", "object:2", "owner", source="register", reliability="A",
                 credibility="1", handling="H1", on=date(2026, 3, 9), until=date(2026, 4, 1)),
            Link("person:1", "person:3", "seen_with", nature="assessment"),
        ),
    )  # fmt: skip
    return release(graph, handling="H2", recipient="Europol", key=b"k" * 32)


@many
@given(releases())
def test_any_graph_is_valid_for_both_and_comes_back_equal(made: Release) -> None:
    data = anx.write(made)
    second_opinion().validate(data.decode())
    assert anx.read(data) == made.graph


def test_the_file_says_what_it_is_and_under_which_code() -> None:
    made = chart()
    root = etree.fromstring(anx.write(made))
    said = {p.get("Name"): p.get("Value") for p in root.iter("CustomProperty")}
    assert said["Export id"] == made.number
    assert said["Handling"] == "H2"
    assert "Slaptutė" not in anx.write(made).decode()


Break = Callable[[etree._Element], Any]


def link(root: etree._Element) -> etree._Element:
    return next(root.iter("Link"))


def style(root: etree._Element) -> etree._Element:
    return next(root.iter("LinkStyle"))


def duplicate(root: etree._Element) -> None:
    first, second = list(root.iter("Entity"))[:2]
    second.set("EntityId", first.get("EntityId") or "")


def wrong_order(root: etree._Element) -> None:
    holder = link(root)
    holder.append(etree.fromstring('<CardCollection><Card Summary="x"/></CardCollection>'))


def dated(root: etree._Element, value: str) -> None:
    next(item for item in root.iter("ChartItem") if item.get("DateTime")).set("DateTime", value)


BROKEN: dict[str, Break] = {
    "a link that leads nowhere": lambda root: link(root).set("End2Id", "nobody"),
    "two of one number": duplicate,
    "a link type that is not declared": lambda root: style(root).set("Type", "Likes"),
    "an entity type that is not declared": lambda r: next(r.iter("IconStyle")).set("Type", "Ufo"),
    "a strength that is not declared": lambda root: style(root).set("Strength", "Maybe"),
    "an arrow that is none": lambda root: style(root).set("ArrowStyle", "ArrowSideways"),
    "a day that is none": lambda root: dated(root, "2026-02-30T00:00:00"),
    "a day in words": lambda root: dated(root, "yesterday"),
    "a card behind the style": wrong_order,
    "a reference that leads nowhere": lambda root: style(root).set("LinkTypeReference", "lt_x"),
    "an attribute nobody knows": lambda root: link(root).set("Colour", "red"),
    "an attribute class that is no type": lambda root: next(root.iter("AttributeClass")).set(
        "Type", "AttDateTime"
    ),
    "an item without an end": lambda root: next(root.iter("ChartItem")).remove(
        next(root.iter("End"))
    ),
    "a number twice": lambda root: list(root.iter("ChartItem"))[1].set(
        "Id", next(root.iter("ChartItem")).get("Id") or ""
    ),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_chart_is_refused_by_both(how: str) -> None:
    root = etree.fromstring(anx.write(chart()))
    BROKEN[how](root)
    data = etree.tostring(root)
    with pytest.raises(anx.BadChart):
        anx.read(data)
    with pytest.raises(xmlschema.XMLSchemaException):
        second_opinion().validate(data.decode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a chart",
        b"<Chart",
        b"<Other/>",
        b'<!DOCTYPE Chart [<!ENTITY a "b">]><Chart/>',
        b'<!DOCTYPE Chart SYSTEM "http://localhost/x"><Chart/>',
        "<Chart>ž</Chart>".encode("utf-16"),
    ],
)
def test_what_is_no_chart_is_refused(data: bytes) -> None:
    with pytest.raises(anx.BadChart):
        anx.read(data)


def test_a_grade_outside_the_list_and_a_broken_day_of_ours_are_refused() -> None:
    for change in (
        lambda root: next(i for i in root.iter("ChartItem") if i.get("GradeOneIndex")).set(
            "GradeOneIndex", "99"
        ),
        lambda root: next(
            a for a in root.iter("Attribute") if a.get("AttributeClass") == "Until"
        ).set("Value", "soon"),
    ):
        root = etree.fromstring(anx.write(chart()))
        change(root)
        with pytest.raises(anx.BadChart):
            anx.read(etree.tostring(root))


def test_another_writer_of_charts_says_the_same() -> None:
    """The same chart by an independent writer keeps to our profile and is read as the same."""
    from anxwritter import ANXChart

    made = chart()
    other = ANXChart()
    for kind in ("person", "vehicle"):
        other.add_entity_type(name=kind)
    for node in made.graph.nodes:
        other.add_icon(id=node.key, type=node.kind, label=node.label)
    for each in made.graph.links:
        day = {"date": each.on.isoformat()} if each.on else {}
        other.add_link(from_id=each.a, to_id=each.b, type=each.kind, label="x", **day)
    text = other.to_xml()
    theirs = anx.read(text.encode() if isinstance(text, str) else text)
    ours = anx.read(anx.write(made))
    assert {(n.key, n.label, n.kind) for n in theirs.nodes} == {
        (n.key, n.label, n.kind) for n in ours.nodes
    }
    assert {(link.a, link.b, link.kind, link.on) for link in theirs.links} == {
        (link.a, link.b, link.kind, link.on) for link in ours.links
    }
