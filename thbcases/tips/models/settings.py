"""What administrators and the coordinator keep: channels and templates of answers."""

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thbcases.core.constraints import not_empty, one_of
from thbcases.core.history import tracked
from thbcases.core.models import Numbered, Versioned
from thbcases.tips.choices import ChannelKind, TipKind, Tongue


@tracked()
class Channel(Numbered, Versioned):
    """A way by which the public reaches an organisation, which keeps what comes in by it.

    The State's mailbox is kept by the specialised unit of the police; each NGO may have a hotline.
    """

    code = models.CharField(
        _("code"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9_]{1,39}\Z", _("Small letters, digits and _ only."))
        ],
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ChannelKind.choices)
    name_lt = models.CharField(_("name in Lithuanian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    keeper = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("kept by"),
        help_text=_("What comes in belongs to this organisation."),
    )
    retention_days = models.PositiveIntegerField(
        _("days until a closed tip is forgotten"),
        default=365,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Counted from the closing. The tip's words, messages and attachments are erased; its "
            "line in the figures stays. It counts for tips that are there already, too."
        ),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta(Versioned.Meta):
        verbose_name = _("channel of tips")
        verbose_name_plural = _("channels of tips")
        ordering = ["kind", "code"]
        constraints = [
            one_of("tips_channel_kind_known", "kind", ChannelKind.values),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(is_active=True) & ~Q(kind=ChannelKind.HOTLINE),
                name="tips_channel_one_in_use",
                violation_error_message=_(
                    "There is one public form and one mailbox; another one is in use already."
                ),
            ),
            models.CheckConstraint(
                condition=Q(retention_days__gt=0),
                name="tips_channel_retention",
                violation_error_message=_("Keep a closed tip for at least one day."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_lt

    def get_absolute_url(self) -> str:
        return reverse("tips:channels")


@tracked()
class AnswerTemplate(Numbered, Versioned):
    """Words with which questions that come again are answered, in the sender's language.

    `{code}`, `{unit}` and `{date}` stand for the tip's code, the answering unit and today.
    """

    title = models.CharField(_("title"), max_length=150, unique=True)
    kind = models.CharField(
        _("for tips of the kind"), max_length=20, choices=TipKind.choices, blank=True
    )
    text_lt = models.TextField(_("text in Lithuanian"))
    text_en = models.TextField(_("text in English"))
    text_ru = models.TextField(_("text in Russian"))
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta(Versioned.Meta):
        verbose_name = _("template of an answer")
        verbose_name_plural = _("templates of answers")
        ordering = ["title"]
        constraints = [
            not_empty(f"tips_template_{language}", f"text_{language}", _("Write the text."))
            for language in Tongue.values
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tips:templates")
