"""Hit / no hit: one search over all registers, link charts, exchange of messages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NiisConfig(AppConfig):
    name = "thbcases.niis"
    label = "niis"
    verbose_name = _("hit / no hit")

    def ready(self) -> None:
        from thbcases.niis import clocks, home, panels
        from thbcases.niis.registers import abroad, navigation
        from thbcases.niis.registers.own import follow_changes

        clocks.register()
        home.register()
        panels.register()
        follow_changes()
        abroad.register()
        navigation.register()
