"""People of an investigation: victims, and suspects up to their judgment."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thbcases.codes.models import Article
from thbcases.imports.actions.lines import Line, speaking
from thbcases.imports.actions.police import find_investigation
from thbcases.imports.actions.who import person_of
from thbcases.imports.choices import Part
from thbcases.imports.columns import STATUS_OF
from thbcases.imports.values import BadValue
from thbcases.investigations.actions import add_suspect, move_suspect, record_judgment
from thbcases.investigations.choices import (
    FIRST_STATES,
    JUDGED_STATES,
    Outcome,
    SuspectKind,
    SuspectState,
)
from thbcases.investigations.models import CourtCase, Investigation, Judgment, Sentence, Suspect
from thbcases.investigations.queries import sentence_doubts
from thbcases.people.forms.checks import NAMES
from thbcases.victims.actions import add_victim, decide_status, describe_recruitment
from thbcases.victims.choices import FIRST, Decider, VictimStatus
from thbcases.victims.models import ExploitationEpisode, Victim

# Filled by triggers, so empty in a row that is not stored yet.
OF_THE_DATABASE = ("custodian", "investigation")
JUDGMENT = (
    "judgment_on",
    "final_on",
    "outcome",
    "sentence_article",
    "years",
    "months",
    "fine",
    "is_suspended",
)
ONLY_OF_SUSPECTS = ("legal_name", "legal_code", "charges", *JUDGMENT)
ONLY_OF_VICTIMS = (
    "decider",
    "decider_name",
    "form",
    "country",
    "exploited_from",
    "exploited_until",
    "exploitation",
    "recruitment",
    "control",
    "cooperation",
    "procedural_status",
)
ONLY_OF_HUMANS = (
    *NAMES,
    "sex",
    "birth_date",
    "birth_year",
    "birth_is_estimate",
    "citizenships",
    "personal_code",
    "existing",
    "years",
    "months",
)


def take_person(line: Line) -> None:
    """Enter a victim or a suspect of an investigation. Raises ValidationError, NeedsAnother."""
    case = find_investigation(line)
    status = _status(line)
    if line.get("part") == Part.VICTIM:
        line.refuse_all(ONLY_OF_SUSPECTS, _("This is for suspects only."))
        _take_victim(line, case, VictimStatus(status or VictimStatus.PRESUMED))
    else:
        line.refuse_all(ONLY_OF_VICTIMS, _("This is for victims only."))
        _take_suspect(line, case, SuspectState(status or SuspectState.INFORMATION))


def _status(line: Line) -> str | None:
    if not line.has("status"):
        return None
    try:
        return str(STATUS_OF[line.get("part")].read(line.text("status"), line.run.lists))
    except BadValue as error:
        raise ValidationError({"status": str(error)}) from error


def _since(line: Line, *keys: str) -> date:
    """The first of these days that is filled in. Raises ValidationError when none is."""
    for key in keys:
        if line.has(key):
            day: date = line.get(key)
            return day
    raise ValidationError({keys[0]: _("Say since when.")})


def _same_day(line: Line, key: str, other: str) -> None:
    """Raise ValidationError when two columns name different days for the same thing."""
    if line.has(key) and line.has(other) and line.get(key) != line.get(other):
        raise ValidationError(
            {
                other: _("The column «%(other)s» says another day.")
                % {"other": line.sheet.heading(key)}
            }
        )


# --- victims


def _take_victim(line: Line, case: Investigation, status: VictimStatus) -> None:
    first = status if status in FIRST else VictimStatus.PRESUMED
    is_later = first != status
    if not is_later:
        _same_day(line, "status_on", "first_on")
    on = _since(line, "status_on", "first_on")
    victim = Victim(investigation=case, person=person_of(line), note=line.text("note"))
    for key in line.has("cooperation", "procedural_status"):
        setattr(victim, key, line.get(key))
    decision: dict[str, Any] = {
        "decider": Decider(line.get("decider") or Decider.POLICE),
        "decider_name": line.text("decider_name"),
        "basis": line.text("basis"),
    }
    with speaking(on="first_on" if line.has("first_on") else "status_on"):
        add_victim(
            by=line.run.by,
            victim=victim,
            status=first,
            on=line.get("first_on") or on,
            **({"decider": Decider.POLICE} if is_later else decision),
        )
    if is_later:
        with speaking(on="status_on"):
            reason = _("As the spreadsheet says.")
            decide_status(
                by=line.run.by, victim=victim, status=status, on=on, reason=reason, **decision
            )
    _describe_exploitation(line, victim)
    line.run.persons.setdefault(victim.person_id, line.row.number)
    line.made.append(("victims", victim))


def _describe_exploitation(line: Line, victim: Victim) -> None:
    if line.has("recruitment", "control"):
        describe_recruitment(
            by=line.run.by,
            victim=victim,
            methods=line.get("recruitment") or (),
            means=line.get("control") or (),
        )
    if not line.has("form", "country", "exploited_from", "exploited_until", "exploitation"):
        return
    form = line.require("form", _("Say which form of exploitation."))
    if form.text_required and not line.has("exploitation"):
        raise ValidationError({"exploitation": _("Say in words what it is.")})
    episode = ExploitationEpisode(
        victim=victim,
        form=form,
        is_main=True,
        country=line.get("country"),
        starts_on=line.get("exploited_from"),
        ends_on=line.get("exploited_until"),
        text=line.text("exploitation"),
    )
    with speaking(starts_on="exploited_from", ends_on="exploited_until"):
        episode.full_clean(exclude=OF_THE_DATABASE)
    episode.save()


# --- suspects


def _take_suspect(line: Line, case: Investigation, state: SuspectState) -> None:
    is_judged = state in JUDGED_STATES or bool(line.has(*JUDGMENT))
    first = _first_state(state, is_judged)
    court_case = _court_case(case) if is_judged else None
    on = _first_day(line, state, first, court_case)
    suspect = _unsaved_suspect(line, case)
    with speaking(
        on="first_on" if line.has("first_on") else "status_on",
        state="status",
        role_note="note",
        article="charges",
    ):
        add_suspect(
            by=line.run.by,
            suspect=suspect,
            state=first,
            on=on,
            basis=line.text("basis"),
            charges=[(article, None) for article in line.get("charges") or []],
        )
    if state == SuspectState.RELEASED:
        with speaking(on="status_on", state="status"):
            move_suspect(by=line.run.by, suspect=suspect, state=state, on=_since(line, "status_on"))
    if court_case:
        _note_sentence(line, court_case, suspect, state)
    if suspect.person_id:
        line.run.persons.setdefault(suspect.person_id, line.row.number)
    line.made.append(("suspects", suspect))


def _first_day(
    line: Line, state: SuspectState, first: SuspectState, court_case: CourtCase | None
) -> date:
    """Since when the suspect is in the state with which they are entered."""
    if state == first:
        _same_day(line, "status_on", "first_on")
        return _since(line, "status_on", "first_on")
    if court_case and not line.has("first_on"):
        return court_case.handed_over_on
    return _since(line, "first_on", "status_on")


def _first_state(state: SuspectState, is_judged: bool) -> SuspectState:
    if is_judged:
        return SuspectState.PROSECUTED
    return state if state in FIRST_STATES else SuspectState.SUSPECTED


def _unsaved_suspect(line: Line, case: Investigation) -> Suspect:
    suspect = Suspect(investigation=case, role_note=line.text("note"))
    if not line.has("legal_name", "legal_code"):
        suspect.person = person_of(line)
        return suspect
    line.refuse_all(ONLY_OF_HUMANS, _("A legal person has no such thing."))
    suspect.kind = SuspectKind.LEGAL
    suspect.legal_name = line.require("legal_name", _("Name the legal person."))
    suspect.legal_code = line.text("legal_code")
    return suspect


def _court_case(case: Investigation) -> CourtCase:
    court_case = case.court_cases.order_by("-handed_over_on", "-id").first()
    if court_case is None:
        raise ValidationError(
            {
                "judgment_on": _(
                    "The investigation is not in court: say of it to which court it went."
                )
            }
        )
    return court_case


# --- judgments


@dataclass(frozen=True)
class Occasion:
    """One judgment; all accused of a case who were judged on that day share it."""

    court_case_id: int
    on: date
    final_on: date | None


@dataclass(frozen=True)
class Judged:
    """What the judgment says of one accused, and which row says so."""

    line: Line
    court_case: CourtCase
    suspect: Suspect
    fields: dict[str, Any]

    def sentence(self) -> Sentence:
        """A fresh unsaved sentence."""
        return Sentence(suspect=self.suspect, **self.fields)


def _note_sentence(
    line: Line, court_case: CourtCase, suspect: Suspect, state: SuspectState
) -> None:
    """Keep what the judgment says until all accused of the same judgment are there."""
    days = ["judgment_on"]
    if state in JUDGED_STATES:
        days.append("status_on")
        _same_day(line, *days)
    on = _since(line, *days)
    outcome = _outcome(line, state)
    article: Article | None = line.get("sentence_article") or _only_charge(line)
    if outcome == Outcome.CONVICTED and article is None:
        raise ValidationError({"sentence_article": _("Name the article of the conviction.")})
    fields = {
        "outcome": outcome,
        "article": article if outcome == Outcome.CONVICTED else line.get("sentence_article"),
        **{key: line.get(key) for key in line.has("years", "months", "fine", "is_suspended")},
    }
    if outcome == Outcome.CONVICTED and article is not None:
        _doubt(line, Sentence(suspect=suspect, **fields), article)
    occasion = Occasion(court_case.pk, on, line.get("final_on"))
    line.judged = (occasion, Judged(line, court_case, suspect, fields))


def _outcome(line: Line, state: SuspectState) -> Outcome:
    said: Outcome | None = line.get("outcome")
    by_state = {
        SuspectState.CONVICTED: Outcome.CONVICTED,
        SuspectState.ACQUITTED: Outcome.ACQUITTED,
    }.get(state)
    if said and by_state and said != by_state:
        raise ValidationError({"outcome": _("This does not fit the status.")})
    outcome = said or by_state
    if outcome is None:
        raise ValidationError({"outcome": _("Say what the judgment was.")})
    return Outcome(outcome)


def _only_charge(line: Line) -> Article | None:
    charges = line.get("charges") or []
    return charges[0] if len(charges) == 1 else None


def _doubt(line: Line, sentence: Sentence, article: Article) -> None:
    for doubt in sentence_doubts(
        sentence.suspect, article, sentence.total_months, sentence.fine is not None
    ):
        line.warn(doubt, "years" if line.has("years", "months") else "fine")


def pass_judgment(line: Line, occasion: Occasion, judged: list[Judged]) -> None:
    """Record one judgment with what it says of each of these accused."""
    court_case = judged[0].court_case
    if court_case.judgments.filter(on=occasion.on).exists():
        raise ValidationError(
            {"judgment_on": _("A judgment of this day is in the records already.")}
        )
    with speaking(on="judgment_on", article="sentence_article", state="status"):
        record_judgment(
            by=line.run.by,
            judgment=Judgment(court_case=court_case, on=occasion.on, final_on=occasion.final_on),
            sentences=[one.sentence() for one in judged],
        )
    line.made.append(("judgments", None))
