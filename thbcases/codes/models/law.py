"""Articles of the criminal law with their penalties, and the lengths of legal terms."""

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thbcases.audit.history import tracked
from thbcases.codes.choices import TermEvent, TermUnit
from thbcases.codes.models.base import CodeList, SourcedPeriod, code_once, one_at_a_time
from thbcases.core.constraints import one_of


@tracked()
class Article(CodeList):
    """An article (straipsnis) of the Criminal Code as a whole, or one paragraph (dalis) of it.

    Code of an article: `147-1`; of its paragraph: `147-1.2`. A charge names the paragraph when
    it is known, else the article.
    """

    law = models.CharField(_("law"), max_length=20, default="BK")
    number = models.CharField(_("article number"), max_length=20)
    paragraph = models.PositiveSmallIntegerField(_("paragraph"), null=True, blank=True)
    is_trafficking = models.BooleanField(
        _("trafficking in human beings"),
        default=False,
        help_text=_("Investigations of this article are counted in the country table."),
    )
    concerns_children = models.BooleanField(
        _("trafficking in a child"),
        default=False,
        help_text=_("Investigations of this article are counted as children's."),
    )
    is_knowing_use = models.BooleanField(
        _("knowing use of a victim's services"),
        default=False,
        help_text=_("Counted apart in the European Union's set (Directive 2011/36/EU, Art. 18a)."),
    )

    class Meta(CodeList.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            *CodeList.Meta.constraints,
            code_once(),
            models.UniqueConstraint(
                fields=["law", "number", "paragraph"],
                nulls_distinct=False,
                name="codes_article_once",
                violation_error_message=_("This article or paragraph is already in the list."),
            ),
            models.CheckConstraint(
                condition=~Q(law="") & ~Q(number="") & ~Q(paragraph=0),
                name="codes_article_numbered",
                violation_error_message=_("Name the law and the number of the article."),
            ),
            models.CheckConstraint(
                condition=Q(concerns_children=False) | Q(is_trafficking=True),
                name="codes_article_child_trafficking",
                violation_error_message=_("Trafficking in a child is trafficking."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citation} {self.name}"

    @property
    def citation(self) -> str:
        """How a lawyer names it: «BK 147 str. 1 d.»."""
        parts = {"law": self.law, "number": self.number, "paragraph": self.paragraph}
        if self.paragraph is None:
            return _now("%(law)s Art. %(number)s") % parts
        return _now("%(law)s Art. %(number)s(%(paragraph)s)") % parts


@tracked()
class ArticleVersion(SourcedPeriod):
    """The penalty an article or paragraph provides during a time.

    An offence is judged by the law of its day (BK 3 str.), so old versions stay. An absent
    number of months is a bound the article does not name or that is not recorded; the note says
    which.
    """

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="versions", verbose_name=_("article")
    )
    min_months = models.PositiveSmallIntegerField(
        _("least imprisonment, months"), null=True, blank=True
    )
    max_months = models.PositiveSmallIntegerField(
        _("most imprisonment, months"), null=True, blank=True
    )
    fine_possible = models.BooleanField(_("a fine is possible"), default=False)
    legal_person_liable = models.BooleanField(_("legal persons are liable"), default=False)
    note = models.TextField(_("note"), blank=True)

    class Meta(SourcedPeriod.Meta):
        verbose_name = _("version of an article")
        verbose_name_plural = _("versions of articles")
        ordering = ["article", "valid_from"]
        constraints = [
            *SourcedPeriod.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False),
                name="codes_articleversion_begins",
                violation_error_message=_("Give the day from which the version is in force."),
            ),
            models.CheckConstraint(
                condition=Q(min_months=None)
                | Q(max_months=None)
                | Q(max_months__gte=F("min_months")),
                name="codes_articleversion_range",
                violation_error_message=_("The most imprisonment is less than the least."),
            ),
            one_at_a_time(
                "codes_articleversion_once",
                _("Another version of the article is in force in that time."),
                same=F("article"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article.citation}: {self.valid_from} – {self.valid_to or ''}"

    @property
    def penalty(self) -> str:
        """The penalty in words, or that it is not recorded."""
        if self.min_months is None and self.max_months is None:
            return _now("penalty not recorded")
        text = self._imprisonment()
        if self.fine_possible:
            return _now("fine or %(imprisonment)s") % {"imprisonment": text}
        return text

    def _imprisonment(self) -> str:
        bounds = {"least": _length(self.min_months), "most": _length(self.max_months)}
        if self.min_months is None:
            return _now("imprisonment up to %(most)s") % bounds
        if self.max_months is None:
            return _now("imprisonment from %(least)s") % bounds
        return _now("imprisonment from %(least)s to %(most)s") % bounds


def _length(months: int | None) -> str:
    years, rest = divmod(months or 0, 12)
    words = []
    if years:
        words.append(_now("%(years)s y.") % {"years": years})
    if rest or not years:
        words.append(_now("%(months)s mo.") % {"months": rest})
    return " ".join(words)


# Terms are few and known, so their hashes cannot meet; a test looks.
EVENT_NUMBER: Func = Func(F("event"), function="hashtext", output_field=models.IntegerField())


@tracked()
class TermRule(SourcedPeriod):
    """How long a legal term runs that starts with an event, as the law stands at the time."""

    event = models.CharField(_("term"), max_length=30, choices=TermEvent.choices)
    length = models.PositiveSmallIntegerField(_("length"))
    unit = models.CharField(_("counted in"), max_length=12, choices=TermUnit.choices)
    moves_to_working_day = models.BooleanField(
        _("ends on a working day"),
        default=False,
        help_text=_(
            "A last day that is a day off moves to the next working day. "
            "Say in the source where this is read."
        ),
    )
    applies_to_running = models.BooleanField(
        _("also for terms that run"),
        default=False,
        help_text=_(
            "Terms that began under the rule before and still run on the first day of this one "
            "are counted by this one, and end no sooner than on that day."
        ),
    )

    class Meta(SourcedPeriod.Meta):
        verbose_name = _("term rule")
        verbose_name_plural = _("term rules")
        ordering = ["event", "valid_from"]
        constraints = [
            *SourcedPeriod.Meta.constraints,
            one_of("codes_termrule_event", "event", TermEvent.values),
            one_of("codes_termrule_unit", "unit", TermUnit.values),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False),
                name="codes_termrule_begins",
                violation_error_message=_("Give the day from which the rule is in force."),
            ),
            models.CheckConstraint(
                condition=Q(length__gt=0),
                name="codes_termrule_length",
                violation_error_message=_("A term lasts at least one day."),
            ),
            one_at_a_time(
                "codes_termrule_once",
                _("Another rule for this term is in force in that time."),
                same=EVENT_NUMBER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_event_display()}: {self.duration}"

    @property
    def duration(self) -> str:
        """The length in words: «30 days», «2 working days», «6 months»."""
        if self.unit == TermUnit.MONTH:
            words = ngettext("%(count)s month", "%(count)s months", self.length)
        elif self.unit == TermUnit.WORKING_DAY:
            words = ngettext("%(count)s working day", "%(count)s working days", self.length)
        else:
            words = ngettext("%(count)s day", "%(count)s days", self.length)
        return words % {"count": self.length}
