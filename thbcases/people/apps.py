from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "thbcases.people"
    label = "people"
    verbose_name = _("people")

    def ready(self) -> None:
        from thbcases.people import panels
        from thbcases.web.navigation import NavItem, register

        register(NavItem(_("Persons"), "people:list", "person.read", group="work", order=40))
        register(
            NavItem(
                _("Vehicles, phones, addresses"),
                "people:objects",
                "object.read",
                group="work",
                order=45,
            )
        )
        panels.register()
