from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TipsConfig(AppConfig):
    """Tips of the public: a mailbox, a hotline, a form without sign-in."""

    name = "thbcases.tips"
    verbose_name = _("tips")

    def ready(self) -> None:
        from thbcases.tips import checks, home, panels

        checks.register_all()
        home.register_all()
        panels.register_all()
