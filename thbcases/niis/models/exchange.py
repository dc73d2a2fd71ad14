"""Partners in the exchange of messages, their keys, and the messages themselves."""

from datetime import date
from typing import Any

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thbcases.core.constraints import ends_after_start, one_of
from thbcases.core.history import Actor, tracked
from thbcases.core.models import Numbered, Record
from thbcases.niis.choices import Direction, MessageKind, MessageState
from thbcases.niis.exchange.keys import BadKey, check_public

# Whoever a message names as a person is a suspect or convicted, and nobody else is in it; said by
# the database, because what has left the country cannot be called back. The text stays as signed.
NO_VICTIMS = """
IF NEW.direction = 'out' AND jsonb_path_exists(NEW.content,
  '$.**.category ? (@ != "suspect" && @ != "convicted" && @ != "object")') THEN
  RAISE EXCEPTION 'only suspects, convicted persons and objects leave in a message'
    USING ERRCODE = 'check_violation';
END IF;
IF TG_OP = 'UPDATE' AND (NEW.direction, NEW.message_id, NEW.partner_id, NEW.kind, NEW.text,
    NEW.content, NEW.in_reply_to, NEW.sent_at, NEW.expires_at, NEW.custodian_id, NEW.report)
  IS DISTINCT FROM (OLD.direction, OLD.message_id, OLD.partner_id, OLD.kind, OLD.text,
    OLD.content, OLD.in_reply_to, OLD.sent_at, OLD.expires_at, OLD.custodian_id, OLD.report) THEN
  RAISE EXCEPTION 'a message stays as it was signed' USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""


@tracked()
class Partner(Numbered):
    """Another installation with which messages are exchanged, from a day until a day."""

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        help_text=_("By which the partner is known: LV-POL, EE-1."),
        validators=[RegexValidator(r"^[A-Z0-9-]{2,20}\Z", _("Capital letters, digits, hyphen."))],
    )
    name = models.CharField(pgettext_lazy("of an organisation", "name"), max_length=200)
    country = models.ForeignKey(
        "codes.Country", on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    active_from = models.DateField(_("from"))
    active_until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("partner installation")
        verbose_name_plural = _("partner installations")
        ordering = ["code"]
        constraints = [
            ends_after_start("niis_partner_order", "active_from", "active_until"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def is_active_on(self, on: date) -> bool:
        """Whether messages go to and fro on this day."""
        return self.active_from <= on and (self.active_until is None or on <= self.active_until)


@tracked()
class PartnerKey(Numbered):
    """A public key by which a partner's signature is checked, in use from a day until a day.

    A new key is entered before the partner begins to sign with it, and the old one ended after.
    """

    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="keys", verbose_name=_("partner")
    )
    kid = models.CharField(_("key number"), max_length=64, editable=False)
    jwk = models.JSONField(
        _("public key"), help_text=_("As the partner's command prints it; never a private key.")
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("partner's key")
        verbose_name_plural = _("partners' keys")
        ordering = ["partner", "-valid_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "kid"],
                name="niis_partner_key_once",
                violation_error_message=_("The partner has this key already."),
            ),
            ends_after_start("niis_partner_key_order", "valid_from", "valid_until"),
            models.CheckConstraint(
                condition=~Q(jwk__has_key="d"),
                name="niis_partner_key_public",
                violation_error_message=_("This is a private key. Ask for the public one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner.code}: {self.kid}"

    def clean(self) -> None:
        """Take the key's number from the key. Raises ValidationError for what is no public key."""
        try:
            self.kid = check_public(self.jwk)
        except BadKey as error:
            raise ValidationError({"jwk": str(error)}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kid = check_public(self.jwk)
        super().save(*args, **kwargs)


@tracked(exclude=["text"])
class ExchangeMessage(Record):
    """A message that came from a partner or went to one, with the text as it was signed.

    The custodian is the unit that handles it. What of a received message was taken and what was
    refused stands in its report, item by item.
    """

    direction = models.CharField(_("direction"), max_length=3, choices=Direction.choices)
    kind = models.CharField(_("kind"), max_length=10, choices=MessageKind.choices)
    message_id = models.UUIDField(_("message number"))
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    in_reply_to = models.UUIDField(_("in reply to"), null=True, db_index=True)
    sent_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("expires"))
    handled_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("handled by"),
    )
    handled_at = models.DateTimeField(_("kept"), db_default=Now(), editable=False)
    text = models.TextField(editable=False)
    content = models.JSONField(editable=False)
    report = models.JSONField(default=list, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=MessageState.choices)

    class Meta(Record.Meta):
        verbose_name = _("exchange message")
        verbose_name_plural = _("exchange messages")
        ordering = ["-handled_at", "-id"]
        indexes = [models.Index(fields=["custodian", "-handled_at"], name="niis_message_of")]
        constraints = [
            one_of("niis_message_direction_known", "direction", Direction.values),
            one_of("niis_message_kind_known", "kind", MessageKind.values),
            one_of("niis_message_state_known", "state", MessageState.values),
            models.UniqueConstraint(
                fields=["direction", "partner", "message_id"],
                name="niis_message_once",
                violation_error_message=_("This message was received before."),
            ),
        ]
        triggers = [
            *Record.Meta.triggers,
            pgtrigger.Trigger(
                name="no_victims",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NO_VICTIMS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {str(self.message_id)[:8]}"

    def get_absolute_url(self) -> str:
        return reverse("niis:message", kwargs={"uuid": self.uuid})
