"""Taking a chart out of the house."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.acting import HasActor
from thbcases.audit.actions import log_disclosure
from thbcases.niis.charts import anx, ftm, graphml, pairs
from thbcases.niis.charts.collect import Collected
from thbcases.niis.charts.formats import MEDIA, SUFFIX, Format
from thbcases.niis.charts.graph import Graph
from thbcases.niis.charts.release import Release, release, without_victims

WRITERS: dict[str, Callable[[Release], bytes]] = {
    Format.ANX: anx.write,
    Format.PAIRS: pairs.write,
    Format.GRAPHML: graphml.write,
    Format.FTM: ftm.write,
}
EMPTY = ValidationError(
    _("There is nothing on this chart that you may see today."), code="nothing_there"
)
NOTHING_LEFT = ValidationError(
    _("Nothing is left to take out: all of it is about victims or hangs only on them."),
    code="nothing_left",
)


@dataclass(frozen=True)
class File:
    """A file that leaves the house, and the number under which the log knows it."""

    name: str
    media_type: str
    content: bytes
    number: str


@dataclass(frozen=True)
class Disclosure:
    """Who gets it, why, in which form, and how it may be used."""

    file_format: str
    recipient: str
    reason: str
    handling: str
    leaves_country: bool = False


@transaction.atomic
def take_out(*, by: HasActor, collected: Collected, disclosure: Disclosure) -> File:
    """Make the file and enter the disclosure (Directive (EU) 2016/680 Art. 25).

    The entry names every record in the file, the number of the export, the recipient and the
    reason. Raises ValidationError when nothing may go out.
    """
    rights.check("chart.export", by.actor())
    if not collected.graph.nodes:
        raise EMPTY
    going = _going(collected.graph, disclosure)
    if not going.nodes:
        raise NOTHING_LEFT
    made = release(
        going,
        handling=disclosure.handling,
        recipient=disclosure.recipient,
        leaves_country=disclosure.leaves_country,
    )
    content = WRITERS[disclosure.file_format](made)
    log_disclosure(
        [collected.records[node.key] for node in going.nodes],
        reason=f"{made.number} {disclosure.file_format} {disclosure.handling}: {disclosure.reason}",
        recipient=disclosure.recipient,
    )
    suffix = SUFFIX[disclosure.file_format]
    return File(f"{made.number}.{suffix}", MEDIA[disclosure.file_format], content, made.number)


def _going(graph: Graph, disclosure: Disclosure) -> Graph:
    """The part of the graph that will be in the file, its nodes still under their own keys."""
    if disclosure.file_format == Format.FTM:
        return ftm.suspects_only(graph)
    return without_victims(graph) if disclosure.leaves_country else graph
