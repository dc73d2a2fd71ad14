"""The graph that every picture and every file of a chart is made of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from thbcases.people.choices import Nature, Relation, Source


class NodeKind(models.TextChoices):
    """What a node is."""

    PERSON = "person", _("person")
    INVESTIGATION = "investigation", _("investigation")
    VEHICLE = "vehicle", _("vehicle")
    PHONE = "phone", _("phone")
    DOCUMENT = "document", _("document")
    ADDRESS = "address", _("address")
    COMPANY = "company", _("company")
    ACCOUNT = "account", _("bank account")
    EMAIL = "email", _("e-mail")
    NICKNAME = "nickname", _("account or nickname on the internet")
    JOURNEY = "journey", _("stretch of exploitation")


class CaseLink(models.TextChoices):
    """Links that come from case records; those of objects are `people.choices.Relation`."""

    SUSPECT = "suspect", _("suspect")
    VICTIM = "victim", _("victim")
    JOINED = "joined", _("joined to")
    SEPARATED = "separated", _("separated from")
    DOCUMENT = "document", _("bears the number")
    JOURNEY = "journey", _("was exploited")
    SAME = "same", _("written alike")


LINK_WORDS = {**dict(CaseLink.choices), **dict(Relation.choices)}
SOURCE_WORDS = dict(Source.choices)
NATURE_WORDS = dict(Nature.choices)


class Dangling(ValueError):
    """A link leads to a node that is not in the graph, or a key stands twice."""


@dataclass(frozen=True)
class Node:
    """One thing of the chart.

    `key` says which record it is («person:…uuid»). `hidden` counts what hangs on it that the
    viewer may not see. A protected node is a victim, a presumed victim or a witness.
    """

    key: str
    kind: str
    label: str
    sub_label: str = ""
    url: str = ""
    hidden: int = 0
    is_start: bool = False
    is_suspect: bool = False
    is_protected: bool = False

    @property
    def kind_word(self) -> str:
        return str(NodeKind(self.kind).label)


@dataclass(frozen=True)
class Link:
    """By what two nodes hang together, on whose word, how sure, since and until when."""

    a: str
    b: str
    kind: str
    label: str = ""
    source: str = ""
    reliability: str = ""
    credibility: str = ""
    handling: str = ""
    nature: str = "fact"
    on: date | None = None
    until: date | None = None

    @property
    def kind_word(self) -> str:
        return str(LINK_WORDS.get(self.kind, self.kind))

    @property
    def words(self) -> str:
        """The kind with what more is known of it («suspect: prosecuted»)."""
        return f"{self.kind_word}: {self.label}" if self.label else self.kind_word

    @property
    def grade(self) -> str:
        """Both grades as officers say them («B2»); empty where nobody graded."""
        return f"{self.reliability}{self.credibility}"

    @property
    def source_word(self) -> str:
        return str(SOURCE_WORDS.get(self.source, ""))

    @property
    def nature_word(self) -> str:
        return str(NATURE_WORDS.get(self.nature, ""))

    def touches(self, key: str) -> bool:
        return key in (self.a, self.b)

    def other(self, key: str) -> str:
        return self.b if key == self.a else self.a


@dataclass(frozen=True)
class Graph:
    """Nodes and links. Raises Dangling when a link has no end or a key stands twice."""

    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    # How many more there are that were not drawn because the picture is full.
    left_out: int = field(default=0)

    def __post_init__(self) -> None:
        keys = [node.key for node in self.nodes]
        known = set(keys)
        if len(known) < len(keys):
            raise Dangling("a key stands twice")
        for link in self.links:
            if link.a not in known or link.b not in known:
                raise Dangling(f"{link.a} – {link.b}")

    @cached_property
    def by_key(self) -> dict[str, Node]:
        return {node.key: node for node in self.nodes}

    @cached_property
    def neighbours(self) -> dict[str, list[str]]:
        """The keys each node is linked to, in order of the links, each once."""
        found: dict[str, dict[str, None]] = {node.key: {} for node in self.nodes}
        for link in self.links:
            if link.a != link.b:
                found[link.a][link.b] = None
                found[link.b][link.a] = None
        return {key: list(others) for key, others in found.items()}

    @property
    def hidden(self) -> int:
        """How many rows hang on the nodes that the viewer may not see."""
        return sum(node.hidden for node in self.nodes)

    def keeping(self, keys: Iterable[str]) -> "Graph":
        """The part of the graph between these nodes."""
        kept = set(keys)
        return Graph(
            tuple(node for node in self.nodes if node.key in kept),
            tuple(link for link in self.links if link.a in kept and link.b in kept),
            self.left_out,
        )

    def with_hidden(self, counts: dict[str, int]) -> "Graph":
        """The same graph with what is hidden counted at its nodes."""
        nodes = tuple(replace(node, hidden=counts.get(node.key, 0)) for node in self.nodes)
        return replace(self, nodes=nodes)

    def rings(self) -> list[list[str]]:
        """The nodes by their distance from the first ones; loose ones stand in the last ring."""
        starts = [node.key for node in self.nodes if node.is_start]
        ring = starts or [node.key for node in self.nodes[:1]]
        seen, rings = set(ring), []
        while ring:
            rings.append(ring)
            ring = list(self._next(ring, seen))
        loose = [node.key for node in self.nodes if node.key not in seen]
        return [*rings, loose] if loose else rings

    def _next(self, ring: list[str], seen: set[str]) -> Iterator[str]:
        for key in ring:
            for other in self.neighbours[key]:
                if other not in seen:
                    seen.add(other)
                    yield other

    def parts(self) -> list[list[str]]:
        """The nodes in groups that hang together, each in the order of the nodes."""
        place: dict[str, int] = {}
        for node in self.nodes:
            ring = [] if node.key in place else [node.key]
            number = len(set(place.values()))
            while ring:
                place.update(dict.fromkeys(ring, number))
                ring = [o for key in ring for o in self.neighbours[key] if o not in place]
        groups: dict[int, list[str]] = {}
        for node in self.nodes:
            groups.setdefault(place[node.key], []).append(node.key)
        return list(groups.values())
