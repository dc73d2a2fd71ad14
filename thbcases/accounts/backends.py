"""Django's permissions, answered from the rights table."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.apps import apps

from thbcases.access import rights
from thbcases.access.acting import Actor, current_actor
from thbcases.access.protected import PROTECTED
from thbcases.accounts.models import User

VERBS = {"view": "read", "add": "add", "change": "change", "delete": "remove"}
KIND_OF_APP = {"accounts": "account", "codes": "code_list"}


class RightsBackend(AuthenticationBackend):
    """Sign-in as allauth does it; permissions come from the role of the membership that acts.

    Groups, permissions kept in tables and `is_superuser` give nothing.
    """

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether «app.verb_model» is a right of the role; False for what the table has not."""
        right = _right_of(perm)
        actor = _actor_of(user_obj)
        if right is None or actor is None:
            return False
        try:
            return rights.may(right, actor)
        except rights.UnknownRight:
            return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Whether the role may read anything of an app."""
        models = (m._meta.model_name for m in apps.get_models() if m._meta.app_label == app_label)
        return any(self.has_perm(user_obj, f"{app_label}.view_{name}") for name in models)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """No permission is kept in a table."""
        return set()

    get_user_permissions = get_group_permissions = get_all_permissions


def _right_of(perm: str) -> str | None:
    app_label, _dot, codename = perm.partition(".")
    action, _line, model_name = codename.partition("_")
    try:
        table = apps.get_model(app_label, model_name)._meta.db_table
    except (LookupError, ValueError):
        return None
    kind = PROTECTED[table].kind if table in PROTECTED else KIND_OF_APP.get(app_label)
    return f"{kind}.{VERBS[action]}" if kind and action in VERBS else None


def _actor_of(user: User) -> Actor | None:
    actor = current_actor()
    if actor is not None and actor.user_id == user.pk:
        return actor
    return user.actor() if user.is_authenticated else None
