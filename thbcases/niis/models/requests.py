"""Requests between units: after a hit one knows a number and whom to ask, and asks."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thbcases.access.models import GrantedKind
from thbcases.core.constraints import not_empty, one_of
from thbcases.core.history import Actor, tracked
from thbcases.core.models import Record
from thbcases.niis.choices import OPENED, RefusalGround, RequestState, Urgency

# What can be asked for and opened in answer to a request; a victim's record is not among it.
PARTS: tuple[GrantedKind, ...] = (
    GrantedKind.PERSON,
    GrantedKind.DOCUMENTS,
    GrantedKind.OBJECTS,
    GrantedKind.INVESTIGATION,
)
OPENED_VALUES = sorted(OPENED)
PART_CHOICES = [(part.value, part.label) for part in PARTS]

# Both units hold the row in hand, so the database says who may do what to it: who asks begins it
# and may withdraw it, who is asked answers it, and what was asked stays as it was asked.
EACH_ITS_OWN = """
IF TG_OP = 'INSERT' THEN
  IF NEW.custodian_id IS DISTINCT FROM thb_org() OR NEW.made_by_id IS DISTINCT FROM thb_actor()
    OR NEW.state <> 'sent' OR NEW.answered_at IS NOT NULL THEN
    RAISE EXCEPTION 'a request begins with whoever asks'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END IF;
IF (NEW.custodian_id, NEW.made_by_id, NEW.reference, NEW.asked_id, NEW.parts, NEW.reason,
    NEW.legal_basis, NEW.article_id, NEW.purpose, NEW.urgency, NEW.asked_at, NEW.due_on)
  IS DISTINCT FROM
   (OLD.custodian_id, OLD.made_by_id, OLD.reference, OLD.asked_id, OLD.parts, OLD.reason,
    OLD.legal_basis, OLD.article_id, OLD.purpose, OLD.urgency, OLD.asked_at, OLD.due_on) THEN
  RAISE EXCEPTION 'what was asked does not change' USING ERRCODE = 'insufficient_privilege';
END IF;
IF OLD.state <> 'sent' THEN
  RAISE EXCEPTION 'the request is closed' USING ERRCODE = 'insufficient_privilege';
END IF;
IF NEW.state = 'lapsed' AND NEW.due_on >= (now() at time zone 'Europe/Vilnius')::date THEN
  RAISE EXCEPTION 'the term still runs' USING ERRCODE = 'insufficient_privilege';
END IF;
IF NEW.state IN ('granted', 'partly', 'refused') AND NEW.asked_id IS DISTINCT FROM thb_org()
  OR NEW.state = 'withdrawn' AND NEW.custodian_id IS DISTINCT FROM thb_org() THEN
  RAISE EXCEPTION 'the asked unit answers, the asking unit withdraws'
    USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""


@tracked()
class InformationRequest(Record):
    """A unit asks another to open the record behind a reference number (užklausa).

    The custodian is the unit that asks. It names a reason, a legal basis and its own case,
    because a disclosure is logged with them (Directive (EU) 2016/680 Art. 25). Both units read
    the request; neither changes what the other said.
    """

    reference = models.CharField(_("reference number"), max_length=20)
    asked = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("unit that is asked"),
    )
    made_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=Actor(),
        verbose_name=_("asked by"),
    )
    parts = ArrayField(
        models.CharField(max_length=20, choices=PART_CHOICES), verbose_name=_("what is asked for")
    )
    reason = models.TextField(_("reason"), max_length=2000)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    article = models.ForeignKey(
        "codes.Article",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("article under investigation"),
    )
    purpose = models.CharField(_("own case number or purpose"), max_length=200)
    urgency = models.CharField(
        _("urgency"), max_length=10, choices=Urgency.choices, default=Urgency.ORDINARY
    )
    asked_at = models.DateTimeField(_("asked"), db_default=Now(), editable=False)
    due_on = models.DateField(_("answer due"), editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState.choices, default=RequestState.SENT
    )
    answered_at = models.DateTimeField(
        pgettext_lazy("a request", "closed"), null=True, editable=False
    )
    answered_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("closed by"),
    )
    given = ArrayField(
        models.CharField(max_length=20, choices=PART_CHOICES),
        default=list,
        blank=True,
        verbose_name=_("what was opened"),
    )
    # The grants that opened it, by their public numbers: both units may read those rows.
    grants = ArrayField(models.UUIDField(), default=list, blank=True, editable=False)
    ground = models.CharField(
        _("ground of the refusal"), max_length=20, choices=RefusalGround.choices, blank=True
    )
    answer = models.TextField(_("answer"), max_length=2000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("request to another unit")
        verbose_name_plural = _("requests between units")
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["asked", "state", "due_on"], name="niis_request_asked"),
            models.Index(fields=["custodian", "state", "-asked_at"], name="niis_request_asking"),
        ]
        constraints = [
            one_of("niis_request_state_known", "state", RequestState.values),
            one_of("niis_request_urgency_known", "urgency", Urgency.values),
            not_empty("niis_request_has_reason", "reason", _("Say why you need it.")),
            not_empty("niis_request_has_basis", "legal_basis", _("Name the legal basis.")),
            not_empty("niis_request_has_purpose", "purpose", _("Name your case or purpose.")),
            models.CheckConstraint(
                condition=~Q(asked=F("custodian")),
                name="niis_request_asks_another",
                violation_error_message=_("Your own unit's records are open to you already."),
            ),
            models.CheckConstraint(
                condition=Q(parts__len__gt=0),
                name="niis_request_asks_something",
                violation_error_message=_("Say what you ask for."),
            ),
            models.CheckConstraint(
                condition=(Q(state=RequestState.SENT) & Q(answered_at__isnull=True))
                | (~Q(state=RequestState.SENT) & Q(answered_at__isnull=False)),
                name="niis_request_closed_when_said",
                violation_error_message=_("A closed request says when it was closed."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPENED_VALUES, given__len__gt=0)
                | ~Q(state__in=OPENED_VALUES),
                name="niis_request_opens_something",
                violation_error_message=_("Say what is opened."),
            ),
            models.CheckConstraint(
                condition=(Q(state=RequestState.REFUSED) & ~Q(ground=""))
                | (~Q(state=RequestState.REFUSED) & Q(ground="")),
                name="niis_request_refused_on_ground",
                violation_error_message=_("A refusal names its ground."),
            ),
        ]
        triggers = [
            *Record.Meta.triggers,
            pgtrigger.Trigger(
                name="each_its_own",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=EACH_ITS_OWN,
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("niis:request", kwargs={"uuid": self.uuid})

    @property
    def shown_state(self) -> RequestState:
        """The state as it is today: a term that ran out counts before the clerk's hour came."""
        if self.state == RequestState.SENT and self.due_on < timezone.localdate():
            return RequestState.LAPSED
        return RequestState(self.state)
