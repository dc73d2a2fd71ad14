"""Words about spreadsheets that are taken in, and the allowed transitions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """How far an uploaded spreadsheet is on its way into the records."""

    WAITING = "waiting", _("waits to be checked")
    CHECKING = "checking", _("is being checked")
    FAULTY = "faulty", _("has errors")
    READY = "ready", _("checked, can be imported")
    QUEUED = "queued", _("waits to be imported")
    IMPORTING = "importing", _("is being imported")
    IMPORTED = "imported", _("imported")
    FAILED = "failed", _("failed")
    FORGOTTEN = "forgotten", _("file deleted")


S = ImportState

TRANSITIONS: dict[ImportState, frozenset[ImportState]] = {
    S.WAITING: frozenset({S.CHECKING, S.FAILED, S.FORGOTTEN}),
    S.CHECKING: frozenset({S.READY, S.FAULTY, S.FAILED, S.FORGOTTEN}),
    S.FAULTY: frozenset({S.FORGOTTEN}),
    S.READY: frozenset({S.QUEUED, S.FORGOTTEN}),
    S.QUEUED: frozenset({S.IMPORTING, S.FAILED, S.FORGOTTEN}),
    # Between the check and the import somebody else may have used a number.
    S.IMPORTING: frozenset({S.IMPORTED, S.FAULTY, S.FAILED, S.FORGOTTEN}),
    S.IMPORTED: frozenset(),
    S.FAILED: frozenset({S.FORGOTTEN}),
    S.FORGOTTEN: frozenset(),
}

# A worker has it or will have it: the page asks again by itself.
UNDER_WAY: frozenset[ImportState] = frozenset({S.WAITING, S.CHECKING, S.QUEUED, S.IMPORTING})


class Level(models.TextChoices):
    """How much a problem of a cell weighs."""

    ERROR = "error", _("error")
    WARNING = "warning", _("warning")


class Part(models.TextChoices):
    """What a person of a spreadsheet is in an investigation."""

    VICTIM = "victim", _("victim")
    SUSPECT = "suspect", _("suspect")


# What an import makes, by the name under which it is counted.
KINDS = {
    "investigations": _("investigations"),
    "victims": _("victims"),
    "suspects": _("suspects"),
    "judgments": _("judgments"),
    "beneficiaries": _("people helped"),
    "services": _("services"),
    "persons": _("new persons"),
    "known": _("persons known before"),
}
