"""A message is read in either language, and nothing in it is taken for markup."""

from typing import Any

import pytest
from django.utils import timezone
from lxml import etree

from tests.niis.exchange.conftest import ABOUT, SAID
from thbcases.niis.exchange.building import disclosed, envelope
from thbcases.niis.exchange.pdf import pdf
from thbcases.niis.exchange.readable import Part, readable, title
from thbcases.niis.exchange.reading import problems_of

NASTY = '#read("/etc/passwd") $x$ *b* _i_ @ref <label> \\u{41} `code` = «ąčęėįšųūž» 阮 محمد'


def message(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    content = envelope(
        kind=kind, sender="LT-1", recipient="LV-1", said=SAID, payload=payload, now=timezone.now()
    )
    assert problems_of(content) == []
    return content


DISCLOSED = disclosed(
    "P7K3Q-XM2D9-F4TC",
    [
        {
            "id": "p1",
            "category": "suspect",
            "names": [{"kind": "main", "family_name": NASTY[:140], "given_name": "Jonas"}],
            "birth_year": 1990,
            "citizenships": ["LT", "NG"],
            "documents": [{"kind": "passport", "value": "AB1", "country": "LT"}],
        }
    ],
    [{"id": "o1", "category": "object", "kind": "vehicle", "value": "ABC 123"}],
    [
        {
            "person": "p1",
            "object": "o1",
            "relation": "user",
            "source": "register",
            "reliability": "A",
            "credibility": "1",
            "nature": "fact",
            "handling": "H2",
        }
    ],
)
MESSAGES = [
    ("request", ABOUT),
    ("answer", {"result": "no_hit", "hits": []}),
    ("disclosure", DISCLOSED),
    (
        "correction",
        {
            "corrects": "12345678-1234-1234-1234-123456789abc",
            "action": "erased",
            "items": ["p1"],
            "explanation": NASTY,
        },
    ),
]


def flat(parts: list[Part]) -> list[str]:
    return [
        text
        for part in parts
        for text in [part.title, *(t for line in part.lines for t in line), *flat(part.parts)]
    ]


def values(part: Any) -> list[str]:
    if isinstance(part, dict):
        return [text for value in part.values() for text in values(value)]
    if isinstance(part, list):
        return [text for value in part for text in values(value)]
    return [str(part)]


@pytest.mark.parametrize(("kind", "payload"), MESSAGES)
def test_nothing_is_left_out_and_each_language_says_as_much(
    kind: str, payload: dict[str, Any]
) -> None:
    content = message(kind, payload)
    lithuanian, english = readable(content, "lt"), readable(content, "en")
    assert len(flat(lithuanian)) == len(flat(english))
    assert title(content, "lt") != title(content, "en")
    said = " | ".join(flat(english))
    for text in values({**payload, "purpose": content["purpose"]}):
        if len(text) > 4 and not text.replace("_", "").isalpha():
            assert text in said, text


def test_codes_are_read_as_words() -> None:
    content = message("request", ABOUT)
    assert "įtariamasis" in flat(readable(content, "lt"))
    assert "suspect" in flat(readable(content, "en"))


@pytest.mark.parametrize("language", ["lt", "en"])
@pytest.mark.parametrize(("kind", "payload"), MESSAGES)
def test_the_pdf_is_tagged_and_in_its_language(
    kind: str, payload: dict[str, Any], language: str
) -> None:
    made = pdf(message(kind, payload), language)
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
    assert b"/Lang(" + language.encode() in made.replace(b"/Lang (", b"/Lang(")
    packet = made[made.index(b"<x:xmpmeta") : made.index(b"</x:xmpmeta>") + 12]
    text = etree.fromstring(packet)
    # a script without a font on the machine costs the mark of the standard, not the document
    assert (b"pdfuaid" in etree.tostring(text)) or "阮" in str(payload)
