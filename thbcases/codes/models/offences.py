"""Administrative offences with their fines, as the law stood on each day."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.audit.history import tracked
from thbcases.codes.choices import OffenceConduct
from thbcases.codes.models.base import CodeList, SourcedPeriod, code_once, one_at_a_time
from thbcases.core.constraints import one_of


@tracked()
class AdministrativeOffence(CodeList):
    """An administrative offence (administracinis nusižengimas): one conduct under one article.

    Where `exempts_victims` is set, whoever is a victim of trafficking or a child is not liable.
    """

    law = models.CharField(_("law"), max_length=20)
    number = models.CharField(_("article number"), max_length=20)
    conduct = models.CharField(_("conduct"), max_length=12, choices=OffenceConduct.choices)
    exempts_victims = models.BooleanField(
        _("victims of trafficking and children are not liable"), default=True
    )

    class Meta(CodeList.Meta):
        verbose_name = _("administrative offence")
        verbose_name_plural = _("administrative offences")
        constraints = [
            *CodeList.Meta.constraints,
            code_once(),
            one_of("codes_offence_conduct_known", "conduct", OffenceConduct.values),
            models.CheckConstraint(
                condition=~Q(law="") & ~Q(number=""),
                name="codes_offence_numbered",
                violation_error_message=_("Name the law and the number of the article."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citation} {self.name}"

    @property
    def citation(self) -> str:
        """How a lawyer names it: «ATPK 182-1 str.»."""
        return _now("%(law)s Art. %(number)s") % {"law": self.law, "number": self.number}


@tracked()
class AdministrativeOffenceVersion(SourcedPeriod):
    """The fine that an administrative offence carries during a time, in the money of that time.

    An act is judged by the law of its day, so old versions stay.
    """

    offence = models.ForeignKey(
        AdministrativeOffence,
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("administrative offence"),
    )
    fine_from = models.DecimalField(_("least fine"), max_digits=9, decimal_places=2)
    fine_to = models.DecimalField(_("highest fine"), max_digits=9, decimal_places=2)
    currency = models.ForeignKey(
        "codes.Currency", on_delete=models.PROTECT, related_name="+", verbose_name=_("currency")
    )
    note = models.TextField(_("note"), blank=True)

    class Meta(SourcedPeriod.Meta):
        verbose_name = _("version of an administrative offence")
        verbose_name_plural = _("versions of administrative offences")
        ordering = ["offence", "valid_from"]
        constraints = [
            *SourcedPeriod.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False),
                name="codes_offenceversion_begins",
                violation_error_message=_("Give the day from which the version is in force."),
            ),
            models.CheckConstraint(
                condition=Q(fine_from__gt=0) & Q(fine_to__gte=F("fine_from")),
                name="codes_offenceversion_range",
                violation_error_message=_("The highest fine is less than the least."),
            ),
            one_at_a_time(
                "codes_offenceversion_once",
                _("Another version of the offence is in force in that time."),
                same=F("offence"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offence.citation}: {self.range}"

    @property
    def range(self) -> str:
        """The fine in words: «300–1000 LTL»."""
        return f"{_short(self.fine_from)}–{_short(self.fine_to)} {self.currency.code}"


def _short(amount: object) -> str:
    text = f"{amount:.2f}"
    return text.removesuffix(".00")
