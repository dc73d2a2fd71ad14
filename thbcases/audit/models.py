"""The audit trail: who did what with which record, without the record's content."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from thbcases.audit.choices import Verb
from thbcases.core.history import ActingRole, Actor


class NullableOrganisation(models.Func):
    """The acting organisation, or null when the system itself acts."""

    template = "nullif(current_setting('thb.org', true), '')::bigint"
    output_field = models.BigIntegerField()


class Entry(models.Model):
    """One operation on one or more records of one custodian (Directive 2016/680 Art. 25).

    No foreign keys: the trail outlives what it speaks of. Written in the same transaction as
    the operation, never changed, and impossible without a known actor.
    """

    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)
    actor_id = models.BigIntegerField(_("user number"), db_default=Actor(), editable=False)
    organisation_id = models.BigIntegerField(
        _("organisation number"), null=True, db_default=NullableOrganisation(), editable=False
    )
    role = models.TextField(_("role"), db_default=ActingRole(), editable=False)
    verb = models.CharField(_("operation"), max_length=20, choices=Verb.choices)
    kind = models.CharField(_("kind of record"), max_length=60)
    records = ArrayField(models.UUIDField(), verbose_name=_("records"))
    custodian_id = models.BigIntegerField(_("responsible organisation"), null=True)
    reason = models.TextField(_("reason"), blank=True, db_default="", default="")
    recipient = models.TextField(_("recipient"), blank=True, db_default="", default="")

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["custodian_id", "-at", "-id"], name="audit_of_custodian"),
            models.Index(fields=["-at", "-id"], name="audit_in_order"),
            GinIndex(fields=["records"], name="audit_of_record"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verb__in=Verb.values),
                name="audit_verb_known",
                violation_error_message=_("This value is not in the list."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.kind}"
