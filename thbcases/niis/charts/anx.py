"""i2 Analyst's Notebook Exchange: our own writer and reader of `.anx` charts.

The format is written after its publicly known names, in the part that `anx-profile.xsd` describes.
Links join by EntityId and types by name (`IdReferenceLinking="false"`); references stand beside.
Semantic types are left out: without the receiver's library the chart would not load.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from lxml import etree

from thbcases.niis.charts.graph import Dangling, Graph, Link, Node, NodeKind
from thbcases.niis.charts.layout import Box, arrange
from thbcases.niis.charts.release import Release
from thbcases.people.choices import Credibility, Handling, Reliability, Source

PROFILE = "anx-profile.xsd"
LARGEST = 50 * 1024 * 1024
GRADES = {
    "GradeOne": ["", *Reliability.values],
    "GradeTwo": ["", *Credibility.values],
    "GradeThree": ["", *Handling.values],
}
UNGRADED = "-"
# Name of the strength, and how its line is drawn.
STRENGTHS = {"fact": ("Confirmed", "DotStyleSolid"), "assessment": ("Tentative", "DotStyleDashed")}
ICONS: dict[str, str] = {
    NodeKind.PERSON: "Person",
    NodeKind.INVESTIGATION: "Case",
    NodeKind.VEHICLE: "Car",
    NodeKind.PHONE: "Cellfone",
    NodeKind.ADDRESS: "Place",
    NodeKind.COMPANY: "Building",
    NodeKind.ACCOUNT: "Account",
}
OTHER_ICON = "General"
MORE, UNTIL, SUSPECT, PROTECTED = "Description", "Until", "Suspect", "Pseudonym"
NODE_SIZE = (160, 120)


class BadChart(ValueError):
    """This is no chart of the profile; the message says where."""


# --- writing


def write(made: Release) -> bytes:
    """The chart as a file."""
    chart = etree.Element(
        "Chart",
        SchemaVersion="7.0.0.1",
        Rigorous="false",
        IdReferenceLinking="false",
        LabelRule="LabelRuleMerge",
        ShowAllFlag="true",
        UseLocalTimeZone="true",
    )
    for name, grades in GRADES.items():
        _strings(chart, name, [grade or UNGRADED for grade in grades])
    _strengths(chart)
    _attribute_classes(chart)
    nodes, links = _words(made.graph)
    _types(chart, "EntityType", "et", nodes)
    _types(chart, "LinkType", "lt", links)
    _summary(chart, made)
    items = _sub(chart, "ChartItemCollection")
    places = arrange(made.graph, {node.key: NODE_SIZE for node in made.graph.nodes})
    for number, node in enumerate(made.graph.nodes, start=1):
        _entity(items, f"e{number}", node, places[node.key], nodes)
    for number, link in enumerate(made.graph.links, start=1):
        _link(items, f"l{number}", link, links)
    return etree.tostring(chart, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _sub(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, tag, attrib=attributes)


def _words(graph: Graph) -> tuple[dict[str, str], dict[str, str]]:
    """What each kind is called, each name once: types are told apart by their names."""
    nodes = {node.kind: node.kind_word for node in graph.nodes}
    links = {link.kind: link.kind_word for link in graph.links}
    return _unique(nodes), _unique(links)


def _unique(words: dict[str, str]) -> dict[str, str]:
    many = {word for word in words.values() if list(words.values()).count(word) > 1}
    return {kind: f"{word} ({kind})" if word in many else word for kind, word in words.items()}


def _strings(chart: etree._Element, name: str, texts: Iterable[str]) -> None:
    collection = _sub(_sub(chart, name), "StringCollection")
    for number, text in enumerate(texts):
        _sub(collection, "String", Id=f"{name}_{number}", Text=text)


def _strengths(chart: etree._Element) -> None:
    collection = _sub(chart, "StrengthCollection")
    for nature, (name, dots) in STRENGTHS.items():
        _sub(collection, "Strength", Id=f"st_{nature}", Name=name, DotStyle=dots)


def _attribute_classes(chart: etree._Element) -> None:
    collection = _sub(chart, "AttributeClassCollection")
    for name in (MORE, UNTIL):
        _sub(collection, "AttributeClass", Id=f"ac_{name}", Name=name, Type="AttText",
             IsUser="true", UserCanAdd="true", UserCanRemove="true")  # fmt: skip
    for name in (SUSPECT, PROTECTED):
        _sub(collection, "AttributeClass", Id=f"ac_{name}", Name=name, Type="AttFlag",
             IsUser="true", UserCanAdd="true", UserCanRemove="true")  # fmt: skip


def _types(chart: etree._Element, tag: str, prefix: str, words: dict[str, str]) -> None:
    if not words:
        return
    collection = _sub(chart, f"{tag}Collection")
    for kind, word in words.items():
        more = {}
        if tag == "EntityType":
            more = {"IconFile": _icon(kind), "PreferredRepresentation": "RepresentAsIcon"}
        _sub(collection, tag, Id=f"{prefix}_{kind}", Name=word, **more)


def _icon(kind: str) -> str:
    return ICONS.get(kind, OTHER_ICON)


def _summary(chart: etree._Element, made: Release) -> None:
    summary = _sub(chart, "Summary")
    fields = _sub(summary, "FieldCollection")
    _sub(fields, "Field", Type="SummaryFieldTitle", Field=made.title)
    properties = _sub(summary, "CustomPropertyCollection")
    said = {
        "Export id": made.number,
        "Handling": made.handling,
        "Made on": made.made_on.isoformat(),
        "Leaves the country": "yes" if made.leaves_country else "no",
    }
    for name, value in said.items():
        _sub(properties, "CustomProperty", Name=name, Type="String", Value=value)


def _entity(
    items: etree._Element, number: str, node: Node, box: Box, words: dict[str, str]
) -> None:
    x, y = str(round(box.x)), str(round(box.y))
    item = _sub(items, "ChartItem", Id=number, Label=node.label, XPosition=x)
    end = _sub(item, "End", X=x, Y=y, Z="0")
    entity = _sub(end, "Entity", EntityId=node.key, Identity=node.key, LabelIsIdentity="false")
    icon = _sub(entity, "Icon", TextX="0", TextY="16")
    _sub(icon, "IconStyle", Type=words[node.kind], EntityTypeReference=f"et_{node.kind}")
    _attributes(
        item,
        {
            MORE: node.sub_label,
            SUSPECT: "true" if node.is_suspect else "",
            PROTECTED: "true" if node.is_protected else "",
        },
    )


def _link(items: etree._Element, number: str, link: Link, words: dict[str, str]) -> None:
    grades = dict(zip(GRADES, (link.reliability, link.credibility, link.handling), strict=True))
    item = _sub(
        items,
        "ChartItem",
        Id=number,
        Label=link.label,
        **_day(link.on),
        SourceType=link.source,
        **{f"{name}Index": str(GRADES[name].index(grade)) for name, grade in grades.items()},
    )
    strength = STRENGTHS[link.nature][0]
    holder = _sub(item, "Link", End1Id=link.a, End2Id=link.b)
    _sub(
        holder,
        "LinkStyle",
        Type=words[link.kind],
        LinkTypeReference=f"lt_{link.kind}",
        Strength=strength,
        StrengthReference=f"st_{link.nature}",
        ArrowStyle="ArrowNone",
        MlStyle="MultiplicityMultiple",
    )
    _attributes(item, {UNTIL: link.until.isoformat() if link.until else ""})


def _day(on: date | None) -> dict[str, str]:
    if on is None:
        return {"DateSet": "false", "TimeSet": "false"}
    moment = f"{on.isoformat()}T00:00:00"
    return {"DateSet": "true", "TimeSet": "false", "DateTime": moment}


def _attributes(item: etree._Element, values: dict[str, str]) -> None:
    said = {name: value for name, value in values.items() if value}
    if not said:
        return
    collection = _sub(item, "AttributeCollection")
    for name, value in said.items():
        _sub(collection, "Attribute", AttributeClass=name, AttributeClassReference=f"ac_{name}",
             Value=value)  # fmt: skip


# --- checking and reading


@lru_cache(maxsize=1)
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(profile()))


def profile() -> bytes:
    """The written profile of the format."""
    return resources.files(__package__).joinpath(PROFILE).read_bytes()


def check(data: bytes) -> etree._Element:
    """A chart that keeps to the profile, references included. Raises BadChart, with the line."""
    if len(data) > LARGEST:
        raise BadChart("larger than a chart may be")
    # a chart has no need of a DTD, of entities, or of anything outside itself
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadChart(str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadChart("a chart has no document type")
    if not _schema().validate(root):
        errors: Any = _schema().error_log
        first = errors[0]
        raise BadChart(f"line {first.line}: {first.message}")
    _check_references(root)
    return root


def _check_references(root: etree._Element) -> None:
    """The library checks names but not whether a reference leads anywhere."""
    known = {element.get("Id") for element in root.iter("*") if element.get("Id")}
    for element in root.iter("*"):
        for name, value in element.attrib.items():
            is_reference = str(name).endswith("Reference") and str(name) != "SourceReference"
            if is_reference and value not in known:
                raise BadChart(f"line {element.sourceline}: {name!s} leads nowhere")


def read(data: bytes) -> Graph:
    """The graph of a chart, ours or another's. Raises BadChart."""
    root = check(data)
    node_kinds, link_kinds = _kinds(root, "EntityType"), _kinds(root, "LinkType")
    natures = {name: nature for nature, (name, _dots) in STRENGTHS.items()}
    # links name the number within the file; the identity is what a node is called everywhere
    keys = {e.get("EntityId") or "": e.get("Identity") or "" for e in root.iter("Entity")}
    nodes, links = [], []
    for item in root.iterfind("ChartItemCollection/ChartItem"):
        if item.find("Link") is None:
            nodes.append(_read_node(item, node_kinds))
        else:
            links.append(_read_link(item, keys, link_kinds, natures))
    try:
        return Graph(tuple(nodes), tuple(links))
    except Dangling as error:
        raise BadChart(str(error)) from error


def _kinds(root: etree._Element, tag: str) -> dict[str, str]:
    """Kinds by the names of their types; a foreign type is its own kind."""
    found = {}
    for entry in root.iterfind(f"{tag}Collection/{tag}"):
        number, name = entry.get("Id") or "", entry.get("Name") or ""
        prefix, _line, kind = number.partition("_")
        found[name] = kind if prefix in ("et", "lt") and kind else name
    return found


def _read_node(item: etree._Element, kinds: dict[str, str]) -> Node:
    entity, style = item.find("End/Entity"), item.find("End/Entity/Icon/IconStyle")
    assert entity is not None
    assert style is not None
    said = _said(item)
    return Node(
        entity.get("Identity") or "",
        kinds[style.get("Type") or ""],
        item.get("Label") or "",
        said.get(MORE, ""),
        is_suspect=said.get(SUSPECT) == "true",
        is_protected=said.get(PROTECTED) == "true",
    )


def _read_link(
    item: etree._Element, keys: dict[str, str], kinds: dict[str, str], natures: dict[str, str]
) -> Link:
    link, style = item.find("Link"), item.find("Link/LinkStyle")
    assert link is not None
    assert style is not None
    source = item.get("SourceType") or ""
    until = _said(item).get(UNTIL)
    has_day = item.get("DateSet") == "true" and item.get("DateTime")
    return Link(
        keys[link.get("End1Id") or ""],
        keys[link.get("End2Id") or ""],
        kinds[style.get("Type") or ""],
        item.get("Label") or "",
        source if source in Source.values else "",
        reliability=_grade(item, "GradeOne"),
        credibility=_grade(item, "GradeTwo"),
        handling=_grade(item, "GradeThree"),
        nature=natures.get(style.get("Strength") or "", "fact"),
        on=date.fromisoformat((item.get("DateTime") or "")[:10]) if has_day else None,
        until=_until(until),
    )


def _until(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise BadChart(f"{UNTIL}: {value}") from error


def _grade(item: etree._Element, name: str) -> str:
    index = item.get(f"{name}Index")
    try:
        return GRADES[name][int(index)] if index else ""
    except (IndexError, ValueError) as error:
        raise BadChart(f"{name}Index: {index}") from error


def _said(item: etree._Element) -> dict[str, str]:
    return {
        attribute.get("AttributeClass") or "": attribute.get("Value") or ""
        for attribute in item.iterfind("AttributeCollection/Attribute")
    }
