"""Terms on the pages of records: the clocks that run, and the part with all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from thbcases.clocks.queries import Deadline, deadline, of_record
from thbcases.clocks.sources import Source, Term
from thbcases.clocks.tables import RecordTermTable
from thbcases.codes.queries import RuleBook
from thbcases.web.parts import Clock
from thbcases.web.sections import Section, register_clocks, register_section

ORDER = 85


def clock_of(found: Deadline, *, named: bool = True, linked: bool = True) -> Clock:
    """A term as the component that shows it; with what it is about where several stand together."""
    rule = f"{found.rule.duration}. {found.rule.source}" if found.rule and not named else ""
    return Clock(
        label=found.title if named else capfirst(found.label),
        due_on=found.due_on,
        started_on=found.term.starts_on,
        note=rule,
        url=found.term.record.get_absolute_url() if linked else "",
        soon_days=found.soon_days,
    )


def clocks_of(source: Source, terms: Iterable[Term], *, named: bool = True) -> list[Clock]:
    """The clocks of those of these terms that run."""
    book = RuleBook.read()
    found = [deadline(source, term, book) for term in terms]
    return [clock_of(one, named=named) for one in found if one is not None and one.is_open]


@dataclass(frozen=True)
class _Line:
    """A term in the table of a record."""

    found: Deadline
    says_about: bool

    def __getattr__(self, name: str) -> Any:
        return getattr(self.found, name)


def terms_section(request: HttpRequest, record: Any) -> Section | None:
    """All terms of the record; nothing where it has none."""
    found = of_record(record)
    if not found:
        return None
    lines = [_Line(one, one.term.record.pk != record.pk) for one in found]
    return Section(
        title=_("Terms"),
        table=RecordTermTable(lines),
        more_url=reverse("clocks:rules"),
        more_label=_("Rules and their sources"),
    )


def running_clocks(request: HttpRequest, record: Any) -> list[Clock]:
    """The clocks of the record's open terms, beside it."""
    found = [one for one in of_record(record) if one.is_open]
    return [clock_of(one, named=one.term.record.pk != record.pk, linked=False) for one in found]


def add_to_page(source: Source) -> None:
    """Show the terms of a kind on the page of their records."""
    if source.model and source.terms_of is not None:
        register_section(source.model, terms_section, order=ORDER)
        register_clocks(source.model, running_clocks, order=ORDER)
