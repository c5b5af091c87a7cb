"""What the office does with a dossier, what it may not do, and who is told."""

import pytest

from vinhdanh.accounts.models import Notice, Role
from vinhdanh.commendations.actions import (
    accept_clause,
    assign_nomination,
    hold_nomination,
    refuse_nomination,
    resume_nomination,
    send_back_many,
    send_back_nomination,
    submit_nomination,
    verify_many,
    verify_nomination,
)
from vinhdanh.inspections.models import Finding, Inspection
from vinhdanh.kernel.history import history_of
from vinhdanh.rules.reasons import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def reasons(refused):
    return [reason.code for reason in refused.value.reasons]


def test_a_dossier_that_meets_everything_is_verified(tree, officer, new_dossier, assessed):
    dossier = assessed(new_dossier(tree["001001"]))

    verify_nomination(dossier, by=officer)

    dossier.refresh_from_db()
    assert (dossier.state, dossier.version) == ("verified", 2)
    assert [event.verb for event in history_of(dossier)] == ["nomination.verified"]


def test_one_that_does_not_is_refused_whatever_was_true_before(tree, officer, new_dossier, assessed):
    dossier = assessed(new_dossier(tree["001001"]))
    inspection = Inspection.objects.create(
        code="KT1", body="main", body_name="BTV", kind="inspection", starts_on="2022-01-01"
    )
    Finding.objects.create(code="KN-1", inspection=inspection, unit=tree["001001"], text="Thiếu sổ")

    with pytest.raises(Refused) as refused:
        verify_nomination(dossier, by=officer)

    assert reasons(refused) == ["nomination.not_eligible"]
    dossier.refresh_from_db()
    assert dossier.state == "submitted"


def test_nobody_verifies_himself_nor_his_own_unit(tree, officer, new_dossier, new_person, assessed):
    me = new_person("Nguyễn Thu Hạnh", tree["001001"])
    officer.person = me
    officer.save()
    unit, other = new_dossier(tree["001001"]), new_dossier(tree["001002"])
    person, neighbour = new_dossier(me), new_dossier(new_person("Lò Thị Ánh", tree["001001"]))
    assessed(unit, other, person, neighbour)

    done = verify_many([unit, other, person, neighbour], by=officer)

    assert [row.code for row in done.rows] == [other.code]
    assert [[reason.code for reason in why] for _, why in done.refused] == [["nomination.own_unit"]] * 3


def test_a_clerk_does_not_verify(tree, clerk, new_dossier, assessed):
    with pytest.raises(Refused) as refused:
        verify_nomination(assessed(new_dossier(tree["001001"])), by=clerk)
    assert reasons(refused) == ["role.office"]


def test_all_reasons_are_given_at_once(tree, clerk, new_dossier, assessed):
    dossier = assessed(new_dossier(tree["001001"], evidence="", state="on_hold"))
    with pytest.raises(Refused) as refused:
        verify_nomination(dossier, by=clerk)
    assert reasons(refused) == ["role.office", "nomination.not_in_verification", "nomination.not_eligible"]


def test_sent_back_with_a_reason_the_unit_is_told_and_sends_it_again(tree, officer, clerk, new_dossier, assessed):
    dossier = assessed(new_dossier(tree["001001"], evidence=""))
    assign_nomination(dossier, to=officer, by=officer)

    send_back_nomination(dossier, reason="Thiếu biên bản", by=officer)

    dossier.refresh_from_db()
    assert (dossier.state, dossier.state_reason) == ("returned", "Thiếu biên bản")
    assert Notice.objects.get(user=clerk).text == (
        f"Hồ sơ {dossier.code} (Chi bộ Phòng Số hóa) cần bổ sung: Thiếu biên bản"
    )
    submit_nomination(dossier, by=clerk)
    assert next(event.verb for event in history_of(dossier)) == "nomination.resubmitted"
    assert Notice.objects.filter(user=officer).count() == 1


def test_a_dossier_is_not_sent_back_without_a_reason(tree, officer, new_dossier, assessed):
    with pytest.raises(Refused) as refused:
        send_back_nomination(assessed(new_dossier(tree["001001"])), reason="  ", by=officer)
    assert reasons(refused) == ["nomination.reason_missing"]


def test_held_is_not_refused_and_goes_on_later(tree, officer, new_dossier, assessed):
    dossier = assessed(new_dossier(tree["001001"]))
    hold_nomination(dossier, reason="Chờ kết luận", by=officer)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.state_reason) == ("on_hold", "Chờ kết luận")
    resume_nomination(dossier, by=officer)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.state_reason, dossier.result) == ("submitted", "", "waiting")


def test_a_refused_dossier_is_final(tree, officer, new_dossier, assessed):
    dossier = assessed(new_dossier(tree["001001"]))
    refuse_nomination(dossier, reason="Không thuộc diện", by=officer)
    dossier.refresh_from_db()
    with pytest.raises(Refused) as refused:
        verify_nomination(dossier, by=officer)
    assert reasons(refused) == ["nomination.not_in_verification"]


def test_what_a_machine_doubts_a_person_may_accept_with_a_reason(tree, officer, new_dossier, assessed):
    text = "Một hai ba bốn năm sáu bảy tám"
    new_dossier(tree["001002"], summary=text)
    dossier = new_dossier(tree["001001"], summary=text)
    assessed(dossier)
    assert (dossier.result, dossier.open_clauses) == ("review", "K10")

    accept_clause(dossier, "K10", reason="Hai tổ cùng làm một việc", by=officer)

    dossier.refresh_from_db()
    assert (dossier.result, dossier.open_clauses) == ("waiting", "")
    assert dossier.accepted["K10"]["by"] == "Nguyễn Thu Hạnh"
    clause = next(c for c in dossier.assessment.clauses if c["id"] == "K10")
    assert clause["state"] == "not_met"
    verify_nomination(dossier, by=officer)


def test_what_is_plainly_not_met_is_not_accepted(tree, officer, new_dossier, assessed):
    dossier = assessed(new_dossier(tree["001001"], votes_yes=1))
    with pytest.raises(Refused) as refused:
        accept_clause(dossier, "K5", reason="Thôi cũng được", by=officer)
    assert reasons(refused) == ["nomination.clause_not_acceptable"]


def test_many_are_sent_back_for_one_reason(tree, officer, new_dossier, assessed):
    first, second = new_dossier(tree["001001"]), new_dossier(tree["001002"], state="decided")
    assessed(first)
    done = send_back_many([first, second], reason="Bổ sung xếp loại", by=officer)
    assert ([row.code for row in done.rows], [row.code for row, _ in done.refused]) == ([first.code], [second.code])


def test_only_the_office_is_given_dossiers(tree, officer, new_user, new_dossier, assessed):
    outsider = new_user(Role.LEADER, over=tree["000"], name="Phạm Đức Bình")
    with pytest.raises(Refused) as refused:
        assign_nomination(assessed(new_dossier(tree["001001"])), to=outsider, by=officer)
    assert reasons(refused) == ["nomination.assignee_not_office"]


def test_an_office_of_one_branch_does_not_verify_in_another(tree, new_user, office, new_dossier, assessed):
    branch = new_user(Role.OFFICE, over=tree["002"])
    with pytest.raises(Refused) as refused:
        verify_nomination(assessed(new_dossier(tree["001001"])), by=branch)
    assert reasons(refused) == ["role.office"]
