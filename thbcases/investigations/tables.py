"""Lists of investigations and suspects, and the tables on their pages."""

from collections.abc import Iterable

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thbcases.investigations.models import Assignment, Investigation, Sentence, Suspect
from thbcases.investigations.pills import STAGE_PILLS, STATE_PILLS
from thbcases.investigations.queries import LawOfTheDay
from thbcases.web.tables import (
    BaseTable,
    DateColumn,
    NumberColumn,
    OrganisationColumn,
    PersonColumn,
    PillColumn,
    RecordColumn,
    TextColumn,
)


class InvestigationTable(BaseTable):
    """Investigations."""

    caption = _("investigations")
    number = RecordColumn()
    registered_on = DateColumn()
    stage = PillColumn(pills=STAGE_PILLS, orderable=False)
    articles = tables.Column(accessor="article_rows", orderable=False, verbose_name=_("articles"))
    forms = tables.Column(
        accessor="form_rows", orderable=False, verbose_name=_("form of exploitation")
    )
    suspects = NumberColumn(accessor="suspect_count", verbose_name=_("suspects"))
    unit = OrganisationColumn(
        accessor="custodian", order_by=("custodian__sort_key",), verbose_name=_("unit")
    )

    class Meta:
        model = Investigation
        fields = (
            "number",
            "registered_on",
            "stage",
            "articles",
            "forms",
            "reach",
            "suspects",
            "unit",
        )

    def render_articles(self, record: Investigation) -> SafeString:
        return cited(row.article.citation for row in record.article_rows.all())

    def value_articles(self, record: Investigation) -> str:
        return ", ".join(row.article.citation for row in record.article_rows.all())

    def render_forms(self, record: Investigation) -> SafeString:
        """The main form, and how many there are besides; a file has them all."""
        main, *others = [row.form.name for row in record.form_rows.all()] or ["—"]
        return format_html("{} (+{})", main, len(others)) if others else format_html("{}", main)

    def value_forms(self, record: Investigation) -> str:
        return ", ".join(row.form.name for row in record.form_rows.all())


def cited(articles: Iterable[str]) -> SafeString:
    """Articles beside each other, none of them broken in two."""
    rows = ((article,) for article in articles)
    return format_html_join(", ", '<span class="nowrap">{}</span>', rows) or SafeString("—")


class SuspectTable(BaseTable):
    """Suspects of all investigations."""

    caption = _("suspects")
    who = PersonColumn(
        accessor="pk",
        verbose_name=_("suspect"),
        order_by=("person__sort_key", "legal_name"),
    )
    born = tables.Column(
        accessor="person__born",
        verbose_name=_("born"),
        orderable=False,
        attrs={"cell": {"class": "num nowrap"}},
    )
    state = PillColumn(pills=STATE_PILLS, orderable=False)
    state_on = DateColumn()
    investigation = RecordColumn(
        accessor="investigation", linkify=True, order_by=("investigation__number",)
    )

    class Meta:
        model = Suspect
        fields = ("who", "kind", "born", "state", "state_on", "investigation")

    def render_who(self, record: Suspect) -> SafeString:
        return format_html("<bdi>{}</bdi>", record)

    def value_who(self, record: Suspect) -> str:
        return str(record)


class CaseSuspectTable(SuspectTable):
    """Suspects of one investigation."""

    charges = tables.Column(
        accessor="charges", orderable=False, verbose_name=_("suspected under article")
    )

    class Meta:
        model = Suspect
        fields = ("who", "kind", "born", "charges", "role_note", "state", "state_on")
        exclude = ("investigation",)

    def render_charges(self, record: Suspect) -> SafeString:
        return cited(row.article.citation for row in record.charges.all())


class LawTable(BaseTable):
    """Articles of a case as the law stood on the day of the offence."""

    caption = _("articles of the law")
    article = TextColumn(accessor="article", verbose_name=_("article"))
    on = DateColumn(verbose_name=_("law of"))
    penalty = tables.Column(verbose_name=_("penalty"))

    class Meta:
        fields = ("article", "on", "penalty")
        orderable = False

    def render_article(self, record: LawOfTheDay) -> SafeString:
        return format_html("{} {}", record.article.citation, record.article.name)

    def render_on(self, record: LawOfTheDay) -> SafeString:
        note = "" if record.is_offence_day else _("day of registration")
        return format_html(
            '<span><time datetime="{0}">{0}</time> <small class="quiet">{1}</small></span>',
            record.on.isoformat(),
            note,
        )

    def render_penalty(self, record: LawOfTheDay) -> SafeString:
        return format_html(
            '<span>{}<br><small class="quiet">{}</small></span>',
            record.penalty,
            record.provenance,
        )


class AssignmentTable(BaseTable):
    """Units that work on an investigation."""

    caption = _("assigned units")
    organisation = TextColumn()
    starts_on = DateColumn()
    ends_on = DateColumn()
    basis = TextColumn()
    end = tables.TemplateColumn(
        template_name="investigations/end_assignment.html",
        verbose_name=_("action"),
        empty_values=(),
        exclude_from_export=True,
    )

    class Meta:
        model = Assignment
        fields = ("organisation", "starts_on", "ends_on", "basis", "end")
        orderable = False


class SentenceTable(BaseTable):
    """What a judgment says of each accused."""

    caption = _("sentences")
    suspect = RecordColumn(linkify=lambda record: record.suspect.get_absolute_url())
    outcome = tables.Column()
    article = tables.Column(accessor="article__citation", verbose_name=_("article"))
    penalty = tables.Column(verbose_name=_("penalty"))

    class Meta:
        model = Sentence
        fields = ("suspect", "outcome", "article", "penalty")
        orderable = False
