"""The pages of rounds and dossiers: what they cost, what they show, whom they are for."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from vinhdanh.accounts.models import Role
from vinhdanh.commendations.models import Nomination
from vinhdanh.kernel.history import history_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def page_of(browser, name, *arguments, **asked):
    answer = browser.get(reverse(name, args=arguments), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def codes(page):
    return [part.split('"')[0] for part in page.split('<tr id="')[1:]]


@pytest.mark.parametrize("dossiers", [1, 30])
def test_the_round_costs_the_same_for_one_and_for_thirty(
    tree, round, officer, new_dossier, assessed, signed_in, queries_of, dossiers
):
    for number in range(dossiers):
        new_dossier(tree["001001"], form=f"Bằng khen {number}")
    assessed()
    browser = signed_in(officer)
    assert queries_of(browser, reverse("round", args=[round.code])) == 11
    assert len(codes(page_of(browser, "round", round.code))) == dossiers


@pytest.mark.parametrize("dossiers", [1, 30])
def test_a_clerks_round_costs_the_same_for_one_and_for_thirty(
    tree, round, clerk, new_dossier, assessed, signed_in, queries_of, dossiers
):
    for number in range(dossiers):
        new_dossier(tree["001001"], form=f"Bằng khen {number}")
    assessed()
    assert queries_of(signed_in(clerk), reverse("round", args=[round.code])) <= 12


@pytest.mark.parametrize("dossiers", [1, 30])
def test_a_session_costs_the_same_for_one_and_for_thirty(
    tree, council, new_session, secretary, new_dossier, signed_in, queries_of, dossiers
):
    session = new_session(state="open", present=5)
    for number in range(dossiers):
        session.nominees.create(nomination=new_dossier(tree["001001"], state="before_council"), position=number)
    cost = queries_of(signed_in(secretary), reverse("session", args=[session.pk]))
    assert cost == 12


def test_a_dossier_costs_the_same_with_many_clauses_and_files(
    tree, officer, new_dossier, assessed, signed_in, queries_of
):
    dossier = assessed(new_dossier(tree["001001"]))
    assert queries_of(signed_in(officer), reverse("nomination", args=[dossier.code])) <= 20


def test_the_steps_count_and_filter_the_table(tree, round, officer, new_dossier, assessed, signed_in):
    ready = new_dossier(tree["001001"])
    lacking = new_dossier(tree["001002"], evidence="")
    held = new_dossier(tree["002001"], state="on_hold")
    assessed(ready, lacking, held)
    browser = signed_in(officer)
    asked = [{}, {"buoc": "tham-dinh"}, {"buoc": "dieu-kien"}, {"xem": "thieu-minh-chung"}, {"xem": "tam-dung"}]
    found = [codes(page_of(browser, "round", round.code, **params)) for params in asked]
    assert found == [
        [ready.code, lacking.code, held.code],
        [ready.code],
        [lacking.code, held.code],
        [lacking.code],
        [held.code],
    ]


def test_the_table_finds_by_name_without_marks(tree, round, officer, new_dossier, new_person, assessed, signed_in):
    person = new_dossier(new_person("Lò Thị Ánh", tree["001001"]))
    new_dossier(tree["001002"])
    browser = signed_in(officer)
    asked = [{"q": "lo thi anh"}, {"doi-tuong": "ca-nhan"}, {"hinh-thuc": "Bằng khen cá nhân"}, {"q": person.code}]
    assert [codes(page_of(browser, "round", round.code, **params)) for params in asked] == [[person.code]] * 4


def test_a_tag_opens_the_conditions_of_its_row(tree, round, officer, new_dossier, assessed, signed_in):
    dossier = assessed(new_dossier(tree["001001"], votes_yes=1))
    browser = signed_in(officer)
    opened = page_of(browser, "round", round.code, mo=dossier.code)
    partial = browser.get(reverse("nomination_clauses", args=[dossier.code]), headers={"HX-Request": "true"})
    said = "Đồng ý 1/15 phiếu (6,7%), cần từ 2/3."
    assert [page.count(said) for page in (opened, partial.content.decode())] == [1, 1]


def test_somebody_elses_dossier_does_not_exist(tree, officer, new_user, new_dossier, new_person, assessed, signed_in):
    dossier = assessed(new_dossier(tree["001001"]))
    browser = signed_in(new_user(Role.CLERK, over=tree["002"]))
    addresses = [
        reverse("nomination", args=[dossier.code]),
        reverse("nomination_clauses", args=[dossier.code]),
        reverse("nomination_edit", args=[dossier.code, "thanh-tich"]),
    ]
    assert [browser.get(address).status_code for address in addresses] == [404, 404, 404]
    assert browser.post(reverse("nomination_act", args=[dossier.code, "rut"]), {"ly_do": "x"}).status_code == 404
    assert signed_in(officer).get(addresses[0]).status_code == 200


def test_a_clerk_reads_no_other_units_text_beside_his_own(tree, clerk, officer, new_dossier, assessed, signed_in):
    text = " ".join(f"lời{n}" for n in range(40))
    theirs = new_dossier(tree["002001"], summary=f"{text} riêng của bên kia")
    mine = new_dossier(tree["001001"], summary=text)
    assessed(theirs, mine)

    pages = {user: signed_in(user).get(reverse("nomination", args=[mine.code])) for user in (clerk, officer)}
    compared = signed_in(clerk).get(reverse("nomination_compare", args=[mine.code]))

    assert [page.context["alike"] is None for page in pages.values()] == [True, False]
    assert "riêng của bên kia" not in pages[clerk].content.decode()
    assert compared.status_code == 404


def test_an_act_refused_shows_the_reasons_on_the_same_page(tree, officer, new_dossier, assessed, signed_in):
    dossier = assessed(new_dossier(tree["001001"], evidence=""))
    answer = signed_in(officer).post(reverse("nomination_act", args=[dossier.code, "dat"]))
    assert answer.status_code == 409
    assert (
        answer.content.decode().count("Còn điều kiện chưa đạt hoặc chưa rõ.") == 2
    )  # above, and beside the conditions


def test_a_double_click_has_one_effect(tree, officer, new_dossier, assessed, signed_in):
    dossier = assessed(new_dossier(tree["001001"]))
    browser = signed_in(officer)
    address = reverse("nomination_act", args=[dossier.code, "bo-sung"])
    for _ in range(2):
        answer = browser.post(address, {"ly_do": "Thiếu biên bản", "_once": "same-token"})
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse("nomination", args=[dossier.code]))
    assert [event.verb for event in history_of(dossier)] == ["nomination.sent_back"]


def test_after_one_dossier_the_next_is_shown(tree, officer, new_dossier, assessed, signed_in):
    first, second = new_dossier(tree["001001"]), new_dossier(tree["001002"])
    assessed(first, second)
    browser = signed_in(officer)
    page = page_of(browser, "nomination", first.code)
    assert page.count(f'href="{reverse("nomination", args=[second.code])}" data-key="j"') == 1
    answer = browser.post(reverse("nomination_act", args=[first.code, "dat"]), {"tiep": second.code})
    assert answer.headers["Location"] == reverse("nomination", args=[second.code])


def test_the_chosen_rows_are_verified_together_and_the_others_are_named(
    tree, round, officer, new_dossier, assessed, signed_in
):
    good, bad = new_dossier(tree["001001"]), new_dossier(tree["001002"], evidence="")
    assessed(good, bad)
    browser = signed_in(officer)
    answer = browser.post(
        reverse("round_bulk", args=[round.code]),
        {"chon": [good.code, bad.code], "viec": "dat", "loc": "buoc=tham-dinh"},
        follow=True,
    )
    said = [str(message) for message in answer.context["messages"]]
    assert [said[0], said[1].split(":")[0]] == ["1 hồ sơ đạt thẩm định.", f"{bad.code} {bad.name}"]
    assert answer.request["QUERY_STRING"] == "buoc=tham-dinh"
    assert Nomination.objects.get(state="verified") == good


def test_excel_keeps_formulas_asleep_and_the_filter(tree, round, officer, new_dossier, assessed, signed_in):
    evil = new_dossier(tree["001001"], name='=HYPERLINK("http://x")')
    new_dossier(tree["001002"], evidence="")
    assessed(evil)
    answer = signed_in(officer).get(reverse("round_excel", args=[round.code]), {"buoc": "tham-dinh"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content))).get_sheet_by_index(0)
    cells = rows.to_python()
    assert [row[:2] for row in cells[2:]] == [[evil.code, '=HYPERLINK("http://x")']]


def test_two_versions_stand_side_by_side(tree, clerk, officer, new_dossier, signed_in):
    dossier = new_dossier(tree["001001"], state="draft", summary="Bản đầu")
    address = reverse("nomination_edit", args=[dossier.code, "thanh-tich"])
    typed = {"achieved_on": "01/09/2022", "rating_2021": "Tốt", "rating_2022": "Xuất sắc"}
    signed_in(officer).post(address, {**typed, "summary": "Bản của văn phòng", "version": 1})
    browser = signed_in(clerk)

    answer = browser.post(address, {**typed, "summary": "Bản của đơn vị", "version": 1})

    assert answer.status_code == 409
    assert answer.context["differences"] == [
        {"label": "Tóm tắt thành tích", "stored": "Bản của văn phòng", "typed": "Bản của đơn vị"}
    ]
    assert answer.context["form"]["version"].value() == "2"
    saved = browser.post(address, {**typed, "summary": "Bản chung", "version": 2})
    assert saved.status_code == 302
    assert Nomination.objects.get().summary == "Bản chung"


def test_a_form_that_is_wrong_answers_422_and_keeps_what_was_typed(tree, clerk, new_dossier, signed_in):
    dossier = new_dossier(tree["001001"], state="draft")
    answer = signed_in(clerk).post(
        reverse("nomination_edit", args=[dossier.code, "thanh-tich"]),
        {"summary": "Việc đã làm", "achieved_on": "hôm qua", "version": 1},
    )
    assert (answer.status_code, answer.context["form"]["summary"].value()) == (422, "Việc đã làm")


def test_a_dossier_is_written_in_four_parts_and_handed_in(tree, round, clerk, signed_in):
    browser = signed_in(clerk)
    begun = browser.post(
        reverse("nomination_new", args=[round.code]), {"form": "Bằng khen chi bộ", "unit": "001001", "person": ""}
    )
    dossier = Nomination.objects.get()
    parts = [
        ("thanh-tich", {"summary": "Việc", "achieved_on": "01/09/2022", "rating_2021": "Tốt", "rating_2022": "Tốt"}),
        ("minh-chung", {"evidence": "Báo cáo 45-BC"}),
        ("bieu-quyet", {"votes_total": 15, "votes_yes": 15}),
    ]
    followed = [begun.headers["Location"]]
    for version, (part, values) in enumerate(parts, 1):
        answer = browser.post(reverse("nomination_edit", args=[dossier.code, part]), {**values, "version": version})
        followed.append(answer.headers["Location"])
    assert followed == [
        reverse("nomination_edit", args=[dossier.code, part])
        for part in ("thanh-tich", "minh-chung", "bieu-quyet", "gui")
    ]
    assert browser.get(followed[-1]).context["met"] == 10
    browser.post(reverse("nomination_act", args=[dossier.code, "gui"]))
    dossier.refresh_from_db()
    assert (dossier.state, dossier.result) == ("submitted", "waiting")


def test_a_round_is_opened_under_a_pack_on_the_page(officer, office, signed_in):
    browser = signed_in(officer)
    wrong = browser.post(reverse("round_new"), {"name": "Vòng", "code": "2023-2", "pack": "vn-party"})
    right = browser.post(
        reverse("round_new"),
        {"name": "Vòng", "code": "2023-2", "pack": "vn-party", "decision_on": "10/06/2023", "issuer": "Đảng ủy"},
    )
    assert (wrong.status_code, right.headers["Location"]) == (422, reverse("round", args=["2023-2"]))
    assert page_of(browser, "round", "2023-2").count("chưa được văn phòng nào xác nhận") == 1


def test_the_decision_is_made_on_the_page(tree, round, officer, new_dossier, assessed, new_session, signed_in):
    dossier = new_dossier(tree["001001"])
    counts = {"issued": 5, "returned": 5, "valid": 5, "invalid": 0, "yes": 5, "no": 0}
    new_session(present=5).nominees.create(nomination=dossier, **counts)
    assessed(dossier)
    browser = signed_in(officer)
    address = reverse("round_decide", args=[round.code])
    paper = {"title": "Tặng bằng khen", "dated_on": "18/05/2023", "reason": "Sơ kết"}
    wrong = browser.post(address, paper)
    right = browser.post(address, {**paper, "signer_name": "Phạm Đức Bình", "signer_post": "Bí thư"})
    dossier.refresh_from_db()
    assert (wrong.status_code, right.status_code, dossier.award.printed_name) == (422, 302, "Chi bộ Phòng Số hóa")
