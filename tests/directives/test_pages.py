"""Pages of directives and plans: who sees what, what they cost, what they say."""

import datetime as dt

import pytest
from django.urls import reverse

from vinhdanh.accounts.models import Role
from vinhdanh.directives import actions
from vinhdanh.directives.heatmap import MOST_COLUMNS, drawing_of
from vinhdanh.directives.models import Commitment, Conclusion, Directive, Limitation, Plan, Requirement, Task
from vinhdanh.directives.queries.cascade import cascade_seen_by
from vinhdanh.rules.cascade import Tally

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 5, 18)


@pytest.fixture
def bloc(tree, new_unit, directive, new_plan, new_commitment, loader, new_theme):
    """`bloc(n)`: n direct units, each with plan, commitment, task; the last of them late with its plan."""

    def build(n):
        units = [tree["001"], tree["002"]][:n]
        units += [new_unit(f"1{i:02}", f"Đảng bộ số {i}", parent=tree["000"], kind="base") for i in range(n - 2)]
        new_theme()
        conclusion = Conclusion.objects.create(key="KL1", code="KL1", text="Nâng chất lượng sinh hoạt")
        for at, unit in enumerate(units):
            new_plan(unit, theme="Nêu gương") if at < n - 1 else new_plan(unit, kind="term", due_on=None)
            new_commitment(unit)
            Task.objects.create(
                key=unit.code, code=unit.code, text="Sửa quy chế", lead=unit, state="open", conclusion=conclusion
            )
            Limitation.objects.create(key=unit.code, text="Kế hoạch chậm", task=Task.objects.get(key=unit.code))
            Directive.objects.create(key=unit.code, kind="Chỉ thị", number=unit.code, title="Về nêu gương")
        actions.derive_fulfilments(by=loader)
        return units

    return build


PAGES = ("directives", "plans", "late", "themes", "commitments", "tasks", "limitations")


@pytest.mark.parametrize("page", PAGES)
def test_a_list_costs_the_same_for_few_and_for_thirty(page, bloc, officer, signed_in, queries_of, new_unit, tree):
    browser = signed_in(officer)
    bloc(2)
    few = queries_of(browser, reverse(page))
    units = [new_unit(f"2{i:02}", f"Đảng bộ khác {i}", parent=tree["000"], kind="base") for i in range(30)]
    Plan.objects.bulk_create(Plan(key=f"more-{u.pk}", unit=u, kind="year", year=2023, state="sent") for u in units[:20])
    Commitment.objects.bulk_create(Commitment(key=f"more-{u.pk}", unit=u, year=2023, persons=9) for u in units)
    Directive.objects.bulk_create(Directive(key=f"more-{u.pk}", number=u.code, title="x", kind="x") for u in units)
    Task.objects.bulk_create(Task(key=f"more-{u.pk}", code=u.code, text="x", lead=u, state="open") for u in units)
    Limitation.objects.bulk_create(Limitation(key=f"more-{u.pk}", text="x") for u in units)

    many = queries_of(browser, reverse(page))

    assert (many, many <= 12) == (few, True)


@pytest.mark.parametrize("page", ["directive", "remind"])
def test_the_map_and_the_letters_cost_the_same_for_few_and_for_thirty(
    page, bloc, officer, signed_in, queries_of, new_unit, tree, directive
):
    browser = signed_in(officer)
    bloc(2)
    url = reverse(page, args=[directive.pk]) if page == "directive" else reverse(page)
    few = queries_of(browser, url)
    for i in range(30):
        new_unit(f"2{i:02}", f"Đảng bộ khác {i}", parent=tree["000"], kind="base")

    many = queries_of(browser, url)

    assert (many, many <= 16) == (few, True)


def test_the_map_has_a_column_for_each_unit_and_a_cell_for_each_step(bloc, officer, signed_in, directive):
    bloc(5)
    requirements = Requirement.objects.count()

    page = signed_in(officer).get(reverse("directive", args=[directive.pk])).content.decode()

    assert (page.count("<g data-name="), page.count("<title>") - 1) == (5, 5 * requirements)


def test_the_table_shows_the_same_cells_as_the_map(bloc, officer, signed_in, directive):
    bloc(5)

    answer = signed_in(officer).get(reverse("directive", args=[directive.pk]) + "?xem=bang")

    words = [str(cell["word"]) for row in answer.context["table"] for cell in row["steps"]]
    states = [step.state for column in answer.context["cascade"].columns for step in column.steps]
    assert len(words) == len(states) == 5 * Requirement.objects.count()


def test_too_many_units_become_bars_instead_of_columns(bloc, officer, tree, new_unit):
    bloc(2)
    for i in range(MOST_COLUMNS):
        new_unit(f"3{i:03}", f"Đảng bộ {i}", parent=tree["000"], kind="base")

    drawing = drawing_of(cascade_seen_by(officer, today=TODAY))

    assert (drawing.columns, [counts for _, requirement, counts in drawing.rows if requirement.kind == "theme"]) == (
        [],
        [Tally(done=1, overdue=MOST_COLUMNS + 1)],
    )


def test_no_cell_of_the_drawing_leaves_the_paper(bloc, officer):
    bloc(30)

    drawing = drawing_of(cascade_seen_by(officer, today=TODAY))

    edges = [float(column.x) + float(drawing.cell_width) for column in drawing.columns]
    assert max(edges) <= float(drawing.width)


def test_a_cell_opens_the_plan_that_answers(bloc, officer, tree):
    bloc(2)
    plan = Plan.objects.get(unit=tree["001"], kind="year")

    column = next(c for c in drawing_of(cascade_seen_by(officer, today=TODAY)).columns if c.name == tree["001"].name)

    assert reverse("plan", args=[plan.pk]) in [cell.url for cell in column.cells]


def test_somebody_elses_unit_plan_and_task_do_not_exist(bloc, tree, new_user, signed_in):
    bloc(2)
    browser = signed_in(new_user(Role.CLERK, over=tree["002"]))
    foreign = [
        reverse("unit_steps", args=[tree["001"].pk]),
        reverse("plan", args=[Plan.objects.filter(unit=tree["001"]).first().pk]),
        reverse("task", args=[Task.objects.get(lead=tree["001"]).pk]),
    ]

    assert [browser.get(url).status_code for url in foreign] == [404, 404, 404]


def test_a_clerk_writes_a_plan_through_the_pages_and_sends_it(bloc, tree, new_user, signed_in):
    bloc(2)
    browser = signed_in(new_user(Role.CLERK, over=tree["002"]))
    form = {"unit": tree["002"].pk, "kind": "year", "year": "2023", "number": "5-KH/ĐU", "dated_on": "02/05/2023"}

    made = browser.post(reverse("plan_new"), form)
    sent = browser.post(made.url + "gui/")

    plan = Plan.objects.get(number="5-KH/ĐU")
    assert (made.status_code, sent.status_code, plan.state, plan.sent_on, plan.due_on) == (
        302,
        302,
        "sent",
        TODAY,
        dt.date(2023, 2, 15),
    )


def test_a_form_with_a_wrong_day_comes_back_with_what_is_wrong(bloc, tree, officer, signed_in):
    form = {"unit": tree["001"].pk, "kind": "year", "year": "", "dated_on": "31/02/2023"}

    answer = signed_in(officer).post(reverse("plan_new"), form)

    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["dated_on", "year"])


def test_plans_are_filtered_by_the_address(bloc, officer, signed_in, tree):
    bloc(3)
    browser = signed_in(officer)

    found = [
        sorted(row["plan"].unit.code for row in browser.get(reverse("plans") + asked).context["rows"])
        for asked in ("?kind=term", "?year=2023", "?state=late", "?q=vien do dac", "?year=nam+nay")
    ]

    assert found == [["100"], ["001", "002"], [], ["002"], ["001", "002", "100"]]


def test_a_list_as_excel_has_the_rows_of_its_filter(bloc, officer, signed_in):
    bloc(2)
    browser = signed_in(officer)

    answers = [browser.get(url) for url in ("/chi-thi/ke-hoach/?dang=xlsx", "/chi-thi/trien-khai/excel/")]

    assert [(a.status_code, b"".join(a.streaming_content)[:2]) for a in answers] == [(200, b"PK"), (200, b"PK")]


def test_the_office_requires_something_and_changes_its_day(directive, officer, signed_in):
    browser = signed_in(officer)
    browser.post(
        reverse("requirement_new", args=[directive.pk]),
        {"kind": "other", "title": "Báo cáo quý", "due_on": "01/06/2023"},
    )
    requirement = Requirement.objects.get()

    answer = browser.post(reverse("requirement", args=[requirement.pk]), {"due_on": "15/06/2023"})

    requirement.refresh_from_db()
    assert (answer.status_code, requirement.title, requirement.due_on) == (302, "Báo cáo quý", dt.date(2023, 6, 15))


def test_finishing_a_task_without_proof_comes_back_with_what_is_missing(bloc, officer, signed_in, tree):
    bloc(2)
    task = Task.objects.get(lead=tree["001"])

    answer = signed_in(officer).post(reverse("task_finish", args=[task.pk]), {"done_on": "18/05/2023"})

    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["note"])
