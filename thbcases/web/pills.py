"""A status as a word in a colour. The word says it; the colour only helps to find it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

TONES = frozenset({"open", "presumed", "recognised", "closed", "late"})


@dataclass(frozen=True)
class Pill:
    """One status. Tones: open (under way), presumed (waits), recognised (good), closed, late."""

    text: str | Promise
    tone: str

    def __post_init__(self) -> None:
        if self.tone not in TONES:
            raise ValueError(f"unknown tone {self.tone!r}; there are {sorted(TONES)}")

    @property
    def word(self) -> str:
        """The status in the reader's language."""
        return capfirst(str(self.text))

    def __str__(self) -> SafeString:
        # Templates ask for str() and escape the answer unless it is safe, so `{{ pill }}` works.
        return format_html('<span class="pill pill-{}">{}</span>', self.tone, self.word)

    __html__ = __str__


class Pills:
    """The pills of one set of choices; a choice without a tone stops the start."""

    def __init__(self, choices: type[TextChoices], tones: Mapping[str, str]) -> None:
        missing = set(choices.values) ^ set(tones)
        if missing:
            raise ValueError(f"{choices.__name__}: tones do not match choices: {sorted(missing)}")
        self._pills = {c.value: Pill(c.label, tones[c.value]) for c in choices}

    def __call__(self, value: str) -> Pill:
        """Return the pill of a stored value."""
        return self._pills[value]
