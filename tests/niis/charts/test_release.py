"""What leaves the house: no name of a victim in any format, and abroad nothing of them at all."""

import csv
import io
import json
from typing import Any
from zipfile import ZipFile

import networkx
import pytest
from hypothesis import given

from tests.niis.charts.graphs import graphs, many
from thbcases.niis.actions.charts import WRITERS
from thbcases.niis.charts import ftm, graphml, pairs
from thbcases.niis.charts.formats import Format
from thbcases.niis.charts.graph import Graph, Link, Node
from thbcases.niis.charts.release import release, without_victims
from thbcases.web.export import DANGEROUS

VICTIM = Node("person:v", "person", "Slaptutė, Ona", "2001-05-06", "/people/v/", is_protected=True)
PHONE = Node("object:p", "phone", "+37069999999", is_protected=True)
SUSPECT = Node("person:s", "person", "Petrauskas, Jonas", "1980", "/people/s/", is_suspect=True)
BYSTANDER = Node("person:b", "person", "Liudytė, Rita")
CASE = Node("investigation:i", "investigation", "01-1-00001-26")
OTHER = Node("investigation:o", "investigation", "01-1-00002-26")
CAR = Node("object:c", "vehicle", "ABC 123")
GRAPH = Graph(
    (VICTIM, PHONE, SUSPECT, BYSTANDER, CASE, OTHER, CAR),
    (
        Link("person:s", "investigation:i", "suspect"),
        Link("person:v", "investigation:i", "victim"),
        Link("person:v", "investigation:o", "victim"),
        Link("person:v", "object:p", "user"),
        Link("person:s", "object:c", "owner"),
    ),
)


def content(form: str, graph: Graph, **more: Any) -> str:
    data = WRITERS[form](release(graph, handling="H0", recipient="x", **more))
    if form != Format.PAIRS:
        return data.decode()
    with ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("form", Format.values)
@pytest.mark.parametrize("leaves_country", [False, True])
def test_no_name_and_no_number_of_a_victim_is_in_any_file(form: str, leaves_country: bool) -> None:
    text = content(form, GRAPH, leaves_country=leaves_country)
    for secret in ("Slaptutė", "37069999999", "2001-05-06", "person:v", "object:p", "/people/"):
        assert secret not in text, secret
    assert "Petrauskas" in text
    assert "ABC 123" in text


def test_abroad_goes_nothing_of_them_and_nothing_that_hangs_only_on_them() -> None:
    kept = set(without_victims(GRAPH).by_key)
    assert kept == {"person:s", "person:b", "investigation:i", "object:c"}


def test_two_files_have_two_names_for_one_victim() -> None:
    names = [
        {n.key for n in release(GRAPH, handling="H0", recipient="x").graph.nodes if n.is_protected}
        for _file in range(2)
    ]
    assert names[0] & names[1] == set()


@many
@given(graphs())
def test_a_released_graph_keeps_its_shape_and_loses_the_protected_words(graph: Graph) -> None:
    made = release(graph, handling="H0", recipient="x").graph
    assert len(made.nodes) == len(graph.nodes)
    assert len(made.links) == len(graph.links)
    for before, after in zip(graph.nodes, made.nodes, strict=True):
        assert after.url == ""
        assert after.hidden == 0
        if before.is_protected:
            assert after.key.startswith("X-")
            assert after.label == after.key
            assert after.sub_label == ""


@many
@given(graphs())
def test_abroad_is_invariant_under_everything_said_of_victims(graph: Graph) -> None:
    """Nobody protected goes abroad, and nothing stays that hung only on them."""
    kept = without_victims(graph)
    assert not [node for node in kept.nodes if node.is_protected]
    for node in kept.nodes:
        if graph.neighbours[node.key]:
            assert kept.neighbours[node.key], "hung only on what was left out"
    suspects = ftm.suspects_only(graph)
    assert not [n for n in suspects.nodes if n.is_protected]
    assert not [n for n in suspects.nodes if n.kind == "person" and not n.is_suspect]


@many
@given(graphs())
def test_the_tables_hold_no_formula_and_every_row(graph: Graph) -> None:
    made = release(graph, handling="H1", recipient="x")
    with ZipFile(io.BytesIO(pairs.write(made))) as archive:
        for name, count in (("entities.csv", len(graph.nodes)), ("links.csv", len(graph.links))):
            raw = archive.read(name)
            assert raw.startswith(b"\xef\xbb\xbf")
            rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
            assert len(rows) == count + 1
            assert {len(row) for row in rows} == {len(rows[0])}
            assert not [cell for row in rows for cell in row if cell.startswith(DANGEROUS)]


@many
@given(graphs())
def test_graphml_is_read_back_with_every_node_and_link(graph: Graph) -> None:
    made = release(graph, handling="H1", recipient="x")
    read = networkx.read_graphml(io.BytesIO(graphml.write(made)), force_multigraph=True)
    assert {key: data["label"] for key, data in read.nodes(data=True)} == {
        node.key: node.label for node in made.graph.nodes
    }
    assert read.number_of_edges() == len(made.graph.links)


@many
@given(graphs())
def test_every_line_is_an_entity_whose_ends_are_there(graph: Graph) -> None:
    lines = [
        json.loads(line)
        for line in ftm.write(release(graph, handling="H0", recipient="x")).decode().splitlines()
    ]
    known = {line["id"] for line in lines}
    assert len(known) == len(lines)
    for line in lines:
        for name in ("subject", "object", "party", "case", "holder"):
            assert set(line["properties"].get(name, [])) <= known


def test_suspects_and_objects_are_told_in_the_other_vocabulary() -> None:
    lines = [json.loads(line) for line in content(Format.FTM, GRAPH).splitlines()]
    assert [(line["schema"], line["id"]) for line in lines[:3]] == [
        ("Person", "person:s"),
        ("CourtCase", "investigation:i"),
        ("Vehicle", "object:c"),
    ]
    assert lines[2]["properties"]["registrationNumber"] == ["ABC 123"]
    assert lines[3] == {
        "id": "link-1",
        "schema": "CourtCaseParty",
        "properties": {"party": ["person:s"], "case": ["investigation:i"], "role": ["suspect"]},
    }
