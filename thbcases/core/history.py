"""Every change is kept: who, when, what before and after, raw SQL included.

The history is written by database triggers (django-pghistory). A change without a known actor
fails, because the history row needs one. Changes of case records are also entered into the
audit trail (`audit_entry`), which says who touched which record without its content.
"""

from collections.abc import Callable
from typing import TypeVar

import pghistory
import pgtrigger
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])


class Actor(models.Func):
    """The acting user's number; an error when nobody acts."""

    function = "thb_actor"
    output_field = models.BigIntegerField()


class ActingRole(models.Func):
    """The role the user acts in, or the command that the system runs."""

    function = "thb_role"
    output_field = models.TextField()


def tracked(*, exclude: list[str] | None = None) -> Callable[[Model], Model]:
    """Keep the history of a model; list in `exclude` columns that must not be copied."""

    def wrap(model: Model) -> Model:
        pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=exclude,
            obj_field=None,
            context_field=None,  # type: ignore[arg-type]
            append_only=True,
            attrs={
                "pgh_actor_id": models.BigIntegerField(db_default=Actor()),
                "pgh_role": models.TextField(db_default=ActingRole()),
            },
        )(model)
        if any(field.name == "custodian" for field in model._meta.fields):
            pgtrigger.register(*_audit_triggers())(model)
        return model

    return wrap


def _audit_triggers() -> list[pgtrigger.Trigger]:
    """One entry per change in the audit trail, in the words of Directive 2016/680 Art. 25."""
    verbs = [
        ("audit_insert", pgtrigger.Insert, "collection", "NEW"),
        ("audit_update", pgtrigger.Update, "alteration", "NEW"),
        ("audit_delete", pgtrigger.Delete, "erasure", "OLD"),
    ]
    return [
        pgtrigger.Trigger(
            name=name,
            when=pgtrigger.After,
            operation=operation,
            func=(
                "INSERT INTO audit_entry (verb, kind, records, custodian_id) VALUES "
                f"('{verb}', TG_TABLE_NAME, ARRAY[{row}.uuid], {row}.custodian_id); RETURN NULL;"
            ),
        )
        for name, operation, verb, row in verbs
    ]
