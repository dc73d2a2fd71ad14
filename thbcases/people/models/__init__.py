"""Persons and the objects that hang on people and cases, as one organisation knows them."""

from thbcases.people.models.linkage import (
    JoinedPair,
    LinkageKey,
    LinkageToken,
    PartedPair,
    SubjectLink,
)
from thbcases.people.models.objects import KnownObject, ObjectLink
from thbcases.people.models.persons import (
    CHILD_BELOW_YEARS,
    Person,
    PersonCitizenship,
    PersonIdentifier,
    PersonName,
)

__all__ = [
    "CHILD_BELOW_YEARS",
    "JoinedPair",
    "KnownObject",
    "LinkageKey",
    "LinkageToken",
    "ObjectLink",
    "PartedPair",
    "Person",
    "PersonCitizenship",
    "PersonIdentifier",
    "PersonName",
    "SubjectLink",
]
