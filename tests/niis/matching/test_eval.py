"""The evaluation: its files, its figures, and that it leaves nothing behind."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.demo_site import database_url

RECORDS = """record_id,register,given,family,original,birth_date,sex,plate,phone,document
1,persons,Jonas,Kazlauskas,,1990-05-12,male,ABC123,+37061234567,12345678
2,wanted,Rasa,Žukauskienė,,1985-03-02,female,,,
3,wanted,Olena,Shevchenko,Олена Шевченко,1999-12-31,female,,,LK1234567
4,border,Thi Lan,Nguyen,Nguyễn Thị Lan,2001,female,,,
"""
QUERIES = """query_id,class,text,birth_date,expected
q1,exact,Jonas Kazlauskas,1990-05-12,1
q2,exact,Nguyễn Lan,,4
q3,cyrillic,Олена Шевченко,,3
q4,cyrillic,Йонас Казлаускас,1990-05-12,1;99
q5,changed,Rasa Petraitė,1985-03-02,2
q6,absent,Algirdas Vaičiulis,,
q7,absent,Jonas Kazlauskas,1955-01-01,
q8,absent,Jonas Kazlauskas,1990-05-12,
q9,number,ABC 123,,1
q10,number,12345679,,1
q11,bad,*,,1
"""


def evaluate(folder: Path, records: str = RECORDS, queries: str = QUERIES) -> dict[str, Any]:
    (folder / "R.csv").write_text(records, encoding="utf-8")
    (folder / "Q.csv").write_text(queries, encoding="utf-8")
    call_command(
        "niis_eval",
        records=folder / "R.csv",
        queries=folder / "Q.csv",
        json=folder / "out.json",
        verbosity=0,
    )
    return dict(json.loads((folder / "out.json").read_text(encoding="utf-8")))


@pytest.fixture(autouse=True)
def _own_database(db: None, settings: Any) -> None:
    """The owner's address is that of the database of the tests."""
    settings.DATABASE_OWNER_URL = database_url(
        "DATABASE_OWNER_URL", connection.settings_dict["NAME"]
    )


def test_known_answers_give_known_figures(tmp_path: Path) -> None:
    result = evaluate(tmp_path)
    classes = result["classes"]
    assert set(classes) == {"exact", "cyrillic", "changed", "absent", "number", "bad"}
    assert classes["exact"] | {"p50_ms": 0, "p95_ms": 0} == {
        "n": 2,
        "recall_at_10": 1.0,
        "lead_recall": 0.0,
        "hit_recall": 1.0,
        "possible_recall": 1.0,
        "false_hit": None,
        "p50_ms": 0,
        "p95_ms": 0,
    }
    assert classes["cyrillic"]["hit_recall"] == 1.0
    assert classes["changed"]["lead_recall"] == 1.0
    assert classes["changed"]["recall_at_10"] == 0.0
    assert classes["absent"]["false_hit"] == 0.3333
    assert classes["absent"]["recall_at_10"] is None
    assert classes["number"]["recall_at_10"] == 1.0
    assert classes["number"]["hit_recall"] == 0.5
    assert classes["bad"]["recall_at_10"] == 0.0
    overall = result["overall"]
    assert overall["n"] == 11
    assert overall["recall_at_10"] == 0.75
    assert overall["load_rows_per_s"] > 0
    assert 0 < overall["p50_ms"] <= overall["p95_ms"] <= overall["p99_ms"]


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    evaluate(tmp_path)
    with connection.cursor() as cursor:
        cursor.execute("select nspname from pg_namespace where nspname like 'niis_eval%%'")
        assert cursor.fetchall() == []


@pytest.mark.parametrize(
    ("records", "queries", "message"),
    [
        (RECORDS.replace("record_id", "id"), QUERIES, "must begin with the columns"),
        (RECORDS, QUERIES.replace("expected", "answer"), "must begin with the columns"),
        ("", QUERIES, "must begin with the columns"),
        (RECORDS + "5,persons,Ona\n", QUERIES, "line 6: 3 columns instead of 10"),
        (RECORDS.replace("1990-05-12", "12.05.1990"), QUERIES, "no birth date"),
    ],
)
def test_a_wrong_file_is_refused_in_words(
    tmp_path: Path, records: str, queries: str, message: str
) -> None:
    from django.utils.translation import override

    with override("en"), pytest.raises(CommandError, match=message):
        evaluate(tmp_path, records, queries)
    assert not (tmp_path / "out.json").exists()


def test_a_wrong_encoding_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "R.csv").write_bytes(RECORDS.encode("utf-16"))
    (tmp_path / "Q.csv").write_text(QUERIES, encoding="utf-8")
    with pytest.raises(CommandError, match="UTF-8"):
        call_command(
            "niis_eval",
            records=tmp_path / "R.csv",
            queries=tmp_path / "Q.csv",
            json=tmp_path / "out.json",
            verbosity=0,
        )


def test_a_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.csv"):
        call_command(
            "niis_eval",
            records=tmp_path / "nowhere.csv",
            queries=tmp_path / "nowhere.csv",
            json=tmp_path / "out.json",
            verbosity=0,
        )
