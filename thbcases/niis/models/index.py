"""The search index: what the registers hold, as numbers, behind a seal.

No role reads these tables; the owner's functions answer from them (see `matching/ddl.py`, which
makes them too). They say nothing that a register does not say: they are made from it, and made
again when it changes.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexRegister(models.Model):
    """A register that is searched, and which of its loads everybody finds."""

    id = models.SmallAutoField(primary_key=True)
    code = models.CharField(_("code"), max_length=60)
    live = models.IntegerField(_("published load"), null=True)
    records = models.BigIntegerField(_("records"), default=0)

    class Meta:
        verbose_name = _("register of the index")
        verbose_name_plural = _("registers of the index")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="niis_register_code_once",
                violation_error_message=_("There is a register with this code already."),
            )
        ]

    def __str__(self) -> str:
        return self.code


class IndexLoad(models.Model):
    """One delivery of a register, loaded whole beside the one that is being searched."""

    id = models.AutoField(primary_key=True)
    register = models.ForeignKey(
        IndexRegister,
        on_delete=models.DO_NOTHING,
        db_index=False,
        verbose_name=_("register of the index"),
    )
    opened_at = models.DateTimeField(_("begun"), auto_now_add=True)

    class Meta:
        verbose_name = _("load of the index")
        verbose_name_plural = _("loads of the index")
        indexes = [models.Index(fields=["register"], name="niis_load_register")]

    def __str__(self) -> str:
        return str(self.pk)


class IndexEntry(models.Model):
    """One name of a record, as numbers of its stems and of each two of them."""

    load = models.IntegerField(_("load of the index"))
    kind = models.SmallIntegerField(_("kind"))
    sex = models.SmallIntegerField(_("sex"), default=0)
    born = models.DateField(_("birth date"), null=True)
    birth_year = models.SmallIntegerField(_("birth year"), null=True)
    custodian_id = models.BigIntegerField(_("unit to ask"), null=True)
    record_key = models.CharField(_("reference number"), max_length=100)
    stems = ArrayField(models.IntegerField(), verbose_name=_("stems"))
    forms = ArrayField(models.SmallIntegerField(), verbose_name=_("forms of the words"))
    keys = ArrayField(models.IntegerField(), verbose_name=_("keys"))

    class Meta:
        verbose_name = _("name in the index")
        verbose_name_plural = _("names in the index")

    def __str__(self) -> str:
        return str(self.pk)


class IndexValue(models.Model):
    """A plate, phone, document, account or e-mail of a record, in its one normal form."""

    load = models.IntegerField(_("load of the index"))
    kind = models.SmallIntegerField(_("kind"))
    custodian_id = models.BigIntegerField(_("unit to ask"), null=True)
    record_key = models.CharField(_("reference number"), max_length=100)
    value = models.CharField(_("value"), max_length=100)

    class Meta:
        verbose_name = _("number in the index")
        verbose_name_plural = _("numbers in the index")

    def __str__(self) -> str:
        return str(self.pk)


class IndexStem(models.Model):
    """A stem that some record has, found again with letters wrong, by its sound or beginning."""

    space = models.SmallIntegerField(_("all names or given names"))
    stem = models.CharField(_("stem"), max_length=40)
    number = models.IntegerField(_("number"))
    entries = models.IntegerField(_("how often"), default=0)
    near = ArrayField(models.IntegerField(), verbose_name=_("one letter away"))
    far = ArrayField(models.IntegerField(), verbose_name=_("two letters away"))

    class Meta:
        verbose_name = _("stem of the index")
        verbose_name_plural = _("stems of the index")
        constraints = [
            models.UniqueConstraint(
                fields=["space", "stem"],
                name="niis_stem_once",
                violation_error_message=_("This stem is there already."),
            )
        ]

    def __str__(self) -> str:
        return self.stem
