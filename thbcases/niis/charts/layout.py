"""Where each node stands: rings round the first node, then apart until nothing overlaps.

The same graph gets the same picture on every machine: there is no chance in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, pi, sin

from thbcases.niis.charts.graph import Graph

RING = 195
# Rooms are wider than high, as screens and paper are.
WIDER, LOWER = 1.2, 0.92
# How wide what hangs on one node spreads at most: half the circle.
FAN = 3.2
GAP = 16
ROUNDS = 120
MARGIN = 24
Place = tuple[int, int]


@dataclass(frozen=True)
class Box:
    """The room of a node with its words; x and y are its middle."""

    x: float
    y: float
    w: int
    h: int

    def meets(self, other: "Box", gap: float = 0) -> bool:
        """Whether two rooms come nearer than the gap."""
        return (
            abs(self.x - other.x) * 2 < self.w + other.w + 2 * gap
            and abs(self.y - other.y) * 2 < self.h + other.h + 2 * gap
        )


def arrange(
    graph: Graph, sizes: Mapping[str, tuple[int, int]], kept: Mapping[str, Place] | None = None
) -> dict[str, Box]:
    """A room for every node. What somebody laid out by hand stays near where it was put."""
    places = dict(kept or {})
    found = _rings(graph, sizes)
    for key, (x, y) in places.items():
        if key in found:
            found[key] = replace(found[key], x=x, y=y)
    keys = list(found)
    boxes = _pushed_apart([found[key] for key in keys])
    return dict(zip(keys, _from_origin(_stacked(boxes)), strict=True))


def _rings(graph: Graph, sizes: Mapping[str, tuple[int, int]]) -> dict[str, Box]:
    angles = _angles(graph)
    found: dict[str, Box] = {}
    radius = 0.0
    for number, ring in enumerate(graph.rings()):
        if number or len(ring) > 1:
            needed = sum((sizes[key][0] + sizes[key][1]) / 2 + GAP for key in ring) / (2 * pi)
            radius = max(radius + RING * bool(number), needed)
        for key in ring:
            x, y = radius * cos(angles[key]) * WIDER, radius * sin(angles[key]) * LOWER
            found[key] = Box(x, y, *sizes[key])
    return found


def _angles(graph: Graph) -> dict[str, float]:
    """A slice of the circle for each node, as wide as what hangs behind it."""
    rings = graph.rings()
    children = _children(graph, rings)
    behind = {child for below in children.values() for child in below}
    weight: dict[str, int] = {}
    for ring in reversed(rings):
        for key in ring:
            weight[key] = max(1, sum(weight[child] for child in children.get(key, [])))
    angles: dict[str, float] = {}
    slices = [([key for ring in rings for key in ring if key not in behind], -pi / 4, 2 * pi)]
    while slices:
        keys, start, width = slices.pop()
        total = sum(weight[key] for key in keys)
        for key in keys:
            share = width * weight[key] / total
            angles[key] = start + share / 2
            fan = min(share, FAN)
            slices.append((children.get(key, []), angles[key] - fan / 2, fan))
            start += share
    return angles


def _children(graph: Graph, rings: list[list[str]]) -> dict[str, list[str]]:
    """What hangs on each node in the next ring; each hangs on one only."""
    children: dict[str, list[str]] = {}
    for near, far in pairwise(rings):
        free = dict.fromkeys(far)
        for key in near:
            children[key] = [other for other in graph.neighbours[key] if other in free]
            for child in children[key]:
                del free[child]
    return children


def _pushed_apart(boxes: Sequence[Box]) -> list[Box]:
    """Push every two rooms that overlap away from each other, the shorter way."""
    moved = list(boxes)
    for _round in range(ROUNDS):
        order = sorted(range(len(moved)), key=lambda i: (moved[i].x - moved[i].w / 2, i))
        clashes = 0
        for place, i in enumerate(order):
            for j in order[place + 1 :]:
                if moved[j].x - moved[j].w / 2 >= moved[i].x + moved[i].w / 2 + GAP:
                    break
                if moved[i].meets(moved[j], GAP / 2):
                    moved[i], moved[j] = _apart(moved[i], moved[j])
                    clashes += 1
        if not clashes:
            break
    return moved


def _apart(one: Box, other: Box) -> tuple[Box, Box]:
    over_x = (one.w + other.w) / 2 + GAP - abs(one.x - other.x)
    over_y = (one.h + other.h) / 2 + GAP - abs(one.y - other.y)
    if over_x < over_y:
        step = (over_x if one.x <= other.x else -over_x) / 2
        return replace(one, x=one.x - step), replace(other, x=other.x + step)
    step = (over_y if one.y <= other.y else -over_y) / 2
    return replace(one, y=one.y - step), replace(other, y=other.y + step)


def _stacked(boxes: Sequence[Box]) -> list[Box]:
    """Whatever still overlaps goes below what it overlaps, so that in the end nothing does."""
    done: list[Box] = []
    for box in boxes:
        free = box
        while clash := next((other for other in done if free.meets(other, GAP / 2)), None):
            free = replace(free, y=clash.y + (clash.h + free.h) / 2 + GAP)
        done.append(free)
    return done


def _from_origin(boxes: Sequence[Box]) -> list[Box]:
    if not boxes:
        return []
    left = min(box.x - box.w / 2 for box in boxes) - MARGIN
    top = min(box.y - box.h / 2 for box in boxes) - MARGIN
    return [replace(box, x=round(box.x - left), y=round(box.y - top)) for box in boxes]
