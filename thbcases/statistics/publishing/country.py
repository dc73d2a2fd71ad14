"""The country table of a year as a system of sums, so that its small numbers can be hidden.

Parts stand under their totals («of the presumed victims so many minors»), so the rest of every
part is as dangerous as the part. Women and men exclude each other: whoever knows all three
numbers knows how many were neither, so that rest is guarded too.
"""

from collections.abc import Mapping

from thbcases.statistics.disclosure.kinds import REST, Cell, Equation, Key, System, parts
from thbcases.statistics.indicators import INDICATORS
from thbcases.statistics.queries import Value as Number

# Parts of one total that no person belongs to twice.
APART: tuple[tuple[str, ...], ...] = (("presumed_women", "presumed_men"),)


def country_system(numbers: Mapping[str, Number]) -> System:
    """The counts of the country table with the sums between them; figures not known are left out.

    The same for any other figures: a part without its total stands for itself.
    """
    known = {
        key: int(number)
        for key, number in numbers.items()
        if number is not None and INDICATORS[key].is_count
    }
    within = {
        key: (INDICATORS[key].part_of, number)
        for key, number in known.items()
        if INDICATORS[key].part_of in known
    }
    totals = {key: number for key, number in known.items() if key not in within}
    people = [key for key in known if INDICATORS[key].is_personal]
    system = parts(totals, within, personal=people)
    cells, equations = dict(system.cells), list(system.equations)
    for together in APART:
        if set(together) <= set(within):
            _tie(together, within[together[0]][0], cells, equations)
    return System(cells, equations)


def _tie(
    together: tuple[str, ...], whole: str, cells: dict[Key, Cell], equations: list[Equation]
) -> None:
    """The rest of a total beside several of its parts."""
    rest: Key = (*together, REST)
    number = cells[(whole,)].value - sum(cells[(part,)].value for part in together)
    if number < 0:
        # Two organisations disagree about somebody, so nobody can rely on the sum.
        return
    cells[rest] = Cell(number, 0, printed=False, personal=cells[(whole,)].personal)
    equations.append((((whole,), -1), *(((part,), 1) for part in together), (rest, 1)))
