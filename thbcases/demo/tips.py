"""Invented tips in every state: by mail, by the form, by two hotlines; with attachments.

Without THB_TIPS_KEY there are channels and templates only: nothing can be kept.
"""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage

from django.db import connection
from django.utils import timezone
from PIL import Image, ImageDraw

from thbcases.access.acting import acting
from thbcases.accounts.models import Organisation, User
from thbcases.investigations.choices import StageKind
from thbcases.investigations.models import Investigation
from thbcases.tips import keys
from thbcases.tips.actions import answers, intake, mailbox, triage
from thbcases.tips.choices import ChannelKind, TipKind, TipOutcome
from thbcases.tips.models import AnswerTemplate, Channel, MailEntry, Message, Tip
from thbcases.tips.reader.box import Box

CHANNELS = (
    ("mailbox", ChannelKind.MAIL, "LKPB-THB", "Pašto dėžutė", "Mailbox"),
    ("form", ChannelKind.WEB, "LKPB-THB", "Vieša forma", "Public form"),
    ("police_line", ChannelKind.HOTLINE, "LKPB-THB", "Policijos linija", "Police line"),
    ("caritas_line", ChannelKind.HOTLINE, "NGO-CARITAS", "Caritas linija", "Caritas line"),
)
TEMPLATES = (
    (
        "Gavome pranešimą",
        TipKind.REPORT,
        "Jūsų pranešimą {code} gavome {date} ir tikriname. Jei sužinosite daugiau, papildykite.",
        "We have your report {code} of {date} and check it. Should you learn more, please add it.",
        "Ваше сообщение {code} получено {date}, мы его проверяем. Если узнаете больше, дополните.",
    ),
    (
        "Darbas užsienyje",
        TipKind.QUESTION,
        "Prieš išvykdami: pasirašykite sutartį kalba, kurią suprantate; paso niekam neatiduokite; "
        "palikite artimiesiems adresą. {unit}",
        "Before you go: sign a contract in a language you understand; give your passport to "
        "nobody; leave an address with people close to you. {unit}",
        "Перед отъездом: подпишите договор на языке, который понимаете; никому не отдавайте "
        "паспорт; оставьте близким адрес. {unit}",
    ),
)


@dataclass(frozen=True)
class Sent:
    """A mail of the demo: when, from whom, about what, with which file."""

    days: int
    sender: str
    subject: str
    text: str
    file: tuple[str, str, bytes] | None = None


def make_tips(today: date) -> None:
    """Channels, templates, and a dozen tips up to `today`."""
    units = {o.code: o for o in Organisation.objects.filter(code__in=[c[2] for c in CHANNELS])}
    for code, kind, keeper, name_lt, name_en in CHANNELS:
        Channel.objects.create(
            code=code, kind=kind, keeper=units[keeper], name_lt=name_lt, name_en=name_en
        )
    for title, tip_kind, lithuanian, english, russian in TEMPLATES:
        AnswerTemplate.objects.create(
            title=title, kind=tip_kind, text_lt=lithuanian, text_en=english, text_ru=russian
        )
    if not keys.is_set():
        return
    _mails(today)
    _forms(today)
    officer, worker = _user("investigator"), _user("ngo")
    _call(worker, "caritas_line", today, 3, "Skambino moteris: drauge atėmė pasą, grasina.")
    _call(officer, "police_line", today, 6, "Vyras sako matęs, kaip mikroautobusu vežami žmonės.")
    _triage(officer, today)


# --- what came in


def _mails(today: date) -> None:
    photo, archive = _photo(), _archive()
    offer = "Siūlo 3000 eurų be sutarties, pasą prašo atsiųsti iš anksto."
    mails = (
        Sent(1, "Jonas <jonas@example.org>", "Skelbimas", offer,
             ("skelbimas.jpg", "image/jpeg", photo)),
        Sent(2, "kitas@example.org", "Skelbimas", offer),
        Sent(4, "Rasa <rasa@example.org>", "Ar saugu?", "Važiuoju skinti braškių į Jungtinę "
             "Karalystę. Ar tokia įmonė yra?"),
        Sent(8, "reklama@example.org", "Pigūs langai", "Tik šią savaitę."),
        Sent(9, "x@example.org", "nuotraukos", "Žiūrėkite priede.",
             ("foto.zip", "application/zip", archive)),
        Sent(30, "mama@example.org", "Dukra", "Dukra negrįžo iš Ispanijos, telefonas išjungtas."),
    )  # fmt: skip
    with Box() as box:
        for number, sent in enumerate(mails):
            raw = _raw(sent, number)
            place = intake.Place("demo", 1, number, len(raw))
            taken = mailbox.keep(place, raw, box.mail(raw))
            assert taken is not None
            _date(taken.tip, today, sent.days)
        raw = b"\r\n\r\nbe antrastes"
        mailbox.keep(intake.Place("demo", 1, 99, len(raw)), raw, box.mail(raw))
    MailEntry.objects.update(created_at=_moment(today, 1))


def _forms(today: date) -> None:
    for days, language, text in (
        (1, "ru", "В квартире на моей улице живут девушки, их не выпускают на улицу."),
        (5, "en", "My employer keeps my documents and I owe him for the flat."),
        (12, "lt", "Kaimynas parsivežė vyrų, dirba jam už maistą."),
    ):
        intake.tell(told=intake.Told(text, language, TipKind.REPORT))
        _date(Tip.objects.order_by("-pk").values_list("pk", flat=True)[0], today, days)


def _call(by: User, channel: str, today: date, days: int, text: str) -> None:
    with acting(by.actor()):
        triage.record_call(
            by=by,
            tip=Tip(
                channel=Channel.objects.get(code=channel),
                received_at=_moment(today, days),
                kind=TipKind.REPORT,
                language="lt",
                text=text,
            ),
        )


# --- what was done


def _triage(by: User, today: date) -> None:
    with acting(by.actor()):
        found = {tip.text.split()[0]: tip for tip in Tip.objects.order_by("received_at")}
        question = triage.sort(by=by, tip=found["Važiuoju"], kind=TipKind.QUESTION, language="lt")
        template = AnswerTemplate.objects.get(kind=TipKind.QUESTION)
        _answered(by, question, answers.filled(template, question, today.isoformat()))
        triage.close(by=by, tip=question, outcome=TipOutcome.ANSWERED)
        junk = triage.sort(by=by, tip=found["Tik"], kind=TipKind.NOT_OURS)
        triage.close(by=by, tip=junk, outcome=TipOutcome.JUNK)
        english = triage.sort(by=by, tip=found["My"], kind=TipKind.REPORT, language="en")
        answers.answer(by=by, tip=english, text="Thank you. Can you say in which town this is?")
        triage.note(by=by, tip=english, text="Paklausti darbo inspekcijos apie šį darbdavį.")
        triage.hand(
            by=by,
            tip=found["Kaimynas"],
            unit=Organisation.objects.get(code="POLICE-KAUNAS"),
            reason="Įvykio vieta – Kaunas.",
        )
        lost = triage.sort(by=by, tip=found["Dukra"], kind=TipKind.REPORT, language="lt")
        case = Investigation(
            number=f"01-1-90001-{today.year % 100:02d}", registered_on=today, summary=lost.text
        )
        # A report that is being checked: it is in none of the country's figures.
        triage.open_investigation(
            by=by, tip=lost, investigation=case, stage=StageKind.REPORT_RECEIVED
        )


def _answered(by: User, tip: Tip, text: str) -> None:
    """As if it had gone out: the demo sends no mail."""
    Message.objects.create(tip=tip, direction="out", text=text, author=by, delivery="sent")
    Tip.objects.filter(pk=tip.pk).update(first_answer_at=tip.received_at + timedelta(days=2))


def _date(tip: int | None, today: date, days: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update tips_tip set received_at = %s where id = %s", [_moment(today, days), tip]
        )


def _moment(today: date, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=days), time(9, 30)))


def _user(name: str) -> User:
    return User.objects.get(username=name, is_demo=True)


# --- files


def _raw(sent: Sent, number: int) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = sent.sender, sent.subject
    message["Message-ID"] = f"<demo-{number}@example.org>"
    message.set_content(sent.text)
    if sent.file is not None:
        name, kind, content = sent.file
        main, sub = kind.split("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def _photo() -> bytes:
    picture = Image.new("RGB", (640, 400), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 20, 620, 380), outline="black", width=4)
    draw.text((60, 80), "DARBAS UŽSIENYJE 3000 EUR", fill="black", font_size=32)
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (54.0, 41.0, 13.0), 3: "E", 4: (25.0, 16.0, 47.0)})
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("vidus.zip"), b"PK")
        archive.writestr(zipfile.ZipInfo("foto.jpg.exe"), b"MZ")
    return out.getvalue()
