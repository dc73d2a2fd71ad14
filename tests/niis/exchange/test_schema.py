"""One format in two languages: the structure is the same, every key and code has its words."""

import json
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

from thbcases.niis.exchange.codes import LANGUAGES, LISTS, bundle
from thbcases.niis.exchange.definition import ENVELOPE, PAYLOADS
from thbcases.niis.exchange.schema import files, schema, without_labels
from thbcases.people import choices as people


def test_both_schemas_are_the_same_without_their_labels() -> None:
    assert without_labels(schema("lt")) == without_labels(schema("en"))
    assert schema("lt") != schema("en")


def properties(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        yield from part.get("properties", {}).items()
        for value in part.values():
            yield from properties(value)
    elif isinstance(part, list):
        for value in part:
            yield from properties(value)


def test_every_key_and_every_code_has_a_label_in_both_languages() -> None:
    for language in LANGUAGES:
        told = list(properties(schema(language)))
        assert len(told) > 80
        # inside «if» a key only names what is compared
        silent = [key for key, part in told if not part.get("title") and set(part) != {"const"}]
        assert [key for key in silent if key != "payload"] == []
        for key, part in told:
            for code in part.get("oneOf", []):
                assert code["title"].strip(), (language, key, code)


def test_the_words_of_the_two_languages_differ_where_they_must() -> None:
    same = [
        (name, code)
        for name, codes in LISTS.items()
        for code, words in codes.items()
        if words.lt == words.en
    ]
    assert same == []
    fields = [*ENVELOPE, *(field for rows in PAYLOADS.values() for field in rows)]
    assert [f.key for f in fields if f.words.lt == f.words.en] == []


def test_the_schemas_are_schemas() -> None:
    for language in LANGUAGES:
        Draft202012Validator.check_schema(schema(language))


def test_the_codes_are_those_of_the_records() -> None:
    same = {
        "reliability": people.Reliability,
        "credibility": people.Credibility,
        "handling": people.Handling,
        "nature": people.Nature,
        "object_kind": people.ObjectKind,
        "relation": people.Relation,
        "document_kind": people.IdentifierKind,
        "sex": people.Sex,
    }
    for name, choices in same.items():
        assert list(LISTS[name]) == choices.values, name
    # who told it, when it was a victim or a witness, is nobody's business abroad
    told_by = [code for code in people.Source.values if code not in ("victim", "witness")]
    assert list(LISTS["source"]) == told_by
    assert list(LISTS["name_kind"]) == ["main", *people.NameKind.values]


def test_no_code_names_a_victim_or_a_witness_as_a_data_subject() -> None:
    categories = {*LISTS["person_category"], *LISTS["object_category"]}
    assert categories == {"suspect", "convicted", "object"}


def test_the_bundle_leads_from_lithuanian_to_english_and_back_without_loss() -> None:
    for name, rows in bundle().items():
        by_word = {row["lt"]: row["code"] for row in rows}
        assert len(by_word) == len(rows), name
        assert len({row["en"] for row in rows}) == len(rows), name
        assert [by_word[row["lt"]] for row in rows] == list(LISTS[name])


def test_the_files_are_published_by_name() -> None:
    made = files()
    assert sorted(made) == [
        "thbcases-exchange-1.codes.json",
        "thbcases-exchange-1.en.schema.json",
        "thbcases-exchange-1.lt.schema.json",
    ]
    assert json.loads(made["thbcases-exchange-1.lt.schema.json"]) == schema("lt")
