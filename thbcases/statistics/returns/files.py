"""A return as the file its receiver wants: a workbook, a long table, or JSON.

What machines read is neutral to language: codes and keys; words stand beside them. The keys of the
JSON are described in docs/returns.md.
"""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.statistics.builder.tables import HIDDEN
from thbcases.statistics.choices import ReturnVersion
from thbcases.statistics.returns.extracts import Extract
from thbcases.statistics.returns.lines import Cell, Line
from thbcases.statistics.returns.made import Made, MadeTable
from thbcases.web.export import Sheet, csv_line, workbook_bytes

FORMAT = "thbcases-return"
FORMAT_VERSION = 1
MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
# Excel reads Lithuanian letters only when a file begins so.
BYTE_ORDER_MARK = "\ufeff"
Facts = list[tuple[str, str]]


def write_made(made: Made, file_format: str, facts: Facts, declared_none: list[str]) -> bytes:
    """The tables of a return; `facts` are what is said of the file as a whole."""
    if file_format == "xlsx":
        return workbook_bytes(_sheets(made, facts))
    if file_format == "csv":
        return _csv(_long(made))
    return _json(_document(made, declared_none))


def write_extract(extract: Extract, file_format: str, facts: Facts, about: dict[str, Any]) -> bytes:
    """Single records; a list stands in one cell, its values apart by semicolons."""
    rows = [[_flat(row[column]) for column in extract.columns] for row in extract.rows]
    if file_format == "xlsx":
        every = [*facts, *extract.notes]
        about_sheet = Sheet(_("About"), [[_("About"), ""], *map(list, every)])
        records = Sheet(extract.standard, [list(extract.columns), *rows], extract.notes)
        return workbook_bytes([about_sheet, records])
    if file_format == "csv":
        return _csv(iter([list(extract.columns), *rows]))
    return _json(
        about
        | {
            "standard": extract.standard,
            "notes": dict(extract.notes),
            "records": [dict(row) for row in extract.rows],
        }
    )


def about_of(key: str, year: int, receiver: str, run_at: Any) -> dict[str, Any]:
    """The head of every JSON file."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "return": key,
        "year": year,
        "receiver": receiver,
        "run_at": timezone.localtime(run_at).isoformat(timespec="seconds"),
    }


def _sheets(made: Made, facts: Facts) -> Iterator[Sheet]:
    yield Sheet(_("About"), [[_("About"), ""], *map(list, facts)])
    for table in made.tables:
        yield Sheet(f"{table.key} {table.title}", list(_wide(table)), table.notes)


def _wide(table: MadeTable) -> Iterator[list[Any]]:
    """The table as it is read: the figure, what of it, a column per year."""
    has_figures = bool(table.figures)
    yield [*([_("figure")] if has_figures else []), *table.words, *table.numbers]
    for line in table.lines:
        head = [line.figure] if has_figures else []
        yield [*head, *line.words, *map(_shown, line.cells)]


def _shown(cell: Cell) -> Any:
    return HIDDEN if cell.is_hidden else cell.number


def _long(made: Made) -> Iterator[list[Any]]:
    """All tables under each other, a line per number; a list that is no figure has its own lines.

    The dimensions of all tables are columns; one that a table does not have is empty.
    """
    dimensions = list(dict.fromkeys(n for t in made.tables if t.figures for n in t.names))
    fixed = ["return", "year", "table", "figure", "column", "value", "hidden", "text"]
    yield [*fixed, *dimensions]
    for table in made.tables:
        for line in table.lines:
            places = dict(zip(table.names, line.codes, strict=True)) if table.figures else {}
            yield from _long_lines(made, table, line, [places.get(d, "") for d in dimensions])


def _long_lines(made: Made, table: MadeTable, line: Line, places: list[Any]) -> Iterator[list[Any]]:
    head = [made.what.key, made.year, table.key, line.figure_code]
    if not table.figures:
        for name, value in zip(table.names, line.words, strict=True):
            yield [*head, name, "", 0, value, *places]
        return
    for name, cell in zip(table.number_names, line.cells, strict=True):
        number = "" if cell.is_hidden else cell.number
        yield [*head, name, number, int(cell.is_hidden), "", *places]


def _csv(rows: Iterator[list[Any]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow(csv_line(row))
    return (BYTE_ORDER_MARK + buffer.getvalue()).encode()


def _document(made: Made, declared_none: list[str]) -> dict[str, Any]:
    rule = made.rule
    return about_of(made.what.key, made.year, str(made.what.receiver), made.run_at) | {
        "version": str(made.version or ""),
        "handling": "" if made.version == ReturnVersion.PUBLIC else str(made.what.handling),
        "suppression": {
            "threshold": rule.threshold if rule else None,
            "hidden": sum(table.hidden for table in made.tables),
            "left_out": made.left_out,
        },
        "declared_none": declared_none,
        "period": {"start": made.period.start, "end": made.period.end},
        "tables": [_table(table) for table in made.tables],
    }


def _table(table: MadeTable) -> dict[str, Any]:
    notes = [{"label": label, "text": text} for label, text in table.notes]
    return {
        "key": table.key,
        "title": table.title,
        "dimensions": table.names if table.figures else [],
        "records": table.records,
        "notes": notes,
        "rows": [_row(table, line) for line in table.lines],
    }


def _row(table: MadeTable, line: Line) -> dict[str, Any]:
    if not table.figures:
        return dict(zip(table.names, line.words, strict=True))
    cells = zip(table.number_names, line.cells, strict=True)
    return {
        "figure": line.figure_code,
        "at": dict(zip(table.names, line.codes, strict=True)),
        "values": {
            name: {"hidden": True} if cell.is_hidden else cell.number for name, cell in cells
        },
    }


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, cls=_Encoder, ensure_ascii=False, indent=1).encode()


class _Encoder(DjangoJSONEncoder):
    """Money and units as numbers: a receiver's program need not read them out of texts."""

    def default(self, o: Any) -> Any:
        return float(o) if isinstance(o, Decimal) else super().default(o)


def _flat(value: Any) -> Any:
    return ";".join(map(str, value)) if isinstance(value, list) else value
