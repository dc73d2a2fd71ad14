"""Reminders with the letters they go out in, how somebody wants them, and the calendar's address.

None of these holds anything about a person in a case: a kind of term, a code, days, an address.
"""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from thbcases.clocks.choices import LetterState, Mode
from thbcases.core.constraints import one_of
from thbcases.core.history import Actor
from thbcases.core.models import ActingOrganisation, Numbered


class Own(Numbered):
    """A row of one user, for the organisation they act for; nobody else reads it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("user"),
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=ActingOrganisation(),
        verbose_name=_("organisation"),
    )
    created_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)

    class Meta:
        abstract = True


class Wish(Own):
    """How somebody wants to be reminded: how often by e-mail, and in which language."""

    mode = models.CharField(
        _("reminders by e-mail"), max_length=8, choices=Mode.choices, default=Mode.DIGEST
    )
    language = models.CharField(
        _("language of the letters"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )

    class Meta:
        verbose_name = _("how somebody wants to be reminded")
        verbose_name_plural = _("how people want to be reminded")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                name="clocks_wish_once",
                violation_error_message=_("How you are reminded is already chosen."),
            ),
            one_of("clocks_wish_mode_known", "mode", Mode.values),
        ]

    def __str__(self) -> str:
        return self.get_mode_display()


class Letter(Own):
    """An e-mail that goes out after the transaction that made it, and is tried until it went.

    Its random number is the Message-ID, the same however often it is tried.
    """

    membership = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("membership"),
    )
    made_on = models.DateField(_("made on"))
    state = models.CharField(
        _("state"), max_length=10, choices=LetterState.choices, default=LetterState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("times refused"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True)

    class Meta:
        verbose_name = _("letter with reminders")
        verbose_name_plural = _("letters with reminders")
        ordering = ["-made_on", "-id"]
        indexes = [
            models.Index(
                fields=["membership"],
                condition=models.Q(state=LetterState.WAITING),
                name="letter_waits",
            )
        ]
        constraints = [
            one_of("clocks_letter_state_known", "state", LetterState.values),
            models.CheckConstraint(
                condition=models.Q(state=LetterState.SENT, sent_at__isnull=False)
                | (~models.Q(state=LetterState.SENT) & models.Q(sent_at__isnull=True)),
                name="clocks_letter_sent_when_said",
                violation_error_message=_("A letter that was sent says when."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_on} {self.get_state_display()}"


class Reminder(Own):
    """One warning of one term came to one user: once, whatever the job does."""

    source = models.CharField(_("kind of term"), max_length=60)
    record = models.UUIDField(_("record"))
    code = models.CharField(_("code"), max_length=60)
    address = models.CharField(_("page"), max_length=200)
    starts_on = models.DateField(_("began on"))
    due_on = models.DateField(_("due on"))
    warning = models.ForeignKey(
        "codes.TermWarning", on_delete=models.PROTECT, related_name="+", verbose_name=_("warning")
    )
    came_on = models.DateField(_("day of the warning"))
    made_on = models.DateField(_("made on"))
    letter = models.ForeignKey(
        Letter,
        on_delete=models.PROTECT,
        null=True,
        related_name="reminders",
        verbose_name=_("letter"),
    )

    class Meta:
        verbose_name = _("reminder of a term")
        verbose_name_plural = _("reminders of terms")
        ordering = ["-made_on", "due_on", "id"]
        indexes = [models.Index(fields=["user", "-made_on"], name="reminder_of_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "source", "record", "due_on", "warning"],
                name="clocks_reminder_once",
                violation_error_message=_("This reminder was already made."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.due_on}"

    @property
    def is_late(self) -> bool:
        """Whether it was made after its day, because the job did not run on it."""
        return self.made_on > self.came_on


class CalendarAddress(Own):
    """The secret address of somebody's calendar of terms; only its digest is kept.

    It shows what the membership shows, and ends with it. Without a digest it is switched off.
    """

    membership = models.OneToOneField(
        "accounts.Membership",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("membership"),
    )
    digest = models.BinaryField(_("digest"), max_length=32, null=True, unique=True, editable=False)
    renewed_at = models.DateTimeField(_("made"), null=True, editable=False)

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")

    def __str__(self) -> str:
        return str(self.membership)
