"""Lithuanian is complete: nothing untranslated, nothing guessed, plurals and order right."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.db import connection
from django.utils.translation import ngettext, override

from tests.cast import Cast, person
from thbcases.people.models import Person

ROOT = Path(settings.BASE_DIR)
CATALOGUE = ROOT / "thbcases" / "locale" / "lt" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|\{\w*\}")
PLURAL_FORMS = 4
# The name of the house, of file formats, and each language in its own words.
ALLOWED_WORDS = {"thbcases", "XLSX", "CSV", "English", "Lietuviškai"}


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def test_nothing_is_untranslated_fuzzy_or_left_over(catalogue: polib.POFile) -> None:
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


def test_every_text_of_the_code_is_in_the_catalogue(catalogue: polib.POFile) -> None:
    """Gathers the texts anew; on a machine without gettext the catalogue is taken as it is."""
    if not shutil.which("xgettext"):
        return
    before = CATALOGUE.read_bytes(), CATALOGUE.with_suffix(".mo").read_bytes()
    try:
        subprocess.run(
            ["sh", str(ROOT / "script" / "messages")], check=True, capture_output=True, cwd=ROOT
        )
        gathered = {(e.msgctxt, e.msgid) for e in polib.pofile(str(CATALOGUE))}
    finally:
        CATALOGUE.write_bytes(before[0])
        CATALOGUE.with_suffix(".mo").write_bytes(before[1])
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    assert gathered - known == set(), "run script/messages and translate what is new"
    assert known - gathered == set(), "run script/messages: these texts are nowhere any more"


def test_placeholders_are_the_same(catalogue: polib.POFile) -> None:
    wrong = []
    for entry in catalogue:
        wanted = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            found = set(PLACEHOLDER.findall(text))
            if found - wanted or (not entry.msgid_plural and found != wanted):
                wrong.append((entry.msgid, text))
    assert wrong == []


def test_plurals_have_all_forms(catalogue: polib.POFile) -> None:
    for entry in catalogue:
        if entry.msgid_plural:
            assert len([text for text in entry.msgstr_plural.values() if text]) == PLURAL_FORMS


def test_the_compiled_catalogue_is_that_of_the_text(catalogue: polib.POFile) -> None:
    compiled = polib.mofile(io.BytesIO(CATALOGUE.with_suffix(".mo").read_bytes()).getvalue())
    texts = {(e.msgctxt, e.msgid): e.msgstr or dict(e.msgstr_plural) for e in compiled}
    wanted = {(e.msgctxt, e.msgid): e.msgstr or dict(e.msgstr_plural) for e in catalogue}
    assert texts == wanted, "run script/messages"


@pytest.mark.parametrize(
    ("number", "form"), [(0, 3), (1, 0), (2, 1), (10, 3), (11, 3), (21, 0), (22, 1)]
)
def test_lithuanian_numbers_take_their_forms(
    number: int, form: int, catalogue: polib.POFile
) -> None:
    entry = next(entry for entry in catalogue if entry.msgid_plural)
    with override("lt"):
        assert ngettext(entry.msgid, entry.msgid_plural, number) == entry.msgstr_plural[form]


def test_people_stand_in_lithuanian_order(cast: Cast) -> None:
    names = ["Šimkus", "Zabulis", "Česnys", "Iškauskas", "Sabas", "Žalys", "Cibas", "Yla", "Jonas"]
    with cast.making("unit_a"):
        for name in names:
            person(family_name=name, given_name="")
    with cast.acting("officer"):
        found = list(Person.objects.values_list("family_name", flat=True))
    assert found == [
        "Cibas", "Česnys", "Iškauskas", "Yla", "Jonas", "Sabas", "Šimkus", "Zabulis", "Žalys"
    ]  # fmt: skip


def test_the_order_does_not_hang_on_the_servers_language(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select array_agg(l order by thb_lt_sort(l)) "
            "from unnest(array['Ž', 'Š', 'Č', 'Z', 'C', 'Į']) l"
        )
        assert cursor.fetchone() == (["C", "Č", "Į", "Š", "Z", "Ž"],)


def test_templates_hold_no_bare_words() -> None:
    """Words that a person reads stand in translate tags; marks, units and the name do not."""
    strip = [
        r"{%\s*comment.*?endcomment\s*%}",
        r"{%\s*blocktranslate.*?endblocktranslate\s*%}",
        r"{%.*?%}",
        r"{{.*?}}",
        r"{#.*?#}",
        r"<[^>]+>",
        r"&\w+;",
    ]
    bare = {}
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.html"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listing.stdout.splitlines():
        text = (ROOT / name).read_text(encoding="utf-8")
        for pattern in strip:
            text = re.sub(pattern, " ", text, flags=re.S)
        words = set(re.findall(r"[^\W\d_]{3,}", text)) - ALLOWED_WORDS
        if words:
            bare[name] = words
    assert bare == {}
