"""Random tables for the properties of disclosure control."""

from itertools import product

from hypothesis import strategies as st

from thbcases.statistics.disclosure.kinds import System, grid

# Mostly small numbers, as in a country with 17 to 150 victims a year.
COUNTS = st.one_of(st.just(0), st.integers(1, 6), st.integers(0, 60))

FACTS = st.tuples(st.sampled_from("xyz"), st.sampled_from("fg"))


@st.composite
def grids(draw: st.DrawFn, most: int = 4) -> System:
    """A cross of no, one, two or three dimensions."""
    sizes = draw(st.lists(st.integers(1, most), min_size=0, max_size=3))
    axes = [
        [f"{letter}{n}" for n in range(size)] for letter, size in zip("abc", sizes, strict=False)
    ]
    counts = {key: draw(COUNTS) for key in product(*axes)}
    return grid(axes, counts)


@st.composite
def split_grids(draw: st.DrawFn) -> System:
    """Persons by organisation (in several of them) and form (by the first of their facts)."""
    persons = draw(
        st.lists(
            st.lists(
                st.tuples(st.sampled_from("xyz"), st.sampled_from("fg")), min_size=1, max_size=3
            ),
            max_size=30,
        )
    )
    counts: dict[tuple[str | int, ...], int] = {}
    margins: dict[tuple[str | int | None, ...], int] = {(None, "f"): 0, (None, "g"): 0}
    for facts in persons:
        firsts = dict(reversed(facts))
        for key in firsts.items():
            counts[key] = counts.get(key, 0) + 1
        margins[None, facts[0][1]] += 1
    margins[None, None] = len(persons)
    return grid(["xyz", "fg"], counts, splitting=[0], margins=margins)
