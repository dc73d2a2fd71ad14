"""Publishing the figures of a year: count, hide, guard, freeze; all of it or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
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
from thbcases.statistics.disclosure.published import Published
from thbcases.statistics.disclosure.suppress import Unsolved
from thbcases.statistics.models import Publication, PublishedBasis, PublishedTable
from thbcases.statistics.periods import FIRST_DAY
from thbcases.statistics.publishing.freezing import Frozen, country_spec, freeze, is_empty
from thbcases.statistics.publishing.frozen import FrozenTable, Names, checksum, in_language
from thbcases.statistics.publishing.guarding import as_published, collisions
from thbcases.statistics.publishing.words import TableNames, sentences

# The first table of every publication.
COUNTRY_NAMES = ("Šalies lentelė", "Country table")
# Name in Lithuanian, name in English, what is asked, and to what it is rounded, if it is.
Asked = tuple[str, str, TableSpec] | tuple[str, str, TableSpec, int]
# done, of: steps of the work
Progress = Callable[[int, int], None]


class CannotPublish(ValidationError):
    """The year cannot be published so; the message says why and what to do next.

    `findings` is what the guard against differences found.
    """

    def __init__(
        self, message: str, found: Sequence[Finding] = (), names: TableNames | None = None
    ) -> None:
        super().__init__(message)
        self.findings = list(found)
        self.names = names or {}

    @property
    def reasons(self) -> list[str]:
        """What the guard found as sentences, in the reader's language."""
        return sentences(self.findings, self.names)


@dataclass(frozen=True)
class DraftTable:
    """A table as it would go out, with its basis."""

    names: Names
    spec: TableSpec
    frozen: Frozen
    base: int = 0

    @property
    def table(self) -> FrozenTable:
        """What readers would see."""
        return self.frozen.table

    @property
    def checksum(self) -> str:
        """Of all that readers would see."""
        return table_sum(self.names, self.asked, self.table.as_json())

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked, as it is kept."""
        return {**self.spec.as_json(), "base": self.base}


@dataclass(frozen=True)
class Draft:
    """A year as it would go out now, and what the guard says to it."""

    year: int
    rule: DisclosureRule
    tables: list[DraftTable]
    findings: list[Finding]
    # What tables are called in the findings.
    names: TableNames


def draft_year(
    *, by: User, year: int, tables: Sequence[Asked] = (), progress: Progress | None = None
) -> Draft:
    """The year as it would go out; the country table comes first. Nothing is kept.

    Raises Refused, and CannotPublish where a table cannot be made or the year may not go out.
    What the guard finds is in the draft.
    """
    rights.check("publication.add", by.actor())
    asked = require_asked(year, tables)
    rule = _rule()
    period = calendar_year(year)
    drawn = []
    for done, (name_lt, name_en, spec, *base) in enumerate(asked):
        names = {"lt": name_lt.strip(), "en": name_en.strip()}
        drawn.append(_draw(names, spec, period, rule.threshold, *base))
        if progress:
            progress(done + 1, len(asked) + 1)
    if is_empty(drawn[0].table):
        raise CannotPublish(
            _("Nothing was recorded for %(year)s, so there is nothing to publish.") % {"year": year}
        )
    found, called = _guard(drawn)
    if progress:
        progress(len(asked) + 1, len(asked) + 1)
    return Draft(year, rule, drawn, found, called)


@transaction.atomic
def publish_year(
    *,
    by: User,
    year: int,
    tables: Sequence[Asked] = (),
    progress: Progress | None = None,
    expected: Sequence[str] | None = None,
) -> Publication:
    """Publish the country table of a year and these tables, frozen for good.

    `tables` are names in Lithuanian and English with what is asked, ending in the year. `expected`
    are the checksums of what was looked at before. Raises Refused and CannotPublish: the year is
    published already or not over, a table cannot be made, the figures are not those looked at, or
    the guard finds that the tables give somebody away. Then nothing was published.
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
            draft.names,
        )
    if expected is not None and list(expected) != [table.checksum for table in draft.tables]:
        raise CannotPublish(
            _(
                "Records were changed since you looked at the figures, and the figures with them. "
                "Prepare the publication again and look at them."
            )
        )
    return _keep(by, draft)


def _guard(drawn: Sequence[DraftTable]) -> tuple[list[Finding], TableNames]:
    """The new tables against each other and every table that went out, by names for people."""
    called: dict[str, Names] = {}
    earlier: list[Published] = []
    for table in PublishedTable.objects.select_related("publication"):
        key, year = f"out-{table.pk}", table.publication.year
        called[key] = {language: f"{name}, {year}" for language, name in table.names.items()}
        earlier += as_published(FrozenTable.from_json(table.content), key)
    new: list[Published] = []
    for number, draft in enumerate(drawn):
        called[f"new-{number}"] = draft.names
        new += as_published(draft.table, f"new-{number}")
    return collisions(new, earlier), called


def require_asked(year: int, tables: Sequence[Asked]) -> list[Asked]:
    """The country table and these, when year and names will do. Raises CannotPublish."""
    _require_year(year)
    asked = [(*COUNTRY_NAMES, country_spec(calendar_year(year))), *tables]
    _require_names(asked)
    return asked


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
    for names in ([one[0].strip() for one in asked], [one[1].strip() for one in asked]):
        if not all(names):
            raise CannotPublish(_("Give every table a name in Lithuanian and in English."))
        if any(len(name) > longest for name in names):
            raise CannotPublish(
                _("The name of a table has at most %(most)d letters.") % {"most": longest}
            )
        if len(set(names)) < len(names):
            raise CannotPublish(_("Give every table a name of its own."))


def _draw(
    names: Names, spec: TableSpec, period: Period, threshold: int, base: int = 0
) -> DraftTable:
    """One table. Raises CannotPublish with the table's name."""
    is_country = spec == country_spec(period)
    try:
        if not is_country:
            spec.check()
            _require_time(spec, period)
        frozen = freeze(spec, threshold, base=base)
    except BadSpec as error:
        raise CannotPublish(_unmade(names, str(error))) from error
    except TooManyDimensions as error:
        text = _("Choose up to three different dimensions.")
        raise CannotPublish(_unmade(names, text)) from error
    except (NotASystem, Unsolved, KeyError) as error:
        text = _("Its numbers contradict each other, so nobody can say what is safe to show.")
        raise CannotPublish(_unmade(names, text)) from error
    return DraftTable(names, spec, frozen, base)


def _unmade(names: Names, why: str) -> str:
    words = {"table": in_language(names), "why": why}
    return _("The table «%(table)s» cannot be published. %(why)s") % words


def _require_time(spec: TableSpec, period: Period) -> None:
    """A pooled table may begin in an earlier year; it ends with the year that is published."""
    if spec.end not in period:
        raise BadSpec(
            _("Its time must end in %(year)s, the year that is published.")
            % {"year": period.start.year},
            "end",
        )


def _keep(by: User, draft: Draft) -> Publication:
    now = _moment()
    sums = [table.checksum for table in draft.tables]
    publication = Publication.objects.create(
        year=draft.year,
        published_by=by,
        published_at=now,
        threshold=draft.rule.threshold,
        reason_lt=draft.rule.reason_lt,
        reason_en=draft.rule.reason_en,
        checksum=checksum(_head(draft.year, Audience.PUBLIC, now, draft.rule, sums)),
    )
    for position, drawn in enumerate(draft.tables, start=1):
        table = PublishedTable.objects.create(
            publication=publication,
            position=position,
            name_lt=drawn.names["lt"],
            name_en=drawn.names["en"],
            spec=drawn.asked,
            content=drawn.table.as_json(),
            checksum=drawn.checksum,
        )
        PublishedBasis.objects.create(table=table, content=drawn.frozen.basis)
    publication.refresh_from_db()
    return publication


def table_sum(names: Names, spec: Any, content: Any) -> str:
    """The checksum of a table, over all that its readers see."""
    return checksum({"names": dict(names), "spec": spec, "content": content})


def _moment() -> datetime:
    """When the transaction began; what begins later to be saved is later for the histories too."""
    with connection.cursor() as cursor:
        cursor.execute("select now()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def _head(
    year: int, audience: str, moment: datetime, rule: Any, tables: Sequence[str]
) -> dict[str, Any]:
    """What the checksum of a publication is over; `rule` has the threshold and its reasons."""
    return {
        "year": year,
        "audience": str(audience),
        "published_at": moment.astimezone(UTC).isoformat(),
        "threshold": rule.threshold,
        "reasons": {"lt": rule.reason_lt, "en": rule.reason_en},
        "tables": list(tables),
    }


def is_intact(publication: Publication) -> bool:
    """Whether everything is still what was published: each checksum is computed anew."""
    tables = list(publication.tables.order_by("position"))
    for table in tables:
        if table_sum(table.names, table.spec, table.content) != table.checksum:
            return False
    head = _head(
        publication.year,
        publication.audience,
        publication.published_at,
        publication,
        [table.checksum for table in tables],
    )
    return checksum(head) == publication.checksum
