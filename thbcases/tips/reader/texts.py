"""Text out of bytes: charsets that lie, HTML that is never rendered, signs that hide others."""

import codecs
import re
from html.parser import HTMLParser

from thbcases.tips.reader.limits import MAX_HTML, MAX_TEXT

# Signs that turn the order of the letters after them, and those that are nothing at all.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
NEW_LINE = frozenset(
    {
        *("address", "article", "blockquote", "br", "div", "dt", "dd", "hr", "li", "p", "pre"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "section", "table", "tr"),
    }
)
UNSEEN = frozenset({"head", "script", "style", "template", "title", "noscript", "svg", "math"})
Remarks = list[dict[str, object]]


def remark(code: str, **about: object) -> dict[str, object]:
    """Something to say about a mail or a file: a code, and what it is about."""
    return {"code": code, **about}


def decoded(content: bytes, charset: str, remarks: Remarks) -> str:
    """Text of a part; what the charset does not explain is replaced, and that is said."""
    name = charset.strip().strip("'\"").lower()[:40] or "utf-8"
    try:
        # Only real charsets: Python also knows codecs that unpack, and those are no text.
        is_text = codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError, TypeError):
        is_text = False
    if not is_text:
        remarks.append(remark("charset_unknown", charset=clean_line(charset, 40)))
        name = "utf-8"
    if name in {"us-ascii", "ascii"}:
        name = "utf-8"  # what says nothing, or says it wrongly, is nearly always this
    try:
        text = content.decode(name, "strict")
    except (UnicodeError, LookupError, ValueError):
        text = content.decode(name if is_text else "utf-8", "replace")
        remarks.append(remark("charset_wrong", charset=name))
    return text


def clean_text(text: str, remarks: Remarks) -> str:
    """Text as it can be kept and shown: no hidden signs, not endless."""
    if TURNING.search(text):
        remarks.append(remark("turning_signs"))
        text = TURNING.sub("", text)
    text = NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > MAX_TEXT:
        remarks.append(remark("text_cut", length=len(text)))
        text = text[:MAX_TEXT]
    return text.strip()


def clean_line(text: str, longest: int) -> str:
    """One line of text for people: a subject, a name, an address. Never a path, never markup."""
    plain = TURNING.sub("", NOT_TEXT.sub("", str(text)))
    return " ".join("".join(c if c.isprintable() else " " for c in plain).split())[:longest]


class _Words(HTMLParser):
    """The words of an HTML page; where a link leads stands behind its words, as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0
        self.leads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.hidden += 1
        elif tag in NEW_LINE:
            self.parts.append("\n")
        elif tag == "a":
            self.leads.append(dict(attrs).get("href") or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NEW_LINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in NEW_LINE:
            self.parts.append("\n")
        elif tag == "a" and self.leads:
            address = self.leads.pop()
            if address and not self.hidden:
                self.parts.append(f" [{address[:500]}]")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def words_of_html(page: str, remarks: Remarks) -> str:
    """The text of an HTML page by the standard library's parser; nothing is rendered or fetched."""
    if len(page) > MAX_HTML:
        remarks.append(remark("html_cut", length=len(page)))
        page = page[:MAX_HTML]
    parser = _Words()
    try:
        parser.feed(page)
        parser.close()
    except (ValueError, AssertionError, RecursionError):
        remarks.append(remark("html_broken"))
    lines = (" ".join(line.split()) for line in "".join(parser.parts).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
