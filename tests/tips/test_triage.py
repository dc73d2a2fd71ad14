"""From arrival to outcome: who sees a tip, sorting, handing on, answering, investigations, time."""

import io
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.cast import Cast
from tests.tips.making import channels, in_the_database, mail, photo_of_a_place, take, the_tip
from thbcases.access.rights import Refused
from thbcases.accounts.models import Membership, User
from thbcases.audit.models import Entry
from thbcases.clocks.sources import sources
from thbcases.investigations.actions import register_investigation
from thbcases.investigations.models import Investigation, Source
from thbcases.tips import queries
from thbcases.tips.actions import answers, forgetting, triage
from thbcases.tips.choices import Delivery, TipKind, TipOutcome
from thbcases.tips.models import (
    AnswerTemplate,
    Attachment,
    Channel,
    Handover,
    MailEntry,
    Message,
    Tip,
    TipFact,
)

A_PICTURE = photo_of_a_place()


def with_files(*files: tuple[str, str, bytes]) -> bytes:
    """A mail with attachments."""
    message = EmailMessage()
    message["From"], message["Subject"] = "ona@example.org", "Nuotrauka"
    message.set_content("Žiūrėkite")
    for name, kind, content in files:
        main, sub = kind.split("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


@pytest.fixture
def made(cast: Cast) -> dict[str, Channel]:
    return channels(cast)


@pytest.fixture
def tip(cast: Cast, made: dict[str, Channel]) -> Tip:
    take(mail())
    return the_tip(cast, "officer")


def colleague(cast: Cast, name: str, organisation: str, until: date | None = None) -> User:
    with cast.making(organisation):
        user = User.objects.create(username=name, first_name=name)
        Membership.objects.create(
            user=user,
            organisation=cast.org(organisation),
            role="officer",
            starts_on=date(2020, 1, 1),
            ends_on=until,
        )
    return user


# --- who sees


def test_a_mail_belongs_to_who_keeps_the_mailbox_and_nobody_else_sees_it(
    cast: Cast, tip: Tip
) -> None:
    for user in cast.users:
        with cast.acting(user):
            assert Tip.objects.exists() == (user == "officer"), user
            assert MailEntry.objects.exists() == (user == "officer"), user


def test_an_ngo_keeps_its_own_hotline(cast: Cast, made: dict[str, Channel]) -> None:
    with cast.acting("ngo"):
        call = Tip(channel=made["ngo"], received_at=timezone.now(), text="Skambino moteris")
        triage.record_call(by=cast.user("ngo"), tip=call)
        assert (call.custodian, call.assignee) == (cast.org("ngo_a"), cast.user("ngo"))
    for user in ("officer", "ngo_b", "analyst", "coordinator"):
        with cast.acting(user):
            assert not Tip.objects.exists(), user


def test_a_call_is_entered_for_the_own_hotline_only(cast: Cast, made: dict[str, Channel]) -> None:
    with cast.acting("ngo_b"):
        foreign = Tip(channel=made["ngo"], received_at=timezone.now(), text="x")
        with pytest.raises(ValidationError):
            triage.record_call(by=cast.user("ngo_b"), tip=foreign)
        with pytest.raises(DatabaseError), transaction.atomic():
            Tip.objects.create(
                code="T-X",
                channel=made["ngo"],
                handler=cast.org("ngo_b"),
                received_at=timezone.now(),
            )


def test_a_tip_cannot_be_moved_to_another_keeper(cast: Cast, tip: Tip) -> None:
    with cast.acting("officer"), pytest.raises(DatabaseError), transaction.atomic():
        Tip.objects.filter(pk=tip.pk).update(custodian=cast.org("unit_b"))


def test_the_functions_that_take_in_give_nothing_else(cast: Cast, tip: Tip) -> None:
    """A number alone opens nothing: a file is kept only with what came in at that moment."""
    in_the_database("update tips_tip set created_at = created_at - interval '1 minute'")
    facts = '{"stored_as": "a", "remarks": []}'
    with cast.acting("officer_b"), connection.cursor() as cursor:
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("select thb_tip_keep(%s, %s, %s, %s)", [tip.pk, facts, b"", None])
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("select thb_tip_hear(%s, 'x')", [tip.pk])
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(
                "select thb_tip_hand(%s, %s, null, 'x')", [tip.uuid, cast.org("unit_b").pk]
            )


# --- handing on


def test_another_unit_gets_a_tip_with_all_its_parts_and_gives_it_back(
    cast: Cast, made: dict[str, Channel]
) -> None:
    take(with_files(("a.jpg", "image/jpeg", A_PICTURE)))
    tip = the_tip(cast, "officer")
    with cast.acting("officer"):
        by = cast.user("officer")
        triage.note(by=by, tip=tip, text="pastaba")
        triage.hand(by=by, tip=tip, unit=cast.org("unit_b"), reason="jų miestas")
        assert Tip.objects.get().handler == cast.org("unit_b")
    with cast.acting("officer_b"):
        assert (
            Message.objects.count() == Attachment.objects.count() == Handover.objects.count() == 1
        )
        by = cast.user("officer_b")
        seen = Tip.objects.get()
        triage.sort(by=by, tip=seen, kind=TipKind.REPORT)
        triage.hand(by=by, tip=seen, unit=cast.org("unit_a"), reason="ne mūsų")
        assert not Tip.objects.exists()
        assert not Message.objects.exists()
        assert not Attachment.objects.exists()
    with cast.acting("officer"):
        assert [row.reason for row in Handover.objects.all()] == ["jų miestas", "ne mūsų"]
    with cast.making("unit_a"):
        assert Entry.objects.filter(verb="disclosure", recipient="unit_b").exists()


def test_a_tip_is_handed_to_those_who_investigate_only(cast: Cast, tip: Tip) -> None:
    by = cast.user("officer")
    with cast.acting("officer"):
        for name in ("ngo_a", "interior", "town"):
            with pytest.raises(ValidationError):
                triage.hand(by=by, tip=tip, unit=cast.org(name), reason="x")
        with pytest.raises(DatabaseError), transaction.atomic():
            Tip.objects.filter(pk=tip.pk).update(handler=cast.org("ngo_a"))
        with pytest.raises(ValidationError):
            triage.hand(by=by, tip=tip, unit=cast.org("unit_b"), reason=" ")


def test_a_person_must_work_in_the_unit_today(cast: Cast, tip: Tip) -> None:
    left = colleague(cast, "left", "unit_a", until=timezone.localdate() - timedelta(days=1))
    elsewhere = colleague(cast, "elsewhere", "unit_b")
    with cast.acting("officer"):
        for person in (left, elsewhere):
            with pytest.raises(ValidationError):
                triage.hand(
                    by=cast.user("officer"),
                    tip=tip,
                    unit=cast.org("unit_a"),
                    person=person,
                    reason="x",
                )


def test_all_tips_of_a_leaving_officer_go_to_a_colleague_in_one_act(
    cast: Cast, made: dict[str, Channel]
) -> None:
    stays = colleague(cast, "stays", "unit_a")
    by = cast.user("officer")
    for number in range(4):
        take(mail(f"laiškas {number}", Message_ID=f"<{number}@x>"), uid=number)
    with cast.acting("officer"):
        rows = list(Tip.objects.order_by("pk"))
        for row in rows[:3]:
            triage.hand(by=by, tip=row, unit=cast.org("unit_a"), person=by, reason="mano")
        triage.sort(by=by, tip=rows[0], kind=TipKind.REPORT)
        triage.close(by=by, tip=rows[0], outcome=TipOutcome.CHECKED)
        assert triage.hand_all(by=by, leaving=by, to=stays, reason="išeina") == 2
        assert Tip.objects.filter(assignee=stays).count() == 2
        assert Tip.objects.filter(assignee=by).count() == 1  # the closed one stays as it was


# --- investigations


def test_a_tip_begins_an_investigation_and_is_its_first_source(cast: Cast, tip: Tip) -> None:
    by = cast.user("officer")
    with cast.acting("officer"):
        case = Investigation(number="01-1-77777-26", registered_on=timezone.localdate())
        triage.open_investigation(by=by, tip=tip, investigation=case, stage="checking")
        source = Source.objects.get()
        assert (source.kind, source.reference) == ("tip", tip.code)
        assert source.on == timezone.localdate(tip.received_at)
        seen = Tip.objects.get()
        assert (seen.outcome, seen.state, seen.investigation) == ("opened", "closed", case)
        with pytest.raises(ValidationError):
            triage.join_investigation(by=by, tip=seen, investigation=case)


def test_a_tip_joins_an_open_investigation_only(cast: Cast, tip: Tip) -> None:
    by = cast.user("officer")
    with cast.acting("officer"):
        case = register_investigation(
            by=by,
            investigation=Investigation(number="01-1-1", registered_on=timezone.localdate()),
        )
        Investigation.objects.filter(pk=case.pk).update(stage="terminated")
        case.refresh_from_db()
        with pytest.raises(ValidationError):
            triage.join_investigation(by=by, tip=tip, investigation=case)
        Investigation.objects.filter(pk=case.pk).update(stage="ongoing")
        case.refresh_from_db()
        triage.join_investigation(by=by, tip=tip, investigation=case)
        assert Tip.objects.get().outcome == "joined"


def test_an_ngo_opens_no_investigation(cast: Cast, made: dict[str, Channel]) -> None:
    with cast.acting("ngo"):
        call = Tip(channel=made["ngo"], received_at=timezone.now(), text="x")
        triage.record_call(by=cast.user("ngo"), tip=call)
        case = Investigation(number="01-1-2", registered_on=timezone.localdate())
        with pytest.raises(Refused):
            triage.open_investigation(
                by=cast.user("ngo"), tip=call, investigation=case, stage="checking"
            )


# --- states


def test_a_closed_tip_says_what_came_of_it_and_is_not_worked_on(cast: Cast, tip: Tip) -> None:
    by = cast.user("officer")
    with cast.acting("officer"):
        with pytest.raises(ValidationError):  # nobody said yet what it is
            triage.close(by=by, tip=tip, outcome=TipOutcome.CHECKED)
        triage.sort(by=by, tip=tip, kind=TipKind.QUESTION)
        with pytest.raises(ValidationError):  # no investigation was opened
            triage.close(by=by, tip=tip, outcome=TipOutcome.OPENED)
        closed = triage.close(by=by, tip=tip, outcome=TipOutcome.ANSWERED, note="atsakyta")
        with pytest.raises(ValidationError):
            triage.sort(by=by, tip=closed, kind=TipKind.REPORT)
        assert triage.reopen(by=by, tip=closed).state == "open"


# --- answers


def test_a_mail_is_answered_once_and_with_nothing_it_said(
    cast: Cast, tip: Tip, settings: Any
) -> None:
    settings.THB_TIPS_FROM = "tips@example.lt"
    by = cast.user("officer")
    with cast.acting("officer"):
        row = answers.answer(by=by, tip=tip, text="Gavome, tikriname.")
        assert row.delivery == Delivery.QUEUED
    membership = by.membership()
    assert membership is not None
    for _time in range(2):
        answers.send(message=str(row.uuid), membership=membership.pk)
    (sent,) = outbox.outbox
    assert (sent.to, sent.subject, sent.body) == (
        ["ona@example.org"],
        tip.code,
        "Gavome, tikriname.",
    )
    assert sent.extra_headers["In-Reply-To"] == "<1@example.org>"
    assert "Labas" not in str(sent.message())
    with cast.acting("officer"):
        assert Message.objects.get().delivery == Delivery.SENT
        assert Tip.objects.get().first_answer_at is not None


def test_a_mail_server_that_refuses_is_said_and_the_answer_is_kept(
    cast: Cast, tip: Tip, settings: Any
) -> None:
    settings.THB_TIPS_FROM = "tips@example.lt"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    by = cast.user("officer")
    with cast.acting("officer"):
        row = answers.answer(by=by, tip=tip, text="Gavome")
    answers.send(message=str(row.uuid), membership=by.membership().pk)  # type: ignore[union-attr]
    with cast.acting("officer"):
        kept = Message.objects.get()
        assert (kept.delivery, kept.text) == (Delivery.FAILED, "Gavome")


def test_without_an_address_to_answer_from_nothing_pretends_to_leave(cast: Cast, tip: Tip) -> None:
    with cast.acting("officer"), pytest.raises(ValidationError):
        answers.answer(by=cast.user("officer"), tip=tip, text="Gavome")


def test_the_sender_s_reply_is_added_to_the_tip_and_a_stranger_s_is_not(
    cast: Cast, tip: Tip
) -> None:
    subject = f"Re: {tip.code}"
    take(mail("papildau", subject=subject, Message_ID="<2@x>"), uid=2)
    stranger = mail("svetimas", subject=subject, From="x@y.lt", Message_ID="<3@x>")
    take(stranger, uid=3)
    with cast.acting("officer"):
        assert [row.text for row in Message.objects.all()] == ["papildau"]
        assert sorted(Tip.objects.values_list("text", flat=True)) == ["Labas", "svetimas"]


def test_a_template_is_filled_in_the_sender_s_language(cast: Cast, tip: Tip) -> None:
    template = AnswerTemplate(
        text_lt="{code} {unit} {date} {kita}", text_en="e", text_ru="р {code}"
    )
    assert answers.filled(template, tip, "2026-03-09") == (
        f"{tip.code} unit_a lt 2026-03-09 {{kita}}"
    )
    tip.language = "ru"
    assert answers.filled(template, tip, "2026-03-09") == f"р {tip.code}"


# --- alike


def test_the_same_words_and_the_same_sender_are_told(cast: Cast, made: dict[str, Channel]) -> None:
    take(mail("Skelbimas: darbas!", Message_ID="<1@x>"), uid=1)
    take(mail("skelbimas  DARBAS", From="kitas@x.lt", Message_ID="<2@x>"), uid=2)
    take(mail("visai kas kita", From="ONA@example.org", Message_ID="<3@x>"), uid=3)
    with cast.acting("officer"):
        first, second, third = Tip.objects.order_by("pk")
        found = queries.alike(first)
        assert (found.same_text, found.same_sender) == ([second], [third])
        assert not queries.alike(second).same_sender


# --- forgetting, figures, terms


def test_what_is_closed_long_enough_is_forgotten_everywhere(
    cast: Cast, made: dict[str, Channel]
) -> None:
    by = cast.user("officer")
    take(with_files(("kanarėlė.txt", "text/plain", b"kanar")), uid=1)
    take(mail("kanarėlė liks", Message_ID="<2@x>"), uid=2)
    with cast.acting("officer"):
        gone, stays = Tip.objects.order_by("pk")
        Tip.objects.filter(pk=gone.pk).update(text="kanarėlė", subject="kanarėlė")
        answers_before = Message.objects.create(tip=gone, direction="note", text="kanarėlė")
        triage.sort(by=by, tip=gone, kind=TipKind.QUESTION)
        triage.close(by=by, tip=gone, outcome=TipOutcome.ANSWERED, note="kanarėlė")
        assert answers_before.pk
    assert forgetting.forget() == 0
    in_the_database("update tips_tip set closed_on = closed_on - 31 where id = %s", [gone.pk])
    assert forgetting.forget() == 1
    assert forgetting.forget() == 0
    with cast.acting("officer"):
        forgotten = Tip.objects.get(pk=gone.pk)
        assert (forgotten.state, forgotten.text, forgotten.claims) == ("forgotten", "", "")
        assert not Attachment.objects.exists()
        assert Tip.objects.get(pk=stays.pk).text == "kanarėlė liks"
        assert TipFact.objects.count() == 2
        Tip.objects.filter(pk=stays.pk).update(text="")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"select count(*) from {table} t where t::text like '%%kanarėlė%%'")
            assert cursor.fetchone() == (0,), table


def test_another_time_of_keeping_counts_for_tips_that_are_there(cast: Cast, tip: Tip) -> None:
    by = cast.user("officer")
    with cast.acting("officer"):
        triage.sort(by=by, tip=tip, kind=TipKind.NOT_OURS)
        triage.close(by=by, tip=tip, outcome=TipOutcome.JUNK)
    in_the_database("update tips_tip set closed_on = closed_on - 3")
    assert forgetting.forget() == 0
    with cast.acting("administrator"):
        Channel.objects.filter(kind="mail").update(retention_days=2)
    assert forgetting.forget() == 1


def test_the_source_of_an_investigation_is_not_forgotten(cast: Cast, tip: Tip) -> None:
    with cast.acting("officer"):
        case = Investigation(number="01-1-3", registered_on=timezone.localdate())
        triage.open_investigation(
            by=cast.user("officer"), tip=tip, investigation=case, stage="registered"
        )
    in_the_database("update tips_tip set closed_on = closed_on - 5000")
    assert forgetting.forget() == 0


def test_figures_are_for_those_who_count_and_hold_no_words(cast: Cast, tip: Tip) -> None:
    assert not {field.name for field in TipFact._meta.fields} & {
        "text",
        "claims",
        "code",
        "subject",
    }
    for user, count in {
        "officer": 1, "officer_b": 0, "ngo": 0, "analyst": 1, "coordinator": 1, "funder": 0,
        "auditor": 0, "administrator": 0,
    }.items():  # fmt: skip
        with cast.acting(user):
            assert TipFact.objects.count() == count, user


def test_the_median_is_that_of_the_days(cast: Cast, made: dict[str, Channel]) -> None:
    for number, days in enumerate((1, 2, 9)):
        take(mail(f"nr {number}", Message_ID=f"<{number}@x>"), uid=number)
        in_the_database(
            "update tips_tip set first_answer_at = received_at + make_interval(days => %s) "
            "where text = %s",
            [days, f"nr {number}"],
        )
    take(mail("be atsakymo", Message_ID="<9@x>"), uid=9)
    with cast.acting("coordinator"):
        counted = queries.figures(timezone.localdate().year)
    assert (counted.total, counted.answered, counted.median_days) == (4, 3, 2.0)
    assert counted.by_kind == {("", "mail"): 4}
    assert counted.by_month[timezone.localdate().month] == {"mail": 4}


def test_the_first_answer_is_a_term(cast: Cast, tip: Tip) -> None:
    (source,) = [one for one in sources() if one.key == "tips.answer"]
    with cast.acting("officer"):
        (term,) = source.open_terms()
        assert (term.code, term.starts_on) == (tip.code, timezone.localdate(tip.received_at))
        assert term.organisation_id == cast.org("unit_a").pk
        Tip.objects.update(first_answer_at=timezone.now())
        assert list(source.open_terms()) == []
        assert source.terms_of is not None
        (met,) = source.terms_of(Tip.objects.get())
        assert met.done_on == timezone.localdate()
    with cast.acting("officer_b"):
        assert list(source.open_terms()) == []


# --- attachments on the screen


def test_only_the_copy_is_given_without_a_reason_and_nothing_is_ever_inline(
    cast: Cast, made: dict[str, Channel], signed_in: Callable[..., Client]
) -> None:
    take(
        with_files(
            ("žąsis durys.jpg", "image/jpeg", A_PICTURE), ("a.html", "text/html", b"<html>x</html>")
        )
    )
    client = signed_in("officer")
    with cast.acting("officer"):
        photo, page = Attachment.objects.order_by("id")
    copy = client.get(f"/tips/files/{photo.uuid}/")
    original = client.post(f"/tips/files/{photo.uuid}/original/", {"reason": "vieta svarbi"})
    for response in (copy, original):
        assert response.status_code == 200
        assert response.headers["Content-Disposition"].startswith("attachment;")
        assert response.headers["Content-Type"] == "application/octet-stream"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert "\n" not in response.headers["Content-Disposition"]
    assert not Image.open(io.BytesIO(copy.content)).getexif()
    assert original.content == A_PICTURE
    assert client.get(f"/tips/files/{page.uuid}/").status_code == 404
    refused = client.post(f"/tips/files/{page.uuid}/original/", {"reason": " "})
    assert refused["Content-Type"].startswith("text/html")
    held = client.post(f"/tips/files/{page.uuid}/original/", {"reason": "reikia"})
    assert ".html.quarantine" in held.headers["Content-Disposition"]
    with cast.making("unit_a"):
        reasons = set(Entry.objects.filter(verb="disclosure").values_list("reason", flat=True))
    assert reasons == {"vieta svarbi", "reikia"}
    assert signed_in("officer_b").get(f"/tips/files/{photo.uuid}/").status_code == 404


def test_the_page_of_a_tip_renders_nothing_the_sender_wrote(
    cast: Cast, made: dict[str, Channel], signed_in: Callable[..., Client]
) -> None:
    take(mail("<script>alert(1)</script> http://example.org/x", subject="<b>x</b>"))
    tip = the_tip(cast, "officer")
    body = signed_in("officer").get(tip.get_absolute_url()).content.decode()
    assert "&lt;script&gt;" in body
    assert "&lt;b&gt;" in body
    assert 'href="http://example.org' not in body


# --- the scanner


@contextmanager
def clamd(answer: bytes) -> Iterator[str]:
    """Something that speaks clamd's protocol and says this of every stream."""
    listener = socket.create_server(("127.0.0.1", 0))
    heard: list[bytes] = []

    def serve() -> None:
        line, _address = listener.accept()
        with line, line.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack(">I", stream.read(4))[0]:
                heard.append(stream.read(size))
            line.sendall(answer + b"\0")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"127.0.0.1:{listener.getsockname()[1]}"
    listener.close()
    thread.join(timeout=5)
    assert heard


@pytest.mark.parametrize(
    ("answer", "verdict", "code"),
    [
        (b"stream: OK", "open", "scan_clean"),
        (b"stream: Eicar-Signature FOUND", "held", "scan_found"),
        (b"INSTREAM size limit exceeded. ERROR", "held", "scan_silent"),
    ],
)
def test_a_scanner_only_ever_makes_it_worse(
    cast: Cast, made: dict[str, Channel], settings: Any, answer: bytes, verdict: str, code: str
) -> None:
    with clamd(answer) as place:
        settings.THB_TIPS_CLAMD = place
        take(with_files(("a.jpg", "image/jpeg", A_PICTURE)))
    with cast.acting("officer"):
        row = Attachment.objects.get()
    assert row.verdict == verdict
    assert code in {one["code"] for one in row.remarks}
    assert (row.copy is None) == (verdict == "held")


def test_a_scanner_that_is_gone_holds_the_file(
    cast: Cast, made: dict[str, Channel], settings: Any
) -> None:
    settings.THB_TIPS_CLAMD = "/nowhere/clamd.sock"
    take(with_files(("a.jpg", "image/jpeg", A_PICTURE)))
    with cast.acting("officer"):
        assert Attachment.objects.get().verdict == "held"


def test_midnight_in_vilnius_is_the_day_of_a_tip(cast: Cast, made: dict[str, Channel]) -> None:
    take(mail())
    in_the_database("update tips_tip set received_at = '2026-06-30T21:30:00+00'")
    with cast.acting("officer"):
        assert TipFact.objects.get().month == date(2026, 7, 1)
        (term,) = queries.open_terms()
        assert term.starts_on == date(2026, 7, 1)
