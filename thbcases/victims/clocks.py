"""Terms of a victim: reflection period, residence permit, the decision on a claim."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.clocks.parts import clocks_of
from thbcases.clocks.sources import Source, Term, register_source
from thbcases.codes.choices import TermEvent
from thbcases.victims.choices import ClaimState, PermitState
from thbcases.victims.models import CompensationClaim, ReflectionPeriod, ResidencePermit, Victim
from thbcases.victims.queries import Stay
from thbcases.web.parts import Clock

# A stay that ran out stays in sight for so long.
SHOWN_AFTER = timedelta(days=30)
# What leaves the house names a stay by this and the beginning of its random number.
LETTER_OF: dict[type[Any], str] = {ReflectionPeriod: "AL", ResidencePermit: "LL"}


def code_of(stay: Stay) -> str:
    """The pseudonym of a stay in letters and calendars."""
    return f"{LETTER_OF[type(stay)]}-{stay.uuid.hex[:8].upper()}"


def with_what_followed(stays: QuerySet[Any]) -> QuerySet[Any]:
    """Add `followed_on`: the day on which what comes after the stay was granted.

    After a reflection period comes a permit, after a permit its renewal.
    """
    granted = ResidencePermit.objects.filter(state=PermitState.GRANTED)
    if stays.model is ReflectionPeriod:
        after = granted.filter(person=OuterRef("person"), starts_on__gte=OuterRef("starts_on"))
    else:
        after = granted.filter(renewal_of=OuterRef("pk"))
    first = after.order_by("decided_on", "id").values("decided_on")[:1]
    return stays.annotate(followed_on=Subquery(first, output_field=DateField()))


def _term(stay: Any) -> Term:
    done_on: date | None = stay.followed_on
    ended = ""
    if stay.ended_on is not None:
        done_on = stay.ended_on
        ended = _now("ended early: %(ground)s") % {"ground": stay.end_ground}
    return Term(
        record=stay,
        name=str(stay.person),
        code=code_of(stay),
        starts_on=stay.starts_on,
        organisation_id=stay.custodian_id,
        due_on=stay.ends_on,
        done_on=done_on,
        lapses=stay.ends_on < timezone.localdate() - SHOWN_AFTER,
        ended=ended,
    )


def _decided(model: Any) -> QuerySet[Any]:
    """Stays that were granted, those ended early too."""
    rows = model.objects.filter(state__in=[PermitState.GRANTED, PermitState.WITHDRAWN])
    return with_what_followed(rows.select_related("person", "end_ground"))


def _running(model: Any) -> QuerySet[Any]:
    """Granted stays that nothing follows, those that ran out lately too."""
    earliest = timezone.localdate() - SHOWN_AFTER
    rows = _decided(model).filter(
        state=PermitState.GRANTED, ends_on__gte=earliest, followed_on__isnull=True
    )
    return rows.order_by("ends_on", "id")


def open_periods() -> Iterable[Term]:
    """Reflection periods that run or ran out lately, without a permit after them."""
    return [_term(stay) for stay in _running(ReflectionPeriod)]


def open_permits() -> Iterable[Term]:
    """Permits that run or ran out lately, without a renewal."""
    return [_term(stay) for stay in _running(ResidencePermit)]


def term_of_stay(stay: Any) -> Iterator[Term]:
    """The term of one stay, once it was granted."""
    found = _decided(type(stay)).filter(pk=stay.pk).first()
    if found is not None:
        yield _term(found)


def _claim(claim: CompensationClaim) -> Term:
    return Term(
        record=claim,
        name=str(claim.victim),
        code=f"KN-{claim.uuid.hex[:8].upper()}",
        starts_on=claim.claimed_on,
        organisation_id=claim.custodian_id,
        done_on=claim.decided_on,
    )


def _claims() -> QuerySet[CompensationClaim]:
    return CompensationClaim.objects.select_related("victim__person")


def open_claims() -> Iterable[Term]:
    """Claims that nobody decided on."""
    undecided = _claims().filter(state=ClaimState.CLAIMED, decided_on__isnull=True)
    return [_claim(claim) for claim in undecided]


def claims_of(victim: Victim) -> Iterable[Term]:
    """The claims of one victim."""
    return [_claim(claim) for claim in _claims().filter(victim=victim)]


REFLECTION = Source(
    key="victims.reflection",
    event=TermEvent.REFLECTION_PERIOD,
    label=_("reflection period ends"),
    requires="permit.read",
    acts="permit.propose",
    open_terms=open_periods,
    model="victims.reflectionperiod",
    terms_of=term_of_stay,
)
PERMIT = Source(
    key="victims.permit",
    event=TermEvent.RESIDENCE_PERMIT,
    label=_("residence permit ends"),
    requires="permit.read",
    acts="permit.propose",
    open_terms=open_permits,
    model="victims.residencepermit",
    terms_of=term_of_stay,
)
COMPENSATION = Source(
    key="victims.compensation",
    event=TermEvent.COMPENSATION_DECISION,
    label=_("decision on a claim for compensation"),
    requires="victim.read",
    acts="victim.change",
    open_terms=open_claims,
    model="victims.victim",
    terms_of=claims_of,
)


def stay_clocks(victims: Iterable[Victim], *, named: bool = False) -> list[Clock]:
    """The clocks of the victims' stays: those that run, and those that ran out lately."""
    keys = [victim.pk for victim in victims]
    if not keys:
        return []
    return [
        clock
        for source, model in ((REFLECTION, ReflectionPeriod), (PERMIT, ResidencePermit))
        for clock in clocks_of(
            source, (_term(stay) for stay in _running(model).filter(victim__in=keys)), named=named
        )
    ]


def register() -> None:
    """Tell the clocks; called once when the app is ready."""
    for source in (REFLECTION, PERMIT, COMPENSATION):
        register_source(source)
