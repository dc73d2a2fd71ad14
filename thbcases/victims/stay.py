"""The stay of a foreign victim: reflection period and residence permit, decided by migration."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import ends_after_start, no_overlap, one_of
from thbcases.core.history import tracked
from thbcases.core.models import Versioned
from thbcases.victims.choices import PermitState
from thbcases.victims.parts import StayPart
from thbcases.victims.triggers import FROM_RENEWED_PERMIT, inherits_victim, renews_same_person


def _not_before_start(name: str, field: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": F("starts_on")}),
        name=name,
        violation_error_message=_("It cannot end before it began."),
    )


class Stay(StayPart):
    """What a reflection period and a residence permit have in common.

    `ended_on` is the last day when it was ended early; `last_day` is what counts.
    """

    state = models.CharField(
        _("state"),
        max_length=10,
        choices=PermitState.choices,
        default=PermitState.PROPOSED,
        editable=False,
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), blank=True)
    proposed_on = models.DateField(_("proposed on"), editable=False)
    decided_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)
    decision_number = models.CharField(
        _("number of the decision"), max_length=60, blank=True, editable=False
    )
    ended_on = models.DateField(_("ended early on"), null=True, blank=True, editable=False)
    end_ground = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("ground of the early end"),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta(StayPart.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.last_day}"

    @property
    def last_day(self) -> date:
        """The day it ended or will end."""
        return self.ended_on or self.ends_on


def _stay_constraints(prefix: str, overlap: "models.BaseConstraint") -> list[models.BaseConstraint]:
    return [
        one_of(f"victims_{prefix}_state_known", "state", PermitState.values),
        ends_after_start(f"victims_{prefix}_order", "starts_on", "ends_on"),
        _not_before_start(f"victims_{prefix}_early_end", "ended_on"),
        models.CheckConstraint(
            condition=Q(state=PermitState.PROPOSED) | Q(decided_on__isnull=False),
            name=f"victims_{prefix}_decided",
            violation_error_message=_("A decision has a date."),
        ),
        models.CheckConstraint(
            condition=Q(
                state=PermitState.WITHDRAWN, ended_on__isnull=False, end_ground__isnull=False
            )
            | (~Q(state=PermitState.WITHDRAWN) & Q(ended_on__isnull=True, end_ground__isnull=True)),
            name=f"victims_{prefix}_end_has_ground",
            violation_error_message=_("An early end has its day and its ground."),
        ),
        overlap,
    ]


def _waiting_index(name: str) -> models.Index:
    """Proposals wait for a decision; there are few of them among many decided rows."""
    return models.Index(fields=["proposed_on"], condition=Q(state=PermitState.PROPOSED), name=name)


@tracked()
class ReflectionPeriod(Stay):
    """Apsisprendimo laikotarpis: days in which a foreign victim decides whether to co-operate.

    Council Directive 2004/81/EC Art. 6; Government decision of 18 April 2012. No expulsion
    while it lasts (Law on the Legal Status of Aliens Art. 130). The length is a term rule.
    """

    victim = models.ForeignKey(
        "victims.Victim",
        on_delete=models.PROTECT,
        related_name="reflection_periods",
        verbose_name=_("victim"),
    )

    class Meta(Stay.Meta):
        verbose_name = _("reflection period")
        verbose_name_plural = _("reflection periods")
        ordering = ["-starts_on", "-id"]
        indexes = [
            models.Index(fields=["ends_on"], name="reflection_ends"),
            _waiting_index("reflection_waits"),
        ]
        constraints = _stay_constraints(
            "reflection",
            no_overlap(
                "victims_reflection_no_overlap",
                "person",
                "starts_on",
                "ends_on",
                _("This person already has a reflection period in these days."),
                condition=Q(state=PermitState.GRANTED),
            ),
        )

    def get_absolute_url(self) -> str:
        """The page of the period."""
        return reverse("victims:reflection_period", kwargs={"uuid": self.uuid})


@tracked()
class ResidencePermit(Stay):
    """Temporary residence permit of a victim who co-operates (Aliens law Art. 49).

    Six months by a term rule, renewable; a renewal names the permit before it. Permits of one
    person do not overlap.
    """

    victim = models.ForeignKey(
        "victims.Victim",
        on_delete=models.PROTECT,
        related_name="residence_permits",
        verbose_name=_("victim"),
    )
    renewal_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="renewals",
        verbose_name=_("renewal of"),
    )

    class Meta(Stay.Meta):
        verbose_name = _("residence permit")
        verbose_name_plural = _("residence permits")
        ordering = ["-starts_on", "-id"]
        indexes = [
            models.Index(fields=["ends_on"], name="permit_ends"),
            _waiting_index("permit_waits"),
        ]
        triggers = [
            *Versioned.Meta.triggers,
            inherits_victim(FROM_RENEWED_PERMIT),
            renews_same_person(),
        ]
        constraints = [
            *_stay_constraints(
                "permit",
                no_overlap(
                    "victims_permit_no_overlap",
                    "person",
                    "starts_on",
                    "ends_on",
                    _("This person already has a residence permit in these days."),
                    condition=Q(state=PermitState.GRANTED),
                ),
            ),
            models.UniqueConstraint(
                fields=["renewal_of"],
                # Whoever was refused may ask again.
                condition=~Q(state=PermitState.REFUSED),
                name="victims_permit_renewed_once",
                violation_error_message=_("This permit is already renewed."),
            ),
            models.CheckConstraint(
                condition=Q(renewal_of__isnull=True) | ~Q(renewal_of=F("id")),
                name="victims_permit_not_own_renewal",
                violation_error_message=_("A permit cannot renew itself."),
            ),
        ]

    def get_absolute_url(self) -> str:
        """The page of the permit."""
        return reverse("victims:residence_permit", kwargs={"uuid": self.uuid})
