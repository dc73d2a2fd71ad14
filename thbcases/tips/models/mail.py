"""What became of each mail that was found in the mailbox."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import one_of
from thbcases.core.history import tracked
from thbcases.core.models import Numbered, Versioned
from thbcases.tips.choices import EntryState


@tracked(exclude=["known", "raw"])
class MailEntry(Numbered, Versioned):
    """One mail of the mailbox: taken in, taken in before, unreadable, or too large.

    A mail is known by its place in the mailbox (the mailbox's validity and the mail's number) and
    by its content, so it is taken in once whatever happens in between. A Message-ID alone says
    nothing: anybody can write another's.
    """

    custodian = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("responsible organisation"),
    )
    created_at = models.DateTimeField(_("found"), editable=False)
    channel = models.ForeignKey(
        "tips.Channel", on_delete=models.PROTECT, related_name="+", verbose_name=_("channel")
    )
    mailbox = models.CharField(max_length=300, editable=False)
    uid_validity = models.BigIntegerField(editable=False)
    uid = models.BigIntegerField(editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    message_hash = models.CharField(max_length=64, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("size"), editable=False)
    state = models.CharField(
        _("what became of it"), max_length=10, choices=EntryState.choices, editable=False
    )
    why = models.CharField(max_length=40, blank=True, editable=False)
    # As far as it could be read: who it claims to be from, subject, date.
    known = models.JSONField(default=dict, editable=False)
    raw = models.BinaryField(null=True, editable=False)
    tip = models.ForeignKey(
        "tips.Tip",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="mails",
        verbose_name=_("tip"),
    )

    class Meta(Versioned.Meta):
        verbose_name = _("mail of the mailbox")
        verbose_name_plural = _("mails of the mailbox")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["custodian", "state", "-created_at"], name="mail_of_keeper"),
            models.Index(fields=["message_hash"], name="mail_by_message_id"),
        ]
        constraints = [
            one_of("tips_mailentry_state_known", "state", EntryState.values),
            models.UniqueConstraint(
                fields=["mailbox", "uid_validity", "uid"],
                name="tips_mailentry_place_once",
                violation_error_message=_("This mail was taken in already."),
            ),
            models.UniqueConstraint(
                fields=["content_hash"],
                condition=Q(state__in=["taken", "unreadable"]) & ~Q(content_hash=""),
                name="tips_mailentry_content_once",
                violation_error_message=_("This mail was taken in already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.created_at:%Y-%m-%d}"
