"""Persons and the objects that hang on people and cases, as one organisation knows them."""

from thbcases.people.age import CHILD_BELOW_YEARS
from thbcases.people.models.contact import ContactRules
from thbcases.people.models.linkage import (
    JoinedPair,
    LinkageKey,
    LinkageToken,
    PartedPair,
    SubjectLink,
)
from thbcases.people.models.objects import KnownObject, ObjectLink
from thbcases.people.models.persons import (
    Person,
    PersonCitizenship,
    PersonIdentifier,
    PersonName,
)

__all__ = [
    "CHILD_BELOW_YEARS",
    "ContactRules",
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
