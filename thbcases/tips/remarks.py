"""What the reader of mails and files has to say, in the words of whoever reads it."""

from collections.abc import Iterable
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

REMARKS: dict[str, str | Promise] = {
    # of a mail
    "charset_unknown": _("The alphabet «%(charset)s» is unknown; what it hid is replaced by �."),
    "charset_wrong": _("Some letters do not fit the alphabet «%(charset)s»; they are shown as �."),
    "turning_signs": _("Hidden signs that turn the order of letters were taken out."),
    "text_cut": _("The text is cut; the whole mail is kept."),
    "html_cut": _("The page is cut; the whole mail is kept."),
    "html_broken": _("The page is broken; some words may be missing."),
    "from_html": _("The text was taken out of a web page; nothing of it was loaded."),
    "doubled_headers": _(
        "These lines of the head stand there twice (only the first counts): %(names)s."
    ),
    "no_message_id": _("The mail has no number of its own (Message-ID)."),
    "header_broken": _("A line of the head is broken: %(name)s."),
    "too_many_parts": _("It has more than %(limit)s parts; the whole mail is kept."),
    "too_deep": _("Its parts are nested too deeply; the whole mail is kept."),
    "too_many_files": _("It has more than %(limit)s attachments; the whole mail is kept."),
    "message_inside": _("There is a message inside this one; its text is shown below the first."),
    "no_text": _("There is no text in this mail."),
    "part_broken": _("A part is coded wrongly; it is kept as far as it could be read."),
    # of a file
    "empty_file": _("The file is empty."),
    "test_virus": _("This is the test file for virus scanners; it is treated as a program."),
    "turning_name": _("The name hid signs that turn it round, as programs posing as pictures do."),
    "name_of_a_program": _("Its name is that of a program."),
    "not_as_declared": _("It says it is «%(declared)s», and is not."),
    "not_drawn": _("The picture could not be drawn anew (%(why)s)."),
    "first_frame": _("The picture moves; the copy shows its first frame."),
    "has_place": _("The original says where it was taken; the copy does not."),
    "perhaps": _("It looks like «%(ending)s»."),
    "pdf_acts": _("The document may do something by itself when it is opened."),
    "archive_broken": _("The list of the archive cannot be read."),
    "archive_holds": _("Files listed in it: %(files)s, unpacked %(bytes)s; it was not unpacked."),
    "nested_archive": _("There is another archive in it."),
    "archive_locked": _("It is locked with a password."),
    "paths_inside": _("Its files would be written to other folders."),
    "not_judged": _("It could not be looked at and is held (%(why)s)."),
    # of the scanner
    "scan_clean": _("The virus scanner found nothing."),
    "scan_found": _("The virus scanner found: %(name)s."),
    "scan_silent": _("The virus scanner did not answer; the file is held."),
}
# Why a mail could not be taken in.
WHY: dict[str, str | Promise] = {
    "empty": _("it is empty"),
    "no_headers": _("it has no head"),
    "broken": _("its form is broken"),
    "too_deep": _("its parts are nested too deeply"),
    "too_much_memory": _("reading it took too much memory"),
    "too_slow": _("reading it took too long"),
    "reader_died": _("the reader broke down over it"),
    "not_kept": _("what was read could not be kept"),
    "too_large": _("it is larger than 50 MB; it lies in the mailbox, in the folder set aside"),
}
FOUND: dict[str, str | Promise] = {
    "picture": _("picture"),
    "text": _("plain text"),
    "pdf": _("PDF document"),
    "office": _("office document"),
    "office_macros": _("office document with macros"),
    "old_office": _("old office document, may hold macros"),
    "rtf": _("RTF document"),
    "archive": _("archive"),
    "executable": _("program"),
    "script": _("script"),
    "active": _("web page or other active content"),
    "media": _("sound or film"),
    "empty": _("empty file"),
    "other": _("unknown"),
}


def said(remarks: Iterable[dict[str, Any]]) -> list[str]:
    """The remarks in the reader's language; a code nobody knows is left out."""
    texts = []
    for one in remarks:
        text = REMARKS.get(str(one.get("code")))
        if text is None:
            continue
        about = {key: value for key, value in one.items() if key != "code"}
        if isinstance(about.get("bytes"), int):
            about["bytes"] = filesizeformat(about["bytes"])
        try:
            texts.append(str(text) % about)
        except (KeyError, ValueError):
            texts.append(str(text))
    return texts


def why(code: str) -> str:
    """Why a mail could not be taken in."""
    return str(WHY.get(code) or _now("it could not be read"))


def found(code: str) -> str:
    """What a file is."""
    return str(FOUND.get(code, FOUND["other"]))
