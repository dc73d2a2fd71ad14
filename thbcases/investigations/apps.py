from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvestigationsConfig(AppConfig):
    name = "thbcases.investigations"
    label = "investigations"
    verbose_name = _("investigations")

    def ready(self) -> None:
        from thbcases.investigations import clocks, home, panels

        clocks.register()
        home.register()
        panels.register()
