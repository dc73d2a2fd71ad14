"""Pictures: nothing overlaps, nothing is left to chance, and long words stay in their room."""

from itertools import combinations

from hypothesis import given

from tests.niis.charts.graphs import graphs, many
from thbcases.niis.charts import svg
from thbcases.niis.charts.graph import Graph, Link, Node
from thbcases.niis.charts.layout import arrange


@many
@given(graphs(most=20))
def test_no_two_nodes_overlap_and_all_are_on_the_paper(graph: Graph) -> None:
    sizes = {node.key: (60 + 7 * min(len(node.label), 20), 80) for node in graph.nodes}
    boxes = arrange(graph, sizes)
    assert set(boxes) == set(graph.by_key)
    assert not [1 for a, b in combinations(boxes.values(), 2) if a.meets(b)]
    for box in boxes.values():
        assert box.x - box.w / 2 >= 0
        assert box.y - box.h / 2 >= 0


@many
@given(graphs())
def test_the_same_graph_has_the_same_picture(graph: Graph) -> None:
    assert svg.draw(graph) == svg.draw(graph)


def test_what_was_laid_out_by_hand_stays_where_it_was_put() -> None:
    nodes = tuple(Node(f"object:{n}", "phone", f"{n}") for n in range(3))
    kept = {"object:0": (400, 100), "object:1": (900, 100), "object:2": (400, 600)}
    boxes = arrange(Graph(nodes), {node.key: (60, 80) for node in nodes}, kept)
    assert boxes["object:1"].x - boxes["object:0"].x == 500
    assert boxes["object:2"].y - boxes["object:0"].y == 500


def test_a_long_lithuanian_word_is_cut_and_the_line_count_is_kept() -> None:
    word = "nebeprisikiškiakopūsteliaujantiesiems"
    assert svg.wrapped(word) == ["nebeprisikiškiakopūs", "teliaujantiesiems"]
    assert svg.wrapped(f"{word} ir dar {word}")[-1].endswith("…")
    assert max(len(line) for line in svg.wrapped("Viešoji įstaiga „Kažkas labai ilgas“ " * 3)) <= 20


def test_words_of_links_do_not_lie_over_nodes_or_each_other() -> None:
    nodes = tuple(Node(f"object:{n}", "phone", f"Vardenis {n}", is_start=n == 0) for n in range(9))
    links = tuple(Link("object:0", node.key, "transported_by") for node in nodes[1:])
    picture = svg.draw(Graph(nodes, links))
    for a, b in combinations(picture.links, 2):
        assert a.left + a.w <= b.left or b.left + b.w <= a.left or abs(a.y - b.y) >= 16
