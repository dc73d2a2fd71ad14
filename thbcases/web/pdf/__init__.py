"""Documents as PDF: one that a screen reader reads, too, and that an archive keeps.

A document is a list of blocks; everything in them is data and never markup. Made by typst in some
ten milliseconds, tagged as PDF/UA-1 and PDF/A-2a asks.

    made = pdf(
        Document(
            title=_("Country table"),
            blocks=[
                Heading(_("Victims")),
                Paragraph(_("Counted over: all organisations.")),
                Table(head=[_("figure"), "2025"], rows=[[_("Presumed victims"), 12]],
                      caption=_("Victims by year"), notes=[_("How it is counted.")]),
                Picture.of(chart),
                table_of(chart),
            ],
        ),
        language="lt",
    )
"""

from thbcases.web.pdf.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    Rich,
    RichItems,
    Run,
    Table,
    Terms,
    table_of,
)
from thbcases.web.pdf.making import NotConforming, pdf, pdf_response

__all__ = [
    "Block",
    "Contents",
    "Document",
    "Heading",
    "Items",
    "NotConforming",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Rich",
    "RichItems",
    "Run",
    "Table",
    "Terms",
    "pdf",
    "pdf_response",
    "table_of",
]
