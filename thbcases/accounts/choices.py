"""Kinds of organisations, and the legal regime under which each keeps personal data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thbcases.access.roles import Role


class OrganisationKind(models.TextChoices):
    """What an organisation is in the country's fight against trafficking."""

    POLICE_UNIT = "police_unit", _("police unit")
    SPECIALISED_UNIT = "specialised_unit", _("specialised unit")
    BORDER_GUARD = "border_guard", _("border guard")
    PROSECUTION = "prosecution", _("prosecution service")
    MIGRATION = "migration", _("migration department")
    MINISTRY_INTERIOR = "ministry_interior", _("ministry of the interior")
    MINISTRY_SOCIAL = "ministry_social", _("ministry of social security")
    MINISTRY = "ministry", _("ministry")
    NGO = "ngo", _("non-governmental organisation")
    MUNICIPALITY = "municipality", _("municipality")
    LABOUR_INSPECTORATE = "labour_inspectorate", _("labour inspectorate")
    CHILD_RIGHTS = "child_rights", _("child rights protection service")
    SUPERVISORY_AUTHORITY = "supervisory_authority", _("data protection authority")
    IT_DEPARTMENT = "it_department", _("information technology department")
    OTHER = "other", _("other")


class Regime(models.TextChoices):
    """The law under which an organisation keeps personal data."""

    LED = "led", _("Directive (EU) 2016/680 (law enforcement)")
    GDPR = "gdpr", _("Regulation (EU) 2016/679 (GDPR)")


# Which role can be held in which kind of organisation.
ROLES_OF_KIND: dict[OrganisationKind, frozenset[Role]] = {
    OrganisationKind.POLICE_UNIT: frozenset({Role.OFFICER}),
    OrganisationKind.SPECIALISED_UNIT: frozenset({Role.OFFICER, Role.ANALYST}),
    OrganisationKind.BORDER_GUARD: frozenset({Role.OFFICER, Role.RESPONDER}),
    OrganisationKind.MIGRATION: frozenset({Role.MIGRATION}),
    OrganisationKind.MINISTRY_INTERIOR: frozenset({Role.COORDINATOR}),
    OrganisationKind.MINISTRY_SOCIAL: frozenset({Role.FUNDER}),
    OrganisationKind.NGO: frozenset({Role.NGO}),
    OrganisationKind.MUNICIPALITY: frozenset({Role.RESPONDER}),
    OrganisationKind.LABOUR_INSPECTORATE: frozenset({Role.RESPONDER}),
    # diplomats and consuls, of the ministry of foreign affairs
    OrganisationKind.MINISTRY: frozenset({Role.RESPONDER}),
    OrganisationKind.CHILD_RIGHTS: frozenset({Role.RESPONDER}),
    OrganisationKind.SUPERVISORY_AUTHORITY: frozenset({Role.AUDITOR}),
    OrganisationKind.IT_DEPARTMENT: frozenset({Role.ADMINISTRATOR}),
}
