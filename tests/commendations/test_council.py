"""The council: attendance, two tellers who do not see each other, differences, verdicts, minutes."""

import pytest
from django.urls import reverse

from vinhdanh.accounts.models import Role
from vinhdanh.commendations.actions import (
    add_member,
    assess_round,
    close_session,
    count_again,
    enter_count,
    enter_counts,
    open_session,
    plan_session,
    put_on_agenda,
    remove_member,
    set_up_council,
    sign_minutes,
    take_off_agenda,
)
from vinhdanh.commendations.models import Nominee
from vinhdanh.kernel.history import history_of
from vinhdanh.rules.ballot import Box
from vinhdanh.rules.reasons import Refused
from vinhdanh.rules.tally import Tally

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def reasons(refused):
    return [reason.code for reason in refused.value.reasons]


def box(yes, papers=5):
    return Box(papers, papers, papers, 0, yes, papers - yes)


@pytest.fixture
def sitting(tree, new_dossier, assessed, new_session, secretary, round):
    """`sitting(2)`: an open session with two dossiers on its agenda, all five members in the room."""

    def make(dossiers=1, present=5):
        units = [tree["001001"], tree["001002"], tree["002001"]][:dossiers]
        rows = [new_dossier(unit, state="verified") for unit in units]
        assessed(*rows)
        session = new_session()
        put_on_agenda(session, rows, by=secretary)
        members = list(session.council.members.values_list("pk", flat=True))
        attendance = {pk: "present" if number < present else "absent" for number, pk in enumerate(members)}
        return open_session(session, attendance, by=secretary)

    return make


def nominees(session):
    return list(session.nominees.order_by("position"))


def test_a_council_is_set_up_from_nothing(round, secretary, tree, new_person):
    council = set_up_council(round, name="Hội đồng", by=secretary)
    person = new_person("Phan Trọng Phúc", tree["001001"])
    chair = add_member(council, name="", role="Chủ tịch", person=person, by=secretary)
    other = add_member(council, name="Vi Phương Hà", role="Ủy viên", by=secretary)
    with pytest.raises(Refused) as refused:
        add_member(council, name="Phúc", role="Ủy viên", person=person, by=secretary)
    remove_member(other, by=secretary)
    session = plan_session(council, held_on=round.decision_on, by=secretary)
    assert reasons(refused) == ["council.has_a_seat"]
    assert ([member.name for member in council.members.all()], session.code) == ([chair.name], "P1")


def test_only_verified_dossiers_of_the_councils_forms_come_to_the_table(
    tree, new_dossier, new_person, new_session, secretary
):
    unverified = new_dossier(tree["001001"])
    person = new_dossier(new_person("Lò Thị Ánh", tree["001001"]), state="verified")
    with pytest.raises(Refused) as refused:
        put_on_agenda(new_session(), [unverified, person], by=secretary)
    assert reasons(refused) == ["nomination.not_verified", "nomination.form_not_for_council"]


def test_a_dossier_is_on_one_open_agenda_only(tree, new_dossier, new_session, secretary):
    dossier = new_dossier(tree["001001"], state="verified")
    first, second = new_session(), new_session()
    assert put_on_agenda(first, [dossier], by=secretary) == 1
    with pytest.raises(Refused) as refused:
        put_on_agenda(second, [dossier], by=secretary)
    assert reasons(refused) == ["session.on_another_agenda"]
    take_off_agenda(nominees(first)[0], by=secretary)
    dossier.refresh_from_db()
    assert dossier.state == "verified"
    assert put_on_agenda(second, [dossier], by=secretary) == 1


def test_a_session_opens_when_everybody_is_noted(tree, new_dossier, new_session, secretary):
    session = new_session()
    put_on_agenda(session, [new_dossier(tree["001001"], state="verified")], by=secretary)
    with pytest.raises(Refused) as refused:
        open_session(session, {}, by=secretary)
    assert reasons(refused) == ["session.attendance_missing"]


def test_members_do_not_change_while_the_council_sits(sitting, secretary):
    session = sitting()
    with pytest.raises(Refused) as refused:
        add_member(session.council, name="Người mới", role="Ủy viên", by=secretary)
    assert reasons(refused) == ["council.is_sitting"]


def test_who_sat_in_a_session_keeps_his_seat_in_its_minutes(sitting, tellers, secretary):
    session = sitting()
    for teller in tellers:
        enter_count(nominees(session)[0], box(5), by=teller)
    close_session(session, by=secretary)
    seats = session.attendances.count()

    with pytest.raises(Refused) as refused:
        remove_member(session.council.members.first(), by=secretary)

    assert reasons(refused) == ["session.already_open"]
    assert session.attendances.count() == seats > 0


def test_two_who_count_the_same_agree(sitting, tellers):
    nominee = nominees(sitting())[0]
    assert enter_count(nominee, box(4), by=tellers[0]) is Tally.ONE
    assert enter_count(nominee, box(4), by=tellers[1]) is Tally.AGREED
    nominee.refresh_from_db()
    assert (nominee.yes, nominee.no, nominee.valid) == (4, 1, 5)


def test_a_teller_counts_once(sitting, tellers):
    nominee = nominees(sitting())[0]
    enter_count(nominee, box(4), by=tellers[0])
    with pytest.raises(Refused) as refused:
        enter_count(nominee, box(3), by=tellers[0])
    assert reasons(refused) == ["count.already_entered"]
    with pytest.raises(Refused) as refused:
        count_again(nominee, box(3), by=tellers[0])
    assert reasons(refused) == ["count.not_two_yet"]


def test_a_difference_blocks_closing_until_a_third_count_settles_it(sitting, tellers, secretary):
    session = sitting()
    nominee = nominees(session)[0]
    enter_count(nominee, box(4), by=tellers[0])
    assert enter_count(nominee, box(3), by=tellers[1]) is Tally.DIFFERENT
    with pytest.raises(Refused) as refused:
        close_session(session, by=secretary)
    assert reasons(refused) == ["session.not_all_counted"]

    assert count_again(nominee, box(4), by=secretary) is Tally.AGREED

    close_session(session, by=secretary)
    nominee.refresh_from_db()
    assert (nominee.yes, nominee.verdict, nominee.nomination.state) == (4, "approved", "approved")


def test_a_teller_who_counts_again_agrees_with_the_other_not_with_himself(sitting, tellers):
    nominee = nominees(sitting())[0]
    enter_count(nominee, box(4), by=tellers[0])
    enter_count(nominee, box(3), by=tellers[1])
    assert count_again(nominee, box(3), by=tellers[1]) is Tally.DIFFERENT
    assert count_again(nominee, box(4), by=tellers[1]) is Tally.AGREED


def test_one_wrong_row_keeps_the_whole_sheet_back(sitting, tellers):
    first, second = nominees(sitting(2))
    with pytest.raises(Refused) as refused:
        enter_counts({first: box(4), second: Box(5, 5, 5, 0, 5, 3)}, by=tellers[0])
    assert [(r.code, r.facts["name"]) for r in refused.value.reasons] == [
        ("count.more_votes_than_valid", second.nomination.name)
    ]
    assert first.counts.count() == 0


def test_nobody_but_tellers_counts(sitting, secretary, officer):
    nominee = nominees(sitting())[0]
    for user in (secretary, officer):
        with pytest.raises(Refused) as refused:
            enter_count(nominee, box(4), by=user)
        assert reasons(refused) == ["role.teller"]


@pytest.mark.parametrize(("yes", "verdict", "state"), [(4, "approved", "approved"), (3, "rejected", "rejected")])
def test_the_pass_mark_is_counted_on_all_members(sitting, tellers, secretary, yes, verdict, state):
    session = sitting(present=4)
    for teller in tellers:
        enter_count(nominees(session)[0], box(yes, papers=4), by=teller)
    close_session(session, by=secretary)
    nominee = nominees(session)[0]
    assert (nominee.verdict, nominee.nomination.state) == (verdict, state)
    assert nominee.nomination.result == ("pass" if yes == 4 else "fail")


def test_without_a_quorum_the_papers_decide_nothing_and_the_dossier_is_heard_again(
    sitting, tellers, secretary, new_session
):
    session = sitting(present=3)
    for teller in tellers:
        enter_count(nominees(session)[0], box(3, papers=3), by=teller)
    close_session(session, by=secretary)
    dossier = nominees(session)[0].nomination
    assert (dossier.state, dossier.open_clauses) == ("before_council", "K11")

    again = new_session(held_on="2023-05-20")
    put_on_agenda(again, [dossier], by=secretary)
    open_session(again, dict.fromkeys(again.council.members.values_list("pk", flat=True), "present"), by=secretary)
    for teller in tellers:
        enter_count(nominees(again)[0], box(5), by=teller)
    close_session(again, by=secretary)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.result, dossier.open_clauses) == ("approved", "pass", "")


def test_signed_minutes_stand(sitting, tellers, secretary):
    session = sitting()
    for teller in tellers:
        enter_count(nominees(session)[0], box(5), by=teller)
    sign = close_session(session, by=secretary)
    sign_minutes(sign, note="Không có ý kiến khác", by=secretary)
    with pytest.raises(Refused) as refused:
        close_session(session, by=secretary)
    assert reasons(refused) == ["session.not_open"]
    verbs = [event.verb for event in history_of(session)]
    assert verbs[:2] == ["session.signed", "session.closed"]


def test_a_session_counted_on_paper_is_taken_over(tree, new_dossier, new_session, round, machine):
    dossier, waiting = new_dossier(tree["001001"]), new_dossier(tree["001002"])
    paper, planned = new_session(present=5, members=5), new_session(members=5)
    counts = {"issued": 5, "returned": 5, "valid": 5, "invalid": 0, "yes": 5, "no": 0}
    Nominee.objects.create(session=paper, nomination=dossier, **counts)
    Nominee.objects.create(session=planned, nomination=waiting)

    assess_round(round, by=machine)

    for row in (dossier, waiting, paper, planned):
        row.refresh_from_db()
    assert [dossier.state, dossier.result, waiting.state, paper.state, planned.state] == [
        "approved",
        "pass",
        "submitted",
        "closed",
        "planned",
    ]


def numbers_on(browser, session):
    page = browser.get(reverse("session", args=[session.pk])).content.decode()
    return [str(number) for number in (941, 832) if f">{number}<" in page or f'value="{number}"' in page]


def test_nobody_sees_what_a_teller_counted_before_the_other_has_counted(
    sitting, tellers, secretary, officer, new_user, tree, signed_in
):
    session = sitting()
    session.members = 2000
    session.save()
    nominee = nominees(session)[0]
    leader = new_user(Role.LEADER, over=tree["000"])
    everybody = [signed_in(user) for user in (tellers[1], secretary, officer, leader)]
    enter_count(nominee, Box(1000, 1000, 1000, 0, 941, 59), by=tellers[0])
    assert [numbers_on(browser, session) for browser in everybody] == [[], [], [], []]

    enter_count(nominee, Box(1000, 1000, 1000, 0, 832, 168), by=tellers[1])

    assert [numbers_on(browser, session) for browser in everybody] == [["832"], ["941", "832"], [], []]


def test_members_who_belong_to_the_nominated_unit_are_named(sitting, tree, new_person, officer, signed_in):
    session = sitting()
    member = session.council.members.first()
    member.person = new_person("Lê Thị Cúc", tree["001001"])
    member.save()
    page = signed_in(officer).get(reverse("session", args=[session.pk])).content.decode()
    assert page.count("Liên quan: Thành viên 0") == 1
