"""The figures of the country: facts without identities, indicators, tables."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    name = "thbcases.statistics"
    label = "statistics"
    verbose_name = _("statistics")

    def ready(self) -> None:
        from thbcases.statistics import home

        home.register_all()
