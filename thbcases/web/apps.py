"""The shell of every screen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """Base views, navigation, components and each role's home page; no tables."""

    name = "thbcases.web"
    label = "web"
    verbose_name = _("screens")

    def ready(self) -> None:
        from thbcases.web import watching
        from thbcases.web.navigation import NavItem, register

        watching.register_all()

        register(NavItem(_("Audit trail"), "web:trail", "audit.read", group="settings", order=90))
        register(
            NavItem(
                _("Administration"), "admin:index", "code_list.change", group="settings", order=95
            )
        )
