"""Taking the code lists of the fixtures into the database, without undoing anybody's work."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.access.acting import HasActor
from thbcases.codes.models import SignList, TermRule, TermWarning
from thbcases.codes.models.base import DatedQuerySet

# By which columns a row of the file is found again in the table; elsewhere by its code.
KEYS: Mapping[str, tuple[str, ...]] = {
    "EuMembership": ("country", "valid_from"),
    "ArticleVersion": ("article", "valid_from"),
    "AdministrativeOffenceVersion": ("offence", "valid_from"),
    "TermRule": ("event", "valid_from"),
    "DisclosureRule": ("audience", "valid_from"),
    "ListCode": ("list", "code"),
    "Sign": ("list", "code"),
    "Population": ("year", "sex"),
    "TermWarning": ("rule", "days", "unit", "moment", "who"),
}
# A period that overlaps one already kept for the same thing is that period, edited here.
PERIODS: Mapping[str, str] = {
    "EuMembership": "country",
    "ArticleVersion": "article",
    "AdministrativeOffenceVersion": "offence",
    "TermRule": "event",
    "DisclosureRule": "audience",
}


# By what a file names a row of another list that has no code.
NAMES: Mapping[str, tuple[str, ...]] = {"TermRule": ("event", "valid_from")}


@transaction.atomic
def copy_signs(*, by: HasActor, to: SignList) -> int:
    """Begin a version of the list of signs with those of the version before it; how many.

    An administrator then changes the copies: the older version stays as it was answered.
    """
    rights.check("code_list.add", by.actor())
    before = SignList.objects.exclude(pk=to.pk).filter(valid_from__lte=to.valid_from).first()
    copies = [] if before is None else list(before.signs.all())
    for sign in copies:
        sign.pk, sign.list = None, to
        sign.save(force_insert=True)
    return len(copies)


class BadFixture(ValueError):
    """A file of code lists cannot be taken in; the message names the file, the row and why."""


@dataclass
class Loaded:
    """What became of the rows of one file. `kept` differ from the file and were left alone."""

    file: str
    what: Promise | str
    rows: int
    added: int = 0
    updated: int = 0
    kept: list[str] = field(default_factory=list)


def load_file(path: Path, *, update: bool = False) -> Loaded:
    """Add the rows of one file that the table does not have; with `update`, also mend the others.

    Rows that administrators changed are left as they are and named in the result, unless
    `update` says otherwise; rows they added are never touched. Runs inside `acting_system`,
    because every row enters the history. Raises BadFixture.
    """
    model, rows = _read(path)
    loader = _Loader(path.name, model, update)
    result = Loaded(path.name, model._meta.verbose_name_plural or "", len(rows))
    for number, row in enumerate(rows, start=1):
        loader.take(number, row, result)
    return result


def keep_warnings(*, rule: TermRule) -> None:
    """Warn of a new rule's terms as of those of the rule before it, unless it says itself how."""
    if rule.warnings.exists():
        return
    earlier = TermRule.objects.filter(event=rule.event).exclude(pk=rule.pk)
    before = earlier.filter(valid_from__lt=rule.valid_from).order_by("-valid_from").first()
    for warning in before.warnings.filter(is_active=True) if before else ():
        TermWarning.objects.create(
            rule=rule,
            days=warning.days,
            unit=warning.unit,
            moment=warning.moment,
            who=warning.who,
        )


def _read(path: Path) -> tuple[type[models.Model], list[dict[str, Any]]]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        shared = document["shared"]
        return apps.get_model("codes", document["model"]), [
            {**shared, **row} for row in document["rows"]
        ]
    except (KeyError, LookupError, TypeError, ValueError) as error:
        raise BadFixture(
            _("%(file)s is not a code list: %(why)s") % {"file": path.name, "why": error}
        ) from error


class _Loader:
    """One file on its way into one table."""

    def __init__(self, file: str, model: type[models.Model], update: bool) -> None:
        self.file = file
        self.model = model
        self.update = update
        fields = model._meta.concrete_fields
        self.columns = {item.name: item.attname for item in fields}
        self.related = {
            item.name: {_name_of(code): code for code in _rows(item.related_model)}
            for item in fields
            if isinstance(item, models.ForeignKey)
        }
        self.key = KEYS.get(model.__name__, ("code",))
        self.present = {self._key_of(row): row for row in _rows(model)}

    def take(self, number: int, values: dict[str, Any], result: Loaded) -> None:
        """Add, update or keep one row."""
        if replaced := self._replaced(values):
            result.kept.append(replaced)
            return
        fresh = self._build(number, values)
        old = self.present.get(self._key_of(fresh))
        if old is None and self._is_edited_period(fresh):
            result.kept.append(str(fresh))
        elif old is None:
            self._save(number, fresh)
            self.present[self._key_of(fresh)] = fresh
            result.added += 1
        elif self._differs(old, fresh, values):
            self._mend(number, old, fresh, values, result)

    def _build(self, number: int, values: dict[str, Any]) -> models.Model:
        try:
            row = self.model(**{name: self._value(name, value) for name, value in values.items()})
            row.clean_fields()
        except (KeyError, TypeError, ValidationError) as error:
            raise self._bad(number, error) from error
        return row

    def _replaced(self, values: dict[str, Any]) -> str:
        """The name of the dated row that this one hangs on, where administrators replaced it."""
        for name, value in values.items():
            known = self.related.get(name)
            model = self.model._meta.get_field(name).related_model if known is not None else None
            if getattr(model, "__name__", "") in NAMES and value not in (known or {}):
                return str(value)
        return ""

    def _value(self, name: str, value: Any) -> Any:
        return self.related[name][value] if name in self.related else value

    def _mend(
        self,
        number: int,
        old: models.Model,
        fresh: models.Model,
        values: dict[str, Any],
        result: Loaded,
    ) -> None:
        if not self.update:
            result.kept.append(str(old))
            return
        for name in values:
            setattr(old, name, getattr(fresh, name))
        self._save(number, old)
        result.updated += 1

    def _save(self, number: int, row: models.Model) -> None:
        try:
            row.full_clean()
        except ValidationError as error:
            raise self._bad(number, error) from error
        row.save()

    def _differs(self, old: models.Model, fresh: models.Model, values: dict[str, Any]) -> bool:
        columns = [self.columns[name] for name in values]
        return any(getattr(old, column) != getattr(fresh, column) for column in columns)

    def _key_of(self, row: models.Model) -> tuple[Any, ...]:
        return tuple(getattr(row, self.columns[name]) for name in self.key)

    def _is_edited_period(self, fresh: Any) -> bool:
        same = PERIODS.get(self.model.__name__)
        if same is None:
            return False
        rows = _rows(self.model).filter(**{same: getattr(fresh, same)})
        return rows.overlapping(fresh.valid_from, fresh.valid_to).exists()

    def _bad(self, number: int, error: Exception) -> BadFixture:
        why = "; ".join(error.messages) if isinstance(error, ValidationError) else repr(error)
        return BadFixture(
            _("%(file)s, row %(number)s: %(why)s")
            % {"file": self.file, "number": number, "why": why}
        )


def _name_of(row: Any) -> str:
    names = NAMES.get(type(row).__name__, ("code",))
    return " ".join(str(getattr(row, name)) for name in names)


def _rows(model: Any) -> DatedQuerySet[Any]:
    return DatedQuerySet(model)
