"""Safe contact: what to read before anybody is called, written to or visited.

Apps further up say for whom it matters (`register_careful`): whoever may be a victim must be warned
about, also where nothing was agreed yet. A suspect's page says nothing of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from thbcases.people.choices import REACHING, ContactWay
from thbcases.people.models import ContactRules, KnownObject, ObjectLink

# Gets the keys of persons; answers those whom it knows, each with what was agreed there in words.
Careful = Callable[[set[int]], dict[int, str]]
_registered: list[Careful] = []


@dataclass(frozen=True)
class SafeContact:
    """What was agreed with one person, in lines a person reads; no lines: nothing was agreed."""

    lines: list[str] = field(default_factory=list)

    @property
    def is_agreed(self) -> bool:
        """Whether anything was agreed."""
        return bool(self.lines)

    def __str__(self) -> str:
        return "; ".join(self.lines) or not_agreed()


def not_agreed() -> str:
    """What is said where nobody asked yet."""
    return _("not agreed. Do not call or write before you know what is safe.")


def register_careful(known: Careful) -> None:
    """Say whose contact is a matter of safety. Call it in the app's `ready()`."""
    if known not in _registered:
        _registered.append(known)


def contacts_of(persons: Iterable[int]) -> dict[int, SafeContact]:
    """What to read before reaching these persons; nothing for those for whom it does not matter."""
    wanted = set(persons)
    found: dict[int, list[str]] = {}
    for rules in ContactRules.objects.filter(person__in=wanted):
        found[rules.person_id] = lines_of(rules)
    for known in _registered:
        for key, words in known(wanted).items():
            lines = found.setdefault(key, [])
            if words and words not in lines:
                lines.append(words)
    return {key: SafeContact(lines) for key, lines in found.items()}


def contact_of(person: int) -> SafeContact | None:
    """What to read before reaching this person, None where it does not matter."""
    return contacts_of([person]).get(person)


def contacts_by_object(links: Iterable[ObjectLink]) -> dict[int, list[tuple[str, SafeContact]]]:
    """For each phone, address or e-mail: whom it reaches, and what to read before."""
    reaching = [link for link in links if link.object.kind in REACHING and link.person_id]
    contacts = contacts_of(link.person_id for link in reaching if link.person_id)
    found: dict[int, list[tuple[str, SafeContact]]] = {}
    for link in reaching:
        contact = contacts.get(link.person_id or 0)
        entry = (str(link.person), contact)
        if contact is not None and entry not in found.get(link.object_id, []):
            found.setdefault(link.object_id, []).append((str(link.person), contact))
    return found


def contacts_of_objects(objects: Iterable[KnownObject]) -> dict[int, list[tuple[str, SafeContact]]]:
    """The same for objects of a list, by all their links that one may see."""
    keys = [known.pk for known in objects if known.kind in REACHING]
    rows = ObjectLink.objects.filter(object__in=keys, person__isnull=False)
    return contacts_by_object(rows.select_related("object", "person").order_by("id"))


def lines_of(rules: ContactRules) -> list[str]:
    """The rules as short lines, what must never happen first."""
    ways = [
        (str(rules._meta.get_field(name).verbose_name), getattr(rules, name))  # type: ignore[union-attr]
        for name in ("phone", "message", "letter", "email", "in_person")
    ]
    never = ", ".join(label for label, way in ways if way == ContactWay.NEVER)
    may = ", ".join(label for label, way in ways if way == ContactWay.YES)
    told = [
        (_("never"), "; ".join(words for words in (never, rules.never) if words)),
        (_("may be used"), may),
        (_("when"), rules.times),
        (_("with which word"), rules.word),
        (_("who may answer"), rules.who_answers),
    ]
    return [f"{label}: {words}" for label, words in told if words]
