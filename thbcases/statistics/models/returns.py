"""The trace of a return that was taken out of the house."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import not_empty, one_of
from thbcases.core.history import Actor, tracked
from thbcases.core.models import Record
from thbcases.statistics.choices import ReturnVersion


@tracked()
class TakenReturn(Record):
    """A return of a year that was made into a file: for whom, why, and by which numbers.

    `digest` is the SHA-256 of the file, by which a copy that turns up can be recognised; the file
    itself is not kept. Nobody changes or removes such a row.
    """

    key = models.CharField(_("return"), max_length=40, editable=False)
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    version_taken = models.CharField(
        _("for whom"), max_length=10, choices=ReturnVersion.choices, editable=False
    )
    file_format = models.CharField(_("format"), max_length=10, editable=False)
    recipient = models.CharField(_("recipient"), max_length=300, editable=False)
    reason = models.CharField(_("reason and legal basis"), max_length=1000, editable=False)
    digest = models.CharField(_("fingerprint of the file"), max_length=64, editable=False)
    taken_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("taken by"),
    )

    class Meta(Record.Meta):
        verbose_name = _("return taken out as a file")
        verbose_name_plural = _("returns taken out as files")
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["key", "year"], name="statistics_return_of_year")]
        constraints = [
            one_of("statistics_taken_version", "version_taken", ReturnVersion.values),
            not_empty("statistics_taken_recipient", "recipient", _("Name the recipient.")),
            not_empty("statistics_taken_reason", "reason", _("Say why it is taken out.")),
            models.CheckConstraint(
                condition=Q(digest__regex="^[0-9a-f]{64}$"),
                name="statistics_taken_digest",
                violation_error_message=_("The fingerprint is that of the file."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.year}"
