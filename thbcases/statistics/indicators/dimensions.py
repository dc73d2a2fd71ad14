"""By what figures can be broken down."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.accounts.choices import OrganisationKind
from thbcases.codes.choices import (
    CitizenshipGroup,
    EurostatForm,
    FormCategory,
    ListName,
    OffenceConduct,
)
from thbcases.investigations.choices import Outcome, Reach
from thbcases.people.choices import Sex
from thbcases.sanctions.choices import CaseState
from thbcases.statistics.choices import (
    AgeGroup,
    Asked,
    ChildBand,
    Done,
    Identification,
    Interviewed,
    NoticeTime,
    ProsecutionDecision,
)
from thbcases.statistics.indicators.kinds import NOTHING, Dimension, Indicator, Value

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

ORGANISATION = "organisation"


class NoDimension(LookupError):
    """The facts of the indicator do not know this dimension."""


def _words(key: str, name: "StrPromise", choices: Any, column: str = "") -> Dimension:
    """A dimension whose values the software knows."""
    return Dimension(
        key,
        name,
        column or key,
        lambda: {**{v: str(word) for v, word in choices}, NOTHING: _now("not known")},
    )


def _rows(
    key: str, name: "StrPromise", column: str, model: str, *, splits: bool = False, **only: str
) -> Dimension:
    """A dimension whose values are rows (`only` some of them).

    0 and nothing stand for none recorded.
    """
    return Dimension(key, name, column, partial(_names, model, only), splits=splits)


def _names(model: str, only: Mapping[str, str]) -> Mapping[Value, str]:
    """What the rows are called, in the order of their list."""
    manager = apps.get_model(model)._default_manager
    return {
        **{row.pk: str(row) for row in manager.filter(**only)},
        **dict.fromkeys((0, NOTHING), _now("not known")),
    }


DIMENSIONS: dict[str, Dimension] = {
    dimension.key: dimension
    for dimension in (
        _words("sex", _("sex"), Sex.choices),
        _words("age_group", _("child or adult"), AgeGroup.choices),
        _words("age_group_exploited", _("child or adult when exploited"), AgeGroup.choices),
        _words("citizenship", _("citizenship"), CitizenshipGroup.choices),
        _words("form", _("main form of exploitation"), FormCategory.choices),
        _words("eurostat", _("form of exploitation, Eurostat's list"), EurostatForm.choices),
        _rows(
            "form_code", _("form of exploitation, full list"), "form_id", "codes.ExploitationForm"
        ),
        _words("reach", _("domestic or international"), Reach.choices),
        _words("identification", _("identified or presumed"), Identification.choices),
        _words("organisation_kind", _("kind of organisation"), OrganisationKind.choices),
        _words("decision", _("how the prosecution was decided"), ProsecutionDecision.choices),
        _words("outcome", _("outcome in court"), Outcome.choices),
        _words("child_band", _("age of the child"), ChildBand.choices),
        _words("notice", _("notice to the child rights service"), NoticeTime.choices),
        _words("represented", _("representative appointed"), Done.choices),
        _words("interviewed", _("interviews"), Interviewed.choices),
        _words("placed", _("placed"), Done.choices),
        _words("case_state", _("how the case ended"), CaseState.choices),
        _words("answer", _("answer before a fine"), Asked.choices),
        _words("conduct", _("conduct"), OffenceConduct.choices),
        _rows("citizen_of", _("country of citizenship"), "citizen_of_id", "codes.Country"),
        _rows("destination", _("country of exploitation"), "destination_id", "codes.Country"),
        _rows("municipality", _("municipality"), "municipality_id", "codes.Municipality"),
        _rows(
            "identified_by",
            _("identifying organisation"),
            "identified_by_id",
            "accounts.Organisation",
        ),
        _rows(
            "registered_by",
            _("registering organisation"),
            "registered_by_id",
            "accounts.Organisation",
        ),
        # Whoever is helped by two of them is counted once by each.
        _rows(
            ORGANISATION, _("organisation"), "custodian_id", "accounts.Organisation", splits=True
        ),
        _rows("project", _("project"), "project_id", "assistance.Project", splits=True),
        _rows("service", _("kind of service"), "kind_id", "codes.ServiceKind", splits=True),
        # An investigation of several articles stands under each.
        _rows("article", _("article of the law"), "article_id", "codes.Article", splits=True),
        _rows(
            "result",
            _("with what result help ended"),
            "result_id",
            "codes.ListCode",
            list=ListName.CLOSING_OUTCOME,
        ),
        _rows(
            "reason",
            _("why help was declined"),
            "reason_id",
            "codes.ListCode",
            list=ListName.DECLINE_REASON,
        ),
    )
}


def dimension_of(indicator: Indicator, key: str) -> Dimension:
    """The dimension, when the indicator's facts know it. Raises NoDimension."""
    dimension = DIMENSIONS.get(key)
    columns = {field.name for field in indicator.source._meta.get_fields()}
    if dimension is None or dimension.column not in columns or not indicator.is_count:
        raise NoDimension(f"{indicator.key} cannot be broken down by {key}")
    return dimension


def dimensions_of(indicator: Indicator) -> list[Dimension]:
    """All the dimensions that fit an indicator, in their order."""
    columns = {field.name for field in indicator.source._meta.get_fields()}
    if not indicator.is_count:
        return []
    return [dimension for dimension in DIMENSIONS.values() if dimension.column in columns]
