"""The list of terms, the rules in force, one's reminders, and the calendar."""

from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import EmptyPage
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thbcases.access.acting import acting, current_actor
from thbcases.access.marks import public, requires
from thbcases.accounts.models import Membership, Organisation
from thbcases.audit.actions import log_readings
from thbcases.clocks import actions, feed, queries
from thbcases.clocks.actions.own import digest_of
from thbcases.clocks.forms import TermFilter, WishForm
from thbcases.clocks.models import Reminder
from thbcases.clocks.queries import Deadline
from thbcases.clocks.sources import sources
from thbcases.clocks.tables import DeadlineTable, ReminderTable
from thbcases.codes.models import SpecialDay, TermRule
from thbcases.web.paging import MOST_COUNTED, ListPaginator
from thbcases.web.parts import Tab
from thbcases.web.views import FormPage, Page
from thbcases.web.views.lists import PAGE_SIZES

TITLE = _("Terms")
SHOWN_REMINDERS = 50


def _tabs() -> list[Tab]:
    return [
        Tab(_("Terms that run"), reverse("clocks:terms")),
        Tab(_("Rules"), reverse("clocks:rules")),
        Tab(_("My reminders"), reverse("clocks:reminders")),
    ]


class Shown:
    """A term in the list, with the organisation that has to act."""

    def __init__(self, found: Deadline, acts: Organisation | None) -> None:
        self.found = found
        self.acts = acts

    def __getattr__(self, name: str) -> Any:
        return getattr(self.found, name)


@requires("reminder.read")
class TermList(Page):
    """Terms that run: mine, or all in the records I may see."""

    template_name = "clocks/term_list.html"
    title = TITLE

    @cached_property
    def found(self) -> list[Deadline]:
        """Mine, or all."""
        actor = current_actor()
        assert actor is not None
        is_all = self.request.GET.get("whose") == "all"
        return queries.running() if is_all else queries.mine(actor)

    @cached_property
    def units(self) -> dict[int, Organisation]:
        """Who has to act on them."""
        return Organisation.objects.in_bulk({one.term.organisation_id for one in self.found})

    def get_template_names(self) -> list[str]:
        htmx = getattr(self.request, "htmx", None)
        is_part = bool(htmx) and getattr(htmx, "target", "") == "table"
        return ["web/list_table.html" if is_part else self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.form()
        table = self.table(self.chosen(form))
        shown = [row.record.term.record for row in table.page.object_list]
        log_readings([record for record in shown if hasattr(record, "custodian_id")])
        query = self.request.GET.copy()
        for name in [name for name in query if name == "page" or not query.get(name)]:
            query.pop(name)
        return super().get_context_data(**kwargs) | {
            "tabs": _tabs(),
            "filter": {"form": form},
            "table": table,
            "partial_template": "web/list_table.html",
            "count": min(table.paginator.count, MOST_COUNTED),
            "has_more": table.paginator.has_more,
            "page_sizes": PAGE_SIZES,
            "query": query.urlencode(),
            "clear_url": self.request.path,
            "is_filtered": any(query.get(name) for name in form.fields),
            "empty_text": _("No term runs that is yours."),
            "empty_hint": _("Choose «all that I may see» to look at those of others."),
        }

    def form(self) -> TermFilter:
        """The filter over what there is."""
        units = sorted(self.units.values(), key=lambda unit: unit.name)
        return TermFilter(self.request.GET, kinds=queries.readable(), units=units)

    def chosen(self, form: TermFilter) -> list[Shown]:
        """What the filter leaves; a choice that is not offered is left out of account."""
        form.is_valid()
        wanted = {name: form.cleaned_data.get(name, "") for name in ("kind", "state", "unit")}
        rows = []
        for found in self.found:
            unit = self.units.get(found.term.organisation_id)
            has = {
                "kind": found.source.key,
                "state": found.state.value,
                "unit": str(unit.uuid) if unit else "",
            }
            if all(not value or has[name] == value for name, value in wanted.items()):
                rows.append(Shown(found, unit))
        return rows

    def table(self, rows: list[Shown]) -> Any:
        """A page of them."""
        table: Any = DeadlineTable(rows)
        table.is_list = True
        size = self.request.GET.get("per_page", "")
        page = self.request.GET.get("page", "")
        per_page = int(size) if size in map(str, PAGE_SIZES) else PAGE_SIZES[0]
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 1
        try:
            table.paginate(ListPaginator, per_page=per_page, page=max(number, 1))
        except EmptyPage:
            table.page = table.paginator.page(table.paginator.num_pages)
        return table


@requires("code_list.read")
class RuleList(Page):
    """How long each term runs today, where that is read, and who is warned when."""

    template_name = "clocks/rules.html"
    title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        rules = TermRule.objects.valid_on(today).prefetch_related("warnings")
        special = SpecialDay.objects.filter(on__gte=date(today.year - 1, 1, 1))
        return super().get_context_data(**kwargs) | {
            "tabs": _tabs(),
            "rules": [
                {
                    "rule": rule,
                    "warnings": [one for one in rule.warnings.all() if one.is_active],
                }
                for rule in sorted(rules, key=lambda rule: rule.get_event_display())
            ],
            "special": special.order_by("on"),
        }


@requires("reminder.change")
class Reminders(FormPage):
    """How I am reminded, what I was reminded of, and the address of my calendar."""

    template_name = "clocks/reminders.html"
    title = TITLE
    form_class = WishForm
    success_message = _("You will be reminded in this way.")
    success_url = reverse_lazy("clocks:reminders")

    def get_initial(self) -> dict[str, Any]:
        actor = current_actor()
        assert actor is not None
        wish = queries.wish_of(actor)
        return {"mode": wish.mode, "language": wish.language}

    def get_success_url(self) -> str:
        return str(self.success_url)

    def get_cancel_url(self) -> str:
        return reverse("clocks:terms")

    def save_forms(self, form: Any, formsets: Any) -> Any:
        return actions.choose(by=self.by, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        labels = {source.key: source.label for source in sources()}
        told = list(Reminder.objects.select_related("letter")[:SHOWN_REMINDERS])
        for one in told:
            one.kind = labels.get(one.source, one.source)  # type: ignore[attr-defined]
        return super().get_context_data(**kwargs) | {
            "tabs": _tabs(),
            "email": self.by.email,
            "address": queries.address_of(self.request.membership),  # type: ignore[attr-defined]
            "reminders": ReminderTable(told) if told else None,
        }


@requires("reminder.change")
class NewAddress(Page):
    """A new secret address of the calendar, shown this once."""

    template_name = "clocks/address.html"
    title = _("Address of my calendar")
    http_method_names = ("post",)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it and show it."""
        secret = actions.renew_address(by=self.by, membership=request.membership)
        url = f"{settings.SITE_URL}{reverse('clocks:calendar', args=[secret])}"
        return self.render_to_response(self.get_context_data(url=url))


@requires("reminder.change")
class NoAddress(Page):
    """Switch the calendar off."""

    http_method_names = ("post",)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let the address be dead."""
        actions.switch_off_address(by=self.by, membership=request.membership)
        messages.success(request, str(_("The calendar has no address any more.")))
        return redirect("clocks:reminders")


@public("a calendar program cannot sign in: the secret in the address opens one's own terms")
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The terms of one membership, by codes only. A wrong secret is answered as any wrong address.

    Nothing is read of the session: whoever opens the address in a browser where somebody signed
    in sees the same.
    """
    membership = _member(secret)
    if membership is None:
        raise Http404
    now = timezone.now()
    with acting(membership.actor()) as actor:
        assert actor is not None
        language = queries.wish_of(actor).language
        with translation.override(language):
            content = feed.calendar(
                queries.mine(actor), actor, heads=queries.is_head(actor), now=now
            )
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="terms.ics"'},
    )


def _member(secret: str) -> Membership | None:
    """Whose the secret is, as long as the membership holds."""
    with connection.cursor() as cursor:
        cursor.execute("select thb_calendar_membership(%s)", [digest_of(secret)])
        (key,) = cursor.fetchone()
    held = Membership.objects.valid_on(timezone.localdate())
    return held.filter(pk=key).select_related("user").first() if key else None
