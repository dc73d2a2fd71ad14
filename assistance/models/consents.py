"""What a person agreed to: per purpose and per receiver, dated, with the form that was signed."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import ExpressionWrapper, F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce, Greatest, Least, Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import ConsentCapacity, ReceiverGroup
from assistance.models.people import Beneficiary
from assistance.models.rules import FILL_PERSON, WITHDRAWN_CLOSES
from thbcases.core.constraints import SameNumber, ends_after_start
from thbcases.core.history import tracked
from thbcases.core.models import Part, inherits_custodian


class InForce(Func):
    """The days on which a consent counts: from the first until withdrawn or run out."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self) -> None:
        never = Cast(Value("infinity"), models.DateField())
        day_after = ExpressionWrapper(F("valid_until") + Value(1), models.DateField())
        end = Coalesce(Least(F("withdrawn_on"), day_after), never)
        super().__init__(
            F("given_on"),
            Greatest(F("given_on"), end),
            RangeBoundary(inclusive_lower=True, inclusive_upper=False),
        )


def _number(field: str) -> SameNumber:
    """A reference that may be empty, as a number."""
    return SameNumber(Coalesce(F(field), Value(0), output_field=models.BigIntegerField()))


class OfPerson(Part):
    """Something an organisation keeps about one of its persons."""

    class Meta(Part.Meta):
        abstract = True
        triggers = inherits_custodian("people_person", "person_id")


@tracked(exclude=["content"])
class ConsentScan(OfPerson):
    """The signed form as a picture or PDF: what somebody can be shown who doubts the consent."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("file name"), max_length=120)
    media_type = models.CharField(_("kind of file"), max_length=40)
    size = models.PositiveIntegerField(_("size"))
    content = models.BinaryField(_("file"))

    class Meta(OfPerson.Meta):
        verbose_name = _("scanned form")
        verbose_name_plural = _("scanned forms")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(media_type__in=["application/pdf", "image/jpeg", "image/png"]),
                name="assistance_scan_kind",
                violation_error_message=_("Only PDF, JPEG and PNG files are kept."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("assistance:consent_scan", kwargs={"uuid": self.uuid})


@tracked()
class Consent(OfPerson):
    """The answer to one question: whether the person agrees to one use of their data by somebody.

    The seven questions of the Human Trafficking Case Data Standard are such questions, and each
    passing on to a receiver is one. It counts from a day until it is withdrawn or runs out. For
    a child somebody answers, in a capacity that is written down.
    """

    person = models.ForeignKey(
        "people.Person",
        on_delete=models.CASCADE,
        related_name="consents",
        editable=False,
        verbose_name=_("person"),
    )
    beneficiary = models.ForeignKey(
        Beneficiary,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("beneficiary"),
    )
    purpose = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        limit_choices_to={"list": "consent_purpose"},
        related_name="+",
        verbose_name=_("agrees that"),
    )
    receiver = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("receiver"),
    )
    receiver_group = models.CharField(
        _("receivers"), max_length=10, choices=ReceiverGroup.choices, blank=True
    )
    is_agreed = models.BooleanField(_("agreed"), default=True)
    given_on = models.DateField(_("given on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    capacity = models.CharField(
        _("who consented"), max_length=14, choices=ConsentCapacity.choices, blank=True
    )
    by_whom = models.CharField(_("name of who consented"), max_length=200, blank=True)
    scan = models.ForeignKey(
        ConsentScan,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("scanned form"),
    )

    class Meta(OfPerson.Meta):
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["given_on", "id"]
        constraints = [
            ends_after_start(
                "assistance_consent_order",
                "given_on",
                "withdrawn_on",
                _("A consent cannot be withdrawn before it was given."),
            ),
            ends_after_start("assistance_consent_valid", "given_on", "valid_until"),
            models.CheckConstraint(
                condition=Q(receiver__isnull=True) | Q(receiver_group=""),
                name="assistance_consent_receiver",
                violation_error_message=_("Name one organisation or a group, not both."),
            ),
            models.CheckConstraint(
                condition=Q(receiver_group__in=["", *ReceiverGroup.values]),
                name="assistance_consent_group_known",
                violation_error_message=_("This value is not in the list."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=["", ConsentCapacity.PERSON])
                | Q(capacity__in=ConsentCapacity.values) & ~Q(by_whom=""),
                name="assistance_consent_by_whom",
                violation_error_message=_("Say who consented, by name."),
            ),
            ExclusionConstraint(
                name="assistance_consent_once",
                expressions=[
                    (SameNumber(F("person")), RangeOperators.OVERLAPS),
                    (_number("beneficiary"), RangeOperators.OVERLAPS),
                    (SameNumber(F("purpose")), RangeOperators.OVERLAPS),
                    (_number("receiver"), RangeOperators.OVERLAPS),
                    # the groups are told apart by the lengths of their codes
                    (SameNumber(Length("receiver_group")), RangeOperators.OVERLAPS),
                    (InForce(), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_agreed=True),
                violation_error_message=_("This consent is already in force."),
            ),
        ]
        triggers = [
            *OfPerson.Meta.triggers,
            pgtrigger.Trigger(
                name="fill_person",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("beneficiary_id", "person_id"),
                func=FILL_PERSON,
            ),
            pgtrigger.Trigger(
                name="withdrawn_closes",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("withdrawn_on"),
                func=WITHDRAWN_CLOSES,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given_on}"

    @property
    def receivers(self) -> str:
        """To whom it speaks, in words; empty when to nobody in particular."""
        return str(self.receiver or self.get_receiver_group_display())
