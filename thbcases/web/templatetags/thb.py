"""The components of every page. A tag refuses an attribute it does not know at compile time."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from crispy_forms.utils import render_crispy_form
from django import template
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template.context import Context
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_tables2 import Table
from django_tables2.columns import BoundColumn

from thbcases.web.charts import HIDDEN, Chart
from thbcases.web.forms import FormLook
from thbcases.web.parts import Action, Block, Clock, Figure, Tab
from thbcases.web.timeline import TimelineEntry

register = template.Library()
Text = str | Promise


@register.simple_block_tag
def panel(content: str, title: Text = "", more_url: str = "", more_label: Text = "") -> SafeString:
    """A white box with a heading and, if given, a link to more."""
    more = format_html('<a class="more" href="{}">{}</a>', more_url, more_label) if more_url else ""
    head = format_html('<div class="panel-head"><h2>{}</h2>{}</div>', title, more) if title else ""
    return format_html('<section class="panel">{}{}</section>', head, content)


@register.simple_block_tag
def wall(content: str) -> SafeString:
    """A line of who may see what is not shown here."""
    return format_html('<p class="wall">{}</p>', content)


@register.simple_block_tag
def definition(content: str) -> SafeString:
    """How the figures above are counted."""
    return format_html('<p class="definition">{}</p>', content)


@register.simple_tag
def day(value: date | datetime | None) -> SafeString | str:
    """A date as 2026-03-09, a moment with its time; a dash when unknown."""
    if value is None:
        return "—"
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return format_html(
            '<time datetime="{}">{}</time>', local.isoformat(), local.strftime("%Y-%m-%d %H:%M")
        )
    return format_html('<time datetime="{0}">{0}</time>', value.isoformat())


@register.inclusion_tag("components/facts.html")
def facts(rows: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """Label and value pairs; pairs without a value are left out."""
    return {"rows": [(label, value) for label, value in rows if value not in (None, "", [])]}


@register.inclusion_tag("components/clock.html")
def clock(clock: Clock) -> dict[str, Any]:
    """A term with the days left, in words and as a bar."""
    return {"clock": clock}


@register.inclusion_tag("components/clocks.html")
def clocks(clocks: Sequence[Clock]) -> dict[str, Any]:
    """Several terms under each other."""
    return {"clocks": clocks}


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Sequence[TimelineEntry]) -> dict[str, Any]:
    """The time line."""
    return {"entries": entries}


@register.inclusion_tag("components/figures.html")
def figures(figures: Sequence[Figure]) -> dict[str, Any]:
    """Numbers in boxes."""
    return {"figures": figures}


@register.inclusion_tag("components/home_block.html")
def home_block(block: Block) -> dict[str, Any]:
    """A block of a home page."""
    return {"block": block}


@register.inclusion_tag("components/chart.html")
def chart(chart: Chart) -> dict[str, Any]:
    """A picture and the same figures as a table."""
    return {"chart": chart, "hidden": HIDDEN}


@register.inclusion_tag("components/actions.html", takes_context=True)
def actions(context: Context, actions: Sequence[Action]) -> dict[str, Any]:
    """The buttons of a page; those that change something are forms."""
    return {"actions": actions, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/tabs.html", takes_context=True)
def tabs(context: Context, tabs: Sequence[Tab]) -> dict[str, Any]:
    """The parts of a record; the current one is the one whose address the page has."""
    request: HttpRequest = context["request"]
    here = (request.get_full_path(), request.path)
    return {"tabs": [(tab, tab.url in here) for tab in tabs]}


@register.inclusion_tag("components/error_summary.html")
def error_summary(
    form: BaseForm, formsets: dict[str, BaseFormSet[Any]] | None = None
) -> dict[str, Any]:
    """All errors of a page in one place, each leading to its field."""
    groups = list((formsets or {}).values())
    general = [*form.non_field_errors()]
    at_fields = _field_errors(form)
    for formset in groups:
        general += formset.non_form_errors()
        for number, row in enumerate(formset.forms, start=1):
            prefix = f"{getattr(formset, 'title', '')} {number}: "
            general += [f"{prefix}{text}" for text in row.non_field_errors()]
            at_fields += [
                (anchor, f"{prefix}{label}", text) for anchor, label, text in _field_errors(row)
            ]
    return {"general": general, "at_fields": at_fields}


@register.simple_tag
def form_fields(form: BaseForm) -> SafeString:
    """The fields of a form, grouped by its `layout`; the errors on top are `error_summary`'s."""
    helper = form.helper if isinstance(form, FormLook) else FormLook.plain_helper()
    html: SafeString = render_crispy_form(form, helper=helper)
    return html


def _field_errors(form: BaseForm) -> list[tuple[str, str, str]]:
    return [
        (_anchor(form[name]), str(form[name].label), str(text))
        for name, errors in form.errors.items()
        if name in form.fields
        for text in errors
    ]


def _anchor(bound: BoundField) -> str:
    """The first input of a field: radio buttons and checkboxes carry a number in their id."""
    widgets = list(bound.subwidgets)
    first = widgets[0].id_for_label if len(widgets) > 1 and not bound.field.widget.is_hidden else ""
    return first or bound.id_for_label or bound.auto_id or ""


@register.simple_tag
def table_rows(table: Table) -> SafeString:
    """The body of a list: a row for each record, or one that says there is none.

    Not in the template, because a list has hundreds of cells, and a cell costs five times as much
    there as here. The head of a column, its class and its name are the same in every row.
    """
    columns = [
        (column.name, *_cell(column, is_first=not i)) for i, column in enumerate(table.columns)
    ]
    rows = [
        (
            format_html_join(
                "", "{}{}{}", ((start, row.get_cell(name), end) for name, start, end in columns)
            ),
        )
        for row in table.paginated_rows
    ]
    if rows:
        return format_html_join("\n", "<tr>{}</tr>", rows)
    return format_html(
        '<tr><td colspan="{}" class="quiet">{}</td></tr>',
        len(columns),
        table.empty_text or _("None."),
    )


def _cell(column: BoundColumn, *, is_first: bool) -> tuple[SafeString, SafeString]:
    """What stands before and after the content of each of a column's cells."""
    tag = SafeString("th" if is_first else "td")
    style = column.attrs["td"].get("class", "")
    return (
        format_html(
            "<{}{}{}>",
            tag,
            SafeString(' scope="row"') if is_first else "",
            format_html(' data-label="{}"', capfirst(column.header))
            + (format_html(' class="{}"', style) if style else SafeString("")),
        ),
        format_html("</{}>", tag),
    )
