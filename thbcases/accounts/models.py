"""Organisations, users, and who works where in which role from when until when."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.contrib import auth
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.accounts.choices import ROLES_OF_KIND, OrganisationKind, Regime
from thbcases.core.constraints import ends_after_start
from thbcases.core.history import tracked
from thbcases.core.models import Numbered, sort_key


@tracked()
class Organisation(Numbered):
    """A unit that keeps records of its own: a police unit, an NGO, a ministry.

    It is the controller of its records under its `regime`.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind.choices)
    name_lt = models.CharField(_("name in Lithuanian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    municipality = models.ForeignKey(
        "codes.Municipality",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    regime = models.CharField(_("data protection law"), max_length=4, choices=Regime.choices)
    is_active = models.BooleanField(_("active"), default=True)
    sort_key = sort_key("name_lt")

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(regime__in=Regime.values),
                name="accounts_organisation_regime_known",
                violation_error_message=_("This value is not in the list."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_lt


@tracked(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person who signs in. What they may do comes from their membership of today only.

    `is_superuser` gives nothing: no check in this system asks it.
    """

    is_demo = models.BooleanField(_("demo account"), default=False, editable=False)

    # Set by the layer that knows memberships, for one request, job or command.
    chosen_membership_id: int | None = None

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["last_name", "first_name", "id"]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def membership(self, on: date | None = None) -> "Membership | None":
        """The membership that acts: the chosen one when it is valid that day, else the first."""
        valid = list(
            self.memberships.valid_on(on or timezone.localdate()).select_related("organisation")
        )
        chosen = [m for m in valid if m.pk == self.chosen_membership_id]
        return next(iter(chosen or valid), None)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Ask the backends only: Django itself would say yes to every superuser."""
        return self.is_active and any(
            backend.has_perm(self, perm, obj)
            for backend in auth.get_backends()
            if hasattr(backend, "has_perm")
        )

    def has_perms(self, perm_list: Iterable[str], obj: Any = None) -> bool:
        """All of these, each asked of the backends."""
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether anything of an app is open; asked of the backends only."""
        return self.is_active and any(
            backend.has_module_perms(self, app_label)
            for backend in auth.get_backends()
            if hasattr(backend, "has_module_perms")
        )

    def actor(self) -> Actor | None:
        """Who this user acts as today; None without a valid membership."""
        membership = self.membership() if self.is_active else None
        return membership.actor() if membership else None


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, on: date) -> "MembershipQuerySet":
        """Memberships that give rights on this day."""
        return self.filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on),
            starts_on__lte=on,
            user__is_active=True,
            organisation__is_active=True,
        )


@tracked()
class Membership(Numbered):
    """Somebody works for an organisation in a role, from a day until a day (inclusive)."""

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("user")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    position = models.CharField(_("position"), max_length=120, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    is_head = models.BooleanField(
        _("heads the unit"),
        default=False,
        help_text=_("Is told when somebody of the unit is late with a term."),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["starts_on", "id"]
        constraints = [
            ends_after_start("accounts_membership_ends_after_start", "starts_on", "ends_on"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="accounts_membership_role_known",
                violation_error_message=_("This value is not in the list."),
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "starts_on"],
                name="accounts_membership_once",
                violation_error_message=_("This membership is already there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.get_role_display()}"

    def clean(self) -> None:
        """A role belongs to certain kinds of organisations."""
        if not self.organisation_id:
            return
        kind = OrganisationKind(self.organisation.kind)
        if self.role not in ROLES_OF_KIND.get(kind, frozenset()):
            raise ValidationError(
                {"role": _("This role cannot be held in an organisation of this kind.")}
            )

    def actor(self) -> Actor:
        """The actor this membership makes of its user."""
        return Actor(self.user_id, self.organisation_id, Role(self.role))
