"""How the country counts each human once. All of it is sealed: no role reads these tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thbcases.people.models.persons import Person


class SubjectLink(models.Model):
    """Under which subject number a person row is counted. Sealed: no role reads it."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    subject = models.BigIntegerField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.subject)


class LinkageToken(models.Model):
    """A keyed fingerprint of a name with birth date, or of an identifier. Sealed.

    The key is not in the database: whoever has only the database cannot try names.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    token = models.BinaryField(max_length=32)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["token", "person"], name="people_token_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class LinkageKey(models.Model):
    """Which key the tokens are made under: its fingerprint, never the key. Sealed; one row."""

    fingerprint = models.BinaryField(max_length=32)
    since = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.since)


class PartedPair(models.Model):
    """Two rows that are two humans, although their names or numbers say one. Sealed.

    They are never counted under one number again, not even by way of a third row, until
    somebody joins them. `one` is the row with the lower key.
    """

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                name="people_parted_once",
                violation_error_message=_("These two are told apart already."),
            ),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")),
                name="people_parted_in_order",
                violation_error_message=_("A pair is two persons, the first known one first."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class JoinedPair(models.Model):
    """Two rows of two organisations that are one human, because one referred them to the other.

    The person agreed to it; when the consent is withdrawn, the pair goes. Sealed. `one` is the row
    with the lower key.
    """

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                name="people_joined_once",
                violation_error_message=_("These two are joined already."),
            ),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")),
                name="people_joined_in_order",
                violation_error_message=_("A pair is two persons, the first known one first."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
