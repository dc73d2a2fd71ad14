"""The published JSON Schemas: one structure, told in Lithuanian and in English."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from thbcases.niis.exchange import definition
from thbcases.niis.exchange.codes import LANGUAGES, LISTS, bundle
from thbcases.niis.exchange.definition import ENVELOPE, MOST_ITEMS, PAYLOADS, Field

LABELS = ("title", "description", "$id", "$comment")
Schema = dict[str, Any]


@cache
def schema(language: str) -> Schema:
    """The schema with its words in one language."""
    fields = {field.key: _field(field, language) for field in ENVELOPE}
    payloads = {kind: _group(rows, language) for kind, rows in PAYLOADS.items()}
    for kind, payload in payloads.items():
        payload["title"] = LISTS["kind"][kind].of(language)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{definition.FORMAT}:{definition.VERSION}:{language}",
        "title": definition.TITLE.of(language),
        "type": "object",
        "properties": {
            **fields,
            "payload": {"type": "object", "title": definition.PAYLOAD_WORDS.of(language)},
        },
        "required": [field.key for field in ENVELOPE if field.needed] + ["payload"],
        "additionalProperties": False,
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"properties": {"payload": payload}},
            }
            for kind, payload in payloads.items()
        ],
    }


def without_labels(part: Any) -> Any:
    """The structure alone: what both languages must have in common."""
    if isinstance(part, dict):
        # «title» may also be the name of a key of the message; then a schema stands there
        return {
            key: without_labels(value)
            for key, value in part.items()
            if not (key in LABELS and isinstance(value, str))
        }
    return [without_labels(value) for value in part] if isinstance(part, list) else part


@cache
def validator() -> Draft202012Validator:
    """What checks a message; its language does not matter."""
    return Draft202012Validator(schema("en"))


def files() -> dict[str, str]:
    """The published files by name: a schema in each language and the bundle of codes."""
    name = f"{definition.FORMAT}-{definition.VERSION}"
    texts = {f"{name}.{language}.schema.json": schema(language) for language in LANGUAGES}
    return {
        file: json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        for file, content in {**texts, f"{name}.codes.json": bundle()}.items()
    }


def _field(field: Field, language: str) -> Schema:
    made = _form(field, language)
    made["title"] = field.words.of(language)
    if field.about:
        made["description"] = field.about.of(language)
    return made


def _form(field: Field, language: str) -> Schema:
    if field.form == "constant":
        return {"const": field.value}
    if field.form == "number":
        return {"type": "integer", "minimum": 1880, "maximum": 2200}
    if field.form == "code":
        return {
            "oneOf": [
                {"const": code, "title": words.of(language)}
                for code, words in LISTS[field.codes].items()
            ]
        }
    if field.form in ("group", "choice"):
        made = _group(field.fields, language)
        return made | {"minProperties": 1, "maxProperties": 1} if field.form == "choice" else made
    if field.form == "list":
        assert field.item is not None
        return {
            "type": "array",
            "items": _field(field.item, language),
            "minItems": int(field.needed),
            "maxItems": MOST_ITEMS,
        }
    return {
        "type": "string",
        "minLength": 1,
        "maxLength": field.length,
        **({"pattern": field.pattern} if field.pattern else {}),
    }


def _group(fields: tuple[Field, ...], language: str) -> Schema:
    return {
        "type": "object",
        "properties": {field.key: _field(field, language) for field in fields},
        "required": [field.key for field in fields if field.needed],
        "additionalProperties": False,
    }
