"""Extracts of single records: what stands in the file, and what its check list says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from thbcases.statistics.returns.checks import CheckLine


@dataclass(frozen=True)
class Extract:
    """Rows under columns, the source of the standard, and the records that leave the house.

    A value may be a list. `records` are those of which the log must know.
    """

    standard: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]
    lines: Sequence[CheckLine] = ()
    records: Sequence[Model] = ()
    notes: Sequence[tuple[str, str]] = field(default_factory=tuple)
