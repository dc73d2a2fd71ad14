"""Forms of the public pages; every word of theirs comes from `words`."""

from typing import Any

from django import forms

from thbcases.tips.actions.intake import Told
from thbcases.tips.choices import TipKind
from thbcases.tips.reader.box import ReadFile
from thbcases.tips.words import words

LONGEST_TEXT = 20_000
MOST_FILES = 5
MOST_BYTES = 5 * 1024 * 1024
# What a form weighs beside its files.
FORM_BYTES = 256 * 1024


class ManyFiles(forms.ClearableFileInput):
    """Several files in one input."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Some files, or none; few and small."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [one for one in (data or []) if one]
        if len(files) > MOST_FILES or sum(one.size for one in files) > MOST_BYTES:
            raise forms.ValidationError(self.error_messages["too_many"])
        return files


class PublicForm(forms.Form):
    """What somebody writes, with files if they like."""

    text = forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8}))
    files = FilesField(required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language, self.words = language, words(language)
        said = self.words
        self.use_required_attribute = False
        for name, field in self.fields.items():
            field.label = said.get(name, name)
            field.help_text = said.get(f"{name}_help", "")
            field.widget.attrs["autocomplete"] = "off"
            field.error_messages |= {
                "required": said["empty"],
                "max_length": said["too_long"],
                "invalid_choice": said["choose"],
            }
        text = self.fields["text"]
        # The validator of the length has a message of its own.
        text.validators = [_Longest(said["too_long"]), *text.validators[1:]]
        self.fields["files"].error_messages["too_many"] = said["too_many_files"]

    def say(self, key: str) -> None:
        """Put one of the texts above the form."""
        if not hasattr(self, "cleaned_data"):
            self.cleaned_data: dict[str, Any] = {}
        self._errors = self.errors
        self.add_error(None, self.words[key])

    def check_size(self, length: int) -> None:
        """Files that are too large together never arrive: say so."""
        if length > MOST_BYTES + FORM_BYTES and "files" not in self.errors:
            self.add_error("files", self.words["too_many_files"])


class _Longest:
    """Refuses a text that is too long, in the reader's language."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, value: str) -> None:
        if len(value) > LONGEST_TEXT:
            raise forms.ValidationError(self.message)


class TellForm(PublicForm):
    """A new report or question."""

    kind = forms.ChoiceField(
        choices=[(TipKind.REPORT.value, ""), (TipKind.QUESTION.value, "")],
        widget=forms.RadioSelect,
        initial=TipKind.REPORT.value,
    )
    contact = forms.CharField(max_length=300, required=False)
    field_order = ["kind", "text", "contact", "files"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.words
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.value, said[f"kind_{kind.value}"]) for kind in (TipKind.REPORT, TipKind.QUESTION)
        ]

    def told(self, files: list[ReadFile]) -> Told:
        """What was written, for the action."""
        data = self.cleaned_data
        return Told(data["text"], self.language, data["kind"], data["contact"], files)


class AddForm(PublicForm):
    """A receipt code, and what is added to its report."""

    receipt = forms.CharField(max_length=100)
    field_order = ["receipt", "text", "files"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receipt"].label = self.words["receipt_code"]
        self.fields["receipt"].help_text = self.words["receipt_form"]
        self.fields["receipt"].error_messages["required"] = self.words["wrong_receipt"]
