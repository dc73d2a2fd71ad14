"""Words about people that the software depends on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    """Sex as official statistics ask it (Eurostat `crim_thb`)."""

    FEMALE = "female", _("woman")
    MALE = "male", _("man")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("not known")


class BirthPrecision(models.TextChoices):
    """How surely the birth is known."""

    DATE = "date", _("date")
    YEAR = "year", _("year only")
    ESTIMATE = "estimate", _("estimated year")
    UNKNOWN = "unknown", _("not known")


class NameKind(models.TextChoices):
    """What another name of a person is."""

    BIRTH = "birth", _("name at birth")
    MARRIED = "married", _("married name")
    ALIAS = "alias", _("alias or nickname")
    DOCUMENT = "document", _("name in another document")


class IdentifierKind(models.TextChoices):
    """What identifies a person."""

    PERSONAL_CODE = "personal_code", _("personal code")
    PASSPORT = "passport", _("passport")
    ID_CARD = "id_card", _("identity card")
    FOREIGN_CODE = "foreign_code", _("personal number of another country")
    RESIDENCE_DOCUMENT = "residence_document", _("residence document")
    OTHER = "other", _("other")


class ObjectKind(models.TextChoices):
    """What hangs on people and cases and can be told apart by its own number or name."""

    VEHICLE = "vehicle", _("vehicle")
    PHONE = "phone", _("phone")
    ADDRESS = "address", _("address")
    ACCOUNT = "account", _("bank account")
    EMAIL = "email", _("e-mail")
    NICKNAME = "nickname", _("account or nickname on the internet")
    COMPANY = "company", _("company")


class Relation(models.TextChoices):
    """By what an object hangs on a person or a case."""

    OWNER = "owner", _("owner")
    USER = "user", _("uses")
    LIVES_AT = "lives_at", _("lives there")
    WORKS_AT = "works_at", _("works there")
    RUNS = "runs", _("runs it")
    HELD_AT = "held_at", _("was held there")
    TRANSPORTED_BY = "transported_by", _("was transported by it")
    PAID_BY = "paid_by", _("paid by it")
    SEEN_WITH = "seen_with", _("seen with")
    MENTIONED = "mentioned", _("mentioned in the case")


class Source(models.TextChoices):
    """Where a piece of information comes from (Directive (EU) 2016/680 Art. 6 and 7)."""

    OFFICER = "officer", _("officer's own observation")
    VICTIM = "victim", _("victim")
    WITNESS = "witness", _("witness")
    SUSPECT = "suspect", _("suspect")
    INFORMANT = "informant", _("informant")
    REGISTER = "register", _("official register")
    PARTNER = "partner", _("another institution or country")
    PUBLIC = "public", _("public source")
    TECHNICAL = "technical", _("technical means")
    OTHER = "other", _("other source")


class Reliability(models.TextChoices):
    """How far the source can be trusted, A to E, as i2's own sample schema grades it."""

    A = "A", _("A: always reliable")
    B = "B", _("B: mostly reliable")
    C = "C", _("C: sometimes reliable")
    D = "D", _("D: unreliable")
    E = "E", _("E: not tested")


class Credibility(models.TextChoices):
    """How far the information itself can be believed, 1 to 5."""

    ONE = "1", _("1: confirmed")
    TWO = "2", _("2: known to the source personally")
    THREE = "3", _("3: not known personally, but fits")
    FOUR = "4", _("4: cannot be judged")
    FIVE = "5", _("5: thought to be false")


class Handling(models.TextChoices):
    """To whom the information may go on: the handling codes of European police co-operation."""

    H0 = "H0", _("H0: only to prevent and fight crime")
    H1 = "H1", _("H1: not as evidence without the owner's consent")
    H2 = "H2", _("H2: not passed on without the owner's consent")
    H3 = "H3", _("H3: other restrictions, ask the owner")


class Nature(models.TextChoices):
    """Facts are kept apart from personal assessments (Directive (EU) 2016/680 Art. 7(1))."""

    FACT = "fact", _("fact")
    ASSESSMENT = "assessment", _("assessment")


class ContactWay(models.TextChoices):
    """Whether a way of reaching somebody is safe; nothing agreed is not a yes."""

    NOT_ASKED = "not_asked", _("not agreed")
    YES = "yes", _("may be used")
    NEVER = "never", _("never")


# What a person can be reached by: shown only below the rules of safe contact.
REACHING: frozenset[ObjectKind] = frozenset(
    {ObjectKind.PHONE, ObjectKind.ADDRESS, ObjectKind.EMAIL, ObjectKind.NICKNAME}
)
