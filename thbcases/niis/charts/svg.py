"""The picture of a graph, drawn on the server: shapes and letters, links with their words.

Numbers are whole, because templates write fractions with the language's comma.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from thbcases.niis.charts.graph import Graph, Link, Node, NodeKind
from thbcases.niis.charts.layout import MARGIN, Box, Place, arrange

LETTER_WIDTH, LINE_HEIGHT = 7, 16
LINK_LETTER_WIDTH, LINK_HEIGHT = 6, 16
LONGEST_LINE, MOST_LINES = 20, 2
SHAPE = 44
REACH = 25
# How far links between the same two nodes bend away from each other.
BEND = 34
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)

LETTERS: dict[str, "Promise | str"] = {
    NodeKind.PERSON: pgettext_lazy("letter of a person on a chart", "P"),
    NodeKind.INVESTIGATION: pgettext_lazy("letter of an investigation on a chart", "I"),
    NodeKind.VEHICLE: pgettext_lazy("letter of a vehicle on a chart", "V"),
    NodeKind.PHONE: pgettext_lazy("letter of a phone on a chart", "T"),
    NodeKind.DOCUMENT: pgettext_lazy("letter of a document on a chart", "D"),
    NodeKind.ADDRESS: pgettext_lazy("letter of an address on a chart", "H"),
    NodeKind.COMPANY: pgettext_lazy("letter of a company on a chart", "C"),
    NodeKind.ACCOUNT: pgettext_lazy("letter of a bank account on a chart", "B"),
    NodeKind.EMAIL: "@",
    NodeKind.NICKNAME: "#",
    NodeKind.JOURNEY: pgettext_lazy("letter of a stretch of exploitation on a chart", "E"),
}
# Outlines round the middle of the shape, so that a kind is told by form and letter.
OUTLINES: dict[str, str] = {
    NodeKind.PERSON: "M-20 0A20 20 0 1 1 20 0A20 20 0 1 1 -20 0Z",
    NodeKind.INVESTIGATION: "M-21 -16H-6L-2 -20H21V18H-21Z",
    NodeKind.VEHICLE: "M-22 0L-12 -17H12L22 0L12 17H-12Z",
    NodeKind.PHONE: "M-9 -22H9Q13 -22 13 -18V18Q13 22 9 22H-9Q-13 22 -13 18V-18Q-13 -22 -9 -22Z",
    NodeKind.DOCUMENT: "M-15 -21H7L15 -13V21H-15ZM7 -21V-13H15",
    NodeKind.ADDRESS: "M-19 20V-4L0 -21L19 -4V20Z",
    NodeKind.COMPANY: "M-20 20V-6H-13V-20H13V-6H20V20Z",
    NodeKind.ACCOUNT: "M0 -22L22 0L0 22L-22 0Z",
    NodeKind.EMAIL: "M-22 -15H22V15H-22ZM-22 -15L0 3L22 -15",
    NodeKind.NICKNAME: "M-14 -19H14Q20 -19 20 -13V7Q20 13 14 13H0L-10 21V13H-14Q-20 13 -20 7V-13Q"
    "-20 -19 -14 -19Z",
    NodeKind.JOURNEY: "M-22 -16H8L22 0L8 16H-22L-10 0Z",
}


@dataclass(frozen=True)
class DrawnNode:
    """A node with its place, its words in lines, and its outline."""

    node: Node
    x: int
    y: int
    lines: list[tuple[int, str]]
    sub: str
    sub_y: int
    hidden_y: int

    @property
    def outline(self) -> str:
        return OUTLINES[self.node.kind]

    @property
    def letter(self) -> str:
        return str(LETTERS[self.node.kind])


@dataclass(frozen=True)
class DrawnLink:
    """A link with its number, its line and the place of its words."""

    link: Link
    number: int
    a: Node
    b: Node
    path: str
    x: int
    y: int
    w: int
    words: str

    @property
    def left(self) -> int:
        return self.x - self.w // 2

    @property
    def top(self) -> int:
        return self.y - LINK_HEIGHT // 2


@dataclass(frozen=True)
class Picture:
    """Everything the template needs to draw."""

    width: int
    height: int
    nodes: list[DrawnNode]
    links: list[DrawnLink]
    kinds: list["LegendEntry"]


@dataclass(frozen=True)
class LegendEntry:
    """What a shape and its letter mean."""

    kind: str
    word: str
    letter: str
    outline: str


def draw(graph: Graph, kept: Mapping[str, Place] | None = None) -> Picture:
    """The picture of a graph."""
    words = {node.key: _words(node) for node in graph.nodes}
    boxes = arrange(graph, {key: _size(lines, sub) for key, (lines, sub) in words.items()}, kept)
    nodes = [_draw_node(node, boxes[node.key], *words[node.key]) for node in graph.nodes]
    links = _draw_links(graph, {drawn.node.key: drawn for drawn in nodes}, list(boxes.values()))
    width = max((round(box.x + box.w / 2) for box in boxes.values()), default=0) + MARGIN
    height = max((round(box.y + box.h / 2) for box in boxes.values()), default=0) + MARGIN
    return Picture(width, height, nodes, links, legend({node.kind for node in graph.nodes}))


def legend(kinds: set[str]) -> list[LegendEntry]:
    """The kinds that are in the picture, in the order of the list of kinds."""
    return [
        LegendEntry(kind, str(kind.label), str(LETTERS[kind]), OUTLINES[kind])
        for kind in NodeKind
        if kind in kinds
    ]


def wrapped(text: str, width: int = LONGEST_LINE, most: int = MOST_LINES) -> list[str]:
    """A label in a few short lines; a long word is cut where the line ends, and the rest too."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in [word[at : at + width] for at in range(0, len(word), width)]:
            if line and len(line) + 1 + len(piece) > width:
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}".strip()
    lines += [line] if line else []
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: width - 1]}…"]
    return lines or ["—"]


def _words(node: Node) -> tuple[list[str], str]:
    sub = wrapped(node.sub_label, LONGEST_LINE + 4, 1)[0] if node.sub_label else ""
    return wrapped(node.label), sub


def _size(lines: list[str], sub: str) -> tuple[int, int]:
    width = max(SHAPE, *(len(line) * LETTER_WIDTH + 6 for line in [*lines, sub]))
    rows = len(lines) + bool(sub) + 1
    return width, SHAPE + rows * LINE_HEIGHT


def _draw_node(node: Node, box: Box, lines: list[str], sub: str) -> DrawnNode:
    top = round(box.y - box.h / 2)
    first = top + SHAPE + LINE_HEIGHT - 2
    placed = [(first + LINE_HEIGHT * number, line) for number, line in enumerate(lines)]
    sub_y = first + LINE_HEIGHT * len(lines)
    hidden_y = sub_y + (LINE_HEIGHT if sub else 0)
    return DrawnNode(node, round(box.x), top + SHAPE // 2, placed, sub, sub_y, hidden_y)


def _draw_links(graph: Graph, nodes: dict[str, DrawnNode], boxes: list[Box]) -> list[DrawnLink]:
    seen: dict[frozenset[str], int] = {}
    taken = list(boxes)
    drawn = []
    for number, link in enumerate(graph.links, start=1):
        pair = frozenset((link.a, link.b))
        seen[pair] = seen.get(pair, 0) + 1
        drawn.append(_draw_link(link, number, (nodes[link.a], nodes[link.b]), seen[pair], taken))
    return drawn


def _draw_link(
    link: Link, number: int, ends: tuple[DrawnNode, DrawnNode], nth: int, taken: list[Box]
) -> DrawnLink:
    one, other = ends
    bent = (nth // 2) * BEND * (1 if nth % 2 else -1)
    long = max(1.0, hypot(other.x - one.x, other.y - one.y))
    across = (-(other.y - one.y) / long, (other.x - one.x) / long)
    middle = (
        (one.x + other.x) / 2 + across[0] * bent * 2,
        (one.y + other.y) / 2 + across[1] * bent * 2,
    )
    start, end = _edge(one, middle), _edge(other, middle)
    path = f"M{start[0]} {start[1]}Q{round(middle[0])} {round(middle[1])} {end[0]} {end[1]}"
    box, words = _label(link, number, (start, middle, end), taken)
    taken.append(box)
    return DrawnLink(
        link, number, one.node, other.node, path, round(box.x), round(box.y), box.w, words
    )


def _edge(node: DrawnNode, towards: tuple[float, float]) -> tuple[int, int]:
    """Where a link leaves the shape."""
    long = max(1.0, hypot(towards[0] - node.x, towards[1] - node.y))
    part = min(1.0, REACH / long)
    return (
        round(node.x + (towards[0] - node.x) * part),
        round(node.y + (towards[1] - node.y) * part),
    )


def _label(
    link: Link,
    number: int,
    curve: tuple[tuple[float, float], tuple[float, float], tuple[float, float]],
    taken: list[Box],
) -> tuple[Box, str]:
    """The first free room along the line for the words; the number alone where there is none."""
    full, short = f"{number} {link.kind_word}", str(number)
    for words in (full, short):
        width = len(words) * LINK_LETTER_WIDTH + 10
        for part in ALONG:
            box = Box(*_point(curve, part), width, LINK_HEIGHT)
            if not any(box.meets(other) for other in taken):
                return box, words
    return Box(*_point(curve, 0.5), len(short) * LINK_LETTER_WIDTH + 10, LINK_HEIGHT), short


def _point(
    curve: tuple[tuple[float, float], tuple[float, float], tuple[float, float]], t: float
) -> tuple[float, float]:
    (x0, y0), (x1, y1), (x2, y2) = curve
    rest = 1 - t
    return (
        rest * rest * x0 + 2 * rest * t * x1 + t * t * x2,
        rest * rest * y0 + 2 * rest * t * y1 + t * t * y2,
    )
