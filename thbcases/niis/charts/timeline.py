"""The dated links of a chart as a time line."""

from thbcases.niis.charts.graph import Graph
from thbcases.web.timeline import TimelineEntry, newest_first


def events(graph: Graph) -> list[TimelineEntry]:
    """What the chart knows the day of, newest on top; the address is of the first end."""
    found = []
    for link in graph.links:
        if link.on is None:
            continue
        a, b = graph.by_key[link.a], graph.by_key[link.b]
        until = f" → {link.until.isoformat()}" if link.until else ""
        found.append(
            TimelineEntry(link.on, f"{a.label} – {b.label}", a.url, f"{link.words}{until}")
        )
    return newest_first(found)
