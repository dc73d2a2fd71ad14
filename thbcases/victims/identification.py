"""The signs that a first responder noticed, asked once and taken along by whoever helps next."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import one_of
from thbcases.core.history import tracked
from thbcases.core.models import Record
from thbcases.people.triggers import sets_regime
from thbcases.victims.choices import (
    Answer,
    Conclusion,
    Cooperation,
    IdentificationState,
    LastContact,
    Risk,
)
from thbcases.victims.triggers import stays_as_finished


@tracked()
class Identification(Record):
    """What a first responder saw and heard of a person who may be a victim of trafficking.

    Recommendations on identification (I-327 / 1V-1015 / A1-758 of 2015). The list of signs is
    kept as it was asked, so that a later list changes no earlier answer. A finished one is
    corrected only by a new one that names it. What the weighing says is advice; the conclusion is
    a person's.
    """

    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="identifications",
        verbose_name=_("person"),
    )
    regime = models.CharField(max_length=4, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=IdentificationState.choices,
        default=IdentificationState.DRAFT,
        editable=False,
    )
    met_on = models.DateField(_("talked with the person on"), default=timezone.localdate)
    asked = models.JSONField(_("list of signs as it was asked"), editable=False)
    answers = models.JSONField(_("what was ticked"), default=dict, editable=False)
    # A newer list that somebody chose not to take.
    list_left = models.CharField(max_length=64, blank=True, default="", editable=False)
    child_then = models.CharField(
        _("under 18 when exploited"),
        max_length=10,
        choices=Answer.choices,
        default=Answer.UNKNOWN,
    )
    age_then = models.PositiveSmallIntegerField(
        _("age when it began"), null=True, blank=True, help_text=_("In years; a guess is enough.")
    )
    country = models.ForeignKey(
        "codes.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country of exploitation"),
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    still_there = models.CharField(
        _("still in the situation"),
        max_length=10,
        choices=Answer.choices,
        default=Answer.UNKNOWN,
    )
    last_contact = models.CharField(
        _("last contact with those who exploited"),
        max_length=10,
        choices=LastContact.choices,
        default=LastContact.UNKNOWN,
    )
    reported_before = models.CharField(
        _("reported before"), max_length=10, choices=Answer.choices, default=Answer.UNKNOWN
    )
    reported_to = models.CharField(_("to whom and when"), max_length=200, blank=True)
    others = models.CharField(
        _("others may be victims too"),
        max_length=10,
        choices=Answer.choices,
        default=Answer.UNKNOWN,
    )
    others_text = models.CharField(_("who and where"), max_length=300, blank=True)
    risk = models.CharField(
        _("danger that it goes on"), max_length=10, choices=Risk.choices, default=Risk.UNKNOWN
    )
    risk_text = models.CharField(_("from what"), max_length=300, blank=True)
    cooperation = models.CharField(
        _("co-operation"),
        max_length=10,
        choices=Cooperation.choices,
        default=Cooperation.UNDECIDED,
    )
    support_text = models.CharField(_("help in the person's words"), max_length=300, blank=True)
    language = models.CharField(_("language of the talk"), max_length=60, blank=True)
    interpreter = models.CharField(
        _("needs an interpreter"),
        max_length=10,
        choices=Answer.choices,
        default=Answer.UNKNOWN,
    )
    own_words = models.TextField(
        _("the person's own words"),
        blank=True,
        help_text=_("As said, without your judgement. Nobody should have to ask again."),
    )
    insight = models.TextField(
        _("professional insight"),
        blank=True,
        help_text=_("What you conclude and why: behaviour, fear, contradictions."),
    )
    evidence = models.TextField(
        _("evidence"),
        blank=True,
        help_text=_("What can be checked: documents, pictures, messages, places, names."),
    )
    conclusion = models.CharField(
        _("conclusion"), max_length=10, choices=Conclusion.choices, blank=True, editable=False
    )
    reason = models.TextField(_("reason"), blank=True, editable=False)
    result = models.JSONField(_("what the weighing said"), null=True, editable=False)
    finished_on = models.DateField(_("finished on"), null=True, editable=False)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="replaced_by",
        verbose_name=_("corrects"),
    )
    taken_from = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("taken over from"),
    )
    taken_on = models.DateField(_("taken over on"), null=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("identification")
        verbose_name_plural = _("identifications")
        ordering = ["-met_on", "-id"]
        triggers = [*Record.Meta.triggers, sets_regime(), stays_as_finished()]
        indexes = [
            models.Index(fields=["custodian", "-met_on", "-id"], name="identification_of_org"),
        ]
        constraints = [
            one_of("victims_identification_state", "state", IdentificationState.values),
            one_of("victims_identification_conclusion", "conclusion", ["", *Conclusion.values]),
            models.CheckConstraint(
                condition=Q(state=IdentificationState.DRAFT, finished_on__isnull=True)
                | (
                    Q(finished_on__isnull=False, result__isnull=False)
                    & ~Q(conclusion="")
                    & ~Q(reason="")
                    & ~Q(state=IdentificationState.DRAFT)
                ),
                name="victims_identification_finished",
                violation_error_message=_(
                    "A finished identification has a person's conclusion, its reason and its day."
                ),
            ),
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("met_on")),
                name="victims_identification_order",
                violation_error_message=_("It cannot be finished before the talk."),
            ),
            models.CheckConstraint(
                condition=Q(taken_from__isnull=True, taken_on__isnull=True)
                | Q(taken_from__isnull=False, taken_on__isnull=False),
                name="victims_identification_taken",
                violation_error_message=_("What is taken over says from whom and when."),
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                name="victims_identification_replaced_once",
                violation_error_message=_("This identification is being corrected already."),
            ),
            models.CheckConstraint(
                condition=Q(age_then__isnull=True) | Q(age_then__lte=110),
                name="victims_identification_age",
                violation_error_message=_("This age cannot be right."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.met_on}"

    def get_absolute_url(self) -> str:
        """The page of the identification."""
        return reverse("victims:identification", kwargs={"uuid": self.uuid})

    @property
    def is_finished(self) -> bool:
        """Whether it stays as it is."""
        return self.state == IdentificationState.FINISHED
