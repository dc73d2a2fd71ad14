"""A delivered file: checked, counted, held, published in one statement, or given up."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.niis.registers.conftest import HEADER, people, table
from thbcases.access.rights import Refused
from thbcases.audit.models import Entry
from thbcases.niis.actions import registers as actions
from thbcases.niis.matching.kinds import understand
from thbcases.niis.matching.search import search
from thbcases.niis.models import Delivery, Register
from thbcases.niis.registers import staging
from thbcases.niis.registers.template import template_bytes

pytestmark = pytest.mark.django_db

Bring = Callable[..., Delivery]
MOST_TRIED = 60


def found(text: str) -> int:
    return len(search(understand(text)).hits)


def waiting_rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from niis_indexentry")
        return int(cursor.fetchone()[0])


def publish(cast: Cast, row: Delivery, reason: str = "") -> Delivery:
    with cast.acting("officer_b"):
        return actions.publish(by=cast.user("officer_b"), delivery=row, reason=reason)


def texts(row: Delivery) -> list[tuple[Any, str, str]]:
    return [(p["row"], p["column"], p["text"]) for p in row.problems]


# --- the way of a good file


def test_a_file_is_searched_only_when_it_was_published(cast: Cast, bring: Bring) -> None:
    row = bring(table([["M-1", "Rasa", "Kazlauskienė", "1984-02-29", "LK777888"]]).encode())
    assert (row.state, row.records, row.fresh) == ("ready", 1, 1)
    assert found("Rasa Kazlauskienė") == found("LK777888") == 0
    publish(cast, row)
    assert found("Rasa Kazlauskienė") == found("LK777888") == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1257", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_usual_encodings_are_known(bring: Bring, encoding: str, delimiter: str) -> None:
    text = table([["Ž-1", "Šarūnė", "Ąžuolaitė", "1990", ""]], delimiter=delimiter)
    row = bring(text.encode(encoding))
    assert (row.state, row.records) == ("ready", 1), row.problems


def test_a_workbook_and_english_headers(bring: Bring) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Reference", "Given name", "Surname", "Birth date", "Document"])
    book.active.append(["A-1", "Ona", "Onaitė", "1990-05-12", "12345"])
    buffer = io.BytesIO()
    book.save(buffer)
    row = bring(buffer.getvalue(), name="list.xlsx")
    assert (row.state, row.records) == ("ready", 1), row.problems


def test_what_would_change_is_counted_before(cast: Cast, bring: Bring) -> None:
    publish(cast, bring(table(people(10)).encode()))
    rows = [*people(9, start=2), ["N-1", "Nauja", "Naujaitė", "1999-01-01", "NN1"]]
    rows[0][2] = "Kitokia"
    row = bring(table(rows).encode())
    assert (row.state, row.records, row.fresh, row.gone, row.changed) == ("ready", 10, 1, 1, 1)
    assert row.loss == 10


def test_the_template_can_be_filled_in_and_brought(bring: Bring, delivered: Register) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_bytes(delivered)))
    book.active.append(["A-1", "Ona", "Onaitė"])
    buffer = io.BytesIO()
    book.save(buffer)
    assert bring(buffer.getvalue()).state == "ready"


def test_who_brought_it_and_who_decided_stands_in_the_trail(cast: Cast, bring: Bring) -> None:
    row = publish(cast, bring(table(people(3)).encode()))
    with cast.acting("auditor"):
        entries = Entry.objects.filter(kind="niis_delivery", records__contains=[row.uuid])
        verbs = set(entries.values_list("verb", "actor_id"))
    assert verbs == {(v, cast.user("officer_b").pk) for v in ("collection", "alteration")}
    assert (row.made_by, row.decided_by) == (cast.user("officer_b"),) * 2
    assert len(row.checksum) == 64


# --- loss


def test_a_delivery_that_lost_too_much_is_held_and_let_through_with_a_reason(
    cast: Cast, bring: Bring
) -> None:
    publish(cast, bring(table(people(10)).encode()))
    row = bring(table(people(7)).encode())
    assert (row.state, row.gone, row.loss) == ("held", 3, 30)
    with pytest.raises(ValidationError, match="Say why"):
        publish(cast, row)
    assert found("LD1010") == 1
    row = publish(cast, row, reason="patvirtinta telefonu")
    assert (row.state, row.reason) == ("published", "patvirtinta telefonu")
    assert found("LD1010") == 0


def test_exactly_the_allowed_loss_passes(cast: Cast, bring: Bring) -> None:
    publish(cast, bring(table(people(10)).encode()))
    assert bring(table(people(8)).encode()).state == "ready"


def test_other_records_in_place_of_the_old_are_a_loss_too(cast: Cast, bring: Bring) -> None:
    publish(cast, bring(table(people(10)).encode()))
    row = bring(table(people(10, start=100)).encode())
    assert (row.state, row.loss) == ("held", 100)


def test_what_is_thrown_away_leaves_nothing(cast: Cast, bring: Bring) -> None:
    publish(cast, bring(table(people(10)).encode()))
    rows = waiting_rows()
    row = bring(table(people(2)).encode())
    assert waiting_rows() == rows + 2
    with cast.acting("officer_b"):
        actions.throw_away(by=cast.user("officer_b"), delivery=row, reason="ne tas failas")
    assert waiting_rows() == rows
    assert found("LD1010") == 1


# --- the newer wins


def test_the_newer_delivery_wins_and_the_older_says_so(cast: Cast, bring: Bring) -> None:
    older, newer = bring(table(people(5)).encode()), bring(table(people(6)).encode())
    publish(cast, newer)
    with pytest.raises(ValidationError, match="a newer one was published"):
        publish(cast, older)
    assert found("LD1006") == 1


def test_an_older_one_whose_check_ends_late_does_not_come_back(
    cast: Cast, bring: Bring, delivered: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was overtaken while it was read is taken back when its check ends."""
    compare, seen = staging.compare, []

    def overtaken_meanwhile(load: int) -> staging.Counts:
        seen.append(load)
        Delivery.objects.filter(load=load).update(state="overtaken")
        return compare(load)

    monkeypatch.setattr(staging, "compare", overtaken_meanwhile)
    before = waiting_rows()
    row = bring(table(people(4)).encode())
    assert seen
    assert row.state not in {"ready", "held"}
    assert waiting_rows() == before


def test_a_second_click_changes_nothing(cast: Cast, bring: Bring) -> None:
    row = publish(cast, bring(table(people(3)).encode()))
    assert publish(cast, row).state == "published"


def test_a_job_that_runs_twice_changes_nothing(cast: Cast, bring: Bring) -> None:
    row = bring(table(people(3)).encode())
    before = waiting_rows()
    actions.check(delivery=str(row.uuid), membership=row.membership_id)
    assert waiting_rows() == before


# --- who


@pytest.mark.parametrize("who", ["officer", "analyst", "ngo", "coordinator", "migration"])
def test_only_the_own_unit_and_the_administrator_bring(
    cast: Cast, bring: Bring, delivered: Register, who: str
) -> None:
    with pytest.raises((Refused, Exception)) as refused:
        bring(table(people(1)).encode(), who=who)
    assert refused.type.__name__ in {"Refused", "ProgrammingError", "DoesNotExist"}
    row = bring(table(people(1)).encode(), who="administrator")
    assert row.custodian_id == delivered.unit_id
    with cast.acting(who):
        assert not Delivery.objects.exists()


# --- bad files

BAD: list[tuple[list[Any], str, str]] = [
    (["M-1", "Ona", "Onaitė", "1990-02-30", ""], "Gimimo data", "no such date"),
    (["M-1", "Ona", "Onaitė", "2999-01-01", ""], "Gimimo data", "not come yet"),
    (["M-1", "Ona", "Onaitė", "vakar", ""], "Gimimo data", "no date"),
    (["M-1", '=HYPERLINK("http://x")', "Onaitė", "", ""], "Vardas", "formula"),
    (["M-1", "＝1+1", "Onaitė", "", ""], "Vardas", "formula"),
    (["M-1", "@SUM(1)", "Onaitė", "", ""], "Vardas", "formula"),
    (["=1", "Ona", "Onaitė", "", ""], "Nuoroda", "formula"),
    (["", "Ona", "Onaitė", "", ""], "Nuoroda", "missing"),
    (["<b>", "Ona", "Onaitė", "", ""], "Nuoroda", "begins with"),
    (["M-1", "O\x00na", "Onaitė", "", ""], "", "letters of this file"),
    (["M-1", "O\x07na", "Onaitė", "", ""], "Vardas", "cannot be kept"),
    (["M-1", "x" * 201, "Onaitė", "", ""], "Vardas", "too long"),
    (["M-1", "???", "", "", ""], "Vardas", "no name"),
    (["M-1", "", "", "1990-01-01", ""], "", "nothing to find"),
]


@pytest.mark.parametrize(("cells", "column", "message"), BAD)
def test_a_bad_cell_is_told_by_row_and_column_and_nothing_is_taken(
    bring: Bring, cells: list[Any], column: str, message: str
) -> None:
    before = waiting_rows()
    content = table([["G-1", "Gera", "Gerutė", "1990", ""], cells]).encode()
    if any("\0" in cell for cell in cells):
        with pytest.raises(ValidationError, match=message):
            bring(content)
        return
    row = bring(content)
    assert row.state == "faulty"
    assert [(where, what) for where, what, _text in texts(row)] == [(3, column)], texts(row)
    assert message in texts(row)[0][2]
    assert waiting_rows() == before


def test_problems_never_quote_what_stood_there(bring: Bring) -> None:
    row = bring(table([["M-1", "Slaptasis", "Vardas", "1990-13-13", "=Slaptasis"]]).encode())
    assert "Slaptasis" not in str(row.problems)
    assert len(row.problems) == 2


HEADERS = [
    (["Vardas", "Pavardė"], "must be there"),
    (["Nuoroda"], "something to find"),
    (["Nuoroda", "Vardas", "Vardas"], "twice"),
    (["Nuoroda", "Vardas", "Ūgis"], "not known"),
    (["Nuoroda", "Vardas", "Telefonas"], "does not hold"),
]


@pytest.mark.parametrize(("header", "message"), HEADERS)
def test_a_wrong_header_is_told(bring: Bring, header: list[str], message: str) -> None:
    row = bring(table([["M-1", "Ona", "Onaitė"]], header).encode())
    assert row.state == "faulty"
    assert any(message in text for _row, _column, text in texts(row)), texts(row)


def test_a_reference_that_stands_twice_is_told(bring: Bring) -> None:
    row = bring(table([*people(2), *people(1)]).encode())
    assert texts(row) == [(4, "Nuoroda", "This reference stands in row 2 already.")]


UNREADABLE = [
    (b"", "empty"),
    (b"\0" * 50, "empty"),
    ("Nuoroda;Vardas\r\n1;Вася Пупкин Иванович Сидоров".encode("cp1251"), "cannot be read"),
    ("Nuoroda;Vardas\r\n1;Ona".encode("utf-32"), "cannot be read"),
    (b"\xff\xfe\x00", "cannot be read"),
    (b"PK\x03\x04 broken", "no Excel workbook"),
    (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 99, "old .xls"),
]


@pytest.mark.parametrize(("content", "message"), UNREADABLE)
def test_what_is_no_table_is_refused_at_once(bring: Bring, content: bytes, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        bring(content)


def test_formula_cells_of_a_workbook_are_refused(bring: Bring) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(["A-1", "=1+1", "Onaitė", "1990-05-12", "12345"])
    buffer = io.BytesIO()
    book.save(buffer)
    assert [(row, column) for row, column, _t in texts(bring(buffer.getvalue()))] == [(2, "Vardas")]


def test_a_zip_bomb_is_refused(bring: Bring) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<w/>")
        for part in range(6):
            archive.writestr(f"xl/big{part}.xml", b"\0" * (100 * 1024 * 1024))
    with pytest.raises(ValidationError, match="Unpacked"):
        bring(buffer.getvalue())


def test_a_quotation_mark_that_never_closes_is_told(bring: Bring) -> None:
    row = bring(b'Nuoroda;Vardas\r\nM-1;"Ona\r\nM-2;Petras')
    assert row.state == "faulty"
    assert "quotation marks" in texts(row)[0][2]


CELLS = st.text(max_size=30) | st.sampled_from(["", "=1", "1990-01-01", '"', "M-1", "\ufeff"])


@settings(
    max_examples=MOST_TRIED,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(st.lists(CELLS, max_size=7), max_size=6), data=st.binary(max_size=200))
def test_whatever_is_brought_is_answered_and_nothing_is_half_taken(
    bring: Bring, rows: list[list[str]], data: bytes
) -> None:
    for content in (
        table(rows).encode("utf-8", "replace"),
        data,
        table([["M-1", "Ona", "Onaitė"]]).encode() + data,
    ):
        before = waiting_rows()
        try:
            row = bring(content)
        except ValidationError:
            assert waiting_rows() == before
            continue
        assert row.state in {"ready", "held", "faulty"}
        if row.state == "faulty":
            assert row.problems
            assert waiting_rows() == before
