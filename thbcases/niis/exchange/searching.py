"""The search by which a partner's request is answered, wherever it is built.

Whoever builds the search registers it; without one the answer is «not asked», never «no hit».
"""

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Finding:
    """A record that may be the one asked for. `result` is «hit» or «possible»."""

    result: str
    register: str
    reference: str
    unit: str
    # The number of the person in this database, where it is one: victims are left out by it.
    person_id: int | None = None


class Searcher(Protocol):
    """Finds suspects, convicted persons and objects by what a request says of them."""

    def __call__(self, about: dict[str, Any]) -> list[Finding]:
        """Search for `{"person": {…}}` or `{"object": {…}}` of a request."""


_searchers: list[Searcher] = []


def register_searcher(searcher: Searcher) -> None:
    """Answer partners' requests with this search; the newest registered counts."""
    _searchers.append(searcher)


def searcher() -> Searcher | None:
    """The search to use, if there is one."""
    return _searchers[-1] if _searchers else None
