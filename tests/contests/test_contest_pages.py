"""Pages of a contest: counts, filters, the ranking with its ties, the cut, prizes, who sees authors."""

import datetime as dt
import io

import pytest
import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vinhdanh.contests.waiting import contests_closing, contests_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CANARY = "Hoàng Yến Canary"


def codes(page):
    return [row["code"] for row in page.context["page"].rows]


def test_the_page_of_a_contest_counts_only_what_counts(signed_in, organiser, essay, new_essay):
    new_essay("B-1", 70, 71, 72)
    new_essay("B-2", 60, 61, unit="002")
    new_essay("B-3", 80, 80, 80, state="withdrawn")
    new_essay("B-4", state="duplicate", unit="002")
    new_essay("B-5", state="invalid", received_on=dt.date(2022, 8, 16))

    page = signed_in(organiser).get(reverse("contest", args=[essay.pk]))

    done = page.context["progress"]
    assert (done.entries, done.complete, done.marks, done.forwarded) == (2, 1, 5, 1)
    assert done.others == {"withdrawn": 1, "duplicate": 1, "invalid": 1}
    assert [(line.unit.code, line.entries, line.forwarded) for line in page.context["lines"]] == [
        ("001", 1, 1),
        ("002", 1, 0),
    ]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("", ["B-1", "B-2", "B-3"]),
        ("?loc=withdrawn", ["B-3"]),
        ("?loc=gui", ["B-1"]),
        ("?the_loai=Video clip", ["B-2"]),
        ("?don_vi=002", ["B-2"]),
        ("?q=nguoi giu nhip", ["B-2"]),
        ("?q=b-3", ["B-3"]),
        ("?loc=khong-co", ["B-1", "B-2", "B-3"]),
    ],
)
def test_entries_are_filtered_and_counted(signed_in, organiser, essay, new_essay, address, found):
    new_essay("B-1", 70, 71, 72)
    new_essay("B-2", unit="002", genre="Video clip", title="Người giữ nhịp")
    new_essay("B-3", 80, 80, 80, state="withdrawn")

    page = signed_in(organiser).get(reverse("entries", args=[essay.pk]) + address)

    assert (codes(page), page.context["page"].total) == (found, len(found))
    assert [rows for _, _, rows in page.context["chips"]] == [3, 2, 1, 0, 0, 1]


def test_the_next_page_of_entries_goes_on(signed_in, organiser, essay, new_essay):
    for n in range(60):
        new_essay(f"B-{n:03}")
    browser = signed_in(organiser)

    first = browser.get(reverse("entries", args=[essay.pk]))
    second = browser.get(reverse("entries", args=[essay.pk]) + "?sau=" + first.context["page"].after)

    assert codes(first) == [f"B-{n:03}" for n in range(50)]
    assert codes(second) == [f"B-{n:03}" for n in range(50, 60)]


def test_ties_are_explained_by_the_rule_that_parted_them(signed_in, organiser, essay, new_essay):
    new_essay("B-1", 70, 72, 74)
    new_essay("B-2", 71, 72, 73)
    new_essay("B-3", 71, 72, 73, received_on=dt.date(2022, 8, 1))
    new_essay("B-4", 71, 72, 73, received_on=dt.date(2022, 8, 1))
    new_essay("B-5", 60, 60, 60)

    page = signed_in(organiser).get(reverse("ranking", args=[essay.pk]))

    assert [(line["row"]["code"], str(line["tie"])) for line in page.context["lines"]] == [
        ("B-3", ""),
        ("B-4", "mã bài nhỏ hơn"),
        ("B-2", "ngày nhận sớm hơn"),
        ("B-1", "điểm thấp nhất cao hơn"),
        ("B-5", ""),
    ]
    cut = page.context["cut"]
    assert (len(cut.tied), cut.ties_in, cut.last_in, cut.first_out) == (4, 2, "B-4", "B-2")
    assert "<strong>2 trong 4 bài cùng 72,0 điểm</strong>" in page.content.decode()


def test_the_first_row_of_the_second_page_knows_the_last_of_the_first(signed_in, organiser, essay, new_essay):
    for n in range(52):
        new_essay(f"B-{n:03}", 70, 70, 70)
    browser = signed_in(organiser)

    first = browser.get(reverse("ranking", args=[essay.pk]))
    second = browser.get(reverse("ranking", args=[essay.pk]) + "?sau=" + first.context["page"].after)

    assert [str(line["tie"]) for line in second.context["lines"]] == ["mã bài nhỏ hơn", "mã bài nhỏ hơn"]


def test_authors_are_for_organisers_alone(signed_in, clerk, organiser, essay, new_essay):
    entry = new_essay("B-1", 70, 71, 72, author=CANARY)
    names = [("entries", []), ("entry", [entry.pk]), ("ranking", []), ("judges", []), ("blind_entries", [])]

    for name, more in names:
        assert signed_in(clerk).get(reverse(name, args=[essay.pk, *more])).status_code == 403
    page = signed_in(clerk).get(reverse("contest", args=[essay.pk]))
    assert (page.status_code, CANARY in page.content.decode()) == (200, False)
    assert CANARY in signed_in(organiser).get(reverse("entries", args=[essay.pk])).content.decode()


def test_what_a_judge_sees_holds_no_author_and_asks_no_table_of_authors(signed_in, organiser, essay, new_essay, tree):
    entry = new_essay("BAI-CANARY", 70, 71, author=CANARY, title="Tựa đề Canary")
    tree["001"].name = "Đơn vị Canary"
    tree["001"].save()
    blind = entry.blind
    addresses = [
        reverse("blind_entries", args=[essay.pk]),
        reverse("blind", args=[essay.pk, blind.code]),
        reverse("mark_correct", args=[essay.pk, blind.code, blind.marks.first().pk]),
    ]

    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            page = signed_in(organiser).get(address)
        assert page.status_code == 200
        assert page.content.decode().count(blind.code) > 0
        assert "canary" not in page.content.decode().lower()
        assert [query["sql"] for query in asked if "contests_authorship" in query["sql"]] == []
    refused = signed_in(organiser).post(addresses[1], {"judge": "GK9", "score": "200", "marked_on": "01/09/2022"})
    assert (refused.status_code, "canary" in refused.content.decode().lower()) == (422, False)


@pytest.mark.parametrize("name", ["entries", "ranking", "blind_entries", "prizes", "judges", "contest"])
def test_a_list_costs_the_same_for_one_and_for_thirty(
    signed_in, organiser, essay, new_essay, new_unit, tree, bench, queries_of, name
):
    address = reverse(name, args=[essay.pk])
    essay.prizes = [["Giải A", 30]]
    essay.save()
    new_essay("B-00", 70, 71, 72)
    signed_in(organiser).post(reverse("prizes_give", args=[essay.pk]))
    one = queries_of(signed_in(organiser), address)
    for n in range(1, 30):
        tree[f"9{n}"] = new_unit(f"9{n}", f"Đảng bộ {n}", parent=tree["000"], kind="base")
        new_essay(f"B-{n:02}", 70, 71, 72, unit=f"9{n}")
    signed_in(organiser).post(reverse("prizes_give", args=[essay.pk]))

    thirty = queries_of(signed_in(organiser), address)

    assert (thirty, thirty <= (16 if name == "contest" else 12)) == (one, True)


def test_contests_cost_the_same_for_one_and_for_thirty(signed_in, organiser, essay, queries_of):
    one = queries_of(signed_in(organiser), reverse("contests"))
    for n in range(29):
        type(essay).objects.create(code=f"thi-{n}", name=f"Cuộc thi {n}", year=2020)

    assert queries_of(signed_in(organiser), reverse("contests")) == one


def test_the_entries_go_out_as_excel(signed_in, organiser, essay, new_essay):
    new_essay("B-1", 70, 71, 72, title="=1+1")
    new_essay("B-2", state="withdrawn")

    answer = signed_in(organiser).get(reverse("entry_export", args=[essay.pk]) + "?loc=valid")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))

    rows = book.get_sheet_by_index(0).to_python()
    assert rows[2][:3] == ["B-1", "=1+1", "Bài báo"]
    assert rows[2][5:9] == ["Hợp lệ", 71, 3, 1]
    assert len(rows) == 3


def test_prizes_are_shown_to_everybody_who_sees_contests(signed_in, organiser, clerk, essay, new_essay):
    new_essay("B-1", 70, 71, 72)
    signed_in(organiser).post(reverse("prizes_give", args=[essay.pk]))

    page = signed_in(clerk).get(reverse("prizes", args=[essay.pk]))

    assert [(prize.name, prize.entry.code) for prize in page.context["given"]] == [("Giải A", "B-1")]


def test_conflicts_and_missing_marks_wait_for_the_organiser(organiser, clerk, essay, new_essay, bench):
    entry = new_essay("B-1", 70, 71)
    entry.blind.marks.create(judge=bench["GK4"], turn=3, score=60, is_conflicted=True)
    new_essay("B-2", 70)

    waiting = contests_waiting(organiser, dt.date(2023, 5, 18))

    assert [(item.title, item.count) for item in waiting] == [
        ("Quyết định 1 điểm chấm của giám khảo cùng đơn vị với tác giả", 1),
        ("1 bài chưa đủ điểm", 1),
    ]
    assert contests_waiting(clerk, dt.date(2023, 5, 18)) == []
    closing = contests_closing(clerk, dt.date(2022, 8, 1), dt.date(2022, 8, 31))
    assert [item.on for item in closing] == [essay.closes_on]
