"""The roles people act in. A role is held in one organisation, from a day until a day."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Who somebody is to this system; what each may do stands in `table.py`."""

    OFFICER = "officer", _("police officer")
    ANALYST = "analyst", _("analyst of the specialised unit")
    NGO = "ngo", _("NGO worker")
    RESPONDER = "responder", _("first responder")
    MIGRATION = "migration", _("migration officer")
    FUNDER = "funder", _("funder")
    COORDINATOR = "coordinator", _("national coordinator")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


DESCRIPTIONS: dict[Role, Promise] = {
    Role.OFFICER: _(
        "Registers investigations, victims and suspects of the own unit and of cases the unit "
        "is assigned to; proposes reflection periods and residence permits."
    ),
    Role.ANALYST: _("Reads all investigations, victims and permits; changes none of them."),
    Role.NGO: _("Records the help given to the own organisation's beneficiaries."),
    Role.RESPONDER: _(
        "Notices a presumed victim (border guard, labour inspector, diplomat, municipality), "
        "records the signs once and passes the person on."
    ),
    Role.MIGRATION: _("Decides on reflection periods and residence permits."),
    Role.FUNDER: _("Opens calls, decides on projects and accepts their reports."),
    Role.COORDINATOR: _("Reads the figures of the whole country and never a name."),
    Role.AUDITOR: _("Reads who changed and who read what, without the content of cases."),
    Role.ADMINISTRATOR: _("Keeps accounts and code lists; sees no case."),
}
