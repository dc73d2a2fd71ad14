"""What is kept of a child victim: age, guardians, notice, interviews, representative, place.

A child is under 18 at the time asked about; whoever may be one is treated as one until shown
otherwise. Read by whoever reads the victim.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import ends_after_start, no_overlap, not_empty, one_of
from thbcases.core.history import tracked
from thbcases.people.age import AgeRange
from thbcases.victims.choices import (
    AgeBasis,
    ArrangementKind,
    GuardianKind,
    NoticeWay,
    RepresentativeKind,
)
from thbcases.victims.parts import VictimPart
from thbcases.victims.triggers import counts_interviews, suspect_of_same_case

OLDEST = 120


class ChildPart(VictimPart):
    """A part that stands on the tab of the child."""

    class Meta(VictimPart.Meta):
        abstract = True

    def get_absolute_url(self) -> str:
        """The part of the victim's page where it stands."""
        return reverse("victims:child", kwargs={"uuid": self.victim.uuid})  # type: ignore[attr-defined]


@tracked()
class ChildAge(ChildPart):
    """How old the person was when exploited, and how that is known. A later finding overrules.

    A range means that nobody knows better: while its lower end is under 18 the person is treated
    as a child.
    """

    victim = models.ForeignKey(
        "victims.Victim",
        on_delete=models.CASCADE,
        related_name="child_ages",
        verbose_name=_("victim"),
    )
    on = models.DateField(_("found on"))
    basis = models.CharField(_("known from"), max_length=10, choices=AgeBasis.choices)
    least = models.PositiveSmallIntegerField(_("age when exploited, at least"))
    most = models.PositiveSmallIntegerField(_("at most"))
    source = models.CharField(
        _("which document, or who estimated it how"), max_length=300, blank=True
    )

    class Meta(ChildPart.Meta):
        verbose_name = _("age when exploited")
        verbose_name_plural = _("ages when exploited")
        ordering = ["-on", "-id"]
        constraints = [
            one_of("victims_childage_basis_known", "basis", AgeBasis.values),
            models.CheckConstraint(
                condition=Q(most__gte=F("least")) & Q(most__lte=OLDEST),
                name="victims_childage_range",
                violation_error_message=_("The highest age is not below the lowest."),
            ),
            models.CheckConstraint(
                condition=~Q(basis=AgeBasis.DOCUMENT) | Q(most=F("least")),
                name="victims_childage_document",
                violation_error_message=_("A document says one age; a range is an estimate."),
            ),
            models.CheckConstraint(
                condition=Q(basis=AgeBasis.STATEMENT) | ~Q(source=""),
                name="victims_childage_source",
                violation_error_message=_("Say which document it is, or who estimated it how."),
            ),
        ]

    def __str__(self) -> str:
        return _now("%(age)s, %(basis)s") % {"age": self.range, "basis": self.get_basis_display()}

    @property
    def range(self) -> AgeRange:
        """Between which ages."""
        return AgeRange(self.least, self.most)


@tracked()
class ChildGuardian(ChildPart):
    """A parent, guardian or institution that answers for the child.

    With a conflict of interest (the parent may be a suspect) they are not called, not told, and
    their consent does not count.
    """

    victim = models.ForeignKey(
        "victims.Victim",
        on_delete=models.CASCADE,
        related_name="guardians",
        verbose_name=_("victim"),
    )
    kind = models.CharField(_("who they are"), max_length=12, choices=GuardianKind.choices)
    name = models.CharField(_("name"), max_length=200)
    contact = models.CharField(_("how to reach them"), max_length=300, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    has_conflict = models.BooleanField(
        _("conflict of interest"),
        default=False,
        help_text=_("They may have taken part, gained by it, or put pressure on the child."),
    )
    suspect = models.ForeignKey(
        "investigations.Suspect",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("is this suspect"),
    )
    conflict_reason = models.TextField(_("why there is a conflict"), blank=True)

    class Meta(ChildPart.Meta):
        verbose_name = _("guardian")
        verbose_name_plural = _("guardians")
        ordering = ["has_conflict", "id"]
        triggers = [*ChildPart.Meta.triggers, suspect_of_same_case()]
        constraints = [
            one_of("victims_guardian_kind_known", "kind", GuardianKind.values),
            ends_after_start("victims_guardian_order", "starts_on", "ends_on"),
            models.CheckConstraint(
                condition=Q(suspect__isnull=True) | Q(has_conflict=True),
                name="victims_guardian_suspect",
                violation_error_message=_("Whoever is a suspect has a conflict of interest."),
            ),
            models.CheckConstraint(
                condition=Q(has_conflict=False) | Q(suspect__isnull=False) | ~Q(conflict_reason=""),
                name="victims_guardian_conflict",
                violation_error_message=_("Say why there is a conflict, or choose the suspect."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class ChildNotice(ChildPart):
    """The child rights service was told of the child, on a day and by a way one can prove.

    `due_on` is the day by which it had to be, by the rule in force when the child was registered;
    written down with the notice, so that a later rule does not make it late.
    """

    victim = models.ForeignKey(
        "victims.Victim",
        on_delete=models.CASCADE,
        related_name="child_notices",
        verbose_name=_("victim"),
    )
    on = models.DateField(_("told on"))
    way = models.CharField(_("how"), max_length=10, choices=NoticeWay.choices)
    number = models.CharField(_("number of the notice"), max_length=60, blank=True)
    told_by = models.CharField(_("told by"), max_length=200)
    office = models.CharField(_("which office was told"), max_length=200)
    due_on = models.DateField(_("due on"), editable=False)

    class Meta(ChildPart.Meta):
        verbose_name = _("notice to the child rights service")
        verbose_name_plural = _("notices to the child rights service")
        ordering = ["on", "id"]
        constraints = [
            one_of("victims_notice_way_known", "way", NoticeWay.values),
            not_empty("victims_notice_by", "told_by", _("Say who told them.")),
            not_empty("victims_notice_office", "office", _("Say which office was told.")),
        ]

    def __str__(self) -> str:
        return _now("%(day)s, %(way)s") % {"day": self.on, "way": self.get_way_display()}

    @property
    def is_late(self) -> bool:
        """Whether it came after its term."""
        return self.on > self.due_on


@tracked()
class ChildInterview(ChildPart):
    """One questioning of the child. A child is questioned once; again only for a reason.

    `ordinal` is counted by the database.
    """

    victim = models.ForeignKey(
        "victims.Victim",
        on_delete=models.CASCADE,
        related_name="child_interviews",
        verbose_name=_("victim"),
    )
    ordinal = models.PositiveSmallIntegerField(_("which time"), editable=False)
    on = models.DateField(_("day"))
    in_special_room = models.BooleanField(_("in a special interview room"), default=True)
    place = models.CharField(_("room or place"), max_length=200)
    with_psychologist = models.BooleanField(_("with a psychologist"), default=True)
    is_recorded = models.BooleanField(_("recorded on video"), default=True)
    led_by = models.CharField(_("led by"), max_length=200)
    reason = models.TextField(_("why the child is questioned again"), blank=True)

    class Meta(ChildPart.Meta):
        verbose_name = _("interview of a child")
        verbose_name_plural = _("interviews of a child")
        ordering = ["ordinal"]
        triggers = [*ChildPart.Meta.triggers, counts_interviews()]
        constraints = [
            not_empty("victims_interview_place", "place", _("Say in which room or place.")),
            not_empty("victims_interview_led_by", "led_by", _("Say who led it.")),
            models.UniqueConstraint(
                fields=["victim", "ordinal"],
                name="victims_interview_counted",
                violation_error_message=_("Somebody entered an interview meanwhile. Try again."),
            ),
            models.CheckConstraint(
                condition=Q(ordinal=1) | ~Q(reason=""),
                name="victims_interview_reason",
                violation_error_message=_(
                    "The child was questioned before. Say why it has to be again."
                ),
            ),
        ]

    def __str__(self) -> str:
        return _now("interview %(number)s, %(day)s") % {"number": self.ordinal, "day": self.on}


@tracked()
class ChildRepresentative(ChildPart):
    """Who was appointed to stand for the child, from a day until a day; one at a time."""

    victim = models.ForeignKey(
        "victims.Victim",
        on_delete=models.CASCADE,
        related_name="representatives",
        verbose_name=_("victim"),
    )
    kind = models.CharField(_("who they are"), max_length=12, choices=RepresentativeKind.choices)
    name = models.CharField(_("name"), max_length=200)
    contact = models.CharField(_("how to reach them"), max_length=300, blank=True)
    appointed_by = models.CharField(_("appointed by"), max_length=200)
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta(ChildPart.Meta):
        verbose_name = _("representative of a child")
        verbose_name_plural = _("representatives of a child")
        ordering = ["-starts_on", "-id"]
        constraints = [
            one_of("victims_representative_kind_known", "kind", RepresentativeKind.values),
            not_empty("victims_representative_by", "appointed_by", _("Say who appointed them.")),
            ends_after_start("victims_representative_order", "starts_on", "ends_on"),
            no_overlap(
                "victims_representative_one",
                "victim",
                "starts_on",
                "ends_on",
                _("The child has a representative in these days. End that appointment first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class ChildArrangement(ChildPart):
    """Where the child lives or learns, from a day until a day. No address: it could be found."""

    victim = models.ForeignKey(
        "victims.Victim",
        on_delete=models.CASCADE,
        related_name="arrangements",
        verbose_name=_("victim"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ArrangementKind.choices)
    name = models.CharField(
        _("family, institution or school"),
        max_length=200,
        help_text=_("Its name, never the address."),
    )
    arranged_by = models.CharField(_("arranged by"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta(ChildPart.Meta):
        verbose_name = _("school or place of a child")
        verbose_name_plural = _("schools and places of a child")
        ordering = ["-starts_on", "-id"]
        constraints = [
            one_of("victims_arrangement_kind_known", "kind", ArrangementKind.values),
            ends_after_start("victims_arrangement_order", "starts_on", "ends_on"),
        ]

    def __str__(self) -> str:
        return self.name
