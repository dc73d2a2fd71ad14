"""The copy of a graph that may leave the house: victims under names made for this file only.

The key of the pseudonyms is drawn for each file and forgotten with it, so that two files cannot be
laid over each other and nobody, we included, can turn a pseudonym back.
"""

import hmac
import re
import secrets
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _now

from thbcases.niis.charts.graph import Graph, Link, Node, NodeKind

# XML 1.0 knows no control characters, no lone surrogates and no non-characters.
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PSEUDONYM_LENGTH = 10
# What stands for itself; objects and documents always hang on one of these.
ROOTS = frozenset({NodeKind.PERSON, NodeKind.INVESTIGATION, NodeKind.COMPANY})


@dataclass(frozen=True)
class Release:
    """A graph made ready for one file, with what the file says of itself."""

    graph: Graph
    number: str
    handling: str
    recipient: str
    leaves_country: bool = False
    made_on: date = field(default_factory=timezone.localdate)

    @property
    def title(self) -> str:
        """Names nobody."""
        return _now("Link chart %(number)s") % {"number": self.number}


def new_number(on: date | None = None) -> str:
    """The number by which a file is found again in the audit trail: EXP-2026-1f3a…"""
    day = on or timezone.localdate()
    return f"EXP-{day.year}-{secrets.token_hex(5)}"


def release(
    graph: Graph,
    *,
    handling: str,
    recipient: str,
    leaves_country: bool = False,
    key: bytes | None = None,
) -> Release:
    """Make a graph ready to go: pseudonyms at home, nothing of victims at all abroad."""
    seen = without_victims(graph) if leaves_country else _pseudonymised(graph, key)
    return Release(_clean(seen), new_number(), handling, recipient, leaves_country)


def without_victims(graph: Graph) -> Graph:
    """Leave out victims, presumed victims and witnesses and everything that only hangs on them."""
    rest = graph.keeping(node.key for node in graph.nodes if not node.is_protected)
    kept: set[str] = set()
    for part in rest.parts():
        was_loose = len(part) == 1 and not graph.neighbours[part[0]]
        hangs_on_somebody = len(part) > 1 and any(rest.by_key[key].kind in ROOTS for key in part)
        if was_loose or hangs_on_somebody:
            kept |= set(part)
    return replace(rest.keeping(kept), left_out=0)


def _pseudonymised(graph: Graph, key: bytes | None) -> Graph:
    secret = key or secrets.token_bytes(32)
    names = {node.key: _pseudonym(secret, node.key) for node in graph.nodes if node.is_protected}
    nodes = tuple(
        _masked(node, names[node.key]) if node.key in names else node for node in graph.nodes
    )
    links = tuple(
        replace(link, a=names.get(link.a, link.a), b=names.get(link.b, link.b))
        for link in graph.links
    )
    return Graph(nodes, links)


def _pseudonym(secret: bytes, key: str) -> str:
    digest = hmac.new(secret, key.encode(), sha256).hexdigest()
    return f"X-{digest[:PSEUDONYM_LENGTH].upper()}"


def _masked(node: Node, name: str) -> Node:
    """A protected node under its pseudonym; its kind stays."""
    return Node(name, NodeKind(node.kind), name, is_protected=True)


def _clean(graph: Graph) -> Graph:
    """What is only for the screen goes, and what XML cannot hold."""
    nodes = tuple(
        replace(
            node,
            label=text(node.label) or "—",
            sub_label=text(node.sub_label),
            url="",
            hidden=0,
            is_start=False,
        )
        for node in graph.nodes
    )
    return Graph(nodes, tuple(_clean_link(link) for link in graph.links))


def _clean_link(link: Link) -> Link:
    return replace(link, label=text(link.label))


def text(value: str) -> str:
    """A text as a file takes it: no control characters, every gap one space."""
    return " ".join(NO_XML.sub(" ", value).split())
