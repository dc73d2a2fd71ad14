"""What a police unit brings: investigations, their victims and suspects, and judgments."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thbcases.codes.models import Article, Country
from thbcases.imports.actions.lines import Line, NeedsAnother, speaking
from thbcases.investigations.actions import (
    hand_over_to_court,
    move_stage,
    register_investigation,
)
from thbcases.investigations.choices import CountryRole, StageKind
from thbcases.investigations.models import Investigation
from thbcases.investigations.queries import in_force

S = StageKind
# With these an investigation begins here and has gone no further.
BEGUN = {S.REPORT_RECEIVED, S.CHECKING, S.REGISTERED}


def take_investigation(line: Line) -> None:
    """Register an investigation and move it to the stage the row says. Raises ValidationError."""
    _doubt_articles(line)
    case = _register(line)
    stage = line.get("stage")
    if stage is not None and stage not in BEGUN and stage != S.COURT_FIRST:
        _move(line, case, stage)
    else:
        _refuse_move(line)
    if line.has("court", "handed_over_on", "court_number") or stage == S.COURT_FIRST:
        _hand_over(line, case, stage)
    line.names[case.number] = case
    line.made.append(("investigations", case))


def find_investigation(line: Line) -> Investigation:
    """The investigation a row belongs to: of this file, or among those one sees.

    Raises NeedsAnother when its own row has errors, ValidationError when there is none. Somebody
    else's is not there.
    """
    number, named = line.text("number"), line.run.named
    if number not in named.rows:
        if number in named.places:
            raise NeedsAnother(named.places[number])
        named.rows[number] = Investigation.objects.filter(number=number).first()
    case: Investigation | None = named.rows[number]
    if case is None:
        raise ValidationError(
            {"number": _("Neither this file nor your unit has an investigation of this number.")}
        )
    return case


def _register(line: Line) -> Investigation:
    case = Investigation(
        number=line.text("number"),
        registered_on=line.get("registered_on"),
        prosecutor=line.text("prosecutor"),
        summary=line.text("summary"),
    )
    if line.has("reach"):
        case.reach = line.get("reach")
    with speaking(stage="stage", article="articles", form="forms", country="origin"):
        return register_investigation(
            by=line.run.by,
            investigation=case,
            stage=_first_stage(line),
            decided_by=line.text("decided_by"),
            articles=_articles(line),
            forms=[(form, place == 0) for place, form in enumerate(line.get("forms") or [])],
            countries=list(_countries(line)),
        )


def _first_stage(line: Line) -> StageKind:
    stage = line.get("stage")
    if stage in (S.REPORT_RECEIVED, S.CHECKING):
        return S(stage)
    return S.REPORT_RECEIVED if stage == S.REFUSED else S.REGISTERED


def _articles(line: Line) -> list[tuple[Article, date | None]]:
    return [(article, line.get("offence_on")) for article in line.get("articles") or []]


def _countries(line: Line) -> Iterable[tuple[Country, CountryRole]]:
    for role in CountryRole:
        for country in line.get(role.value) or []:
            yield country, role


def _doubt_articles(line: Line) -> None:
    """Say of each article that it was not the law of its day."""
    for article, offence_on in _articles(line):
        day = offence_on or line.get("registered_on")
        if not in_force(article, day):
            line.warn(
                _("%(article)s was not in force on %(day)s.")
                % {"article": article.citation, "day": day.isoformat()},
                "articles",
            )


def _move(line: Line, case: Investigation, stage: str) -> None:
    on = line.require("stage_on", _("Say since when."))
    with speaking(on="stage_on", kind="stage"):
        move_stage(
            by=line.run.by,
            investigation=case,
            kind=S(stage),
            on=on,
            decided_by=line.text("decided_by"),
            ground=line.get("ground"),
        )
    case.refresh_from_db()


def _refuse_move(line: Line) -> None:
    """A day or a ground of a stage that the row does not name would be lost."""
    registered_on = line.get("registered_on")
    is_begun = line.get("stage") in (None, *BEGUN)
    if is_begun and line.get("stage_on") not in (None, registered_on):
        line.error(_("In this stage it is since the day of its registration."), "stage_on")
    if line.has("ground"):
        line.error(_("Only terminating and refusing have a ground."), "ground")


def _hand_over(line: Line, case: Investigation, stage: Any) -> None:
    court = line.require("court", _("Say to which court it was handed over."))
    on = line.require("handed_over_on", _("Say when it was handed over to the court."))
    if stage == S.COURT_FIRST and line.get("stage_on") not in (None, on):
        raise ValidationError({"stage_on": _("It was handed over to the court on another day.")})
    if stage in (None, S.COURT_FIRST):
        with speaking(on="handed_over_on", kind="stage"):
            move_stage(by=line.run.by, investigation=case, kind=S.INDICTMENT, on=on)
    with speaking(on="handed_over_on", kind="stage", number="court_number"):
        hand_over_to_court(
            by=line.run.by,
            investigation=case,
            court=court,
            on=on,
            number=line.text("court_number"),
            decided_by=line.text("decided_by") if stage in (None, S.COURT_FIRST) else "",
        )
    case.refresh_from_db()
