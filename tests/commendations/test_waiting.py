"""What waits for whom, which days matter, and what the command says."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from vinhdanh.accounts.models import Role
from vinhdanh.commendations.actions import assign_nomination, send_back_nomination
from vinhdanh.commendations.nav import dossiers_to_do
from vinhdanh.commendations.waiting import days_of_rounds, of_the_clerk, of_the_council, of_the_office

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2023, 5, 18)


def told(items):
    return [(str(item.title), item.url) for item in items]


def said(*arguments):
    out = StringIO()
    call_command("round", *arguments, stdout=out)
    return out.getvalue()


def test_the_office_learns_what_is_ready_and_then_what_is_its_own(round, tree, officer, new_dossier, assessed):
    first, second = new_dossier(tree["001001"]), new_dossier(tree["001002"])
    assessed(first, second)
    table = reverse("round", args=[round.code])
    assert told(of_the_office(officer, TODAY)) == [("2 hồ sơ đủ điều kiện chờ thẩm định", f"{table}?buoc=tham-dinh")]
    assign_nomination(first, to=officer, by=officer)
    assert told(of_the_office(officer, TODAY)) == [("Thẩm định 1 hồ sơ được giao", f"{table}?xem=cua-toi")]
    assert of_the_clerk(officer, TODAY) == []


def test_a_clerk_learns_what_came_back_and_what_is_not_sent(tree, officer, clerk, new_dossier, assessed, new_user):
    back = assessed(new_dossier(tree["001001"], evidence=""))
    draft = new_dossier(tree["001002"], state="draft")
    new_dossier(tree["002001"], state="draft")
    send_back_nomination(back, reason="Thiếu biên bản", by=officer)
    assert told(of_the_clerk(clerk, TODAY)) == [
        (f"Hoàn thành và gửi hồ sơ {draft.code}", reverse("nomination", args=[draft.code])),
        (f"Bổ sung hồ sơ {back.code}", reverse("nomination", args=[back.code])),
    ]
    assert (dossiers_to_do(clerk), dossiers_to_do(officer)) == (2, 0)


def test_tellers_and_the_secretary_learn_what_an_open_session_needs(
    tree, new_dossier, new_session, tellers, secretary, new_user
):
    session = new_session(state="open", present=5)
    nominee = session.nominees.create(nomination=new_dossier(tree["001001"], state="before_council"))
    page = reverse("session", args=[session.pk])
    assert told(of_the_council(tellers[0], TODAY)) == [("Nhập kết quả kiểm phiếu 1 hồ sơ", page)]
    nominee.counts.create(
        teller_pk=tellers[0].pk, teller_name="x", issued=5, returned=5, valid=5, invalid=0, yes=5, no=0
    )
    assert told(of_the_council(tellers[0], TODAY)) == []
    assert told(of_the_council(secretary, TODAY)) == [("Kiểm phiếu và đóng phiên P1", page)]
    assert of_the_council(new_user(Role.LEADER, over=tree["000"]), TODAY) == []


def test_the_days_of_an_open_round_are_deadlines(round, officer, new_user, tree):
    days = days_of_rounds(officer, TODAY, TODAY + dt.timedelta(days=30))
    assert [(day.on, str(day.title)) for day in days] == [
        (dt.date(2023, 5, 31), "Hết hạn nhận đề nghị · Khen thưởng sơ kết"),
        (TODAY, "Ngày quyết định · Khen thưởng sơ kết"),
    ]
    assert days_of_rounds(new_user(Role.INSPECTOR, over=tree["000"]), TODAY, TODAY) == []


def test_the_command_says_what_the_rules_say_now(round, tree, new_dossier, assessed):
    good, bad = new_dossier(tree["001001"]), new_dossier(tree["001002"], votes_yes=1)
    new_dossier(tree["002001"], state="draft")
    found = json.loads(said("verdicts", "--json"))
    assert [(one["code"], one["result"]) for one in found] == [(good.code, "waiting"), (bad.code, "fail")]
    assert [c for c in found[1]["clauses"] if c["state"] == "not_met"] == [
        {
            "id": "K5",
            "state": "not_met",
            "article": "Phiếu đồng ý tại đơn vị từ 2/3 tổng số",
            "facts": [{"type": "unit_vote", "code": bad.code, "value": "1/15"}],
        }
    ]
    assert said("verdicts", "--round", round.code).splitlines()[1:] == [f"{bad.code}\tfail\tK5", "fail: 1  waiting: 1"]
    assert json.loads(said("list", "--json"))[0] == {
        "code": "2023-1",
        "name": "Khen thưởng sơ kết",
        "state": "open",
        "pack": "plain 1",
        "decision_on": "2023-05-18",
        "nominations": 3,
    }


def test_a_round_that_is_not_there_is_refused(office):
    with pytest.raises(CommandError) as refused:
        said("verdicts", "--round", "2099")
    assert refused.value.returncode == 1
