"""Lists of inspections, units and findings: who sees what, what is counted, what a page costs."""

import datetime as dt
import io

import pytest
import python_calamine
from django.urls import reverse

from vinhdanh.inspections.actions import add_visit
from vinhdanh.inspections.models import Programme
from vinhdanh.inspections.waiting import findings_due, findings_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2023, 5, 18)


def codes(page):
    return [row.code for row in page.context["page"].rows]


def test_inspections_come_latest_first_with_what_is_overdue(signed_in, inspector, new_inspection, new_finding):
    first = new_inspection(code="KT01", starts_on=dt.date(2022, 1, 1))
    new_inspection(code="KT02", starts_on=dt.date(2022, 2, 1))
    new_finding(inspection=first, due_on=dt.date(2023, 5, 17))
    new_finding(inspection=first, due_on=dt.date(2023, 5, 18))
    new_finding(inspection=first, state="closed", due_on=dt.date(2023, 5, 1))

    page = signed_in(inspector).get(reverse("inspections"))

    assert codes(page) == ["KT02", "KT01"]
    assert [(row.found, row.unclosed, row.late) for row in page.context["page"].rows] == [(0, 0, 0), (3, 2, 1)]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("?chu_the=body", ["KT02"]),
        ("?loai=thematic", ["KT02"]),
        ("?nam=2021", ["KT01"]),
        ("?don_vi=001", ["KT01"]),
        ("?loai=khong-co&nam=x", ["KT02", "KT01"]),
    ],
)
def test_inspections_are_filtered(signed_in, inspector, new_inspection, new_visit, address, found):
    one = new_inspection(code="KT01", starts_on=dt.date(2021, 3, 1))
    new_inspection(code="KT02", starts_on=dt.date(2022, 3, 1), body="body", kind="thematic")
    new_visit(one, "001002")

    assert codes(signed_in(inspector).get(reverse("inspections") + address)) == found


def test_a_clerk_sees_the_inspections_that_came_to_her_units(signed_in, clerk, new_inspection, new_visit, new_finding):
    came, elsewhere = new_inspection(code="KT01"), new_inspection(code="KT02")
    new_visit(came, "001002")
    new_visit(came, "002001")
    new_visit(elsewhere, "002001")
    hers, other = new_finding("001001", inspection=came), new_finding("002001", inspection=came)
    browser = signed_in(clerk)

    page = browser.get(reverse("inspections"))
    opened = browser.get(reverse("inspection", args=[came.pk]))

    assert codes(page) == ["KT01"]
    assert [visit.unit.code for visit in opened.context["visits"]] == ["001002"]
    assert list(opened.context["findings"]) == [hers]
    assert browser.get(reverse("inspection", args=[elsewhere.pk])).status_code == 404
    assert browser.get(reverse("finding", args=[other.pk])).status_code == 404


def test_the_history_names_no_unit_of_somebody_else(signed_in, clerk, inspector, new_inspection, tree):
    inspection = new_inspection()
    for code in ("001001", "002001"):
        add_visit(inspection, unit=tree[code], visited_on=dt.date(2022, 3, 5), manner="direct", by=inspector)

    pages = {
        user: signed_in(user).get(reverse("inspection", args=[inspection.pk])).content.decode()
        for user in (clerk, inspector)
    }

    assert [tree["002001"].name in page for page in pages.values()] == [False, True]
    assert tree["001001"].name in pages[clerk]


def test_a_unit_visited_twice_is_counted_once(signed_in, inspector, new_inspection, new_visit):
    one, two = new_inspection(), new_inspection(body="body")
    new_visit(one, "001")
    new_visit(two, "001")
    new_visit(two, "002", "report")

    page = signed_in(inspector).get(reverse("units_worked_with"))
    direct = signed_in(inspector).get(reverse("units_worked_with") + "?cach=truc_tiep&chu_the=main")

    assert page.context["numbers"] == {"direct": 1, "report": 1, "any": 2}
    assert [(row.code, row.direct, row.by_report) for row in page.context["page"].rows] == [
        ("001", 2, 0),
        ("002", 0, 1),
    ]
    assert [(row.code, row.direct) for row in direct.context["page"].rows] == [("001", 1)]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("", ["KN-001", "KN-002", "KN-003"]),
        ("?loc=qua_han", ["KN-001"]),
        ("?loc=cho_xem", ["KN-002"]),
        ("?loc=da_dong", ["KN-004"]),
        ("?loc=tat_ca", ["KN-004", "KN-001", "KN-002", "KN-003"]),
        ("?don_vi=002", ["KN-003"]),
    ],
)
def test_findings_are_filtered_what_is_due_first_at_the_top(signed_in, inspector, new_finding, address, found):
    new_finding(due_on=dt.date(2023, 5, 17))
    new_finding(due_on=TODAY, state="answered")
    new_finding("002001", due_on=None)
    new_finding(due_on=dt.date(2023, 1, 1), state="closed")

    page = signed_in(inspector).get(reverse("findings") + address)

    assert codes(page) == found
    if not address:
        assert page.context["numbers"] == {"con_mo": 3, "qua_han": 1, "cho_xem": 1, "da_dong": 1, "tat_ca": 4}


def test_the_programme_of_a_year_counts_what_came_of_it(signed_in, inspector, new_inspection, new_visit, new_finding):
    Programme.objects.create(year=2022, body="main", title="Chương trình năm 2022")
    one = new_inspection()
    new_inspection(kind="regular")
    new_visit(one, "001")
    new_visit(one, "001", "report")
    new_finding(inspection=one, due_on=dt.date(2023, 1, 1))

    page = signed_in(inspector).get(reverse("programmes"))

    (line,) = page.context["lines"]
    assert (line.year, line.body, line.programme.title) == (2022, "main", "Chương trình năm 2022")
    assert line.kinds == {"inspection": 1, "thematic": 0, "regular": 1}
    assert (line.visits, line.units, line.findings, line.unclosed, line.late) == (2, 1, 1, 1, 1)


@pytest.mark.parametrize("name", ["inspections", "findings", "units_worked_with", "programmes"])
def test_a_list_costs_the_same_for_one_and_for_thirty(
    signed_in, inspector, new_inspection, new_finding, new_visit, new_unit, tree, queries_of, name
):
    new_visit(new_finding().inspection, "001001")
    one = queries_of(signed_in(inspector), reverse(name))
    for n in range(29):
        tree[f"9{n}"] = new_unit(f"9{n}", f"Chi bộ {n}", parent=tree["001"])
        new_visit(new_finding(f"9{n}").inspection, f"9{n}")

    thirty = queries_of(signed_in(inspector), reverse(name))

    assert (thirty, thirty <= 12) == (one, True)


def test_an_inspection_costs_the_same_with_one_and_with_thirty_findings(
    signed_in, inspector, new_inspection, new_finding, queries_of
):
    row = new_inspection()
    new_finding(inspection=row)
    one = queries_of(signed_in(inspector), reverse("inspection", args=[row.pk]))
    for _ in range(29):
        new_finding(inspection=row)

    assert queries_of(signed_in(inspector), reverse("inspection", args=[row.pk])) == one


def test_the_findings_go_out_as_excel(signed_in, inspector, new_finding):
    new_finding(due_on=dt.date(2023, 5, 17), severity="=1+1")
    new_finding(state="closed")

    answer = signed_in(inspector).get(reverse("finding_export") + "?loc=qua_han")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))

    rows = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[3:]] == ["KN-001"]
    assert rows[3][5:9] == ["=1+1", dt.date(2023, 5, 17), "", "Đang khắc phục"]


def test_what_waits_differs_for_the_unit_and_for_the_inspector(clerk, stranger, inspector, new_finding):
    new_finding(due_on=dt.date(2023, 5, 17))
    new_finding(state="answered")

    waiting = {
        user.name: [(item.title, item.tone) for item in findings_waiting(user, TODAY)]
        for user in (clerk, stranger, inspector)
    }

    assert waiting == {
        "Trần Kim Chi": [("Khắc phục kiến nghị KN-001", "bad")],
        "Lê Văn Tám": [],
        "Phạm Đức Bình": [("Xem trả lời kiến nghị KN-002", ""), ("1 kiến nghị quá hạn khắc phục", "bad")],
    }
    assert [item.on for item in findings_due(clerk, TODAY, dt.date(2023, 6, 30))] == [dt.date(2023, 6, 1)]
    assert findings_due(stranger, TODAY, dt.date(2023, 6, 30)) == []
