"""Charts that somebody keeps, alone or for the unit."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import not_empty
from thbcases.core.history import Actor, tracked
from thbcases.core.models import Record


@tracked()
class Chart(Record):
    """A link chart (ryšių schema) as somebody laid it out: which nodes, where, which put away.

    It holds numbers of records and no content: opened again, it shows what the viewer may see on
    that day, and counts the rest.
    """

    owner = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("made by"),
    )
    title = models.CharField(_("title"), max_length=150)
    is_shared = models.BooleanField(
        _("shared with the unit"),
        default=False,
        help_text=_("Colleagues may open it; only you may change it."),
    )
    # Keys of nodes that are drawn, of those put away, and the places by key.
    state = models.JSONField(_("drawing"), default=dict)

    class Meta(Record.Meta):
        verbose_name = _("link chart")
        verbose_name_plural = _("link charts")
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["custodian", "-created_at"], name="chart_of_unit")]
        constraints = [not_empty("niis_chart_title_given", "title", _("Give the title."))]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("niis:chart", kwargs={"uuid": self.uuid})
