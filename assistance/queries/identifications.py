"""What first responders noticed about a person, as the victims app keeps it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _now

from thbcases.people.models import Person
from thbcases.victims.choices import Conclusion, IdentificationState
from thbcases.victims.models import Identification

# What was said in words, as columns of the record, each apart from the others.
TEXTS = ("own_words", "insight", "evidence")


def newest_of(person: Person) -> Identification | None:
    """The newest finished identification of a person that its own organisation keeps."""
    rows = Identification.objects.filter(
        person=person, custodian_id=person.custodian_id, state=IdentificationState.FINISHED
    )
    return rows.order_by("-pk").first()


def lines(content: dict[str, Any]) -> Iterator[str]:
    """An identification in words, as its receiver reads it: when, which signs, who said what."""
    if day := content.get("met_on"):
        yield _now("Talked on %(day)s, list of signs %(version)s") % {
            "day": day,
            "version": content.get("version", "–"),
        }
    named = {sign["code"]: sign for sign in (content.get("asked") or {}).get("signs", [])}
    name = "name_en" if get_language() == "en" else "name_lt"
    for code in (content.get("answers") or {}).get("signs", []):
        yield f"• {named.get(code, {}).get(name) or code}"
    said = {**content, "conclusion": _concluded(content.get("conclusion"))}
    for field in ("conclusion", "reason", *TEXTS):
        if value := said.get(field):
            yield f"{_label(field)}: {value}"


def _concluded(value: Any) -> str:
    return str(Conclusion(value).label) if value in Conclusion.values else ""


def _label(field: str) -> str:
    try:
        column: Any = Identification._meta.get_field(field)
    except FieldDoesNotExist:
        return capfirst(field.replace("_", " "))
    return capfirst(str(column.verbose_name))
