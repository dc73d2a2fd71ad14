"""The Django admin is for every role, under the same rows and the same rights."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.cast import USERS, Cast
from tests.world import World, build
from thbcases.access.admin import ByRoleAdmin
from thbcases.access.rights import may
from thbcases.audit.models import Entry
from thbcases.victims.models import Victim


@pytest.fixture
def world(cast: Cast) -> World:
    return build(cast)


def registered() -> list[tuple[str, ByRoleAdmin]]:
    return [
        (f"admin:{model._meta.app_label}_{model._meta.model_name}", site)
        for model, site in admin.site._registry.items()
        if isinstance(site, ByRoleAdmin)
    ]


def test_only_our_own_models_are_in_the_admin_and_all_ask_the_rights_table() -> None:
    foreign = [
        model.__name__
        for model, site in admin.site._registry.items()
        if not isinstance(site, ByRoleAdmin)
        and apps.get_app_config(model._meta.app_label).name.startswith(("thbcases", "assistance"))
    ]
    assert foreign == []


@pytest.mark.parametrize("user", list(USERS))
def test_lists_and_records_open_by_role_and_row(
    user: str, cast: Cast, world: World, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(user)
    assert client.get(reverse("admin:index")).status_code == 200
    for name, site in registered():
        with cast.acting(user) as actor:
            readable = may(f"{site.kind}.read", actor)
            visible = set(site.model._default_manager.values_list("pk", flat=True))
        status = client.get(reverse(f"{name}_changelist")).status_code
        assert status == (200 if readable else 403), (name, user)
        for row in world.get(site.model, []):
            opened = client.get(reverse(f"{name}_change", args=[row.pk])).status_code
            if readable and row.pk in visible:
                assert opened == 200, (name, user)
            else:
                assert opened in (302, 403), (name, user)


def test_reading_a_record_in_the_admin_leaves_an_entry(
    cast: Cast, world: World, signed_in: Callable[..., Client]
) -> None:
    victim = world[Victim][0]
    before = Entry.objects.filter(verb="consultation", records__contains=[victim.uuid]).count()
    signed_in("officer").get(reverse("admin:victims_victim_change", args=[victim.pk]))
    after = Entry.objects.filter(verb="consultation", records__contains=[victim.uuid])
    assert after.count() == before + 1
    entry = after.first()
    assert entry is not None
    assert entry.actor_id == cast.user("officer").pk
