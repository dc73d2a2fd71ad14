"""Tables of figures that somebody keeps."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.roles import Role
from thbcases.core.constraints import not_empty
from thbcases.core.history import Actor, tracked
from thbcases.core.models import Record


@tracked()
class SavedTable(Record):
    """A table of figures that somebody keeps under a name, alone or for everybody of a role.

    It holds what is asked and no number: opened again, it counts what the reader may count.
    """

    owner = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("made by"),
    )
    name = models.CharField(_("name"), max_length=150)
    shared_role = models.CharField(
        _("shared with"),
        max_length=20,
        choices=Role.choices,
        blank=True,
        help_text=_("Everybody of this role may open it; only you may change it."),
    )
    spec = models.JSONField(_("what is asked"), editable=False)

    class Meta(Record.Meta):
        verbose_name = _("saved table")
        verbose_name_plural = _("saved tables")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["shared_role"], name="statistics_shared_with_role")]
        constraints = [
            not_empty("statistics_savedtable_named", "name", _("Give the table a name.")),
            models.UniqueConstraint(
                fields=["owner", "custodian", "name"],
                name="statistics_savedtable_once",
                violation_error_message=_("You have a table of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("statistics:saved_table", kwargs={"uuid": self.uuid})
