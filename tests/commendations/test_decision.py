"""From approved dossiers to one decision: numbers without gaps, the names of the day."""

import datetime as dt

import pytest

from vinhdanh.accounts.models import Notice
from vinhdanh.commendations.actions import assess_round, make_decision
from vinhdanh.commendations.models import Nomination, Nominee
from vinhdanh.commendations.queries.verdicts import verdicts
from vinhdanh.honours.models import Award, Decision
from vinhdanh.kernel.models import NumberSeries
from vinhdanh.organisation.models import UnitName
from vinhdanh.rules.reasons import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = dt.date(2023, 5, 18)
PAPER = {"dated_on": DAY, "title": "Tặng bằng khen", "signer_name": "Phạm Đức Bình", "signer_post": "Bí thư"}


def reasons(refused):
    return [reason.code for reason in refused.value.reasons]


@pytest.fixture
def approved(tree, new_dossier, new_session, round, machine):
    """`approved("001001", "001002")`: dossiers of these units that the council approved."""

    def make(*codes):
        session = new_session(present=5)
        rows = [new_dossier(tree[code]) for code in codes]
        for row in rows:
            Nominee.objects.create(
                session=session, nomination=row, issued=5, returned=5, valid=5, invalid=0, yes=5, no=0
            )
        assess_round(round, by=machine)
        return [Nomination.objects.get(pk=row.pk) for row in rows]

    return make


def test_one_decision_names_everything_that_was_approved(approved, round, officer, clerk, tree, new_dossier):
    rows = approved("001001", "001002")
    new_dossier(tree["002001"])

    decision = make_decision(round, by=officer, **PAPER)

    awards = list(decision.awards.order_by("position"))
    assert [(a.unit, a.form, a.award_kind, a.printed_name, a.printed_unit, a.awarded_on) for a in awards] == [
        (row.unit, "Bằng khen", "Chuyên đề", row.name, "Đảng bộ Cục Lưu trữ", DAY) for row in rows
    ]
    assert (decision.state, decision.dated_on, decision.issuer) == ("issued", DAY, "Đảng ủy Khối")
    assert sorted(a.golden_book_no for a in awards) == [1, 2]
    assert list(Nomination.objects.filter(state="decided").values_list("award", flat=True)) == [a.pk for a in awards]
    assert Notice.objects.filter(user=clerk).count() == 1


def test_the_golden_book_goes_on_where_the_paper_one_ended(approved, round, officer, tree):
    old = Decision.objects.create(issuer="Đảng ủy Khối", number="1-QĐ", state="issued", dated_on=dt.date(2022, 1, 1))
    Award.objects.create(
        key="a", decision=old, form="Giấy khen", award_kind="Công trạng", printed_name="X",
        awarded_on=dt.date(2022, 1, 1), golden_book_no=870,
    )  # fmt: skip
    approved("001001", "001002")
    decision = make_decision(round, by=officer, **PAPER)
    assert list(decision.awards.order_by("position").values_list("golden_book_no", flat=True)) == [871, 872]


def test_the_name_of_the_day_of_the_decision_is_printed(approved, round, officer, tree):
    approved("001001")
    UnitName.objects.filter(unit=tree["001001"]).update(valid_to=dt.date(2023, 5, 10))
    UnitName.objects.create(unit=tree["001001"], name="Chi bộ Phòng Dữ liệu", valid_from=dt.date(2023, 5, 10))
    decision = make_decision(round, by=officer, **PAPER)
    assert [award.printed_name for award in decision.awards.all()] == ["Chi bộ Phòng Dữ liệu"]


def test_a_second_decision_names_only_what_is_new(approved, round, officer):
    approved("001001")
    first = make_decision(round, by=officer, **PAPER)
    with pytest.raises(Refused) as refused:
        make_decision(round, by=officer, **PAPER)
    approved("001002")
    second = make_decision(round, by=officer, **PAPER)
    assert reasons(refused) == ["round.nothing_approved"]
    assert (first.awards.count(), second.awards.count()) == (1, 1)
    assert first.number != second.number


def test_what_fails_gives_its_numbers_back(approved, round, officer):
    approved("001001")
    Decision.objects.create(issuer="Đảng ủy Khối", number="9-QĐ/ĐU", state="issued", dated_on=DAY)
    with pytest.raises(Refused) as refused:
        make_decision(round, by=officer, number="9-QĐ/ĐU", **PAPER)
    assert reasons(refused) == ["decision.number_used"]
    assert (Award.objects.count(), NumberSeries.objects.filter(name="golden_book").count()) == (0, 0)
    assert Nomination.objects.get().state == "approved"


def test_a_decision_without_a_signer_is_refused(approved, round, officer):
    approved("001001")
    with pytest.raises(Refused) as refused:
        make_decision(round, by=officer, **{**PAPER, "signer_name": " "})
    assert reasons(refused) == ["decision.no_signer"]


def test_a_clerk_makes_no_decision(approved, round, clerk):
    approved("001001")
    with pytest.raises(Refused) as refused:
        make_decision(round, by=clerk, **PAPER)
    assert reasons(refused) == ["role.office_or_secretary"]


def test_what_was_decided_keeps_the_answers_it_was_decided_with(approved, round, officer, machine):
    row = approved("001001")[0]
    make_decision(round, by=officer, **PAPER)
    row.votes_yes = 0
    row.save(update_fields=["votes_yes"])

    assess_round(round, by=machine)

    row.refresh_from_db()
    found = verdicts(round)[0]
    assert (row.result, row.open_clauses) == ("pass", "")
    assert (found["result"], [c["id"] for c in found["clauses"] if c["state"] != "met"]) == ("pass", [])
