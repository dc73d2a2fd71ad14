"""What a cell can mean: dates, numbers, names and codes as people write them."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from thbcases.codes.models import Article, Country
from thbcases.imports.choices import Part
from thbcases.imports.columns import EVERY_SHEET, STATUS_OF, Column
from thbcases.imports.columns.declared import ARTICLE, COUNTRY, PART, SEX
from thbcases.imports.values import (
    BadValue,
    Choice,
    Code,
    Day,
    Lists,
    Many,
    Number,
    Text,
    Whole,
    YesNo,
)
from thbcases.imports.words import fold
from thbcases.investigations.choices import StageKind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "raw",
    [
        datetime(2012, 3, 9, 14, 5),
        date(2012, 3, 9),
        "2012-03-09",
        "2012.03.09",
        "2012/3/9",
        "20120309",
        20120309,
        20120309.0,
        " 2012-03-09 00:00:00",
    ],
)
def test_a_day_however_it_is_written(raw: Any) -> None:
    assert Day().read(raw, Lists()) == date(2012, 3, 9)


@pytest.mark.parametrize(
    "raw",
    [
        41000,
        41000.5,
        "09.03.2012",
        "2012-02-30",
        "20123",
        "201239",
        "kovo 9 d.",
        "2012-03-09 14:05",
        "0012-03-09",
        "9999-01-01",
        True,
        time(12),
        timedelta(1),
        "２０１２-０３-０９",
    ],
)
def test_what_is_no_day_is_refused_in_words(raw: Any) -> None:
    with pytest.raises(BadValue) as refused:
        Day().read(raw, Lists())
    assert str(refused.value)


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        (1, "1"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        ("1,5", "1.5"),
        ("1.50", "1.5"),
        ("1 234,50", "1234.5"),
        ("1\u00a0234", "1234"),
        ("-3", "-3"),
        (1e3, "1000"),
    ],
)
def test_a_number_with_comma_or_point(raw: Any, amount: str) -> None:
    assert Number(7).read(raw, Lists()) == Decimal(amount)


@pytest.mark.parametrize(
    "raw",
    ["", "daug", "1,2,3", "1e5", "1_000", "٣", "NaN", "inf", float("inf"), float("nan"), True,
     "1,234", 100000, "9" * 300, date(2012, 3, 9)],
)  # fmt: skip
def test_what_is_no_number_is_refused(raw: Any) -> None:
    with pytest.raises(BadValue):
        Number(7).read(raw, Lists())


def test_whole_numbers_have_their_limits() -> None:
    assert Whole(0, 11).read("11", Lists()) == 11
    for raw in ("12", "1,5", -1, "x"):
        with pytest.raises(BadValue):
            Whole(0, 11).read(raw, Lists())


@pytest.mark.parametrize("raw", ["Taip", "yes", "X", 1, True, "1"])
def test_yes(raw: Any) -> None:
    assert YesNo().read(raw, Lists()) is True


@pytest.mark.parametrize("raw", ["ne", "No", 0, False])
def test_no(raw: Any) -> None:
    assert YesNo().read(raw, Lists()) is False


def test_neither_yes_nor_no() -> None:
    with pytest.raises(BadValue):
        YesNo().read("galbūt", Lists())


def test_text_keeps_scripts_and_numbers_lose_nothing() -> None:
    assert Text().read(" Олена Шевченко ", Lists()) == "Олена Шевченко"
    assert Text().read("محمد", Lists()) == "محمد"
    assert Text().read(48001010001, Lists()) == "48001010001"
    assert Text().read(48001010001.0, Lists()) == "48001010001"
    assert Text().read(datetime(2012, 3, 9), Lists()) == "2012-03-09"


def test_a_text_that_is_too_long_is_refused_with_both_numbers() -> None:
    with pytest.raises(BadValue, match=r"300.*150|150.*300"):
        Text(150).read("x" * 300, Lists())


@pytest.mark.parametrize("text", ["a\x00b", "a\x07", "\ud800"])
def test_characters_that_cannot_be_kept_are_refused(text: str) -> None:
    with pytest.raises(BadValue):
        Text().read(text, Lists())


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("147", "147"),
        (147, "147"),
        (147.2, "147.2"),
        ("147.2", "147.2"),
        ("147,2", "147.2"),
        ("147(2)", "147.2"),
        ("147 str. 2 d.", "147.2"),
        ("BK 147 str. 2 d.", "147.2"),
        ("147 straipsnio 2 dalis", "147.2"),
        ("BK Art. 147(2)", "147.2"),
        ("147-1", "147-1"),
        ("147¹ str. 2 d.", "147-1.2"),
        ("BK 147-1 str.", "147-1"),
        ("147-2 str", "147-2"),
        ("157 str. 1 d.", "157.1"),
    ],
)
def test_an_article_as_lawyers_write_it(raw: Any, code: str) -> None:
    assert ARTICLE.read(raw, Lists()) == Article.objects.get(code=code)


@pytest.mark.parametrize("raw", ["999", "147 str. 9 d.", "Prekyba žmonėmis", "žmogžudystė"])
def test_an_article_that_is_not_in_the_list_or_means_several(raw: str) -> None:
    with pytest.raises(BadValue):
        ARTICLE.read(raw, Lists())


def test_several_articles_in_one_cell() -> None:
    for raw in ("147 str. 2 d.; 157", "147.2, 157 str.", "147.2\n157\n157"):
        found = Many(ARTICLE).read(raw, Lists())
        assert [article.code for article in found] == ["147.2", "157"]


@pytest.mark.parametrize("raw", ["LT", "lt", "LTU", "Lietuva", "LIETUVA", "Lithuania"])
def test_a_country_by_its_codes_or_either_name(raw: str) -> None:
    assert COUNTRY.read(raw, Lists()) == Country.objects.get(code="LT")


def test_a_misspelt_name_gets_a_suggestion() -> None:
    with override("lt"), pytest.raises(BadValue, match="Lietuva"):
        COUNTRY.read("Lietuwa", Lists())


def test_stateless_is_a_citizenship_and_no_country_of_a_case() -> None:
    with pytest.raises(BadValue):
        COUNTRY.read("XS", Lists())


@pytest.mark.parametrize("raw", ["moteris", "Moteris", "MOT.", "female", "woman", "F"])
def test_sex_in_both_languages(raw: str) -> None:
    assert SEX.read(raw, Lists()) == "female"


def test_a_list_is_fetched_once_for_a_run(django_assert_num_queries: Any) -> None:
    lists = Lists()
    with django_assert_num_queries(1):
        for _time in range(5):
            COUNTRY.read("LT", lists)


def test_what_a_choice_shows_in_either_language_is_what_it_reads() -> None:
    for column in (column for sheet in EVERY_SHEET for column in sheet.columns):
        if isinstance(column.kind, Choice):
            for code in column.kind.values:
                for language in ("lt", "en"):
                    with override(language):
                        name = column.kind.name_of(code)
                    assert column.kind.read(name, Lists()) == code, (column.key, name)


def choices() -> list[Choice]:
    columns = [column.kind for sheet in EVERY_SHEET for column in sheet.columns]
    return [kind for kind in [*columns, *STATUS_OF.values(), PART] if isinstance(kind, Choice)]


def test_no_word_means_two_things_in_a_choice() -> None:
    for kind in choices():
        double = {word: m for word, m in Lists().table(kind).items() if len(m) > 1}
        assert double == {}, kind.choices


def test_no_header_means_two_columns_of_a_sheet() -> None:
    for sheet in EVERY_SHEET:
        seen: dict[str, str] = {}
        for column in sheet.columns:
            for name in column.words.all():
                assert seen.setdefault(fold(name), column.key) == column.key, (sheet.key, name)


def test_only_the_stages_that_a_file_can_say_are_taken() -> None:
    stage = next(c for c in EVERY_SHEET[0].columns if c.key == "stage").kind
    with pytest.raises(BadValue):
        stage.read(StageKind.JOINED.value, Lists())
    assert STATUS_OF[Part.VICTIM].read("pripažinta auka", Lists()) == "recognised"


RAW = st.one_of(
    st.text(max_size=400),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
)
KINDS: list[Column] = [column for sheet in EVERY_SHEET for column in sheet.columns]


@pytest.fixture(scope="module")
def shared_lists() -> Lists:
    return Lists()


@settings(max_examples=150, deadline=None)
@given(raw=RAW)
def test_no_cell_raises_anything_but_its_own_refusal(raw: Any, shared_lists: Lists) -> None:
    for column in KINDS:
        kind: Any = column.kind
        # projects are those of an organisation; here is none
        if isinstance(kind, Code) and column.key == "project":
            continue
        with suppress(BadValue):
            kind.read(raw, shared_lists)
