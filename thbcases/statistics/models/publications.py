"""Figures as they went out: frozen, with a checksum, and never changed again."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import Audience
from thbcases.codes.models.base import is_english
from thbcases.core.constraints import one_of
from thbcases.core.history import Actor, tracked
from thbcases.core.models import (
    ActingOrganisation,
    Numbered,
    Part,
    Record,
    inherits_custodian,
)
from thbcases.statistics.choices import DraftState
from thbcases.statistics.periods import FIRST_DAY, LAST_DAY

# Also the owner of the database is refused: what went out cannot be made not to have been.
FROZEN = pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)


@tracked()
class Publication(Record):
    """The figures of a year as the coordinator published them to everybody, once and for all.

    `published_at` says what was known: the figures count what was recorded until then. The rule by
    which numbers were hidden is copied, because the rule may change and the figures may not.
    """

    audience = models.CharField(
        _("shown to"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.PUBLIC,
        editable=False,
    )
    year = models.PositiveSmallIntegerField(_("year"))
    published_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("published by"),
    )
    published_at = models.DateTimeField(_("published at"), editable=False)
    threshold = models.PositiveSmallIntegerField(_("smallest number shown"), editable=False)
    reason_lt = models.TextField(_("reason in Lithuanian"), editable=False)
    reason_en = models.TextField(_("reason in English"), editable=False)
    checksum = models.CharField(_("checksum"), max_length=64, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-year", "-id"]
        triggers = [*Record.Meta.triggers, FROZEN]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "audience"],
                name="statistics_publication_once",
                violation_error_message=_("The figures of this year are published already."),
            ),
            models.CheckConstraint(
                condition=models.Q(year__range=(FIRST_DAY.year, LAST_DAY.year)),
                name="statistics_publication_year",
                violation_error_message=_("Nothing is counted for this year."),
            ),
            models.CheckConstraint(
                condition=models.Q(threshold__gt=0),
                name="statistics_publication_threshold",
                violation_error_message=_("The smallest number shown is at least 1."),
            ),
            one_of("statistics_publication_audience", "audience", Audience.values),
        ]

    def __str__(self) -> str:
        return str(_("Figures of %(year)s")) % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("statistics:publication", kwargs={"uuid": self.uuid})

    @property
    def reason(self) -> str:
        """Why smaller numbers are hidden, in the reader's language."""
        return self.reason_en if is_english() else self.reason_lt


class PublishedTable(Part):
    """One table of a publication, word for word: numbers, what is hidden, names, definitions.

    A hidden number does not stand in it. `spec` is what was asked, for counting it anew.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="tables", verbose_name=_("publication")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    name_lt = models.CharField(_("name in Lithuanian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    spec = models.JSONField(_("what is asked"), editable=False)
    content = models.JSONField(_("as it was published"), editable=False)
    checksum = models.CharField(_("checksum"), max_length=64, editable=False)

    class Meta(Part.Meta):
        verbose_name = _("published table")
        verbose_name_plural = _("published tables")
        ordering = ["publication", "position"]
        triggers = [
            *inherits_custodian("statistics_publication", "publication_id"),
            FROZEN,
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "position"],
                name="statistics_publishedtable_once",
                violation_error_message=_("Another table stands there."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{self.publication.get_absolute_url()}#table-{self.position}"

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return self.name_en if is_english() else self.name_lt

    @property
    def names(self) -> dict[str, Any]:
        """Its names by language."""
        return {"lt": self.name_lt, "en": self.name_en}


class PublishedBasis(Part):
    """What a published table was counted from: all numbers, and the keys of the records.

    Only whoever counts the country reads it, to say later which change made a difference. No
    content of a record stands in it, and it never goes out.
    """

    table = models.OneToOneField(
        PublishedTable, on_delete=models.PROTECT, related_name="basis", verbose_name=_("table")
    )
    content = models.JSONField(_("what was counted"), editable=False)

    class Meta(Part.Meta):
        verbose_name = _("basis of a published table")
        verbose_name_plural = _("bases of published tables")
        triggers = [*inherits_custodian("statistics_publishedtable", "table_id"), FROZEN]

    def __str__(self) -> str:
        return str(self.table)


class RevisionNotice(Part):
    """What the coordinator told everybody: these cells of a publication would differ by then.

    It names cells and no numbers, and no cell with few people in it, so that nobody learns how
    many came or went. What went out stays as it is.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="notices", verbose_name=_("publication")
    )
    made_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("made by"),
    )
    # [number of the table, key of the figure, values, number of the period]
    cells = models.JSONField(_("cells"), editable=False)

    class Meta(Part.Meta):
        verbose_name = _("notice of revision")
        verbose_name_plural = _("notices of revision")
        ordering = ["publication", "-created_at", "-id"]
        triggers = [*inherits_custodian("statistics_publication", "publication_id"), FROZEN]

    def __str__(self) -> str:
        return f"{self.publication}, {self.created_at:%Y-%m-%d}"


class PublicationDraft(Numbered):
    """A year on its way out: which tables go along, and what readers would see.

    Seen only by who made it. It holds no hidden number either.
    """

    made_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("made by"),
    )
    made_for = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=ActingOrganisation(),
        verbose_name=_("for"),
    )
    # No foreign key: a membership that never began is taken back, whatever was made in it.
    membership_id = models.BigIntegerField(editable=False)
    language = models.CharField(max_length=5, editable=False)
    year = models.PositiveSmallIntegerField(_("year"))
    # For each table beside the country table: names in Lithuanian and English, what is asked, and
    # to what it is rounded, if it is.
    tables = models.JSONField(_("tables"), default=list, editable=False)
    made_at = models.DateTimeField(_("begun"), db_default=Now(), editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=DraftState.choices,
        default=DraftState.WAITING,
        editable=False,
    )
    steps_done = models.PositiveIntegerField(default=0, editable=False)
    steps_total = models.PositiveIntegerField(default=0, editable=False)
    failure = models.CharField(max_length=500, blank=True, editable=False)
    # What readers would see, the findings of the guard, and the ways out; see `actions.drafts`.
    content = models.JSONField(default=dict, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    publication = models.ForeignKey(
        Publication,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("publication"),
    )

    class Meta:
        verbose_name = _("publication that is prepared")
        verbose_name_plural = _("publications that are prepared")
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["made_by", "-made_at"], name="statistics_draft_by_user")]
        constraints = [
            one_of("statistics_draft_state", "state", DraftState.values),
            models.CheckConstraint(
                condition=models.Q(year__range=(FIRST_DAY.year, LAST_DAY.year)),
                name="statistics_draft_year",
                violation_error_message=_("Nothing is counted for this year."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Figures of %(year)s")) % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("statistics:draft", kwargs={"uuid": self.uuid})
