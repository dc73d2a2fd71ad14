"""A tip, what is said about it, what came with it, and who had it."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import not_empty, one_of
from thbcases.core.history import tracked
from thbcases.core.models import Part, Record, copies_column, inherits_custodian
from thbcases.tips.choices import (
    Delivery,
    Direction,
    TipKind,
    TipOutcome,
    TipState,
    Tongue,
    Verdict,
)

# What people said is not copied into the history: it could not be forgotten there.
SAID = [
    "subject",
    "text",
    "claims",
    "reply_to",
    "contact",
    "authentication",
    "message_id",
    "receipt_hash",
    "sender_hash",
    "text_hash",
    "closing_note",
]

# Whose a tip is never changes; it is entered for one's own organisation, and it is handed to
# those who investigate only. The system itself takes in what comes by mail and by the form.
EACH_ITS_OWN = """
IF TG_OP = 'INSERT' THEN
  IF NEW.custodian_id IS DISTINCT FROM thb_org() OR NEW.handler_id IS DISTINCT FROM NEW.custodian_id
    OR NOT EXISTS (
      SELECT 1 FROM tips_channel c WHERE c.id = NEW.channel_id AND c.keeper_id = NEW.custodian_id
    ) THEN
    RAISE EXCEPTION 'a tip belongs to the organisation that keeps its channel'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
ELSIF NEW.custodian_id IS DISTINCT FROM OLD.custodian_id
  OR NEW.channel_id IS DISTINCT FROM OLD.channel_id THEN
  RAISE EXCEPTION 'a tip stays with the organisation that received it'
    USING ERRCODE = 'insufficient_privilege';
END IF;
IF NEW.handler_id <> NEW.custodian_id AND NOT EXISTS (
  SELECT 1 FROM accounts_organisation o WHERE o.id = NEW.handler_id AND o.regime = 'led'
    AND o.is_active
) THEN
  RAISE EXCEPTION 'a tip is handed to those who investigate only'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
PARTS_FOLLOW = """
IF NEW.handler_id IS DISTINCT FROM OLD.handler_id THEN
  UPDATE tips_message SET handler_id = NEW.handler_id WHERE tip_id = NEW.id;
  UPDATE tips_attachment SET handler_id = NEW.handler_id WHERE tip_id = NEW.id;
  UPDATE tips_handover SET handler_id = NEW.handler_id WHERE tip_id = NEW.id;
END IF;
RETURN NULL;
"""


@tracked(exclude=SAID)
class Tip(Record):
    """What somebody of the public told or asked, as it came in, and what became of it.

    The custodian is the organisation that keeps the channel; the handler is the unit that works on
    it, by default the same. Who the sender claims to be was never checked.
    """

    code = models.CharField(_("code"), max_length=12, unique=True, editable=False)
    channel = models.ForeignKey(
        "tips.Channel", on_delete=models.PROTECT, related_name="+", verbose_name=_("channel")
    )
    handler = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("unit that works on it"),
    )
    assignee = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person who works on it"),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=TipState.choices,
        default=TipState.NEW,
        editable=False,
    )
    kind = models.CharField(_("kind"), max_length=20, choices=TipKind.choices, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Tongue.choices, blank=True, default=""
    )
    received_at = models.DateTimeField(_("received"))
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(_("what was said"), blank=True)
    claims = models.CharField(
        _("claims to be"),
        max_length=500,
        blank=True,
        help_text=_("What the sender says of themselves; nobody checked it."),
    )
    reply_to = models.CharField(_("answer to the address"), max_length=254, blank=True)
    contact = models.CharField(
        _("how to reach them safely"),
        max_length=300,
        blank=True,
        help_text=_("Only what the person wants; no name is needed."),
    )
    authentication = models.TextField(_("what mail servers say of the sender"), blank=True)
    # What the reader of mails has to say: a list of codes with their numbers.
    remarks = models.JSONField(default=list, editable=False)
    message_id = models.CharField(max_length=300, blank=True, editable=False)
    receipt_hash = models.CharField(max_length=64, null=True, editable=False, unique=True)  # noqa: DJ001 - unique, so absent and not empty
    sender_hash = models.CharField(max_length=64, blank=True, editable=False)
    text_hash = models.CharField(max_length=64, blank=True, editable=False)
    first_answer_at = models.DateTimeField(_("first answered"), null=True, editable=False)
    investigation = models.ForeignKey(
        "investigations.Investigation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="tips",
        verbose_name=_("investigation"),
    )
    outcome = models.CharField(
        _("outcome"), max_length=15, choices=TipOutcome.choices, blank=True, editable=False
    )
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    closing_note = models.TextField(_("why"), blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("tip")
        verbose_name_plural = _("tips")
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["custodian", "-received_at"], name="tip_of_keeper"),
            models.Index(fields=["handler", "state"], name="tip_of_handler"),
            models.Index(fields=["sender_hash"], name="tip_of_sender"),
            models.Index(fields=["text_hash"], name="tip_of_text"),
        ]
        constraints = [
            one_of("tips_tip_state_known", "state", TipState.values),
            one_of("tips_tip_kind_known", "kind", ["", *TipKind.values]),
            one_of("tips_tip_outcome_known", "outcome", ["", *TipOutcome.values]),
            one_of("tips_tip_language_known", "language", ["", *Tongue.values]),
            models.CheckConstraint(
                condition=Q(state__in=["closed", "forgotten"], closed_on__isnull=False)
                & ~Q(outcome="")
                | Q(state__in=["new", "open"], closed_on__isnull=True, outcome=""),
                name="tips_tip_closed_with_outcome",
                violation_error_message=_("A closed tip says when it was closed and with what."),
            ),
        ]
        triggers = [
            *Record.Meta.triggers,
            pgtrigger.Trigger(
                name="each_its_own",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=EACH_ITS_OWN,
            ),
            pgtrigger.Trigger(
                name="parts_follow",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=PARTS_FOLLOW,
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("tips:tip", kwargs={"uuid": self.uuid})

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in (TipState.NEW, TipState.OPEN)


class TipPart(Part):
    """Something that belongs to one tip and shares its rights."""

    tip: Any
    handler = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta(Part.Meta):
        abstract = True
        triggers = [
            *inherits_custodian("tips_tip", "tip_id"),
            copies_column("copy_handler", "tips_tip", "tip_id", "handler_id"),
        ]


@tracked(exclude=["text", "failure"])
class Message(TipPart):
    """What the sender added, what they were answered, and notes they never see."""

    tip = models.ForeignKey(
        Tip, on_delete=models.CASCADE, related_name="messages", verbose_name=_("tip")
    )
    direction = models.CharField(
        _("direction"), max_length=4, choices=Direction.choices, editable=False
    )
    text = models.TextField(_("text"))
    author = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    delivery = models.CharField(
        _("delivery"),
        max_length=10,
        choices=Delivery.choices,
        blank=True,
        default="",
        editable=False,
    )
    failure = models.CharField(max_length=200, blank=True, default="", editable=False)

    class Meta(TipPart.Meta):
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created_at", "id"]
        constraints = [
            one_of("tips_message_direction_known", "direction", Direction.values),
            one_of("tips_message_delivery_known", "delivery", Delivery.values),
            models.CheckConstraint(
                condition=Q(direction="out") | Q(delivery=""),
                name="tips_message_only_answers_leave",
                violation_error_message=_("Only an answer is sent to anybody."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_direction_display()


@tracked(exclude=["original_name", "content", "copy"])
class Attachment(TipPart):
    """A file that came with a tip, in quarantine: unreadable without the key, never run or shown.

    Pictures have a copy that was drawn anew, without the place they were taken; that is what is
    opened. The original, and everything that may do something by itself, is given out only with a
    reason that is written down.
    """

    tip = models.ForeignKey(
        Tip, on_delete=models.CASCADE, related_name="attachments", verbose_name=_("tip")
    )
    stored_as = models.CharField(max_length=32, unique=True, editable=False)
    original_name = models.CharField(_("name it came with"), max_length=200, editable=False)
    declared = models.CharField(_("said to be"), max_length=120, blank=True, editable=False)
    found = models.CharField(_("is"), max_length=40, editable=False)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, editable=False)
    remarks = models.JSONField(default=list, editable=False)
    size = models.PositiveBigIntegerField(_("size"), editable=False)
    sha256 = models.CharField(_("checksum"), max_length=64, editable=False)
    content = models.BinaryField(null=True, editable=False)
    copy = models.BinaryField(null=True, editable=False)
    copy_type = models.CharField(max_length=20, blank=True, default="", editable=False)

    class Meta(TipPart.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["id"]
        constraints = [
            one_of("tips_attachment_verdict_known", "verdict", Verdict.values),
        ]

    def __str__(self) -> str:
        return self.original_name or self.stored_as


@tracked(exclude=["reason"])
class Handover(TipPart):
    """A tip was handed to another unit or person, by whom and why."""

    tip = models.ForeignKey(
        Tip, on_delete=models.CASCADE, related_name="handovers", verbose_name=_("tip")
    )
    from_unit = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("from")
    )
    to_unit = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("to")
    )
    to_person = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("to the person"),
    )
    by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("handed by")
    )
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(TipPart.Meta):
        verbose_name = _("hand-over of a tip")
        verbose_name_plural = _("hand-overs of tips")
        ordering = ["created_at", "id"]
        constraints = [
            not_empty("tips_handover_reason", "reason", _("Say why.")),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit} → {self.to_unit}"


class TipFact(models.Model):
    """A tip as a number: when, by which way, of which kind, how answered; none of its words."""

    id = models.BigIntegerField(primary_key=True)
    custodian_id = models.BigIntegerField()
    year = models.IntegerField()
    month = models.DateField()
    channel = models.CharField(max_length=10)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    outcome = models.CharField(max_length=15)
    days_to_answer = models.FloatField(null=True)

    class Meta:
        managed = False
        db_table = "fact_tip"
        verbose_name = _("fact of a tip")
        verbose_name_plural = _("facts of tips")

    def __str__(self) -> str:
        return f"{self.month} {self.channel}"
