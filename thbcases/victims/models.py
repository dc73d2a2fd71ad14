"""Victims of trafficking in an investigation, from presumed to recognised."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import one_of
from thbcases.core.history import tracked
from thbcases.core.models import Part, inherits_custodian
from thbcases.victims.children import (
    ChildAge,
    ChildArrangement,
    ChildGuardian,
    ChildInterview,
    ChildNotice,
    ChildRepresentative,
)
from thbcases.victims.choices import (
    RECOGNISING,
    Cooperation,
    Decider,
    ProceduralStatus,
    VictimStatus,
)
from thbcases.victims.identification import Identification
from thbcases.victims.parts import VictimPart, victim_code
from thbcases.victims.stay import ReflectionPeriod, ResidencePermit
from thbcases.victims.support import CompensationClaim, ProtectionMeasure
from thbcases.victims.triggers import recognised_by_decision

__all__ = [
    "ChildAge",
    "ChildArrangement",
    "ChildGuardian",
    "ChildInterview",
    "ChildNotice",
    "ChildRepresentative",
    "CompensationClaim",
    "Control",
    "ExploitationEpisode",
    "Identification",
    "ProtectionMeasure",
    "Recruitment",
    "ReflectionPeriod",
    "ResidencePermit",
    "Victim",
    "VictimDecision",
]


@tracked()
class Victim(Part):
    """A person in an investigation who is, or may be, a victim of trafficking.

    Presumed (spėjama auka) as soon as there are signs; recognised (nukentėjusysis) by a
    procedural decision. `status` and `status_on` repeat the newest decision for lists.
    """

    investigation = models.ForeignKey(
        "investigations.Investigation",
        on_delete=models.PROTECT,
        related_name="victims",
        verbose_name=_("investigation"),
    )
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="victim_in",
        verbose_name=_("person"),
    )
    status = models.CharField(
        _("status"),
        max_length=15,
        choices=VictimStatus.choices,
        default=VictimStatus.FLAGGED,
        editable=False,
    )
    status_on = models.DateField(_("status since"), editable=False)
    identified_by = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("identified by"),
    )
    procedural_status = models.CharField(
        _("place in the proceedings"),
        max_length=15,
        choices=ProceduralStatus.choices,
        default=ProceduralStatus.NONE,
    )
    cooperation = models.CharField(
        _("co-operation"),
        max_length=10,
        choices=Cooperation.choices,
        default=Cooperation.UNDECIDED,
    )
    relationship = victim_code("relationship_to_trafficker", _("relationship to the trafficker"))
    education = victim_code("education", _("education"))
    employment = victim_code("employment", _("employment before"))
    marital_status = victim_code("marital_status", _("marital status"))
    note = models.TextField(_("note"), blank=True)

    class Meta(Part.Meta):
        verbose_name = _("victim")
        verbose_name_plural = _("victims")
        ordering = ["-status_on", "-id"]
        triggers = [
            *inherits_custodian("investigations_investigation", "investigation_id"),
            recognised_by_decision(
                "recognised_by_decision",
                "NEW.id",
                pgtrigger.Insert | pgtrigger.UpdateOf("status"),
            ),
        ]
        indexes = [
            models.Index(fields=["custodian", "-status_on"], name="victim_of_unit"),
            models.Index(fields=["-status_on", "-id"], name="victim_by_date"),
        ]
        constraints = [
            one_of("victims_victim_status_known", "status", VictimStatus.values),
            models.UniqueConstraint(
                fields=["investigation", "person"],
                name="victims_victim_once",
                violation_error_message=_("This person is already a victim here."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        """The record's page."""
        return reverse("victims:detail", kwargs={"uuid": self.uuid})


@tracked()
class VictimDecision(VictimPart):
    """A decision on the status: what, when, by whom, on which basis. Undone only by a new one."""

    victim = models.ForeignKey(
        Victim, on_delete=models.CASCADE, related_name="decisions", verbose_name=_("victim")
    )
    status = models.CharField(_("status"), max_length=15, choices=VictimStatus.choices)
    on = models.DateField(_("decided on"))
    decider = models.CharField(_("decided by"), max_length=12, choices=Decider.choices)
    decider_name = models.CharField(_("name and office"), max_length=200, blank=True)
    basis = models.CharField(_("basis"), max_length=300, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta(VictimPart.Meta):
        verbose_name = _("decision on the status")
        verbose_name_plural = _("decisions on the status")
        triggers = [
            *VictimPart.Meta.triggers,
            recognised_by_decision(
                "keep_recognising_decision",
                "OLD.victim_id",
                pgtrigger.Delete | pgtrigger.UpdateOf("status", "victim_id"),
            ),
        ]
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["victim", "on", "id"], name="decision_in_order")]
        constraints = [
            one_of("victims_decision_status_known", "status", VictimStatus.values),
            one_of("victims_decision_decider_known", "decider", Decider.values),
            models.CheckConstraint(
                condition=~Q(status=VictimStatus.RECOGNISED)
                | (Q(decider__in=sorted(RECOGNISING)) & ~Q(basis="")),
                name="victims_recognised_by_decision",
                violation_error_message=_(
                    "Recognition needs a decision of an officer, prosecutor or court, with its "
                    "basis."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.on}"


@tracked()
class ExploitationEpisode(VictimPart):
    """One stretch of exploitation: form, place, from when until when."""

    victim = models.ForeignKey(
        Victim, on_delete=models.CASCADE, related_name="episodes", verbose_name=_("victim")
    )
    form = models.ForeignKey(
        "codes.ExploitationForm",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("form of exploitation"),
    )
    is_main = models.BooleanField(_("main form"), default=False)
    country = models.ForeignKey(
        "codes.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country of exploitation"),
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    text = models.TextField(_("description"), blank=True)

    class Meta(VictimPart.Meta):
        verbose_name = _("exploitation")
        verbose_name_plural = _("exploitation")
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
                name="victims_episode_order",
                violation_error_message=_("The end is before the start."),
            ),
            models.UniqueConstraint(
                fields=["victim"],
                condition=Q(is_main=True),
                name="victims_one_main_form",
                violation_error_message=_("Only one form can be the main one."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.form)


@tracked()
class Recruitment(VictimPart):
    """One way in which the victim was recruited (HTCDS `method_of_recruitment`)."""

    victim = models.ForeignKey(
        Victim, on_delete=models.CASCADE, related_name="recruitments", verbose_name=_("victim")
    )
    method = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        limit_choices_to={"list": "recruitment_method"},
        related_name="+",
        verbose_name=_("method of recruitment"),
    )

    class Meta(VictimPart.Meta):
        verbose_name = _("recruitment")
        verbose_name_plural = _("recruitment")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["victim", "method"],
                name="victims_recruitment_once",
                violation_error_message=_("This is already there."),
            )
        ]

    def __str__(self) -> str:
        return str(self.method)


@tracked()
class Control(VictimPart):
    """One means by which the victim was controlled (HTCDS `method_of_control`)."""

    victim = models.ForeignKey(
        Victim, on_delete=models.CASCADE, related_name="controls", verbose_name=_("victim")
    )
    means = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        limit_choices_to={"list": "control_means"},
        related_name="+",
        verbose_name=_("means of control"),
    )

    class Meta(VictimPart.Meta):
        verbose_name = _("means of control")
        verbose_name_plural = _("means of control")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["victim", "means"],
                name="victims_control_once",
                violation_error_message=_("This is already there."),
            )
        ]

    def __str__(self) -> str:
        return str(self.means)
