"""Registers that are searched, how their content comes in, and the files that were delivered."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.codes.models.base import is_english
from thbcases.core.constraints import one_of
from thbcases.core.history import Actor, tracked
from thbcases.core.models import Numbered, Record, Versioned
from thbcases.niis.choices import AdapterKind, DeliveryState, Holds

HOUR = timedelta(hours=1)
PLAIN_NAME = RegexValidator(
    r"^[^\W\d][\w$]{0,62}\Z", _("Letters, digits and _ only, as the table is called there.")
)


@tracked()
class Register(Numbered, Versioned):
    """A register that the search asks: what it is, on which legal basis, whom to ask about a hit.

    Names and numbers of every register stand in the one index of the search. None of them goes to
    another country. Where a register is reached is not kept here but in the environment.
    """

    code = models.CharField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("By which commands and files call it: stolen_vehicles. It stays as it is."),
        validators=[
            RegexValidator(r"^[a-z][a-z0-9_]{1,39}\Z", _("Small letters, digits and _ only."))
        ],
    )
    name_lt = models.CharField(_("name in Lithuanian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    adapter = models.CharField(
        _("how it comes in"), max_length=10, choices=AdapterKind.choices, default="delivery"
    )
    unit = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("unit to ask"),
        help_text=_("Answers for the register, delivers it, and is asked after a hit."),
    )
    holds = ArrayField(
        models.CharField(max_length=10, choices=Holds.choices), verbose_name=_("what it holds")
    )
    legal_basis = models.TextField(
        _("legal basis"), help_text=_("The provision that lets the police search it.")
    )
    most_loss = models.PositiveSmallIntegerField(
        _("loss that is let through, %"),
        default=20,
        validators=[MaxValueValidator(100)],
        help_text=_("New content that lacks more of the present records waits for a person."),
    )
    refresh_hours = models.PositiveSmallIntegerField(
        _("hours between copies"), default=24, validators=[MinValueValidator(1)]
    )
    oldest_hours = models.PositiveIntegerField(
        _("oldest content that is searched, hours"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Older content counts as «not asked». Empty: no limit."),
    )
    is_active = models.BooleanField(_("is searched"), default=True)
    source_schema = models.CharField(
        _("schema there"), max_length=63, blank=True, default="public", validators=[PLAIN_NAME]
    )
    source_table = models.CharField(
        _("table or view there"), max_length=63, blank=True, validators=[PLAIN_NAME]
    )
    # Which column of the table has which of our fields.
    columns = models.JSONField(default=dict, blank=True, editable=False)
    # Why the next copy may lack more than usual; empty again after it.
    loss_reason = models.TextField(blank=True, default="", editable=False)

    class Meta(Versioned.Meta):
        verbose_name = _("register that is searched")
        verbose_name_plural = _("registers that are searched")
        ordering = ["code"]
        constraints = [
            one_of("niis_register_adapter_known", "adapter", AdapterKind.values),
            models.CheckConstraint(
                condition=Q(adapter=AdapterKind.OWN) | Q(unit__isnull=False),
                name="niis_register_has_unit",
                violation_error_message=_("Say which unit is asked about a hit."),
            ),
            models.CheckConstraint(
                condition=~Q(adapter=AdapterKind.POSTGRES) | ~Q(source_table=""),
                name="niis_register_has_table",
                violation_error_message=_("Say which table or view is copied."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if is_english() else self.name_lt

    @property
    def variable(self) -> str:
        """The environment variable that says where the other server is."""
        return f"THB_REGISTER_{self.code.upper()}_URL"

    @property
    def as_of(self) -> datetime | None:
        """Of which moment the searched content is; none while there is no content."""
        return self.state.as_of

    def is_too_old(self, now: datetime | None = None) -> bool:
        """Whether the content is older than may be searched."""
        if self.oldest_hours is None or self.as_of is None:
            return False
        return (now or timezone.now()) - self.as_of > self.oldest_hours * HOUR

    def is_due(self, now: datetime | None = None) -> bool:
        """Whether it is time for a new copy."""
        if self.adapter != AdapterKind.POSTGRES or not self.is_active:
            return False
        tried = self.state.tried_at
        return tried is None or (now or timezone.now()) - tried >= self.refresh_hours * HOUR

    def clean(self) -> None:
        """Say which records it holds. Raises ValidationError when it says nothing."""
        if not self.holds:
            raise ValidationError({"holds": _("Choose what it holds.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        RegisterState.objects.get_or_create(register=self)

    def get_absolute_url(self) -> str:
        """The page of this register."""
        return reverse("niis:register", kwargs={"uuid": self.uuid})


class RegisterState(models.Model):
    """What the last copy or delivery of a register came to; written by jobs, so not tracked."""

    register = models.OneToOneField(Register, on_delete=models.CASCADE, related_name="state")
    as_of = models.DateTimeField(_("content as of"), null=True)
    records = models.PositiveBigIntegerField(_("records"), default=0)
    tried_at = models.DateTimeField(_("last tried"), null=True)
    # A code of Failure and its numbers: the words come with the reader's language.
    failure = models.CharField(max_length=30, blank=True, default="")
    details = models.JSONField(default=dict)
    rows_done = models.PositiveBigIntegerField(default=0)
    rows_total = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("state of a register")
        verbose_name_plural = _("states of registers")

    def __str__(self) -> str:
        return str(self.register)


@tracked(exclude=["content", "problems"])
class Delivery(Record):
    """A file that is to become the whole content of a register.

    It belongs to the register's unit, whoever brought it. The file is kept until it was checked,
    and its rows stand in the index unsearched until somebody publishes them (Directive (EU)
    2016/680 Art. 4(1)(e): at most fourteen days). The problems never quote what stood in a cell.
    """

    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="deliveries", verbose_name=_("register")
    )
    made_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("brought by"),
    )
    # No foreign key: a membership that never began is taken back, whatever was brought in it.
    membership_id = models.BigIntegerField(editable=False)
    language = models.CharField(max_length=5, editable=False)
    file_name = models.CharField(_("file"), max_length=200, editable=False)
    content = models.BinaryField(null=True, editable=False)
    checksum = models.CharField(_("checksum (SHA-256)"), max_length=64, editable=False)
    brought_at = models.DateTimeField(_("brought"), db_default=Now(), editable=False)
    as_of = models.DateTimeField(_("content as of"))
    load = models.IntegerField(editable=False)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=DeliveryState.choices,
        default=DeliveryState.WAITING,
        editable=False,
    )
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    failure = models.CharField(max_length=300, blank=True, default="", editable=False)
    records = models.PositiveBigIntegerField(_("records"), default=0, editable=False)
    fresh = models.PositiveBigIntegerField(_("new"), default=0, editable=False)
    gone = models.PositiveBigIntegerField(_("gone"), default=0, editable=False)
    changed = models.PositiveBigIntegerField(_("changed"), default=0, editable=False)
    live_before = models.PositiveBigIntegerField(default=0, editable=False)
    error_count = models.PositiveIntegerField(_("errors"), default=0, editable=False)
    problems = models.JSONField(default=list, editable=False)
    decided_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("decided by"),
    )
    reason = models.TextField(_("reason"), blank=True, default="", editable=False)

    class Meta(Record.Meta):
        verbose_name = _("delivery of a register")
        verbose_name_plural = _("deliveries of registers")
        ordering = ["-brought_at", "-id"]
        indexes = [
            models.Index(fields=["register", "-brought_at"], name="niis_delivery_of"),
        ]
        constraints = [one_of("niis_delivery_state_known", "state", DeliveryState.values)]

    def __str__(self) -> str:
        return self.file_name

    @property
    def loss(self) -> int:
        """How many of a hundred records that are searched now are not in it, rounded up."""
        return -(-100 * self.gone // self.live_before) if self.live_before else 0

    def get_absolute_url(self) -> str:
        """The page of this delivery."""
        return reverse("niis:delivery", kwargs={"uuid": self.uuid})


def too_much_is_missing(gone: int, live: int, most_loss: int) -> bool:
    """Whether more than `most_loss` of a hundred present records would be lost."""
    return 100 * gone > most_loss * live
