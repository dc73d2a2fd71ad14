"""Searching: each search with its reason and answer, what a day allows, and alarms."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.roles import Role
from thbcases.core.constraints import not_empty, one_of
from thbcases.core.history import Actor, tracked
from thbcases.core.models import ActingOrganisation, Numbered, Record
from thbcases.niis.choices import SearchAnswer, SearchReason
from thbcases.niis.matching.kinds import KIND_NAMES


class Search(Numbered):
    """One hit / no-hit search (paieška): who asked what kind of thing, why, and what was answered.

    Read by whoever searched and by nobody else, least of all by the person searched for. It is
    never changed; what was typed is forgotten after a month, the fingerprint stays, so that a
    supervisor who knows a name can still learn whether it was tried (Directive (EU) 2016/680
    Art. 25).
    """

    custodian = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=ActingOrganisation(),
        verbose_name=_("unit"),
    )
    made_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("searched by"),
    )
    created_at = models.DateTimeField(_("searched at"), db_default=Now(), editable=False)
    text = models.CharField(_("searched for"), max_length=200, blank=True)
    born = models.CharField(_("birth date or year"), max_length=40, blank=True)
    kind = models.PositiveSmallIntegerField(
        _("kind"), choices=[(int(kind), name) for kind, name in KIND_NAMES.items()]
    )
    fingerprint = models.BinaryField(max_length=32)
    reason = models.CharField(_("reason"), max_length=20, choices=SearchReason.choices)
    basis = models.CharField(_("case or document number"), max_length=200)
    answer = models.CharField(_("answer"), max_length=10, choices=SearchAnswer.choices)
    hits = models.PositiveIntegerField(_("hits"), default=0)
    possible = models.PositiveIntegerField(_("possible"), default=0)
    leads = models.PositiveIntegerField(_("leads"), default=0)
    # Numbers of what was found with the reasons as codes, and which registers did not answer.
    found = models.JSONField(default=dict)
    batch = models.ForeignKey(
        "niis.SearchList",
        on_delete=models.PROTECT,
        related_name="searches",
        null=True,
        blank=True,
        verbose_name=_("list"),
    )
    line = models.PositiveIntegerField(_("row"), null=True, blank=True)

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["made_by", "-created_at", "-id"], name="search_by_user"),
            models.Index(fields=["custodian", "created_at"], name="search_of_unit"),
            models.Index(fields=["created_at"], name="search_to_forget", condition=~Q(text="")),
        ]
        constraints = [
            one_of("niis_search_reason_known", "reason", SearchReason.values),
            one_of("niis_search_answer_known", "answer", SearchAnswer.values),
            not_empty("niis_search_basis_given", "basis", _("Give the case or document number.")),
        ]

    def __str__(self) -> str:
        return self.text or self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("niis:search_answer", kwargs={"uuid": self.uuid})


@tracked(exclude=["content"])
class SearchList(Record):
    """A list of names and numbers that is searched row by row in the background.

    The file is gone when it is done; the searches stay, one for each row.
    """

    made_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("searched by"),
    )
    role = models.CharField(max_length=20, choices=Role.choices, editable=False)
    language = models.CharField(max_length=5, editable=False)
    file_name = models.CharField(_("file"), max_length=200, editable=False)
    reason = models.CharField(_("reason"), max_length=20, choices=SearchReason.choices)
    basis = models.CharField(_("case or document number"), max_length=200)
    content = models.JSONField(default=list, editable=False)
    rows_total = models.PositiveIntegerField(_("rows"), default=0, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    failure = models.CharField(max_length=300, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("searched list")
        verbose_name_plural = _("searched lists")
        ordering = ["-created_at", "-id"]
        constraints = [
            one_of("niis_list_reason_known", "reason", SearchReason.values),
            not_empty("niis_list_basis_given", "basis", _("Give the case or document number.")),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def rows_done(self) -> int:
        """How many rows are searched."""
        return self.searches.count()

    def get_absolute_url(self) -> str:
        return reverse("niis:search_list", kwargs={"uuid": self.uuid})


class SearchLimit(models.Model):
    """How many searches a day allows a role, and how many names in ten minutes raise an alarm."""

    role = models.CharField(_("role"), max_length=20, choices=Role.choices, unique=True)
    per_user = models.PositiveIntegerField(_("a day, each user"))
    per_unit = models.PositiveIntegerField(_("a day, the whole unit"))
    alarm_at = models.PositiveIntegerField(_("different names in ten minutes that raise an alarm"))

    class Meta:
        verbose_name = _("daily limit of searches")
        verbose_name_plural = _("daily limits of searches")
        ordering = ["role"]

    def __str__(self) -> str:
        return self.get_role_display()


class SearchAlarm(Record):
    """Somebody seems to be trying a list of names, or reached the day's limit.

    Raised by the database; the auditor and the specialised unit look into it.
    """

    user = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("searched by")
    )
    names = models.PositiveIntegerField(_("different names"))
    misses = models.PositiveIntegerField(_("of them without a hit"))
    is_limit = models.BooleanField(_("the day's limit was reached"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("search alarm")
        verbose_name_plural = _("search alarms")
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["user", "-created_at"], name="alarm_of_user")]

    def __str__(self) -> str:
        return f"{self.user} ({self.names})"
