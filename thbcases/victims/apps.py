from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VictimsConfig(AppConfig):
    name = "thbcases.victims"
    label = "victims"
    verbose_name = _("victims")

    def ready(self) -> None:
        from thbcases.victims import additions, terms

        additions.register()
        terms.register()
