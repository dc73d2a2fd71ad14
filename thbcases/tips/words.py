"""Every text of the public pages, in the three languages in which the public is spoken to.

The rest of the system speaks Lithuanian and English; Russian is for these pages only, so their
texts stand together here instead of in a catalogue of which a hundredth would be filled.
"""

from thbcases.tips.choices import Tongue

LT, EN, RU = Tongue.LT.value, Tongue.EN.value, Tongue.RU.value


def _said(lt: str, en: str, ru: str) -> dict[str, str]:
    return {LT: lt, EN: en, RU: ru}


TEXTS: dict[str, dict[str, str]] = {
    "title": _said(
        "Pranešimas apie prekybą žmonėmis",
        "Report human trafficking",
        "Сообщение о торговле людьми",
    ),
    "intro": _said(
        "Praneškite apie tai, kas kelia įtarimą, arba paklauskite prieš vykdami dirbti į užsienį. "
        "Vardo nurodyti nereikia.",
        "Tell us what seems suspicious, or ask before you go abroad to work. You need not give "
        "your name.",
        "Сообщите о том, что вызывает подозрение, или спросите перед поездкой на работу за "
        "границу. Имя указывать не нужно.",
    ),
    "danger": _said(
        "Jei kam nors gresia pavojus dabar, skambinkite 112.",
        "If somebody is in danger now, call 112.",
        "Если кому-то угрожает опасность сейчас, звоните 112.",
    ),
    "quick_exit": _said("Greitai išeiti", "Leave quickly", "Быстро выйти"),
    "exit_note": _said(
        "Naršyklės istorijoje šis puslapis gali likti. Jei kas nors tikrina jūsų įrenginį, "
        "naudokite privatų langą arba kitą įrenginį.",
        "This page may stay in your browser's history. If somebody checks your device, use a "
        "private window or another device.",
        "Эта страница может остаться в истории браузера. Если кто-то проверяет ваше устройство, "
        "используйте приватное окно или другое устройство.",
    ),
    "privacy_title": _said("Ką mes žinome apie jus", "What we know of you", "Что мы знаем о вас"),
    "privacy": _said(
        "Tik tai, ką parašote. Slapukų nėra, jūsų IP adreso nesaugome, nieko nesekame. Kad forma "
        "nebūtų užtvindyta, valandą skaičiuojame, kiek kartų ja naudotasi, bet iš to, ką "
        "skaičiuojame, jūsų adreso nustatyti negalima. Atsakymą skaitysite su kvito kodu.",
        "Only what you write. There are no cookies, we do not keep your IP address, and nothing "
        "follows you. To keep the form from being flooded we count for an hour how often it is "
        "used, in a way from which your address cannot be told. You read the answer with a receipt "
        "code.",
        "Только то, что вы напишете. Файлов cookie нет, ваш IP-адрес мы не храним, за вами никто "
        "не следит. Чтобы форму не завалили сообщениями, мы в течение часа считаем, сколько раз "
        "ею пользовались, но так, что ваш адрес узнать нельзя. Ответ вы прочтёте по коду "
        "квитанции.",
    ),
    "kind": _said("Ko norite?", "What do you want?", "Чего вы хотите?"),
    "kind_report": _said("Pranešti", "Report something", "Сообщить"),
    "kind_question": _said(
        "Paklausti prieš vykstant dirbti į užsienį",
        "Ask before going abroad to work",
        "Спросить перед поездкой на работу за границу",
    ),
    "text": _said("Kas vyksta?", "What is happening?", "Что происходит?"),
    "text_help": _said(
        "Kas, kur, kada, kaip dažnai; automobilių numeriai, telefonai, skelbimų adresai. Rašykite "
        "bet kuria kalba.",
        "Who, where, when, how often; car numbers, telephones, addresses of advertisements. Write "
        "in any language.",
        "Кто, где, когда, как часто; номера машин, телефоны, адреса объявлений. Пишите на любом "
        "языке.",
    ),
    "contact": _said(
        "Kaip su jumis saugiai susisiekti (nebūtina)",
        "How to reach you safely (you need not say)",
        "Как с вами безопасно связаться (не обязательно)",
    ),
    "contact_help": _said(
        "Palikite tuščią, jei norite likti nežinomi: atsakymą rasite su kvito kodu.",
        "Leave it empty to stay unknown: the answer waits with the receipt code.",
        "Оставьте пустым, если хотите остаться неизвестными: ответ будет ждать по коду квитанции.",
    ),
    "files": _said(
        "Nuotraukos ar failai (nebūtina)",
        "Pictures or files (you need not add any)",
        "Фотографии или файлы (не обязательно)",
    ),
    "files_help": _said(
        "Iki 5 failų, iš viso iki 5 MB. Nuotraukoje gali būti įrašyta, kur ji daryta: tai matys "
        "tik tyrėjas, jei jam to reikės.",
        "Up to 5 files, 5 MB together. A picture may hold the place where it was taken: only an "
        "investigator sees that, and only when it is needed.",
        "До 5 файлов, всего до 5 МБ. В фотографии может быть записано, где она сделана: это "
        "увидит только следователь, и только если это понадобится.",
    ),
    "send": _said("Siųsti", "Send", "Отправить"),
    "errors": _said("Pataisykite", "Please mend", "Исправьте"),
    "empty": _said(
        "Parašykite bent sakinį, kas vyksta.",
        "Write at least a sentence about what is happening.",
        "Напишите хотя бы одно предложение о том, что происходит.",
    ),
    "too_long": _said(
        "Tekstas per ilgas. Sutrumpinkite arba likusią dalį pridėkite vėliau su kvito kodu.",
        "The text is too long. Shorten it, or add the rest later with the receipt code.",
        "Текст слишком длинный. Сократите его или добавьте остальное позже по коду квитанции.",
    ),
    "choose": _said("Pasirinkite iš sąrašo.", "Choose one of the list.", "Выберите из списка."),
    "too_many_files": _said(
        "Failų per daug arba jie per dideli. Iki 5 failų, iš viso iki 5 MB; parinkite juos iš "
        "naujo.",
        "There are too many files, or they are too large. Up to 5 files, 5 MB together; choose "
        "them again.",
        "Файлов слишком много или они слишком большие. До 5 файлов, всего до 5 МБ; выберите их "
        "снова.",
    ),
    "old_form": _said(
        "Puslapis buvo atvertas seniai arba siųsta iš kitos svetainės. Patikrinkite, ką parašėte, "
        "ir siųskite dar kartą.",
        "The page was open for long, or another site sent it. Look at what you wrote and send it "
        "again.",
        "Страница была открыта давно или отправлена с другого сайта. Проверьте написанное и "
        "отправьте ещё раз.",
    ),
    "slow_down": _said(
        "Iš jūsų tinklo siųsta per daug. Palaukite valandą; jei reikia skubiai, skambinkite 112.",
        "Too much was sent from your network. Wait an hour; if it is urgent, call 112.",
        "Из вашей сети отправлено слишком много. Подождите час; если срочно, звоните 112.",
    ),
    "closed": _said(
        "Forma dabar neveikia. Rašykite prekybazmonemis@policija.lt arba skambinkite 112.",
        "The form does not work now. Write to prekybazmonemis@policija.lt, or call 112.",
        "Форма сейчас не работает. Пишите на prekybazmonemis@policija.lt или звоните 112.",
    ),
    "received_title": _said("Gavome", "We have it", "Мы получили"),
    "receipt": _said("Jūsų kvito kodas", "Your receipt code", "Ваш код квитанции"),
    "receipt_help": _said(
        "Nusirašykite jį dabar: daugiau jo neparodysime, ir nėra kito būdo perskaityti atsakymą. "
        "Niekam jo neduokite.",
        "Write it down now: it is not shown again, and there is no other way to read the answer. "
        "Give it to nobody.",
        "Запишите его сейчас: больше мы его не покажем, и другого способа прочитать ответ нет. "
        "Никому его не давайте.",
    ),
    "when": _said(
        "Pirmą kartą atsakome per kelias darbo dienas.",
        "We answer for the first time within a few working days.",
        "Первый ответ мы даём в течение нескольких рабочих дней.",
    ),
    "have_receipt": _said(
        "Jau rašėte? Skaitykite atsakymą",
        "Written before? Read the answer",
        "Уже писали? Прочитайте ответ",
    ),
    "receipt_title": _said("Atsakymas", "The answer", "Ответ"),
    "receipt_code": _said("Kvito kodas", "Receipt code", "Код квитанции"),
    "receipt_form": _said(
        "16 raidžių ir skaitmenų; brūkšnių rašyti nereikia.",
        "16 letters and digits; the dashes can be left out.",
        "16 букв и цифр; чёрточки можно не писать.",
    ),
    "open": _said("Atverti", "Open", "Открыть"),
    "wrong_receipt": _said(
        "Tokio kodo nėra. Patikrinkite jį; senų pranešimų tekstai po kurio laiko ištrinami.",
        "There is no such code. Check it; the words of old reports are erased after a time.",
        "Такого кода нет. Проверьте его; тексты старых сообщений через некоторое время стираются.",
    ),
    "you_wrote": _said("Jūs rašėte", "You wrote", "Вы написали"),
    "we_answer": _said("Atsakymas", "Answer", "Ответ"),
    "no_answer": _said(
        "Atsakymo dar nėra. Užeikite vėliau.",
        "There is no answer yet. Come back later.",
        "Ответа ещё нет. Зайдите позже.",
    ),
    "add": _said("Papildyti", "Add something", "Дополнить"),
    "added": _said("Papildymas gautas.", "What you added has come in.", "Дополнение получено."),
    "new": _said("Naujas pranešimas", "A new report", "Новое сообщение"),
    "language": _said("Kalba", "Language", "Язык"),
    "skip": _said("Pereiti prie turinio", "Skip to the content", "Перейти к содержанию"),
    "advice_title": _said(
        "Prieš vykstant dirbti", "Before you go to work abroad", "Перед поездкой на работу"
    ),
    "advice": _said(
        "Neatiduokite paso. Sutartį skaitykite kalba, kurią suprantate. Palikite artimiesiems "
        "adresą ir telefoną. Nemokėkite už darbo pažadą.",
        "Keep your passport. Read the contract in a language you understand. Leave an address and "
        "a telephone number with people close to you. Do not pay for a promise of work.",
        "Не отдавайте паспорт. Читайте договор на языке, который понимаете. Оставьте близким "
        "адрес и телефон. Не платите за обещание работы.",
    ),
}


def words(language: str) -> dict[str, str]:
    """All texts of one language. Raises KeyError for another language."""
    return {key: said[language] for key, said in TEXTS.items()}


def language_asked(accepted: list[tuple[str, float]]) -> str:
    """The first of the three that a browser accepts, else Lithuanian."""
    for code, weight in accepted:
        base = code.split("-")[0]
        if weight > 0 and base in Tongue.values:
            return base
    return LT
