"""The demonstration is the same year at every start, at the article's size."""

from random import Random

from vinhdanh.demo import honours, year
from vinhdanh.demo.bloc import invent
from vinhdanh.demo.workbooks import SEED


def bloc():
    return invent(Random(SEED))


def test_the_bloc_has_the_size_of_the_article():
    made = bloc()
    assert (len(made.committees), len(made.cells()), len(made.people)) == (61, 5200, 10_000)


def test_no_two_units_share_a_code():
    codes = [unit.code for unit in bloc().units]
    assert len(codes) == len(set(codes))


def test_the_same_year_is_invented_at_every_start():
    assert bloc() == bloc()


def test_the_year_has_the_counts_of_the_article():
    rng, made = Random(1), bloc()
    contest = year.contest(rng, made)
    counted = [row for row in contest["entries"] if row[8] == "Hợp lệ"]
    visits, worked, findings = year.inspections(rng, made)
    past, given = honours.history(rng, made)
    assert len(year.meetings(rng, made)) == 8000
    assert (len(counted), len({row[5] for row in counted}), len(contest["prizes"])) == (1108, 41, 32)
    assert (len(visits), len(findings)) == (29, 46)
    main = {row[0] for row in visits if row[1] == year.MAIN}
    assert len({row[1] for row in worked if row[0] in main}) == 46
    assert len(past) == 99 + 43 + 4 + 6 + 4 + 6
    assert len(honours.nominations(rng, made, given, set())) == 214


def test_no_judge_marks_an_entry_of_his_own_committee():
    contest = year.contest(Random(1), bloc())
    home = {row[0]: row[5] for row in contest["entries"]}
    entry = {row[0]: row[1] for row in contest["blind"]}
    judge = {row[0]: row[3] for row in contest["judges"]}
    assert [row for row in contest["marks"] if judge[row[1]] == home[entry[row[0]]]] == []
