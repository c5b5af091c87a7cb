"""The tree on a day, units, people, changes, words: who sees what, and what it costs."""

import datetime as dt

import pytest
from django.urls import reverse

from vinhdanh.accounts.models import Role
from vinhdanh.kernel.history import history_of
from vinhdanh.organisation.models import OrgChange, OrgChangeSide, Person, Succession, Unit, UnitKind, UnitName
from vinhdanh.organisation.tallies import rebuild_tallies, tally_on

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = dt.date(2022, 7, 1)


@pytest.fixture
def clerk(new_user, tree, office):
    return new_user(Role.CLERK, over=tree["001"])


@pytest.fixture
def new_change():
    def make(kind, on=DAY, *, before=(), after=()):
        change = OrgChange.objects.create(key=f"{kind}{OrgChange.objects.count()}", kind=kind, effective_on=on)
        for is_after, units in ((False, before), (True, after)):
            for unit in units:
                OrgChangeSide.objects.create(
                    change=change, is_after=is_after, unit=unit, name=unit.name, parent=unit.parent
                )
        return change

    return make


def end(unit, on):
    Unit.objects.filter(pk=unit.pk).update(ended_on=on)
    unit.placements.update(valid_to=on)
    unit.paths.update(valid_to=on)


# Sizes


def test_a_tally_counts_what_stands_below_on_each_day(tree, office):
    end(tree["001002"], DAY)
    rebuild_tallies()

    before, after = tally_on(tree["000"], dt.date(2022, 6, 30)), tally_on(tree["000"], DAY)

    assert (before.units, before.cells, before.children) == (5, 3, 2)
    assert (after.units, after.cells, after.children) == (4, 2, 2)
    assert tally_on(tree["001001"], DAY) is None


def test_counting_again_changes_nothing(tree, office):
    rebuild_tallies()
    before = list(tree["000"].tallies.values_list())
    rebuild_tallies()
    assert list(tree["000"].tallies.values_list()) == before


def test_a_tally_that_holds_no_more_is_taken_away(tree, office):
    rebuild_tallies()
    for code in ("002001", "002"):
        end(tree[code], DAY)
    rebuild_tallies()
    assert tally_on(tree["002"], DAY) is None
    assert tally_on(tree["002"], dt.date(2022, 6, 30)).cells == 1


# The tree


def nodes(page):
    return [node.code for node in page.context["top"].branch.nodes]


def test_the_tree_shows_the_direct_units_and_opens_the_way_to_the_chosen_one(tree, officer, signed_in):
    rebuild_tallies()
    page = signed_in(officer).get(reverse("tree"), {"don_vi": "001001"})

    first, second = page.context["top"].branch.nodes
    assert [first.code, second.code] == ["001", "002"]
    assert [node.code for node in first.branch.nodes] == ["001001", "001002"]
    assert second.branch is None
    assert (first.cells, page.context["top"].cells) == (2, 3)


def test_a_unit_that_ended_lately_is_still_shown_as_gone(tree, officer, signed_in, new_change):
    end(tree["001002"], DAY)
    new_change("dissolve", before=[tree["001002"]])
    browser = signed_in(officer)

    page = browser.get(reverse("tree"), {"don_vi": "001", "ngay": "2022-07-01"})
    later = browser.get(reverse("tree"), {"don_vi": "001", "ngay": "2023-05-18"})

    gone = page.context["top"].branch.nodes[0].branch.nodes[1]
    assert (gone.code, gone.is_gone, gone.changed) == ("001002", True, "dissolve")
    assert [node.code for node in later.context["top"].branch.nodes[0].branch.nodes] == ["001001"]
    assert page.context["day_changes_number"] == 1


def test_a_day_may_be_written_both_ways_and_nonsense_is_today(tree, officer, signed_in):
    browser = signed_in(officer)
    days = [browser.get(reverse("tree"), {"ngay": day}).context["day"] for day in ("2022-07-01", "01/07/2022", "mai")]
    assert days == [DAY, DAY, dt.date(2023, 5, 18)]


def test_names_are_found_without_marks_and_in_any_order(tree, officer, signed_in):
    page = signed_in(officer).get(reverse("tree"), {"q": "luu cuc"})
    assert [(node.code, node.parent) for node in page.context["found"].nodes] == [("001", "Đảng bộ Khối mẫu")]


def test_an_organisation_without_units_says_what_comes_first(office, new_user, signed_in, tree):
    user = new_user()
    office.root_code = "nowhere"
    office.save()
    assert "Chưa có đơn vị nào" in signed_in(user).get(reverse("tree")).content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_tree_costs_the_same_for_one_and_for_thirty(
    tree, new_unit, officer, signed_in, django_assert_num_queries, number
):
    for n in range(number):
        new_unit(f"9{n:02d}", f"Đảng bộ {n}", parent=tree["000"], kind="base")
    rebuild_tallies()
    browser = signed_in(officer)
    browser.get("/tro-giup/")
    with django_assert_num_queries(23):
        page = browser.get(reverse("tree"))
    assert len(nodes(page)) == number + 2


# Lists


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_units_costs_the_same_for_one_and_for_thirty(
    tree, new_unit, officer, signed_in, django_assert_num_queries, number
):
    for n in range(number):
        new_unit(f"9{n:02d}", f"Chi bộ {n}", parent=tree["001"])
    browser = signed_in(officer)
    browser.get("/tro-giup/")
    with django_assert_num_queries(8):
        page = browser.get(reverse("units"))
    assert page.context["page"].total == number + 6


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_people_costs_the_same_for_one_and_for_thirty(
    tree, new_person, officer, signed_in, django_assert_num_queries, number
):
    for n in range(number):
        new_person(f"Lê Văn {n}", tree["001001"])
    browser = signed_in(officer)
    browser.get("/tro-giup/")
    with django_assert_num_queries(7):
        page = browser.get(reverse("people"))
    assert page.context["page"].total == number


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_changes_costs_the_same_for_one_and_for_thirty(
    tree, new_change, officer, signed_in, django_assert_num_queries, number
):
    for _ in range(number):
        new_change("merge", before=[tree["001001"], tree["001002"]], after=[tree["001001"]])
    browser = signed_in(officer)
    browser.get("/tro-giup/")
    with django_assert_num_queries(8):
        page = browser.get(reverse("org_changes"))
    assert len(page.context["changes"]) == number


def test_people_stand_in_the_order_of_their_given_names(tree, new_person, officer, signed_in):
    right = [
        "Nguyễn Minh An", "Nguyễn Văn An", "Lê Thị Ảnh", "Lò Thị Ánh", "Hoàng Văn Ân",
        "Hà Thu Ẩn", "Vũ Thị Ấn", "Phạm Đức Bình", "Trần Quốc Dũng", "Đỗ Thanh Đạt",
    ]  # fmt: skip
    for name in reversed(right):
        new_person(name, tree["001001"])

    page = signed_in(officer).get(reverse("people"))

    assert [person.name for person in page.context["page"].rows] == right


def test_units_are_filtered_by_kind_state_and_place(tree, officer, signed_in):
    end(tree["001002"], DAY)
    browser = signed_in(officer)

    def listed(**asked):
        return [unit.code for unit in browser.get(reverse("units"), asked).context["page"].rows]

    assert listed(loai="cell") == ["001001", "002001"]
    assert listed(loai="cell", ngay="2022-06-30", thuoc="001") == ["001001", "001002"]
    assert listed(trang_thai="ended") == ["001002"]
    assert listed(q="0020") == ["002001"]


def test_a_clerk_sees_the_people_of_his_own_subtree_only(tree, new_person, clerk, signed_in):
    mine, theirs = new_person("Lò Thị Ánh", tree["001001"]), new_person("Lê Thị Ảnh", tree["002001"])
    browser = signed_in(clerk)

    assert [person.code for person in browser.get(reverse("people")).context["page"].rows] == [mine.code]
    assert browser.get(reverse("person", args=[mine.code])).status_code == 200
    assert browser.get(reverse("person", args=[theirs.code])).status_code == 404
    assert browser.get(reverse("unit", args=["002001"])).context["people_number"] == 0


@pytest.mark.parametrize("role", [Role.TELLER, Role.ORGANISER, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_people_are_not_for_roles_that_do_not_need_them(tree, office, new_user, signed_in, role):
    assert signed_in(new_user(role, over=tree["000"])).get(reverse("people")).status_code == 403


# One unit


def test_a_unit_s_page_tells_its_names_places_and_what_became_of_it(tree, officer, signed_in, new_change):
    old, new = tree["001002"], tree["001001"]
    UnitName.objects.filter(unit=new).update(valid_to=DAY)
    UnitName.objects.create(unit=new, name="Chi bộ Phòng Dữ liệu", valid_from=DAY)
    new_change("merge", before=[old, new], after=[new])
    Succession.objects.create(unit=old, successor=new, on_date=DAY)
    browser = signed_in(officer)

    before = browser.get(reverse("unit", args=["001001"]), {"ngay": "2022-06-30"})
    after = browser.get(reverse("unit", args=["001001"]), {"ngay": "2022-07-01"})

    assert [before.context["name"], after.context["name"]] == ["Chi bộ Phòng Số hóa", "Chi bộ Phòng Dữ liệu"]
    assert after.context["predecessors"] == [old]
    assert [told.change.kind for told in after.context["changes"]] == ["merge"]
    assert browser.get(reverse("unit", args=["001002"])).context["successors"] == [new]


# Corrections


def facts(row, *names):
    return {name: getattr(row, name) for name in names}


def test_a_correction_is_kept_in_the_history_before_and_after(tree, new_person, officer, signed_in):
    person = new_person("Lo Thi Anh", tree["001001"], work_post="Chuyên viên")
    browser = signed_in(officer)

    answer = browser.post(
        reverse("edit_person", args=[person.code]),
        {
            "version": 1, "name": "Lò Thị Ánh", "unit": "001002", "status": "Đang công tác",
            "work_post": "Chuyên viên", "birth_date": "02/03/1980",
        },
    )  # fmt: skip

    person = Person.objects.get(pk=person.pk)
    assert answer.status_code == 302
    assert (person.name_key, person.unit, person.birth_year, person.version) == ("lo thi anh", tree["001002"], 1980, 2)
    assert history_of(person).get().facts == {
        "name": ["Lo Thi Anh", "Lò Thị Ánh"],
        "unit": ["Chi bộ Phòng Số hóa", "Chi bộ Văn phòng"],
        "birth_date": [None, "1980-03-02"],
    }


def test_the_second_of_two_people_sees_both_versions_and_nothing_is_overwritten(tree, officer, signed_in):
    browser = signed_in(officer)
    sent = {"version": 1, "name": "Chi bộ Phòng Số hóa", "basis": "Số 1"}
    browser.post(reverse("edit_unit", args=["001001"]), sent)

    answer = browser.post(reverse("edit_unit", args=["001001"]), sent | {"basis": "Số 2"})

    assert answer.status_code == 409
    assert answer.context["rows"] == [{"label": "Căn cứ thành lập", "theirs": "Số 1", "mine": "Số 2"}]
    assert Unit.objects.get(code="001001").basis == "Số 1"


def test_a_corrected_name_is_the_name_of_today_and_old_names_stay(tree, officer, signed_in):
    unit = tree["001001"]
    UnitName.objects.filter(unit=unit).update(valid_to=DAY, name="Chi bộ cũ")
    UnitName.objects.create(unit=unit, name=unit.name, valid_from=DAY)

    signed_in(officer).post(reverse("edit_unit", args=[unit.code]), {"version": 1, "name": "Chi bộ Phòng Số hoá"})

    assert list(unit.names.order_by("valid_from").values_list("name", flat=True)) == [
        "Chi bộ cũ",
        "Chi bộ Phòng Số hoá",
    ]


@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER, Role.ADMINISTRATOR])
def test_only_the_office_corrects_facts(tree, new_person, office, new_user, signed_in, role):
    person = new_person("Lò Thị Ánh", tree["001001"])
    browser = signed_in(new_user(role, over=tree["000"]))

    assert browser.post(reverse("edit_person", args=[person.code]), {}).status_code == 403
    assert browser.post(reverse("edit_unit", args=["001001"]), {}).status_code == 403


def test_the_words_of_the_levels_are_the_office_s_own(tree, office, new_user, signed_in):
    kinds = list(UnitKind.objects.order_by("rank", "pk"))
    sent = {f"vi_{kind.pk}": kind.word for kind in kinds} | {f"en_{kind.pk}": "" for kind in kinds}
    sent[f"vi_{kinds[-1].pk}"] = "Công đoàn bộ phận"

    answer = signed_in(new_user(Role.ADMINISTRATOR, over=tree["000"])).post(reverse("vocabulary"), sent)

    assert answer.status_code == 302
    assert UnitKind.objects.get(pk=kinds[-1].pk).word == "Công đoàn bộ phận"
    assert history_of(kinds[-1]).get().facts == {"word": ["Chi bộ", "Công đoàn bộ phận"]}
    page = signed_in(new_user()).get(reverse("tree")).context["cell_word"]
    assert page == "công đoàn bộ phận"


def test_a_clerk_reads_the_words_and_changes_none(tree, clerk, signed_in):
    kinds = list(UnitKind.objects.order_by("rank", "pk"))
    sent = {f"vi_{kind.pk}": "Khác" for kind in kinds} | {f"en_{kind.pk}": "" for kind in kinds}
    browser = signed_in(clerk)

    assert browser.get(reverse("vocabulary")).context["may_edit"] is False
    assert browser.post(reverse("vocabulary"), sent).status_code == 403
    assert not UnitKind.objects.filter(word="Khác").exists()


def test_half_typed_names_suggest_units(tree, clerk, signed_in):
    answer = signed_in(clerk).get(reverse("unit_hints"), {"unit": "vien do"}).content.decode()
    assert answer.strip() == '<option value="002 Đảng bộ Viện Đo đạc" label="dang bo vien do dac"></option>'
