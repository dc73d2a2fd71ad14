"""What the database and the actions refuse, said on the form instead of as a failure."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, connection, transaction
from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thbcases.access.rights import Refused

INVISIBLE = _(
    "As entered, you would not see this record any more, so it was not saved. Check which unit "
    "or organisation it names."
)
# PostgreSQL's codes (Appendix A of its manual) for which a plain sentence helps.
BY_CODE: dict[str, str | Promise] = {
    "23505": _("Such a record exists already."),
    "23503": _("Something this record refers to is not there any more, or others refer to it."),
    "23502": _("Something that must be filled in is empty."),
    "23514": _("These values do not fit together."),
    "23P01": _("The period overlaps another one."),
    "22001": _("A text is too long."),
    "22003": _("A number is too large."),
    "22008": _("A date is out of range."),
    "42501": INVISIBLE,
    "40001": _("Somebody else saved at the same moment. Nothing was lost: save again."),
    "40P01": _("Somebody else saved at the same moment. Nothing was lost: save again."),
    "55P03": _("Somebody else saved at the same moment. Nothing was lost: save again."),
}


class Invisible(Exception):
    """After saving, the writer would not see the record; the save is taken back."""


@contextmanager
def refusals_onto(form: BaseForm) -> Iterator[None]:
    """Run a change in a savepoint; a refusal takes it back and becomes an error of the form.

    Deferred constraints are checked before leaving, because at the end of the request there
    would be no form to say it on. A failure that is not a refusal goes on as it came.
    """
    try:
        with transaction.atomic():
            yield
            connection.check_constraints()
    except ValidationError as error:
        add_errors(form, error)
    except Refused as error:
        form.add_error(None, str(error))
    except Invisible:
        form.add_error(None, ValidationError(str(INVISIBLE), code="invisible"))
    except DatabaseError as error:
        form.add_error(None, ValidationError(str(message_of(error)), code="database"))


def add_errors(form: BaseForm, error: ValidationError) -> None:
    """Put an action's errors beside their fields; what has no field here goes on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        known = name if name in form.fields and name != NON_FIELD_ERRORS else None
        form.add_error(known, errors)


def message_of(error: DatabaseError) -> str | Promise:
    """The sentence for what the database refused. Raises the error when it is a failure of ours."""
    cause = error.__cause__
    named = _constraint_message(getattr(getattr(cause, "diag", None), "constraint_name", None))
    message = named or BY_CODE.get(getattr(cause, "sqlstate", None) or "")
    if not message:
        raise error
    return message


def _constraint_message(name: str | None) -> str | Promise | None:
    for model in apps.get_models() if name else ():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return _own_message(constraint)
    return None


def _own_message(constraint: Any) -> str | Promise | None:
    """The message written for this constraint, not Django's general one."""
    message: str | Promise = constraint.violation_error_message
    return None if message == constraint.default_violation_error_message else message
