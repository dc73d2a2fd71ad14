"""The shipped list of signs: as many as the source names, with the weights it gives."""

from collections import Counter

import pytest

from thbcases.codes.models import Sign, SignList

pytestmark = pytest.mark.django_db

# strong, medium, weak for adults; the same for children, and how many their list does not know
NUMBERS = {
    "deception": ((1, 8, 1), (2, 8, 0), 0),
    "coercion": ((1, 9, 0), (4, 6, 0), 0),
    "vulnerability": ((0, 14, 2), (0, 15, 0), 1),
    "exploitation": ((1, 7, 1), (1, 7, 0), 1),
    "held": ((4, 10, 1), (8, 7, 0), 0),
    "dependence": ((0, 5, 2), (0, 7, 0), 0),
}


@pytest.mark.parametrize("part", NUMBERS)
def test_each_dimension_has_its_indicators_and_weights(part: str) -> None:
    rows = list(Sign.objects.filter(part=part))
    adult, child = Counter(r.adult for r in rows), Counter(r.child for r in rows)

    assert tuple(adult[w] for w in "SMW") == NUMBERS[part][0]
    assert tuple(child[w] for w in "SMW") == NUMBERS[part][1]
    assert child[""] == NUMBERS[part][2]
    assert len(rows) == sum(NUMBERS[part][0])


def test_the_list_says_that_weights_for_sexual_exploitation_were_not_obtained() -> None:
    shipped = SignList.objects.get()

    assert "sexual exploitation were not obtained" in shipped.gaps_en
    assert "Seksualinio išnaudojimo svoriai negauti" in shipped.gaps_lt
    assert shipped.certainty == "secondary"
