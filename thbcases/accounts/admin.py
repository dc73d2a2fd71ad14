"""Accounts in the Django admin: everybody reads them, administrators keep them."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import current_actor
from thbcases.access.admin import ByRoleAdmin
from thbcases.access.marks import public, signed_in
from thbcases.access.rights import may
from thbcases.accounts import actions
from thbcases.accounts.forms import MembershipForm, NewUserForm, UserForm
from thbcases.accounts.models import Membership, Organisation, User

# Rights come from memberships alone.
admin.site.unregister(Group)


@public("sends to the sign-in page, which asks for the second factor too")
def admin_login(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """The admin has no sign-in of its own: allauth's is the only one."""
    if current_actor() is not None:
        return redirect("admin:index")
    query = request.GET.urlencode()
    login = resolve_url(settings.LOGIN_URL)
    return redirect(f"{login}?{query}" if query else login)


def is_member(request: HttpRequest) -> bool:
    """Whoever acts may open the admin; what is in it follows from the role."""
    return current_actor() is not None


admin.site.login = admin_login  # type: ignore[method-assign]
admin.site.has_permission = is_member  # type: ignore[method-assign]


class AccountAdmin(ByRoleAdmin):
    """What users, organisations and memberships have in common."""

    kind = "account"


@admin.register(Organisation)
class OrganisationAdmin(AccountAdmin):
    """Organisations."""

    list_display = ["name", "kind", "municipality", "regime", "is_active"]
    list_filter = ["kind", "regime", "is_active"]
    list_select_related = ["municipality"]
    search_fields = ["code", "name_lt", "name_en"]


@admin.register(User)
class UserAdmin(AccountAdmin, DjangoUserAdmin):
    """Users. Nobody is given powers here: those come from memberships."""

    form = UserForm
    add_form = NewUserForm
    list_display = ["username", "last_name", "first_name", "email", "is_active"]
    list_filter = ["is_active", "memberships__role"]
    search_fields = ["username", "first_name", "last_name", "email"]
    filter_horizontal = ()
    readonly_fields = ["last_login", "date_joined"]
    actions = ["take_second_factors"]
    _person = (None, {"fields": ["username", "first_name", "last_name", "email", "is_active"]})
    _times = (_("times"), {"fields": ["last_login", "date_joined"]})
    _password = (_("password"), {"fields": ["password"]})

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The password's line is for those who may set a new one."""
        if obj is None:
            return super().get_fieldsets(request, obj)
        if not may("account.change"):
            return [self._person, self._times]
        return [self._person, self._password, self._times]

    @signed_in("the admin asks for the right to add accounts itself")
    def add_view(self, request: Any, form_url: str = "", extra_context: Any = None) -> Any:
        """A new account, with a first password."""
        return super().add_view(request, form_url, extra_context)

    @signed_in("the admin asks for the right to change accounts itself")
    def user_change_password(self, request: Any, id: str, form_url: str = "") -> Any:  # noqa: A002
        """A new password for somebody who forgot theirs."""
        return super().user_change_password(request, id, form_url)

    @admin.action(description=_("Take away the second factors"), permissions=["change"])
    def take_second_factors(self, request: Any, queryset: QuerySet[User]) -> None:
        """For somebody who lost phone, key and codes: they set up new ones at the next sign-in."""
        for user in queryset:
            actions.take_second_factors(by=request.user, user=user)
            self.log_change(request, user, gettext("second factors were taken away"))
        messages.success(request, _("The second factors were taken away."))


@admin.register(Membership)
class MembershipAdmin(AccountAdmin):
    """Memberships: who works where in which role, and until when."""

    form = MembershipForm
    list_display = ["user", "organisation", "role", "is_head", "starts_on", "ends_on"]
    list_filter = ["role", "is_head", "organisation__kind"]
    list_select_related = ["user", "organisation"]
    search_fields = ["user__username", "user__last_name", "organisation__name_lt"]
    autocomplete_fields = ["user", "organisation"]
    date_hierarchy = "starts_on"
    actions = ["end_today"]

    @admin.action(description=_("End today"), permissions=["change"])
    def end_today(self, request: Any, queryset: QuerySet[Membership]) -> None:
        """From now on these memberships give no rights; their holders are signed out."""
        today = timezone.localdate()
        for membership in queryset:
            actions.end_membership(by=request.user, membership=membership, on=today)
        count = len(queryset)
        text = ngettext(
            "%(count)d membership was ended.", "%(count)d memberships were ended.", count
        )
        messages.success(request, text % {"count": count})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """What was true is not rewritten: another role is another membership."""
        return ["user", "organisation", "role", "starts_on"] if obj else []
