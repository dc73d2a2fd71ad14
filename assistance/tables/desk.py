"""Lists of referrals, of the directory and of certificates, and the colours of their states."""

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assistance.choices import ReferralState
from assistance.models import Certificate, DirectoryEntry, ListedService, Referral
from thbcases.web.pills import Pill, Pills
from thbcases.web.tables import (
    BaseTable,
    DateColumn,
    MomentColumn,
    OrganisationColumn,
    PersonColumn,
    PillColumn,
    RecordColumn,
    TextColumn,
)

REFERRAL_PILLS = Pills(
    ReferralState,
    {
        ReferralState.SENT: "presumed",
        ReferralState.ACCEPTED: "recognised",
        ReferralState.DECLINED: "late",
        ReferralState.DONE: "closed",
        ReferralState.REVOKED: "closed",
        ReferralState.WITHDRAWN: "late",
    },
)
OPEN_ENTRY = Pill(_("takes people"), "recognised")
CLOSED_ENTRY = Pill(_("takes nobody any more"), "closed")
VALID = Pill(_("valid"), "recognised")
NOT_VALID = Pill(_("not valid"), "closed")


def places_words(row: ListedService) -> SafeString:
    """The places of a service in words, the day on which it was said, and whether that is old."""
    if row.places_free is None:
        return format_html("<bdi>{}</bdi>", row.kind)
    many = _now("%(free)s of %(all)s free") % {"free": row.places_free, "all": row.places}
    few = ngettext("%(free)d place free", "%(free)d places free", row.places_free) % {
        "free": row.places_free
    }
    words = few if row.places is None else many
    days = row.said_days_ago
    said = ngettext("said %(days)d day ago", "said %(days)d days ago", days) % {"days": days}
    when = _now("said today") if days == 0 else said
    if row.is_old:
        old = Pill(_("old number"), "late")
        return format_html("<bdi>{}</bdi>: <s>{}</s>, {} {}", row.kind, words, when, old)
    return format_html("<bdi>{}</bdi>: <strong>{}</strong>, {}", row.kind, words, when)


def certificate_pill(row: Any) -> Pill:
    """Whether a certificate is valid today, as its code would be answered."""
    return VALID if row.is_valid else NOT_VALID


class ReferralTable(BaseTable):
    """Referrals that my organisation sent or got."""

    caption = _("referrals")
    number = RecordColumn(accessor="number", orderable=False, verbose_name=_("number"))
    person = PersonColumn(order_by=("person__sort_key",))
    sender = OrganisationColumn(
        accessor="custodian", order_by=("custodian__sort_key",), verbose_name=_("sender")
    )
    receiver = OrganisationColumn(order_by=("receiver__sort_key",))
    sent_at = MomentColumn()
    urgency = TextColumn(accessor="get_urgency_display", order_by=("urgency",))
    state = PillColumn(pills=REFERRAL_PILLS)

    class Meta:
        model = Referral
        fields = ("number", "person", "sender", "receiver", "sent_at", "urgency", "state")


class DirectoryTable(BaseTable):
    """Organisations that help."""

    caption = _("directory of help")
    organisation = TextColumn(
        accessor="custodian",
        order_by=("custodian__sort_key",),
        verbose_name=_("organisation"),
        linkify=lambda record: record.get_absolute_url(),
    )
    offers = tables.Column(
        accessor="pk", orderable=False, verbose_name=_("services and free places")
    )
    serves = TextColumn(accessor="serves_words", orderable=False, verbose_name=_("takes"))
    languages = TextColumn(accessor="language_words", orderable=False, verbose_name=_("languages"))
    where = tables.Column(
        accessor="municipality", orderable=False, empty_values=(), verbose_name=_("municipality")
    )
    state = tables.Column(accessor="is_closed", orderable=False, verbose_name=_("state"))

    class Meta:
        model = DirectoryEntry
        fields = ("organisation", "offers", "serves", "languages", "where", "state")

    def render_offers(self, record: DirectoryEntry) -> SafeString:
        """Each service on a line of its own."""
        lines = ((places_words(row),) for row in record.services.all())
        joined = format_html_join("", "<div>{}</div>", lines)
        # one box, because on a phone a cell stands beside its label
        return format_html("<div>{}</div>", joined) if joined else SafeString("—")

    def value_offers(self, record: DirectoryEntry) -> str:
        return "; ".join(str(row.kind) for row in record.services.all())

    def render_where(self, record: DirectoryEntry) -> str:
        """The town, or the whole country."""
        return (
            _now("the whole country") if record.whole_country else str(record.municipality or "—")
        )

    def render_state(self, value: Any) -> SafeString:
        return (CLOSED_ENTRY if value else OPEN_ENTRY).__html__()

    def value_state(self, value: Any) -> str:
        return (CLOSED_ENTRY if value else OPEN_ENTRY).word


class CertificateTable(BaseTable):
    """Certificates that my organisation gave."""

    caption = _("certificates")
    kind = TextColumn(
        accessor="get_kind_display",
        order_by=("kind",),
        linkify=lambda record: record.get_absolute_url(),
    )
    person = PersonColumn(order_by=("person__sort_key",))
    issued_on = DateColumn()
    valid_until = DateColumn()
    state = tables.Column(accessor="is_valid", orderable=False, verbose_name=_("state"))

    class Meta:
        model = Certificate
        fields = ("kind", "person", "addressee", "issued_on", "valid_until", "state")

    def render_state(self, value: bool) -> SafeString:
        return (VALID if value else NOT_VALID).__html__()

    def value_state(self, value: bool) -> str:
        return (VALID if value else NOT_VALID).word
