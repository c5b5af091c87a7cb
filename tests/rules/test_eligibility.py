"""The conditions of a round, by properties: three answers, exact shares, nothing guessed."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.rules.ballot import Box
from vinhdanh.rules.eligibility.answers import Effect, State
from vinhdanh.rules.eligibility.conditions import COMBINED, RULES, Condition, read_conditions
from vinhdanh.rules.eligibility.facts import (
    Declared,
    Dossier,
    Earlier,
    Form,
    Frame,
    GivenAward,
    Hearing,
    Initiative,
    Likeness,
    Matter,
    Nominee,
)
from vinhdanh.rules.eligibility.parameters import share
from vinhdanh.rules.eligibility.verdict import Clause, Result, assess, framed, result_of
from vinhdanh.rules.reasons import Reason, Refused

DECIDED = dt.date(2023, 5, 18)
GRADES = ("Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Không hoàn thành")
UNIT = Nominee("unit", "001001", "Chi bộ A", started_on=dt.date(2010, 1, 1))
PERSON = Nominee("person", "0000001", "Lê Thị Cúc", is_active=True, status="Đang công tác")
FRAME = Frame(
    decided_on=DECIDED,
    forms={"Bằng khen": Form("Bằng khen", "unit", 2), "Giấy khen": Form("Giấy khen", "", 0)},
    ratings=GRADES,
    rated_until=2022,
    to_council=frozenset(["Bằng khen"]),
    period=(dt.date(2021, 5, 18), dt.date(2023, 5, 18)),
    issuers={"own": "Đảng ủy Khối"},
)
# One correct piece of data for each rule.
SAMPLES = {
    "alive_on": {"date": "decision_date"},
    "no_open_finding": {},
    "ratings_known": {},
    "ratings_at_least": {"rating": "Hoàn thành tốt"},
    "unit_vote_share": {"share": "2/3"},
    "achieved_between": {"from": "2021-05-18", "to": "2023-03-31"},
    "has_evidence": {},
    "one_dossier_per_form": {"keep": "first_submitted"},
    "not_yet_awarded": {"issuer": "own", "form": "Bằng khen", "kind": "Chuyên đề", "period": "report"},
    "text_not_copied": {"words": 5, "share": "7/10"},
    "quorum": {"share": "2/3", "of": "all_members"},
    "pass_mark": {"share": "80/100", "of": "all_members"},
    "only_for": {},
    "titles_in_a_row": {"form": "CSTĐ cơ sở", "years": 3},
    "ratings_in_a_row": {"rating": "Hoàn thành xuất sắc", "years": 2},
    "award_before": {"form": "Bằng khen"},
    "years_since_award": {"form": "Bằng khen", "rating": "Hoàn thành tốt", "years": 5},
    "count_since_award": {"form": "CSTĐ cơ sở", "since": "Bằng khen", "at_least": 3},
    "months_since_award": {"form": "Bằng khen", "months": 24},
    "one_award_per_achievement": {"fails": "warn"},
    "share_at_most": {"of": "Giấy khen", "share": "15%"},
    "initiatives_at_least": {"at_least": 1, "within": 2},
    "months_worked_at_least": {"months": 10},
    "not_under_examination": {"fails": "hold"},
    "achieved_after_discipline": {},
}
dates = st.dates(min_value=dt.date(2005, 1, 1), max_value=dt.date(2026, 12, 31))
grades = st.sampled_from([*GRADES, "HTT nhiệm vụ", ""])
awards = st.builds(
    GivenAward,
    code=st.sampled_from(["1-QĐ", "2-QĐ", "3-QĐ"]),
    form=st.sampled_from(["Bằng khen", "CSTĐ cơ sở", "Giấy khen"]),
    kind=st.sampled_from(["Chuyên đề", "Công trạng"]),
    issuer=st.sampled_from(["Đảng ủy Khối", "Thủ tướng Chính phủ"]),
    on=dates,
)
dossiers = st.builds(
    Dossier,
    code=st.just("DN-001"),
    form=st.sampled_from(["Bằng khen", "Giấy khen", "Huân chương"]),
    nominee=st.sampled_from([UNIT, PERSON, Nominee()]),
    submitted_on=st.none() | dates,
    achieved_on=st.none() | dates,
    votes_yes=st.none() | st.integers(0, 40),
    votes_total=st.none() | st.integers(0, 40),
    evidence=st.lists(st.just("Báo cáo"), max_size=3).map(tuple),
    ratings=st.dictionaries(st.integers(2015, 2023), grades, max_size=8),
    awards=st.lists(awards, max_size=6).map(tuple),
    matters=st.lists(st.builds(Matter, code=st.just("KN-1"), type=st.sampled_from(["finding", "complaint"]))).map(
        tuple
    ),
    declared=st.builds(
        Declared,
        initiatives=st.none()
        | st.lists(st.builds(Initiative, code=st.just("SK"), year=st.integers(2018, 2022))).map(tuple),
        months_worked=st.none() | st.dictionaries(st.integers(2020, 2022), st.integers(0, 12)),
        disciplined=st.none() | st.booleans(),
        discipline_ends_on=st.none() | dates,
        under_examination=st.none() | st.booleans(),
    ),
    twin=st.none() | st.just(Earlier("DN-000")),
    like=st.none() | st.builds(Likeness, code=st.just("DN-000"), share=st.fractions(0, 1)),
    hearing=st.none()
    | st.builds(
        Hearing,
        session=st.just("P1"),
        held_on=st.just(DECIDED),
        members=st.just(15),
        present=st.none() | st.integers(0, 15),
        box=st.none() | st.integers(0, 12).map(lambda yes: Box(12, 12, 12, 0, yes, 12 - yes)),
    ),
    peers=st.dictionaries(st.sampled_from(["Bằng khen", "Giấy khen"]), st.integers(0, 30)),
)


def one(rule, **changes):
    data = {"rule": rule, **SAMPLES[rule], **changes}
    return read_conditions({"K1": data})[0]


def answer(rule, dossier, frame=FRAME, **changes):
    return one(rule, **changes).ask(dossier, frame)


def state(rule, dossier, frame=FRAME, **changes):
    return answer(rule, dossier, frame, **changes).state


def test_every_rule_has_a_sample_here():
    assert RULES.keys() == SAMPLES.keys()


@given(dossier=dossiers)
def test_every_rule_answers_every_dossier_with_one_of_four_words(dossier):
    conditions = read_conditions({f"K{n}": {"rule": rule, **data} for n, (rule, data) in enumerate(SAMPLES.items())})
    assessed = assess(dossier, conditions, framed(FRAME, conditions))
    assert [clause.id for clause in assessed.clauses] == [condition.id for condition in conditions]
    for clause in assessed.clauses:
        assert (clause.effect is None) == (clause.state in (State.MET, State.NOT_ASKED))
        assert bool(clause.next_step) == (clause.effect is not None)
    assert assessed.met <= assessed.asked


@given(yes=st.integers(0, 100), total=st.integers(1, 100), top=st.integers(0, 20), bottom=st.integers(1, 20))
def test_a_share_is_compared_exactly(yes, total, top, bottom):
    if top > bottom or yes > total:
        return
    found = state(
        "unit_vote_share", Dossier("D", "Bằng khen", votes_yes=yes, votes_total=total), share=f"{top}/{bottom}"
    )
    assert found == (State.MET if yes * bottom >= top * total else State.NOT_MET)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2/3", Fraction(2, 3)),
        ("80/100", Fraction(4, 5)),
        ("80%", Fraction(4, 5)),
        (0.8, Fraction(4, 5)),
        (1, Fraction(1)),
    ],
)
def test_a_share_may_be_written_in_these_ways(written, meant):
    assert share(written) == meant


def test_what_is_missing_is_unknown_and_never_a_no():
    empty = Dossier("D", "Bằng khen")
    answers = {rule: state(rule, empty) for rule in SAMPLES}
    assert {rule for rule, found in answers.items() if found is State.NOT_MET} == {
        "titles_in_a_row",
        "award_before",
        "years_since_award",
        "count_since_award",
    }  # these read the register of awards, which is complete


@given(ended=dates, on=dates)
def test_a_unit_is_gone_on_its_last_day(ended, on):
    unit = Nominee("unit", "1", started_on=dt.date(2000, 1, 1), ended_on=ended)
    found = state("alive_on", Dossier("D", "Bằng khen", unit), date=on)
    assert found == (State.MET if on < ended else State.NOT_MET)


def test_a_person_is_asked_whether_he_is_active():
    gone = Nominee("person", "1", is_active=False, status="Nghỉ hưu")
    assert (state("alive_on", Dossier("D", "F", PERSON)), state("alive_on", Dossier("D", "F", gone))) == (
        State.MET,
        State.NOT_MET,
    )


@given(ratings=st.dictionaries(st.integers(2018, 2022), st.sampled_from(GRADES)))
def test_gaps_in_the_ratings_are_told_once(ratings):
    conditions = read_conditions(
        {"K3": {"rule": "ratings_known"}, "K4": {"rule": "ratings_at_least", "rating": "Hoàn thành tốt"}}
    )
    assessed = assess(Dossier("D", "Bằng khen", ratings=ratings), conditions, framed(FRAME, conditions))
    known, good = (clause.state for clause in assessed.clauses)
    asked = [ratings.get(year) for year in (2021, 2022)]
    assert known == (State.MET if all(asked) else State.UNKNOWN)
    if any(rating in GRADES[2:] for rating in asked):
        assert good is State.NOT_MET
    else:
        assert good is (State.MET if all(asked) else State.NOT_ASKED)


def test_without_a_question_for_gaps_a_gap_stays_unknown():
    assert state("ratings_at_least", Dossier("D", "Bằng khen", ratings={2022: GRADES[0]})) is State.UNKNOWN


@given(like=st.fractions(0, 1))
def test_a_text_is_alike_from_the_share_on(like):
    found = state("text_not_copied", Dossier("D", "F", like=Likeness("DN-1", like)))
    assert found == (State.NOT_MET if like >= Fraction(7, 10) else State.MET)


@given(present=st.integers(0, 15), yes=st.integers(0, 15))
def test_a_session_without_quorum_is_not_also_short_of_votes(present, yes):
    conditions = read_conditions(
        {"K11": {"rule": "quorum", "share": "2/3"}, "K12": {"rule": "pass_mark", "share": "80/100"}}
    )
    papers = max(present, yes)
    hearing = Hearing("P1", DECIDED, 15, present, Box(papers, papers, papers, 0, yes, papers - yes))
    assessed = assess(Dossier("D", "Bằng khen", hearing=hearing), conditions, framed(FRAME, conditions))
    quorum, mark = (clause.state for clause in assessed.clauses)
    assert quorum == (State.MET if present >= 10 else State.NOT_MET)
    expected = State.NOT_ASKED if present < 10 else State.MET if yes >= 12 else State.NOT_MET
    assert mark == expected
    assert assessed.result == (Result.PASS if (quorum, mark) == (State.MET, State.MET) else Result.FAIL)


def test_forms_that_do_not_go_to_the_council_wait():
    conditions = read_conditions({"K12": {"rule": "pass_mark", "share": "80/100"}})
    assessed = assess(Dossier("D", "Giấy khen"), conditions, framed(FRAME, conditions))
    assert (assessed.result, assessed.clauses[0].state) == (Result.WAITING, State.NOT_ASKED)


@given(effects=st.lists(st.sampled_from(Effect)))
def test_the_strongest_effect_decides(effects):
    clauses = [Clause(str(n), "x", State.NOT_MET, "", Reason("x"), effect=effect) for n, effect in enumerate(effects)]
    order = [Effect.HOLD, Effect.RETURN, Effect.REVIEW, Effect.FAIL]
    first = next((effect for effect in order if effect in effects), None)
    assert result_of(clauses, voted=True) == (Result(first.value) if first else Result.PASS)


def award(form, on, **facts):
    return GivenAward("1-QĐ", form, facts.get("kind", "Công trạng"), facts.get("issuer", "Đảng ủy Khối"), on)


def test_titles_are_counted_in_a_row_up_to_the_last_rated_year():
    titles = tuple(award("CSTĐ cơ sở", dt.date(year, 12, 1)) for year in (2018, 2020, 2021, 2022))
    assert state("titles_in_a_row", Dossier("D", "F", awards=titles), years=3) is State.MET
    assert state("titles_in_a_row", Dossier("D", "F", awards=titles), years=4) is State.NOT_MET
    late = tuple(award("CSTĐ cơ sở", dt.date(year, 2, 1)) for year in (2021, 2022, 2023))
    assert state("titles_in_a_row", Dossier("D", "F", awards=late), years=3, lag=1) is State.MET


def test_only_merit_counts_where_the_rule_says_so():
    given_before = (award("Bằng khen", dt.date(2019, 5, 1), kind="Chuyên đề"),)
    assert state("award_before", Dossier("D", "F", awards=given_before)) is State.MET
    assert state("award_before", Dossier("D", "F", awards=given_before), kind="Công trạng") is State.NOT_MET


def test_years_since_an_award_begin_after_its_year():
    ratings = dict.fromkeys(range(2018, 2023), GRADES[1])
    before = Dossier("D", "F", awards=(award("Bằng khen", dt.date(2017, 6, 1)),), ratings=ratings)
    later = Dossier("D", "F", awards=(award("Bằng khen", dt.date(2018, 6, 1)),), ratings=ratings)
    gap = Dossier("D", "F", awards=before.awards, ratings={**ratings, 2019: ""})
    assert [state("years_since_award", dossier) for dossier in (before, later, gap)] == [
        State.MET,
        State.NOT_MET,
        State.UNKNOWN,
    ]


@given(on=dates)
def test_months_since_an_award_are_full_months(on):
    if on > DECIDED:
        return
    found = state("months_since_award", Dossier("D", "F", awards=(award("Bằng khen", on),)))
    assert found == (State.MET if on <= dt.date(2021, 5, 18) else State.NOT_MET)


def test_count_since_award_forgets_what_was_before():
    awards = (
        award("CSTĐ cơ sở", dt.date(2016, 12, 1)),
        award("Bằng khen", dt.date(2018, 6, 1)),
        *(award("CSTĐ cơ sở", dt.date(year, 12, 1)) for year in (2019, 2020)),
    )
    found = answer("count_since_award", Dossier("D", "F", awards=awards))
    assert (found.state, found.said.facts["count"]) == (State.NOT_MET, 2)


def test_an_award_after_the_achievement_may_be_for_the_same_one():
    dossier = Dossier("D", "F", achieved_on=dt.date(2022, 3, 1), awards=(award("Giấy khen", dt.date(2022, 4, 1)),))
    assert state("one_award_per_achievement", dossier) is State.NOT_MET
    assert state("one_award_per_achievement", dossier, form="Bằng khen") is State.MET


@given(here=st.integers(0, 50), base=st.integers(0, 200))
def test_a_cap_is_rounded_down_and_needs_a_base(here, base):
    dossier = Dossier("D", "Bằng khen", peers={"Bằng khen": here, "Giấy khen": base})
    found = state("share_at_most", dossier)
    assert found == (State.UNKNOWN if base == 0 else State.NOT_MET if here > base * 15 // 100 else State.MET)


def test_maternity_leave_counts_as_work():
    worked = Declared(months_worked={2022: 7}, maternity_months={2022: 5})
    short = Declared(months_worked={2022: 7})
    assert [
        state("months_worked_at_least", Dossier("D", "F", PERSON, declared=declared))
        for declared in (worked, short, Declared())
    ] == [State.MET, State.NOT_MET, State.UNKNOWN]
    assert state("months_worked_at_least", Dossier("D", "F", UNIT)) is State.NOT_ASKED


def test_an_achievement_counts_from_the_end_of_the_discipline():
    ends = dt.date(2022, 6, 1)
    punished = Declared(disciplined=True, discipline_ends_on=ends)
    days = (ends - dt.timedelta(days=1), ends)
    assert [
        state("achieved_after_discipline", Dossier("D", "F", achieved_on=day, declared=punished)) for day in days
    ] == [State.NOT_MET, State.MET]


def test_while_something_is_examined_the_dossier_is_held():
    condition = one("not_under_examination")
    dossier = Dossier("D", "Giấy khen", declared=Declared(under_examination=True, matter="đơn thư"))
    assert assess(dossier, [condition], FRAME).result is Result.HOLD


def test_either_of_two_ways_is_enough():
    either = {
        "rule": "any_of",
        "conditions": [
            {"rule": "titles_in_a_row", "form": "CSTĐ cơ sở", "years": 2},
            {"rule": "initiatives_at_least", "at_least": 2},
        ],
    }
    condition = read_conditions({"K1": either})[0]
    two = Declared(initiatives=(Initiative("SK1", 2021), Initiative("SK2", 2022)))
    titles = tuple(award("CSTĐ cơ sở", dt.date(year, 12, 1)) for year in (2021, 2022))
    cases = [Dossier("D", "F", awards=titles), Dossier("D", "F", declared=two), Dossier("D", "F")]
    assert [condition.ask(case, FRAME).state for case in cases] == [State.MET, State.MET, State.UNKNOWN]


@given(states=st.lists(st.sampled_from(State), min_size=1, max_size=4), rule=st.sampled_from(COMBINED))
def test_combined_answers_follow_three_valued_logic(states, rule):
    from_state = {
        State.MET: Dossier("D", "Bằng khen", evidence=("x",)),
        State.UNKNOWN: Dossier("D", "Bằng khen"),
    }
    asked = [found for found in states if found in from_state]
    parts = tuple(
        Condition(str(n), "has_evidence", {"at_least": 1 if s is State.MET else 9}) for n, s in enumerate(asked)
    )
    if not parts:
        return
    found = Condition("K", rule, {}, parts=parts).ask(from_state[State.MET], FRAME).state
    any_met, all_met = State.MET in asked, set(asked) == {State.MET}
    assert found == (State.MET if (any_met if rule == "any_of" else all_met) else State.UNKNOWN)


def test_everything_wrong_with_the_data_is_said_at_once():
    with pytest.raises(Refused) as refused:
        read_conditions(
            {
                "K1": {"rule": "alive_now"},
                "K2": {"rule": "unit_vote_share", "share": "3/2"},
                "K3": {"rule": "pass_mark"},
                "K4": {"rule": "has_evidence", "papers": 3},
                "K5": "ratings_known",
            }
        )
    assert [(reason.code, reason.facts["where"]) for reason in refused.value.reasons] == [
        ("rule.unknown_rule", "K1"),
        ("rule.not_a_share", "K2"),
        ("rule.missing_parameter", "K3"),
        ("rule.unknown_parameter", "K4"),
        ("rule.not_a_condition", "K5"),
    ]


def test_conditions_nested_too_deeply_are_refused():
    deep = {"rule": "has_evidence"}
    for _ in range(5):
        deep = {"rule": "all_of", "conditions": [deep]}
    with pytest.raises(Refused):
        read_conditions({"K1": deep})
