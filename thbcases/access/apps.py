from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "thbcases.access"
    label = "access"

    def ready(self) -> None:
        from thbcases.access.grants import after_migrate

        post_migrate.connect(after_migrate, dispatch_uid="thbcases.access.grants")
