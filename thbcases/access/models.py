"""Grants: one record opened to one organisation, for a time, on a legal basis."""

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thbcases.core.history import tracked
from thbcases.core.models import Record


class GrantedKind(models.TextChoices):
    """What a grant can open."""

    VICTIM = "victim", _("victim in an investigation")
    PERSON = "person", _("who the person is: names, birth, citizenships")
    DOCUMENTS = "documents", _("personal code and numbers of documents")
    OBJECTS = "objects", _("vehicles, phones and other things of the person")
    INVESTIGATION = "investigation", _("investigation with its suspects")


# The unit that keeps a record opens it and nobody else, and a victim's to those who help only:
# held by the database, because a grant is a row that decides about other rows.
KEEPER_GIVES = """
IF NEW.custodian_id IS DISTINCT FROM thb_org() OR NOT thb_keeps(NEW.kind, NEW.object_id) THEN
  RAISE EXCEPTION 'only the organisation that keeps a record opens it'
    USING ERRCODE = 'insufficient_privilege';
END IF;
IF NOT EXISTS (
  SELECT 1 FROM accounts_organisation o WHERE o.id = NEW.organisation_id AND
    CASE WHEN NEW.kind = 'victim' THEN o.kind = 'ngo' ELSE o.regime = 'led' END
) THEN
  RAISE EXCEPTION 'such a record is not opened to such an organisation'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


@tracked()
class AccessGrant(Record):
    """One record of one unit, opened to another organisation from a moment until a moment.

    The custodian is the unit that gives. The basis is the legal ground and the reason
    (Directive (EU) 2016/680 Art. 25: justification and recipient of every disclosure).
    """

    kind = models.CharField(_("what is opened"), max_length=20, choices=GrantedKind.choices)
    object_id = models.BigIntegerField(_("record"))
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("opened to"),
    )
    basis = models.TextField(_("legal basis and reason"))
    starts_at = models.DateTimeField(_("from"), db_default=Now())
    ends_at = models.DateTimeField(_("until"))

    class Meta(Record.Meta):
        verbose_name = pgettext_lazy("access to a record", "grant")
        verbose_name_plural = _("grants")
        ordering = ["-starts_at", "id"]
        indexes = [models.Index(fields=["organisation", "kind", "ends_at"], name="grant_to")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="access_grant_ends_after_start",
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                condition=~models.Q(basis=""),
                name="access_grant_has_basis",
                violation_error_message=_("Name the legal basis and the reason."),
            ),
        ]
        triggers = [
            *Record.Meta.triggers,
            pgtrigger.Trigger(
                name="keeper_gives",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "kind", "object_id", "organisation_id", "custodian_id"
                ),
                func=KEEPER_GIVES,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} → {self.organisation}"
