"""Victims in the Django admin, under the same rights and row security as every other page.

What is a verb of the law (deciding, proposing, granting) has its own page; here it is read.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from thbcases.access.rights import may
from thbcases.audit.admin import RecordAdmin
from thbcases.victims import models


class VictimPartAdmin(RecordAdmin):
    """Parts of a victim's record."""

    kind = "victim"
    list_select_related = ["victim__person"]
    search_fields = ["victim__person__family_name", "victim__person__given_name"]


@admin.register(models.Victim)
class VictimAdmin(RecordAdmin):
    """Victims: what is known of their life before may be corrected; the status is decided."""

    kind = "victim"
    list_display = ["person", "status", "status_on", "cooperation"]
    list_filter = ["status", "procedural_status", "cooperation"]
    list_select_related = ["person"]
    search_fields = ["person__family_name", "person__given_name"]
    date_hierarchy = "status_on"
    fields = [
        "person",
        "status",
        "status_on",
        "procedural_status",
        "cooperation",
        "identified_by",
        "relationship",
        "education",
        "employment",
        "marital_status",
        "note",
    ]
    readonly_fields = ["person", "status", "status_on", "identified_by"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may("victim.change")


@admin.register(models.VictimDecision)
class DecisionAdmin(VictimPartAdmin):
    kind = "decision"
    list_display = ["victim", "status", "on", "decider", "basis"]
    list_filter = ["status", "decider"]
    date_hierarchy = "on"


@admin.register(models.ExploitationEpisode)
class EpisodeAdmin(VictimPartAdmin):
    list_display = ["victim", "form", "is_main", "country", "starts_on", "ends_on"]
    list_filter = ["form", "is_main"]
    list_select_related = ["victim__person", "form", "country"]


@admin.register(models.CompensationClaim)
class ClaimAdmin(VictimPartAdmin):
    list_display = ["victim", "payer", "claimed_on", "amount", "currency", "state"]
    list_filter = ["payer", "state", "currency"]
    list_select_related = ["victim__person", "currency"]


@admin.register(models.ProtectionMeasure)
class ProtectionAdmin(VictimPartAdmin):
    list_display = ["victim", "kind", "decided_on", "starts_on", "ends_on"]
    list_filter = ["kind"]
    list_select_related = ["victim__person", "kind"]


class StayAdmin(RecordAdmin):
    """Stays, without a way to the victim: the migration department does not see it."""

    kind = "permit"
    list_display = ["person", "state", "starts_on", "ends_on", "decision_number"]
    list_filter = ["state"]
    list_select_related = ["person"]
    search_fields = ["person__family_name", "person__given_name", "decision_number"]
    date_hierarchy = "ends_on"
    fields = [
        "person",
        "state",
        "starts_on",
        "ends_on",
        "proposed_on",
        "decided_on",
        "decision_number",
        "ended_on",
        "end_ground",
        "note",
    ]


@admin.register(models.ReflectionPeriod)
class PeriodAdmin(StayAdmin):
    """Reflection periods."""


@admin.register(models.ResidencePermit)
class PermitAdmin(StayAdmin):
    """Residence permits."""
