"""What was typed: a name with or without a birth date, a plate, a phone, a document …

The searcher types into one box; which kind of thing it is, is read from its form. Where a number
may be two things (a passport or a plate) both are looked up.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thbcases.niis.matching.dates import NOT_KNOWN, Birth, Unclear, read_birth, take_birth
from thbcases.niis.matching.fold import Script, Word, script, words

LONGEST = 200
MOST_WORDS = 8
LONGEST_NUMBER = 60


class Kind(IntEnum):
    """A kind of thing that can be searched for; the numbers stand in the index."""

    PERSON = 1
    COMPANY = 2
    ADDRESS = 3
    NICKNAME = 4
    VEHICLE = 5
    PHONE = 6
    DOCUMENT = 7
    ACCOUNT = 8
    EMAIL = 9


KIND_NAMES = {
    Kind.PERSON: gettext_lazy("person"),
    Kind.COMPANY: gettext_lazy("company"),
    Kind.ADDRESS: gettext_lazy("address"),
    Kind.NICKNAME: gettext_lazy("nickname"),
    Kind.VEHICLE: gettext_lazy("vehicle plate"),
    Kind.PHONE: gettext_lazy("phone number"),
    Kind.DOCUMENT: gettext_lazy("document or personal code"),
    Kind.ACCOUNT: pgettext_lazy("of a bank", "bank account"),
    Kind.EMAIL: gettext_lazy("e-mail address"),
}
NAMED = frozenset({Kind.PERSON, Kind.COMPANY, Kind.ADDRESS, Kind.NICKNAME})


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, understood: words to compare, or values to look up."""

    text: str
    kind: Kind
    words: tuple[Word, ...] = ()
    birth: Birth = NOT_KNOWN
    # Each kind it may be, with the value as the index has it.
    values: tuple[tuple[Kind, str], ...] = ()


EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.UNICODE)
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")
HANDLE = re.compile(r"@[\w.]{2,40}|(?=\w*[A-Za-z])(?=\w*_)\w{3,40}")
PHONE = re.compile(r"(\+|00)?[\d\s()./-]{7,24}")
PLATE = re.compile(
    r"[A-Z]{3}\d{3}|[A-Z]{2}\d{3,4}|\d{3}[A-Z]{2,3}|[A-Z]{2}\d{4}[A-Z]{2}|[A-Z]\d{3}[A-Z]{2}\d{2,3}"
    r"|\d{4}[A-Z]{2}\d|[A-Z]{1,3}\d[A-Z0-9]{2,4}|[A-Z]{2}\d{1,4}[A-Z]{0,2}"
)
NUMBERED = re.compile(r"(?=.*\d)[^\W_]{4,30}")
# Letters that look the same in both alphabets are the only ones on plates.
LOOKALIKES = str.maketrans("АВЕКМНОРСТУХІЈ", "ABEKMHOPCTYXIJ")
COMPANY = re.compile(
    r"(?<!\w)(UAB|AB|MB|VšĮ|VSI|IĮ|TŪB|TUB|OÜ|OU|SIA|ООО|ОАО|ЗАО|ТОВ|OOO|TOV|PLC|INC|GmbH|uab|všį"
    r"|ооо|[Ll][Tt][Dd]|[Ll][Ll][Cc]|[Ii]nc|gmbh|[Ss]p\. ?z ?o\. ?o|S\.A|S\.R\.L|[Ll]imited"
    r"|[Cc]ompany|[Įį]monė|[Bb]endrovė)(?!\w)\.?"
)
# A single letter before a surname is an initial; «g.» and «k.» come after the street's name.
STREET = re.compile(
    r"(?<!\w)(gatvė|gatve|pr|prospektas|al|alėja|pl|plentas|skg|ul|ulica|улица|ул|вул|вулиця"
    r"|str|street|st|road|rd|avenue|ave|kaimas|sen|raj)\.(?!\w)"
    r"|(?<=\w )[gkr]\.(?!\w)"
    r"|(?<!\w)([Gg]atvė|[Gg]atve|[Pp]rospektas|[Aa]lėja|[Pp]lentas|[Uu]lica|[Уу]лица|[Вв]улиця"
    r"|[Ss]treet|[Rr]oad|[Aa]venue)(?!\w)"
)
ALLOWED = re.compile(r"[\w\s.,'’ʼ`´ʹ\-–‑/()+@#&№\"„“”«»:]*", re.UNICODE)
NO_DIGIT = re.compile(r"[^0-9]")
WILD = re.compile(r"[*?%]")


def understand(text: str, born: str = "") -> Query:
    """What was typed, read by its form. Raises Unclear with a text for the searcher."""
    plain = _checked(text)
    query = _by_form(plain)
    if query is None:
        query = _named(plain)
    if not born.strip():
        return query
    birth = read_birth(born)
    return Query(query.text, query.kind, query.words, birth, query.values)


def _checked(text: str) -> str:
    if len(text) > LONGEST:
        raise Unclear(
            _("That is too long to search for: at most %(most)s signs.") % {"most": LONGEST}
        )
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    if not plain:
        raise Unclear(_("Type a name, a number or an address to search for."))
    if WILD.search(plain):
        raise Unclear(_("Leave out * ? and %: similar spellings are found without them."))
    if not ALLOWED.fullmatch(plain):
        raise Unclear(_("There are signs in it that stand in no name, number or address."))
    return plain


# --- numbers


def _by_form(plain: str) -> Query | None:
    if EMAIL.fullmatch(plain):
        return _value(plain, (Kind.EMAIL, plain.casefold()))
    if HANDLE.fullmatch(plain):
        return Query(plain, Kind.NICKNAME, _words(plain.lstrip("@")))
    compact = normalise(plain)
    if not any(c.isdecimal() for c in compact):
        return None
    if IBAN.fullmatch(compact):
        return _value(plain, (Kind.ACCOUNT, compact))
    return _digits(plain, compact) if compact.isdecimal() else _numbered(plain, compact)


def _digits(plain: str, compact: str) -> Query | None:
    if not 4 <= len(compact) <= 20:
        raise Unclear(_("A number of %(n)s digits is none we know.") % {"n": len(compact)})
    values = []
    if PHONE.fullmatch(plain):
        values.append((Kind.PHONE, phone(plain)))
    if not plain.startswith("+"):
        values.append((Kind.DOCUMENT, compact))
    is_phone = bool(values) and values[0][0] is Kind.PHONE and _looks_like_phone(plain, compact)
    return _value(plain, *(values if is_phone else values[::-1]))


def _looks_like_phone(plain: str, compact: str) -> bool:
    begins = plain.startswith(("+", "00", "0", "(", "370"))
    return begins or (compact.startswith("8") and len(compact) == 9)


def _numbered(plain: str, compact: str) -> Query | None:
    # A street with its number has words; a plate or document has at most its groups of signs.
    longest = max(len(part) for part in re.findall(r"[^\W\d_]+", plain))
    if longest > 4 or len(plain.split()) > 5 or not NUMBERED.fullmatch(compact):
        return None
    if _is_titled(plain) and take_birth(plain)[0]:
        return None
    document, plate = (Kind.DOCUMENT, compact), (Kind.VEHICLE, compact)
    if not PLATE.fullmatch(compact) and (STREET.search(plain) or COMPANY.search(plain)):
        return None
    if len(compact) > 9:
        return _value(plain, document)
    return _value(plain, *((plate, document) if PLATE.fullmatch(compact) else (document, plate)))


def _is_titled(plain: str) -> bool:
    """«Ana 1990» is a name with a year, «ANA 1990» a plate."""
    return any(part.istitle() and len(part) > 1 and part.isalpha() for part in plain.split())


def _value(plain: str, *values: tuple[Kind, str]) -> Query:
    return Query(plain, values[0][0], values=values)


def normalise(value: str) -> str:
    """Letters and digits, upper case, Cyrillic letters of plates as the Latin ones they look."""
    upper = value.upper()
    if upper.isascii() and upper.isalnum():
        return upper[:LONGEST_NUMBER]
    return "".join(c for c in upper.translate(LOOKALIKES) if c.isalnum())[:LONGEST_NUMBER]


def phone(value: str) -> str:
    """The digits of a phone number with the country's code; a domestic one is Lithuanian."""
    digits = NO_DIGIT.sub("", value)
    if value.strip().startswith("+"):
        return digits
    if digits.startswith("00"):
        return digits[2:]
    if len(digits) == 9 and digits[0] in "08":
        return "370" + digits[1:]
    return "370" + digits if len(digits) == 8 and digits[0] in "3456" else digits


def value_of(kind: Kind, value: str) -> str:
    """A value as the index has it."""
    if kind is Kind.PHONE:
        return phone(value)
    return value.strip().casefold() if kind is Kind.EMAIL else normalise(value)


# --- words


def _named(plain: str) -> Query:
    if COMPANY.search(plain):
        return Query(plain, Kind.COMPANY, _words(COMPANY.sub(" ", plain)))
    birth, rest = take_birth(plain)
    if STREET.search(rest):
        return Query(plain, Kind.ADDRESS, _usable(address_words(plain)))
    if any(c.isdigit() for c in rest):
        return _with_digits(plain, rest)
    return Query(plain, Kind.PERSON, _words(rest), birth)


def _with_digits(plain: str, rest: str) -> Query:
    if len(rest.split()) == 1:
        return Query(plain, Kind.NICKNAME, _words(rest))
    return Query(plain, Kind.ADDRESS, _usable(address_words(plain)))


def address_words(text: str) -> tuple[Word, ...]:
    """The words of an address, without those that only say «street»."""
    return words(STREET.sub(" ", text)) or words(text)


def company_words(text: str) -> tuple[Word, ...]:
    """The words of a company's name, without its legal form."""
    return words(COMPANY.sub(" ", text)) or words(text)


def _words(text: str) -> tuple[Word, ...]:
    return _usable(words(text.replace("_", " ")))


def _usable(found: tuple[Word, ...]) -> tuple[Word, ...]:
    if not found:
        raise Unclear(_("Type a name, a number or an address to search for."))
    if len(found) > MOST_WORDS:
        raise Unclear(_("At most %(most)s words at a time.") % {"most": MOST_WORDS})
    for word in found:
        if _is_mixed(word):
            raise Unclear(
                _("«%(word)s» mixes letters of two alphabets; type it in one.")
                % {"word": word.text}
            )
    if all(len(word.skeleton) < 2 for word in found):
        raise Unclear(_("One letter is too little to search for."))
    return found


def _is_mixed(word: Word) -> bool:
    if word.script is Script.LATIN or word.script is Script.MARKED:
        return False
    kinds = {script(c.casefold()) for c in word.text if c.isalpha()}
    return bool({Script.LATIN, Script.MARKED} & kinds) and len(kinds) > 1
