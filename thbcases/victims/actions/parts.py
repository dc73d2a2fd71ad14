"""How the victim was recruited, controlled and exploited."""

from collections.abc import Iterable

from django.db import models, transaction

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.codes.models import ListCode
from thbcases.victims.actions.locks import changed, locked
from thbcases.victims.models import Control, ExploitationEpisode, Recruitment, Victim


@transaction.atomic
def describe_recruitment(
    *, by: User, victim: Victim, methods: Iterable[ListCode], means: Iterable[ListCode]
) -> None:
    """Set by which methods the victim was recruited and by which means controlled.

    What is no longer named is taken out; the history keeps it.
    """
    rights.check("victim.change", by.actor())
    held = locked(victim)
    _set(Recruitment, held, "method", {code.pk for code in methods})
    _set(Control, held, "means", {code.pk for code in means})
    changed(held)


def _set(model: type[models.Model], victim: Victim, field: str, wanted: set[int]) -> None:
    rows = model._default_manager.filter(victim=victim)
    present = set(rows.values_list(f"{field}_id", flat=True))
    rows.filter(**{f"{field}_id__in": present - wanted}).delete()
    for code in sorted(wanted - present):
        model._default_manager.create(victim=victim, **{f"{field}_id": code})


@transaction.atomic
def choose_main_form(*, by: User, victim: Victim, episode: ExploitationEpisode | None) -> None:
    """Mark one of the victim's episodes as the main form, and no other: returns need one."""
    rights.check("victim.change", by.actor())
    held = locked(victim)
    chosen = [episode.pk] if episode is not None else []
    held.episodes.filter(is_main=True).exclude(pk__in=chosen).update(is_main=False)
    held.episodes.filter(is_main=False, pk__in=chosen).update(is_main=True)
    changed(held)
