"""Classifications of exploitation, of services, and the simple lists."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thbcases.audit.history import tracked
from thbcases.codes.choices import (
    EurostatForm,
    FormCategory,
    HtcdsSexType,
    HtcdsType,
    ListName,
    Purpose,
    ServiceUnit,
)
from thbcases.codes.models.base import ByName, CodeList, code_once
from thbcases.core.constraints import one_of


@tracked()
class ExploitationForm(CodeList):
    """A form of exploitation (išnaudojimo forma), with where each return puts it.

    A person may suffer several forms; one of them is the main one, because returns need one.
    """

    category = models.CharField(_("category"), max_length=15, choices=FormCategory.choices)
    eurostat = models.CharField(_("in Eurostat"), max_length=30, choices=EurostatForm.choices)
    htcds_type = models.CharField(
        _("in HTCDS 2.0"), max_length=40, choices=HtcdsType.choices, blank=True
    )
    htcds_sex_type = models.CharField(
        _("kind of sexual exploitation in HTCDS 2.0"),
        max_length=40,
        choices=HtcdsSexType.choices,
        blank=True,
    )
    purpose = models.CharField(
        _("purpose in BK Art. 147"), max_length=20, choices=Purpose.choices, blank=True
    )
    text_required = models.BooleanField(
        _("needs a description"),
        default=False,
        help_text=_("Whoever chooses it must say in words what it is."),
    )
    raises_task = models.BooleanField(
        _("to be made precise"),
        default=False,
        help_text=_("A record with it stays on the list of things to do."),
    )

    class Meta(CodeList.Meta):
        verbose_name = _("form of exploitation")
        verbose_name_plural = _("forms of exploitation")
        constraints = [
            *CodeList.Meta.constraints,
            code_once(),
            one_of("codes_exploitationform_category", "category", FormCategory.values),
            one_of("codes_exploitationform_eurostat", "eurostat", EurostatForm.values),
            models.CheckConstraint(
                condition=Q(htcds_sex_type="") | Q(htcds_type=HtcdsType.SEXUAL),
                name="codes_exploitationform_htcds_sex",
                violation_error_message=_("Only sexual exploitation has a kind of it."),
            ),
        ]


@tracked()
class ServiceKind(CodeList):
    """A kind of help to a victim (pagalbos rūšis) and in what it is usually counted."""

    unit = models.CharField(_("counted in"), max_length=10, choices=ServiceUnit.choices)
    is_child_specific = models.BooleanField(_("only for children"), default=False)

    class Meta(CodeList.Meta):
        verbose_name = _("kind of service")
        verbose_name_plural = _("kinds of services")
        constraints = [
            *CodeList.Meta.constraints,
            code_once(),
            one_of("codes_servicekind_unit", "unit", ServiceUnit.values),
        ]


@tracked()
class ListCode(CodeList):
    """An entry of one of the simple lists; the same code may stand in two lists."""

    list = models.CharField(_("list"), max_length=30, choices=ListName.choices)
    htcds = models.CharField(
        _("in HTCDS 2.0"),
        max_length=60,
        blank=True,
        help_text=_("Value in the Human Trafficking Case Data Standard (IOM, CC BY 4.0)."),
    )
    ctdc = models.CharField(
        _("in CTDC"),
        max_length=60,
        blank=True,
        help_text=_("Column in the data of the Counter-Trafficking Data Collaborative."),
    )

    class Meta(CodeList.Meta):
        verbose_name = _("list entry")
        verbose_name_plural = _("list entries")
        ordering = ["list", "position", ByName()]
        constraints = [
            *CodeList.Meta.constraints,
            models.UniqueConstraint(
                fields=["list", "code"],
                name="codes_listcode_code",
                violation_error_message=_("This code is already in the list."),
            ),
            one_of("codes_listcode_list", "list", ListName.values),
        ]
