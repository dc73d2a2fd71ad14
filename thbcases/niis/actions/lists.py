"""Searching for every row of a list: taken in, searched one by one in the background, kept."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from thbcases.access import rights
from thbcases.access.acting import Actor, acting
from thbcases.accounts.models import Membership, User
from thbcases.niis.actions.search import (
    LimitReached,
    left_today,
    note_limit_reached,
    search_registers,
    understood,
)
from thbcases.niis.models import SearchList
from thbcases.niis.registers.cells import BadCell, as_text, is_formula
from thbcases.niis.registers.files import Cell, Line, Unreadable, read_lines
from thbcases.web.words import fold

log = logging.getLogger(__name__)

TASK = "thbcases.niis.search_list"
MOST_ROWS = 500
LARGEST = 2 * 1024 * 1024
# How the columns may be called; the birth date may be missing.
WHAT = ("ko ieškoti", "vardas, pavardė", "vardas ir pavardė", "vardas pavardė", "search for",
        "what", "name", "name or number", "numeris", "number")  # fmt: skip
BORN = ("gimimo data", "gimimo data ar metai", "gimė", "birth date", "birth date or year", "born")
LONGEST_BORN = 40

Row = dict[str, Any]


@transaction.atomic
def take_list(*, by: User, file_name: str, content: bytes, reason: str, basis: str) -> SearchList:
    """Take in a list of names and numbers and have it searched, row by row.

    Raises ValidationError for a file that is no list, for rows that nothing can be searched for
    (each with its number), and when today's searches are not enough for all rows.
    """
    membership = by.membership()
    rights.check("search.add", by.actor())
    assert membership is not None, "the right was just checked"
    rows = _rows(content)
    left = left_today(by)
    if left is None or len(rows) > left.today:
        raise ValidationError({
            "file": _(
                "The list has %(rows)s rows, and %(left)s searches are left today. Shorten the "
                "list, or go on tomorrow."
            )
            % {"rows": len(rows), "left": left.today if left else 0}
        })  # fmt: skip
    held = SearchList(
        role=membership.role,
        language=get_language() or "lt",
        file_name=_plain_name(file_name),
        reason=reason,
        basis=basis.strip(),
        content=rows,
        rows_total=len(rows),
    )
    held.full_clean(exclude=["custodian", "made_by", "content"])
    held.save()
    held.refresh_from_db()
    _enqueue(held, membership)
    return held


def _rows(content: bytes) -> list[Row]:
    """The rows to search for. Raises ValidationError with every problem by its row."""
    try:
        lines = list(read_lines(content, LARGEST))
    except Unreadable as error:
        raise ValidationError({"file": str(error)}) from error
    if not lines:
        raise ValidationError({"file": _("The file is empty.")})
    columns = _columns(lines[0])
    if len(lines) - 1 > MOST_ROWS:
        raise ValidationError({
            "file": _("A list has at most %(most)s rows; this one has %(rows)s.")
            % {"most": MOST_ROWS, "rows": len(lines) - 1}
        })  # fmt: skip
    rows, problems = [], []
    for line in lines[1:]:
        try:
            rows.append(_row(line, columns))
        except (BadCell, ValidationError) as error:
            said = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            problems.append(_("Row %(row)s: %(problem)s") % {"row": line.number, "problem": said})
    if problems:
        raise ValidationError({"file": problems[:20]})
    if not rows:
        raise ValidationError({"file": _("There is no row below the header.")})
    return rows


def _columns(header: Line) -> dict[str, int]:
    """Which column says what. Raises ValidationError with the names that are understood."""
    found: dict[str, int] = {}
    for place, cell in enumerate(header.cells):
        name = fold(str(cell)) if isinstance(cell, str) else ""
        for key, names in (("text", WHAT), ("born", BORN)):
            if name in {fold(known) for known in names}:
                found.setdefault(key, place)
    if "text" not in found:
        raise ValidationError({
            "file": _(
                "The first row names the columns: «%(what)s» and, if you know it, «%(born)s»."
            )
            % {"what": _("search for"), "born": _("birth date")}
        })  # fmt: skip
    return found


def _row(line: Line, columns: dict[str, int]) -> Row:
    if line.broken:
        raise BadCell(line.broken)
    said = {key: _text(line, place) for key, place in columns.items()}
    born = said.get("born", "")[:LONGEST_BORN]
    # Whoever waits for five hundred answers is told at once what cannot be searched for.
    understood(said["text"], born)
    return {"line": line.number, "text": said["text"], "born": born}


def _text(line: Line, place: int) -> str:
    raw = line.cells[place] if place < len(line.cells) else ""
    if isinstance(raw, Cell):
        raise BadCell(_("A formula stands here. Put its value in its place."))
    text = as_text("" if raw is None else raw)
    if is_formula(text):
        raise BadCell(_("A formula stands here. Put its value in its place."))
    return text


def _plain_name(file_name: str) -> str:
    """The name as text for people; it is never a path."""
    printable = "".join(c if c.isprintable() else " " for c in file_name)
    return " ".join(printable.split())[-200:] or "csv"


def _enqueue(held: SearchList, membership: Membership) -> None:
    key = f"search-list-{held.uuid}"
    task = app.configure_task(TASK, queueing_lock=key, lock=key)
    try:
        with transaction.atomic():
            task.defer(search_list=str(held.uuid), membership=membership.pk)
    except AlreadyEnqueued:
        pass


# --- what the worker does


def run_list(*, search_list: str, membership: int) -> None:
    """Search for each row that was not searched yet, each in a transaction of its own.

    A worker that died is followed by another one, which goes on where it was. Never raises for
    what a row does: the list says what happened.
    """
    held = Membership.objects.filter(pk=membership).select_related("user").first()
    if held is None:
        return
    actor, user = held.actor(), held.user
    user.chosen_membership_id = held.pk
    with acting(actor):
        todo = SearchList.objects.filter(uuid=search_list, finished_at=None).first()
        done = set(todo.searches.values_list("line", flat=True)) if todo else set()
    if todo is None:
        return
    with override(todo.language):
        for row in todo.content:
            if row["line"] not in done and not _search_row(user, actor, todo, row):
                return
        _finish(actor, todo, "")


def _search_row(user: User, actor: Actor, held: SearchList, row: Row) -> bool:
    """One row; False when the rest has to be left."""
    try:
        _require_membership(user, actor)
        with acting(actor):
            search_registers(
                by=user,
                text=row["text"],
                born=row["born"],
                reason=held.reason,
                basis=held.basis,
                batch=held,
                line=row["line"],
            )
    except LimitReached as error:
        with acting(actor):
            note_limit_reached()
        _finish(actor, held, error.messages[0])
        return False
    except rights.Refused as error:
        _finish(actor, held, str(error))
        return False
    except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
        # Its text may carry what stood in the row.
        log.error("search list %s failed: %s", held.uuid, type(error).__name__)  # noqa: TRY400
        _finish(
            actor,
            held,
            _("Something failed on our side at row %(row)s. The rows before it are searched.")
            % {"row": row["line"]},
        )
        return False
    return True


def _require_membership(user: User, actor: Actor | None) -> None:
    if user.actor() != actor:
        raise rights.Refused(_("Your membership in which the list was taken in has ended."))


def _finish(actor: Actor, held: SearchList, failure: str) -> None:
    """Write down how it ended; what stood in the file is not kept."""
    with acting(actor):
        SearchList.objects.filter(pk=held.pk, finished_at=None).update(
            finished_at=timezone.now(), failure=failure, content=[]
        )
