from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssistanceConfig(AppConfig):
    name = "assistance"
    label = "assistance"
    verbose_name = _("assistance")

    def ready(self) -> None:
        from assistance import clocks, daily, home, panels, terms
        from assistance.home import desk
        from assistance.panels import register_terms

        clocks.register()
        daily.register_all()
        home.register_all()
        desk.register_all()
        panels.register_all()
        terms.register_all()
        register_terms()
