"""A graph as the browser gets it, and a drawing as it is kept."""

from collections.abc import Mapping
from typing import Any

from thbcases.niis.charts import svg
from thbcases.niis.charts.graph import Graph
from thbcases.niis.charts.layout import Place


def as_json(graph: Graph, places: Mapping[str, Any]) -> dict[str, Any]:
    """Nodes with their places and links with their words; nothing of what is only counted."""
    kept = {key: (x, y) for key, (x, y) in places.items()}
    picture = svg.draw(graph, kept)
    return {
        "nodes": [
            {
                "id": drawn.node.key,
                "kind": drawn.node.kind,
                "kind_word": drawn.node.kind_word,
                "letter": drawn.letter,
                "label": drawn.node.label,
                "sub_label": drawn.node.sub_label,
                "url": drawn.node.url,
                "hidden": drawn.node.hidden,
                "is_start": drawn.node.is_start,
                "x": drawn.x,
                "y": drawn.y,
            }
            for drawn in picture.nodes
        ],
        "links": [
            {
                "id": f"{drawn.link.a}|{drawn.link.b}|{drawn.link.kind}|{drawn.link.on or ''}",
                "source": drawn.link.a,
                "target": drawn.link.b,
                "words": drawn.link.words,
                "word": drawn.link.kind_word,
                "nature": drawn.link.nature,
                "on": drawn.link.on.isoformat() if drawn.link.on else None,
            }
            for drawn in picture.links
        ],
        "left_out": graph.left_out,
    }


def state_of(graph: Graph, places: Mapping[str, Place] | None = None) -> dict[str, Any]:
    """The drawing of a graph as it is kept."""
    picture = svg.draw(graph, places)
    return {
        "keys": [node.key for node in graph.nodes],
        "hidden": [],
        "places": {drawn.node.key: [drawn.x, drawn.y] for drawn in picture.nodes},
    }
