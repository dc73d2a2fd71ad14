"""Registering an investigation and moving it through its stages."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.codes.models import Article, Country, ExploitationForm, ListCode
from thbcases.investigations.actions.guards import locked, not_before, not_in_future
from thbcases.investigations.choices import (
    FIRST_STAGES,
    GROUND_STAGES,
    OPEN_STAGES,
    TRANSITIONS,
    CountryRole,
    StageKind,
)
from thbcases.investigations.models import (
    Investigation,
    InvestigationArticle,
    InvestigationCountry,
    InvestigationForm,
    Stage,
)

ArticleAndDay = tuple[Article, date | None]


@transaction.atomic
def register_investigation(
    *,
    by: User,
    investigation: Investigation,
    stage: StageKind = StageKind.REGISTERED,
    decided_by: str = "",
    articles: Iterable[ArticleAndDay] = (),
    forms: Iterable[tuple[ExploitationForm, bool]] = (),
    countries: Iterable[tuple[Country, CountryRole | str]] = (),
) -> Investigation:
    """Enter an unsaved investigation, its first stage, articles, forms (with «main»), countries.

    It belongs to the acting user's unit. Raises ValidationError, on the field, for a number that
    is taken (by whomever), a day to come, or a stage an investigation does not begin with.
    """
    rights.check("investigation.add", by.actor())
    if stage not in FIRST_STAGES:
        raise ValidationError(_("An investigation does not begin with this stage."))
    not_in_future("registered_on", investigation.registered_on)
    investigation.stage, investigation.stage_on = stage, investigation.registered_on
    _save_numbered(investigation)
    investigation.refresh_from_db()
    _enter(investigation, stage, investigation.registered_on, decided_by=decided_by)
    for article, offence_on in articles:
        _save(
            InvestigationArticle(
                investigation=investigation, article=article, offence_on=offence_on
            )
        )
    for form, is_main in forms:
        _save(InvestigationForm(investigation=investigation, form=form, is_main=is_main))
    for country, role in countries:
        _save(InvestigationCountry(investigation=investigation, country=country, role=role))
    return investigation


@transaction.atomic
def change_investigation(*, by: User, investigation: Investigation) -> Investigation:
    """Save an investigation that a form has changed; its first stage keeps the day it has.

    Raises ValidationError on the field for a number that is taken or a day out of order.
    """
    rights.check("investigation.change", by.actor())
    not_in_future("registered_on", investigation.registered_on)
    _keep_in_order(investigation)
    _save_numbered(investigation)
    return investigation


def _keep_in_order(investigation: Investigation) -> None:
    """The stage that stands for the registration moves with its day, between its neighbours."""
    on = investigation.registered_on
    stages = list(investigation.stages.all())
    places = [place for place, stage in enumerate(stages) if stage.kind in FIRST_STAGES]
    if not places:
        return
    beginning, before, after = (
        stages[places[-1]],
        stages[: places[-1]],
        stages[places[-1] + 1 :],
    )
    if after and on > after[0].on:
        text = _("It reached another stage on %(day)s already.") % {"day": after[0].on.isoformat()}
        raise ValidationError({"registered_on": text})
    if before:
        not_before("registered_on", on, before[-1].on)
    if beginning.on == on:
        return
    Stage.objects.filter(pk=beginning.pk).update(on=on)
    if not after:
        investigation.stage_on = on


@transaction.atomic
def move_stage(
    *,
    by: User,
    investigation: Investigation,
    kind: StageKind,
    on: date,
    decided_by: str = "",
    ground: ListCode | None = None,
    note: str = "",
) -> Stage:
    """Enter the next stage; the transition table says which stages may follow.

    Terminating and refusing need a ground. Joining goes by `join_investigations`, the first
    hand-over by `hand_over_to_court`. Raises ValidationError for what cannot follow, days out of
    order, a missing ground.
    """
    rights.check("investigation.move_stage", by.actor())
    held = locked(investigation)
    kind = StageKind(kind)
    check_transition(held, kind)
    _check_own_verb(held, kind)
    _check_ground(kind, ground)
    return enter_stage(held, kind, on, decided_by=decided_by, ground=ground, note=note)


@transaction.atomic
def join_investigations(
    *,
    by: User,
    investigation: Investigation,
    into: Investigation,
    on: date,
    decided_by: str = "",
) -> Stage:
    """Join an investigation to another one, which goes on with both.

    Raises ValidationError when one of them is in a stage that does not allow it, or they are one.
    """
    rights.check("investigation.join", by.actor())
    # Always in the order of their keys, so that two joins cannot wait for each other.
    first, second = sorted((investigation, into), key=lambda row: row.pk)
    held = {row.pk: locked(row) for row in (first, second)}
    case, target = held[investigation.pk], held[into.pk]
    if case.pk == target.pk:
        raise ValidationError({"into": _("An investigation cannot be joined to itself.")})
    check_transition(case, StageKind.JOINED)
    if target.stage not in OPEN_STAGES:
        raise ValidationError({"into": _("This investigation is not open any more.")})
    not_before("on", on, target.registered_on)
    case.joined_into = target
    case.save(update_fields=["joined_into"])
    return enter_stage(case, StageKind.JOINED, on, decided_by=decided_by)


@transaction.atomic
def separate_investigation(
    *,
    by: User,
    investigation: Investigation,
    separated: Investigation,
    on: date,
    decided_by: str = "",
) -> Investigation:
    """Register an unsaved investigation that was separated from this one.

    Articles, forms and countries are copied; suspects and victims are entered anew where they
    belong. Raises ValidationError when the source is not open, or the number is taken.
    """
    rights.check("investigation.join", by.actor())
    held = locked(investigation)
    if held.stage not in OPEN_STAGES:
        raise ValidationError(_("Only an open investigation can be divided."))
    not_before("registered_on", on, held.registered_on)
    separated.registered_on, separated.separated_from = on, held
    separated.reach = held.reach
    return register_investigation(
        by=by,
        investigation=separated,
        stage=StageKind.SEPARATED,
        decided_by=decided_by,
        articles=[(row.article, row.offence_on) for row in held.article_rows.all()],
        forms=[(row.form, row.is_main) for row in held.form_rows.all()],
        countries=[(row.country, row.role) for row in held.countries.all()],
    )


def check_transition(investigation: Investigation, kind: StageKind) -> None:
    """Raise ValidationError, with what is possible, unless the stage may follow now."""
    now = StageKind(investigation.stage)
    if kind in TRANSITIONS[now]:
        return
    possible = ", ".join(str(k.label) for k in StageKind if k in TRANSITIONS[now])
    raise ValidationError(
        {
            "kind": _("From «%(now)s» it can become: %(possible)s.")
            % {"now": now.label, "possible": possible}
        }
    )


def enter_stage(
    held: Investigation,
    kind: StageKind,
    on: date,
    *,
    decided_by: str = "",
    ground: ListCode | None = None,
    note: str = "",
) -> Stage:
    """Add the stage row to a locked investigation and keep its `stage` equal to it."""
    not_in_future("on", on)
    not_before("on", on, held.stage_on)
    stage = _enter(held, kind, on, decided_by=decided_by, ground=ground, note=note)
    held.stage, held.stage_on = kind, on
    if kind == StageKind.REGISTERED:
        # A report becomes an investigation on the day it is registered as one.
        held.registered_on = on
    if kind == StageKind.RENEWED:
        held.joined_into = None
    held.save(update_fields=["stage", "stage_on", "registered_on", "joined_into"])
    return stage


def _enter(
    investigation: Investigation,
    kind: StageKind,
    on: date,
    *,
    decided_by: str,
    ground: ListCode | None = None,
    note: str = "",
) -> Stage:
    stage = Stage(
        investigation=investigation,
        kind=kind,
        on=on,
        decided_by=decided_by,
        ground=ground,
        note=note,
    )
    stage.full_clean(exclude=["custodian"])
    stage.save()
    return stage


def _check_own_verb(investigation: Investigation, kind: StageKind) -> None:
    if kind == StageKind.JOINED:
        raise ValidationError({"kind": _("Say to which investigation it is joined.")})
    is_first = investigation.stage in (StageKind.INDICTMENT, StageKind.PENAL_ORDER)
    if kind == StageKind.COURT_FIRST and is_first:
        raise ValidationError({"kind": _("Hand the case over to a court and name it.")})


def _check_ground(kind: StageKind, ground: ListCode | None) -> None:
    if kind in GROUND_STAGES and ground is None:
        raise ValidationError({"ground": _("Name the ground on which it was ended.")})
    if kind not in GROUND_STAGES and ground is not None:
        raise ValidationError({"ground": _("Only terminating and refusing have a ground.")})


def _save_numbered(investigation: Investigation) -> None:
    """Save; a number that another unit has taken is refused in the same words as one's own."""
    investigation.full_clean(exclude=["custodian"])
    try:
        with transaction.atomic():
            investigation.save()
    except IntegrityError as error:
        if "investigations_investigation_number" not in str(error):
            raise
        taken = Investigation._meta.get_field("number").error_messages["unique"]
        raise ValidationError({"number": taken}) from error


def _save(row: InvestigationArticle | InvestigationForm | InvestigationCountry) -> None:
    row.full_clean(exclude=["custodian"])
    row.save()
