"""Spreadsheets that are taken in."""

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.roles import Role
from thbcases.core.constraints import one_of
from thbcases.core.history import Actor, tracked
from thbcases.core.models import ActingOrganisation, Numbered
from thbcases.imports.choices import ImportState

# What was in the file, and what was said of it, is nobody's business after the import.
UNTRACKED = ["file_name", "content", "problems", "created", "rows_done", "rows_total"]


@tracked(exclude=UNTRACKED)
class ImportJob(Numbered):
    """A spreadsheet that somebody uploaded, from the check to its rows in the records.

    Seen only by who uploaded it. The file is kept until it is imported, at most seven days
    (GDPR Art. 5(1)(e), Directive (EU) 2016/680 Art. 4(1)(e)); the problems, which may name
    people, go with it.
    """

    made_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("uploaded by"),
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=ActingOrganisation(),
        verbose_name=_("for"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, editable=False)
    # No foreign key: a membership that never began is taken back, whatever was uploaded in it.
    membership_id = models.BigIntegerField(editable=False)
    language = models.CharField(max_length=5, editable=False)
    file_name = models.CharField(_("file"), max_length=200, editable=False)
    content = models.BinaryField(null=True, editable=False)
    uploaded_at = models.DateTimeField(_("uploaded"), db_default=Now(), editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ImportState.choices,
        default=ImportState.WAITING,
        editable=False,
    )
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    failure = models.CharField(max_length=300, blank=True, editable=False)
    rows_total = models.PositiveIntegerField(_("rows"), default=0, editable=False)
    rows_done = models.PositiveIntegerField(default=0, editable=False)
    error_count = models.PositiveIntegerField(_("errors"), default=0, editable=False)
    warning_count = models.PositiveIntegerField(_("warnings"), default=0, editable=False)
    problems = models.JSONField(default=list, editable=False)
    # How many rows of which kind the import makes, and after it their public numbers.
    counts = models.JSONField(default=dict, editable=False)
    created = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("spreadsheet that is taken in")
        verbose_name_plural = _("spreadsheets that are taken in")
        ordering = ["-uploaded_at", "-id"]
        indexes = [
            models.Index(fields=["made_by", "-uploaded_at"], name="import_by_user"),
        ]
        constraints = [one_of("imports_state_known", "state", ImportState.values)]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """The page of this upload."""
        return reverse("imports:detail", kwargs={"uuid": self.uuid})
