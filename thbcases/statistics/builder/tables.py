"""A built table as rows: for a file, and the records behind one of its cells."""

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.statistics.builder.built import Block, Built, Cell
from thbcases.statistics.indicators import full_name
from thbcases.statistics.tables import HIDDEN, cells, columns
from thbcases.web.tables import BaseTable, OrganisationColumn, RecordColumn, TextColumn


def _place(number: int) -> str:
    return f"value_{number}"


def _number(cell: Cell) -> Any:
    return HIDDEN if cell.is_hidden else cell.number


class BuiltFile(BaseTable):
    """All figures of a table under each other: a column per dimension, then one per period."""

    figure = TextColumn(verbose_name=_("figure"))

    class Meta:
        orderable = False

    def __init__(self, built: Built) -> None:
        dimensions = built.blocks[0].dimensions
        lines = [line for block in built.blocks for line in _lines(block)]
        heads: list[tuple[str, tables.Column]] = [
            (_place(number), TextColumn(verbose_name=dimension.name))
            for number, dimension in enumerate(dimensions)
        ]
        last: list[tuple[str, tables.Column]] = [
            ("definition", TextColumn(verbose_name=_("definition")))
        ]
        super().__init__(lines, extra_columns=[*heads, *columns(built.spec.periods()), *last])


def _lines(block: Block) -> list[dict[str, Any]]:
    return [
        {
            "figure": full_name(block.indicator),
            "definition": str(block.indicator.definition),
            **{_place(number): word for number, word in enumerate(line.labels)},
            **cells(_number(cell) for cell in line.cells),
        }
        for line in block.lines
    ]


class ListFile(BaseTable):
    """Questions and their answers under each other: what is asked, of whom, then the numbers."""

    question = TextColumn(verbose_name=_("question"))
    value = TextColumn(verbose_name=_("of these"))

    class Meta:
        orderable = False

    def __init__(self, answers: Sequence[tuple[str, Built]]) -> None:
        lines = [
            {**line, "question": question, "value": line.get(_place(0)) or _now("in all")}
            for question, built in answers
            for block in built.blocks
            for line in _lines(block)
        ]
        last: list[tuple[str, tables.Column]] = [
            ("definition", TextColumn(verbose_name=_("definition")))
        ]
        periods = columns(answers[0][1].spec.periods())
        super().__init__(lines, extra_columns=[*periods, *last])


def page_of(record: Any) -> str:
    """Where a record is read: a service on the page of whom it was given to."""
    owner = record if hasattr(record, "get_absolute_url") else record.beneficiary
    return str(owner.get_absolute_url())


class CellTable(BaseTable):
    """The records that a number counts, each leading to its page."""

    name = RecordColumn(accessor="pk", verbose_name=_("record"), linkify=page_of)
    custodian = OrganisationColumn(verbose_name=_("organisation"))

    class Meta:
        orderable = False
        sequence = ("name", "custodian")

    def __init__(self, records: Sequence[models.Model], model: type[models.Model]) -> None:
        super().__init__(records)
        self.caption = str(model._meta.verbose_name_plural)

    def render_name(self, record: models.Model) -> str:
        return str(record) or _now("record")
