"""The weighing in words: why a dimension is positive, what is missing, what follows from it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thbcases.codes.choices import Weight
from thbcases.victims.indicators.weighing import Counts, Dimension, Weighed


@dataclass(frozen=True)
class Told:
    """One dimension as a reader sees it."""

    label: str
    is_positive: bool
    state: str
    signs: list[tuple[str, str]]
    missing: str


def told(weighed: Weighed) -> list[Told]:
    """All six dimensions in words."""
    return [_told(dimension) for dimension in weighed.dimensions]


def _told(dimension: Dimension) -> Told:
    return Told(
        label=str(dimension.part.label),
        is_positive=dimension.is_positive,
        state=_("positive") if dimension.is_positive else _("not positive"),
        signs=[
            (str(weight.label), "; ".join(sign.name for sign in signs))
            for weight in Weight
            if (signs := dimension.of(weight))
        ],
        missing=_missing(dimension),
    )


def _missing(dimension: Dimension) -> str:
    if dimension.is_positive or not dimension.ways:
        return ""
    return _(" or ").join(_way(way) for way in dimension.ways)


def _way(way: Counts) -> str:
    strong, medium, weak = way
    parts = [
        ngettext("%(count)d strong", "%(count)d strong ones", strong) % {"count": strong},
        ngettext("%(count)d medium", "%(count)d medium ones", medium) % {"count": medium},
        ngettext("%(count)d weak", "%(count)d weak ones", weak) % {"count": weak},
    ]
    wanted = [words for words, count in zip(parts, way, strict=True) if count]
    return _(" and ").join(wanted)


def rule_used(weighed: Weighed) -> str:
    """Which rule was used, and why."""
    if weighed.is_child is True:
        return _(
            "Under 18 when exploited: the rule for children. Means are not needed; an act and "
            "positive exploitative conditions, or an act and a purpose, are enough."
        )
    if weighed.is_child is False:
        return _(
            "An adult when exploited: needed are positive exploitative conditions, coercion or "
            "abuse of vulnerability at the destination, and recruitment by deception, coercion or "
            "abuse of vulnerability; or an act, a means and a purpose."
        )
    return _(
        "The age is not known: weighed as an adult. If the person was under 18, say so: means are "
        "then not needed and some signs weigh more."
    )


def reasons(weighed: Weighed) -> list[str]:
    """Why the advice is what it is: what is there, and what is not."""
    yes, no = _("there"), _("missing")
    needs_means = not weighed.counts_as_child
    found = [
        (_("act"), bool(weighed.acts)),
        *([(_("means"), bool(weighed.means))] if needs_means else []),
        (_("purpose"), weighed.has_purpose),
    ]
    elements = ", ".join(f"{label}: {yes if is_there else no}" for label, is_there in found)
    lines = [
        _("Elements of the offence (BK 147, 157 str.): %(elements)s.") % {"elements": elements}
    ]
    positive = [str(d.part.label) for d in weighed.dimensions if d.is_positive]
    lines.append(
        _("Positive dimensions: %(names)s.") % {"names": "; ".join(positive)}
        if positive
        else _("No dimension is positive.")
    )
    lines.append(
        _("The indicators together: positive.")
        if weighed.by_weight
        else _("The indicators together: not positive.")
    )
    return lines
