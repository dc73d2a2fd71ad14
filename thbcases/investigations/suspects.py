"""Suspects: from «information collected» to conviction or acquittal."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import one_of
from thbcases.core.history import tracked
from thbcases.core.models import Part, copies_column, inherits_custodian
from thbcases.investigations.choices import SuspectKind, SuspectState


class SuspectPart(Part):
    """Something that belongs to one suspect; it knows its investigation for row security."""

    investigation = models.ForeignKey(
        "investigations.Investigation",
        on_delete=models.CASCADE,
        related_name="+",
        editable=False,
        verbose_name=_("investigation"),
    )

    class Meta(Part.Meta):
        abstract = True
        triggers = [
            *inherits_custodian("investigations_suspect", "suspect_id"),
            copies_column(
                "copy_investigation", "investigations_suspect", "suspect_id", "investigation_id"
            ),
        ]


@tracked()
class Suspect(Part):
    """Somebody whom an investigation suspects: a human being or a legal person.

    `state` and `state_on` repeat the newest status row for lists.
    """

    investigation = models.ForeignKey(
        "investigations.Investigation",
        on_delete=models.CASCADE,
        related_name="suspects",
        verbose_name=_("investigation"),
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=SuspectKind.choices, default=SuspectKind.NATURAL
    )
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="suspected_in",
        verbose_name=_("person"),
    )
    legal_name = models.CharField(_("name of the legal person"), max_length=200, blank=True)
    legal_code = models.CharField(_("code of the legal person"), max_length=30, blank=True)
    role_note = models.CharField(_("role in the offence"), max_length=200, blank=True)
    state = models.CharField(
        _("state"),
        max_length=15,
        choices=SuspectState.choices,
        default=SuspectState.INFORMATION,
        editable=False,
    )
    state_on = models.DateField(_("state since"), editable=False)

    class Meta(Part.Meta):
        verbose_name = _("suspect")
        verbose_name_plural = _("suspects")
        ordering = ["-state_on", "-id"]
        triggers = inherits_custodian("investigations_investigation", "investigation_id")
        indexes = [
            models.Index(fields=["custodian", "-state_on"], name="suspect_of_unit"),
            models.Index(fields=["-state_on", "-id"], name="suspect_by_date"),
        ]
        constraints = [
            one_of("investigations_suspect_state_known", "state", SuspectState.values),
            models.CheckConstraint(
                condition=Q(kind=SuspectKind.NATURAL, person__isnull=False, legal_name="")
                | (Q(kind=SuspectKind.LEGAL, person__isnull=True) & ~Q(legal_name="")),
                name="investigations_suspect_who",
                violation_error_message=_("Name either a person or a legal person."),
            ),
            models.UniqueConstraint(
                fields=["investigation", "person"],
                name="investigations_suspect_once",
                violation_error_message=_("This person is already a suspect here."),
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name or str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("investigations:suspect", kwargs={"uuid": self.uuid})


@tracked()
class SuspectStatus(SuspectPart):
    """From a day on the suspect stands at this point of the proceedings."""

    suspect = models.ForeignKey(
        Suspect, on_delete=models.CASCADE, related_name="statuses", verbose_name=_("suspect")
    )
    state = models.CharField(_("state"), max_length=15, choices=SuspectState.choices)
    on = models.DateField(_("on"))
    basis = models.CharField(_("basis"), max_length=300, blank=True)

    class Meta(SuspectPart.Meta):
        verbose_name = _("status of a suspect")
        verbose_name_plural = _("statuses of suspects")
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["suspect", "on", "id"], name="suspect_status_in_order")]
        constraints = [one_of("investigations_status_known", "state", SuspectState.values)]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.on}"
