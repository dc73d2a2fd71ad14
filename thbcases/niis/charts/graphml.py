"""GraphML, for Gephi, Cytoscape, yEd and others."""

import io
from typing import Any

import networkx

from thbcases.niis.charts.release import Release


def write(made: Release) -> bytes:
    """The file: parallel links stay apart, empty values are left out."""
    graph: Any = networkx.MultiGraph(
        export_id=made.number, handling=made.handling, made_on=made.made_on.isoformat()
    )
    for node in made.graph.nodes:
        graph.add_node(
            node.key, **_said(kind=node.kind, label=node.label, description=node.sub_label)
        )
    for number, link in enumerate(made.graph.links, start=1):
        graph.add_edge(
            link.a,
            link.b,
            key=f"l{number}",
            **_said(
                kind=link.kind,
                label=link.words,
                source=link.source,
                reliability=link.reliability,
                credibility=link.credibility,
                handling=link.handling,
                nature=link.nature,
                on=link.on.isoformat() if link.on else "",
                until=link.until.isoformat() if link.until else "",
            ),
        )
    out = io.BytesIO()
    networkx.write_graphml_xml(graph, out, named_key_ids=True)
    return out.getvalue()


def _said(**values: str) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value}
