"""What the Ombudsman for Children's Rights asks about child victims, as a list of figures."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.core.periods import Period
from thbcases.statistics.builder import Block, Built, TableSpec, build
from thbcases.statistics.builder.document import built_document
from thbcases.statistics.builder.notes import Notes
from thbcases.statistics.builder.tables import ListFile
from thbcases.statistics.views.country import FiguresPage, scope
from thbcases.web.pdf import Document
from thbcases.web.tables import BaseTable

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


@dataclass(frozen=True)
class Question:
    """One question of the list: a figure by one dimension."""

    text: "StrPromise"
    figure: str
    by: tuple[str, ...] = ()


# The Ombudsman's own form was not obtained: these questions are assumed, after the tasks the
# country page names (to collect information and analyse the trafficking of children).
QUESTIONS: tuple[Question, ...] = (
    Question(_("How many girls and boys were victims?"), "child_victims", ("sex",)),
    Question(_("How old were they?"), "child_victims", ("child_band",)),
    Question(_("How were they exploited?"), "child_victims", ("form",)),
    Question(_("Which citizenship did they have?"), "child_victims", ("citizenship",)),
    Question(_("Was the child rights service told in term?"), "child_victims", ("notice",)),
    Question(_("Was a representative appointed?"), "child_victims", ("represented",)),
    Question(_("Were they questioned in a special room?"), "child_victims", ("interviewed",)),
    Question(_("Was a place to live found?"), "child_victims", ("placed",)),
    Question(_("To how many children was help given?"), "assisted_children"),
)


@dataclass(frozen=True)
class Answered:
    """A question with the table that answers it."""

    text: str
    built: Built

    @property
    def block(self) -> Block:
        """The one figure of the table."""
        return self.built.blocks[0]


@requires("statistics.read")
class OmbudsmanView(FiguresPage):
    """The list for any time; small numbers are hidden from whoever may not open the records."""

    template_name = "statistics/ombudsman.html"
    title = _("Child victims: for the Ombudsman for Children's Rights")
    file_name = "children-ombudsman"

    @cached_property
    def answers(self) -> list[Answered]:
        """Every question with its table."""
        whole = Period(self.periods[0].start, self.periods[-1].end)
        grouping = str(self.form.cleaned_data["by"])
        return [
            Answered(
                str(question.text),
                build(TableSpec((question.figure,), question.by, whole.start, whole.end, grouping)),
            )
            for question in QUESTIONS
        ]

    def file_table(self) -> BaseTable:
        return ListFile([(answer.text, answer.built) for answer in self.answers])

    def document(self) -> Document:
        """All tables in one document, each with its own definition."""
        first, *others = [
            built_document(answer.built, self.get_title(), self._notes_of(answer.built))
            for answer in self.answers
        ]
        blocks = [block for document in (first, *others) for block in document.blocks]
        is_wide = any(document.is_wide for document in (first, *others))
        return Document(self.get_title(), blocks, mark=first.mark, is_wide=is_wide)

    def notes(self) -> Notes:
        hidden = sum(answer.built.hidden for answer in self.answers)
        rules = [answer.built.rule for answer in self.answers if answer.built.rule]
        records = self.answers[0].built.records
        return self._notes(records, rules[0] if rules else None, hidden)

    def _notes_of(self, built: Built) -> Notes:
        return self._notes(built.records, built.rule, built.hidden)

    def _notes(self, records: int, rule: Any, hidden: int) -> Notes:
        first, last = self.periods[0].start, self.periods[-1].end
        return Notes(first, last, scope(), timezone.now(), records, (), rule, hidden)

    def shown(self) -> dict[str, Any]:
        return {
            "answers": [(capfirst(answer.text), answer.block) for answer in self.answers],
            "notes": self.notes().sentences(),
        }
