"""Rounds and packs: dated data, frozen when a round is opened; what is wrong in them is said at once."""

import datetime as dt

import pytest
import yaml

from vinhdanh.commendations.actions import (
    ask_to_assess,
    assessing,
    change_days,
    close_round,
    create_nomination,
    open_round,
)
from vinhdanh.commendations.models import Nomination
from vinhdanh.commendations.packs import all_packs, edition_on, read_pack
from vinhdanh.commendations.queries.facts import conditions_of
from vinhdanh.commendations.wording import ARTICLES
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.worker import Worker
from vinhdanh.rules.eligibility.conditions import COMBINED, RULES
from vinhdanh.rules.reasons import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAYS = {"opens_on": dt.date(2023, 4, 1), "closes_on": dt.date(2023, 5, 10), "decision_on": dt.date(2023, 6, 10)}


def reasons(refused):
    return [reason.code for reason in refused.value.reasons]


def a_pack(**changes):
    edition = {
        "version": "1",
        "valid_from": dt.date(2020, 1, 1),
        "basis": "thông lệ",
        "source": "thử",
        "verification": {"state": "unverified"},
        "ratings": ["Tốt", "Kém"],
        "forms": {"Giấy khen": {"for": "unit", "rating_years": 1}},
        "conditions": {"C1": {"rule": "has_evidence"}},
    } | changes
    return yaml.safe_dump({"pack": "thu", "editions": [edition]}, allow_unicode=True)


def test_every_pack_of_the_product_is_readable_and_says_that_nobody_verified_it():
    packs = all_packs()
    assert list(packs) == ["plain", "vn-party"]
    assert {edition.state for editions in packs.values() for edition in editions} == {"unverified"}
    assert all(edition.basis and edition.source for editions in packs.values() for edition in editions)


@pytest.mark.parametrize(("day", "version"), [(dt.date(2025, 12, 28), "2016"), (dt.date(2025, 12, 29), "2025-12-29")])
def test_the_edition_of_the_day_holds(day, version):
    assert edition_on("vn-party", day).version == version


def test_a_day_before_the_first_edition_has_no_rules():
    with pytest.raises(Refused) as refused:
        edition_on("vn-party", dt.date(2015, 12, 31))
    assert reasons(refused) == ["pack.none_on_day"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"basis": ""}, "pack.missing_key"),
        ({"valid_to": dt.date(2019, 1, 1)}, "pack.bad_dates"),
        ({"verification": {"state": "sure"}}, "pack.bad_state"),
        ({"forms": {"Giấy khen": {"for": "dog"}}}, "pack.bad_form"),
        ({"conditions": {"C1": {"rule": "be_nice"}}}, "rule.unknown_rule"),
        ({"conditions": {"C1": {"rule": "unit_vote_share", "share": "nhiều"}}}, "rule.not_a_share"),
        ({"conditions": {"C1": {"rule": "has_evidence", "forms": ["Cờ"]}}}, "pack.unknown_form"),
    ],
)
def test_what_is_wrong_in_a_pack_is_named(changes, code):
    with pytest.raises(Refused) as refused:
        read_pack(a_pack(**changes), where="thu.yaml")
    assert reasons(refused) == [code]
    assert refused.value.reasons[0].facts["where"].startswith("thu.yaml")


def test_two_editions_do_not_hold_on_one_day():
    text = yaml.safe_load(a_pack())
    text["editions"].append({**text["editions"][0], "version": "2", "valid_from": dt.date(2021, 1, 1)})
    with pytest.raises(Refused) as refused:
        read_pack(yaml.safe_dump(text, allow_unicode=True), where="thu.yaml")
    assert reasons(refused) == ["pack.editions_overlap"]


def test_a_round_is_frozen_to_the_edition_of_its_decision_day(officer):
    round = open_round(code="2023-1", name="Sơ kết", pack="vn-party", days=DAYS, by=officer)
    assert (round.pack, round.pack_version, round.pack_facts["state"]) == ("vn-party", "2016", "unverified")
    assert [condition.id for condition in conditions_of(round)] == [f"D{n}" for n in range(1, 17)]
    assert len(round.to_council) == 6
    assert [event.verb for event in history_of(round)] == ["round.opened"]


def test_an_office_keeps_its_own_words_for_ratings(officer, office):
    office.answers = {"round": {"ratings": ["A", "B", "C", "D"]}, "issuers": {"own": "Công đoàn"}}
    office.save()
    round = open_round(code="r", name="Vòng", pack="plain", days=DAYS, by=officer)
    assert (round.ratings, round.conditions["C6"]["rating"], round.issuer) == (["A", "B", "C", "D"], "B", "Công đoàn")


def test_an_office_may_open_a_round_under_its_own_answers(officer, office):
    own = {
        "forms": {"Cờ": {"for": "unit", "rating_years": 1}},
        "ratings": ["A", "B"],
        "to_council": ["Cờ"],
        "conditions": {"1": {"rule": "not_yet_awarded", "issuer": "own", "form": "Cờ", "kind": "Đột xuất"}},
    }
    office.answers = {"round": own}
    office.save()
    round = open_round(code="r", name="Vòng", pack="office", days=DAYS, by=officer)
    assert (list(round.forms), round.award_form, round.award_kind) == (["Cờ"], "Cờ", "Đột xuất")


def test_own_answers_with_an_unknown_condition_open_no_round(officer, office):
    office.answers = {"round": {"forms": {"Cờ": {}}, "conditions": {"1": {"rule": "be_nice"}}}}
    office.save()
    with pytest.raises(Refused) as refused:
        open_round(code="r", name="Vòng", pack="office", days=DAYS, by=officer)
    assert [(r.code, r.facts["rule"]) for r in refused.value.reasons] == [("rule.unknown_rule", "be_nice")]


def test_everything_wrong_with_a_new_round_is_said_at_once(officer, round):
    days = {"opens_on": dt.date(2023, 5, 1), "closes_on": dt.date(2023, 4, 1)}
    with pytest.raises(Refused) as refused:
        open_round(code=round.code, name=" ", pack="plain", days=days, by=officer)
    assert reasons(refused) == [
        "round.no_decision_day",
        "round.no_name",
        "round.code_used",
        "round.days_out_of_order",
    ]


def test_the_calendar_may_change_and_the_old_days_stay_in_the_history(round, officer):
    change_days(round, {"closes_on": dt.date(2023, 5, 5)}, by=officer)
    round.refresh_from_db()
    assert round.closes_on == dt.date(2023, 5, 5)
    assert history_of(round).get().facts == {"closes_on": ["2023-05-31", "2023-05-05"]}


def test_a_closed_round_takes_no_more_dossiers(round, officer, clerk, tree):
    close_round(round, by=officer)
    round.refresh_from_db()
    with pytest.raises(Refused) as refused:
        create_nomination(round, form="Bằng khen chi bộ", unit=tree["001001"], by=clerk)
    assert reasons(refused) == ["round.closed"]


def test_a_large_round_is_assessed_in_the_background_and_a_small_one_at_once(
    round, officer, tree, new_dossier, signed_in, monkeypatch
):
    dossier = new_dossier(tree["001001"])
    assert ask_to_assess(round, by=officer) is None
    dossier.refresh_from_db()
    assert dossier.result == "waiting"

    Nomination.objects.update(votes_yes=1)
    monkeypatch.setattr(assessing, "AT_ONCE", 0)
    job = ask_to_assess(round, by=officer)
    assert Worker().work_until_idle() == 1
    job.refresh_from_db()
    dossier.refresh_from_db()
    assert (job.state, job.result, dossier.open_clauses) == ("done", {"results": {"fail": 1}}, "K5")


def test_every_condition_has_words_even_when_the_office_gave_none():
    assert ARTICLES.keys() == {*RULES, *COMBINED}
