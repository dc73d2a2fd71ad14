"""How somebody may be reached without danger."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import one_of
from thbcases.core.history import tracked
from thbcases.people.choices import ContactWay
from thbcases.people.models.persons import Person, PersonPart


@tracked()
class ContactRules(PersonPart):
    """What was agreed with a person about calls, letters, e-mails and visits.

    A call at the wrong hour tells whoever stands beside them. So the rules are shown before any
    phone number, address or e-mail of the person; where nothing was agreed, that is said.
    """

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="contact_rules", verbose_name=_("person")
    )
    phone = models.CharField(
        _("by phone"), max_length=10, choices=ContactWay.choices, default=ContactWay.NOT_ASKED
    )
    message = models.CharField(
        _("by text message"),
        max_length=10,
        choices=ContactWay.choices,
        default=ContactWay.NOT_ASKED,
    )
    letter = models.CharField(
        _("by letter"), max_length=10, choices=ContactWay.choices, default=ContactWay.NOT_ASKED
    )
    email = models.CharField(
        _("by e-mail"), max_length=10, choices=ContactWay.choices, default=ContactWay.NOT_ASKED
    )
    in_person = models.CharField(
        _("in person"), max_length=10, choices=ContactWay.choices, default=ContactWay.NOT_ASKED
    )
    times = models.CharField(
        _("when"),
        max_length=200,
        blank=True,
        help_text=_("Days and hours at which it is safe."),
    )
    word = models.CharField(
        _("with which word"),
        max_length=100,
        blank=True,
        help_text=_("What the caller says first, so that the person knows who it is."),
    )
    who_answers = models.CharField(
        _("who may answer"),
        max_length=200,
        blank=True,
        help_text=_("Whom the person trusts; to anybody else say nothing."),
    )
    never = models.CharField(
        _("never"),
        max_length=300,
        blank=True,
        help_text=_("What must not happen: leave no message, no letter with a stamp …"),
    )
    agreed_on = models.DateField(_("agreed on"))

    class Meta(PersonPart.Meta):
        verbose_name = _("rules of safe contact")
        verbose_name_plural = _("rules of safe contact")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                name="people_contact_rules_once",
                violation_error_message=_("This person has rules of safe contact already."),
            ),
            *(
                one_of(f"people_contact_{way}_known", way, ContactWay.values)
                for way in ("phone", "message", "letter", "email", "in_person")
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        """They stand on the person's page."""
        return reverse("people:detail", kwargs={"uuid": self.person.uuid})
