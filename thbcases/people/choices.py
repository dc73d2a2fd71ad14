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
