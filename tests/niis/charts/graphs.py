"""Random graphs for hypothesis: every kind of node and link, any letters, double links."""

import os
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from thbcases.niis.charts.graph import LINK_WORDS, Graph, Link, Node, NodeKind
from thbcases.niis.charts.release import Release, release
from thbcases.people.choices import Credibility, Handling, Reliability, Source

# A few hundred in the suite; CHART_EXAMPLES=10000 or `python -m bench.charts` for the long run.
EXAMPLES = int(os.environ.get("CHART_EXAMPLES") or 150)
many = settings(max_examples=EXAMPLES, deadline=None)

words = st.text(max_size=40)
days = st.none() | st.dates()


def nodes(number: int) -> st.SearchStrategy[Node]:
    return st.builds(
        Node,
        key=st.just(f"object:{number}"),
        kind=st.sampled_from(NodeKind.values),
        label=words,
        sub_label=words,
        url=st.just(f"/secret/{number}/"),
        hidden=st.integers(0, 3),
        is_start=st.booleans(),
        is_suspect=st.booleans(),
        is_protected=st.booleans(),
    )


def links(count: int) -> st.SearchStrategy[Link]:
    ends = st.integers(0, count - 1).map(lambda number: f"object:{number}")
    return st.builds(
        Link,
        a=ends,
        b=ends,
        kind=st.sampled_from(sorted(LINK_WORDS)),
        label=words,
        source=st.sampled_from(["", *Source.values]),
        reliability=st.sampled_from(["", *Reliability.values]),
        credibility=st.sampled_from(["", *Credibility.values]),
        handling=st.sampled_from(["", *Handling.values]),
        nature=st.sampled_from(["fact", "assessment"]),
        on=days,
        until=days,
    )


@st.composite
def graphs(draw: Any, most: int = 12) -> Graph:
    count = draw(st.integers(0, most))
    made = tuple(draw(nodes(number)) for number in range(count))
    joined = draw(st.lists(links(count), max_size=2 * most)) if count else []
    return Graph(made, tuple(joined))


@st.composite
def releases(draw: Any) -> Release:
    return release(
        draw(graphs()),
        handling=draw(st.sampled_from(Handling.values)),
        recipient="Europol",
        leaves_country=draw(st.booleans()),
    )
