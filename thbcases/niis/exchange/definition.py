"""What a message of the exchange format is: every key, its words in both languages, its form.

The schemas, the readable page and the PDF are all made of this.
"""

from dataclasses import dataclass

from thbcases.niis.exchange.codes import Words

FORMAT = "thbcases-exchange"
# A message of a higher number is from the future and is refused: it may say what we cannot read.
VERSION = 1
MOST_ITEMS = 200
# No «\d», which is more than ten digits in some languages, and no end before a last line break.
END = r"(?!\n)$"
MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z" + END
UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}" + END


@dataclass(frozen=True)
class Field:
    """One key of a message. `form` says what stands there; what else is set depends on it.

    text (`length`, perhaps `pattern`), number, code (`codes`: the list), constant (`value`),
    group (`fields`), choice (exactly one of `fields`), list (of `item`).
    """

    key: str
    words: Words
    form: str = "text"
    needed: bool = True
    length: int = 300
    pattern: str = ""
    codes: str = ""
    value: str | int = ""
    fields: "tuple[Field, ...]" = ()
    item: "Field | None" = None
    about: Words | None = None


def _text(key: str, lt: str, en: str, *, length: int = 300, needed: bool = True) -> Field:
    return Field(key, Words(lt, en), length=length, needed=needed, pattern=r"\S")


def _code(key: str, lt: str, en: str, codes: str, *, needed: bool = True) -> Field:
    return Field(key, Words(lt, en), "code", codes=codes, needed=needed)


def _formed(key: str, lt: str, en: str, pattern: str, *, needed: bool = True) -> Field:
    return Field(key, Words(lt, en), pattern=pattern, needed=needed, length=40)


def _moment(key: str, lt: str, en: str) -> Field:
    return _formed(key, lt, en, MOMENT)


def _day(key: str, lt: str, en: str, *, needed: bool = True) -> Field:
    return _formed(key, lt, en, r"^[0-9]{4}-[0-9]{2}-[0-9]{2}" + END, needed=needed)


def _country(*, needed: bool = True) -> Field:
    return _formed("country", "šalis", "country", r"^[A-Z]{2}" + END, needed=needed)


def _group(key: str, lt: str, en: str, *fields: Field, needed: bool = True) -> Field:
    return Field(key, Words(lt, en), "group", fields=fields, needed=needed)


def _list(key: str, lt: str, en: str, item: Field, *, needed: bool = False) -> Field:
    return Field(key, Words(lt, en), "list", item=item, needed=needed)


CATEGORY = Field(
    "category",
    Words("duomenų subjekto kategorija", "category of the data subject"),
    "code",
    codes="person_category",
    about=Words(
        "Nukentėjusieji, spėjamos aukos ir liudytojai į pranešimus nepatenka.",
        "Victims, presumed victims and witnesses never enter a message.",
    ),
)
OBJECT_CATEGORY = _code("category", "kategorija", "category", "object_category")
ITEM_ID = _formed("id", "numeris pranešime", "number in the message", r"^[a-z][0-9]{1,4}" + END)
REFERENCE = _formed(
    "reference",
    "nuorodos numeris",
    "reference number",
    r"^[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{4}" + END,
)
NAMES = (
    _text("family_name", "pavardė", "family name", length=150, needed=False),
    _text("given_name", "vardas", "given name", length=150, needed=False),
    _text("original_name", "vardas savo raštu", "name in its own script", needed=False),
)
BIRTH = (
    _code("sex", "lytis", "sex", "sex", needed=False),
    _day("birth_date", "gimimo data", "birth date", needed=False),
    Field("birth_year", Words("gimimo metai", "birth year"), "number", needed=False),
)
OBJECT = (
    OBJECT_CATEGORY,
    _code("kind", "rūšis", "kind", "object_kind"),
    _text("value", "numeris ar pavadinimas", "number or name"),
    _country(needed=False),
)
GRADE = (
    _code("source", "šaltinis", "source", "source"),
    _code("reliability", "šaltinio patikimumas", "reliability of the source", "reliability"),
    _code("credibility", "žinių patikimumas", "credibility of the information", "credibility"),
    _code("nature", "faktas ar vertinimas", "fact or assessment", "nature"),
    _code("handling", "naudojimo kodas", "handling code", "handling"),
)
DOCUMENT = _group(
    "document",
    "dokumentas",
    "document",
    _code("kind", "rūšis", "kind", "document_kind"),
    _country(needed=False),
    _text("value", "numeris", "number", length=60),
)
NAME = _group(
    "name", "vardas", "name", _code("kind", "vardo rūšis", "kind of name", "name_kind"), *NAMES
)
PERSON = _group(
    "person",
    "asmuo",
    "person",
    ITEM_ID,
    CATEGORY,
    _list("names", "vardai", "names", NAME, needed=True),
    *BIRTH,
    _list("citizenships", "pilietybės", "citizenships", _country()),
    _list("documents", "dokumentai", "documents", DOCUMENT),
)
THING = _group("object", "daiktas", "object", ITEM_ID, *OBJECT)
LINK = _group(
    "link",
    "ryšys",
    "link",
    _formed("person", "asmuo", "person", r"^p[0-9]{1,4}" + END),
    _formed("object", "daiktas", "object", r"^o[0-9]{1,4}" + END),
    _code("relation", "ryšio rūšis", "relation", "relation"),
    _day("starts_on", "nuo", "from", needed=False),
    _day("ends_on", "iki", "until", needed=False),
    *GRADE,
)
HIT = _group(
    "hit",
    "atitiktis",
    "hit",
    _text("register", "registras", "register", length=100),
    REFERENCE,
    _text("unit", "kurio padalinio klausti", "unit to ask", length=200),
)

PAYLOADS: dict[str, tuple[Field, ...]] = {
    "request": (
        Field(
            "about",
            Words("ko klausiama", "what is asked"),
            "choice",
            fields=(
                _group("person", "asmuo", "person", CATEGORY, *NAMES, *BIRTH, needed=False),
                _group("object", "daiktas", "object", *OBJECT, needed=False),
                _group(
                    "record",
                    "įrašas",
                    "record",
                    REFERENCE,
                    _list(
                        "parts",
                        "ko prašoma",
                        "what is asked for",
                        _code("part", "dalis", "part", "part"),
                        needed=True,
                    ),
                    needed=False,
                ),
            ),
        ),
        _code("urgency", "skuba", "urgency", "urgency"),
    ),
    "answer": (
        _code("result", "atsakymas", "result", "result"),
        _list("hits", "atitiktys", "hits", HIT),
        _code("ground", "atsisakymo pagrindas", "ground of the refusal", "refusal", needed=False),
    ),
    "disclosure": (
        REFERENCE,
        _list("persons", "asmenys", "persons", PERSON),
        _list("objects", "daiktai", "objects", THING),
        _list("links", "ryšiai", "links", LINK),
    ),
    "correction": (
        _formed("corrects", "taisomas pranešimas", "message that is corrected", UUID),
        _code("action", "kas padaryta", "what was done", "correction"),
        _list(
            "items",
            "kurie įrašai",
            "which items",
            _formed(
                "item", "numeris pranešime", "number in the message", r"^[a-z][0-9]{1,4}" + END
            ),
            needed=True,
        ),
        _text("explanation", "paaiškinimas", "explanation", length=2000),
    ),
}

ENVELOPE: tuple[Field, ...] = (
    Field("format", Words("formatas", "format"), "constant", value=FORMAT),
    Field("version", Words("formato versija", "version of the format"), "constant", value=VERSION),
    _formed("id", "pranešimo numeris", "message number", UUID),
    _code("kind", "pranešimo rūšis", "kind of message", "kind"),
    _formed("sender", "siuntėjas", "sender", r"^[A-Z0-9-]{2,20}" + END),
    _formed("recipient", "gavėjas", "recipient", r"^[A-Z0-9-]{2,20}" + END),
    _moment("sent_at", "išsiųsta (UTC)", "sent (UTC)"),
    _moment("expires_at", "galioja iki (UTC)", "expires (UTC)"),
    _formed("in_reply_to", "atsakoma į", "in reply to", UUID, needed=False),
    *GRADE,
    _day("as_of", "duomenų diena", "as of"),
    _text("legal_basis", "teisinis pagrindas", "legal basis"),
    _text("purpose", "tikslas ir priežastis", "purpose and reason", length=2000),
)

TITLE = Words("Keitimosi duomenimis pranešimas", "Exchange message")
PAYLOAD_WORDS = Words("turinys", "content")
