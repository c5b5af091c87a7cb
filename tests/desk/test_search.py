"""The search finds by name without marks or by code, among what the reader may see."""

import datetime as dt

import pytest
from django.urls import reverse

from vinhdanh.accounts.models import Role
from vinhdanh.commendations.models import Nomination, Round
from vinhdanh.contests.models import Contest, Entry
from vinhdanh.desk.search import found
from vinhdanh.honours.models import Decision
from vinhdanh.rules.text import fold

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def filled(tree, office, new_person):
    """One thing of each kind."""
    new_person("Đỗ Thanh Đạt", tree["001001"], code="0000123")
    new_person("Lê Thanh Đạt", tree["002001"], code="0000456")
    round_ = Round.objects.create(code="R", name="Vòng 2023")
    Nomination.objects.create(
        round=round_, code="KT-0087", submitter=tree["001"], is_collective=True, unit=tree["001001"],
        name="Chi bộ Phòng Số hóa", form="Bằng khen chi bộ",
    )  # fmt: skip
    contest = Contest.objects.create(code="C", name="Cuộc thi chính luận")
    Entry.objects.create(
        contest=contest, code="BT-0001", title="Giữ rừng ngập mặn", title_key=fold("Giữ rừng ngập mặn"),
        received_on=dt.date(2022, 8, 1),
    )  # fmt: skip
    Decision.objects.create(number="247-QĐ/ĐU", issuer="Đảng ủy Khối", state="issued", dated_on=dt.date(2023, 5, 12))
    return tree


def hits(user, asked):
    return {group.code: [hit.title for hit in group.hits] for group in found(user, asked)}


def test_words_are_found_without_marks_and_in_any_order(filled, officer):
    assert hits(officer, "dat do thanh") == {"nhan-su": ["Đỗ Thanh Đạt"]}


def test_codes_are_found_by_their_beginning(filled, officer):
    assert hits(officer, "KT-0087") == {"ho-so": ["KT-0087 · Chi bộ Phòng Số hóa"]}
    assert hits(officer, "0000123") == {"nhan-su": ["Đỗ Thanh Đạt"]}
    assert hits(officer, "247-QĐ") == {"quyet-dinh": ["247-QĐ/ĐU"]}
    assert hits(officer, "001001")["don-vi"] == ["Chi bộ Phòng Số hóa"]


def test_a_unit_brings_its_dossiers_along(filled, officer):
    assert hits(officer, "phong so hoa") == {
        "don-vi": ["Chi bộ Phòng Số hóa"],
        "ho-so": ["KT-0087 · Chi bộ Phòng Số hóa"],
    }


def test_an_entry_is_found_by_its_title(filled, officer):
    assert hits(officer, "rung ngap man") == {"bai-thi": ["BT-0001 · Giữ rừng ngập mặn"]}


def test_a_clerk_finds_people_and_dossiers_of_his_own_units_only(filled, new_user):
    mine, other = (new_user(Role.CLERK, over=filled[code]) for code in ("001", "002"))

    assert hits(mine, "thanh dat") == {"nhan-su": ["Đỗ Thanh Đạt"]}
    assert hits(other, "thanh dat") == {"nhan-su": ["Lê Thanh Đạt"]}
    assert "ho-so" in hits(mine, "KT-0087")
    assert "ho-so" not in hits(other, "KT-0087")


def test_somebody_without_a_role_finds_units_and_no_people(filled, new_user):
    assert hits(new_user(), "phong so hoa") == {"don-vi": ["Chi bộ Phòng Số hóa"]}
    assert hits(new_user(), "thanh dat") == {}


def test_pages_are_found_by_their_names(filled, officer):
    assert "Cơ cấu tổ chức" in hits(officer, "co cau")["trang"]


def test_nothing_asked_finds_nothing(filled, officer):
    assert found(officer, "  ") == []
    assert found(officer, "!?") == []


@pytest.mark.parametrize("number", [1, 30])
def test_the_search_costs_the_same_for_one_and_for_thirty(
    filled, new_person, officer, signed_in, django_assert_num_queries, number
):
    for n in range(number):
        new_person(f"Lương Thế Vinh {n}", filled["001001"])
    browser = signed_in(officer)
    browser.get("/tro-giup/")
    with django_assert_num_queries(12):
        page = browser.get(reverse("search"), {"q": "luong vinh"})
    (group,) = page.context["groups"]
    assert len(group.hits) == min(number, 8)
    assert group.more is (number > 8)
