"""Whether the records behind a figure are the acting user's to open."""

from django.apps import apps

from thbcases.access import rights
from thbcases.access.protected import PROTECTED
from thbcases.statistics.indicators import Indicator


def kinds_of(indicator: Indicator) -> set[str]:
    """The kinds of records behind a figure, as the rights table calls them."""
    models = [apps.get_model(label) for label, _column in indicator.source.records]
    return {PROTECTED[model._meta.db_table].kind for model in models}


def may_open(indicator: Indicator) -> bool:
    """Whether the role reads all kinds of records behind the figure.

    Then nothing is hidden in it, and a cell leads to its records; row security decides which.
    """
    return bool(kinds_of(indicator)) and all(
        rights.may(f"{kind}.read") for kind in kinds_of(indicator)
    )
