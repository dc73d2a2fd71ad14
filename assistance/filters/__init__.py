"""Filters above the lists of assistance."""

from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django.db import models
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from assistance.choices import Answer, ProjectState
from assistance.models import (
    Beneficiary,
    FundingCall,
    Group,
    Offer,
    Project,
    ProjectReport,
    Service,
)
from thbcases.accounts.choices import OrganisationKind
from thbcases.accounts.models import Organisation
from thbcases.codes.choices import ListName
from thbcases.codes.models import ListCode, ServiceKind
from thbcases.people.choices import Sex
from thbcases.people.queries import ids_meant
from thbcases.web.filters import ANY, BaseFilterSet, SearchFilter

# Older projects are chosen from their own page; the list stays one that a person can read.
PROJECT_YEARS = 2


class Open(models.TextChoices):
    """Whether help goes on."""

    OPEN = "open", _("goes on")
    CLOSED = "closed", _("ended")


class Age(models.TextChoices):
    """A child is under 18 at the time asked about: today, and when help began."""

    CHILD_NOW = "child", _("child today")
    CHILD_THEN = "child_then", _("child when help began")
    ADULT = "adult", _("adult today")
    UNKNOWN = "unknown", _("birth not known")


def _choice(choices: Any, label: Any, **kwargs: Any) -> Any:
    return django_filters.ChoiceFilter(
        choices=choices, label=capfirst(label), empty_label=ANY, **kwargs
    )


def _row(queryset: Any, label: Any, **kwargs: Any) -> Any:
    return django_filters.ModelChoiceFilter(queryset=queryset, label=capfirst(label), **kwargs)


class BeneficiaryFilter(BaseFilterSet):
    """People by name, code or number; whether help goes on; as what; sex; child or adult."""

    q = SearchFilter(method="find", label=_("Name, code or number"))
    open = _choice(Open.choices, _("help"), method="by_open")
    sex = _choice(Sex.choices, _("sex"), field_name="person__sex")
    age = _choice(Age.choices, _("age"), method="by_age")

    class Meta:
        model = Beneficiary
        fields: ClassVar[list[str]] = ["q", "open", "status", "sex", "age", "registered_on"]

    def find(self, rows: "QuerySet[Beneficiary]", name: str, value: str) -> "QuerySet[Beneficiary]":
        """Rows whose code holds the words, or whose person the words mean."""
        return rows.filter(Q(code__icontains=value.strip()) | Q(person__in=ids_meant(value)))

    def by_open(
        self, rows: "QuerySet[Beneficiary]", name: str, value: str
    ) -> "QuerySet[Beneficiary]":
        """Rows of help that goes on, or that ended."""
        return rows.filter(closed_on__isnull=value == Open.OPEN)

    def by_age(
        self, rows: "QuerySet[Beneficiary]", name: str, value: str
    ) -> "QuerySet[Beneficiary]":
        """Rows by whether the person is, or was, under 18."""
        today = timezone.localdate()
        wanted = {
            Age.CHILD_NOW: Q(adult_on__gt=today),
            Age.CHILD_THEN: Q(adult_on__gt=F("registered_on")),
            Age.ADULT: Q(adult_on__lte=today),
            Age.UNKNOWN: Q(adult_on=None),
        }
        return rows.filter(wanted[Age(value)])


def _projects_of_late(request: HttpRequest) -> "QuerySet[Project]":
    """Projects that run or ended within two years, and the one that is asked for already."""
    lately = Q(ends_on__gte=timezone.localdate() - timedelta(days=365 * PROJECT_YEARS))
    try:
        asked = Q(uuid=UUID(request.GET.get("project", "")))
    except ValueError:
        asked = Q()
    return Project.objects.filter(lately | asked if asked else lately)


class ServiceFilter(BaseFilterSet):
    """Services by person, kind, project and day."""

    q = SearchFilter(method="find", label=_("Name, code or number"))
    kind = _row(ServiceKind.objects.all(), _("kind of service"), to_field_name="code")
    project = _row(_projects_of_late, _("project"), to_field_name="uuid")

    class Meta:
        model = Service
        fields: ClassVar[list[str]] = ["q", "kind", "project", "on"]

    def find(self, rows: "QuerySet[Service]", name: str, value: str) -> "QuerySet[Service]":
        """Rows of people whose code holds the words, or whom the words mean."""
        return rows.filter(
            Q(beneficiary__code__icontains=value.strip())
            | Q(beneficiary__person__in=ids_meant(value))
        )


class CallFilter(BaseFilterSet):
    """Calls by words and year."""

    q = SearchFilter(fields=("title",))

    class Meta:
        model = FundingCall
        fields: ClassVar[list[str]] = ["q", "year"]


class ProjectFilter(BaseFilterSet):
    """Projects by number, title, organisation, call and state."""

    q = SearchFilter(fields=("number", "title", "custodian__name_lt", "custodian__name_en"))
    call = _row(lambda request: FundingCall.objects.all(), _("call"), to_field_name="uuid")
    state = _choice(ProjectState.choices, _("state"))

    class Meta:
        model = Project
        fields: ClassVar[list[str]] = ["q", "call", "state"]


class ReportFilter(BaseFilterSet):
    """Reports by project and state."""

    q = SearchFilter(fields=("project__number", "project__title"))
    organisation = _row(
        lambda request: Organisation.objects.filter(kind=OrganisationKind.NGO),
        _("organisation"),
        field_name="custodian",
        to_field_name="uuid",
    )

    class Meta:
        model = ProjectReport
        fields: ClassVar[list[str]] = ["q", "organisation", "state", "submitted_on"]


class GroupFilter(BaseFilterSet):
    """Groups by words, kind and days."""

    q = SearchFilter(fields=("title", "leader"), label=_("Title or leader"))
    kind = _row(
        lambda request: ListCode.objects.filter(list=ListName.GROUP_KIND),
        _("kind of group"),
        to_field_name="code",
    )

    class Meta:
        model = Group
        fields: ClassVar[list[str]] = ["q", "kind", "starts_on"]


class OfferFilter(BaseFilterSet):
    """Offers by answer, reason, sex and day."""

    answer = _choice(Answer.choices, _("answer"))
    sex = _choice(Sex.choices, _("sex"))
    reason = _row(
        lambda request: ListCode.objects.filter(list=ListName.DECLINE_REASON),
        _("why it was declined"),
        to_field_name="code",
    )

    class Meta:
        model = Offer
        fields: ClassVar[list[str]] = ["answer", "sex", "reason", "on"]
