"""The map of progress that the office's own workbooks give: 61 units by 7 steps."""

import datetime as dt

import pytest
from django.urls import reverse

from vinhdanh.accounts.models import Role
from vinhdanh.directives.actions import derive_fulfilments
from vinhdanh.directives.heatmap import drawing_of
from vinhdanh.directives.queries.cascade import cascade_of
from vinhdanh.kernel.actor import Machine
from vinhdanh.organisation.models import Office, Unit
from vinhdanh.organisation.queries import direct_units
from vinhdanh.rules.cascade import Cell, Tally

pytestmark = [pytest.mark.case, pytest.mark.database, pytest.mark.django_db]
CONFERENCE = dt.date(2023, 5, 18)


@pytest.fixture
def cascade(case):
    return cascade_of(direct_units(CONFERENCE).select_related("kind"), today=CONFERENCE)


def test_the_map_has_61_columns_and_7_rows(cascade):
    drawing = drawing_of(cascade)

    assert (len(drawing.columns), [len(column.cells) for column in drawing.columns][:1], len(drawing.rows)) == (
        61,
        [7],
        7,
    )
    assert [requirement.label for _, requirement, _ in drawing.rows] == [
        "Kế hoạch toàn khóa",
        "Kế hoạch năm 2021",
        "Kế hoạch năm 2022",
        "Kế hoạch năm 2023",
        "Chuyên đề năm 2023",
        "Cam kết năm 2023",
        "Sơ kết 2021–2023",
    ]


def test_all_of_it_was_asked_by_the_conclusion_that_is_reviewed(cascade):
    assert {requirement.directive.number for requirement in cascade.requirements} == {"01-KL/TM"}


def test_the_counts_of_plans_are_those_of_the_report(cascade, expected):
    counts = {(requirement.kind, requirement.year): tally for requirement, tally in cascade.rows()}

    assert {year: counts["year_plan", year].finished for year in (2021, 2022, 2023)} == {
        year: expected[f"plans.year.{year}"] for year in (2021, 2022, 2023)
    }
    assert counts["term_plan", 0].finished == expected["plans.term"]
    assert counts["year_plan", 2023] == Tally(done=51, done_late=expected["plans.late.2023"], overdue=3)


def test_those_who_have_not_sent_their_plan_of_2023_are_overdue(cascade, expected):
    at = [requirement.year for requirement in cascade.requirements].index(2023)
    overdue = [column.unit.code for column in cascade.columns if column.steps[at].state is Cell.OVERDUE]

    assert sorted(overdue) == expected["plans.missing.2023"]


def test_the_review_is_not_due_yet(cascade):
    assert cascade.rows()[-1][1] == Tally(not_due=61)


def test_deriving_the_case_again_changes_nothing(case):
    assert derive_fulfilments(by=Machine("Nạp dữ liệu")) == 0


def test_the_first_page_shows_the_figures_of_the_office(case, new_user, signed_in):
    Office.objects.update(pinned_on=CONFERENCE)
    browser = signed_in(new_user(Role.OFFICE, over=Unit.objects.get(code="000")))

    whole = browser.get(reverse("home")).context["whole"]

    assert [(card.value, card.of) for card in whole.cards] == [
        (58, "/61"),
        (1139, " trên 5.200"),
        (1108, " từ 41/61 đơn vị"),
        (37, "/46"),
    ]
    assert [step.value for step in whole.funnel] == [214, 128, 95, 50]
    assert (whole.committees, whole.without_nomination) == (44, 17)
