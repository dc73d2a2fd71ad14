"""FollowTheMoney entities as JSON lines: suspects, companies and objects, nobody else.

The vocabulary has no word for a victim, and the file may go anywhere: victims, presumed victims,
witnesses and what hangs only on them never enter it, whatever was asked for.
"""

import json
from collections.abc import Iterator
from typing import Any

from thbcases.niis.charts.graph import CaseLink, Graph, Link, Node, NodeKind
from thbcases.niis.charts.release import Release, without_victims

# Schema, and the property that holds what is written on the node.
SCHEMATA: dict[str, tuple[str, str]] = {
    NodeKind.PERSON: ("Person", "name"),
    NodeKind.COMPANY: ("Company", "name"),
    NodeKind.INVESTIGATION: ("CourtCase", "caseNumber"),
    NodeKind.VEHICLE: ("Vehicle", "registrationNumber"),
    NodeKind.DOCUMENT: ("Identification", "number"),
    NodeKind.ADDRESS: ("Address", "full"),
    NodeKind.ACCOUNT: ("BankAccount", "accountNumber"),
    NodeKind.PHONE: ("UserAccount", "number"),
    NodeKind.EMAIL: ("UserAccount", "email"),
    NodeKind.NICKNAME: ("UserAccount", "username"),
}


def write(made: Release) -> bytes:
    """One entity on each line."""
    graph = suspects_only(made.graph)
    lines = [*_entities(graph), *_relations(graph)]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()


def suspects_only(graph: Graph) -> Graph:
    """The suspects of the graph with the cases and objects that hang on them."""
    open_part = without_victims(graph)
    kept = open_part.keeping(
        node.key
        for node in open_part.nodes
        if node.kind in SCHEMATA and (node.kind != NodeKind.PERSON or node.is_suspect)
    )
    reached = {node.key for node in kept.nodes if node.is_suspect}
    ring = reached
    while ring:
        ring = {other for key in ring for other in kept.neighbours[key]} - reached
        reached |= ring
    return kept.keeping(reached)


def _entities(graph: Graph) -> Iterator[dict[str, Any]]:
    for node in graph.nodes:
        schema, property_name = SCHEMATA[node.kind]
        yield {
            "id": node.key,
            "schema": schema,
            "properties": {property_name: [node.label], **_named(node), **_held(node, graph)},
        }


def _named(node: Node) -> dict[str, list[str]]:
    """Entities whose own property is not their name get one too."""
    if node.kind in (NodeKind.INVESTIGATION, NodeKind.VEHICLE, NodeKind.ACCOUNT):
        return {"name": [node.label]}
    return {}


def _held(node: Node, graph: Graph) -> dict[str, list[str]]:
    """A document is no thing of its own there: it says who holds it."""
    if node.kind != NodeKind.DOCUMENT:
        return {}
    others = (graph.by_key[key] for key in graph.neighbours[node.key])
    return {"holder": [other.key for other in others if other.kind == NodeKind.PERSON]}


def _relations(graph: Graph) -> Iterator[dict[str, Any]]:
    for number, link in enumerate(graph.links, start=1):
        if NodeKind.DOCUMENT in (graph.by_key[link.a].kind, graph.by_key[link.b].kind):
            continue
        ends = {"subject": [link.a], "object": [link.b]}
        schema = "UnknownLink"
        if link.kind == CaseLink.SUSPECT:
            schema, ends = "CourtCaseParty", {"party": [link.a], "case": [link.b]}
        yield {
            "id": f"link-{number}",
            "schema": schema,
            "properties": {**ends, "role": [link.kind], **_dates(link)},
        }


def _dates(link: Link) -> dict[str, list[str]]:
    found = {}
    if link.on:
        found["startDate"] = [link.on.isoformat()]
    if link.until:
        found["endDate"] = [link.until.isoformat()]
    return found
