"""The first page: what each role finds there, and what it costs."""

import datetime as dt

import pytest
from django.urls import reverse

from vinhdanh.accounts.models import Role
from vinhdanh.commendations.models import Round
from vinhdanh.directives.actions import derive_fulfilments, return_plan
from vinhdanh.directives.models import Commitment, Directive, Plan, Requirement, Task
from vinhdanh.kernel.actor import Machine
from vinhdanh.organisation.models import Person

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 5, 18)


@pytest.fixture
def bloc(tree, office, new_unit):
    """`bloc(n)`: a directive, n direct units of which the last has not sent its plan of 2023."""
    Directive.objects.create(
        key="1", kind="Kết luận", number="01-KL/TM", issued_on=dt.date(2021, 5, 18), title="Về nêu gương"
    )

    def build(n):
        units = [tree["001"], tree["002"]]
        units += [new_unit(f"1{i:02}", f"Đảng bộ số {i}", parent=tree["000"], kind="base") for i in range(n - 2)]
        Plan.objects.bulk_create(
            Plan(key=u.code, unit=u, kind="year", year=2023, due_on=dt.date(2023, 2, 15), sent_on=dt.date(2023, 2, 1))
            for u in units[:-1]
        )
        Commitment.objects.bulk_create(Commitment(key=u.code, unit=u, year=2023, persons=40) for u in units)
        derive_fulfilments(by=Machine("Nạp dữ liệu"))
        return units

    return build


def page(browser):
    answer = browser.get(reverse("home"))
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_first_page_and_a_place_to_begin(role, bloc, tree, new_user, signed_in):
    bloc(2)
    browser = signed_in(new_user(role, over=tree["000"]))
    page(browser)

    answer = browser.get(reverse("start"), follow=True)

    assert answer.status_code == 200


@pytest.mark.parametrize("role", [Role.OFFICE, Role.LEADER, Role.INSPECTOR])
def test_a_role_over_everything_needs_no_unit(role, bloc, new_user, signed_in):
    bloc(2)

    assert page(signed_in(new_user(role, over=None))).context["whole"].directs == 2


def test_the_office_over_everything_opens_figures_and_begins_reports(bloc, new_user, signed_in):
    bloc(2)
    browser = signed_in(new_user(Role.OFFICE, over=None))

    assert browser.get(reverse("figure", args=["org.direct"])).context["shown"] == "2"
    assert browser.get(reverse("report_new")).status_code == 200


def test_the_office_sees_figures_that_open_and_units_to_remind(bloc, officer, signed_in):
    bloc(3)

    whole = page(signed_in(officer)).context["whole"]

    plans = whole.cards[0]
    assert (plans.value, plans.of, plans.url) == (2, "/3", "/bao-cao/so-lieu/plans.year.2023/")
    assert (whole.late_count, [one.unit.code for one in whole.late]) == (1, ["100"])


@pytest.mark.parametrize("code", ["000", "001"])
@pytest.mark.parametrize("role", [Role.OFFICE, Role.LEADER, Role.INSPECTOR])
def test_every_figure_of_the_first_page_opens(role, code, bloc, tree, new_user, signed_in):
    bloc(3)
    Round.objects.create(code="R", name="Vòng 2023", forms={"Bằng khen": {"for": "unit"}})
    browser = signed_in(new_user(role, over=tree[code]))
    whole = page(browser).context["whole"]

    shown = [*whole.cards, *whole.funnel]

    assert {card.url: browser.get(card.url).status_code for card in shown} == {card.url: 200 for card in shown}


def test_an_inspector_sees_what_was_to_be_put_right_and_no_round(bloc, tree, new_user, signed_in):
    bloc(2)

    whole = page(signed_in(new_user(Role.INSPECTOR, over=tree["000"]))).context["whole"]

    assert [card.url.rsplit("/", 2)[1] for card in whole.cards] == ["control.closed", "control.overdue"]
    assert whole.funnel == []


def test_an_act_makes_new_figures(bloc, officer, signed_in):
    bloc(3)
    browser = signed_in(officer)
    before = page(browser).context["whole"].cards[0].value
    unit = Requirement.objects.first().fulfilments.first().unit.__class__.objects.get(code="100")
    made = browser.post(
        reverse("plan_new"),
        {"unit": unit.pk, "kind": "year", "year": 2023, "number": "1-KH", "dated_on": "01/05/2023"},
    )
    browser.post(f"{made.url}gui/")

    assert (before, page(browser).context["whole"].cards[0].value) == (2, 3)


def test_a_clerk_finds_his_own_unit_and_nothing_of_others(bloc, tree, new_user, signed_in):
    bloc(3)

    answer = page(signed_in(new_user(Role.CLERK, over=tree["002"])))

    assert answer.context["whole"] is None
    assert [row["column"].unit.code for row in answer.context["own"].columns] == ["002"]
    assert "Đảng bộ Cục Lưu trữ" not in answer.content.decode()


@pytest.mark.parametrize("role", [Role.TELLER, Role.ORGANISER, Role.SECRETARY])
def test_others_find_what_waits_first(role, bloc, tree, new_user, signed_in):
    bloc(2)

    answer = page(signed_in(new_user(role, over=tree["000"])))

    assert (answer.context["whole"], answer.context["own"]) == (None, None)


def test_a_leader_sees_who_is_late_but_has_no_button_to_remind(bloc, tree, new_user, signed_in):
    bloc(3)

    text = page(signed_in(new_user(Role.LEADER, over=tree["000"]))).content.decode()

    assert (text.count("1 đơn vị quá hạn"), text.count(reverse("remind"))) == (1, 0)


def test_the_greeting_says_how_much_is_due_today(office, officer, tree, signed_in):
    officer.person = Person.objects.create(
        code="1", name="Nguyễn Thu Hạnh", name_key="x", sort_key="x", gender="female", unit=tree["001"], status="x"
    )
    officer.save()
    browser = signed_in(officer)
    calm = page(browser).context["greeting"]
    Task.objects.create(key="1", code="NV1", text="Sửa quy chế", state="open", due_on=dt.date(2023, 5, 1))

    late = page(browser).context["greeting"]

    assert (calm, late) == ("Chào chị Hạnh, hôm nay không có việc đến hạn", "Chào chị Hạnh, có 1 việc quá hạn")


def test_before_the_first_run_the_page_says_what_will_be_here(new_user, kinds, new_unit, signed_in):
    root = new_unit("000", "Đảng bộ Khối mẫu", kind="root")

    answer = page(signed_in(new_user(Role.OFFICE, over=root)))

    assert (answer.context["whole"].late_count, answer.context["whole"].drawing.columns) == (0, [])


@pytest.mark.parametrize("role", [Role.OFFICE, Role.LEADER])
def test_the_first_page_costs_the_same_for_few_units_and_for_thirty(
    role, bloc, tree, new_user, signed_in, queries_of, new_unit
):
    bloc(3)
    browser = signed_in(new_user(role, over=tree["000"]))
    few = queries_of(browser, reverse("home"))
    for i in range(30):
        new_unit(f"2{i:02}", f"Đảng bộ khác {i}", parent=tree["000"], kind="base")

    many = queries_of(browser, reverse("home"))

    assert (many, many <= 50) == (few, True)


@pytest.mark.parametrize("name", ["my_work", "calendar"])
def test_work_and_calendar_cost_the_same_for_one_and_for_thirty(name, office, tree, new_user, signed_in, queries_of):
    browser = signed_in(new_user(Role.CLERK, over=tree["001"]))

    def tasks(first, last):
        Task.objects.bulk_create(
            Task(key=str(n), code=f"NV{n}", text="x", lead=tree["001"], state="open", due_on=TODAY)
            for n in range(first, last)
        )

    tasks(0, 1)
    one = queries_of(browser, reverse(name))
    tasks(1, 30)

    assert queries_of(browser, reverse(name)) == one


def test_my_work_is_narrowed_to_one_matter(bloc, tree, new_user, signed_in):
    bloc(2)
    Task.objects.create(key="1", code="NV1", text="Sửa quy chế", lead=tree["002"], state="open", due_on=TODAY)
    browser = signed_in(new_user(Role.CLERK, over=tree["002"]))

    shown = [browser.get(reverse("my_work") + asked).context["spans"] for asked in ("", "?viec=contests")]

    assert [[len(lines) for _, lines in spans] for spans in shown] == [[1, 1], []]


def test_the_calendar_file_holds_the_deadlines(office, officer, signed_in):
    Task.objects.create(key="1", code="NV1", text="Sửa quy chế, đợt 2", state="open", due_on=dt.date(2023, 6, 1))

    answer = signed_in(officer).get(reverse("calendar_file"))

    text = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert [part for part in text.split("\r\n") if part.startswith(("DTSTART", "SUMMARY"))] == [
        "DTSTART;VALUE=DATE:20230601",
        "SUMMARY:Sửa quy chế\\, đợt 2",
    ]


@pytest.mark.parametrize("role", list(Role))
def test_whatever_may_be_created_opens(role, office, tree, new_user, signed_in):
    Round.objects.create(code="R", name="Vòng 2023", forms={"Bằng khen": {"for": "unit"}})
    browser = signed_in(new_user(role, over=tree["000"]))

    offered = page(browser).context["creatable"]

    assert {one.url: browser.get(one.url).status_code for one in offered} == {one.url: 200 for one in offered}


def test_a_returned_plan_leaves_the_figure_and_the_map_alike(bloc, officer, signed_in):
    bloc(3)
    browser = signed_in(officer)
    return_plan(Plan.objects.first(), reason="Thiếu phân công", by=officer)

    whole = page(browser).context["whole"]

    on_the_map = next(counts for requirement, counts in whole.cascade.rows() if requirement.kind == "year_plan")
    assert (whole.cards[0].value, on_the_map.finished) == (1, 1)
