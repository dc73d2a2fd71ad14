"""The fields that a register may bring, their names in files, and how they become rows to find."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thbcases.niis.choices import Holds
from thbcases.niis.matching.dates import Birth
from thbcases.niis.matching.kinds import Kind
from thbcases.niis.matching.store import Named, Valued
from thbcases.web.words import Words

# Between two values of one cell.
SEPARATOR = ";"
LONGEST_KEY, LONGEST_NAME, LONGEST_VALUE = 100, 200, 100


@dataclass(frozen=True)
class Field:
    """One field: its name in both languages, which registers have it, what one writes there."""

    key: str
    words: Words
    holds: Holds | None
    hint: str | Promise
    longest: int = LONGEST_NAME


KEY = Field(
    "key",
    Words("Nuoroda", "Reference", ("Įrašo numeris", "Record number", "Nr", "Key", "ID")),
    None,
    _("by which the record is known there"),
    LONGEST_KEY,
)
_SEVERAL = _("several: with a semicolon")
FIELDS: tuple[Field, ...] = (
    KEY,
    Field(
        "given",
        Words("Vardas", "Given name", ("Vardai", "First name", "Given names")),
        Holds.PERSON,
        _("in Latin letters"),
    ),
    Field(
        "family",
        Words("Pavardė", "Surname", ("Pavardės", "Family name", "Last name")),
        Holds.PERSON,
        _("in Latin letters"),
    ),
    Field(
        "original",
        Words("Vardas ir pavardė savo raštu", "Name in its own script", ("Original name",)),
        Holds.PERSON,
        _("as the document has it, in any script"),
    ),
    Field(
        "birth_date",
        Words("Gimimo data", "Birth date", ("Gimimo metai", "Date of birth", "Born")),
        Holds.PERSON,
        _("1990-05-12, or the year: 1990"),
        20,
    ),
    Field("sex", Words("Lytis", "Sex", ("Gender",)), Holds.PERSON, _("vyras, moteris"), 20),
    Field("nickname", Words("Slapyvardis", "Nickname", ("Alias",)), Holds.NICKNAME, _SEVERAL),
    Field("company", Words("Įmonė", "Company", ("Juridinis asmuo",)), Holds.COMPANY, _("its name")),
    Field("address", Words("Adresas", "Address"), Holds.ADDRESS, _("street, number, town")),
    Field(
        "plate",
        Words("Valstybinis numeris", "Plate", ("Numerio ženklas", "Registration number")),
        Holds.VEHICLE,
        _SEVERAL,
    ),
    Field("phone", Words("Telefonas", "Phone", ("Tel", "Phone number")), Holds.PHONE, _SEVERAL),
    Field(
        "document",
        Words("Dokumentas", "Document", ("Dokumento numeris", "Document number")),
        Holds.DOCUMENT,
        _SEVERAL,
    ),
    Field(
        "personal_code",
        Words("Asmens kodas", "Personal code"),
        Holds.DOCUMENT,
        _("eleven digits, or as another country writes it"),
    ),
    Field("account", Words("Sąskaita", "Account", ("IBAN",)), Holds.ACCOUNT, _SEVERAL),
    Field("email", Words("El. paštas", "E-mail", ("E-mail address",)), Holds.EMAIL, _SEVERAL),
)
BY_KEY = {field.key: field for field in FIELDS}
VALUES: dict[str, Kind] = {
    "plate": Kind.VEHICLE,
    "phone": Kind.PHONE,
    "document": Kind.DOCUMENT,
    "personal_code": Kind.DOCUMENT,
    "account": Kind.ACCOUNT,
    "email": Kind.EMAIL,
}
WHOLE_NAMES: dict[str, Kind] = {
    "nickname": Kind.NICKNAME,
    "company": Kind.COMPANY,
    "address": Kind.ADDRESS,
}
SEX_WORDS = {
    "vyras": "male",
    "vyr": "male",
    "v": "male",
    "male": "male",
    "moteris": "female",
    "mot": "female",
    "female": "female",
    "f": "female",
}


def fields_of(holds: Collection[str]) -> Sequence[Field]:
    """The fields of a register that holds this, the key first."""
    return [field for field in FIELDS if field.holds is None or field.holds in holds]


def rows_of(
    cells: Mapping[str, str], birth: Birth, unit_id: int | None
) -> Iterator[Named | Valued]:
    """What is to be found of one record, under its key."""
    key = cells["key"]
    if any(cells.get(part) for part in ("given", "family", "original")):
        yield Named(
            key,
            given=cells.get("given", ""),
            family=cells.get("family", ""),
            original=cells.get("original", ""),
            birth=birth,
            sex=SEX_WORDS.get(cells.get("sex", ""), ""),
            custodian_id=unit_id,
        )
    for name, kind in WHOLE_NAMES.items():
        for text in _several(cells.get(name, ""), is_one=kind is not Kind.NICKNAME):
            yield Named(key, kind, family=text, custodian_id=unit_id)
    for name, kind in VALUES.items():
        for text in _several(cells.get(name, "")):
            yield Valued(key, kind, text, unit_id)


def _several(text: str, *, is_one: bool = False) -> list[str]:
    parts = [text] if is_one else text.split(SEPARATOR)
    return [part.strip() for part in parts if part.strip()]
