"""Two offices that write their papers differently from the case are understood all the same."""

import datetime as dt

import pytest
from company import COMPANY
from django.db.models import Sum
from invented_organisations import FAULTS
from university import UNIVERSITY

from vinhdanh.activities.models import GoodModel, Meeting, Publicity, Regulation, Study
from vinhdanh.commendations.models import Nomination, Nominee, Round, Session
from vinhdanh.contests.models import Contest, Entry, Mark, Prize
from vinhdanh.directives.models import Commitment, Directive, Fulfilment, Limitation, Plan, Task, YearTheme
from vinhdanh.honours.models import Award, HonourListing
from vinhdanh.inspections.models import Finding, Inspection, Visit
from vinhdanh.organisation.models import Person, Unit, UnitKind

pytestmark = [pytest.mark.case, pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(scope="module", params=[UNIVERSITY, COMPANY], ids=["university", "company"])
def office(request):
    return request.param


@pytest.fixture(scope="module")
def folder(office, tmp_path_factory):
    return office.write(tmp_path_factory.mktemp("workbooks"))


@pytest.fixture(scope="module")
def loaded(folder, load):
    with load(folder) as answer:
        yield answer


def test_every_sheet_is_understood(loaded, office):
    found = {
        (file["file"], sheet["sheet"]): (sheet["kind"], sheet.get("reason", ""))
        for file in loaded["files"]
        for sheet in file["sheets"]
    }
    assert found == {(sheet.file, sheet.name): (kind, "") for kind, sheet in office.sheets.items()}


def test_the_faults_are_caught_and_nothing_else_is(loaded, office):
    found = {
        (file["file"], sheet["sheet"], problem["row"], problem["column"], problem["severity"])
        for file in loaded["files"]
        for sheet in file["sheets"]
        for problem in sheet["problems"]
    }
    expected = set()
    for kind, place, field, severity in FAULTS:
        sheet = office.sheets[kind]
        expected.add((sheet.file, sheet.name, sheet.first_row + place - 1, sheet.letter(field), severity))
    assert found == expected


def test_loading_again_changes_nothing(loaded, folder, answer_of):
    again = answer_of("load", str(folder), "--json")
    assert (again["total"]["created"], again["total"]["changed"]) == (0, 0)


def test_units_and_people_in_the_office_s_own_words(loaded, office):
    alive = Unit.objects.alive_on(dt.date(2024, 8, 31))
    assert (Unit.objects.count(), alive.filter(kind__is_cell=True).count()) == (7, 3)
    assert set(UnitKind.objects.filter(unit__isnull=False).values_list("word", flat=True)) == {
        office.words["root"],
        office.words["base"],
        office.words["cell"],
    }
    assert list(Person.objects.filter(is_active=False).values_list("code", flat=True)) == ["E05"]


def test_directives(loaded):
    assert (Directive.objects.count(), YearTheme.objects.count(), Limitation.objects.count()) == (2, 2, 1)
    plans = Plan.objects.order_by("unit__code", "kind").values_list("unit__code", "kind", "year")
    assert list(plans) == [("VS-A", "term", None), ("VS-A", "year", 2024), ("VS-B", "year", 2024)]
    sums = Commitment.objects.filter(year=2024).aggregate(c=Sum("collectives"), p=Sum("persons"))
    assert sums == {"c": 5, "p": 65}
    assert Fulfilment.objects.filter(requirement__kind="year_plan", requirement__year=2024).count() == 2
    tasks = Task.objects.order_by("code").values_list("code", "lead__code", "state", "limitations__text")
    assert [task[:3] for task in tasks] == [("T1", "VS-A", "in_progress"), ("T2", "VS-B", "done")]
    assert Limitation.objects.get().task.code == "T1"


def test_activities(loaded):
    meetings = Meeting.objects.order_by("held_on").values_list("unit__code", "kind", "present")
    assert list(meetings) == [
        ("VS-B2", "regular", 4),
        ("VS-A1", "regular", 11),
        ("VS-A1", "thematic", 12),
        ("VS-B1", "regular", 8),
    ]
    assert Study.objects.aggregate(n=Sum("participants"))["n"] == 125
    assert sorted(Regulation.objects.values_list("outcome", flat=True)) == ["amended", "new", "reviewed"]
    assert list(GoodModel.objects.filter(is_spread=True).values_list("unit__code", flat=True)) == ["VS-A1"]
    assert Publicity.objects.aggregate(n=Sum("quantity"))["n"] == 10


def test_the_contest_is_ranked_by_its_own_terms(loaded, office):
    contest = Contest.objects.get()
    assert (contest.closes_on, contest.marks_per_entry, contest.scale, contest.forward, contest.ties[0]) == (
        dt.date(2024, 3, 31),
        2,
        10,
        2,
        "highest_mark_desc",
    )
    ranked = Entry.objects.exclude(rank=None).order_by("rank").values_list("code", "mean", "is_forwarded")
    assert list(ranked) == [("W-2", "17/2", True), ("W-1", "17/2", True), ("W-3", "37/6", False)]
    assert list(Mark.objects.filter(is_conflicted=True).values_list("blind__code", "judge__code")) == [("X13", "J1")]
    assert list(Prize.objects.order_by("position").values_list("name", "entry__code")) == [
        (office.words["first prize"], "W-2"),
        (office.words["second prize"], "W-1"),
    ]


def test_inspections(loaded):
    assert list(Inspection.objects.order_by("code").values_list("code", "body", "kind")) == [
        ("I-1", "main", "inspection"),
        ("I-2", "body", "regular"),
    ]
    assert sorted(Visit.objects.values_list("unit__code", "manner")) == [
        ("VS-A", "direct"),
        ("VS-B", "report"),
        ("VS-B1", "direct"),
    ]
    assert list(Finding.objects.order_by("code").values_list("code", "state")) == [("F-1", "closed"), ("F-2", "open")]


def test_awards_and_the_honoured(loaded):
    awards = Award.objects.order_by("pk").values_list("decision__number", "unit__code", "person__code", "state")
    assert sorted(awards, key=str) == [
        ("77", "VS-A1", None, "valid"),
        ("77", None, "E02", "valid"),
        ("8", None, "E01", "withdrawn"),
    ]
    assert HonourListing.objects.exclude(unit=None).count() == 1


def test_the_round_is_judged_by_its_own_conditions(loaded, office):
    round = Round.objects.get()
    assert (round.decision_on, round.to_council) == (dt.date(2024, 8, 31), [office.words["team award"]])
    assert [condition["rule"] for condition in round.conditions.values()] == [
        "alive_on",
        "ratings_known",
        "ratings_at_least",
        "unit_vote_share",
        "has_evidence",
        "quorum",
        "pass_mark",
    ]
    results = Nomination.objects.order_by("code").values_list("code", "result", "open_clauses")
    assert list(results) == [
        ("D-1", "pass", ""),
        ("D-2", "fail", "C7"),
        ("D-3", "return", "C5"),
        ("D-4", "fail", "C3"),
        ("D-5", "fail", "C1"),
    ]
    assert (Session.objects.get().state, Nominee.objects.count()) == ("closed", 2)
