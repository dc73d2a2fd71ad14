from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClocksConfig(AppConfig):
    """Legal clocks: terms that run, who is warned when, reminders, the calendar feed."""

    name = "thbcases.clocks"
    verbose_name = _("legal clocks")

    def ready(self) -> None:
        from thbcases.clocks import home, parts, sources

        home.register()
        sources.follow(parts.add_to_page)
