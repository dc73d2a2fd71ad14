"""Two tables for i2's text import: `entities.csv` and `links.csv` in one ZIP file.

UTF-8 with a byte order mark, commas, days as 2026-03-09; the columns and their order are part of
the format and do not change with the language.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from zipfile import ZIP_DEFLATED, ZipFile

from thbcases.niis.charts.graph import Graph
from thbcases.niis.charts.release import Release
from thbcases.web.export import safe_text

ENTITIES = ("identity", "type", "label", "description", "export_id", "handling")
LINKS = (
    "from",
    "to",
    "type",
    "label",
    "from_date",
    "to_date",
    "source_type",
    "grade_one",
    "grade_two",
    "grade_three",
    "nature",
    "export_id",
)


def write(made: Release) -> bytes:
    """The ZIP file."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("entities.csv", _csv(ENTITIES, _entities(made)))
        archive.writestr("links.csv", _csv(LINKS, _links(made.graph, made.number)))
    return buffer.getvalue()


def _entities(made: Release) -> Iterator[tuple[str, ...]]:
    for node in made.graph.nodes:
        yield node.key, node.kind, node.label, node.sub_label, made.number, made.handling


def _links(graph: Graph, number: str) -> Iterator[tuple[str, ...]]:
    for link in graph.links:
        yield (
            link.a,
            link.b,
            link.kind,
            link.words,
            link.on.isoformat() if link.on else "",
            link.until.isoformat() if link.until else "",
            link.source,
            link.reliability,
            link.credibility,
            link.handling,
            link.nature,
            number,
        )


def _csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([safe_text(value) for value in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()
