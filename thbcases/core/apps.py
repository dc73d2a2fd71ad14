from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "thbcases.core"
    label = "core"
