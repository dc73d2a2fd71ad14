"""Taking a file in: every row in a savepoint of its own, all of them in one transaction.

The dry run is the same, in a transaction that is taken back.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.access.rights import Refused
from thbcases.accounts.models import User
from thbcases.imports.actions.helped import take_beneficiary, take_service
from thbcases.imports.actions.involved import Judged, Occasion, pass_judgment, take_person
from thbcases.imports.actions.lines import Line, Made, NeedsAnother, Run
from thbcases.imports.actions.police import take_investigation
from thbcases.imports.columns import SHEETS
from thbcases.imports.columns.help import NGO_PERSONS, SERVICES
from thbcases.imports.columns.police import INVESTIGATIONS, POLICE_PERSONS
from thbcases.imports.container import Unreadable
from thbcases.imports.problems import Problem, Problems
from thbcases.imports.reading import SheetRows, read_workbook
from thbcases.people.linkage import linked_at_the_end
from thbcases.people.models import Person
from thbcases.web.refusals import message_of

TAKE: dict[Any, Callable[[Line], None]] = {
    INVESTIGATIONS: take_investigation,
    POLICE_PERSONS: take_person,
    NGO_PERSONS: take_beneficiary,
    SERVICES: take_service,
}
# The column by which the other sheet calls a row of this one.
NAMED_BY = {INVESTIGATIONS: "number", NGO_PERSONS: "code"}

Progress = Callable[[int, int], None]


@dataclass
class Outcome:
    """What a run found and what it made, or would make."""

    problems: list[Problem] = field(default_factory=list)
    errors: int = 0
    warnings: int = 0
    rows: int = 0
    made: Made = field(default_factory=Made)
    # persons of the records whom the problems name: who reads them has read of these people
    shown: list[Person] = field(default_factory=list)


def take_in(
    *,
    by: User,
    content: bytes,
    commit: bool,
    progress: Progress,
    on_success: Callable[[Outcome], None],
) -> Outcome:
    """Check a file and, with `commit`, import it as the acting user: all of it or nothing.

    `on_success` is called inside the transaction of an import in which nothing was wrong. Raises
    Refused, and whatever failure is not the file's.
    """
    actor = by.actor()
    rights.check("import.add", actor)
    assert actor is not None, "the right was just checked"
    problems = Problems()
    with transaction.atomic(), linked_at_the_end():
        try:
            sheets = read_workbook(content, SHEETS[actor.role], problems)
        except Unreadable as error:
            problems.add(error)
            sheets = []
        run = Run(by, actor.organisation_id, problems, tick=_ticker(sheets, progress))
        for sheet in sheets:
            _take_sheet(run, sheet)
        _pass_judgments(run)
        outcome = _outcome(run, sheets)
        if commit and not outcome.errors:
            on_success(outcome)
        else:
            transaction.set_rollback(True)
    return outcome


def _ticker(sheets: list[SheetRows], progress: Progress) -> Callable[[], None]:
    total, done = sum(len(sheet.rows) for sheet in sheets), 0
    progress(done, total)

    def tick() -> None:
        nonlocal done
        done += 1
        progress(done, total)

    return tick


def _take_sheet(run: Run, sheet: SheetRows) -> None:
    for row in sheet.rows:
        line = Line(run, sheet, row)
        line.read()
        if sheet.sheet in NAMED_BY:
            line.note_name(NAMED_BY[sheet.sheet])
        if not line.has_errors:
            attempt(line, partial(TAKE[sheet.sheet], line))
        run.tick()


def attempt(line: Line, take: Callable[[], None]) -> bool:
    """Take a row in; whatever is refused takes all of the row back and is said of it."""
    try:
        with transaction.atomic():
            take()
            if line.has_errors:
                transaction.set_rollback(True)
            else:
                # What is checked at the end of the transaction would be nobody's row there.
                connection.check_constraints()
    except NeedsAnother as error:
        line.warn(
            _("Row %(row)s, to which this one belongs, has errors. This row was not tried.")
            % {"row": error.row}
        )
        return False
    except ValidationError as error:
        line.refuse(error)
    except Refused as error:
        line.error(error)
    except DatabaseError as error:
        line.error(message_of(error))
    if not line.has_errors:
        _keep(line)
    return not line.has_errors


def _keep(line: Line) -> None:
    """The row has been taken: what it made counts, and others may refer to it."""
    run = line.run
    run.named.rows.update(line.names)
    for kind, row in line.made:
        run.made.add(kind, row)
    line.made.clear()
    if line.judged:
        occasion, judged = line.judged
        run.judged.setdefault(occasion, []).append(judged)
        line.judged = None


def _pass_judgments(run: Run) -> None:
    """Judgments come last, when all accused of each are there."""
    for occasion, judged in run.judged.items():
        _pass_together(occasion, judged)


def _pass_together(occasion: Occasion, judged: list[Judged]) -> None:
    """Pass one judgment; when it is refused, find out of whose row that speaks."""
    first = judged[0].line
    try:
        with transaction.atomic():
            pass_judgment(first, occasion, judged)
            connection.check_constraints()
    except (ValidationError, Refused, DatabaseError):
        first.made.clear()
    else:
        _keep(first)
        return
    # Each by itself, and taken back: together they were refused.
    passing = [_passes_alone(occasion, one) for one in judged]
    if all(passing):
        attempt(first, partial(pass_judgment, first, occasion, judged))


def _passes_alone(occasion: Occasion, one: Judged) -> bool:
    def try_it() -> None:
        with transaction.atomic():
            pass_judgment(one.line, occasion, [one])
            transaction.set_rollback(True)
        one.line.made.clear()

    return attempt(one.line, try_it)


def _outcome(run: Run, sheets: list[SheetRows]) -> Outcome:
    return Outcome(
        problems=run.problems.in_order([sheet.title for sheet in sheets]),
        errors=run.problems.errors,
        warnings=run.problems.warnings,
        rows=sum(len(sheet.rows) for sheet in sheets),
        made=run.made,
        shown=list(run.shown.values()),
    )
