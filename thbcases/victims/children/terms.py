"""The terms that run for children: the notice to the child rights service, a representative."""

from collections.abc import Callable, Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.clocks.sources import Source, Term, register_source
from thbcases.codes.choices import TermEvent
from thbcases.victims.children import reading
from thbcases.victims.models import Victim

Terms = Callable[[Victim], Iterator[Term]]


def code_of(victim: Victim) -> str:
    """What a victim is called outside the system: a code, never a name."""
    return f"V-{victim.uuid.hex[:8].upper()}"


def notice_terms(victim: Victim) -> Iterator[Term]:
    """The notice is owed from the registration of a child."""
    if not reading.is_owed(victim):
        return
    told = reading.notice(victim)
    yield Term(
        victim,
        str(victim),
        code_of(victim),
        reading.registered_on(victim),
        victim.custodian_id,
        due_on=told.due_on if told else None,
        done_on=told.on if told else None,
    )


def representative_terms(victim: Victim) -> Iterator[Term]:
    """A representative is owed from the registration, unless a guardian is free to act."""
    first = reading.first_representative(victim)
    is_needed = reading.needs_representative(victim, timezone.localdate())
    if not reading.is_owed(victim) or (first is None and not is_needed):
        return
    yield Term(
        victim,
        str(victim),
        code_of(victim),
        reading.registered_on(victim),
        victim.custodian_id,
        done_on=first.starts_on if first else None,
    )


def _open(terms: Terms) -> Callable[[], Iterator[Term]]:
    def of_all() -> Iterator[Term]:
        for victim in reading.children().order_by("pk"):
            yield from (term for term in terms(victim) if term.done_on is None)

    return of_all


def _of(terms: Terms) -> Callable[[Victim], list[Term]]:
    def of_one(victim: Victim) -> list[Term]:
        found = reading.with_registration(Victim.objects.filter(pk=victim.pk))
        return [term for row in found.select_related("person") for term in terms(row)]

    return of_one


def register() -> None:
    """Tell the clocks; called once when the app is ready."""
    for key, event, label, terms in (
        (
            "victims.child_notice",
            TermEvent.CHILD_NOTICE,
            _("notice to the child rights service"),
            notice_terms,
        ),
        (
            "victims.child_representative",
            TermEvent.CHILD_REPRESENTATIVE,
            _("representative of the child"),
            representative_terms,
        ),
    ):
        register_source(
            Source(
                key,
                event,
                label,
                "victim.read",
                _open(terms),
                model="victims.victim",
                terms_of=_of(terms),
            )
        )
