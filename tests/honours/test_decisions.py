"""A decision gets one number, changes no more once issued, and an award is withdrawn, never deleted."""

import datetime as dt

import pytest

from vinhdanh.accounts.models import Role
from vinhdanh.honours.actions import add_award, issue_decision, new_decision, withdraw_award
from vinhdanh.honours.models import Award, Decision
from vinhdanh.honours.queries import found_awards
from vinhdanh.kernel.history import history_of
from vinhdanh.rules.reasons import Reason, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = dt.date(2023, 5, 18)


def test_a_decision_without_a_number_gets_the_next_one_that_no_paper_bears(draft, officer):
    Decision.objects.create(number="2-QĐ/ĐU", dated_on=dt.date(2023, 1, 9), issuer="Đảng ủy Khối", state="issued")

    numbers = [issue_decision(draft("Chi bộ Một"), dated_on=DAY, by=officer).number for _ in range(3)]

    assert numbers == ["1-QĐ/ĐU", "3-QĐ/ĐU", "4-QĐ/ĐU"]


def test_a_number_already_used_this_year_is_refused_and_the_decision_stays_a_draft(draft, issued, officer):
    issued("Chi bộ Một", number="247-QĐ/ĐU")
    second = draft("Chi bộ Hai")

    with pytest.raises(Refused) as refused:
        issue_decision(second, dated_on=DAY, number="247-QĐ/ĐU", by=officer)

    assert refused.value.reasons == (Reason("decision.number_used"),)
    assert Decision.objects.get(pk=second.pk).state == "draft"


def test_an_issued_decision_takes_no_more_awards_and_no_second_number(issued, officer):
    decision = issued("Chi bộ Một")

    for act in (
        lambda: add_award(decision, form="Bằng khen", award_kind="Chuyên đề", printed_name="Chi bộ Hai", by=officer),
        lambda: issue_decision(decision, dated_on=DAY, by=officer),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.reasons == (Reason("decision.already_issued"),)


def test_a_decision_without_awards_is_not_issued(draft, officer):
    with pytest.raises(Refused) as refused:
        issue_decision(draft(), dated_on=DAY, by=officer)
    assert refused.value.reasons == (Reason("decision.without_awards"),)


def test_a_clerk_writes_no_decision(new_user, tree, office):
    clerk = new_user(Role.CLERK, over=tree["001"])
    with pytest.raises(Refused) as refused:
        new_decision(issuer="Đảng ủy Khối", title="Khen", by=clerk)
    assert refused.value.reasons == (Reason("role.office_or_secretary"),)
    assert Decision.objects.count() == 0


def test_names_are_kept_in_one_form_of_unicode_and_found_without_marks(issued):
    decision = issued("Chi bộ Phu\u031bo\u031b\u0323ng")
    award = decision.awards.get()

    assert award.printed_name == "Chi bộ Phượng"
    assert list(found_awards("chi bo phuong cuc LUU TRU")) == [award]
    assert list(found_awards("phong")) == []


def test_a_withdrawn_award_keeps_who_why_and_by_which_decision(issued, officer):
    award = issued("Chi bộ Một").awards.get()

    withdraw_award(award, reason="Kê khai sai thành tích", decision="301-QĐ/ĐU", by=officer)

    award = Award.objects.get(pk=award.pk)
    assert (award.state, award.withdrawn_on, award.withdrawn_by_decision) == ("withdrawn", DAY, "301-QĐ/ĐU")
    assert history_of(award).first().facts == {"reason": "Kê khai sai thành tích", "decision": "301-QĐ/ĐU"}


def test_withdrawing_needs_a_reason_and_a_decision_and_happens_once(issued, officer):
    award = issued("Chi bộ Một").awards.get()
    with pytest.raises(Refused) as refused:
        withdraw_award(award, reason=" ", decision="", by=officer)
    assert refused.value.reasons == (Reason("award.reason_missing"), Reason("award.decision_missing"))

    withdraw_award(award, reason="Kê khai sai", decision="301-QĐ/ĐU", by=officer)
    with pytest.raises(Refused) as refused:
        withdraw_award(award, reason="Lần nữa", decision="302-QĐ/ĐU", by=officer)
    assert refused.value.reasons == (Reason("award.already_withdrawn"),)
