"""Publishing the figures of a year: count, hide, guard, freeze; all of it or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.codes.choices import Audience
from thbcases.codes.models import DisclosureRule
from thbcases.codes.queries import NotInForce, disclosure_rule
from thbcases.core.periods import Period
from thbcases.core.periods import year as calendar_year
from thbcases.statistics.builder import BadSpec, TableSpec
from thbcases.statistics.cubes import TooManyDimensions
from thbcases.statistics.disclosure.guard import Finding
from thbcases.statistics.disclosure.kinds import NotASystem
from thbcases.statistics.disclosure.suppress import Unsolved
from thbcases.statistics.models import Publication, PublishedBasis, PublishedTable
from thbcases.statistics.periods import FIRST_DAY
from thbcases.statistics.publishing.freezing import Frozen, country_spec, freeze, is_empty
from thbcases.statistics.publishing.frozen import FrozenTable, checksum
from thbcases.statistics.publishing.guarding import as_published, collisions

# The first table of every publication.
COUNTRY_NAMES = ("Šalies lentelė", "Country table")
# Name in Lithuanian, name in English, what is asked.
Asked = tuple[str, str, TableSpec]
# done, of: steps of the work
Progress = Callable[[int, int], None]


class CannotPublish(ValidationError):
    """The year cannot be published so; the message says why and what to do next.

    `findings` is what the guard against differences found, with the names of the tables.
    """

    def __init__(self, message: str, found: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = list(found)


@dataclass(frozen=True)
class DraftTable:
    """A table as it would go out, with its basis."""

    name_lt: str
    name_en: str
    spec: TableSpec
    frozen: Frozen

    @property
    def table(self) -> FrozenTable:
        """What readers would see."""
        return self.frozen.table


@dataclass(frozen=True)
class Draft:
    """A year as it would go out now, and what the guard says to it."""

    year: int
    rule: DisclosureRule
    tables: list[DraftTable]
    findings: list[Finding]


def draft_year(
    *, by: User, year: int, tables: Sequence[Asked] = (), progress: Progress | None = None
) -> Draft:
    """The year as it would go out; the country table comes first. Nothing is kept.

    Raises Refused, and CannotPublish where a table cannot be made or the year may not go out.
    What the guard finds is in the draft.
    """
    rights.check("publication.add", by.actor())
    _require_year(year)
    rule = _rule()
    period = calendar_year(year)
    asked = [(*COUNTRY_NAMES, country_spec(period)), *tables]
    _require_names(asked)
    drawn = []
    for done, (name_lt, name_en, spec) in enumerate(asked):
        drawn.append(_draw(name_lt, name_en, spec, period, rule.threshold))
        if progress:
            progress(done + 1, len(asked) + 1)
    if is_empty(drawn[0].table):
        raise CannotPublish(
            _("Nothing was recorded for %(year)s, so there is nothing to publish.") % {"year": year}
        )
    found = collisions(
        [one for draft in drawn for one in as_published(draft.table, draft.name_lt)],
        [one for table in published() for one in table],
    )
    if progress:
        progress(len(asked) + 1, len(asked) + 1)
    return Draft(year, rule, drawn, found)


@transaction.atomic
def publish_year(
    *, by: User, year: int, tables: Sequence[Asked] = (), progress: Progress | None = None
) -> Publication:
    """Publish the country table of a year and these tables, frozen for good.

    `tables` are names in Lithuanian and English with what is asked, within the year. Raises Refused
    and CannotPublish: the year is published already or not over, a table cannot be made, or the
    guard finds that the tables give somebody away. Then nothing was published.
    """
    rights.check("publication.add", by.actor())
    _wait_for_others()
    draft = draft_year(by=by, year=year, tables=tables, progress=progress)
    if draft.findings:
        raise CannotPublish(
            _(
                "Together with what is published already these tables would give single people "
                "away. Leave out the tables that are named, or take one of the ways out."
            ),
            draft.findings,
        )
    return _keep(by, draft)


def published() -> list[list[Any]]:
    """Every table that went out, as the guard reads it."""
    tables = PublishedTable.objects.select_related("publication")
    return [
        as_published(FrozenTable.from_json(table.content), f"{table.publication.year}: {table}")
        for table in tables
    ]


def _wait_for_others() -> None:
    """Two publications at once would not know of each other, so one waits."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('statistics_publication'))")


def _require_year(year: int) -> None:
    today = timezone.localdate()
    if not FIRST_DAY.year <= year < today.year:
        if year == today.year:
            raise CannotPublish(
                _("%(year)s is not over. Its figures can be published from %(next)s-01-01.")
                % {"year": year, "next": year + 1}
            )
        raise CannotPublish(
            _("Choose a year between %(first)s and %(last)s.")
            % {"first": FIRST_DAY.year, "last": today.year - 1}
        )
    held = Publication.objects.filter(year=year, audience=Audience.PUBLIC).first()
    if held:
        raise CannotPublish(
            _(
                "The figures of %(year)s were published on %(day)s and stay as they are. See on "
                "their page what would differ today."
            )
            % {"year": year, "day": timezone.localdate(held.published_at)}
        )


def _rule() -> DisclosureRule:
    try:
        return disclosure_rule(Audience.PUBLIC, timezone.localdate())
    except NotInForce as error:
        raise CannotPublish(str(error)) from error


def _require_names(asked: Sequence[Asked]) -> None:
    longest = PublishedTable._meta.get_field("name_lt").max_length or 0
    in_lithuanian = [name_lt.strip() for name_lt, _name_en, _spec in asked]
    for names in (in_lithuanian, [name_en.strip() for _name_lt, name_en, _spec in asked]):
        if not all(names):
            raise CannotPublish(_("Give every table a name in Lithuanian and in English."))
        if any(len(name) > longest for name in names):
            raise CannotPublish(
                _("The name of a table has at most %(most)d letters.") % {"most": longest}
            )
        if len(set(names)) < len(names):
            raise CannotPublish(_("Give every table a name of its own."))


def _draw(
    name_lt: str, name_en: str, spec: TableSpec, period: Period, threshold: int
) -> DraftTable:
    """One table. Raises CannotPublish with the table's name."""
    is_country = spec == country_spec(period)
    try:
        if not is_country:
            spec.check()
            _require_time(spec, period)
        frozen = freeze(spec, threshold)
    except BadSpec as error:
        raise CannotPublish(_unmade(name_lt, str(error))) from error
    except TooManyDimensions as error:
        text = _("Choose up to three different dimensions.")
        raise CannotPublish(_unmade(name_lt, text)) from error
    except (NotASystem, Unsolved, KeyError) as error:
        text = _("Its numbers contradict each other, so nobody can say what is safe to show.")
        raise CannotPublish(_unmade(name_lt, text)) from error
    return DraftTable(name_lt.strip(), name_en.strip(), spec, frozen)


def _unmade(name: str, why: str) -> str:
    return _("The table «%(table)s» cannot be published. %(why)s") % {"table": name, "why": why}


def _require_time(spec: TableSpec, period: Period) -> None:
    """A pooled table may begin in an earlier year; it ends with the year that is published."""
    if spec.end not in period:
        raise BadSpec(
            _("Its time must end in %(year)s, the year that is published.")
            % {"year": period.start.year},
            "end",
        )


def _keep(by: User, draft: Draft) -> Publication:
    now = timezone.now()
    sums = [_table_sum(table) for table in draft.tables]
    publication = Publication.objects.create(
        year=draft.year,
        published_by=by,
        published_at=now,
        threshold=draft.rule.threshold,
        reason_lt=draft.rule.reason_lt,
        reason_en=draft.rule.reason_en,
        checksum=checksum(_head(draft.year, Audience.PUBLIC, now, draft.rule, sums)),
    )
    for position, (drawn, table_sum) in enumerate(zip(draft.tables, sums, strict=True), start=1):
        table = PublishedTable.objects.create(
            publication=publication,
            position=position,
            name_lt=drawn.name_lt,
            name_en=drawn.name_en,
            spec=drawn.spec.as_json(),
            content=drawn.table.as_json(),
            checksum=table_sum,
        )
        PublishedBasis.objects.create(table=table, content=drawn.frozen.basis)
    publication.refresh_from_db()
    return publication


def _table_sum(drawn: DraftTable) -> str:
    return checksum(
        {
            "names": {"lt": drawn.name_lt, "en": drawn.name_en},
            "spec": drawn.spec.as_json(),
            "content": drawn.table.as_json(),
        }
    )


def _head(
    year: int, audience: str, moment: datetime, rule: Any, tables: Sequence[str]
) -> dict[str, Any]:
    """What the checksum of a publication is over; `rule` has the threshold and its reasons."""
    return {
        "year": year,
        "audience": str(audience),
        "published_at": moment.isoformat(),
        "threshold": rule.threshold,
        "reasons": {"lt": rule.reason_lt, "en": rule.reason_en},
        "tables": list(tables),
    }


def is_intact(publication: Publication) -> bool:
    """Whether everything is still what was published: each checksum is computed anew."""
    tables = list(publication.tables.order_by("position"))
    for table in tables:
        content = {"names": table.names, "spec": table.spec, "content": table.content}
        if checksum(content) != table.checksum:
            return False
    head = _head(
        publication.year,
        publication.audience,
        publication.published_at,
        publication,
        [table.checksum for table in tables],
    )
    return checksum(head) == publication.checksum
