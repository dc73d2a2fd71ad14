"""Names of one family or one human in their many forms fold to one key."""

import pytest

from thbcases.people.names import fold, normalise_number, search_key, stem


@pytest.mark.parametrize(
    "forms",
    [
        ("Kazlauskas", "Kazlauskienė", "Kazlauskaitė", "KAZLAUSKAITE", "Казлаускас"),
        ("Petraitis", "Petraitienė", "Petraitytė"),
        ("Butkus", "Butkuvienė", "Butkutė"),
        ("Stankevičius", "Stankevičienė", "Stankevičiūtė", "Stankewiczius"),
        ("Ševčenko", "Shevchenko", "Szewczenko", "Шевченко"),
    ],
)
def test_forms_of_one_family_name_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(fold(form)) for form in forms}) == 1, {f: stem(fold(f)) for f in forms}


def test_different_families_stay_different() -> None:
    stems = {stem(fold(name)) for name in ("Kazlauskas", "Petraitis", "Butkus", "Jonaitis")}
    assert len(stems) == 4


def test_order_and_repetition_do_not_matter() -> None:
    assert search_key("Kazlauskaitė", "Monika") == search_key("Monika", "Kazlauskaite Monika")


def test_other_scripts_and_marks_are_kept_readable() -> None:
    assert fold("Nguyễn Thị Lan") == "nguien thi lan"
    assert fold("محمد") == "محمد"
    assert search_key("!?") == ""


def test_a_number_is_its_letters_and_digits() -> None:
    assert normalise_number(" ab-12 3/4") == "AB1234"
