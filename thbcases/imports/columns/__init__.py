"""Which sheets and columns a spreadsheet may have: declared once, for reader and template.

A header is known by its name in either language, whatever its case, diacritics and punctuation,
and by the other spellings that units use today.
"""

from thbcases.access.roles import Role
from thbcases.imports.columns.declared import OBLIGATORY, Column, Sheet
from thbcases.imports.columns.help import NGO_PERSONS, SERVICES
from thbcases.imports.columns.police import INVESTIGATIONS, POLICE_PERSONS, STATUS_OF
from thbcases.imports.words import Words

__all__ = [
    "EVERY_SHEET",
    "LEFT_OUT",
    "OBLIGATORY",
    "RUNNING_NUMBER",
    "SHEETS",
    "STATUS_OF",
    "VALUES",
    "Column",
    "Sheet",
]

# What each role brings, in the order in which it is taken in: people belong to cases, services
# to people.
SHEETS: dict[Role, tuple[Sheet, ...]] = {
    Role.OFFICER: (INVESTIGATIONS, POLICE_PERSONS),
    Role.NGO: (NGO_PERSONS, SERVICES),
}
EVERY_SHEET = (INVESTIGATIONS, POLICE_PERSONS, NGO_PERSONS, SERVICES)
# The template's list of what may be written; it is for people, not for the reader.
VALUES = Words("Galimos reikšmės", "Allowed values")
# The running number that most tables of people begin with.
RUNNING_NUMBER = Words("Eil. Nr.", "No.", ("Nr.", "Nr", "No", "Eil Nr"))
# A sheet or column whose name begins so is left out on purpose.
LEFT_OUT = "#"
