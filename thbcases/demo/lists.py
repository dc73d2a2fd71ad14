"""The code lists the demo draws from, fetched once."""

from functools import cached_property
from random import Random

from thbcases.accounts.models import Organisation
from thbcases.codes.models import (
    Article,
    Country,
    Currency,
    ExploitationForm,
    ListCode,
    ServiceKind,
)


class Lists:
    """Rows of the code lists by their codes."""

    @cached_property
    def countries(self) -> dict[str, Country]:
        return {row.code: row for row in Country.objects.all()}

    @cached_property
    def articles(self) -> dict[str, Article]:
        return {row.code: row for row in Article.objects.all()}

    @cached_property
    def forms(self) -> dict[str, ExploitationForm]:
        return {row.code: row for row in ExploitationForm.objects.all()}

    @cached_property
    def currencies(self) -> dict[str, Currency]:
        return {row.code: row for row in Currency.objects.all()}

    @cached_property
    def services(self) -> dict[str, ServiceKind]:
        return {row.code: row for row in ServiceKind.objects.all()}

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        return {row.code: row for row in Organisation.objects.all()}

    @cached_property
    def _codes(self) -> dict[str, dict[str, ListCode]]:
        found: dict[str, dict[str, ListCode]] = {}
        for row in ListCode.objects.all():
            found.setdefault(row.list, {})[row.code] = row
        return found

    def code(self, name: str, code: str) -> ListCode:
        """One entry of a simple list."""
        return self._codes[name][code]

    def any(self, random: Random, name: str) -> ListCode:
        """An entry of a simple list at random."""
        return random.choice(list(self._codes[name].values()))

    def some(self, random: Random, name: str, most: int) -> list[ListCode]:
        """One to `most` different entries of a simple list."""
        return random.sample(list(self._codes[name].values()), random.randint(1, most))
