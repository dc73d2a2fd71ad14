from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """Invented cases that give the published figures; no tables of its own."""

    name = "thbcases.demo"
    label = "demo"
    verbose_name = _("demo")
