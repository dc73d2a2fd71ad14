"""What different offices write for one name has one stem."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbcases.niis.matching import aliases, keys
from thbcases.niis.matching.fold import Ending, Script, fold, script, variants, word, words


def stems(text: str) -> set[str]:
    return {found.stem for found in words(text)}


@pytest.mark.parametrize(
    "forms",
    [
        "Kazlauskas Kazlauskienė Kazlauskaitė Kazlauskaite KAZLAUSKO Kazlauskui Казлаускас",
        "Petraitis Petraitienė Petraitytė",
        "Stankevičius Stankevičiūtė Stankevičienė Stankiewicz Stankevich Станкевич",
        "Vaitkus Vaitkuvienė Vaitkutė Вайткус",
        "Ševčenko Shevchenko Szewczenko Шевченко",
        "Щербаков Ščerbakovas Shcherbakov Szczerbakow Щербакова",
        "Zieliński Zielińska Zelinskis Zelinskaja Zelinsky Зелинский Зелинская",
        "Tatjana Tatiana Tatyana Татьяна",
        "Elena Jelena Yelena Елена",
        "Julija Yulia Iuliia Юлия Юлія",
        "Kravtsov Kravcovas Krawcow Кравцов",
        "Jonas Jono Jonui Joną Йонас",
        "Nguyễn Nguyen NGUYEN",
    ],
)
def test_forms_of_one_name_have_one_stem(forms: str) -> None:
    assert len(stems(forms)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kazlauskas", "Kozlovskis"), ("Jonas", "Tomas"), ("Petraitis", "Petrauskas")],
)
def test_other_names_have_other_stems(one: str, other: str) -> None:
    assert stems(one) != stems(other)


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("Kazlauskas", Ending.MASCULINE),
        ("Kazlauskienė", Ending.MARRIED),
        ("Kazlauskaitė", Ending.UNMARRIED),
        ("Ona", Ending.FEMININE),
        ("Зелинский", Ending.ADJECTIVE),
        ("Kazlausko", Ending.CASE),
        ("Oną", Ending.CASE),
        ("Стан", Ending.NONE),
    ],
)
def test_the_ending_tells_gender_and_case(text: str, ending: Ending) -> None:
    found = word(text)
    assert found is not None
    assert found.ending is ending


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Ona", Script.LATIN),
        ("Šarūnas", Script.MARKED),
        ("Олена", Script.CYRILLIC),
        ("محمد", Script.OTHER),
    ],
)
def test_the_script_is_known(text: str, script: Script) -> None:
    found = word(text)
    assert found is not None
    assert found.script is script


def test_a_spoilt_ending_leaves_other_stems_to_try() -> None:
    spoilt = word("Kazlauskeinė")
    assert spoilt is not None
    assert "kazlausk" in variants(spoilt)


@given(st.text(max_size=60))
def test_any_text_folds_to_plain_words(text: str) -> None:
    for found in words(text):
        assert found.stem
        assert fold(found.text.casefold()[:40]) == found.skeleton
        assert found.skeleton.startswith(found.stem[0]) or found.skeleton[1:2] == found.stem[:1]


# --- likeness


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("kazlausk", "kazlausk", 1.0),
        ("hmelevsk", "cmelevsk", 0.95),
        ("solovev", "solovov", 0.95),
        ("kravcov", "kraucov", 0.85),
        ("kazlausk", "kazlask", 0.85),
    ],
)
def test_slips_and_sounds_are_alike(one: str, other: str, least: float) -> None:
    assert least <= keys.alike(one, other) == keys.alike(other, one) <= 1


@given(st.text("abdeiklmnoprstuvz", min_size=4, max_size=14), st.data())
def test_one_wrong_letter_shares_a_number(stem: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(stem) - 1))
    letter = data.draw(st.sampled_from("aeioukstrn"))
    changed = stem[:place] + letter + stem[place + 1 :]
    for slip in (changed, stem[:place] + stem[place + 1 :], stem[:place] + letter + stem[place:]):
        assert keys.near(stem) & keys.near(slip)


@given(st.text("abdeiklmnoprstuvz", min_size=7, max_size=10), st.data())
def test_two_wrong_letters_share_a_far_number(stem: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(stem) - 2))
    second = data.draw(st.integers(first + 1, len(stem) - 1))
    slip = f"{stem[:first]}x{stem[first + 1 : second]}x{stem[second + 1 :]}"
    assert keys.far(stem) & keys.far(slip)


@given(st.integers(-(2**31), 2**31 - 1), st.integers(-(2**31), 2**31 - 1))
def test_a_pair_has_no_order_and_fits_an_integer(one: int, other: int) -> None:
    assert keys.pair(one, other) == keys.pair(other, one)
    assert -(2**31) <= keys.pair(one, other) < 2**31


def test_the_number_of_a_text_never_changes() -> None:
    """It stands in every index there is."""
    assert keys.number("kazlausk") == 1019951110
    assert keys.number("") == 0


# --- given names


@pytest.mark.parametrize(
    ("short", "formal"),
    [
        ("Sasha", "Aleksandras"),
        ("Вова", "Volodymyr"),
        ("Katė", "Jekaterina"),
        ("Stasys", "Stanislovas"),
        ("Emeka", "Chukwuemeka"),
        ("Jurij", "Jerzy"),
    ],
)
def test_the_list_knows_given_names(short: str, formal: str) -> None:
    one, other = word(short), word(formal)
    assert one is not None
    assert other is not None
    assert other.stem in aliases.table()[one.stem]


@pytest.mark.parametrize(
    ("short", "formal"),
    [("Dainiukas", "Dainius"), ("Edgarėlis", "Edgaras"), ("Seun", "Oluwaseun")],
)
def test_the_rule_finds_diminutives_that_no_list_has(short: str, formal: str) -> None:
    one, other = word(short), word(formal)
    assert one is not None
    assert other is not None
    assert aliases.by_rule(one.stem, other.stem) > 0.8


def test_the_list_is_clean() -> None:
    """Each name is written in one script, and no diminutive stands with its own formal name."""
    for formal, short in aliases._groups():
        assert formal
        assert not formal & short
    text = aliases.FILE.read_text(encoding="utf-8")
    for name in text.replace(",", ";").replace("\n", ";").split(";"):
        kinds = {script(c) is Script.CYRILLIC for c in name.casefold() if c.isalpha()}
        assert len(kinds) < 2, name
