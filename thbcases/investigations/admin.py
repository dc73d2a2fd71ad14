"""Investigations in the Django admin, under the same rows and rights as everywhere.

What the law wants dated and decided (stages, states, judgments) is shown here and entered on
the pages that ask for it.
"""

from django.contrib import admin

from thbcases.audit.admin import RecordAdmin, ShownInline
from thbcases.investigations import models


class CaseAdmin(RecordAdmin):
    """What belongs to an investigation."""

    kind = "investigation"


class StageInline(ShownInline):
    model = models.Stage


class ArticleInline(ShownInline):
    model = models.InvestigationArticle


class FormInline(ShownInline):
    model = models.InvestigationForm


class CountryInline(ShownInline):
    model = models.InvestigationCountry


class AssignmentInline(ShownInline):
    model = models.Assignment


@admin.register(models.Investigation)
class InvestigationAdmin(CaseAdmin):
    list_display = ("number", "registered_on", "stage", "reach", "custodian")
    list_filter = ("stage", "reach")
    list_select_related = ("custodian",)
    search_fields = ("number", "prosecutor")
    date_hierarchy = "registered_on"
    fields = ("number", "registered_on", "stage", "stage_on", "prosecutor", "reach", "summary")
    inlines = (StageInline, ArticleInline, FormInline, CountryInline, AssignmentInline)


class StatusInline(ShownInline):
    model = models.SuspectStatus


class ChargeInline(ShownInline):
    model = models.Charge


@admin.register(models.Suspect)
class SuspectAdmin(CaseAdmin):
    list_display = ("__str__", "kind", "state", "state_on", "investigation")
    list_filter = ("kind", "state")
    list_select_related = ("person", "investigation")
    search_fields = ("legal_name", "person__family_name", "person__given_name")
    fields = ("investigation", "kind", "person", "legal_name", "state", "state_on", "role_note")
    inlines = (StatusInline, ChargeInline)


class JudgmentInline(ShownInline):
    model = models.Judgment


@admin.register(models.CourtCase)
class CourtCaseAdmin(CaseAdmin):
    list_display = ("investigation", "court", "number", "handed_over_on")
    list_select_related = ("investigation", "court")
    search_fields = ("number", "investigation__number")
    fields = ("investigation", "court", "number", "handed_over_on")
    inlines = (JudgmentInline,)


class SentenceInline(ShownInline):
    model = models.Sentence


@admin.register(models.Judgment)
class JudgmentAdmin(CaseAdmin):
    list_display = ("court_case", "instance", "on", "final_on")
    list_filter = ("instance",)
    list_select_related = ("court_case__court",)
    fields = ("court_case", "instance", "on", "final_on")
    inlines = (SentenceInline,)
