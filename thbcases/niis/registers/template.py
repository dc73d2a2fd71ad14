"""The empty file of a register: the columns that it may bring, and what goes there."""

import io

import xlsxwriter
from django.utils.translation import gettext as _

from thbcases.niis.models import Register
from thbcases.niis.registers.fields import KEY, fields_of

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
WIDTH = 24


def template_bytes(register: Register) -> bytes:
    """A workbook with one row of headers, in the reader's language; text cells all the way."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        text = book.add_format({"num_format": "@"})
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e5f0fb"})
        page = book.add_worksheet(_("Records")[:31])
        page.freeze_panes(1, 1)
        for place, field in enumerate(fields_of(register.holds)):
            page.set_column(place, place, WIDTH, text)
            star = "*" if field is KEY else ""
            page.write_string(0, place, f"{field.words}{star}", head)
            page.data_validation(
                1, place, 2000, place,
                {"validate": "any", "input_title": str(field.words)[:32],
                 "input_message": str(field.hint)[:255]},
            )  # fmt: skip
    return buffer.getvalue()


def template_name(register: Register) -> str:
    """The name of the file."""
    return f"{register.code}.xlsx"
