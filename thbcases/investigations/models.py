"""Pre-trial investigations (ikiteisminis tyrimas): what they are about and how they go."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import ends_after_start, not_empty, one_of
from thbcases.core.history import tracked
from thbcases.core.models import Part, Record, inherits_custodian
from thbcases.investigations.choices import GROUND_STAGES, CountryRole, Reach, SourceKind, StageKind
from thbcases.investigations.court import Charge, CourtCase, Judgment, Sentence
from thbcases.investigations.suspects import Suspect, SuspectStatus

__all__ = [
    "Assignment",
    "Charge",
    "CourtCase",
    "Investigation",
    "InvestigationArticle",
    "InvestigationCountry",
    "InvestigationForm",
    "Judgment",
    "Sentence",
    "Source",
    "Stage",
    "Suspect",
    "SuspectStatus",
]


@tracked()
class Investigation(Record):
    """A pre-trial investigation (ikiteisminis tyrimas, BPK IV dalis), led by a prosecutor.

    The custodian is the unit that investigates. `stage` and `stage_on` repeat the newest stage
    row for lists; the stage rows are what the law and the figures count.
    """

    number = models.CharField(
        _("number"),
        max_length=40,
        unique=True,
        error_messages={"unique": _("An investigation with this number is already registered.")},
        help_text=_("As in the register, for example 01-1-12345-26."),
    )
    registered_on = models.DateField(_("registered on"))
    prosecutor = models.CharField(_("prosecutor"), max_length=150, blank=True)
    reach = models.CharField(
        _("reach"), max_length=15, choices=Reach.choices, default=Reach.UNKNOWN
    )
    summary = models.TextField(_("what happened"), blank=True)
    stage = models.CharField(
        _("stage"),
        max_length=30,
        choices=StageKind.choices,
        default=StageKind.REGISTERED,
        editable=False,
    )
    stage_on = models.DateField(_("stage since"), editable=False)
    joined_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="joined_from",
        verbose_name=_("joined to"),
    )
    separated_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="separated_into",
        verbose_name=_("separated from"),
    )
    articles: "models.ManyToManyField[models.Model, models.Model]" = models.ManyToManyField(
        "codes.Article", through="InvestigationArticle", related_name="+"
    )
    forms: "models.ManyToManyField[models.Model, models.Model]" = models.ManyToManyField(
        "codes.ExploitationForm", through="InvestigationForm", related_name="+"
    )

    class Meta(Record.Meta):
        verbose_name = _("investigation")
        verbose_name_plural = _("investigations")
        ordering = ["-registered_on", "-id"]
        indexes = [
            models.Index(fields=["custodian", "-registered_on"], name="investigation_of_unit"),
            models.Index(fields=["-registered_on", "-id"], name="investigation_by_date"),
        ]
        constraints = [
            not_empty("investigations_number_given", "number", _("Give the number.")),
            one_of("investigations_stage_known", "stage", StageKind.values),
            one_of("investigations_reach_known", "reach", Reach.values),
            models.CheckConstraint(
                condition=Q(joined_into__isnull=True) | ~Q(joined_into=models.F("id")),
                name="investigations_not_joined_to_itself",
                violation_error_message=_("An investigation cannot be joined to itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("investigations:detail", kwargs={"uuid": self.uuid})


class InvestigationPart(Part):
    """Something that belongs to one investigation and shares its rights."""

    class Meta(Part.Meta):
        abstract = True
        triggers = inherits_custodian("investigations_investigation", "investigation_id")


@tracked()
class Assignment(InvestigationPart):
    """Another unit works on the investigation too, from a day until a day."""

    investigation = models.ForeignKey(
        Investigation,
        on_delete=models.CASCADE,
        related_name="assignments",
        verbose_name=_("investigation"),
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("assigned unit"),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    basis = models.CharField(_("basis"), max_length=300)

    class Meta(InvestigationPart.Meta):
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["starts_on", "id"]
        indexes = [
            models.Index(fields=["organisation", "starts_on"], name="assignment_of_unit"),
        ]
        constraints = [
            ends_after_start("investigations_assignment_order", "starts_on", "ends_on"),
            not_empty("investigations_assignment_basis", "basis", _("Name the basis.")),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


@tracked()
class Stage(InvestigationPart):
    """The investigation entered a stage on a day, by somebody's decision."""

    investigation = models.ForeignKey(
        Investigation,
        on_delete=models.CASCADE,
        related_name="stages",
        verbose_name=_("investigation"),
    )
    kind = models.CharField(_("stage"), max_length=30, choices=StageKind.choices)
    on = models.DateField(_("on"))
    decided_by = models.CharField(_("decided by"), max_length=150, blank=True)
    ground = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"list": "termination_ground"},
        related_name="+",
        verbose_name=_("ground"),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta(InvestigationPart.Meta):
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["investigation", "on", "id"], name="stage_in_order")]
        constraints = [
            one_of("investigations_stage_kind_known", "kind", StageKind.values),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(GROUND_STAGES)) | Q(ground__isnull=False),
                name="investigations_stage_has_ground",
                violation_error_message=_("Name the ground on which it was ended."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"


@tracked()
class InvestigationArticle(InvestigationPart):
    """An article of the Criminal Code, as the law stood on the day of the offence."""

    investigation = models.ForeignKey(
        Investigation,
        on_delete=models.CASCADE,
        related_name="article_rows",
        verbose_name=_("investigation"),
    )
    article = models.ForeignKey(
        "codes.Article", on_delete=models.PROTECT, related_name="+", verbose_name=_("article")
    )
    offence_on = models.DateField(
        _("day of the offence"),
        null=True,
        blank=True,
        help_text=_("The law of this day applies; when empty, that of the registration."),
    )

    class Meta(InvestigationPart.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "article"],
                name="investigations_article_once",
                violation_error_message=_("This article is already there."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.article)


@tracked()
class InvestigationForm(InvestigationPart):
    """A form of exploitation that the investigation is about; one is the main one."""

    investigation = models.ForeignKey(
        Investigation,
        on_delete=models.CASCADE,
        related_name="form_rows",
        verbose_name=_("investigation"),
    )
    form = models.ForeignKey(
        "codes.ExploitationForm",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("form of exploitation"),
    )
    is_main = models.BooleanField(_("main form"), default=False)

    class Meta(InvestigationPart.Meta):
        verbose_name = _("form of exploitation")
        verbose_name_plural = _("forms of exploitation")
        ordering = ["-is_main", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "form"],
                name="investigations_form_once",
                violation_error_message=_("This form is already there."),
            ),
            models.UniqueConstraint(
                fields=["investigation"],
                condition=Q(is_main=True),
                name="investigations_one_main_form",
                violation_error_message=_("Only one form can be the main one."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.form)


@tracked()
class InvestigationCountry(InvestigationPart):
    """A country of origin, transit or destination."""

    investigation = models.ForeignKey(
        Investigation,
        on_delete=models.CASCADE,
        related_name="countries",
        verbose_name=_("investigation"),
    )
    country = models.ForeignKey(
        "codes.Country", on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    role = models.CharField(_("role"), max_length=15, choices=CountryRole.choices)

    class Meta(InvestigationPart.Meta):
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["role", "id"]
        constraints = [
            one_of("investigations_country_role_known", "role", CountryRole.values),
            models.UniqueConstraint(
                fields=["investigation", "country", "role"],
                name="investigations_country_once",
                violation_error_message=_("This country is already there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} ({self.get_role_display()})"


@tracked()
class Source(InvestigationPart):
    """From where the police learnt of it, and on which day; the first one began the case.

    The reference is what the source is called where it is kept (the code of a tip), never a name.
    """

    investigation = models.ForeignKey(
        Investigation,
        on_delete=models.CASCADE,
        related_name="sources",
        verbose_name=_("investigation"),
    )
    kind = models.CharField(_("kind"), max_length=15, choices=SourceKind.choices)
    on = models.DateField(_("on"))
    reference = models.CharField(_("reference"), max_length=40, blank=True)

    class Meta(InvestigationPart.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["on", "id"]
        constraints = [
            one_of("investigations_source_kind_known", "kind", SourceKind.values),
            models.UniqueConstraint(
                fields=["investigation", "kind", "reference"],
                condition=~Q(reference=""),
                name="investigations_source_once",
                violation_error_message=_("This source is already there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}".strip()
