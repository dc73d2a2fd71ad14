"""The way to the registers, for those who search them and those who keep them."""

from django.utils.translation import gettext_lazy as _

from thbcases.access.roles import Role
from thbcases.web.navigation import NavItem
from thbcases.web.navigation import register as register_item


def register() -> None:
    """Tell the shell; called once when the app is ready."""
    for role, group in (
        (Role.OFFICER, "search"),
        (Role.ANALYST, "search"),
        (Role.ADMINISTRATOR, "settings"),
    ):
        register_item(
            NavItem(
                _("Registers"),
                "niis:registers",
                "register.read",
                group=group,
                order=60,
                roles=(role,),
            )
        )
