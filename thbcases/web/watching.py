"""Home pages of those who watch and those who keep accounts: the auditor, the administrator."""

from datetime import timedelta

from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.accounts.models import Membership, Organisation, User
from thbcases.audit.choices import Verb
from thbcases.audit.models import Entry
from thbcases.web.home import register_home_block
from thbcases.web.parts import Block, Clock, Figure, Row

WATCHED_DAYS = 7
SOON_DAYS = 60
SHOWN = 8


def register_all() -> None:
    """When the apps are ready."""
    auditor, keeper = (Role.AUDITOR,), (Role.ADMINISTRATOR,)
    register_home_block(week, requires="audit.read", roles=auditor, place="top")
    register_home_block(passed_on, requires="audit.read", roles=auditor, order=10)
    register_home_block(readers, requires="audit.read", roles=auditor, order=20)
    register_home_block(without_role, requires="account.change", roles=keeper, order=10)
    register_home_block(new_members, requires="account.change", roles=keeper, order=20)
    register_home_block(ending, requires="account.change", roles=keeper, place="aside")


# --- the auditor


def week(actor: Actor) -> Block:
    """How much was done with records in the last days, by kind of operation."""
    counts = dict(_watched().order_by().values_list("verb").annotate(Count("pk")))
    since = (timezone.localdate() - timedelta(days=WATCHED_DAYS)).isoformat()
    trail = reverse("web:trail")
    return Block(
        title="",
        empty="",
        figures=[
            Figure(
                Verb(verb).label,
                counts.get(verb, 0),
                note=_("in the last 7 days"),
                url=f"{trail}?verb={verb}&at_from={since}",
            )
            for verb in (Verb.CONSULTATION, Verb.COLLECTION, Verb.ALTERATION, Verb.DISCLOSURE)
        ],
    )


def passed_on(actor: Actor) -> Block:
    """What left the system or was erased, the newest first."""
    entries = Entry.objects.filter(verb__in=[Verb.DISCLOSURE, Verb.ERASURE])[:SHOWN]
    names = User.objects.in_bulk({entry.actor_id for entry in entries})
    return Block(
        title=_("Disclosed and erased"),
        empty=_("Nothing was disclosed and nothing erased."),
        rows=[
            Row(
                _now("%(who)s: %(what)s")
                % {"who": names.get(entry.actor_id, _("the system")), "what": _what(entry)},
                on=timezone.localtime(entry.at),
                note=entry.recipient or entry.reason,
            )
            for entry in entries
        ],
        more_url=f"{reverse('web:trail')}?verb={Verb.DISCLOSURE}",
        more_label=_("All disclosures"),
    )


def _what(entry: Entry) -> str:
    count = len(entry.records)
    return _now("%(verb)s, records: %(count)d") % {"verb": entry.get_verb_display(), "count": count}


def readers(actor: Actor) -> Block:
    """Who read most in the last days: much reading without a case asks for a question."""
    rows = list(
        _watched()
        .filter(verb=Verb.CONSULTATION)
        .order_by()
        .values("actor_id", "organisation_id")
        .annotate(pages=Count("pk"), last=Max("at"))
        .order_by("-pages")[:SHOWN]
    )
    users = User.objects.in_bulk({row["actor_id"] for row in rows})
    units = Organisation.objects.in_bulk({row["organisation_id"] for row in rows})
    return Block(
        title=_("Who read most in the last 7 days"),
        empty=_("Nobody read a record of a person."),
        rows=[
            Row(
                str(users.get(row["actor_id"], _("the system"))),
                on=timezone.localtime(row["last"]),
                note=_now("%(unit)s; pages read: %(pages)d")
                % {"unit": units.get(row["organisation_id"], "–"), "pages": row["pages"]},
            )
            for row in rows
        ],
        more_url=f"{reverse('web:trail')}?verb={Verb.CONSULTATION}",
        more_label=_("All readings"),
    )


def _watched() -> QuerySet[Entry]:
    return Entry.objects.filter(at__gte=timezone.now() - timedelta(days=WATCHED_DAYS))


# --- the administrator


def without_role(actor: Actor) -> Block:
    """Accounts that can sign in but do nothing, because no membership holds today."""
    held = Membership.objects.valid_on(timezone.localdate()).values("user")
    users = User.objects.filter(is_active=True).exclude(pk__in=held).order_by("-date_joined")
    return Block(
        title=_("Accounts without a membership"),
        empty=_("Every active account has a membership today."),
        rows=[
            Row(
                str(user),
                url=reverse("admin:accounts_user_change", args=[user.pk]),
                on=timezone.localdate(user.date_joined),
                note=user.username,
            )
            for user in users[:SHOWN]
        ],
        more_url=reverse("admin:accounts_user_changelist"),
        more_label=_("All users"),
    )


def new_members(actor: Actor) -> Block:
    """The memberships that began last."""
    today = timezone.localdate()
    rows = Membership.objects.filter(starts_on__lte=today).select_related("user", "organisation")
    return Block(
        title=_("What changed"),
        empty=_("There is no membership yet."),
        rows=[
            Row(
                str(member.user),
                url=reverse("admin:accounts_membership_change", args=[member.pk]),
                on=member.starts_on,
                note=str(member),
            )
            for member in rows.order_by("-starts_on", "-pk")[:SHOWN]
        ],
        more_url=reverse("admin:accounts_membership_changelist"),
        more_label=_("All memberships"),
    )


def ending(actor: Actor) -> Block:
    """Memberships that end soon: rights end with them, sessions too."""
    today = timezone.localdate()
    rows = Membership.objects.filter(
        ends_on__gte=today, ends_on__lte=today + timedelta(days=SOON_DAYS)
    ).select_related("user", "organisation")
    return Block(
        title=_("Memberships that end"),
        empty=_("No membership ends within two months."),
        clocks=[
            Clock(
                str(member.user),
                member.ends_on,
                started_on=member.starts_on,
                note=str(member),
                url=reverse("admin:accounts_membership_change", args=[member.pk]),
            )
            for member in rows.order_by("ends_on")[:SHOWN]
            if member.ends_on
        ],
    )
