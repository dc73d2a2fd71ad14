"""Columns and the base of every list table."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import django_tables2 as tables
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thbcases.web.pills import Pill


class BaseTable(tables.Table):
    """A table with a caption for screen readers that turns into cards on a phone.

    The first visible column is the head of its row, so put what names the record there.
    """

    caption: ClassVar[str | Promise] = ""
    # Set by the list view: only there can a header sort and a page be turned.
    is_list: bool = False
    # What a file says of the table: beneath it, or on a sheet of its own.
    notes: Sequence[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attrs["class"] = "table stack"
        self.template_name = "django_tables2/thb.html"

    def get_caption(self) -> str:
        """What the table lists."""
        return str(self.caption or self.data.verbose_name_plural)


class TextColumn(tables.Column):
    """Text that may be in any script; `<bdi>` keeps right-to-left names from mixing up the line."""

    def render(self, value: Any) -> SafeString:
        return format_html("<bdi>{}</bdi>", value)

    def value(self, value: Any) -> str:
        return str(value)


class PersonColumn(TextColumn):
    """A person, linked; sort it with `order_by=("person__sort_key",)`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("linkify", True)
        super().__init__(*args, **kwargs)


class OrganisationColumn(TextColumn):
    """An organisation, its long name cut to one line on a wide screen; pointing at it tells all."""

    attrs: ClassVar[dict[str, Any]] = {"cell": {"class": "clip"}}

    def render(self, value: Any) -> SafeString:
        return clipped(value)


def clipped(name: Any) -> SafeString:
    """A long name in a cell of the class «clip»."""
    return format_html('<bdi title="{0}">{0}</bdi>', name)


class RecordColumn(TextColumn):
    """The record's number as a link to its page, on one line."""

    attrs: ClassVar[dict[str, Any]] = {"cell": {"class": "num nowrap"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("linkify", True)
        super().__init__(*args, **kwargs)


class DateColumn(tables.Column):
    """A day as 2026-03-09; a date in exports."""

    attrs: ClassVar[dict[str, Any]] = {"cell": {"class": "num nowrap"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial_sort_descending", True)
        super().__init__(*args, **kwargs)

    def render(self, value: Any) -> SafeString:
        return format_html('<time datetime="{0}">{0}</time>', value.isoformat())

    def value(self, value: Any) -> Any:
        return value


class MomentColumn(DateColumn):
    """A moment as 2026-03-09 14:05 in Lithuanian time."""

    def render(self, value: Any) -> SafeString:
        local = timezone.localtime(value)
        return format_html(
            '<time datetime="{}">{}</time>', local.isoformat(), local.strftime("%Y-%m-%d %H:%M")
        )


class NumberColumn(tables.Column):
    """A number, right-aligned."""

    attrs: ClassVar[dict[str, Any]] = {"cell": {"class": "right"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial_sort_descending", True)
        super().__init__(*args, **kwargs)


class PillColumn(tables.Column):
    """A status as a pill: `PillColumn(pills=STAGE_PILLS)`; the word alone in exports."""

    def __init__(self, *args: Any, pills: Callable[[str], Pill], **kwargs: Any) -> None:
        self.pills = pills
        super().__init__(*args, **kwargs)

    def render(self, record: Any) -> SafeString:
        return self._pill(record).__html__()

    def value(self, record: Any) -> str:
        return self._pill(record).word

    def _pill(self, record: Any) -> Pill:
        # tables2 hands over the choice's label; the tone hangs on the stored value.
        return self.pills(self.accessor.resolve(record))
