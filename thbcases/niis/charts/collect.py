"""From records to a graph: what hangs on them, round by round, within what the user may see.

Every query goes through row security. The number of queries depends on the number of rounds and
not on the number of rows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, Q, QuerySet

from thbcases.investigations.models import Investigation, Suspect
from thbcases.niis.charts import nodes as made
from thbcases.niis.charts.graph import CaseLink, Graph, Link, Node
from thbcases.people.models import KnownObject, ObjectLink, Person, PersonIdentifier
from thbcases.victims.models import ExploitationEpisode, Victim

MOST_NODES = 60
ROUNDS = 2
# How a key begins, and the records it stands for.
RECORDS: dict[str, type[Model]] = {
    "person": Person,
    "investigation": Investigation,
    "suspect": Suspect,
    "document": PersonIdentifier,
    "object": KnownObject,
    "journey": ExploitationEpisode,
}


class BadKey(ValueError):
    """This is no key of a node."""


@dataclass(frozen=True)
class Collected:
    """A graph and the records behind its nodes, by key; for the log of readings."""

    graph: Graph
    records: dict[str, Any] = field(default_factory=dict)


@dataclass
class _Web:
    """What was found so far."""

    nodes: dict[str, Node] = field(default_factory=dict)
    links: dict[tuple[Any, ...], Link] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)

    def add(self, record: Any, **more: Any) -> str:
        """Draw a record unless it is drawn; answers its key."""
        key = made.key_of(record)
        if key not in self.nodes:
            self.nodes[key] = made.node_of(record, **more)
            self.records[key] = record
        return key

    def join(self, a: str, b: str, kind: str, **more: Any) -> None:
        """Draw a link once, whichever way it was found."""
        one, other = sorted((a, b))
        link = Link(a, b, kind, **more)
        self.links.setdefault((one, other, kind, link.label, link.on), link)

    def keys_of(self, name: str, among: Iterable[str]) -> dict[int, str]:
        """The primary keys of the records of one kind among these nodes, with the nodes' keys."""
        return {self.records[key].pk: key for key in among if key.partition(":")[0] == name}


def around(keys: Iterable[str], rounds: int = ROUNDS, most: int = MOST_NODES) -> Collected:
    """The graph around these nodes; those the acting user may not see are simply not there.

    Raises BadKey for a key that is none.
    """
    web = _Web()
    starts = list(_look_up(keys, web))
    frontier = starts
    for _round in range(rounds):
        if not frontier or len(web.nodes) > most:
            break
        before = set(web.nodes)
        for find in FINDERS:
            find(web, frontier)
        frontier = [key for key in web.nodes if key not in before]
    return _finish(web, starts, most)


def between(keys: Iterable[str]) -> Collected:
    """The graph of exactly these nodes, as far as the acting user may see them today."""
    web = _Web()
    wanted = list(_look_up(keys, web))
    for find in FINDERS:
        find(web, wanted)
    return _finish(web, wanted, len(wanted), only=wanted)


def _finish(
    web: _Web, starts: list[str], most: int, only: Iterable[str] | None = None
) -> Collected:
    order = list(web.nodes) if only is None else list(only)
    kept = order[: max(most, len(starts))]
    records = {key: web.records[key] for key in kept}
    whole = Graph(tuple(web.nodes.values()), tuple(web.links.values()))
    graph = made.marked(whole, set(starts), shielded(records)).keeping(kept)
    graph = Graph(graph.nodes, graph.links, len(order) - len(kept))
    return Collected(graph.with_hidden(hidden_counts(records)), records)


def split_key(key: str) -> tuple[str, UUID]:
    """A key as its kind and public number. Raises BadKey."""
    name, _colon, number = key.partition(":")
    if name not in RECORDS:
        raise BadKey(key)
    try:
        return name, UUID(number)
    except ValueError as error:
        raise BadKey(key) from error


def _look_up(keys: Iterable[str], web: _Web) -> Iterable[str]:
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for key in keys:
        name, number = split_key(key)
        wanted[name].append(number)
    found: dict[UUID, str] = {}
    for name, numbers in wanted.items():
        for row in _rows(name).filter(uuid__in=numbers):
            found[row.uuid] = web.add(row)
    # in the order they were asked for
    return [found[number] for numbers in wanted.values() for number in numbers if number in found]


def _rows(name: str) -> "QuerySet[Any]":
    rows: QuerySet[Any] = RECORDS[name]._default_manager.all()
    return rows.select_related(*made.NEEDED.get(name, ()))


def _suspects(web: _Web, frontier: list[str]) -> None:
    people, cases = web.keys_of("person", frontier), web.keys_of("investigation", frontier)
    own = web.keys_of("suspect", frontier)
    rows = Suspect.objects.filter(
        Q(person__in=people) | Q(investigation__in=cases) | Q(pk__in=own)
    ).select_related("person", "investigation__custodian")
    for row in rows.order_by("state_on", "id"):
        if row.person_id and row.person is None:
            continue  # somebody the viewer may not see
        who = web.add(row.person if row.person is not None else row)
        case = web.add(row.investigation)
        web.join(who, case, CaseLink.SUSPECT, label=row.get_state_display(), on=row.state_on)


def _victims(web: _Web, frontier: list[str]) -> None:
    people, cases = web.keys_of("person", frontier), web.keys_of("investigation", frontier)
    journeys = web.keys_of("journey", frontier)
    rows = (
        Victim.objects.filter(
            Q(person__in=people) | Q(investigation__in=cases) | Q(episodes__in=journeys)
        )
        .select_related("person", "investigation__custodian")
        .prefetch_related("episodes__form", "episodes__country")
        .distinct()
        .order_by("status_on", "id")
    )
    for row in rows:
        who, case = web.add(row.person), web.add(row.investigation)
        web.join(who, case, CaseLink.VICTIM, label=row.get_status_display(), on=row.status_on)
        for episode in row.episodes.all():
            web.join(
                who,
                web.add(episode),
                CaseLink.JOURNEY,
                on=episode.starts_on,
                until=episode.ends_on,
            )


def _cases(web: _Web, frontier: list[str]) -> None:
    cases = web.keys_of("investigation", frontier)
    apart = [web.records[key] for key in cases.values()]
    others = {pk for row in apart for pk in (row.joined_into_id, row.separated_from_id) if pk}
    rows = Investigation.objects.filter(
        Q(pk__in=others) | Q(joined_into__in=cases) | Q(separated_from__in=cases)
    ).select_related("custodian")
    found = {row.pk: row for row in [*rows.order_by("id"), *apart]} if cases else {}
    for row in found.values():
        for kind, other in (
            (CaseLink.JOINED, row.joined_into_id),
            (CaseLink.SEPARATED, row.separated_from_id),
        ):
            if other in found:
                web.join(web.add(row), web.add(found[other]), kind, on=row.stage_on)


def _documents(web: _Web, frontier: list[str]) -> None:
    people, documents = web.keys_of("person", frontier), web.keys_of("document", frontier)
    numbers = {web.records[key].normalised for key in documents.values()}
    rows = PersonIdentifier.objects.filter(
        Q(person__in=people) | Q(normalised__in=numbers)
    ).select_related("person", "country")
    by_number: dict[str, str] = {}
    for row in rows.order_by("id"):
        who, number = web.add(row.person), web.add(row)
        web.join(who, number, CaseLink.DOCUMENT, until=row.valid_to)
        first = by_number.setdefault(row.normalised, number)
        if first != number:
            web.join(first, number, CaseLink.SAME, nature="assessment")


def _objects(web: _Web, frontier: list[str]) -> None:
    people, cases = web.keys_of("person", frontier), web.keys_of("investigation", frontier)
    objects, journeys = web.keys_of("object", frontier), web.keys_of("journey", frontier)
    rows = (
        ObjectLink.objects.filter(
            Q(person__in=people)
            | Q(investigation__in=cases)
            | Q(object__in=objects)
            | Q(episode__in=journeys)
        )
        .select_related(
            "object__country",
            "object__custodian",
            "person",
            "investigation__custodian",
            "episode__form",
            "episode__country",
        )
        .order_by("starts_on", "id")
    )
    for row in rows:
        holder = row.person or row.episode or row.investigation
        if holder is None or row.object is None:
            continue
        web.join(
            web.add(holder),
            web.add(row.object),
            row.relation,
            source=row.source,
            reliability=row.reliability,
            credibility=row.credibility,
            handling=row.handling,
            nature=row.nature,
            on=row.starts_on,
            until=row.ends_on,
        )


def _alike(web: _Web, frontier: list[str]) -> None:
    """Objects of other units that are written alike; nobody says they are one."""
    objects = [web.records[key] for key in web.keys_of("object", frontier).values()]
    if not objects:
        return
    rows = KnownObject.objects.filter(normalised__in={row.normalised for row in objects})
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows.select_related("country", "custodian").order_by("id"):
        groups[(row.kind, row.normalised)].append(row)
    for row in objects:
        for other in groups[(row.kind, row.normalised)]:
            if other.pk != row.pk:
                web.join(web.add(row), web.add(other), CaseLink.SAME, nature="assessment")


FINDERS: tuple[Callable[[_Web, list[str]], None], ...] = (
    _suspects,
    _victims,
    _cases,
    _documents,
    _objects,
    _alike,
)

# The kinds of nodes of which the database counts what the viewer does not see.
COUNTED = ("person", "investigation", "object")
HIDDEN = "select kind, node, hidden from thb_hidden_links(%s::bigint[], %s::bigint[], %s::bigint[])"
SHIELDED = "select kind, node from thb_shielded(%s::bigint[], %s::bigint[])"


def hidden_counts(records: dict[str, Any]) -> dict[str, int]:
    """How many rows hang on each of these nodes that the acting user may not see.

    Counted by a function of the owner, over explicit relations and police records only.
    """
    with connection.cursor() as cursor:
        cursor.execute(HIDDEN, [_ids(records, name) for name in COUNTED])
        counted = {(kind, node): hidden for kind, node, hidden in cursor.fetchall()}
    return {key: counted.get((_name(key), row.pk), 0) for key, row in records.items()}


def shielded(records: dict[str, Any]) -> set[str]:
    """The nodes that are victims, or that by themselves would lead to one.

    Asked of the whole database and not of the picture: a person whose case is not drawn, or not
    the viewer's to see, is a victim all the same. Files are made by it; no screen shows it.
    """
    documents = [row for row in records.values() if isinstance(row, PersonIdentifier)]
    people = [*_ids(records, "person"), *(row.person_id for row in documents)]
    with connection.cursor() as cursor:
        cursor.execute(SHIELDED, [people, _ids(records, "object")])
        found = set(cursor.fetchall())
    return {
        key
        for key, row in records.items()
        if isinstance(row, ExploitationEpisode)
        or (isinstance(row, PersonIdentifier) and ("person", row.person_id) in found)
        or (_name(key), row.pk) in found
    }


def _ids(records: dict[str, Any], name: str) -> list[int]:
    return [row.pk for key, row in records.items() if _name(key) == name]


def _name(key: str) -> str:
    return key.partition(":")[0]
