"""How each record looks as a node."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.text import Truncator

from thbcases.access.acting import current_actor
from thbcases.codes.choices import HOME_COUNTRY
from thbcases.investigations.models import Investigation, Suspect
from thbcases.niis.charts.graph import CaseLink, Graph, Node, NodeKind
from thbcases.people.models import KnownObject, Person, PersonIdentifier
from thbcases.victims.models import ExploitationEpisode

# What must be fetched with a record to name it.
NEEDED: dict[str, tuple[str, ...]] = {
    "investigation": ("custodian",),
    "suspect": ("investigation",),
    "document": ("person", "country"),
    "object": ("country", "custodian"),
    "journey": ("form", "country"),
}


def _person(row: Person) -> Node:
    return Node(key_of(row), NodeKind.PERSON, str(row), row.born, row.get_absolute_url())


def _investigation(row: Investigation) -> Node:
    unit = Truncator(str(row.custodian)).chars(60)
    return Node(key_of(row), NodeKind.INVESTIGATION, row.number, unit, row.get_absolute_url())


def _company(row: Suspect) -> Node:
    return Node(
        key_of(row),
        NodeKind.COMPANY,
        row.legal_name,
        row.legal_code,
        row.get_absolute_url(),
        is_suspect=True,
    )


def _document(row: PersonIdentifier) -> Node:
    country = f", {row.country}" if row.country else ""
    words = f"{row.get_kind_display()}{country}"
    return Node(key_of(row), NodeKind.DOCUMENT, row.value, words, row.person.get_absolute_url())


def _object(row: KnownObject) -> Node:
    """With a foreign country, and with the unit that knows it when it is not the viewer's."""
    actor = current_actor()
    is_own = actor is not None and actor.organisation_id == row.custodian_id
    is_foreign = row.country is not None and row.country.code != HOME_COUNTRY
    said: list[Any] = [row.country] if is_foreign else []
    said += [] if is_own else [row.custodian]
    words = ", ".join(str(part) for part in said)
    return Node(key_of(row), NodeKind(row.kind), row.value, words, row.get_absolute_url())


def _journey(row: ExploitationEpisode) -> Node:
    place = ", ".join(str(part) for part in (row.country, row.place) if part)
    return Node(key_of(row), NodeKind.JOURNEY, place or str(row.form), str(row.form))


_MAKERS: dict[type[Any], tuple[str, Callable[[Any], Node]]] = {
    Person: ("person", _person),
    Investigation: ("investigation", _investigation),
    Suspect: ("suspect", _company),
    PersonIdentifier: ("document", _document),
    KnownObject: ("object", _object),
    ExploitationEpisode: ("journey", _journey),
}


def key_of(record: Any) -> str:
    """«person:…uuid»: the node's key, the same in every chart."""
    return f"{_MAKERS[type(record)][0]}:{record.uuid}"


def node_of(record: Any) -> Node:
    """The record as a node."""
    return _MAKERS[type(record)][1](record)


def marked(graph: Graph, starts: set[str], protected: set[str]) -> Graph:
    """Say which nodes the chart begins with, who is a suspect, and who is to be protected."""
    protected = _with_alike(graph, protected)
    suspects = {link.a for link in graph.links if link.kind == CaseLink.SUSPECT}
    nodes = tuple(
        replace(
            node,
            is_start=node.key in starts,
            is_suspect=node.is_suspect or node.key in suspects,
            is_protected=node.key in protected,
        )
        for node in graph.nodes
    )
    return replace(graph, nodes=nodes)


def _with_alike(graph: Graph, protected: set[str]) -> set[str]:
    """A victim's number is hers as another unit wrote it, too, unless it is somebody else's."""
    people = {node.key for node in graph.nodes if node.kind == NodeKind.PERSON} - protected
    found = set(protected)
    for link in graph.links:
        if link.kind == CaseLink.SAME and (link.a in protected) != (link.b in protected):
            other = link.b if link.a in protected else link.a
            if not people & set(graph.neighbours[other]):
                found.add(other)
    return found
