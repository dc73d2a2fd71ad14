"""The two pages of an identification: the signs and what they say; the words and the situation.

Whoever receives them need not ask the person again. They name the organisation that wrote them,
and nobody who works there.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from thbcases.people.contact import contact_of, not_agreed
from thbcases.victims import queries
from thbcases.victims.identification import Identification
from thbcases.victims.indicators import words
from thbcases.victims.indicators.weighing import Weighed
from thbcases.web import pdf

ADVICE = _(
    "This is advice of a list of signs. Whether somebody is a presumed victim is decided by a "
    "person, and whether a victim is recognised by an officer, prosecutor or court."
)


class _Lazy:
    """Blocks that are made when the document is, in its language."""

    def __init__(self, row: Identification) -> None:
        self.row = row

    def __iter__(self) -> Iterator[pdf.Block]:
        row = self.row
        weighed = queries.weighed_of(row)
        yield from _head(row)
        yield from _result(row, weighed)
        yield pdf.PageBreak()
        yield from _said(row)


def pages_of(row: Identification) -> pdf.Document:
    """The document; its words are chosen in the language in which it is printed."""
    return pdf.Document(
        title=_("Identification of a presumed victim of trafficking"),
        blocks=_Lazy(row),  # type: ignore[arg-type]
        number=_("Identification"),
        mark=_("Confidential: personal data of a presumed victim"),
    )


def _line(*pairs: tuple[object, object]) -> pdf.Rich:
    runs = []
    for label, value in pairs:
        if value in (None, "", []):
            continue
        runs += [pdf.Run(f"{label}: ", "strong"), pdf.Run(f"{_stopped(value)}  ")]
    return pdf.Rich(runs or [pdf.Run("–")])


def _stopped(value: object) -> str:
    """With a full stop at its end, and only one."""
    text = str(value).strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _head(row: Identification) -> Iterator[pdf.Block]:
    contact = contact_of(row.person_id)
    yield _line((_("Safe contact"), contact or not_agreed()))
    yield _line(
        (_("Person"), row.person),
        (_("born"), row.person.born),
        (_("sex"), row.person.get_sex_display()),
        (_("talked on"), row.met_on),
        (_("written by"), row.custodian),
    )
    if row.taken_from:
        yield _line(
            (_("taken over from"), row.taken_from),
            (_("on"), row.taken_on),
        )


def _result(row: Identification, weighed: Weighed) -> Iterator[pdf.Block]:
    yield pdf.Heading(_("What the signs say"))
    yield pdf.Rich([pdf.Run(weighed.advice.label, "strong")])
    yield pdf.Paragraph(" ".join([words.rule_used(weighed), *words.reasons(weighed)]))
    yield _line(
        (_("acts"), "; ".join(sign.name for sign in weighed.acts)),
        (_("means"), "; ".join(sign.name for sign in weighed.means)),
        (
            _("purpose"),
            "; ".join(str(f) for f in queries.forms_named(row.answers.get("forms", []))),
        ),
    )
    for one in words.told(weighed):
        found = "; ".join(f"{weight}: {names}" for weight, names in one.signs)
        lacking = _("To become positive")
        missing = f" {lacking}: {one.missing}." if one.missing else ""
        yield pdf.Rich(
            [
                pdf.Run(f"{one.label.capitalize()} – {one.state}. ", "strong"),
                pdf.Run(f"{_stopped(found) if found else ''}{missing}"),
            ]
        )
    asked = queries.asked_of(row)
    yield pdf.Paragraph(f"{asked.name}. {asked.gaps}", is_small=True)
    if row.is_finished:
        yield _line(
            (_("Conclusion of a person"), row.get_conclusion_display()),
            (_("reason"), row.reason),
            (_("on"), row.finished_on),
        )
    else:
        yield _line((_("Conclusion of a person"), _("none yet: a draft")))
    yield pdf.Paragraph(ADVICE, is_small=True)


def _said(row: Identification) -> Iterator[pdf.Block]:
    for label, text in (
        (_("The person's own words"), row.own_words),
        (_("Professional insight"), row.insight),
        (_("Evidence"), row.evidence),
    ):
        yield pdf.Heading(label)
        yield pdf.Paragraph(text.strip() or "–")
    yield pdf.Heading(_("The situation"))
    yield _line(*queries.circumstances(row))
    label = _("Source of the list of signs")
    yield pdf.Paragraph(f"{label}: {queries.asked_of(row).source}", is_small=True)
