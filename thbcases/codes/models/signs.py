"""The signs by which a victim of trafficking is noticed, as a list with versions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thbcases.audit.history import tracked
from thbcases.codes.choices import DIMENSIONS, SignPart, Weight
from thbcases.codes.models.base import ByName, CodeList, code_once, is_english
from thbcases.core.constraints import one_of


@tracked()
class SignList(CodeList):
    """A version of the list of signs that first responders go through.

    The version in force that began last is asked. Its gaps are said on the form: what the list
    does not cover, so that nobody takes silence for an answer.
    """

    gaps_lt = models.TextField(_("what it does not cover, in Lithuanian"), blank=True)
    gaps_en = models.TextField(_("what it does not cover, in English"), blank=True)

    class Meta(CodeList.Meta):
        verbose_name = _("version of the list of signs")
        verbose_name_plural = _("versions of the list of signs")
        ordering = ["-valid_from", "code"]
        constraints = [
            *CodeList.Meta.constraints,
            code_once(),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False),
                name="codes_signlist_begins",
                violation_error_message=_("Give the day from which the list is in force."),
            ),
        ]

    @property
    def gaps(self) -> str:
        """What the list does not cover, in the reader's language."""
        return self.gaps_en if is_english() else self.gaps_lt


@tracked()
class Sign(CodeList):
    """One sign of a version: an act, a means, or an indicator of one of six dimensions.

    An indicator has a weight for adults, and one for children unless the list for children does
    not know it (ILO and European Commission, operational indicators of trafficking, 2009).
    """

    list = models.ForeignKey(
        SignList, on_delete=models.PROTECT, related_name="signs", verbose_name=_("version")
    )
    part = models.CharField(_("part of the form"), max_length=15, choices=SignPart.choices)
    adult = models.CharField(
        _("weight for adults"), max_length=1, choices=Weight.choices, blank=True
    )
    child = models.CharField(
        _("weight for children"), max_length=1, choices=Weight.choices, blank=True
    )

    class Meta(CodeList.Meta):
        verbose_name = _("sign of trafficking")
        verbose_name_plural = _("signs of trafficking")
        ordering = ["list", "part", "position", ByName()]
        constraints = [
            *CodeList.Meta.constraints,
            models.UniqueConstraint(
                fields=["list", "code"],
                name="codes_sign_code",
                violation_error_message=_("This code is already in the list."),
            ),
            one_of("codes_sign_part", "part", SignPart.values),
            one_of("codes_sign_adult", "adult", ["", *Weight.values]),
            one_of("codes_sign_child", "child", ["", *Weight.values]),
            models.CheckConstraint(
                condition=(Q(part__in=DIMENSIONS) & ~Q(adult="")) | Q(adult="", child=""),
                name="codes_sign_weighed",
                violation_error_message=_(
                    "An indicator of a dimension has a weight; acts and means have none."
                ),
            ),
        ]
