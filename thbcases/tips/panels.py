"""What tips add to the page of an investigation and to the legal clocks."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from thbcases.clocks.sources import Source, register_source
from thbcases.codes.choices import TermEvent
from thbcases.investigations.models import Investigation
from thbcases.tips import queries
from thbcases.tips.models import Tip
from thbcases.tips.pills import STATE_PILLS
from thbcases.web.parts import Row
from thbcases.web.sections import Section, register_section


def register_all() -> None:
    """When the apps are ready."""
    register_section(
        "investigations.investigation", tips_of_investigation, order=60, requires="tip.read"
    )
    register_source(
        Source(
            key="tips.answer",
            event=TermEvent.TIP_ANSWER,
            label=_("first answer to a tip"),
            requires="tip.read",
            open_terms=queries.open_terms,
            model="tips.tip",
            terms_of=queries.terms_of,
        )
    )


def tips_of_investigation(request: HttpRequest, investigation: Investigation) -> Section | None:
    """The tips it learnt from, as far as the reader sees them."""
    rows = [
        Row(
            tip.code,
            url=tip.get_absolute_url(),
            note=str(tip.channel),
            on=tip.received_at,
            pill=STATE_PILLS(tip.state),
        )
        for tip in Tip.objects.filter(investigation=investigation).select_related("channel")
    ]
    return Section(title=_("Tips"), rows=rows) if rows else None
