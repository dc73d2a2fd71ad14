from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SanctionsConfig(AppConfig):
    """Administrative cases, and the question whether a person is known as a victim first."""

    name = "thbcases.sanctions"
    label = "sanctions"
    verbose_name = _("administrative cases")

    def ready(self) -> None:
        from thbcases.sanctions import home, panels

        home.register()
        panels.register()
