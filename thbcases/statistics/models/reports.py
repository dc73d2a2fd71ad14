"""Annual reports, their chapters, who moved them on, and what was published."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.codes.models.base import is_english
from thbcases.core.constraints import not_empty, one_of
from thbcases.core.history import Actor, tracked
from thbcases.core.models import Part, Record, inherits_custodian
from thbcases.statistics.choices import WRITABLE, AnnualReportState, FileForm
from thbcases.statistics.models.publications import Publication
from thbcases.statistics.periods import FIRST_DAY, LAST_DAY

_STATE_SQL = (
    "SELECT r.state FROM statistics_annualreport r "
    "WHERE r.id = coalesce(NEW.report_id, OLD.report_id)"
)
_WRITABLE_SQL = ", ".join(f"'{state.value}'" for state in sorted(WRITABLE))


@tracked()
class AnnualReport(Record):
    """The coordinator's report of a year to Government and Parliament.

    Its legal base is the ministry's procedure for collecting and publishing the statistics on
    trafficking in human beings. One person writes it and another reviews it (four eyes); what was
    published never changes.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    title_lt = models.CharField(_("title in Lithuanian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=AnnualReportState.choices,
        default=AnnualReportState.DRAFT,
        editable=False,
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("begun by"),
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("approved by"),
    )

    # The figures it went out with.
    publication = models.OneToOneField(
        Publication,
        on_delete=models.PROTECT,
        related_name="report",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("publication"),
    )

    class Meta(Record.Meta):
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        ordering = ["-year"]
        triggers = [
            *Record.Meta.triggers,
            pgtrigger.Trigger(
                name="published_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=AnnualReportState.PUBLISHED),
                func=(
                    "RAISE EXCEPTION 'a published report stands' USING ERRCODE = 'check_violation';"
                ),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                name="statistics_annualreport_once",
                violation_error_message=_("There is a report of this year already. Open it."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_DAY.year, LAST_DAY.year)),
                name="statistics_annualreport_year",
                violation_error_message=_("This year cannot be right."),
            ),
            one_of("statistics_annualreport_state", "state", AnnualReportState.values),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=F("author")),
                name="statistics_annualreport_four_eyes",
                violation_error_message=_("Nobody reviews a report that they wrote."),
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=False)
                | ~Q(state__in=[AnnualReportState.APPROVED, AnnualReportState.PUBLISHED]),
                name="statistics_annualreport_reviewed",
                violation_error_message=_("Nothing is approved or published without a reviewer."),
            ),
            models.CheckConstraint(
                condition=Q(publication__isnull=False, state=AnnualReportState.PUBLISHED)
                | (Q(publication__isnull=True) & ~Q(state=AnnualReportState.PUBLISHED)),
                name="statistics_annualreport_frozen",
                violation_error_message=_("A report is published with the figures of its year."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if is_english() else self.title_lt

    @property
    def is_writable(self) -> bool:
        """Whether its text may be changed now."""
        return AnnualReportState(self.state) in WRITABLE

    def get_absolute_url(self) -> str:
        return reverse("statistics:report", kwargs={"uuid": self.uuid})


@tracked()
class ReportChapter(Part):
    """A chapter: a heading and a text in both languages, and the tables that stand in it.

    A table is kept as what is asked, never as numbers: {"spec": …, "chart": true}. The text may
    name figures, «{{ presumed_victims.2011 }}», which the system fills.
    """

    report = models.ForeignKey(
        AnnualReport, on_delete=models.PROTECT, related_name="chapters", editable=False
    )
    position = models.PositiveSmallIntegerField(
        _("place in the report"), help_text=_("Chapters stand in the order of this number.")
    )
    heading_lt = models.CharField(_("heading in Lithuanian"), max_length=150)
    heading_en = models.CharField(_("heading in English"), max_length=150)
    text_lt = models.TextField(_("text in Lithuanian"), blank=True, max_length=50_000)
    text_en = models.TextField(_("text in English"), blank=True, max_length=50_000)
    tables = models.JSONField(_("tables"), default=list, editable=False)
    is_left_out = models.BooleanField(
        _("leave this chapter out"),
        default=False,
        help_text=_("What is written in it is kept and not published."),
    )

    class Meta(Part.Meta):
        verbose_name = _("chapter of an annual report")
        verbose_name_plural = _("chapters of annual reports")
        ordering = ["position", "id"]
        triggers = [
            *inherits_custodian("statistics_annualreport", "report_id"),
            pgtrigger.Trigger(
                name="handed_on_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=(
                    f"IF ({_STATE_SQL}) NOT IN ({_WRITABLE_SQL}) THEN "
                    "RAISE EXCEPTION 'the text was handed on' "
                    "USING ERRCODE = 'check_violation'; END IF; "
                    "RETURN coalesce(NEW, OLD);"
                ),
            ),
        ]
        constraints = [
            not_empty(
                "statistics_reportchapter_heading_lt",
                "heading_lt",
                _("Give the chapter a heading in Lithuanian."),
            ),
            not_empty(
                "statistics_reportchapter_heading_en",
                "heading_en",
                _("Give the chapter a heading in English."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """The heading in the reader's language."""
        return self.heading_en if is_english() else self.heading_lt

    def text(self, language: str) -> str:
        """What was written, in one language."""
        return self.text_en if language == "en" else self.text_lt

    def get_absolute_url(self) -> str:
        return reverse("statistics:chapter", kwargs={"uuid": self.uuid})


@tracked()
class ReportStep(Part):
    """Who moved a report on and when: sent it, returned it with a reason, approved, published."""

    report = models.ForeignKey(
        AnnualReport, on_delete=models.PROTECT, related_name="steps", editable=False
    )
    state = models.CharField(_("became"), max_length=10, choices=AnnualReportState.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("by"),
    )
    comment = models.TextField(_("comment"), blank=True, max_length=5000)

    class Meta(Part.Meta):
        verbose_name = _("step of an annual report")
        verbose_name_plural = _("steps of annual reports")
        ordering = ["created_at", "id"]
        triggers = inherits_custodian("statistics_annualreport", "report_id")
        constraints = [
            one_of("statistics_reportstep_state", "state", AnnualReportState.values),
            models.CheckConstraint(
                condition=~Q(state=AnnualReportState.RETURNED) | ~Q(comment=""),
                name="statistics_reportstep_reason",
                violation_error_message=_("Say what is to be mended."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


@tracked(exclude=["content"])
class ReportTemplate(Part):
    """The coordinator's own Word template of a report; without a file the standard one is used."""

    report = models.OneToOneField(
        AnnualReport, on_delete=models.PROTECT, related_name="template", editable=False
    )
    name = models.CharField(_("file"), max_length=200, blank=True, editable=False)
    content = models.BinaryField(default=b"", editable=False)
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64, blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = _("Word template of an annual report")
        verbose_name_plural = _("Word templates of annual reports")
        triggers = inherits_custodian("statistics_annualreport", "report_id")
        constraints = [
            models.CheckConstraint(
                condition=Q(content=b"", name="", sha256="")
                | (~Q(content=b"") & ~Q(name="") & ~Q(sha256="")),
                name="statistics_reporttemplate_whole",
                violation_error_message=_("A template has a file, its name and its checksum."),
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["content"])
class PublishedFile(Record):
    """A published annual report as it was handed out: one language, one form, for everybody.

    The bytes never change; the checksum lets anybody prove that a copy is the published one.
    """

    report = models.ForeignKey(
        AnnualReport, on_delete=models.PROTECT, related_name="files", editable=False
    )
    # Said here once more, for those who may not read the drafts.
    year = models.PositiveSmallIntegerField(_("year"))
    title_lt = models.CharField(_("title in Lithuanian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    form = models.CharField(_("form"), max_length=4, choices=FileForm.choices)
    content = models.BinaryField()
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64)

    class Meta(Record.Meta):
        verbose_name = _("published annual report")
        verbose_name_plural = _("published annual reports")
        ordering = ["-year", "-language", "form"]
        triggers = [
            *Record.Meta.triggers,
            pgtrigger.Protect(
                name="published_stands", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "language", "form"],
                name="statistics_publishedfile_once",
                violation_error_message=_("The report of this year is published already."),
            ),
            one_of("statistics_publishedfile_form", "form", FileForm.values),
            one_of(
                "statistics_publishedfile_language",
                "language",
                [language for language, _name in settings.LANGUAGES],
            ),
            models.CheckConstraint(
                condition=~Q(content=b"") & ~Q(sha256=""),
                name="statistics_publishedfile_whole",
                violation_error_message=_("A published file has a content and its checksum."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language}, {self.get_form_display()})"

    @property
    def title(self) -> str:
        """The title in the language of the file."""
        return self.title_en if self.language == "en" else self.title_lt

    @property
    def file_name(self) -> str:
        """What the file is called when it is taken out."""
        return f"annual-report-{self.year}-{self.language}.{self.form}"

    def get_absolute_url(self) -> str:
        return reverse("statistics:published_file", kwargs={"uuid": self.uuid})
