"""The list of signs in versions: which one is asked, and how an administrator begins a new one."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from thbcases.access.acting import acting_system
from thbcases.access.rights import Refused
from thbcases.codes.actions import copy_signs
from thbcases.codes.models import Sign, SignList
from thbcases.codes.queries import NotInForce, sign_list

FIRST, LATER = date(2009, 1, 1), date(2026, 7, 1)


def made(**fields: object) -> SignList:
    with acting_system("test"):
        return SignList.objects.create(
            **{
                "code": "later", "name_lt": "Naujas", "name_en": "New", "source": "test",
                "valid_from": LATER, **fields,
            }
        )  # fmt: skip


def test_the_version_in_force_that_began_last_is_asked(db: None) -> None:
    made()
    assert sign_list(FIRST).code == "ILO-EC-2009"
    assert sign_list(date(2026, 6, 30)).code == "ILO-EC-2009"
    assert sign_list(LATER).code == "later"
    with pytest.raises(NotInForce):
        sign_list(date(2008, 12, 31))


def test_a_new_version_begins_with_a_copy(cast: Cast) -> None:
    later = made()
    with cast.acting("administrator"):
        assert copy_signs(by=cast.user("administrator"), to=later) == 83
    old = SignList.objects.get(code="ILO-EC-2009")
    said = ("code", "part", "adult", "child", "name_lt")
    assert set(later.signs.values_list(*said)) == set(old.signs.values_list(*said))
    assert Sign.objects.count() == 2 * 83


def test_only_who_keeps_the_code_lists_copies(cast: Cast) -> None:
    later = made()
    with cast.acting("officer"), pytest.raises(Refused):
        copy_signs(by=cast.user("officer"), to=later)


def test_the_admin_copies_when_a_version_is_added(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    data = {
        "code": "2027", "name_lt": "Naujas", "name_en": "New", "source": "test", "position": "10",
        "certainty": "memory", "valid_from": "2027-01-01",
    }  # fmt: skip
    answer = signed_in("administrator").post(reverse("admin:codes_signlist_add"), data)
    assert answer.status_code == 302
    assert SignList.objects.get(code="2027").signs.count() == 83
