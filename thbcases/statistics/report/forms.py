"""What is typed about an annual report."""

import json
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.statistics.builder.spec import BadSpec, TableSpec
from thbcases.statistics.models import AnnualReport, ReportChapter, SavedTable
from thbcases.statistics.report.checklist import fault_words, faults_of
from thbcases.statistics.report.outline import (
    LANGUAGES,
    STANDARD_TABLES,
    captions_of,
    kept,
    standard_titles,
)
from thbcases.statistics.report.word import BrokenTemplate, check_template
from thbcases.web.container import MEGABYTE, Unreadable, require_document
from thbcases.web.forms import Form, RecordForm, section

LARGEST_TEMPLATE = 5 * MEGABYTE
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT_LINES = 14


class StartReportForm(RecordForm):
    """The year; a title that is left empty is the usual one. Titles may be changed later."""

    class Meta:
        model = AnnualReport
        fields = ("year", "title_lt", "title_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("year", timezone.localdate().year - 1)
        for language in LANGUAGES:
            field = self.fields[f"title_{language}"]
            field.required = False
            field.help_text = _("Empty: the usual title with the year.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "year" in cleaned:
            for language, title in standard_titles(cleaned["year"]).items():
                cleaned[f"title_{language}"] = cleaned.get(f"title_{language}") or title
        return cleaned


class TitlesForm(RecordForm):
    """The titles of a report; its year stays."""

    class Meta:
        model = AnnualReport
        fields = ("title_lt", "title_en")


class ChapterForm(RecordForm):
    """Headings and text of a chapter; what a placeholder names is checked line by line."""

    layout = (
        section(_("Chapter"), ("heading_lt", "heading_en"), ("position", "is_left_out")),
        section(_("Text"), "text_lt", "text_en"),
    )

    class Meta:
        model = ReportChapter
        fields = ("heading_lt", "heading_en", "position", "is_left_out", "text_lt", "text_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            field = self.fields[f"text_{language}"]
            field.widget.attrs["rows"] = TEXT_LINES
            field.widget.attrs["lang"] = language

    def clean_text_lt(self) -> str:
        return self._without_faults("text_lt")

    def clean_text_en(self) -> str:
        return self._without_faults("text_en")

    def _without_faults(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        found = faults_of(text, self.instance.report.year)
        if found:
            raise ValidationError([ValidationError(fault_words(fault)) for fault in found])
        return text


class ChapterTableForm(Form):
    """A table of a chapter: which one, its captions, and whether it is drawn, too."""

    layout = (("table", "place"), ("caption_lt", "caption_en"), ("chart", "is_removed"))

    table = forms.ChoiceField(label=_("table"), required=False)
    place = forms.IntegerField(
        label=_("place in the chapter"), required=False, min_value=1, max_value=999
    )
    caption_lt = forms.CharField(
        label=_("caption in Lithuanian"),
        required=False,
        max_length=200,
        help_text=_("Empty: what is counted, and by what."),
    )
    caption_en = forms.CharField(label=_("caption in English"), required=False, max_length=200)
    chart = forms.BooleanField(label=_("as a picture, too"), required=False)
    is_removed = forms.BooleanField(label=_("take this table out"), required=False)

    def __init__(self, *args: Any, choices: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("table") and not cleaned.get("is_removed"):
            try:
                cleaned["spec"] = TableSpec.from_json(json.loads(cleaned["table"]))
            except BadSpec as error:
                self.add_error("table", str(error))
        return cleaned

    def as_kept(self) -> dict[str, Any] | None:
        """The table as the chapter keeps it; None for an empty row or one that is taken out."""
        cleaned = self.cleaned_data
        if (spec := cleaned.get("spec")) is None:
            return None
        own = captions_of(spec)
        captions = {language: cleaned[f"caption_{language}"] or own[language] for language in own}
        return kept(spec, captions, chart=cleaned["chart"])


class TableRows(BaseFormSet[ChapterTableForm]):
    """The tables of one chapter, and room for another."""

    chapter: ClassVar[ReportChapter]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = [
            {
                "table": as_choice(table["spec"]),
                "place": place,
                "caption_lt": table["captions"]["lt"],
                "caption_en": table["captions"]["en"],
                "chart": table["chart"],
            }
            for place, table in enumerate(self.chapter.tables, start=1)
        ]
        choices = _choices(self.chapter)
        super().__init__(*args, initial=initial, form_kwargs={"choices": choices}, **kwargs)

    def as_kept(self) -> list[dict[str, Any]]:
        """The tables in the order of their places; those without one come last."""
        rows = [(row.cleaned_data.get("place") or 1000, row.as_kept()) for row in self.forms]
        return [table for _place, table in sorted(rows, key=lambda row: row[0]) if table]


def table_rows(chapter: ReportChapter) -> type[BaseFormSet[Any]]:
    """The formset of a chapter's tables."""
    rows = type("ChapterTableRows", (TableRows,), {"chapter": chapter})
    return formset_factory(ChapterTableForm, formset=rows, extra=1)


class ReturnForm(Form):
    """What is to be mended."""

    comment = forms.CharField(
        label=_("what is to be mended"), widget=forms.Textarea, max_length=5000
    )


class ApproveForm(Form):
    """A word to the writers, perhaps."""

    comment = forms.CharField(
        label=_("comment"), widget=forms.Textarea, max_length=5000, required=False
    )


class TemplateForm(Form):
    """One's own Word template; without a file the standard one is used again."""

    file = forms.FileField(
        label=_("Word template (.docx)"),
        required=False,
        help_text=_("At most 5 MB. Leave it empty to use the standard template again."),
        widget=forms.FileInput(attrs={"accept": f".docx,{WORD_TYPE}"}),
    )

    def clean_file(self) -> Any:
        """The file, when it is a harmless Word document that a report can fill."""
        file = self.cleaned_data["file"]
        self.content = b""
        if not file:
            return None
        if file.size > LARGEST_TEMPLATE:
            raise ValidationError(_("The file is larger than 5 MB."))
        content = file.read()
        try:
            require_document(content, LARGEST_TEMPLATE)
            check_template(content)
        except Unreadable as error:
            raise ValidationError(str(error)) from error
        except BrokenTemplate as error:
            raise ValidationError(error.messages) from error
        self.content = content
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        return cleaned | {"content": self.content}


def as_choice(spec: Any) -> str:
    """What a table asks, as the value of a choice."""
    return json.dumps(spec, sort_keys=True)


def _choices(chapter: ReportChapter) -> list[Any]:
    """What may stand in a chapter: what stands there, the standard tables, the kept ones."""
    year = chapter.report.year
    standard = [
        (as_choice(table.spec(year).as_json()), str(table.caption))
        for table in STANDARD_TABLES.values()
    ]
    saved = [
        (as_choice(spec), table.name)
        for table in SavedTable.objects.all()
        if (spec := _readable(table.spec)) is not None
    ]
    known = {value for value, _name in (*standard, *saved)}
    here = [
        (as_choice(table["spec"]), table["captions"]["lt"])
        for table in chapter.tables
        if as_choice(table["spec"]) not in known
    ]
    groups = [
        (_("In this chapter"), here),
        (_("Standard tables"), standard),
        (_("Kept tables"), saved),
    ]
    return [("", "–"), *((name, group) for name, group in groups if group)]


def _readable(spec: Any) -> dict[str, Any] | None:
    try:
        return TableSpec.from_json(spec).as_json()
    except BadSpec:
        return None
