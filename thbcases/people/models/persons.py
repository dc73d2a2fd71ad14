"""Persons, as one organisation knows them; nobody sees across organisations."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import one_of
from thbcases.core.history import tracked
from thbcases.core.models import Part, Record, inherits_custodian, sort_key
from thbcases.people.age import (
    AgeRange,
    age_range,
    is_child_age,
    latest_birth,
    years_on,
)
from thbcases.people.choices import BirthPrecision, IdentifierKind, NameKind, Sex
from thbcases.people.triggers import (
    copies_regime,
    no_anonymous_child,
    not_of_anonymous,
    sets_regime,
)


@tracked()
class Person(Record):
    """A human being as one organisation knows them.

    The same human known to two organisations is two rows; only the sealed subject number,
    which no screen shows, lets the country count them once. The regime says under which data
    protection law the row is kept.
    """

    regime = models.CharField(max_length=4, editable=False)
    family_name = models.CharField(_("family name"), max_length=150, blank=True)
    given_name = models.CharField(_("given name"), max_length=150, blank=True)
    original_name = models.CharField(
        _("name in its own script"),
        max_length=300,
        blank=True,
        help_text=_("As in the document: Олена Шевченко, Nguyễn Thị Lan, محمد …"),
    )
    sex = models.CharField(_("sex"), max_length=10, choices=Sex.choices, default=Sex.UNKNOWN)
    birth_precision = models.CharField(
        _("birth is known as"),
        max_length=10,
        choices=BirthPrecision.choices,
        default=BirthPrecision.UNKNOWN,
    )
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("birth year"), null=True, blank=True)
    is_stateless = models.BooleanField(_("stateless"), default=False)
    citizenships: "models.ManyToManyField[models.Model, models.Model]" = models.ManyToManyField(
        "codes.Country",
        through="PersonCitizenship",
        related_name="+",
        verbose_name=_("citizenships"),
    )
    note = models.TextField(_("note"), blank=True)
    # An adult who refuses to be named is known by a code, and counted once like everybody else.
    is_anonymous = models.BooleanField(
        _("anonymous"), default=False, db_default=False, editable=False
    )
    anonymous_code = models.CharField(
        _("code of an anonymous person"),
        max_length=12,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    sort_key = sort_key("family_name", "given_name")
    # Folded names, computed from all names in the same transaction (see `names.py`).
    search_key = models.CharField(max_length=1000, editable=False, default="", blank=True)

    class Meta(Record.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["custodian", "sort_key"], name="person_of_custodian"),
            models.Index(fields=["custodian", "birth_date"], name="person_born_on"),
        ]
        constraints = [
            one_of("people_person_sex_known", "sex", Sex.values),
            one_of("people_person_regime_known", "regime", ["led", "gdpr"]),
            models.CheckConstraint(
                condition=~Q(family_name="")
                | ~Q(given_name="")
                | ~Q(original_name="")
                | Q(is_anonymous=True),
                name="people_person_has_name",
                violation_error_message=_("Give at least one name, or «unknown»."),
            ),
            models.CheckConstraint(
                condition=Q(is_anonymous=False)
                | Q(
                    ~Q(anonymous_code=""),
                    family_name="",
                    given_name="",
                    original_name="",
                    birth_date__isnull=True,
                ),
                name="people_person_anonymous",
                violation_error_message=_(
                    "An anonymous person has a code, and neither a name nor a birth date."
                ),
            ),
            models.UniqueConstraint(
                fields=["custodian", "anonymous_code"],
                condition=~Q(anonymous_code=""),
                name="people_person_anonymous_code",
                violation_error_message=_("This code is already used."),
            ),
            models.CheckConstraint(
                condition=Q(birth_precision=BirthPrecision.DATE, birth_date__isnull=False)
                | Q(
                    birth_precision__in=[BirthPrecision.YEAR, BirthPrecision.ESTIMATE],
                    birth_date__isnull=True,
                    birth_year__isnull=False,
                )
                | Q(
                    birth_precision=BirthPrecision.UNKNOWN,
                    birth_date__isnull=True,
                    birth_year__isnull=True,
                ),
                name="people_person_birth_as_said",
                violation_error_message=_("The birth date or year does not fit how it is known."),
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__range=(1880, 2200)),
                name="people_person_birth_year_range",
                violation_error_message=_("This birth year cannot be right."),
            ),
        ]
        triggers = [*Record.Meta.triggers, sets_regime(), no_anonymous_child()]

    def __str__(self) -> str:
        if self.is_anonymous:
            return _now("anonymous %(code)s") % {"code": self.anonymous_code}
        latin = ", ".join(part for part in (self.family_name, self.given_name) if part)
        return latin or self.original_name

    def get_absolute_url(self) -> str:
        return reverse("people:detail", kwargs={"uuid": self.uuid})

    @property
    def born(self) -> str:
        """The birth as far as it is known: a day, a year, about a year, or nothing."""
        if self.birth_date:
            return self.birth_date.isoformat()
        if self.birth_year is None:
            return ""
        if self.birth_precision == BirthPrecision.ESTIMATE:
            return _now("about %(year)s") % {"year": self.birth_year}
        return str(self.birth_year)

    def age_on(self, day: date) -> int | None:
        """Age in whole years on a day; None when the birth is not known.

        With only a year known, the person counts as born on its last day: whoever may be a
        child is treated as one.
        """
        born = latest_birth(self.birth_date, self.birth_year)
        return None if born is None else years_on(born, day)

    def age_range_on(self, day: date) -> AgeRange | None:
        """Between which ages the person is on a day; None when the birth is not known."""
        return age_range(self.birth_date, self.birth_year, day)

    def is_child_on(self, day: date) -> bool | None:
        """A child is under 18 at the time asked about; None when the birth is not known."""
        age = self.age_on(day)
        return None if age is None else is_child_age(age)

    @property
    def age(self) -> int | None:
        """Age today."""
        return self.age_on(timezone.localdate())


class PersonPart(Part):
    """Something known of a person."""

    regime = models.CharField(max_length=4, editable=False)

    class Meta(Part.Meta):
        abstract = True
        triggers = [*inherits_custodian("people_person", "person_id"), copies_regime()]


@tracked()
class PersonName(PersonPart):
    """Another name by which a person is or was known."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="names", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=NameKind.choices)
    family_name = models.CharField(_("family name"), max_length=150, blank=True)
    given_name = models.CharField(_("given name"), max_length=150, blank=True)
    original_name = models.CharField(_("name in its own script"), max_length=300, blank=True)

    class Meta(PersonPart.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        triggers = [*PersonPart.Meta.triggers, not_of_anonymous()]
        ordering = ["kind", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(family_name="") | ~Q(given_name="") | ~Q(original_name=""),
                name="people_name_not_empty",
                violation_error_message=_("Give at least one name, or «unknown»."),
            ),
        ]

    def __str__(self) -> str:
        latin = ", ".join(part for part in (self.family_name, self.given_name) if part)
        return latin or self.original_name


@tracked()
class PersonIdentifier(PersonPart):
    """A personal code (asmens kodas) or the number of a document."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="identifiers", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=IdentifierKind.choices)
    country = models.ForeignKey(
        "codes.Country",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("issued by country"),
    )
    value = models.CharField(_("number"), max_length=60)
    # Letters and digits only, upper case: what search and linkage compare.
    normalised = models.CharField(max_length=60, editable=False)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)

    class Meta(PersonPart.Meta):
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        triggers = [*PersonPart.Meta.triggers, not_of_anonymous()]
        ordering = ["kind", "id"]
        indexes = [models.Index(fields=["custodian", "normalised"], name="identifier_value")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(normalised=""),
                name="people_identifier_not_empty",
                violation_error_message=_("The number has no letter and no digit."),
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "normalised"],
                name="people_identifier_once",
                violation_error_message=_("This number is already there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"


@tracked()
class PersonCitizenship(PersonPart):
    """A citizenship; a person may have several."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="citizenship_rows", verbose_name=_("person")
    )
    country = models.ForeignKey(
        "codes.Country", on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )

    class Meta(PersonPart.Meta):
        verbose_name = _("citizenship")
        verbose_name_plural = _("citizenships")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "country"],
                name="people_citizenship_once",
                violation_error_message=_("This citizenship is already there."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.country)
