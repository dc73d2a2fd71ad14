"""Objects that hang on people and cases: vehicles, phones, addresses, accounts, companies."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import ends_after_start, one_of
from thbcases.core.history import tracked
from thbcases.core.models import Part, Record, inherits_custodian
from thbcases.people.choices import (
    Credibility,
    Handling,
    Nature,
    ObjectKind,
    Relation,
    Reliability,
    Source,
)
from thbcases.people.triggers import copies_regime, follows_episode, sets_regime


@tracked()
class KnownObject(Record):
    """An object as one organisation knows it: a car by its plate, a phone by its number.

    An organisation keeps an object once; the same plate known to two organisations is two rows,
    as with persons. `normalised` is what two ways of writing it have in common.
    """

    regime = models.CharField(max_length=4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=ObjectKind.choices)
    value = models.CharField(
        _("number or name"),
        max_length=300,
        help_text=_("As written: ABC 123, +370 612 34567, Laisvės al. 1, Kaunas."),
    )
    normalised = models.CharField(max_length=200, editable=False)
    country = models.ForeignKey(
        "codes.Country",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("country"),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("object")
        verbose_name_plural = _("objects")
        ordering = ["kind", "normalised", "id"]
        triggers = [*Record.Meta.triggers, sets_regime()]
        indexes = [models.Index(fields=["kind", "normalised"], name="object_value")]
        constraints = [
            one_of("people_object_kind_known", "kind", ObjectKind.values),
            one_of("people_object_regime_known", "regime", ["led", "gdpr"]),
            models.CheckConstraint(
                condition=~Q(normalised=""),
                name="people_object_not_empty",
                violation_error_message=_("There is no letter and no digit in it."),
            ),
            models.UniqueConstraint(
                fields=["custodian", "kind", "normalised"],
                name="people_object_once",
                violation_error_message=_("Your organisation knows this object already."),
            ),
        ]

    def __str__(self) -> str:
        return self.value

    def get_absolute_url(self) -> str:
        return reverse("people:object", kwargs={"uuid": self.uuid})


@tracked()
class ObjectLink(Part):
    """By what, since when and on whose word an object hangs on a person, a case or a journey.

    Every piece carries its source, grades, handling code and whether it is a fact or an
    assessment (Directive (EU) 2016/680 Art. 6 and 7). A link to a stretch of exploitation belongs
    to its investigation, too.
    """

    regime = models.CharField(max_length=4, editable=False)
    object = models.ForeignKey(
        KnownObject, on_delete=models.CASCADE, related_name="links", verbose_name=_("object")
    )
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.CASCADE,
        related_name="object_links",
        null=True,
        blank=True,
        verbose_name=_("person"),
    )
    investigation = models.ForeignKey(
        "investigations.Investigation",
        on_delete=models.CASCADE,
        related_name="object_links",
        null=True,
        blank=True,
        verbose_name=_("investigation"),
    )
    episode = models.ForeignKey(
        "victims.ExploitationEpisode",
        on_delete=models.CASCADE,
        related_name="object_links",
        null=True,
        blank=True,
        verbose_name=_("exploitation"),
    )
    relation = models.CharField(_("relation"), max_length=15, choices=Relation.choices)
    source = models.CharField(
        _("source"), max_length=10, choices=Source.choices, default=Source.OFFICER
    )
    reliability = models.CharField(
        _("reliability of the source"),
        max_length=1,
        choices=Reliability.choices,
        default=Reliability.E,
    )
    credibility = models.CharField(
        _("credibility of the information"),
        max_length=1,
        choices=Credibility.choices,
        default=Credibility.FOUR,
    )
    handling = models.CharField(
        _("handling code"), max_length=2, choices=Handling.choices, default=Handling.H0
    )
    nature = models.CharField(
        _("fact or assessment"), max_length=10, choices=Nature.choices, default=Nature.FACT
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("link of an object")
        verbose_name_plural = _("links of objects")
        ordering = ["starts_on", "id"]
        triggers = [
            *inherits_custodian("people_knownobject", "object_id"),
            copies_regime("people_knownobject", "object_id"),
            follows_episode(),
        ]
        constraints = [
            one_of("people_object_relation_known", "relation", Relation.values),
            one_of("people_object_source_known", "source", Source.values),
            one_of("people_object_reliability_known", "reliability", Reliability.values),
            one_of("people_object_credibility_known", "credibility", Credibility.values),
            one_of("people_object_handling_known", "handling", Handling.values),
            one_of("people_object_nature_known", "nature", Nature.values),
            ends_after_start("people_object_link_order", "starts_on", "ends_on"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, investigation__isnull=True, episode__isnull=True)
                | Q(person__isnull=True, investigation__isnull=False),
                name="people_object_hangs_on_one",
                violation_error_message=_("Name either a person or an investigation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.object}: {self.get_relation_display()}"
