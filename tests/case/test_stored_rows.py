"""What stands in the database after the office's workbooks were loaded."""

import datetime as dt

import pytest
from django.db.models import Count, Sum
from django.db.models.functions import Round as Rounded

from vinhdanh.activities.models import GoodModel, Meeting, Publicity, Regulation, Study
from vinhdanh.commendations.models import CouncilMember, Nomination, Nominee, Round, Session
from vinhdanh.contests.models import Contest, Entry, Judge, Mark, Prize
from vinhdanh.directives.models import (
    Commitment,
    Conclusion,
    Directive,
    Fulfilment,
    Limitation,
    Plan,
    Requirement,
    Task,
    YearTheme,
)
from vinhdanh.honours.models import Award, Decision, HonourListing
from vinhdanh.inspections.models import Finding, Inspection, Programme, Visit

pytestmark = [pytest.mark.case, pytest.mark.database, pytest.mark.django_db]
PERIOD = (dt.date(2021, 5, 18), dt.date(2023, 5, 18))


def of(expected, found):
    """What the office expects of the same figures."""
    return {key: expected[key] for key in found}


def test_directives_plans_and_commitments(case, expected):
    found = {
        "plans.directives": Directive.objects.count(),
        "plans.themes": YearTheme.objects.count(),
        "plans.term": Plan.objects.filter(kind="term").values("unit").distinct().count(),
    }
    for year in (2021, 2022, 2023):
        plans = Plan.objects.filter(kind="year", year=year)
        found[f"plans.year.{year}"] = plans.values("unit").distinct().count()
        sums = Commitment.objects.filter(year=year).aggregate(c=Sum("collectives"), p=Sum("persons"))
        found[f"commit.collective.{year}"], found[f"commit.person.{year}"] = sums["c"], sums["p"]
    assert found == of(expected, found)


def test_conclusions_tasks_and_limitations(case, expected):
    late = Task.objects.exclude(state="done").filter(due_on__lt=dt.date(2023, 9, 30))
    found = {
        "tasks.conclusions": Conclusion.objects.count(),
        "tasks.total": Task.objects.count(),
        "tasks.done": Task.objects.filter(state="done").count(),
        "tasks.overdue": late.count(),
        "tasks.limits": Limitation.objects.count(),
    }
    assert found == of(expected, found)
    assert Task.objects.get(code="NV06").lead.code == "018"
    assert Task.objects.exclude(conclusion=None).count() == found["tasks.total"]


def test_seven_rows_of_the_cascade_for_every_direct_unit(case):
    rows = Requirement.objects.annotate(n=Count("fulfilments")).order_by("position").values_list("kind", "year", "n")
    assert list(rows) == [
        ("term_plan", 0, 61),
        ("year_plan", 2021, 59),
        ("year_plan", 2022, 61),
        ("year_plan", 2023, 58),
        ("theme", 2023, 58),
        ("commitment", 2023, 61),
        ("review", 2023, 0),
    ]
    assert Requirement.objects.get(kind="year_plan", year=2023).due_on == dt.date(2023, 2, 15)
    assert Fulfilment.objects.get(requirement__kind="year_plan", requirement__year=2023, unit__code="004").sent_on == (
        dt.date(2023, 2, 6)
    )


def test_activities_of_the_period(case, expected):
    meetings = Meeting.objects.filter(held_on__range=PERIOD)
    sums = meetings.aggregate(share=Rounded(Sum("present") * 100.0 / Sum("total"), precision=1))
    found = {
        "act.meetings": meetings.count(),
        "act.thematic": meetings.filter(kind="thematic").count(),
        "act.attendance_pct": float(sums["share"]),
        "act.meeting_cells": meetings.values("unit").distinct().count(),
        "act.studies": Study.objects.count(),
        "act.study_people": Study.objects.aggregate(n=Sum("participants"))["n"],
        "act.models": GoodModel.objects.count(),
        "act.models_spread": GoodModel.objects.filter(is_spread=True).count(),
        "act.media": Publicity.objects.aggregate(n=Sum("quantity"))["n"],
    }
    for outcome in ("reviewed", "amended", "new"):
        found[f"act.rules.{outcome}"] = Regulation.objects.filter(outcome=outcome).count()
    assert found == of(expected, found)


def test_entries_marks_and_prizes(case, expected):
    counted = Entry.objects.counted()
    found = {
        "contest.entries": counted.count(),
        "contest.committees": counted.values("authorship__unit").distinct().count(),
        "contest.judges": Judge.objects.count(),
        "contest.scores": Mark.objects.filter(blind__entry__in=counted).count(),
        "contest.prizes": Prize.objects.count(),
    }
    for state in ("withdrawn", "duplicate", "invalid"):
        found[f"contest.{state}"] = Entry.objects.filter(state=state).count()
    for name, count in Prize.objects.values_list("name").annotate(n=Count("pk")).order_by():
        found[f"contest.prizes.{name}"] = count
    for key in expected:
        if key.startswith("contest.entries."):
            found[key] = counted.filter(authorship__unit__code=key.rsplit(".", 1)[1]).count()
    assert found == of(expected, found)
    assert Mark.objects.filter(is_conflicted=True).count() == 2


def test_the_cut_of_the_contest(case, expected):
    ranked = Entry.objects.counted().exclude(rank=None).order_by("rank")
    last = ranked.filter(is_forwarded=True).last()
    at_the_line = ranked.filter(mean=last.mean)
    found = {
        "contest.forwarded": ranked.filter(is_forwarded=True).count(),
        "contest.cut_score": float(last.mean_sort),
        "contest.cut_ties": at_the_line.count(),
        "contest.cut_ties_in": at_the_line.filter(is_forwarded=True).count(),
        "contest.last_in": last.code,
        "contest.first_out": ranked.get(rank=last.rank + 1).code,
    }
    for key in expected:
        if key.startswith("contest.forwarded."):
            sent = ranked.filter(is_forwarded=True)
            found[key] = sent.filter(authorship__unit__code=key.rsplit(".", 1)[1]).count()
    assert found == of(expected, found)


def test_the_contest_follows_the_office_and_keeps_its_terms_in_words(case):
    contest = Contest.objects.get()
    assert (contest.year, contest.closes_on, contest.forward) == (2022, dt.date(2022, 8, 15), 396)
    assert contest.prizes[0] == ["Giải Đặc biệt", 1]
    assert contest.terms[0] == ["Hạn nhận bài", "15/08/2022 (tính cả ngày cuối)"]


def test_inspections_visits_and_findings(case, expected):
    held = Inspection.objects.filter(starts_on__range=(dt.date(2021, 2, 1), dt.date(2022, 12, 31)))
    direct = Visit.objects.filter(manner="direct")
    found = {
        "control.main.orgs": direct.filter(inspection__in=held.filter(body="main")).values("unit").distinct().count(),
        "control.body.regular_orgs": direct.filter(inspection__in=held.filter(body="body", kind="regular"))
        .values("unit")
        .distinct()
        .count(),
        "control.findings": Finding.objects.count(),
        "control.closed": Finding.objects.filter(state="closed").count(),
        "control.overdue": Finding.objects.exclude(state="closed").filter(due_on__lt=PERIOD[1]).count(),
    }
    for body in ("main", "body"):
        found[f"control.{body}.inspections"] = held.filter(body=body, kind="inspection").count()
        found[f"control.{body}.supervisions"] = held.filter(body=body, kind="thematic").count()
    assert found == of(expected, found)
    assert Programme.objects.count() == len(set(Inspection.objects.values_list("starts_on__year", "body")))


def test_awards_given_before(case, expected):
    issuers = {
        "own": "Đảng ủy Khối",
        "pm": "Thủ tướng Chính phủ",
        "above": "Trưởng ban Tuyên giáo cấp trên",
    }
    found = {
        "awards.honour.own": HonourListing.objects.filter(unit__code="000").count(),
        "awards.honour.total": HonourListing.objects.count(),
    }
    for key, issuer in issuers.items():
        given = Award.objects.filter(
            decision__issuer=issuer,
            form="Bằng khen",
            award_kind="Chuyên đề",
            state="valid",
            awarded_on__range=PERIOD,
        )
        found[f"awards.{key}.collective"] = given.exclude(unit=None).count()
        found[f"awards.{key}.person"] = given.exclude(person=None).count()
    assert found == of(expected, found)
    assert Award.objects.filter(state="withdrawn").count() == 2
    assert not Decision.objects.filter(from_workbook=True).exclude(state="issued").exists()


def test_the_round_with_its_dossiers_council_and_ballots(case, expected):
    dossiers = Nomination.objects.all()
    found = {
        "round.nominations": dossiers.count(),
        "round.committees": dossiers.values("submitter").distinct().count(),
        "round.cells": dossiers.filter(form="Bằng khen chi bộ").count(),
        "round.persons": dossiers.filter(is_collective=False).count(),
        "round.to_council": Nominee.objects.values("nomination").distinct().count(),
    }
    for key in expected:
        if key.startswith("round.nominations."):
            found[key] = dossiers.filter(submitter__code=key.rsplit(".", 1)[1]).count()
        if key.startswith("round.result."):
            found[key] = dossiers.filter(result=key.rsplit(".", 1)[1]).count()
    assert found == of(expected, found)
    round = Round.objects.get()
    assert (list(round.conditions), sorted(round.articles)) == (
        [f"K{n}" for n in range(1, 13)],
        sorted(f"K{n}" for n in range(1, 13)),
    )
    assert (round.opens_on, round.council_on) == (dt.date(2023, 4, 1), dt.date(2023, 5, 13))
    assert CouncilMember.objects.exclude(person=None).count() == 15
    assert list(Session.objects.values_list("code", "members", "present", "written_votes")) == [
        ("P1", 15, 12, 1),
        ("P2", 15, 9, 0),
    ]
