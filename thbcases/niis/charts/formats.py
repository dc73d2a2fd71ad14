"""In which forms a chart can leave the house."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Format(models.TextChoices):
    """A file format, and who reads it."""

    ANX = "anx", _("i2 Analyst's Notebook chart (.anx)")
    PAIRS = "pairs", _("two tables for i2's text import (CSV in a ZIP file)")
    GRAPHML = "graphml", _("GraphML, for Gephi, Cytoscape, yEd")
    FTM = "ftm", _("FollowTheMoney: suspects and objects only (JSON lines)")


SUFFIX: dict[str, str] = {
    Format.ANX: "anx",
    Format.PAIRS: "zip",
    Format.GRAPHML: "graphml",
    Format.FTM: "ftm.json",
}
MEDIA: dict[str, str] = {
    Format.ANX: "application/xml",
    Format.PAIRS: "application/zip",
    Format.GRAPHML: "application/xml",
    Format.FTM: "application/jsonl",
}
