"""The codes of the exchange format with their words in both languages.

The words belong to the published format: they change with its version and not with the screens.
Victims, presumed victims and witnesses have no code here, so no message can speak of one, nor say
that one was the source.
"""

from dataclasses import dataclass

LANGUAGES = ("lt", "en")


@dataclass(frozen=True)
class Words:
    """The same said in both languages."""

    lt: str
    en: str

    def of(self, language: str) -> str:
        """The words in one language. Raises AttributeError for another than the two."""
        return str(getattr(self, language))


Codes = dict[str, Words]


def _codes(*rows: tuple[str, str, str]) -> Codes:
    return {code: Words(lt, en) for code, lt, en in rows}


LISTS: dict[str, Codes] = {
    "kind": _codes(
        ("request", "užklausa", "request"),
        ("answer", "atsakymas", "answer"),
        ("disclosure", "duomenų perdavimas", "disclosure"),
        ("correction", "pataisymas", "correction"),
    ),
    "person_category": _codes(
        ("suspect", "įtariamasis", "suspect"),
        ("convicted", "nuteistasis", "convicted person"),
    ),
    "object_category": _codes(("object", "daiktas ar kitas objektas", "object")),
    "part": _codes(
        ("person", "asmens tapatybė", "who the person is"),
        ("documents", "asmens kodas ir dokumentai", "personal code and documents"),
        ("objects", "su asmeniu siejami daiktai", "objects of the person"),
        ("investigation", "tyrimas", "investigation"),
    ),
    "urgency": _codes(("ordinary", "įprasta", "ordinary"), ("urgent", "skubi", "urgent")),
    "result": _codes(
        ("hit", "atitiktis", "hit"),
        ("possible", "galima atitiktis", "possible hit"),
        ("no_hit", "atitikties nėra", "no hit"),
        ("not_asked", "neklausta", "not asked"),
        ("refused", "atsisakyta", "refused"),
    ),
    "refusal": _codes(
        ("no_record", "tokio įrašo nėra", "no such record"),
        ("no_basis", "teisinis pagrindas jo neapima", "the legal basis does not cover it"),
        ("not_necessary", "nebūtina arba neproporcinga", "not necessary or not proportionate"),
        ("investigation", "pakenktų tyrimui", "would harm an investigation"),
        ("safety", "sukeltų pavojų asmeniui", "would endanger a person"),
        ("other", "kitas pagrindas", "another ground"),
    ),
    "correction": _codes(
        ("corrected", "ištaisyta", "corrected"),
        ("erased", "ištrinta", "erased"),
        ("restricted", "apribota", "restricted"),
    ),
    "source": _codes(
        ("officer", "pareigūno pastebėjimas", "officer's own observation"),
        ("suspect", "įtariamasis", "suspect"),
        ("informant", "informatorius", "informant"),
        ("register", "oficialus registras", "official register"),
        ("partner", "kita įstaiga ar šalis", "another institution or country"),
        ("public", "viešas šaltinis", "public source"),
        ("technical", "techninės priemonės", "technical means"),
        ("other", "kitas šaltinis", "other source"),
    ),
    "reliability": _codes(
        ("A", "A: visada patikimas", "A: always reliable"),
        ("B", "B: dažniausiai patikimas", "B: mostly reliable"),
        ("C", "C: kartais patikimas", "C: sometimes reliable"),
        ("D", "D: nepatikimas", "D: unreliable"),
        ("E", "E: neišbandytas", "E: not tested"),
    ),
    "credibility": _codes(
        ("1", "1: patvirtinta", "1: confirmed"),
        ("2", "2: šaltiniui žinoma asmeniškai", "2: known to the source personally"),
        ("3", "3: asmeniškai nežinoma, bet dera", "3: not known personally, but fits"),
        ("4", "4: įvertinti negalima", "4: cannot be judged"),
        ("5", "5: manoma, kad netiesa", "5: thought to be false"),
    ),
    "nature": _codes(("fact", "faktas", "fact"), ("assessment", "vertinimas", "assessment")),
    "handling": _codes(
        ("H0", "H0: tik nusikaltimams užkardyti ir tirti", "H0: only to prevent and fight crime"),
        (
            "H1",
            "H1: ne kaip įrodymas be savininko sutikimo",
            "H1: not as evidence without the owner's consent",
        ),
        (
            "H2",
            "H2: neperduoti be savininko sutikimo",
            "H2: not passed on without the owner's consent",
        ),
        ("H3", "H3: kiti apribojimai, klausti savininko", "H3: other restrictions, ask the owner"),
    ),
    "sex": _codes(
        ("female", "moteris", "woman"),
        ("male", "vyras", "man"),
        ("other", "kita", "other"),
        ("unknown", "nežinoma", "not known"),
    ),
    "name_kind": _codes(
        ("main", "pagrindinis vardas", "main name"),
        ("birth", "vardas gimus", "name at birth"),
        ("married", "vardas santuokoje", "married name"),
        ("alias", "slapyvardis", "alias or nickname"),
        ("document", "vardas kitame dokumente", "name in another document"),
    ),
    "document_kind": _codes(
        ("personal_code", "asmens kodas", "personal code"),
        ("passport", "pasas", "passport"),
        ("id_card", "asmens tapatybės kortelė", "identity card"),
        ("foreign_code", "kitos šalies asmens numeris", "personal number of another country"),
        ("residence_document", "leidimas gyventi", "residence document"),
        ("other", "kita", "other"),
    ),
    "object_kind": _codes(
        ("vehicle", "transporto priemonė", "vehicle"),
        ("phone", "telefonas", "phone"),
        ("address", "adresas", "address"),
        ("account", "banko sąskaita", "bank account"),
        ("email", "el. paštas", "e-mail"),
        ("nickname", "paskyra ar slapyvardis internete", "account or nickname on the internet"),
        ("company", "įmonė", "company"),
    ),
    "relation": _codes(
        ("owner", "savininkas", "owner"),
        ("user", "naudoja", "uses"),
        ("lives_at", "ten gyvena", "lives there"),
        ("works_at", "ten dirba", "works there"),
        ("runs", "valdo", "runs it"),
        ("held_at", "ten buvo laikomas", "was held there"),
        ("transported_by", "juo buvo vežamas", "was transported by it"),
        ("paid_by", "per ją mokėta", "paid by it"),
        ("seen_with", "matytas kartu", "seen with"),
        ("mentioned", "minimas byloje", "mentioned in the case"),
    ),
}


def bundle() -> dict[str, list[dict[str, str]]]:
    """All lists as rows of code, lt, en: the file that goes with the schemas."""
    return {
        name: [{"code": code, "lt": words.lt, "en": words.en} for code, words in codes.items()]
        for name, codes in LISTS.items()
    }
