from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "thbcases.imports"
    label = "imports"
    verbose_name = _("imports")

    def ready(self) -> None:
        from thbcases.web.navigation import NavItem, register

        register(NavItem(_("From a spreadsheet"), "imports:list", "import.read", order=90))
