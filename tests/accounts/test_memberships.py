"""Who may give and end memberships, and what is kept of it."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from tests.accounts.conftest import Make, join, make_organisation
from thbcases.access.acting import acting, acting_system
from thbcases.access.rights import Refused
from thbcases.access.roles import Role
from thbcases.accounts.actions import choose_membership, end_membership, start_membership
from thbcases.accounts.models import Membership, Organisation, User
from thbcases.accounts.queries import active_membership

DAY = date(2026, 3, 9)
ONE = timedelta(days=1)


@pytest.fixture
def administrator(make: Make) -> User:
    return make("admin", Role.ADMINISTRATOR)


@pytest.fixture
def unit(administrator: User) -> Organisation:
    with acting_system("test"):
        return make_organisation(Role.OFFICER, "unit")


def test_an_administrator_starts_a_membership_under_row_security(
    make: Make, administrator: User, unit: Organisation
) -> None:
    user = make("rasa", role=None)
    with acting(administrator):
        made = start_membership(
            by=administrator, user=user, organisation=unit, role=Role.OFFICER, on=DAY
        )
    assert active_membership(user, DAY) == made
    assert active_membership(user, DAY - ONE) is None
    event = apps.get_model("accounts", "MembershipEvent").objects.get(id=made.pk)
    assert (event.pgh_actor_id, event.pgh_role) == (administrator.pk, "administrator")


@pytest.mark.parametrize("role", [r for r in Role if r != Role.ADMINISTRATOR])
def test_nobody_else_gives_or_ends_rights(make: Make, unit: Organisation, role: Role) -> None:
    by, user = make("zita", role), make("rasa")
    with acting(by):
        with pytest.raises(Refused):
            start_membership(by=by, user=user, organisation=unit, role=Role.OFFICER, on=DAY)
        with pytest.raises(Refused):
            end_membership(by=by, membership=user.memberships.get(), on=DAY)
    assert user.memberships.get().ends_on is None


def test_nobody_gives_rights_to_themself(administrator: User, unit: Organisation) -> None:
    with acting(administrator), pytest.raises(Refused, match=r"own rights|teis"):
        start_membership(
            by=administrator, user=administrator, organisation=unit, role=Role.OFFICER, on=DAY
        )


def test_a_role_belongs_to_its_kind_of_organisation(
    make: Make, administrator: User, unit: Organisation
) -> None:
    user = make("rasa", role=None)
    with acting(administrator), pytest.raises(ValidationError) as refused:
        start_membership(by=administrator, user=user, organisation=unit, role=Role.NGO, on=DAY)
    assert list(refused.value.message_dict) == ["role"]


def test_an_end_before_the_start_is_refused(
    make: Make, administrator: User, unit: Organisation
) -> None:
    user = make("rasa", role=None)
    with acting(administrator), pytest.raises(ValidationError):
        start_membership(
            by=administrator,
            user=user,
            organisation=unit,
            role=Role.OFFICER,
            on=DAY,
            until=DAY - ONE,
        )


def test_from_the_day_of_the_end_there_are_no_rights(make: Make, administrator: User) -> None:
    user = make("rasa")
    with acting(administrator):
        end_membership(by=administrator, membership=user.memberships.get(), on=DAY)
    assert active_membership(user, DAY) is None
    assert active_membership(user, DAY - ONE) is not None


def test_a_membership_that_ended_already_stays_as_it_was(make: Make, administrator: User) -> None:
    user = make("rasa", role=None)
    held = join(user, Role.FUNDER, ends_on=DAY)
    with acting(administrator):
        end_membership(by=administrator, membership=held, on=DAY + 5 * ONE)
    held.refresh_from_db()
    assert held.ends_on == DAY


def test_a_membership_ended_on_its_first_day_is_taken_back_and_its_history_stays(
    make: Make, administrator: User
) -> None:
    user = make("rasa", role=None)
    held = join(user, Role.FUNDER, starts_on=DAY)
    with acting(administrator):
        end_membership(by=administrator, membership=held, on=DAY)
    assert not Membership.objects.filter(user=user).exists()
    events = apps.get_model("accounts", "MembershipEvent").objects.filter(user=user.pk)
    assert sorted(events.values_list("pgh_label", flat=True)) == ["delete", "insert"]


def test_the_chosen_membership_acts_and_no_other_replaces_it(make: Make) -> None:
    user = make("rasa", role=None)
    first = join(user, Role.COORDINATOR, starts_on=date(2020, 1, 1))
    second = join(user, Role.FUNDER, starts_on=date(2021, 1, 1), ends_on=DAY)
    assert active_membership(user, DAY) == first
    assert active_membership(user, DAY, second.pk) == second
    assert active_membership(user, DAY + ONE, second.pk) is None


def test_only_ones_own_valid_membership_can_be_chosen(make: Make) -> None:
    user, stranger = make("rasa"), make("zita", Role.FUNDER)
    past = join(user, Role.FUNDER, "past", ends_on=DAY)
    with acting(user):
        for membership in (stranger.memberships.get(), past):
            with pytest.raises(Refused):
                choose_membership(by=user, membership=membership, on=DAY + ONE)
        assert choose_membership(by=user, membership=past, on=DAY) == past
    assert user.chosen_membership_id == past.pk
