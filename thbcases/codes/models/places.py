"""Countries, membership of the European Union, money, counties and municipalities."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thbcases.audit.history import tracked
from thbcases.codes.choices import CountryKind
from thbcases.codes.models.base import CodeList, SourcedPeriod, code_once, one_at_a_time
from thbcases.core.constraints import one_of


@tracked()
class Country(CodeList):
    """A country or territory of ISO 3166-1, or the citizenship of nobody (XS, XX).

    XK (Kosovo) is the user-assigned code of the European Union.
    """

    alpha3 = models.CharField(_("three-letter code"), max_length=3, blank=True)
    kind = models.CharField(
        _("kind"), max_length=10, choices=CountryKind.choices, default=CountryKind.COUNTRY
    )

    class Meta(CodeList.Meta):
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            *CodeList.Meta.constraints,
            code_once(),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z]{2}$"),
                name="codes_country_alpha2",
                violation_error_message=_("A country code is two capital letters."),
            ),
            models.UniqueConstraint(
                fields=["alpha3"],
                condition=~Q(alpha3=""),
                name="codes_country_alpha3",
                violation_error_message=_("Another country has this three-letter code."),
            ),
            one_of("codes_country_kind", "kind", CountryKind.values),
        ]


@tracked()
class EuMembership(SourcedPeriod):
    """A time in which a country is a member of the European Union (or the Communities)."""

    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        related_name="eu_memberships",
        verbose_name=_("country"),
    )

    class Meta(SourcedPeriod.Meta):
        verbose_name = _("EU membership")
        verbose_name_plural = _("EU memberships")
        ordering = ["country", "valid_from"]
        constraints = [
            *SourcedPeriod.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False),
                name="codes_eumembership_begins",
                violation_error_message=_("Give the day of accession."),
            ),
            one_at_a_time(
                "codes_eumembership_once",
                _("The country is already a member in that time."),
                same=F("country"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country}: {self.valid_from} – {self.valid_to or ''}"


@tracked()
class Currency(CodeList):
    """Money in which grants, fines and compensation were recorded (ISO 4217).

    `is_national`: the legal tender of Lithuania during the validity; exactly one at a time.
    """

    per_euro = models.DecimalField(
        _("units for one euro"),
        max_digits=12,
        decimal_places=6,
        help_text=_("The irrevocable conversion rate; 1 for the euro itself."),
    )
    is_national = models.BooleanField(_("legal tender of Lithuania"), default=False)

    class Meta(CodeList.Meta):
        verbose_name = _("currency")
        verbose_name_plural = _("currencies")
        constraints = [
            *CodeList.Meta.constraints,
            code_once(),
            models.CheckConstraint(
                condition=Q(per_euro__gt=0),
                name="codes_currency_rate",
                violation_error_message=_("The rate is more than nothing."),
            ),
            one_at_a_time(
                "codes_currency_one_national",
                _("Another currency is legal tender in that time."),
                condition=Q(is_national=True),
            ),
        ]


@tracked()
class County(CodeList):
    """One of the ten counties (apskritis), by its code of ISO 3166-2."""

    class Meta(CodeList.Meta):
        verbose_name = _("county")
        verbose_name_plural = _("counties")
        constraints = [*CodeList.Meta.constraints, code_once()]


@tracked()
class Municipality(CodeList):
    """One of the sixty municipalities (savivaldybė), by its code of ISO 3166-2."""

    county = models.ForeignKey(
        County,
        on_delete=models.PROTECT,
        related_name="municipalities",
        verbose_name=_("county"),
    )

    class Meta(CodeList.Meta):
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        constraints = [*CodeList.Meta.constraints, code_once()]
