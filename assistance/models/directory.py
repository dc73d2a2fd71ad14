"""Who can help whom with what, and how many places are free: what each organisation says."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.choices import Language, Serves
from thbcases.core.constraints import not_empty
from thbcases.core.history import tracked
from thbcases.core.models import Part, Record, inherits_custodian

# After so many days a number of free places is no longer to be relied on.
FRESH_DAYS = 7


@tracked()
class DirectoryEntry(Record):
    """An organisation in the directory of help; it keeps its own entry, everybody reads it.

    Nothing in it speaks of a person who is helped.
    """

    about = models.TextField(_("what we do"), max_length=1500, blank=True)
    reach = models.CharField(
        _("safe way to reach us"),
        max_length=300,
        help_text=_("A telephone or a place that gives nobody away. No address of a shelter."),
    )
    email = models.EmailField(
        _("e-mail for notices"),
        blank=True,
        help_text=_("Notices go there without names: only that something waits in this system."),
    )
    municipality = models.ForeignKey(
        "codes.Municipality",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    whole_country = models.BooleanField(_("helps in the whole country"), default=False)
    languages = ArrayField(
        models.CharField(max_length=3, choices=Language.choices),
        default=list,
        blank=True,
        verbose_name=_("languages"),
    )
    serves = ArrayField(
        models.CharField(max_length=10, choices=Serves.choices),
        default=list,
        verbose_name=_("takes"),
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("entry of the directory")
        verbose_name_plural = _("directory of help")
        ordering = ["custodian__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["custodian"],
                name="assistance_directory_once",
                violation_error_message=_("Your organisation is in the directory already."),
            ),
            not_empty("assistance_directory_reach", "reach", _("Say how you can be reached.")),
            models.CheckConstraint(
                condition=Q(serves__len__gt=0),
                name="assistance_directory_serves",
                violation_error_message=_("Say whom you take."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.custodian)

    def get_absolute_url(self) -> str:
        return reverse("assistance:directory_entry", kwargs={"uuid": self.uuid})

    @property
    def is_closed(self) -> bool:
        """Whether nobody can be referred there any more."""
        has_ended = self.closed_on is not None and self.closed_on <= timezone.localdate()
        return has_ended or not self.custodian.is_active

    @property
    def serves_words(self) -> str:
        """Whom it takes, in words."""
        return ", ".join(str(Serves(value).label) for value in self.serves)

    @property
    def language_words(self) -> str:
        """The languages, in words."""
        return ", ".join(str(Language(value).label) for value in self.languages)


@tracked()
class ListedService(Part):
    """One kind of help an organisation offers, with the places it says are free."""

    entry = models.ForeignKey(
        DirectoryEntry,
        on_delete=models.CASCADE,
        related_name="services",
        verbose_name=_("organisation"),
    )
    kind = models.ForeignKey(
        "codes.ServiceKind",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("kind of service"),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    places = models.PositiveSmallIntegerField(_("places in all"), null=True, blank=True)
    places_free = models.PositiveSmallIntegerField(_("places free"), null=True, blank=True)
    said_at = models.DateTimeField(_("said"), null=True, blank=True, editable=False)
    said_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("said by"),
    )

    class Meta(Part.Meta):
        verbose_name = _("service in the directory")
        verbose_name_plural = _("services in the directory")
        ordering = ["kind__position", "id"]
        triggers = inherits_custodian("assistance_directoryentry", "entry_id")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "kind"],
                name="assistance_listed_once",
                violation_error_message=_("This service is already listed."),
            ),
            models.CheckConstraint(
                condition=Q(places_free__isnull=True)
                | Q(places__isnull=True)
                | Q(places_free__lte=F("places")),
                name="assistance_listed_places",
                violation_error_message=_("There are not so many places."),
            ),
            models.CheckConstraint(
                condition=Q(places_free__isnull=True) | Q(said_at__isnull=False),
                name="assistance_listed_dated",
                violation_error_message=_("A number of places has its day."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.kind)

    @property
    def is_old(self) -> bool:
        """Whether the number of free places was said too long ago to be relied on."""
        return self.said_at is not None and self.said_at < timezone.now() - timedelta(
            days=FRESH_DAYS
        )

    @property
    def said_days_ago(self) -> int:
        """How many days ago the number was said."""
        if self.said_at is None:
            return 0
        return (timezone.localdate() - timezone.localdate(self.said_at)).days
