"""All addresses."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("thbcases.web.urls")),
    path("admin/", admin.site.urls),
]
for prefix, module in (
    ("accounts/", "thbcases.accounts.urls"),
    ("terms/", "thbcases.clocks.urls"),
    ("people/", "thbcases.people.urls"),
    ("investigations/", "thbcases.investigations.urls"),
    ("victims/", "thbcases.victims.urls"),
    ("assistance/", "assistance.urls"),
    ("sanctions/", "thbcases.sanctions.urls"),
    ("tips/", "thbcases.tips.urls"),
    ("tell/", "thbcases.tips.public_urls"),
    ("statistics/", "thbcases.statistics.urls"),
    ("imports/", "thbcases.imports.urls"),
    ("niis/", "thbcases.niis.urls"),
):
    if find_spec(module.rpartition(".")[0]) and find_spec(module):
        urlpatterns.append(path(prefix, include(module)))
