"""Accounts are made, given roles, locked; somebody who administers is always left."""

import datetime as dt

import pytest
from django.utils import timezone

from vinhdanh.accounts import actions
from vinhdanh.accounts.models import Grant, Notice, Role, User
from vinhdanh.kernel.actor import Machine
from vinhdanh.kernel.history import history_of
from vinhdanh.rules.reasons import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TERMINAL = Machine("vinhdanh account")


@pytest.fixture
def administrator(new_user, tree, office):
    return new_user(Role.ADMINISTRATOR, over=tree["000"], name="Trần Quốc Dũng")


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def test_a_new_account_starts_with_a_password_that_must_be_changed(administrator):
    user, password = actions.create_user(username="anh.lt", name="Lò Thị Ánh", by=administrator)

    assert user.check_password(password)
    assert user.must_change_password
    assert [event.verb for event in history_of(user)] == ["user.created"]


def test_only_an_administrator_makes_accounts(officer):
    with pytest.raises(Refused) as refused:
        actions.create_user(username="anh.lt", name="Lò Thị Ánh", by=officer)

    assert codes(refused) == ["role.administrator"]
    assert not User.objects.filter(username="anh.lt").exists()


def test_one_s_own_password_ends_the_first_one(administrator):
    user, _ = actions.create_user(username="anh.lt", name="Lò Thị Ánh", by=administrator)

    actions.change_password(user, "rừng ngập mặn xanh", by=user)

    user.refresh_from_db()
    assert (user.check_password("rừng ngập mặn xanh"), user.must_change_password) == (True, False)


def test_a_role_holds_over_its_unit_and_is_told_to_its_holder(administrator, new_user, tree):
    user = new_user()

    actions.grant_role(user, role=Role.CLERK, unit=tree["001"], by=administrator)

    assert User.objects.get(pk=user.pk).paths("clerk") == [tree["001"].path]
    assert [event.facts["role"] for event in history_of(user)] == ["Văn thư đơn vị: Đảng bộ Cục Lưu trữ"]
    assert [notice.text for notice in user.notices.all()] == [
        "Anh/chị được giao vai trò Văn thư đơn vị: Đảng bộ Cục Lưu trữ."
    ]


def test_a_role_for_a_time_holds_only_then(administrator, new_user, tree):
    user = new_user()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)

    actions.grant_role(user, role=Role.CLERK, unit=tree["001"], valid_from=tomorrow, by=administrator)

    assert User.objects.get(pk=user.pk).paths("clerk") == []


def test_the_same_role_is_not_given_twice_for_the_same_time(administrator, new_user, tree):
    user = new_user(Role.CLERK, over=tree["001"])

    with pytest.raises(Refused) as refused:
        actions.grant_role(user, role=Role.CLERK, unit=tree["001"], by=administrator)

    assert codes(refused) == ["grant.held_already"]


def test_whoever_administers_a_part_gives_roles_only_there(new_user, tree, office, administrator):
    part = new_user(Role.ADMINISTRATOR, over=tree["001"])
    user = new_user()

    actions.grant_role(user, role=Role.CLERK, unit=tree["001001"], by=part)
    with pytest.raises(Refused) as refused:
        actions.grant_role(user, role=Role.CLERK, unit=tree["002"], by=part)
    with pytest.raises(Refused):
        actions.grant_role(user, role=Role.CLERK, unit=None, by=part)

    assert codes(refused) == ["role.administrator"]
    assert user.grants.count() == 1


def test_whoever_administers_a_part_cannot_take_over_an_account_above_it(new_user, tree, administrator):
    part = new_user(Role.ADMINISTRATOR, over=tree["001"])

    with pytest.raises(Refused) as refused:
        actions.reset_password(administrator, by=part)

    assert codes(refused) == ["user.above_you"]


def test_the_last_administrator_cannot_be_removed_and_the_last_but_one_can(administrator, new_user, tree):
    own = administrator.grants.get()
    with pytest.raises(Refused) as refused:
        actions.end_grant(own, by=administrator)
    assert codes(refused) == ["grant.last_administrator"]

    other = new_user(Role.ADMINISTRATOR, over=tree["000"])
    actions.end_grant(own, by=other)
    assert User.objects.get(pk=administrator.pk).has_role("administrator") is False


def test_an_administrator_of_a_part_does_not_replace_the_one_of_the_whole(administrator, new_user, tree):
    new_user(Role.ADMINISTRATOR, over=tree["001"])

    with pytest.raises(Refused) as refused:
        actions.end_grant(administrator.grants.get(), by=administrator)

    assert codes(refused) == ["grant.last_administrator"]


def test_the_last_administrator_is_not_locked_even_from_the_terminal(administrator):
    with pytest.raises(Refused) as refused:
        actions.turn_off_user(administrator, by=TERMINAL)

    assert codes(refused) == ["user.last_administrator"]


def test_a_role_ended_today_ends_today_and_its_past_is_kept(administrator, new_user, tree):
    user = new_user(Role.CLERK, over=tree["001"])

    actions.end_grant(user.grants.get(), by=administrator)

    assert User.objects.get(pk=user.pk).paths("clerk") == []
    assert user.grants.get().valid_to == timezone.localdate()


def test_a_role_that_began_today_leaves_only_its_history(administrator, new_user, tree):
    user = new_user()
    grant = actions.grant_role(user, role=Role.CLERK, unit=tree["001"], by=administrator)

    actions.end_grant(grant, by=administrator)

    assert Grant.objects.filter(user=user).count() == 0
    assert [event.verb for event in history_of(user)] == ["user.role_ended", "user.role_given"]


def test_a_locked_account_is_opened_again(administrator, new_user):
    user = new_user()

    actions.turn_off_user(user, by=administrator)
    actions.turn_on_user(user, by=administrator)

    assert [event.verb for event in history_of(user)] == ["user.turned_on", "user.turned_off"]
    assert User.objects.get(pk=user.pk).is_active


def test_everybody_is_told_once_and_the_one_who_did_it_not_at_all(new_user):
    first, second, doer = new_user(), new_user(), new_user()

    actions.notify([first, second, first, doer], "Có thay đổi", url="/", by=doer)

    assert sorted(Notice.objects.values_list("user", flat=True)) == [first.pk, second.pk]


def test_notices_are_read_by_their_owner_only(new_user):
    owner, stranger = new_user(), new_user()
    (notice,) = actions.notify([owner], "Có thay đổi", by=TERMINAL)

    with pytest.raises(Refused):
        actions.read_notice(notice, by=stranger)
    actions.read_notices(owner, by=owner)

    assert owner.notices.filter(read_at__isnull=True).count() == 0
