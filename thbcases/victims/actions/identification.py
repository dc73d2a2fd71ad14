"""Noticing a victim: begin, answer, finish, correct, and take over what another one asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import Organisation, User
from thbcases.codes.models import Country
from thbcases.people.actions import agree_contact
from thbcases.people.models import ContactRules, Person
from thbcases.people.queries import is_editable
from thbcases.victims.actions.locks import locked, not_in_future
from thbcases.victims.choices import Conclusion, IdentificationState
from thbcases.victims.identification import Identification
from thbcases.victims.indicators.asked import Asked, changes, current
from thbcases.victims.queries import asked_of, weighed_of

FORMAT = 1
# What is said about the situation, as columns of the record.
CIRCUMSTANCES = (
    "child_then",
    "age_then",
    "place",
    "still_there",
    "last_contact",
    "reported_before",
    "reported_to",
    "others",
    "others_text",
    "risk",
    "risk_text",
    "cooperation",
    "support_text",
    "language",
    "interpreter",
)
TEXTS = ("own_words", "insight", "evidence")
CONTACT = ("phone", "message", "letter", "email", "in_person")
CONTACT_WORDS = ("times", "word", "who_answers", "never")
OF_THE_DATABASE = ("custodian", "regime")


@dataclass(frozen=True)
class Said:
    """What was answered: columns of the record, ticked signs, forms, help that is wanted."""

    columns: dict[str, Any] = field(default_factory=dict)
    signs: Iterable[str] = ()
    forms: Iterable[str] = ()
    support: Iterable[str] = ()
    contact: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def begin_identification(*, by: User, person: Person, met_on: Any = None) -> Identification:
    """Begin to write down the signs in a person, with the list in force today.

    Raises ValidationError for a talk to come, and codes' NotInForce without a list.
    """
    rights.check("identification.add", by.actor())
    if not is_editable(person):
        raise rights.Refused(_("Another organisation answers for this person."))
    today = timezone.localdate()
    not_in_future("met_on", met_on or today)
    row = Identification(person=person, met_on=met_on or today, asked=current(today).kept())
    return _saved(row)


@transaction.atomic
def answer_identification(
    *, by: User, identification: Identification, said: Said
) -> Identification:
    """Keep what was answered so far; a draft may be as empty as one likes.

    Signs that the list does not ask are left out. Raises ValidationError when it is finished.
    """
    rights.check("identification.change", by.actor())
    held = _draft(identification)
    for name, value in said.columns.items():
        setattr(held, name, value)
    not_in_future("met_on", held.met_on)
    known = asked_of(held).by_code()
    held.answers = {
        **held.answers,
        "signs": sorted(set(said.signs) & set(known)),
        "forms": sorted(set(said.forms)),
        "support": sorted(set(said.support)),
    }
    saved = _saved(held)
    if said.contact and said.contact != _agreed(held.person):
        agree_contact(by=by, person=held.person, rules={**said.contact, "agreed_on": held.met_on})
    return saved


def _agreed(person: Person) -> dict[str, Any]:
    """What was agreed before; a form that only shows it is no new agreement."""
    rules = ContactRules.objects.filter(person=person).first()
    return _contact(rules) if rules else {}


@transaction.atomic
def finish_identification(
    *, by: User, identification: Identification, conclusion: Conclusion, reason: str
) -> Identification:
    """Conclude, as a person and with a reason; from now on it stays as it is.

    Raises ValidationError without a reason, or when it is finished already.
    """
    rights.check("identification.change", by.actor())
    held = _draft(identification)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why. The weighing alone decides nothing.")})
    held.conclusion, held.reason = conclusion, reason
    held.result = weighed_of(held).kept()
    held.state = IdentificationState.FINISHED
    held.finished_on = timezone.localdate()
    return _saved(held)


@transaction.atomic
def correct_identification(*, by: User, identification: Identification) -> Identification:
    """Begin a new one that names a finished one and starts from its answers.

    The old one stays. Raises ValidationError when it is a draft or is corrected already.
    """
    rights.check("identification.add", by.actor())
    if not identification.is_finished:
        raise ValidationError(_("A draft is simply changed."))
    row = Identification(
        person=identification.person,
        met_on=identification.met_on,
        asked=identification.asked,
        answers=identification.answers,
        country=identification.country,
        replaces=identification,
        taken_from=identification.taken_from,
        taken_on=identification.taken_on,
        **{name: getattr(identification, name) for name in (*CIRCUMSTANCES, *TEXTS)},
    )
    return _saved(row)


@transaction.atomic
def choose_list(*, by: User, identification: Identification, take_new: bool) -> Identification:
    """The list changed since it was begun: go on with the new one, or with the one that was asked.

    Nothing is lost: what was ticked and is no longer asked is kept with its words and the version
    it was given under.
    """
    rights.check("identification.change", by.actor())
    held = _draft(identification)
    new = current(timezone.localdate())
    if not take_new:
        held.list_left = new.fingerprint
        return _saved(held)
    old = asked_of(held)
    ticked = set(held.answers.get("signs", []))
    gone = [sign for sign in changes(old, new).removed if sign.code in ticked]
    earlier = [
        {"version": old.version, "code": s.code, "name_lt": s.name_lt, "name_en": s.name_en}
        for s in gone
    ]
    held.answers = {
        **held.answers,
        "signs": sorted(ticked - {sign.code for sign in gone}),
        "earlier": [*held.answers.get("earlier", []), *earlier],
    }
    held.asked, held.list_left = new.kept(), ""
    return _saved(held)


def content_of(identification: Identification) -> dict[str, Any]:
    """What another organisation gets with a referral, safe to keep as JSON.

    It holds the list as it was asked, so that it can be read without this record. It names
    neither the person nor whoever wrote it.
    """
    rules = ContactRules.objects.filter(person=identification.person_id).first()
    country = identification.country
    finished = identification.finished_on
    return {
        "format": FORMAT,
        "version": identification.asked["version"],
        "asked": identification.asked,
        "answers": identification.answers,
        "met_on": identification.met_on.isoformat(),
        "finished_on": finished.isoformat() if finished else None,
        "country": country.code if country else None,
        "circumstances": {name: getattr(identification, name) for name in CIRCUMSTANCES},
        **{name: getattr(identification, name) for name in TEXTS},
        "contact": _contact(rules) if rules else {},
        "result": identification.result or weighed_of(identification).kept(),
        "conclusion": identification.conclusion,
        "reason": identification.reason,
    }


@transaction.atomic
def take_over(
    *, by: User, person: Person, content: dict[str, Any], source: Organisation
) -> Identification:
    """The own copy of what another organisation asked, so that nobody is asked twice.

    `content` is what `content_of` gave, or the parts of it that were passed on. The copy is a
    draft that says from whom and when it came; rules of safe contact are taken where the own
    organisation has none. Raises ValidationError for content that is none.
    """
    rights.check("identification.add", by.actor())
    try:
        row = _copy(person, content, source)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValidationError(_("What was passed on is no identification: %s") % error) from error
    saved = _saved(row)
    contact = content.get("contact") or {}
    if contact and not ContactRules.objects.filter(person=person).exists():
        agree_contact(by=by, person=person, rules=contact)
    return saved


def _copy(person: Person, content: dict[str, Any], source: Organisation) -> Identification:
    asked = Asked.read(content["asked"])
    said = content.get("circumstances") or {}
    answers = content.get("answers") or {}
    known = asked.by_code()
    origin = {
        "source": source.code,
        "conclusion": content.get("conclusion", ""),
        "reason": content.get("reason", ""),
        "finished_on": content.get("finished_on"),
    }
    return Identification(
        person=person,
        met_on=content.get("met_on") or timezone.localdate(),
        asked=asked.kept(),
        answers={
            "signs": [code for code in answers.get("signs", []) if code in known],
            "forms": list(answers.get("forms", [])),
            "support": list(answers.get("support", [])),
            "earlier": list(answers.get("earlier", [])),
            "origin": origin,
        },
        country=Country.objects.filter(code=content.get("country") or "").first(),
        taken_from=source,
        taken_on=timezone.localdate(),
        **{name: said[name] for name in CIRCUMSTANCES if name in said},
        **{name: content.get(name, "") for name in TEXTS},
    )


def _contact(rules: ContactRules) -> dict[str, Any]:
    return {name: getattr(rules, name) for name in (*CONTACT, *CONTACT_WORDS)}


def _draft(identification: Identification) -> Identification:
    held = locked(identification)
    if held.is_finished:
        raise ValidationError(
            _("It is finished and stays as it is. Correct it by a new one that names it.")
        )
    return held


def _saved(row: Identification) -> Identification:
    row.full_clean(exclude=OF_THE_DATABASE)
    row.save()
    row.refresh_from_db()
    return row
