"""The side navigation: apps register their lists, each user sees what the role may read."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.acting import Actor, current_actor
from thbcases.access.roles import Role

GROUPS: dict[str, str | Promise] = {
    "work": "",
    "search": _("Search"),
    "help": _("Assistance"),
    "figures": _("Figures"),
    "settings": _("Settings"),
}


@dataclass(frozen=True)
class NavItem:
    """A line of the navigation. `count` gets the actor and says how much waits; keep it cheap."""

    label: str | Promise
    url_name: str
    requires: str
    group: str = "work"
    order: int = 50
    roles: tuple[Role, ...] = ()
    count: Callable[[Actor], int] | None = None


@dataclass(frozen=True)
class Link:
    """A line as it is drawn."""

    label: str | Promise
    url: str
    is_current: bool
    is_exact: bool
    count: int | None


@dataclass(frozen=True)
class Group:
    """Lines under a heading; the first group has none."""

    label: str | Promise
    links: list[Link]


@dataclass(frozen=True)
class SearchBox:
    """The search in the top bar: a page that takes `q`, for roles with the right."""

    url_name: str
    requires: str
    label: str | Promise
    hint: str | Promise
    roles: tuple[Role, ...] = ()

    @property
    def url(self) -> str:
        """Where the words go."""
        return reverse(self.url_name)


_registered: list[NavItem] = []
_searches: list[SearchBox] = []


def register(item: NavItem) -> None:
    """Add a line. Call it in the app's `ready()`."""
    if item.group not in GROUPS:
        raise ValueError(f"unknown group {item.group!r}; there are {list(GROUPS)}")
    rights.split(item.requires)
    if item not in _registered:
        _registered.append(item)


def register_search(box: SearchBox) -> None:
    """Add a search to the top bar; a role gets the first one it may use."""
    rights.split(box.requires)
    if box not in _searches:
        _searches.append(box)


def search_box() -> SearchBox | None:
    """The search of the acting user."""
    actor = current_actor()
    if actor is None:
        return None
    return next((box for box in _searches if _is_for(box, actor)), None)


def navigation(request: HttpRequest) -> list[Group]:
    """The groups and lines of the acting user, with the current one marked."""
    actor = current_actor()
    if actor is None:
        return []
    items = sorted((i for i in _registered if _is_for(i, actor)), key=lambda i: i.order)
    urls = {item: reverse(item.url_name) for item in items}
    current = _current(request.path, list(urls.values()))
    groups = []
    for key, label in GROUPS.items():
        links = [
            Link(
                item.label,
                urls[item],
                is_current=urls[item] == current,
                is_exact=urls[item] == request.path,
                count=(item.count(actor) or None) if item.count else None,
            )
            for item in items
            if item.group == key
        ]
        if links:
            groups.append(Group(label, links))
    return groups


def _is_for(item: NavItem | SearchBox, actor: Actor) -> bool:
    return (not item.roles or actor.role in item.roles) and rights.may(item.requires, actor)


def _current(path: str, urls: list[str]) -> str | None:
    """The longest address that the path lies under: a record belongs to its list."""
    return max((url for url in urls if path.startswith(url)), key=len, default=None)
