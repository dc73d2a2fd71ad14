"""The six operations of which the law wants a log (Directive (EU) 2016/680 Art. 25)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    COLLECTION = "collection", _("recorded")
    ALTERATION = "alteration", _("changed")
    CONSULTATION = "consultation", _("read")
    DISCLOSURE = "disclosure", _("disclosed")
    COMBINATION = "combination", _("combined")
    ERASURE = "erasure", _("erased")
